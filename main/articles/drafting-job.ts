import { existsSync } from "node:fs";

import { DRAFT_EXCERPT } from "../../app/articles/drafts.ts";
import type { FileReading } from "../../app/articles/model.ts";
import type { JobContext } from "../jobs.ts";
import { utf8Of } from "../store/body-encoding.ts";
import { inBulk, transaction } from "../store/db.ts";
import { carryOver } from "../store/import-draft-edits.ts";
import { isStale, judgeFrom, judgeSome, keepJudged, lastEntry } from "../store/import-draft-judging.ts";
import {
  addItem,
  beginFile,
  type DraftRow,
  endFile,
  knownFile,
  missOthers,
  type NewItem,
  setWhole,
} from "../store/import-drafts.ts";
import type { WriteDb } from "../store/sql.ts";
import { type ImportOptions, walkFiles, type WalkEntry } from "./importers/index.ts";
import type { Parsers } from "./parsing/parser-pool.ts";
import type { PreparedArticle, ReadItem } from "./parsing/prepared.ts";
import { type Batch, type Come, type FileInHand, readFiles } from "./reading-files.ts";
import { placeOf } from "./storing.ts";

/** Rows are small and nothing is indexed: more of them fit between two calls than of an import. */
const BATCH: Batch = { articles: 2000, units: 20_000_000, age: 1000 };
const EASY_BATCH: Batch = { articles: 150, units: 2_000_000, age: 30 };

/** Items that are judged in one go, some ten milliseconds' work. */
export const JUDGED_AT_ONCE = 500;

export interface LookMeans {
  readonly db: WriteDb;
  readonly parsers: Parsers;
  /** How a file is read that is to be read so: with the profiles that may fit its columns. */
  readonly options: (reading: FileReading) => ImportOptions;
  /** Something of the draft changed. */
  readonly changed: () => void;
}

/** What is to be looked at: all that was named, or only these files, read so from now on. */
export interface Look {
  readonly only?: readonly string[] | undefined;
  readonly reading?: FileReading | undefined;
  /** Files that are to be added to what the draft has; of the others nothing is said. */
  readonly added?: readonly string[] | undefined;
  /** The files that it is of, where those are not all that lies in what was named. */
  readonly among?: readonly string[] | undefined;
}

interface FileSeen extends FileInHand {
  /** How it is read where not as its draft says. */
  readonly reading: FileReading | null;
  key: number | null;
  firstItem: number | null;
}

/**
 * Has the files of a draft read that were not seen yet, or not as they are now, and keeps a row for each article-to-be. What
 * was said about a file's items stays with those at the same place.
 */
export async function lookAt(
  { db, parsers, options, changed }: LookMeans,
  context: JobContext,
  draft: DraftRow,
  { only, reading, added, among }: Look,
): Promise<void> {
  const there: string[] = [];
  let wasReplaced = false;

  function take(found: Omit<FileInHand, "options">): FileSeen | null {
    there.push(found.path);
    const known = knownFile(db, draft.key, found);
    if (known?.isSeen && !only) return null;
    const own = reading ?? known?.reading ?? null;
    return { ...found, reading: own, options: options(own ?? draft.reading), key: null, firstItem: null };
  }

  function keep(batch: readonly Come<FileSeen>[]): void {
    let first: number | null = null;
    for (const { file, item } of batch) {
      file.key ??= beginFile(db, draft.key, file);
      if (item) {
        const key = addItem(db, draft.key, file.key, toItem(file.path, item));
        file.firstItem ??= key;
        first ??= key;
        continue;
      }
      carryOver(db, draft.key, file.path, file.key);
      if (!endFile(db, draft.key, file.key, file.path).replaced) continue;
      wasReplaced = true;
      // Until now they seemed to be duplicates of themselves.
      if (file.firstItem !== null) first = Math.min(first ?? file.firstItem, file.firstItem);
    }
    if (first !== null) judgeFrom(db, draft.key, first);
  }

  const inOne = <Value>(work: () => Value): Value => inBulk(db, () => transaction(db, work));
  const some = only ?? added;
  if (!some) setWhole(db, draft.key, false);
  await readFiles<FileSeen>(parsers, context, {
    walk: () =>
      some ? asFiles(some) : among ? asFiles(among.filter((path) => existsSync(path))) : walkFiles(draft.paths),
    take,
    batch: () => (context.hurried() ? EASY_BATCH : BATCH),
    keep(batch) {
      inOne(() => keep(batch));
      changed();
    },
  });
  inOne(() => {
    if (some || context.stopped()) return;
    if (missOthers(db, draft.key, there) > 0) wasReplaced = true;
    setWhole(db, draft.key, true);
  });
  // What was a duplicate of what is gone is none any more.
  if (!wasReplaced && !isStale(db, draft.key)) return;
  const entry = lastEntry(db);
  const judgeOn = (from: number): number | null => inOne(() => judgeSome(db, draft.key, from, JUDGED_AT_ONCE)).next;
  for (let next = judgeOn(0); next !== null; next = judgeOn(next)) await context.breathe();
  keepJudged(db, draft.key, entry);
}

function* asFiles(paths: readonly string[]): Generator<WalkEntry> {
  for (const path of paths) yield { kind: "file", path };
}

function toItem(path: string, item: ReadItem): NewItem {
  if ("article" in item) return toReadItem(path, item.article);
  const { code, message, line, member } = item.failure;
  return {
    member,
    line,
    state: code === "needs-mapping" ? "needs-mapping" : "unreadable",
    title: "",
    outlet: null,
    author: null,
    publishedAt: null,
    language: null,
    url: null,
    chars: 0,
    excerpt: "",
    original: null,
    textSha256: null,
    identity: null,
    place: null,
    code,
    message,
  };
}

const toReadItem = (path: string, article: PreparedArticle): NewItem => ({
  member: article.member,
  line: article.line,
  state: "new",
  title: article.title,
  outlet: article.outlet,
  author: article.author,
  publishedAt: article.publishedAt,
  language: article.language,
  url: article.url,
  chars: article.chars,
  excerpt: beginningOf(article),
  original: article.originalSha256,
  textSha256: article.textSha256,
  identity: article.identity,
  place: placeOf(article, path),
  code: null,
  message: null,
});

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** The beginning of a text after its title. */
function beginningOf({ title, body }: PreparedArticle): string {
  // No character of the basic plane takes more than three bytes, and no other more than two for a unit.
  const text = decoder.decode(utf8Of(body).subarray(0, 3 * (DRAFT_EXCERPT + title.length + 20)), { stream: true });
  decoder.decode();
  const after = text.startsWith(title) ? text.slice(title.length).trimStart() : text;
  return after.slice(0, DRAFT_EXCERPT).toWellFormed();
}
