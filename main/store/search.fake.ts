import { foldName, sortKey } from "../../app/text/names.ts";
import { storedBody } from "./body-encoding.ts";
import { createFile } from "./db.ts";
import { migrate } from "./migrate.ts";
import { indexArticle, indexClaim } from "./search.ts";
import { run, type WriteDb } from "./sql.ts";

/** A case in memory for tests of lists and search: rows are put in plainly, without ledger and services. */
export function fakeCase(): WriteDb {
  const db = createFile(":memory:");
  migrate(db);
  addOriginal(db);
  return db;
}

/** What the articles below refer to; for a case that was made by other means. */
export function addOriginal(db: WriteDb): void {
  run(db, "INSERT INTO packs (key, codec, body) VALUES (1, 'raw', x'')");
  run(db, "INSERT INTO originals (key, sha256, pack, start, bytes) VALUES (1, x'', 1, 0, 0)");
  run(db, "INSERT INTO files (key, path, sha256) VALUES (1, 'fake', x'')");
}

interface FakeArticle {
  text: string;
  title?: string;
  outlet?: string | null;
  author?: string | null;
  publishedAt?: string | null;
  language?: string | null;
}

export function addArticle(db: WriteDb, article: FakeArticle): number {
  const { text, title = "", outlet = null, author = null, publishedAt = null, language = null } = article;
  const { key } = run(
    db,
    `INSERT INTO articles (id, title, outlet, author, published_at, language, state, imported_at, version, chars,
       title_key, outlet_key, author_key, published_key)
     VALUES ('a' || (SELECT count(*) FROM articles), ?, ?, ?, ?, ?, 'unread', '2026-01-01T00:00:00Z', 1, ?, ?, ?, ?, ?)`,
    [
      title,
      outlet,
      author,
      publishedAt,
      language,
      text.length,
      sortKey(title),
      outlet === null ? null : sortKey(outlet),
      author === null ? null : sortKey(author),
      publishedAt,
    ],
  );
  run(
    db,
    `INSERT INTO text_versions (article, number, text_sha256, identity, original, file, imported_at, chars, blocks, body)
     VALUES (?, 1, x'', x'', 1, 1, '', ?, '', ?)`,
    [key, text.length, storedBody(Buffer.from(text))],
  );
  indexArticle(db, key, title, text);
  return key;
}

export function addSource(db: WriteDb, names: readonly string[], affiliation: number | null = null): number {
  const [name = ""] = names;
  const { key } = run(
    db,
    `INSERT INTO sources (id, name, name_key, kind, affiliation, created_at)
     VALUES ('s' || (SELECT count(*) FROM sources), ?, ?, 'organisation', ?, '')`,
    [name, sortKey(name), affiliation],
  );
  run(db, "UPDATE sources SET root = key WHERE key = ?", [key]);
  for (const [position, alias] of names.entries())
    run(db, "INSERT INTO source_names (source, position, text, folded) VALUES (?, ?, ?, ?)", [
      key,
      position,
      alias,
      foldName(alias),
    ]);
  return key;
}

export function addTag(db: WriteDb, name: string, parent: number | null = null): number {
  return run(db, "INSERT INTO tags (id, name, parent, colour) VALUES ('t' || (SELECT count(*) FROM tags), ?, ?, 0)", [
    name,
    parent,
  ]).key;
}

interface FakeClaim {
  article: number;
  quote: string;
  statement?: string | null;
  memo?: string | null;
  sources?: readonly number[];
  tags?: readonly number[];
  eventDate?: string | null;
  reliability?: string | null;
  credibility?: string | null;
  withoutReason?: number;
  createdAt?: string;
}

/** Writes a claim; with a key, in place of the one that has it. */
export function addClaim(db: WriteDb, claim: FakeClaim, key: number | null = null): number {
  const { article, quote, statement = null, memo = null, sources = [], tags = [] } = claim;
  const created = claim.createdAt ?? "2026-01-01T00:00:00Z";
  if (key !== null) removeClaim(db, key);
  const made = run(
    db,
    `INSERT INTO claims (key, id, article, start, statement, event_date, memo, created_at, created_by, updated_at,
       statement_key, origin, reliability, credibility, without_reason)
     VALUES (?1, 'c' || ifnull(?1, (SELECT ifnull(max(key), 0) + 1 FROM claims)), ?2, 0, ?3, ?4, ?5, ?6, '', ?6, ?7, ?8, ?9, ?10, ?11)`,
    [
      key,
      article,
      statement,
      claim.eventDate ?? null,
      memo,
      created,
      sortKey(statement ?? quote),
      sources.at(-1) ?? null,
      claim.reliability ?? null,
      claim.credibility ?? null,
      claim.withoutReason ?? 0,
    ],
  ).key;
  run(
    db,
    `INSERT INTO claim_spans (claim, position, article, version, start, "end", quote, prefix, suffix)
     VALUES (?, 0, ?, 1, 0, ?, ?, '', '')`,
    [made, article, quote.length, quote],
  );
  for (const [position, source] of sources.entries())
    run(db, "INSERT INTO hops (claim, position, source) VALUES (?, ?, ?)", [made, position, source]);
  for (const tag of tags) run(db, "INSERT OR IGNORE INTO claim_tags (claim, tag) VALUES (?, ?)", [made, tag]);
  indexClaim(db, made, { statement, quote, memo });
  return made;
}

export function removeClaim(db: WriteDb, key: number): void {
  run(db, "DELETE FROM claims WHERE key = ?", [key]);
  run(db, "DELETE FROM claim_words WHERE rowid = ?", [key]);
}
