import type { Claim, RelationKind } from "../claims/model.ts";
import { queryTokens } from "../text/stem.ts";
import type { Proposal, ProposalWhy } from "./model.ts";
import type { Origins } from "./origins.ts";
import { compareValues, isMorePrecise, sameUnit, saysNo } from "./values.ts";

/** From this likeness on two texts are about the same. */
const SIMILAR = 0.5;
/** Below this, values that differ are values of different things, unless one question gathers both. */
const RELATED = 0.3;

const stemsOf = (text: string): ReadonlySet<string> => new Set(queryTokens(text).map((token) => token.stem));

/** Twice what two sets share, against all that they hold: 0 to 1 (Dice). */
function shared(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  if (one.size === 0 || other.size === 0) return 0;
  let both = 0;
  for (const word of one) if (other.has(word)) both += 1;
  return (2 * both) / (one.size + other.size);
}

const quoteOf = (claim: Claim): string => claim.spans.map(({ quote }) => quote).join(" ");

/** How alike what two claims say is once folded and stemmed: their statements or their quotes, whichever are nearer; 0 to 1. */
export function similarity(one: Claim, other: Claim): number {
  const quotes = shared(stemsOf(quoteOf(one)), stemsOf(quoteOf(other)));
  if (one.statement === null || other.statement === null) return quotes;
  return Math.max(quotes, shared(stemsOf(one.statement), stemsOf(other.statement)));
}

/** How the slots of two claims lie to each other, those of one kind, and counts of one unit. */
function compareSlots(one: Claim, other: Claim) {
  let [same, differing, narrower, wider] = [0, 0, 0, 0];
  for (const slot of one.slots)
    for (const against of other.slots) {
      if (slot.kind !== against.kind || (slot.kind === "count" && !sameUnit(slot.unit, against.unit))) continue;
      const likeness = compareValues(slot, against);
      if (likeness === "same") same += 1;
      else if (likeness === "differs") differing += 1;
      else if (isMorePrecise(slot, against)) narrower += 1;
      else if (isMorePrecise(against, slot)) wider += 1;
    }
  return { same, differing, narrower, wider };
}

export interface ProposalFacts {
  readonly origins: Origins;
  /** When a claim was said: the UTC key of its article's publication; null where that is not known. */
  readonly saidAt: (claimId: string) => string | null;
}

/**
 * The relation that two claims may have; null where nothing speaks for one. Values that differ contradict each other, or,
 * where one origin says another thing later, the later updates the earlier. Values that agree corroborate where the origins
 * differ, and repeat where they are one. Of two that are compatible the more precise narrows the other.
 *
 * @param claim the one asked about, from which the relation is said to run or to which
 */
export function proposeRelation(claim: Claim, other: Claim, { origins, saidAt }: ProposalFacts): Proposal | null {
  const questions = new Set(claim.questions.map(({ id }) => id));
  const sameQuestion = other.questions.some(({ id }) => questions.has(id));
  const alike = similarity(claim, other);
  const slots = compareSlots(claim, other);
  const own = new Set(origins.of(claim.id).map(({ key }) => key));
  const sameOrigin = origins.of(other.id).some(({ key }) => own.has(key));
  const isOpposite = alike >= SIMILAR && saysNo(quoteOf(claim)) !== saysNo(quoteOf(other));
  const differs = slots.differing > 0 || isOpposite;
  const agrees = !differs && (slots.same + slots.narrower + slots.wider > 0 || alike >= SIMILAR);
  if (differs ? !sameQuestion && alike < RELATED : !agrees) return null;
  // One slot that two claims share, a place or a day, makes them no account of the same.
  if (!differs && !sameQuestion && alike < SIMILAR && slots.same < 2) return null;

  const [at, otherAt] = [saidAt(claim.id), saidAt(other.id)];
  const isLater = at !== null && otherAt !== null && at !== otherAt ? at > otherAt : null;
  const [kind, outgoing] = ((): [RelationKind, boolean] => {
    if (differs) return sameOrigin && isLater !== null ? ["updates", isLater] : ["contradicts", true];
    if (slots.narrower > 0 !== slots.wider > 0) return ["narrows", slots.narrower > 0];
    return sameOrigin ? ["repeats", isLater ?? true] : ["corroborates", true];
  })();
  const why: [ProposalWhy, boolean][] = [
    ["same-question", sameQuestion],
    ["same-slots", slots.same > 0],
    ["other-value", slots.differing > 0],
    ["similar", alike >= SIMILAR],
    ["same-origin", sameOrigin],
  ];
  return {
    kind,
    other,
    outgoing,
    why: why.flatMap(([reason, holds]) => (holds ? [reason] : [])),
    similarity: Math.round(alike * 1000) / 1000,
  };
}

const weight = ({ why, similarity: alike }: Proposal): number =>
  (why.includes("same-question") ? 1 : 0) + (why.includes("same-slots") || why.includes("other-value") ? 1 : 0) + alike;

/** The relations that a claim may have with others, the likeliest first. */
export function proposeRelations(claim: Claim, others: readonly Claim[], facts: ProposalFacts): Proposal[] {
  return others
    .flatMap((other) => proposeRelation(claim, other, facts) ?? [])
    .toSorted((a, b) => weight(b) - weight(a));
}
