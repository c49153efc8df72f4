import { readFileSync } from "node:fs";

import { describe, expect, test } from "vitest";

import { openArchive } from "./archive.ts";
import { fixture, readAll, readArticles, readFailures, readOne, scratchFolder } from "./importers.fake.ts";
import { previewRecords } from "./index.ts";
import { storedZip } from "./stored-zip.ts";

const { write } = scratchFolder();
const HEAD = `<?xml version="1.0"?>`;
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** A workbook of these sheets, each the content of its `sheetData`. */
function workbook(sheets: Record<string, string>, parts: Record<string, string> = {}): Buffer {
  const names = Object.keys(sheets);
  const files: Record<string, string> = {
    "xl/workbook.xml": `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${names.map((name, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="r${i}"/>`).join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${names.map((_, i) => `<Relationship Id="r${i}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`).join("")}</Relationships>`,
    ...parts,
  };
  for (const [i, name] of names.entries())
    files[`xl/worksheets/sheet${i + 1}.xml`] =
      `${HEAD}<worksheet xmlns="${MAIN}"><sheetData>${sheets[name]}</sheetData></worksheet>`;
  return storedZip(new Map(Object.entries(files).map(([name, content]) => [name, Buffer.from(content)])));
}

/** Rows of text cells, from row 1 or `first`. */
const rows = (cells: string[][], first = 1): string =>
  cells
    .map((row, r) => {
      const at = r + first;
      return `<row r="${at}">${row.map((text, c) => `<c r="${String.fromCharCode(65 + c)}${at}" t="inlineStr"><is><t>${text}</t></is></c>`).join("")}</row>`;
    })
    .join("");

describe("rows of a spreadsheet are articles", () => {
  test.each(["xlsx", "ods"])("%s as LibreOffice writes it, in Arabic", async (ending) => {
    const items = await readAll(fixture(`dispatches-ar.${ending}`));
    expect(items).toMatchObject([
      {
        article: {
          title: "حريق في مستودع الوقود",
          outlet: "رصيف مرسى قنديل",
          publishedAt: "2025-10-15",
          language: "ar",
          url: "https://raseef.example/101",
          key: "101",
          line: 2,
          text: "قالت وزارة الطاقة في بيان إن ثلاثة عمال قُتلوا.\n\nوأضاف مصدر طبي أن عدد القتلى بلغ ٥ & أكثر <ربما>.",
        },
      },
      // A sheet knows no time zone: of an hour the day is kept.
      { article: { key: "102", line: 3, publishedAt: "2025-10-16" } },
      { failure: { code: "no-text", line: 4, message: expect.stringContaining("line 4") } },
    ]);
  });

  test("in English, each with the row as it was read for its original", async () => {
    const [first, second] = await readArticles(fixture("dispatches-en.xlsx"));
    expect(first).toMatchObject({ title: "Fire at the fuel depot", outlet: "The Quayside Ledger", language: "en" });
    expect(JSON.parse(Buffer.from(second?.original ?? []).toString())).toEqual({
      Headline: "No leak found",
      Outlet: "Wadi Wire",
      Date: "2025-10-16",
      Body: "Divers found no leak in the harbour, the port authority said.",
      Dead: "0",
    });
  });

  test("numbers are text as one reads them, days are days, a formula is what it gave", async () => {
    const styles = `${HEAD}<styleSheet xmlns="${MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`;
    const rels = `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r0" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="s" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`;
    const cells = `<row r="2"><c r="A2" t="str"><f>B2</f><v>Three died.</v></c><c r="B2"><v>46000</v></c><c r="C2" s="1"><v>45945</v></c><c r="D2"><v>0.10000000000000001</v></c><c r="E2" t="b"><v>1</v></c></row>`;
    const book = workbook({ A: rows([["text", "id", "date", "share", "true"]]) + cells }, { "xl/styles.xml": styles });
    const named = new Map<string, Buffer>();
    const archive = await openArchive(book);
    for (const name of archive.names) named.set(name, (await archive.read(name)) ?? Buffer.alloc(0));
    named.set("xl/_rels/workbook.xml.rels", Buffer.from(rels));
    const article = await readOne(write("kinds.xlsx", storedZip(named)));
    expect(article).toMatchObject({ text: "Three died.", key: "46000", publishedAt: "2025-10-15" });
    expect(JSON.parse(Buffer.from(article.original).toString())).toMatchObject({ share: "0.1", true: "TRUE" });
  });

  test("the header is the first row that is not empty; rows keep their numbers", async () => {
    const sheet =
      rows([["Export of 3 May"]], 3).replace("Export of 3 May", "") +
      rows(
        [
          ["headline", "body"],
          ["A", "x y"],
        ],
        4,
      ) +
      rows([["B", "z"]], 9);
    const articles = await readArticles(write("header.xlsx", workbook({ A: sheet })));
    expect(articles.map(({ title, line }) => [title, line])).toEqual([
      ["A", 5],
      ["B", 9],
    ]);
  });

  test("of several sheets those with a text are read, each as a member of the file", async () => {
    const book = workbook({
      Notes: rows([
        ["who", "when"],
        ["me", "today"],
      ]),
      May: rows([
        ["title", "text"],
        ["A", "one"],
      ]),
      June: rows([
        ["title", "text"],
        ["B", "two"],
      ]),
    });
    const items = await readAll(write("months.xlsx", book));
    expect(items).toMatchObject([
      { member: "May", article: { text: "one", line: 2 } },
      { member: "June", article: { text: "two", line: 2 } },
    ]);
  });
});

