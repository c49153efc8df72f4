import { Refusal } from "../../app/contract/errors.ts";
import { must } from "../../app/kernel/assert.ts";
import type { Desk } from "../desk.ts";
import type { Handlers, NamesOf } from "../dispatch.ts";
import type { EnsureTags } from "../handed.ts";
import { anchorSpan } from "../store/anchors.ts";
import { annotationsOf, AnnotationValue, findAnnotation } from "../store/annotations.ts";
import { newId, nowText } from "../store/identity.ts";
import { objects } from "../store/objects.ts";
import type { ReadDb } from "../store/sql.ts";

function valueOf(db: ReadDb, id: string): AnnotationValue {
  const value = objects.annotation.read(db, id);
  if (!value) throw new Refusal("not-found", `there is no annotation ${id}`);
  return AnnotationValue.parse(value);
}
const get = (db: ReadDb, id: string) => must(findAnnotation(db, id), `annotation ${id} was just written`);

export function makeAnnotations(desk: Desk, ensureTags: EnsureTags): Handlers<NamesOf<"annotations">> {
  return {
    "annotations.of": ({ articleId }) => annotationsOf(desk.read(), articleId),
    "annotations.add": ({ articleId, version, start, end, memo, tags: paths }, session) =>
      desk.act(session, "annotation-add", (act, db) => {
        const anchor = anchorSpan(db, { articleId, version, start, end });
        const id = newId();
        act.put("annotation", id, {
          ...anchor,
          memo,
          tags: ensureTags(act, db, paths),
          createdAt: nowText(),
          createdBy: act.who.analyst.name,
        });
        return get(db, id);
      }),
    "annotations.edit": ({ id, memo, tags: paths }, session) =>
      desk.act(session, "annotation-edit", (act, db) => {
        const before = valueOf(db, id);
        act.put("annotation", id, {
          ...before,
          memo: memo === undefined ? before.memo : memo,
          tags: paths === undefined ? before.tags : ensureTags(act, db, paths),
        });
        return get(db, id);
      }),
    "annotations.remove": ({ id }, session) =>
      desk.act(session, "annotation-remove", (act, db) => {
        valueOf(db, id);
        act.put("annotation", id, null);
        return {};
      }),
  };
}
