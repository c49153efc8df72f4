import { canonicalJson, type Json } from "../kernel/json.ts";
import type { Change, Entry, ObjectKind } from "./model.ts";

export const FIRST_HASH = "0".repeat(64);

/** What an entry is hashed over: its head as a JSON array, a line feed, and its changes as they are stored. */
export function entryText(head: Omit<Entry, "changes" | "hash">, changes: string): string {
  const { seq, id, clock, analyst, initials, device, act, verb, about, previousHash, note } = head;
  const parts = [seq, id, clock, analyst, initials, device, act, verb, about, previousHash];
  // Entries without a note are hashed as they were before there were notes.
  return `${JSON.stringify(note === null ? parts : [...parts, note])}\n${changes}`;
}

/** Two changes of one object in one act are one change: from before the first to after the last. */
export function mergeChanges(changes: readonly Change[]): Change[] {
  const merged = new Map<string, Change>();
  for (const change of changes) {
    const name = `${change.kind} ${change.id}`;
    const earlier = merged.get(name);
    merged.set(name, earlier ? { ...change, before: earlier.before } : change);
  }
  return [...merged.values()].filter(({ before, after }) => canonicalJson(before) !== canonicalJson(after));
}

/** What history shows of an act without reading its entries. */
export interface ActSummary {
  counts: Partial<Record<ObjectKind, number>>;
  objects: { kind: ObjectKind; id: string; label: string }[];
  fields: { field: string; before: string | null; after: string | null }[];
}

const SHOWN_OBJECTS = 3;
const SHOWN_FIELDS = 6;
const SHORT = 120;

const isRecord = (value: unknown): value is Record<string, Json> =>
  value !== null && typeof value === "object" && !Array.isArray(value);

const short = (value: Json | undefined): string | null => {
  if (value === null || value === undefined) return null;
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > SHORT ? `${text.slice(0, SHORT).toWellFormed()}…` : text;
};

/** The kinds that an act is about come before those that it touched on the way. */
const order: readonly ObjectKind[] = [
  "question",
  "relation",
  "claim",
  "annotation",
  "family",
  "article",
  "assessment",
  "source",
  "tag",
];

/** Which fields of one object changed, as short texts; an assessment says its axis and value. */
function changedFields({ kind, before, after }: Change): ActSummary["fields"] {
  if (kind === "assessment" && isRecord(after))
    return [{ field: short(after["axis"]) ?? "", before: null, after: short(after["value"]) }];
  if (!isRecord(before) || !isRecord(after)) return [];
  return Object.keys({ ...before, ...after })
    .filter((field) => canonicalJson(before[field] ?? null) !== canonicalJson(after[field] ?? null))
    .filter((field) => [before[field], after[field]].every((value) => !Array.isArray(value) && !isRecord(value)))
    .map((field) => ({ field, before: short(before[field]), after: short(after[field]) }));
}

/** The claim that an assessment grades; null where it grades a source in general, or is no assessment. */
const gradedClaim = (value: Json): string | null =>
  isRecord(value) && typeof value["axis"] === "string" && typeof value["claimId"] === "string"
    ? value["claimId"]
    : null;

/** What an act takes away is what it is about: a tag that was merged or removed, before all that carried it. */
const standing = ({ after }: Change): number => Number(after !== null);

/** Summary of an entry's changes; `label` names an object by its value. */
export function summarise(
  changes: readonly Change[],
  label: (kind: ObjectKind, value: Json) => string,
  soFar: ActSummary = { counts: {}, objects: [], fields: [] },
): ActSummary {
  const counts = { ...soFar.counts };
  // Grading a claim writes assessments only, but it is the claim that was graded: it counts, once for both axes.
  const claims = new Set(
    changes.flatMap(({ kind, id, before, after }) => (kind === "claim" ? id : gradedClaim(after ?? before))),
  );
  claims.delete(null);
  for (const { kind } of changes) if (kind !== "claim") counts[kind] = (counts[kind] ?? 0) + 1;
  if (claims.size > 0) counts.claim = (counts.claim ?? 0) + claims.size;
  const named = changes
    .toSorted((a, b) => standing(a) - standing(b) || order.indexOf(a.kind) - order.indexOf(b.kind))
    .slice(0, SHOWN_OBJECTS)
    .map((change) => ({
      kind: change.kind,
      id: change.id,
      label: label(change.kind, change.after ?? change.before),
    }));
  // Many objects that were changed alike are told once.
  const isToldByFields = changes.length <= SHOWN_FIELDS || changes.every(({ kind }) => kind === "assessment");
  const distinct = new Map(
    [...soFar.fields, ...(isToldByFields ? changes.flatMap(changedFields) : [])].map((field) => [
      canonicalJson(field),
      field,
    ]),
  );
  return {
    counts,
    objects: [...soFar.objects, ...named].slice(0, SHOWN_OBJECTS),
    fields: [...distinct.values()].slice(0, SHOWN_FIELDS),
  };
}
