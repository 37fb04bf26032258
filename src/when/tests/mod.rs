//! Tests of dates, one file a part; the two shared tables stand in `tests/dates/`.

mod table;

use chrono::NaiveDate;

use super::{Context, DateError, Direction, Understood, When, read};

/// The day on which the examples of the rule book are read, a Thursday.
const TODAY: &str = "2026-05-14";

fn day(iso: &str) -> NaiveDate {
    iso.parse().expect("an ISO day")
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
