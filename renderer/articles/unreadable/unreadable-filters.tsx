import { useDeferredValue, useRef } from "react";

import { type UnreadableFilter, UnreadReason } from "../../../app/articles/unreadable.ts";
import { useRead } from "../../data/queries.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { CountTabs } from "../../ui/count-tabs.tsx";
import { SearchField, useKeys } from "../../ui/index.ts";
import { useTyped } from "../../ui/use-typed.ts";
import { tabOf, type UnreadableTab, withTab } from "./words.ts";

import css from "./unreadable.module.css";

/** How much there is for each reason, each a filter; what was left aside; and words in names. */
export function UnreadableFilters({
  filter,
  onChange,
}: {
  filter: UnreadableFilter;
  onChange: (filter: UnreadableFilter) => void;
}) {
  const t = useText("unreadable");
  const formats = useFormats();
  const field = useRef<HTMLInputElement>(null);
  const text = useDeferredValue(filter.text);
  const asked = { ...(text ? { text } : {}), leftAside: false };
  const counts = useRead("articles.unreadableCounts", { filter: asked }, { keep: true }).data;
  const byReason = new Map<string, number>(counts?.reasons.map(({ value, count }) => [value, count]));
  const countOf = (tab: UnreadableTab): number =>
    tab === "all" ? (counts?.total ?? 0) : tab === "left-aside" ? (counts?.leftAside ?? 0) : (byReason.get(tab) ?? 0);
  const chosen = tabOf(filter);
  const tabs: UnreadableTab[] = ["all", ...UnreadReason.options, "left-aside"];
  const shown = tabs.filter((tab) => tab === "all" || tab === chosen || countOf(tab) > 0);
  const [typed, setTyped] = useTyped(filter.text ?? "", (words) => {
    const { text: _, ...rest } = filter;
    onChange(words === "" ? rest : { ...rest, text: words });
  });
  useKeys({ "/": { run: () => field.current?.focus(), label: t("filterText") } }, { group: t("title") });
  return (
    <search className={css.filters} aria-label={t("filters")}>
      <div className={css.tabs}>
        <CountTabs
          label={t("tabs")}
          tabs={shown.map((tab) => ({
            id: tab,
            text: tab === "all" || tab === "left-aside" ? t(`tab-${tab}`) : t(`reason-${tab}`),
            count: formats.number(countOf(tab)),
          }))}
          chosen={chosen}
          onChoose={(tab) => onChange(withTab(filter, tab))}
          nextLabel={t("nextTab")}
          previousLabel={t("previousTab")}
          group={t("title")}
        />
      </div>
      <div className={css.filterText}>
        <SearchField label={t("filterText")} value={typed} onChange={setTyped} inputRef={field} />
      </div>
    </search>
  );
}
