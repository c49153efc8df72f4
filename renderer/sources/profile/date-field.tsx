import { useState } from "react";

import { useText } from "../../i18n/index.ts";
import { readDate } from "../../ui/date-range.tsx";
import { TextField, useBarred } from "../../ui/index.ts";

/** A date of a day, a month or a year, saved by leaving the field; what is no date stays there and says so. */
export function DateField({
  label,
  value,
  onCommit,
}: {
  label: string;
  value: string | null;
  onCommit: (value: string | null) => void;
}) {
  const t = useText("ui");
  const isBarred = useBarred() !== null;
  const [known, setKnown] = useState(value);
  const [typed, setTyped] = useState(value ?? "");
  if (known !== value) {
    setKnown(value);
    setTyped(value ?? "");
  }
  const date = readDate(typed);
  const isWrong = typed.trim() !== "" && date === null;
  const commit = (): void => {
    if (!isWrong && date !== value) onCommit(date);
  };
  return (
    <TextField
      label={label}
      value={typed}
      onChange={setTyped}
      dir="ltr"
      placeholder="YYYY-MM-DD"
      isReadOnly={isBarred}
      error={isWrong ? t("dateWrong") : undefined}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === "Enter") commit();
        if (event.key === "Escape") setTyped(value ?? "");
      }}
    />
  );
}
