import { describe, expect, test } from "vitest";

import { decodeAs, decodeBytes, findEncoding } from "./decode.ts";
import { readArticles, readOne, scratchFolder } from "./importers.fake.ts";

/*
 * Declared, marked or detected, in every format that leaves its encoding open: a text of a few words and a long one.
 */

const { write } = scratchFolder();

/** A text in an encoding of one byte a character, or in UTF-16 or UTF-8 with or without a mark. */
function encode(text: string, encoding: string): Buffer {
  const [name = "", mark] = encoding.split("+");
  const marked = mark ? `\ufeff${text}` : text;
  if (name === "utf-8") return Buffer.from(marked);
  if (name === "utf-16le") return Buffer.from(marked, "utf16le");
  if (name === "utf-16be") return Buffer.from(marked, "utf16le").swap16();
  const bytes = new Map(Array.from({ length: 256 }, (_, byte) => [decodeAs(Uint8Array.of(byte), name), byte]));
  return Buffer.from(Array.from(text, (character) => bytes.get(character) ?? 0x3f));
}

const unicode = ["utf-8", "utf-8+mark", "utf-16le", "utf-16be", "utf-16le+mark", "utf-16be+mark"];
const all = [...unicode, "windows-1256", "iso-8859-6", "cp720"];
const short = "قال مصدر في الميناء.";
const sentence =
  "قالت وزارة الطاقة في بيان إن ثلاثة عمال قتلوا وأصيب أحد عشر آخرون في حريق اندلع مساء الثلاثاء في مرسى قنديل، ";
const long = `${sentence.repeat(40)}ولم يؤكد ذلك أحد.`.replaceAll("،", ".");
const texts = { "a few words": short, "a long text": long };
const cases = all.flatMap((encoding) => Object.entries(texts).map(([what, text]) => [encoding, what, text] as const));
const label = (encoding: string): string => encoding.split("+")[0] ?? "";

describe("found without a word about it", () => {
  test.each(cases)("text in %s, %s", async (encoding, _, text) => {
    const article = await readOne(write("a.txt", encode(text, encoding)));
    expect(article).toMatchObject({ text, encoding: label(encoding) });
  });

  test.each(cases)("table in %s, %s", async (encoding, _, text) => {
    const [article] = await readArticles(write("a.csv", encode(`title,text\nعنوان,"${text}"\n`, encoding)));
    expect(article).toMatchObject({ title: "عنوان", text, encoding: label(encoding) });
  });

  test.each(cases)("JSON in %s, %s", async (encoding, _, text) => {
    const [article] = await readArticles(write("a.json", encode(`[{"title":"عنوان","text":"${text}"}]`, encoding)));
    expect(article).toMatchObject({ title: "عنوان", text, encoding: label(encoding) });
  });

  test.each(cases)("JSON Lines in %s, %s", async (encoding, _, text) => {
    const [article] = await readArticles(write("a.jsonl", encode(`{"title":"عنوان","text":"${text}"}\n`, encoding)));
    expect(article).toMatchObject({ title: "عنوان", text, encoding: label(encoding) });
  });

  test.each(cases)("page in %s, %s", async (encoding, _, text) => {
    const article = await readOne(write("a.html", encode(`<html><body><p>${text}</p></body></html>`, encoding)));
    expect(article).toMatchObject({ text, encoding: label(encoding) });
  });

  test("a text in the Latin of western Europe, of a few words too", () => {
    for (const text of ["Café fermé à Zürich", "déjà", "Le ministère a déclaré que trois ouvriers étaient morts."])
      expect(decodeBytes(encode(text, "windows-1252"))).toEqual({ text, encoding: "windows-1252" });
  });

  test("two words of Arabic", () => {
    for (const text of ["مقتل جندي", "بيان صحفي", "انفجار سيارة", "رئيس البلدية", "سيارات الإسعاف"])
      for (const encoding of ["windows-1256", "iso-8859-6", "cp720", "utf-16le", "utf-16be"])
        expect([text, findEncoding(encode(text, encoding))]).toEqual([text, encoding]);
  });

  test("what is Cyrillic, Greek or Hebrew is not taken for Arabic", () => {
    for (const [text, encoding] of [
      ["Президент России заявил о пожаре на складе в порту", "windows-1251"],
      ["Αθήνα, φωτιά στο λιμάνι το βράδυ της Τρίτης", "windows-1253"],
      ["ידיעות חדשות היום על השריפה בנמל", "windows-1255"],
    ] as const)
      expect(decodeBytes(encode(text, encoding)).text).toBe(text);
  });

  test("UTF-16 without a mark that holds an emoji, or one word without a space", () => {
    for (const encoding of ["utf-16le", "utf-16be"])
      for (const text of ["سلام", `${short} 😀`])
        expect(decodeBytes(encode(text, encoding))).toEqual({ text, encoding });
  });
});

