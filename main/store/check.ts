import type { CheckReport } from "../../app/cases/model.ts";
import { canonicalJson, type Json } from "../../app/kernel/json.ts";
import { z } from "../../app/kernel/schema.ts";
import { Change, type ObjectKind } from "../../app/ledger/model.ts";
import { textOf } from "./articles.ts";
import { utf8Of } from "./body-encoding.ts";
import { sha256Hex, toHex } from "./identity.ts";
import { checkChain } from "./ledger.ts";
import { objects } from "./objects.ts";
import { readOriginal } from "./originals.ts";
import { all, bytes, column, first, integer, type ReadDb, text } from "./sql.ts";

/** One thing looked at: its name, and what is wrong with it, if anything. */
export interface Finding {
  readonly object: string;
  readonly problem: string | null;
}

type Part = CheckReport["checked"][number]["part"];

function* database(db: ReadDb): Generator<Finding> {
  for (const message of column(db, "SELECT integrity_check FROM pragma_integrity_check"))
    yield { object: "case file", problem: message === "ok" ? null : String(message) };
}

function* foreignKeys(db: ReadDb): Generator<Finding> {
  const broken = all(db, `SELECT "table" AS name, rowid AS row, parent FROM pragma_foreign_key_check`);
  if (broken.length === 0) yield { object: "case file", problem: null };
  for (const row of broken)
    yield {
      object: `${text(row, "name")} row ${String(row["row"])}`,
      problem: `refers to a row of ${text(row, "parent")} that is not there`,
    };
}

function* ledger(db: ReadDb): Generator<Finding> {
  for (const { seq, problem } of checkChain(db)) yield { object: `ledger_entries row ${seq}`, problem };
}

/** Every object must be as the newest entry about it left it: what was changed past the ledger shows here. */
function* objectsAsRecorded(db: ReadDb): Generator<Finding> {
  const newest = new Map<string, { kind: ObjectKind; id: string; hash: string }>();
  const last = first(db, "SELECT ifnull(max(seq), 0) AS seq FROM ledger_entries");
  // One entry at a time: each is one statement, so that others may run between.
  for (let seq = 1; seq <= (last ? integer(last, "seq") : 0); seq += 1) {
    const row = first(db, "SELECT changes FROM ledger_entries WHERE seq = ?", [seq]);
    for (const { kind, id, after } of row ? readChanges(text(row, "changes")) : [])
      newest.set(`${kind}/${id}`, { kind, id, hash: hashOf(after === null ? null : objects[kind].complete(after)) });
  }
  for (const { kind, id, hash } of newest.values())
    yield {
      object: `${kind} ${id}`,
      problem: hashOf(objects[kind].read(db, id)) === hash ? null : "is not what the ledger says it is",
    };
}

const Changes = z.array(Change);

/** A row whose content makes no sense any more was named by the check of the chain. */
function readChanges(stored: string): Change[] {
  try {
    return Changes.parse(JSON.parse(stored));
  } catch {
    return [];
  }
}

const hashOf = (value: Json | null): string => sha256Hex(canonicalJson(value)).slice(0, 24);

/** Texts against their hashes, and every span against its text. */
function* texts(db: ReadDb): Generator<Finding> {
  for (const key of column(db, "SELECT key FROM text_versions ORDER BY key")) {
    const row = first(
      db,
      `SELECT v.body, v.text_sha256, v.number, a.id FROM text_versions v JOIN articles a ON a.key = v.article WHERE v.key = ?`,
      [Number(key)],
    );
    if (!row) continue;
    yield {
      object: `text ${text(row, "id")} version ${integer(row, "number")}`,
      problem: compare(() => utf8Of(bytes(row, "body")), toHex(bytes(row, "text_sha256"))),
    };
  }
}

/** Null where a text cannot be read: that was said when texts were looked at. */
function readableText(db: ReadDb, article: number, version: number): string | null {
  try {
    return textOf(db, article, version);
  } catch {
    return null;
  }
}

