import { Refusal } from "../../app/contract/errors.ts";
import { must } from "../../app/kernel/assert.ts";
import type { Tag } from "../../app/tags/model.ts";
import { splitPath } from "../../app/tags/rules.ts";
import type { Desk } from "../desk.ts";
import type { Handlers, NamesOf } from "../dispatch.ts";
import type { EnsureTags } from "../handed.ts";
import type { Act } from "../store/acts.ts";
import { newId } from "../store/identity.ts";
import { objects } from "../store/objects.ts";
import type { ReadDb } from "../store/sql.ts";
import { findTag, listTags, TagValue, tagWithChildren, usersOfTag } from "../store/tags.ts";

const COLOURS = 12;

const find = (db: ReadDb, id: string): Tag =>
  must(
    listTags(db).find((tag) => tag.id === id),
    `tag ${id} is there`,
  );

function valueOf(db: ReadDb, id: string): TagValue {
  const value = objects.tag.read(db, id);
  if (!value) throw new Refusal("not-found", `there is no tag ${id}`);
  return TagValue.parse(value);
}

function ensureOne(act: Act, db: ReadDb, path: string): string {
  let parentId: string | null = null;
  let colour: number | null = null;
  for (const name of splitPath(path)) {
    let id: string | null = findTag(db, parentId, name);
    if (id === null) {
      id = newId();
      // A child takes its parent's colour; a new top level the next of the palette.
      colour ??=
        parentId === null
          ? listTags(db).filter((tag) => tag.parentId === null).length % COLOURS
          : valueOf(db, parentId).colour;
      act.put("tag", id, { name, parentId, colour, description: null });
    }
    parentId = id;
  }
  return must(parentId, "a tag path has a level");
}

const ensure: EnsureTags = (act, db, paths) => [...new Set(paths.map((path) => ensureOne(act, db, path)))].toSorted();

export interface TagService {
  readonly handlers: Handlers<NamesOf<"tags">>;
  readonly ensure: EnsureTags;
}

export function makeTags(desk: Desk): TagService {
  return {
    ensure,
    handlers: {
      "tags.list": () => listTags(desk.read()),
      "tags.add": ({ path }, session) =>
        desk.act(session, "tag-add", (act, db) => find(db, must(ensure(act, db, [path])[0], "one tag for one path"))),
      "tags.edit": ({ id, name, parentId, colour, description }, session) =>
        desk.act(session, "tag-edit", (act, db) => {
          const before = valueOf(db, id);
          const next: TagValue = {
            name: name ?? before.name,
            parentId: parentId === undefined ? before.parentId : parentId,
            colour: colour ?? before.colour,
            description: description === undefined ? before.description : description,
          };
          if (next.parentId !== null) {
            valueOf(db, next.parentId);
            if (tagWithChildren(db, id).includes(next.parentId))
              throw new Refusal("in-use", "a tag cannot stand below itself");
          }
          const same = findTag(db, next.parentId, next.name);
          if (same !== null && same !== id)
            throw new Refusal("name-taken", `there is a tag "${next.name}" here already`);
          act.put("tag", id, next);
          return find(db, id);
        }),
      "tags.remove": ({ id }, session) =>
        desk.act(session, "tag-remove", (act, db) => {
          valueOf(db, id);
          for (const each of tagWithChildren(db, id)) {
            for (const user of usersOfTag(db, each)) takeOff(act, db, user, each);
            act.put("tag", each, null);
          }
          return {};
        }),
    },
  };
}

function takeOff(act: Act, db: ReadDb, user: ReturnType<typeof usersOfTag>[number], tag: string): void {
  const value = objects[user.kind].read(db, user.id);
  if (value === null || typeof value !== "object" || Array.isArray(value)) return;
  const tags = value["tags"];
  if (Array.isArray(tags)) act.put(user.kind, user.id, { ...value, tags: tags.filter((each) => each !== tag) });
}
