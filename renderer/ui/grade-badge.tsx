import { useText } from "../i18n/index.ts";

import css from "./grade-badge.module.css";

export type Axis = "reliability" | "credibility";

/** The letters and digits of the built-in scale. */
export const reliabilityValues = ["A", "B", "C", "D", "E", "F"] as const;
export const credibilityValues = ["1", "2", "3", "4", "5", "6"] as const;

/** The words that a grade stands for: "B, usually reliable". */
export function useGradeWords(): (axis: Axis, value: string | null) => string {
  const t = useText("ui");
  return (axis, value) => {
    if (value === null) return t("grade.none");
    const words = t(`grade.${axis}.${value}`, { defaultValue: "" });
    return words ? `${value} ${words}` : value;
  };
}

export interface GradeBadgeProps {
  axis: Axis;
  /** `null` is *not graded*, which is neither F nor 6. */
  value: string | null;
  /** True: the words stand beside the letter. */
  words?: boolean;
  size?: "small" | "normal" | "large";
}

/**
 * One grade. The letter or digit itself is always there, so nothing hangs on the hue; letters are round, digits square;
 * F and 6 are outlined and *not graded* is a dash in dots, so that the three never look like the bottom of the scale.
 */
export function GradeBadge({ axis, value, words = false, size = "normal" }: GradeBadgeProps) {
  const nameOf = useGradeWords();
  const t = useText("ui");
  const name = nameOf(axis, value);
  const state = value === null ? "none" : value === "F" || value === "6" ? "apart" : "given";
  return (
    <span className={css.grade} title={`${t(`axis.${axis}`)}: ${name}`}>
      <span
        className={css.badge}
        data-axis={axis}
        data-value={value ?? undefined}
        data-state={state}
        data-size={size}
        aria-hidden="true"
      >
        {value ?? "–"}
      </span>
      <span className={words ? css.words : "visually-hidden"}>
        {words
          ? value === null
            ? name
            : t(`grade.${axis}.${value}`, { defaultValue: value })
          : `${t(`axis.${axis}`)}: ${name}`}
      </span>
    </span>
  );
}
