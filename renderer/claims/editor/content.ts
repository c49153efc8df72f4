import type { Article, Range } from "../../../app/articles/model.ts";
import { type Claim, type ClaimInput, type ClaimPatch, type HopInput, Basis, Mode } from "../../../app/claims/model.ts";
import { initialHops, originOf } from "../../../app/claims/rules.ts";
import { z } from "../../../app/kernel/schema.ts";
import { SourceKind } from "../../../app/sources/model.ts";
import { foldName } from "../../../app/text/names.ts";

/** What stands in the claim editor, as typed. It is what a draft keeps, so every field can be half-finished. */
const Quoted = z.object({ start: z.number().int(), end: z.number().int(), quote: z.string() });
const EditorSpan = Quoted.extend({ articleId: z.string(), version: z.string() });
export type EditorSpan = z.infer<typeof EditorSpan>;

export const EditorHop = z.object({
  /** Tells hops apart while they are reordered; means nothing beyond the editor. */
  key: z.number().int(),
  source: z.string(),
  sourceId: z.string().nullable(),
  kind: SourceKind.nullable(),
  mode: Mode.nullable(),
  basis: Basis.nullable(),
  cue: Quoted.nullable(),
  /** Not null: the hop is unnamed, and this is what the text calls it. */
  descriptor: z.string().nullable(),
});
export type EditorHop = z.infer<typeof EditorHop>;

const EditorGrade = z.object({ value: z.string().nullable(), reason: z.string() });
export type EditorGrade = z.infer<typeof EditorGrade>;

export const EditorContent = z.object({
  spans: z.array(EditorSpan),
  statement: z.string(),
  hops: z.array(EditorHop),
  /** The name being typed that is no hop yet. */
  speaker: z.string(),
  reliability: EditorGrade,
  credibility: EditorGrade,
  tags: z.array(z.string()),
  tagText: z.string(),
  date: z.string(),
  memo: z.string(),
});
export type EditorContent = z.infer<typeof EditorContent>;

const ungraded: EditorGrade = { value: null, reason: "" };

const toHop = (hop: HopInput, key: number): EditorHop => ({
  key,
  source: hop.source ?? "",
  sourceId: hop.sourceId ?? null,
  kind: hop.kind ?? null,
  mode: hop.mode ?? null,
  basis: hop.basis ?? null,
  cue: null,
  descriptor: hop.descriptor ?? null,
});

/** The editor for a new claim on a span: the outlet is its first hop, nothing is graded. */
export function newContent(article: Pick<Article, "outlet">, span: EditorSpan): EditorContent {
  return {
    spans: [span],
    statement: "",
    hops: initialHops(article).map(toHop),
    speaker: "",
    reliability: ungraded,
    credibility: ungraded,
    tags: [],
    tagText: "",
    date: "",
    memo: "",
  };
}

/** The editor for a claim that is there; reasons start empty, since a reason belongs to one act of grading. */
export function contentOf(claim: Claim): EditorContent {
  return {
    spans: claim.spans.map(({ articleId, version, start, end, quote }) => ({ articleId, version, start, end, quote })),
    statement: claim.statement ?? "",
    hops: claim.hops.map((hop, key) => ({ ...toHop({ ...hop, cue: null }, key), cue: hop.cue })),
    speaker: "",
    reliability: { value: claim.reliability, reason: "" },
    credibility: { value: claim.credibility, reason: "" },
    tags: claim.tags.map((tag) => tag.path),
    tagText: "",
    date: claim.eventDate ?? "",
    memo: claim.memo ?? "",
  };
}

/** What a draft kept; null where it is from another version of the editor or not a draft at all. */
export function readContent(json: unknown): EditorContent | null {
  const parsed = EditorContent.safeParse(json);
  return parsed.success ? parsed.data : null;
}

export const isSame = (a: EditorContent, b: EditorContent): boolean => JSON.stringify(a) === JSON.stringify(b);

const nextKey = (hops: readonly EditorHop[]): number => 1 + Math.max(-1, ...hops.map((hop) => hop.key));

/** The chain with a hop more at its end; the name being typed is taken off. */
export function withHop(content: EditorContent, hop: Partial<Omit<EditorHop, "key">>): EditorContent {
  const added: EditorHop = { ...toHop({}, nextKey(content.hops)), ...hop };
  return { ...content, hops: [...content.hops, added], speaker: "" };
}

export const changeHop = (content: EditorContent, key: number, change: Partial<EditorHop>): EditorContent => ({
  ...content,
  hops: content.hops.map((hop) => (hop.key === key ? { ...hop, ...change } : hop)),
});

export const withoutHop = (content: EditorContent, key: number): EditorContent => ({
  ...content,
  hops: content.hops.filter((hop) => hop.key !== key),
});

/** The hop one place earlier or later; at the end of the chain it stays. */
export function moveHop(content: EditorContent, key: number, by: 1 | -1): EditorContent {
  const from = content.hops.findIndex((hop) => hop.key === key);
  const to = from + by;
  if (from < 0 || to < 0 || to >= content.hops.length) return content;
  const hops = [...content.hops];
  hops.splice(to, 0, ...hops.splice(from, 1));
  return { ...content, hops };
}

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
export type Missing = "hops" | "spans" | "descriptor" | "reason";

