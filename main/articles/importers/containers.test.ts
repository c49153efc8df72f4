import { gzipSync } from "node:zlib";

import { describe, expect, test } from "vitest";
import { ZipFile } from "yazl";

import { readAll, scratchFolder } from "./importers.fake.ts";
import type { ImportedItem } from "./types.ts";

const { write } = scratchFolder();
const MB = 1024 * 1024;

/** An archive of these entries, in their order. */
function zip(entries: Record<string, string | Buffer>, options: { compress?: boolean } = {}): Promise<Buffer> {
  const file = new ZipFile();
  for (const [name, content] of Object.entries(entries)) file.addBuffer(Buffer.from(content), name, options);
  file.end();
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    file.outputStream.on("data", (chunk: Buffer) => chunks.push(chunk));
    file.outputStream.on("end", () => resolve(Buffer.concat(chunks)));
    file.outputStream.on("error", reject);
  });
}

/** Each item as `member: title` or `member! code`. */
const told = (items: readonly ImportedItem[]): string[] =>
  items.map((item) =>
    "article" in item ? `${item.member ?? "."}: ${item.article.title}` : `${item.member ?? "."}! ${item.failure.code}`,
  );
const read = async (name: string, content: string | Buffer): Promise<string[]> =>
  told(await readAll(write(name, content)));
const saying = async (name: string, content: string | Buffer): Promise<string[]> =>
  (await readAll(write(name, content))).flatMap((item) => ("failure" in item ? [item.failure.message] : []));

const note = (title: string): string => `${title}\n\nThree were hurt at the depot of ${title}.\n`;

describe("archives", () => {
  test("what lies in one is read as if it lay in a folder, each under its path", async () => {
    const inner = await zip({ "a.txt": note("Inner"), "table.csv": "title,text\nRow,It happened again.\n" });
    const whole = await zip({
      "2025/report.txt": note("Report"),
      "2025/.hidden.txt": note("Hidden"),
      "__MACOSX/2025/._report.txt": note("Fork"),
      "page.html": "<title>Page</title><p>A page with some words in it.</p>",
      "page_files/part.html": "<p>An advertisement.</p>",
      "picture.png": "no picture",
      "inner.zip": inner,
      "packed.txt.gz": gzipSync(note("Packed")),
    });
    expect(await read("all.zip", whole)).toEqual([
      "2025/report.txt: Report",
      "page.html: Page",
      "picture.png! unsupported-format",
      "inner.zip/a.txt: Inner",
      "inner.zip/table.csv: Row",
      "packed.txt.gz/packed.txt: Packed",
    ]);
    const [article] = await readAll(write("again.zip", whole));
    expect(article && "article" in article && Buffer.from(article.article.original).toString()).toBe(note("Report"));
  });

  test("names that want to leave the folder, turn the line around or hold controls are only names", async () => {
    const made = await zip({
      "AAAAAAAAAAAAescaped.txt": note("Out"),
      "BBBBBBBBBBBBgone.txt": note("Root"),
      "CCCCCCgpj.txt": note("Turned"),
    });
    const bytes = made
      .toString("latin1")
      .replaceAll("AAAAAAAAAAAA", "../../../../")
      .replaceAll("BBBBBBBBBBBB", "/etc/passwd/")
      .replaceAll("CCCCCC", Buffer.from("\u202e\u0007\u001b[").toString("latin1"));
    expect(await read("names.zip", Buffer.from(bytes, "latin1"))).toEqual([
      "../../../../escaped.txt: Out",
      "/etc/passwd/gone.txt: Root",
      "\u202e\u0007\u001b[gpj.txt: Turned",
    ]);
  });

  test.each(["cp720", "windows-1256", "utf-8"])("Arabic names in %s without a word about it", async (page) => {
    const bytes =
      { cp720: [0xab, 0xa0, 0xe9, 0xa9], "windows-1256": [0xca, 0xc8, 0xed, 0xd1], "utf-8": [] }[page] ?? [];
    const name = page === "utf-8" ? Buffer.from("خبر") : Buffer.from(bytes);
    const made = await zip({ [`${"x".repeat(name.length)}.txt`]: note("Named") });
    const renamed = Buffer.from(
      made.toString("latin1").replaceAll("x".repeat(name.length), name.toString("latin1")),
      "latin1",
    );
    const [line] = await read(`unsaid-${page}.zip`, withoutUtf8Flag(renamed));
    expect(line).toMatch(/^[\u0621-\u064a]+\.txt: Named$/u);
  });

  test("one broken member fails alone, with its name and its reason", async () => {
    const broken = await zip(
      { "one.txt": note("One"), "two.txt": note("Two"), "three.txt": note("Three") },
      { compress: false },
    );
    const at = broken.indexOf("Three were hurt at the depot of Two");
    broken.write("XXXXX", at);
    // Where the check sum is not looked at, changed bytes are changed text; where lengths lie, they are seen.
    const lying = await zip({
      "one.txt": note("One"),
      "bad.txt": note("Bad"),
      "scan.pdf": "no PDF",
      "last.txt": note("Last"),
    });
    const entry = lying.lastIndexOf("bad.txt") - 46;
    lying.writeUInt32LE(7, entry + 24);
    expect(await read("lying.zip", lying)).toEqual([
      "one.txt: One",
      "bad.txt! unreadable-file",
      "scan.pdf! unreadable-file",
      "last.txt: Last",
    ]);
  });

  test("encrypted members are named, all others come in", async () => {
    const made = await zip({ "open.txt": note("Open"), "locked.txt": note("Locked") });
    const entry = made.lastIndexOf("locked.txt") - 46;
    made.writeUInt16LE(made.readUInt16LE(entry + 8) | 1, entry + 8);
    expect(await read("locked.zip", made)).toEqual(["open.txt: Open", "locked.txt! unreadable-file"]);
    expect(await saying("locked-2.zip", made)).toEqual([expect.stringContaining("encrypted")]);
  });

  test("what is cut off, empty or something else is named", async () => {
    const whole = await zip({ "a.txt": note("A") });
    expect(await read("cut.zip", whole.subarray(0, whole.length - 10))).toEqual([".! unreadable-file"]);
    expect(await read("empty.zip", "")).toEqual([".! unreadable-file"]);
    expect(await read("none.zip", "plain words")).toEqual([".! unreadable-file"]);
    expect(await read("nothing.zip", await zip({}))).toEqual([".! no-text"]);
  });
});

