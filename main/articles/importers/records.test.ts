import { readFileSync } from "node:fs";

import { describe, expect, test } from "vitest";

import { describeBlocks, fixture, readAll, readArticles, readFailures, scratchFolder } from "./importers.fake.ts";
import { previewRecords } from "./index.ts";

const { write } = scratchFolder();
const bytesOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString("utf8");

describe("JSON Lines", () => {
  test("records have their exact bytes and lines; one bad line stops nothing", async () => {
    const path = fixture("dispatches.jsonl");
    const [first, second, third] = readFileSync(path, "utf8").split(/\r?\n/u);
    const items = await readAll(path);
    expect(items).toHaveLength(3);
    const [one, three] = await readArticles(path);
    expect(bytesOf(one?.original ?? new Uint8Array())).toBe(first);
    expect(bytesOf(three?.original ?? new Uint8Array())).toBe(third);
    expect(one).toMatchObject({
      title: "Two tankers reach the town",
      outlet: "Wadi Bulletin",
      publishedAt: "2025-11-10T06:00:00Z",
      language: "en",
      key: "1",
      line: 1,
      text: "Two water tankers reached Qasr al-Rih on Monday morning.\n\nThe road is open, a driver said.",
    });
    expect(three).toMatchObject({ language: "ar", key: "2", line: 3 });
    expect(second).toContain("cut off");
    const [failure] = await readFailures(path);
    expect(failure).toMatchObject({ code: "bad-record", line: 2, message: expect.stringContaining("line 2") });
  });

  test("records that stretch over chunks, a byte order mark, blank lines, no last line end", async () => {
    const record = (n: number) => JSON.stringify({ id: n, body: `نص رقم ${n} `.repeat(3000) });
    const records = Array.from({ length: 80 }, (_, n) => record(n));
    const articles = await readArticles(write("chunks.jsonl", `\ufeff${records.join("\n\n\n")}`));
    expect(articles.map((article) => article.line)).toEqual(records.map((_, n) => 3 * n + 1));
    expect(articles.map((article) => bytesOf(article.original))).toEqual(records);
  });

  test("hostile records: lone surrogates, NUL, deep nesting, other values, nothing to read", async () => {
    const deep = `{"text":"deep","x":${"[".repeat(50_000)}${"]".repeat(50_000)}}`;
    const lines = [
      '{"text":"a\\ud800b\\u0000c"}',
      deep,
      "[1]",
      "5",
      '{"text":""}',
      '{"text":["One.","Two."]}',
      "\u0001\0",
    ];
    const items = await readAll(write("hostile.jsonl", lines.join("\n")));
    const texts = items.map((item) => ("article" in item ? item.article.text : item.failure.code));
    expect(texts[0]).toBe("a\ufffdb\ufffdc");
    expect(texts[1]).toBe("deep");
    expect(texts.slice(2)).toEqual(["bad-record", "bad-record", "no-text", "One.\n\nTwo.", "bad-record"]);
    const messages = items.flatMap((item) => ("failure" in item ? [item.failure.message] : []));
    expect(messages.filter((message) => !/\bline \d/u.test(message))).toEqual([]);
  });

  test("a line of more than 32 MB is passed over and named", async () => {
    const path = write("long.jsonl", `{"text":"${"x".repeat(33 * 1024 * 1024)}"}\n{"text":"after"}\n`);
    expect(await readFailures(path)).toEqual([
      { code: "too-large", line: 1, message: expect.stringContaining("line 1") },
    ]);
    expect((await readArticles(path)).map((article) => [article.text, article.line])).toEqual([["after", 2]]);
  });

  test("no known property: one failure for the file, not one for each record; a mapping by hand reads it", async () => {
    const path = write("odd.jsonl", '{"zz":{"yy":"first"},"n":"T"}\n'.repeat(300));
    expect(await readFailures(path)).toEqual([expect.objectContaining({ code: "needs-mapping" })]);
    const articles = await readArticles(path, { text: "zz.yy", title: "n" });
    expect(articles).toHaveLength(300);
    expect(articles[0]).toMatchObject({ text: "first", title: "T" });
    expect((await readFailures(path, { text: "absent" }))[0]?.code).toBe("bad-record");
  });

  test("a first record of another kind does not make the file unreadable", async () => {
    const path = write("header.jsonl", '{"version":2}\n{"text":"one"}\n{"kind":"end"}\n');
    expect((await readArticles(path)).map((article) => article.line)).toEqual([2]);
    expect((await readFailures(path)).map((failure) => [failure.code, failure.line])).toEqual([
      ["bad-record", 1],
      ["bad-record", 3],
    ]);
  });
});

