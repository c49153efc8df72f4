import { type ClaimFilter, LookReason, RelationKind } from "../../../app/claims/model.ts";
import { unreachable } from "../../../app/kernel/assert.ts";
import type { Tag } from "../../../app/tags/model.ts";
import { useRead } from "../../data/queries.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import { DateRange } from "../../ui/date-range.tsx";
import { FacetFilter } from "../../ui/facet-filter.tsx";
import { FilterChips } from "../../ui/filter-chips.tsx";
import { SearchField, useGradeWords } from "../../ui/index.ts";
import { useTyped } from "../../ui/use-typed.ts";
import { AnalystFilter, ArticleChoice, given, QuestionFilter, SourceFilter } from "./choices.tsx";
import { type Condition, listConditions, withList, withLook, withoutCondition, withValue } from "./filter.ts";
import { useNames } from "./names.ts";

import css from "./claims.module.css";

interface FilterProps {
  filter: ClaimFilter;
  onChange: (filter: ClaimFilter) => void;
}

const gradedValues = ["graded", "not-graded"] as const;

/** The conditions that combine: who says it, where, when, about what, who graded it, what it stands against. */
export function ClaimFilters({ filter, onChange, tags }: FilterProps & { tags: readonly Tag[] }) {
  const t = useText("claims");
  const formats = useFormats();
  const [typed, setTyped] = useTyped(filter.text ?? "", (text) => onChange(withValue(filter, "text", text)));
  const look = useText("look");
  const staleDays = useRead("workstation.get", {}).data?.settings.staleDays ?? null;
  // Counted as if no reason were chosen, so that each says how many it would find.
  const looks = useRead("claims.looks", { filter: withLook(filter, [], null), staleDays }, { keep: true }).data;
  const outlets = useRead("articles.facets", { filter: {} }).data?.outlets ?? [];
  return (
    <search className={css.filters} aria-label={t("filters")}>
      <SearchField label={t("filterText")} value={typed} onChange={setTyped} />
      <div className={css.filterRow}>
        <SourceFilter
          label={t("source")}
          selected={filter.sources ?? []}
          onChange={(values) => onChange(withList(filter, "sources", values))}
        />
        <SourceFilter
          label={t("origin")}
          selected={filter.origins ?? []}
          onChange={(values) => onChange(withList(filter, "origins", values))}
        />
        <FacetFilter
          label={t("outlet")}
          facets={outlets.map(({ value }) => ({ value, text: value ?? t("noOutlet") }))}
          selected={filter.outlets ?? []}
          onChange={(values) => onChange(withList(filter, "outlets", values))}
          searchLabel={t("searchTags")}
          emptyText={t("noMatch")}
        />
        <FacetFilter
          label={t("tag")}
          facets={tags.map((tag) => ({ value: tag.id, text: tag.path, count: formats.number(tag.uses) }))}
          selected={filter.tags ?? []}
          onChange={(values) => onChange(withList(filter, "tags", values))}
          searchLabel={t("searchTags")}
          emptyText={t("noMatch")}
          note={t("includesChildren")}
        />
        <QuestionFilter
          label={t("question")}
          selected={filter.questions ?? []}
          onChange={(values) => onChange(withList(filter, "questions", values))}
        />
        <ArticleChoice
          selected={filter.articles ?? []}
          onChange={(values) => onChange(withList(filter, "articles", values))}
        />
        <DateRange
          label={t("date")}
          after={filter.after}
          before={filter.before}
          onChange={({ after, before }) => onChange(withValue(withValue(filter, "after", after), "before", before))}
          note={t("datesExcluded")}
        />
        <FacetFilter
          label={t("relation")}
          facets={RelationKind.options.map((kind) => ({ value: kind, text: t(`relation-${kind}`) }))}
          selected={filter.relations ?? []}
          onChange={(values) => onChange(withList(filter, "relations", values))}
        />
        <FacetFilter
          label={t("look")}
          facets={LookReason.options.map((reason) => ({
            value: reason,
            text: look(`why-${reason}`),
            ...(looks ? { count: formats.number(looks.reasons[reason]) } : {}),
          }))}
          selected={filter.look?.reasons ?? []}
          onChange={(values) =>
            onChange(
              withLook(
                filter,
                LookReason.options.filter((reason) => values.includes(reason)),
                staleDays,
              ),
            )
          }
          note={t(staleDays === null ? "staleNever" : "staleFrom", {
            count: staleDays ?? 0,
            n: formats.number(staleDays ?? 0),
          })}
        />
        <AnalystFilter
          selected={filter.analysts ?? []}
          onChange={(values) => onChange(withList(filter, "analysts", given(values)))}
        />
        <FacetFilter
          label={t("graded")}
          facets={[
            { value: "graded", text: t("gradedBoth") },
            { value: "not-graded", text: t("gradedNot") },
            { value: "withoutReason", text: t("withoutReason") },
          ]}
          selected={[...(filter.graded ? [filter.graded] : []), ...(filter.withoutReason ? ["withoutReason"] : [])]}
          onChange={(values) => {
            // Graded or not: choosing the second lets go of the first. Without a reason combines with either.
            const other = gradedValues.find((value) => value !== filter.graded && values.includes(value));
            const same = filter.graded && values.includes(filter.graded) ? filter.graded : undefined;
            const graded = withValue(filter, "graded", other ?? same);
            onChange(withValue(graded, "withoutReason", values.includes("withoutReason") || undefined));
          }}
        />
      </div>
    </search>
  );
}

/** The conditions in force as chips. */
export function ClaimChips({ filter, onChange, tags }: FilterProps & { tags: readonly Tag[] }) {
  const t = useText("claims");
  const formats = useFormats();
  const words = useGradeWords();
  const look = useText("look");
  const textOf = ({ field, value }: Condition): string => {
    switch (field) {
      case "text":
        return t("chipText", { value: value?.trim() });
      case "outlets":
        return t("chipOutlet", { value: value ?? t("noOutlet") });
      case "reliability":
        return t("chipReliability", { value: words("reliability", value === "none" ? null : value) });
      case "credibility":
        return t("chipCredibility", { value: words("credibility", value === "none" ? null : value) });
      case "tags":
        return t("chipTag", { value: tags.find((tag) => tag.id === value)?.path ?? "…" });
      case "analysts":
        return t("chipAnalyst", { value });
      case "relations":
        return t("chipRelation", { value: t(`relation-${value}`) });
      case "look":
        return look(`why-${value}`);
      case "graded":
        return t(value === "graded" ? "gradedBoth" : "gradedNot");
      case "withoutReason":
        return t("withoutReason");
      case "after":
        return t("chipAfter", { value: formats.date(value) });
      case "before":
        return t("chipBefore", { value: formats.date(value) });
      case "sources":
      case "origins":
      case "articles":
      case "questions":
        return "";
      default:
        return unreachable(field);
    }
  };
  const named = useNames(filter);
  const chips = listConditions(filter).map((condition) => {
    const { field, value } = condition;
    const name = named.get(value ?? "") ?? "…";
    const text =
      field === "sources"
        ? t("chipSource", { value: name })
        : field === "origins"
          ? t("chipOrigin", { value: name })
          : field === "articles"
            ? t("chipArticle", { value: name })
            : field === "questions"
              ? t("chipQuestion", { value: name })
              : textOf(condition);
    return {
      key: `${field}:${value}`,
      text,
      removeText: t("removeFilter", { what: text }),
      remove: () => onChange(withoutCondition(filter, condition)),
    };
  });
  return <FilterChips label={t("filters")} chips={chips} clearText={t("clearFilters")} onClear={() => onChange({})} />;
}
