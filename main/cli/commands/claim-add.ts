import type { Client } from "../../../app/contract/client.ts";
import type { Input } from "../../../app/contract/index.ts";
import { type Command, type Typed, UsageError } from "../command.ts";
import { definite } from "../filters.ts";
import { grades } from "../print.ts";
import { chainText, claimDocument } from "../rows.ts";

type Hops = Input<"claims.add">["hops"];

export const claimAddCommand: Command = {
  name: "claim add",
  usage: `claim add --case FILE --article ID --span START:END (--source NAME | --hops JSON) [--statement TEXT]
                [--tag A/B] [--reliability B] [--credibility 2] [--reason TEXT]`,
  summary: "record a claim; --span and --tag repeat; offsets are UTF-16 units, end exclusive",
  options: [
    "case",
    "analyst",
    "article",
    "span",
    "source",
    "hops",
    "statement",
    "tag",
    "reliability",
    "credibility",
    "reason",
  ],
  words: false,
  async run(context) {
    const { typed } = context;
    const articleId = typed.needed("article");
    const spans = typed.all("span").map(readSpan);
    if (spans.length === 0) throw new UsageError("--span is missing");
    const [name, written] = [typed.one("source"), typed.one("hops")];
    if ((name === undefined) === (written === undefined)) throw new UsageError("give either --source or --hops");
    const given = written === undefined ? undefined : readHops(written);
    const [statement, reliability, credibility] = [
      typed.one("statement"),
      readGrade(typed, "reliability"),
      readGrade(typed, "credibility"),
    ];

    await context.openCase();
    const client = context.client();
    const claim = await client.call("claims.add", {
      articleId,
      spans,
      hops: given ?? (await chainOf(client, articleId, name ?? "")),
      tags: typed.all("tag"),
      ...definite({ statement, reliability, credibility }),
    });
    await context.print.document(claimDocument(claim), (c) => [
      `${c.id}\t${grades(c.reliability, c.credibility)}\t${chainText(c)}\t${c.statement ?? c.spans[0]?.quote ?? ""}`,
    ]);
    return true;
  },
};

function readSpan(text: string): { start: number; end: number } {
  const [, start, end] = /^(\d+):(\d+)$/u.exec(text) ?? [];
  if (start === undefined || end === undefined) throw new UsageError(`--span ${text}: give it as START:END`);
  return { start: Number(start), end: Number(end) };
}

/** The whole chain as it is written; its fields are checked where every chain is. */
function readHops(text: string): Hops {
  let hops: unknown;
  try {
    hops = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`--hops is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!Array.isArray(hops)) throw new UsageError("--hops is a list of hops, outermost first");
  return hops as Hops;
}

/** `none` says outright what is the case without the option: not graded. One reason serves both grades. */
function readGrade(typed: Typed, axis: "reliability" | "credibility") {
  const value = typed.one(axis);
  if (value === undefined || value === "none") return undefined;
  return { value, reason: typed.one("reason") ?? null };
}

/** The article's outlet, then the source; the source alone where there is no outlet, or where it is the outlet. */
async function chainOf(client: Client, articleId: string, name: string): Promise<Hops> {
  const { outlet } = await client.call("articles.get", { id: articleId });
  if (outlet === null || outlet.trim() === name.trim()) return [{ source: name }];
  const [asOutlet, asSource] = await Promise.all(
    [outlet, name].map((called) => client.call("sources.resolve", { name: called })),
  );
  const isOutlet = asOutlet?.length === 1 && asSource?.length === 1 && asOutlet[0]?.id === asSource[0]?.id;
  return isOutlet ? [{ source: name }] : [{ source: outlet, kind: "outlet" }, { source: name }];
}
