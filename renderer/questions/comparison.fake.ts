import type { Slot } from "../../app/claims/model.ts";
import type { CellValue, Comparison, ComparisonColumn, Question, QuestionRow } from "../../app/questions/model.ts";
import { fakeClaim } from "../data/case.fake.ts";

export const fakeQuestion = (index = 1, change: Partial<QuestionRow> = {}): QuestionRow => ({
  id: `q${index}`,
  text: index === 1 ? "كم عنصرًا من قوات الأمن أُصيب في البدروسية؟" : `How many were hurt (${index})?`,
  note: null,
  state: "open",
  answer: null,
  createdAt: "2025-11-25T08:00:00Z",
  createdBy: "Rana",
  claims: 4,
  articles: 5,
  origins: 2,
  contradictions: 0,
  ...change,
});

const bare = (row: QuestionRow): Question => ({
  id: row.id,
  text: row.text,
  note: row.note,
  state: row.state,
  answer: row.answer,
  createdAt: row.createdAt,
  createdBy: row.createdBy,
});

const count = (text: string, number: number): Slot => ({
  kind: "count",
  text,
  number,
  bound: "exact",
  unit: "جريح",
  date: null,
  sourceId: null,
});

const value = (text: string, number: number | null, group: number, ...claimIds: string[]): CellValue => ({
  text,
  number,
  bound: number === null ? null : "exact",
  unit: number === null ? null : "جريح",
  date: null,
  claimIds,
  group,
});

const column = (key: string, label: string, change: Partial<ComparisonColumn> = {}): ComparisonColumn => ({
  key,
  kind: "source",
  label,
  sourceId: key,
  reliability: null,
  articles: 1,
  claimIds: [],
  sharedAffiliations: [],
  ...change,
});

const ministry = { id: "s9", name: "وزارة الداخلية" };

const claim = (index: number, slots: Slot[], originReliability: "B" | null = null) =>
  fakeClaim(index, { slots, originReliability, articleId: `a${index}`, articleTitle: `Report ${index}` });

/**
 * Four origins: two that differ, one unnamed that says two things, and a family that says nothing of it. c3 has no slots.
 */
export function makeComparison(change: Partial<Comparison> = {}): Comparison {
  return {
    question: bare(fakeQuestion()),
    articles: 5,
    origins: 4,
    columns: [
      column("s1", "قائد الأمن الداخلي", { reliability: "B", claimIds: ["c1"], sharedAffiliations: [ministry] }),
      column("s2", "المتحدث باسم الوزارة", { claimIds: ["c2", "c3"], articles: 2, sharedAffiliations: [ministry] }),
      column("u1", "مصدر أمني", { kind: "unnamed", sourceId: null, claimIds: ["c4", "c5"] }),
      column("f1", "سانا", { kind: "family", sourceId: "s4", claimIds: ["c6"], articles: 4 }),
    ],
    rows: [
      {
        kind: "count",
        unit: "جريح",
        differs: true,
        cells: [
          { values: [value("واحد", 1, 0, "c1")], lit: true },
          { values: [value("إصابة واحدة", 1, 0, "c2")], lit: true },
          { values: [value("ثلاثة", 3, 1, "c4"), value("نحو ثلاثة", 3, 1, "c5")], lit: true },
          { values: [], lit: false },
        ],
      },
      {
        kind: "place",
        unit: null,
        differs: false,
        cells: [
          { values: [value("البدروسية", null, 0, "c1")], lit: false },
          { values: [value("البدروسية", null, 0, "c2")], lit: false },
          { values: [], lit: false },
          { values: [], lit: false },
        ],
      },
    ],
    claims: [
      claim(1, [count("واحد", 1)], "B"),
      claim(2, [count("إصابة واحدة", 1)]),
      claim(3, []),
      claim(4, [count("ثلاثة", 3)]),
      claim(5, [count("نحو ثلاثة", 3)]),
      fakeClaim(6, { slots: [], articleId: "a6" }),
    ],
    relations: [],
    ...change,
  };
}

/** Two origins that differ in one number: the pair is plain. */
export function makePair(change: Partial<Comparison> = {}): Comparison {
  const whole = makeComparison();
  const columns = whole.columns
    .filter(({ key }) => key === "s1" || key === "u1")
    .map((each): ComparisonColumn =>
      Object.assign(each, { sharedAffiliations: [], claimIds: each.claimIds.slice(0, 1) }),
    );
  return {
    ...whole,
    articles: 2,
    origins: 2,
    columns,
    rows: [
      {
        kind: "count",
        unit: "جريح",
        differs: true,
        cells: [
          { values: [value("واحد", 1, 0, "c1")], lit: true },
          { values: [value("ثلاثة", 3, 1, "c4")], lit: true },
        ],
      },
    ],
    claims: whole.claims.filter(({ id }) => id === "c1" || id === "c4"),
    ...change,
  };
}
