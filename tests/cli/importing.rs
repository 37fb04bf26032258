//! `import`: what others wrote, taken in whole or not at all.

use std::{fs, io::Write as _, os::unix::process::ExitStatusExt as _, process::Stdio};

use insta::assert_snapshot;
use serde_json::Value;

use crate::{
    home::{Home, TIDINGS},
    terminal::at_a_terminal,
};

/// A document: an actor, a source, an event about them, a quote. Typed by hand: most keys are left out.
const SMALL: &str = r#"{
"format": "tidings-timeline", "version": 1,
"actors": [{"id": "trumptrumptrumpt", "slug": "trump", "name": "Donald Trump", "kind": "person"}],
"sources": [{"id": "wcrwcrwcrwcrwcrw", "title": "Wire A", "url": "https://example.org/a"}],
"events": [
{"id": "smtsmtsmtsmtsmts", "slug": "summit", "type": "summit", "title": "Trump-Putin summit", "when": {"edtf": "2025-08-15?"}, "participants": [{"actor": "trumptrumptrumpt", "role": "host"}],
 "citations": [{"source": "wcrwcrwcrwcrwcrw"}, {"source": "wcrwcrwcrwcrwcrw", "locator": "p. 2"}]}
],
"statements": [
{"id": "qtqtqtqtqtqtqtqt", "speakers": ["trumptrumptrumpt"], "form": "verbatim", "text": "We’ll see.", "links": [{"verb": "about", "to": "smtsmtsmtsmtsmts"}]}
]
}
"#;

/// `trump` has letters that no id has.
fn small() -> String {
    SMALL.replace("trumptrumptrumpt", "trmptrmptrmptrmp")
}

/// A home with a document in it, under this name.
fn with(home: Home, name: &str, document: &str) -> Home {
    fs::write(home.path().join(name), document).unwrap();
    home
}

/// The small document with these words put otherwise, imported into a home where it is recorded; it is refused, and
/// nothing is changed.
#[track_caller]
fn refused(change: &[(&str, &str)]) -> String {
    let home = with(Home::new(), "small.json", &small());
    home.does("tidings import small.json");
    let mut document = small();
    for (old, new) in change {
        assert!(document.contains(old), "{old}");
        document = document.replace(old, new);
    }
    let home = with(home, "bad.json", &document);
    let before = home.bytes();
    let answer = home.types("tidings import bad.json");
    assert!(home.bytes() == before, "{answer}");
    answer.to_string()
}

#[test]
fn a_document_is_one_command_to_undo() {
    let home = with(
        Home::at_work(),
        "small.json",
        &small()
            .replace("\"slug\": \"summit\", ", "")
            .replace("\"slug\": \"trump\", ", ""),
    );
    let before = home.readings();
    let seen = home.session(
        r#"
        tidings import small.json --dry-run
        tidings history --limit 1
        tidings import small.json
        tidings import small.json
        tidings history --limit 2
        tidings show @ --json | grep '"slug"'
        tidings undo
        tidings redo
        tidings show @ --json | grep '"slug"'
        tidings undo
        tidings import small.json
        "#,
    );
    assert_snapshot!(seen, @"");
    home.does("tidings undo");
    assert_eq!(home.readings().lines().count(), before.lines().count() + 4);
    home.does("tidings doctor");
}

#[test]
fn what_cannot_be_read_is_named_with_its_path() {
    let seen = [
        ("\"title\": \"Trump-Putin", "\"titel\": \"Trump-Putin"),
        ("\"role\": \"host\"", "\"rolle\": \"host\""),
        ("\"role\": \"host\"", "\"role\": \"hots\""),
        (
            "\"edtf\": \"2025-08-15?\"",
            "\"edtf\": \"2025-08-15?\", \"earliest\": \"2025-08-14\"",
        ),
        ("\"edtf\": \"2025-08-15?\"", "\"edtf\": \"15 August\""),
        ("\"locator\": \"p. 2\"", "\"credibility\": 7"),
        ("\"id\": \"qtqtqtqtqtqtqtqt\", ", ""),
        ("\"id\": \"qtqtqtqtqtqtqtqt\"", "\"id\": \"q1\""),
        (
            "\"id\": \"qtqtqtqtqtqtqtqt\"",
            "\"id\": \"smtsmtsmtsmtsmts\"",
        ),
        (
            "\"id\": \"qtqtqtqtqtqtqtqt\"",
            "\"id\": \"xwxwxwxwxwxwxwxw\", \"visibility\": \"private\"",
        ),
        (
            "\"id\": \"qtqtqtqtqtqtqtqt\"",
            "\"id\": \"xwxwxwxwxwxwxwxw\", \"topics\": [\"a\", \"b\", \"a\"]",
        ),
        (
            "\"form\": \"verbatim\"",
            "\"form\": \"verbatim\", \"form\": \"partial\"",
        ),
        ("\"text\": \"We’ll see.\"", "\"text\": \" \""),
        ("[\"trmptrmptrmptrmp\"]", "\"trmptrmptrmptrmp\""),
        ("[{\"verb\": \"about\"", "[7, {\"verb\": \"about\""),
    ]
    .map(|(old, new)| {
        let answer = refused(&[(old, new)]);
        format!("{new}\n{answer}")
    })
    .concat();
    assert_snapshot!(seen, @"");
}

