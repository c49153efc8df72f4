import { useDeferredValue, useRef } from "react";

import { type UnreadableFilter, UnreadReason } from "../../../app/articles/unreadable.ts";
import { useRead } from "../../data/queries.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
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
  const step = (by: number): void => {
    const at = (shown.indexOf(chosen) + by + shown.length) % shown.length;
    onChange(withTab(filter, shown[at] ?? "all"));
  };
  const [typed, setTyped] = useTyped(filter.text ?? "", (words) => {
    const { text: _, ...rest } = filter;
    onChange(words === "" ? rest : { ...rest, text: words });
  });
  useKeys(
    {
      "]": { run: () => step(1), label: t("nextTab") },
      "[": { run: () => step(-1), label: t("previousTab") },
      "/": { run: () => field.current?.focus(), label: t("filterText") },
    },
    { group: t("title") },
  );
  return (
    <search className={css.filters} aria-label={t("filters")}>
      <fieldset className={css.tabs} aria-label={t("tabs")}>
        {shown.map((tab) => (
          <button
            key={tab}
            type="button"
            className={css.tab}
            aria-pressed={tab === chosen}
            onClick={() => onChange(withTab(filter, tab))}
          >
            {tab === "all" || tab === "left-aside" ? t(`tab-${tab}`) : t(`reason-${tab}`)}{" "}
            <span className={css.tabCount}>{formats.number(countOf(tab))}</span>
          </button>
        ))}
      </fieldset>
      <div className={css.filterText}>
        <SearchField label={t("filterText")} value={typed} onChange={setTyped} inputRef={field} />
      </div>
    </search>
  );
}