describe("declared", () => {
  const declared = ["windows-1256", "iso-8859-6", "utf-8"].flatMap((encoding) =>
    Object.entries(texts).map(([what, text]) => [encoding, what, text] as const),
  );

  test.each(declared)("page in %s, %s", async (encoding, _, text) => {
    const page = `<html><head><meta charset="${encoding}"></head><body><p>${text}</p></body></html>`;
    expect(await readOne(write("b.html", encode(page, encoding)))).toMatchObject({ text, encoding });
  });

  test.each(declared)("feed in %s, %s", async (encoding, _, text) => {
    const feed = `<?xml version="1.0" encoding="${encoding}"?><rss version="2.0"><channel><title>قناة</title><item><title>عنوان</title><description>${text}</description></item></channel></rss>`;
    expect(await readOne(write("b.rss", encode(feed, encoding)))).toMatchObject({
      text,
      encoding,
      title: "عنوان",
      outlet: "قناة",
    });
  });

  test.each([...declared, ["utf-16le+mark", "marked", short] as const])(
    "message in %s, %s",
    async (encoding, _, text) => {
      const name = encoding.startsWith("utf-16") ? "utf-16" : encoding;
      const subject = `=?${label(encoding)}?B?${encode("حصيلة جديدة", label(encoding)).toString("base64")}?=`;
      const head = `From: a@b.example\r\nSubject: ${subject}\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=${name}\r\nContent-Transfer-Encoding: base64\r\n\r\n`;
      const mail = head + encode(text, encoding).toString("base64");
      expect(await readOne(write("b.eml", mail))).toMatchObject({ text, title: "حصيلة جديدة" });
    },
  );
});

describe("messages that say nothing of their encoding, or the wrong thing", () => {
  const mail = (header: string, body: Buffer, subject: Buffer = Buffer.from("Note")): Buffer =>
    Buffer.concat([Buffer.from("From: a@b.example\r\nSubject: "), subject, Buffer.from(`\r\n${header}\r\n`), body]);
  const quoted = (bytes: Buffer): Buffer =>
    Buffer.from(Array.from(bytes, (byte) => `=${byte.toString(16).padStart(2, "0").toUpperCase()}`).join(""));

  test.each(
    ["windows-1256", "iso-8859-6", "utf-8"].flatMap((encoding) => [
      [encoding, "no header", ""],
      [encoding, "no charset", "MIME-Version: 1.0\r\nContent-Type: text/plain; format=flowed\r\n"],
      [encoding, "ASCII", "Content-Type: text/plain;\r\n\tcharset=us-ascii\r\n"],
      [encoding, "Latin", `Content-Type: text/plain; charset="iso-8859-1"\r\n`],
      [encoding, "an encoding that nobody knows", "Content-Type: text/plain; charset=x-unknown\r\n"],
    ]),
  )("%s under %s", async (encoding, _, header) => {
    const bytes = encode(short, encoding);
    expect(await readOne(write("c.eml", mail(header, bytes)))).toMatchObject({ text: short });
    const transfer = `MIME-Version: 1.0\r\n${header.replace("MIME-Version: 1.0\r\n", "")}Content-Transfer-Encoding: `;
    const encoded = Buffer.from(bytes.toString("base64"));
    expect(await readOne(write("d.eml", mail(`${transfer}base64\r\n`, encoded)))).toMatchObject({ text: short });
    const printable = mail(`${transfer}quoted-printable\r\n`, quoted(bytes));
    expect(await readOne(write("e.eml", printable))).toMatchObject({ text: short });
  });

  test("Latin that is Latin stays it", async () => {
    const header = "Content-Type: text/plain; charset=iso-8859-1\r\n";
    const bytes = encode("Le ministère a déclaré l'état d'urgence.", "windows-1252");
    expect(await readOne(write("f.eml", mail(header, bytes)))).toMatchObject({
      text: "Le ministère a déclaré l'état d'urgence.",
    });
  });

  test.each(["windows-1256", "iso-8859-6", "utf-8"])("a subject in bare %s", async (encoding) => {
    const subject = encode("حصيلة جديدة", encoding);
    const article = await readOne(
      write("g.eml", mail("Content-Type: text/plain\r\n", encode(short, encoding), subject)),
    );
    expect(article).toMatchObject({ title: "حصيلة جديدة", text: short });
  });

  test("a subject whose words were cut within a character, and a part of several", async () => {
    const bytes = Buffer.from("حصيلة جديدة");
    const words = [bytes.subarray(0, 7), bytes.subarray(7)].map((part) => `=?UTF-8?B?${part.toString("base64")}?=`);
    const parts = Buffer.concat([
      Buffer.from("This is a message of several parts.\r\n--b1\r\nContent-Type: text/plain\r\n\r\n"),
      encode(short, "windows-1256"),
      Buffer.from("\r\n--b1\r\nContent-Type: text/html; charset=us-ascii\r\n\r\n<p>"),
      encode(short, "windows-1256"),
      Buffer.from("</p>\r\n--b1--\r\n"),
    ]);
    const path = write(
      "h.eml",
      mail(
        `MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary="b1"\r\n`,
        parts,
        Buffer.from(words.join("\r\n ")),
      ),
    );
    const article = await readOne(path);
    expect(article).toMatchObject({ title: "حصيلة جديدة", text: short });
    // What is kept is the message as it came.
    expect(Buffer.from(article.original).includes(encode(short, "windows-1256"))).toBe(true);
  });
});
