import { useMemo } from "react";

import type { ConcordanceSort, GroupKey, SearchOrder, Within } from "../../app/search/model.ts";
import { useRead } from "../data/queries.ts";
import { type Reading, readings } from "../state/search.ts";
import { useView } from "../state/view.ts";

/** UTF-16 units on either side of a hit: what a wide screen shows on one line. */
const LINE_WIDTH = 110;

export interface ArticlesAsked {
  query: string;
  order: SearchOrder;
  within?: Within;
  group?: GroupKey;
}
export interface ConcordanceAsked extends Omit<ArticlesAsked, "order"> {
  sort: ConcordanceSort;
  copies: boolean;
  width: number;
}

/** What the page asks, reading by reading, and how many each of them finds; what fails fails in all of them. */
export function useSearch() {
  const { query, order, within, group, reading, sort, copies } = useView((view) => view.search);
  const asked = query.trim();
  const isAsked = asked !== "";
  const inArticles = within !== null && !("claims" in within) ? within : null;
  const key = group?.of ?? null;

  const kept = useMemo(
    () => ({ ...(inArticles ? { within: inArticles } : {}), ...(key ? { group: key } : {}) }),
    [inArticles, key],
  );
  const articles = useMemo((): ArticlesAsked => ({ query: asked, order, ...kept }), [asked, order, kept]);
  const claims = useMemo(() => ({ query: asked, order, ...(within ? { within } : {}) }), [asked, order, within]);
  const concordance = useMemo(
    (): ConcordanceAsked => ({ query: asked, sort, copies, width: LINE_WIDTH, ...kept }),
    [asked, sort, copies, kept],
  );
  /** Chosen claims are no articles: they are read as claims and memos only. */
  const offered = useMemo(
    (): readonly Reading[] => (within && "claims" in within ? ["claims", "memos"] : readings),
    [within],
  );
  const isOfArticles = isAsked && offered.includes("articles");
  const first = { limit: 1, offset: 0 };
  const found = {
    articles: useRead("search.articles", { ...articles, ...first }, { enabled: isOfArticles, keep: true }),
    claims: useRead("search.claims", { ...claims, ...first }, { enabled: isAsked, keep: true }),
    memos: useRead("search.memos", { ...claims, ...first }, { enabled: isAsked, keep: true }),
  };
  // Its lines are counted by reading texts: only where they are wanted.
  const lines = useRead(
    "search.concordance",
    { ...concordance, ...first },
    { enabled: isAsked && reading === "concordance", keep: true },
  );
  const shown = offered.includes(reading) ? reading : "claims";
  const error = found.claims.error ?? found.memos.error ?? (isOfArticles ? found.articles.error : null);
  return {
    asked,
    isAsked,
    shown,
    offered,
    articles,
    claims,
    concordance,
    lines,
    counts: {
      articles: found.articles.data?.total,
      claims: found.claims.data?.total,
      memos: found.memos.data?.total,
      // What was counted for another query says nothing of this one.
      concordance: lines.isPlaceholderData && reading !== "concordance" ? undefined : lines.data?.total,
    },
    tookMs: (shown === "concordance" ? lines : found[shown]).data?.tookMs,
    error: shown === "concordance" ? (error ?? lines.error) : error,
    retry: (): void => {
      void found.articles.refetch();
      void found.claims.refetch();
      void found.memos.refetch();
    },
  };
}

export type Searching = ReturnType<typeof useSearch>;
