//! Full text as the library gives it: which records hold the words, in which order, how many are left out.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing
)]

#[path = "reports/desk.rs"]
mod desk;

use desk::{Desk, id, record, screen};
use proptest::prelude::*;
use tidings::{
    model::{Actor, Id, Kind, Note, Record, Source, Statement},
    report::{self, Ask, Item, Report},
    store::Error,
};

fn note(text: &str) -> Note {
    Note {
        text: text.into(),
        ..Note::default()
    }
}

fn actor(name: &str, merged_into: Option<Id>) -> Actor {
    Actor {
        name: name.into(),
        merged_into,
        ..Actor::default()
    }
}

fn search(desk: &Desk, ask: &Ask, typed: &[&str], kinds: &[Kind]) -> Report<Item> {
    let typed: Vec<String> = typed.iter().map(|word| (*word).to_owned()).collect();
    report::search(&desk.store, ask, &typed, kinds).unwrap()
}

fn found(desk: &Desk, typed: &[&str]) -> Vec<Id> {
    let report = search(desk, &desk.ask(), typed, &[]);
    let items = report.items("items").iter();
    items.map(|item| item.record.id()).collect()
}

#[test]
fn what_was_recorded_last_comes_first_however_it_is_mended() {
    let mut desk = Desk::new();
    for letters in ["vbb", "bbb", "kbb"] {
        desk.add(record(letters, note("a truce")));
    }
    desk.add(record("vbb", note("a truce, mended")));
    assert_eq!(found(&desk, &["truce"]), ["kbb", "bbb", "vbb"].map(id));
    desk.store.rebuild(&mut |_, _| {}).unwrap();
    assert_eq!(found(&desk, &["truce"]), ["kbb", "bbb", "vbb"].map(id));
}

#[test]
fn who_turned_out_to_be_one_is_found_by_both_names() {
    let mut desk = Desk::new();
    desk.add(record("zbb", actor("Zelenskyy", None)));
    desk.add(record("kbb", actor("Servant", Some(id("zbb")))));
    for (letters, speaker) in [("sbb", "zbb"), ("tbb", "kbb")] {
        let said = Statement {
            text: "Not an inch".into(),
            speakers: vec![id(speaker)],
            ..Statement::default()
        };
        desk.add(record(letters, said));
    }
    for name in ["zelenskyy", "SERVANT"] {
        assert_eq!(found(&desk, &[name]), ["tbb", "sbb", "kbb", "zbb"].map(id));
    }
    let mut ask = desk.ask();
    ask.narrow = report::Narrow::to(&desk.store, Vec::new(), &[id("kbb")]).unwrap();
    let timeline = report::timeline(&desk.store, &ask, &[], report::Within::default()).unwrap();
    assert_eq!(timeline.items("items").len(), 2);
    assert_eq!(timeline.actors, [id("zbb")]);
}

#[test]
fn every_text_of_a_record_is_searched_and_none_that_is_none() {
    let mut desk = Desk::new();
    let mut source = record(
        "sbb",
        Source {
            title: "Wire".into(),
            url: Some("https://example.org/truce-talks".into()),
            publisher: Some("The Herald".into()),
            ..Source::default()
        },
    );
    source.topics = vec!["front line".into()];
    desk.add(source);
    for word in ["wire", "herald", "truce-talks", "example.org", "line"] {
        assert_eq!(found(&desk, &[word]), [id("sbb")], "{word}");
    }
    // Words of vocabularies, keys and ids are no texts.
    for word in ["source", "public", "sbbhjklmnpqrstbc", "title"] {
        assert_eq!(found(&desk, &[word]), Vec::<Id>::new(), "{word}");
    }
}

#[test]
fn what_a_limit_leaves_out_is_counted_so_far_as_it_is_cheap() {
    let mut desk = Desk::new();
    let fill = |desk: &mut Desk, count: usize| {
        desk.write("add note", |draft| {
            for _ in 0..count {
                let id = draft.mint();
                draft.put(&Record::new(id, note("a truce")))?;
            }
            Ok::<_, Error>(())
        });
    };
    fill(&mut desk, 30);
    let ask = Ask {
        limit: Some(20),
        ..desk.ask()
    };
    let report = search(&desk, &ask, &["truce"], &[Kind::Note]);
    assert_eq!(
        (report.items("items").len(), report.total("items")),
        (20, 30)
    );
    assert!(screen(&report, 80).ends_with("\n\nand 10 more (--limit N)\n"));
    assert!(search(&desk, &ask, &["truce"], &[Kind::Event]).is_empty());
    for _ in 0..3 {
        fill(&mut desk, 400);
    }
    let report = search(&desk, &ask, &["truce"], &[]);
    assert_eq!(report.total("items"), 20 + 101);
    assert!(screen(&report, 80).ends_with("\n\nand more than 100 more (--limit N)\n"));
}

#[test]
fn a_snippet_stands_around_what_was_found_whatever_the_text() {
    let mut desk = Desk::new();
    let long = format!("{} truce {}", "é́ ".repeat(400), "界".repeat(400));
    desk.add(record("bbb", note(&long)));
    desk.add(record("dbb", note(&"x".repeat(2_000))));
    desk.add(record("fbb", note("truce\n\nin\ttwo   lines")));
    for typed in ["truce", "界", "lines"] {
        let report = search(&desk, &desk.ask(), &[typed], &[]);
        for item in report.items("items") {
            let snippet = serde_json::to_value(item).unwrap()["snippet"].clone();
            let snippet = snippet.as_str().unwrap();
            assert!(snippet.contains(typed), "{typed}: {snippet}");
            assert!(snippet.chars().count() < 200, "{typed}: {snippet}");
            assert!(!snippet.contains(['\n', '\t']), "{snippet:?}");
        }
        assert!(!report.is_empty(), "{typed}");
    }
}

const WORDS: [&str; 6] = ["Truce", "truces", "Київ", "kyiv’s", "front-line", "front"];

/// What a word is found by.
fn is_in(typed: &str, text: &str) -> bool {
    let pieces = text.split_whitespace();
    match typed {
        "Truce" | "truces" => pieces
            .into_iter()
            .any(|word| ["Truce", "truces"].contains(&word)),
        "front" => pieces.into_iter().any(|word| word.starts_with("front")),
        typed => pieces.into_iter().any(|word| word == typed),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..Default::default() })]
    #[test]
    fn exactly_what_holds_every_word_is_found(
        texts in prop::collection::vec(prop::collection::vec(0..WORDS.len(), 1..5), 1..12),
        typed in prop::collection::vec(0..WORDS.len(), 1..4),
    ) {
        let mut desk = Desk::new();
        let texts: Vec<String> = texts
            .iter()
            .map(|text| text.iter().map(|at| WORDS[*at]).collect::<Vec<_>>().join(" "))
            .collect();
        let letters = "bcdfghjklmnp";
        for (text, letter) in texts.iter().zip(letters.chars()) {
            desk.add(record(&format!("{letter}bb"), note(text)));
        }
        let typed: Vec<&str> = typed.iter().map(|at| WORDS[*at]).collect();
        // What was recorded last comes first.
        let mut due: Vec<Id> = texts
            .iter()
            .zip(letters.chars())
            .filter(|(text, _)| typed.iter().all(|word| is_in(word, text)))
            .map(|(_, letter)| id(&format!("{letter}bb")))
            .collect();
        due.reverse();
        prop_assert_eq!(found(&desk, &typed), due);
    }
}
