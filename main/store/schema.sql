CREATE TABLE case_info (
  key INTEGER PRIMARY KEY CHECK (key = 1),
  id TEXT NOT NULL,
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL,
  -- The versions of folding and stemming that the search indexes were built with (app/text).
  fold_version INTEGER NOT NULL,
  stem_version INTEGER NOT NULL
) STRICT;

CREATE TABLE scales (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  version TEXT NOT NULL,
  content TEXT NOT NULL,
  UNIQUE (id, version)
) STRICT;

CREATE TABLE packs (
  key INTEGER PRIMARY KEY,
  codec TEXT NOT NULL CHECK (codec IN ('zstd', 'raw')),
  body BLOB NOT NULL
) STRICT;

CREATE TABLE originals (
  key INTEGER PRIMARY KEY,
  sha256 BLOB NOT NULL UNIQUE,
  pack INTEGER NOT NULL REFERENCES packs (key),
  start INTEGER NOT NULL,
  bytes INTEGER NOT NULL
) STRICT;

CREATE TABLE files (
  key INTEGER PRIMARY KEY,
  path TEXT NOT NULL,
  sha256 BLOB NOT NULL,
  UNIQUE (path, sha256)
) STRICT;

CREATE TABLE articles (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  outlet TEXT,
  author TEXT,
  published_at TEXT,
  language TEXT,
  url TEXT,
  state TEXT NOT NULL CHECK (state IN ('unread', 'in-work', 'done')),
  -- What makes a later import of other text a new version of this article: its path, or its record's key or address.
  place TEXT,
  imported_at TEXT NOT NULL,
  -- The number of the version that is read and searched.
  version INTEGER NOT NULL,
  chars INTEGER NOT NULL,
  claims INTEGER NOT NULL DEFAULT 0,
  -- What sorts and what a filter looks into: text folded, numbers padded, dates brought to UTC.
  title_key TEXT NOT NULL,
  outlet_key TEXT,
  author_key TEXT,
  published_key TEXT,
  -- Where reading stopped, a UTF-16 offset: a view setting, no evidence.
  position INTEGER NOT NULL DEFAULT 0,
  -- An undone import: the row stays for redo, and nothing shows it.
  withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1))
) STRICT;

CREATE TABLE text_versions (
  key INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES articles (key),
  number INTEGER NOT NULL,
  text_sha256 BLOB NOT NULL,
  -- Hash of text, outlet, address and date as stated at import: what makes a duplicate.
  identity BLOB NOT NULL,
  original INTEGER NOT NULL REFERENCES originals (key),
  file INTEGER NOT NULL REFERENCES files (key),
  line INTEGER,
  encoding TEXT,
  imported_at TEXT NOT NULL,
  chars INTEGER NOT NULL,
  -- Blocks as gaps and lengths in UTF-16 units: see store/blocks.ts.
  blocks TEXT NOT NULL,
  body BLOB NOT NULL, member TEXT,
  UNIQUE (article, number)
) STRICT;

CREATE VIRTUAL TABLE article_words USING fts5 (
  words, content = '', contentless_delete = 1, tokenize = 'ascii'
);

CREATE TABLE tags (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  parent INTEGER REFERENCES tags (key),
  colour INTEGER NOT NULL,
  description TEXT
) STRICT;

CREATE TABLE article_tags (
  article INTEGER NOT NULL REFERENCES articles (key),
  tag INTEGER NOT NULL REFERENCES tags (key),
  PRIMARY KEY (article, tag)
) STRICT, WITHOUT ROWID;

CREATE TABLE annotations (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  article INTEGER NOT NULL REFERENCES articles (key),
  version INTEGER NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  quote TEXT NOT NULL,
  prefix TEXT NOT NULL,
  suffix TEXT NOT NULL,
  memo TEXT,
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL,
  FOREIGN KEY (article, version) REFERENCES text_versions (article, number)
) STRICT;

CREATE TABLE annotation_tags (
  annotation INTEGER NOT NULL REFERENCES annotations (key) ON DELETE CASCADE,
  tag INTEGER NOT NULL REFERENCES tags (key),
  PRIMARY KEY (annotation, tag)
) STRICT, WITHOUT ROWID;

