import type { Input } from "../../../app/contract/index.ts";
import { type ConcordanceLine, ConcordanceSort } from "../../../app/search/model.ts";
import { type Command, type Context, oneOf, UsageError } from "../command.ts";
import { short } from "../print.ts";
import { allRows } from "../rows.ts";
import { askedUsage, grantOut, readGroup, readSearch } from "../searching.ts";

type Asked = Omit<Input<"search.concordance">, "offset" | "limit" | "whole">;

/** A line for the eye: where it is from, and the hit between brackets. */
const lineText = ({ outlet, publishedAt, title, before, hit, after }: ConcordanceLine): string =>
  [publishedAt?.slice(0, 10) ?? "–", outlet ?? short(title, 40), flat(`${before}[${hit}]${after}`)].join("\t");

const flat = (text: string): string => text.replaceAll(/\s+/gu, " ");

/** Every line of a concordance, or the first so many, as it is read. */
export async function printConcordance(context: Context, asked: Asked, most?: number): Promise<void> {
  const client = context.client();
  let said = false;
  const lines = allRows(async (window) => {
    const found = await client.call("search.concordance", { ...asked, ...window, whole: true });
    if (!said) context.print.say(summaryOf(found));
    said = true;
    return found.lines;
  }, most);
  await context.print.list(lines, lineText);
}

function summaryOf({ total, articles, without, hasWords }: { total: number } & Record<string, unknown>): string {
  if (hasWords !== true) return "the query has no words to show: fields and exclusions alone have no lines";
  const silent = without === 0 ? "" : `; ${String(without)} of them have it in the title or a field only`;
  return `${total} lines in ${String(articles)} articles${silent}`;
}

function readWidth({ typed }: Context): number | undefined {
  const given = typed.one("width");
  if (given === undefined) return undefined;
  const width = Number(given);
  if (!Number.isInteger(width) || width < 10 || width > 400)
    throw new UsageError(`--width ${given}: from 10 to 400 signs on either side`);
  return width;
}

export const concordanceCommand: Command = {
  name: "concordance",
  usage: `concordance --case FILE ${askedUsage} [--sort ${ConcordanceSort.options.join("|")}]
                [--width SIGNS] [--without-copies] [--group FIELD=KEY] [--out PATH]`,
  summary: "every place where articles have the words, with what stands before and after; --out writes a table (CSV)",
  options: ["case", "saved", "sort", "width", "without-copies", "group", "out"],
  words: true,
  async run(context) {
    const { typed } = context;
    const sort = typed.one("sort");
    const order = sort === undefined ? undefined : oneOf("sort", sort, ConcordanceSort.options);
    const [width, group] = [readWidth(context), readGroup(context)];
    const out = typed.one("out");
    const { search, caseFile } = await readSearch(context);
    const asked: Asked = {
      query: search.query,
      sort: order ?? search.sort,
      copies: search.copies && !typed.flag("without-copies"),
      ...(width === undefined ? {} : { width }),
      ...(search.within ? { within: search.within } : {}),
      ...(group ? { group } : {}),
    };
    if (out === undefined) {
      await printConcordance(context, asked);
      return true;
    }
    const to = await grantOut(context, out, caseFile);
    const { result } = await context.run("search.exportConcordance", { ...asked, to, replace: true });
    await context.print.document(result, ({ path, written, articles, losses }) => [
      `${written} lines of ${articles} articles to ${path}`,
      ...losses.map(({ kind, count, explanation }) => `not carried\t${kind}\t${count}\t${explanation}`),
    ]);
    return true;
  },
};
