import { readdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";

import { expect, test } from "vitest";
import { ZipFile } from "yazl";

import { testCase } from "../backend.fake.ts";
import { forkParser } from "./parsing/channel.ts";

/*
 * What nobody sends in good faith. The import finishes, names each file that cannot be read with its reason, brings in all
 * others, writes nothing outside of its case, and the process that owns the case does not swell.
 */

/** A parser that `crash.txt` makes fail; it reads all others as the program's own does. */
const parser = forkParser(join(import.meta.dirname, "parsing/parser-entry.fake.ts"));

const MB = 1024 * 1024;

const zip = (entries: Record<string, string | (() => Readable)>): Promise<Buffer> => {
  const file = new ZipFile();
  for (const [name, content] of Object.entries(entries))
    if (typeof content === "string") file.addBuffer(Buffer.from(content), name);
    else file.addReadStream(content(), name);
  file.end();
  return buffer(file.outputStream);
};

/** An archive that wants to be unpacked beside the folder that it lies in. */
async function escaping(): Promise<Buffer> {
  const made = await zip({ "AAAAAAAAAAAAescaped.txt": "out", "[Content_Types].xml": CONTENT_TYPES });
  return Buffer.from(made.toString("latin1").replaceAll("AAAAAAAAAAAA", "../../../../"), "latin1");
}

/** As many megabytes of spaces, which compress to next to nothing. */
const spaces = (megabytes: number) => (): Readable =>
  Readable.from(Array.from({ length: megabytes }, () => Buffer.alloc(MB, " ")));

const CONTENT_TYPES = `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`;
const RELS = `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`;

/** Ten entities, each ten times the one before. */
const laughs = (body: string): string =>
  `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">${Array.from({ length: 10 }, (_, i) => `<!ENTITY a${i + 1} "${`&a${i};`.repeat(10)}">`).join("")}<!ENTITY file SYSTEM "file:///etc/passwd">]>${body}`;

/** A PDF of these objects, numbered from 1; the first is the catalogue. */
function pdf(...objects: string[]): string {
  let text = "%PDF-1.4\n";
  const places = objects.map((object, index) => {
    const place = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const table = places.map((place) => `${String(place).padStart(10, "0")} 00000 n \n`).join("");
  return `${text}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${text.length}\n%%EOF\n`;
}

test("the hostile set comes to its end, and takes nothing else with it", { timeout: 180_000 }, async () => {
  const { client, write, grant, folder, path } = await testCase({}, parser);
  const longNames = Array.from({ length: 20_000 }, (_, i) => `${i + 10} 0 R`).join(" ");
  await write({
    "in/a good one.txt": "A good one\n\nThree died at the depot.\n",
    "in/bomb.docx": await zip({
      "[Content_Types].xml": CONTENT_TYPES,
      "_rels/.rels": RELS,
      "word/document.xml": spaces(300),
    }),
    "in/bomb.epub": await zip({
      "META-INF/container.xml": `<container><rootfiles><rootfile full-path="o.opf"/></rootfiles></container>`,
      "o.opf": `<package><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>`,
      "a.xhtml": spaces(300),
    }),
    "in/crash.txt": "It makes its reader fail.\n",
    "in/entities.odt": await zip({
      mimetype: "application/vnd.oasis.opendocument.text",
      "content.xml": laughs("<office:document-content>&a10;&file;</office:document-content>"),
    }),
    "in/entities.xhtml": laughs("<html><body><p>Before the entities. &a10; &file; After them.</p></body></html>"),
    "in/loop.pdf": pdf(
      "<</Type/Catalog/Pages 2 0 R>>",
      "<</Type/Pages/Count 3/Kids[3 0 R]>>",
      "<</Type/Pages/Count 3/Kids[2 0 R]>>",
    ),
    "in/many-pages.pdf": pdf("<</Type/Catalog/Pages 2 0 R>>", `<</Type/Pages/Count 2000000000/Kids[${longNames}]>>`),
    "in/cut.pdf": pdf("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>").slice(0, 60),
    "in/nested.html": `<title>Nested</title>${"<div>".repeat(60_000)}Deep down there is a sentence.${"</div>".repeat(60_000)}`,
    "in/\u202egpj.exe report \u0007\u001b[2J.txt": "A name that lies\n\nFive were hurt.\n",
    "in/fake.zip.docx": await escaping(),
    "in/sub/z last.txt": "The last one\n\nNobody was hurt.\n",
  });
  symlinkSync(path("in"), path("in/sub/again"));
  symlinkSync(path("in/self"), path("in/self"));
  const before = new Set(readdirSync(folder));
  const heldBefore = process.memoryUsage.rss();
  let most = heldBefore;
  const timer = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 50);
  const { result } = await client.run("articles.import", { files: [await grant("in")] });
  clearInterval(timer);

  const name = (at: string): string => at.slice(path("in/").length);
  const failed = Object.fromEntries(result.failed.map(({ path: at, code }) => [name(at), code]));
  expect(failed).toMatchObject({
    "bomb.docx": "too-large",
    "bomb.epub": "too-large",
    "crash.txt": "parser-failed",
    "loop.pdf": expect.stringMatching(/^(unreadable-file|no-text|parser-failed)$/u),
    "many-pages.pdf": expect.stringMatching(/^(too-large|unreadable-file|parser-failed)$/u),
    "cut.pdf": "unreadable-file",
    "fake.zip.docx": "unreadable-file",
  });
  expect(result.failed.every(({ message }) => message.length > 10)).toBe(true);
  const came = result.articles.map(({ path: at }) => name(at));
  expect(came).toContain("a good one.txt");
  expect(came).toContain("\u202egpj.exe report \u0007\u001b[2J.txt");
  expect(came).toContain("sub/z last.txt");
  for (const { id } of result.articles) {
    const { text } = await client.call("articles.get", { id });
    expect(text.length).toBeLessThan(MB);
    expect(text).not.toMatch(/root:|(?:ha){100}/u);
  }
  expect((await client.run("cases.check", {})).result).toMatchObject({ holds: true });
  // Nothing beside the case but its own files, and nothing written by what was read.
  const beside = readdirSync(folder).filter((each) => !before.has(each) && !each.startsWith("case."));
  expect(beside).toEqual([]);
  expect(most - heldBefore).toBeLessThan(250 * MB);
});
