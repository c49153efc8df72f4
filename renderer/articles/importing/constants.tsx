import { type ConstantField, type ConstantValues, PublishedAt } from "../../../app/articles/model.ts";
import { useText } from "../../i18n/index.ts";
import { readDate } from "../../ui/date-range.tsx";
import { TextField } from "../../ui/index.ts";

/** What is typed for all articles, as far as it can be taken; null where a part of it cannot. */
export function readConstants(typed: Partial<Record<ConstantField, string>>): ConstantValues | null {
  const values: ConstantValues = {};
  for (const [field, text] of Object.entries(typed) as [ConstantField, string][]) {
    if (text.trim() === "") continue;
    const value = readConstant(field, text);
    if (value === null) return null;
    values[field] = value;
  }
  return values;
}

function readConstant(field: ConstantField, text: string): string | null {
  const value = text.trim();
  if (field === "publishedAt") return PublishedAt.safeParse(value).success ? value : readDate(value);
  if (field === "language") return /^[a-z]{2,3}$/i.test(value) ? value.toLowerCase() : null;
  return value;
}

/** A field of what is the same for all. */
export function ConstantText({
  field,
  value,
  onChange,
  hideLabel = false,
  autoFocus = false,
}: {
  field: ConstantField;
  value: string;
  onChange: (value: string) => void;
  hideLabel?: boolean;
  autoFocus?: boolean;
}) {
  const t = useText("importing");
  const isWrong = value.trim() !== "" && readConstant(field, value) === null;
  return (
    <TextField
      label={t(`all-${field}`)}
      hideLabel={hideLabel}
      value={value}
      onChange={onChange}
      autoFocus={autoFocus}
      maxLength={300}
      dir={field === "publishedAt" || field === "language" ? "ltr" : "auto"}
      placeholder={hideLabel ? t(`all-${field}`) : ""}
      error={isWrong ? t(`wrong-${field}`) : undefined}
    />
  );
}
