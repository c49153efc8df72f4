import { command, Id, Nothing, query } from "../contract/procedure.ts";
import { z } from "../kernel/schema.ts";
import { DESCRIPTION_LENGTH, Tag, TagColour, TagName, TagPath } from "./model.ts";

export const tagQueries = {
  "tags.list": query("All tags, parents before children, siblings by name.", Nothing, z.array(Tag)),
};

export const tagCommands = {
  "tags.add": command("Make a tag; missing levels of its path are made too.", z.object({ path: TagPath }), Tag),
  "tags.edit": command(
    "Rename, move, recolour or describe a tag; its claims keep it.",
    z.object({
      id: Id,
      name: TagName.optional(),
      parentId: Id.nullable().optional(),
      colour: TagColour.optional(),
      description: z.string().max(DESCRIPTION_LENGTH).nullable().optional(),
    }),
    Tag,
    ["not-found", "name-taken", "in-use"],
  ),
  "tags.merge": command(
    "Put everything that carries some tags under another one, and remove them; what stands below them moves below it, and is merged in the same way where a tag of its name stands there (`planMerge`). The first description serves where the other has none.",
    z.object({ ids: z.array(Id).min(1).max(1000), into: Id }),
    Tag,
    ["not-found", "in-use", "name-taken"],
  ),
  "tags.remove": command(
    "Remove a tag and its children, and take them off everything that carries them.",
    z.object({ id: Id }),
    Nothing,
    ["not-found"],
  ),
};
