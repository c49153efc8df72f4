/**
 * Sources that are merged and split, chains to several origins, slots, relations, questions, families, and the facts by
 * which grades are dated. No procedure wrote relations, questions, slots or families before this migration.
 */
export const sql = `
DROP TABLE slots;
DROP TABLE relations;
DROP TABLE families;
DROP TABLE family_members;

ALTER TABLE sources ADD COLUMN country TEXT;
ALTER TABLE sources ADD COLUMN language TEXT;
-- The present post at the affiliation, and since when; former ones are rows of their own.
ALTER TABLE sources ADD COLUMN affiliation_role TEXT;
ALTER TABLE sources ADD COLUMN affiliation_since TEXT;
-- A source found to be another one: its claims stay as they were attributed, and are read as the other's.
ALTER TABLE sources ADD COLUMN merged_into INTEGER REFERENCES sources (key);
-- Derived: the source that this one is read as, at the end of the merges; itself where it is merged into none.
ALTER TABLE sources ADD COLUMN root INTEGER REFERENCES sources (key);
-- Derived: when the current general letter was given, on the ledger's clock.
ALTER TABLE sources ADD COLUMN reliability_clock TEXT;
UPDATE sources SET root = key;
UPDATE sources SET reliability_clock = (SELECT g.clock FROM assessments g
  WHERE g.source = sources.key AND g.scope = 'general' ORDER BY g.clock DESC, g.key DESC LIMIT 1)
  WHERE reliability IS NOT NULL;
-- Derived: claims that name it at any hop, those whose last hop it is, and when the newest of them was recorded; with
-- what was merged into it. Kept where it is read: nothing is counted with a source that is read as another.
ALTER TABLE sources ADD COLUMN claims INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sources ADD COLUMN origins INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sources ADD COLUMN last_used TEXT;
UPDATE sources SET claims = n.claims, last_used = n.last_used
  FROM (SELECT h.source, count(DISTINCT h.claim) AS claims, max(c.created_at) AS last_used
    FROM hops h JOIN claims c ON c.key = h.claim GROUP BY h.source) n WHERE n.source = sources.key;
UPDATE sources SET origins = (SELECT count(*) FROM claims c WHERE c.origin = sources.key);
CREATE INDEX sources_by_root ON sources (root);
CREATE INDEX sources_by_merge ON sources (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE source_posts (
  source INTEGER NOT NULL REFERENCES sources (key) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  affiliation INTEGER NOT NULL REFERENCES sources (key),
  role TEXT,
  since TEXT,
  until TEXT,
  PRIMARY KEY (source, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX source_posts_by_affiliation ON source_posts (affiliation);

CREATE TABLE source_links (
  source INTEGER NOT NULL REFERENCES sources (key) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  label TEXT,
  url TEXT NOT NULL,
  PRIMARY KEY (source, position)
) STRICT, WITHOUT ROWID;

-- Pairs of which an analyst said that they are two, in spite of their names; kept with one of the two.
CREATE TABLE source_distinctions (
  source INTEGER NOT NULL REFERENCES sources (key) ON DELETE CASCADE,
  other TEXT NOT NULL,
  PRIMARY KEY (source, other)
) STRICT, WITHOUT ROWID;

ALTER TABLE assessments ADD COLUMN reason_code TEXT;
-- What the grade rests on, as JSON: claims and articles by id.
ALTER TABLE assessments ADD COLUMN evidence TEXT NOT NULL DEFAULT '[]';
-- Whether it was given in a blind run.
ALTER TABLE assessments ADD COLUMN blind INTEGER NOT NULL DEFAULT 0;

-- Derived, as the grades are: when each was given on the ledger's clock, and by whom.
ALTER TABLE claims ADD COLUMN reliability_clock TEXT;
ALTER TABLE claims ADD COLUMN credibility_clock TEXT;
ALTER TABLE claims ADD COLUMN reliability_by TEXT;
ALTER TABLE claims ADD COLUMN credibility_by TEXT;
-- Derived: why it needs another look. Bit 1: a contradiction arrived since its digit was given. Bit 2: a new origin did.
ALTER TABLE claims ADD COLUMN look INTEGER NOT NULL DEFAULT 0;
UPDATE claims SET
  reliability_clock = (SELECT g.clock FROM assessments g WHERE g.claim = claims.key AND g.axis = 'reliability'
    AND g.value IS NOT NULL ORDER BY g.clock DESC, g.key DESC LIMIT 1),
  credibility_clock = (SELECT g.clock FROM assessments g WHERE g.claim = claims.key AND g.axis = 'credibility'
    AND g.value IS NOT NULL ORDER BY g.clock DESC, g.key DESC LIMIT 1),
  reliability_by = (SELECT g.analyst FROM assessments g WHERE g.claim = claims.key AND g.axis = 'reliability'
    AND g.value IS NOT NULL ORDER BY g.clock DESC, g.key DESC LIMIT 1),
  credibility_by = (SELECT g.analyst FROM assessments g WHERE g.claim = claims.key AND g.axis = 'credibility'
    AND g.value IS NOT NULL ORDER BY g.clock DESC, g.key DESC LIMIT 1);
UPDATE claims SET reliability_clock = NULL, reliability_by = NULL WHERE reliability IS NULL;
UPDATE claims SET credibility_clock = NULL, credibility_by = NULL WHERE credibility IS NULL;
-- Derived from relations: how it fared. Bit 1: contradicted. Bit 2: corroborated. Bit 4: updated by a later one.
ALTER TABLE claims ADD COLUMN fared INTEGER NOT NULL DEFAULT 0;
-- All that a source's track record counts lies in it, in the order in which it is counted.
DROP INDEX claims_by_origin;
CREATE INDEX claims_by_origin ON claims (origin, credibility, reliability, fared, reliability_clock);

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
CREATE INDEX slots_by_source ON slots (source) WHERE source IS NOT NULL;

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
CREATE INDEX relations_by_target ON relations (to_claim);

DROP TABLE question_claims;
-- The questions of a claim are part of it; a question that still has claims is not removed.
CREATE TABLE question_claims (
  question INTEGER NOT NULL REFERENCES questions (key),
  claim INTEGER NOT NULL REFERENCES claims (key) ON DELETE CASCADE,
  PRIMARY KEY (question, claim)
) STRICT, WITHOUT ROWID;
CREATE INDEX question_claims_by_claim ON question_claims (claim);

ALTER TABLE questions ADD COLUMN state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'settled'));
ALTER TABLE questions ADD COLUMN answer TEXT;
ALTER TABLE questions ADD COLUMN text_key TEXT NOT NULL DEFAULT '';

-- Articles that are copies of one text; each article is in at most one family.
CREATE TABLE families (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  origin INTEGER NOT NULL REFERENCES articles (key),
  reason TEXT,
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL
) STRICT;
CREATE INDEX families_by_origin ON families (origin);

CREATE TABLE family_members (
  article INTEGER PRIMARY KEY REFERENCES articles (key),
  family INTEGER NOT NULL REFERENCES families (key) ON DELETE CASCADE
) STRICT;
CREATE INDEX family_members_by_family ON family_members (family);

-- Why the act was done, where its doer said so for all of it.
ALTER TABLE ledger_entries ADD COLUMN note TEXT;
-- Columns, order, filters and grouping of a table under a name: no evidence, no ledger entry.
CREATE TABLE views (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  page TEXT NOT NULL,
  name TEXT NOT NULL,
  content TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  UNIQUE (page, name)
) STRICT;
`;
