import type { Desk } from "../desk.ts";
import type { Handlers, NamesOf } from "../dispatch.ts";
import type { Events } from "../events.ts";
import { makeNameIndex, type NameIndex } from "../store/names.ts";
import { searchArticles, searchClaims } from "../store/search.ts";
import { dataVersion, type ReadDb } from "../store/sql.ts";

/** Runs a search and says how long it took, in milliseconds with two places. */
function timed<Found>(search: () => Found): Found & { tookMs: number } {
  const start = performance.now();
  const found = search();
  return { ...found, tookMs: Math.round((performance.now() - start) * 100) / 100 };
}

export function makeSearch(desk: Desk, events: Events): Handlers<NamesOf<"search">> {
  const names = keepNames(desk, events);
  return {
    "search.articles": ({ query, order, offset, limit }) =>
      timed(() => searchArticles(desk.read(), query, order, offset, limit)),
    "search.claims": ({ query, order, offset, limit }) =>
      timed(() => searchClaims(desk.read(), query, order, offset, limit)),
    "search.names": ({ text, limit }) => names().find(text, limit),
  };
}

/** The names of the case that is open, read anew when an event says that they changed, or the file does. */
function keepNames(desk: Desk, events: Events): () => NameIndex {
  let kept: { db: ReadDb; version: number | null; index: NameIndex } | null = null;
  events.subscribe((event) => {
    if (event.name === "changed") kept?.index.forget(event.value.kinds);
    else if (event.name === "case-changed") kept = null;
  });
  return () => {
    const { db, writable } = desk.open();
    // Where somebody else writes, no event tells of it.
    const version = writable ? null : dataVersion(db);
    if (kept?.db !== db || kept.version !== version) kept = { db, version, index: makeNameIndex(db) };
    return kept.index;
  };
}
