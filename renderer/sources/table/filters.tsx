import { useQueries } from "@tanstack/react-query";
import type { Ref } from "react";

import { type SourceFilter, SourceKind, UseBucket } from "../../../app/sources/model.ts";
import { useClient } from "../../data/client.tsx";
import { useRead } from "../../data/queries.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { DateRange } from "../../ui/date-range.tsx";
import { type Facet, FacetFilter } from "../../ui/facet-filter.tsx";
import { FilterChips } from "../../ui/filter-chips.tsx";
import { GradeBadge, reliabilityValues, SearchField, useGradeWords } from "../../ui/index.ts";
import { useTyped } from "../../ui/use-typed.ts";
import { useRegionNames } from "../regions.ts";
import { type Condition, type ListField, listConditions, withList, withoutCondition, withValue } from "./filter.ts";

import css from "./table.module.css";

export interface SourceFiltersProps {
  filter: SourceFilter;
  onChange: (filter: SourceFilter) => void;
}

/** Letters in the order of the scale; F and *not graded* after it, as they are no end of it. */
const letters: readonly (string | null)[] = [...reliabilityValues, null];

/** The facts that sources are filtered by, each with how many sources it would leave. */
export function SourceFilters({
  filter,
  onChange,
  inputRef,
}: SourceFiltersProps & { inputRef: Ref<HTMLInputElement> }) {
  const t = useText("sources");
  const words = useGradeWords();
  const formats = useFormats();
  const { countryName, languageName } = useRegionNames();
  const [typed, setTyped] = useTyped(filter.text ?? "", (text) => onChange(withValue(filter, "text", text.trim())));
  // Of each fact the values are counted as the other conditions leave them.
  const facets = useRead("sources.facets", { filter }, { keep: true }).data;

  const counted = (counts: readonly { value: string | null; count: number }[], value: string | null): string =>
    formats.number(counts.find((one) => one.value === value)?.count ?? 0);
  const choose = (field: ListField) => (values: (string | null)[]) => onChange(withList(filter, field, values));
  /** By name, and what states none last. */
  const named = (
    counts: readonly { value: string | null; count: number }[],
    name: (value: string) => string,
  ): Facet[] =>
    counts
      .map(({ value, count }) => ({
        value,
        text: value === null ? t("noneStated") : name(value),
        count: formats.number(count),
      }))
      .toSorted((a, b) => Number(a.value === null) - Number(b.value === null) || formats.compare(a.text, b.text));

  return (
    <search className={css.filters} aria-label={t("filters")}>
      <div className={css.filterText}>
        <SearchField label={t("filter")} value={typed} onChange={setTyped} inputRef={inputRef} />
      </div>
      <FacetFilter
        label={t("kinds")}
        facets={SourceKind.options.map((kind) => ({
          value: kind,
          text: t(`kind-${kind}`),
          count: counted(facets?.kinds ?? [], kind),
        }))}
        selected={filter.kinds ?? []}
        onChange={choose("kinds")}
      />
      <FacetFilter
        label={t("affiliation")}
        facets={named(
          facets?.affiliations ?? [],
          (id) => facets?.affiliations.find(({ value }) => value === id)?.name ?? id,
        )}
        selected={filter.affiliations ?? []}
        onChange={choose("affiliations")}
        searchLabel={t("findInList")}
        emptyText={t("noMatch")}
        note={t("affiliationNote")}
      />
      <FacetFilter
        label={t("reliability")}
        facets={letters.map((letter) => ({
          value: letter ?? "none",
          text: words("reliability", letter),
          count: counted(facets?.reliability ?? [], letter),
          sign: (
            <span aria-hidden>
              <GradeBadge axis="reliability" value={letter} size="small" />
            </span>
          ),
        }))}
        selected={filter.reliability ?? []}
        onChange={choose("reliability")}
        note={t("reliabilityNote")}
      />
      <FacetFilter
        label={t("country")}
        facets={named(facets?.countries ?? [], countryName)}
        selected={filter.countries ?? []}
        onChange={choose("countries")}
        searchLabel={t("findInList")}
        emptyText={t("noMatch")}
      />
      <FacetFilter
        label={t("language")}
        facets={named(facets?.languages ?? [], languageName)}
        selected={filter.languages ?? []}
        onChange={choose("languages")}
        searchLabel={t("findInList")}
        emptyText={t("noMatch")}
      />
      <FacetFilter
        label={t("uses")}
        facets={UseBucket.options.map((bucket) => ({
          value: bucket,
          text: t(`uses-${bucket}`),
          count: counted(facets?.uses ?? [], bucket),
        }))}
        selected={filter.uses ?? []}
        onChange={choose("uses")}
      />
      <DateRange
        label={t("lastUsed")}
        after={filter.usedAfter}
        before={filter.usedBefore}
        onChange={({ after, before }) =>
          onChange(withValue(withValue(filter, "usedAfter", after), "usedBefore", before))
        }
        note={t("datesExcluded")}
      />
    </search>
  );
}

/** The conditions in force as chips. */
export function SourceChips({ filter, onChange }: SourceFiltersProps) {
  const t = useText("sources");
  const formats = useFormats();
  const words = useGradeWords();
  const { countryName, languageName } = useRegionNames();
  const names = useSourceNames(filter.affiliations ?? []);
  const textOf = ({ field, value }: Condition): string => {
    switch (field) {
      case "text":
        return t("chipText", { value });
      case "kinds":
        return t(`kind-${value}`);
      case "affiliations":
        return value === null ? t("chipNoAffiliation") : t("chipAffiliation", { value: names.get(value) ?? "…" });
      case "reliability":
        return t("chipReliability", { value: words("reliability", value === "none" ? null : value) });
      case "countries":
        return value === null ? t("chipNoCountry") : t("chipCountry", { value: countryName(value) });
      case "languages":
        return value === null ? t("chipNoLanguage") : t("chipLanguage", { value: languageName(value) });
      case "uses":
        return t(`uses-${value}`);
      case "usedAfter":
        return t("chipAfter", { value: formats.date(value) });
      case "usedBefore":
        return t("chipBefore", { value: formats.date(value) });
      default:
        return field satisfies never;
    }
  };
  const chips = listConditions(filter).map((condition) => {
    const text = textOf(condition);
    return {
      key: `${condition.field}:${condition.value}`,
      text,
      removeText: t("removeFilter", { what: text }),
      remove: () => onChange(withoutCondition(filter, condition)),
    };
  });
  if (chips.length === 0) return null;
  return (
    <div className={css.chips}>
      <FilterChips label={t("filters")} chips={chips} clearText={t("clearFilter")} onClear={() => onChange({})} />
    </div>
  );
}

function useSourceNames(ids: readonly (string | null)[]): Map<string, string> {
  const client = useClient();
  const found = useQueries({
    queries: ids
      .filter((id) => id !== null)
      .map((id) => ({ queryKey: ["sources.get", { id }], queryFn: () => client.call("sources.get", { id }) })),
  });
  return new Map(found.flatMap(({ data }) => (data ? [[data.id, data.name] as const] : [])));
}
