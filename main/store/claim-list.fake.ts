import { ClaimColumn, type ClaimFilter, ClaimGrouping, type ClaimSort, LookReason } from "../../app/claims/model.ts";
import { all, integer, integerOrNull, type ReadDb, text, textOrNull } from "./sql.ts";

/** The same answers, slowly: every claim as an object, filtered and sorted by what the words of the filter say. */
interface Naive {
  key: number;
  article: string;
  outlet: string | null;
  outletKey: string | null;
  title: string;
  date: string | null;
  statement: string;
  origin: number | null;
  originName: string | null;
  sources: number[];
  tags: number[];
  reliability: string | null;
  credibility: string | null;
  withoutReason: number;
  created: string;
  updated: string;
  /** The clocks of its grades, and who gave them. */
  given: string[];
  by: (string | null)[];
  looks: LookReason[];
  questions: string[];
  relations: string[];
  groups: Record<ClaimGrouping, (string | null)[]>;
}

/** Milliseconds, which is what lists show and sort by. */
const timeOf = (clock: string): string => clock.slice(0, 12);

const orNone = (found: string[]): (string | null)[] => (found.length > 0 ? found : [null]);

export function naiveClaims(db: ReadDb): Naive[] {
  const names = new Map(all(db, "SELECT key, id FROM sources").map((row) => [integer(row, "key"), text(row, "id")]));
  return all(
    db,
    `SELECT c.*, a.id AS article_id, a.outlet, a.outlet_key, a.title_key, a.published_key, s.key AS root, s.name_key,
       s.reliability AS letter, s.reliability_clock AS letter_clock
     FROM claims c JOIN articles a ON a.key = c.article LEFT JOIN sources o ON o.key = c.origin
       LEFT JOIN sources s ON s.key = o.root`,
  ).map((row): Naive => {
    const key = integer(row, "key");
    const numbers = (sql: string): number[] => all(db, sql, [key]).map((each) => integer(each, "n"));
    const words = (sql: string): string[] => all(db, sql, [key]).map((each) => text(each, "word"));
    const root = integerOrNull(row, "root");
    const roots = numbers(
      "SELECT DISTINCT s.root AS n FROM hops h JOIN sources s ON s.key = h.source WHERE h.claim = ?",
    );
    const tags = numbers("SELECT tag AS n FROM claim_tags WHERE claim = ?");
    const questions = words("SELECT id AS word FROM question_claims JOIN questions ON key = question WHERE claim = ?");
    const [reliability, letter] = [textOrNull(row, "reliability"), textOrNull(row, "letter")];
    const [given, letterGiven] = [textOrNull(row, "reliability_clock"), textOrNull(row, "letter_clock")];
    const look = integer(row, "look");
    const looks: LookReason[] = [];
    if (look & 1) looks.push("contradiction");
    if (look & 2) looks.push("new-origin");
    if (reliability && letter && reliability !== letter && (letterGiven ?? "") > (given ?? "")) looks.push("regraded");
    return {
      key,
      article: text(row, "article_id"),
      outlet: textOrNull(row, "outlet"),
      outletKey: textOrNull(row, "outlet_key"),
      title: text(row, "title_key"),
      date: textOrNull(row, "event_date") ?? textOrNull(row, "published_key"),
      statement: text(row, "statement_key"),
      origin: root,
      originName: textOrNull(row, "name_key"),
      sources: roots,
      tags,
      reliability,
      credibility: textOrNull(row, "credibility"),
      withoutReason: integer(row, "without_reason"),
      created: text(row, "created_at"),
      updated: text(row, "updated_at"),
      given: [given, textOrNull(row, "credibility_clock")].filter((clock) => clock !== null),
      by: [textOrNull(row, "reliability_by"), textOrNull(row, "credibility_by")],
      looks,
      questions,
      relations: words("SELECT kind AS word FROM relations WHERE ? IN (from_claim, to_claim)"),
      groups: {
        origin: [root === null ? null : (names.get(root) ?? null)],
        source: orNone(roots.map((source) => names.get(source) ?? "")),
        outlet: [textOrNull(row, "outlet")],
        article: [text(row, "article_id")],
        question: orNone(questions),
        tag: orNone(tags.map((tag) => `t${tag - 1}`)),
      },
    };
  });
}

/**
 * The keys of sources, as they are read, that are one of these or are affiliated to one, at any remove; where a source that
 * was merged was affiliated does not count.
 */
function sourcesBelow(db: ReadDb, ids: readonly string[]): Set<number> {
  const rows = all(
    db,
    "SELECT s.key, s.id, s.root, a.root AS above FROM sources s LEFT JOIN sources a ON a.key = s.affiliation",
  );
  const found = new Set(rows.filter((row) => ids.includes(text(row, "id"))).map((row) => integer(row, "root")));
  for (let before = -1; before !== found.size;) {
    before = found.size;
    for (const row of rows)
      if (integer(row, "root") === integer(row, "key") && found.has(integerOrNull(row, "above") ?? -1))
        found.add(integer(row, "key"));
  }
  return found;
}

function tagsBelow(db: ReadDb, ids: readonly string[]): Set<number> {
  const rows = all(db, "SELECT key, id, parent FROM tags");
  const found = new Set(rows.filter((row) => ids.includes(text(row, "id"))).map((row) => integer(row, "key")));
  for (let before = -1; before !== found.size;) {
    before = found.size;
    for (const row of rows) if (found.has(integerOrNull(row, "parent") ?? -1)) found.add(integer(row, "key"));
  }
  return found;
}

