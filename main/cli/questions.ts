import type { Client } from "../../app/contract/client.ts";
import { Refusal } from "../../app/contract/errors.ts";
import type { QuestionRow } from "../../app/questions/model.ts";
import { allRows } from "./rows.ts";

/** The questions that have this id or bear exactly this text. */
export async function questionsNamed(client: Client, typed: string): Promise<QuestionRow[]> {
  const byId = await client.call("questions.get", { id: typed }).catch((error: unknown) => {
    if (error instanceof Refusal && error.failure.code === "not-found") return null;
    throw error;
  });
  if (byId) return [byId];
  const found: QuestionRow[] = [];
  const rows = allRows(async (window) => {
    const page = await client.call("questions.list", { text: typed.slice(0, 300), ...window });
    return page.rows;
  });
  for await (const row of rows) if (row.text === typed.trim()) found.push(row);
  return found;
}

/** The ids of the questions that a claim is put under: each is one that is there. */
export async function questionsFor(client: Client, typed: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const each of typed) {
    const [only, ...others] = await questionsNamed(client, each);
    if (!only) throw new Refusal("not-found", `there is no question ${each}`);
    if (others.length > 0)
      throw new Refusal(
        "ambiguous-name",
        `"${each}" is the text of ${others.length + 1} questions; name one by its id`,
        {
          name: each,
          ids: [only, ...others].map(({ id }) => id),
        },
      );
    ids.push(only.id);
  }
  return ids;
}
