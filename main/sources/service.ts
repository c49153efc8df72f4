import { natoScale } from "../../app/claims/scale.ts";
import { Refusal } from "../../app/contract/errors.ts";
import type { ParsedInput } from "../../app/contract/index.ts";
import { must } from "../../app/kernel/assert.ts";
import type { Source } from "../../app/sources/model.ts";
import type { Desk } from "../desk.ts";
import type { Handlers, NamesOf } from "../dispatch.ts";
import type { EnsureSource } from "../handed.ts";
import type { Act } from "../store/acts.ts";
import { assessmentIdsOfSource, missingEvidence } from "../store/assessments.ts";
import { newId, nowText } from "../store/identity.ts";
import { objects } from "../store/objects.ts";
import { findDuplicatesOf } from "../store/source-duplicates.ts";
import { isAffiliatedTo, rootKey } from "../store/source-merges.ts";
import { findSource, sourceIdsNamed, sourceRows, sourcesNamed } from "../store/source-rows.ts";
import { bareSource, isSourceUsed, SourceValue } from "../store/sources.ts";
import type { ReadDb, WriteDb } from "../store/sql.ts";
import { trackRecord } from "../store/track-record.ts";
import { distinguish, merge, previewMerge, rootOf, split } from "./merging.ts";

const get = (db: ReadDb, id: string): Source => {
  const source = findSource(db, id);
  if (!source) throw new Refusal("not-found", `there is no source ${id}`);
  return source;
};

function valueOf(db: ReadDb, id: string): SourceValue {
  const value = objects.source.read(db, id);
  if (!value) throw new Refusal("not-found", `there is no source ${id}`);
  return SourceValue.parse(value);
}

export interface SourceService {
  readonly handlers: Handlers<NamesOf<"sources">>;
  readonly ensure: EnsureSource;
}

/** The one source of a name, made where none bears it. */
const ensure: EnsureSource = (act, db, name, kind) => {
  const [only, ...others] = sourceIdsNamed(db, name);
  if (others.length > 0)
    throw new Refusal("ambiguous-name", `"${name}" is the name of ${others.length + 1} sources; name one by its id`, {
      name,
      ids: [must(only, "the first of several"), ...others],
    });
  if (only !== undefined) return only;
  const id = newId();
  act.put("source", id, bareSource(name, kind, nowText()));
  return id;
};

/** Posts as they are kept: at what each affiliation is read as. */
const postsOf = (db: ReadDb, posts: SourceValue["formerPosts"]): SourceValue["formerPosts"] =>
  posts.map((post) => ({ ...post, affiliationId: rootOf(db, post.affiliationId) }));

function add(act: Act, db: WriteDb, input: ParsedInput<"sources.add">): Source {
  const id = newId();
  const value = SourceValue.parse({ ...input, createdAt: nowText() });
  act.put("source", id, {
    ...value,
    affiliationId: value.affiliationId === null ? null : rootOf(db, value.affiliationId),
    formerPosts: postsOf(db, value.formerPosts),
  });
  return get(db, id);
}

/** What is absent from the patch stays. */
function edit(act: Act, db: WriteDb, { id: given, ...patch }: ParsedInput<"sources.edit">): Source {
  const id = rootOf(db, given);
  const before = valueOf(db, id);
  const stated = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
  const next = SourceValue.parse({ ...before, ...stated });
  if (patch.affiliationId) {
    next.affiliationId = rootOf(db, patch.affiliationId);
    if (isAffiliatedTo(db, next.affiliationId, id))
      throw new Refusal("in-use", "a source cannot be affiliated to itself, nor to what is affiliated to it");
  }
  if (patch.formerPosts) next.formerPosts = postsOf(db, next.formerPosts);
  act.put("source", id, next);
  return get(db, id);
}

function remove(act: Act, db: WriteDb, given: string): void {
  const id = rootOf(db, given);
  const { names } = valueOf(db, id);
  if (isSourceUsed(db, id))
    throw new Refusal("in-use", `claims or other sources refer to "${names[0]?.text}"; change those first`);
  for (const assessment of assessmentIdsOfSource(db, id)) act.put("assessment", assessment, null);
  act.put("source", id, null);
}

