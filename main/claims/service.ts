import { judgeGrade } from "../../app/claims/grading.ts";
import type { Claim, ClaimInput, ClaimPatch, Grading, HopInput, Slot, SlotInput } from "../../app/claims/model.ts";
import { natoScale } from "../../app/claims/scale.ts";
import { Refusal } from "../../app/contract/errors.ts";
import { must } from "../../app/kernel/assert.ts";
import type { z } from "../../app/kernel/schema.ts";
import type { Desk } from "../desk.ts";
import type { Handlers, NamesOf } from "../dispatch.ts";
import type { EnsureSource, EnsureTags } from "../handed.ts";
import type { Act } from "../store/acts.ts";
import { anchorSpan } from "../store/anchors.ts";
import { findText } from "../store/articles.ts";
import { assessmentIdsOfClaim } from "../store/assessments.ts";
import { ClaimValue, type HopValue } from "../store/claim-value.ts";
import { claimIds, claimsByKeys, claimsOf, findClaim, findClaimWithHistory } from "../store/claims.ts";
import { discardDraft, keepDraft, listDrafts } from "../store/drafts.ts";
import { newId, nowText } from "../store/identity.ts";
import { objects } from "../store/objects.ts";
import { relationIdsOfClaim } from "../store/relations.ts";
import type { ReadDb, WriteDb } from "../store/sql.ts";

type Grade = z.output<typeof Grading>;
type Axis = "reliability" | "credibility";

export interface ClaimDependencies {
  readonly desk: Desk;
  readonly ensureSource: EnsureSource;
  readonly ensureTags: EnsureTags;
}

const get = (db: ReadDb, id: string): Claim => must(findClaim(db, id), `claim ${id} was just written`);

function valueOf(db: ReadDb, id: string): ClaimValue {
  const value = objects.claim.read(db, id);
  if (!value) throw new Refusal("not-found", `there is no claim ${id}`);
  return ClaimValue.parse(value);
}

/** Adds a grade to a claim's history, unless it says nothing new. */
function assess(act: Act, db: ReadDb, claimId: string, axis: Axis, grade: Grade): void {
  const before = get(db, claimId);
  if (before[axis] === grade.value && grade.reason === null && grade.reasonCode === null) return;
  const origin = must(before.hops.at(-1), "a claim has a hop");
  const verdict = judgeGrade(natoScale, { axis, ...grade }, [origin.source ?? origin.descriptor ?? "?"]);
  if (!verdict.ok) throw new Refusal(verdict.code, verdict.message);
  act.put("assessment", newId(), {
    axis,
    value: grade.value,
    scope: "claim",
    topic: null,
    sourceId: axis === "reliability" ? origin.sourceId : null,
    claimId,
    reasonCode: grade.reasonCode,
    reason: grade.reason,
    evidence: grade.evidence,
    blind: grade.blind,
    insisted: verdict.insisted,
    scale: natoScale.id,
    scaleVersion: natoScale.version,
    analyst: act.who.analyst.name,
    initials: act.who.analyst.initials,
    clock: act.clock,
  });
}

function assessBoth(act: Act, db: ReadDb, claimId: string, grades: Partial<Record<Axis, Grade | undefined>>): void {
  if (grades.credibility) assess(act, db, claimId, "credibility", grades.credibility);
  if (grades.reliability) assess(act, db, claimId, "reliability", grades.reliability);
}

const plainSlot = (slot: SlotInput): Slot => ({
  kind: slot.kind,
  text: slot.text,
  number: slot.number ?? null,
  bound: slot.bound ?? null,
  unit: slot.unit ?? null,
  date: slot.date ?? null,
  sourceId: slot.sourceId ?? null,
});

/** The questions by id, sorted; each must be there. */
function knownQuestions(db: ReadDb, ids: readonly string[]): string[] {
  for (const id of ids)
    if (!objects.question.read(db, id)) throw new Refusal("not-found", `there is no question ${id}`);
  return [...new Set(ids)].toSorted();
}

function remove(act: Act, db: WriteDb, id: string): void {
  valueOf(db, id);
  for (const relation of relationIdsOfClaim(db, id)) act.put("relation", relation, null);
  for (const assessment of assessmentIdsOfClaim(db, id)) act.put("assessment", assessment, null);
  act.put("claim", id, null);
}

