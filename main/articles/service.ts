import { writeFileSync } from "node:fs";

import type { Family } from "../../app/articles/model.ts";
import { Refusal } from "../../app/contract/errors.ts";
import type { Desk } from "../desk.ts";
import type { Handlers, NamesOf } from "../dispatch.ts";
import type { Files } from "../files.ts";
import type { EnsureTags } from "../handed.ts";
import type { Act } from "../store/acts.ts";
import { articleRows, ArticleValue, findArticle, originalKeyOf, setPosition } from "../store/articles.ts";
import { earliestOf, familyIdOf, FamilyValue, shownMembers } from "../store/families.ts";
import { newId, nowText } from "../store/identity.ts";
import { endRun, unfinishedImports } from "../store/import-runs.ts";
import { objects } from "../store/objects.ts";
import { readOriginal } from "../store/originals.ts";
import type { ReadDb } from "../store/sql.ts";
import { findRun, importFiles, type ImportMeans } from "./import-job.ts";
import { importerFor, previewRecords } from "./importers/index.ts";
import type { Parsers } from "./parsing/parser-pool.ts";
import { makeReanchoring } from "./reanchoring.ts";

export interface ArticleDependencies {
  readonly desk: Desk;
  readonly files: Files;
  readonly ensureTags: EnsureTags;
  /** Where files are read that are imported. */
  readonly parsers: Parsers;
}

function valueOf(db: ReadDb, id: string): ArticleValue {
  const value = objects.article.read(db, id);
  if (!value) throw new Refusal("not-found", `there is no article ${id}`);
  return ArticleValue.parse(value);
}

/** The family with this id as the interface shows it. */
function familyById(db: ReadDb, id: string): Family {
  const { members: _ids, ...value } = FamilyValue.parse(objects.family.read(db, id));
  return { id, ...value, members: articleRows(db, Int32Array.from(shownMembers(db, id))) };
}

/** Makes one family of articles and of the families that they are in; the origin named takes the place of the one before. */
function makeFamily(act: Act, db: ReadDb, ids: readonly string[], originId: string, reason: string | null): string {
  const families = new Map<string, FamilyValue>();
  for (const articleId of ids) {
    valueOf(db, articleId);
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
    valueOf(db, articleId);
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

export function makeArticles({ desk, files, ensureTags, parsers }: ArticleDependencies): Handlers<NamesOf<"articles">> {
  // What lies in what the analyst picked is granted, so that naming its columns may read it again.
  const means: ImportMeans = { desk, parsers, grant: (path) => files.grant(path), underWay: new Set() };
  return {
    ...makeReanchoring(desk),
    "articles.list": ({ filter, sort, offset, limit }) => desk.articles().page(filter, sort, offset, limit),
    "articles.ids": ({ filter, sort }) => desk.articles().ids(filter, sort),
    "articles.facets": ({ filter }) => desk.articles().facets(filter),
    "articles.get": ({ id, version }) => {
      const article = findArticle(desk.read(), id, version);
      if (!article)
        throw new Refusal("not-found", `there is no article ${id}${version ? ` with version ${version}` : ""}`);
      return article;
    },
    "articles.neighbours": ({ id, filter, sort }) => desk.articles().neighbours(id, filter, sort),
    "articles.preview": ({ file, mapping }) => {
      const path = files.resolve(file);
      const kind = importerFor(path)?.kind;
      if (kind !== "csv" && kind !== "json" && kind !== "jsonl")
        throw new Refusal("unsupported-format", `${path} is no table and no JSON; only those have columns to name`);
      return previewRecords(path, mapping);
    },
    "articles.edit": ({ ids, addTags, removeTags, ...patch }, session) => {
      const { state, ...facts } = patch;
      const tagging = (addTags?.length ?? 0) + (removeTags?.length ?? 0) > 0;
      const correcting = Object.values(facts).some((value) => value !== undefined) || (tagging && state !== undefined);
      return desk.act(session, correcting ? "article-edit" : tagging ? "article-tag" : "article-state", (act, db) => {
        const added = addTags ? ensureTags(act, db, addTags) : [];
        const removed = new Set(removeTags);
        for (const id of ids) {
          const before = valueOf(db, id);
          act.put("article", id, {
            ...before,
            ...Object.fromEntries(Object.entries({ ...facts, state }).filter(([, value]) => value !== undefined)),
            tags: [...new Set([...before.tags.filter((tag) => !removed.has(tag)), ...added])].toSorted(),
          });
        }
        return { changed: ids.length };
      });
    },
    "articles.family": ({ id }) => {
      const db = desk.read();
      valueOf(db, id);
      const family = familyIdOf(db, id);
      return family === null ? null : familyById(db, family);
    },
    "articles.makeFamily": ({ ids, originId, reason }, session) =>
      desk.act(session, "family-make", (act, db) => familyById(db, makeFamily(act, db, ids, originId, reason)), reason),
    "articles.leaveFamily": ({ ids, reason }, session) =>
      desk.act(session, "family-leave", (act, db) => ({ changed: leaveFamilies(act, db, ids) }), reason),
    "articles.setPosition": ({ id, position }) => {
      // Where one stopped reading is not worth a refusal in a case that is open for reading only.
      const { writable } = desk.open();
      if (writable) setPosition(writable, id, position);
      return {};
    },
    "articles.saveOriginal": ({ id, version, to }) => {
      const db = desk.read();
      const key = originalKeyOf(db, id, version);
      if (key === null) throw new Refusal("not-found", `there is no article ${id}`);
      const path = files.resolve(to);
      const original = readOriginal(db, key);
      writeFileSync(path, original);
      return { path, bytes: original.length };
    },
    "articles.import": ({ files: tokens, mapping }, context, session) =>
      importFiles(means, session, context, {
        paths: tokens.map((token) => files.resolve(token)),
        mapping: mapping ?? {},
      }),
    "articles.unfinishedImports": (_input, session) => {
      const { writable } = desk.open();
      // Where somebody else writes, it may be theirs that runs.
      if (!writable || !desk.analyst(session)) return [];
      return unfinishedImports(writable, desk.who(session).device).filter(({ id }) => !means.underWay.has(id));
    },
    "articles.goOnImport": ({ id }, context, session) => {
      const run = findRun(means, session, id);
      return importFiles(means, session, context, run, run);
    },
    "articles.leaveImport": ({ id }, session) => {
      endRun(desk.write(), findRun(means, session, id).key);
      desk.changed(["article"]);
      return {};
    },
  };
}