describe("archives that were made to do harm", () => {
  test("a bomb is named, its neighbours come in", async () => {
    const bomb = await zip({
      "before.txt": note("Before"),
      "bomb.txt": Buffer.alloc(40 * MB, " "),
      "after.txt": note("After"),
    });
    expect(await read("bomb.zip", bomb)).toEqual(["before.txt: Before", "bomb.txt! too-large", "after.txt: After"]);
  });

  test("many bombs, each beneath the limit of one, end where all of them are too much", async () => {
    // 128 MB each, at a ratio below 200: together more than may be unpacked of so small a file.
    const one = Buffer.alloc(60 * MB, "abcdefgh");
    const inner = await zip({
      "a.txt": Buffer.alloc(10, "x"),
      ...Object.fromEntries(Array.from({ length: 6 }, (_, i) => [`b${i}.txt`, one])),
    });
    const lines = await read("many.zip", await zip({ "inner.zip": inner, "x.txt": note("X") }));
    expect(lines.filter((line) => line.includes("too-large")).length).toBeGreaterThanOrEqual(5);
  });

  test("archives within archives end at a depth", async () => {
    let nest = await zip({ "deep.txt": note("Deep") });
    for (let depth = 0; depth < 10; depth += 1)
      nest = await zip({ "in.zip": nest, "beside.txt": note(`Beside ${depth}`) });
    const lines = await read("nest.zip", nest);
    expect(lines.at(0)).toBe("in.zip/in.zip/in.zip/in.zip/in.zip! too-large");
    expect(lines.filter((line) => line.includes("Beside"))).toHaveLength(5);
  });

  test("one that holds itself comes to an end", async () => {
    // An entry whose bytes are those of the whole archive cannot be written by a packer; its entry points back to the beginning.
    const made = await zip({ "a.txt": note("A"), "b.txt": note("B") }, { compress: false });
    const entry = made.lastIndexOf("b.txt") - 46;
    made.writeUInt32LE(0, entry + 42);
    expect(await read("overlap.zip", made)).toEqual([".! unreadable-file"]);
    expect(await saying("overlap-2.zip", made)).toEqual([expect.stringContaining("overlap")]);
  });

  test("200,000 entries are too many, and said to be", async () => {
    // No packer writes as many in one directory as its end can count: two of them, one in the other, share the limit.
    const inner = emptyEntries(60_000);
    const outer = await zip({ "one.zip": inner, "two.zip": inner });
    expect(await read("entries.zip", outer)).toEqual(["one.zip! no-text", "two.zip! too-large"]);
  });
});

describe("files that were packed by themselves", () => {
  test("are what their name without the ending says", async () => {
    expect(await read("note.txt.gz", gzipSync(note("Note")))).toEqual(["note.txt: Note"]);
    expect(await read("rows.jsonl.gz", gzipSync('{"title":"A","text":"One."}\n{"title":"B","text":"Two."}\n'))).toEqual(
      ["rows.jsonl: A", "rows.jsonl: B"],
    );
  });

  test("bombs, cut ones and empty ones are named", async () => {
    expect(await read("bomb.txt.gz", gzipSync(Buffer.alloc(200 * MB)))).toEqual([".! too-large"]);
    const whole = gzipSync(note("Cut").repeat(1000));
    expect(await read("cut.txt.gz", whole.subarray(0, whole.length - 20))).toEqual([".! unreadable-file"]);
    expect(await read("empty.txt.gz", "")).toEqual([".! no-text"]);
  });
});

/** An archive of so many empty entries: its directory alone. */
function emptyEntries(count: number): Buffer {
  const local = Buffer.alloc(31);
  local.write("PK\u0003\u0004", "latin1");
  local.writeUInt16LE(1, 26);
  local.write("d", 30);
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  for (let i = 0; i < count; i += 1) {
    const entry = Buffer.alloc(47);
    entry.write("PK\u0001\u0002", "latin1");
    entry.writeUInt16LE(1, 28);
    entry.writeUInt32LE(i * local.length, 42);
    entry.write("/", 46);
    files.push(local);
    directory.push(entry);
  }
  const end = Buffer.alloc(22);
  end.write("PK\u0005\u0006", "latin1");
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(count * 47, 12);
  end.writeUInt32LE(count * local.length, 16);
  return Buffer.concat([...files, ...directory, end]);
}

/** Takes the mark off every entry that says that its name is UTF-8. */
function withoutUtf8Flag(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  for (const [signature, at] of [
    ["PK\u0001\u0002", 8],
    ["PK\u0003\u0004", 6],
  ] as const)
    for (
      let found = copy.indexOf(signature, 0, "latin1");
      found >= 0;
      found = copy.indexOf(signature, found + 4, "latin1")
    )
      copy.writeUInt16LE(copy.readUInt16LE(found + at) & ~0x800, found + at);
  return copy;
}
