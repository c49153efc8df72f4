import type { Input, Output } from "../../app/contract/index.ts";
import { type Context, type Typed, UsageError } from "./command.ts";
import { definite } from "./filters.ts";
import { shownName, short } from "./print.ts";
import { allRows } from "./rows.ts";

type DraftFilter = NonNullable<Input<"articles.draftItems">["filter"]>;
type DraftItem = Output<"articles.draftItems">["rows"][number];
export type ImportDraft = Output<"articles.drafts">[number];

/** What may become of an item, what is wanted first. */
const states = Object.keys({
  new: 0,
  version: 0,
  duplicate: 0,
  unreadable: 0,
  "needs-mapping": 0,
  changed: 0,
} satisfies Record<DraftItem["state"], 0>) as DraftItem["state"][];

/** What `--where` takes: each narrows further, several of one kind widen it. */
export const whereUsage =
  `[--where state=${states.join("|")}]… [--where text=WORDS] [--where outlet=NAME|none]…\n` +
  "                [--where language=CODE|none]… [--where folder=PATH] [--where undated|left-out|corrected]";

const flags = { undated: "undated", "left-out": "leftOut", corrected: "corrected" } as const;

/** The items that `--where` asks for. @throws UsageError */
export function whereOf({ typed, resolve }: Pick<Context, "typed" | "resolve">): DraftFilter {
  const filter: DraftFilter = {};
  for (const each of typed.all("where")) {
    const flag = Object.entries(flags).find(([name]) => name === each)?.[1];
    if (flag) {
      filter[flag] = true;
      continue;
    }
    const [, name = "", value = ""] = /^([a-z]+)=(.*)$/su.exec(each) ?? [];
    const named = value === "none" ? null : value;
    if (value === "") throw new UsageError(`--where ${each}: write it as state=new, text=WORDS, outlet=NAME, undated…`);
    if (name === "state") {
      const state = states.find((one) => one === value);
      if (!state) throw new UsageError(`--where ${each}: there are ${states.join(", ")}`);
      filter.states = [...(filter.states ?? []), state];
    } else if (name === "text") filter.text = value;
    else if (name === "outlet") filter.outlets = [...(filter.outlets ?? []), named];
    else if (name === "language") filter.languages = [...(filter.languages ?? []), named];
    else if (name === "folder") filter.folder = resolve(value);
    else throw new UsageError(`--where ${each}: there is no ${name || each} to go by`);
  }
  return filter;
}

const some = (values: string[]): string[] | undefined => (values.length > 0 ? values : undefined);

/** What an edit gives; `none` takes a value away. @throws UsageError where nothing is given */
export function editOf(typed: Typed) {
  const valueOf = (name: "outlet" | "author" | "date" | "language"): string | null | undefined => {
    const value = typed.one(name);
    return value === "none" ? null : value;
  };
  if (typed.flag("leave-out") && typed.flag("take-in")) throw new UsageError("--leave-out or --take-in: not both");
  const edit = definite({
    title: typed.one("title"),
    outlet: valueOf("outlet"),
    author: valueOf("author"),
    publishedAt: valueOf("date"),
    language: valueOf("language"),
    addTags: some(typed.all("tag")),
    removeTags: some(typed.all("untag")),
    leaveOut: typed.flag("leave-out") ? true : typed.flag("take-in") ? false : undefined,
  });
  if (Object.keys(edit).length === 0) throw new UsageError("say what is to change: --outlet NAME, --leave-out, …");
  return edit;
}

/** All items of a draft that a filter leaves, in its order. */
export const itemsOf = (context: Context, id: string, filter: DraftFilter): AsyncGenerator<DraftItem> =>
  allRows(async (window) => (await context.client().call("articles.draftItems", { id, filter, ...window })).rows);

/** A draft as the command line prints it: what is known of it as a whole. */
export const draftDocument = ({ reading: _reading, busy: _busy, ...draft }: ImportDraft) => draft;

const counted = ({ states: counts, leftOut, toImport }: ImportDraft): string =>
  [
    `${toImport} to import`,
    ...states.filter((state) => counts[state] > 0).map((state) => `${counts[state]} ${state}`),
    ...(leftOut > 0 ? [`${leftOut} left out`] : []),
  ].join(", ");

export const draftLine = (draft: ImportDraft): string =>
  [
    draft.id,
    draft.begunAt.slice(0, 16).replace("T", " "),
    `${counted(draft)}${draft.whole ? "" : "; not all files were seen"}${draft.begun ? "; its import was begun" : ""}`,
    draft.paths.map(shownName).join(" "),
  ].join("\t");

/** An item as a line: what becomes of it, id, where it is, what is known of it, and why where it fails. */
export function itemLine(item: DraftItem): string {
  const path = shownName(item.member === null ? item.path : `${item.path}/${item.member}`);
  const known = [item.publishedAt, item.outlet, item.tags.length > 0 ? `[${item.tags.join(", ")}]` : null];
  return [
    item.leftOut ? `(${item.state})` : item.state,
    item.id,
    item.line === null ? path : `${path}:${item.line}`,
    item.message ?? [short(item.title), ...known.filter((each) => each !== null)].join("  "),
    ...(item.article ? [`= ${item.article.id} ${short(item.article.title)}`] : []),
    ...(item.twin ? [`= ${item.twin.id} ${shownName(item.twin.path)}`] : []),
  ].join("\t");
}
