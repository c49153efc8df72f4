import { gzipSync } from "node:zlib";

import { describe, expect, test } from "vitest";
import { WARCRecord, WARCSerializer } from "warcio";
import { ZipFile } from "yazl";

import { fixture, readAll, scratchFolder } from "./importers.fake.ts";
import type { ImportedItem } from "./types.ts";

const { write } = scratchFolder();
const MB = 1024 * 1024;

const told = (items: readonly ImportedItem[]): string[] =>
  items.map((item) =>
    "article" in item ? `${item.member ?? "."}: ${item.article.title}` : `${item.member ?? "."}! ${item.failure.code}`,
  );
const read = async (name: string, content: string | Buffer): Promise<string[]> =>
  told(await readAll(write(name, content)));

const page = (title: string): string => `<title>${title}</title><p>Three were hurt at ${title}, the guard said.</p>`;
const record = (
  url: string,
  body: string | Buffer,
  headers = "Content-Type: text/html\r\n",
  status = "200 OK",
): Buffer => {
  const block = Buffer.concat([Buffer.from(`HTTP/1.1 ${status}\r\n${headers}\r\n`), Buffer.from(body)]);
  const head = `WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: ${url}\r\nContent-Type: application/http;msgtype=response\r\nContent-Length: ${block.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), block, Buffer.from("\r\n\r\n")]);
};
const at = (path: string): string => `https://gazette.example/${path}`;

describe("web archives", () => {
  test("that wget wrote: pages and documents under their addresses, nothing else", async () => {
    const items = await readAll(fixture("gazette-wget.warc.gz"));
    expect(told(items)).toEqual([
      "record 3.html: Qasr al-Rih Gazette",
      "record 5.html: Fire at the mill of Qasr al-Rih",
      "record 7.html: انقطاع المياه في قصر الريح",
      "record 9.pdf: Fire at the fuel depot",
    ]);
    const [, fire, water] = items.flatMap((item) => ("article" in item ? [item.article] : []));
    const url = "http://127.0.0.1:18231/2025/fire.html";
    expect(fire).toMatchObject({ url, key: url, publishedAt: "2025-11-24T08:00:00+03:00" });
    // Sent in chunks; what is kept is the page.
    expect(Buffer.from(fire?.original ?? []).toString()).toMatch(/^<!doctype html>.*<\/html>\s*$/su);
    // The encoding stands only in the answer of the site.
    expect(water).toMatchObject({ encoding: "windows-1256" });
    expect(water?.text).toContain("قالت البلدية إن المياه انقطعت");
    expect(await readAll(fixture("fire-wget.warc"))).toHaveLength(1);
  });

  test("that warcio wrote, packed and revisited", async () => {
    const serialize = (options: Parameters<typeof WARCRecord.create>[0], body: string) =>
      WARCSerializer.serialize(
        WARCRecord.create(
          options,
          (async function* () {
            yield new TextEncoder().encode(body);
          })(),
        ),
        { gzip: true },
      );
    const date = "2025-11-24T08:00:00Z";
    const httpHeaders = { "Content-Type": "text/html; charset=utf-8" };
    const parts = [
      await serialize({ type: "response", url: at("a"), date, httpHeaders }, page("A")),
      await serialize(
        { type: "revisit", url: at("a"), date, httpHeaders, refersToUrl: at("a"), refersToDate: date },
        "",
      ),
      await serialize(
        { type: "resource", url: at("b"), date, warcHeaders: { "Content-Type": "text/html" } },
        page("B"),
      ),
    ];
    expect(await read("warcio.warc.gz", Buffer.concat(parts))).toEqual(["record 1.html: A", "record 3.html: B"]);
  });

  test("answers are unpacked as they were sent, or left as they were kept", async () => {
    const packed = gzipSync(page("Packed"));
    const archive = Buffer.concat([
      record(at("packed"), packed, "Content-Type: text/html\r\nContent-Encoding: gzip\r\n"),
      record(
        at("kept"),
        page("Kept"),
        "Content-Type: text/html\r\nContent-Encoding: br\r\nTransfer-Encoding: chunked\r\n",
      ),
      record(at("bomb"), gzipSync(Buffer.alloc(200 * MB)), "Content-Type: text/html\r\nContent-Encoding: gzip\r\n"),
      record(at("gone"), page("Gone"), undefined, "404 Not Found"),
      record(at("moved"), page("Moved"), undefined, "301 Moved"),
      record(at("robots.txt"), "User-agent: *", "Content-Type: text/plain\r\n"),
      record(at("last"), page("Last")),
    ]);
    expect(await read("answers.warc", archive)).toEqual([
      "record 1.html: Packed",
      "record 2.html: Kept",
      "record 3.html! too-large",
      "record 7.html: Last",
    ]);
  });

  test("a length that lies is named, and the next record is found", async () => {
    const lie = (by: number) => {
      const whole = record(at("lie"), page("Lie")).toString("latin1");
      return Buffer.from(
        whole.replace(/Content-Length: (\d+)/u, (_, n: string) => `Content-Length: ${Number(n) + by}`),
        "latin1",
      );
    };
    for (const by of [-20, 40, 200])
      expect(
        await read(
          `lie${by}.warc`,
          Buffer.concat([
            record(at("a"), page("A")),
            lie(by),
            record(at("z"), page("Z")),
            record(at("zz"), page("ZZ")),
          ]),
        ),
      ).toEqual(["record 1.html: A", "record 2! unreadable-file", "record 3.html: Z", "record 4.html: ZZ"]);
    const vast = record(at("vast"), page("Vast"))
      .toString("latin1")
      .replace(/Content-Length: \d+/u, "Content-Length: 999999999999");
    expect(await read("vast.warc", Buffer.concat([record(at("a"), page("A")), Buffer.from(vast, "latin1")]))).toEqual([
      "record 1.html: A",
      "record 2! unreadable-file",
    ]);
    const none = record(at("none"), page("None"))
      .toString("latin1")
      .replace(/Content-Length: \d+/u, "Content-Length: many");
    expect(await read("none.warc", Buffer.concat([Buffer.from(none, "latin1"), record(at("z"), page("Z"))]))).toEqual([
      "record 1! unreadable-file",
      "record 2.html: Z",
    ]);
  });

  test("one that breaks off gives what came before, and says so", async () => {
    const whole = Buffer.concat([record(at("a"), page("A")), record(at("b"), page("B"))]);
    expect(await read("cut.warc", whole.subarray(0, whole.length - 30))).toEqual([
      "record 1.html: A",
      "record 2! unreadable-file",
    ]);
    const packed = Buffer.concat([
      gzipSync(record(at("a"), page("A"))),
      gzipSync(record(at("b"), page("B").repeat(200))),
    ]);
    const items = await readAll(write("cut.warc.gz", packed.subarray(0, packed.length - 30)));
    expect(told(items)).toEqual(["record 1.html: A", ".! unreadable-file"]);
    expect(items.at(-1)).toMatchObject({ failure: { message: expect.stringContaining("breaks off after record") } });
  });

  test("what is none, or holds no page, is named", async () => {
    expect(await read("none.warc", "plain words, and more of them")).toEqual([".! unreadable-file"]);
    expect(await read("empty.warc", "")).toEqual([".! no-text"]);
    expect(await read("pictures.warc", record(at("a.png"), "x", "Content-Type: image/png\r\n"))).toEqual([
      ".! no-text",
    ]);
    expect(await read("bomb.warc.gz", gzipSync(Buffer.alloc(300 * MB, "\r\n")))).toEqual([".! too-large"]);
  });
});

describe("packaged web archives", () => {
  const wacz = (entries: Record<string, Buffer | string>): Promise<Buffer> => {
    const file = new ZipFile();
    for (const [name, content] of Object.entries(entries))
      file.addBuffer(Buffer.from(content), name, { compress: false });
    file.end();
    return new Promise((resolve, reject) => {
      const chunks: Buffer[] = [];
      file.outputStream.on("data", (chunk: Buffer) => chunks.push(chunk));
      file.outputStream.on("end", () => resolve(Buffer.concat(chunks)));
      file.outputStream.on("error", reject);
    });
  };

  test("give the pages of their archives, with titles from their lists", async () => {
    const untitled = "<p>Three were hurt at the mill, the guard said, and more may be missing.</p>";
    const items = await readAll(
      write(
        "site.wacz",
        await wacz({
          "datapackage.json": "{}",
          "pages/pages.jsonl": `{"format":"json-pages-1.0"}\nbroken\n${JSON.stringify({ url: at("untitled"), title: "From the list" })}\n`,
          "archive/data.warc.gz": Buffer.concat([
            gzipSync(record(at("a"), page("A"))),
            gzipSync(record(at("untitled"), untitled)),
          ]),
          "archive/more.warc": record(at("2025/b-page"), untitled),
          "indexes/index.cdx": "x",
        }),
      ),
    );
    expect(told(items)).toEqual([
      "archive/data.warc.gz/record 1.html: A",
      "archive/data.warc.gz/record 2.html: From the list",
      "archive/more.warc/record 1.html: b-page",
    ]);
  });

  test("without an archive in them are named", async () => {
    expect(await read("bare.wacz", await wacz({ "datapackage.json": "{}" }))).toEqual([".! unreadable-file"]);
    expect(await read("none.wacz", "x")).toEqual([".! unreadable-file"]);
  });
});
