import type { Claim, ClaimInput, ClaimPatch, HopInput } from "../../app/claims/model.ts";
import { Refusal } from "../../app/contract/errors.ts";
import { must } from "../../app/kernel/assert.ts";
import type { Desk } from "../desk.ts";
import type { Handlers, NamesOf } from "../dispatch.ts";
import type { EnsureSource, EnsureTags } from "../handed.ts";
import type { Act } from "../store/acts.ts";
import { anchorSpan } from "../store/anchors.ts";
import { articleKey } from "../store/articles.ts";
import { assessmentIdsOfClaim } from "../store/assessments.ts";
import type { ClaimValue, HopValue, SpanValue } from "../store/claim-value.ts";
import { claimIds, claimsByKeys, claimsOf, findClaim, findClaimWithHistory, valueOfClaim } from "../store/claims.ts";
import { discardDraft, keepDraft, listDrafts } from "../store/drafts.ts";
import { newId, nowText } from "../store/identity.ts";
import { relationIdsOfClaim } from "../store/relations.ts";
import type { ReadDb, WriteDb } from "../store/sql.ts";
import { takeCuesAlong } from "../store/standing-anchors.ts";
import { changeMany } from "./bulk.ts";
import { keepAttributed, knownQuestions, readSlots, resolveHops } from "./entering.ts";
import { assessBoth } from "./grading.ts";

export interface ClaimDependencies {
  readonly desk: Desk;
  readonly ensureSource: EnsureSource;
  readonly ensureTags: EnsureTags;
}

const get = (db: ReadDb, id: string): Claim => must(findClaim(db, id), `claim ${id} was just written`);

function valueOf(db: ReadDb, id: string): ClaimValue {
  const value = valueOfClaim(db, id);
  if (!value) throw new Refusal("not-found", `there is no claim ${id}`);
  return value;
}

const isOtherVersion = (before: SpanValue, after: SpanValue): boolean =>
  before.articleId === after.articleId && before.version !== after.version;

function takeAlong(db: ReadDb, chains: HopValue[][], from: number, to: SpanValue): HopValue[][] {
  const article = must(articleKey(db, to.articleId), `article ${to.articleId} is there`);
  return takeCuesAlong(db, chains, { article, from, to: to.version }).chains;
}

/** The chains as they were, whose cues follow the claim's first span to another version of its article. */
function cuesFrom(db: ReadDb, { hops, furtherChains }: ClaimValue, before: SpanValue, after: SpanValue): HopValue[][] {
  const chains = [hops, ...furtherChains];
  return isOtherVersion(before, after) ? takeAlong(db, chains, before.version, after) : chains;
}

/** Chains as entered, whose cues are still those of before: where the first span is of another version now, they say theirs. */
function keptCues(chain: HopInput[], was: ClaimValue, before: SpanValue, after: SpanValue): HopInput[] {
  if (!isOtherVersion(before, after)) return chain;
  const known = [was.hops, ...was.furtherChains].flat().flatMap(({ cue }) => (cue?.version === null ? [cue] : []));
  return chain.map((hop): HopInput => {
    const { cue } = hop;
    const isKept = cue && !cue.version && known.some(({ start, end }) => start === cue.start && end === cue.end);
    return isKept ? Object.assign({}, hop, { cue: { ...cue, version: String(before.version) } }) : hop;
  });
}

/** Its relations and grades go with a claim; undo brings all of it back. */
function remove(act: Act, db: WriteDb, id: string): void {
  valueOf(db, id);
  for (const relation of relationIdsOfClaim(db, id)) act.put("relation", relation, null);
  for (const assessment of assessmentIdsOfClaim(db, id)) act.put("assessment", assessment, null);
  act.put("claim", id, null);
}

export function makeClaims({ desk, ensureSource, ensureTags }: ClaimDependencies): Handlers<NamesOf<"claims">> {
  function add(act: Act, db: WriteDb, input: ClaimInput): Claim {
    const spans = input.spans.map((span) =>
      anchorSpan(db, { ...span, articleId: input.articleId, version: input.version }),
    );
    const home = { articleId: input.articleId, version: String(must(spans[0], "a claim has a span").version) };
    const entering = { act, db, ensureSource };
    const id = newId();
    act.put("claim", id, {
      spans,
      statement: input.statement,
      hops: resolveHops(entering, input.hops, home),
      furtherChains: input.furtherChains.map((hops) => resolveHops(entering, hops, home)),
      slots: readSlots(db, input.slots, home),
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
    const entering = { act, db, ensureSource };
    const [cuedHops = before.hops, ...cuedFurther] = cuesFrom(db, before, first, home);
    const resolve = (chain: HopInput[]): HopValue[] => {
      const resolved = resolveHops(entering, keptCues(chain, before, first, home), at);
      return isOtherVersion(first, home) ? (takeAlong(db, [resolved], home.version, home)[0] ?? []) : resolved;
    };
    const [hops = before.hops, ...furtherChains] = keepAttributed(
      db,
      [patch.hops ? resolve(patch.hops) : cuedHops, ...(patch.furtherChains?.map(resolve) ?? cuedFurther)],
      [before.hops, ...before.furtherChains],
    );
    act.put("claim", patch.id, {
      ...before,
      spans,
      statement: patch.statement === undefined ? before.statement : patch.statement,
      hops,
      furtherChains,
      slots: patch.slots ? readSlots(db, patch.slots, at) : before.slots,
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
    "claims.ids": ({ filter, sort, groupBy }) => {
      const all = Number.MAX_SAFE_INTEGER;
      const keys = groupBy
        ? desk.claims().groupedPage(filter, sort, groupBy, 0, all).keys
        : desk.claims().keys(filter, sort);
      return claimIds(desk.read(), keys);
    },
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
    "claims.bulk": (bulk, session) => {
      const isGraded = bulk.reliability !== undefined || bulk.credibility !== undefined;
      if (isGraded && bulk.reason === null)
        throw new Refusal("reason-required", "grading many claims at once needs a reason");
      return desk.act(
        session,
        "claim-bulk",
        (act, db) => ({ changed: changeMany({ act, db, ensureSource }, bulk, ensureTags) }),
        bulk.reason,
      );
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
