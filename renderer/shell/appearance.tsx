import { type ReactNode, useEffect } from "react";
import { I18nProvider } from "react-aria-components";

import { defaultSettings } from "../../app/workstation/rules.ts";
import { useRead } from "../data/queries.ts";
import { localeOf } from "../i18n/formats.ts";
import { setLanguage, useLanguage } from "../i18n/index.ts";

/** Language, direction, theme and reading size as the workstation's settings have them. */
export function Appearance({ children }: { children: ReactNode }) {
  const { data } = useRead("workstation.get", {});
  const { language, theme, readingSize } = data?.settings ?? defaultSettings;
  const shown = useLanguage();
  useEffect(() => setLanguage(language), [language]);
  useEffect(() => {
    if (theme === "system") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = theme;
  }, [theme]);
  useEffect(() => {
    document.documentElement.style.setProperty("--reading-size", `${readingSize}%`);
  }, [readingSize]);
  return <I18nProvider locale={localeOf(shown)}>{children}</I18nProvider>;
}
