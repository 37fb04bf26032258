//! Who may see it: the table of docs/json.md, one case a cell.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail so"
)]

mod desk;

use desk::{Desk, actor, id, instant, internal, listed, record, the};
use serde_json::Value;
use tidings::{
    model::{Actor, ActorKind, Record, Statement, Terms, Visibility, Word as _},
    report::release::LeftOut,
};

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

/// The rows of the table in docs/json.md: the words of each column, and the outcome.
fn table() -> Vec<(Vec<Vec<String>>, String)> {
    let guide = include_str!("../docs/json.md");
    let rows = guide
        .lines()
        .skip_while(|line| !line.starts_with("| visibility | embargo | terms "))
        .skip(2)
        .take_while(|line| line.starts_with('|'));
    rows.map(|row| {
        let mut cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let outcome = cells.pop().unwrap().to_owned();
        let words = |cell: &&str| cell.split(", ").map(str::to_owned).collect();
        (cells.iter().map(words).collect(), outcome)
    })
    .collect()
}

fn fits(row: &[Vec<String>], values: &[&str; 5]) -> bool {
    row.iter()
        .zip(values)
        .all(|(words, value)| words.iter().any(|word| word == value || word == "any"))
}

#[test]
fn each_cell_of_the_guides_table_is_true() {
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
        "an inner aide",
        Some(ActorKind::Described),
    );
    desk.add(internal(aide));
    desk.add(actor("removed", "Remo Ved", None));
    desk.remove::<Actor>(&id("removed"));
    let cells = Cell::every();
    for (number, cell) in cells.iter().enumerate() {
        desk.add(cell.record(number));
    }
    let (text, left_out) = desk.export();
    let document: Value = serde_json::from_str(&text).unwrap();
    let rows = table();
    let mut counted = LeftOut::default();
    let mut used = vec![false; rows.len()];
    for (number, cell) in cells.iter().enumerate() {
        let fitting: Vec<_> = (0..rows.len())
            .filter(|at| fits(&rows[*at].0, &cell.values()))
            .collect();
        assert_eq!(fitting.len(), 1, "one row fits {cell:?}");
        used[fitting[0]] = true;
        let recorded = cell.record(number);
        let found = the(&document, "statements", recorded.id);
        match rows[fitting[0]].1.as_str() {
            "whole" => {
                assert_eq!(
                    found,
                    Some(&serde_json::to_value(&recorded).unwrap()),
                    "{cell:?}"
                );
            }
            "as attribution" => {
                let expected = Record {
                    slug: None,
                    own: Statement {
                        speakers: Vec::new(),
                        ..recorded.own
                    },
                    ..recorded
                };
                assert_eq!(
                    found,
                    Some(&serde_json::to_value(&expected).unwrap()),
                    "{cell:?}"
                );
                counted.links += u64::from(cell.speaker != "nobody");
            }
            left_out => {
                assert_eq!(found, None, "{cell:?}");
                match left_out {
                    "left out: internal" => counted.internal += 1,
                    "left out: embargoed" => counted.embargoed += 1,
                    "left out: background" => counted.background += 1,
                    "left out: off_record" => counted.off_record += 1,
                    other => panic!("{other}"),
                }
            }
        }
    }
    assert_eq!(left_out, counted);
    assert!(
        used.iter().all(|used| *used),
        "a row that fits no cell: {used:?}"
    );
    assert_eq!(listed(&text, "actors"), ["named", "described"]);
}
