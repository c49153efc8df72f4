import { corroborating, originsOfClaims } from "./origins.ts";
import { first, integer, integers, run, textOrNull, type WriteDb } from "./sql.ts";
import { touchClaim } from "./touched-claims.ts";

/** Bits of `claims.look`; the other reasons for another look depend on the day and on the analyst. */
export const LOOK_CONTRADICTION = 1;
export const LOOK_NEW_ORIGIN = 2;

/**
 * Brings up to date why a graded claim needs another look (`domain.md`, Grading, rule 8): what arrived since its digit
 * was given, or its letter where it has no digit. To be called when its grades, its relations or its origins change.
 */
export function refreshLook(db: WriteDb, claimKey: number): void {
  touchClaim(db, claimKey);
  const row = first(
    db,
    "SELECT ifnull(credibility_clock, reliability_clock) AS clock, look FROM claims WHERE key = ?",
    [claimKey],
  );
  if (!row) return;
  const clock = textOrNull(row, "clock");
  const look = clock === null ? 0 : contradicted(db, claimKey, clock) | newOrigin(db, claimKey, clock);
  if (look !== integer(row, "look")) run(db, "UPDATE claims SET look = ? WHERE key = ?", [look, claimKey]);
}

function contradicted(db: WriteDb, key: number, since: string): number {
  const row = first(
    db,
    `SELECT 1 AS yes FROM relations WHERE kind = 'contradicts' AND clock > ?2 AND from_claim = ?1
     UNION ALL SELECT 1 FROM relations WHERE kind = 'contradicts' AND clock > ?2 AND to_claim = ?1 LIMIT 1`,
    [key, since],
  );
  return row ? LOOK_CONTRADICTION : 0;
}

/** Whether something that corroborates the claim since brings an origin which was not behind it then. */
function newOrigin(db: WriteDb, key: number, since: string): number {
  const others = corroborating(db, key);
  if (!others.some(({ clock }) => clock > since)) return 0;
  const { claims, origins } = originsOfClaims(db, [key, ...others.map((other) => other.key)]);
  const behind = (keys: readonly number[]): string[] =>
    keys.flatMap((each) => origins.of(claims.get(each)?.id ?? "").map((origin) => origin.key));
  const before = new Set(behind([key, ...others.filter(({ clock }) => clock <= since).map((other) => other.key)]));
  const arrived = behind(others.filter(({ clock }) => clock > since).map((other) => other.key));
  return arrived.some((origin) => !before.has(origin)) ? LOOK_NEW_ORIGIN : 0;
}

/**
 * Brings claims up to date whose origin has to do with articles that came into a family or left one: their own, and what
 * these corroborate.
 */
export function refreshLooksOfArticles(db: WriteDb, articles: readonly number[]): void {
  const keys = integers(
    db,
    `WITH own (key) AS (SELECT c.key FROM json_each(?) w CROSS JOIN claims c ON c.article = w.value)
     SELECT r.from_claim FROM own JOIN relations r ON r.from_claim = own.key AND r.kind = 'corroborates'
     UNION SELECT r.to_claim FROM own JOIN relations r ON r.from_claim = own.key AND r.kind = 'corroborates'
     UNION SELECT r.from_claim FROM own JOIN relations r ON r.to_claim = own.key AND r.kind = 'corroborates'
     UNION SELECT r.to_claim FROM own JOIN relations r ON r.to_claim = own.key AND r.kind = 'corroborates'`,
    [JSON.stringify(articles)],
  );
  for (const key of keys) refreshLook(db, key);
}
