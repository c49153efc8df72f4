import { closeSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { fixture, readAll, readArticles, scratchFolder } from "./importers.fake.ts";
import { importerFor } from "./index.ts";
import type { ImportedItem } from "./types.ts";

const { folder, write } = scratchFolder();
const MB = 1024 * 1024;

const told = (items: readonly ImportedItem[]): string[] =>
  items.map((item) =>
    "article" in item ? `${item.member ?? "."}: ${item.article.title}` : `${item.member ?? "."}! ${item.failure.code}`,
  );
const message = (id: string, body: string, sender = "a@gazette.example"): string =>
  `From ${sender} Mon Nov 24 09:30:00 2025\nFrom: ${sender}\nMessage-ID: <${id}>\nSubject: About ${id}\n\n${body}\n\n`;

describe("mailboxes", () => {
  test("that another program wrote: each message under its number and id, and what is attached to it", async () => {
    const items = await readAll(fixture("desk-python.mbox"));
    expect(told(items)).toEqual([
      "msg 1 <one@gazette.example>: حصيلة من قصر الريح",
      "msg 2 <two@gazette.example>: The mill",
      "msg 3 <three@gazette.example>: Report attached",
      "msg 3 <three@gazette.example>/تقرير.pdf: حريق في مستودع الوقود",
    ]);
    const articles = items.flatMap((item) => ("article" in item ? [item.article] : []));
    expect(articles[0]).toMatchObject({
      author: "مكتب الرصد",
      language: "ar",
      publishedAt: "2025-11-23T09:30:00+03:00",
      key: "<one@gazette.example>",
    });
    // Quoted lines are put right in the text, and stay in what is kept.
    expect(articles[1]?.text).toContain("\n\nFrom the bridge one could see the smoke.\n\nFrom here on");
    expect(Buffer.from(articles[1]?.original ?? []).toString()).toContain("\n>From the bridge");
    // What is attached is dated by itself, so that the same report sent twice is one.
    expect(articles[3]).toMatchObject({ publishedAt: null, key: null });
  });

  test("lines that begin with From are no messages unless they separate", async () => {
    const box =
      message("a@x", "One.\n\nFrom the roof one could see 10:30 on the clock.\nIt was late.") +
      message("b@x", "Two.\n\nFrom there\n\n>>From deeper").replaceAll("\n", "\r\n");
    const articles = await readArticles(write("lines.mbox", box));
    expect(articles.map(({ text }) => text)).toEqual([
      "One.\n\nFrom the roof one could see 10:30 on the clock.\nIt was late.",
      "Two.\n\nFrom there\n\n>From deeper",
    ]);
  });

  test("a message without text, or with nothing but a header, fails alone", async () => {
    const box =
      message("a@x", "One.") + message("b@x", "") + "From x Mon Nov 24 09:30:00 2025\n\n" + message("c@x", "Three.");
    expect(told(await readAll(write("alone.mbox", box)))).toEqual([
      "msg 1 <a@x>: About a@x",
      "msg 2 <b@x>! no-text",
      "msg 3! no-text",
      "msg 4 <c@x>: About c@x",
    ]);
  });

  test("a line of 200 MB is named, and what follows it comes in, without being held", { timeout: 60_000 }, async () => {
    const path = join(folder, "long.mbox");
    const file = openSync(path, "w");
    writeSync(file, message("a@x", "One."));
    writeSync(file, message("long@x", "").trimEnd() + "\n\n");
    const chunk = Buffer.alloc(MB, "x");
    for (let i = 0; i < 200; i += 1) writeSync(file, chunk);
    writeSync(file, `\n\n${message("c@x", "Three.")}`);
    closeSync(file);
    const before = process.memoryUsage.rss();
    const items = await readAll(path);
    expect(told(items)).toEqual(["msg 1 <a@x>: About a@x", "msg 2! too-large", "msg 3 <c@x>: About c@x"]);
    expect(process.memoryUsage.rss() - before).toBeLessThan(500 * MB);
  });

  test("messages are found wherever the chunks of the stream end", async () => {
    const box = message("a@x", "One.") + message("b@x", "Two.\n\nFrom nobody") + message("c@x", "Three.");
    const importer = importerFor("a.mbox");
    for (const size of [1, 7, 64, 1000]) {
      const items: ImportedItem[] = [];
      const bytes = Buffer.from(box);
      async function* stream() {
        for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
      }
      for await (const item of importer?.readFile(
        { path: "a.mbox", stream, nesting: { depth: 0, budget: { bytes: 1e9, entries: 10 } } },
        {},
      ) ?? [])
        items.push(item);
      expect(told(items)).toHaveLength(3);
    }
  });

  test("what is none, or empty, is named", async () => {
    expect(told(await readAll(write("none.mbox", "Some words.\n")))).toEqual([".! unreadable-file"]);
    expect(told(await readAll(write("empty.mbox", "")))).toEqual([".! no-text"]);
  });
});

describe("what is attached to a message", () => {
  const mail = (parts: string): string =>
    `From: a@gazette.example\nSubject: Two notes\nContent-Type: multipart/mixed; boundary=B\n\n--B\nContent-Type: text/plain\n\nSee below.\n\n${parts}--B--\n`;
  const part = (type: string, disposition: string, body: string): string =>
    `--B\nContent-Type: ${type}\nContent-Disposition: ${disposition}\n\n${body}\n\n`;

  test("becomes articles of its own where it can be read; pictures, signatures and bare tables do not", async () => {
    const items = await readAll(
      write(
        "attached.eml",
        mail(
          part("text/plain", 'attachment; filename="note.txt"', "A note\n\nThe gate was open.") +
            part("text/plain", 'attachment; filename="note.txt"', "Another note\n\nThe gate was shut.") +
            part("text/plain", 'attachment; filename="ATT00001.txt"', "Footer of the list\n\nLeave here.") +
            part("image/png", 'attachment; filename="photo.png"', "x") +
            part("text/csv", 'attachment; filename="list.csv"', "x,y\n1,2") +
            part("text/csv", 'attachment; filename="../../wire.csv"', "title,text\nWire,It burned.") +
            part("application/pdf", 'attachment; filename="scan.pdf"', "no PDF"),
        ),
      ),
    );
    expect(told(items)).toEqual([
      ".: Two notes",
      "note.txt: A note",
      "note (2).txt: Another note",
      ".._.._wire.csv: Wire",
      "scan.pdf! unreadable-file",
    ]);
  });

  test("is read though the message itself says nothing", async () => {
    const carried = mail(part("text/plain", 'attachment; filename="note.txt"', "A note\n\nThe gate was open.")).replace(
      "See below.",
      "",
    );
    expect(told(await readAll(write("carrier.eml", carried)))).toEqual(["note.txt: A note"]);
  });
});
