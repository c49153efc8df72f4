import { natoScale } from "../../app/claims/scale.ts";
import { Refusal } from "../../app/contract/errors.ts";
import { must } from "../../app/kernel/assert.ts";
import type { Source } from "../../app/sources/model.ts";
import type { Desk } from "../desk.ts";
import type { Handlers, NamesOf } from "../dispatch.ts";
import type { EnsureSource } from "../handed.ts";
import { assessmentIdsOfSource } from "../store/assessments.ts";
import { newId, nowText } from "../store/identity.ts";
import { objects } from "../store/objects.ts";
import {
  findSource,
  isAffiliatedTo,
  isSourceUsed,
  listSources,
  placeOfSource,
  sourceIdsNamed,
  sourcesNamed,
  SourceValue,
  suggestSources,
} from "../store/sources.ts";
import type { ReadDb } from "../store/sql.ts";

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

export function makeSources(desk: Desk): SourceService {
  return {
    ensure(act, db, name, kind) {
      const [only, ...others] = sourceIdsNamed(db, name);
      if (others.length > 0)
        throw new Refusal(
          "ambiguous-name",
          `"${name}" is the name of ${others.length + 1} sources; name one by its id`,
          {
            name,
            ids: [must(only, "the first of several"), ...others],
          },
        );
      if (only !== undefined) return only;
      const id = newId();
      act.put("source", id, {
        names: [{ text: name, language: null }],
        kind,
        affiliationId: null,
        descriptor: null,
        notes: null,
        createdAt: nowText(),
      });
      return id;
    },
    handlers: {
      "sources.list": (input) => listSources(desk.read(), input),
      "sources.place": ({ id, ...listing }) => ({ index: placeOfSource(desk.read(), id, listing) }),
      "sources.get": ({ id }) => get(desk.read(), id),
      "sources.suggest": ({ text, limit }) => suggestSources(desk.read(), text, limit),
      "sources.resolve": ({ name }) => sourcesNamed(desk.read(), name),
      "sources.add": (input, session) =>
        desk.act(session, "source-add", (act, db) => {
          if (input.affiliationId !== null) valueOf(db, input.affiliationId);
          const id = newId();
          act.put("source", id, { ...input, createdAt: nowText() });
          return get(db, id);
        }),
      "sources.edit": ({ id, ...patch }, session) =>
        desk.act(session, "source-edit", (act, db) => {
          const before = valueOf(db, id);
          const next = {
            names: patch.names ?? before.names,
            kind: patch.kind ?? before.kind,
            affiliationId: patch.affiliationId === undefined ? before.affiliationId : patch.affiliationId,
            descriptor: patch.descriptor === undefined ? before.descriptor : patch.descriptor,
            notes: patch.notes === undefined ? before.notes : patch.notes,
            createdAt: before.createdAt,
          };
          if (next.affiliationId !== null) {
            valueOf(db, next.affiliationId);
            if (isAffiliatedTo(db, next.affiliationId, id))
              throw new Refusal("in-use", "a source cannot be affiliated to itself, nor to what is affiliated to it");
          }
          act.put("source", id, next);
          return get(db, id);
        }),
      "sources.remove": ({ id }, session) =>
        desk.act(session, "source-remove", (act, db) => {
          const { names } = valueOf(db, id);
          if (isSourceUsed(db, id))
            throw new Refusal("in-use", `claims or other sources refer to "${names[0]?.text}"; change those first`);
          for (const assessment of assessmentIdsOfSource(db, id)) act.put("assessment", assessment, null);
          act.put("source", id, null);
          return {};
        }),
      "sources.assess": ({ id, value, topic, reason }, session) =>
        desk.act(session, "source-assess", (act, db) => {
          valueOf(db, id);
          if (value !== null && !natoScale.reliability.some((grade) => grade.value === value))
            throw new Refusal("bad-request", `reliability: "${value}" is no grade of the scale ${natoScale.id}`);
          act.put("assessment", newId(), {
            axis: "reliability",
            value,
            scope: topic === null ? "general" : "topic",
            topic,
            sourceId: id,
            claimId: null,
            reason,
            insisted: null,
            scale: natoScale.id,
            scaleVersion: natoScale.version,
            analyst: act.who.analyst.name,
            initials: act.who.analyst.initials,
            clock: act.clock,
          });
          return get(db, id);
        }),
    },
  };
}
