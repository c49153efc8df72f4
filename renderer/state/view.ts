import { create } from "zustand";

import type { Reanchoring } from "../../app/articles/anchors.ts";
import type { DraftFilter, DraftSort } from "../../app/articles/drafts.ts";
import type { ArticleFilter, ArticleSort, Range } from "../../app/articles/model.ts";
import type { UnreadableFilter, UnreadableSort } from "../../app/articles/unreadable.ts";
import type { ClaimFilter, ClaimGrouping, ClaimSort } from "../../app/claims/model.ts";
import type { ClaimsWithin } from "../../app/search/model.ts";
import type { SourceColumn, SourceFilter } from "../../app/sources/model.ts";
import { firstSearch, type SearchLook, searchWithin, withAsked } from "./search.ts";

export const pages = [
  "library",
  "reader",
  "claims",
  "look",
  "questions",
  "sources",
  "tags",
  "search",
  "overview",
  "collection",
  "history",
] as const;
/**
 * Five are no places of their own: grading is a run over some claims that is left when it is over, the review of marks is
 * entered where there are marks that stand on an earlier text, the proposals of copies and what could not be read from the
 * library, and a draft of an import by importing.
 */
export type Page = (typeof pages)[number] | "grading" | "review" | "copies" | "draft" | "unreadable";

/** A mark whose words in the newest text the analyst selects in the reader. */
export interface SpanByHand {
  articleId: string;
  /** The version that is selected in. */
  version: string;
  mark: Pick<Reanchoring, "kind" | "objectId" | "index">;
  quote: string;
}

/** What the reader is asked to show; `at` differs each time, so that the same target asked for twice is gone to twice. */
export interface ReaderTarget {
  articleId: string;
  version?: string;
  span?: Range;
  claimId?: string;
  annotationId?: string;
  /** The listing the article was opened from: previous and next go through it. */
  from: { filter: ArticleFilter; sort: ArticleSort[] };
  at: number;
}

export interface OpenArticle {
  version?: string;
  span?: Range;
  claimId?: string;
  annotationId?: string;
  /** True: previous and next follow the library as it is filtered and sorted now. */
  fromListing?: boolean;
}

/** The order of the sources: by the first column, and where that is the same by the next. */
export type SourceSort = { column: SourceColumn; descending: boolean };

/** What the analyst looks at, for this session only; evidence lives in the case. */
interface View {
  page: Page;
  reader: ReaderTarget | null;
  library: { filter: ArticleFilter; sort: ArticleSort[] };
  claims: { filter: ClaimFilter; sort: ClaimSort[]; groupBy: ClaimGrouping | null };
  sources: { filter: SourceFilter; sort: SourceSort[] };
  /** The source that the sources page shows. */
  sourceId: string | null;
  /** The question that the questions page shows; null: their list. */
  questionId: string | null;
  /** The tag that the codebook shows. */
  tagId: string | null;
  /** The claims of the grading run, in their order, and the page it was started from. */
  grading: { claimIds: readonly string[]; from: Page } | null;
  /** The article whose marks are reviewed; null: the first that has some. */
  reviewed: string | null;
  byHand: SpanByHand | null;
  search: SearchLook;
  /** The import draft that is looked at, and how its items are listed; null: the one that is just read, the only one, or a list of them. */
  draft: { id: string | null; filter: DraftFilter; sort: DraftSort[] };
  /** How what could not be read is listed. */
  unreadable: { filter: UnreadableFilter; sort: UnreadableSort[] };
  /** The page on the collection: its own filter, the time that is looked at closely, and whether charts stand as tables. */
  collection: { filter: ArticleFilter; zoom: { from: string; until: string } | null; asTables: boolean };
  go: (page: Page) => void;
  openArticle: (articleId: string, target?: OpenArticle) => void;
  goToLibrary: (filter: ArticleFilter) => void;
  goToClaims: (filter: ClaimFilter) => void;
  goToSource: (sourceId: string) => void;
  goToQuestion: (questionId: string | null) => void;
  goToTag: (tagId: string) => void;
  startGrading: (claimIds: readonly string[]) => void;
  goToReview: (articleId: string | null) => void;
  goToDraft: (draftId: string | null) => void;
  selectByHand: (wanted: SpanByHand) => void;
  /** Searches the whole case. */
  goToSearch: (query: string) => void;
  searchWithin: (within: ClaimsWithin) => void;
  /** Remembers a query for this session. */
  rememberQuery: (query: string) => void;
  setLibrary: (change: Partial<View["library"]>) => void;
  setClaims: (change: Partial<View["claims"]>) => void;
  setSources: (change: Partial<View["sources"]>) => void;
  setSearch: (change: Partial<View["search"]>) => void;
  setDraft: (change: Partial<View["draft"]>) => void;
  setUnreadable: (change: Partial<View["unreadable"]>) => void;
  setCollection: (change: Partial<View["collection"]>) => void;
  /** Another case: nothing of the last one is shown. */
  reset: () => void;
}

