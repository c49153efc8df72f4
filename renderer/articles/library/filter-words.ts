import type { ArticleFilter, FamilySize } from "../../../app/articles/model.ts";
import { unreachable } from "../../../app/kernel/assert.ts";
import type { Tag } from "../../../app/tags/model.ts";
import { useFormats } from "../../i18n/formats.ts";
import { useText } from "../../i18n/index.ts";
import type { FilterChip } from "../../ui/filter-chips.tsx";
import { useLanguageNames } from "./columns.tsx";
import { type Condition, listConditions, withoutCondition } from "./filter.ts";

/** How large a family is, in words: "2", "3–5", "51 or more". */
export function useSizeWords(): (size: FamilySize) => string {
  const t = useText("library");
  const formats = useFormats();
  return (size) => {
    const [least = 0, most] = size.split(/[-+]/u).map(Number);
    const from = formats.number(least);
    if (size.endsWith("+")) return t("sizeMore", { least: from });
    return most === undefined ? from : t("sizeRange", { least: from, most: formats.number(most) });
  };
}

/** A period of days, months or years, each end named or open, in words. */
export function usePeriodWords(): (from: string | undefined, until: string | undefined) => string {
  const t = useText("library");
  const formats = useFormats();
  return (from, until) => {
    const [first, last] = [formats.date(from ?? null), formats.date(until ?? null)];
    if (!until) return t("chipFrom", { value: first });
    if (!from) return t("chipUntil", { value: last });
    return from === until ? first : t("chipPeriod", { from: first, until: last });
  };
}

/** What a condition says, in words. */
function useConditionWords(tags: readonly Tag[]): (condition: Condition) => string {
  const t = useText("library");
  const formats = useFormats();
  const languageName = useLanguageNames();
  const sizeWords = useSizeWords();
  const periodWords = usePeriodWords();
  return ({ field, value }) => {
    switch (field) {
      case "text":
        return t("chipText", { value: value?.trim() });
      case "states":
        return t(`state-${value}`);
      case "languages":
        return value === null ? t("noLanguage") : languageName(value);
      case "outlets":
        return value ?? t("noOutlet");
      case "tags":
        return t("chipTag", { value: tags.find((tag) => tag.id === value)?.path ?? "…" });
      case "claims":
        return t(value === "with" ? "claimsWith" : "claimsWithout");
      case "family":
        return t(value === "in-family" ? "familyIn" : "familyAlone");
      case "familySizes":
        return value === "1" ? t("familyAlone") : t("chipSize", { size: sizeWords(value as FamilySize) });
      case "after":
        return t("chipAfter", { value: formats.date(value) });
      case "before":
        return t("chipBefore", { value: formats.date(value) });
      case "period": {
        const [from, until] = (value ?? "").split("/");
        return periodWords(from, until);
      }
      case "dated":
        return t(value === "undated" ? "noDate" : "yearOnly");
      default:
        return unreachable(field);
    }
  };
}

/** The conditions of a filter as chips, each with the way to take it away. */
export function useFilterChips(
  filter: ArticleFilter,
  onChange: (filter: ArticleFilter) => void,
  tags: readonly Tag[],
): FilterChip[] {
  const t = useText("library");
  const textOf = useConditionWords(tags);
  return listConditions(filter).map((condition) => {
    const text = textOf(condition);
    return {
      key: `${condition.field}:${condition.value}`,
      text,
      removeText: t("removeFilter", { what: text }),
      remove: () => onChange(withoutCondition(filter, condition)),
    };
  });
}
