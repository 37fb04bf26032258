//! Doctor: whatever is altered in the journal or in the readings is damage; what two desks bring about is a finding.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod ground;

use ground::{Desk, NOW, add_event, id, insert, of_operation, of_record, raw, write};
use rusqlite::{Connection, types::Value};
use tidings::{
    journal::{Clock, Undone},
    model::{Actor, CHAINS, Event, Kind, Note, Record, Slug, Verb, Word as _},
    store::{Finding, Moment, Place, Store},
};

struct File {
    _folder: tempfile::TempDir,
    store: Store,
    raw: Connection,
}

impl File {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("story.db");
        let store = Store::open_or_make(&path).unwrap();
        let raw = raw(&path);
        raw.execute_batch("PRAGMA synchronous = OFF; PRAGMA ignore_check_constraints = ON;")
            .unwrap();
        Self {
            _folder: folder,
            store,
            raw,
        }
    }

    /// A file in which every column of both tables of the journal holds something somewhere.
    fn full() -> Self {
        let mut file = Self::new();
        let path = file.store.path().to_owned();
        let place = Place::of(&path, Some(&path.with_file_name("state")));
        let mut desk = Desk::new(1);
        let mut header = desk.header(NOW - 1_000);
        header.batch = Some(id(7));
        insert(
            &file.raw,
            &desk.write(
                header,
                vec![of_record(id(5), Kind::Note, r#"{"added":true,"text":"t"}"#)],
            ),
        );
        file.store.rebuild(&mut |_, _| {}).unwrap();
        let who = Moment {
            author: Some("Jo".into()),
            via: Some("import".into()),
            ..ground::moment(NOW)
        };
        file.store
            .write(
                &place,
                &who,
                "add actor",
                || {},
                |draft| {
                    draft.reason(Some("why"));
                    let own = Actor {
                        name: "Fidan".into(),
                        of: Some(id(2)),
                        ..Actor::default()
                    };
                    let mut record = Record::new(id(1), own);
                    record.slug = Some(Slug::parse("fidan").unwrap());
                    draft.put(&record)?;
                    let own = Actor {
                        name: "Turkey".into(),
                        ..Actor::default()
                    };
                    draft.put(&Record::new(id(2), own))?;
                    let own = Event {
                        title: "talks".into(),
                        when: Some(ground::when("2025-08-15")),
                        ..Event::default()
                    };
                    draft.put(&Record {
                        story: Some(id(2)),
                        embargo_until: Some(
                            serde_json::from_value("2025-08-16T00:01:00+01:00".into()).unwrap(),
                        ),
                        ..Record::new(id(3), own)
                    })
                },
                |_, _| Ok::<_, tidings::store::Error>(()),
            )
            .unwrap();
        let number = add_event(&mut file.store, &place, NOW, "summit");
        write(&mut file.store, &place, NOW, "undo", |draft| {
            let row = draft.row(&number)?.unwrap();
            draft.remove(&row.any()?)
        })
        .unwrap();
        let target = file.store.operation(3).unwrap().unwrap();
        write(&mut file.store, &place, NOW, "undo", |draft| {
            draft.say_undone(&target.operation.key(), Undone::Whole);
            Ok(())
        })
        .unwrap();
        assert_eq!(file.damage(), Vec::<String>::new());
        file
    }

    fn damage(&self) -> Vec<String> {
        self.store.doctor(NOW).unwrap().damage
    }

    fn findings(&self) -> Vec<Finding> {
        let diagnosis = self.store.doctor(NOW).unwrap();
        assert_eq!(diagnosis.damage, Vec::<String>::new());
        diagnosis.findings
    }

    fn codes(&self) -> Vec<&'static str> {
        self.findings().iter().map(|finding| finding.code).collect()
    }

    fn columns(&self, table: &str) -> Vec<String> {
        let select = self.raw.prepare(&format!("SELECT * FROM {table}")).unwrap();
        select
            .column_names()
            .iter()
            .map(|name| (*name).to_owned())
            .collect()
    }

    /// Every value of a column, with the row that it stands in.
    fn values(&self, table: &str, column: &str) -> Vec<(i64, Value)> {
        let mut select = self
            .raw
            .prepare(&format!("SELECT rowid, CAST({column} AS BLOB), typeof({column}), {column} FROM {table} ORDER BY 1"))
            .unwrap();
        select
            .query_map([], |row| {
                let value = match row.get::<_, String>(2)?.as_str() {
                    "text" | "blob" => Value::Blob(row.get(1)?),
                    _ => row.get(3)?,
                };
                Ok((row.get(0)?, value))
            })
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap()
    }

    /// Sets one value, asks what the doctor says, and puts the old one back. None where SQLite refuses the value.
    fn altered(
        &self,
        table: &str,
        column: &str,
        row: i64,
        old: &Value,
        new: &Value,
    ) -> Option<Vec<String>> {
        let is_text: bool = self
            .raw
            .query_row(
                "SELECT type = 'TEXT' FROM pragma_table_info(?1) WHERE name = ?2",
                [table, column],
                |row| row.get(0),
            )
            .unwrap();
        let set = |value: &Value, row: i64| {
            let new = if is_text { "CAST(?1 AS TEXT)" } else { "?1" };
            let sql = format!("UPDATE {table} SET {column} = {new} WHERE rowid = ?2");
            self.raw.execute(&sql, rusqlite::params![value, row])
        };
        set(new, row).ok()?;
        let damage = self.damage();
        // The number of an operation is the row itself.
        let row = match (column, new) {
            ("number", Value::Integer(number)) => *number,
            _ => row,
        };
        set(old, row).unwrap();
        Some(damage)
    }
}

