import type { Annotation } from "../../../app/annotations/model.ts";
import type { Claim } from "../../../app/claims/model.ts";
import type { Tag } from "../../../app/tags/model.ts";
import type { Settings } from "../../../app/workstation/model.ts";

export type HighlightAxis = Settings["highlightAxis"];

/** A stretch of the text that belongs to a claim or an annotation, with the look that the chosen axis gives it. */
export interface Mark {
  readonly start: number;
  readonly end: number;
  readonly kind: "claim" | "annotation";
  readonly id: string;
  /** One of `lookNames`: the name of the highlight that paints it. */
  readonly look: string;
}

const letters = ["A", "B", "C", "D", "E", "F"];
const digits = ["1", "2", "3", "4", "5", "6"];
const tagCount = 12;

const numbers = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

/** Every look there is, weakest first: where marks overlap, the later one lies on top. `styles.ts` has a rule for each. */
export const lookNames: readonly string[] = [
  "note",
  "tag-none",
  ...numbers(tagCount).map((colour) => `tag-${colour}`),
  "cred-none",
  ...digits.map((digit) => `cred-${digit}`),
  "rel-none",
  ...letters.map((letter) => `rel-${letter.toLowerCase()}`),
];

/** Looks of the axis for the legend, in the scale's order; *not graded* stands apart at the end. */
export function looksOf(axis: HighlightAxis): { look: string; value: string | null }[] {
  if (axis === "reliability")
    return [
      ...letters.map((letter) => ({ look: `rel-${letter.toLowerCase()}`, value: letter })),
      { look: "rel-none", value: null },
    ];
  if (axis === "credibility")
    return [...digits.map((digit) => ({ look: `cred-${digit}`, value: digit })), { look: "cred-none", value: null }];
  return [];
}

/** How a claim looks on an axis. A grade of another scale than the built-in one is painted as *not graded*. */
export function lookOfClaim(
  claim: Pick<Claim, "reliability" | "credibility" | "tags">,
  axis: HighlightAxis,
  colours: ReadonlyMap<string, number>,
): string {
  if (axis === "reliability")
    return letters.includes(claim.reliability ?? "") ? `rel-${claim.reliability?.toLowerCase()}` : "rel-none";
  if (axis === "credibility")
    return digits.includes(claim.credibility ?? "") ? `cred-${claim.credibility}` : "cred-none";
  return lookOfTags(claim.tags, colours) ?? "tag-none";
}

function lookOfTags(tags: Claim["tags"], colours: ReadonlyMap<string, number>): string | null {
  const colour = tags[0] ? colours.get(tags[0].id) : undefined;
  return colour === undefined ? null : `tag-${colour % tagCount}`;
}

export const coloursOf = (tags: readonly Tag[]): Map<string, number> =>
  new Map(tags.map((tag) => [tag.id, tag.colour]));

/**
 * The marks of one text version, by position. A claim gives one mark a span; spans on another article or version give
 * none here.
 */
export function marksOf(
  version: string,
  claims: readonly Claim[],
  annotations: readonly Annotation[],
  axis: HighlightAxis,
  colours: ReadonlyMap<string, number>,
): Mark[] {
  const marks: Mark[] = [];
  for (const claim of claims) {
    const look = lookOfClaim(claim, axis, colours);
    for (const span of claim.spans)
      if (span.version === version) marks.push({ start: span.start, end: span.end, kind: "claim", id: claim.id, look });
  }
  for (const note of annotations) {
    if (note.version !== version) continue;
    const look = axis === "tag" ? (lookOfTags(note.tags, colours) ?? "note") : "note";
    marks.push({ start: note.start, end: note.end, kind: "annotation", id: note.id, look });
  }
  return marks.toSorted((a, b) => a.start - b.start || a.end - b.end);
}