describe("columns that no name tells are asked for", () => {
  const path = (): string =>
    write(
      "odd.xlsx",
      workbook({
        A: rows([
          ["x", "y"],
          ["one", "two"],
          ["three", "four"],
        ]),
      }),
    );

  test("as with other tables, and a mapping by hand is followed", async () => {
    expect(await readFailures(path())).toMatchObject([
      { code: "needs-mapping", line: 1, message: expect.stringContaining("x, y") },
    ]);
    const articles = await readArticles(path(), { text: "y", title: "x" });
    expect(articles.map(({ title, text }) => [title, text])).toEqual([
      ["one", "two"],
      ["three", "four"],
    ]);
    expect(await readFailures(path(), { text: "z" })).toMatchObject([{ code: "needs-mapping" }]);
  });

  test.each(["xlsx", "ods"])("%s: the preview shows the columns and first rows", async (ending) => {
    const preview = await previewRecords(fixture(`dispatches-ar.${ending}`));
    expect(preview.columns).toEqual(["المعرف", "العنوان", "المصدر", "تاريخ النشر", "الرابط", "النص", "عدد القتلى"]);
    expect(preview.rows[1]?.slice(0, 4)).toEqual(["102", "لا أثر لتسرب في الميناء", "وكالة الوادي", "2025-10-16 08:30"]);
    expect(preview.proposed).toMatchObject({
      text: "النص",
      title: "العنوان",
      publishedAt: "تاريخ النشر",
      key: "المعرف",
    });
  });

  test("a preview of many rows looks at the first alone", async () => {
    const many = rows(Array.from({ length: 3000 }, (_, i) => [`t${i}`, `text ${i}`]));
    const sheet = many.slice(0, -30) + "<broken";
    const preview = await previewRecords(write("many.xlsx", workbook({ A: sheet })), { text: "text 0" });
    expect(preview.rows).toHaveLength(20);
    expect(await readFailures(write("broken.xlsx", workbook({ A: sheet })))).toMatchObject([
      { code: "unreadable-file" },
    ]);
  });
});

describe("spreadsheets that were made to do harm, or are none", () => {
  test.each([
    ["far to the right", `<row r="1"><c r="ZZZZ1"><v>1</v></c></row>`, "unreadable-file"],
    ["beyond the last row", `<row r="99999999"><c r="A99999999"><v>1</v></c></row>`, "unreadable-file"],
    [
      "wide without end",
      Array.from({ length: 700 }, (_, i) => `<row r="${i + 1}"><c r="XFD${i + 1}"><v>1</v></c></row>`).join(""),
      "too-large",
    ],
    ["with entities", `<!DOCTYPE a [<!ENTITY b "c">]><row/>`, "unreadable-file"],
  ])("%s", async (name, data, code) => {
    expect(await readFailures(write(`${name}.xlsx`, workbook({ A: data })))).toMatchObject([{ code }]);
  });

  test("a sheet under another name is looked through too", async () => {
    const book = workbook({ A: `<row r="1"><c r="ZZZZ1"><v>1</v></c></row>` });
    const moved = Buffer.from(book.toString("latin1").replaceAll("worksheets/sheet1", "elsewhere1/sheet1"), "latin1");
    expect(await readFailures(write("moved.xlsx", moved))).toMatchObject([
      { code: "unreadable-file", message: expect.stringContaining("no sheet has one") },
    ]);
  });

  test("cells and rows of an OpenDocument sheet that stand there a million times", async () => {
    const row = (cells: string, more = ""): string => `<table:table-row${more}>${cells}</table:table-row>`;
    const cell = (text: string, more = ""): string =>
      `<table:table-cell${more}><text:p>${text}</text:p></table:table-cell>`;
    const content = (body: string): Buffer =>
      storedZip(
        new Map([
          [
            "content.xml",
            Buffer.from(
              `<office:body xmlns:office="o" xmlns:table="t" xmlns:text="x"><table:table table:name="A">${body}</table:table></office:body>`,
            ),
          ],
        ]),
      );
    const times = (of: string): string => ` table:number-${of}-repeated="1048576"`;
    const bomb = row(cell("text", times("columns")), times("rows"));
    expect(await readFailures(write("bomb.ods", content(bomb)))).toMatchObject([{ code: "too-large" }]);
    const plain =
      row(cell("text")) +
      row(cell(""), ` table:number-rows-repeated="3"`) +
      row(cell("Three died.") + `<table:table-cell${times("columns")}/>`) +
      row(`<table:table-cell${times("columns")}/>`, times("rows"));
    expect(await readOne(write("plain.ods", content(plain)))).toMatchObject({ text: "Three died.", line: 5 });
  });

  test("are named", async () => {
    const whole = readFileSync(fixture("dispatches-en.xlsx"));
    const ole = Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.alloc(600)]);
    for (const [name, content, says] of [
      ["locked.xlsx", ole, "password"],
      ["text.xlsx", Buffer.from("plain"), "damaged"],
      ["cut.xlsx", whole.subarray(0, -40), "damaged"],
      ["document.xlsx", readFileSync(fixture("harbour-en.docx")), "no workbook"],
      ["empty.xlsx", Buffer.alloc(0), "damaged"],
      ["text.ods", readFileSync(fixture("harbour-en.docx")), "no OpenDocument"],
    ] as const)
      expect(await readFailures(write(name, content))).toMatchObject([
        { code: "unreadable-file", message: expect.stringContaining(says) },
      ]);
    expect(await readFailures(write("bare.xlsx", workbook({ A: "" })))).toMatchObject([{ code: "no-text" }]);
  });
});
