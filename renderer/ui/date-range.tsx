import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { Button as AriaButton } from "react-aria-components";

import { DateText } from "../../app/articles/model.ts";
import { useText } from "../i18n/index.ts";
import { TextField } from "./fields.tsx";
import { latinDigit } from "./keys.ts";
import { Popover } from "./overlays.tsx";

import css from "./facet-filter.module.css";

export interface DateRangeProps {
  label: string;
  after: string | undefined;
  before: string | undefined;
  onChange: (range: { after: string | undefined; before: string | undefined }) => void;
  /** What the two mean. */
  note: string;
}

/** A date as typed, in any of the digits, with the parts parted by dashes, slashes or dots; null where it is none. */
export function readDate(typed: string): string | null {
  const parts = typed
    .trim()
    .replaceAll(/[٠-٩۰-۹]/g, (digit) => latinDigit(digit))
    .split(/[-/.]/);
  const text = parts.map((part, index) => (index === 0 ? part : part.padStart(2, "0"))).join("-");
  return DateText.safeParse(text).success ? text : null;
}

/** A button that opens two dates between which things are to lie; a year or a month will do. */
export function DateRange({ label, after, before, onChange, note }: DateRangeProps) {
  const t = useText("ui");
  return (
    <Popover
      label={label}
      trigger={
        <AriaButton className={css.button ?? ""} data-on={after || before ? true : undefined}>
          <span>{label}</span>
          <ChevronDown aria-hidden />
        </AriaButton>
      }
    >
      {(close) => (
        <div className={css.facet}>
          <OneDate
            label={t("after")}
            value={after}
            onDone={close}
            onChange={(value) => onChange({ after: value, before })}
            autoFocus
          />
          <OneDate
            label={t("before")}
            value={before}
            onDone={close}
            onChange={(value) => onChange({ after, before: value })}
          />
          <p className={css.note}>{note}</p>
        </div>
      )}
    </Popover>
  );
}

function OneDate({
  label,
  value,
  onChange,
  onDone,
  autoFocus = false,
}: {
  label: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
  onDone: () => void;
  autoFocus?: boolean;
}) {
  const t = useText("ui");
  const [typed, setTyped] = useState(value ?? "");
  const date = readDate(typed);
  const take = (): boolean => {
    if (typed.trim() !== "" && date === null) return false;
    const next = date ?? undefined;
    if (next !== value) onChange(next);
    return true;
  };
  return (
    <TextField
      label={label}
      value={typed}
      onChange={setTyped}
      dir="ltr"
      placeholder="2025-11-24"
      autoFocus={autoFocus}
      error={typed.trim() === "" || date !== null ? undefined : t("dateWrong")}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === "Enter" && take()) onDone();
      }}
    />
  );
}