function* anchors(db: ReadDb): Generator<Finding> {
  for (const [kind, table, owner] of [
    ["claim", "claim_spans", "claims"],
    ["annotation", "annotations", "annotations"],
  ] as const) {
    const articles = all(db, `SELECT DISTINCT article, version FROM ${table} ORDER BY article, version`);
    for (const row of articles) {
      const article = integer(row, "article");
      const version = integer(row, "version");
      const body = readableText(db, article, version);
      if (body === null) continue;
      const spans = all(
        db,
        `SELECT s.start, s."end", s.quote, o.id FROM ${table} s
         JOIN ${owner} o ON o.key = s.${kind === "claim" ? "claim" : "key"} WHERE s.article = ? AND s.version = ?`,
        [article, version],
      );
      for (const span of spans) {
        const start = integer(span, "start");
        const end = integer(span, "end");
        yield {
          object: `${kind} ${text(span, "id")}, span ${start}:${end}`,
          problem:
            start < end && body.slice(start, end) === text(span, "quote")
              ? null
              : "its quote is not what the text says there",
        };
      }
    }
  }
  yield* cues(db);
}

/** Cue words stand in the version of their claim's first span, or in the one that they name. */
function* cues(db: ReadDb): Generator<Finding> {
  const versions = all(
    db,
    `SELECT DISTINCT s.article, ifnull(h.cue_version, s.version) AS version
     FROM hops h JOIN claim_spans s ON s.claim = h.claim AND s.position = 0 WHERE h.cue_start IS NOT NULL`,
  );
  for (const row of versions) {
    const [article, version] = [integer(row, "article"), integer(row, "version")];
    const body = readableText(db, article, version);
    if (body === null) continue;
    const found = all(
      db,
      `SELECT c.id, h.cue_start, h.cue_end, h.cue_quote FROM claim_spans s JOIN hops h ON h.claim = s.claim
       JOIN claims c ON c.key = s.claim
       WHERE s.article = ? AND s.position = 0 AND h.cue_start IS NOT NULL AND ifnull(h.cue_version, s.version) = ?`,
      [article, version],
    );
    for (const cue of found) {
      const [start, end] = [integer(cue, "cue_start"), integer(cue, "cue_end")];
      yield {
        object: `claim ${text(cue, "id")}, cue ${start}:${end}`,
        problem: body.slice(start, end) === text(cue, "cue_quote") ? null : "its cue is not what the text says there",
      };
    }
  }
}

function* originals(db: ReadDb): Generator<Finding> {
  for (const key of column(db, "SELECT key FROM originals ORDER BY pack, start")) {
    const row = first(db, "SELECT sha256 FROM originals WHERE key = ?", [Number(key)]);
    if (!row) continue;
    const wanted = toHex(bytes(row, "sha256"));
    yield { object: `original ${wanted}`, problem: compare(() => readOriginal(db, Number(key)), wanted) };
  }
}

function compare(read: () => Uint8Array, wanted: string): string | null {
  try {
    return sha256Hex(read()) === wanted ? null : "does not match its hash";
  } catch (error) {
    return `cannot be unpacked: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function* searchIndex(db: ReadDb): Generator<Finding> {
  const row = first(
    db,
    `SELECT (SELECT count(*) FROM articles WHERE withdrawn = 0) AS articles,
       (SELECT count(*) FROM article_words) AS indexed,
       (SELECT count(*) FROM claims) AS claims, (SELECT count(*) FROM claim_words) AS indexed_claims`,
  );
  if (!row) return;
  yield {
    object: "article_words",
    problem: integer(row, "articles") === integer(row, "indexed") ? null : "does not hold every article",
  };
  yield {
    object: "claim_words",
    problem: integer(row, "claims") === integer(row, "indexed_claims") ? null : "does not hold every claim",
  };
}

/** All that can be verified within a case, in the order in which a failure of one explains those of the next. */
export const parts: readonly { part: Part; run: (db: ReadDb) => Iterable<Finding> }[] = [
  { part: "database", run: database },
  { part: "foreign-keys", run: foreignKeys },
  { part: "ledger", run: ledger },
  { part: "objects", run: objectsAsRecorded },
  { part: "texts", run: texts },
  { part: "anchors", run: anchors },
  { part: "originals", run: originals },
  { part: "search-index", run: searchIndex },
];
