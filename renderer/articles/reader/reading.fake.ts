import type { Annotation } from "../../../app/annotations/model.ts";
import type { Article } from "../../../app/articles/model.ts";
import type {
  Claim,
  ClaimDraft,
  ClaimInput,
  ClaimPatch,
  QuestionRef,
  RelationKind,
  SlotInput,
} from "../../../app/claims/model.ts";
import { readSlot } from "../../../app/claims/slots.ts";
import type { Proposal, Relation, RelationOf } from "../../../app/questions/model.ts";
import type { SourceRow } from "../../../app/sources/model.ts";
import { foldText } from "../../../app/text/fold.ts";
import { defaultSettings } from "../../../app/workstation/rules.ts";
import { type FakeCase, FakeRefusal, fakeSource, fakeTag, makeFakeCase } from "../../data/case.fake.ts";

export const lines = [
  "عملية واسعة ضد التنظيم",
  "وأوضح الأحمد أن القوى الأمنية ضبطت أسلحة. وأشار إلى إصابة أحد عناصر الاستخبارات بجروح بليغة.",
  "A security source said that one man was hurt. Others fled.",
];
export const text = lines.join("\n\n");

export const article: Article = {
  id: "a1",
  title: "عملية واسعة",
  outlet: "عنب بلدي",
  author: null,
  publishedAt: "2025-11-24",
  language: "ar",
  state: "unread",
  tags: [],
  claims: 0,
  importedAt: "2025-11-25T08:00:00Z",
  chars: text.length,
  path: "/collection/a1.txt",
  sha256: "f",
  family: null,
  url: null,
  provenance: {
    path: "/collection/a1.txt",
    member: null,
    line: null,
    fileSha256: "f",
    sha256: "f",
    bytes: 1,
    encoding: "utf-8",
  },
  versions: [{ id: "v1", number: 1, sha256: "f", importedAt: "2025-11-25T08:00:00Z", claims: 0 }],
  version: "v1",
  text,
  blocks: lines.map((line, i) => {
    const start = text.indexOf(line);
    return {
      start,
      end: start + line.length,
      kind: i === 0 ? "heading" : "paragraph",
      direction: i === 2 ? "ltr" : "rtl",
    };
  }),
  position: 0,
};

export const commander: SourceRow = {
  id: "s1",
  name: "العميد عبد العزيز هلال الأحمد",
  aliases: ["Abdul Aziz al-Ahmad"],
  kind: "person",
  affiliation: null,
  country: null,
  language: "ar",
  lastUsed: null,
  claims: 2,
  origins: 2,
  reliability: "C",
};

export interface ReaderCase {
  fake: FakeCase;
  claims: Claim[];
  annotations: Annotation[];
  drafts: ClaimDraft[];
  questions: QuestionRef[];
  relations: Relation[];
  proposals: Proposal[];
}

export const spanOf = (quote: string) => ({
  start: text.indexOf(quote),
  end: text.indexOf(quote) + quote.length,
});

/** A claim of the fake case on the given words of its article. */
export function fakeClaim(id: string, quote: string, change: Partial<Claim> = {}): Claim {
  return {
    id,
    articleId: article.id,
    articleTitle: article.title,
    outlet: article.outlet,
    spans: [{ ...spanOf(quote), articleId: article.id, version: article.version, quote }],
    statement: null,
    hops: [{ source: "عنب بلدي", sourceId: "s0", mode: null, basis: null, cue: null, descriptor: null }],
    furtherChains: [],
    slots: [],
    questions: [],
    relations: {},
    gradedAt: { reliability: null, credibility: null },
    gradedBy: { reliability: null, credibility: null },
    look: [],
    reliability: null,
    credibility: null,
    withoutReason: { reliability: false, credibility: false },
    originReliability: null,
    tags: [],
    eventDate: null,
    memo: null,
    createdAt: "2025-11-25T09:00:00Z",
    createdBy: "Lina Haddad",
    updatedAt: "2025-11-25T09:00:00Z",
    ...change,
  };
}

