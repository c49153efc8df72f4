import type { Client } from "../../app/contract/client.ts";
import { Refusal } from "../../app/contract/errors.ts";
import type { SourceRow } from "../../app/sources/model.ts";

/** A source by what was typed: a name or alias that only it bears, or its id. */
export async function findSource(client: Client, typed: string): Promise<SourceRow> {
  const [only, ...others] = await client.call("sources.resolve", { name: typed });
  if (!only) return client.call("sources.get", { id: typed });
  if (others.length === 0) return only;
  throw new Refusal("ambiguous-name", `"${typed}" is the name of ${others.length + 1} sources; name one by its id`, {
    name: typed,
    ids: [only, ...others].map(({ id }) => id),
  });
}

/** The id of a merged source by its id, or by the first of its names; else of the source that is found. */
export async function findMerged(client: Client, typed: string): Promise<string> {
  const { id } = await findSource(client, typed);
  const { merged } = await client.call("sources.get", { id });
  return merged.find((each) => each.id === typed || each.name === typed)?.id ?? id;
}
