import type { Duplicate } from "../../app/sources/model.ts";
import { foldText } from "../../app/text/fold.ts";
import { all, integer, type ReadDb, type Row, text } from "./sql.ts";

/** Two sources (keys, as they are read) that may be one; the one that claims name more often first. */
export interface DuplicatePair {
  readonly keys: readonly [number, number];
  readonly why: Duplicate["why"];
  readonly names: readonly [string, string];
}

interface Named {
  readonly key: number;
  /** Of two that are used alike, the one made first comes first: ids grow, and undo changes keys. */
  readonly id: string;
  readonly claims: number;
  readonly text: string;
}

/** Up to this many sources that share a name are proposed two by two; of more, each with the one used most. */
const ALL_PAIRS = 20;

const order: readonly Duplicate["why"][] = ["same-name", "same-folded", "same-words"];

const NAMES = `SELECT r.key, r.id, r.claims, n.text, n.folded FROM source_names n JOIN sources s ON s.key = n.source
  JOIN sources r ON r.key = s.root`;

/** Pairs that share a name, the surest first, then those that claims name most; pairs said to be two are left out. */
export const findDuplicates = (db: ReadDb): DuplicatePair[] => pairsIn(db, groupsByWords(all(db, NAMES)));

/** The same, of one source. */
export function findDuplicatesOf(db: ReadDb, key: number): DuplicatePair[] {
  const own = all(db, `${NAMES} WHERE s.root = ?`, [key]);
  const keys = new Set(own.map((row) => wordsKey(text(row, "folded"))));
  // The same words are as long in any order: few names are left to look at.
  const lengths = JSON.stringify([...keys].map((each) => each.length));
  const rows = all(db, `${NAMES} WHERE length(n.folded) IN (SELECT value FROM json_each(?))`, [lengths]);
  const groups = groupsByWords(rows.filter((row) => keys.has(wordsKey(text(row, "folded")))));
  return pairsIn(db, groups).filter((pair) => pair.keys.includes(key));
}

function pairsIn(db: ReadDb, groups: readonly Named[][]): DuplicatePair[] {
  const distinct = distinctPairs(db);
  const found = new Map<string, DuplicatePair & { readonly uses: number; readonly ids: string }>();
  for (const group of groups)
    for (const [one, other] of pairsOf(group)) {
      const name = pairName(one.key, other.key);
      if (one.key === other.key || distinct.has(name)) continue;
      const why = howAlike(one.text, other.text);
      const before = found.get(name);
      if (before && order.indexOf(before.why) <= order.indexOf(why)) continue;
      found.set(name, {
        keys: [one.key, other.key],
        why,
        names: [one.text, other.text],
        uses: one.claims + other.claims,
        ids: `${one.id} ${other.id}`,
      });
    }
  return [...found.values()].toSorted(
    (a, b) => order.indexOf(a.why) - order.indexOf(b.why) || b.uses - a.uses || (a.ids < b.ids ? -1 : 1),
  );
}

const pairName = (one: number, other: number): string => `${Math.min(one, other)} ${Math.max(one, other)}`;

function howAlike(one: string, other: string): Duplicate["why"] {
  if (one === other) return "same-name";
  return words(foldText(one)) === words(foldText(other)) ? "same-folded" : "same-words";
}

const words = (folded: string): string => folded.trim().replaceAll(/ +/g, " ");

/** The words of a folded name in an order of their own. */
const wordsKey = (folded: string): string =>
  folded.includes(" ")
    ? folded
        .split(" ")
        .toSorted((a, b) => (a < b ? -1 : Number(a > b)))
        .join(" ")
    : folded;

/** Names whose words are the same without article and order, of two sources at least; within a group by use. */
function groupsByWords(rows: readonly Row[]): Named[][] {
  const groups = new Map<string, Named[]>();
  for (const row of rows) {
    const folded = text(row, "folded");
    // Signs alone are no name to go by.
    if (folded === "") continue;
    const key = wordsKey(folded);
    const named = {
      key: integer(row, "key"),
      id: text(row, "id"),
      claims: integer(row, "claims"),
      text: text(row, "text"),
    };
    const group = groups.get(key);
    if (group) group.push(named);
    else groups.set(key, [named]);
  }
  return [...groups.values()]
    .filter((group) => group.some(({ key }) => key !== group[0]?.key))
    .map((group) => group.toSorted((a, b) => b.claims - a.claims || (a.id < b.id ? -1 : 1)));
}

function* pairsOf(group: readonly Named[]): Generator<[Named, Named]> {
  const firsts = group.length > ALL_PAIRS ? group.slice(0, 1) : group;
  for (const [at, one] of firsts.entries()) for (const other of group.slice(at + 1)) yield [one, other];
}

/** Pairs of which an analyst said that they are two, as they are read now. */
function distinctPairs(db: ReadDb): Set<string> {
  const rows = all(
    db,
    `SELECT s.root AS one, o.root AS other FROM source_distinctions d JOIN sources s ON s.key = d.source
       JOIN sources o ON o.id = d.other`,
  );
  return new Set(rows.map((row) => pairName(integer(row, "one"), integer(row, "other"))));
}
