/** Collections of any kind and size: imports that were not finished, and marks on earlier texts. */
export const sql = `
-- Imports that have not ended. None of it is evidence: what came in is told by the ledger, under the act.
CREATE TABLE import_runs (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  act TEXT NOT NULL,
  analyst TEXT NOT NULL,
  device TEXT NOT NULL,
  started_at TEXT NOT NULL,
  -- As they were named, and how columns are to be read: JSON.
  paths TEXT NOT NULL,
  mapping TEXT NOT NULL,
  -- Whether the analyst stopped it. One that was killed says that it runs.
  stopped INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Files of which everything is in the case, as they were when they were read.
CREATE TABLE import_run_files (
  run INTEGER NOT NULL REFERENCES import_runs (key) ON DELETE CASCADE,
  path TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  -- Milliseconds since 1970.
  modified_at INTEGER NOT NULL,
  imported INTEGER NOT NULL,
  duplicates INTEGER NOT NULL,
  versions INTEGER NOT NULL,
  -- What of it failed and why, as JSON; empty where nothing did.
  failed TEXT NOT NULL,
  PRIMARY KEY (run, path)
) STRICT, WITHOUT ROWID;

-- The text version that cue words stand in, where that is not the one of their claim's first span.
ALTER TABLE hops ADD COLUMN cue_version INTEGER;
CREATE INDEX hops_by_cue_version ON hops (claim) WHERE cue_version IS NOT NULL;

-- Articles that have a second text: only their marks can stand on another than the one that is read.
CREATE INDEX text_versions_later ON text_versions (article, number) WHERE number > 1;

-- What articles are said not to be copies of: each pair of a distinction. Evidence, by the ledger's object "family".
CREATE TABLE distinctions (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  reason TEXT,
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL
) STRICT;
CREATE TABLE distinct_articles (
  distinction INTEGER NOT NULL REFERENCES distinctions (key) ON DELETE CASCADE,
  article INTEGER NOT NULL REFERENCES articles (key),
  PRIMARY KEY (distinction, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX distinct_articles_by_article ON distinct_articles (article);

-- By what copies of a text are found (app/text/minhash.ts). Derived; a row of another method is made anew.
CREATE TABLE signatures (
  article INTEGER NOT NULL REFERENCES articles (key),
  version INTEGER NOT NULL,
  method INTEGER NOT NULL,
  shingles INTEGER NOT NULL,
  -- 64 numbers of 32 bits, then the samples.
  value BLOB NOT NULL,
  -- Folded names that the text credits, a line each.
  credits TEXT NOT NULL,
  PRIMARY KEY (article, version)
) STRICT, WITHOUT ROWID;

-- Families that are proposed. Derived: the last search made them; what was judged since is left out when they are read.
CREATE TABLE family_proposals (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  origin INTEGER NOT NULL REFERENCES articles (key),
  origin_reason TEXT NOT NULL CHECK (origin_reason IN ('family', 'credited', 'earliest', 'first-in')),
  size INTEGER NOT NULL
) STRICT;
CREATE TABLE family_proposal_members (
  proposal INTEGER NOT NULL REFERENCES family_proposals (key) ON DELETE CASCADE,
  article INTEGER NOT NULL REFERENCES articles (key),
  likeness REAL NOT NULL,
  within_origin REAL NOT NULL,
  of_origin REAL NOT NULL,
  differences INTEGER NOT NULL,
  credits TEXT,
  PRIMARY KEY (proposal, article)
) STRICT, WITHOUT ROWID;
CREATE TABLE family_searches (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  sought_at TEXT NOT NULL,
  -- The newest article that was there.
  last_article INTEGER NOT NULL
) STRICT;
`;
