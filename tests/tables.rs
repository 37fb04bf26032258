//! The views for people who query the file themselves: readable, and described column by column in docs/tables.md.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail so"
)]

mod desk;

use std::collections::BTreeMap;

use desk::{Desk, actor, id, linked, record, when};
use rusqlite::{Connection, OpenFlags, types::ValueRef};
use tidings::{
    model::{
        ActorKind, Certainty, Citation, Event, EventType, Form, Link, Move, MoveKind, Note,
        NoteKind, Participant, Question, Source, Statement, Story, Verb,
    },
    when::When,
};

const GUIDE: &str = include_str!("../docs/tables.md");

const VIEWS: [&str; 11] = [
    "events",
    "statements",
    "questions",
    "notes",
    "actors",
    "sources",
    "stories",
    "links",
    "citations",
    "moves",
    "upcoming",
];

fn typed(edtf: &str, words: &str) -> Option<When> {
    when(edtf).map(|when| when.with_words(Some(words.into())))
}

/// The eve of the summit in Anchorage.
fn eve() -> Desk {
    let mut desk = Desk::new();
    let story = Story {
        title: "Alaska summit".into(),
        summary: None,
    };
    desk.add(record("alaska", story));
    desk.add(actor("trump", "Donald Trump", Some(ActorKind::Person)));
    desk.add(actor("putin", "Vladimir Putin", Some(ActorKind::Person)));
    let source = Source {
        title: "Wire report".into(),
        url: Some("https://example.org/alaska".into()),
        ..Source::default()
    };
    desk.add(record("wire", source));
    let summit = Event {
        r#type: EventType::Summit,
        title: "Trump-Putin summit".into(),
        when: typed("2025-08-15?", "15 August?"),
        place: Some("Anchorage".into()),
        participants: ["trump", "putin"]
            .map(|who| Participant {
                actor: id(who),
                role: None,
            })
            .to_vec(),
        certainty: Some(Certainty::Likely),
        ..Event::default()
    };
    desk.add(record("summit", summit));
    let move_on = Move {
        key: id("first move"),
        from: typed("2025-08-21/2025-08-31", "late August"),
        to: typed("2025-09-11/2025-09-20", "mid-September"),
        announced: when("2025-08-14"),
        by: Some(id("trump")),
        why: Some("no venue".into()),
        citation: None,
        kind: MoveKind::Announced,
    };
    let second = Event {
        r#type: EventType::Milestone,
        title: "Second meeting with Zelenskiy".into(),
        when: move_on.to.clone(),
        certainty: Some(Certainty::Possible),
        moves: vec![move_on],
        ..Event::default()
    };
    desk.add(linked(
        record("second-meeting", second),
        Verb::WaitsOn,
        id("summit"),
    ));
    let ceasefire = Event {
        r#type: EventType::Ceasefire,
        title: "Ceasefire".into(),
        ..Event::default()
    };
    desk.add(record("ceasefire", ceasefire));
    let quote = Statement {
        text: "We’ll see if they get along.".into(),
        form: Form::Verbatim,
        speakers: vec![id("trump")],
        when: when("2025-08-14"),
        ..Statement::default()
    };
    let mut quote = record("get-along", quote);
    quote.topics = vec!["summit".into(), "expectations".into()];
    quote.links = vec![Link {
        verb: Verb::About,
        to: id("summit"),
        note: None,
    }];
    quote.citations.push(Citation {
        key: id("first citation"),
        source: id("wire"),
        excerpt: Some("“We’ll see if they get along.”".into()),
        ..Citation::default()
    });
    desk.add(quote);
    let whether = Question {
        text: "Whether Zelenskiy joins the second session".into(),
        deadline: typed("../2025-09-30", "by 30 September"),
        ..Question::default()
    };
    desk.add(linked(
        record("zelenskiy-joins", whether),
        Verb::About,
        id("second-meeting"),
    ));
    let todo = Note {
        kind: Some(NoteKind::Todo),
        text: "Ask for the agenda".into(),
        when: when("2025-08-15"),
        ..Note::default()
    };
    desk.add(record("agenda", todo));
    desk
}

