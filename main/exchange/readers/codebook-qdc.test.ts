import { describe, expect, test } from "vitest";

import { Refusal } from "../../../app/contract/errors.ts";
import { readCodebook } from "./codebook-qdc.ts";

const read = (text: string) => readCodebook(Buffer.from(text), "book.qdc");

const book = (codes: string, after = "") =>
  `<?xml version="1.0" encoding="utf-8"?><CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="x"><Codes>${codes}</Codes>${after}</CodeBook>`;

const GUID = "1FF58B12-6F6F-4B0C-8BE5-BBDC91F55294";

function refusalOf(bytes: Uint8Array | string): string {
  try {
    readCodebook(typeof bytes === "string" ? Buffer.from(bytes) : bytes, "book.qdc");
  } catch (error) {
    if (error instanceof Refusal) return `${error.failure.code}: ${error.failure.message}`;
    throw error;
  }
  return "taken";
}

describe("codes", () => {
  test("are read with their levels, colours, descriptions and ids, with braces or without", () => {
    const { codes, skipped } = read(
      book(`<Code guid="${GUID}" name="Toll" isCodable="false" color="#46AA00"><Description>Who &amp; how
 many</Description><Code guid="{${GUID.replace("1F", "2F")}}" name="Dead" isCodable="1"/><Code guid="mine" name="Hurt"/></Code><Code
 name="قتلى" guid="" isCodable="true" color=" #fff "><Description><![CDATA[<b>]]></Description></Code>`),
    );
    expect(skipped).toEqual([]);
    expect(codes).toEqual([
      {
        guid: GUID.toLowerCase(),
        name: "Toll",
        isCodable: false,
        colour: "#46AA00",
        description: "Who & how\n many",
        parent: null,
      },
      {
        guid: GUID.toLowerCase().replace("1f", "2f"),
        name: "Dead",
        isCodable: true,
        colour: null,
        description: null,
        parent: 0,
      },
      { guid: null, name: "Hurt", isCodable: true, colour: null, description: null, parent: 0 },
      { guid: null, name: "قتلى", isCodable: true, colour: "#fff", description: "<b>", parent: null },
    ]);
  });

  test("of another prefix, of no namespace and of an older version are codes; foreign elements are not", () => {
    expect(
      read(
        `<q:CodeBook xmlns:q="urn:QDA-XML:codebook:1.0" xmlns:x="urn:x"><q:Codes><x:Code name="no"/><q:Code name="yes"><x:Code name="no"><q:Code name="nor"/></x:Code></q:Code></q:Codes></q:CodeBook>`,
      ).codes.map(({ name }) => name),
    ).toEqual(["yes"]);
    expect(read("<CodeBook><Codes><Code name='a'/></Codes></CodeBook>").codes).toHaveLength(1);
    expect(
      read("<CodeBook xmlns='urn:QDA-XML:codebook:0:4'><Codes><Code name='a'/></Codes></CodeBook>").codes,
    ).toHaveLength(1);
  });

  test("sets, notes and codes without a name are named as left out; what stands below the nameless is kept", () => {
    const { codes, skipped } = read(
      book(
        `<Code name="A"><NoteRef targetGUID="${GUID}"/><Code guid="g" name=" "><Code name="B"/></Code></Code>`,
        `<Sets><Set guid="${GUID}" name="المجموعة"><MemberCode targetGUID="${GUID}"/></Set></Sets>`,
      ),
    );
    expect(codes.map(({ name, parent }) => [name, parent])).toEqual([
      ["A", null],
      ["B", 0],
    ]);
    expect(skipped).toEqual([
      { name: "A", reason: "note" },
      { name: "g", reason: "no-name" },
      { name: "المجموعة", reason: "set" },
    ]);
  });

  test("are read in the encoding that the file has", () => {
    const text = `<?xml version="1.0" encoding="utf-16"?><CodeBook><Codes><Code name="قتلى 😀"/></Codes></CodeBook>`;
    const marked = Buffer.from(`\u{feff}${text}`, "utf16le");
    expect(readCodebook(marked, "x").codes[0]?.name).toBe("قتلى 😀");
    expect(readCodebook(Buffer.from(marked).swap16(), "x").codes[0]?.name).toBe("قتلى 😀");
    expect(read(`\u{feff}${book('<Code name="é"/>')}`).codes[0]?.name).toBe("é");
    const old = Buffer.from(
      `<?xml version="1.0" encoding="windows-1256"?><CodeBook><Codes><Code name="\u{de}"/></Codes></CodeBook>`,
      "latin1",
    );
    expect(readCodebook(old, "x").codes[0]?.name).toBe("ق");
  });
});

describe("what is no codebook, or a hostile one, is refused by name and place", () => {
  test.each([
    ["unreadable-file: book.qdc: line 1, column 37: it has a document type", `<!DOCTYPE CodeBook [<!ENTITY a "b">]>`],
    [
      "unreadable-file",
      `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><CodeBook><Codes><Code name="&b;"/></Codes></CodeBook>`,
    ],
    ["unreadable-file", `<!DOCTYPE c SYSTEM "file:///etc/passwd"><CodeBook/>`],
    ["unreadable-file", book('<Code name="&undefined;"/>')],
    ['in the code "A": ', book('<Code name="A"><Code name="B></Code></Code>')],
    ['in the code "A": disallowed character', book('<Code name="A"><Description>\u{1}</Description></Code>')],
    ["unexpected close tag", book('<Code name="A">')],
    ['it begins with "html"', "<html><body/></html>"],
    ['it begins with "CodeBook"', "<CodeBook xmlns='urn:other'/>"],
    ["whole project", `<Project xmlns="urn:QDA-XML:project:1.0" name="p"/>`],
    ["archive", "PK\u{3}\u{4}"],
    ["unreadable-file", ""],
    ["unreadable-file", "Toll, Dead\n"],
    ["unreadable-file: book.qdc is not in utf-8", Buffer.from([0x3c, 0xff, 0xfe, 0x3e])],
    ["unreadable-file: book.qdc is not in klingon", `<?xml version="1.0" encoding="klingon"?><CodeBook/>`],
    ["too-large: book.qdc: line 1, column", book('<Code name="deep">'.repeat(65) + "</Code>".repeat(65))],
    ['"deep" stands deeper than 64 levels', book('<Code name="deep">'.repeat(65) + "</Code>".repeat(65))],
    ["too-large", book("<x>".repeat(300) + "</x>".repeat(300))],
    ["a codebook may have 20000 codes", book('<Code name="a"/>'.repeat(20_001))],
    ["too-large: book.qdc has 33554433 bytes", Buffer.alloc(32 * 1024 * 1024 + 1, 0x20)],
  ])("%s", (says, file) => {
    expect(refusalOf(file)).toContain(says);
  });

  test("what is as deep and as much as can be is taken", () => {
    expect(read(book('<Code name="deep">'.repeat(64) + "</Code>".repeat(64))).codes).toHaveLength(64);
    expect(read(book('<Code name="a"/>'.repeat(20_000))).codes).toHaveLength(20_000);
  });
});
