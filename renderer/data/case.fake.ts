import type { ArticleRow } from "../../app/articles/model.ts";
import type { Claim } from "../../app/claims/model.ts";
import type { Transport } from "../../app/contract/client.ts";
import type { ErrorCode } from "../../app/contract/errors.ts";
import type { BackendEvent } from "../../app/contract/events.ts";
import { contract, isProcedure } from "../../app/contract/index.ts";
import type { Act, Entry } from "../../app/ledger/model.ts";
import type { Source } from "../../app/sources/model.ts";
import type { Tag } from "../../app/tags/model.ts";

type Answer = (input: never) => unknown;

/** A backend of plain functions for component tests; answers and inputs are checked against the contract. */
export interface FakeCase {
  transport: Transport;
  /** What was asked, in order. */
  calls: { procedure: string; input: unknown }[];
  asked: (procedure: string) => unknown[];
  tell: (event: BackendEvent) => void;
}

/** Thrown by an answer to refuse. */
export class FakeRefusal extends Error {
  readonly code: ErrorCode;
  readonly details: Record<string, string | number>;
  constructor(code: ErrorCode, details: Record<string, string | number> = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
}

export function makeFakeCase(answers: Record<string, Answer>): FakeCase {
  const listeners = new Set<(event: BackendEvent) => void>();
  const calls: FakeCase["calls"] = [];
  return {
    calls,
    asked: (procedure) => calls.filter((call) => call.procedure === procedure).map(({ input }) => input),
    tell: (event) => listeners.forEach((listener) => listener(event)),
    transport: {
      subscribe: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      call: async ({ procedure, input }) => {
        calls.push({ procedure, input });
        await Promise.resolve();
        const answer = answers[procedure];
        if (!answer)
          return { ok: false, error: { code: "unknown-procedure", message: `the fake has no ${procedure}` } };
        try {
          const parsed = isProcedure(procedure) ? contract[procedure].input.parse(input) : input;
          const value = answer(parsed as never);
          if (isProcedure(procedure) && contract[procedure].kind !== "job") contract[procedure].output.parse(value);
          return { ok: true, value: value as never };
        } catch (error) {
          if (!(error instanceof FakeRefusal)) throw error;
          return { ok: false, error: { code: error.code, message: error.message, details: error.details } };
        }
      },
    },
  };
}

export const fakeArticle = (index: number, change: Partial<ArticleRow> = {}): ArticleRow => ({
  id: `a${index}`,
  title: index % 2 === 0 ? `مقالة رقم ${index}` : `Article number ${index}`,
  outlet: index % 3 === 0 ? null : "عنب بلدي",
  author: null,
  publishedAt: "2025-11-24",
  language: index % 2 === 0 ? "ar" : "en",
  state: "unread",
  tags: [],
  claims: index % 4,
  importedAt: "2025-11-25T08:00:00Z",
  chars: 1000,
  path: "/collection/a.html",
  sha256: "0".repeat(64),
  family: null,
  ...change,
});

export const fakeTag = (id: string, path: string): Tag => ({
  id,
  name: path.split("/").at(-1) ?? path,
  parentId: null,
  path,
  colour: 3,
  description: null,
  uses: 1,
});

export const fakeClaim = (index: number, change: Partial<Claim> = {}): Claim => ({
  id: `c${index}`,
  articleId: "a0",
  articleTitle: "اشتباكات في البدروسية",
  outlet: "عنب بلدي",
  spans: [{ start: 10, end: 30, articleId: "a0", version: "v1", quote: "إصابة عنصر من جهاز الاستخبارات" }],
  statement: index % 2 === 0 ? `One member was wounded (${index})` : null,
  hops: [
    { source: "عنب بلدي", sourceId: "s1", mode: "paraphrase", basis: null, cue: null, descriptor: null },
    { source: "قائد الأمن الداخلي", sourceId: "s2", mode: "direct-quote", basis: "told", cue: null, descriptor: null },
  ],
  furtherChains: [],
  slots: [],
  questions: [],
  relations: {},
  gradedAt: { reliability: "2025-11-25T08:00:00Z", credibility: "2025-11-25T08:00:00Z" },
  gradedBy: { reliability: "Rana", credibility: "Rana" },
  look: [],
  reliability: "B",
  credibility: "2",
  withoutReason: { reliability: true, credibility: true },
  originReliability: "C",
  tags: [{ id: "t1", path: "Casualties/Wounded" }],
  eventDate: "2025-11-24",
  memo: null,
  createdAt: "2025-11-25T08:00:00Z",
  createdBy: "Rana",
  updatedAt: "2025-11-25T08:00:00Z",
  ...change,
});

export const fakeSource = (index: number, change: Partial<Source> = {}): Source => ({
  id: `s${index}`,
  name: "سانا",
  aliases: ["SANA"],
  kind: "outlet",
  affiliation: null,
  country: null,
  language: "ar",
  lastUsed: "2025-11-25T08:00:00Z",
  links: [],
  affiliationRole: null,
  affiliationSince: null,
  formerPosts: [],
  above: [],
  below: [],
  merged: [],
  claims: 3,
  origins: 1,
  reliability: null,
  names: [
    { text: "سانا", language: "ar" },
    { text: "SANA", language: "en" },
  ],
  descriptor: null,
  notes: null,
  createdAt: "2025-11-25T08:00:00Z",
  assessments: [],
  ...change,
});

export const fakeAct = (index: number, change: Partial<Act> = {}): Act => ({
  act: `act${index}`,
  verb: "claim-add",
  aboutVerb: null,
  analyst: "Rana",
  at: "2025-11-25T08:00:00Z",
  counts: { claim: 1 },
  objects: [{ kind: "claim", id: "c1", label: "One member was wounded" }],
  fields: [],
  undone: false,
  note: null,
  ...change,
});

export const fakeEntry = (change: Partial<Entry> = {}): Entry => ({
  seq: 7,
  id: "e7",
  clock: "0199aabbccdd-0000",
  analyst: "Rana",
  initials: "RA",
  device: "d1",
  act: "act1",
  verb: "claim-edit",
  about: null,
  note: null,
  changes: [{ kind: "claim", id: "c1", before: { statement: "old" }, after: { statement: "new" } }],
  previousHash: "00",
  hash: "abcdef0123456789",
  ...change,
});

export const fakeWorkstation = {
  analyst: { name: "Rana", initials: "RA" },
  proposedAnalyst: { name: "rana", initials: "R" },
  device: "d1",
  recentCases: [],
  settings: {
    language: "en",
    theme: "light",
    readingSize: 100,
    highlightAxis: "reliability",
    staleDays: null,
    lookFirst: "never",
  },
  version: "0.1.0",
};
