import { readFileSync } from "node:fs";

import { describe, expect, test } from "vitest";

import { decodeBytes, decodeRecord } from "./decode.ts";
import { fixture } from "./importers.fake.ts";

const utf16 = decodeBytes(readFileSync(fixture("arabic-utf-16be.txt")));

test.each([
  ["arabic-windows-1256.txt", "windows-1256"],
  ["arabic-iso-8859-6.txt", "iso-8859-6"],
  ["arabic-utf-16le-unmarked.txt", "utf-16le"],
])("%s is read as %s, to the same text", (name, encoding) => {
  const decoded = decodeBytes(readFileSync(fixture(name)));
  expect(decoded.encoding).toBe(encoding);
  expect(decoded.text).toBe(utf16.text.slice(1));
  expect(decoded.text).toContain("منسوب النبع انخفض");
});

test("a DOS page and Persian in windows-1256 are told apart from their neighbours", () => {
  const dos = decodeBytes(readFileSync(fixture("arabic-cp720.txt")));
  expect(dos.encoding).toBe("cp720");
  expect(dos.text).toBe(utf16.text.slice(1).replaceAll("،", ""));
  const persian = decodeBytes(readFileSync(fixture("persian-windows-1256.txt")));
  expect(persian.encoding).toBe("windows-1256");
  expect(persian.text).toContain("پايين ترين");
});

describe("UTF-8", () => {
  test("a text cut within a character stays UTF-8", () => {
    const cut = Buffer.from("قال رئيس لجنة المياه في قصر الريح إن منسوب النبع").subarray(0, -1);
    expect(decodeBytes(cut)).toMatchObject({ encoding: "utf-8", text: expect.stringMatching(/النب\ufffd$/u) });
  });

  test("valid UTF-8 goes before what a page declares", () => {
    const page = Buffer.from('<meta charset="windows-1256"><p>مرحبا');
    expect(decodeBytes(page, "html")).toMatchObject({ encoding: "utf-8", text: expect.stringContaining("مرحبا") });
  });

  test("one broken record of a UTF-8 file is looked at by itself", () => {
    const bytes = readFileSync(fixture("arabic-windows-1256.txt"));
    expect(decodeRecord(bytes, "utf-8").encoding).toBe("windows-1256");
    expect(decodeRecord(Buffer.from("نص"), "utf-8")).toEqual({ text: "نص", encoding: "utf-8" });
  });
});

test("a page's declaration is followed: meta, http-equiv, XML; an unknown one is not", () => {
  const body = readFileSync(fixture("arabic-windows-1256.txt"));
  const page = (head: string) => decodeBytes(Buffer.concat([Buffer.from(head), body]), "html").encoding;
  expect(page('<meta charset="cp1256">')).toBe("windows-1256");
  expect(page("<meta http-equiv='Content-Type' content='text/html; charset=windows-1251'>")).toBe("windows-1251");
  expect(page('<?xml version="1.0" encoding="windows-1251"?>')).toBe("windows-1251");
  expect(page('<meta charset="x-nonsense">')).toBe("windows-1256");
  expect(page('<html lang="ar"><meta charset="iso-8859-1">')).toBe("windows-1256");
});

test.each([
  ["zeros", Buffer.from("text\0text")],
  ["UTF-32", Buffer.from([0xff, 0xfe, 0, 0, 0x41, 0, 0, 0])],
  ["controls", Buffer.from(Array.from({ length: 64 }, (_, i) => (i % 8) + 1))],
])("%s is refused", (_, bytes) => {
  expect(() => decodeBytes(bytes)).toThrow(expect.objectContaining({ code: "unreadable-file" }));
});
