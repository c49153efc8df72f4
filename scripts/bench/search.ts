import Database from "better-sqlite3";

import { parseQuery, termsOf } from "../../app/search/query.ts";
import { queryTokens } from "../../app/text/stem.ts";
import { utf8Of } from "../../main/store/body-encoding.ts";
import { close, openForReading } from "../../main/store/db.ts";
import { searchArticles } from "../../main/store/search.ts";
import { snippetsOf } from "../../main/store/snippets.ts";
import { soughtBy } from "../../main/store/sought.ts";
import { vocabularyOf } from "../../main/store/vocabulary.ts";
import { makeRandom } from "./corpus.ts";
import { median, quantile, quickest, report, say, timeOf } from "./report.ts";
import { measureConcordance, measureGroups } from "./search-scale.ts";

const LIMIT = 50;
const QUERIES = 40;

const some = (set: Set<string>): string[] => [...set].slice(0, QUERIES);

/** Words of the collection by how many articles have them, read from the texts (the index has stems only). */
function sampleWords(bare: Database.Database): {
  frequent: string[];
  rare: string[];
  pairs: string[];
  phrases: string[];
} {
  const random = makeRandom(7);
  const count = bare.prepare("SELECT count(*) FROM article_words WHERE article_words MATCH ?").pluck();
  const last = bare.prepare("SELECT max(key) FROM text_versions").pluck().get() as number;
  const body = bare.prepare("SELECT body FROM text_versions WHERE key = ?").pluck();
  const found = {
    frequent: new Set<string>(),
    rare: new Set<string>(),
    pairs: new Set<string>(),
    phrases: new Set<string>(),
  };
  for (let tries = 0; tries < 20_000; tries += 1) {
    const stored = body.get(1 + Math.floor(random() * last)) as Buffer | undefined;
    if (!stored || stored.length > 50_000) continue;
    const words = utf8Of(stored)
      .toString("utf8")
      .split(/[\s.،,]+/u)
      .filter((word) => word.length > 3);
    const at = Math.floor(random() * (words.length - 2));
    const [first = "", second = ""] = words.slice(at, at + 2);
    const stems = queryTokens(first).map((token) => token.stem);
    if (stems.length !== 1 || second === "") continue;
    const hits = count.get(`"${stems[0]}"`) as number;
    const share = hits / last;
    if (share > 0.02 && share < 0.4) found.frequent.add(first);
    if (hits < 60) found.rare.add(first);
    if (found.pairs.size < QUERIES) found.pairs.add(`${first} ${second}`);
    if (found.phrases.size < QUERIES) found.phrases.add(`"${first} ${second}"`);
    if (found.frequent.size >= QUERIES && found.rare.size >= QUERIES) break;
  }
  return {
    frequent: some(found.frequent),
    rare: some(found.rare),
    pairs: some(found.pairs),
    phrases: some(found.phrases),
  };
}

/**
 * The bare query behind one of ours, as FTS5 would be asked by hand. Of a beginning it finds the stems that begin so, ours
 * the words: where particles or an article stand in it, that is many times as much.
 */
function bareMatch(query: string): string {
  if (query.endsWith("*")) return `"${queryTokens(query.slice(0, -1))[0]?.folded}" *`;
  if (query.startsWith('"'))
    return `"${queryTokens(query)
      .map((token) => token.stem)
      .join(" ")}"`;
  return queryTokens(query)
    .map((token) => `"${token.stem}"`)
    .join(" AND ");
}

/** All texts as somebody would keep them who has no index: for the peer. */
function putPlainly(bare: Database.Database): void {
  bare.exec("CREATE TEMP TABLE plain_texts (key INTEGER PRIMARY KEY, body TEXT)");
  const insert = bare.prepare("INSERT INTO plain_texts VALUES (?, ?)");
  const body = bare.prepare("SELECT body FROM text_versions WHERE key = ?").pluck();
  for (const key of bare.prepare("SELECT key FROM text_versions").pluck().all())
    insert.run(key, utf8Of(body.get(key) as Buffer).toString("utf8"));
}

