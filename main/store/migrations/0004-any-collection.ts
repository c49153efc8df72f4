/** Collections of any kind: what lies within a container, and how files are read. */
export const sql = `
-- The path within its file of what an article was made from: a file in an archive, a message of a mailbox.
ALTER TABLE text_versions ADD COLUMN member TEXT;

-- How files are read, as JSON: columns, encoding, what names of files say.
ALTER TABLE import_runs RENAME COLUMN mapping TO reading;
UPDATE import_runs SET reading = json_object('mapping', json(reading)) WHERE reading <> '{}';

-- Which articles came from a file, or from a member of one: searches ask for it.
CREATE INDEX text_versions_by_file ON text_versions (file, member, article);

-- Import drafts: what an import would do, kept until it is imported or left. No evidence.
CREATE TABLE import_drafts (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  analyst TEXT NOT NULL,
  device TEXT NOT NULL,
  begun_at TEXT NOT NULL,
  -- As they were named, and how files are to be read: JSON.
  paths TEXT NOT NULL,
  reading TEXT NOT NULL,
  -- Whether all files were seen.
  whole INTEGER NOT NULL DEFAULT 0,
  -- Whether it was left; the last one can be brought back.
  is_left INTEGER NOT NULL DEFAULT 0,
  -- The ledger's entry up to which is known what would become of its items.
  judged INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE import_draft_files (
  key INTEGER PRIMARY KEY,
  draft INTEGER NOT NULL REFERENCES import_drafts (key) ON DELETE CASCADE,
  path TEXT NOT NULL,
  -- Folded, for filters.
  path_key TEXT NOT NULL,
  folder TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  -- Milliseconds since 1970.
  modified_at INTEGER NOT NULL,
  -- How this one is read, as JSON; null: as its draft says.
  reading TEXT,
  -- Whether all of it was seen.
  ended INTEGER NOT NULL DEFAULT 0
) STRICT;
-- A file that is read again stands beside what was known of it until it has ended.
CREATE INDEX import_draft_files_by_path ON import_draft_files (draft, path);

CREATE TABLE import_draft_items (
  key INTEGER PRIMARY KEY,
  draft INTEGER NOT NULL REFERENCES import_drafts (key) ON DELETE CASCADE,
  file INTEGER NOT NULL REFERENCES import_draft_files (key) ON DELETE CASCADE,
  member TEXT,
  line INTEGER,
  state TEXT NOT NULL
    CHECK (state IN ('new', 'duplicate', 'version', 'unreadable', 'needs-mapping', 'changed')),
  left_out INTEGER NOT NULL DEFAULT 0,
  -- As it would come in.
  title TEXT NOT NULL,
  outlet TEXT,
  author TEXT,
  published_at TEXT,
  language TEXT,
  title_key TEXT NOT NULL,
  outlet_key TEXT,
  author_key TEXT,
  published_key TEXT,
  -- Paths of tags as JSON; empty where there are none.
  tags TEXT NOT NULL DEFAULT '',
  -- The fields that were corrected, a bit each, and what was read of those.
  corrected INTEGER NOT NULL DEFAULT 0,
  stated_title TEXT,
  stated_outlet TEXT,
  stated_author TEXT,
  stated_published_at TEXT,
  stated_language TEXT,
  chars INTEGER NOT NULL,
  -- Hashes of original and text, what makes a duplicate, and what makes a version; null where nothing could be read.
  original BLOB,
  text_sha256 BLOB,
  identity BLOB,
  place TEXT,
  -- What it is a duplicate or a new text of: an article, or another item.
  article INTEGER,
  twin INTEGER,
  code TEXT,
  -- Whether the import of this draft that is under way could not take it.
  failed INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX import_draft_items_by_state ON import_draft_items (draft, state, article, left_out);
CREATE INDEX import_draft_items_by_title ON import_draft_items (draft, title_key);
CREATE INDEX import_draft_items_by_outlet ON import_draft_items (draft, outlet_key);
CREATE INDEX import_draft_items_by_published ON import_draft_items (draft, published_key);
CREATE INDEX import_draft_items_corrected ON import_draft_items (draft) WHERE corrected > 0;
CREATE INDEX import_draft_items_by_identity ON import_draft_items (draft, identity, left_out);
CREATE INDEX import_draft_items_by_place ON import_draft_items (draft, place) WHERE place IS NOT NULL;
CREATE INDEX import_draft_items_by_file ON import_draft_items (file, identity);

-- What is shown of an item and nothing is sought or sorted by.
CREATE TABLE import_draft_details (
  item INTEGER PRIMARY KEY REFERENCES import_draft_items (key) ON DELETE CASCADE,
  url TEXT,
  excerpt TEXT NOT NULL,
  message TEXT
) STRICT;

-- Edits of a draft, so that each can be undone: which fields (a bit each), and the values before (0) and after (1).
CREATE TABLE import_draft_steps (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  draft INTEGER NOT NULL REFERENCES import_drafts (key) ON DELETE CASCADE,
  fields INTEGER NOT NULL,
  undone INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX import_draft_steps_by_draft ON import_draft_steps (draft);

CREATE TABLE import_draft_step_items (
  step INTEGER NOT NULL REFERENCES import_draft_steps (key) ON DELETE CASCADE,
  side INTEGER NOT NULL,
  item INTEGER NOT NULL REFERENCES import_draft_items (key) ON DELETE CASCADE,
  left_out INTEGER,
  title TEXT,
  outlet TEXT,
  author TEXT,
  published_at TEXT,
  language TEXT,
  tags TEXT,
  corrected INTEGER,
  stated_title TEXT,
  stated_outlet TEXT,
  stated_author TEXT,
  stated_published_at TEXT,
  stated_language TEXT,
  PRIMARY KEY (step, side, item)
) STRICT, WITHOUT ROWID;
CREATE INDEX import_draft_step_items_by_item ON import_draft_step_items (item);

-- The draft that an import brings in.
ALTER TABLE import_runs ADD COLUMN draft INTEGER REFERENCES import_drafts (key) ON DELETE SET NULL;
CREATE INDEX import_runs_by_draft ON import_runs (draft) WHERE draft IS NOT NULL;

-- Folders that are watched, each for one workstation. No evidence.
CREATE TABLE watched_folders (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  device TEXT NOT NULL,
  analyst TEXT NOT NULL,
  since TEXT NOT NULL,
  path TEXT NOT NULL,
  -- How files are to be read: JSON.
  reading TEXT NOT NULL,
  -- Whether it is watched no longer; it can be watched again.
  is_left INTEGER NOT NULL DEFAULT 0,
  UNIQUE (device, path)
) STRICT;
-- The folder that a draft is of: it has what arrived, not all that lies there.
ALTER TABLE import_drafts ADD COLUMN watched INTEGER REFERENCES watched_folders (key) ON DELETE SET NULL;
CREATE INDEX import_drafts_by_watched ON import_drafts (watched) WHERE watched IS NOT NULL;

-- The files of a folder that were proposed, or that the case had, as they were then.
CREATE TABLE watched_files (
  folder INTEGER NOT NULL REFERENCES watched_folders (key) ON DELETE CASCADE,
  path TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  -- Milliseconds since 1970.
  modified_at INTEGER NOT NULL,
  PRIMARY KEY (folder, path)
) STRICT, WITHOUT ROWID;

-- What imports could not read, once a place and content; listed until the place is read. No evidence.
CREATE TABLE unreadable_files (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  path TEXT NOT NULL,
  -- The path within the file of a member, the line of a record.
  member TEXT,
  line INTEGER,
  -- Path and member folded, for filters.
  path_key TEXT NOT NULL,
  reason TEXT NOT NULL,
  code TEXT NOT NULL,
  message TEXT NOT NULL,
  -- How it was read, as JSON.
  reading TEXT NOT NULL,
  -- Of the file: its size, its hash where its bytes were looked at, and its original where it is kept.
  bytes INTEGER NOT NULL,
  sha256 BLOB,
  original INTEGER REFERENCES originals (key),
  -- Whether its bytes are still to be looked at.
  pending INTEGER NOT NULL,
  noted_at TEXT NOT NULL,
  -- The import that could not read it, and the one that read the place since.
  act TEXT NOT NULL,
  read_by TEXT,
  analyst TEXT NOT NULL,
  left_aside INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX unreadable_files_by_path ON unreadable_files (path);
CREATE INDEX unreadable_files_pending ON unreadable_files (act) WHERE pending = 1;

-- The index gathers words of a whole batch before it writes: an eighth less work, 16 MB of memory while it lasts.
INSERT INTO article_words (article_words, rank) VALUES ('hashsize', 16777216);
-- What was written is merged in small pieces between batches (mergeWords of search-index.ts), and not within them.
INSERT INTO article_words (article_words, rank) VALUES ('automerge', 0);
`;
