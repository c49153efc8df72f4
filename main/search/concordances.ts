import { Refusal } from "../../app/contract/errors.ts";
import type { Output, ParsedInput } from "../../app/contract/index.ts";
import { CONCORDANCE_LINES, CONCORDANCE_UNITS } from "../../app/search/concordance.ts";
import { HITS_COUNTED } from "../../app/search/groups.ts";
import { termsOf } from "../../app/search/query.ts";
import type { Desk } from "../desk.ts";
import type { Files } from "../files.ts";
import type { JobContext } from "../jobs.ts";
import { type Bound, Concordance, unitsOf } from "../store/concordance.ts";
import { keptWithin } from "../store/search-group.ts";
import type { HitCounts } from "../store/search-groups.ts";
import { articleKeysMatching, readQuery, stateOf } from "../store/search.ts";
import type { ReadDb } from "../store/sql.ts";
import type { Tables } from "./tables.ts";

type Asked = Omit<ParsedInput<"search.exportConcordance">, "to" | "replace" | "width">;

/** Milliseconds of work between two breaths. */
const TURN = 12;
/** Concordances that are kept: the one that is read, and the one before it. */
const KEPT = 2;
/** Lines that are written to a table between two breaths. */
const BATCH = 500;

const BOUND: Bound = { lines: CONCORDANCE_LINES, units: CONCORDANCE_UNITS };
const NONE: Bound = { lines: Infinity, units: Infinity };

interface Kept {
  readonly db: ReadDb;
  readonly state: string;
  /** What was asked but for the order, and the order. */
  readonly of: string;
  readonly sort: Asked["sort"];
  readonly bound: Bound;
  readonly made: Promise<Concordance>;
  /** The same once it is made. */
  done: Concordance | null;
}

export interface Concordances {
  lines(asked: ParsedInput<"search.concordance">): Promise<Omit<Output<"search.concordance">, "tookMs">>;
  write(
    asked: ParsedInput<"search.exportConcordance">,
    context: JobContext,
  ): Promise<Output<"search.exportConcordance">>;
  /** How often articles have what was asked for: where a concordance knows, or where few texts tell. */
  hits(asked: Pick<Asked, "query" | "within" | "group">): HitCounts;
}

const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** What is asked but for the order. */
const nameOf = ({ query, within, group, copies }: Omit<Asked, "sort">): string =>
  JSON.stringify([query, within, group, copies]);

function begin(db: ReadDb, asked: Asked): Concordance {
  const query = readQuery(asked.query);
  const keys = articleKeysMatching(db, asked.query, keptWithin(asked.within, asked.group)) ?? [];
  return new Concordance(db, { terms: termsOf(query), keys, sort: asked.sort, copies: asked.copies });
}

/** The concordances of the case that is open, made once and kept while nothing changes. */
export function makeConcordances(desk: Desk, files: Files, tables: Tables): Concordances {
  let kept: Kept[] = [];

  /** Works a few milliseconds at a time; `turn` says how far it is, and may throw. */
  async function inTurns(db: ReadDb, work: Generator<void>, turn: () => void): Promise<void> {
    for (let since = performance.now(); !work.next().done;) {
      if (performance.now() - since < TURN) continue;
      turn();
      await breathe();
      if (desk.current()?.db !== db) throw new Refusal("no-case", "the case was closed while its texts were read");
      since = performance.now();
    }
  }

  function make(db: ReadDb, asked: Asked, bound: Bound): Promise<Concordance> {
    const state = stateOf(db);
    const of = nameOf(asked);
    kept = kept.filter((each) => each.db === db && each.state === state);
    const same = kept.filter((each) => each.of === of && each.sort === asked.sort);
    const known = same.find((each) => each.bound === NONE) ?? same.find((each) => each.bound === bound);
    if (known) {
      kept = [...kept.filter((each) => each !== known), known];
      return known.made;
    }
    const concordance = begin(db, asked);
    const made = inTurns(db, concordance.work(bound), () => undefined).then(() => concordance);
    const entry: Kept = { db, state, of, sort: asked.sort, bound, made, done: null };
    kept = [...kept, entry].slice(-KEPT);
    made.then(
      () => (entry.done = concordance),
      () => (kept = kept.filter((each) => each !== entry)),
    );
    return made;
  }

  return {
    async lines({ offset, limit, width, whole, ...asked }) {
      const db = desk.read();
      const concordance = await make(db, asked, whole ? NONE : BOUND);
      return {
        total: concordance.total,
        bounded: !concordance.isWhole,
        articles: concordance.articles.length,
        read: concordance.read,
        without: concordance.without,
        hasWords: concordance.hasWords,
        lines: concordance.window(offset, limit, width),
      };
    },
    async write({ to, replace, width, ...asked }, context) {
      const db = desk.read();
      const path = files.resolve(to);
      const concordance = begin(db, asked);
      const stop = (): void => {
        if (context.stopped()) throw new Refusal("cancelled", "the export was stopped; no file was written");
      };
      const losses = await tables.write(path, replace, columns, async (write) => {
        await inTurns(db, concordance.work(NONE), () => {
          stop();
          context.report(concordance.read, concordance.articles.length, path);
        });
        for (let at = 0; at < concordance.total; at += BATCH) {
          stop();
          write(concordance.window(at, BATCH, width).map(cellsOf));
          context.report(Math.min(at + BATCH, concordance.total), concordance.total, path);
          await context.breathe();
        }
      });
      return { path, written: concordance.total, articles: concordance.articles.length, losses };
    },
    hits(asked) {
      const db = desk.read();
      const [of, state] = [nameOf({ ...asked, copies: true }), stateOf(db)];
      const read = kept.find((each) => each.db === db && each.state === state && each.of === of && each.done?.isWhole);
      const known = read?.done?.hasWords ? read.done : null;
      return {
        areKnown: known !== null,
        of(keys) {
          if (known) return known.counts();
          if (unitsOf(db, keys, HITS_COUNTED) > HITS_COUNTED) return null;
          const concordance = begin(db, { ...asked, sort: "position", copies: true });
          if (!concordance.hasWords) return null;
          const work = concordance.work(NONE);
          while (!work.next().done);
          return concordance.counts();
        },
      };
    },
  };
}

const columns = ["article_id", "title", "outlet", "published_at", "start", "end", "before", "hit", "after"];

const flat = (text: string): string => text.replaceAll(/\s+/gu, " ");

/** A line for a table: one row of the sheet, so line ends are spaces there. */
function cellsOf(line: Output<"search.concordance">["lines"][number]): string[] {
  const { articleId, title, outlet, publishedAt, start, end, before, hit, after } = line;
  const place = [String(start), String(end)];
  return [articleId, title, outlet ?? "", publishedAt ?? "", ...place, ...[before, hit, after].map(flat)];
}
