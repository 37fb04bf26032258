//! A document taken in: what goes out of a file and into another is the same, byte for byte; what is broken changes
//! nothing.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail so"
)]

mod ground;

use std::collections::{BTreeMap, BTreeSet};

use ground::{NOW, file::File, moment, readings, story::story};
use serde_json::Value;
use tidings::{
    exchange::{self, json},
    model::{ActorKind, AnyRecord, Kind, Terms, Word as _},
    recording::{self, How, Imported},
    report::release::{Audience, Release},
    store::{Store, Written},
};

/// The arrays of a document, in order.
const KINDS: [Kind; 7] = [
    Kind::Story,
    Kind::Actor,
    Kind::Source,
    Kind::Event,
    Kind::Statement,
    Kind::Question,
    Kind::Note,
];

/// A document with these records in this order.
fn document(records: &[AnyRecord]) -> String {
    let mut text = r#"{"format":"tidings-timeline","version":1"#.to_owned();
    for kind in KINDS {
        let of_kind = records.iter().filter(|record| record.kind() == kind);
        let lines: Vec<String> = of_kind
            .map(|record| serde_json::to_string(record).unwrap())
            .collect();
        text.push_str(&format!(
            ",\n\"{}\":[\n{}]",
            kind.plural(),
            lines.join(",\n")
        ));
    }
    text.push_str("}\n");
    text
}

fn import(file: &mut File, document: &str, how: How) -> Result<Written<Imported>, exchange::Error> {
    recording::import(
        &mut file.store,
        &file.place,
        &moment(NOW),
        how,
        || {},
        |import| exchange::import(document.as_bytes(), import),
    )
}

fn taken_in(document: &str) -> (File, Imported) {
    let mut file = File::new();
    let written = import(&mut file, document, How::default()).unwrap_or_else(|why| panic!("{why}"));
    (file, written.value)
}

