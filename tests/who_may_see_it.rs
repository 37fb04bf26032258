//! Who may see it: the table of docs/who-may-see-it.md, one case a cell, through the real binary.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail so"
)]

mod desk;

use std::process::Command;

use desk::{Desk, actor, id, instant, internal, listed, record, the};
use serde_json::{Value, json};
use tidings::model::{Actor, ActorKind, Record, Statement, Terms, Visibility, Word as _};

/// One cell of the table: what is recorded, and what must become of it.
#[derive(Clone, Debug)]
struct Cell {
    visibility: Visibility,
    embargo: &'static str,
    terms: Terms,
    speaker: &'static str,
    attribution: &'static str,
}

const EMBARGOES: [&str; 3] = ["none", "lifted", "to come"];
const SPEAKERS: [&str; 6] = [
    "named",
    "described",
    "internal",
    "internal described",
    "removed",
    "nobody",
];

impl Cell {
    fn every() -> Vec<Self> {
        let mut cells = Vec::new();
        for visibility in [Visibility::Public, Visibility::Internal] {
            for embargo in EMBARGOES {
                for terms in Terms::ALL {
                    for speaker in SPEAKERS {
                        for attribution in ["given", "none"] {
                            cells.push(Self {
                                visibility,
                                embargo,
                                terms: *terms,
                                speaker,
                                attribution,
                            });
                        }
                    }
                }
            }
        }
        cells
    }

    fn record(&self, number: usize) -> Record<Statement> {
        let speaker = self.speaker.replace(' ', "-");
        let speakers: &[&str] = if self.speaker == "nobody" {
            &[]
        } else {
            &[&speaker]
        };
        let own = Statement {
            text: format!("The words of cell {number}."),
            speakers: speakers.iter().map(|slug| id(slug)).collect(),
            terms: self.terms,
            ..Statement::default()
        };
        let mut record = record(&format!("cell-{number}"), own);
        record.id = id(&format!("cell {number} of many"));
        record.visibility = self.visibility;
        record.embargo_until = match self.embargo {
            "lifted" => Some(instant("2025-08-14T12:00:00+00:00")),
            "to come" => Some(instant("2025-08-14T12:00:01+00:00")),
            _ => None,
        };
        if self.attribution == "given" {
            record.own.attribution = Some("an aide".into());
        }
        record
    }

    fn values(&self) -> [&str; 5] {
        let (visibility, terms) = (self.visibility.word(), self.terms.word());
        [
            visibility,
            self.embargo,
            terms,
            self.speaker,
            self.attribution,
        ]
    }
}

/// The flags of each column of outcomes.
const FLAGS: [&[&str]; 4] = [
    &[],
    &["--internal"],
    &["--off-record"],
    &["--internal", "--off-record"],
];

/// One row of the table: the words of each column, and the outcome with each of the flags.
struct Row {
    words: Vec<Vec<String>>,
    outcomes: Vec<String>,
}

fn table() -> Vec<Row> {
    let guide = include_str!("../docs/who-may-see-it.md");
    let rows = guide
        .lines()
        .skip_while(|line| !line.starts_with("| visibility | embargo | terms "))
        .skip(2)
        .take_while(|line| line.starts_with('|'));
    rows.map(|row| {
        let mut cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let outcomes = cells.split_off(5);
        assert_eq!(outcomes.len(), FLAGS.len(), "{row}");
        let words = |cell: &&str| cell.split(", ").map(str::to_owned).collect();
        Row {
            words: cells.iter().map(words).collect(),
            outcomes: outcomes.into_iter().map(str::to_owned).collect(),
        }
    })
    .collect()
}

fn fits(row: &[Vec<String>], values: &[&str; 5]) -> bool {
    row.iter()
        .zip(values)
        .all(|(words, value)| words.iter().any(|word| word == value || word == "any"))
}

/// A desk with a speaker of each sort, and a statement for each cell.
fn desk(cells: &[Cell]) -> Desk {
    let mut desk = Desk::new();
    desk.add(actor("named", "Dmitry Named", Some(ActorKind::Person)));
    desk.add(actor(
        "described",
        "a described aide",
        Some(ActorKind::Described),
    ));
    desk.add(internal(actor("internal", "Inge Internal", None)));
    let aide = actor(
        "internal-described",
        "an internal described aide",
        Some(ActorKind::Described),
    );
    desk.add(internal(aide));
    desk.add(actor("removed", "Remo Ved", None));
    desk.remove::<Actor>(&id("removed"));
    for (number, cell) in cells.iter().enumerate() {
        desk.add(cell.record(number));
    }
    desk
}

/// What the program exports with these flags at noon.
fn export(desk: &Desk, flags: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_tidings"))
        .args(["export", "json"])
        .args(flags)
        .env_clear()
        .env("TIDINGS_DB", desk.path())
        .env("TIDINGS_NOW", "2025-08-14T12:00:00Z")
        .env("TIDINGS_TZ", "UTC")
        .output()
        .unwrap();
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{error}");
    String::from_utf8(output.stdout).unwrap()
}

/// The record as it must stand in the document; none where it is left out.
fn expected(cell: &Cell, number: usize, outcome: &str) -> Option<Value> {
    let recorded = cell.record(number);
    match outcome {
        "whole" => Some(serde_json::to_value(&recorded).unwrap()),
        "as attribution" => {
            let own = Statement {
                speakers: Vec::new(),
                ..recorded.own
            };
            let cut = Record {
                slug: None,
                own,
                ..recorded
            };
            Some(serde_json::to_value(&cut).unwrap())
        }
        _ => None,
    }
}

#[test]
fn each_cell_of_the_guides_table_is_true() {
    let (cells, rows) = (Cell::every(), table());
    let desk = desk(&cells);
    let row_of = |cell: &Cell| {
        let fitting: Vec<_> = (0..rows.len())
            .filter(|at| fits(&rows[*at].words, &cell.values()))
            .collect();
        assert_eq!(fitting.len(), 1, "one row fits {cell:?}");
        fitting[0]
    };
    let fitting: Vec<usize> = cells.iter().map(row_of).collect();
    let unused: Vec<usize> = (0..rows.len())
        .filter(|row| !fitting.contains(row))
        .collect();
    assert_eq!(unused, Vec::<usize>::new(), "rows that fit no cell");
    for (column, flags) in FLAGS.iter().enumerate() {
        let text = export(&desk, flags);
        let document: Value = serde_json::from_str(&text).unwrap();
        let mut counted =
            json!({"internal": 0, "embargoed": 0, "background": 0, "off_record": 0, "links": 0});
        let mut count = |what: &str| counted[what] = json!(counted[what].as_u64().unwrap() + 1);
        for (number, (cell, row)) in cells.iter().zip(&fitting).enumerate() {
            let outcome = &rows[*row].outcomes[column];
            let found = the(&document, "statements", cell.record(number).id).cloned();
            assert_eq!(found, expected(cell, number, outcome), "{flags:?} {cell:?}");
            match outcome.strip_prefix("left out: ") {
                Some(why) => count(why),
                None if outcome == "as attribution" && cell.speaker != "nobody" => count("links"),
                None => assert!(
                    ["whole", "as attribution"].contains(&outcome.as_str()),
                    "{outcome}"
                ),
            }
        }
        assert_eq!(document["scope"]["left_out"], counted, "{flags:?}");
        let actors: &[&str] = if flags.contains(&"--internal") {
            &["named", "described", "internal", "internal-described"]
        } else {
            &["named", "described"]
        };
        assert_eq!(listed(&text, "actors"), actors, "{flags:?}");
    }
}
