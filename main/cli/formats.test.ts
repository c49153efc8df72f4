import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect, onTestFinished, test } from "vitest";

import { testBackend } from "../backend.fake.ts";
import { type Ran, runIn } from "./isnad.fake.ts";

/*
 * A folder with one of each format in Arabic and English, most written by other programs, through `isnad import`: each
 * brings in the text that one can check against its source, each bad one is named with its reason, and nothing else fails
 * because of it. A fixture without an expectation here fails the test.
 */

const fixtures = join(import.meta.dirname, "../../resources/fixtures/import");

/** Of a file: a passage of each article that it gives, in their order; and where in it something fails, with the reason. */
interface Expectation {
  readonly texts: readonly string[];
  readonly failed?: Readonly<Record<string, string>>;
}

const spring = "بينما لم يصل إلى البلدة سوى ستة صهاريج.";
const olives = "على أن تعلن السعر النهائي للزيت بعد اجتماع المعاصر يوم الخميس المقبل في قاعة البلدية.";
const fireAr = "مساء الثلاثاء 14 تشرين الأول 2025 في مرسى قنديل.";
const fireEn =
  "The energy ministry said three workers died and eleven were hurt when a tank caught fire on Tuesday evening, 14 October 2025, at Marsa Qandil.";
const mill = "The municipality spoke of one, and did not say how the fire began.";
const sheet = ["وأضاف مصدر طبي أن عدد القتلى بلغ ٥ & أكثر <ربما>.", "لم يعثر الغواصون على أثر لتسرب في الميناء."];
const one = (text: string): Expectation => ({ texts: [text] });

const expected: Readonly<Record<string, Expectation>> = {
  "README.md": one("the smallest file that shows the case"),
  "note-crlf-bom.txt": one(spring),
  // The old page has no comma of its own.
  "arabic-cp720.txt": one(spring),
  "arabic-iso-8859-6.txt": one(spring),
  "arabic-utf-16be.txt": one(spring),
  "arabic-utf-16le-unmarked.txt": one(spring),
  "arabic-windows-1256.txt": one(spring),
  "persian-windows-1256.txt": one("گروهي از کشاورزان پيشنهاد کردند که چاه تازه اي کنده شود."),
  "brief.md": one("قال رئيس اللجنة إن القياسات ستُعاد بعد شهر."),
  "page-saved-with-trackers.html": one("بحضور لجنة من نقابة المهندسين في المحافظة."),
  "page-utf-8-declared-wrongly.html": one(olives),
  "page-windows-1256-declared.html": one(olives),
  "page-windows-1256-undeclared.htm": one(olives),
  "articles.json": {
    texts: ["The bridge of the wadi will reopen on Wednesday, the municipality said."],
    failed: { ":13": "no-text" },
  },
  "dispatches.jsonl": {
    texts: [
      "Two water tankers reached Qasr al-Rih on Monday morning.",
      "أجلت الجمعية الزراعية اجتماع المعاصر إلى الأحد.",
    ],
    failed: { ":2": "bad-record" },
  },
  "dispatches-ar.csv": {
    texts: ['وقال السائق: "الطريق سالكة".', "أجلت الجمعية الزراعية اجتماع المعاصر إلى الأحد."],
  },
  "dispatches-ar.xlsx": { texts: sheet, failed: { ":4": "no-text" } },
  "dispatches-ar.ods": { texts: sheet, failed: { ":4": "no-text" } },
  "dispatches-en.xlsx": {
    texts: [
      "The energy ministry said three workers died.\n\nA nurse said the dead were five.",
      "Divers found no leak in the harbour, the port authority said.",
    ],
  },
  "harbour-ar.rss": { texts: [fireAr, "قال مصدر في الميناء إن خمسة قُتلوا."] },
  "harbour-en.atom": { texts: [fireEn, "قالت الصحيفة إن عدد القتلى خمسة."] },
  ...Object.fromEntries(
    ["docx", "odt", "rtf", "epub", "pdf", "mhtml"].flatMap((ending) => [
      [`harbour-ar.${ending}`, one(fireAr)],
      [`harbour-en.${ending}`, one(fireEn)],
    ]),
  ),
  "harbour-browser-ar.pdf": one(fireAr),
  "harbour-ar.eml": one("ولم يؤكد ذلك أحد بعد."),
  "harbour-en.eml": one("Nobody has confirmed it yet."),
  "desk-python.mbox": {
    texts: [
      "قال مصدر في البلدية إن اثنين أصيبا.",
      "From the bridge one could see the smoke.",
      "See the report.",
      fireAr,
    ],
  },
  "folder-infozip.zip": { texts: [mill, spring, fireAr] },
  "names-cp720-python.zip": {
    texts: ["قالت البلدية إن الجسر أغلق يوم الاثنين.", "The bridge was closed on Monday."],
  },
  "fire-wget.warc": one(mill),
  "gazette-wget.warc.gz": {
    texts: ["مياه", mill, "وأكد أحد السكان أن الانقطاع بدأ قبل ذلك بيومين.", "Civil defence"],
  },
};

