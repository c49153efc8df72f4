import type { Input, Output } from "../../../app/contract/index.ts";
import { z } from "../../../app/kernel/schema.ts";
import {
  type GroupBy,
  GroupBy as groupings,
  GroupOrder,
  type SearchGroup,
  SearchOrder,
  SAVED_SEARCHES,
  type SavedSearch,
} from "../../../app/search/model.ts";
import { type Command, type Context, oneOf, UsageError } from "../command.ts";
import { short } from "../print.ts";
import { allRows } from "../rows.ts";
import { askedUsage, readGroup, readGroupBy, readSearch } from "../searching.ts";
import { printSuggestions } from "../suggestions.ts";
import { readWithin, withinUsage } from "../within.ts";
import { printConcordance } from "./concordance.ts";

type Hit = Output<"search.articles">["hits"][number];
type Asked = Omit<Input<"search.articles">, "offset" | "limit">;

export const searchCommand: Command = {
  name: "search",
  usage: `search --case FILE ${askedUsage} [--order ${SearchOrder.options.join("|")}] [--group FIELD=KEY] [--save NAME]
                [--claims | --memos | --suggest] [--limit N] ${withinUsage}
                [--group-by ${groupings.options.join("|")} [--order ${GroupOrder.options.join("|")}]]`,
  summary:
    'search the articles: words, "phrases", OR, NEAR/5, -word, prefix*, exact:, stem:off, hamza:strict, outlet:, date: …\n' +
    "    --within: a file of article ids, or a query of which the finds are searched; --suggest: other words for those that\n" +
    "    next to nothing is found by",
  options: ["case", "saved", "save", "order", "group", "group-by", "claims", "memos", "suggest", "within", "limit"],
  words: true,
  async run(context) {
    const { typed } = context;
    const typedBy = readGroupBy(context);
    const typedOrder = typed.one("order");
    const most = readMost(typed.one("limit"));
    const name = typed.one("save");
    if (name !== undefined && (typed.one("saved") !== undefined || typed.one("group") !== undefined))
      throw new UsageError("--save keeps a QUERY with its order and --group-by; --saved and --group go not with it");
    const group = readGroup(context);
    const options = typedBy ? GroupOrder.options : [...SearchOrder.options, ...GroupOrder.options];
    if (typedOrder !== undefined) oneOf("order", typedOrder, options);
    const flags = (["claims", "memos", "suggest"] as const).filter((flag) => typed.flag(flag));
    const [flag] = flags;
    if (flags.length > 1 || (flag && (typedBy ?? group)))
      throw new UsageError(`--${flags.join(", --")}${flags.length > 1 ? "" : ", --group, --group-by"}: one at a time`);
    const read = await readSearch(context);
    if (flag === "suggest") {
      await printSuggestions(context, read.search.query);
      return true;
    }
    const kept = await readWithin(context);
    const search: SavedSearch = {
      ...read.search,
      ...(flag && { reading: flag, groupBy: null }),
      ...(kept && { within: kept }),
    };
    const groupBy = typedBy ?? search.groupBy;
    const order = typedOrder === undefined || groupBy ? search.order : oneOf("order", typedOrder, SearchOrder.options);
    if (name !== undefined) await save(context, name, { ...search, order, groupBy });
    const asked: Asked = { query: search.query, order, ...within(search), ...(group ? { group } : {}) };
    if (groupBy)
      await printGroups(context, asked, groupBy, typedOrder && oneOf("order", typedOrder, GroupOrder.options), most);
    else if (search.reading === "concordance")
      await printConcordance(context, { ...asked, sort: search.sort, copies: search.copies }, most);
    else if (search.reading === "claims") await printClaims(context, asked, most);
    else if (search.reading === "memos") await printMemos(context, asked, most);
    else await printHits(context, asked, most);
    return true;
  },
};

const within = (search: SavedSearch): Pick<Asked, "within"> => (search.within ? { within: search.within } : {});

async function save(context: Context, name: string, content: SavedSearch): Promise<void> {
  await context.client().call("cases.saveView", { page: SAVED_SEARCHES, name, content: z.json().parse(content) });
  context.print.say(`saved as ${name}`);
}

/** How many finds are printed; all, where nothing is said. */
function readMost(given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  const most = Number(given);
  if (!Number.isInteger(most) || most < 1) throw new UsageError(`--limit ${given}: a whole number from 1`);
  return most;
}

