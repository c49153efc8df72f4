import Database from "better-sqlite3";
import { expect, test } from "vitest";

import { migrate } from "./migrate.ts";
import { all, text, type WriteDb } from "./sql.ts";

const db = { connection: new Database(":memory:") } as WriteDb;
migrate(db);

/** What an analyst waits for finds its rows by an index: an index is a tested promise. */
const promised: [what: string, sql: string, plan: RegExp][] = [
  ["an article by id", "SELECT * FROM articles WHERE id = ?", /USING INDEX sqlite_autoindex_articles_1/],
  [
    "the library, newest published first",
    "SELECT key FROM articles a WHERE a.withdrawn = 0 ORDER BY a.published_key DESC LIMIT 100",
    /USING (COVERING )?INDEX articles_by_published/,
  ],
  [
    "how many articles there are by state",
    "SELECT a.state, count(*) FROM articles a WHERE a.withdrawn = 0 GROUP BY a.state",
    /USING COVERING INDEX articles_by_facet/,
  ],
  [
    "a duplicate",
    "SELECT a.id FROM text_versions v JOIN articles a ON a.key = v.article WHERE v.identity = ? AND a.withdrawn = 0",
    /SEARCH v USING INDEX text_versions_by_identity/,
  ],
  [
    "an article from the same place",
    "SELECT key FROM articles WHERE place = ? AND withdrawn = 0 ORDER BY key DESC LIMIT 1",
    /INDEX articles_by_place/,
  ],
  [
    "the claims of an article",
    "SELECT s.claim FROM claim_spans s WHERE s.article = ?",
    /USING COVERING INDEX claim_spans_by_article/,
  ],
  [
    "articles of which marks may stand on an earlier text",
    "SELECT DISTINCT article FROM text_versions INDEXED BY text_versions_later WHERE number > 1",
    /USING COVERING INDEX text_versions_later/,
  ],
  [
    "whether an article is one of them",
    "SELECT DISTINCT t.article FROM text_versions t INDEXED BY text_versions_later WHERE t.number > 1 AND t.article = ?",
    /SEARCH t USING COVERING INDEX text_versions_later/,
  ],
  [
    "how many spans of an article stand on another text",
    "SELECT count(*) FROM claim_spans s WHERE s.article = ? AND s.version <> ?",
    /USING COVERING INDEX claim_spans_by_article/,
  ],
  [
    "the cues of an article's claims that stayed on another text",
    "SELECT count(*) FROM claims c JOIN hops h ON h.claim = c.key WHERE c.article = ? AND h.cue_version IS NOT NULL",
    /SEARCH c USING (COVERING )?INDEX claims_by_article[^]*SEARCH h USING (INDEX hops_by_cue_version|PRIMARY KEY)/,
  ],
  [
    "the paths within archives, for a search by file",
    "SELECT DISTINCT file, member FROM text_versions INDEXED BY text_versions_by_file WHERE member IS NOT NULL",
    /USING COVERING INDEX text_versions_by_file/,
  ],
  [
    "articles by the file that they came from",
    `SELECT v.article FROM json_each(?) w JOIN text_versions v INDEXED BY text_versions_by_file ON v.file = w.value`,
    /SEARCH v USING COVERING INDEX text_versions_by_file \(file=\?\)/,
  ],
  [
    "what of a file could not be read before",
    "SELECT key FROM unreadable_files WHERE path = ? AND member IS ? AND line IS ? AND sha256 IS ? AND pending = 0",
    /SEARCH unreadable_files USING INDEX unreadable_files_by_path/,
  ],
  [
    "unreadable files that are still to be kept",
    "SELECT path, bytes FROM unreadable_files WHERE pending = 1 AND act IN (SELECT value FROM json_each(?))",
    /USING INDEX unreadable_files_pending/,
  ],
  [
    "an item of a draft that is the same, before another",
    "SELECT t.key FROM import_draft_items t WHERE t.draft = ? AND t.identity = ? AND t.left_out = 0 AND t.key < ? ORDER BY t.key LIMIT 1",
    /USING COVERING INDEX import_draft_items_by_identity/,
  ],
  [
    "the items of a draft to be judged next",
    "SELECT key FROM import_draft_items WHERE key >= ? AND +draft = ? ORDER BY key LIMIT ?",
    /USING INTEGER PRIMARY KEY/,
  ],
  [
    "the item of a file that an import meets",
    "SELECT key FROM import_draft_items i WHERE i.file = ? AND i.identity = ? AND i.original = ? ORDER BY i.key LIMIT 1",
    /USING INDEX import_draft_items_by_file/,
  ],
  [
    "items by the keys that were selected",
    "SELECT i.key FROM json_each(?) k CROSS JOIN import_draft_items i ON i.key = CAST(k.value AS INTEGER) WHERE i.draft = ?",
    /SEARCH i USING INTEGER PRIMARY KEY/,
  ],
  [
    "how many items of a draft are of each state",
    "SELECT state, count(*), sum(left_out) FROM import_draft_items WHERE draft = ? GROUP BY state",
    /USING COVERING INDEX import_draft_items_by_state/,
  ],
  ["the annotations of an article", "SELECT * FROM annotations WHERE article = ?", /INDEX annotations_by_article/],
  [
    "the current letter of a claim",
    "SELECT g.value FROM assessments g WHERE g.claim = ? AND g.axis = 'reliability' ORDER BY g.clock DESC, g.key DESC LIMIT 1",
    /INDEX assessments_by_claim/,
  ],
  [
    "the general letter of a source",
    "SELECT g.value FROM assessments g WHERE g.source = ? AND g.scope = 'general' ORDER BY g.clock DESC LIMIT 1",
    /INDEX assessments_by_source/,
  ],
  ["a source by its exact name", "SELECT source FROM source_names WHERE text = ?", /INDEX source_names_by_text/],
  ["the claims of a source", "SELECT claim FROM hops WHERE source = ?", /INDEX hops_by_source/],
  [
    "all that is read as one source",
    "SELECT m.key FROM sources m WHERE m.root = ?",
    /USING COVERING INDEX sources_by_root/,
  ],
  ["what is merged into a source", "SELECT key FROM sources WHERE merged_into = ?", /INDEX sources_by_merge/],
  [
    "what is below a source",
    "SELECT c.key FROM sources m JOIN sources c ON c.affiliation = m.key WHERE m.root = ?",
    /INDEX sources_by_root[^]*INDEX sources_by_affiliation/,
  ],
  [
    "a source's track record",
    `SELECT credibility, reliability, fared, count(*), sum(reliability_clock < ?) FROM claims WHERE origin = ?
     GROUP BY credibility, reliability, fared`,
    /USING COVERING INDEX claims_by_origin/,
  ],
  [
    "the newest letters behind the claims of a source",
    "SELECT key FROM assessments WHERE source = ? AND scope = ? ORDER BY clock DESC, key DESC LIMIT 200",
    /INDEX assessments_by_source/,
  ],
  [
    "what took the place of a grade",
    `SELECT n.id FROM assessments n WHERE n.claim = ? AND n.axis = ? AND (n.clock, n.key) > (?, ?)
     ORDER BY n.clock, n.key LIMIT 1`,
    /INDEX assessments_by_claim/,
  ],
  ["the claims of a tag", "SELECT claim FROM claim_tags WHERE tag = ?", /INDEX claim_tags_by_tag/],
  [
    "the relations of a claim",
    "SELECT key FROM relations WHERE from_claim = ? UNION ALL SELECT key FROM relations WHERE to_claim = ?",
    /INDEX sqlite_autoindex_relations_2 \(from_claim=\?\)[^]*INDEX relations_by_target/,
  ],
  [
    "the claims under a question",
    "SELECT claim FROM question_claims WHERE question = ?",
    /PRIMARY KEY \(question=\?\)/,
  ],
  ["the questions of a claim", "SELECT question FROM question_claims WHERE claim = ?", /question_claims_by_claim/],
  ["the articles of a family", "SELECT article FROM family_members WHERE family = ?", /family_members_by_family/],
  [
    "what undo would reverse",
    `SELECT act FROM acts WHERE analyst = ? AND undone_by IS NULL AND verb NOT IN ('undo', 'redo') ORDER BY last_seq DESC LIMIT 1`,
    /INDEX acts_standing/,
  ],
  [
    "what redo would do again",
    "SELECT act FROM acts WHERE analyst = ? AND undone_by > ? ORDER BY undone_by DESC LIMIT 1",
    /INDEX acts_undone/,
  ],
  ["history, newest first", "SELECT act FROM acts ORDER BY last_seq DESC LIMIT 100", /INDEX acts_by_entry/],
  ["the history of one object", "SELECT seq FROM ledger_objects WHERE object = ?", /USING PRIMARY KEY \(object=\?\)/],
  ["the end of the ledger", "SELECT seq, hash FROM ledger_entries ORDER BY seq DESC LIMIT 1", /SCAN ledger_entries$/],
];

test.each(promised)("%s is found by an index and without a sort", (_what, sql, plan) => {
  const steps = all(db, `EXPLAIN QUERY PLAN ${sql}`, Array(sql.split("?").length - 1).fill(null)).map((row) =>
    text(row, "detail"),
  );
  expect(steps.join("\n")).toMatch(plan);
  expect(steps.join("\n")).not.toMatch(/TEMP B-TREE/);
});
