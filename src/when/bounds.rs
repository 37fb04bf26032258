//! Inclusive day bounds, and what a date extends over.

use chrono::{Datelike, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The first and the last day that a date can mean, both inclusive.
///
/// `None` is an end without limit (`..`) or one that is not known; both count as infinite.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Bounds {
    /// The first day; `None` = since ever.
    pub earliest: Option<NaiveDate>,
    /// The last day; `None` = without end.
    pub latest: Option<NaiveDate>,
}

impl Bounds {
    /// Returns whether `day` lies inside.
    pub fn holds(&self, day: NaiveDate) -> bool {
        self.earliest.is_none_or(|first| first <= day) && self.latest.is_none_or(|last| day <= last)
    }

    /// Returns the day where the bounds are one day.
    pub fn one_day(&self) -> Option<NaiveDate> {
        self.earliest.filter(|_| self.earliest == self.latest)
    }

    /// Returns whether every day of `other` lies inside.
    pub fn contain(&self, other: &Self) -> bool {
        let starts = match (self.earliest, other.earliest) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(own), Some(theirs)) => own <= theirs,
        };
        let ends = match (self.latest, other.latest) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(own), Some(theirs)) => own >= theirs,
        };
        starts && ends
    }
}

/// What a date extends over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Extent {
    /// One day, whatever form it is written in.
    Day,
    /// One moment, somewhere inside.
    Window,
    /// It lasts: an interval.
    Span,
}

/// Returns `day` where its year can be written, 0001 to 9999.
pub(super) fn writable(day: NaiveDate) -> Option<NaiveDate> {
    (1..=9999).contains(&day.year()).then_some(day)
}

/// Returns the day of that year, month and day number, where there is one and its year can be written.
pub(super) fn day(year: i32, month: u32, number: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, number).and_then(writable)
}

/// Returns the last day of a month, where its year can be written.
pub(super) fn month_end(year: i32, month: u32) -> Option<NaiveDate> {
    (28..=31).rev().find_map(|number| day(year, month, number))
}
