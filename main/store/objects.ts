import { canonicalJson, type Json } from "../../app/kernel/json.ts";
import type { ObjectKind } from "../../app/ledger/model.ts";
import { annotationObject } from "./annotations.ts";
import { articleObject } from "./articles.ts";
import { assessmentObject } from "./assessments.ts";
import { claimObject } from "./claims.ts";
import { familyObject } from "./families.ts";
import type { ObjectTable } from "./object-table.ts";
import { questionObject } from "./questions.ts";
import { relationObject } from "./relations.ts";
import { sourceObject } from "./sources.ts";
import { tagObject } from "./tags.ts";

/** Every kind of object that the ledger can bring back to an earlier value. */
export const objects: Readonly<Record<ObjectKind, ObjectTable>> = {
  article: articleObject,
  annotation: annotationObject,
  claim: claimObject,
  source: sourceObject,
  assessment: assessmentObject,
  tag: tagObject,
  relation: relationObject,
  question: questionObject,
  family: familyObject,
};

/** Whether an object has the value that an entry gave it; an entry may be older than some of the object's parts. */
export const isStill = (kind: ObjectKind, now: Json | null, recorded: Json): boolean =>
  canonicalJson(now) === canonicalJson(recorded === null ? null : objects[kind].complete(recorded));

export const labelOf = (kind: ObjectKind, value: Json): string => objects[kind].label(value);
