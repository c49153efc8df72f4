import { type Folded, fold, unfoldRange } from "../../../app/text/fold.ts";

interface OffsetRange {
  readonly start: number;
  readonly end: number;
}

/** Find in one article: folded as search is, but anywhere in a word, since the analyst sees what is found while typing. */
export interface Finder {
  /** Every place where what was typed stands, in order, as UTF-16 ranges of the text. */
  find(query: string): OffsetRange[];
}

/** Folds the text once (lazily: most readings of an article look for nothing). */
export function makeFinder(text: string): Finder {
  let folded: Folded | undefined;
  return {
    find(query) {
      const words = fold(query).text.split(" ").filter(Boolean);
      if (words.length === 0) return findSigns(text, query.trim());
      folded ??= fold(text);
      const pattern = new RegExp(words.join(" +"), "gu");
      const found: OffsetRange[] = [];
      for (const match of folded.text.matchAll(pattern))
        found.push(unfoldRange(folded, match.index, match.index + match[0].length));
      return found;
    },
  };
}

/** A query of signs only ("؟", "%") folds to nothing and is taken as typed. */
function findSigns(text: string, query: string): OffsetRange[] {
  const found: OffsetRange[] = [];
  if (query === "") return found;
  for (let at = text.indexOf(query); at >= 0; at = text.indexOf(query, at + query.length))
    found.push({ start: at, end: at + query.length });
  return found;
}
