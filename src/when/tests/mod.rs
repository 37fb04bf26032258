//! Tests of dates, one file a part; the two shared tables stand in `tests/dates/`.

mod amounts;
mod clocks;
mod directions;
mod documents;
mod guide;
mod operators;
mod periods;
mod profile;
mod properties;
mod ranges;
mod refusals;
mod shown;
mod tables;
mod units;

use chrono::NaiveDate;

use super::{Context, DateError, Direction, Understood, When, Zone, read};

/// The day on which the examples of the rule book are read, a Thursday.
const TODAY: &str = "2026-05-14";

fn day(iso: &str) -> NaiveDate {
    iso.parse().expect("an ISO day")
}

fn named(zone: &str) -> Zone {
    Zone::named(zone).expect("a zone")
}

fn on(today: &str, direction: Direction) -> Context {
    Context {
        today: day(today),
        direction,
        zone: None,
    }
}

fn next(words: &str) -> Result<Understood, DateError> {
    read(words, &on(TODAY, Direction::Next))
}

fn last(words: &str) -> Result<Understood, DateError> {
    read(words, &on(TODAY, Direction::Last))
}

fn edtf(text: &str) -> When {
    When::parse_edtf(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// Each phrase of a list reads as the EDTF beside it.
fn reads(context: &Context, cases: &[(&str, &str)]) {
    let mut wrong = Vec::new();
    for (words, expected) in cases {
        match read(words, context) {
            Ok(found) if found.when.edtf() == *expected => {}
            Ok(found) => wrong.push(format!("{words}: {}, not {expected}", found.when.edtf())),
            Err(error) => wrong.push(format!("{words}: {error}, not {expected}")),
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Each phrase of a list is refused with the variant beside it, in one line, with a hint.
fn refuses(context: &Context, cases: &[(&str, &str)]) {
    let mut wrong = Vec::new();
    for (words, variant) in cases {
        match read(words, context) {
            Ok(found) => wrong.push(format!("{words}: read as {}", found.when.edtf())),
            Err(error) => {
                let line = error.to_string();
                let tidy = !line.contains('\n') && !line.ends_with('.') && error.hint().is_some();
                if !tidy || !format!("{error:?}").contains(variant) {
                    wrong.push(format!("{words}: {error:?} ({line}), not {variant}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
