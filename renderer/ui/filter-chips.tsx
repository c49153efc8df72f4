import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Button as AriaButton } from "react-aria-components";

import { Button } from "./button.tsx";

import css from "./filter-chips.module.css";

export interface FilterChip {
  key: string;
  text: string;
  sign?: ReactNode;
  /** What the button that takes it away is called. */
  removeText: string;
  remove: () => void;
}

/** The conditions in force, each with a button that takes it away. */
export function FilterChips({
  label,
  chips,
  clearText,
  onClear,
}: {
  label: string;
  chips: readonly FilterChip[];
  clearText: string;
  onClear: () => void;
}) {
  if (chips.length === 0) return null;
  return (
    <ul className={css.chips} aria-label={label}>
      {chips.map((chip) => (
        <li key={chip.key} className={css.chip}>
          {chip.sign}
          <bdi className={css.text}>{chip.text}</bdi>
          <AriaButton className={css.remove ?? ""} aria-label={chip.removeText} onPress={chip.remove}>
            <X aria-hidden />
          </AriaButton>
        </li>
      ))}
      <li>
        <Button small tone="quiet" onPress={onClear}>
          {clearText}
        </Button>
      </li>
    </ul>
  );
}
