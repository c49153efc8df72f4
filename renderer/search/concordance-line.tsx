import type { ConcordanceLine } from "../../app/search/model.ts";
import { baseDirection } from "../../app/text/direction.ts";

import css from "./concordance.module.css";

// Arabic letters join to the next one, but for those that join only backwards; marks stand on a letter.
const joinsOn =
  /[\u0620\u0626\u0628\u062A-\u062E\u0633-\u063F\u0640-\u0647\u0649\u064A\u0678-\u0687\u069A-\u06BF\u06CC\u06CE\u06D0\u06D1\u06FA-\u06FC][\p{M}\u200D]*$/u;
const isArabic = /^\p{M}*\p{Script=Arabic}/u;

/** Whether a word goes on from one piece to the next in joined letters. */
export const isJoined = (before: string, after: string): boolean => joinsOn.test(before) && isArabic.test(after);

/**
 * A hit in the middle of its line, with what stands before and after it: in the order of reading of its own text, so that
 * lines in both directions of writing stand beneath one another with their hits in one column.
 */
export function LineText({ line: { before, hit, after } }: { line: ConcordanceLine }) {
  const direction = baseDirection(`${before}${hit}${after}`, "ltr");
  const [isIn, isOut] = [isJoined(before, hit), isJoined(hit, after)];
  return (
    <span className={css.line} dir={direction}>
      <span className={css.before} data-word={!/\s$/u.test(before) || undefined}>
        <span data-joined={isIn || undefined}>{before}</span>
      </span>
      <mark className={css.hit} data-joined-before={isIn || undefined} data-joined={isOut || undefined}>
        {hit}
      </mark>
      <span className={css.after} data-word={!/^\s/u.test(after) || undefined} data-joined-before={isOut || undefined}>
        {after}
      </span>
    </span>
  );
}
