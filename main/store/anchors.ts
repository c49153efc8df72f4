import { Refusal } from "../../app/contract/errors.ts";
import { makeAnchor } from "../../app/text/anchor.ts";
import { findText } from "./articles.ts";
import type { ReadDb } from "./sql.ts";

export interface WantedSpan {
  readonly articleId: string;
  /** The text version; the newest where none is named. */
  readonly version?: string | undefined;
  readonly start: number;
  readonly end: number;
}

/** A span of a stored text, with the quote and context that let it be found again; as the ledger keeps it. */
export type AnchoredSpan = {
  articleId: string;
  version: number;
  start: number;
  end: number;
  quote: string;
  prefix: string;
  suffix: string;
};

const isLow = (text: string, at: number): boolean => {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff;
};

/** Anchors a span in its article's text; refuses what is empty, outside, or cuts a character in two. */
export function anchorSpan(db: ReadDb, span: WantedSpan): AnchoredSpan {
  const { articleId, start, end } = span;
  const found = findText(db, articleId, span.version);
  if (!found)
    throw new Refusal(
      "not-found",
      `there is no article ${articleId}${span.version ? ` with version ${span.version}` : ""}`,
    );
  const { text } = found;
  const name = `span ${start}:${end} of article ${articleId}`;
  if (end > text.length || start > end)
    throw new Refusal("span-outside", `${name} is not within its ${text.length} units`);
  if (start === end || text.slice(start, end).trim() === "") throw new Refusal("empty-span", `${name} holds no text`);
  if (isLow(text, start) || (end < text.length && isLow(text, end)))
    throw new Refusal("span-outside", `${name} cuts a character in two`);
  const { quote, prefix, suffix } = makeAnchor(text, start, end);
  return { articleId, version: found.version, start, end, quote, prefix, suffix };
}
