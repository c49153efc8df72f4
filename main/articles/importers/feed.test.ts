import { readFileSync } from "node:fs";

import { describe, expect, test } from "vitest";

import {
  describeBlocks,
  fixture,
  readAll,
  readArticles,
  readFailures,
  readOne,
  scratchFolder,
} from "./importers.fake.ts";

const { write } = scratchFolder();
const rss = (items: string, channel = "", root = ""): string =>
  `<?xml version="1.0"?>\n<rss version="2.0"${root}><channel><title>Quay</title>${channel}\n${items}</channel></rss>`;
const item = (text: string, more = ""): string =>
  `<item><title>T</title>${more}<description>${text}</description></item>`;

describe("entries of a feed are articles", () => {
  test("RSS as WordPress writes it, in Arabic", async () => {
    const [first, second] = await readArticles(fixture("harbour-ar.rss"));
    expect(first).toMatchObject({
      title: "حريق في مستودع الوقود – الحصيلة ترتفع",
      outlet: "رصيف مرسى قنديل",
      author: "سلمى درويش",
      publishedAt: "2025-10-15T08:40:11+00:00",
      language: "ar",
      url: "https://raseef.example/2025/10/15/%d8%ad%d8%b1%d9%8a%d9%82/",
      key: "https://raseef.example/?p=4711",
      line: 22,
    });
    expect(first && describeBlocks(first)).toEqual([
      "paragraph rtl: قالت وزارة الطاقة في بيان إن ثلاثة عمال قُتلوا وأُصيب أحد عشر آخرون في حريق اندلع مساء الثلاثاء 14 تشرين الأول 2025 في مرسى قنديل.",
      "heading rtl: شهادات",
      "paragraph rtl: وأضاف مصدر طبي لم يذكر اسمه أن عدد القتلى بلغ ٥، وأن سيارات الإسعاف نقلت المصابين إلى مستشفى Marsa General حتى الساعة 23:40.",
      "quotation rtl: عددناهم مرتين",
    ]);
    expect(second).toMatchObject({
      title: "لا أثر لتسرب في الميناء & المرفأ القديم",
      text: "قال مصدر في الميناء إن خمسة قُتلوا.",
    });
  });

  test("Atom: markup of each type, the entry's language, addresses relative to the feed; `updated` is no publication date", async () => {
    const [first, second] = await readArticles(fixture("harbour-en.atom"));
    expect(first).toMatchObject({
      title: "Fire at the fuel depot: three dead",
      outlet: "The Quayside Ledger",
      author: "Tom Arden",
      publishedAt: "2025-10-15T09:30:00+03:00",
      url: "https://ledger.example/2025/fire/",
      key: "tag:ledger.example,2025:/2025/fire/",
    });
    expect(first && describeBlocks(first).slice(1)).toEqual([
      "list-item ltr: Tank 4 burned out.",
      "list-item ltr: No leak was found in the harbour.",
    ]);
    expect(second).toMatchObject({ language: "ar", publishedAt: null, author: "Quayside newsroom" });
    expect(second?.text).toBe("قالت الصحيفة إن عدد القتلى خمسة.\n\nوكانت قد ذكرت أنهم ثلاثة.");
  });

  test("RSS 1.0, whose items stand beside the channel", async () => {
    const rdf = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://q.example/"><title>Quay</title><link>https://q.example/</link></channel>
<item rdf:about="https://q.example/1"><title>One</title><link>https://q.example/1</link><description>Three died.</description><dc:date>2025-10-15T08:00:00Z</dc:date><dc:creator>Ann</dc:creator></item>
</rdf:RDF>`;
    expect(await readOne(write("old.rdf", rdf))).toMatchObject({
      title: "One",
      outlet: "Quay",
      author: "Ann",
      publishedAt: "2025-10-15T08:00:00Z",
      key: "https://q.example/1",
      text: "Three died.",
      line: 3,
    });
  });

  test("an entry that came from another feed is that one's", async () => {
    const path = write("planet.xml", rss(item("Three died.", `<source url="https://o.example/f">Other</source>`)));
    expect(await readOne(path)).toMatchObject({ outlet: "Other" });
  });

  test("what is markup is read as markup, what is plain keeps its lines", async () => {
    const [marked, plain] = await readArticles(
      write("both.xml", rss(item("&lt;p&gt;one&lt;/p&gt;&lt;p&gt;two&lt;/p&gt;") + item("one\ntwo, 3 &lt; 4"))),
    );
    expect(marked?.text).toBe("one\n\ntwo");
    expect(plain?.text).toBe("one\ntwo, 3 < 4");
  });
});

describe("the original of an entry is its bytes, exactly", () => {
  const source = rss(item("ثلاثة") + "\r\n" + item("أربعة"), "<language>ar</language>");
  const encoded: [string, Buffer][] = [
    ["utf-8", Buffer.from(source)],
    ["utf-8 with a mark", Buffer.from(`\ufeff${source}`)],
    ["utf-16le", Buffer.from(`\ufeff${source}`, "utf16le")],
    ["utf-16be", Buffer.from(`\ufeff${source}`, "utf16le").swap16()],
  ];
  test.each(encoded)("%s", async (name, bytes) => {
    const [first, second] = await readArticles(write(`${name}.xml`, bytes));
    expect([first?.text, second?.text]).toEqual(["ثلاثة", "أربعة"]);
    const wide = name.startsWith("utf-16");
    const original = Buffer.from(second?.original ?? []);
    const text = (name === "utf-16be" ? Buffer.from(original).swap16() : original).toString(wide ? "utf16le" : "utf8");
    expect(text).toBe(item("أربعة"));
    expect(second?.line).toBe(4);
  });

  test("in an encoding that the XML declares", async () => {
    const bytes = readFileSync(fixture("arabic-windows-1256.txt"));
    const [before = "", after = ""] = rss(item("@", ""))
      .replace('<?xml version="1.0"?>', `<?xml version="1.0" encoding="windows-1256"?>`)
      .split("@");
    const line = bytes.subarray(0, bytes.indexOf(0x0a));
    const article = await readOne(
      write("declared.xml", Buffer.concat([Buffer.from(before), line, Buffer.from(after)])),
    );
    expect(article.encoding).toBe("windows-1256");
    expect(article.text).toBe(new TextDecoder("windows-1256").decode(line).trim());
  });
});

describe("what is broken or made to do harm", () => {
  test("is named with its line, and what came before it is read", async () => {
    const items = await readAll(write("cut.rss", rss(item("Three died.") + "\n<item><title>cut</tit")));
    expect(items).toMatchObject([
      { article: { text: "Three died.", outlet: "Quay" } },
      { failure: { code: "unreadable-file", line: 4, message: expect.stringContaining("line 4") } },
    ]);
    expect(await readFailures(write("none.rss", "not XML at all"))).toMatchObject([
      { code: "unreadable-file", line: 1 },
    ]);
    for (const blank of ["", "\ufeff \n"])
      expect(await readFailures(write("empty.rss", blank))).toMatchObject([{ code: "no-text" }]);
    expect(await readFailures(write("bare.rss", rss("")))).toMatchObject([{ code: "no-text" }]);
    expect(await readFailures(write("untold.rss", rss(`\n<item><title>Only a title</title></item>`)))).toMatchObject([
      { code: "no-text", line: 4 },
    ]);
  });

  test("entities are never expanded, elements without end are refused", async () => {
    const bomb = `<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>${rss(item("&a;&b;")).slice(22)}`;
    expect(await readFailures(write("laughs.rss", bomb))).toMatchObject([
      { code: "unreadable-file", message: expect.stringContaining("entities") },
    ]);
    expect(await readFailures(write("deep.rss", rss(item("<a>".repeat(5000)))))).toMatchObject([
      { code: "unreadable-file", message: expect.stringContaining("nested") },
    ]);
  });

  test("entities that nobody declared and ampersands that begin none are read as they are meant", async () => {
    const path = write("loose.rss", rss(item("R&D &mdash; caf&eacute;", "<link>https://q.example/?a=1&b=2</link>")));
    expect(await readOne(path)).toMatchObject({ text: "R&D — café", url: "https://q.example/?a=1&b=2" });
  });

  test("XML that is no feed says what it is", async () => {
    for (const [source, what] of [
      [`<opml version="2.0"><body><outline text="x"/></body></opml>`, "OPML"],
      [`<urlset xmlns="x"><url/></urlset>`, "sitemap"],
      [`<invoice/>`, "invoice"],
    ] as const)
      expect(await readFailures(write("other.xml", source))).toMatchObject([
        { code: "unsupported-format", message: expect.stringContaining(what) },
      ]);
  });

  test("many entries take no longer than as many articles", { timeout: 20_000 }, async () => {
    const path = write("many.rss", rss(Array.from({ length: 3000 }, (_, i) => item(`Report ${i} died.`)).join("\n")));
    const articles = await readArticles(path);
    expect(articles).toHaveLength(3000);
    expect(articles.at(-1)).toMatchObject({ text: "Report 2999 died.", line: 3002 });
  });
});
