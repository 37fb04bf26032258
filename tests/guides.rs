//! The schema of the timeline document is what the types give, and docs/json.md says the same, key by key and word by
//! word; docs/reports.md has every report with its groups and every count of `stats`.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail so"
)]

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use tidings::{
    exchange::schema,
    report::{ReportName, Stats},
};

const GUIDE: &str = include_str!("../docs/json.md");

const REPORTS: &str = include_str!("../docs/reports.md");

/// The kinds of record; their shared keys are described once, under "Every record".
const RECORDS: [&str; 7] = [
    "Story",
    "Actor",
    "Source",
    "Event",
    "Statement",
    "Question",
    "Note",
];

fn root() -> Value {
    serde_json::from_str(&schema::schema()).unwrap()
}

/// The rows of the guide's tables, by heading; a row as its cells.
fn tables() -> BTreeMap<&'static str, Vec<Vec<&'static str>>> {
    tables_of(GUIDE)
}

fn tables_of(page: &'static str) -> BTreeMap<&'static str, Vec<Vec<&'static str>>> {
    let mut tables: BTreeMap<_, Vec<_>> = BTreeMap::new();
    let mut heading = "";
    for line in page.lines() {
        if line.starts_with('#') {
            heading = line.trim_start_matches('#').trim();
        } else if let Some(row) = line.strip_prefix('|').filter(|row| !row.starts_with("---")) {
            let cells = row
                .trim_end_matches('|')
                .split('|')
                .map(str::trim)
                .collect();
            tables.entry(heading).or_default().push(cells);
        }
    }
    tables
}

/// The keys of each object by the guide, in order, without those that every record shares.
fn described() -> BTreeMap<&'static str, Vec<&'static str>> {
    let keyed = tables().into_iter().filter(|(_, rows)| rows[0][0] == "key");
    keyed
        .map(|(heading, rows)| {
            (
                heading,
                rows[1..]
                    .iter()
                    .map(|row| row[0].trim_matches('`'))
                    .collect(),
            )
        })
        .collect()
}

/// The objects of the schema by name; the document itself too.
fn objects(root: &Value) -> BTreeMap<&str, &serde_json::Map<String, Value>> {
    let defs = root["$defs"].as_object().unwrap().iter();
    defs.map(|(name, object)| (name.as_str(), object))
        .chain([("Document", root)])
        .filter_map(|(name, object)| Some((name, object["properties"].as_object()?)))
        .collect()
}

#[test]
fn the_committed_schema_is_the_one_that_the_types_give() {
    assert!(
        schema::schema() == include_str!("../docs/timeline.schema.json"),
        "docs/timeline.schema.json is not what the types give: tidings schema > docs/timeline.schema.json"
    );
}

#[test]
fn every_object_of_the_schema_is_closed_and_whole() {
    let schema = root();
    let objects = schema["$defs"]
        .as_object()
        .unwrap()
        .iter()
        .map(|(name, object)| (name.as_str(), object));
    for (name, object) in objects.chain([("Document", &schema)]) {
        if let Some(properties) = object["properties"].as_object() {
            let required: Vec<&str> = object["required"]
                .as_array()
                .unwrap()
                .iter()
                .filter_map(Value::as_str)
                .collect();
            assert_eq!(required, properties.keys().collect::<Vec<_>>(), "{name}");
            assert_eq!(object["additionalProperties"], false, "{name}");
            for (key, property) in properties {
                assert!(
                    !property["description"].is_null(),
                    "{name}.{key} says what it is"
                );
            }
        }
    }
}

#[test]
fn every_key_is_described_and_every_key_described_is_there() {
    let root = root();
    let mut described = described();
    let shared = described.remove("Every record").unwrap();
    let mut found = BTreeMap::new();
    for (name, properties) in objects(&root) {
        let mut keys: Vec<&str> = properties.keys().map(String::as_str).collect();
        if RECORDS.contains(&name) {
            assert_eq!(keys[..5], shared[..5], "{name}");
            assert_eq!(keys[keys.len() - 3..], shared[5..], "{name}");
            keys = keys[5..keys.len() - 3].to_vec();
        }
        found.insert(name, keys);
    }
    assert_eq!(described, found);
}

