import { Id } from "../contract/procedure.ts";
import { z } from "../kernel/schema.ts";
import { type Anchor, type AnchorRange, resolveAnchor } from "../text/anchor.ts";
import { Range } from "./model.ts";

/**
 * How an anchor of one version of a text stands in another (`domain.md`, "Anchors that do not lie"): at the same place, at
 * another, at one of several that only an analyst can tell apart, or nowhere.
 */
export const AnchorState = z.enum(["exact", "moved", "ambiguous", "orphan"]);
export type AnchorState = z.infer<typeof AnchorState>;

/** What is anchored: a span of a claim, an annotation, or cue words of a claim that did not go with its first span. */
export const AnchorKind = z.enum(["claim", "annotation", "cue"]);
export type AnchorKind = z.infer<typeof AnchorKind>;

/** A span of a text with what it says and what stands around it. UTF-16 units, end exclusive. */
export const Place = Range.extend({ quote: z.string(), before: z.string(), after: z.string() });
export type Place = z.infer<typeof Place>;

/** Names one anchor: of a claim its span, of its cues their number through all chains, of an annotation 0. */
const AnchorName = z.object({ kind: AnchorKind, objectId: Id, index: z.number().int().min(0).default(0) });

/** An anchor that stands on another version of a text than the one that is read, and where it would stand in that. */
export const StandingAnchor = z.object({
  ...AnchorName.shape,
  /** What the claim states or the annotation notes, null where nothing was written. */
  label: z.string().nullable(),
  /** The version it stands on. */
  version: Id,
  old: Place,
  state: AnchorState,
  /** In the text that is read: the one place of what is exact or moved, the candidates of what is ambiguous. */
  places: z.array(Place),
  /** Whether the one place says the very words of the anchor. */
  sameWords: z.boolean(),
  /**
   * Together with which others it may be taken over, unseen one by one: those at the same place, those that moved; null
   * where it must be looked at, as several places or other words come into question, or none.
   */
  along: z.enum(["exact", "moved"]).nullable(),
  /** Cue words of the claim that stand on the same version, and how many of them would go with its first span. */
  cues: z.object({ all: z.number().int(), follow: z.number().int() }),
});
export type StandingAnchor = z.infer<typeof StandingAnchor>;

/** One anchor and the span that it is to have in the text that is read. */
export const Reanchoring = z.object({ ...AnchorName.shape, ...Range.shape });
export type Reanchoring = z.infer<typeof Reanchoring>;

/** An article of which some marks stand on another version than the one that is read. */
export const ArticleToReview = z.object({
  id: Id,
  title: z.string(),
  outlet: z.string().nullable(),
  /** The version that is read, and when it came in. */
  version: Id,
  importedAt: z.string(),
  /** Anchors of each kind. */
  counts: z.object({ claim: z.number().int(), annotation: z.number().int(), cue: z.number().int() }),
});
export type ArticleToReview = z.infer<typeof ArticleToReview>;

/** Units of text shown on each side of a place. */
const SHOWN = 90;

const isLow = (text: string, at: number): boolean => {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff;
};

/** A span with the words around it, which are cut between words where there is a gap near enough. */
export function placeAt(text: string, { start, end }: AnchorRange): Place {
  let from = Math.max(0, start - SHOWN);
  if (from > 0) {
    const gap = text.slice(from, start).search(/\s/u);
    if (gap !== -1 && gap < SHOWN / 2) from += gap + 1;
    else if (isLow(text, from)) from += 1;
  }
  let to = Math.min(text.length, end + SHOWN);
  if (to < text.length) {
    const gap = text.slice(end, to).search(/\s\S*$/u);
    if (gap > SHOWN / 2) to = end + gap;
    else if (isLow(text, to)) to -= 1;
  }
  return {
    start,
    end,
    quote: text.slice(start, end),
    before: text.slice(Math.min(from, start), start),
    after: text.slice(end, Math.max(to, end)),
  };
}

const WORD = "[\\p{L}\\p{M}\\p{N}]+";
const WORD_AFTER = new RegExp(`^${WORD}`, "u");
const WORD_BEFORE = new RegExp(`${WORD}$`, "u");
/** Units in which the rest of a word is looked for. */
const WORD_REACH = 64;

/**
 * A place that only resembles the quote may end within a word, as its letters were compared; where the anchor stood on whole
 * words, so does the place.
 */
function onWholeWords(anchor: Anchor, text: string, { start, end }: AnchorRange): AnchorRange {
  if (text.slice(start, end) === anchor.quote) return { start, end };
  const isCutBefore = WORD_BEFORE.test(anchor.prefix) && WORD_AFTER.test(anchor.quote);
  const isCutAfter = WORD_BEFORE.test(anchor.quote) && WORD_AFTER.test(anchor.suffix);
  const found = text.slice(start, end);
  const before = WORD_AFTER.test(found) ? WORD_BEFORE.exec(text.slice(Math.max(0, start - WORD_REACH), start)) : null;
  const after = WORD_BEFORE.test(found) ? WORD_AFTER.exec(text.slice(end, end + WORD_REACH)) : null;
  return {
    start: isCutBefore ? start : start - (before?.[0].length ?? 0),
    end: isCutAfter ? end : end + (after?.[0].length ?? 0),
  };
}

/** Where an anchor of another version stands in a text; of several candidates none is chosen. */
export function standIn(
  anchor: Anchor,
  text: string,
): Pick<StandingAnchor, "state" | "places" | "sameWords" | "along"> {
  const found = resolveAnchor(anchor, text);
  if (found.status === "orphan") return { state: "orphan", places: [], sameWords: false, along: null };
  const ranges = found.status === "ambiguous" ? found.candidates : [found];
  const whole = new Map(
    ranges.map((range) => {
      const { start, end } = onWholeWords(anchor, text, range);
      return [`${start}:${end}`, { start, end }];
    }),
  );
  const places = [...whole.values()].map((range) => placeAt(text, range));
  if (found.status === "ambiguous") return { state: "ambiguous", places, sameWords: false, along: null };
  const sameWords = places[0]?.quote === anchor.quote;
  return { state: found.status, places, sameWords, along: sameWords ? found.status : null };
}
