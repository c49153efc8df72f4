import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { sharedPath } from "../../../scripts/shared.ts";
import { describeBlocks, fixture, readFailures, readOne, scratchFolder } from "./importers.fake.ts";
import { findTitle, titleFromPath } from "./titles.ts";

const { write } = scratchFolder();
const corpus = sharedPath("corpus", "enab-baladi-badrusiyah-2025-11-24.txt");
const sample = sharedPath("sample", "index.json");

test.skipIf(!corpus)("the real article: unchanged to the character, five list items, no date made up", async () => {
  const article = await readOne(corpus ?? "");
  expect(article.text).toBe(readFileSync(corpus ?? "", "utf8"));
  expect(article.text.length).toBe(4752);
  expect(article).toMatchObject({ language: "ar", outlet: "عنب بلدي", publishedAt: null, author: null, url: null });
  expect(article.title).toBe("enab-baladi-badrusiyah-2025-11-24");
  expect(article.blocks.filter((block) => block.kind === "list-item")).toHaveLength(5);
  expect(article.encoding).toBe("utf-8");
  expect(Buffer.from(article.original).equals(readFileSync(corpus ?? ""))).toBe(true);
});

test.skipIf(!sample)(
  "the sample's headlines are titles, and what is stated of outlets and dates is not contradicted",
  async () => {
    const index = JSON.parse(readFileSync(sample ?? "", "utf8")) as {
      file: string;
      title: string;
      outlet: string;
      language: string;
      published: string;
    }[];
    const articles = await Promise.all(index.map((entry) => readOne(sharedPath("sample", entry.file) ?? "")));
    expect(articles.map((article) => article.title)).toEqual(index.map((entry) => entry.title));
    expect(articles.map((article) => article.language)).toEqual(index.map((entry) => entry.language));
    const dated = articles.flatMap((article, i) =>
      article.publishedAt === null ? [] : [[article.publishedAt, index[i]?.published]],
    );
    expect(dated).toHaveLength(4);
    expect(dated.filter(([date, stated]) => date !== stated)).toEqual([]);
    const named = articles.flatMap((article, i) =>
      article.outlet === null ? [] : [[article.outlet, index[i]?.outlet ?? ""] as const],
    );
    expect(named).toHaveLength(5);
    expect(named.filter(([outlet, stated]) => !stated.includes(outlet))).toEqual([]);
  },
);

test("a byte order mark and CRLF go, all else stays; credit and dateline are read", async () => {
  const path = fixture("note-crlf-bom.txt");
  const article = await readOne(path);
  expect(article.text).toBe(readFileSync(path, "utf8").slice(1).replaceAll("\r\n", "\n"));
  expect(article).toMatchObject({
    title: "جفاف نبع الريح يدفع أهالي الوادي إلى شراء المياه",
    outlet: "نشرة وادي الريح",
    publishedAt: "2025-11-04",
    language: "ar",
    key: null,
    line: null,
  });
  expect(article.original.length).toBe(readFileSync(path).length);
});

test("bidi marks, tatweel, astral characters and strange quotes come through", async () => {
  const text = "عنوان\n\nقال \u200fكـــتاب 🛢️ ”هذا“ \u2066x\u2069 \u00a0 e\u0301.";
  const article = await readOne(write("marks.txt", text));
  expect(article.text).toBe(text);
  expect(describeBlocks(article).at(-1)).toContain("كـــتاب");
});

test("only one byte order mark goes, and only from the beginning", async () => {
  const article = await readOne(write("marked-twice.txt", "\ufeff\ufeffabc\ufeff"));
  expect(article.text).toBe("\ufeffabc\ufeff");
});

test.each([
  ["Headline\n\nBody.", "Headline"],
  ["\n\n  Headline \n \nBody.", "Headline"],
  ["Headline.\n\nBody", null],
  ["خبر۔\n\nنص", null],
  ["Headline\nBody", null],
  ["Headline", null],
  ["Is it?\n\nBody", "Is it?"],
  [`${"x".repeat(200)}\n\nBody`, "x".repeat(200)],
  [`${"x".repeat(201)}\n\nBody`, null],
  ["a\tb\u0007c\n\nBody", "a b c"],
  ["", null],
])("title of %j is %j", (text, title) => {
  expect(findTitle(text)).toBe(title);
});

test("a title from a file's name has no controls and no overrides", () => {
  expect(titleFromPath("/a/خبر\u202egpj.exe\u0007.txt")).toBe("خبرgpj.exe");
  expect(titleFromPath("/a/\u202e.txt")).not.toBe("");
});

test.each([
  ["empty", "", "no-text"],
  ["blank", " \n\u200f\ufeff\n\t", "no-text"],
  ["binary", Buffer.from("GIF89a\0\u0001\u0002"), "unreadable-file"],
])("%s gives %s", async (name, content, code) => {
  const [failure] = await readFailures(write(`${name}.txt`, content));
  expect(failure?.code).toBe(code);
  expect(failure?.message).not.toBe("");
});

test("what is no file and what is not there are failures, not exceptions", async () => {
  expect((await readFailures(fixture("absent.txt")))[0]?.code).toBe("file-missing");
  expect((await readFailures("/dev/null/x.txt"))[0]?.code).toBe("unreadable-file");
});
