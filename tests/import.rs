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
    model::{AnyRecord, Kind, Word as _},
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
    let records = story(100);
    assert_eq!(records.len(), 10_000);
    let mut found = BTreeSet::new();
    let mut due = BTreeSet::new();
    for record in &records {
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
    assert_eq!((imported.recorded.len(), imported.equal), (10_000, 0));
    let kept = documents(&first);
    for record in &records {
        let written = serde_json::to_string(record).unwrap();
        assert_eq!(kept.get(record.id().as_str()), Some(&written));
    }
    // What cannot go out even to the desk is what may be attributed to nobody.
    let out = export(&first.store);
    let (mut second, _) = taken_in(&out);
    let again = export(&second.store);
    let head = |text: &str| text.split_once("\"stories\"").unwrap().1.to_owned();
    assert!(head(&out) == head(&again));
    let rebuilt = readings(&second.raw());
    assert!(second.rebuilt() == rebuilt);
    assert_eq!(second.damage(), Vec::<String>::new());
}
