import { useCallback } from "react";

import { useFormats } from "../i18n/formats.ts";
import { useText } from "../i18n/index.ts";

/** "5 articles, 2 origins": how many report something, and how many say it of their own. */
export function useCounts(): (counted: { articles: number; origins: number }) => string {
  const t = useText("questions");
  const formats = useFormats();
  return useCallback(
    ({ articles, origins }) =>
      t("counts", {
        articles: t("articles", { count: articles, n: formats.number(articles) }),
        origins: t("origins", { count: origins, n: formats.number(origins) }),
      }),
    [t, formats],
  );
}
