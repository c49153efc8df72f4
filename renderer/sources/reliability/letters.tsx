import { type KeyboardEvent, useRef } from "react";

import { useText } from "../../i18n/index.ts";
import { GradeBadge, reliabilityValues, useBarred, useGradeWords } from "../../ui/index.ts";

import css from "./reliability.module.css";

const choices: readonly (string | null)[] = [...reliabilityValues, null];
/** What stands apart from the scale, each with a gap before it. */
const isApart = (value: string | null): boolean => value === "F" || value === null;

/** The letters to choose from, none of which is chosen for the analyst: F and *not graded* stand apart from the scale. */
export function Letters({
  chosen,
  onChoose,
  onTake,
}: {
  /** undefined: none yet. */
  chosen: string | null | undefined;
  onChoose: (value: string | null) => void;
  /** Enter or a click: it is this one. */
  onTake: (value: string | null) => void;
}) {
  const t = useText("reliability");
  const words = useGradeWords();
  const barred = useBarred();
  const row = useRef<HTMLDivElement>(null);
  const at = chosen === undefined ? -1 : choices.indexOf(chosen);

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
    const isMirrored = getComputedStyle(event.currentTarget).direction === "rtl";
    const steps: Record<string, 1 | -1> = {
      ArrowRight: isMirrored ? -1 : 1,
      ArrowLeft: isMirrored ? 1 : -1,
      ArrowDown: 1,
      ArrowUp: -1,
    };
    const step = steps[event.key];
    if (step === undefined || barred) return;
    event.preventDefault();
    const next = at < 0 ? (step === 1 ? 0 : choices.length - 1) : (at + step + choices.length) % choices.length;
    onChoose(choices[next] ?? null);
    row.current?.querySelectorAll<HTMLElement>('[role="radio"]')[next]?.focus();
  }

  return (
    <div
      className={css.letters}
      role="radiogroup"
      aria-label={t("letter")}
      aria-disabled={barred !== null || undefined}
      title={barred?.why}
      tabIndex={-1}
      ref={row}
      onKeyDown={onKeyDown}
    >
      {choices.map((value, index) => (
        <button
          key={value ?? "none"}
          type="button"
          // A native radio would take letters and Enter for itself.
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
          role="radio"
          className={css.letter}
          data-apart={isApart(value) || undefined}
          aria-checked={chosen !== undefined && value === chosen}
          aria-label={words("reliability", value)}
          aria-disabled={barred !== null || undefined}
          title={words("reliability", value)}
          tabIndex={at < 0 ? (index === 0 ? 0 : -1) : index === at ? 0 : -1}
          onClick={() => (barred ? barred.say() : onTake(value))}
        >
          <span aria-hidden>
            <GradeBadge axis="reliability" value={value} size="large" />
          </span>
        </button>
      ))}
    </div>
  );
}
