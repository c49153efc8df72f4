import type { Client } from "../../app/contract/client.ts";
import { Refusal } from "../../app/contract/errors.ts";
import type { Input } from "../../app/contract/index.ts";
import { testCase } from "../backend.fake.ts";

const wire = "Twelve people were killed in the fire at the depot, the harbour office said.\n";
const files = {
  "wire.txt": `Depot fire\n\n${wire}`,
  "copy-1.txt": `Fire at depot kills twelve\n\n${wire}`,
  "copy-2.txt": `Twelve dead\n\n${wire}`,
  "copy-3.txt": `Harbour fire\n\n${wire}`,
  "own.txt": "At the hospital\n\nA doctor counted nine bodies on Tuesday evening.\n",
};
const outlets = ["Littoral Wire", "Gazette", "Morning Post", "Harbour Times", "Quayside Ledger"];

/** A claim over the text of an article, by its own outlet unless said otherwise. */
async function add(client: Client, articleId: string, extra: Partial<Input<"claims.add">> = {}) {
  const { text, outlet } = await client.call("articles.get", { id: articleId });
  const start = text.indexOf("\n\n") + 2;
  return client.call("claims.add", {
    articleId,
    spans: [{ start, end: text.trimEnd().length }],
    hops: [{ source: outlet ?? "?", kind: "outlet", mode: "own-reporting" }],
    ...extra,
  });
}

/** Four articles with one wire text, and one independent report; none of them in a family yet. */
export async function begin() {
  const backend = await testCase(files);
  const { client, articles } = backend;
  for (const [index, id] of articles.entries())
    await client.call("articles.edit", {
      ids: [id],
      outlet: outlets[index] ?? null,
      publishedAt: `2025-10-${14 + index}`,
    });
  const [first = "", second = "", third = "", fourth = "", own = ""] = articles;
  return { ...backend, first, second, third, fourth, own, copies: [first, second, third, fourth], add };
}

/** Why a call was refused. */
export async function refused(work: () => Promise<unknown>) {
  try {
    await work();
  } catch (error) {
    if (error instanceof Refusal) return error.failure;
    throw error;
  }
  throw new Error("it was not refused");
}

/** A claim's count. */
export const toll = (text: string) => ({ slots: [{ kind: "count" as const, text }] });
