import type {
  BatchRow,
  ClaimsWithin,
  ConcordanceSort,
  GroupBy,
  GroupKey,
  SavedSearch,
  SearchOrder,
} from "../../app/search/model.ts";

export const readings = ["articles", "claims", "memos", "concordance"] as const satisfies readonly Reading[];
/** How the answer to a query is read. */
export type Reading = SavedSearch["reading"];

/** What the search page asks and how the answer is read. */
export interface SearchLook {
  query: string;
  reading: Reading;
  order: SearchOrder;
  /** What articles are grouped by, beside them; null: they are not. */
  groupBy: GroupBy | null;
  /** The group that the search is kept within, and what it is called; `label` is null of the group without a value. */
  group: { of: GroupKey; label: string | null } | null;
  /** What the search is kept within: articles, a filter of the library, or claims. */
  within: ClaimsWithin | null;
  /** Order of the concordance, and whether copies have their lines in it. */
  sort: ConcordanceSort;
  copies: boolean;
  /** The visit to the reader (`ReaderTarget.at`) that a result was opened with: coming back, one is at that result. */
  leftFor: number | null;
  /** Queries of this session, newest first. */
  asked: readonly string[];
  /** What the last batch of queries found. */
  batch: { rows: readonly BatchRow[]; isStopped: boolean } | null;
}

export const firstSearch: SearchLook = {
  query: "",
  reading: "articles",
  order: "relevance",
  groupBy: null,
  group: null,
  within: null,
  sort: "position",
  copies: true,
  leftFor: null,
  asked: [],
  batch: null,
};

/** Queries of a session that are remembered. */
const remembered = 30;

/** The queries of the session after one more was asked. */
export function withAsked(asked: readonly string[], query: string): readonly string[] {
  const text = query.trim();
  return text === "" ? asked : [text, ...asked.filter((one) => one !== text)].slice(0, remembered);
}

/** The search as another place asks for it: within what it names, and read as that can be read. */
export function searchWithin(look: SearchLook, within: ClaimsWithin): SearchLook {
  const isOfClaims = "claims" in within;
  const reading = isOfClaims && look.reading !== "memos" ? "claims" : look.reading;
  return { ...look, within, group: null, reading };
}