#[test]
fn what_is_referred_to_must_be_there_and_of_its_kind() {
    let new = (
        "\"id\": \"qtqtqtqtqtqtqtqt\"",
        "\"id\": \"xwxwxwxwxwxwxwxw\"",
    );
    let seen = [
        (
            "[\"trmptrmptrmptrmp\"]",
            "[\"trmptrmptrmptrmp\", \"bbbbbbbbbbbbbbbb\"]",
        ),
        (
            "\"to\": \"smtsmtsmtsmtsmts\"",
            "\"to\": \"bbbbbbbbbbbbbbbb\"",
        ),
        ("\"text\"", "\"story\": \"bbbbbbbbbbbbbbbb\", \"text\""),
        (
            "\"text\"",
            "\"citations\": [{\"source\": \"trmptrmptrmptrmp\"}], \"text\"",
        ),
        ("\"verb\": \"about\"", "\"verb\": \"restates\""),
    ]
    .map(|change| refused(&[new, change]))
    .concat();
    assert_snapshot!(seen, @"");
}

#[test]
fn what_differs_is_refused_or_recorded_as_an_edit() {
    let home = with(Home::new(), "small.json", &small());
    home.does("tidings import small.json");
    let other = small()
        .replace("Trump-Putin summit", "Summit in Anchorage")
        .replace("\"2025-08-15?\"", "\"2025-08-15\"")
        .replace(
            "\"name\": \"Donald Trump\"",
            "\"name\": \"Donald J. Trump\"",
        );
    let home = with(home, "other.json", &other);
    let seen = home.session(
        r#"
        tidings import other.json
        tidings import other.json --update --dry-run
        tidings import other.json --update
        tidings import other.json --update --json
        tidings undo
        tidings remove qtqtqtqtqtqtqtqt --yes
        tidings import small.json
        tidings import small.json --update
        tidings show qtq
        "#,
    );
    assert_snapshot!(seen, @"");
}

#[test]
fn what_is_no_timeline_document_is_refused_with_words() {
    let home = with(Home::at_work(), "small.json", &small());
    let cut = |length: usize| small().as_bytes()[..length].to_vec();
    let files: [(&str, Vec<u8>); 13] = [
        ("empty.json", Vec::new()),
        ("cut.json", cut(700)),
        (
            "binary.json",
            [&cut(300)[..], &[0xff, 0xfe], &cut(700)[300..]].concat(),
        ),
        ("list.csv", b"entry,id,slug\nevent,,\n".to_vec()),
        ("array.json", b"[1, 2]".to_vec()),
        (
            "other.json",
            br#"{"title": {"text": "T"}, "events": []}"#.to_vec(),
        ),
        (
            "journal.jsonl",
            br#"{"version":1,"replica":"bcdfghjklmnpqrst"}"#.to_vec(),
        ),
        (
            "format.json",
            br#"{"format": "tidings-journal", "version": 1}"#.to_vec(),
        ),
        (
            "newer.json",
            br#"{"format": "tidings-timeline", "version": 2, "people": []}"#.to_vec(),
        ),
        (
            "unknown.json",
            br#"{"format": "tidings-timeline", "version": 1, "people": []}"#.to_vec(),
        ),
        (
            "scope.json",
            br#"{"format": "tidings-timeline", "version": 1, "scope": {"storey": null}}"#.to_vec(),
        ),
        (
            "twice.json",
            br#"{"format": "tidings-timeline", "version": 1, "events": [], "events": []}"#.to_vec(),
        ),
        ("after.json", [small().as_bytes(), b"{}"].concat()),
    ];
    let before = home.bytes();
    let mut seen = String::new();
    for (name, bytes) in files {
        fs::write(home.path().join(name), bytes).unwrap();
        seen.push_str(&home.session(&format!("tidings import {name}")));
    }
    seen.push_str(&home.session(
        r#"
        tidings import .local/share/tidings/tidings.db
        tidings import .
        tidings import nowhere.json
        tidings import
        tidings import json small.json
        tidings import https://example.org/list.csv
        tidings import - </dev/null
        "#,
    ));
    assert!(home.bytes() == before);
    assert_snapshot!(seen, @"");
}

#[test]
fn a_first_import_makes_the_file_whole_or_not_at_all() {
    let home = with(Home::new(), "small.json", &small());
    fs::write(home.path().join("cut.json"), &small().as_bytes()[..600]).unwrap();
    for line in [
        "tidings import cut.json",
        "tidings import small.json --dry-run",
        "tidings --db here.db import cut.json",
    ] {
        home.types(line);
        let files = home.types("find . -name '*.db*' -o -name '.tidings*'");
        assert_eq!(files.out, "", "{line}");
    }
    home.does("tidings import small.json\ntidings doctor");
    let mode = home.types("stat -c %a .local/share/tidings .local/share/tidings/tidings.db");
    assert_eq!(mode.out, "700\n600\n");
    // What is written next goes on with the chain of the import.
    home.does("tidings add note X");
    let chains = rusqlite::Connection::open(home.file()).unwrap();
    let count: i64 = chains
        .query_row("SELECT count(DISTINCT replica) FROM operation", [], |row| {
            row.get(0)
        })
        .unwrap();
    assert_eq!(count, 1);
}

