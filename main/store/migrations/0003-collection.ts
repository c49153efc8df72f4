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
`;
