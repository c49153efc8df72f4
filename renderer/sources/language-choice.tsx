import { useText } from "../i18n/index.ts";
import { Select } from "../ui/index.ts";
import { useRegionNames, usualLanguages } from "./regions.ts";

/** A language out of the usual ones, or none; one that is none of them stays a choice where it stands already. */
export function LanguageChoice({
  label,
  hideLabel = false,
  value,
  onChange,
}: {
  label: string;
  hideLabel?: boolean;
  value: string | null;
  onChange: (language: string | null) => void;
}) {
  const t = useText("sources");
  const { languageName } = useRegionNames();
  const usual: readonly string[] = usualLanguages;
  const known = value === null || usual.includes(value) ? usual : [value, ...usual];
  return (
    <Select
      label={label}
      hideLabel={hideLabel}
      small={hideLabel}
      changes
      value={value ?? "none"}
      onChange={(id) => onChange(id === "none" ? null : id)}
      choices={[
        { id: "none", text: t("anyLanguage") },
        ...known.map((code) => ({ id: code, text: languageName(code) })),
      ]}
    />
  );
}
