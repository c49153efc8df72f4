import { basename, extname } from "node:path";

import { Encoding } from "../../app/articles/encodings.ts";
import { Refusal } from "../../app/contract/errors.ts";
import type { Output } from "../../app/contract/index.ts";
import type { Desk } from "../desk.ts";
import type { Handlers, Session } from "../dispatch.ts";
import type { JobContext } from "../jobs.ts";
import type { Act } from "../store/acts.ts";
import { addVersion } from "../store/articles.ts";
import { newId, nowText, toHex } from "../store/identity.ts";
import { readOriginal } from "../store/originals.ts";
import { readingOf, type ReadingOfText } from "../store/readings.ts";
import type { WriteDb } from "../store/sql.ts";
import { valueOfArticle } from "./families.ts";
import { tidyIndex } from "./import-job.ts";
import { importerFor } from "./importers/index.ts";
import { guessed, likely, LOOKED_AT, noText, previewOf, readOriginals } from "./kept-originals.ts";
import type { Parsers } from "./parsing/parser-pool.ts";
import type { PreparedArticle } from "./parsing/prepared.ts";
import { newTextOf } from "./storing.ts";

/* A wrong guess at an encoding, corrected from the original that is kept in the case. */

/** Articles read in one go; their new texts are one batch of the act. */
const AT_ONCE = 20;

const isEncoding = (label: string): label is Encoding => Encoding.safeParse(label).success;

/** What the original is called as a file of its own. @throws Refusal where another encoding would change nothing */
function nameOf({ path, member, title, line }: ReadingOfText): string {
  const name = basename(member ?? path);
  const kind = importerFor(name)?.kind;
  if (!kind || !guessed.has(kind))
    throw new Refusal(
      "unsupported-format",
      line === null || kind !== "csv"
        ? `${title}: a file of this kind says itself how it is to be read`
        : `${title} is a row of a table; import the table again and name its encoding`,
    );
  // Short and plain enough for any file system; a title may come from it.
  const stem = basename(name, extname(name)).replaceAll(/[^\p{L}\p{N} ._-]/gu, "_");
  return `${stem.slice(0, 60).toWellFormed()}${kind === "json" && line !== null ? ".jsonl" : extname(name)}`;
}

export function makeReadingAnew(
  desk: Desk,
  parsers: Parsers,
): Handlers<"articles.previewEncodings" | "articles.readAnew"> {
  const find = (id: string): ReadingOfText => {
    const reading = readingOf(desk.read(), id);
    if (!reading) throw new Refusal("not-found", `there is no article ${id}`);
    return reading;
  };

  /** The new text of an article, and what is known of it as the new reading has it, where nobody corrected it since. */
  function keep(act: Act, db: WriteDb, id: string, earlier: PreparedArticle | null, article: PreparedArticle): void {
    const reading = find(id);
    const before = valueOfArticle(db, id);
    const version = addVersion(db, reading.article, newTextOf(article, { ...reading, importedAt: nowText() }));
    const follow = <Key extends "title" | "outlet" | "author" | "publishedAt" | "language" | "url">(key: Key) =>
      earlier !== null && before[key] === earlier[key] ? article[key] : before[key];
    act.put("article", id, {
      ...before,
      title: follow("title") ?? before.title,
      outlet: follow("outlet"),
      author: follow("author"),
      publishedAt: follow("publishedAt"),
      language: follow("language"),
      url: follow("url"),
      version,
      text: toHex(article.textSha256),
    });
  }

  async function readAnew(
    session: Session,
    context: JobContext,
    { ids, encoding }: { ids: readonly string[]; encoding: Encoding },
  ): Promise<Output<"articles.readAnew">> {
    desk.write();
    const result: Output<"articles.readAnew"> = { changed: 0, unchanged: 0, stopped: false, failed: [] };
    const one = newId();
    const fail = (id: string, { title, path }: ReadingOfText, code: string, message: string): void =>
      void result.failed.push({ id, title, path, code, message });
    for (let at = 0; at < ids.length && !context.stopped(); at += AT_ONCE) {
      context.report(at, ids.length, null);
      const batch = ids.slice(at, at + AT_ONCE).flatMap((id) => {
        const reading = find(id);
        try {
          const { encoding: before } = reading;
          return [
            {
              id,
              reading,
              name: nameOf(reading),
              bytes: readOriginal(desk.read(), reading.original),
              // As it was read before: what is still as it was then follows.
              options: [{ encoding }, before !== null && isEncoding(before) ? { encoding: before } : {}],
            },
          ];
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          fail(id, reading, error.failure.code, error.failure.message);
          return [];
        }
      });
      const readings = await readOriginals(parsers, batch, context.stopped);
      if (context.stopped()) break;
      const changed: { id: string; earlier: PreparedArticle | null; article: PreparedArticle }[] = [];
      for (const [index, { id, reading }] of batch.entries()) {
        const [now = noText, then] = readings[index] ?? [];
        if ("failure" in now) fail(id, reading, now.failure.code, now.failure.message);
        else if (Buffer.compare(now.article.textSha256, reading.textSha256) === 0) result.unchanged += 1;
        else changed.push({ id, article: now.article, earlier: then && "article" in then ? then.article : null });
      }
      if (changed.length > 0)
        desk.inBulk(
          session,
          "article-read",
          (act, db) => {
            for (const { id, earlier, article } of changed) keep(act, db, id, earlier, article);
          },
          one,
        );
      result.changed += changed.length;
      do await context.breathe();
      while (tidyIndex(desk.write(), context));
    }
    result.stopped = context.stopped();
    return result;
  }

  return {
    "articles.previewEncodings": async ({ id, encodings = likely }) => {
      const reading = find(id);
      const name = nameOf(reading);
      // Of JSON the whole is needed: half a record is none.
      const isWhole = name.endsWith(".jsonl") || name.endsWith(".json");
      const original = readOriginal(desk.read(), reading.original);
      const bytes = isWhole ? original : original.subarray(0, LOOKED_AT);
      const options = encodings.map((encoding) => ({ encoding }));
      const [readings = []] = await readOriginals(parsers, [{ name, bytes, options }], () => false);
      return {
        current: reading.encoding ?? "",
        previews: encodings.map((encoding, index) => previewOf(encoding, readings[index])),
      };
    },
    "articles.readAnew": (input, context, session) => readAnew(session, context, input),
  };
}
