-- For people who query the file themselves; docs/tables.md names every column. A date stands as FIELD_edtf,
-- FIELD_words, FIELD_earliest and FIELD_latest (an entry's own date without FIELD), its days as YYYY-MM-DD, open ends
-- as null. Internal and embargoed records are in: their columns say so. Lists are put in order in a subquery, because
-- an older sqlite3 shell (before 3.44) cannot order inside an aggregate, and could then read nothing of the file at all.

CREATE VIEW events AS SELECT
  id, slug, story, visibility, document ->> '$.embargo_until' AS embargo_until,
  document ->> '$.type' AS type, document ->> '$.title' AS title, document ->> '$.text' AS text,
  document ->> '$.when.edtf' AS edtf, document ->> '$.when.words' AS words,
  document ->> '$.when.earliest' AS earliest, document ->> '$.when.latest' AS latest,
  document ->> '$.place' AS place,
  (SELECT group_concat(word, ', ') FROM (
     SELECT coalesce(a.document ->> '$.name', p.value ->> '$.actor') AS word
     FROM json_each(record.document, '$.participants') p LEFT JOIN record a ON a.id = p.value ->> '$.actor'
     ORDER BY p.key)) AS participants,
  status, document ->> '$.certainty' AS certainty, document ->> '$.standing' AS standing,
  document ->> '$.outcome' AS outcome,
  document ->> '$.check_on.edtf' AS check_on_edtf, document ->> '$.check_on.words' AS check_on_words,
  document ->> '$.check_on.earliest' AS check_on_earliest, document ->> '$.check_on.latest' AS check_on_latest,
  document ->> '$.check_every' AS check_every,
  (SELECT group_concat(word, ', ') FROM (SELECT value AS word FROM json_each(record.document, '$.topics') ORDER BY key)) AS topics,
  open AS is_open,
  strftime('%Y-%m-%dT%H:%M:%fZ', first_change / 1000.0, 'unixepoch') AS first_recorded,
  strftime('%Y-%m-%dT%H:%M:%fZ', last_change / 1000.0, 'unixepoch') AS last_changed
FROM record WHERE kind = 'event' AND removed = 0 ORDER BY sort;

CREATE VIEW statements AS SELECT
  id, slug, story, visibility, document ->> '$.embargo_until' AS embargo_until,
  (SELECT group_concat(word, ', ') FROM (
     SELECT coalesce(a.document ->> '$.name', s.value) AS word
     FROM json_each(record.document, '$.speakers') s LEFT JOIN record a ON a.id = s.value
     ORDER BY s.key)) AS speakers,
  document ->> '$.attribution' AS attribution, document ->> '$.form' AS form, document ->> '$.text' AS text,
  document ->> '$.original.text' AS original_text, document ->> '$.original.language' AS original_language,
  document ->> '$.when.edtf' AS edtf, document ->> '$.when.words' AS words,
  document ->> '$.when.earliest' AS earliest, document ->> '$.when.latest' AS latest,
  document ->> '$.venue' AS venue, document ->> '$.terms' AS terms, document ->> '$.stance' AS stance,
  document ->> '$.standing' AS standing,
  (SELECT group_concat(word, ', ') FROM (SELECT value AS word FROM json_each(record.document, '$.topics') ORDER BY key)) AS topics,
  strftime('%Y-%m-%dT%H:%M:%fZ', first_change / 1000.0, 'unixepoch') AS first_recorded,
  strftime('%Y-%m-%dT%H:%M:%fZ', last_change / 1000.0, 'unixepoch') AS last_changed
FROM record WHERE kind = 'statement' AND removed = 0 ORDER BY sort;

CREATE VIEW questions AS SELECT
  id, slug, story, visibility, document ->> '$.embargo_until' AS embargo_until,
  document ->> '$.text' AS text, document ->> '$.why' AS why, document ->> '$.type' AS type,
  (SELECT group_concat(word, '; ') FROM (SELECT value AS word FROM json_each(record.document, '$.options') ORDER BY key)) AS options,
  document ->> '$.criteria' AS criteria,
  document ->> '$.asked.edtf' AS asked_edtf, document ->> '$.asked.words' AS asked_words,
  document ->> '$.asked.earliest' AS asked_earliest, document ->> '$.asked.latest' AS asked_latest,
  document ->> '$.deadline.edtf' AS deadline_edtf, document ->> '$.deadline.words' AS deadline_words,
  document ->> '$.deadline.earliest' AS deadline_earliest, document ->> '$.deadline.latest' AS deadline_latest,
  document ->> '$.check_on.edtf' AS check_on_edtf, document ->> '$.check_on.words' AS check_on_words,
  document ->> '$.check_on.earliest' AS check_on_earliest, document ->> '$.check_on.latest' AS check_on_latest,
  document ->> '$.check_every' AS check_every,
  document ->> '$.hidden_until.edtf' AS hidden_until_edtf, document ->> '$.hidden_until.words' AS hidden_until_words,
  document ->> '$.hidden_until.earliest' AS hidden_until_earliest, document ->> '$.hidden_until.latest' AS hidden_until_latest,
  status, document ->> '$.answer.text' AS answer_text,
  document ->> '$.answer.when.edtf' AS answer_edtf, document ->> '$.answer.when.words' AS answer_words,
  document ->> '$.answer.when.earliest' AS answer_earliest, document ->> '$.answer.when.latest' AS answer_latest,
  (SELECT target FROM edge WHERE edge.record = record.id AND verb = 'part-of' ORDER BY target LIMIT 1) AS part_of,
  (SELECT group_concat(word, ', ') FROM (SELECT value AS word FROM json_each(record.document, '$.topics') ORDER BY key)) AS topics,
  open AS is_open,
  strftime('%Y-%m-%dT%H:%M:%fZ', first_change / 1000.0, 'unixepoch') AS first_recorded,
  strftime('%Y-%m-%dT%H:%M:%fZ', last_change / 1000.0, 'unixepoch') AS last_changed
FROM record WHERE kind = 'question' AND removed = 0 ORDER BY sort;

CREATE VIEW notes AS SELECT
  id, slug, story, visibility, document ->> '$.embargo_until' AS embargo_until,
  document ->> '$.kind' AS kind, document ->> '$.title' AS title, document ->> '$.text' AS text,
  document ->> '$.when.edtf' AS edtf, document ->> '$.when.words' AS words,
  document ->> '$.when.earliest' AS earliest, document ->> '$.when.latest' AS latest,
  document ->> '$.done.edtf' AS done_edtf, document ->> '$.done.words' AS done_words,
  document ->> '$.done.earliest' AS done_earliest, document ->> '$.done.latest' AS done_latest,
  document ->> '$.likelihood' AS likelihood, document ->> '$.confidence' AS confidence,
  (SELECT group_concat(word, ', ') FROM (SELECT value AS word FROM json_each(record.document, '$.topics') ORDER BY key)) AS topics,
  strftime('%Y-%m-%dT%H:%M:%fZ', first_change / 1000.0, 'unixepoch') AS first_recorded,
  strftime('%Y-%m-%dT%H:%M:%fZ', last_change / 1000.0, 'unixepoch') AS last_changed
FROM record WHERE kind = 'note' AND removed = 0 ORDER BY sort;

CREATE VIEW actors AS SELECT
  id, slug, story, visibility, document ->> '$.embargo_until' AS embargo_until,
  document ->> '$.name' AS name, document ->> '$.kind' AS kind, document ->> '$.of' AS of_id,
  (SELECT group_concat(word, '; ') FROM (SELECT value ->> '$.text' AS word FROM json_each(record.document, '$.aliases') ORDER BY key)) AS aliases,
  document ->> '$.merged_into' AS merged_into,
  (SELECT group_concat(word, ', ') FROM (SELECT value AS word FROM json_each(record.document, '$.topics') ORDER BY key)) AS topics,
  strftime('%Y-%m-%dT%H:%M:%fZ', first_change / 1000.0, 'unixepoch') AS first_recorded,
  strftime('%Y-%m-%dT%H:%M:%fZ', last_change / 1000.0, 'unixepoch') AS last_changed
FROM record WHERE kind = 'actor' AND removed = 0 ORDER BY sort;

CREATE VIEW sources AS SELECT
  id, slug, story, visibility, document ->> '$.embargo_until' AS embargo_until,
  document ->> '$.title' AS title, document ->> '$.url' AS url, document ->> '$.publisher' AS publisher,
  document ->> '$.author' AS author,
  document ->> '$.published.edtf' AS published_edtf, document ->> '$.published.words' AS published_words,
  document ->> '$.published.earliest' AS published_earliest, document ->> '$.published.latest' AS published_latest,
  document ->> '$.retrieved.edtf' AS retrieved_edtf, document ->> '$.retrieved.words' AS retrieved_words,
  document ->> '$.retrieved.earliest' AS retrieved_earliest, document ->> '$.retrieved.latest' AS retrieved_latest,
  document ->> '$.kind' AS kind, document ->> '$.language' AS language, document ->> '$.origin' AS origin,
  document ->> '$.reliability' AS reliability, document ->> '$.standing' AS standing,
  document ->> '$.archived.path' AS archived_path, document ->> '$.archived.sha256' AS archived_sha256,
  document ->> '$.merged_into' AS merged_into,
  (SELECT group_concat(word, ', ') FROM (SELECT value AS word FROM json_each(record.document, '$.topics') ORDER BY key)) AS topics,
  strftime('%Y-%m-%dT%H:%M:%fZ', first_change / 1000.0, 'unixepoch') AS first_recorded,
  strftime('%Y-%m-%dT%H:%M:%fZ', last_change / 1000.0, 'unixepoch') AS last_changed
FROM record WHERE kind = 'source' AND removed = 0 ORDER BY sort;

CREATE VIEW stories AS SELECT
  id, slug, visibility, document ->> '$.embargo_until' AS embargo_until,
  document ->> '$.title' AS title, document ->> '$.summary' AS summary,
  (SELECT group_concat(word, ', ') FROM (SELECT value AS word FROM json_each(record.document, '$.topics') ORDER BY key)) AS topics,
  strftime('%Y-%m-%dT%H:%M:%fZ', first_change / 1000.0, 'unixepoch') AS first_recorded,
  strftime('%Y-%m-%dT%H:%M:%fZ', last_change / 1000.0, 'unixepoch') AS last_changed
FROM record WHERE kind = 'story' AND removed = 0 ORDER BY sort;

CREATE VIEW links AS SELECT
  record.id AS record, record.kind AS record_kind, l.value ->> '$.verb' AS verb,
  l.value ->> '$.to' AS target, other.kind AS target_kind, l.value ->> '$.note' AS note
FROM record, json_each(record.document, '$.links') l LEFT JOIN record other ON other.id = l.value ->> '$.to'
WHERE record.removed = 0 ORDER BY record.sort, l.key;

CREATE VIEW citations AS SELECT
  record.id AS record, record.kind AS record_kind, c.key + 1 AS number,
  c.value ->> '$.source' AS source, s.document ->> '$.title' AS source_title, s.document ->> '$.url' AS source_url,
  c.value ->> '$.locator' AS locator, c.value ->> '$.excerpt' AS excerpt, c.value ->> '$.credibility' AS credibility
FROM record, json_each(record.document, '$.citations') c LEFT JOIN record s ON s.id = c.value ->> '$.source'
WHERE record.removed = 0 ORDER BY record.sort, c.key;

CREATE VIEW moves AS SELECT
  record.id AS event, record.document ->> '$.title' AS title, m.key + 1 AS number, m.value ->> '$.kind' AS kind,
  m.value ->> '$.from.edtf' AS from_edtf, m.value ->> '$.from.words' AS from_words,
  m.value ->> '$.from.earliest' AS from_earliest, m.value ->> '$.from.latest' AS from_latest,
  m.value ->> '$.to.edtf' AS to_edtf, m.value ->> '$.to.words' AS to_words,
  m.value ->> '$.to.earliest' AS to_earliest, m.value ->> '$.to.latest' AS to_latest,
  m.value ->> '$.announced.edtf' AS announced_edtf, m.value ->> '$.announced.words' AS announced_words,
  m.value ->> '$.announced.earliest' AS announced_earliest, m.value ->> '$.announced.latest' AS announced_latest,
  coalesce(a.document ->> '$.name', m.value ->> '$.by') AS announced_by,
  m.value ->> '$.why' AS why, m.value ->> '$.citation.source' AS source,
  m.value ->> '$.amounts_to' AS amounts_to, m.value ->> '$.days[0]' AS days_least, m.value ->> '$.days[1]' AS days_most
FROM record, json_each(record.document, '$.moves') m LEFT JOIN record a ON a.id = m.value ->> '$.by'
WHERE record.kind = 'event' AND record.removed = 0 ORDER BY record.sort, m.key;

CREATE VIEW upcoming AS SELECT
  document ->> '$.when.earliest' AS earliest, document ->> '$.when.latest' AS latest, id,
  document ->> '$.title' AS title, document ->> '$.place' AS place, status,
  document ->> '$.certainty' AS certainty, document ->> '$.when.words' AS words, document ->> '$.when.edtf' AS edtf,
  visibility, slug
FROM record WHERE kind = 'event' AND open = 1 AND removed = 0
ORDER BY record.earliest IS NULL, record.earliest, record.latest, sort;
