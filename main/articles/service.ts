import { writeFileSync } from "node:fs";

import { fittingProfiles, withProfile } from "../../app/articles/profiles.ts";
import { Refusal } from "../../app/contract/errors.ts";
import type { Desk } from "../desk.ts";
import type { Handlers, NamesOf } from "../dispatch.ts";
import type { Files } from "../files.ts";
import type { EnsureTags, ProfileStore, Watcher } from "../handed.ts";
import { findArticle, originalKeyOf, setPosition } from "../store/articles.ts";
import { endRun, unfinishedImports } from "../store/import-runs.ts";
import { readOriginal } from "../store/originals.ts";
import { countUnread } from "../store/unreadable-files.ts";
import { makeDrafting } from "./drafting.ts";
import { makeFamilies, valueOfArticle } from "./families.ts";
import { findRun, importFiles, type ImportMeans } from "./import-job.ts";
import { columnKinds, importerFor, previewRecords, propertiesVary } from "./importers/index.ts";
import type { Parsers } from "./parsing/parser-pool.ts";
import { makeProfiles } from "./profiles.ts";
import { makeReadingAnew } from "./reading-anew.ts";
import { makeReanchoring } from "./reanchoring.ts";
import { makeUnreadable } from "./unreadable.ts";
import { makeWatching } from "./watching.ts";

export interface ArticleDependencies {
  readonly desk: Desk;
  readonly files: Files;
  readonly ensureTags: EnsureTags;
  /** Where files are read that are imported. */
  readonly parsers: Parsers;
  /** The import profiles of this workstation. */
  readonly profiles: ProfileStore;
  /** Looks unasked at what arrives in watched folders; null where no window would show it. */
  readonly watcher: Watcher | null;
}

export function makeArticles({
  desk,
  files,
  ensureTags,
  parsers,
  profiles,
  watcher,
}: ArticleDependencies): Handlers<NamesOf<"articles">> {
  // What lies in what the analyst picked is granted, so that naming its columns may read it again.
  const means: ImportMeans = {
    desk,
    parsers,
    grant: (path) => files.grant(path),
    profiles: () => profiles.list(),
    ensureTags,
    underWay: new Set(),
  };
  const drafting = makeDrafting(means, files, profiles);
  return {
    ...drafting.handlers,
    ...makeWatching({ desk, files, profiles, drafts: drafting.arrived, watcher }),
    ...makeReanchoring(desk),
    ...makeReadingAnew(desk, parsers),
    ...makeUnreadable(means, files, profiles),
    ...makeFamilies(desk),
    ...makeProfiles(files, profiles),
    "articles.list": ({ filter, sort, offset, limit }) => desk.articles().page(filter, sort, offset, limit),
    "articles.ids": ({ filter, sort }) => desk.articles().ids(filter, sort),
    "articles.facets": ({ filter }) => desk.articles().facets(filter),
    "articles.overview": ({ filter, ...limits }) => ({
      ...desk.articles().overview(filter, limits),
      unreadable: countUnread(desk.read()),
    }),
    "articles.get": ({ id, version }) => {
      const article = findArticle(desk.read(), id, version);
      if (!article)
        throw new Refusal("not-found", `there is no article ${id}${version ? ` with version ${version}` : ""}`);
      return article;
    },
    "articles.neighbours": ({ id, filter, sort }) => desk.articles().neighbours(id, filter, sort),
    "articles.preview": async ({ file, mapping }) => {
      const path = files.resolve(file);
      const importer = importerFor(path);
      if (!importer || !columnKinds.has(importer.kind))
        throw new Refusal("unsupported-format", `${path} is no table and no JSON; only those have columns to name`);
      const preview = await previewRecords(path, mapping);
      const fitting = fittingProfiles(profiles.list(), preview.columns, propertiesVary(importer));
      return { ...preview, profiles: fitting.map(({ name }) => name) };
    },
    "articles.edit": ({ ids, addTags, removeTags, ...patch }, session) => {
      const { state, ...facts } = patch;
      const tagging = (addTags?.length ?? 0) + (removeTags?.length ?? 0) > 0;
      const correcting = Object.values(facts).some((value) => value !== undefined) || (tagging && state !== undefined);
      return desk.act(session, correcting ? "article-edit" : tagging ? "article-tag" : "article-state", (act, db) => {
        const added = addTags ? ensureTags(act, db, addTags) : [];
        const removed = new Set(removeTags);
        for (const id of ids) {
          const before = valueOfArticle(db, id);
          act.put("article", id, {
            ...before,
            ...Object.fromEntries(Object.entries({ ...facts, state }).filter(([, value]) => value !== undefined)),
            tags: [...new Set([...before.tags.filter((tag) => !removed.has(tag)), ...added])].toSorted(),
          });
        }
        return { changed: ids.length };
      });
    },
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
    "articles.import": async ({ files: tokens, reading, profile }, context, session) =>
      importFiles(means, session, context, {
        paths: tokens.map((token) => files.resolve(token)),
        reading: profile === undefined ? reading : withProfile(reading, profiles.get(profile).reading),
      }),
    "articles.unfinishedImports": (_input, session) => {
      const { writable } = desk.open();
      // Where somebody else writes, it may be theirs that runs.
      if (!writable || !desk.analyst(session)) return [];
      return unfinishedImports(writable, desk.who(session).device).filter(({ id }) => !means.underWay.has(id));
    },
    "articles.goOnImport": ({ id }, context, session) => {
      const run = findRun(means, session, id);
      if (run.draft !== null) return drafting.goOn(run, context, session);
      const { paths, reading } = run;
      return importFiles(means, session, context, { paths, reading }, run);
    },
    "articles.leaveImport": ({ id }, session) => {
      endRun(desk.write(), findRun(means, session, id).key);
      desk.changed(["article"]);
      return {};
    },
  };
}
