import { Basis, type Hop, Mode } from "../../app/claims/model.ts";
import type { ClaimValue, HopValue } from "./claim-value.ts";
import { addUses, takeUses } from "./source-uses.ts";
import {
  all,
  first,
  integer,
  integerOrNull,
  oneOf,
  type ReadDb,
  type Row,
  run,
  text,
  textOrNull,
  type WriteDb,
} from "./sql.ts";

/** The chains of a claim: the first, whose last hop is its origin, and those to other origins. */
export interface Chains<AnyHop> {
  readonly hops: AnyHop[];
  readonly furtherChains: AnyHop[][];
}

/** Hops keep the source that they were attributed to; `root` is the one that it is read as since it was merged. */
const HOPS = `SELECT h.claim, h.chain, raw.id AS raw_id, s.name AS source, s.id AS source_id, h.mode, h.basis,
    h.cue_start, h.cue_end, h.cue_quote, h.cue_version, h.descriptor
  FROM json_each(?) w CROSS JOIN hops h ON h.claim = w.value
    LEFT JOIN sources raw ON raw.key = h.source LEFT JOIN sources s ON s.key = ifnull(raw.root, raw.key)
  ORDER BY h.claim, h.chain, h.position`;

const toPlainHop = (row: Row): Omit<HopValue, "sourceId"> => {
  const start = integerOrNull(row, "cue_start");
  return {
    mode: row["mode"] === null ? null : oneOf(row, "mode", Mode.options),
    basis: row["basis"] === null ? null : oneOf(row, "basis", Basis.options),
    cue:
      start === null
        ? null
        : {
            start,
            end: integer(row, "cue_end"),
            quote: text(row, "cue_quote"),
            version: integerOrNull(row, "cue_version"),
          },
    descriptor: textOrNull(row, "descriptor"),
  };
};

/** As it is shown, a cue says its version only where that is not the one of its claim's first span. */
function shownCue(cue: HopValue["cue"]): Hop["cue"] {
  if (cue === null) return null;
  const { version, ...words } = cue;
  return version === null ? words : { ...words, version: String(version) };
}

function toHop(row: Row): Hop {
  const { cue, ...hop } = toPlainHop(row);
  return {
    source: textOrNull(row, "source"),
    sourceId: textOrNull(row, "source_id"),
    ...hop,
    cue: shownCue(cue),
  };
}

const toHopValue = (row: Row): HopValue => ({ sourceId: textOrNull(row, "raw_id"), ...toPlainHop(row) });

function chainsByClaim<AnyHop>(
  db: ReadDb,
  keys: readonly number[],
  read: (row: Row) => AnyHop,
): ReadonlyMap<number, Chains<AnyHop>> {
  const found = new Map<number, AnyHop[][]>();
  for (const row of all(db, HOPS, [JSON.stringify(keys)])) {
    const claim = integer(row, "claim");
    let chains = found.get(claim);
    if (!chains) found.set(claim, (chains = []));
    (chains[integer(row, "chain")] ??= []).push(read(row));
  }
  return new Map(keys.map((key) => [key, split(found.get(key) ?? [])]));
}

const split = <AnyHop>([hops = [], ...furtherChains]: AnyHop[][]): Chains<AnyHop> => ({ hops, furtherChains });

/** The chains of claims as they are shown: every source as the one that it is read as. */
export const chainsOfAll = (db: ReadDb, keys: readonly number[]): ReadonlyMap<number, Chains<Hop>> =>
  chainsByClaim(db, keys, toHop);

/** The chains of a claim as the ledger keeps them: every source as it was attributed. */
export const chainValues = (db: ReadDb, key: number): Chains<HopValue> =>
  chainsByClaim(db, [key], toHopValue).get(key) ?? { hops: [], furtherChains: [] };

/** The source that a source is read as since it was merged: itself where it was not. */
export function rootIdOf(db: ReadDb, id: string): string {
  const row = first(db, "SELECT r.id FROM sources s JOIN sources r ON r.key = ifnull(s.root, s.key) WHERE s.id = ?", [
    id,
  ]);
  return row ? text(row, "id") : id;
}

/** The source of a claim's last hop as it was attributed; null where that is unnamed. */
export function lastSourceIdOf(db: ReadDb, claimId: string): string | null {
  const row = first(
    db,
    `SELECT s.id FROM claims c JOIN hops h ON h.claim = c.key AND h.chain = 0 LEFT JOIN sources s ON s.key = h.source
     WHERE c.id = ? ORDER BY h.position DESC LIMIT 1`,
    [claimId],
  );
  return row && textOrNull(row, "id");
}

/** Gives a claim exactly these chains, and the origin that follows from them. */
export function writeChains(db: WriteDb, key: number, value: Pick<ClaimValue, "hops" | "furtherChains">): void {
  takeUses(db, key);
  run(db, "DELETE FROM hops WHERE claim = ?", [key]);
  for (const [chain, hops] of [value.hops, ...value.furtherChains].entries())
    for (const [position, hop] of hops.entries())
      run(
        db,
        `INSERT INTO hops (claim, chain, position, source, mode, basis, cue_start, cue_end, cue_quote, cue_version, descriptor)
         VALUES (?, ?, ?, (SELECT key FROM sources WHERE id = ?), ?, ?, ?, ?, ?, ?, ?)`,
        [
          key,
          chain,
          position,
          hop.sourceId,
          hop.mode,
          hop.basis,
          hop.cue?.start ?? null,
          hop.cue?.end ?? null,
          hop.cue?.quote ?? null,
          hop.cue?.version ?? null,
          hop.descriptor,
        ],
      );
  run(
    db,
    `UPDATE claims SET origin = (SELECT ifnull(s.root, s.key) FROM hops h LEFT JOIN sources s ON s.key = h.source
       WHERE h.claim = claims.key AND h.chain = 0 ORDER BY h.position DESC LIMIT 1) WHERE key = ?`,
    [key],
  );
  addUses(db, key);
}
