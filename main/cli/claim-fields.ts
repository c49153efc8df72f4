import { type Grading, SlotKind } from "../../app/claims/model.ts";
import type { Client } from "../../app/contract/client.ts";
import type { Input } from "../../app/contract/index.ts";
import { Evidence } from "../../app/sources/model.ts";
import { ReasonCode } from "../../app/sources/model.ts";
import { oneOf, type OptionName, type Typed, UsageError } from "./command.ts";

/** What the verbs that write claims read from the line. */

export type Hops = Input<"claims.add">["hops"];
type Slots = NonNullable<Input<"claims.add">["slots"]>;

/** The options of the fields of a claim. */
export const fieldOptions = [
  "article",
  "span",
  "source",
  "hops",
  "statement",
  "slot",
  "question",
  "tag",
  "event-date",
  "memo",
  "reliability",
  "credibility",
  "reason",
  "reason-code",
] as const satisfies readonly OptionName[];

export const fieldUsage = `[--statement TEXT]
                [--slot KIND=TEXT] [--question ID|TEXT] [--tag A/B] [--event-date DATE] [--memo TEXT]
                [--reliability B] [--credibility 2] [--reason TEXT] [--reason-code CODE]`;

export function readSpan(text: string): { start: number; end: number } {
  const [, start, end] = /^(\d+):(\d+)$/u.exec(text) ?? [];
  if (start === undefined || end === undefined) throw new UsageError(`--span ${text}: give it as START:END`);
  return { start: Number(start), end: Number(end) };
}

/** The whole chain as it is written; its fields are checked where every chain is. */
export function readHops(text: string): Hops {
  let hops: unknown;
  try {
    hops = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`--hops is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!Array.isArray(hops)) throw new UsageError("--hops is a list of hops, outermost first");
  return hops as Hops;
}

/** Slots as KIND=TEXT; what the text says is read where every slot is. */
export function readSlots(typed: readonly string[]): Slots {
  return typed.map((each) => {
    const at = each.indexOf("=");
    const text = each.slice(at + 1).trim();
    if (at < 1 || text === "") throw new UsageError(`--slot ${each}: give it as KIND=TEXT`);
    return { kind: oneOf("slot", each.slice(0, at).trim(), SlotKind.options), text };
  });
}

/** `none` is *not graded*. One reason serves both grades. */
export function readGrade(typed: Typed, axis: "reliability" | "credibility"): Grade | undefined {
  const value = typed.one(axis);
  if (value === undefined) return undefined;
  const code = typed.one("reason-code");
  return {
    value: value === "none" ? null : value,
    reason: typed.one("reason") ?? null,
    reasonCode: code === undefined ? null : oneOf("reason-code", code, ReasonCode.options),
    evidence: typed.all("evidence").map(readEvidence),
  };
}
type Grade = Omit<Grading, "blind">;

function readEvidence(text: string): Evidence {
  const [, kind, id] = /^(claim|article):(.+)$/u.exec(text) ?? [];
  const evidence = Evidence.safeParse({ kind, id });
  if (!evidence.success) throw new UsageError(`--evidence ${text}: give it as claim:ID or article:ID`);
  return evidence.data;
}

/** The chains as they were typed: `--source` for the usual one, else the first `--hops`; further ones go elsewhere. */
export function readChains(typed: Typed): { name: string | undefined; chains: Hops[] } {
  const [name, chains] = [typed.one("source"), typed.all("hops").map(readHops)];
  if (name !== undefined && chains.length > 0) throw new UsageError("give either --source or --hops");
  return { name, chains };
}

/** The article's outlet, then the source; the source alone where there is no outlet, or where it is the outlet. */
export async function chainOf(client: Client, articleId: string, name: string): Promise<Hops> {
  const { outlet } = await client.call("articles.get", { id: articleId });
  if (outlet === null || outlet.trim() === name.trim()) return [{ source: name }];
  const [asOutlet, asSource] = await Promise.all(
    [outlet, name].map((called) => client.call("sources.resolve", { name: called })),
  );
  const isOutlet = asOutlet?.length === 1 && asSource?.length === 1 && asOutlet[0]?.id === asSource[0]?.id;
  return isOutlet ? [{ source: name }] : [{ source: outlet, kind: "outlet" }, { source: name }];
}