const hopsOf = (hops: ClaimInput["hops"]): Claim["hops"] =>
  hops.map((hop) => ({
    source: hop.source ?? (hop.sourceId === commander.id ? commander.name : null),
    sourceId: hop.sourceId ?? null,
    mode: hop.mode ?? null,
    basis: hop.basis ?? null,
    cue: hop.cue ? { ...hop.cue, quote: text.slice(hop.cue.start, hop.cue.end) } : null,
    descriptor: hop.descriptor ?? null,
  }));
const slotsOf = (slots: readonly SlotInput[]): Claim["slots"] => slots.map((slot) => readSlot(slot));

/** The claim as a change leaves it, as far as the reader shows it. */
const apply = (claim: Claim, input: ClaimInput | ClaimPatch, questions: readonly QuestionRef[]): Claim => ({
  ...claim,
  furtherChains: input.furtherChains?.map(hopsOf) ?? claim.furtherChains,
  slots: input.slots ? slotsOf(input.slots) : claim.slots,
  questions: input.questions ? questions.filter(({ id }) => input.questions?.includes(id)) : claim.questions,
  statement: input.statement ?? claim.statement,
  reliability: input.reliability?.value ?? claim.reliability,
  credibility: input.credibility?.value ?? claim.credibility,
  hops: input.hops ? hopsOf(input.hops) : claim.hops,
});

/** What a question is besides its words. */
const asked = { note: null, state: "open", answer: null, createdAt: "2025-11-25T09:00:00Z", createdBy: "Lina Haddad" };