CREATE TABLE sources (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  -- The first of its names, kept here because every list shows it.
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  kind TEXT NOT NULL
    CHECK (kind IN ('person', 'organisation', 'office', 'outlet', 'account', 'document', 'unnamed')),
  affiliation INTEGER REFERENCES sources (key),
  descriptor TEXT,
  notes TEXT,
  created_at TEXT NOT NULL,
  -- The current general letter; not graded is null.
  reliability TEXT
, country TEXT, language TEXT, affiliation_role TEXT, affiliation_since TEXT, merged_into INTEGER REFERENCES sources (key), root INTEGER REFERENCES sources (key), reliability_clock TEXT, claims INTEGER NOT NULL DEFAULT 0, origins INTEGER NOT NULL DEFAULT 0, last_used TEXT) STRICT;

CREATE TABLE source_names (
  source INTEGER NOT NULL REFERENCES sources (key) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  text TEXT NOT NULL,
  language TEXT,
  folded TEXT NOT NULL,
  PRIMARY KEY (source, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE claims (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  -- Of the first span.
  article INTEGER NOT NULL REFERENCES articles (key),
  start INTEGER NOT NULL,
  statement TEXT,
  event_date TEXT,
  memo TEXT,
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL,
  -- What follows is derived from spans, hops and assessments, for lists.
  updated_at TEXT NOT NULL,
  statement_key TEXT NOT NULL,
  origin INTEGER REFERENCES sources (key),
  reliability TEXT,
  credibility TEXT,
  -- Bit 1: the letter stands without a reason. Bit 2: the digit does.
  without_reason INTEGER NOT NULL DEFAULT 0
, reliability_clock TEXT, credibility_clock TEXT, reliability_by TEXT, credibility_by TEXT, look INTEGER NOT NULL DEFAULT 0, fared INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE TABLE claim_spans (
  claim INTEGER NOT NULL REFERENCES claims (key) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  article INTEGER NOT NULL,
  version INTEGER NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  quote TEXT NOT NULL,
  prefix TEXT NOT NULL,
  suffix TEXT NOT NULL,
  PRIMARY KEY (claim, position),
  FOREIGN KEY (article, version) REFERENCES text_versions (article, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE hops (
  claim INTEGER NOT NULL REFERENCES claims (key) ON DELETE CASCADE,
  chain INTEGER NOT NULL DEFAULT 0,
  position INTEGER NOT NULL,
  source INTEGER REFERENCES sources (key),
  mode TEXT CHECK (mode IN ('direct-quote', 'paraphrase', 'own-reporting')),
  basis TEXT CHECK (basis IN ('witnessed', 'told', 'deduced', 'induced', 'unknown')),
  cue_start INTEGER,
  cue_end INTEGER,
  cue_quote TEXT,
  descriptor TEXT, cue_version INTEGER,
  PRIMARY KEY (claim, chain, position),
  CHECK (source IS NOT NULL OR descriptor IS NOT NULL)
) STRICT, WITHOUT ROWID;

CREATE TABLE claim_tags (
  claim INTEGER NOT NULL REFERENCES claims (key) ON DELETE CASCADE,
  tag INTEGER NOT NULL REFERENCES tags (key),
  PRIMARY KEY (claim, tag)
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE claim_words USING fts5 (
  statement, quote, memo, content = '', contentless_delete = 1, tokenize = 'ascii'
);

CREATE TABLE assessments (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  axis TEXT NOT NULL CHECK (axis IN ('reliability', 'credibility')),
  value TEXT,
  scope TEXT NOT NULL CHECK (scope IN ('general', 'topic', 'claim')),
  topic TEXT,
  source INTEGER REFERENCES sources (key),
  claim INTEGER REFERENCES claims (key),
  reason TEXT,
  insisted TEXT CHECK (insisted IN ('one-origin')),
  scale TEXT NOT NULL,
  scale_version TEXT NOT NULL,
  analyst TEXT NOT NULL,
  initials TEXT NOT NULL,
  -- The ledger's clock: orders assessments, and gives their time.
  clock TEXT NOT NULL, reason_code TEXT, evidence TEXT NOT NULL DEFAULT '[]', blind INTEGER NOT NULL DEFAULT 0,
  CHECK (source IS NOT NULL OR claim IS NOT NULL)
) STRICT;

CREATE TABLE questions (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  text TEXT NOT NULL,
  note TEXT,
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL
, state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'settled')), answer TEXT, text_key TEXT NOT NULL DEFAULT '') STRICT;

CREATE TABLE drafts (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  article INTEGER NOT NULL REFERENCES articles (key),
  claim TEXT,
  content TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;

CREATE TABLE ledger_entries (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  clock TEXT NOT NULL,
  analyst TEXT NOT NULL,
  initials TEXT NOT NULL,
  device TEXT NOT NULL,
  act TEXT NOT NULL,
  verb TEXT NOT NULL,
  about TEXT,
  changes TEXT NOT NULL,
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL
, note TEXT) STRICT;

CREATE TABLE acts (
  key INTEGER PRIMARY KEY,
  act TEXT NOT NULL UNIQUE,
  analyst TEXT NOT NULL,
  verb TEXT NOT NULL,
  first_seq INTEGER NOT NULL,
  last_seq INTEGER NOT NULL,
  -- The entry that undid it; null while it stands.
  undone_by INTEGER,
  -- What history shows of it, as JSON: counts, first objects, short fields.
  summary TEXT NOT NULL
) STRICT;

CREATE TABLE ledger_objects (
  object TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (object, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE source_posts (
  source INTEGER NOT NULL REFERENCES sources (key) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  affiliation INTEGER NOT NULL REFERENCES sources (key),
  role TEXT,
  since TEXT,
  until TEXT,
  PRIMARY KEY (source, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE source_links (
  source INTEGER NOT NULL REFERENCES sources (key) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  label TEXT,
  url TEXT NOT NULL,
  PRIMARY KEY (source, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE source_distinctions (
  source INTEGER NOT NULL REFERENCES sources (key) ON DELETE CASCADE,
  other TEXT NOT NULL,
  PRIMARY KEY (source, other)
) STRICT, WITHOUT ROWID;

CREATE TABLE slots (
  claim INTEGER NOT NULL REFERENCES claims (key) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('event', 'place', 'date', 'actor', 'target', 'count', 'outcome')),
  -- As the analyst put it; what follows is what the text was read as.
  text TEXT NOT NULL,
  number REAL,
  bound TEXT CHECK (bound IN ('exact', 'at-least', 'at-most', 'about')),
  unit TEXT,
  date TEXT,
  source INTEGER REFERENCES sources (key),
  PRIMARY KEY (claim, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE relations (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('corroborates', 'contradicts', 'repeats', 'updates', 'narrows')),
  from_claim INTEGER NOT NULL REFERENCES claims (key),
  to_claim INTEGER NOT NULL REFERENCES claims (key),
  note TEXT,
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL,
  -- The ledger's clock: what arrived after a grade has it looked at again.
  clock TEXT NOT NULL,
  UNIQUE (from_claim, to_claim, kind),
  CHECK (from_claim <> to_claim)
) STRICT;

CREATE TABLE question_claims (
  question INTEGER NOT NULL REFERENCES questions (key),
  claim INTEGER NOT NULL REFERENCES claims (key) ON DELETE CASCADE,
  PRIMARY KEY (question, claim)
) STRICT, WITHOUT ROWID;

CREATE TABLE families (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  origin INTEGER NOT NULL REFERENCES articles (key),
  reason TEXT,
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL
) STRICT;

CREATE TABLE family_members (
  article INTEGER PRIMARY KEY REFERENCES articles (key),
  family INTEGER NOT NULL REFERENCES families (key) ON DELETE CASCADE
) STRICT;

CREATE TABLE views (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  page TEXT NOT NULL,
  name TEXT NOT NULL,
  content TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  UNIQUE (page, name)
) STRICT;

CREATE TABLE import_runs (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  act TEXT NOT NULL,
  analyst TEXT NOT NULL,
  device TEXT NOT NULL,
  started_at TEXT NOT NULL,
  -- As they were named, and how columns are to be read: JSON.
  paths TEXT NOT NULL,
  reading TEXT NOT NULL,
  -- Whether the analyst stopped it. One that was killed says that it runs.
  stopped INTEGER NOT NULL DEFAULT 0
, draft INTEGER REFERENCES import_drafts (key) ON DELETE SET NULL) STRICT;

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
, watched INTEGER REFERENCES watched_folders (key) ON DELETE SET NULL) STRICT;

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

CREATE TABLE import_draft_details (
  item INTEGER PRIMARY KEY REFERENCES import_draft_items (key) ON DELETE CASCADE,
  url TEXT,
  excerpt TEXT NOT NULL,
  message TEXT
) STRICT;

CREATE TABLE import_draft_steps (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  draft INTEGER NOT NULL REFERENCES import_drafts (key) ON DELETE CASCADE,
  fields INTEGER NOT NULL,
  undone INTEGER NOT NULL DEFAULT 0
) STRICT;

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

CREATE TABLE watched_files (
  folder INTEGER NOT NULL REFERENCES watched_folders (key) ON DELETE CASCADE,
  path TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  -- Milliseconds since 1970.
  modified_at INTEGER NOT NULL,
  PRIMARY KEY (folder, path)
) STRICT, WITHOUT ROWID;

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

CREATE INDEX articles_by_published ON articles (published_key) WHERE withdrawn = 0;

CREATE INDEX articles_by_facet ON articles (state, language, outlet) WHERE withdrawn = 0;

CREATE INDEX articles_by_place ON articles (place) WHERE place IS NOT NULL;

CREATE INDEX text_versions_by_identity ON text_versions (identity);

CREATE UNIQUE INDEX tags_by_name ON tags (ifnull(parent, 0), name);

CREATE INDEX tags_by_parent ON tags (parent);

CREATE INDEX article_tags_by_tag ON article_tags (tag);

CREATE INDEX annotations_by_article ON annotations (article, version);

CREATE INDEX annotation_tags_by_tag ON annotation_tags (tag);

CREATE INDEX sources_by_name ON sources (name_key);

CREATE INDEX sources_by_affiliation ON sources (affiliation);

CREATE INDEX source_names_by_text ON source_names (text);

CREATE INDEX source_names_by_folded ON source_names (folded);

CREATE INDEX claims_by_article ON claims (article, start);

CREATE INDEX claim_spans_by_article ON claim_spans (article, version);

CREATE INDEX hops_by_source ON hops (source);

CREATE INDEX claim_tags_by_tag ON claim_tags (tag);

CREATE INDEX assessments_by_claim ON assessments (claim, axis, clock);

CREATE INDEX assessments_by_source ON assessments (source, scope, clock);

CREATE INDEX drafts_by_article ON drafts (article);

CREATE TRIGGER ledger_entries_are_final BEFORE UPDATE ON ledger_entries
BEGIN SELECT raise(ABORT, 'ledger entries are final'); END;

CREATE TRIGGER ledger_entries_stay BEFORE DELETE ON ledger_entries
BEGIN SELECT raise(ABORT, 'ledger entries are final'); END;

CREATE INDEX acts_standing ON acts (analyst, last_seq) WHERE undone_by IS NULL AND verb NOT IN ('undo', 'redo');

CREATE INDEX acts_undone ON acts (analyst, undone_by) WHERE undone_by IS NOT NULL;

CREATE INDEX acts_by_entry ON acts (last_seq);

CREATE INDEX sources_by_root ON sources (root);

CREATE INDEX sources_by_merge ON sources (merged_into) WHERE merged_into IS NOT NULL;

CREATE INDEX source_posts_by_affiliation ON source_posts (affiliation);

CREATE INDEX claims_by_origin ON claims (origin, credibility, reliability, fared, reliability_clock);

CREATE INDEX slots_by_source ON slots (source) WHERE source IS NOT NULL;

CREATE INDEX relations_by_target ON relations (to_claim);

CREATE INDEX question_claims_by_claim ON question_claims (claim);

CREATE INDEX families_by_origin ON families (origin);

CREATE INDEX family_members_by_family ON family_members (family);

CREATE INDEX hops_by_cue_version ON hops (claim) WHERE cue_version IS NOT NULL;

CREATE INDEX text_versions_later ON text_versions (article, number) WHERE number > 1;

CREATE INDEX distinct_articles_by_article ON distinct_articles (article);

CREATE INDEX text_versions_by_file ON text_versions (file, member, article);

CREATE INDEX import_draft_files_by_path ON import_draft_files (draft, path);

CREATE INDEX import_draft_items_by_state ON import_draft_items (draft, state, article, left_out);

CREATE INDEX import_draft_items_by_title ON import_draft_items (draft, title_key);

CREATE INDEX import_draft_items_by_outlet ON import_draft_items (draft, outlet_key);

CREATE INDEX import_draft_items_by_published ON import_draft_items (draft, published_key);

CREATE INDEX import_draft_items_corrected ON import_draft_items (draft) WHERE corrected > 0;

CREATE INDEX import_draft_items_by_identity ON import_draft_items (draft, identity, left_out);

CREATE INDEX import_draft_items_by_place ON import_draft_items (draft, place) WHERE place IS NOT NULL;

CREATE INDEX import_draft_items_by_file ON import_draft_items (file, identity);

CREATE INDEX import_draft_steps_by_draft ON import_draft_steps (draft);

CREATE INDEX import_draft_step_items_by_item ON import_draft_step_items (item);

CREATE INDEX import_runs_by_draft ON import_runs (draft) WHERE draft IS NOT NULL;

CREATE INDEX import_drafts_by_watched ON import_drafts (watched) WHERE watched IS NOT NULL;

CREATE INDEX unreadable_files_by_path ON unreadable_files (path);

CREATE INDEX unreadable_files_pending ON unreadable_files (act) WHERE pending = 1;