/// The value with one bit flipped, in up to eight of its bytes, the first and the last among them (of a number: in as
/// many of its bits).
fn flips(value: &Value) -> Vec<Value> {
    match value {
        Value::Integer(number) => [0, 1, 9, 17, 31, 33, 62, 63]
            .map(|bit| Value::Integer(number ^ (1 << bit)))
            .into(),
        Value::Blob(bytes) if bytes.is_empty() => Vec::new(),
        Value::Blob(bytes) => (0..8.min(bytes.len()))
            .map(|nth| nth * (bytes.len() - 1) / 8.min(bytes.len()).saturating_sub(1).max(1))
            .map(|at| {
                let mut flipped = bytes.clone();
                flipped[at] ^= 1 << (at % 8);
                Value::Blob(flipped)
            })
            .collect(),
        _ => Vec::new(),
    }
}

#[test]
fn one_flipped_byte_of_any_stored_operation_or_change_is_damage() {
    let file = File::full();
    let mut flipped = 0;
    for table in ["operation", "change"] {
        for column in file.columns(table) {
            if ["number", "received_at", "taken_in"].contains(&column.as_str()) {
                continue; // Outside the digest.
            }
            let values = file.values(table, &column);
            assert!(
                values.iter().any(|(_, value)| *value != Value::Null),
                "{table}.{column} holds something"
            );
            for (row, value) in values {
                let mut others = flips(&value);
                others.extend(match value {
                    // What is absent is not what is empty.
                    Value::Null => vec![Value::Blob(Vec::new()), Value::Blob(b"x".to_vec())],
                    _ => vec![Value::Null],
                });
                for other in others {
                    let Some(damage) = file.altered(table, &column, row, &value, &other) else {
                        continue;
                    };
                    assert!(
                        !damage.is_empty(),
                        "{table}.{column} of {row}: {value:?} to {other:?}"
                    );
                    flipped += 1;
                }
            }
        }
    }
    assert!(flipped > 500, "{flipped} bytes were flipped");
    assert_eq!(file.damage(), Vec::<String>::new(), "all is as it was");
}

#[test]
fn whatever_is_altered_in_the_readings_is_damage() {
    let file = File::full();
    for column in file.columns("record") {
        // The number of a record is its row in `words`, so that is held too.
        for (row, value) in file.values("record", &column) {
            let mut others = flips(&value);
            if value == Value::Null {
                others.extend([Value::Integer(1), Value::Blob(b"b".to_vec())]);
            }
            for other in others {
                if let Some(damage) = file.altered("record", &column, row, &value, &other) {
                    assert!(
                        !damage.is_empty(),
                        "record.{column} of {row}: {value:?} to {other:?}"
                    );
                }
            }
        }
    }
    // The other tables are keys alone: a row altered is one taken away and another put there.
    for alter in [
        "DELETE FROM edge",
        "UPDATE edge SET verb = 'origin' WHERE verb = 'of'",
        "UPDATE edge SET target = record",
        "INSERT INTO edge VALUES ('bbbbbbbbbbbbbbbc', 'about', 'bbbbbbbbbbbbbbbd')",
        "INSERT INTO edge VALUES ('xxxxxxxxxxxxxxxx', 'about', 'bbbbbbbbbbbbbbbd')",
        "DELETE FROM name WHERE folded = 'fidan'",
        "UPDATE name SET folded = 'fydan' WHERE folded = 'fidan'",
        "UPDATE name SET kind = 'source'",
        "UPDATE name SET record = 'xxxxxxxxxxxxxxxx'",
        "INSERT INTO name VALUES ('x', 'actor', 'xxxxxxxxxxxxxxxx')",
        "DELETE FROM head",
        "UPDATE head SET key = 'x'",
        "INSERT INTO head SELECT key FROM operation WHERE number = 2",
        "DELETE FROM record WHERE slug IS NOT NULL",
        "INSERT INTO record SELECT NULL, 'xxxxxxxxxxxxxxxx', kind, slug, story, visibility, embargo_until, removed, open, \
         status, earliest, latest, first_change, last_change, sort, document FROM record LIMIT 1",
    ] {
        for table in ["record", "edge", "name", "head"] {
            file.raw
                .execute_batch(&format!("DROP TABLE IF EXISTS temp.kept_{table}; CREATE TEMP TABLE kept_{table} AS SELECT * FROM {table};"))
                .unwrap();
        }
        assert!(file.raw.execute(alter, []).unwrap() > 0, "{alter}");
        assert!(!file.damage().is_empty(), "{alter}");
        for table in ["record", "edge", "name", "head"] {
            file.raw
                .execute_batch(&format!(
                    "DELETE FROM {table}; INSERT INTO {table} SELECT * FROM temp.kept_{table};"
                ))
                .unwrap();
        }
        assert_eq!(file.damage(), Vec::<String>::new());
    }
}

