import type { Context } from "./command.ts";

/** Milliseconds between two questions whether the words of a case have been read. */
const PAUSE = 50;

/** Prints other words for those of a query that next to nothing is found by; waits until the case's words are read. */
export async function printSuggestions(context: Context, query: string): Promise<void> {
  const client = context.client();
  let found = await client.call("search.suggestions", { query });
  while (!found.ready) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    found = await client.call("search.suggestions", { query });
  }
  await context.print.document(found.suggestions, (suggestions) =>
    suggestions.map(
      ({ typed, articles, words }) =>
        `${typed} (${articles})\t${words.map((one) => `${one.word} (${one.articles})`).join("\t")}`,
    ),
  );
}