export function makeClaims({ desk, ensureSource, ensureTags }: ClaimDependencies): Handlers<NamesOf<"claims">> {
  /** The chain as entered; nothing is added, reordered or renamed. `home` is the article that cue spans stand in. */
  function resolveHops(
    act: Act,
    db: ReadDb,
    hops: readonly HopInput[],
    home: { articleId: string; version: string },
  ): HopValue[] {
    const outlet = findText(db, home.articleId, home.version)?.outlet ?? null;
    return hops.map((hop): HopValue => {
      const cue = hop.cue ? anchorSpan(db, { ...home, ...hop.cue }) : null;
      return {
        sourceId: sourceOf(act, db, hop, outlet),
        mode: hop.mode ?? null,
        basis: hop.basis ?? null,
        cue: cue && { start: cue.start, end: cue.end, quote: cue.quote },
        descriptor: hop.descriptor ?? null,
      };
    });
  }

  function sourceOf(act: Act, db: ReadDb, hop: HopInput, outlet: string | null): string | null {
    if (hop.sourceId) {
      if (!objects.source.read(db, hop.sourceId)) throw new Refusal("not-found", `there is no source ${hop.sourceId}`);
      return hop.sourceId;
    }
    if (!hop.source) return null;
    return ensureSource(act, db, hop.source, hop.kind ?? (hop.source === outlet ? "outlet" : "organisation"));
  }

  function add(act: Act, db: WriteDb, input: ClaimInput): Claim {
    const spans = input.spans.map((span) =>
      anchorSpan(db, { ...span, articleId: input.articleId, version: input.version }),
    );
    const home = { articleId: input.articleId, version: String(must(spans[0], "a claim has a span").version) };
    const id = newId();
    act.put("claim", id, {
      spans,
      statement: input.statement,
      hops: resolveHops(act, db, input.hops, home),
      furtherChains: input.furtherChains.map((hops) => resolveHops(act, db, hops, home)),
      slots: input.slots.map(plainSlot),
      questions: knownQuestions(db, input.questions),
      tags: ensureTags(act, db, input.tags),
      eventDate: input.eventDate,
      memo: input.memo,
      createdAt: nowText(),
      createdBy: act.who.analyst.name,
    });
    assessBoth(act, db, id, input);
    if (input.draftId) discardDraft(db, input.draftId);
    return get(db, id);
  }

  function edit(act: Act, db: WriteDb, patch: ClaimPatch): Claim {
    const before = valueOf(db, patch.id);
    const first = must(before.spans[0], "a claim has a span");
    const spans =
      patch.spans?.map(({ articleId = first.articleId, version, start, end }) =>
        anchorSpan(db, {
          articleId,
          version: version ?? (articleId === first.articleId ? String(first.version) : undefined),
          start,
          end,
        }),
      ) ?? before.spans;
    const home = must(spans[0], "a claim has a span");
    const at = { articleId: home.articleId, version: String(home.version) };
    act.put("claim", patch.id, {
      ...before,
      spans,
      statement: patch.statement === undefined ? before.statement : patch.statement,
      hops: patch.hops ? resolveHops(act, db, patch.hops, at) : before.hops,
      furtherChains: patch.furtherChains?.map((hops) => resolveHops(act, db, hops, at)) ?? before.furtherChains,
      slots: patch.slots?.map(plainSlot) ?? before.slots,
      questions: patch.questions ? knownQuestions(db, patch.questions) : before.questions,
      tags: patch.tags ? ensureTags(act, db, patch.tags) : before.tags,
      eventDate: patch.eventDate === undefined ? before.eventDate : patch.eventDate,
      memo: patch.memo === undefined ? before.memo : patch.memo,
    });
    assessBoth(act, db, patch.id, patch);
    if (patch.draftId) discardDraft(db, patch.draftId);
    return get(db, patch.id);
  }

  return {
    "claims.of": ({ articleId }) => claimsOf(desk.read(), articleId),
    "claims.get": ({ id }) => {
      const claim = findClaimWithHistory(desk.read(), id);
      if (!claim) throw new Refusal("not-found", `there is no claim ${id}`);
      return claim;
    },
    "claims.list": ({ filter, sort, groupBy, offset, limit }) => {
      const db = desk.read();
      const { total, keys } = groupBy
        ? desk.claims().groupedPage(filter, sort, groupBy, offset, limit)
        : desk.claims().page(filter, sort, offset, limit);
      return { total, rows: claimsByKeys(db, keys) };
    },
    "claims.ids": ({ filter, sort }) => claimIds(desk.read(), desk.claims().keys(filter, sort)),
    "claims.grid": ({ filter }) => desk.claims().grid(filter),
    "claims.groups": ({ filter, by }) => desk.claims().groups(filter, by),
    "claims.diagonal": ({ filter }) => desk.claims().diagonal(filter),
    "claims.looks": ({ filter, staleDays }) => desk.claims().looks(filter, staleDays),
    "claims.drafts": ({ articleId }) => listDrafts(desk.read(), articleId ?? null),

    "claims.add": (input, session) => desk.act(session, "claim-add", (act, db) => add(act, db, input)),
    "claims.edit": (patch, session) => desk.act(session, "claim-edit", (act, db) => edit(act, db, patch)),
    "claims.remove": ({ ids }, session) =>
      desk.act(session, "claim-remove", (act, db) => {
        for (const id of ids) remove(act, db, id);
        return {};
      }),
    "claims.bulk": ({ ids, reliability, credibility, reasonCode, reason, addTags, removeTags }, session) => {
      const given = { reasonCode, reason, evidence: [], blind: false };
      const grades = reliability !== undefined || credibility !== undefined;
      if (grades && reason === null) throw new Refusal("reason-required", "grading many claims at once needs a reason");
      return desk.act(session, "claim-bulk", (act, db) => {
        const added = addTags ? ensureTags(act, db, addTags) : [];
        const removed = new Set(removeTags);
        for (const id of ids) {
          const before = valueOf(db, id);
          const next = [...new Set([...before.tags.filter((tag) => !removed.has(tag)), ...added])].toSorted();
          act.put("claim", id, { ...before, tags: next });
          assessBoth(act, db, id, {
            reliability: reliability === undefined ? undefined : { ...given, value: reliability },
            credibility: credibility === undefined ? undefined : { ...given, value: credibility },
          });
        }
        return { changed: ids.length };
      });
    },
    "claims.saveDraft": (draft) => {
      const kept = keepDraft(desk.write(), draft);
      if (!kept) throw new Refusal("not-found", `there is no article ${draft.articleId}`);
      desk.changed(["draft"]);
      return kept;
    },
    "claims.discardDraft": ({ id }) => {
      discardDraft(desk.write(), id);
      desk.changed(["draft"]);
      return {};
    },
  };
}
