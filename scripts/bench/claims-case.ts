import { existsSync, renameSync, rmSync } from "node:fs";

import { foldName, sortKey } from "../../app/text/names.ts";
import { createCase } from "../../main/store/case-file.ts";
import { close, openForWriting, transaction } from "../../main/store/db.ts";
import { indexClaim } from "../../main/store/search.ts";
import { run, type WriteDb } from "../../main/store/sql.ts";
import { makeRandom } from "./corpus.ts";

const SOURCES = 50_000;
const TAGS = 300;
const ARTICLES = 20_000;
const BATCH = 20_000;

/** A case with many claims, made once and kept: rows are put in plainly, as services would leave them. */
export function makeClaimsCase(file: string, claims: number): void {
  if (existsSync(file)) return;
  const unfinished = `${file}.making`;
  rmSync(unfinished, { force: true });
  createCase(unfinished, "bench");
  const db = openForWriting(unfinished);
  db.connection.pragma("synchronous = OFF");
  db.connection.pragma("foreign_keys = OFF");
  const random = makeRandom(3);
  const int = (below: number): number => Math.floor(random() * below);
  transaction(db, () => {
    addFrame(db, int);
  });
  const grade = (from: string): string | null => (random() < 0.3 ? null : (from[int(from.length)] as string));
  for (let done = 0; done < claims; done += BATCH)
    transaction(db, () => {
      for (let left = Math.min(BATCH, claims - done); left > 0; left -= 1) addClaim(db, int, random, grade);
    });
  close(db);
  renameSync(unfinished, file);
}

const words =
  "raids arrests wounded ministry spokesman village commander houses weapons statement اعتقال مداهمة قوات الأمن ريف اللاذقية مصدر قائد وزارة الداخلية".split(
    " ",
  );

function addFrame(db: WriteDb, int: (below: number) => number): void {
  run(db, "INSERT INTO packs (key, codec, body) VALUES (1, 'raw', x'')");
  run(db, "INSERT INTO originals (key, sha256, pack, start, bytes) VALUES (1, x'', 1, 0, 0)");
  run(db, "INSERT INTO files (key, path, sha256) VALUES (1, 'bench', x'')");
  for (let key = 1; key <= ARTICLES; key += 1) {
    const title = `${words[int(words.length)]} ${words[int(words.length)]} ${key}`;
    const outlet = `outlet ${1 + int(60)}`;
    const published = new Date(1.5e12 + int(220_000) * 1e6).toISOString();
    run(
      db,
      `INSERT INTO articles (key, id, title, outlet, published_at, language, state, imported_at, version, chars, claims,
         title_key, outlet_key, published_key) VALUES (?, ?, ?, ?, ?, 'ar', 'unread', ?, 1, 4, 50, ?, ?, ?)`,
      [key, `a${key}`, title, outlet, published, published, sortKey(title), sortKey(outlet), published],
    );
    run(
      db,
      `INSERT INTO text_versions (article, number, text_sha256, identity, original, file, imported_at, chars, blocks, body)
       VALUES (?, 1, x'', x'', 1, 1, ?, 4, '', ?)`,
      [key, published, Buffer.from("text")],
    );
  }
  for (let key = 1; key <= SOURCES; key += 1) {
    const name = `${words[int(words.length)]} ${key}`;
    const affiliation = key > 100 && int(3) === 0 ? 1 + int(100) : null;
    run(
      db,
      `INSERT INTO sources (key, id, name, name_key, kind, affiliation, created_at) VALUES (?, ?, ?, ?, 'person', ?, '')`,
      [key, `s${key}`, name, sortKey(name), affiliation],
    );
    run(db, "INSERT INTO source_names (source, position, text, folded) VALUES (?, 0, ?, ?)", [
      key,
      name,
      foldName(name),
    ]);
  }
  for (let key = 1; key <= TAGS; key += 1)
    run(db, "INSERT INTO tags (key, id, name, parent, colour) VALUES (?, ?, ?, ?, 0)", [
      key,
      `t${key}`,
      `tag ${key}`,
      key > 30 ? 1 + int(30) : null,
    ]);
}

function addClaim(
  db: WriteDb,
  int: (below: number) => number,
  random: () => number,
  grade: (from: string) => string | null,
): void {
  const article = 1 + int(ARTICLES);
  const statement = Array.from({ length: 6 }, () => words[int(words.length)]).join(" ") + ` ${int(1000)}`;
  const created = new Date(1.7e12 + int(50_000_000) * 1000).toISOString();
  const origin = 1 + Math.floor(Math.exp(random() * Math.log(SOURCES)));
  const eventDate = random() < 0.3 ? created.slice(0, 10) : null;
  const { key } = run(
    db,
    `INSERT INTO claims (id, article, start, statement, event_date, created_at, created_by, updated_at, statement_key,
       origin, reliability, credibility, without_reason)
     VALUES ('c' || (SELECT ifnull(max(key), 0) + 1 FROM claims), ?, 0, ?, ?, ?, 'bench', ?, ?, ?, ?, ?, ?)`,
    [
      article,
      statement,
      eventDate,
      created,
      created,
      sortKey(statement),
      origin,
      grade("ABCDEF"),
      grade("123456"),
      int(4),
    ],
  );
  run(
    db,
    `INSERT INTO claim_spans (claim, position, article, version, start, "end", quote, prefix, suffix)
     VALUES (?, 0, ?, 1, 0, 4, 'text', '', '')`,
    [key, article],
  );
  for (const [position, source] of [1 + int(SOURCES), origin].entries())
    run(db, "INSERT INTO hops (claim, position, source) VALUES (?, ?, ?)", [key, position, source]);
  for (let tags = int(4); tags > 0; tags -= 1)
    run(db, "INSERT OR IGNORE INTO claim_tags (claim, tag) VALUES (?, ?)", [
      key,
      1 + Math.floor(Math.exp(random() * Math.log(TAGS))),
    ]);
  indexClaim(db, key, { statement, quote: "text", memo: null });
}
