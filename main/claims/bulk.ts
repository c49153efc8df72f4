import { Refusal } from "../../app/contract/errors.ts";
import type { ParsedInput } from "../../app/contract/index.ts";
import { canonicalJson } from "../../app/kernel/json.ts";
import type { EnsureTags } from "../handed.ts";
import type { ClaimValue, HopValue } from "../store/claim-value.ts";
import { valueOfClaim } from "../store/claims.ts";
import { type Entering, knownQuestions, sourceOf } from "./entering.ts";
import { assessBoth } from "./grading.ts";

type Bulk = ParsedInput<"claims.bulk">;

/** Changes fields of many claims within one act. @returns how many claims were changed or graded */
export function changeMany(entering: Entering, bulk: Bulk, ensureTags: EnsureTags): number {
  const { act, db } = entering;
  const tags = bulk.addTags ? ensureTags(act, db, bulk.addTags) : [];
  const questions = bulk.addQuestions ? knownQuestions(db, bulk.addQuestions) : [];
  const origin = bulk.origin && {
    sourceId: sourceOf(entering, bulk.origin, null),
    descriptor: bulk.origin.descriptor ?? null,
  };
  const grade = { reasonCode: bulk.reasonCode, reason: bulk.reason, evidence: [], blind: false };
  const isGraded = bulk.reliability !== undefined || bulk.credibility !== undefined;
  let changed = 0;
  for (const id of new Set(bulk.ids)) {
    const before = valueOfClaim(db, id);
    if (!before) throw new Refusal("not-found", `there is no claim ${id}`);
    const next: ClaimValue = {
      ...before,
      hops: before.hops.map((hop, position) =>
        position === before.hops.length - 1 ? lastHop(hop, bulk, origin) : hop,
      ),
      tags: changeSet(before.tags, tags, bulk.removeTags),
      questions: changeSet(before.questions, questions, bulk.removeQuestions),
      eventDate: bulk.eventDate === undefined ? before.eventDate : bulk.eventDate,
      memo: bulk.memo === undefined ? before.memo : bulk.memo,
    };
    const isChanged = canonicalJson(next) !== canonicalJson(before);
    if (isChanged) act.put("claim", id, next);
    assessBoth(act, db, id, {
      reliability: bulk.reliability === undefined ? undefined : { ...grade, value: bulk.reliability },
      credibility: bulk.credibility === undefined ? undefined : { ...grade, value: bulk.credibility },
    });
    changed += Number(isChanged || isGraded);
  }
  return changed;
}

function lastHop(hop: HopValue, { mode, basis }: Bulk, origin: Partial<HopValue> | undefined): HopValue {
  return { ...hop, ...origin, ...(mode !== undefined && { mode }), ...(basis !== undefined && { basis }) };
}

function changeSet(before: readonly string[], added: readonly string[], removed: readonly string[] = []): string[] {
  const gone = new Set(removed);
  return [...new Set([...before.filter((id) => !gone.has(id)), ...added])].toSorted();
}
