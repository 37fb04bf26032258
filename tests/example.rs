//! examples/alaska-summit does what it says: the same output each time, each quote and question byte for byte, and no
//! date that the article does not give.
#![allow(missing_docs)]

use std::{collections::BTreeSet, path::Path, process::Command};

use serde_json::Value;

const OUTPUT: &str = "examples/alaska-summit/output.txt";

/// Words that were said, as the article prints them.
const QUOTES: [(&str, &str); 4] = [
    (
        "Donald Trump",
        "I think President Putin will make peace, I think President Zelenskiy will make peace",
    ),
    ("Donald Trump", "We’ll see if they get along."),
    (
        "Vladimir Putin",
        "energetic and sincere efforts to stop the hostilities, stop the crisis and reach agreements that are of \
         interest to all parties involved.",
    ),
    ("a Kremlin aide", "huge untapped potential"),
];

/// What to watch next, as the article prints it, and in how many parts.
const QUESTIONS: [(&str, usize); 4] = [
    (
        "Whether Zelenskiy participates in or immediately follows the talks, and under what conditions Ukraine would \
         engage.",
        3,
    ),
    (
        "Whether the agenda includes concrete security guarantees, verifiable ceasefire mechanisms, and how any \
         border-related compromises would be handled.",
        3,
    ),
    (
        "How Kyiv and European partners respond to proposals touching on territory or concessions.",
        0,
    ),
    (
        "The timeline for a potential second meeting and whether Zelenskiy will join that session.",
        2,
    ),
];

/// What the script prints, and the document that it writes.
fn recorded() -> (String, Value) {
    let folder = tempfile::tempdir().unwrap();
    let run = Command::new("sh")
        .arg("examples/alaska-summit/record.sh")
        .arg(folder.path().join("desk"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("TIDINGS", env!("CARGO_BIN_EXE_tidings"))
        .env_remove("COLUMNS")
        .env_remove("CLICOLOR_FORCE")
        // What a user has set does not reach the example.
        .env("TIDINGS_STORY", "other")
        .env("TIDINGS_AUTHOR", "other")
        .output()
        .unwrap();
    let (out, err) = (utf8(run.stdout), utf8(run.stderr));
    assert!(run.status.success(), "{out}{err}");
    let document = std::fs::read_to_string(folder.path().join("desk/timeline.json")).unwrap();
    (out, serde_json::from_str(&document).unwrap())
}

fn utf8(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

fn list<'a>(document: &'a Value, name: &str) -> &'a [Value] {
    document[name].as_array().unwrap()
}

fn with_id<'a>(document: &'a Value, list_name: &str, id: &Value) -> &'a Value {
    list(document, list_name)
        .iter()
        .find(|record| record["id"] == *id)
        .unwrap()
}

#[test]
fn it_prints_what_output_txt_says() {
    let (printed, _) = recorded();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(OUTPUT);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &printed).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    let same = expected.lines().zip(printed.lines());
    let same = same.take_while(|(expected, printed)| expected == printed);
    assert!(
        expected == printed,
        "{OUTPUT} is not what the example prints, after line {}; if the new output is right: \
         UPDATE_DOCS=1 cargo test --test example\n{printed}",
        same.count()
    );
}

#[test]
fn each_quote_goes_out_byte_for_byte_with_its_speaker_and_source() {
    let (_, document) = recorded();
    let quotes: Vec<(&str, &str)> = list(&document, "statements")
        .iter()
        .filter(|statement| statement["form"] != "paraphrase")
        .map(|statement| {
            let speakers = statement["speakers"].as_array().unwrap();
            assert_eq!(speakers.len(), 1, "{statement}");
            let speaker = with_id(&document, "actors", &speakers[0]);
            let cited = &statement["citations"][0]["source"];
            assert_eq!(with_id(&document, "sources", cited)["slug"], "article");
            (
                speaker["name"].as_str().unwrap(),
                statement["text"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(quotes, QUOTES);

    let aide = list(&document, "actors")
        .iter()
        .find(|actor| actor["name"] == "a Kremlin aide")
        .unwrap();
    assert_eq!(aide["kind"], "described");
    assert_eq!(with_id(&document, "actors", &aide["of"])["name"], "Kremlin");
}

#[test]
fn each_question_goes_out_byte_for_byte_with_its_parts() {
    let (_, document) = recorded();
    let questions = list(&document, "questions");
    let is_part = |question: &&Value| question["links"].to_string().contains("\"part-of\"");
    let parts_of = |id: &Value| {
        questions
            .iter()
            .filter(|part| {
                part["links"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .any(|link| link["verb"] == "part-of" && link["to"] == *id)
            })
            .count()
    };
    let found: Vec<(&str, usize)> = questions
        .iter()
        .filter(|question| !is_part(question))
        .map(|question| {
            (
                question["text"].as_str().unwrap(),
                parts_of(&question["id"]),
            )
        })
        .collect();
    assert_eq!(found, QUESTIONS);
    // Each hangs on an event.
    for question in questions.iter().filter(|question| !is_part(question)) {
        with_id(&document, "events", &question["links"][0]["to"]);
    }
}

#[test]
fn no_date_stands_in_it_that_the_article_does_not_give() {
    let (_, document) = recorded();
    let mut days = BTreeSet::new();
    collect_dates(&document, &mut days);
    assert_eq!(days, BTreeSet::from(["2025-08-15?".to_owned()]));

    let events = list(&document, "events");
    let summit = &events[0];
    assert_eq!(summit["when"]["edtf"], "2025-08-15?");
    let second = &events[1];
    assert_eq!(
        (&second["slug"], &second["when"]),
        (&"second-meeting".into(), &Value::Null)
    );
    assert_eq!(second["certainty"], "possible");
}

/// Every date of the document, as it is written.
fn collect_dates(value: &Value, into: &mut BTreeSet<String>) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                match (key.as_str(), value.as_str()) {
                    ("edtf" | "embargo_until", Some(date)) => drop(into.insert(date.to_owned())),
                    _ => collect_dates(value, into),
                }
            }
        }
        Value::Array(array) => array.iter().for_each(|value| collect_dates(value, into)),
        _ => {}
    }
}

#[test]
fn what_it_writes_is_a_timeline_document() {
    let (_, document) = recorded();
    let schema: Value = serde_json::from_str(include_str!("../docs/timeline.schema.json")).unwrap();
    let errors: Vec<String> = jsonschema::validator_for(&schema)
        .unwrap()
        .iter_errors(&document)
        .map(|error| error.to_string())
        .collect();
    assert_eq!(errors, Vec::<String>::new());
}
