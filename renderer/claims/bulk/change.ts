import { Basis, type HopInput, Mode } from "../../../app/claims/model.ts";
import type { Input } from "../../../app/contract/index.ts";
import type { ReasonCode } from "../../../app/sources/model.ts";
import { readDate } from "../../ui/date-range.tsx";

/** What is changed of the claims; what is absent, or "keep", stays as it is in each. */
export interface BulkChange {
  /** null is *not graded*: a choice of its own. */
  reliability?: string | null;
  credibility?: string | null;
  /** Paths, also of new tags. */
  addTags: string[];
  removeTags: string[];
  addQuestions: string[];
  removeQuestions: string[];
  /** As typed; "" takes the date away, null leaves it. */
  eventDate: string | null;
  /** "" takes the memo away, null leaves it. */
  memo: string | null;
  mode: Mode | "none" | "keep";
  basis: Basis | "none" | "keep";
  origin: HopInput | null;
  reason: string;
  reasonCode: ReasonCode | null;
}

export const noChange: BulkChange = {
  addTags: [],
  removeTags: [],
  addQuestions: [],
  removeQuestions: [],
  eventDate: null,
  memo: null,
  mode: "keep",
  basis: "keep",
  origin: null,
  reason: "",
  reasonCode: null,
};

export const isGrading = ({ reliability, credibility }: BulkChange): boolean =>
  reliability !== undefined || credibility !== undefined;

/** Whether a change would change nothing, whatever its reason says. */
export const isNothing = (change: BulkChange): boolean =>
  !isGrading(change) &&
  change.addTags.length + change.removeTags.length + change.addQuestions.length + change.removeQuestions.length === 0 &&
  change.eventDate === null &&
  change.memo === null &&
  change.mode === "keep" &&
  change.basis === "keep" &&
  change.origin === null;

/** Why a change cannot be made as it stands; null where it can. */
export function problemOf(change: BulkChange): "nothing" | "date" | "reason" | null {
  if (isNothing(change)) return "nothing";
  if (change.eventDate !== null && change.eventDate.trim() !== "" && readDate(change.eventDate) === null) return "date";
  // Grading many claims needs a reason (`domain.md`, Grading, rule 3); anything else may have one.
  return isGrading(change) && change.reason.trim() === "" ? "reason" : null;
}

const orNone = <Value extends string>(value: Value | "none"): Value | null => (value === "none" ? null : value);

/** What the change asks of the backend. */
export function inputOf(ids: readonly string[], change: BulkChange): Input<"claims.bulk"> {
  const { reliability, credibility, eventDate, memo, mode, basis, origin } = change;
  const reason = change.reason.trim();
  const list = <Key extends "addTags" | "removeTags" | "addQuestions" | "removeQuestions">(key: Key) =>
    change[key].length === 0 ? {} : { [key]: [...change[key]] };
  return {
    ids: [...ids],
    ...(reliability === undefined ? {} : { reliability }),
    ...(credibility === undefined ? {} : { credibility }),
    ...list("addTags"),
    ...list("removeTags"),
    ...list("addQuestions"),
    ...list("removeQuestions"),
    ...(eventDate === null ? {} : { eventDate: readDate(eventDate) }),
    ...(memo === null ? {} : { memo: memo.trim() === "" ? null : memo }),
    ...(mode === "keep" ? {} : { mode: orNone(mode) }),
    ...(basis === "keep" ? {} : { basis: orNone(basis) }),
    ...(origin === null ? {} : { origin }),
    reason: reason === "" ? null : reason,
    reasonCode: change.reasonCode,
  };
}