describe("tables", () => {
  test("rows in which nothing stands are none, and keep the numbers of the others", async () => {
    const path = write("blanks.csv", "\ufeff ,\n\ntext,title\n , \nThree died.,A\n,\n,\n");
    expect(await readAll(path)).toMatchObject([{ article: { text: "Three died.", line: 5 } }]);
    expect(await readFailures(write("blank.csv", "\ufeff \n\t\n"))).toMatchObject([{ code: "no-text" }]);
  });

  test("Arabic columns, cells of several lines, exact rows, dates that read both ways", async () => {
    const path = fixture("dispatches-ar.csv");
    const [one, two] = await readArticles(path);
    expect(await readFailures(path)).toEqual([]);
    expect(one).toMatchObject({
      title: "وصول صهريجين إلى البلدة",
      text: 'وصل صهريجان إلى قصر الريح صباح الإثنين.\n\nوقال السائق: "الطريق سالكة".',
      outlet: "نشرة وادي الريح",
      author: "ليلى القاسم",
      publishedAt: "2025-11-10",
      language: "ar",
      key: "17",
      line: 2,
    });
    expect(two).toMatchObject({ publishedAt: "2025", author: null, key: "18", line: 5 });
    const rows = readFileSync(path, "utf8");
    expect(rows).toContain(bytesOf(one?.original ?? new Uint8Array()));
    expect(bytesOf(one?.original ?? new Uint8Array())).toMatch(/^17,[\s\S]*\r\n\r\n[\s\S]*ليلى القاسم$/u);
  });

  test.each([
    ["semicolons named first", "sep=;\r\ntitle;text\r\na;b, c\r\n", ["b, c"]],
    ["lone CR", 'title,text\ra,b\rc,"d\re"\r', ["b", "d\ne"]],
    ["tabs", "title\ttext\na\tb\n", ["b"]],
    ["spaces after a closing quote", 'text,title\n"b" ,a\n', ["b"]],
    ["a quote within a cell", 'title,text\na,say "hi" now\nb,"in "line" quote"\n', ['say "hi" now', 'in "line" quote']],
    ["UTF-16", Buffer.from('\ufeffالعنوان\tالنص\r\nأ\t"ب\nج"\r\n', "utf16le"), ["ب\nج"]],
  ])("%s", async (name, content, texts) => {
    expect((await readArticles(write(`${name}.csv`, content))).map((article) => article.text)).toEqual(texts);
  });

  test("rows that stretch over chunks of the file keep their bytes and lines", async () => {
    const rows = Array.from({ length: 200 }, (_, n) => `${n},"سطر\n${`نص ""${n}"" `.repeat(1000)}"`);
    const articles = await readArticles(write("chunks.csv", `id,text\n${rows.join("\n")}\n`));
    expect(articles.map((article) => bytesOf(article.original))).toEqual(rows);
    expect(articles.map((article) => article.line)).toEqual(rows.map((_, n) => 2 * n + 2));
  });

  test("UTF-16 rows have their exact bytes", async () => {
    const path = write("exact.csv", Buffer.from('\ufefftext,title\r\n"ب\nج",t\r\n', "utf16le"));
    expect(Buffer.from((await readArticles(path))[0]?.original ?? []).toString("utf16le")).toBe('"ب\nج",t');
  });

  test("a quote that is never closed spoils its own row alone", async () => {
    const path = write("open.csv", 'id,text\n1,"open\n2,"second"\n3,third\n4,a,b\n5\n6,"last');
    expect((await readArticles(path)).map((article) => article.key)).toEqual(["2", "3"]);
    expect((await readFailures(path)).map((failure) => [failure.code, failure.line])).toEqual([
      ["bad-record", 2],
      ["bad-record", 5],
      ["bad-record", 6],
      ["bad-record", 7],
    ]);
  });

  test("columns that nobody knows, a mapping to none, a header alone", async () => {
    const path = write("odd.csv", "a,b\n1,hello\n");
    expect(await readFailures(path)).toEqual([
      expect.objectContaining({ code: "needs-mapping", line: 1, message: expect.stringContaining("a, b") }),
    ]);
    expect((await readArticles(path, { text: "b" }))[0]?.text).toBe("hello");
    expect((await readFailures(path, { text: "c" }))[0]?.code).toBe("needs-mapping");
    expect((await readFailures(write("alone.csv", "title,text\n")))[0]?.code).toBe("no-text");
  });
});

