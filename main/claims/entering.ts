import type { HopInput, Slot, SlotInput } from "../../app/claims/model.ts";
import { readSlot } from "../../app/claims/slots.ts";
import { Refusal } from "../../app/contract/errors.ts";
import type { EnsureSource } from "../handed.ts";
import type { Act } from "../store/acts.ts";
import { anchorSpan } from "../store/anchors.ts";
import { findText } from "../store/articles.ts";
import { publishedAtOf } from "../store/claim-parts.ts";
import type { ClaimValue, HopValue } from "../store/claim-value.ts";
import { rootIdOf } from "../store/hops.ts";
import { objects } from "../store/objects.ts";
import type { ReadDb } from "../store/sql.ts";

/** The text version that the offsets of a claim's cues stand in. */
export interface Home {
  readonly articleId: string;
  readonly version: string;
}

/** What is written within one act, and by what sources are found. */
export interface Entering {
  readonly act: Act;
  readonly db: ReadDb;
  readonly ensureSource: EnsureSource;
}

/** The chain as entered; nothing is added, reordered or renamed. */
export function resolveHops(entering: Entering, hops: readonly HopInput[], home: Home): HopValue[] {
  const { db } = entering;
  const outlet = findText(db, home.articleId, home.version)?.outlet ?? null;
  return hops.map((hop): HopValue => {
    const cue = hop.cue ? anchorSpan(db, { ...home, ...hop.cue }) : null;
    return {
      sourceId: sourceOf(entering, hop, outlet),
      mode: hop.mode ?? null,
      basis: hop.basis ?? null,
      cue: cue && {
        start: cue.start,
        end: cue.end,
        quote: cue.quote,
        version: String(cue.version) === home.version ? null : cue.version,
      },
      descriptor: hop.descriptor ?? null,
    };
  });
}

/** The source of a hop: by id, or the one that bears the name, made where none does; null where the hop is unnamed. */
export function sourceOf({ act, db, ensureSource }: Entering, hop: HopInput, outlet: string | null): string | null {
  if (hop.sourceId) return knownSource(db, hop.sourceId);
  if (!hop.source) return null;
  return ensureSource(act, db, hop.source, hop.kind ?? (hop.source === outlet ? "outlet" : "organisation"));
}

function knownSource(db: ReadDb, id: string): string {
  if (!objects.source.read(db, id)) throw new Refusal("not-found", `there is no source ${id}`);
  return id;
}

/**
 * The same chains, where a source that was merged is shown as the one that it is read as: who leaves a hop as it was shown
 * leaves it as it was attributed, so that a split gives it back.
 */
export function keepAttributed(db: ReadDb, chains: HopValue[][], before: readonly HopValue[][]): HopValue[][] {
  const attributed = new Map<string, string>();
  for (const { sourceId } of before.flat())
    if (sourceId !== null && rootIdOf(db, sourceId) !== sourceId) attributed.set(rootIdOf(db, sourceId), sourceId);
  if (attributed.size === 0) return chains;
  return chains.map((hops, chain) =>
    hops.map((hop, position) => {
      const was = before[chain]?.[position]?.sourceId ?? null;
      if (hop.sourceId === null || hop.sourceId === was) return hop;
      if (was !== null && rootIdOf(db, was) === hop.sourceId) return { ...hop, sourceId: was };
      // It moved; where the chain named the other source itself as well, nobody can tell which is meant.
      const isNamed = before.flat().some(({ sourceId }) => sourceId === hop.sourceId);
      return isNamed ? hop : { ...hop, sourceId: attributed.get(hop.sourceId) ?? hop.sourceId };
    }),
  );
}

/** Slots with what their texts say; relative dates count from the article's publication. */
export function readSlots(db: ReadDb, slots: readonly SlotInput[], home: Home): Slot[] {
  const published = slots.length > 0 ? publishedAtOf(db, home.articleId) : null;
  return slots.map((slot) => {
    if (slot.sourceId) knownSource(db, slot.sourceId);
    return readSlot(slot, published ?? undefined);
  });
}

/** Questions by id, as the ledger keeps them; each must be there. */
export function knownQuestions(db: ReadDb, ids: readonly string[]): ClaimValue["questions"] {
  for (const id of ids)
    if (!objects.question.read(db, id)) throw new Refusal("not-found", `there is no question ${id}`);
  return [...new Set(ids)].toSorted();
}
