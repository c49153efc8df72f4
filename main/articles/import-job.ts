import { createHash } from "node:crypto";
import { createReadStream, statSync } from "node:fs";

import type { ImportResult, RecordMapping } from "../../app/articles/model.ts";
import { Refusal } from "../../app/contract/errors.ts";
import type { Desk } from "../desk.ts";
import type { Session } from "../dispatch.ts";
import type { Files } from "../files.ts";
import type { JobContext } from "../jobs.ts";
import type { Act } from "../store/acts.ts";
import {
  addVersion,
  type ArticleValue,
  findByPlace,
  findDuplicate,
  identityOf,
  insertArticle,
  keepFile,
} from "../store/articles.ts";
import { newId, nowText, sha256, toHex } from "../store/identity.ts";
import { objects } from "../store/objects.ts";
import { beginPack, type Pack } from "../store/originals.ts";
import { wordsOfArticle } from "../store/search.ts";
import type { WriteDb } from "../store/sql.ts";
import { type ImportedArticle, importerFor, type ImportOptions, recordKinds, walkFiles } from "./importers/index.ts";

/**
 * A batch is one transaction and one ledger entry. Larger batches index faster, but a small call (open an article, save a
 * claim) waits for the one in hand: while somebody works in a window, batches are small. `age` is how many milliseconds of
 * reading go into one, so that progress shows and little can be lost.
 */
const BATCH = { articles: 600, units: 2_000_000, age: 1000 };
const EASY_BATCH = { articles: 12, units: 40_000, age: 30 };
/** Milliseconds of reading between two breaths. */
const BREATH = 8;

/** Failures and articles listed in the result; the counts are of all. */
const LISTED = 10_000;

interface Read {
  readonly path: string;
  readonly fileSha256: Uint8Array;
  readonly article: ImportedArticle;
  readonly textSha256: Uint8Array;
  readonly words: string;
}

/** Imports files and folders in batches that share one act. */
export async function importFiles(
  desk: Desk,
  session: Session,
  context: JobContext,
  paths: readonly string[],
  mapping: RecordMapping | undefined,
  grant: Files["grant"],
): Promise<ImportResult> {
  desk.write();
  desk.who(session);
  const result: ImportResult = {
    imported: 0,
    duplicates: 0,
    versions: 0,
    stopped: false,
    failed: [],
    unmapped: [],
    articles: [],
  };
  const act = newId();
  const importStartedAt = nowText();
  let batch: Read[] = [];
  let units = 0;
  let begunAt = performance.now();
  let breathedAt = begunAt;

  function store(): void {
    if (batch.length > 0)
      desk.inBulk(
        session,
        "import",
        (running, db) => {
          const pack = beginPack(db);
          const fileKey = rememberFiles(db);
          const importedAt = nowText();
          for (const read of batch)
            storeOne({ act: running, db, pack, fileKey, importStartedAt, importedAt, result }, read);
          pack.finish();
        },
        act,
      );
    batch = [];
    units = 0;
    begunAt = performance.now();
  }

  function failure(path: string, code: string, message: string): void {
    if (result.failed.length < LISTED) result.failed.push({ path, code, message });
  }

  /** Lets others through, also past files and records that come to nothing. */
  async function rest(): Promise<void> {
    if (performance.now() - breathedAt < BREATH) return;
    await context.breathe();
    breathedAt = performance.now();
  }

  const progress = startCounting(paths, context);
  for (const entry of walkFiles(paths)) {
    await rest();
    if (context.stopped()) break;
    if (entry.kind === "skipped") continue;
    if (entry.kind === "failure") {
      failure(entry.path, entry.code, entry.message);
      continue;
    }
    const { path } = entry;
    progress.file(path);
    const importer = importerFor(path);
    if (!importer) {
      failure(path, "unsupported-format", "no importer reads this kind of file");
      continue;
    }
    try {
      // A single-article file is hashed as the original it becomes; of a file of records the hash is its own.
      const whole = !recordKinds.has(importer.kind);
      const fileSha256 = whole ? null : await hashFile(path);
      for await (const item of importer.readFile(path, importOptions(mapping))) {
        await rest();
        if (context.stopped()) break;
        if ("failure" in item) {
          const { code, message, line } = item.failure;
          failure(line === null ? path : `${path}:${line}`, code, message);
          if (code === "needs-mapping" && result.unmapped.at(-1)?.path !== path && result.unmapped.length < LISTED)
            result.unmapped.push({ file: grant(path), path });
          continue;
        }
        const { article } = item;
        batch.push({
          path,
          article,
          fileSha256: fileSha256 ?? sha256(article.original),
          textSha256: sha256(article.text),
          words: wordsOfArticle(article.title, article.text),
        });
        units += article.text.length;
        progress.article(article.original.length);
        const limit = context.hurried() ? EASY_BATCH : BATCH;
        const age = performance.now() - begunAt;
        if (batch.length >= limit.articles || units >= limit.units || age > limit.age) store();
      }
    } catch (error) {
      if (error instanceof Refusal) throw error;
      if (isStoreError(error)) throw error;
      failure(path, "unreadable-file", error instanceof Error ? error.message : String(error));
    }
  }
  store();
  result.stopped = context.stopped();
  if (!result.stopped) progress.end();
  return result;
}

