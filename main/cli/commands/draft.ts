import { type Command, type Context, UsageError } from "../command.ts";
import {
  draftDocument,
  draftLine,
  editOf,
  type ImportDraft,
  itemLine,
  itemsOf,
  whereOf,
  whereUsage,
} from "../draft-items.ts";
import { definite } from "../filters.ts";
import { readingOf, readingOptions } from "../reading.ts";
import { mapRows } from "../rows.ts";
import { draftWatched } from "./watch.ts";

/** What an import would do, before it does it. */
export const draftCommand: Command = {
  name: "draft",
  usage:
    "draft --case FILE PATH… [--encoding NAME] [--pattern PATTERN] [--mapping text=COLUMN…] [--constant outlet=NAME]… [--profile NAME]\n" +
    "      draft --case FILE --draft ID\n" +
    "      draft --case FILE --watched",
  summary:
    "look at what an import would do, and keep it as a draft; the case is made where there is none. Or look at a draft again, or at what arrived in the watched folders",
  options: ["case", "analyst", ...readingOptions, "profile", "draft", "watched"],
  words: true,
  async run(context) {
    const { typed, print } = context;
    if (typed.flag("watched")) {
      if (typed.words.length > 0 || typed.one("draft") !== undefined)
        throw new UsageError("--watched looks into the watched folders; it takes nothing else");
      return draftWatched(context);
    }
    const [id, profile] = [typed.one("draft"), typed.one("profile")];
    if (id === undefined && typed.words.length === 0) throw new UsageError("name at least one file or folder");
    if (id !== undefined && typed.words.length > 0) throw new UsageError("--draft looks at what was named then");
    const reading = readingOf(typed);
    await context.openCase({ create: id === undefined });
    const files = await Promise.all(typed.words.map((path) => context.grant(path)));
    const { result } =
      id === undefined
        ? await context.run("articles.draft", { files, reading, ...definite({ profile }) })
        : await context.run("articles.goOnDraft", { id });
    const { draft, stopped } = result;
    const items = [];
    for await (const item of itemsOf(context, draft.id, {})) items.push(item);
    await print.document({ ...draftDocument(draft), stopped, items }, (all) => [
      ...all.items.map(itemLine),
      draftLine(draft),
    ]);
    if (stopped) print.say(`stopped; isnad draft --draft ${draft.id} goes on`);
    const { unreadable, changed } = draft.states;
    return !stopped && unreadable + changed + draft.states["needs-mapping"] === 0;
  },
};

export const draftsCommand: Command = {
  name: "drafts",
  usage: `drafts --case FILE [--draft ID ${whereUsage}]`,
  summary: "list the import drafts, or the items of one",
  options: ["case", "draft", "where"],
  words: false,
  async run(context) {
    const id = context.typed.one("draft");
    const filter = whereOf(context);
    if (id === undefined && context.typed.all("where").length > 0) throw new UsageError("--where needs --draft");
    await context.openCase();
    if (id === undefined) {
      const drafts = await context.client().call("articles.drafts", {});
      await context.print.document(drafts.map(draftDocument), () => drafts.map(draftLine));
      if (drafts.length === 0) context.print.say("no drafts; isnad draft makes one");
    } else
      await context.print.list(
        mapRows(itemsOf(context, id, filter), (item) => item),
        itemLine,
      );
    return true;
  },
};

/** The draft as it is after an edit. */
async function sayEdited(context: Context, id: string, done: { changed: number; step: string | null }): Promise<void> {
  const drafts = await context.client().call("articles.drafts", {});
  const draft: ImportDraft | undefined = drafts.find((each) => each.id === id);
  await context.print.document({ ...done, draft: draft ? draftDocument(draft) : null }, () => [
    `${done.changed} changed${done.step === null ? "" : `; isnad draft-undo ${id} ${done.step} takes it back`}`,
    ...(draft ? [draftLine(draft)] : []),
  ]);
}

export const draftEditCommand: Command = {
  name: "draft-edit",
  usage:
    `draft-edit --case FILE DRAFT [ITEM… | ${whereUsage}]\n` +
    "                [--title TEXT] [--outlet NAME|none] [--author NAME|none] [--date DATE|none] [--language CODE|none]\n" +
    "                [--tag PATH]… [--untag PATH]… [--leave-out | --take-in]",
  summary: "correct what items of a draft come in with, or leave them out; all of them where none are named",
  options: [
    "case",
    "analyst",
    "where",
    "title",
    "outlet",
    "author",
    "date",
    "language",
    "tag",
    "untag",
    "leave-out",
    "take-in",
  ],
  words: true,
  async run(context) {
    const [id, ...ids] = context.typed.words;
    if (id === undefined) throw new UsageError("DRAFT is missing");
    if (ids.length > 0 && context.typed.all("where").length > 0)
      throw new UsageError("name items, or --where: not both");
    const edit = editOf(context.typed);
    const items = ids.length > 0 ? { ids } : { filter: whereOf(context) };
    await context.openCase();
    await sayEdited(context, id, await context.client().call("articles.editDraft", { id, items, ...edit }));
    return true;
  },
};

export const draftUndoCommand: Command = {
  name: "draft-undo",
  usage: "draft-undo --case FILE DRAFT STEP",
  summary: "take an edit of a draft back, or make it again",
  options: ["case", "analyst"],
  words: true,
  async run(context) {
    const [id, step, ...more] = context.typed.words;
    if (id === undefined || step === undefined || more.length > 0) throw new UsageError("name a draft and a step");
    await context.openCase();
    await sayEdited(context, id, await context.client().call("articles.undoDraftEdit", { id, step }));
    return true;
  },
};

export const draftLeaveCommand: Command = {
  name: "draft-leave",
  usage: "draft-leave --case FILE DRAFT",
  summary: "leave a draft without importing it",
  options: ["case", "analyst"],
  words: true,
  async run(context) {
    const id = context.typed.word("DRAFT");
    await context.openCase();
    await context.client().call("articles.leaveDraft", { id });
    await context.print.document({ id }, () => [`left; nothing of it came in`]);
    return true;
  },
};