#[test]
fn words_that_no_record_says_or_that_are_missing_are_damage() {
    let mut file = File::full();
    for alter in [
        "DELETE FROM words WHERE rowid = 1",
        "INSERT OR REPLACE INTO words (rowid, title, body, who, topics) VALUES (1, 'another', '', '', '')",
        "INSERT INTO words (rowid, title, body, who, topics) VALUES (9999, '', '', '', '')",
        "INSERT INTO words (words) VALUES ('delete-all')",
        "DELETE FROM words_docsize WHERE id = 2",
        "DELETE FROM words_data WHERE id > 10",
    ] {
        file.raw.execute_batch(alter).unwrap();
        assert!(!file.damage().is_empty(), "{alter}");
        file.store.rebuild(&mut |_, _| {}).unwrap();
        assert_eq!(file.damage(), Vec::<String>::new(), "{alter}");
    }
    file.raw
        .execute("DELETE FROM words WHERE rowid = 1", [])
        .unwrap();
    let first: String = file
        .raw
        .query_row("SELECT id FROM record WHERE number = 1", [], |row| {
            row.get(0)
        })
        .unwrap();
    let due = format!("the words of {first} are not what its changes say");
    assert_eq!(file.damage(), [due]);
}

#[test]
fn a_rebuild_mends_the_readings() {
    let mut file = File::full();
    let before = ground::readings(&file.raw);
    file.raw
        .execute_batch("INSERT INTO words (words) VALUES ('delete-all'); DELETE FROM edge; DELETE FROM head; UPDATE record SET removed = 1, document = '{}'; UPDATE name SET kind = 'x';")
        .unwrap();
    assert!(!file.damage().is_empty());
    file.store.rebuild(&mut |_, _| {}).unwrap();
    assert_eq!(file.damage(), Vec::<String>::new());
    assert_eq!(ground::readings(&file.raw), before);
}