/** What all windows of a search come to, or the first so many finds of it; the total is that of all. */
async function whole<Row>(
  page: (window: { offset: number; limit: number }) => Promise<{ total: number; tookMs: number; rows: Row[] }>,
  most: number | undefined,
): Promise<{ total: number; tookMs: number; rows: Row[] }> {
  const all = { total: 0, tookMs: 0, rows: [] as Row[] };
  const pages = allRows(async (window) => {
    const { total, tookMs, rows } = await page(window);
    all.total = total;
    all.tookMs += tookMs;
    return rows;
  }, most);
  for await (const row of pages) all.rows.push(row);
  return all;
}

const took = (total: number, what: string, { length }: readonly unknown[], tookMs: number): string =>
  `${length < total ? `${length} of ` : ""}${total} ${what} in ${tookMs.toFixed(1)} ms`;

async function printHits(context: Context, asked: Asked, most?: number): Promise<void> {
  const { total, tookMs, rows } = await whole(async (window) => {
    const { hits, ...found } = await context.client().call("search.articles", { ...asked, ...window });
    return { ...found, rows: hits };
  }, most);
  const hits = rows.map(({ articleId, title, score, snippets }) => ({ articleId, title, score, snippets }));
  await context.print.document({ total, tookMs, hits }, () => [
    ...hits.flatMap(hitLines),
    took(total, "articles", hits, tookMs),
  ]);
}

const hitLines = ({ articleId, title, snippets }: Pick<Hit, "articleId" | "title" | "snippets">): string[] =>
  [`${articleId}\t${title}`].concat(snippets.map((snippet) => `\t${marked(snippet)}`));

/** The snippet with its hits between brackets. */
function marked({ text, hits }: Hit["snippets"][number]): string {
  let out = "";
  let at = 0;
  for (const [start, end] of hits) {
    // Hits of several terms may overlap.
    if (start < at) continue;
    out += `${text.slice(at, start)}[${text.slice(start, end)}]`;
    at = end;
  }
  return out + text.slice(at);
}

async function printClaims(context: Context, asked: Omit<Asked, "group">, most?: number): Promise<void> {
  const { total, tookMs, rows } = await whole(async (window) => {
    const { hits, ...found } = await context.client().call("search.claims", { ...asked, ...window });
    return { ...found, rows: hits };
  }, most);
  await context.print.document({ total, tookMs, hits: rows }, (document) => [
    ...document.hits.flatMap((hit) => [
      `${hit.claimId}\t${hit.articleTitle}`,
      ...hit.snippets.map((snippet) => `\t${hit.field}\t${marked(snippet)}`),
    ]),
    took(total, "claims", rows, tookMs),
  ]);
}

async function printMemos(context: Context, asked: Omit<Asked, "group">, most?: number): Promise<void> {
  const { total, tookMs, rows } = await whole(async (window) => {
    const { hits, ...found } = await context.client().call("search.memos", { ...asked, ...window });
    return { ...found, rows: hits };
  }, most);
  await context.print.document({ total, tookMs, hits: rows }, (document) => [
    ...document.hits.flatMap((hit) => [
      `${hit.id}\t${hit.kind}\t${hit.articleTitle}\t${short(hit.quote, 60)}`,
      ...hit.snippets.map((snippet) => `\t${marked(snippet)}`),
    ]),
    took(total, "memos", rows, tookMs),
  ]);
}

async function printGroups(
  context: Context,
  { query, within: kept, group }: Asked,
  by: GroupBy,
  order: "count" | "name" | undefined | "",
  most?: number,
): Promise<void> {
  const asked = {
    query,
    by,
    ...(order ? { order } : {}),
    ...(kept ? { within: kept } : {}),
    ...(group ? { group } : {}),
  };
  let articles = 0;
  let none: Output<"search.groups">["none"] = null;
  const { total, tookMs, rows } = await whole(async (window) => {
    const { groups, ...found } = await context.client().call("search.groups", { ...asked, ...window });
    ({ articles, none } = found);
    return { ...found, rows: groups };
  }, most);
  await context.print.document({ by, total, articles, tookMs, groups: rows, none }, (document) => [
    ...document.groups.map(groupLine),
    ...(document.none ? [`${countText(document.none)}\t(none)`] : []),
    took(total, `groups of ${articles} articles`, rows, tookMs),
  ]);
}

const countText = ({ articles, hits }: Pick<SearchGroup, "articles" | "hits">): string =>
  hits === null ? String(articles) : `${articles}\t${hits}×`;

const groupLine = ({ key, label, size, ...counts }: SearchGroup): string =>
  [
    countText(counts),
    short(label),
    ...(size === null ? [] : [`of ${size} copies`]),
    ...(key === label ? [] : [key]),
  ].join("\t");
