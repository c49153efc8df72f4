import type { ConcordanceLine, GroupKey, SearchGroup, Within } from "../../app/search/model.ts";
import { parseQuery } from "../../app/search/query.ts";
import { type FakeCase, FakeRefusal, makeFakeCase } from "../data/case.fake.ts";

interface Window {
  query: string;
  offset: number;
  limit: number;
}

const snippet = { text: "عنصر من جهاز الاستخبارات أصيب", start: 400, end: 429, hits: [[13, 24]] };

const some = <Row>(total: number, { offset, limit }: Window, make: (at: number) => Row): Row[] =>
  Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, i) => make(offset + i));

function check({ query }: { query: string }): void {
  const read = parseQuery(query);
  if (!read.ok) throw new FakeRefusal("query-syntax", { position: read.error.position, reason: read.error.reason });
}

export const fakeLine = (index: number, change: Partial<ConcordanceLine> = {}): ConcordanceLine => ({
  articleId: `a${index}`,
  title: `Result ${index}`,
  outlet: "عنب بلدي",
  publishedAt: "2025-11-24",
  start: 413,
  end: 424,
  before: "أصيب عنصر من جهاز ",
  hit: "الاستخبارات",
  after: " في البدروسية",
  ...change,
});

export const fakeGroup = (index: number, change: Partial<SearchGroup> = {}): SearchGroup => ({
  key: `Outlet ${index}`,
  label: `Outlet ${index}`,
  articles: 10 - index,
  hits: 20 - index,
  size: null,
  articleId: null,
  ...change,
});

/** A case in which every query finds as much as is said; "كتلب" and "hgh" are no words of it. */
export function makeFakeSearch({
  total = 1_000_000,
  lines = [fakeLine(0), fakeLine(1)],
  bounded = false,
  more = {},
}: {
  total?: number;
  lines?: readonly ConcordanceLine[];
  bounded?: boolean;
  more?: Parameters<typeof makeFakeCase>[0];
} = {}): FakeCase {
  return makeFakeCase({
    "search.articles": (asked: Window & { within?: Within; group?: GroupKey }) => {
      check(asked);
      const found = asked.group ? 9 : asked.within ? 2 : total;
      return {
        total: found,
        tookMs: 1.5,
        hits: some(found, asked, (at) => ({
          articleId: `a${at}`,
          title: `Result ${at}`,
          outlet: "عنب بلدي",
          publishedAt: "2025-11-24",
          language: "ar",
          score: 1,
          snippets: [snippet],
        })),
      };
    },
    "search.claims": (asked: Window) => {
      check(asked);
      return {
        total: 1,
        tookMs: 0.4,
        hits: some(1, asked, () => ({
          claimId: "c1",
          articleId: "a7",
          articleTitle: "اشتباكات",
          outlet: null,
          origin: "قائد الأمن الداخلي",
          reliability: null,
          credibility: "6",
          score: 1,
          field: "quote",
          snippets: [snippet],
        })),
      };
    },
    "search.memos": (asked: Window) => {
      check(asked);
      return {
        total: 1,
        tookMs: 0.3,
        hits: some(1, asked, () => ({
          kind: "annotation",
          id: "n1",
          articleId: "a8",
          articleTitle: "حريق",
          outlet: null,
          quote: "مستودع المحروقات",
          score: 1,
          snippets: [snippet],
        })),
      };
    },
    "search.concordance": (asked: Window & { whole: boolean }) => ({
      total: lines.length,
      bounded: bounded && !asked.whole,
      articles: 40,
      read: bounded && !asked.whole ? 12 : 40,
      without: 0,
      hasWords: true,
      lines: lines.slice(asked.offset, asked.offset + asked.limit),
      tookMs: 2,
    }),
    "search.groups": (asked: Window) => ({
      total: 3,
      articles: 40,
      groups: some(3, asked, (at) => fakeGroup(at)),
      none: { articles: 4, hits: null },
      tookMs: 1,
    }),
    "search.suggestions": ({ query }: { query: string }) => ({
      ready: true,
      suggestions: query.includes("hgh")
        ? [
            {
              start: query.indexOf("hgh"),
              end: query.indexOf("hgh") + 3,
              typed: "hgh",
              articles: 0,
              words: [
                { word: "الأ", reason: "layout", articles: 12 },
                { word: "high", reason: "spelling", articles: 3 },
              ],
            },
          ]
        : [],
    }),
    "cases.views": () => [],
    "articles.facets": () => ({
      total: 48,
      states: [],
      languages: [{ value: "ar", count: 30 }],
      outlets: [
        { value: "عنب بلدي", count: 20 },
        { value: "SANA", count: 9 },
      ],
    }),
    "tags.list": () => [],
    "sources.suggest": () => [],
    ...more,
  });
}
