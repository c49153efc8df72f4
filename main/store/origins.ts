import { type Origin } from "../../app/questions/model.ts";
import {
  countOrigins,
  type OriginClaim,
  type Origins,
  type Repeat,
  resolveOrigins,
} from "../../app/questions/origins.ts";
import type { SourceRef } from "../../app/sources/model.ts";
import { foldName } from "../../app/text/names.ts";
import { all, first, integer, integers, marks, type ReadDb, type Row, text, textOrNull } from "./sql.ts";

/** Claims with what they repeat and what repeats them, at any remove. */
function withRepeats(db: ReadDb, keys: readonly number[]): number[] {
  return integers(
    db,
    `WITH RECURSIVE joined (key) AS (
       SELECT value FROM json_each(?)
       UNION SELECT r.to_claim FROM joined j JOIN relations r ON r.from_claim = j.key AND r.kind = 'repeats'
       UNION SELECT r.from_claim FROM joined j JOIN relations r ON r.to_claim = j.key AND r.kind = 'repeats')
     SELECT key FROM joined`,
    [JSON.stringify(keys)],
  );
}

const repeatsBetween = (db: ReadDb, keys: readonly number[]): Repeat[] =>
  all(
    db,
    `WITH w AS (SELECT value AS key FROM json_each(?))
     SELECT f.id AS from_id, t.id AS to_id FROM w JOIN relations r ON r.from_claim = w.key AND r.kind = 'repeats'
       JOIN claims f ON f.key = r.from_claim JOIN claims t ON t.key = r.to_claim ORDER BY r.clock, r.key`,
    [JSON.stringify(keys)],
  ).map((row) => ({ fromId: text(row, "from_id"), toId: text(row, "to_id") }));

const ENDS = `SELECT h.claim, s.id AS source_id, s.name AS source, h.descriptor, h.mode
  FROM json_each(?) w CROSS JOIN hops h ON h.claim = w.value
  LEFT JOIN sources n ON n.key = h.source LEFT JOIN sources s ON s.key = ifnull(n.root, n.key)
  WHERE h.position = (SELECT max(x.position) FROM hops x WHERE x.claim = h.claim AND x.chain = h.chain)
  ORDER BY h.claim, h.chain`;

const HOMES = `SELECT c.key, c.id, a.outlet, f.id AS family, o.outlet AS family_outlet, o.title AS family_title
  FROM json_each(?) w CROSS JOIN claims c ON c.key = w.value JOIN articles a ON a.key = c.article
  LEFT JOIN family_members m ON m.article = a.key LEFT JOIN families f ON f.key = m.family
  LEFT JOIN articles o ON o.key = f.origin`;

const ARTICLES = `SELECT DISTINCT s.claim, a.id FROM json_each(?) w CROSS JOIN claim_spans s ON s.claim = w.value
  JOIN articles a ON a.key = s.article`;

/** The sources, as they are read, that bear the name of an outlet, in any spelling; by the outlet. */
function outletSources(db: ReadDb, outlets: readonly string[]): ReadonlyMap<string, string[]> {
  const folded = new Map(outlets.map((outlet) => [outlet, foldName(outlet)]));
  const names = [...new Set(folded.values())];
  const found = new Map<string, string[]>(names.map((name) => [name, []]));
  for (let at = 0; at < names.length; at += 500) {
    const some = names.slice(at, at + 500);
    const rows = all(
      db,
      `SELECT DISTINCT n.folded, s.id FROM source_names n JOIN sources m ON m.key = n.source
         JOIN sources s ON s.key = ifnull(m.root, m.key) WHERE n.folded IN (${marks(some.length)}) ORDER BY s.key`,
      some,
    );
    for (const row of rows) found.get(text(row, "folded"))?.push(text(row, "id"));
  }
  return new Map(outlets.map((outlet) => [outlet, found.get(folded.get(outlet) ?? "") ?? []]));
}

function groups<Part>(rows: readonly Row[], read: (row: Row) => Part): ReadonlyMap<number, Part[]> {
  const parts = new Map<number, Part[]>();
  for (const row of rows) {
    const key = integer(row, "claim");
    const known = parts.get(key);
    if (known) known.push(read(row));
    else parts.set(key, [read(row)]);
  }
  return parts;
}