/** A hop that is unnamed needs what the text calls it; a claim a span and a hop; credibility 1 a reason (domain.md, rule 4). */
export function whatIsMissing(content: EditorContent, original: Claim | null): Missing | null {
  const settled = settle(content);
  if (settled.spans.length === 0) return "spans";
  if (settled.hops.length === 0) return "hops";
  if (settled.hops.some((hop) => hop.descriptor !== null && hop.descriptor.trim() === "")) return "descriptor";
  const insists = settled.credibility.value === "1" && original?.credibility !== "1";
  return insists && settled.credibility.reason.trim() === "" ? "reason" : null;
}

/** What was typed but not yet taken (a name, a tag) counts when the editor is confirmed or left. */
export function settle(content: EditorContent): EditorContent {
  let settled = content;
  const speaker = settled.speaker.trim();
  if (speaker !== "") settled = withHop(settled, { source: speaker });
  if (settled.tagText.trim() !== "") settled = withTag(settled, settled.tagText) ?? settled;
  return settled;
}

/** Distinct hops that could be the origin of this claim: one chain has one origin, so 1 always asks for a reason. */
export const originName = (content: EditorContent): string | null => {
  const origin = originOf(settle(content).hops);
  return origin ? (origin.descriptor ?? origin.source) : null;
};

const orNull = (text: string): string | null => (text.trim() === "" ? null : text.trim());

function hopInput(hop: EditorHop): HopInput {
  const shared = { mode: hop.mode, basis: hop.basis, cue: hop.cue ? { start: hop.cue.start, end: hop.cue.end } : null };
  if (hop.descriptor !== null) {
    const descriptor = hop.descriptor.trim();
    return hop.sourceId ? { ...shared, sourceId: hop.sourceId, descriptor } : { ...shared, descriptor };
  }
  if (hop.sourceId) return { ...shared, sourceId: hop.sourceId };
  return { ...shared, source: hop.source.trim(), ...(hop.kind ? { kind: hop.kind } : {}) };
}

const differs = (a: unknown, b: unknown): boolean => JSON.stringify(a) !== JSON.stringify(b);

const toRange = ({ start, end }: Range): Range => ({ start, end });

/**
 * A new claim as the case takes it.
 *
 * @param eventDate the typed date as it was understood, "YYYY", "YYYY-MM" or "YYYY-MM-DD"
 */
export function toInput(content: EditorContent, eventDate: string | null, draftId: string | null): ClaimInput {
  const settled = settle(content);
  const first = settled.spans[0];
  if (!first) throw new Error("a claim without a span cannot be saved");
  const grade = ({ value, reason }: EditorGrade): ClaimInput["reliability"] =>
    value === null ? undefined : { value, reason: orNull(reason) };
  const reliability = grade(settled.reliability);
  const credibility = grade(settled.credibility);
  return {
    articleId: first.articleId,
    version: first.version,
    spans: settled.spans.map(toRange),
    statement: orNull(settled.statement),
    hops: settled.hops.map(hopInput),
    tags: settled.tags,
    eventDate,
    memo: orNull(settled.memo),
    ...(reliability ? { reliability } : {}),
    ...(credibility ? { credibility } : {}),
    ...(draftId ? { draftId } : {}),
  };
}

/** Only what differs from the claim, so that the ledger tells what was changed; null where nothing was. */
export function toPatch(
  content: EditorContent,
  original: Claim,
  eventDate: string | null,
  draftId: string | null,
): ClaimPatch | null {
  const settled = settle(content);
  const before = contentOf(original);
  const patch: ClaimPatch = { id: original.id };
  if (differs(settled.spans, before.spans))
    patch.spans = settled.spans.map(({ start, end, articleId, version }) => ({ start, end, articleId, version }));
  if (orNull(settled.statement) !== original.statement) patch.statement = orNull(settled.statement);
  const hops = settled.hops.map(hopInput);
  if (differs(hops, before.hops.map(hopInput))) patch.hops = hops;
  if (differs(settled.tags, before.tags)) patch.tags = settled.tags;
  if (eventDate !== original.eventDate) patch.eventDate = eventDate;
  if (orNull(settled.memo) !== original.memo) patch.memo = orNull(settled.memo);
  for (const axis of ["reliability", "credibility"] as const) {
    const { value, reason } = settled[axis];
    // A reason alone is an act of grading too: the same value, now with a reason.
    if (value !== original[axis] || orNull(reason) !== null) patch[axis] = { value, reason: orNull(reason) };
  }
  if (Object.keys(patch).length === 1) return null;
  return draftId ? { ...patch, draftId } : patch;
}

/** Whether typing named this source: the same name or alias under the fold of names. */
export function isNamed(typed: string, names: readonly string[]): boolean {
  const key = foldName(typed);
  return key !== "" && names.some((name) => foldName(name) === key);
}

/** Whether every word typed begins a word of one of the names: then the suggestion is what was meant, not only near it. */
export function isBegun(typed: string, names: readonly string[]): boolean {
  const words = foldName(typed).split(" ").filter(Boolean);
  return names.some((name) => {
    const parts = foldName(name).split(" ");
    return words.length > 0 && words.every((word) => parts.some((part) => part.startsWith(word)));
  });
}
