import { describe, expect, test } from "vitest";
import { ZipFile } from "yazl";

import { describeBlocks, fixture, readFailures, readOne, scratchFolder } from "./importers.fake.ts";

const { write } = scratchFolder();

const arabic = [
  "قالت وزارة الطاقة في بيان إن ثلاثة عمال قُتلوا وأُصيب أحد عشر آخرون في حريق اندلع مساء الثلاثاء 14 تشرين الأول 2025 في مرسى قنديل.",
  "وأضاف مصدر طبي لم يذكر اسمه أن عدد القتلى بلغ ٥، وأن سيارات الإسعاف نقلت المصابين إلى مستشفى Marsa General حتى الساعة 23:40.",
];
const english = [
  "The energy ministry said three workers died and eleven were hurt when a tank caught fire on Tuesday evening, 14 October 2025, at Marsa Qandil.",
  "A nurse, who asked not to be named, said the dead were five. “We counted them twice,” she told the Quayside Ledger.",
];

describe("documents that another program wrote are read whole, in their order", () => {
  test.each(["docx", "odt", "rtf"])("%s in Arabic", async (ending) => {
    const article = await readOne(fixture(`harbour-ar.${ending}`));
    expect(article).toMatchObject({ title: "حريق في مستودع الوقود", author: "سلمى درويش", language: "ar" });
    expect(describeBlocks(article)).toEqual([
      `${ending === "rtf" ? "paragraph" : "heading"} rtl: حريق في مستودع الوقود`,
      `paragraph rtl: ${arabic[0]}`,
      `paragraph rtl: ${arabic[1]}`,
      "list-item rtl: الخزان رقم 4 احترق بالكامل.",
      "list-item rtl: لا أثر لتسرب في الميناء.",
      "table-row rtl: الجهة\tالقتلى",
      "table-row rtl: الدفاع المدني\t3",
    ]);
  });

  test.each(["docx", "odt", "rtf"])("%s in English", async (ending) => {
    const article = await readOne(fixture(`harbour-en.${ending}`));
    expect(article).toMatchObject({ title: "Fire at the fuel depot", author: "Tom Arden", language: "en" });
    expect(describeBlocks(article).slice(1)).toEqual([
      `paragraph ltr: ${english[0]}`,
      `paragraph ltr: ${english[1]}`,
      "list-item ltr: Tank 4 burned out.",
      "list-item ltr: No leak was found in the harbour.",
      "table-row ltr: Who\tDead",
      "table-row ltr: Civil defence\t3",
    ]);
  });

  test.each(["ar", "en"])("epub, %s", async (language) => {
    const article = await readOne(fixture(`harbour-${language}.epub`));
    expect(article.language).toBe(language);
    for (const paragraph of language === "ar" ? arabic : english) expect(article.text).toContain(paragraph);
  });

  test.each(["ar", "en"])("mhtml, %s", async (language) => {
    const article = await readOne(fixture(`harbour-${language}.mhtml`));
    expect(article).toMatchObject({ language, author: language === "ar" ? "سلمى درويش" : "Tom Arden" });
    for (const paragraph of language === "ar" ? arabic : english) expect(article.text).toContain(paragraph);
  });
});

