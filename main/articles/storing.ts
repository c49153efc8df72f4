import { dirname } from "node:path";

import { shownPath } from "../../app/articles/members.ts";
import type { ImportResult } from "../../app/articles/model.ts";
import type { Act } from "../store/acts.ts";
import {
  addVersion,
  type ArticleValue,
  cameFrom,
  findByPlace,
  findDuplicate,
  insertArticle,
  type NewText,
} from "../store/articles.ts";
import { textOfStored } from "../store/body-encoding.ts";
import { newId, toHex } from "../store/identity.ts";
import type { Corrections } from "../store/import-draft-meetings.ts";
import { objects } from "../store/objects.ts";
import { SentPack, keepFile } from "../store/originals.ts";
import { wordsOfArticle } from "../store/search.ts";
import type { WriteDb } from "../store/sql.ts";
import type { PartsMessage } from "./parsing/messages.ts";
import type { PreparedArticle } from "./parsing/prepared.ts";

/** The originals of a message that is being stored. */
export class Shipment {
  private readonly pack: SentPack;
  /** Articles of it that are not stored yet. */
  private left = 0;
  private holdsUnwanted = false;

  constructor(message: PartsMessage) {
    let bytes = 0;
    for (const { items } of message.parts)
      for (const item of items) {
        if ("failure" in item) continue;
        this.left += 1;
        bytes += item.article.original;
      }
    this.pack = new SentPack(message.bytes.subarray(0, message.pack), bytes);
  }

  /** Keeps an article's original. @returns its key */
  keep(db: WriteDb, article: PreparedArticle): number {
    return this.pack.keep(db, {
      sha256: article.originalSha256,
      start: article.originalAt,
      bytes: article.original,
    });
  }

  /** Says that one more of its articles is stored, or was there already. */
  stored(db: WriteDb): void {
    this.left -= 1;
    if (this.left === 0) this.pack.finish(db, this.holdsUnwanted ? 0 : undefined);
  }

  /** Says that one more of its articles is not to come in: not in a pack either. */
  leftOut(db: WriteDb): void {
    this.holdsUnwanted = true;
    this.stored(db);
  }
}

/** What every article of a batch is stored with. */
export interface Storing {
  readonly act: Act;
  readonly db: WriteDb;
  /** When the whole import began, so that its own articles are told from those that were there. */
  readonly startedAt: string;
  /** Whether some of it came in before: then what is met again may be its own. */
  readonly isResumed: boolean;
  readonly importedAt: string;
  /** Keys of files; the records of a batch mostly come from one, which is looked up once. */
  readonly fileKey: (path: string, hash: Uint8Array) => number;
  /** Ids of the tags with these paths, sorted; made within the act where they are missing. */
  readonly tagIds: (paths: readonly string[]) => string[];
}

/** What became of an article. */
export type Stored = Omit<ImportResult["articles"][number], "path">;

/**
 * Stores one article: as a new one, as a new version of one that is known, or not at all where it is there already. What was
 * corrected by hand goes before what is stated, also in an article that is known; a duplicate goes by what is stated.
 */
export function storeArticle(
  storing: Storing,
  path: string,
  article: PreparedArticle,
  shipment: Shipment,
  { tags, ...corrected }: Corrections = { tags: [] },
): Stored {
  const { act, db, startedAt } = storing;
  const { identity } = article;
  const sha256 = toHex(article.originalSha256);
  const same = findDuplicate(db, identity);
  if (same) {
    const own = storing.isResumed
      ? cameFrom(db, identity, { path, member: article.member, line: article.line }, startedAt)
      : null;
    const state = own === null ? "duplicate" : own > 1 ? "version" : "imported";
    return { ...same, sha256, state };
  }
  const version = newTextOf(article, {
    original: shipment.keep(db, article),
    file: storing.fileKey(path, article.fileSha256),
    member: article.member,
    line: article.line,
    importedAt: storing.importedAt,
  });
  const value: ArticleValue = {
    title: article.title,
    outlet: article.outlet,
    author: article.author,
    publishedAt: article.publishedAt,
    language: article.language,
    url: article.url,
    state: "unread",
    tags: storing.tagIds(tags),
    version: 1,
    text: toHex(article.textSha256),
    original: sha256,
    ...corrected,
  };
  const place = placeOf(article, path);
  const known = place === null ? null : findByPlace(db, place);
  // Two records of one import under one address are two records, not two states of one.
  const earlier = known && known.importedAt < startedAt ? known : null;
  const before = earlier && (objects.article.read(db, earlier.id) as ArticleValue | null);
  if (earlier && before && before.text !== value.text) {
    const number = addVersion(db, earlier.key, version);
    const after = { ...before, ...corrected, tags: [...new Set([...before.tags, ...value.tags])].toSorted() };
    act.put("article", earlier.id, { ...after, version: number, text: value.text, original: sha256 });
    return { id: earlier.id, title: after.title, language: after.language, sha256, state: "version" };
  }
  const id = newId();
  insertArticle(db, id, value, place, value.title === article.title ? version : indexedAs(value.title, version));
  act.note({ kind: "article", id, before: null, after: value });
  return { id, title: value.title, language: value.language, sha256, state: "imported" };
}

/** A text that is found by another title than the one that it was read with. */
const indexedAs = (title: string, version: NewText): NewText => ({
  ...version,
  words: Buffer.from(wordsOfArticle(title, textOfStored(version.body)), "utf8"),
});

/** What was read, and where it came from, as a text version is stored. */
export const newTextOf = (
  article: PreparedArticle,
  { original, file, member, line, importedAt }: Pick<NewText, "original" | "file" | "member" | "line" | "importedAt">,
): NewText => ({
  body: article.body,
  chars: article.chars,
  textSha256: article.textSha256,
  identity: article.identity,
  blocks: article.blocks,
  words: article.indexed,
  original,
  file,
  member,
  line,
  encoding: article.encoding,
  importedAt,
});

/** Looks a file's key up once for the many records of it that follow one another. */
export function rememberFiles(db: WriteDb): Storing["fileKey"] {
  let last: { path: string; hash: string; key: number } | null = null;
  return (path, sha256) => {
    const hash = toHex(sha256);
    if (last?.path !== path || last.hash !== hash) last = { path, hash, key: keepFile(db, path, sha256) };
    return last.key;
  };
}

/**
 * What makes a later import of other text a new version: a record's own key within its file, else its address, else the
 * path of the file or member. A record with neither key nor address has no place: its line says nothing about what it is.
 */
export function placeOf(article: PreparedArticle, path: string): string | null {
  const { key, url, line, member } = article;
  const file = shownPath({ path, member });
  if (line === null && key === null) return file;
  // A message's key is its own wherever in a mailbox it stands, that of a whole file within its folder, whatever the file
  // is called next time; a record's is only within its table.
  if (key !== null && key !== url) return `${line !== null ? file : member !== null ? path : dirname(path)}#${key}`;
  if (url !== null && namesAnArticle(url)) return url;
  return line === null ? file : null;
}

/** A site's front page is the address of no article, though many exports name it as one. */
function namesAnArticle(url: string): boolean {
  return URL.canParse(url) && /[^/]/.test(new URL(url).pathname + new URL(url).search);
}