const importOptions = (mapping: RecordMapping | undefined): ImportOptions => (mapping ? { mapping } : {});

/** Errors of the database and of a full disk end the import; those of one file do not. */
const isStoreError = (error: unknown): boolean =>
  error instanceof Error && "code" in error && /^(SQLITE_|ENOSPC)/.test(String(error.code));

/** The records of a batch mostly come from one file: its key is looked up once. */
function rememberFiles(db: WriteDb): (path: string, hash: Uint8Array) => number {
  let last: { path: string; hash: Uint8Array; key: number } | null = null;
  return (path, hash) => {
    if (last?.path !== path || last.hash !== hash) last = { path, hash, key: keepFile(db, path, hash) };
    return last.key;
  };
}

/** What every article of a batch is stored with. */
interface Storing {
  readonly act: Act;
  readonly db: WriteDb;
  readonly pack: Pack;
  readonly fileKey: (path: string, hash: Uint8Array) => number;
  /** When the whole import began, so that its own articles are told from those that were there. */
  readonly importStartedAt: string;
  readonly importedAt: string;
  readonly result: ImportResult;
}

function storeOne({ act, db, pack, fileKey, importStartedAt, importedAt, result }: Storing, read: Read): void {
  const { article, path } = read;
  const identity = identityOf(read.textSha256, article);
  const note = (
    id: string,
    title: string,
    language: string | null,
    state: "imported" | "version" | "duplicate",
    sha: string,
  ) => {
    if (result.articles.length < LISTED) result.articles.push({ id, path, title, language, sha256: sha, state });
  };
  const same = findDuplicate(db, identity);
  if (same) {
    result.duplicates += 1;
    note(same.id, same.title, same.language, "duplicate", toHex(sha256(article.original)));
    return;
  }
  const original = pack.add(article.original);
  const version = {
    text: article.text,
    textSha256: read.textSha256,
    identity,
    blocks: article.blocks,
    words: read.words,
    original: original.key,
    file: fileKey(path, read.fileSha256),
    line: article.line,
    encoding: article.encoding,
    importedAt,
  };
  const value: ArticleValue = {
    title: article.title,
    outlet: article.outlet,
    author: article.author,
    publishedAt: article.publishedAt,
    language: article.language,
    url: article.url,
    state: "unread",
    tags: [],
    version: 1,
    text: toHex(read.textSha256),
    original: toHex(original.sha256),
  };
  const place = placeOf(read);
  const known = place === null ? null : findByPlace(db, place);
  // Two records of one import under one address are two records, not two states of one.
  const earlier = known && known.importedAt < importStartedAt ? known : null;
  const before = earlier && (objects.article.read(db, earlier.id) as ArticleValue | null);
  if (earlier && before && before.text !== value.text) {
    const number = addVersion(db, earlier.key, version);
    act.put("article", earlier.id, { ...before, version: number, text: value.text, original: value.original });
    result.versions += 1;
    note(earlier.id, before.title, before.language, "version", value.original);
    return;
  }
  const id = newId();
  insertArticle(db, id, value, place, version);
  act.note({ kind: "article", id, before: null, after: value });
  result.imported += 1;
  note(id, value.title, value.language, "imported", value.original);
}

/**
 * What makes a later import of other text a new version: a record's own key within its file, else its address, else the
 * file's path. A record with neither key nor address has no place: its line says nothing about what it is.
 */
function placeOf({ article, path }: Read): string | null {
  if (article.line === null) return path;
  if (article.key !== null && article.key !== article.url) return `${path}#${article.key}`;
  return article.url !== null && namesAnArticle(article.url) ? article.url : null;
}

/** A site's front page is the address of no article, though many exports name it as one. */
function namesAnArticle(url: string): boolean {
  return URL.canParse(url) && /[^/]/.test(new URL(url).pathname + new URL(url).search);
}

async function hashFile(path: string): Promise<Buffer> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
  return hash.digest();
}

/** Counts bytes against the size of all files, so that one file of a million records has progress too. */
function startCounting(paths: readonly string[], context: JobContext) {
  let total = 0;
  let sized = 0;
  for (const entry of walkFiles(paths)) {
    // Sizing a very large tree would itself take long; beyond this the total stays unknown.
    if ((sized += 1) > 200_000) break;
    if (entry.kind === "file") total += statSync(entry.path, { throwIfNoEntry: false })?.size ?? 0;
  }
  let done = 0;
  let current = "";
  return {
    file(path: string) {
      current = path;
      context.report(done, total, current, "bytes");
    },
    article(bytes: number) {
      done += bytes;
      context.report(Math.min(done, total), total, current, "bytes");
    },
    end: () => context.report(total, total, null, "bytes"),
  };
}