const first = {
  page: "library" as Page,
  reader: null,
  library: { filter: {}, sort: [] },
  claims: { filter: {}, sort: [], groupBy: null },
  sources: { filter: {}, sort: [] },
  sourceId: null,
  questionId: null,
  tagId: null,
  grading: null,
  reviewed: null,
  byHand: null,
  draft: { id: null, filter: {}, sort: [] },
  unreadable: { filter: { leftAside: false }, sort: [] },
  collection: { filter: {}, zoom: null, asTables: false },
  search: firstSearch,
};

let visits = 0;

export const useView = create<View>()((set, get) => ({
  ...first,
  go: (page) => set({ page, byHand: null }),
  openArticle: (articleId, { fromListing = false, ...target } = {}) => {
    const before = get().reader;
    const from = fromListing ? get().library : (before?.from ?? { filter: {}, sort: [] });
    visits += 1;
    set({ page: "reader", reader: { articleId, ...target, from, at: visits }, byHand: null });
  },
  goToLibrary: (filter) => set({ page: "library", library: { ...get().library, filter } }),
  goToClaims: (filter) => set({ page: "claims", claims: { ...get().claims, filter } }),
  goToSource: (sourceId) => set({ page: "sources", sourceId }),
  goToQuestion: (questionId) => set({ page: "questions", questionId }),
  goToTag: (tagId) => set({ page: "tags", tagId }),
  startGrading: (claimIds) => set({ page: "grading", grading: { claimIds, from: get().page } }),
  goToReview: (articleId) => set({ page: "review", reviewed: articleId, byHand: null }),
  goToDraft: (id) => {
    const { draft } = get();
    set({ page: "draft", draft: id === draft.id ? draft : { id, filter: {}, sort: [] }, byHand: null });
  },
  selectByHand: (byHand) => {
    get().openArticle(byHand.articleId, { version: byHand.version });
    set({ byHand });
  },
  goToSearch: (query) =>
    set({ page: "search", search: { ...get().search, query, within: null, group: null, leftFor: null } }),
  searchWithin: (within) => set({ page: "search", search: { ...searchWithin(get().search, within), leftFor: null } }),
  rememberQuery: (query) => set({ search: { ...get().search, asked: withAsked(get().search.asked, query) } }),
  setLibrary: (change) => set({ library: { ...get().library, ...change } }),
  setClaims: (change) => set({ claims: { ...get().claims, ...change } }),
  setSources: (change) => set({ sources: { ...get().sources, ...change } }),
  setDraft: (change) => set({ draft: { ...get().draft, ...change } }),
  setUnreadable: (change) => set({ unreadable: { ...get().unreadable, ...change } }),
  setCollection: (change) => set({ collection: { ...get().collection, ...change } }),
  setSearch: (change) => set({ search: { ...get().search, ...change } }),
  reset: () => set(first),
}));