/// All that may go out to the desk itself.
fn export(store: &Store) -> String {
    let audience = Audience::public(NOW, NOW)
        .with_internal(true)
        .with_off_record(true);
    let release = Release::prepare(store, audience, None).unwrap();
    let mut bytes = Vec::new();
    json::write(Some(&release), &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

/// The documents of all records, as the file keeps them.
fn documents(file: &File) -> BTreeMap<String, String> {
    let connection = file.raw();
    let mut select = connection
        .prepare("SELECT id, document FROM record")
        .unwrap();
    let rows = select
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}

const NOTHING_LEFT_OUT: &str = "internal 0, embargoed 0, background 0, off_record 0, links 0";

/// The record as it may go out whole: on the record, and by actors who are known by name.
fn outspoken(mut record: AnyRecord) -> AnyRecord {
    match &mut record {
        AnyRecord::Statement(statement) if statement.own.terms != Terms::Unknown => {
            statement.own.terms = Terms::OnRecord;
        }
        AnyRecord::Actor(actor) if actor.own.kind == Some(ActorKind::Described) => {
            actor.own.kind = Some(ActorKind::Person);
        }
        _ => {}
    }
    record
}

/// How much a document says was left out of it.
fn head(document: &str) -> Value {
    let document: Value = serde_json::from_str(document).unwrap();
    let counts = document["scope"]["left_out"].as_object().unwrap();
    let counts: Vec<String> = counts
        .iter()
        .map(|(name, count)| format!("{name} {count}"))
        .collect();
    counts.join(", ").into()
}

/// The fields that hold something, by the kind of record, with those of the parts of a field.
fn used(value: &Value, path: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Null => {}
        Value::Array(members) => members.iter().for_each(|member| used(member, path, found)),
        Value::Object(fields) => fields
            .iter()
            .for_each(|(name, value)| used(value, &format!("{path}.{name}"), found)),
        _ => drop(found.insert(path.to_owned())),
    }
}

#[test]
fn ten_thousand_records_with_every_field_used_come_back_byte_for_byte() {
    let records: Vec<AnyRecord> = story(100).into_iter().map(outspoken).collect();
    assert_eq!(records.len(), 10_000);
    let mut found = BTreeSet::new();
    let mut due = BTreeSet::new();
    // One in seven of them uses them all.
    for record in records.iter().step_by(7) {
        let value = serde_json::to_value(record).unwrap();
        used(&value, record.kind().word(), &mut found);
        let fields = value.as_object().unwrap().keys();
        // Links lead from entries alone.
        let fields = fields.filter(|name| record.kind().is_entry() || *name != "links");
        due.extend(fields.map(|name| format!("{}.{name}", record.kind())));
    }
    let has = |field: &String| {
        found
            .iter()
            .any(|path| path == field || path.starts_with(&format!("{field}.")))
    };
    let unused: Vec<&String> = due.iter().filter(|field| !has(field)).collect();
    assert!(unused.is_empty(), "never used: {unused:?}");

    let text = document(&records);
    let (first, imported) = taken_in(&text);
    assert_eq!((imported.recorded, imported.equal), (10_000, 0));
    let kept = documents(&first);
    for record in &records {
        let written = serde_json::to_string(record).unwrap();
        assert_eq!(kept.get(record.id().as_str()), Some(&written));
    }
    let out = export(&first.store);
    let (second, _) = taken_in(&out);
    assert_eq!(head(&out), Value::from(NOTHING_LEFT_OUT));
    assert!(export(&second.store) == out);
}

/// What was taken in is rebuilt from its journal alone, undone whole and brought back whole.
#[test]
fn an_import_is_a_batch_of_operations_and_the_file_is_sound() {
    let records: Vec<AnyRecord> = story(15).into_iter().map(outspoken).collect();
    let text = document(&records);
    let (mut file, imported) = taken_in(&text);
    assert_eq!(imported.recorded, 1_500);
    let count = |file: &File, what: &str| -> i64 {
        let sql = format!("SELECT count({what}) FROM operation");
        file.raw().query_row(&sql, [], |row| row.get(0)).unwrap()
    };
    assert!(count(&file, "*") > 1);
    assert_eq!(count(&file, "DISTINCT batch"), 1);
    let before = readings(&file.raw());
    let out = export(&file.store);
    let undone = file.write("undo", |draft| {
        recording::undo(draft, None).map_err(|why| tidings::store::Error::Damaged(why.to_string()))
    });
    assert_eq!(undone.0.before.len(), 1_500);
    assert_eq!(export(&file.store), export(&File::new().store));
    file.write("redo", |draft| {
        recording::redo(draft, None).map_err(|why| tidings::store::Error::Damaged(why.to_string()))
    });
    assert!(export(&file.store) == out);
    file.write("undo", |draft| {
        recording::undo(draft, None).map_err(|why| tidings::store::Error::Damaged(why.to_string()))
    });
    // Taken in again, it is written again whole.
    let again = import(&mut file, &text, How::default()).unwrap().value;
    assert_eq!((again.recorded, again.equal), (1_500, 0));
    assert!(export(&file.store) == out);
    let records_only = |lines: Vec<String>| -> usize {
        lines
            .iter()
            .filter(|line| line.starts_with("record"))
            .count()
    };
    assert_eq!(records_only(readings(&file.raw())), records_only(before));
    let rows = readings(&file.raw());
    assert!(file.rebuilt() == rows);
    assert_eq!(file.damage(), Vec::<String>::new());
}

/// A record of another type in the middle, a document that ends too early, one that is no text: nothing is changed, and
/// the place is named.
#[test]
fn what_is_broken_in_the_middle_changes_nothing() {
    let records = story(15);
    let text = document(&records);
    let lines: Vec<&str> = text.lines().collect();
    let events = lines
        .iter()
        .position(|line| line.starts_with("\"events\""))
        .unwrap();
    let broken = |change: &dyn Fn(&str) -> String| -> String {
        let at = events + 201;
        let line = change(lines[at]);
        [&lines[..at], &[line.as_str()], &lines[at + 1..]]
            .concat()
            .join("\n")
    };
    let mut file = File::new();
    let before = readings(&file.raw());
    let mut refused = |text: &str| {
        let why = import(&mut file, text, How::default())
            .unwrap_err()
            .to_string();
        assert_eq!(readings(&file.raw()), before);
        why
    };
    let number = events + 202;
    assert_eq!(
        refused(&broken(
            &|line| line.replace("\"title\":", "\"title\":7,\"titel\":")
        )),
        format!(
            "nothing was imported:\n  line {number}, events[200].title: text is expected, and 7 was written"
        )
    );
    let cut = broken(&|line| line[..60].to_owned());
    let end = cut.find(lines[events + 202]).unwrap();
    assert_eq!(
        refused(&cut[..end - 1]),
        format!("line {number}, column 60: events[200]: it ends in the middle of a text")
    );
    let gone = records
        .iter()
        .find(|record| record.kind() == Kind::Actor)
        .unwrap()
        .id();
    let without = text.replacen(
        &format!("{{\"id\":\"{gone}\""),
        "{\"id\":\"zzzzzzzzzzzzzzzz\"",
        1,
    );
    let why = refused(&without);
    assert!(
        why.contains(&format!(
            "{gone} is neither in the document nor in this file"
        )),
        "{why}"
    );
    let untouched = File::new();
    assert_eq!(readings(&untouched.raw()), before);
}
