import { useDeferredValue, useRef } from "react";

import type { ArticleFilter } from "../../../app/articles/model.ts";
import type { Tag } from "../../../app/tags/model.ts";
import { useRead } from "../../data/queries.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { DateRange } from "../../ui/date-range.tsx";
import { FacetFilter } from "../../ui/facet-filter.tsx";
import { FilterChips } from "../../ui/filter-chips.tsx";
import { SearchField, useKeys } from "../../ui/index.ts";
import { useTyped } from "../../ui/use-typed.ts";
import { useLanguageNames } from "./columns.tsx";
import { useFilterChips } from "./filter-words.ts";
import { withCollapsed, withList, withValue } from "./filter.ts";

import css from "./library.module.css";

/** The filters of the library: by text, state, language, outlet, tag, date, and whether there are claims. */
export function FilterBar({
  filter,
  onChange,
  tags,
}: {
  filter: ArticleFilter;
  onChange: (filter: ArticleFilter) => void;
  tags: readonly Tag[];
}) {
  const t = useText("library");
  const formats = useFormats();
  const languageName = useLanguageNames();
  const field = useRef<HTMLInputElement>(null);
  const facets = useRead("articles.facets", { filter: useDeferredValue(filter) }, { keep: true }).data;
  const [typed, setTyped] = useTyped(filter.text ?? "", (text) =>
    onChange(withValue(filter, "text", text === "" ? undefined : text)),
  );
  const setCollapsed = (isCollapsed: boolean): void => onChange(withCollapsed(filter, isCollapsed));
  useKeys(
    {
      "/": { run: () => field.current?.focus(), label: t("filterText") },
      "alt+y": { run: () => setCollapsed(filter.collapsed !== true), label: t("familyCollapsed") },
    },
    { group: t("title") },
  );

  const counted = (
    list: readonly { value: string | null; count: number }[] | undefined,
    text: (v: string) => string,
    none: string,
  ) =>
    (list ?? []).map(({ value, count }) => ({
      value,
      text: value === null ? none : text(value),
      count: formats.number(count),
    }));
  const states = counted(facets?.states, (value) => t(`state-${value}`), "");
  const languages = counted(facets?.languages, languageName, t("noLanguage"));
  const outlets = counted(facets?.outlets, (value) => value, t("noOutlet"));

  const chips = useFilterChips(filter, onChange, tags);
  if (filter.collapsed)
    chips.push({
      key: "collapsed",
      text: t("familyCollapsed"),
      removeText: t("removeFilter", { what: t("familyCollapsed") }),
      remove: () => setCollapsed(false),
    });

  return (
    <search className={css.filters} aria-label={t("filters")}>
      <div className={css.filterRow}>
        <div className={css.filterText}>
          <SearchField label={t("filterText")} value={typed} onChange={setTyped} inputRef={field} />
        </div>
        <FacetFilter
          label={t("state")}
          facets={states}
          selected={filter.states ?? []}
          onChange={(values) => onChange(withList(filter, "states", values))}
        />
        <FacetFilter
          label={t("language")}
          facets={languages}
          selected={filter.languages ?? []}
          onChange={(values) => onChange(withList(filter, "languages", values))}
        />
        <FacetFilter
          label={t("outlet")}
          facets={outlets}
          selected={filter.outlets ?? []}
          onChange={(values) => onChange(withList(filter, "outlets", values))}
          searchLabel={t("searchTags")}
        />
        <FacetFilter
          label={t("tag")}
          facets={tags.map((tag) => ({ value: tag.id, text: tag.path }))}
          selected={filter.tags ?? []}
          onChange={(values) => onChange(withList(filter, "tags", values))}
          searchLabel={t("searchTags")}
        />
        <DateRange
          label={t("date")}
          after={filter.after}
          before={filter.before}
          onChange={({ after, before }) => onChange(withValue(withValue(filter, "after", after), "before", before))}
          note={t("datesExcluded")}
        />
        <FacetFilter
          label={t("claims")}
          facets={[
            { value: "with", text: t("claimsWith") },
            { value: "without", text: t("claimsWithout") },
          ]}
          selected={filter.claims ? [filter.claims] : []}
          onChange={(values) => {
            // One or the other: choosing the second lets go of the first.
            const chosen = values.find((value) => value !== filter.claims);
            onChange(withValue(filter, "claims", chosen === "with" || chosen === "without" ? chosen : undefined));
          }}
        />
        <FacetFilter
          label={t("family")}
          facets={[
            { value: "in-family", text: t("familyIn") },
            { value: "alone", text: t("familyAlone") },
            { value: "collapsed", text: t("familyCollapsed") },
          ]}
          selected={[...(filter.family ? [filter.family] : []), ...(filter.collapsed ? ["collapsed"] : [])]}
          onChange={(values) => {
            const chosen = values.find((value) => value !== filter.family && value !== "collapsed");
            const kept = values.includes(filter.family ?? null) ? filter.family : undefined;
            const family = chosen === "in-family" || chosen === "alone" ? chosen : kept;
            onChange(withCollapsed(withValue(filter, "family", family), values.includes("collapsed")));
          }}
        />
      </div>
      <FilterChips label={t("filters")} chips={chips} clearText={t("clearFilters")} onClear={() => onChange({})} />
    </search>
  );
}
