import { Refusal } from "../../app/contract/errors.ts";
import {
  type GroupBy,
  GroupBy as groupings,
  type GroupKey,
  SAVED_SEARCHES,
  savedSearch,
  SavedSearch,
} from "../../app/search/model.ts";
import { type Context, oneOf, UsageError } from "./command.ts";

/** What options say of a search, beside the query. */
export const askedUsage = "QUERY | --saved NAME";

/** The query of the words that were typed, as any search has it. */
function typedQuery({ typed }: Context): string {
  return typed.words.length > 1 ? typed.words.join(" ") : typed.word("QUERY");
}

/** The field by which `--group-by` groups; undefined where it is not there. */
export function readGroupBy({ typed }: Context): GroupBy | undefined {
  const given = typed.one("group-by");
  return given === undefined ? undefined : oneOf("group-by", given, groupings.options);
}

/** `--group outlet=NAME`; `outlet=` is what has none. */
export function readGroup({ typed }: Context): GroupKey | undefined {
  const given = typed.one("group");
  if (given === undefined) return undefined;
  const at = given.indexOf("=");
  if (at < 1) throw new UsageError(`--group ${given}: say it as FIELD=KEY, such as month=2025-11`);
  const key = given.slice(at + 1);
  return { by: oneOf("group", given.slice(0, at), groupings.options), key: key === "" ? null : key };
}

export interface SavedAs {
  readonly id: string;
  readonly name: string;
  readonly search: SavedSearch;
}

/** The saved searches of the open case, by name. */
export async function savedSearches(context: Context): Promise<SavedAs[]> {
  const views = await context.client().call("cases.views", { page: SAVED_SEARCHES });
  return views.flatMap((view) => {
    const search = savedSearch(view);
    return search ? [{ id: view.id, name: view.name, search }] : [];
  });
}

/** The saved search of a name. @throws Refusal `not-found` */
export async function savedNamed(context: Context, name: string): Promise<SavedAs> {
  const all = await savedSearches(context);
  const found = all.find((one) => one.name === name.trim());
  if (found) return found;
  const names = all.map((one) => one.name).join(", ");
  const others = names === "" ? "nothing is saved in this case" : `there are ${names}`;
  throw new Refusal("not-found", `no search is saved as ${name}: ${others}`);
}

/** What is searched for: the query that was typed, or a saved search. Opens the case. */
export async function readSearch(context: Context): Promise<{ search: SavedSearch; caseFile: string }> {
  const name = context.typed.one("saved");
  if (name !== undefined && context.typed.words.length > 0)
    throw new UsageError("either a QUERY or --saved NAME, not both");
  const query = name === undefined ? typedQuery(context) : "";
  const caseFile = await context.openCase();
  const search = name === undefined ? SavedSearch.parse({ query }) : (await savedNamed(context, name)).search;
  return { search, caseFile };
}

/** A token for a file to be written. @throws UsageError where it is the case itself */
export async function grantOut(context: Context, out: string, caseFile: string): Promise<string> {
  const path = context.resolve(out);
  if (path === caseFile || path.startsWith(`${caseFile}-`))
    throw new UsageError(`--out ${path} is the case itself: choose another name`);
  return context.grant(path);
}
