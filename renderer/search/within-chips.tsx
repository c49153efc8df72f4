import { useRead } from "../data/queries.ts";
import { useFormats } from "../i18n/formats.ts";
import { useText } from "../i18n/index.ts";
import { useView } from "../state/view.ts";
import { type FilterChip, FilterChips } from "../ui/filter-chips.tsx";
import { useGroupWords } from "./group-words.ts";

/** What the search is kept within beside its query, each with a button that takes it away. */
export function WithinChips({ readsArticles }: { readsArticles: boolean }) {
  const t = useText("search");
  const formats = useFormats();
  const { within, group } = useView((view) => view.search);
  const setSearch = useView((view) => view.setSearch);
  const words = useGroupWords();
  const filter = within && "filter" in within ? within.filter : null;
  const left = useRead("articles.facets", { filter: filter ?? {} }, { enabled: filter !== null, keep: true }).data;
  const counted = (key: string, count: number): string => t(key, { count, n: formats.number(count) });

  const chips: FilterChip[] = [];
  const chip = (key: string, text: string, remove: () => void): void => {
    chips.push({ key, text, removeText: t("removeWithin", { what: text }), remove });
  };
  const widen = (): void => setSearch({ within: null });
  if (within && "articles" in within) chip("within", counted("withinArticles", within.articles.length), widen);
  if (within && "claims" in within) chip("within", counted("withinClaims", within.claims.length), widen);
  if (filter) chip("within", left ? counted("withinFilter", left.total) : t("withinAnyFilter"), widen);
  if (group && readsArticles)
    chip(
      "group",
      t("withinGroup", { by: t(`by.${group.of.by}`), name: words(group.of.by, group.of.key, group.label) }),
      () => setSearch({ group: null }),
    );
  return (
    <FilterChips
      label={t("within")}
      chips={chips}
      clearText={t("searchAll")}
      onClear={() => setSearch({ within: null, group: null })}
    />
  );
}