#[test]
fn the_guide_says_where_a_null_can_stand() {
    let root = root();
    for (name, rows) in tables() {
        let Some(properties) =
            objects(&root).remove(if name == "Every record" { "Note" } else { name })
        else {
            continue;
        };
        for row in &rows[1..] {
            let property = &properties[row[0].trim_matches('`')];
            let can_be_null = property["anyOf"].to_string().contains("\"null\"")
                || property["type"].to_string().contains("\"null\"");
            assert_eq!(
                row[1].ends_with("or null"),
                can_be_null || name == "Move" && row[0] == "`days`",
                "{name} {row:?}"
            );
        }
    }
}

#[test]
fn every_word_is_listed_and_every_word_listed_is_there() {
    let root = root();
    let mut found = BTreeMap::new();
    for (name, properties) in objects(&root) {
        for (key, property) in properties {
            let words = words(&root, property);
            if !words.is_empty() && name != "Document" {
                let name = if key == "visibility" { "Record" } else { name };
                found.insert(format!("{name}.{key}"), words);
            }
        }
    }
    let listed: BTreeMap<String, Vec<String>> = tables()["Words"][1..]
        .iter()
        .map(|row| {
            (
                row[0].to_owned(),
                row[1]
                    .split('`')
                    .skip(1)
                    .step_by(2)
                    .map(str::to_owned)
                    .collect(),
            )
        })
        .collect();
    assert_eq!(listed, found);
}

/// The words that a property can hold; none where it can hold anything else.
fn words(root: &Value, property: &Value) -> Vec<String> {
    if let Some(reference) = property["$ref"].as_str() {
        return words(
            root,
            root.pointer(reference.trim_start_matches('#')).unwrap(),
        );
    }
    if let Some(first) = property["anyOf"].as_array().and_then(|any| any.first()) {
        return words(root, first);
    }
    let of = |values: &[Value], key: Option<&str>| -> Vec<String> {
        let word = |value: &Value| {
            key.map_or(value, |key| &value[key])
                .as_str()
                .map(str::to_owned)
        };
        values.iter().filter_map(word).collect()
    };
    match (property["oneOf"].as_array(), property["enum"].as_array()) {
        (Some(one), _) => of(one, Some("const")),
        (_, Some(words)) => of(words, None),
        _ => Vec::new(),
    }
}

/// The words between backticks in a cell.
fn code(cell: &str) -> Vec<&str> {
    cell.split('`').skip(1).step_by(2).collect()
}

#[test]
fn every_report_is_described_with_its_groups() {
    let reports = [
        ReportName::Morning,
        ReportName::Watch,
        ReportName::Upcoming,
        ReportName::Check,
        ReportName::Questions,
        ReportName::Timeline,
        ReportName::Search,
        ReportName::Slips,
        ReportName::Show,
        ReportName::Stats,
        ReportName::History,
        ReportName::Actors,
        ReportName::Sources,
        ReportName::Stories,
        ReportName::Topics,
    ];
    let there: Vec<(String, Vec<&str>)> = reports
        .iter()
        .map(|report| {
            let name = serde_json::to_value(report).unwrap();
            (name.as_str().unwrap().to_owned(), report.groups().to_vec())
        })
        .collect();
    let described: Vec<(String, Vec<&str>)> = tables_of(REPORTS)["Reports as JSON"][1..]
        .iter()
        .map(|row| (code(row[0]).concat(), code(row[2])))
        .collect();
    assert_eq!(described, there);
}

#[test]
fn every_count_of_stats_is_described() {
    let there = serde_json::to_value(Stats::default()).unwrap();
    let there: BTreeSet<&str> = there
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .filter(|key| !key.contains("_day") && !key.starts_with("recorded_"))
        .collect();
    let tables = tables_of(REPORTS);
    let counts = tables["An item"]
        .iter()
        .skip_while(|row| row[0] != "key")
        .skip(1);
    let described: BTreeSet<&str> = counts.flat_map(|row| code(row[0])).collect();
    assert_eq!(described, there);
}
