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
    assert_snapshot!(seen, @r#"
    $ tidings import small.json --dry-run
    trmptrmptrmptrmp  Donald Trump
                      actor, person
    wcrwcrwcrwcrwcrw  Wire A
                      source · https://example.org/a
    smt               Trump-Putin summit
                      summit, expected · Fri 15 Aug 2025, uncertain (tomorrow)
    qtq               Donald Trump: “We’ll see.”
                      statement, verbatim · about smt
    4 to record, 0 equal, 0 to change; nothing was written
    $ tidings history --limit 1
      14 Aug 12:00  o6  add quote jld · We’ll see if they get along.
      and 5 earlier
    $ tidings import small.json
    4 recorded, 0 equal, 0 changed
    $ tidings import small.json
    0 recorded, 4 equal, 0 changed
    $ tidings history --limit 2
      14 Aug 12:00  o7  import smt · Trump-Putin summit and 3 more
      14 Aug 12:00  o6  add quote jld · We’ll see if they get along.
      and 5 earlier
    $ tidings show @ --json | grep '"slug"'
              "slug": "along",
    $ tidings undo
    Undid o7 “import”.
    trmptrmptrmptrmp “Donald Trump” is gone.
    wcrwcrwcrwcrwcrw “Wire A” is gone.
    smt “Trump-Putin summit” is gone.
    qtq “We’ll see.” is gone.
    $ tidings redo
    Redid o7 “import”.
    trmptrmptrmptrmp  Donald Trump
                      actor, person · back
    wcrwcrwcrwcrwcrw  Wire A
                      source · https://example.org/a · back
    smt               Trump-Putin summit
                      summit, expected · Fri 15 Aug 2025, uncertain (tomorrow) ·
                      back
    qtq               Donald Trump: “We’ll see.”
                      statement, verbatim · about smt · back
    $ tidings show @ --json | grep '"slug"'
              "slug": "along",
    $ tidings undo
    Undid o7 “import”.
    trmptrmptrmptrmp “Donald Trump” is gone.
    wcrwcrwcrwcrwcrw “Wire A” is gone.
    smt “Trump-Putin summit” is gone.
    qtq “We’ll see.” is gone.
    $ tidings import small.json
    4 recorded, 0 equal, 0 changed
    "#);
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
            "\"id\": \"wcrwcrwcrwcrwcrw\"",
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
    assert_snapshot!(seen, @r#"
    "titel": "Trump-Putin
    ---- stderr
    error: bad.json: nothing was imported:
      line 6, events[0].titel: there is no such field; "Trump-Putin summit" was written
    ---- exit 1
    "rolle": "host"
    ---- stderr
    error: bad.json: nothing was imported:
      line 6, events[0].participants[0].rolle: there is no such field; "host" was written
    ---- exit 1
    "role": "hots"
    ---- stderr
    error: bad.json: nothing was imported:
      line 6, events[0].participants[0].role: "hots" is no word for this: "host", "guest", "mediator", "possible"
    ---- exit 1
    "edtf": "2025-08-15?", "earliest": "2025-08-14"
    ---- stderr
    error: bad.json: nothing was imported:
      line 6, events[0].when.earliest: "2025-08-14" was written, and "2025-08-15" follows from the rest
    ---- exit 1
    "edtf": "15 August"
    ---- stderr
    error: bad.json: nothing was imported:
      line 6, events[0].when.edtf: "15 August" has a space inside (write it without spaces)
    ---- exit 1
    "credibility": 7
    ---- stderr
    error: bad.json: nothing was imported:
      line 6, events[0].citations[1].credibility: a whole number from 1 to 6 is expected, and 7 was written
    ---- exit 1

    ---- stderr
    error: bad.json: nothing was imported:
      line 10, statements[0]: it has no id: 16 of the letters bcdfghjklmnpqrstvwxz, made once and kept
    ---- exit 1
    "id": "q1"
    ---- stderr
    error: bad.json: nothing was imported:
      line 10, statements[0].id: "q1" is no id: an id is 16 of the letters bcdfghjklmnpqrstvwxz
    ---- exit 1
    "id": "wcrwcrwcrwcrwcrw"
    ---- stderr
    error: bad.json: nothing was imported:
      line 10, statements[0]: wcrwcrwcrwcrwcrw is a source in this file, and a statement here
    ---- exit 1
    "id": "xwxwxwxwxwxwxwxw", "visibility": "private"
    ---- stderr
    error: bad.json: nothing was imported:
      line 10, statements[0].visibility: this release keeps no private records; internal is for the desk alone
    ---- exit 1
    "id": "xwxwxwxwxwxwxwxw", "topics": ["a", "b", "a"]
    ---- stderr
    error: bad.json: nothing was imported:
      line 10, statements[0].topics[2]: "a" stands in the list twice
    ---- exit 1
    "form": "verbatim", "form": "partial"
    ---- stderr
    error: bad.json: nothing was imported:
      line 10, statements[0]: "form" stands in it twice
    ---- exit 1
    "text": " "
    ---- stderr
    error: bad.json: nothing was imported:
      line 10, statements[0].text: it is empty
    ---- exit 1
    "trmptrmptrmptrmp"
    ---- stderr
    error: bad.json: nothing was imported:
      line 10, statements[0].speakers: a list is expected, and "trmptrmptrmptrmp" was written
    ---- exit 1
    [7, {"verb": "about"
    ---- stderr
    error: bad.json: nothing was imported:
      line 10, statements[0].links[0]: an object is expected, and 7 was written
    ---- exit 1
    "#);
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
    assert_snapshot!(seen, @r#"
    ---- stderr
    error: bad.json: nothing was imported:
      line 10, statements[0].speakers[1]: bbbbbbbbbbbbbbbb is neither in the document nor in this file
    ---- exit 1
    ---- stderr
    error: bad.json: nothing was imported:
      line 10, statements[0].links[0].to: bbbbbbbbbbbbbbbb is neither in the document nor in this file
    ---- exit 1
    ---- stderr
    error: bad.json: nothing was imported:
      line 10, statements[0].story: bbbbbbbbbbbbbbbb is neither in the document nor in this file
    ---- exit 1
    ---- stderr
    error: bad.json: nothing was imported:
      line 10, statements[0].citations[0].source: trmptrmptrmptrmp is an actor, and source takes a source
    ---- exit 1
    ---- stderr
    error: bad.json: nothing was imported:
      line 10, statements[0].links[0].to: "restates" does not lead from a statement to an event
    ---- exit 1
    "#);
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
    assert_snapshot!(seen, @r#"
    $ tidings import other.json
    ---- stderr
    error: other.json: nothing was imported, for 2 reasons:
      line 3, actors[0]: trmptrmptrmptrmp "Donald J. Trump": it differs from the one in this file: name
      line 6, events[0]: smtsmtsmtsmtsmts "Summit in Anchorage": it differs from the one in this file: title, when
    hint: --update records what differs as edits; --dry-run --update shows them
    ---- exit 1
    $ tidings import other.json --update --dry-run
    trump  Donald J. Trump
           name: Donald Trump → Donald J. Trump
    smt    Summit in Anchorage
           title: Trump-Putin summit → Summit in Anchorage
           when: Fri 15 Aug? → Fri 15 Aug 2025
    0 to record, 2 equal, 2 to change; nothing was written
    $ tidings import other.json --update
    trump  Donald J. Trump
           name: Donald Trump → Donald J. Trump
    smt    Summit in Anchorage
           title: Trump-Putin summit → Summit in Anchorage
           when: Fri 15 Aug? → Fri 15 Aug 2025
    0 recorded, 2 equal, 2 changed
    $ tidings import other.json --update --json
    {
      "operation": null,
      "dry_run": false,
      "recorded": [],
      "equal": 4,
      "changed": [],
      "findings": [],
      "notices": []
    }
    $ tidings undo
    Undid o2 “import”.
    trump  Donald Trump
           name: Donald J. Trump → Donald Trump
    smt    Trump-Putin summit
           title: Summit in Anchorage → Trump-Putin summit
           when: Fri 15 Aug → Fri 15 Aug 2025?
    $ tidings remove qtqtqtqtqtqtqtqt --yes
    Removed qtq “We’ll see.”.
    $ tidings import small.json
    ---- stderr
    error: small.json: nothing was imported:
      line 10, statements[0]: qtqtqtqtqtqtqtqt "We’ll see.": it was removed
    hint: --update records what differs as edits; --dry-run --update shows them
    ---- exit 1
    $ tidings import small.json --update
    qtq  Donald Trump: “We’ll see.”
         statement, verbatim · about smt · back
    0 recorded, 3 equal, 1 changed
    $ tidings show qtq
    Donald Trump: “We’ll see.”                                      qtqtqtqtqtqtqtqt
    statement, verbatim

      By         Donald Trump
      About      smt  Trump-Putin summit                                 Fri 15 Aug?
      Recorded   Thu 14 Aug                                      tidings history qtq
    "#);
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
            small()
                .replace("Trump-Putin", "\u{1}")
                .bytes()
                .map(|byte| if byte == 1 { 0xff } else { byte })
                .collect(),
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
    assert_snapshot!(seen, @r#"
    $ tidings import empty.json
    ---- stderr
    error: empty.json: it is no timeline document: it is empty
    hint: tidings export json writes one
    ---- exit 1
    $ tidings import cut.json
    ---- stderr
    error: cut.json: line 10, column 141: statements[0]: it ends in the middle of a text
    ---- exit 1
    $ tidings import binary.json
    ---- stderr
    error: binary.json: line 6, column 74: events[0]: it is no UTF-8
    ---- exit 1
    $ tidings import list.csv
    ---- stderr
    error: list.csv: it is no timeline document: it begins with "entry,id,slug", and one begins with {
    hint: tidings export json writes one
    ---- exit 1
    $ tidings import array.json
    ---- stderr
    error: array.json: it is no timeline document: it begins with "[1, 2]", and one begins with {
    hint: tidings export json writes one
    ---- exit 1
    $ tidings import other.json
    ---- stderr
    error: other.json: it is no timeline document: it has "title", and no "format" before it
    hint: tidings export json writes one
    ---- exit 1
    $ tidings import journal.jsonl
    ---- stderr
    error: journal.jsonl: it is no timeline document: it has "replica", and no "format" before it
    hint: tidings export json writes one
    ---- exit 1
    $ tidings import format.json
    ---- stderr
    error: format.json: it is no timeline document: its format is "tidings-journal", not "tidings-timeline"
    hint: tidings export json writes one
    ---- exit 1
    $ tidings import newer.json
    ---- stderr
    error: newer.json: it is of version 2 of the timeline document; this release reads version 1
    hint: use the release that wrote it; nothing was imported
    ---- exit 1
    $ tidings import unknown.json
    ---- stderr
    error: unknown.json: line 1, people: there is no such field
    ---- exit 1
    $ tidings import scope.json
    ---- stderr
    error: scope.json: line 1, scope.storey: there is no such field; null was written
    ---- exit 1
    $ tidings import twice.json
    ---- stderr
    error: twice.json: line 1, column 68: "events" stands in it twice
    ---- exit 1
    $ tidings import after.json
    ---- stderr
    error: after.json: line 13, column 1: more stands after its end
    ---- exit 1
    $ tidings import .local/share/tidings/tidings.db
    ---- stderr
    error: .local/share/tidings/tidings.db: it is no timeline document: it is a database
    hint: tidings --db FILE export json -o timeline.json writes what is public in one
    ---- exit 1
    $ tidings import .
    ---- stderr
    error: . is a folder
    hint: name a file in it
    ---- exit 2
    $ tidings import nowhere.json
    ---- stderr
    error: nowhere.json cannot be read: No such file or directory (os error 2)
    hint: name a file that is there
    ---- exit 1
    $ tidings import
    ---- stderr
    error: which file?
    hint: tidings import timeline.json --dry-run
    ---- exit 2
    $ tidings import json small.json
    ---- stderr
    error: import takes one file, and sees by itself what stands in it
    hint: tidings import small.json
    ---- exit 2
    $ tidings import https://example.org/list.csv
    ---- stderr
    error: import takes a file, and "https://example.org/list.csv" is an address: there is no network here
    hint: curl -o list.csv https://example.org/list.csv; tidings import list.csv --dry-run
    ---- exit 2
    $ tidings import - </dev/null
    ---- stderr
    error: standard input: it is no timeline document: it is empty
    hint: tidings export json writes one
    ---- exit 1
    "#);
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

/// What a first import that was killed left beside its file is cleared away by the next, and what another still writes is
/// not.
#[test]
fn what_a_killed_import_left_is_swept() {
    let home = with(Home::new(), "small.json", &small());
    let left = || {
        let files = fs::read_dir(home.path()).unwrap();
        let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> = names.filter(|name| name.ends_with(".new")).collect();
        names.sort();
        names
    };
    // It has the first records, and waits for more: it has begun its file by then.
    let begin = |name: &str| {
        let before = left();
        let mut import = home
            .program(TIDINGS)
            .args(["--db", name, "import", "-"])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let mut stdin = import.stdin.take().unwrap();
        stdin.write_all(&small().as_bytes()[..700]).unwrap();
        stdin.flush().unwrap();
        while left().iter().all(|file| before.contains(file)) {
            std::thread::yield_now();
        }
        (import, stdin)
    };
    let (mut killed, _stdin) = begin("one.db");
    killed.kill().unwrap();
    killed.wait().unwrap();
    let of_killed = left();
    assert_eq!(of_killed.len(), 1);
    fs::write(home.path().join(".tidings-other.txt"), "").unwrap();

    let (mut running, mut stdin) = begin("two.db");
    home.does("tidings --db three.db import small.json");
    let of_running = left();
    assert_eq!(of_running.len(), 1, "{of_running:?}");
    assert_ne!(of_running, of_killed);
    stdin.write_all(&small().as_bytes()[700..]).unwrap();
    drop(stdin);
    assert!(running.wait().unwrap().success());
    assert!(left().is_empty());
    home.does(
        "test -e .tidings-other.txt; tidings --db two.db doctor; tidings --db three.db doctor",
    );
}

/// What goes out of the example to its own desk, imported into a file that is new, goes out again as it is.
#[test]
fn the_example_comes_back_byte_for_byte() {
    let home = Home::new();
    let script = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/examples/alaska-summit/record.sh"
    );
    home.does(&format!("TIDINGS={TIDINGS} sh {script} desk"));
    home.does(
        r#"
        tidings --db desk/story.db export json --internal -o one.json
        tidings --db new.db import one.json
        tidings --db new.db export json --internal -o two.json
        cmp one.json two.json
        "#,
    );
    let document = fs::read_to_string(home.path().join("one.json")).unwrap();
    assert!(document.contains("\"visibility\":\"internal\""));
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
    assert_snapshot!(one.record("summit")["citations"][1]["key"], @r#""dgppscjwjnbptqqc""#);
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
    assert_snapshot!(seen.replace(home.path().to_str().unwrap(), "~"), @r#"
    $ tidings import broken.json
    finding: event smtsmtsmtsmtsmts: certainty goes with an expected event, and this
    one is cancelled
    finding: pngcbvvmztjkspjz, smtsmtsmtsmtsmts share the slug summit; it is the
    first one's
    finding: dntwhdhcnbqxjfwx, trmptrmptrmptrmp share the slug trump: commands ask
    which one is meant
    finding: lplplplplplplplp, plplplplplplplpl bite their tail by origin; the first
    is taken for the end
    6 recorded, 0 equal, 0 changed
    $ tidings import broken.json
    0 recorded, 6 equal, 0 changed
    $ tidings doctor
    ~/.local/share/tidings/tidings.db: 7 operations, 14 records
    finding: pngcbvvmztjkspjz, smtsmtsmtsmtsmts share the slug summit; it is the
    first one's (tidings edit smtsmtsmtsmtsmts --slug summit-2)
    finding: dntwhdhcnbqxjfwx, trmptrmptrmptrmp share the slug trump: commands ask
    which one is meant (tidings edit trmptrmptrmptrmp --slug trump-2)
    finding: lplplplplplplplp, plplplplplplplpl bite their tail by origin; the first
    is taken for the end
    finding: event smtsmtsmtsmtsmts: certainty goes with an expected event, and this
    one is cancelled (tidings edit smtsmtsmtsmtsmts --no certainty)
    finding: this file was begun with a fixed clock: it is a rehearsal
    No damage.
    $ tidings export json -o out.json --quiet && tidings --db two.db import out.json -q
    o1
    $ tidings import broken.json --json
    {
      "operation": null,
      "dry_run": false,
      "recorded": [],
      "equal": 6,
      "changed": [],
      "findings": [],
      "notices": []
    }
    "#);
}

#[test]
fn who_wants_no_notices_is_told_none() {
    let home = with(Home::new(), "small.json", &small());
    // Where a file stands no state can be kept.
    fs::create_dir_all(home.path().join(".local")).unwrap();
    fs::write(home.path().join(".local/state"), "").unwrap();
    assert_snapshot!(home.session(
        r#"
        tidings import small.json
        tidings undo --quiet
        tidings config notices off
        tidings import small.json
        "#
    ), @"
    $ tidings import small.json
    4 recorded, 0 equal, 0 changed
    ---- stderr
    notice: no state can be kept here: this command is a replica of its own
    $ tidings undo --quiet
    o1
    $ tidings config notices off
    notices: none → off (~/.config/tidings/config.toml)
    $ tidings import small.json
    4 recorded, 0 equal, 0 changed
    ");
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
    stdin.write_all(&small().as_bytes()[..700]).unwrap();
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

/// A document that was made for others is no news of what stays at the desk.
#[test]
fn an_update_takes_nothing_away_that_was_left_out_and_makes_nothing_public() {
    let home = Home::new();
    home.does(
        r#"
        tidings add actor "Inge Exemple" --kind person --visibility internal
        tidings add summit Talks --who trump,"Inge Exemple" --slug talks
        tidings add note "For the desk" --visibility internal --slug desk
        tidings export json -q -o public.json
        "#,
    );
    let before = home.readings();
    let refused = home.types("sed 's/\"Talks\"/\"The talks\"/' public.json >other.json; tidings import other.json --update");
    assert_eq!(refused.code, 1, "{refused}");
    assert!(refused.err.contains("scope.left_out.links"), "{refused}");
    let note = home.record("desk")["id"].as_str().unwrap().to_owned();
    let document = format!(
        r#"{{"format":"tidings-timeline","version":1,"notes":[{{"id":"{note}","text":"For the desk, mended"}}]}}"#
    );
    let refused = home.pipes(document.as_bytes(), "tidings import - --update");
    assert_eq!(refused.code, 1, "{refused}");
    assert!(refused.err.contains("notes[0].visibility"), "{refused}");
    assert!(home.readings() == before);
    home.does("tidings export json --internal -q | sed 's/For the desk/For us/' | tidings import - --update");
    assert_eq!(home.record("desk")["text"], "For us");
}

/// What an import brought back is removed again by its undo, whoever refers to it: so it was before.
#[test]
fn the_undo_of_an_import_that_brought_back_what_was_removed() {
    let home = Home::new();
    home.does(
        r#"
        tidings add summit Talks --slug talks
        tidings add statement "They went well" --about talks --slug well
        tidings export json -o all.json
        tidings remove talks --yes
        "#,
    );
    let before = home.standing();
    home.does("tidings import all.json --update");
    let after = home.standing();
    home.does("tidings undo");
    assert!(home.standing() == before);
    home.does("tidings redo");
    assert!(home.standing() == after);
    home.does("tidings doctor");
}

/// What no command would record is refused in a document too, in the same words.
#[test]
fn what_no_command_would_record_is_refused_at_its_path() {
    let seen = [
        ("\"title\": \"Trump-Putin", "\"title\": \"Trump\\u0000Putin"),
        ("\"locator\": \"p. 2\"", "\"locator\": \"  \""),
        ("\"type\": \"summit\"", "\"type\": \"summit\", \"topics\": [\"talks\", \"\"]"),
        ("\"type\": \"summit\"", "\"type\": \"summit\", \"topics\": [\" talks\"]"),
        ("https://example.org/a", "the wire"),
        ("\"kind\": \"person\"", "\"aliases\": [{\"text\": \"\"}]"),
        (
            "\"type\": \"summit\"",
            "\"type\": \"summit\", \"moves\": [{\"kind\": \"postponed\", \"to\": {\"edtf\": \"2025-09\"}}]",
        ),
        ("\"type\": \"summit\"", "\"type\": \"summit\", \"moves\": [{\"kind\": \"announced\"}]"),
        ("\"form\": \"verbatim\"", "\"original\": {\"language\": \"ru\"}"),
        ("\"to\": \"smtsmtsmtsmtsmts\"", "\"to\": \"qtqtqtqtqtqtqtqt\""),
        (
            "\"statements\"",
            "\"questions\": [{\"id\": \"xwxwxwxwxwxwxwxw\", \"text\": \"Who?\", \"status\": \"answered\"}], \"statements\"",
        ),
        (
            "\"statements\"",
            "\"questions\": [{\"id\": \"xwxwxwxwxwxwxwxw\", \"text\": \"Who?\", \"type\": \"choice\", \"options\": [\"a\", \" \"]}], \"statements\"",
        ),
    ]
    .map(|(old, new)| format!("{new}\n{}", refused(&[(old, new)])))
    .concat();
    assert_snapshot!(seen, @r#"
    "title": "Trump\u0000Putin
    ---- stderr
    error: bad.json: nothing was imported:
      line 6, events[0].title: it holds a NUL byte
    ---- exit 1
    "locator": "  "
    ---- stderr
    error: bad.json: nothing was imported:
      line 6, events[0].citations[1].locator: it is empty
    ---- exit 1
    "type": "summit", "topics": ["talks", ""]
    ---- stderr
    error: bad.json: nothing was imported:
      line 6, events[0].topics[1]: it is empty
    ---- exit 1
    "type": "summit", "topics": [" talks"]
    ---- stderr
    error: bad.json: nothing was imported:
      line 6, events[0].topics[0]: a topic has no spaces around it, and " talks" has
    ---- exit 1
    the wire
    ---- stderr
    error: bad.json: nothing was imported:
      line 4, sources[0].url: "the wire" is no web address
    ---- exit 1
    "aliases": [{"text": ""}]
    ---- stderr
    error: bad.json: nothing was imported:
      line 3, actors[0].aliases[0].text: an alias needs a name
    ---- exit 1
    "type": "summit", "moves": [{"kind": "postponed", "to": {"edtf": "2025-09"}}]
    ---- stderr
    error: bad.json: nothing was imported:
      line 6, events[0].moves[0].to: this entry says that it was postponed: it leads to no date
    ---- exit 1
    "type": "summit", "moves": [{"kind": "announced"}]
    ---- stderr
    error: bad.json: nothing was imported:
      line 6, events[0].moves[0].to: an entry of kind announced leads to a date
    ---- exit 1
    "original": {"language": "ru"}
    ---- stderr
    error: bad.json: nothing was imported:
      line 10, statements[0].original.language: --language says which language the original is in, and none is given
    ---- exit 1
    "to": "qtqtqtqtqtqtqtqt"
    ---- stderr
    error: bad.json: nothing was imported:
      line 10, statements[0].links[0].to: a record cannot be what it is about itself
    ---- exit 1
    "questions": [{"id": "xwxwxwxwxwxwxwxw", "text": "Who?", "status": "answered"}], "statements"
    ---- stderr
    error: bad.json: nothing was imported:
      line 9, questions[0].answer: an answered question has its answer, and this one has none
    ---- exit 1
    "questions": [{"id": "xwxwxwxwxwxwxwxw", "text": "Who?", "type": "choice", "options": ["a", " "]}], "statements"
    ---- stderr
    error: bad.json: nothing was imported:
      line 9, questions[0].options[1]: it is empty
    ---- exit 1
    "#);
}

/// What breaks a rule over several fields is mended by an edit, and the undo of that is no breach: the file was so before.
#[test]
fn what_two_desks_can_break_together_is_taken_in_mended_and_brought_back() {
    let broken = small().replace(
        "\"statements\"",
        "\"questions\": [{\"id\": \"xwxwxwxwxwxwxwxw\", \"text\": \"Who?\", \"type\": \"choice\", \"options\": [\"a\"]}], \"statements\"",
    );
    let home = with(Home::new(), "broken.json", &broken);
    assert_snapshot!(home.session(
        r#"
        tidings import broken.json
        tidings edit xwx --add option=b
        tidings undo
        tidings redo
        "#
    ), @r#"
    $ tidings import broken.json
    finding: question xwxwxwxwxwxwxwxw: a choice needs two options or more
    5 recorded, 0 equal, 0 changed
    $ tidings edit xwx --add option=b
    xwx  Who?
         option: a → a, b
    $ tidings undo
    Undid o2 “edit”.
    xwx  Who?
         option: a, b → a
    $ tidings redo
    Redid o2 “edit”.
    xwx  Who?
         option: a → a, b
    "#);
}