#[test]
fn what_is_missing_from_the_journal_is_damage() {
    for (delete, due) in [
        (
            "DELETE FROM operation WHERE number = 3",
            "belong to no operation",
        ),
        ("DELETE FROM change WHERE operation = 3", "o3"),
        (
            "DELETE FROM operation WHERE number = 3; DELETE FROM change WHERE operation = 3",
            "missing",
        ),
        (
            "INSERT INTO change SELECT 99, n, of, kind, patch, salt, digest FROM change LIMIT 1",
            "belong to no operation",
        ),
        (
            "UPDATE change SET patch = NULL, salt = NULL WHERE operation = 2 AND n = 1",
            "no redaction says why",
        ),
        (
            "UPDATE operation SET received_at = received_at - 1 WHERE number = 4",
            "received before",
        ),
    ] {
        let mut file = File::full();
        file.raw.execute_batch(delete).unwrap();
        file.store.rebuild(&mut |_, _| {}).unwrap();
        let damage = file.damage();
        assert!(
            damage.iter().any(|one| one.contains(due)),
            "{delete}: {damage:?}"
        );
    }
    // The end of a chain, where something else speaks of it.
    let mut file = File::new();
    let (mut desk, mut other) = (Desk::new(1), Desk::new(2));
    let gone = desk.write(
        desk.header(1),
        vec![of_record(id(1), Kind::Note, r#"{"text":"t"}"#)],
    );
    let undo = other.write(
        other.header(2),
        vec![of_operation(&gone.key(), &Undone::Whole)],
    );
    insert(&file.raw, &undo);
    file.store.rebuild(&mut |_, _| {}).unwrap();
    assert!(
        file.damage()[0].contains("which is missing"),
        "{:?}",
        file.damage()
    );
}

#[test]
fn a_change_that_a_redaction_emptied_is_no_damage() {
    let mut file = File::new();
    let mut desk = Desk::new(1);
    let mut emptied = desk.write(
        desk.header(1),
        vec![of_record(
            id(1),
            Kind::Note,
            r#"{"added":true,"text":"secret"}"#,
        )],
    );
    let redaction = desk.write(
        desk.header(2),
        vec![of_record(id(1), Kind::Note, r#"{"redacted":true}"#)],
    );
    emptied.changes[0].content = None;
    insert(&file.raw, &emptied);
    insert(&file.raw, &redaction);
    file.store.rebuild(&mut |_, _| {}).unwrap();
    assert_eq!(file.codes(), Vec::<&str>::new());
}

#[test]
fn a_file_that_sqlite_cannot_read_is_damage() {
    let file = File::full();
    file.raw.execute_batch("PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, 'document', 'docket') WHERE name = 'record'; PRAGMA writable_schema = OFF;").unwrap();
    let path = file.store.path().to_owned();
    let store = Store::open(&path).unwrap().unwrap();
    assert!(!store.doctor(NOW).unwrap().damage.is_empty());
}

/// A file that holds these operations of one desk each.
fn merged(patches: &[(u32, Kind, &str)]) -> File {
    let mut file = File::new();
    for (number, (record, kind, patch)) in (0..).zip(patches) {
        let mut desk = Desk::new(number);
        let header = desk.header(NOW - 1_000 + u64::from(number));
        insert(
            &file.raw,
            &desk.write(header, vec![of_record(id(*record), *kind, patch)]),
        );
    }
    file.store.rebuild(&mut |_, _| {}).unwrap();
    file
}

#[test]
fn a_clock_time_that_its_zone_does_not_have_names_the_data_of_this_release() {
    let event = |offset: &str| {
        let date =
            format!(r#"{{"edtf":"2025-08-15T11:30:00{offset}","zone":"America/Anchorage"}}"#);
        let step = format!(r#"{{"key":"{}","kind":"announced","to":{date}}}"#, id(7));
        format!(
            r#"{{"added":true,"title":"t","when":{date},"moves/{}":{step}}}"#,
            id(7)
        )
    };
    let file = merged(&[(1, Kind::Event, &event("-08:00"))]);
    assert_eq!(file.codes(), [""; 0]);
    let file = merged(&[(1, Kind::Event, &event("-09:00"))]);
    let finding = &file.findings()[0];
    assert_eq!(
        (
            finding.code,
            finding.command.as_deref(),
            finding.text.as_str()
        ),
        (
            "zone-data",
            Some(&*format!("tidings edit {}", id(1))),
            &*format!(
                "event {}: by the time-zone data of this program ({}) \"2025-08-15T11:30:00-09:00\" is not in \
                 America/Anchorage, whose offset then is -08:00",
                id(1),
                tidings::when::Zone::DATA
            )
        )
    );
    assert_eq!(
        file.codes(),
        ["zone-data", "zone-data"],
        "the entry of moves too"
    );
    assert!(tidings::when::Zone::DATA.starts_with("20"));
}

#[test]
fn what_two_desks_bring_about_is_listed_and_is_no_damage() {
    let link = |to: u32| {
        format!(
            r#"{{"added":true,"text":"q","links/part-of/{0}":{{"verb":"part-of","to":"{0}"}}}}"#,
            id(to)
        )
    };
    let of = |to: u32| format!(r#"{{"added":true,"name":"n{to}","of":"{}"}}"#, id(to));
    type Patches = Vec<(u32, Kind, String)>;
    let cases: Vec<(&str, Patches)> = vec![
        (
            "slug",
            vec![
                (
                    1,
                    Kind::Event,
                    r#"{"added":true,"title":"t","slug":"s"}"#.into(),
                ),
                (
                    2,
                    Kind::Note,
                    r#"{"added":true,"text":"t","slug":"s"}"#.into(),
                ),
                (
                    3,
                    Kind::Actor,
                    r#"{"added":true,"name":"t","slug":"s"}"#.into(),
                ),
            ],
        ),
        (
            "cycle",
            vec![
                (1, Kind::Actor, of(2)),
                (2, Kind::Actor, of(3)),
                (3, Kind::Actor, of(1)),
            ],
        ),
        (
            "cycle",
            vec![(1, Kind::Question, link(2)), (2, Kind::Question, link(1))],
        ),
        ("absent", vec![(1, Kind::Actor, of(9))]),
        (
            "unknown-registers",
            vec![(
                1,
                Kind::Note,
                r#"{"added":true,"text":"t","mood":"calm"}"#.into(),
            )],
        ),
        (
            "unread-values",
            vec![(
                1,
                Kind::Note,
                r#"{"added":true,"text":"t","topics":["a"]}"#.into(),
            )],
        ),
        (
            "another-kind",
            vec![
                (1, Kind::Note, r#"{"added":true,"text":"t"}"#.into()),
                (1, Kind::Event, r#"{"title":"t"}"#.into()),
            ],
        ),
        (
            "name",
            vec![
                (
                    1,
                    Kind::Actor,
                    r#"{"added":true,"name":"Zelenskiy"}"#.into(),
                ),
                (
                    2,
                    Kind::Actor,
                    r#"{"added":true,"name":"ZELENSKIY"}"#.into(),
                ),
            ],
        ),
    ];
    for (code, patches) in cases {
        let patches: Vec<(u32, Kind, &str)> = patches
            .iter()
            .map(|(record, kind, patch)| (*record, *kind, patch.as_str()))
            .collect();
        let file = merged(&patches);
        assert_eq!(file.codes(), [code], "{:?}", file.findings());
    }
    let file = merged(&[(1, Kind::Actor, &of(2)), (2, Kind::Actor, &of(1))]);
    let text = &file.findings()[0].text;
    assert!(
        text.starts_with(&format!("{}, {} bite", id(1), id(2))),
        "{text}"
    );
}

#[test]
fn a_ring_of_each_chain_that_commands_refuse_is_a_finding() {
    for chain in CHAINS {
        let (kind, words) = match chain {
            "of" => (Kind::Actor, "name"),
            "origin" => (Kind::Source, "title"),
            "merged_into" => (Kind::Actor, "name"),
            "restates" => (Kind::Statement, "text"),
            _ => (Kind::Question, "text"),
        };
        let leads_to = |to: u32| {
            let refers = match Verb::read(chain) {
                Ok(_) => format!(
                    r#""links/{chain}/{0}":{{"verb":"{chain}","to":"{0}"}}"#,
                    id(to)
                ),
                Err(_) => format!(r#""{chain}":"{}""#, id(to)),
            };
            format!(r#"{{"added":true,"{words}":"n{to}",{refers}}}"#)
        };
        let file = merged(&[(1, kind, &leads_to(2)), (2, kind, &leads_to(1))]);
        let findings: Vec<String> = file.findings().into_iter().map(|one| one.text).collect();
        let due = format!(
            "{}, {} bite their tail by {chain}; the first is taken for the end",
            id(1),
            id(2)
        );
        assert_eq!(findings, [due], "{chain}");
    }
}

#[test]
fn a_clock_that_is_ahead_is_one_finding_however_many_operations_have_one() {
    let mut file = File::new();
    let mut desk = Desk::new(1);
    for day in 0..3 {
        let mut header = desk.header(NOW);
        header.clock = Clock::tick(
            NOW + day * 48 * 60 * 60 * 1_000,
            desk.last.as_ref().map(|last| last.header.clock),
        );
        let operation = desk.write(
            header,
            vec![of_record(id(1), Kind::Note, r#"{"text":"t"}"#)],
        );
        insert(&file.raw, &operation);
    }
    file.store.rebuild(&mut |_, _| {}).unwrap();
    let findings = file.findings();
    assert_eq!(findings.len(), 1);
    assert!(
        findings[0].text.starts_with("2 operations, o2 the first"),
        "{}",
        findings[0].text
    );
}

#[test]
fn what_is_removed_is_no_finding() {
    let mut file = File::new();
    let path = file.store.path().to_owned();
    let place = Place::of(&path, None);
    write(&mut file.store, &place, NOW, "add", |draft| {
        for number in [1, 2] {
            let own = Note {
                text: "t".into(),
                ..Note::default()
            };
            let mut record = Record::new(id(number), own);
            record.slug = Some(Slug::parse("same").unwrap());
            record.story = Some(id(9));
            draft.put(&record)?;
        }
        Ok(())
    })
    .unwrap();
    assert_eq!(file.codes(), ["slug", "absent"]);
    write(&mut file.store, &place, NOW, "remove", |draft| {
        for number in [1, 2] {
            let record = draft.row(&id(number))?.unwrap().any()?;
            draft.remove(&record)?;
        }
        Ok(())
    })
    .unwrap();
    assert_eq!(file.codes(), Vec::<&str>::new());
}
