import type { Claim, RelationKind } from "../claims/model.ts";
import { queryTokens } from "../text/stem.ts";
import type { Proposal, ProposalWhy } from "./model.ts";
import type { Origins } from "./origins.ts";
import { likeness, narrows, saysNo, type Value, valueOf } from "./values.ts";

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

/** A claim made ready to be held against many others. */
interface Ready {
  readonly claim: Claim;
  readonly quote: ReadonlySet<string>;
  readonly statement: ReadonlySet<string> | null;
  readonly saysNo: boolean;
  readonly values: readonly Value[];
}

function ready(claim: Claim): Ready {
  const quote = claim.spans.map((span) => span.quote).join(" ");
  return {
    claim,
    quote: stemsOf(quote),
    statement: claim.statement === null ? null : stemsOf(claim.statement),
    saysNo: saysNo(quote),
    values: claim.slots.map(valueOf),
  };
}

/** How alike what two claims say is once folded and stemmed: their statements or their quotes, whichever are nearer; 0 to 1. */
function similarity(one: Ready, other: Ready): number {
  const quotes = shared(one.quote, other.quote);
  return one.statement && other.statement ? Math.max(quotes, shared(one.statement, other.statement)) : quotes;
}

/** How the slots of two claims lie to each other, those of one kind, and counts of one unit. */
function compareSlots(one: Ready, other: Ready) {
  let [same, differing, narrower, wider] = [0, 0, 0, 0];
  for (const value of one.values)
    for (const against of other.values) {
      const { kind } = value.slot;
      if (kind !== against.slot.kind) continue;
      if (kind === "count" && value.unit && against.unit && value.unit.key !== against.unit.key) continue;
      const lie = likeness(value, against);
      if (lie === "same") same += 1;
      else if (lie === "differs") differing += 1;
      else if (narrows(value, against)) narrower += 1;
      else if (narrows(against, value)) wider += 1;
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
 * @param one the claim asked about, from which the relation is said to run or to which
 */
function proposeRelation(one: Ready, against: Ready, { origins, saidAt }: ProposalFacts): Proposal | null {
  const [claim, other] = [one.claim, against.claim];
  const questions = new Set(claim.questions.map(({ id }) => id));
  const sameQuestion = other.questions.some(({ id }) => questions.has(id));
  const alike = similarity(one, against);
  const slots = compareSlots(one, against);
  const own = new Set(origins.of(claim.id).map(({ key }) => key));
  const sameOrigin = origins.of(other.id).some(({ key }) => own.has(key));
  const isOpposite = alike >= SIMILAR && one.saysNo !== against.saysNo;
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
  const one = ready(claim);
  return others
    .flatMap((other) => proposeRelation(one, ready(other), facts) ?? [])
    .toSorted((a, b) => weight(b) - weight(a));
}
