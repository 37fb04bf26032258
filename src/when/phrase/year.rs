//! The year that is missing.

use chrono::{Datelike, NaiveDate};

use super::{Fit, Miss, Reader, Unit};
use crate::when::error::DateError;
use crate::when::read::Direction;

/// How many days away the other year is plausible, too.
const EDGE: i64 = 31;

/// How far to look for a year that has the day: 29 February can be eight years away.
const REACH: i32 = 9;

/// What is named, in one year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Occurrence {
    /// The year to write.
    pub year: i32,
    pub earliest: NaiveDate,
    pub latest: NaiveDate,
}

/// Two years that are both plausible.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Crossing {
    pub past: Occurrence,
    pub future: Occurrence,
    /// The byte of the phrase at which the year is missing.
    pub at: usize,
}

impl Reader<'_> {
    /// Makes what is named in `year`, or in the year that the direction gives. `at` is the byte at
    /// which the year is missing, `never` the fault where no year has it.
    pub(super) fn in_year(
        &self,
        year: Option<i32>,
        at: usize,
        never: DateError,
        make: impl Fn(i32) -> Option<Unit>,
    ) -> Fit<Unit> {
        let year = match year {
            Some(year) => year,
            None => {
                let chosen = self.choose(at, never.clone(), |year| {
                    let Unit {
                        earliest, latest, ..
                    } = make(year)?;
                    Some(Occurrence {
                        year,
                        earliest,
                        latest,
                    })
                })?;
                chosen.year
            }
        };
        make(year).ok_or(Miss::Fault(never))
    }

    /// Chooses the occurrence that the direction gives, unless the one on the other side of today
    /// is so near that it can be meant as well.
    pub(super) fn choose(
        &self,
        at: usize,
        never: DateError,
        make: impl Fn(i32) -> Option<Occurrence>,
    ) -> Fit<Occurrence> {
        let today = self.today;
        let years = today.year() - REACH..=today.year() + REACH;
        let found: Vec<_> = years.filter_map(make).collect();
        let days = |from: NaiveDate, to: NaiveDate| (to - from).num_days();
        let (past, future) = match self.direction {
            Direction::Next => {
                let place = found.iter().position(|one| one.latest >= today);
                let future = place.and_then(|place| found.get(place));
                let past = place.and_then(|place| found.get(place.checked_sub(1)?));
                let Some(future) = future else {
                    return Err(self.nowhere(found.is_empty(), never));
                };
                match past {
                    Some(past) if future.earliest > today && days(past.latest, today) <= EDGE => {
                        (past, future)
                    }
                    _ => return Ok(*future),
                }
            }
            Direction::Last => {
                let place = found.iter().rposition(|one| one.earliest <= today);
                let past = place.and_then(|place| found.get(place));
                let future = place.and_then(|place| found.get(place + 1));
                let Some(past) = past else {
                    return Err(self.nowhere(found.is_empty(), never));
                };
                match future {
                    Some(future) if past.latest < today && days(today, future.earliest) <= EDGE => {
                        (past, future)
                    }
                    _ => return Ok(*past),
                }
            }
        };
        Err(Miss::Edge(Box::new(Crossing {
            past: *past,
            future: *future,
            at,
        })))
    }

    fn nowhere(&self, never_found: bool, never: DateError) -> Miss {
        if never_found {
            Miss::Fault(never)
        } else {
            self.out_of_range()
        }
    }
}
