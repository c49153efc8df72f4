import type { Client } from "../../app/contract/client.ts";
import type { Input } from "../../app/contract/index.ts";
import type { Context, OptionName, Typed } from "./command.ts";

type ClaimFilter = NonNullable<Input<"claims.list">["filter"]>;

/** The filters that `claims` and `export` share. */
export const filterOptions = [
  "source",
  "origin",
  "outlet",
  "reliability",
  "credibility",
  "tag",
  "after",
  "before",
  "text",
] as const satisfies readonly OptionName[];

export const filterUsage =
  "[--source NAME] [--origin NAME] [--outlet NAME] [--reliability A…F|none] [--credibility 1…6|none]\n" +
  "                [--tag PATH] [--after DATE] [--before DATE] [--text QUERY]";

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

async function tagIds(client: Client, paths: string[], say: (text: string) => void): Promise<string[]> {
  const tags = await client.call("tags.list", {});
  return paths.map((path) => {
    const found = tags.find((tag) => level(tag.path) === level(path));
    if (!found) say(`there is no tag ${path}`);
    return found?.id ?? NOBODY;
  });
}

/** A filter of claims from what was typed. Names and paths that fit nothing are said on standard error. */
export async function readFilter(context: Context): Promise<ClaimFilter> {
  const { typed, print } = context;
  const client = context.client();
  const some = (name: Parameters<Typed["all"]>[0]): string[] | undefined => {
    const given = typed.all(name);
    return given.length > 0 ? given : undefined;
  };
  const [sources, origins, tags] = [some("source"), some("origin"), some("tag")];
  const say = (text: string): void => print.say(text);
  return {
    ...(sources && { sources: await sourceIds(client, sources, say) }),
    ...(origins && { origins: await sourceIds(client, origins, say) }),
    ...(tags && { tags: await tagIds(client, tags, say) }),
    ...definite({
      outlets: some("outlet"),
      reliability: some("reliability"),
      credibility: some("credibility"),
      after: typed.one("after"),
      before: typed.one("before"),
      text: typed.one("text"),
    }),
  };
}

/** The same without what is undefined: absent is not the same as unset. */
export const definite = <Fields extends object>(fields: Fields): { [K in keyof Fields]?: NonNullable<Fields[K]> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
