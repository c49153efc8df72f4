import type { FamilyProposal } from "../../app/articles/copies.ts";
import type { Family } from "../../app/articles/model.ts";
import { Refusal } from "../../app/contract/errors.ts";
import type { Desk } from "../desk.ts";
import type { Handlers } from "../dispatch.ts";
import type { Act } from "../store/acts.ts";
import { articleRows, ArticleValue } from "../store/articles.ts";
import { type DistinctionValue, earliestOf, familyIdOf, FamilyValue, shownMembers } from "../store/families.ts";
import { findProposal, listProposals } from "../store/family-proposals.ts";
import { newId, nowText } from "../store/identity.ts";
import { objects } from "../store/objects.ts";
import type { ReadDb } from "../store/sql.ts";
import { findFamilies } from "./finding-copies.ts";

/** An article as the ledger keeps it. @throws Refusal where there is none */
export function valueOfArticle(db: ReadDb, id: string): ArticleValue {
  const value = objects.article.read(db, id);
  if (!value) throw new Refusal("not-found", `there is no article ${id}`);
  return ArticleValue.parse(value);
}

/** The family with this id as the interface shows it. */
function familyById(db: ReadDb, id: string): Family {
  const { verdict: _verdict, members: _ids, ...value } = FamilyValue.parse(objects.family.read(db, id));
  return { id, ...value, members: articleRows(db, Int32Array.from(shownMembers(db, id))) };
}

/** Makes one family of articles and of the families that they are in; the origin named takes the place of the one before. */
function makeFamily(act: Act, db: ReadDb, ids: readonly string[], originId: string, reason: string | null): string {
  const families = new Map<string, FamilyValue>();
  for (const articleId of ids) {
    valueOfArticle(db, articleId);
    const known = familyIdOf(db, articleId);
    if (known !== null) families.set(known, FamilyValue.parse(objects.family.read(db, known)));
  }
  const members = [...new Set([...ids, ...[...families.values()].flatMap((family) => family.members)])].toSorted();
  if (!members.includes(originId))
    throw new Refusal("bad-request", `the origin of a family is one of its articles; ${originId} is not among them`);
  if (members.length < 2) throw new Refusal("bad-request", "a family has two articles at least");
  const [[id, before] = [newId(), null], ...others] = families;
  for (const [other] of others) act.put("family", other, null);
  act.put("family", id, {
    verdict: "copies",
    members,
    originId,
    reason: reason ?? before?.reason ?? null,
    createdAt: before?.createdAt ?? nowText(),
    createdBy: before?.createdBy ?? act.who.analyst.name,
  });
  return id;
}

/** Takes articles out of their families. @returns how many were in one */
function leaveFamilies(act: Act, db: ReadDb, ids: readonly string[]): number {
  const leaving = new Map<string, string[]>();
  for (const articleId of new Set(ids)) {
    valueOfArticle(db, articleId);
    const family = familyIdOf(db, articleId);
    if (family !== null) leaving.set(family, [...(leaving.get(family) ?? []), articleId]);
  }
  for (const [id, gone] of leaving) {
    const family = FamilyValue.parse(objects.family.read(db, id));
    const members = family.members.filter((member) => !gone.includes(member));
    const originId = members.includes(family.originId) ? family.originId : earliestOf(db, members);
    // A family of one is none.
    act.put("family", id, members.length < 2 || originId === null ? null : { ...family, members, originId });
  }
  return [...leaving.values()].reduce((sum, gone) => sum + gone.length, 0);
}

/** Remembers that no two of some articles are copies. */
function distinguish(act: Act, members: readonly string[], reason: string | null): string {
  const id = newId();
  const value: DistinctionValue = {
    verdict: "distinct",
    members: [...new Set(members)].toSorted(),
    reason,
    createdAt: nowText(),
    createdBy: act.who.analyst.name,
  };
  act.put("family", id, value);
  return id;
}

/** A proposal that waits to be judged. @throws Refusal where there is none */
function proposalById(db: ReadDb, id: string): FamilyProposal {
  const proposal = findProposal(db, id);
  if (!proposal) throw new Refusal("not-found", `there is no proposal ${id} that waits to be judged`);
  return proposal;
}

/** How alike some members are to the proposed origin, in figures that need no language. */
function likenessInFigures({ members, originId }: FamilyProposal, ids: readonly string[]): string {
  const shares = members
    .filter(({ article }) => article.id !== originId && ids.includes(article.id))
    .map(({ likeness, withinOrigin, ofOrigin }) => Math.round(100 * Math.max(likeness, withinOrigin, ofOrigin)));
  const [least, most] = [Math.min(...shares), Math.max(...shares)];
  return least === most ? `≈ ${least} %` : `≈ ${least}–${most} %`;
}

/** Makes a proposal a family; what is left out of it is remembered as no copy of the origin. */
function confirm(
  act: Act,
  db: ReadDb,
  proposal: FamilyProposal,
  given: { ids: readonly string[] | undefined; originId: string | undefined; reason: string | null },
): string {
  const all = proposal.members.map(({ article }) => article.id);
  const ids = given.ids ?? all;
  const stranger = ids.find((id) => !all.includes(id));
  if (stranger !== undefined) throw new Refusal("bad-request", `article ${stranger} is not in this proposal`);
  const originId = given.originId ?? (ids.includes(proposal.originId) ? proposal.originId : earliestOf(db, ids));
  if (originId === null || !ids.includes(originId))
    throw new Refusal("bad-request", `the origin of a family is one of its articles; ${originId} is not among them`);
  const family = makeFamily(act, db, ids, originId, given.reason ?? likenessInFigures(proposal, ids));
  for (const out of all.filter((id) => !ids.includes(id))) distinguish(act, [out, originId], given.reason);
  return family;
}

type Names =
  | "articles.family"
  | "articles.makeFamily"
  | "articles.leaveFamily"
  | "articles.familyProposals"
  | "articles.confirmFamily"
  | "articles.rejectFamily"
  | "articles.findFamilies";

/** Families of copies: made by hand, or found, proposed and judged. */
export function makeFamilies(desk: Desk): Handlers<Names> {
  return {
    "articles.family": ({ id }) => {
      const db = desk.read();
      valueOfArticle(db, id);
      const family = familyIdOf(db, id);
      return family === null ? null : familyById(db, family);
    },
    "articles.makeFamily": ({ ids, originId, reason }, session) =>
      desk.act(session, "family-make", (act, db) => familyById(db, makeFamily(act, db, ids, originId, reason)), reason),
    "articles.leaveFamily": ({ ids, reason }, session) =>
      desk.act(session, "family-leave", (act, db) => ({ changed: leaveFamilies(act, db, ids) }), reason),
    "articles.familyProposals": (window) => listProposals(desk.read(), window),
    "articles.confirmFamily": ({ id, ids, originId, reason }, session) =>
      desk.act(
        session,
        "family-make",
        (act, db) => familyById(db, confirm(act, db, proposalById(db, id), { ids, originId, reason })),
        reason,
      ),
    "articles.rejectFamily": ({ id, reason }, session) =>
      desk.act(
        session,
        "family-reject",
        (act, db) => ({
          id: distinguish(
            act,
            proposalById(db, id).members.map(({ article }) => article.id),
            reason,
          ),
        }),
        reason,
      ),
    "articles.findFamilies": async (_input, context) => {
      const found = await findFamilies(desk.write(), context);
      desk.changed(["family"]);
      return found;
    },
  };
}
