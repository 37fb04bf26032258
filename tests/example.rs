//! examples/alaska-summit does what it says: the same output each time, every sentence of the article in a record, each
//! quote, question and excerpt byte for byte, nothing twice, and no date that the article does not give.
#![allow(missing_docs)]

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    path::Path,
    process::Command,
    sync::OnceLock,
};

use serde_json::Value;

const OUTPUT: &str = "examples/alaska-summit/output.txt";
const SCRIPT: &str = include_str!("../examples/alaska-summit/record.sh");
const TABLE: &str = "docs/alaska-summit.md";

/// The first three words of each content sentence of the article, in order; an opening quotation mark is no word.
const SENTENCES: [&str; 34] = [
    "U.S. President Donald",
    "He suggested that",
    "Trump spoke on",
    "He told reporters",
    "I think President",
    "We’ll see if",
    "He also downplayed",
    "The Ukrainian president",
    "Kyiv has consistently",
    "Putin, in remarks",
    "He framed those",
    "His comments signaled",
    "A Kremlin aide",
    "The official noted",
    "The Alaska meeting",
    "Experts and Kyiv’s",
    "Whether Zelenskiy participates",
    "Whether the agenda",
    "How Kyiv and",
    "The timeline for",
    "If a deal",
    "This reinforces why",
    "The diplomacy underscores",
    "Readers may benefit",
    "The Alaska talks",
    "A successful outcome",
    "Yet the path",
    "A constructive path",
    "As the Alaska",
    "Putin signals openness",
    "The talks highlight",
    "A second meeting",
    "Readers should stay",
    "The outcome could",
];

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

/// What to watch next, as the article prints it, and in how many parts; and what its last note asks.
const QUESTIONS: [(&str, usize); 5] = [
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
    (
        "What concrete security guarantees, if any, are proposed?",
        0,
    ),
];

/// What the example makes.
struct Recorded {
    /// What the script prints.
    out: String,
    /// The document that it writes for other programs.
    document: Value,
    /// Every event, statement, question and note in its file, the internal ones too.
    entries: Vec<Value>,
}

/// What the example makes, once for all tests of one process.
fn recorded() -> &'static Recorded {
    static RECORDED: OnceLock<Recorded> = OnceLock::new();
    RECORDED.get_or_init(record)
}

fn record() -> Recorded {
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
    let all = Command::new(env!("CARGO_BIN_EXE_tidings"))
        .args(["timeline", "--kind", "event,statement,question,note"])
        .args(["--json", "--today", "2025-08-14", "--db"])
        .arg(folder.path().join("desk/story.db"))
        .env_remove("TIDINGS_NOW")
        .env_remove("TIDINGS_STORY")
        .output()
        .unwrap();
    let report: Value = serde_json::from_slice(&all.stdout).unwrap();
    Recorded {
        out,
        document: serde_json::from_str(&document).unwrap(),
        entries: list(&report["groups"][0], "items").to_vec(),
    }
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
    let printed = &recorded().out;
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(OUTPUT);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, printed).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    let same = expected.lines().zip(printed.lines());
    let same = same.take_while(|(expected, printed)| expected == printed);
    assert!(
        expected == *printed,
        "{OUTPUT} is not what the example prints, after line {}; if the new output is right: \
         UPDATE_DOCS=1 cargo test --test example\n{printed}",
        same.count()
    );
}

