import { useMemo } from "react";

import type { GroupBy } from "../../app/search/model.ts";
import { useFormats } from "../i18n/formats.ts";
import { useLanguage, useText } from "../i18n/index.ts";

/** What a group is called: its name, or the words for its value; those without a value have words of their own. */
export function useGroupWords(): (by: GroupBy, key: string | null, label: string | null) => string {
  const t = useText("search");
  const formats = useFormats();
  const language = useLanguage();
  return useMemo(() => {
    const names = new Intl.DisplayNames(language, { type: "language", fallback: "code" });
    return (by, key, label) => {
      if (key === null) return t(`none.${by}`);
      if (by === "month" || by === "year") return formats.date(key);
      if (by === "state") return t(`state.${key}`, { defaultValue: key });
      if (by !== "language") return label ?? key;
      try {
        return names.of(key) ?? key;
      } catch {
        return key;
      }
    };
  }, [t, formats, language]);
}
