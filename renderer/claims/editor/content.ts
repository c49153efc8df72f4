import type { Article, Range } from "../../../app/articles/model.ts";
import { type Claim, type ClaimInput, type ClaimPatch, type Grading, QuestionRef } from "../../../app/claims/model.ts";
import { initialHops } from "../../../app/claims/rules.ts";
import { z } from "../../../app/kernel/schema.ts";
import { Evidence, ReasonCode } from "../../../app/sources/model.ts";
import { axesToConfirm } from "../looks.ts";
import { type Chain, Chains, chainsOf, type EditorHop, emptyHop, hopInput, Quoted, settleChains } from "./chains.ts";
import { EditorSlot, slotInputs, slotOf } from "./slots.ts";

const EditorSpan = Quoted.extend({ articleId: z.string(), version: z.string() });
export type EditorSpan = z.infer<typeof EditorSpan>;

const EditorGrade = z.object({
  value: z.string().nullable(),
  reason: z.string(),
  reasonCode: ReasonCode.nullable().default(null),
  evidence: z.array(Evidence).default([]),
});
export type EditorGrade = z.infer<typeof EditorGrade>;

/**
 * What stands in the claim editor, as typed. It is what a draft keeps, so every field can be half-finished; what drafts of
 * earlier versions do not have, has a default.
 */
export const EditorContent = Chains.extend({
  spans: z.array(EditorSpan),
  statement: z.string(),
  reliability: EditorGrade,
  credibility: EditorGrade,
  slots: z.array(EditorSlot).default([]),
  questions: z.array(QuestionRef).default([]),
  tags: z.array(z.string()),
  tagText: z.string(),
  date: z.string(),
  memo: z.string(),
});
export type EditorContent = z.infer<typeof EditorContent>;

const graded = (value: string | null): EditorGrade => ({ value, reason: "", reasonCode: null, evidence: [] });

/** The editor for a new claim on a span: the outlet is its first hop, nothing is graded. */
export function newContent(article: Pick<Article, "outlet">, span: EditorSpan): EditorContent {
  return {
    spans: [span],
    statement: "",
    hops: initialHops(article).map(({ source, kind }, key) =>
      Object.assign({}, emptyHop, { key, source: source ?? "", kind: kind ?? null }),
    ),
    speaker: "",
    furtherChains: [],
    reliability: graded(null),
    credibility: graded(null),
    slots: [],
    questions: [],
    tags: [],
    tagText: "",
    date: "",
    memo: "",
  };
}

/** The editor for a claim that is there; reasons start empty, since a reason belongs to one act of grading. */
export function contentOf(claim: Claim): EditorContent {
  let key = -1;
  const chain = (hops: Claim["hops"]): Chain => ({
    hops: hops.map((hop): EditorHop => {
      key += 1;
      return { ...emptyHop, ...hop, source: hop.source ?? "", key };
    }),
    speaker: "",
  });
  return {
    spans: claim.spans.map(({ articleId, version, start, end, quote }) => ({ articleId, version, start, end, quote })),
    statement: claim.statement ?? "",
    ...chain(claim.hops),
    furtherChains: claim.furtherChains.map(chain),
    reliability: graded(claim.reliability),
    credibility: graded(claim.credibility),
    slots: claim.slots.map(slotOf),
    questions: claim.questions,
    tags: claim.tags.map((tag) => tag.path),
    tagText: "",
    date: claim.eventDate ?? "",
    memo: claim.memo ?? "",
  };
}

/** What a draft kept; null where it is no draft of this editor at all. */
export function readContent(json: unknown): EditorContent | null {
  const parsed = EditorContent.safeParse(json);
  return parsed.success ? parsed.data : null;
}

export const isSame = (a: EditorContent, b: EditorContent): boolean => JSON.stringify(a) === JSON.stringify(b);

/** A span more, unless it is there already. */
export function withSpan(content: EditorContent, span: EditorSpan): EditorContent {
  const same = (other: EditorSpan): boolean =>
    other.articleId === span.articleId && other.start === span.start && other.end === span.end;
  return content.spans.some(same) ? content : { ...content, spans: [...content.spans, span] };
}

/** A tag more, with surplus blanks around its levels taken off; null where a level is empty or the tag is there. */
export function withTag(content: EditorContent, typed: string): EditorContent | null {
  const path = typed
    .split("/")
    .map((level) => level.trim())
    .join("/");
  if (path === "" || path.split("/").includes("") || path.length > 400) return null;
  return content.tags.includes(path)
    ? { ...content, tagText: "" }
    : { ...content, tags: [...content.tags, path], tagText: "" };
}

/** Why a claim cannot be saved as it stands; the first thing to do about it. */
export type Missing = "hops" | "spans" | "descriptor" | "name" | "reason";

/** Whether credibility 1 is newly given without a reason: with one origin it needs one (domain.md, Grading, rule 4). */
export const isBareOne = (content: EditorContent, original: Pick<Claim, "credibility"> | null): boolean =>
  content.credibility.value === "1" && original?.credibility !== "1" && content.credibility.reason.trim() === "";