describe("JSON documents", () => {
  test("a list within an object: nested names, lines, exact bytes", async () => {
    const [one] = await readArticles(fixture("articles.json"));
    expect(one).toMatchObject({
      title: "Bridge to reopen on Wednesday",
      outlet: "Wadi Bulletin",
      author: "Mona Darwish",
      url: "https://bulletin.example/bridge",
      key: "https://bulletin.example/bridge",
      line: 5,
    });
    expect(JSON.parse(bytesOf(one?.original ?? new Uint8Array()))).toMatchObject({ author: "Mona Darwish" });
    expect((await readFailures(fixture("articles.json"))).map((failure) => failure.code)).toEqual(["no-text"]);
  });

  test("one record is a whole file, also where it has a list of its own", async () => {
    const json = '\n {"headline":"T","النص":"المتن هنا","items":[{"a":1}]} \n';
    const [one] = await readArticles(write("one.json", json));
    expect(one).toMatchObject({ title: "T", text: "المتن هنا", key: null, line: null });
    expect(bytesOf(one?.original ?? new Uint8Array())).toBe(json);
  });

  test("one bad record of a list and a document that was cut off", async () => {
    const items = await readAll(
      write("cut.json", '[{"text":"one"},\n{"text":tru},\n{"text":"} ] \\" two"},\n{"text":"thr'),
    );
    expect(
      items.map((item) => ("article" in item ? item.article.text : [item.failure.code, item.failure.line])),
    ).toEqual(["one", ["bad-record", 2], '} ] " two', ["unreadable-file", 4]]);
  });

  test.each([
    ["", "no-text"],
    ["[]", "no-text"],
    ["5", "bad-record"],
    ["{", "bad-record"],
    ["[1 2]", "unreadable-file"],
    ["[".repeat(100_000), "unreadable-file"],
    ['{"a":1}', "needs-mapping"],
  ])("%j gives %s", async (json, code) => {
    expect((await readFailures(write("bad.json", json))).map((failure) => failure.code)).toContain(code);
  });
});

describe("preview", () => {
  test("columns, rows and what their names suggest", async () => {
    const table = await previewRecords(fixture("dispatches-ar.csv"));
    expect(table.columns).toEqual(["الرقم", "العنوان", "المتن", "المصدر", "تاريخ النشر", "الكاتب"]);
    expect(table.rows).toHaveLength(2);
    expect(table.proposed).toEqual({
      key: "الرقم",
      title: "العنوان",
      text: "المتن",
      outlet: "المصدر",
      publishedAt: "تاريخ النشر",
      author: "الكاتب",
    });
    const lines = await previewRecords(fixture("dispatches.jsonl"), { title: "source" });
    expect(lines.proposed).toMatchObject({ text: "body", title: "source", language: "lang" });
    const document = await previewRecords(fixture("articles.json"));
    expect(document.columns).toContain("source.name");
    expect(document.proposed).toMatchObject({ text: "content", outlet: "source" });
  });

  test("a file without columns is refused", async () => {
    await expect(previewRecords(fixture("brief.md"))).rejects.toMatchObject({
      failure: { code: "unsupported-format" },
    });
    await expect(previewRecords(write("nothing.csv", ""))).rejects.toMatchObject({ failure: { code: "no-text" } });
  });
});

test("Markdown: marks go, blocks stay, front matter is read", async () => {
  const [article] = await readArticles(fixture("brief.md"));
  expect(article).toMatchObject({
    title: "Well levels in the Wadi al-Rih, week 45",
    author: "Mona Darwish",
    outlet: "Wadi Bulletin",
    publishedAt: "2025-11-07",
    language: "en",
  });
  expect(article && describeBlocks(article)).toEqual([
    "heading ltr: Well levels in the Wadi al-Rih",
    "paragraph ltr: The committee measured eleven wells; two of them were dry on the day of the visit.",
    "list-item ltr: Upper well: 4.2 m",
    "list-item ltr: Lower well: dry",
    "quotation ltr: “We have water until spring,” the chairman said.",
    "table-row ltr: Well\tLevel",
    "table-row ltr: Upper\t4.2 m",
    "table-row ltr: Lower\tdry",
    "paragraph rtl: قال رئيس اللجنة إن القياسات ستُعاد بعد شهر.",
  ]);
});

test.each([
  ["quotations", ">".repeat(20_000)],
  ["lists", "- ".repeat(5000)],
  ["emphasis", "*a_".repeat(50_000)],
  ["links", "[a](".repeat(30_000)],
])("Markdown that exhausts its parser (%s) is read as plain text at once", async (name, marks) => {
  const started = performance.now();
  const [article] = await readArticles(write(`${name}.md`, `${marks}end`));
  expect(article?.text).toBe(`${marks}end`);
  expect(performance.now() - started).toBeLessThan(3000);
});
