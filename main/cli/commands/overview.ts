import type { Output } from "../../../app/contract/index.ts";
import { articleFilterOptions, articleFilterUsage, readArticleFilter } from "../article-filters.ts";
import type { Command } from "../command.ts";

type Overview = Output<"articles.overview">;

/** Values of a ranking that people are shown; and as many as can be had at all, for programs. */
const SHOWN = 12;
const MOST = 5000;

const line = (count: number, name: string): string => `${String(count).padStart(8)}  ${name}`;

function rankingLines(name: string, { values, none, more }: Overview["outlets"]): string[] {
  const rest = values.slice(SHOWN);
  const others = rest.length + more.values;
  return [
    `by ${name}`,
    ...values.slice(0, SHOWN).map(({ value, count }) => line(count, value)),
    ...(others > 0
      ? [
          line(
            rest.reduce((sum, { count }) => sum + count, more.articles),
            `${others} more`,
          ),
        ]
      : []),
    ...(none > 0 ? [line(none, `no ${name}`)] : []),
  ];
}

function lines({ numbers, dates, outlets, languages, states, familySizes, unreadable }: Overview): string[] {
  return [
    line(numbers.articles, "articles"),
    line(numbers.chars, "characters of text"),
    line(numbers.unread, "unread"),
    line(numbers.withClaims, "with claims"),
    line(numbers.inFamilies, `copies of one text, in ${numbers.families} famil${numbers.families === 1 ? "y" : "ies"}`),
    line(numbers.undated, "without a date"),
    line(numbers.withoutOutlet, "without an outlet"),
    line(numbers.withoutLanguage, "without a language"),
    ...(unreadable > 0 ? [line(unreadable, "could not be read; isnad unreadable lists them")] : []),
    "by month",
    ...dates.months.map(({ month, count }) => line(count, month)),
    ...dates.years.map(({ year, count }) => line(count, `${year}, only the year is known`)),
    ...(dates.undated > 0 ? [line(dates.undated, "no date")] : []),
    ...rankingLines("outlet", outlets),
    ...rankingLines("language", languages),
    "by state",
    ...states.map(({ state, count }) => line(count, state)),
    "by how many articles have the same text",
    ...familySizes.filter(({ count }) => count > 0).map(({ size, count }) => line(count, size)),
  ];
}

export const overviewCommand: Command = {
  name: "overview",
  usage: `overview --case FILE ${articleFilterUsage}`,
  summary: "count the collection, or what a filter leaves of it; each list leaves the filter on its own field out",
  options: ["case", ...articleFilterOptions],
  words: false,
  async run(context) {
    const find = readArticleFilter(context);
    await context.openCase();
    const filter = await find();
    const overview = await context.client().call("articles.overview", { filter, outlets: MOST, languages: MOST });
    await context.print.document(overview, lines);
    return true;
  },
};
