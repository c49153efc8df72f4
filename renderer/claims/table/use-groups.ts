import { useMemo } from "react";

import type { ClaimFilter, ClaimGrouping } from "../../../app/claims/model.ts";
import { useRead } from "../../data/queries.ts";
import { useText } from "../../i18n/index.ts";
import type { TableSection } from "../../ui/index.ts";

/** The groups of the listing as sections of its table; undefined: it has none; null: they are on their way. */
export function useGroups(
  filter: ClaimFilter,
  groupBy: ClaimGrouping | null,
): readonly TableSection[] | null | undefined {
  const t = useText("claims");
  const { data } = useRead("claims.groups", { filter, by: groupBy ?? "origin" }, { enabled: groupBy !== null });
  return useMemo(() => {
    if (groupBy === null) return undefined;
    if (!data) return null;
    return data.map(({ value, label, count }) => ({
      // A name may be any text, also "none".
      key: value === null ? groupBy : `${groupBy}:${value}`,
      label: label ?? t(`without-${groupBy}`),
      count,
    }));
  }, [groupBy, data, t]);
}