describe("PDF", () => {
  const bare = (text: string): string => text.replaceAll(/[\u064b-\u0652]/gu, "");

  test("as LibreOffice writes it: letters in their order, ligatures and digits too; vowel signs that it names no letter for are lost", async () => {
    const article = await readOne(fixture("harbour-ar.pdf"));
    expect(article).toMatchObject({ title: "حريق في مستودع الوقود", author: "سلمى درويش", language: "ar" });
    expect(article.text).toContain(bare(arabic[0] ?? ""));
    expect(article.text).toContain(arabic[1]);
    expect(article.text).toContain("لا أثر لتسرب في الميناء.");
    expect(article.blocks.every(({ direction }) => direction === "rtl")).toBe(true);
  });

  test("as a browser prints it, glyph by glyph in joined forms", async () => {
    const article = await readOne(fixture("harbour-browser-ar.pdf"));
    expect(bare(article.text)).toContain(bare(arabic[0] ?? ""));
    expect(article.text).toContain("قُتلوا");
    expect(article.text).toContain(arabic[1]);
  });

  test("in English, paragraphs as blocks", async () => {
    const article = await readOne(fixture("harbour-en.pdf"));
    expect(describeBlocks(article)).toContain(`paragraph ltr: ${english[0]}`);
    expect(describeBlocks(article)).toContain(`paragraph ltr: ${english[1]}`);
  });

  test("without a text layer, broken or none is said, each with what to do or why", async () => {
    const picture = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj
trailer<</Root 1 0 R>>`;
    expect(await readFailures(write("scan.pdf", picture))).toMatchObject([
      { code: "no-text", message: expect.stringContaining("text recognition") },
    ]);
    expect(await readFailures(write("none.pdf", "not a pdf at all"))).toMatchObject([{ code: "unreadable-file" }]);
    expect(await readFailures(write("empty.pdf", ""))).toMatchObject([{ code: "unreadable-file" }]);
  });
});

describe("mail", () => {
  test("headers are what is known of it, attachments are named", async () => {
    const article = await readOne(fixture("harbour-ar.eml"));
    expect(article).toMatchObject({
      title: "حصيلة جديدة من مرسى قنديل",
      author: "مكتب الرصد",
      language: "ar",
      publishedAt: expect.stringMatching(/^2026-11-25T/u),
    });
    expect(article.text).toBe("قال مصدر في الميناء إن خمسة قُتلوا.\n\nولم يؤكد ذلك أحد بعد.\n\n📎 list.csv");
  });

  test("a formatted body gives its text, without what it would fetch", async () => {
    const mail = [
      "From: =?windows-1256?B?48ra yA==?= <a@example.org>",
      "Subject: Note",
      "Date: Wed, 15 Oct 2025 08:00:00 +0300",
      "Content-Type: text/html; charset=windows-1256",
      "",
      "",
    ].join("\r\n");
    const body = Buffer.from([0xc7, 0xe1, 0xe3, 0xed, 0xe4, 0xc7, 0xc1]);
    const html = Buffer.concat([
      Buffer.from(`${mail}<p>`),
      body,
      Buffer.from(' one <b>two</b><img src="https://t.example/x">'),
    ]);
    expect(await readOne(write("note.eml", html))).toMatchObject({
      title: "Note",
      text: "الميناء one two",
      publishedAt: "2025-10-15T08:00:00+03:00",
    });
  });
});

describe("Rich Text", () => {
  test("of an Arabic code page, with Unicode beside it, hidden text and fields left out", async () => {
    const rtf = String.raw`{\rtf1\ansi\ansicpg1256\deff0{\fonttbl{\f0\fcharset178 Arial;}{\f1\fcharset0 Times;}}
{\info{\title A title}{\author Someone}}
\f0\'c7\'e1\'e3\'ed\'e4\'c7\'c1\par
{\f1 caf\'e9} \uc1\u1605?\u1610\uc0\u1606\u1575\u1569\par{\v hidden}{\field{\*\fldinst HYPERLINK "https://x.example"}{\fldrslt shown}}{\*\unknown none}\par
\uc1\u-10179?\u-8704? end}`;
    const article = await readOne(write("page.rtf", rtf));
    expect(article).toMatchObject({ title: "A title", author: "Someone" });
    expect(describeBlocks(article)).toEqual([
      "paragraph rtl: الميناء",
      "paragraph ltr: café ميناء",
      "paragraph ltr: shown",
      "paragraph ltr: 😀 end",
    ]);
  });

  test("that is none, or nests without end, is refused", async () => {
    expect(await readFailures(write("none.rtf", "plain"))).toMatchObject([{ code: "unreadable-file" }]);
    expect(await readFailures(write("deep.rtf", `{\\rtf1 ${"{".repeat(5000)}`))).toMatchObject([
      { code: "unreadable-file", message: expect.stringContaining("nested") },
    ]);
  });
});

/** An archive of these entries. */
function zip(entries: Record<string, string | Buffer>): Promise<Buffer> {
  const file = new ZipFile();
  for (const [name, content] of Object.entries(entries)) file.addBuffer(Buffer.from(content), name);
  file.end();
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    file.outputStream.on("data", (chunk: Buffer) => chunks.push(chunk));
    file.outputStream.on("end", () => resolve(Buffer.concat(chunks)));
    file.outputStream.on("error", reject);
  });
}

describe("archives that were made to do harm", () => {
  test("a bomb ends where it grows beyond the limits", async () => {
    const bomb = await zip({ "content.xml": Buffer.alloc(40_000_000, " ") });
    expect(await readFailures(write("bomb.odt", bomb))).toMatchObject([
      { code: "too-large", message: expect.stringContaining("200 times") },
    ]);
    const inner = await zip({ "word/document.xml": "<w/>", "word/other.xml": Buffer.alloc(40_000_000, " ") });
    expect(await readFailures(write("bomb.docx", inner))).toMatchObject([{ code: "too-large" }]);
  });

  test("entities of its own are not expanded, elements without end are refused", async () => {
    const lol = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><office:body><text:p>&b;</text:p></office:body>`;
    expect(await readFailures(write("laughs.odt", await zip({ "content.xml": lol })))).toMatchObject([
      { code: "unreadable-file", message: expect.stringContaining("entities") },
    ]);
    const deep = `<office:body>${"<text:span>".repeat(5000)}${"</text:span>".repeat(5000)}</office:body>`;
    expect(await readFailures(write("deep.odt", await zip({ "content.xml": deep })))).toMatchObject([
      { code: "unreadable-file", message: expect.stringContaining("nested") },
    ]);
  });

  test("what is cut off, encrypted or something else is named", async () => {
    const whole = await zip({ "content.xml": "<office:body/>" });
    for (const [name, content] of [
      ["cut.docx", whole.subarray(0, whole.length - 10)],
      ["text.odt", "plain"],
      ["other.docx", whole],
      ["other.epub", whole],
    ] as const)
      expect(await readFailures(write(name, content))).toMatchObject([{ code: "unreadable-file" }]);
    const locked = await zip({ "content.xml": "x", "META-INF/manifest.xml": "<manifest:encryption-data/>" });
    expect(await readFailures(write("locked.odt", locked))).toMatchObject([
      { code: "unreadable-file", message: expect.stringContaining("password") },
    ]);
  });
});
