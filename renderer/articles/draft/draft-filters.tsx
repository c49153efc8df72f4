import { useDeferredValue, useRef } from "react";

import type { DraftFilter, ImportDraft } from "../../../app/articles/drafts.ts";
import { useRead } from "../../data/queries.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { CountTabs } from "../../ui/count-tabs.tsx";
import { FacetFilter } from "../../ui/facet-filter.tsx";
import { Button, SearchField, useKeys } from "../../ui/index.ts";
import { useTyped } from "../../ui/use-typed.ts";
import { useLanguageNames } from "../library/columns.tsx";
import { type DraftTab, draftTabs, folderWithin, isNarrowed, tabOf, withCondition, withTab } from "./words.ts";

import css from "./draft.module.css";

interface FiltersProps {
  draft: ImportDraft;
  filter: DraftFilter;
  onChange: (filter: DraftFilter) => void;
}

/** How many items are of each state, each a filter: what is there, and what was left out. */
export function StateTabs({ draft, filter, onChange }: FiltersProps) {
  const t = useText("draft");
  const formats = useFormats();
  const facets = useRead(
    "articles.draftFacets",
    { id: draft.id, filter: useDeferredValue(withTab(filter, "all")) },
    { keep: true },
  ).data;
  const counts = new Map<string, number>((facets?.states ?? []).map(({ value, count }) => [value ?? "", count]));
  const countOf = (tab: DraftTab): number =>
    tab === "all" ? (facets?.total ?? 0) : tab === "left-out" ? (facets?.leftOut ?? 0) : (counts.get(tab) ?? 0);
  const chosen = tabOf(filter);
  const shown = draftTabs.filter((tab) => tab === "all" || tab === "new" || tab === chosen || countOf(tab) > 0);
  return (
    <div className={css.tabs}>
      <CountTabs
        label={t("tabs")}
        tabs={shown.map((tab) => ({ id: tab, text: t(`tab-${tab}`), count: formats.number(countOf(tab)) }))}
        chosen={chosen}
        onChoose={(tab) => onChange(withTab(filter, tab))}
        nextLabel={t("nextTab")}
        previousLabel={t("previousTab")}
        group={t("title")}
      />
    </div>
  );
}

/** The filters of a draft beside its states: by words, folder, outlet, language, and what lacks a date or was corrected. */
export function DraftFilters({ draft, filter, onChange }: FiltersProps) {
  const t = useText("draft");
  const formats = useFormats();
  const languageName = useLanguageNames();
  const field = useRef<HTMLInputElement>(null);
  const facets = useRead(
    "articles.draftFacets",
    { id: draft.id, filter: useDeferredValue(filter) },
    { keep: true },
  ).data;
  const [typed, setTyped] = useTyped(filter.text ?? "", (text) => onChange(withCondition(filter, "text", text)));
  useKeys({ "/": { run: () => field.current?.focus(), label: t("filterText") } }, { group: t("title") });
  const counted = (
    list: readonly { value: string | null; count: number }[] | undefined,
    text: (value: string) => string,
    none: string,
  ) =>
    (list ?? []).map(({ value, count }) => ({
      value,
      text: value === null ? none : text(value),
      count: formats.number(count),
    }));
  const folders = counted(facets?.folders, (folder) => folderWithin(folder, draft.paths), "");
  return (
    <search className={css.filters} aria-label={t("filters")}>
      <div className={css.filterText}>
        <SearchField label={t("filterText")} value={typed} onChange={setTyped} inputRef={field} />
      </div>
      {folders.length > 1 || filter.folder !== undefined ? (
        <FacetFilter
          label={t("folder")}
          facets={folders}
          selected={filter.folder === undefined ? [] : [filter.folder]}
          // One folder at a time: choosing another lets go of the first.
          onChange={(values) =>
            onChange(withCondition(filter, "folder", values.find((value) => value !== filter.folder) ?? undefined))
          }
          searchLabel={t("search")}
        />
      ) : null}
      <FacetFilter
        label={t("outlet")}
        facets={counted(facets?.outlets, (outlet) => outlet, t("noOutlet"))}
        selected={filter.outlets ?? []}
        onChange={(values) => onChange(withCondition(filter, "outlets", values))}
        searchLabel={t("search")}
      />
      <FacetFilter
        label={t("language")}
        facets={counted(facets?.languages, languageName, t("noLanguage"))}
        selected={filter.languages ?? []}
        onChange={(values) => onChange(withCondition(filter, "languages", values))}
      />
      <FacetFilter
        label={t("more")}
        facets={[
          { value: "undated", text: t("undated"), count: formats.number(facets?.undated ?? 0) },
          { value: "corrected", text: t("corrected"), count: formats.number(facets?.corrected ?? 0) },
        ]}
        selected={[...(filter.undated ? ["undated"] : []), ...(filter.corrected ? ["corrected"] : [])]}
        onChange={(values) =>
          onChange(
            withCondition(
              withCondition(filter, "undated", values.includes("undated") || undefined),
              "corrected",
              values.includes("corrected") || undefined,
            ),
          )
        }
      />
      {isNarrowed(filter) ? (
        <Button small tone="quiet" onPress={() => onChange(withTab({}, tabOf(filter)))}>
          {t("clearFilters")}
        </Button>
      ) : null}
    </search>
  );
}