/** Ranked searches for the top 50, with titles, snippets and highlights, against the bare query for the ids. */
export function measureSearch(caseFile: string, rounds: number): void {
  const db = openForReading(caseFile);
  // As the program has them a few seconds after a case was opened.
  const readWords = timeOf(() => vocabularyOf(db).read(Infinity));
  say(`the words of the texts are read in ${Math.round(readWords)} ms, in slices beside other work`);
  const bare = new Database(caseFile, { readonly: true });
  bare.pragma("mmap_size = 268435456");
  bare.pragma("cache_size = -65536");
  const ranked = bare
    .prepare("SELECT rowid FROM article_words WHERE article_words MATCH ? ORDER BY rank LIMIT 50")
    .pluck();
  putPlainly(bare);
  const like = bare.prepare("SELECT key FROM plain_texts WHERE body LIKE ? LIMIT 50").pluck();
  const words = sampleWords(bare);
  const prefixes = words.frequent.map((word) => `${word.slice(0, 4)}*`);
  const classes: [string, string[]][] = [
    ["a frequent word", words.frequent],
    ["a rare word", words.rare],
    ["two words", words.pairs],
    ["a phrase", words.phrases],
    ["a prefix", [...new Set(prefixes)]],
  ];
  for (const [name, queries] of classes) {
    let hits = 0;
    const times = quickest(queries.length, rounds, (task) => {
      const query = queries[task] as string;
      const match = bareMatch(query);
      const bareTime = timeOf(() => ranked.all(match));
      return [bareTime, timeOf(() => (hits += searchArticles(db, query, "relevance", 0, LIMIT).total))];
    });
    const floor = times.map(([time = NaN]) => time);
    const ours = times.map(([, time = NaN]) => time);
    report({
      name: `search, ${name}`,
      unit: "ms",
      ours: median(ours),
      floor: median(floor),
      floorName: "bare query",
      goal: 1.5,
      also: {
        p95: quantile(ours, 0.95),
        "p95 of the bare query": quantile(floor, 0.95),
        "hits on average": hits / ours.length / rounds,
      },
    });
  }
  const peer = median(words.frequent.slice(0, 5).map((word) => timeOf(() => like.all(`%${word}%zz`))));
  const ours = median(words.frequent.map((word) => timeOf(() => searchArticles(db, word, "relevance", 0, LIMIT))));
  report({
    name: "search, a frequent word, against LIKE over all texts",
    unit: "ms",
    ours,
    floor: peer,
    floorName: "LIKE",
    goal: 1,
  });

  measureSnippets(bare, words.frequent, rounds);
  measureConcordance(db, bare, words.frequent, rounds);
  measureGroups(db, bare, words.frequent);
  bare.close();
  close(db);
}

function measureSnippets(bare: Database.Database, queries: readonly string[], rounds: number): void {
  const ranked = bare
    .prepare("SELECT rowid FROM article_words WHERE article_words MATCH ? ORDER BY rank LIMIT 50")
    .pluck();
  const body = bare
    .prepare(
      "SELECT v.body FROM articles a JOIN text_versions v ON v.article = a.key AND v.number = a.version WHERE a.key = ?",
    )
    .pluck();
  const long = bare.prepare("SELECT body FROM text_versions WHERE chars > 200000").pluck().all() as Buffer[];
  const times = quickest(queries.length, rounds, (task) => {
    const word = queries[task] as string;
    const parsed = parseQuery(word);
    const sought = soughtBy(termsOf(parsed.ok ? parsed.value : null));
    let keys: unknown[] = [];
    const queried = timeOf(() => (keys = ranked.all(bareMatch(word))));
    const bodies = keys.map((key) => body.get(key) as Buffer);
    const cut = timeOf(() => bodies.forEach((stored) => snippetsOf(utf8Of(stored), sought)));
    // Of the long articles, those that have the word.
    const ofLong = long.map((text) => {
      let isHit = false;
      const ms = timeOf(() => (isHit = snippetsOf(utf8Of(text), sought).some((snippet) => snippet.hits.length > 0)));
      return isHit ? ms : Infinity;
    });
    return [queried, cut, ...ofLong];
  });
  const query = times.map(([time = NaN]) => time);
  const snippets = times.map(([, time = NaN]) => time);
  const ofLong = times.flatMap((each) => each.slice(2)).filter((time) => time < Infinity);
  report({
    name: "snippets of 50 hits",
    unit: "ms",
    ours: median(snippets),
    floor: median(query),
    floorName: "the query itself",
    goal: 1,
    also: { p95: quantile(snippets, 0.95) },
  });
  if (long.length === 0) say("no long article in this corpus");
  else
    report({
      name: "snippet of one article of 0.9 MB",
      unit: "ms",
      ours: median(ofLong),
      floor: median(query),
      floorName: "the query itself",
      goal: 1,
      also: { p95: quantile(ofLong, 0.95) },
    });
}
