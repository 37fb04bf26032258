//! A document in which a value is of another type than its field: each is told in the words of the document.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail so"
)]

mod desk;

use std::collections::{BTreeMap, BTreeSet};

use desk::{NOW, full::full_story};
use insta::assert_snapshot;
use serde_json::{Value, json};
use tidings::{
    exchange,
    recording::{self, How},
    store::{Moment, Place, Store},
};

const LISTS: [&str; 7] = [
    "stories",
    "actors",
    "sources",
    "events",
    "statements",
    "questions",
    "notes",
];

/// Words of the program's own types, which nobody who wrote a document knows.
const JARGON: [&str; 12] = [
    "`", "sequence", "u8", "u32", "f64", "integer", "floating", "struct", "a string", "invalid",
    "variant", "unit ",
];

/// What is wrong with a document; empty where nothing is.
fn refusal(store: &mut Store, document: &Value) -> String {
    let place = Place::of(std::path::Path::new("nowhere.db"), None);
    let moment = Moment {
        now: NOW,
        machine: NOW,
        today: chrono::NaiveDate::from_ymd_opt(2025, 8, 14).unwrap(),
        zone: tidings::when::Zone::UTC,
        author: None,
        via: None,
        test_ids: None,
    };
    let text = document.to_string();
    let feed = |import: &mut recording::Import<'_, '_>| exchange::import(text.as_bytes(), import);
    let read = recording::import(store, &place, &moment, How::default(), || {}, feed);
    let Err(why) = read else {
        *store = Store::temporary().unwrap();
        return String::new();
    };
    why.to_string()
}

/// The pointers to all values inside a value, its own first.
fn pointers(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                pointers(value, &format!("{at}/{name}"), found);
            }
        }
        Value::Array(members) => {
            for (place, value) in members.iter().enumerate() {
                pointers(value, &format!("{at}/{place}"), found);
            }
        }
        _ => {}
    }
}

/// `/participants/0/role` as `.participants[0].role`.
fn path(pointer: &str) -> String {
    let steps = pointer.split('/').skip(1);
    let step = |step: &str| match step.parse::<usize>() {
        Ok(place) => format!("[{place}]"),
        Err(_) => format!(".{step}"),
    };
    steps.map(step).collect()
}

/// The fields of a document that holds every one, each with a value of every type that it does not take.
#[test]
fn a_value_of_another_type_is_told_in_the_words_of_the_document() {
    let whole: Value = serde_json::from_str(&full_story().export().0).unwrap();
    let mut store = Store::temporary().unwrap();
    assert_eq!(refusal(&mut store, &whole), "");
    let values = [
        json!(null),
        json!(true),
        json!(300),
        json!(-7.5),
        json!("x"),
        json!([7]),
        json!({"a": 7}),
    ];
    let mut told: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for list in LISTS {
        for record in whole[list].as_array().unwrap() {
            let mut found = Vec::new();
            pointers(record, "", &mut found);
            for pointer in found {
                let steps = pointer.split('/').map(|step| match step.parse::<usize>() {
                    Ok(_) => "",
                    Err(_) => step,
                });
                let general = steps.collect::<Vec<_>>().join("/");
                if !seen.insert(format!(
                    "{list}{general}{}",
                    record.pointer(&pointer).unwrap().is_null()
                )) {
                    continue;
                }
                for value in &values {
                    let mut record = record.clone();
                    *record.pointer_mut(&pointer).unwrap() = value.clone();
                    let document = json!({"format": whole["format"], "version": whole["version"], list: [record]});
                    let at = format!("{list}{}", path(&pointer));
                    let why = refusal(&mut store, &document);
                    let place = format!("line 1, {list}[0]{}", path(&pointer));
                    for word in JARGON {
                        assert!(!why.contains(word), "{at}: {why}");
                    }
                    let mut lines = why.lines().skip(1).map(str::trim);
                    // It may be of a type that the field takes, and then at most not agree with another.
                    let Some(line) = lines.find(|line| line.starts_with(&place)) else {
                        let may_be =
                            matches!(value, Value::Null | Value::String(_)) || *value == 300;
                        assert!(may_be, "{at} took {value}: {why}");
                        continue;
                    };
                    let (_, what) = line.split_once(": ").unwrap();
                    let Some(expected) = what.split_once(" is expected, and ") else {
                        continue;
                    };
                    // Of a list or an object it may be what stands inside that is at fault.
                    let written = [format!("{value} was written"), "7 was written".to_owned()];
                    assert!(written.contains(&expected.1.to_owned()), "{at}: {why}");
                    let name = general.trim_end_matches('/').rsplit('/').next();
                    let name = name.unwrap_or_default().to_owned();
                    told.entry(expected.0.to_owned()).or_default().insert(name);
                }
            }
        }
    }
    let told: Vec<String> = told
        .into_iter()
        .map(|(expected, at)| {
            format!(
                "{expected}: {}",
                at.into_iter().collect::<Vec<_>>().join(" ")
            )
        })
        .collect();
    assert_snapshot!(told.join("\n"), @r#"
    a list: aliases checks citations forecasts links moves options participants speakers topics
    a number from 0 to 1: probability
    a slug: slug
    a whole number from 0 on: order
    a whole number from 1 to 6: credibility
    an id: actor by key merged_into of origin source speakers story to
    an object: aliases announced answer archived asked check_on checks citation citations deadline done forecasts from hidden_until links moves original participants published retrieved to when
    an object such as {"edtf": "2025-08-15"}: announced asked check_on deadline done from hidden_until published retrieved to when
    one of "A", "B", "C", "D", "E", "F": reliability
    one of "almost-no-chance", "very-unlikely", "unlikely", "roughly-even", "likely", "very-likely", "almost-certain": likelihood
    one of "announced", "took-place", "postponed", "cancelled", "lapsed": kind
    one of "confirmed", "disputed", "retracted": standing
    one of "context", "assessment", "scenario", "term", "todo": kind
    one of "corrected", "retracted", "gone": standing
    one of "expected", "happened", "postponed", "cancelled", "lapsed": status
    one of "for", "against", "conditional", "neutral", "unclear": stance
    one of "host", "guest", "mediator", "possible": role
    one of "low", "moderate", "high": confidence
    one of "mooted", "possible", "likely", "confirmed": certainty
    one of "on-record", "background", "deep-background", "off-record", "unknown": terms
    one of "open", "answered", "unanswerable", "void", "dropped": status
    one of "open", "yesno", "date", "choice": type
    one of "person", "organisation", "country", "group", "described": kind
    one of "public", "internal", "private": visibility
    one of "report", "official", "transcript", "broadcast", "post", "own-reporting", "dataset": kind
    one of "spelling", "script", "metonym", "weak": kind
    one of "summit", "meeting", "call", "agreement", "proposal", "ceasefire", "sanction", "military", "aid", "decision", "legal", "deadline", "milestone", "other": type
    one of "supports", "contradicts", "answers", "updates", "restates", "waits-on", "part-of", "about", "promises": verb
    one of "verbatim", "partial", "paraphrase": form
    text: amounts_to attribution author check_every criteria earliest edtf embargo_until excerpt extent language latest locator name note option options outcome path place publisher rationale sha256 summary text time title topics url venue why words zone
    "#);
}
