import type { Desk } from "../desk.ts";
import type { Handlers, NamesOf } from "../dispatch.ts";
import type { Events } from "../events.ts";
import type { Files } from "../files.ts";
import { makeNameIndex, type NameIndex } from "../store/names.ts";
import { keptWithin } from "../store/search-group.ts";
import { searchGroups } from "../store/search-groups.ts";
import { searchMemos } from "../store/search-memos.ts";
import { withinOf } from "../store/search-within.ts";
import { searchArticles, searchClaims } from "../store/search.ts";
import { dataVersion, type ReadDb } from "../store/sql.ts";
import { suggestionsFor } from "../store/suggestions.ts";
import { vocabularyOf } from "../store/vocabulary.ts";
import { runBatch } from "./batch.ts";
import { makeConcordances } from "./concordances.ts";
import type { Tables } from "./tables.ts";

/** Runs a search and says how long it took, in milliseconds with two places. */
function timed<Found>(search: () => Found): Found & { tookMs: number } {
  const start = performance.now();
  const found = search();
  return { ...found, tookMs: since(start) };
}

const since = (start: number): number => Math.round((performance.now() - start) * 100) / 100;

export function makeSearch(desk: Desk, events: Events, files: Files, tables: Tables): Handlers<NamesOf<"search">> {
  const names = keepNames(desk, events);
  const concordances = makeConcordances(desk, files, tables);
  const words = keepWords(desk, events);
  return {
    "search.articles": ({ query, order, offset, limit, within, group }) =>
      timed(() => searchArticles(desk.read(), query, order, offset, limit, keptWithin(within, group))),
    "search.claims": ({ query, order, offset, limit, within }) =>
      timed(() => searchClaims(desk.read(), query, order, offset, limit, withinOf(within))),
    "search.memos": ({ query, order, offset, limit, within }) =>
      timed(() => searchMemos(desk.read(), query, order, offset, limit, within)),
    "search.suggestions": ({ query }) => {
      const db = desk.read();
      const isReady = words.read();
      return { ready: isReady, suggestions: isReady ? suggestionsFor(db, vocabularyOf(db), query) : [] };
    },
    "search.groups": ({ query, by, order, offset, limit, within, group }) =>
      timed(() =>
        searchGroups(
          desk.read(),
          { query, by, within: keptWithin(within, group) },
          order ?? (by === "month" || by === "year" ? "name" : "count"),
          offset,
          limit,
          concordances.hits({ query, within, group }),
        ),
      ),
    "search.concordance": async (asked) => {
      const start = performance.now();
      return { ...(await concordances.lines(asked)), tookMs: since(start) };
    },
    "search.exportConcordance": (asked, context) => concordances.write(asked, context),
    "search.batch": (asked, context) => runBatch(desk, files, tables, asked, context),
    "search.names": ({ text, limit }) => names().find(text, limit),
  };
}

/** Milliseconds after a case was opened, or its articles changed, before their words are read: the first screen comes first. */
const FIRST_READ = 3000;
/** Milliseconds of reading at once, and between: no key waits for it. */
const SLICE = 8;
const PAUSE = 12;
/** Milliseconds that whoever asks for suggestions waits for the words of a small case. */
const AT_ONCE = 40;

/** Reads the words of the case's articles in the background, and again once articles came in. */
function keepWords(desk: Desk, events: Events): { read(): boolean } {
  let timer: NodeJS.Timeout | undefined;
  function later(milliseconds: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => readOn(SLICE), milliseconds).unref();
  }
  /** @returns whether everything is read */
  function readOn(milliseconds: number): boolean {
    const opened = desk.current();
    if (!opened) return false;
    try {
      const isReady = vocabularyOf(opened.db).read(milliseconds);
      if (!isReady) later(PAUSE);
      return isReady;
    } catch {
      // A case that cannot be read is told to whoever searches it.
      return false;
    }
  }
  events.subscribe((event) => {
    if (event.name === "case-changed") later(FIRST_READ);
    // While articles come in one after the other, reading waits for the last.
    else if (event.name === "changed" && event.value.kinds.includes("article")) later(FIRST_READ);
  });
  return { read: () => readOn(AT_ONCE) };
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
