import { Refusal } from "../../app/contract/errors.ts";
import { must } from "../../app/kernel/assert.ts";
import type { MergePreview } from "../../app/sources/model.ts";
import type { Act } from "../store/acts.ts";
import { objects } from "../store/objects.ts";
import { areDistinct, countBelow, countNamingBoth, isAffiliatedTo, rootKey } from "../store/source-merges.ts";
import { sourceIds, sourceRow } from "../store/source-rows.ts";
import { SourceValue } from "../store/sources.ts";
import type { ReadDb, WriteDb } from "../store/sql.ts";

/*
 * A source that is found to be another one: one value of it says so, and everything reads it as the other. What claims
 * were attributed to stays as it was written, so that it can be split off again whatever happened in between.
 */

const keyOf = (db: ReadDb, id: string): number => {
  const key = rootKey(db, id);
  if (key === null) throw new Refusal("not-found", `there is no source ${id}`);
  return key;
};

/** The id of the source that a source is read as. Refuses with `not-found`. */
export const rootOf = (db: ReadDb, id: string): string => must(sourceIds(db, [keyOf(db, id)])[0], `root of ${id}`);

const valueOf = (db: ReadDb, id: string): SourceValue => SourceValue.parse(objects.source.read(db, id));
const nameOf = (value: SourceValue): string => value.names[0]?.text ?? "";

/** What stands in the way of merging a source into another: itself, a circle of merges or of affiliations. */
function checkMerge(db: ReadDb, id: string, into: string): { value: SourceValue; root: string } {
  if (rootOf(db, id) !== id)
    throw new Refusal("in-use", `"${nameOf(valueOf(db, id))}" is merged into another source already; split it first`);
  const root = rootOf(db, into);
  if (root === id)
    throw new Refusal("in-use", "a source cannot be merged into itself, nor into what was merged into it");
  const value = valueOf(db, id);
  if (isAffiliatedTo(db, root, id))
    throw new Refusal(
      "in-use",
      `"${nameOf(valueOf(db, root))}" is affiliated to "${nameOf(value)}": merged, it would be affiliated to itself`,
    );
  return { value, root };
}

export function previewMerge(db: ReadDb, id: string, into: string): MergePreview {
  const { root } = checkMerge(db, id, into);
  const [fromRow, intoRow] = [id, root].map((each) => must(sourceRow(db, each), `source ${each}`));
  const [from, target] = [must(fromRow, "from"), must(intoRow, "into")];
  // From the one that fewer claims name: the other may be named by a hundred thousand.
  const ends = [keyOf(db, id), keyOf(db, root)] as const;
  const both = from.claims <= target.claims ? countNamingBoth(db, ...ends) : countNamingBoth(db, ends[1], ends[0]);
  return {
    from,
    into: target,
    names: [...new Set([target.name, ...target.aliases, from.name, ...from.aliases])],
    claims: from.claims + target.claims - both,
    origins: from.origins + target.origins,
    both,
    below: countBelow(db, keyOf(db, id)),
  };
}

/** @returns the id of the source that the merged one is read as from now on */
export function merge(act: Act, db: WriteDb, id: string, into: string): string {
  const { value, root } = checkMerge(db, id, into);
  act.put("source", id, { ...value, mergedIntoId: root });
  return root;
}

/** Of a source that is merged into none there is nothing to take apart. */
export function split(act: Act, db: WriteDb, id: string): void {
  keyOf(db, id);
  const value = valueOf(db, id);
  if (value.mergedIntoId === null)
    throw new Refusal("in-use", `"${nameOf(value)}" is merged into no other source: there is nothing to split off`);
  act.put("source", id, { ...value, mergedIntoId: null });
  if (value.affiliationId !== null && isAffiliatedTo(db, value.affiliationId, id))
    throw new Refusal(
      "in-use",
      `"${nameOf(value)}" would be affiliated to itself: change the affiliations of what is above it first`,
    );
}

/** Kept with one of the two, so that saying it twice, or the other way round, changes nothing. */
export function distinguish(act: Act, db: WriteDb, ids: readonly [string, string]): void {
  const [one = "", other = ""] = ids.map((id) => rootOf(db, id)).toSorted();
  if (one === other || areDistinct(db, keyOf(db, one), keyOf(db, other))) return;
  const value = valueOf(db, one);
  act.put("source", one, { ...value, distinctFrom: [...value.distinctFrom, other].toSorted() });
}