#[test]
fn each_quote_goes_out_byte_for_byte_with_its_speaker_and_source() {
    let document = &recorded().document;
    let quotes: Vec<(&str, &str)> = list(document, "statements")
        .iter()
        .filter(|statement| statement["form"] != "paraphrase")
        .map(|statement| {
            let speakers = statement["speakers"].as_array().unwrap();
            assert_eq!(speakers.len(), 1, "{statement}");
            let speaker = with_id(document, "actors", &speakers[0]);
            let cited = &statement["citations"][0]["source"];
            assert_eq!(with_id(document, "sources", cited)["slug"], "article");
            (
                speaker["name"].as_str().unwrap(),
                statement["text"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(quotes, QUOTES);

    let aide = list(document, "actors")
        .iter()
        .find(|actor| actor["name"] == "a Kremlin aide")
        .unwrap();
    assert_eq!(aide["kind"], "described");
    assert_eq!(with_id(document, "actors", &aide["of"])["name"], "Kremlin");
}

#[test]
fn each_question_goes_out_byte_for_byte_with_its_parts() {
    let document = &recorded().document;
    let questions = list(document, "questions");
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
        with_id(document, "events", &question["links"][0]["to"]);
    }
}

#[test]
fn no_date_stands_in_it_that_the_article_does_not_give() {
    let document = &recorded().document;
    let mut days = BTreeSet::new();
    collect_dates(document, &mut days);
    assert_eq!(days, BTreeSet::from(["2025-08-15?".to_owned()]));

    let events = list(document, "events");
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
    let document = &recorded().document;
    let schema: Value = serde_json::from_str(include_str!("../docs/timeline.schema.json")).unwrap();
    let errors: Vec<String> = jsonschema::validator_for(&schema)
        .unwrap()
        .iter_errors(document)
        .map(|error| error.to_string())
        .collect();
    assert_eq!(errors, Vec::<String>::new());
}

/// A citation of an entry: the number of its sentence, and the excerpt.
fn cited(entry: &Value) -> Vec<(usize, &str)> {
    let citations = list(entry, "citations").iter().map(|citation| {
        let locator = citation["locator"].as_str().unwrap();
        let number = locator.strip_prefix("sentence ").unwrap().parse().unwrap();
        (number, citation["excerpt"].as_str().unwrap())
    });
    citations.collect()
}

#[test]
fn every_sentence_is_in_a_record() {
    let entries = &recorded().entries;
    let mut excerpts: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for (number, excerpt) in entries.iter().flat_map(cited) {
        excerpts.entry(number).or_default().push(excerpt);
    }
    let numbers: Vec<usize> = excerpts.keys().copied().collect();
    assert_eq!(numbers, (1..=SENTENCES.len()).collect::<Vec<_>>());
    for ((number, excerpts), first) in excerpts.iter().zip(SENTENCES) {
        assert!(
            excerpts
                .iter()
                .any(|excerpt| excerpt.trim_start_matches('“').starts_with(first)),
            "no excerpt of sentence {number} begins with \"{first}\": {excerpts:#?}"
        );
    }
    // What rests on no sentence of its own is a part of what does.
    for entry in entries.iter().filter(|entry| cited(entry).is_empty()) {
        let links = list(entry, "links").iter();
        let parents = links.filter(|link| link["verb"] == "part-of");
        let parents: Vec<&Value> = parents.map(|link| &link["to"]).collect();
        assert!(
            entries
                .iter()
                .any(|other| parents.contains(&&other["id"]) && !cited(other).is_empty()),
            "{entry}"
        );
    }
}

#[test]
fn every_excerpt_is_recorded_byte_for_byte_and_nothing_twice() {
    let entries = &recorded().entries;
    let mut given: Vec<&str> = SCRIPT
        .split("--excerpt \"")
        .skip(1)
        .map(|rest| rest.split_once('"').unwrap().0)
        .collect();
    // A quote is its own excerpt unless one is given.
    given.push("We’ll see if they get along.");
    given.sort_unstable();
    let mut excerpts: Vec<&str> = entries
        .iter()
        .flat_map(cited)
        .map(|(_, excerpt)| excerpt)
        .collect();
    excerpts.sort_unstable();
    assert_eq!(given, excerpts);
    assert_eq!(once(excerpts), Vec::<&str>::new());

    let words: Vec<&str> = entries.iter().map(words).collect();
    assert_eq!(once(words), Vec::<&str>::new());
}

/// What stands in a list more than once.
fn once(mut all: Vec<&str>) -> Vec<&str> {
    let mut seen = BTreeSet::new();
    all.retain(|one| !seen.insert(*one));
    all
}

/// The title of an entry, or its text where it has none.
fn words(entry: &Value) -> &str {
    entry["title"]
        .as_str()
        .or_else(|| entry["text"].as_str())
        .unwrap()
}

#[test]
fn a_summary_that_makes_more_of_its_source_only_restates_it() {
    let Recorded {
        document, entries, ..
    } = recorded();
    let by = |name: &str| -> Vec<&Value> {
        let statements = entries
            .iter()
            .filter(|entry| entry["entry"] == "statement")
            .filter(|entry| speakers(entry, document).contains(&name));
        statements.collect()
    };
    let [inflated] = by("Western officials")[..] else {
        panic!("one statement by Western officials");
    };
    let restated: Vec<&Value> = list(inflated, "links")
        .iter()
        .filter(|link| link["verb"] == "restates")
        .map(|link| &link["to"])
        .collect();
    let official = by("a senior Eastern European official")[0];
    assert!(restated.contains(&&official["id"]));
    // A repeat that adds nothing is a further citation of what is there.
    let summary = |entry: &&Value| cited(entry).iter().any(|(number, _)| *number == 29);
    let repeats: Vec<&str> = entries.iter().filter(summary).map(words).collect();
    assert_eq!(
        repeats,
        [
            "Putin is ready to end the war",
            "Any peace would likely require a second round, with Zelenskiy and possibly other European leaders",
        ]
    );
}

fn speakers<'a>(entry: &Value, document: &'a Value) -> Vec<&'a str> {
    let ids = list(entry, "speakers").iter();
    ids.map(|id| with_id(document, "actors", id)["name"].as_str().unwrap())
        .collect()
}

/// An entry as the table names it: the beginning of its id that reaches it alone, and its words.
fn row(entry: &Value, all: &[Value], document: &Value) -> String {
    let id = entry["id"].as_str().unwrap();
    let alone = |length: &usize| {
        let others = all.iter().filter(|other| other["id"] != id);
        !others
            .map(|other| other["id"].as_str().unwrap())
            .any(|other| other.starts_with(&id[..*length]))
    };
    let short = &id[..(3..=16).find(alone).unwrap()];
    let words = words(entry);
    let words = match entry["entry"].as_str().unwrap() {
        "statement" => {
            let by = speakers(entry, document).join(", ");
            match entry["form"] == "paraphrase" {
                true => format!("{by}: {words}"),
                false => format!("{by}: “{words}”"),
            }
        }
        "note" => {
            let kind = entry["kind"].as_str().unwrap();
            match entry["likelihood"].as_str() {
                Some(likelihood) => format!("{kind}, {likelihood}: {words}"),
                None => format!("{kind}: {words}"),
            }
        }
        "question" => format!("? {words}"),
        _ => words.to_owned(),
    };
    format!("`{short}` {words}")
}

#[test]
fn the_table_says_where_each_sentence_is() {
    let Recorded {
        document, entries, ..
    } = recorded();
    let mut table = "| sentence | first words | records |\n|---|---|---|\n".to_owned();
    for (at, first) in SENTENCES.iter().enumerate() {
        let of_it = |entry: &&Value| cited(entry).iter().any(|(number, _)| *number == at + 1);
        let records: Vec<String> = entries
            .iter()
            .filter(of_it)
            .map(|entry| row(entry, entries, document))
            .collect();
        writeln!(table, "| {} | {first} | {} |", at + 1, records.join("<br>")).unwrap();
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(TABLE);
    let page = std::fs::read_to_string(&path).unwrap();
    let (text, stands) = page.split_at(page.find("| sentence |").unwrap());
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, format!("{text}{table}")).unwrap();
        return;
    }
    assert!(
        stands == table,
        "the table of {TABLE} is not what the example records; if the new one is right: \
         UPDATE_DOCS=1 cargo test --test example\n{table}"
    );
}
