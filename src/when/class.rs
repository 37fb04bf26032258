//! Where an open record stands as of a day.

use chrono::{NaiveDate, TimeDelta};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::bounds::Extent;
use super::date::When;

/// Where an open record stands as of a day; exactly one fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Class {
    /// It has no date.
    NoDate,
    /// It begins after the day.
    Upcoming,
    /// It is that one day.
    Today,
    /// A window that holds the day: it can be now.
    InWindow,
    /// A span that holds the day: it lasts.
    UnderWay,
    /// It ended before the day.
    Overdue,
}

/// Returns where a date stands as of `today`. Marks give no days of grace, an open end is never over.
pub fn class(when: Option<&When>, today: NaiveDate) -> Class {
    let Some(when) = when else {
        return Class::NoDate;
    };
    let bounds = when.bounds();
    if bounds.earliest.is_some_and(|earliest| earliest > today) {
        Class::Upcoming
    } else if bounds.latest.is_some_and(|latest| latest < today) {
        Class::Overdue
    } else {
        match when.extent() {
            Extent::Day => Class::Today,
            Extent::Window => Class::InWindow,
            Extent::Span => Class::UnderWay,
        }
    }
}

/// Returns whether a date touches the days from `today` to `days` later, both inclusive.
pub fn intersects_next(when: &When, today: NaiveDate, days: i64) -> bool {
    let end = TimeDelta::try_days(days).and_then(|days| today.checked_add_signed(days));
    let bounds = when.bounds();
    let begins = match (bounds.earliest, end) {
        (Some(earliest), Some(end)) => earliest <= end,
        (None, _) => true,
        // A number of days beyond the calendar reaches any day, or, counted back, none.
        (Some(_), None) => days > 0,
    };
    begins && bounds.latest.is_none_or(|latest| latest >= today)
}
