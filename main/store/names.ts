import { must } from "../../app/kernel/assert.ts";
import type { NameHit } from "../../app/search/model.ts";
import { foldText } from "../../app/text/fold.ts";
import { foldName } from "../../app/text/names.ts";
import { all, first, integer, integers, type ReadDb, type Row, text, textOrNull } from "./sql.ts";
import { codebookOf } from "./tags.ts";

/** How well a name fits what was typed, best first: it is that, begins with it, has a word that does, contains it. */
const fits = [
  (needle: string) => `\n${needle}\n`,
  (needle: string) => `\n${needle}`,
  (needle: string) => ` ${needle}`,
  (needle: string) => needle,
];

/** Finds among many names that lie in memory as one text, which a scan goes through in a few milliseconds. */
interface Haystack {
  /** The places of the names that fit, best first, and as they stand in the list among equals. */
  find(needle: string, limit: number): number[];
}

/** @param names folded, one a line */
function makeHaystack(names: string): Haystack {
  if (names === "") return { find: () => [] };
  const hay = `\n${names}\n`;
  // The place of the line feed before each name.
  const starts: number[] = [];
  for (let at = 0; at < hay.length - 1; at = hay.indexOf("\n", at + 1)) starts.push(at);
  /** The name that a place in the text belongs to. */
  function nameAt(place: number): number {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= place) low = middle;
      else high = middle - 1;
    }
    return low;
  }
  return {
    find(needle, limit) {
      const found = new Set<number>();
      // One scan tells that nothing fits; else each way of fitting is looked for until there are enough.
      if (!hay.includes(needle)) return [];
      for (const pattern of fits) {
        const wanted = pattern(needle);
        let place = hay.indexOf(wanted);
        while (place !== -1 && found.size < limit) {
          const name = nameAt(place);
          found.add(name);
          place = hay.indexOf(wanted, starts[name + 1] ?? hay.length);
        }
        if (found.size >= limit) break;
      }
      return [...found];
    },
  };
}

/** Names in memory with what they lead to. */
interface Names {
  readonly haystack: Haystack;
  hit(place: number): NameHit;
}

/** Sort keys have their numbers padded; typed are they as people write them. */
const plainNumbers = (folded: string): string => folded.replaceAll(/(?<!\d)0+(?=\d)/gu, "");

function articleNames(db: ReadDb): Names {
  // Newest first, so that of equals the one that came in last is met first.
  const shown = "FROM articles WHERE withdrawn = 0 ORDER BY key DESC";
  const keys = Int32Array.from(integers(db, `SELECT key ${shown}`));
  // Joined where they lie: a hundred thousand rows handed over one by one take four times as long.
  const titles = first(db, `SELECT group_concat(title_key, char(10)) AS titles FROM (SELECT title_key ${shown})`);
  return {
    haystack: makeHaystack(plainNumbers((titles && textOrNull(titles, "titles")) ?? "")),
    hit(place) {
      const sql = "SELECT id, title, outlet, published_at FROM articles WHERE key = ?";
      const row = must(first(db, sql, [keys[place] ?? 0]), "the article of a title");
      const facts = [textOrNull(row, "outlet"), textOrNull(row, "published_at")?.slice(0, 10)];
      return { kind: "article", id: text(row, "id"), label: text(row, "title"), detail: joined(facts) };
    },
  };
}

const joined = (facts: readonly (string | null | undefined)[]): string | null =>
  facts.filter((fact) => fact !== null && fact !== undefined && fact !== "").join(" · ") || null;

function listed(rows: readonly { hit: NameHit; name: string }[]): Names {
  return {
    haystack: makeHaystack(rows.map(({ name }) => plainNumbers(foldText(name).trim())).join("\n")),
    hit: (place) => must(rows[place]?.hit ?? null, "a place in the list of names"),
  };
}

/** By its own name, and by its whole path. */
const tagNames = (db: ReadDb): Names =>
  listed(
    codebookOf(db).flatMap(({ id, name, path, parentId }) => {
      const above = parentId === null ? null : path.slice(0, -name.length - 1);
      const hit: NameHit = { kind: "tag", id, label: name, detail: above };
      return above === null
        ? [{ hit, name }]
        : [
            { hit, name },
            { hit, name: path },
          ];
    }),
  );