/** What tells which origins claims go back to, by their keys and in their order. */
function originClaims(db: ReadDb, keys: readonly number[]): ReadonlyMap<number, OriginClaim> {
  const wanted = [JSON.stringify(keys)];
  const ends = groups(all(db, ENDS, wanted), (row) => ({
    sourceId: textOrNull(row, "source_id"),
    source: textOrNull(row, "source"),
    descriptor: textOrNull(row, "descriptor"),
    isOwnReporting: textOrNull(row, "mode") === "own-reporting",
  }));
  const articles = groups(all(db, ARTICLES, wanted), (row) => text(row, "id"));
  const homes = all(db, HOMES, wanted);
  const outlets = homes.flatMap((row) => [textOrNull(row, "outlet"), textOrNull(row, "family_outlet")]);
  const sources = outletSources(db, [...new Set(outlets.filter((outlet) => outlet !== null))]);
  return new Map(
    homes.map((row): [number, OriginClaim] => {
      const key = integer(row, "key");
      const [outlet, family, familyOutlet] = [
        textOrNull(row, "outlet"),
        textOrNull(row, "family"),
        textOrNull(row, "family_outlet"),
      ];
      return [
        key,
        {
          id: text(row, "id"),
          ends: ends.get(key) ?? [],
          articles: articles.get(key) ?? [],
          outletIds: outlet === null ? null : (sources.get(outlet) ?? []),
          family:
            family === null
              ? null
              : {
                  id: family,
                  label: familyOutlet ?? text(row, "family_title"),
                  outletId: (familyOutlet === null ? undefined : sources.get(familyOutlet)?.[0]) ?? null,
                },
        },
      ];
    }),
  );
}

/** The origins of claims, with the claims as they tell it: those asked about, then those joined to them by repeats. */
export function originsOfClaims(
  db: ReadDb,
  keys: readonly number[],
): { claims: ReadonlyMap<number, OriginClaim>; origins: Origins } {
  const joined = withRepeats(db, keys);
  const claims = originClaims(db, joined);
  return { claims, origins: resolveOrigins([...claims.values()], repeatsBetween(db, joined)) };
}

/** The keys of the claims that corroborate one, with the clock of the relation. */
export function corroborating(db: ReadDb, key: number): { key: number; clock: string }[] {
  return all(
    db,
    `SELECT to_claim AS key, clock FROM relations WHERE from_claim = ?1 AND kind = 'corroborates'
     UNION ALL SELECT from_claim, clock FROM relations WHERE to_claim = ?1 AND kind = 'corroborates'`,
    [key],
  ).map((row) => ({ key: integer(row, "key"), clock: text(row, "clock") }));
}

/**
 * What credibility 1 of a claim rests on: the distinct origins behind it and what corroborates it, the articles that
 * these and their repetitions stand in, and, where all go back to one origin, that one's name. Null where there is no
 * such claim.
 */
export function originsBehind(
  db: ReadDb,
  claimId: string,
): { origins: Origin[]; repeated: string | null; articles: number } | null {
  const row = first(db, "SELECT key FROM claims WHERE id = ?", [claimId]);
  if (!row) return null;
  const key = integer(row, "key");
  const { claims, origins } = originsOfClaims(db, [key, ...corroborating(db, key).map((other) => other.key)]);
  return countOrigins([...claims.values()], origins);
}

/** What is known of sources that are origins: their current general letter, and the affiliations above, nearest first. */
export function originFacts(
  db: ReadDb,
  sourceIds: readonly string[],
): (sourceId: string) => { reliability: string | null; above: SourceRef[] } {
  const wanted = [JSON.stringify(sourceIds)];
  const letters = new Map(
    all(db, "SELECT s.id, s.reliability FROM json_each(?) w CROSS JOIN sources s ON s.id = w.value", wanted).map(
      (row) => [text(row, "id"), textOrNull(row, "reliability")],
    ),
  );
  const above = new Map<string, SourceRef[]>();
  const rows = all(
    db,
    `WITH RECURSIVE up (start, key, distance) AS (
       SELECT s.id, ifnull(a.root, a.key), 1 FROM json_each(?) w CROSS JOIN sources s ON s.id = w.value
         JOIN sources a ON a.key = s.affiliation
       UNION SELECT u.start, ifnull(a.root, a.key), u.distance + 1 FROM up u JOIN sources s ON s.key = u.key
         JOIN sources a ON a.key = s.affiliation WHERE u.distance < 100)
     SELECT u.start, s.id, s.name, min(u.distance) AS distance FROM up u JOIN sources s ON s.key = u.key
     GROUP BY u.start, s.key ORDER BY u.start, distance`,
    wanted,
  );
  for (const row of rows) {
    const [start, ref] = [text(row, "start"), { id: text(row, "id"), name: text(row, "name") }];
    const known = above.get(start);
    if (known) known.push(ref);
    else above.set(start, [ref]);
  }
  return (id) => ({ reliability: letters.get(id) ?? null, above: above.get(id) ?? [] });
}
