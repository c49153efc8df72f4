import type { Assessment, Source, SourceRow } from "../../app/sources/model.ts";
import { type FakeCase, fakeAct, fakeArticle, fakeClaim, fakeSource, makeFakeCase } from "../data/case.fake.ts";

export const fakeAssessment = (id: string, change: Partial<Assessment> = {}): Assessment => ({
  id,
  axis: "reliability",
  value: "C",
  scope: "general",
  topic: null,
  sourceId: "s1",
  claimId: null,
  reasonCode: null,
  reason: null,
  evidence: [],
  blind: false,
  insisted: null,
  scale: { id: "nato-admiralty", version: "AJP-2.1" },
  analyst: { name: "Rana", initials: "RA" },
  at: "2025-11-25T08:00:00Z",
  supersededBy: null,
  ...change,
});

const rowKeys = [
  "id",
  "name",
  "aliases",
  "kind",
  "affiliation",
  "country",
  "language",
  "lastUsed",
  "claims",
  "origins",
  "reliability",
] as const;
/** A source as a list shows it. */
export const fakeRow = (index: number, change: Partial<Source> = {}): SourceRow => {
  const source = fakeSource(index, { name: `Source ${index}`, ...change });
  return Object.fromEntries(rowKeys.map((key) => [key, source[key]])) as SourceRow;
};

const numberOf = (id: string): number => Number(id.slice(1));

/** A case of `total` sources, of which `known` says more; answers given stand before the usual ones. */
export function makeSourcesCase(
  { total = 3, known = {} }: { total?: number; known?: Record<string, Partial<Source>> } = {},
  answers: Record<string, (input: never) => unknown> = {},
): FakeCase {
  const get = (id: string): Source => fakeSource(numberOf(id), { name: `Source ${id.slice(1)}`, ...known[id] });
  return makeFakeCase({
    "sources.list": ({ offset, limit }: { offset: number; limit: number }) => ({
      total,
      rows: Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, i) =>
        fakeRow(offset + i, { reliability: offset + i === 0 ? "F" : null, ...known[`s${offset + i}`] }),
      ),
    }),
    "sources.facets": () => ({
      total,
      kinds: [{ value: "outlet", count: total }],
      affiliations: [
        { value: "s9", name: "Ministry", count: 1 },
        { value: null, name: null, count: total - 1 },
      ],
      reliability: [
        { value: "F", count: 1 },
        { value: null, count: total - 1 },
      ],
      countries: [{ value: "SY", count: 2 }],
      languages: [{ value: "ar", count: total }],
      uses: [{ value: "1-9", count: total }],
    }),
    "sources.ids": () => Array.from({ length: total }, (_, i) => `s${i}`),
    "sources.place": ({ id }: { id: string }) => ({ index: numberOf(id) }),
    "sources.get": ({ id }: { id: string }) => get(id),
    "sources.suggest": ({ text }: { text: string }) =>
      text.toLowerCase().startsWith("min") ? [fakeRow(9, { name: "Ministry" })] : [],
    "sources.record": () => ({
      claims: 12,
      credibility: [
        { value: "2", count: 5 },
        { value: "6", count: 1 },
        { value: null, count: 6 },
      ],
      reliability: [
        { value: "B", count: 4 },
        { value: null, count: 8 },
      ],
      contradicted: 2,
      corroborated: 1,
      updated: 0,
      drifted: 3,
    }),
    "sources.duplicates": () => ({ total: 0, pairs: [] }),
    "sources.edit": ({ id }: { id: string }) => get(id),
    "sources.add": () => fakeSource(2),
    "sources.assess": ({ id }: { id: string }) => get(id),
    "sources.merge": ({ into }: { into: string }) => get(into),
    "sources.split": ({ id }: { id: string }) => get(id),
    "sources.distinguish": () => ({}),
    "claims.get": ({ id }: { id: string }) => ({ ...fakeClaim(numberOf(id)), assessments: [] }),
    "claims.list": () => ({ total: 1, rows: [fakeClaim(4)] }),
    "articles.list": () => ({ total: 1, rows: [fakeArticle(3)] }),
    "ledger.standing": () => ({ undo: fakeAct(1), redo: null }),
    "ledger.undo": () => fakeAct(2),
    ...answers,
  });
}
