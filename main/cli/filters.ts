import { LookReason, RelationKind } from "../../app/claims/model.ts";
import type { Client } from "../../app/contract/client.ts";
import type { Input } from "../../app/contract/index.ts";
import { type Context, oneOf, type OptionName, type Typed, UsageError } from "./command.ts";
import { questionsNamed } from "./questions.ts";

type ClaimFilter = NonNullable<Input<"claims.list">["filter"]>;

/** The filters that `claims` and `export` share. */
export const filterOptions = [
  "source",
  "origin",
  "outlet",
  "reliability",
  "credibility",
  "tag",
  "question",
  "analyst",
  "relation",
  "look",
  "stale-days",
  "after",
  "before",
  "text",
] as const satisfies readonly OptionName[];

export const filterUsage =
  "[--source NAME] [--origin NAME] [--outlet NAME] [--reliability A…F|none] [--credibility 1…6|none]\n" +
  "                [--tag PATH] [--question ID|TEXT] [--analyst NAME] [--after DATE] [--before DATE] [--text QUERY]\n" +
  `                [--relation ${RelationKind.options.join("|")}]\n` +
  `                [--look ${LookReason.options.join("|")}] [--stale-days N]`;

/** No object has this id: a name that fits nothing leaves nothing, rather than everything. */
const NOBODY = "-";

async function sourceIds(client: Client, names: string[], say: (text: string) => void): Promise<string[]> {
  const ids: string[] = [];
  for (const name of names) {
    const found = await client.call("sources.resolve", { name });
    if (found.length === 0) say(`no source bears the name ${name}`);
    ids.push(...(found.length > 0 ? found.map(({ id }) => id) : [NOBODY]));
  }
  return ids;
}

const level = (path: string): string =>
  path
    .split("/")
    .map((part) => part.trim())
    .join("/");

/** The ids of the tags with these paths; what there is none of is said, and finds nothing. */
export async function tagIds(client: Client, paths: string[], say: (text: string) => void): Promise<string[]> {
  const tags = await client.call("tags.list", {});
  return paths.map((path) => {
    const found = tags.find((tag) => level(tag.path) === level(path));
    if (!found) say(`there is no tag ${path}`);
    return found?.id ?? NOBODY;
  });
}

async function questionIds(client: Client, typed: string[], say: (text: string) => void): Promise<string[]> {
  const ids: string[] = [];
  for (const question of typed) {
    const found = await questionsNamed(client, question);
    if (found.length === 0) say(`there is no question ${question}`);
    ids.push(...(found.length > 0 ? found.map(({ id }) => id) : [NOBODY]));
  }
  return ids;
}

/** Why claims need another look, as it was typed; an age alone asks for what is older. */
function readLook(typed: Typed): ClaimFilter["look"] {
  const reasons = typed.all("look").map((reason) => oneOf("look", reason, LookReason.options));
  const days = typed.one("stale-days");
  if (days === undefined) {
    if (reasons.includes("stale")) throw new UsageError("--look stale needs --stale-days");
    return reasons.length > 0 ? { reasons } : undefined;
  }
  if (!/^[1-9]\d{0,5}$/u.test(days)) throw new UsageError(`--stale-days ${days}: give a number of days`);
  return { reasons: reasons.length > 0 ? reasons : ["stale"], staleDays: Number(days) };
}

/**
 * A filter of claims from what was typed: words are checked at once, names and paths are looked up once the case is open.
 * Those that fit nothing are said on standard error.
 */
export function readFilter(context: Context): () => Promise<ClaimFilter> {
  const { typed } = context;
  const some = (name: Parameters<Typed["all"]>[0]): string[] | undefined => {
    const given = typed.all(name);
    return given.length > 0 ? given : undefined;
  };
  const [sources, origins, tags, questions] = [some("source"), some("origin"), some("tag"), some("question")];
  const plain = definite({
    analysts: some("analyst"),
    relations: some("relation")?.map((kind) => oneOf("relation", kind, RelationKind.options)),
    look: readLook(typed),
    outlets: some("outlet"),
    reliability: some("reliability"),
    credibility: some("credibility"),
    after: typed.one("after"),
    before: typed.one("before"),
    text: typed.one("text"),
  });
  const say = (text: string): void => context.print.say(text);
  return async () => {
    const client = context.client();
    return {
      ...(sources && { sources: await sourceIds(client, sources, say) }),
      ...(origins && { origins: await sourceIds(client, origins, say) }),
      ...(tags && { tags: await tagIds(client, tags, say) }),
      ...(questions && { questions: await questionIds(client, questions, say) }),
      ...plain,
    };
  };
}

/** The same without what is undefined: absent is not the same as unset. */
export const definite = <Fields extends object>(fields: Fields): { [K in keyof Fields]?: NonNullable<Fields[K]> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
