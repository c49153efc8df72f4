import type { Annotation } from "../../../app/annotations/model.ts";
import type { Range } from "../../../app/articles/model.ts";
import type { Claim } from "../../../app/claims/model.ts";

/** Something that stands beside the text: a claim, or a highlight with a memo or tags. */
export type Item =
  | { kind: "claim"; id: string; range: Range; claim: Claim }
  | { kind: "annotation"; id: string; range: Range; annotation: Annotation };

/** The spans of a claim that stand on a version. */
export const spansOn = (claim: Claim, version: string): Range[] =>
  claim.spans.filter((span) => span.version === version).map(({ start, end }) => ({ start, end }));

/** What stands on a version, by position. Claims on other versions of the text are not among them. */
export function itemsOf(version: string, claims: readonly Claim[], annotations: readonly Annotation[]): Item[] {
  const items: Item[] = [];
  for (const claim of claims) {
    const range = spansOn(claim, version)[0];
    if (range) items.push({ kind: "claim", id: claim.id, range, claim });
  }
  for (const annotation of annotations)
    if (annotation.version === version)
      items.push({ kind: "annotation", id: annotation.id, range: annotation, annotation });
  return items.toSorted((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
}

/** How many claims of the article have no span on this version. */
export const countElsewhere = (version: string, articleId: string, claims: readonly Claim[]): number =>
  claims.filter(({ spans }) => !spans.some((span) => span.version === version && span.articleId === articleId)).length;

/**
 * The next or previous of the items, round the end: from the one in focus, else from where reading is.
 *
 * @param from the offset that reading has reached
 */
export function neighbour(items: readonly Item[], focused: string | null, from: number, by: 1 | -1): Item | null {
  if (items.length === 0) return null;
  const at = items.findIndex((item) => item.id === focused);
  if (at >= 0) return items[(at + by + items.length) % items.length] ?? null;
  if (by === 1) return items.find((item) => item.range.start >= from) ?? items[0] ?? null;
  return items.findLast((item) => item.range.start < from) ?? items.at(-1) ?? null;
}
