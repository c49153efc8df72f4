import type { RelationKind } from "../../app/claims/model.ts";
import { Refusal } from "../../app/contract/errors.ts";
import { must } from "../../app/kernel/assert.ts";
import type { Proposal, Relation, RelationOf } from "../../app/questions/model.ts";
import { proposeRelations } from "../../app/questions/proposals.ts";
import { holdsBothWays } from "../../app/questions/rules.ts";
import type { Desk } from "../desk.ts";
import type { Handlers, NamesOf } from "../dispatch.ts";
import type { Act } from "../store/acts.ts";
import { claimsByKeys } from "../store/claims.ts";
import { newId, nowText } from "../store/identity.ts";
import { objects } from "../store/objects.ts";
import { originsBehind, originsOfClaims } from "../store/origins.ts";
import { claimKeys, publishedOf, relationCandidates } from "../store/proposals.ts";
import { findRelation, relationsOf, relationsOfPair, RelationValue } from "../store/relations.ts";
import type { ReadDb } from "../store/sql.ts";

function keyOf(db: ReadDb, claimId: string): number {
  const [key = null] = claimKeys(db, [claimId]);
  if (key === null) throw new Refusal("not-found", `there is no claim ${claimId}`);
  return key;
}

function valueOf(db: ReadDb, id: string): RelationValue {
  const value = objects.relation.read(db, id);
  if (!value) throw new Refusal("not-found", `there is no relation ${id}`);
  return RelationValue.parse(value);
}

const get = (db: ReadDb, id: string): Relation => must(findRelation(db, id), `relation ${id} was just written`);

function of(db: ReadDb, claimId: string): RelationOf[] {
  keyOf(db, claimId);
  const relations = relationsOf(db, claimId);
  const others = relations.map(({ fromId, toId }) => (fromId === claimId ? toId : fromId));
  const keys = claimKeys(db, others).map((key) => must(key, "a relation's claim is there"));
  const claims = claimsByKeys(db, [...new Set(keys)]);
  const byId = new Map(claims.map((claim) => [claim.id, claim]));
  return relations.map((relation, index): RelationOf =>
    Object.assign({}, relation, {
      outgoing: relation.fromId === claimId,
      other: must(byId.get(others[index] ?? ""), "a relation's claim is there"),
    }),
  );
}

function propose(db: ReadDb, claimId: string, limit: number): Proposal[] {
  const keys = [keyOf(db, claimId), ...relationCandidates(db, keyOf(db, claimId))];
  const [claim, ...others] = claimsByKeys(db, keys);
  const published = publishedOf(db, keys);
  const { origins } = originsOfClaims(db, keys);
  const facts = { origins, saidAt: (id: string) => published.get(id) ?? null };
  return proposeRelations(must(claim, "the claim asked about"), others, facts).slice(0, limit);
}

interface Pair {
  readonly fromId: string;
  readonly toId: string;
}

/** The relation of this kind that two claims have already; refuses where a directed one runs the other way. */
function known(db: ReadDb, kind: RelationKind, { fromId, toId }: Pair): Relation | undefined {
  const relation = relationsOfPair(db, fromId, toId).find((each) => each.kind === kind);
  if (relation && relation.fromId !== fromId && !holdsBothWays(kind))
    throw new Refusal("bad-request", `${toId} ${kind} ${fromId} already; turn that relation round instead`, {
      relation: relation.id,
    });
  return relation;
}

function add(act: Act, db: ReadDb, kind: RelationKind, pairs: readonly Pair[], note: string | null): Relation[] {
  const ids = [...new Set(pairs.flatMap(({ fromId, toId }) => [fromId, toId]))];
  const keys = claimKeys(db, ids);
  const missing = ids.filter((_, index) => keys[index] === null);
  if (missing.length > 0) throw new Refusal("not-found", `there is no claim ${missing.join(", ")}`, { ids: missing });
  const made = pairs.map((pair) => {
    if (pair.fromId === pair.toId) throw new Refusal("bad-request", `claim ${pair.fromId} cannot be related to itself`);
    const before = known(db, kind, pair);
    if (before) return before.id;
    const id = newId();
    act.put("relation", id, {
      kind,
      fromId: pair.fromId,
      toId: pair.toId,
      note,
      createdAt: nowText(),
      createdBy: act.who.analyst.name,
      clock: act.clock,
    });
    return id;
  });
  return [...new Set(made)].map((id) => get(db, id));
}

export function makeRelations(desk: Desk): Handlers<NamesOf<"relations">> {
  return {
    "relations.of": ({ claimId }) => of(desk.read(), claimId),
    "relations.propose": ({ claimId, limit }) => propose(desk.read(), claimId, limit),
    "relations.origins": ({ claimId }) => {
      const behind = originsBehind(desk.read(), claimId);
      if (!behind) throw new Refusal("not-found", `there is no claim ${claimId}`);
      return behind;
    },

    "relations.add": ({ kind, pairs, note }, session) =>
      desk.act(session, "relation-add", (act, db) => add(act, db, kind, pairs, note)),
    "relations.edit": ({ id, kind, swap = false, note }, session) =>
      desk.act(session, "relation-edit", (act, db) => {
        const before = valueOf(db, id);
        const [fromId, toId] = swap ? [before.toId, before.fromId] : [before.fromId, before.toId];
        const next = kind ?? before.kind;
        if (relationsOfPair(db, fromId, toId).some((other) => other.id !== id && other.kind === next))
          throw new Refusal("name-taken", `another relation says already that one of the two ${next} the other`);
        // What is said anew arrives anew: a grade given before it is looked at again.
        const isNew = next !== before.kind || swap;
        act.put("relation", id, {
          ...before,
          kind: next,
          fromId,
          toId,
          note: note === undefined ? before.note : note,
          clock: isNew ? act.clock : before.clock,
        });
        return get(db, id);
      }),
    "relations.remove": ({ ids }, session) =>
      desk.act(session, "relation-remove", (act, db) => {
        for (const id of new Set(ids)) {
          valueOf(db, id);
          act.put("relation", id, null);
        }
        return {};
      }),
  };
}
