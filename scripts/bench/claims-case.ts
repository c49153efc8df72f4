import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";

import { foldName, sortKey } from "../../app/text/names.ts";
import { createCase } from "../../main/store/case-file.ts";
import { close, openForWriting, transaction } from "../../main/store/db.ts";
import { migrations } from "../../main/store/migrate.ts";
import { indexClaim } from "../../main/store/search.ts";
import { recountAllUses } from "../../main/store/source-uses.ts";
import { run, type WriteDb } from "../../main/store/sql.ts";
import { refreshFared } from "../../main/store/track-record.ts";
import { makeRandom } from "./corpus.ts";

const SOURCES = 50_000;
const TAGS = 300;
const QUESTIONS = 400;
const ARTICLES = 20_000;
const BATCH = 20_000;

/**
 * A case with many claims, made once and kept while neither the schema nor this file changes: rows are put in plainly,
 * as services would leave them.
 * @returns its path
 */
export function makeClaimsCase(folder: string, claims: number): string {
  const made = createHash("sha256")
    .update(migrations.join(""))
    .update(readFileSync(import.meta.filename));
  const name = `${claims}-${made.digest("hex").slice(0, 12)}.isnad`;
  const file = join(folder, name);
  if (existsSync(file)) return file;
  for (const other of readdirSync(folder)) if (other.startsWith(`${claims}`)) rmSync(join(folder, other));
  const unfinished = `${file}.making`;
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
  transaction(db, () => {
    addRelations(db, int, claims);
    recountAllUses(db);
  });
  close(db);
  renameSync(unfinished, file);
  return file;
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
  for (let key = 1; key <= SOURCES; key += 1) addSource(db, key, int);
  for (let key = 1; key <= QUESTIONS; key += 1)
    run(
      db,
      "INSERT INTO questions (key, id, text, text_key, created_at, created_by) VALUES (?, ?, ?, ?, '', 'bench')",
      [key, `q${key}`, `question ${key}`, sortKey(`question ${key}`)],
    );
  for (let key = 1; key <= TAGS; key += 1)
    run(db, "INSERT INTO tags (key, id, name, parent, colour) VALUES (?, ?, ?, ?, 0)", [
      key,
      `t${key}`,
      `tag ${key}`,
      key > 30 ? 1 + int(30) : null,
    ]);
}

const kinds = ["person", "person", "person", "office", "organisation", "outlet", "account", "unnamed"];
const countries = ["SY", "IQ", "LB", "JO", "TR", "GB", "FR", "US"];
const languages = ["ar", "ar", "ar", "en", "fr", "tr", "ku"];

/** Clock texts grow with their number; those of sources' letters lie among those of claims'. */
const clock = (number: number): string => `${(1.7e12 + number).toString(16).padStart(12, "0")}-0000`;
const CLOCKS = 50_000_000_000;

/** One in a hundred is merged into another; a fifth have an alias, half a letter. */
function addSource(db: WriteDb, key: number, int: (below: number) => number): void {
  const some = (from: readonly string[]): string | null => (int(3) === 0 ? null : (from[int(from.length)] ?? null));
  const name = `${words[int(words.length)]} ${key}`;
  const affiliation = key > 100 && int(3) === 0 ? 1 + int(100) : null;
  const merged = key > 1000 && int(100) === 0 ? 1 + int(1000) : null;
  const letter = int(2) === 0 ? null : ("ABCDEF"[int(6)] ?? null);
  const given = letter === null ? null : clock(int(CLOCKS));
  run(
    db,
    `INSERT INTO sources (key, id, name, name_key, kind, affiliation, country, language, merged_into, root, reliability,
       reliability_clock, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '')`,
    [
      key,
      `s${key}`,
      name,
      sortKey(name),
      kinds[int(kinds.length)] ?? "person",
      affiliation,
      some(countries),
      some(languages),
      merged,
      merged ?? key,
      letter,
      given,
    ],
  );
  const aliases = int(5) === 0 ? [`${words[int(words.length)]} ${int(SOURCES)}`] : [];
  for (const [position, each] of [name, ...aliases].entries())
    run(db, "INSERT INTO source_names (source, position, text, folded) VALUES (?, ?, ?, ?)", [
      key,
      position,
      each,
      foldName(each),
    ]);
  if (letter !== null && given !== null) addAssessment(db, { source: key, claim: null, letter, clock: given });
}

function addAssessment(
  db: WriteDb,
  given: { source: number; claim: number | null; letter: string; clock: string },
): void {
  run(
    db,
    `INSERT INTO assessments (id, axis, value, scope, source, claim, scale, scale_version, analyst, initials, clock)
     VALUES ('g' || (SELECT ifnull(max(key), 0) + 1 FROM assessments), 'reliability', ?, ?, ?, ?, 'nato', '1', 'bench', 'B', ?)`,
    [given.letter, given.claim === null ? "general" : "claim", given.source, given.claim, given.clock],
  );
}

/** One claim in twenty has something to do with another. */
function addRelations(db: WriteDb, int: (below: number) => number, claims: number): void {
  for (let key = 1; key <= claims / 20; key += 1) {
    const [from, to] = [1 + int(claims), 1 + int(claims)];
    const kind = ["corroborates", "contradicts", "repeats", "updates", "narrows"][int(5)] ?? "repeats";
    if (from === to) continue;
    run(
      db,
      `INSERT OR IGNORE INTO relations (id, kind, from_claim, to_claim, created_at, created_by, clock)
       VALUES (?, ?, ?, ?, '', 'bench', ?)`,
      [`r${key}`, kind, from, to, clock(int(CLOCKS))],
    );
    for (const claim of [from, to]) refreshFared(db, claim);
  }
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
  const [letter, digit] = [grade("ABCDEF"), grade("123456")];
  const given = { letter: clock(int(CLOCKS)), digit: clock(int(CLOCKS)) };
  const { key } = run(
    db,
    `INSERT INTO claims (id, article, start, statement, event_date, created_at, created_by, updated_at, statement_key,
       origin, reliability, reliability_clock, reliability_by, credibility, credibility_clock, credibility_by,
       without_reason, look)
     VALUES ('c' || (SELECT ifnull(max(key), 0) + 1 FROM claims), ?, 0, ?, ?, ?, 'bench', ?, ?,
       (SELECT root FROM sources WHERE key = ?), ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      article,
      statement,
      eventDate,
      created,
      created,
      sortKey(statement),
      origin,
      letter,
      letter === null ? null : given.letter,
      letter === null ? null : `analyst ${int(5)}`,
      digit,
      digit === null ? null : given.digit,
      digit === null ? null : `analyst ${int(5)}`,
      int(4),
      digit !== null && int(20) === 0 ? 1 + int(3) : 0,
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
  if (letter !== null) addAssessment(db, { source: origin, claim: key, letter, clock: given.letter });
  for (let tags = int(4); tags > 0; tags -= 1)
    run(db, "INSERT OR IGNORE INTO claim_tags (claim, tag) VALUES (?, ?)", [
      key,
      1 + Math.floor(Math.exp(random() * Math.log(TAGS))),
    ]);
  if (int(4) === 0) run(db, "INSERT INTO question_claims (question, claim) VALUES (?, ?)", [1 + int(QUESTIONS), key]);
  indexClaim(db, key, { statement, quote: "text", memo: null });
}