#[test]
fn keys_that_are_left_out_follow_from_their_place() {
    let one = with(Home::new(), "small.json", &small());
    let two = with(
        Home::new().with("TIDINGS_TEST_IDS", "another"),
        "small.json",
        &small(),
    );
    for home in [&one, &two] {
        home.does("tidings import small.json");
    }
    let exported = one.types("tidings export json").out;
    assert_eq!(two.types("tidings export json").out, exported);
    assert_snapshot!(one.record("summit")["citations"][1]["key"], @"");
    // Its own export and what was typed by hand are one document.
    let one = with(one, "exported.json", &exported);
    assert_eq!(
        one.types("tidings import exported.json").out,
        "0 recorded, 4 equal, 0 changed\n"
    );
    assert_eq!(
        one.types("tidings import small.json").out,
        "0 recorded, 4 equal, 0 changed\n"
    );
}

/// Another program may sort the keys, indent, begin with a byte-order mark.
#[test]
fn a_document_is_read_however_it_is_laid_out() {
    let home = with(Home::new(), "small.json", &small());
    home.does("tidings import small.json");
    let value: Value = serde_json::from_str(&small()).unwrap();
    let mut sorted = value.clone();
    sorted.sort_all_objects();
    for (name, text) in [
        ("indented", serde_json::to_string_pretty(&value).unwrap()),
        ("sorted", serde_json::to_string(&sorted).unwrap()),
        ("marked", format!("\u{feff}{}", small())),
        ("crlf", small().replace('\n', "\r\n")),
    ] {
        let answer = home.pipes(text.as_bytes(), "tidings import -");
        assert_eq!(
            answer.to_string(),
            "0 recorded, 4 equal, 0 changed\n",
            "{name}"
        );
    }
}

#[test]
fn a_document_that_breaks_a_rule_is_taken_in_as_it_stands_and_named() {
    let broken = small()
        .replace("\"type\": \"summit\"", "\"type\": \"summit\", \"status\": \"cancelled\", \"certainty\": \"likely\"")
        .replace(
            "\"sources\": [",
            "\"sources\": [{\"id\": \"lplplplplplplplp\", \"title\": \"Loop A\", \"origin\": \"plplplplplplplpl\"}, \
             {\"id\": \"plplplplplplplpl\", \"title\": \"Loop B\", \"origin\": \"lplplplplplplplp\"}, ",
        );
    let home = with(Home::at_work(), "broken.json", &broken);
    let seen = home.session(
        r#"
        tidings import broken.json
        tidings import broken.json
        tidings doctor
        tidings export json -o out.json --quiet && tidings --db two.db import out.json -q
        tidings import broken.json --json
        "#,
    );
    assert_snapshot!(seen.replace(home.path().to_str().unwrap(), "~"), @"");
}

#[test]
fn many_refusals_are_counted() {
    let actors: Vec<String> = (0..30)
        .map(|number| format!("{{\"id\": \"{number}\", \"name\": \"N\"}}"))
        .collect();
    let document = format!(
        "{{\"format\": \"tidings-timeline\", \"version\": 1, \"actors\": [\n{}\n]}}",
        actors.join(",\n")
    );
    let home = with(Home::new(), "many.json", &document);
    let answer = home.types("tidings import many.json");
    let lines: Vec<&str> = answer.err.lines().collect();
    assert_eq!(
        lines[0],
        "error: many.json: nothing was imported, for 30 reasons:"
    );
    assert!(
        lines[20].starts_with("  line 21, actors[19].id: \"19\" is no id"),
        "{answer}"
    );
    assert_eq!(lines[21], "  and 10 more");
    assert_eq!((lines.len(), answer.code), (22, 1));
}

#[test]
fn an_import_that_is_killed_leaves_nothing() {
    let home = with(Home::at_work(), "small.json", &small());
    let before = home.readings();
    let mut import = home
        .program(TIDINGS)
        .args(["import", "-"])
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = import.stdin.take().unwrap();
    // All records but the last, and then it waits for more.
    stdin.write_all(&small().as_bytes()[..800]).unwrap();
    stdin.flush().unwrap();
    import.kill().unwrap();
    assert_eq!(import.wait().unwrap().signal(), Some(9));
    assert!(home.readings() == before);
    home.does("tidings doctor\ntidings import small.json --update");
}

#[test]
fn a_terminal_is_shown_how_far_it_is() {
    let home = with(Home::new(), "small.json", &small());
    let Some(seen) = at_a_terminal(&home, "", "tidings import small.json") else {
        return;
    };
    assert!(
        seen.ends_with("4 recorded, 0 equal, 0 changed\nexit 0\n"),
        "{seen}"
    );
    let quiet = home.types("tidings import small.json");
    assert_eq!(quiet.err, "");
}