/**
 * What a claim lacks: each hop a name or what the text calls it; the claim a span and a hop; credibility 1 a reason.
 *
 * @param origins how many distinct origins are known to stand behind the claim and what corroborates it
 */
export function whatIsMissing(content: EditorContent, original: Claim | null, origins = 1): Missing | null {
  const settled = settle(content);
  if (settled.spans.length === 0) return "spans";
  if (settled.hops.length === 0) return "hops";
  const hops = chainsOf(settled).flatMap((chain) => chain.hops);
  if (hops.some((hop) => hop.descriptor !== null && hop.descriptor.trim() === "")) return "descriptor";
  if (hops.some((hop) => hop.descriptor === null && hop.source.trim() === "")) return "name";
  return isBareOne(settled, original) && origins < 2 ? "reason" : null;
}

/** What was typed but not yet taken (a name, a tag) counts when the editor is confirmed or left. */
export function settle(content: EditorContent): EditorContent {
  const settled = settleChains(content);
  return settled.tagText.trim() === "" ? settled : (withTag(settled, settled.tagText) ?? settled);
}

const orNull = (text: string): string | null => (text.trim() === "" ? null : text.trim());

const differs = (a: unknown, b: unknown): boolean => JSON.stringify(a) !== JSON.stringify(b);

const toRange = ({ start, end }: Range): Range => ({ start, end });

const gradingOf = ({ value, reason, reasonCode, evidence }: EditorGrade): Grading => ({
  value,
  reason: orNull(reason),
  reasonCode,
  evidence,
  blind: false,
});

const furtherOf = (content: EditorContent): ClaimInput["furtherChains"] =>
  content.furtherChains.map(({ hops }) => hops.map(hopInput));

const questionIds = (content: EditorContent): string[] => content.questions.map(({ id }) => id);

/** What the article says of when it was written, for words such as "yesterday". */
export interface Context {
  /** The typed date as it was understood, "YYYY", "YYYY-MM" or "YYYY-MM-DD". */
  eventDate: string | null;
  draftId: string | null;
  /** The day that the article was published. */
  today?: string | undefined;
}

/** A new claim as the case takes it. */
export function toInput(content: EditorContent, { eventDate, draftId, today }: Context): ClaimInput {
  const settled = settle(content);
  const first = settled.spans[0];
  if (!first) throw new Error("a claim without a span cannot be saved");
  const { reliability, credibility } = settled;
  return {
    articleId: first.articleId,
    version: first.version,
    spans: settled.spans.map(toRange),
    statement: orNull(settled.statement),
    hops: settled.hops.map(hopInput),
    furtherChains: furtherOf(settled),
    slots: slotInputs(settled.slots, today),
    questions: questionIds(settled),
    tags: settled.tags,
    eventDate,
    memo: orNull(settled.memo),
    ...(reliability.value === null ? {} : { reliability: gradingOf(reliability) }),
    ...(credibility.value === null ? {} : { credibility: gradingOf(credibility) }),
    ...(draftId ? { draftId } : {}),
  };
}

/** Only what differs from the claim, so that the ledger tells what was changed; null where nothing was. */
export function toPatch(content: EditorContent, original: Claim, context: Context): ClaimPatch | null {
  const { eventDate, draftId, today } = context;
  const settled = settle(content);
  const before = contentOf(original);
  const patch: ClaimPatch = { id: original.id };
  if (differs(settled.spans, before.spans))
    patch.spans = settled.spans.map(({ start, end, articleId, version }) => ({ start, end, articleId, version }));
  if (orNull(settled.statement) !== original.statement) patch.statement = orNull(settled.statement);
  const hops = settled.hops.map(hopInput);
  if (differs(hops, before.hops.map(hopInput))) patch.hops = hops;
  if (differs(furtherOf(settled), furtherOf(before))) patch.furtherChains = furtherOf(settled);
  const slots = slotInputs(settled.slots, today);
  if (differs(slots, slotInputs(before.slots, today))) patch.slots = slots;
  if (differs(questionIds(settled), questionIds(before))) patch.questions = questionIds(settled);
  if (differs(settled.tags, before.tags)) patch.tags = settled.tags;
  if (eventDate !== original.eventDate) patch.eventDate = eventDate;
  if (orNull(settled.memo) !== original.memo) patch.memo = orNull(settled.memo);
  for (const axis of ["reliability", "credibility"] as const) {
    const grading = gradingOf(settled[axis]);
    // A reason alone is an act of grading too: the same value, looked at again.
    const isSaid = grading.reason !== null || grading.reasonCode !== null || grading.evidence.length > 0;
    if (grading.value !== original[axis] || isSaid) patch[axis] = grading;
  }
  if (Object.keys(patch).length === 1) return null;
  return draftId ? { ...patch, draftId } : patch;
}

/** The grades given again as they are, as looked at once more; saving writes them into the history. */
export function confirmed(content: EditorContent, claim: Claim): EditorContent {
  const next = { ...content };
  for (const axis of axesToConfirm(claim))
    next[axis] = { ...content[axis], value: claim[axis], reasonCode: "reviewed" };
  return next;
}
