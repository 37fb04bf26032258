//! The shared tables: every row holds.

use super::super::{Context, Direction, read};
use super::day;

const PHRASES: &str = include_str!("../../../tests/dates/phrases-examples.tsv");
const VECTORS: &str = include_str!("../../../tests/dates/edtf-vectors.tsv");

fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
    let lines = table.lines().filter(|line| !line.starts_with('#')).skip(1);
    lines.map(|line| line.split('\t').collect())
}

#[test]
fn every_phrase_of_the_table_reads_as_it_says() {
    let mut wrong = Vec::new();
    for row in rows(PHRASES) {
        let [phrase, today, expect, earliest, latest, ..] = row[..] else {
            panic!("a row of the table: {row:?}");
        };
        let context = Context {
            today: day(today),
            direction: Direction::Next,
            zone: None,
        };
        let found = match read(phrase, &context) {
            Ok(found) => {
                let bounds = found.when.bounds();
                let first = bounds
                    .earliest
                    .map_or("-inf".to_owned(), |day| day.to_string());
                let last = bounds
                    .latest
                    .map_or("inf".to_owned(), |day| day.to_string());
                [found.when.edtf().to_owned(), first, last]
            }
            Err(error) => {
                assert!(error.hint().is_some(), "{phrase}: {error}");
                ["ERROR".to_owned(), String::new(), String::new()]
            }
        };
        if found != [expect, earliest, latest] {
            wrong.push(format!(
                "{phrase}: {found:?}, not {expect} {earliest} {latest}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_string_of_the_edtf_suites_is_read_or_refused_as_the_profile_says() {
    let mut wrong = Vec::new();
    for row in rows(VECTORS) {
        let (string, profile) = (row[0], row[4]);
        let found = read(string, &super::on(super::TODAY, Direction::Next));
        match (&found, profile) {
            (Ok(_), "read") => {}
            (Err(error), "refused") => assert!(error.hint().is_some(), "{string}: {error}"),
            _ => wrong.push(format!("{string}: {profile}, but {found:?}")),
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
