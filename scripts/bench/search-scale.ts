import type Database from "better-sqlite3";

import { CONCORDANCE_LINES, CONCORDANCE_UNITS } from "../../app/search/concordance.ts";
import type { GroupBy } from "../../app/search/model.ts";
import { termsOf } from "../../app/search/query.ts";
import { queryTokens } from "../../app/text/stem.ts";
import { Concordance } from "../../main/store/concordance.ts";
import { searchGroups } from "../../main/store/search-groups.ts";
import { articleKeysMatching, readQuery } from "../../main/store/search.ts";
import type { ReadDb } from "../../main/store/sql.ts";
import { median, quantile, quickest, report, timeOf } from "./report.ts";

/** Lines of a window, and UTF-16 units of context on either side. */
const WINDOW = 1000;
const WIDTH = 60;

const stemOf = (word: string): string => `"${queryTokens(word)[0]?.stem ?? ""}"`;

/**
 * A concordance of a frequent word, sorted by what follows: the texts read up to the bound, sorted, and a thousand lines cut
 * from them. Beside it how long all lines take, and the longest step of that: what a key pressed meanwhile waits for.
 */
export function measureConcordance(
  db: ReadDb,
  bare: Database.Database,
  words: readonly string[],
  rounds: number,
): void {
  const ids = bare.prepare("SELECT rowid FROM article_words WHERE article_words MATCH ?").pluck();
  const wanted = words.slice(0, 12);
  const read = (word: string, bound: { lines: number; units: number }, step: (ms: number) => void): Concordance => {
    const terms = termsOf(readQuery(word));
    const keys = articleKeysMatching(db, word) ?? [];
    const concordance = new Concordance(db, { terms, keys, sort: "after", copies: true });
    const work = concordance.work(bound);
    for (;;) {
      const start = performance.now();
      const { done } = work.next();
      step(performance.now() - start);
      if (done) return concordance;
    }
  };
  const bound = { lines: CONCORDANCE_LINES, units: CONCORDANCE_UNITS };
  let lines = 0;
  const times = quickest(wanted.length, rounds, (task) => {
    const word = wanted[task] as string;
    const floor = timeOf(() => ids.all(stemOf(word)));
    return [floor, timeOf(() => (lines += read(word, bound, () => undefined).window(0, WINDOW, WIDTH).length))];
  });
  const ours = times.map(([, time = NaN]) => time);
  let longest = 0;
  let all = 0;
  const whole = wanted.slice(0, 4).map((word) =>
    timeOf(() => {
      all += read(word, { lines: Infinity, units: Infinity }, (ms) => (longest = Math.max(longest, ms))).total;
    }),
  );
  report({
    name: `concordance of ${WINDOW} lines of a frequent word`,
    unit: "ms",
    ours: median(ours),
    floor: null,
    floorName: "",
    goal: 100,
    also: {
      "ids of the query": median(times.map(([time = NaN]) => time)),
      p95: quantile(ours, 0.95),
      "lines on average": lines / ours.length / rounds,
      "all lines": median(whole),
      "of which there are on average": all / whole.length,
      "longest step of reading and sorting them": longest,
    },
  });
}

/** What a frequent word finds, grouped by each field: every word and field once, so that nothing is remembered. */
export function measureGroups(db: ReadDb, bare: Database.Database, words: readonly string[]): void {
  const ids = bare.prepare("SELECT rowid FROM article_words WHERE article_words MATCH ?").pluck();
  const fields: GroupBy[] = ["outlet", "month", "language", "family", "source", "article"];
  const floors = words.map((word) => timeOf(() => ids.all(stemOf(word))));
  for (const by of fields) {
    let articles = 0;
    const ours = words.map((word) =>
      timeOf(() => (articles += searchGroups(db, { query: word, by, within: null }, "count", 0, 100).articles)),
    );
    report({
      name: `groups of a frequent word by ${by}, p95`,
      unit: "ms",
      ours: quantile(ours, 0.95),
      floor: null,
      floorName: "",
      goal: 100,
      also: {
        median: median(ours),
        "ids of the query": median(floors),
        "articles on average": articles / words.length,
      },
    });
  }
}