/** What is broken, empty or of no kind that is read; made here, as none of it is worth a file of its own. */
const bad: Readonly<Record<string, { make: (path: string) => void; code: string; says: RegExp }>> = {
  "cut.docx": { make: cut("harbour-ar.docx"), code: "unreadable-file", says: /damaged/u },
  "cut.pdf": { make: cut("harbour-en.pdf", 400), code: "unreadable-file", says: /damaged/u },
  "cut.xlsx": { make: cut("dispatches-ar.xlsx"), code: "unreadable-file", says: /damaged/u },
  "cut.ods": { make: cut("dispatches-ar.ods"), code: "unreadable-file", says: /damaged/u },
  "locked.xlsx": { make: put(Buffer.from("d0cf11e0a1b11ae1", "hex")), code: "unreadable-file", says: /password/u },
  "empty.txt": { make: put(""), code: "no-text", says: /nothing to read/u },
  "mark.txt": { make: put("\ufeff"), code: "no-text", says: /nothing to read/u },
  "blank.csv": { make: put("\ufeff \n\t\n"), code: "no-text", says: /empty/u },
  "blank.rss": { make: put(" \n"), code: "no-text", says: /nothing to read/u },
  "broken.rss:1": { make: put("<rss><channel><item></channel>"), code: "unreadable-file", says: /line 1: its XML/u },
  "feeds.xml": { make: put("<opml><body/></opml>"), code: "unsupported-format", says: /list of feeds/u },
  "bomb.atom": {
    make: put(`<!DOCTYPE feed [<!ENTITY a "b">]><feed><entry><title>&a;</title></entry></feed>`),
    code: "unreadable-file",
    says: /entities/u,
  },
  "columns.csv:1": { make: put("a,b\nc,d\n"), code: "needs-mapping", says: /no column/u },
  "binary.txt": { make: put(Buffer.alloc(500, 1)), code: "unreadable-file", says: /binary/u },
  "picture.jpg": { make: put("x"), code: "unsupported-format", says: /no importer/u },
  "\u202eliar\t.xyz": { make: put("x"), code: "unsupported-format", says: /no importer/u },
};

function put(content: string | Buffer): (path: string) => void {
  return (path) => writeFileSync(path, content);
}

function copy(name: string): (path: string) => void {
  return (path) => cpSync(join(fixtures, name), path);
}

function cut(name: string, bytes?: number): (path: string) => void {
  return (path) => {
    copy(name)(path);
    truncateSync(path, bytes ?? readFileSync(path).length - 60);
  };
}

const isnad = (dir: string, ...args: string[]): Promise<Ran> => runIn(dir, args);

interface Imported {
  articles: { id: string; path: string }[];
  failed: { path: string; code: string; message: string }[];
}

test("one of each format, in Arabic and English, and what is bad among them", { timeout: 180_000 }, async () => {
  const names = readdirSync(fixtures).filter((name) => !name.startsWith("."));
  expect(names.filter((name) => !expected[name])).toEqual([]);
  expect(Object.keys(expected).filter((name) => !names.includes(name))).toEqual([]);

  const dir = mkdtempSync(join(tmpdir(), "formats-"));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const folder = join(dir, "in");
  cpSync(fixtures, folder, { recursive: true });
  const badFolder = join(folder, "bad");
  mkdirSync(badFolder);
  for (const [name, { make }] of Object.entries(bad)) make(join(badFolder, name.replace(/:\d+$/u, "")));

  const { code, out } = await isnad(dir, "import", "--json", "--case", "all.isnad", "in");
  // Some of it failed, and is named.
  expect(code).toBe(1);
  const { articles, failed } = JSON.parse(out) as Imported;

  const reasons: [string, string][] = Object.entries(expected).flatMap(([name, { failed: places = {} }]) =>
    Object.entries(places).map(([place, reason]): [string, string] => [name + place, reason]),
  );
  for (const [name, { code: reason }] of Object.entries(bad)) reasons.push([`bad/${name}`, reason]);
  const below = (path: string): string => path.slice(folder.length + 1);
  expect(Object.fromEntries(failed.map((each) => [below(each.path), each.code]))).toEqual(Object.fromEntries(reasons));
  for (const [name, { says }] of Object.entries(bad))
    expect(failed.find(({ path }) => below(path) === `bad/${name}`)?.message).toMatch(says);

  const { client, port } = testBackend();
  await client.call("cases.open", { file: await port.grantFile(join(dir, "all.isnad")) });
  for (const [name, { texts }] of Object.entries(expected)) {
    const own = articles.filter(({ path }) => below(path) === name || below(path).startsWith(`${name}/`));
    const read: string[] = [];
    for (const { id } of own) read.push((await client.call("articles.get", { id })).text.normalize());
    const bare = (text: string): string => text.replaceAll(/[\u064b-\u0652]/gu, "");
    // A PDF has the signs of vowels only where it names letters for them.
    const found = texts.map((text, i) => (bare(read[i] ?? "").includes(bare(text.normalize())) ? text : read[i]));
    expect([name, own.length, found]).toEqual([name, texts.length, texts]);
  }
  expect((await client.run("cases.check", {})).result).toMatchObject({ holds: true });

  // For people too, no name can move the cursor, turn its line, or end its column.
  const { out: lines } = await isnad(dir, "import", "--case", "again.isnad", "in/bad");
  expect(lines).toContain(String.raw`/bad/\u202eliar\u0009.xyz: no importer`);
  expect(lines).not.toMatch(/[\u202a-\u202e]/u);
});
