import { createReadStream, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

import { type Client, makeClient } from "../../app/contract/client.ts";
import { CopyIndex } from "../../app/text/copies.ts";
import { foldUnits } from "../../app/text/fold.ts";
import { shinglesInOrder, signatureOf } from "../../app/text/minhash.ts";
import { createBackend } from "../../main/backend.ts";
import { close, openForReading, openForWriting } from "../../main/store/db.ts";
import { loadSignatures } from "../../main/store/signatures.ts";
import { run } from "../../main/store/sql.ts";
import { corpusFile, makeRandom } from "./corpus.ts";
import { median, quantile, report, say, timeOf } from "./report.ts";

interface Article {
  id: number;
  lang: "ar" | "en";
  source: string;
  published: string;
  title: string;
  body: string;
}

const random = makeRandom(29);
const int = (below: number): number => Math.floor(random() * below);
const one = <Value>(values: readonly Value[]): Value => values[int(values.length)] as Value;

/** What every article of an outlet carries: two lines of its own. */
const footers = (source: string, language: "ar" | "en"): string =>
  language === "ar"
    ? `هذا الخبر من شبكة ${source} الإخبارية التي تنقل لكم آخر المستجدات على مدار الساعة\n\nتابعونا على قناتنا في تلغرام`
    : `${source} is an independent newsroom that covers the region with a network of local reporters\n\nFollow us on our channels`;

const share = <Item>(items: readonly Item[], from: number, to: number): Item[] =>
  items.slice(Math.floor(items.length * from), Math.max(1, Math.ceil(items.length * to)));

/** What outlets do with the text of another. */
const edits: Record<string, (article: Article, words: readonly string[]) => string> = {
  exact: ({ body }) => body,
  words: ({ body }, words) => body.replaceAll(/\S+/gu, (word) => (random() < 0.03 ? one(words) : word)),
  dateline: ({ body, lang }) =>
    lang === "ar"
      ? `دمشق (رويترز) - ${body}\n\nالمصدر: رويترز`
      : `DAMASCUS, Nov 3 (Reuters) - ${body}\n\nSource: Reuters`,
  lead: ({ body }, words) => `${Array.from({ length: 25 }, () => one(words)).join(" ")}\n\n${body}`,
  spelling: ({ body }) => body.replaceAll(/[أإ]/gu, "ا").replaceAll(/[\u064b-\u0652ـ]/gu, ""),
  "cut by a third": ({ body }) => share(body.split(" "), 0, 0.67).join(" "),
  "first half": ({ body }) => share(body.split(" "), 0, 0.5).join(" "),
  "from the middle": ({ body }) => share(body.split(" "), 0.3, 0.8).join(" "),
};

/** A collection in which every fiftieth article is a copy of one before, and which text each is a copy of. */
async function plant(from: string, to: string): Promise<{ truth: Map<string, { of: string; kind: string }> }> {
  const truth = new Map<string, { of: string; kind: string }>();
  const recent: Article[] = [];
  let lines: string[] = [];
  const words: string[] = [];
  writeFileSync(to, "");
  const flush = (): void => {
    writeFileSync(to, lines.map((line) => `${line}\n`).join(""), { flag: "a" });
    lines = [];
  };
  for await (const line of createInterface({ input: createReadStream(from) })) {
    let article = JSON.parse(line) as Article;
    if (recent.length > 50 && random() < 0.02) {
      const original = one(recent);
      const kind = one(Object.keys(edits));
      const body = (edits[kind] as (article: Article, words: readonly string[]) => string)(original, words);
      truth.set(String(article.id), { of: truth.get(String(original.id))?.of ?? String(original.id), kind });
      article = { ...article, lang: original.lang, body };
    } else {
      if (words.length < 2000) words.push(...article.body.split(/\s+/u).slice(0, 100));
      if (article.body.length < 60_000) recent[recent.length < 2000 ? recent.length : int(2000)] = article;
    }
    const source = `outlet ${1 + (article.id % 60)}`;
    const body = `${article.body}\n\n${footers(source, article.lang)}`;
    lines.push(
      JSON.stringify({ ...article, id: `n${article.id}`, title: `n${article.id} ${article.title}`, source, body }),
    );
    if (lines.length === 500) flush();
  }
  flush();
  return { truth };
}

async function begin(folder: string, corpus: string): Promise<{ client: Client; close: () => Promise<void> }> {
  const resources = join(import.meta.dirname, "../../resources");
  const port = createBackend({ home: folder, resources, version: "bench", checkOutput: false });
  const client = makeClient({
    call: (request) => port.dispatch(request, { host: "test", analyst: { name: "Bench", initials: "B" } }),
    subscribe: port.subscribe,
  });
  await client.call("cases.create", { file: await port.grantFile(join(folder, "families.isnad")) });
  const file = await port.grantFile(corpus);
  await client.run("articles.import", {
    files: [file],
    reading: { mapping: { text: "body", title: "title", outlet: "source", publishedAt: "published", key: "id" } },
  });
  return { client, close: () => port.close() };
}

/** Copies found among all articles, against folding and hashing every shingle of them in one plain thread. */
export async function measureFamilies(base: string, articles: number): Promise<void> {
  const { file: from, name } = corpusFile(base, articles, false);
  const folder = join(base, "families");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const corpus = join(folder, "planted.jsonl");
  const { truth } = await plant(from, corpus);
  say(`${articles} articles of ${name}, ${truth.size} copies planted among them`);

  const { client, close: end } = await begin(folder, corpus);
  const ours: number[] = [];
  const floor: number[] = [];
  const again: number[] = [];
  let found = { articles: 0, proposals: 0 };
  const timed = async (): Promise<number> => {
    const start = cpuTime();
    found = (await client.run("articles.findFamilies", {})).result;
    return cpuTime() - start;
  };
  for (let round = 0; round < 3; round += 1) {
    let hashing = 0;
    let bodies: string[] = [];
    const hash = (): void => {
      const start = cpuTime();
      for (const body of bodies) hashAll(body);
      hashing += cpuTime() - start;
      bodies = [];
    };
    for await (const line of createInterface({ input: createReadStream(corpus) })) {
      bodies.push((JSON.parse(line) as Article).body);
      if (bodies.length === 1000) hash();
    }
    hash();
    floor.push(hashing);
    forgetSignatures(join(folder, "families.isnad"));
    ours.push(await timed());
    again.push(await timed());
  }
  report({
    name: `families among ${found.articles} articles, signatures included (work of the processor, least of 3)`,
    unit: "ms",
    ours: Math.min(...ours),
    floor: Math.min(...floor),
    floorName: "folding and hashing every shingle",
    goal: 4,
    also: { "sought again": Math.min(...again), proposals: found.proposals },
  });
  await measureFound(client, truth);
  await end();
  measureOne(join(folder, "families.isnad"));
  rmSync(folder, { recursive: true });
}

/** Milliseconds of work of this process: both sides work in one thread, and others on the machine do not count. */
function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** All of them are to be made again. */
function forgetSignatures(file: string): void {
  const db = openForWriting(file);
  run(db, "DELETE FROM signatures");
  close(db);
}

/** The floor: folds a text and hashes every three words, and keeps nothing of it. */
function hashAll(text: string): number {
  const { units, length } = foldUnits(text);
  let [first, second, word, sum] = [0, 0, 0, 0];
  for (let at = 0; at <= length; at += 1) {
    const unit = at < length ? (units[at] as number) : 32;
    if (unit !== 32) {
      word = Math.imul(word ^ unit, 0x01_00_01_93);
      continue;
    }
    if (word === 0) continue;
    sum ^= Math.imul(first, 0x9e_37_79_b1) ^ Math.imul(second, 0x85_eb_ca_77) ^ word;
    [first, second, word] = [second, word, 0];
  }
  return sum;
}

/** The number that a title begins with. */
const nameOf = (title: string): string => title.slice(1, title.indexOf(" "));

/** How many of the proposed copies are planted ones, and of the planted ones proposed with their text. */
async function measureFound(client: Client, truth: ReadonlyMap<string, { of: string }>): Promise<void> {
  const textOf = (id: string): string => truth.get(id)?.of ?? id;
  const found = new Map<string, string>();
  let [right, wrong] = [0, 0];
  for (let offset = 0; ; offset += 1000) {
    const { rows } = await client.call("articles.familyProposals", { offset, limit: 1000 });
    for (const { id, members } of rows) {
      const names = members.map(({ article }) => nameOf(article.title));
      const texts = Map.groupBy(names, textOf);
      const most = Math.max(...[...texts.values()].map((same) => same.length));
      right += most - 1;
      wrong += names.length - most;
      for (const each of names) found.set(each, id);
    }
    if (rows.length < 1000) break;
  }
  const missed = new Map<string, number>();
  for (const [id, planted] of truth as ReadonlyMap<string, { of: string; kind: string }>)
    if (!found.has(id) || found.get(id) !== found.get(planted.of))
      missed.set(planted.kind, (missed.get(planted.kind) ?? 0) + 1);
  const misses = [...missed.values()].reduce((sum, count) => sum + count, 0);
  if (misses > 0) say(`missed: ${[...missed].map(([kind, count]) => `${kind} ${count}`).join(", ")}`);
  const precision = right / (right + wrong);
  const recall = 1 - misses / truth.size;
  // The shortfall has a goal, so that less is better as it is everywhere here.
  const shortfall = { unit: "%", floor: null, floorName: "", goal: 1 } as const;
  report({ ...shortfall, name: "proposed copies that are none", ours: 100 * (1 - precision) });
  report({ ...shortfall, name: "planted copies that are not proposed with their text", ours: 100 * (1 - recall) });
}

/** One more article placed among those that are there. */
function measureOne(file: string): void {
  const db = openForReading(file);
  const parts = loadSignatures(db);
  let step = parts.next();
  while (!step.done) step = parts.next();
  const loaded = step.value;
  const index = new CopyIndex(loaded);
  for (const _part of index.build(() => false));
  const texts = Array.from({ length: 300 }, () => Array.from({ length: 400 }, () => `w${int(5000)}`).join(" "));
  const times = texts.map((text) => timeOf(() => index.near(signatureOf(text))));
  close(db);
  report({
    name: `one article placed among ${loaded.count} (p95)`,
    unit: "ms",
    ours: quantile(times, 0.95),
    floor: null,
    floorName: "",
    goal: 1,
    also: {
      median: median(times),
      "of it the signature": median(texts.map((text) => timeOf(() => signatureOf(text)))),
      "its shingles": shinglesInOrder(texts[0] ?? "").length,
    },
  });
}
