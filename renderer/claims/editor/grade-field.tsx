import { type KeyboardEvent, useRef } from "react";

import type { GradeAxis } from "../../../app/claims/rules.ts";
import { useText } from "../../i18n/index.ts";
import { credibilityValues, GradeBadge, reliabilityValues, useGradeWords } from "../../ui/index.ts";

import css from "./editor.module.css";

const values: Record<GradeAxis, readonly string[]> = {
  reliability: reliabilityValues,
  credibility: credibilityValues,
};

/**
 * One of the two grades as a row of choices, with *not graded* as a choice of its own at the end. The letters and digits
 * themselves are handled by the editor, for both rows at once; here are arrows and Backspace.
 */
export function GradeField({
  axis,
  value,
  onChange,
}: {
  axis: GradeAxis;
  value: string | null;
  onChange: (value: string | null) => void;
}) {
  const t = useText("ui");
  const wordsOf = useGradeWords();
  const row = useRef<HTMLDivElement | null>(null);
  const choices: (string | null)[] = [...values[axis], null];
  const known = choices.includes(value) ? choices : [value, ...choices];

  function handleKey(event: KeyboardEvent<HTMLDivElement>): void {
    const at = known.indexOf(value);
    const isMirrored = getComputedStyle(event.currentTarget).direction === "rtl";
    const step =
      event.key === "ArrowRight" ? (isMirrored ? -1 : 1) : event.key === "ArrowLeft" ? (isMirrored ? 1 : -1) : 0;
    if (step !== 0) {
      event.preventDefault();
      const next = known[(at + step + known.length) % known.length];
      onChange(next ?? null);
      row.current?.querySelectorAll<HTMLElement>('[role="radio"]')[(at + step + known.length) % known.length]?.focus();
    } else if (event.key === "Backspace" || event.key === "Delete" || event.key === "-") {
      event.preventDefault();
      onChange(null);
    } else if (event.key === " ") event.preventDefault();
  }

  return (
    <div
      className={css.grades}
      role="radiogroup"
      aria-label={t(`axis.${axis}`)}
      data-axis={axis}
      tabIndex={-1}
      ref={row}
      onKeyDown={handleKey}
    >
      {known.map((choice) => (
        <button
          key={choice ?? "none"}
          type="button"
          // A native radio would take letters and Enter for itself.
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
          role="radio"
          className={css.grade}
          data-value={choice ?? undefined}
          aria-checked={choice === value}
          aria-label={wordsOf(axis, choice)}
          title={wordsOf(axis, choice)}
          tabIndex={choice === value ? 0 : -1}
          onClick={() => onChange(choice)}
        >
          <GradeBadge axis={axis} value={choice} />
        </button>
      ))}
    </div>
  );
}
