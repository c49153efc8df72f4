import { type ArticleFilter, ArticleState, DateText, FamilySize } from "../../app/articles/model.ts";
import { type Context, oneOf, type OptionName, type Typed, UsageError } from "./command.ts";
import { definite, tagIds } from "./filters.ts";

/** The filters of articles that `articles` and `overview` share. */
export const articleFilterOptions = [
  "text",
  "outlet",
  "language",
  "state",
  "tag",
  "from",
  "until",
  "after",
  "before",
  "dated",
  "claimed",
  "family",
  "copies",
] as const satisfies readonly OptionName[];

export const articleFilterUsage =
  `[--text WORDS] [--outlet NAME|none] [--language CODE|none] [--state ${ArticleState.options.join("|")}]\n` +
  "                [--tag PATH] [--from DATE] [--until DATE] [--after DATE] [--before DATE] [--dated undated|year-only]\n" +
  `                [--claimed with|without] [--family in-family|alone] [--copies ${FamilySize.options.join("|")}]`;

const dates = ["from", "until", "after", "before"] as const;

function readDates(typed: Typed): Pick<ArticleFilter, (typeof dates)[number]> {
  const given = dates.map((name) => {
    const date = typed.one(name);
    if (date !== undefined && !DateText.safeParse(date).success)
      throw new UsageError(`--${name} ${date}: write a date as 2025, 2025-11 or 2025-11-24`);
    return [name, date] as const;
  });
  return definite(Object.fromEntries(given));
}

const some = <Value>(values: Value[]): Value[] | undefined => (values.length > 0 ? values : undefined);

/** A word of a list that is given once at most. */
function oneWord<Word extends string>(
  typed: Typed,
  name: "dated" | "claimed" | "family",
  words: readonly Word[],
): Word | undefined {
  const word = typed.one(name);
  return word === undefined ? undefined : oneOf(name, word, words);
}

/**
 * A filter of articles from what was typed: words are checked at once, tags are looked up once the case is open.
 * @throws UsageError for a word or a date that is none
 */
export function readArticleFilter(context: Context): () => Promise<ArticleFilter> {
  const { typed } = context;
  const orNone = (name: "outlet" | "language"): (string | null)[] | undefined =>
    some(typed.all(name).map((value) => (value === "none" ? null : value)));
  const tags = typed.all("tag");
  const plain = {
    ...readDates(typed),
    ...definite({
      text: typed.one("text"),
      outlets: orNone("outlet"),
      languages: orNone("language"),
      states: some(typed.all("state").map((state) => oneOf("state", state, ArticleState.options))),
      dated: oneWord(typed, "dated", ["undated", "year-only"]),
      claims: oneWord(typed, "claimed", ["with", "without"]),
      family: oneWord(typed, "family", ["in-family", "alone"]),
      familySizes: some(typed.all("copies").map((size) => oneOf("copies", size, FamilySize.options))),
    }),
  };
  return async () => ({
    ...plain,
    ...(tags.length > 0 && { tags: await tagIds(context.client(), tags, (text) => context.print.say(text)) }),
  });
}