fn read(desk: &Desk) -> Connection {
    Connection::open_with_flags(desk.path(), OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap()
}

/// What the sqlite3 shell prints by default: values with bars between, a row a line.
fn list(connection: &Connection, sql: &str) -> String {
    let mut select = connection.prepare(sql).unwrap();
    let columns = select.column_count();
    let mut rows = select.query([]).unwrap();
    let mut text = String::new();
    while let Some(row) = rows.next().unwrap() {
        let cells: Vec<String> = (0..columns)
            .map(|at| match row.get_ref(at).unwrap() {
                ValueRef::Null => String::new(),
                ValueRef::Integer(number) => number.to_string(),
                ValueRef::Real(number) => number.to_string(),
                ValueRef::Text(text) | ValueRef::Blob(text) => {
                    String::from_utf8_lossy(text).into_owned()
                }
            })
            .collect();
        text.push_str(&cells.join("|"));
        text.push('\n');
    }
    text
}

/// The tables of the guide by heading: the names in the first column, in order.
fn described() -> BTreeMap<String, Vec<String>> {
    let mut described: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut heading = "";
    for line in GUIDE.lines() {
        if let Some(name) = line.strip_prefix("### ") {
            heading = name.trim_matches('`');
        } else if let Some(row) = line.strip_prefix("| `") {
            let column = row.split('`').next().unwrap_or_default();
            described
                .entry(heading.to_owned())
                .or_default()
                .push(column.to_owned());
        }
    }
    described
}

/// The tables and views of a file, and their columns in order; without those that SQLite keeps for itself.
fn columns(connection: &Connection) -> BTreeMap<String, Vec<String>> {
    let names = list(
        connection,
        "SELECT name FROM pragma_table_list WHERE type <> 'shadow' AND schema = 'main' AND name NOT LIKE 'sqlite_%'",
    );
    let of = |name: &str| {
        list(
            connection,
            &format!("SELECT name FROM pragma_table_info('{name}')"),
        )
    };
    names
        .lines()
        .map(|name| {
            (
                name.to_owned(),
                of(name).lines().map(str::to_owned).collect(),
            )
        })
        .collect()
}

#[test]
fn every_column_is_described_and_every_column_described_is_there() {
    let found = columns(&read(&Desk::new()));
    assert_eq!(described(), found);
    for view in VIEWS {
        assert!(found.contains_key(view), "{view}");
    }
}

#[test]
fn the_queries_of_the_guide_give_what_it_shows() {
    let desk = eve();
    let connection = read(&desk);
    let mut shown = 0;
    for part in GUIDE.split("```sql\n").skip(1) {
        let (sql, rest) = part.split_once("```").unwrap();
        let output = rest.trim_start().strip_prefix("```text\n").unwrap();
        let output = output.split_once("```").unwrap().0;
        assert_eq!(list(&connection, sql), output, "{sql}");
        shown += 1;
    }
    assert!(shown >= 5);
}

#[test]
fn upcoming_is_readable_and_drops_nothing() {
    let desk = eve();
    let found = list(
        &read(&desk),
        "SELECT earliest, latest, title, status, certainty, words FROM upcoming",
    );
    assert_eq!(
        found,
        "2025-08-15|2025-08-15|Trump-Putin summit|expected|likely|15 August?\n\
         2025-09-11|2025-09-20|Second meeting with Zelenskiy|expected|possible|mid-September\n\
         ||Ceasefire|expected||\n"
    );
}

#[test]
fn a_date_stands_as_four_columns() {
    for (view, columns) in columns(&read(&Desk::new())) {
        if !VIEWS.contains(&view.as_str()) {
            continue;
        }
        let has = |name: String| columns.contains(&name);
        for column in &columns {
            let field = column.strip_suffix("edtf").or(column.strip_suffix("words"));
            let field = field
                .or(column.strip_suffix("earliest"))
                .or(column.strip_suffix("latest"));
            for part in ["edtf", "words", "earliest", "latest"] {
                assert!(
                    field.is_none_or(|field| has(format!("{field}{part}"))),
                    "{view}.{column} {part}"
                );
            }
        }
        assert!(!has("when".into()) && !has("when_edtf".into()), "{view}");
    }
}

#[test]
fn no_column_of_a_view_is_a_word_of_sql() {
    for (view, columns) in columns(&read(&Desk::new())) {
        for column in columns.iter().filter(|_| VIEWS.contains(&view.as_str())) {
            assert!(
                !KEYWORDS
                    .split_whitespace()
                    .any(|word| word.eq_ignore_ascii_case(column)),
                "{view}.{column}"
            );
        }
    }
}

/// Every SQLite since 3.38 reads every view: those that came later cannot order inside an aggregate.
#[test]
fn an_older_shell_can_read_the_views() {
    let views = list(
        &read(&Desk::new()),
        "SELECT sql FROM sqlite_schema WHERE type = 'view'",
    );
    let flat = views.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut inside = flat
        .split("group_concat(")
        .skip(1)
        .map(|rest| rest.split(')').next().unwrap_or_default());
    assert!(inside.all(|arguments| !arguments.contains("ORDER BY")));
}

/// The keywords of SQLite 3.50.
const KEYWORDS: &str = "abort action add after all alter always analyze and as asc attach autoincrement before begin \
    between by cascade case cast check collate column commit conflict constraint create cross current current_date \
    current_time current_timestamp database default deferrable deferred delete desc detach distinct do drop each else \
    end escape except exclude exclusive exists explain fail filter first following for foreign from full generated \
    glob group groups having if ignore immediate in index indexed initially inner insert instead intersect into is \
    isnull join key last left like limit match materialized natural no not nothing notnull null nulls of offset on or \
    order others outer over partition plan pragma preceding primary query raise range recursive references regexp \
    reindex release rename replace restrict returning right rollback row rows savepoint select set table temp \
    temporary then ties to transaction trigger unbounded union unique update using vacuum values view virtual when \
    where window with without";
