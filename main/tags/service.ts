import { Refusal } from "../../app/contract/errors.ts";
import { must } from "../../app/kernel/assert.ts";
import type { Tag } from "../../app/tags/model.ts";
import { palette } from "../../app/tags/palette.ts";
import { type MergePlan, planMerge, splitPath } from "../../app/tags/rules.ts";
import type { Desk } from "../desk.ts";
import type { Handlers, NamesOf } from "../dispatch.ts";
import type { EnsureTags } from "../handed.ts";
import type { Act } from "../store/acts.ts";
import { newId } from "../store/identity.ts";
import { objects } from "../store/objects.ts";
import type { ReadDb } from "../store/sql.ts";
import {
  codebookOf,
  countTopTags,
  findTag,
  findTagById,
  listTags,
  TagValue,
  tagWithChildren,
  usersOfTag,
} from "../store/tags.ts";

const find = (db: ReadDb, id: string): Tag => must(findTagById(db, id), `tag ${id} is there`);

function valueOf(db: ReadDb, id: string): TagValue {
  const value = objects.tag.read(db, id);
  if (!value) throw new Refusal("not-found", `there is no tag ${id}`);
  return TagValue.parse(value);
}

/** A child takes its parent's colour; a new top level the next of the palette. */
const colourFor = (db: ReadDb, parentId: string | null): number =>
  parentId === null ? countTopTags(db) % palette.length : valueOf(db, parentId).colour;

function ensureOne(act: Act, db: ReadDb, path: string): string {
  let parentId: string | null = null;
  let colour: number | null = null;
  for (const name of splitPath(path)) {
    let id: string | null = findTag(db, parentId, name);
    if (id === null) {
      id = newId();
      colour ??= colourFor(db, parentId);
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
      "tags.merge": ({ ids, into }, session) =>
        desk.act(session, "tag-merge", (act, db) => {
          merge(act, db, ids, into);
          return find(db, into);
        }),
      "tags.remove": ({ id }, session) =>
        desk.act(session, "tag-remove", (act, db) => {
          valueOf(db, id);
          const gone = tagWithChildren(db, id);
          retag(act, db, new Map(gone.map((each) => [each, null])));
          for (const each of gone) act.put("tag", each, null);
          return {};
        }),
    },
  };
}

function merge(act: Act, db: ReadDb, ids: readonly string[], into: string): void {
  const target = valueOf(db, into);
  const described = ids.map((id) => valueOf(db, id).description).find((description) => description !== null);
  const plan = planMerge(codebookOf(db), ids, into);
  if (!plan.possible) throw refusalOf(plan, (id) => valueOf(db, id).name);
  retag(act, db, new Map(plan.merges.map(({ from, to }) => [from, to])));
  for (const { id, parentId } of plan.moves) act.put("tag", id, { ...valueOf(db, id), parentId });
  for (const { from } of plan.merges) act.put("tag", from, null);
  if (target.description === null && described !== undefined)
    act.put("tag", into, { ...target, description: described });
}

function refusalOf(plan: MergePlan & { possible: false }, nameOf: (id: string) => string): Refusal {
  const name = nameOf(plan.id);
  if (plan.why === "itself") return new Refusal("in-use", `"${name}" cannot be merged into itself`);
  if (plan.why === "below") return new Refusal("in-use", `"${name}" cannot be merged into what stands below it`);
  return new Refusal("name-taken", `"${name}" would take the place of a tag of its own name; rename one of them first`);
}

/** Gives whatever carries one of these tags its successor instead, or takes it off where there is none: each object once. */
function retag(act: Act, db: ReadDb, successors: ReadonlyMap<string, string | null>): void {
  const users = new Map<string, ReturnType<typeof usersOfTag>[number]>();
  for (const tag of successors.keys())
    for (const user of usersOfTag(db, tag)) users.set(`${user.kind} ${user.id}`, user);
  for (const { kind, id } of users.values()) {
    const value = objects[kind].read(db, id);
    if (value === null || typeof value !== "object" || Array.isArray(value)) continue;
    const tags = value["tags"];
    if (!Array.isArray(tags)) continue;
    const next = tags
      .filter((tag) => typeof tag === "string")
      .map((tag) => (successors.has(tag) ? (successors.get(tag) ?? null) : tag))
      .filter((tag) => tag !== null);
    act.put(kind, id, { ...value, tags: [...new Set(next)].toSorted() }, value);
  }
}
