import type { Desk } from "../desk.ts";
import type { Handlers, NamesOf } from "../dispatch.ts";
import { searchArticles, searchClaims } from "../store/search.ts";

/** Runs a search and says how long it took, in milliseconds with two places. */
function timed<Found>(search: () => Found): Found & { tookMs: number } {
  const start = performance.now();
  const found = search();
  return { ...found, tookMs: Math.round((performance.now() - start) * 100) / 100 };
}

export const makeSearch = (desk: Desk): Handlers<NamesOf<"search">> => ({
  "search.articles": ({ query, order, offset, limit }) =>
    timed(() => searchArticles(desk.read(), query, order, offset, limit)),
  "search.claims": ({ query, order, offset, limit }) =>
    timed(() => searchClaims(desk.read(), query, order, offset, limit)),
});
