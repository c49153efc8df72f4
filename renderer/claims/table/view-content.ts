import { ClaimFilter, ClaimGrouping, ClaimSort } from "../../../app/claims/model.ts";
import { z } from "../../../app/kernel/schema.ts";
import { TableLayout, plainLayout } from "../../ui/table/layout.ts";

/** What a saved view of the claims page holds. */
export interface ClaimView {
  layout: TableLayout;
  filter: ClaimFilter;
  sort: ClaimSort[];
  groupBy: ClaimGrouping | null;
}

const record = z.record(z.string(), z.unknown());

/** A filter of which every condition is read by itself: what another version wrote otherwise is left out. */
function readFilter(content: unknown): ClaimFilter {
  const given = record.safeParse(content).data ?? {};
  const known = Object.entries(ClaimFilter.shape).flatMap(([field, schema]) => {
    const value = field in given ? schema.safeParse(given[field]) : null;
    return value?.success && value.data !== undefined ? [[field, value.data] as const] : [];
  });
  return ClaimFilter.parse(Object.fromEntries(known));
}

const readSort = (content: unknown): ClaimSort[] =>
  (Array.isArray(content) ? content : []).flatMap((each) => ClaimSort.safeParse(each).data ?? []).slice(0, 4);

/** A view as it was kept, by this version or another: what is not understood is as it is without a view. */
export function readClaimView(content: unknown): ClaimView {
  const given = record.safeParse(content).data ?? {};
  return {
    layout: TableLayout.safeParse(given["layout"]).data ?? plainLayout,
    filter: readFilter(given["filter"]),
    sort: readSort(given["sort"]),
    groupBy: ClaimGrouping.safeParse(given["groupBy"]).data ?? null,
  };
}