/** A case with one article that keeps what is written into it, as far as the reader needs. */
export function makeReaderCase(start: Partial<Omit<ReaderCase, "fake">> = {}): ReaderCase {
  const state: ReaderCase = {
    claims: [],
    annotations: [],
    drafts: [],
    questions: [],
    relations: [],
    proposals: [],
    fake: makeFakeCase({}),
    ...start,
  };
  const changed = (...kinds: ("claim" | "annotation" | "draft" | "relation" | "question")[]): void =>
    state.fake.tell({ name: "changed", value: { kinds } });
  const answers = {
    "articles.get": () => article,
    "articles.neighbours": () => ({ previous: null, next: null, index: 0, total: 1 }),
    "articles.list": () => ({ total: 1, rows: [article] }),
    "articles.setPosition": () => ({}),
    "articles.edit": () => ({ changed: 1 }),
    "claims.of": () => state.claims,
    "claims.get": ({ id }: { id: string }) => ({ ...state.claims.find((claim) => claim.id === id), assessments: [] }),
    "claims.drafts": () => state.drafts,
    "claims.saveDraft": ({ id, ...draft }: Omit<ClaimDraft, "updatedAt" | "id"> & { id?: string }) => {
      const kept = { ...draft, id: id ?? `d${state.drafts.length + 1}`, updatedAt: "2025-11-25T10:00:00Z" };
      state.drafts = [...state.drafts.filter((one) => one.id !== kept.id), kept];
      changed("draft");
      return kept;
    },
    "claims.discardDraft": ({ id }: { id: string }) => {
      state.drafts = state.drafts.filter((one) => one.id !== id);
      changed("draft");
      return {};
    },
    "claims.add": (input: ClaimInput) => {
      if (input.credibility?.value === "1" && !input.credibility.reason) throw new FakeRefusal("reason-required");
      const range = input.spans[0] ?? { start: 0, end: 1 };
      const made = apply(
        fakeClaim(`c${state.claims.length + 1}`, text.slice(range.start, range.end)),
        input,
        state.questions,
      );
      state.claims = [...state.claims, made];
      state.drafts = state.drafts.filter((one) => one.id !== input.draftId);
      changed("claim");
      return made;
    },
    "claims.edit": (input: ClaimPatch) => {
      state.claims = state.claims.map((claim) =>
        claim.id === input.id ? apply(claim, input, state.questions) : claim,
      );
      state.drafts = state.drafts.filter((one) => one.id !== input.draftId);
      changed("claim");
      return state.claims.find((claim) => claim.id === input.id);
    },
    "annotations.of": () => state.annotations,
    "annotations.add": (input: { start: number; end: number; memo: string | null }) => {
      const made: Annotation = {
        start: input.start,
        end: input.end,
        id: `n${state.annotations.length + 1}`,
        articleId: article.id,
        version: article.version,
        quote: text.slice(input.start, input.end),
        memo: input.memo,
        tags: [],
        createdAt: "2025-11-25T09:00:00Z",
        createdBy: "Lina Haddad",
      };
      state.annotations = [...state.annotations, made];
      changed("annotation");
      return made;
    },
    "claims.list": ({ filter }: { filter: { text?: string } }) => {
      const rows = state.claims.filter((claim) =>
        foldText(claim.statement ?? claim.spans[0]?.quote ?? "").includes(foldText(filter.text ?? "").trim()),
      );
      return { total: rows.length, rows };
    },
    "relations.of": ({ claimId }: { claimId: string }) =>
      state.relations.flatMap((relation): RelationOf[] => {
        if (relation.fromId !== claimId && relation.toId !== claimId) return [];
        const outgoing = relation.fromId === claimId;
        const other = state.claims.find(({ id }) => id === (outgoing ? relation.toId : relation.fromId));
        return other ? [{ ...relation, outgoing, other }] : [];
      }),
    "relations.propose": ({ claimId }: { claimId: string }) =>
      state.proposals.filter(({ other }) => other.id !== claimId),
    "relations.origins": () => ({
      origins: [{ key: "source:s0", kind: "source", label: "عنب بلدي", sourceId: "s0" }],
      repeated: "عنب بلدي",
      articles: 4,
    }),
    "relations.add": (input: {
      kind: RelationKind;
      pairs: { fromId: string; toId: string }[];
      note: string | null;
    }) => {
      const made = input.pairs.map(({ fromId, toId }, i) => ({
        id: `r${state.relations.length + i + 1}`,
        kind: input.kind,
        fromId,
        toId,
        note: input.note,
        createdAt: "2025-11-25T10:00:00Z",
        createdBy: "Lina Haddad",
      }));
      state.relations = [...state.relations, ...made];
      changed("relation");
      return made;
    },
    "relations.edit": (input: { id: string; kind?: RelationKind; swap?: boolean; note?: string | null }) => {
      const { id, kind, swap, note } = input;
      state.relations = state.relations.map((one) => {
        if (one.id !== id) return one;
        const turned = swap ? { fromId: one.toId, toId: one.fromId } : {};
        return { ...one, ...turned, kind: kind ?? one.kind, note: note === undefined ? one.note : note };
      });
      changed("relation");
      return state.relations.find((one) => one.id === id);
    },
    "relations.remove": ({ ids }: { ids: string[] }) => {
      state.relations = state.relations.filter(({ id }) => !ids.includes(id));
      changed("relation");
      return {};
    },
    "questions.list": ({ text: typed = "" }: { text?: string }) => {
      const rows = state.questions
        .filter((question) => foldText(question.text).includes(foldText(typed).trim()))
        .map((question) =>
          Object.assign({}, question, asked, { claims: 0, articles: 0, origins: 0, contradictions: 0 }),
        );
      return { total: rows.length, rows };
    },
    "questions.add": ({ text: words }: { text: string }) => {
      const made = { id: `q${state.questions.length + 1}`, text: words };
      state.questions = [...state.questions, made];
      changed("question");
      return {
        ...made,
        ...asked,
      };
    },
    "tags.list": () => [fakeTag("t1", "Casualties/Hurt")],
    "sources.suggest": ({ text: typed }: { text: string }) =>
      [commander.name, ...commander.aliases].some((name) => foldText(name).includes(foldText(typed).trim()))
        ? [commander]
        : [],
    "sources.get": () => fakeSource(1, { ...commander, names: [{ text: commander.name, language: "ar" }] }),
    "sources.resolve": () => [],
    "cases.current": () => ({
      id: "k1",
      name: "case",
      folder: "/cases",
      readOnly: null,
      articles: 1,
      claims: 0,
      sources: 1,
      notices: [],
    }),
    "workstation.get": () => ({
      analyst: { name: "Lina Haddad", initials: "LH" },
      proposedAnalyst: { name: "lina", initials: "L" },
      device: "w1",
      recentCases: [],
      settings: defaultSettings,
      version: "0",
    }),
  };
  state.fake = makeFakeCase(answers);
  return state;
}