/** The reasons why a claim needs another look, where grades of so many days are stale. */
export function looksOf(claim: Naive, staleDays: number | null): string[] {
  const before = clockAt(Date.now() - (staleDays ?? 0) * 86_400_000);
  return staleDays !== null && claim.given.some((clock) => clock < before) ? [...claim.looks, "stale"] : claim.looks;
}

export const clockAt = (ms: number): string => `${ms.toString(16).padStart(12, "0")}-0000`;

const isOneOf = <Value>(asked: readonly Value[] | undefined, values: readonly Value[]): boolean =>
  !asked?.length || values.some((value) => asked.includes(value));

export function naiveFilter(db: ReadDb, claims: Naive[], filter: ClaimFilter): Naive[] {
  const sources = filter.sources?.length ? sourcesBelow(db, filter.sources) : null;
  const origins = filter.origins?.length ? sourcesBelow(db, filter.origins) : null;
  const tags = filter.tags?.length ? tagsBelow(db, filter.tags) : null;
  const graded = (claim: Naive): boolean => claim.reliability !== null && claim.credibility !== null;
  return claims.filter(
    (claim) =>
      (!sources || claim.sources.some((key) => sources.has(key))) &&
      (!origins || origins.has(claim.origin ?? -1)) &&
      (!tags || claim.tags.some((key) => tags.has(key))) &&
      isOneOf(filter.outlets, [claim.outlet]) &&
      isOneOf(filter.articles, [claim.article]) &&
      isOneOf(filter.reliability, [claim.reliability ?? "none"]) &&
      isOneOf(filter.credibility, [claim.credibility ?? "none"]) &&
      isOneOf<string | null>(filter.analysts, claim.by) &&
      isOneOf(filter.questions, claim.questions) &&
      isOneOf<string>(filter.relations, claim.relations) &&
      (!filter.look || isOneOf<string>(filter.look.reasons, looksOf(claim, filter.look.staleDays))) &&
      (filter.graded === undefined || graded(claim) === (filter.graded === "graded")) &&
      (filter.withoutReason === undefined || claim.withoutReason > 0 === filter.withoutReason) &&
      (filter.after === undefined || (claim.date !== null && claim.date > `${filter.after}\u{ffff}`)) &&
      (filter.before === undefined || (claim.date !== null && claim.date < filter.before)) &&
      (filter.text === undefined || claim.statement.includes(filter.text)),
  );
}

const tagPaths = new Map([
  [1, "Alpha"],
  [2, "Alpha/Beta"],
  [3, "وسم"],
]);

const known = (value: string | null): [number, string] => (value === null ? [2, ""] : [0, value]);

/** What a claim sorts by in a column: a text, F and 6 after all of them, nothing known last. */
function naiveKey(claim: Naive, column: ClaimColumn): [number, string] {
  if (column === "reliability") return claim.reliability === "F" ? [1, ""] : known(claim.reliability);
  if (column === "credibility") return claim.credibility === "6" ? [1, ""] : known(claim.credibility);
  if (column === "origin") return known(claim.originName);
  if (column === "outlet") return known(claim.outletKey);
  if (column === "article") return known(claim.title);
  if (column === "date") return known(claim.date);
  if (column === "tags")
    return known(claim.tags.length === 0 ? null : (tagPaths.get(Math.min(...claim.tags)) as string));
  if (column === "createdAt") return known(claim.created);
  if (column === "gradedAt") return known(claim.given.map(timeOf).toSorted().at(-1) ?? null);
  if (column === "updatedAt") return known(claim.updated);
  return known(claim.statement);
}

/** How many claims stand in each group, by its value. */
export function naiveGroups(claims: Naive[], by: ClaimGrouping): Map<string | null, number> {
  const counts = new Map<string | null, number>();
  for (const { groups } of claims) for (const value of groups[by]) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

const diagonal = new Set(["A1", "B2", "C3", "D4", "E5"]);

export function naiveDiagonal(claims: Naive[], analyst?: string | null): number[] {
  const graded = claims.filter(
    ({ reliability, credibility, by }) =>
      reliability !== null &&
      credibility !== null &&
      (analyst === undefined || (by[0] === by[1] ? by[0] : null) === analyst),
  );
  const judged = graded.filter(({ reliability, credibility }) => reliability !== "F" && credibility !== "6");
  const on = judged.filter(({ reliability, credibility }) => diagonal.has(`${reliability}${credibility}`));
  return [judged.length, on.length, graded.length - judged.length];
}

export function naiveSort(claims: Naive[], sort: readonly ClaimSort[]): number[] {
  const wanted = sort.length > 0 ? sort : [{ column: "createdAt" as const, descending: true }];
  return claims
    .toSorted((a, b) => {
      for (const { column, descending } of wanted) {
        const [groupA, keyA] = naiveKey(a, column);
        const [groupB, keyB] = naiveKey(b, column);
        if (groupA !== groupB) return groupA - groupB;
        if (keyA !== keyB) return keyA < keyB === descending ? 1 : -1;
      }
      return b.key - a.key;
    })
    .map((claim) => claim.key);
}
