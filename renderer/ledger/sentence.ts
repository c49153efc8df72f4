import type { Act, ObjectKind, Verb } from "../../app/ledger/model.ts";

/** The objects that a verb speaks of: an import may touch sources too, but it is articles that were imported. */
const about: Record<Exclude<Verb, "undo" | "redo">, ObjectKind> = {
  import: "article",
  "article-edit": "article",
  "article-state": "article",
  "article-tag": "article",
  "article-read": "article",
  "annotation-add": "annotation",
  "annotation-edit": "annotation",
  "annotation-remove": "annotation",
  "claim-add": "claim",
  "claim-edit": "claim",
  "claim-remove": "claim",
  "claim-bulk": "claim",
  "source-add": "source",
  "source-edit": "source",
  "source-remove": "source",
  "source-assess": "source",
  "source-merge": "source",
  "source-split": "source",
  "source-distinguish": "source",
  "tag-add": "tag",
  "tag-edit": "tag",
  "tag-remove": "tag",
  "tag-merge": "tag",
  "codebook-import": "tag",
  "relation-add": "relation",
  "relation-edit": "relation",
  "relation-remove": "relation",
  "question-add": "question",
  "question-edit": "question",
  "question-remove": "question",
  "question-gather": "claim",
  "family-make": "family",
  "family-leave": "family",
  "family-reject": "family",
  reanchor: "claim",
};

/** Which sentence tells an act, and what stands in it. The words are in `messages.ts`. */
export interface Sentence {
  /** The pattern: a verb of the ledger, or a narrower one where the fields say what was done. */
  pattern: Exclude<Verb, "undo" | "redo"> | "grade" | "ungrade" | "undo" | "redo";
  /** What was acted on: kind and number. */
  kind: ObjectKind;
  count: number;
  /** The grade given: "B2", "B", "2", or null. */
  grade: string | null;
  /** The state that articles were set to, as the field has it. */
  state: string | null;
  /** For undo and redo: what the act they are about did. */
  deed: Verb | "grade" | null;
}

const gradeAxes = ["reliability", "credibility"] as const;

/** Letter and digit that an act set, as one word: "B2", "B" or "2"; "" where it took them away; null where neither. */
function gradeOf(act: Pick<Act, "fields">): string | null {
  const set = gradeAxes.flatMap((axis) => act.fields.filter(({ field }) => field === axis));
  if (set.length === 0) return null;
  return set.map(({ after }) => after ?? "").join("");
}

/** Whether an undo or redo touched nothing but grades of claims. */
const isGrading = (act: Act): boolean =>
  (act.aboutVerb === "claim-bulk" || act.aboutVerb === "claim-edit") &&
  act.objects.length > 0 &&
  act.objects.every(({ kind }) => kind === "assessment");

/** Chooses the sentence of an act. */
export function tellAct(act: Act): Sentence {
  const verb = act.verb === "undo" || act.verb === "redo" ? (act.aboutVerb ?? act.verb) : act.verb;
  // What was taken over to a newer text may be highlights alone.
  const isAboutFirst = verb === "undo" || verb === "redo" || (verb === "reanchor" && !act.counts.claim);
  const kind: ObjectKind = isAboutFirst ? (act.objects[0]?.kind ?? "claim") : about[verb];
  const base = {
    kind,
    count: act.counts[kind] ?? act.objects.filter((object) => object.kind === kind).length,
    grade: null,
    state: null,
    deed: isGrading(act) ? ("grade" as const) : act.aboutVerb,
  };
  if (act.verb === "undo" || act.verb === "redo") return { ...base, pattern: act.verb };
  const state = act.fields.find(({ field }) => field === "state")?.after ?? null;
  if (act.verb === "article-state") return { ...base, pattern: "article-state", state };
  // A claim recorded with its grades is "recorded"; grading is told where nothing else was changed.
  const onlyGrades =
    act.fields.length > 0 && act.fields.every(({ field }) => (gradeAxes as readonly string[]).includes(field));
  if ((act.verb === "claim-edit" || act.verb === "claim-bulk") && onlyGrades) {
    const grade = gradeOf(act);
    return grade ? { ...base, pattern: "grade", grade } : { ...base, pattern: "ungrade" };
  }
  if (act.verb === "source-assess") {
    const grade = act.fields.find(({ field }) => field === "value" || field === "reliability")?.after ?? null;
    return { ...base, count: Math.max(base.count, 1), pattern: "source-assess", grade };
  }
  return { ...base, pattern: act.verb };
}