const questionNames = (db: ReadDb): Names =>
  listed(
    all(db, "SELECT id, text FROM questions ORDER BY key DESC").map((row) => ({
      hit: { kind: "question", id: text(row, "id"), label: text(row, "text"), detail: null },
      name: text(row, "text"),
    })),
  );

/** Rows of names that are ranked one by one; where more fit, the ways of fitting are asked for in turn. */
const FEW = 500;

/** Names of sources that a condition on the index of folded names leaves; rows are fetched of those alone. */
const sourceRows = (condition: string): string => `WITH fit AS MATERIALIZED (
    SELECT source, position FROM source_names INDEXED BY source_names_by_folded WHERE ${condition} LIMIT ?)
  SELECT n.folded, n.text, r.key, r.id, r.name, r.claims, a.name AS affiliation
  FROM fit CROSS JOIN source_names n ON n.source = fit.source AND n.position = fit.position
  JOIN sources s ON s.key = n.source JOIN sources r ON r.key = ifnull(s.root, s.key)
  LEFT JOIN sources a ON a.key = r.affiliation`;
const CONTAINING = sourceRows("instr(folded, ?) > 0");
const BETWEEN = sourceRows("folded >= ? AND folded < ?");

const rankOf = (folded: string, needle: string): number =>
  fits.findIndex((pattern) => `\n${folded}\n`.includes(pattern(needle)));

/** Sources by any of their names; what was merged into another is found as that. Their index holds the folded names. */
function findSources(db: ReadDb, typed: string, limit: number): NameHit[] {
  const needle = foldName(typed);
  if (needle === "") return [];
  let rows = all(db, CONTAINING, [needle, FEW]);
  if (rows.length === FEW) {
    // A source has several names: some more than are wanted are fetched.
    const some = limit * 4;
    rows = all(db, BETWEEN, [needle, `${needle}\u{10ffff}`, some]);
    if (rows.length < some)
      rows = [...rows, ...all(db, CONTAINING, [` ${needle}`, some]), ...all(db, CONTAINING, [needle, some])];
  }
  const best = new Map<string, { rank: number; row: Row }>();
  for (const row of rows) {
    const rank = rankOf(text(row, "folded"), needle);
    const known = best.get(text(row, "id"));
    if (!known || rank < known.rank) best.set(text(row, "id"), { rank, row });
  }
  return [...best.values()]
    .toSorted((a, b) => a.rank - b.rank || integer(b.row, "claims") - integer(a.row, "claims"))
    .slice(0, limit)
    .map(({ row }) => {
      const [label, alias] = [text(row, "name"), text(row, "text")];
      return {
        kind: "source",
        id: text(row, "id"),
        label,
        // Found by another name than the one that is shown.
        detail: joined([alias === label ? null : alias, textOrNull(row, "affiliation")]),
      };
    });
}

/** Everything that has a name, by what is typed of it. */
export interface NameIndex {
  find(typed: string, limit: number): NameHit[];
  /** Something of these kinds changed. */
  forget(kinds: Iterable<string>): void;
}

/** Names of articles, tags and questions are read once and kept while nothing changes. */
export function makeNameIndex(db: ReadDb): NameIndex {
  const readers = { article: articleNames, tag: tagNames, question: questionNames };
  const kept = new Map<string, Names>();
  function search(kind: keyof typeof readers, needle: string, limit: number): NameHit[] {
    const names = kept.get(kind) ?? readers[kind](db);
    kept.set(kind, names);
    // A tag may stand there twice.
    const hits = names.haystack.find(needle, limit * 2).map((place) => names.hit(place));
    return [...new Map(hits.map((hit) => [hit.id, hit])).values()].slice(0, limit);
  }
  return {
    find(typed, limit) {
      const needle = plainNumbers(foldText(typed).trim());
      if (needle === "") return [];
      return [
        ...search("article", needle, limit),
        ...findSources(db, typed, limit),
        ...search("tag", needle, limit),
        ...search("question", needle, limit),
      ];
    },
    forget(kinds) {
      for (const kind of kinds) kept.delete(kind);
    },
  };
}
