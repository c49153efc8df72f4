import { Refusal } from "../../../app/contract/errors.ts";
import { type Tag, TagColour } from "../../../app/tags/model.ts";
import { type Command, type Context, UsageError } from "../command.ts";
import { definite } from "../filters.ts";

/** A tag as the command line prints it; every key is always there. */
const tagDocument = ({ id, path, name, parentId, colour, description, uses }: Tag) => ({
  id,
  path,
  name,
  parent: parentId,
  colour,
  description,
  uses,
});
type TagDocument = ReturnType<typeof tagDocument>;

const line = (tag: TagDocument): string =>
  [tag.id, `${tag.uses} uses`, tag.path, ...(tag.description === null ? [] : [tag.description])].join("\t");

const show = (context: Context, tag: Tag): Promise<void> =>
  context.print.document(tagDocument(tag), (document) => [line(document)]);

/** Tags by what was typed: a path as it is listed, or an id. */
async function finder(context: Context): Promise<(typed: string) => Tag> {
  const tags = await context.client().call("tags.list", {});
  const known = new Map([...tags.map((tag) => [tag.id, tag] as const), ...tags.map((tag) => [tag.path, tag] as const)]);
  return (typed) => {
    const found = known.get(typed);
    if (!found) throw new Refusal("not-found", `there is no tag ${typed}`);
    return found;
  };
}

export const tagsCommand: Command = {
  name: "tags",
  usage: "tags --case FILE",
  summary: "list the codebook: tags with their paths, colours and how often each is used",
  options: ["case"],
  words: false,
  async run(context) {
    await context.openCase();
    const tags = await context.client().call("tags.list", {});
    await context.print.document(tags.map(tagDocument), (documents) => documents.map(line));
    return true;
  },
};

export const tagAddCommand: Command = {
  name: "tag add",
  usage: "tag add --case FILE PATH",
  summary: "make a tag; missing levels of its path (A/B) are made too",
  options: ["case", "analyst"],
  words: true,
  async run(context) {
    const path = context.typed.word("PATH");
    await context.openCase();
    await show(context, await context.client().call("tags.add", { path }));
    return true;
  },
};

export const tagEditCommand: Command = {
  name: "tag edit",
  usage: "tag edit --case FILE TAG [--name NAME] [--description TEXT] [--colour 0…11]",
  summary: "rename, describe or recolour a tag; TAG is a path or an id, an empty description is none",
  options: ["case", "analyst", "name", "description", "colour"],
  words: true,
  async run(context) {
    const { typed } = context;
    const tag = typed.word("TAG");
    const [name, description] = [typed.one("name"), typed.one("description")];
    const colour = readColour(typed.one("colour"));
    if (name === undefined && description === undefined && colour === undefined)
      throw new UsageError("say what to change: --name, --description or --colour");
    await context.openCase();
    const { id } = (await finder(context))(tag);
    const change = { name, colour, description: description === "" ? null : description };
    await show(context, await context.client().call("tags.edit", { id, ...definite(change) }));
    return true;
  },
};

/** A place of the palette. */
function readColour(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const place = TagColour.safeParse(/^\d{1,2}$/u.test(text) ? Number(text) : null);
  if (!place.success) throw new UsageError(`--colour ${text}: the palette has places from 0 to 11`);
  return place.data;
}

export const tagMoveCommand: Command = {
  name: "tag move",
  usage: "tag move --case FILE TAG --under TAG|/",
  summary: "put a tag, with all below it, under another one, or with / at the top",
  options: ["case", "analyst", "under"],
  words: true,
  async run(context) {
    const tag = context.typed.word("TAG");
    const under = context.typed.needed("under");
    await context.openCase();
    const find = await finder(context);
    const change = { id: find(tag).id, parentId: under === "/" ? null : find(under).id };
    await show(context, await context.client().call("tags.edit", change));
    return true;
  },
};

export const tagMergeCommand: Command = {
  name: "tag merge",
  usage: "tag merge --case FILE TAG… --into TAG",
  summary: "put all that carries some tags under another one and remove them; what stands below moves below it",
  options: ["case", "analyst", "into"],
  words: true,
  async run(context) {
    const { typed } = context;
    if (typed.words.length === 0) throw new UsageError("name at least one TAG");
    const into = typed.needed("into");
    await context.openCase();
    const find = await finder(context);
    const ids = typed.words.map((word) => find(word).id);
    await show(context, await context.client().call("tags.merge", { ids, into: find(into).id }));
    return true;
  },
};

export const tagRemoveCommand: Command = {
  name: "tag remove",
  usage: "tag remove --case FILE TAG",
  summary: "remove a tag with all below it, and take them off whatever carries them",
  options: ["case", "analyst"],
  words: true,
  async run(context) {
    const tag = context.typed.word("TAG");
    await context.openCase();
    const { id, path } = (await finder(context))(tag);
    await context.client().call("tags.remove", { id });
    await context.print.document({ id, path }, (removed) => [`removed\t${removed.id}\t${removed.path}`]);
    return true;
  },
};
