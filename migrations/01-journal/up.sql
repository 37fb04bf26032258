-- The truth: an append-only journal. One row an operation, one row a change of it. docs/journal.md says what each
-- field means and how the digests are made; nothing here is ever updated, except by a redaction.

CREATE TABLE operation (
  number      INTEGER PRIMARY KEY,                              -- the N of oN, in order of arrival
  key         TEXT    NOT NULL UNIQUE,                          -- REPLICA.SEQ. and 16 hex digits of the digest
  version     INTEGER NOT NULL CHECK (version > 0),
  replica     TEXT    NOT NULL,
  seq         INTEGER NOT NULL CHECK (seq > 0),
  clock       INTEGER NOT NULL,                                 -- 48 bits of UTC milliseconds, 16 of counter
  seen        TEXT    NOT NULL CHECK (json_valid(seen)),        -- JSON list of keys
  previous    BLOB    CHECK (length(previous) = 32),
  author      TEXT,
  via         TEXT,
  recorded_at INTEGER NOT NULL CHECK (recorded_at >= 0),        -- UTC milliseconds
  command     TEXT    NOT NULL,
  batch       TEXT,
  digest      BLOB    NOT NULL CHECK (length(digest) = 32),
  received_at INTEGER NOT NULL CHECK (received_at >= 0),        -- UTC milliseconds; outside the digest, never leaves the file
  taken_in    INTEGER NOT NULL CHECK (taken_in IN (0, 1))       -- it came by import or sync; likewise
) STRICT;

CREATE INDEX operation_clock ON operation (clock);
CREATE INDEX operation_batch ON operation (batch) WHERE batch IS NOT NULL;
CREATE INDEX operation_taken_in ON operation (replica) WHERE taken_in = 1;

CREATE TABLE change (
  operation INTEGER NOT NULL,                                   -- its operation's number
  n         INTEGER NOT NULL CHECK (n >= 0),                    -- from 1; the reason is 0
  of        TEXT,                                               -- a record's id, another operation's key, or null: this operation
  kind      TEXT,                                               -- the record's kind
  patch     TEXT,                                               -- flat JSON object, the text that was hashed
  salt      BLOB    CHECK (length(salt) = 16),
  digest    BLOB    NOT NULL CHECK (length(digest) = 32)
) STRICT;

CREATE UNIQUE INDEX change_operation ON change (operation, n);
CREATE INDEX change_of ON change (of, operation) WHERE of IS NOT NULL;

-- What is true of this file alone, outside the journal.
CREATE TABLE setting (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
