-- The readings: what the journal says, one row a record. They follow from the journal alone and are rebuilt from it
-- at any time. Rules over several records are kept when a command writes, never by a constraint here.

CREATE TABLE record (
  number        INTEGER PRIMARY KEY,                            -- in the order in which they came; the row in words
  id            TEXT    NOT NULL UNIQUE,
  kind          TEXT    NOT NULL,
  slug          TEXT,
  story         TEXT,
  visibility    TEXT    NOT NULL,
  embargo_until INTEGER,                                        -- UTC milliseconds
  removed       INTEGER NOT NULL CHECK (removed IN (0, 1)),
  open          INTEGER NOT NULL CHECK (open IN (0, 1)),
  status        TEXT,
  earliest      INTEGER,                                        -- days since 1970-01-01, inclusive; open ends are ±99999999
  latest        INTEGER,
  first_change  INTEGER NOT NULL,                               -- UTC milliseconds
  last_change   INTEGER NOT NULL,
  sort          BLOB    NOT NULL,                               -- timeline order
  document      TEXT    NOT NULL,                               -- the record as the timeline document writes it
  CHECK ((earliest IS NULL) = (latest IS NULL)),
  CHECK (earliest <= latest)
) STRICT;

CREATE INDEX record_sort ON record (sort) WHERE removed = 0;
-- Of all but statements this says whether they go out, too, and the rows are not read for it. (With removed in it:
-- else SQLite would look that up in the row.)
CREATE INDEX record_kind ON record (kind, sort, visibility, embargo_until, story, removed) WHERE removed = 0;
CREATE INDEX record_removed ON record (kind, sort) WHERE removed = 1;
CREATE INDEX record_earliest ON record (earliest, latest, sort, kind, story) WHERE open = 1 AND removed = 0;
CREATE INDEX record_latest ON record (latest, earliest, sort, kind, story) WHERE open = 1 AND removed = 0;
CREATE INDEX record_embargo ON record (embargo_until, sort) WHERE embargo_until IS NOT NULL AND removed = 0;
CREATE INDEX record_slug ON record (slug) WHERE slug IS NOT NULL AND removed = 0;
CREATE INDEX record_entry ON record (id) WHERE kind IN ('event', 'statement', 'question', 'note');

-- Every reference: the verb of a link, else the name of the field.
CREATE TABLE edge (
  record TEXT NOT NULL,
  verb   TEXT NOT NULL,
  target TEXT NOT NULL,
  PRIMARY KEY (record, verb, target)
) STRICT, WITHOUT ROWID;

CREATE INDEX edge_target ON edge (target, verb);

-- The names that reach a record, folded: without case, diacritics and typographic signs.
CREATE TABLE name (
  folded TEXT NOT NULL,
  kind   TEXT NOT NULL,
  record TEXT NOT NULL,
  PRIMARY KEY (folded, kind, record)
) STRICT, WITHOUT ROWID;

CREATE INDEX name_record ON name (record);

-- The words that stand in a record: cut and folded by the program, one space between them. Without a copy of the texts.
CREATE VIRTUAL TABLE words USING fts5 (title, body, who, topics, content = '', contentless_delete = 1, tokenize = 'ascii');

-- Each place in which a word stands there.
CREATE VIRTUAL TABLE word USING fts5vocab (words, instance);

-- The operations that no other one in this file has seen, as `seen` or as its predecessor.
CREATE TABLE head (
  key TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