function assess(act: Act, db: WriteDb, input: ParsedInput<"sources.assess">): Source {
  const { value, topic, reasonCode, reason, evidence } = input;
  const id = rootOf(db, input.id);
  if (value !== null && !natoScale.reliability.some((grade) => grade.value === value))
    throw new Refusal("bad-request", `reliability: "${value}" is no grade of the scale ${natoScale.id}`);
  const missing = missingEvidence(db, evidence);
  if (missing) throw new Refusal("not-found", `there is no ${missing.kind} ${missing.id}`);
  act.put("assessment", newId(), {
    axis: "reliability",
    value,
    scope: topic === null ? "general" : "topic",
    topic,
    sourceId: id,
    claimId: null,
    reasonCode,
    reason,
    evidence,
    blind: false,
    insisted: null,
    scale: natoScale.id,
    scaleVersion: natoScale.version,
    analyst: act.who.analyst.name,
    initials: act.who.analyst.initials,
    clock: act.clock,
  });
  return get(db, id);
}

export function makeSources(desk: Desk): SourceService {
  return {
    ensure,
    handlers: {
      "sources.list": ({ filter, sort, offset, limit }) => {
        const { total, keys } = desk.sources().page(filter, sort, offset, limit);
        return { total, rows: sourceRows(desk.read(), keys) };
      },
      "sources.place": ({ id, filter, sort }) => ({ index: desk.sources().place(id, filter, sort) }),
      "sources.ids": ({ filter, sort }) => desk.sources().ids(filter, sort),
      "sources.facets": ({ filter }) => desk.sources().facets(filter),
      "sources.get": ({ id }) => get(desk.read(), id),
      "sources.record": ({ id }) => {
        const key = rootKey(desk.read(), id);
        if (key === null) throw new Refusal("not-found", `there is no source ${id}`);
        return trackRecord(desk.read(), key);
      },
      "sources.duplicates": ({ id, offset, limit }) => {
        const db = desk.read();
        const key = id === undefined ? null : rootKey(db, id);
        const pairs = id === undefined ? desk.sources().duplicates() : key === null ? [] : findDuplicatesOf(db, key);
        const shown = pairs.slice(offset, offset + limit);
        const rows = sourceRows(
          db,
          shown.flatMap(({ keys }) => keys),
        );
        return {
          total: pairs.length,
          pairs: shown.map(({ why, names: [one, other] }, index) => ({
            sources: [must(rows[2 * index], "the first"), must(rows[2 * index + 1], "the second")],
            why,
            names: [one, other],
          })),
        };
      },
      "sources.previewMerge": ({ id, into }) => previewMerge(desk.read(), id, into),
      "sources.suggest": ({ text, limit }) => sourceRows(desk.read(), desk.sources().suggest(text, limit)),
      "sources.resolve": ({ name }) => sourcesNamed(desk.read(), name),

      "sources.add": (input, session) => desk.act(session, "source-add", (act, db) => add(act, db, input)),
      "sources.edit": (input, session) => desk.act(session, "source-edit", (act, db) => edit(act, db, input)),
      "sources.remove": ({ id }, session) =>
        desk.act(session, "source-remove", (act, db) => {
          remove(act, db, id);
          return {};
        }),
      "sources.assess": (input, session) => desk.act(session, "source-assess", (act, db) => assess(act, db, input)),
      "sources.merge": ({ id, into, reason }, session) =>
        desk.act(session, "source-merge", (act, db) => get(db, merge(act, db, id, into)), reason),
      "sources.split": ({ id, reason }, session) =>
        desk.act(
          session,
          "source-split",
          (act, db) => {
            split(act, db, id);
            return get(db, id);
          },
          reason,
        ),
      "sources.distinguish": ({ ids }, session) =>
        desk.act(session, "source-distinguish", (act, db) => {
          distinguish(act, db, ids);
          return {};
        }),
    },
  };
}
