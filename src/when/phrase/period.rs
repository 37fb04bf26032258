//! Periods: months, years, quarters, halves, seasons, thirds.

use chrono::{Datelike, Months};

use super::token::{Token, month, strip, words, year};
use super::{Fit, Miss, Reader, Sort, Unit, first_fit};
use crate::when::bounds::{day, month_end};
use crate::when::error::DateError;
use crate::when::refusal::Refusal;

/// Months of one year with their EDTF; `last` may lie in the next year, counted on.
fn months(edtf: String, year: i32, first: u32, last: u32) -> Option<Unit> {
    let latest = if last > 12 {
        month_end(year + 1, last - 12)
    } else {
        month_end(year, last)
    };
    Some(Unit::new(edtf, day(year, first, 1)?, latest?, Sort::Single))
}

fn month_of(year: i32, month: u32) -> Option<Unit> {
    months(format!("{year:04}-{month:02}"), year, month, month)
}

fn whole_year(year: i32) -> Option<Unit> {
    months(format!("{year:04}"), year, 1, 12)
}

/// Quarters count from 1.
fn quarter_of(year: i32, quarter: u32) -> Option<Unit> {
    months(
        format!("{year:04}-{}", 32 + quarter),
        year,
        quarter * 3 - 2,
        quarter * 3,
    )
}

/// Halves count from 1.
fn half_of(year: i32, half: u32) -> Option<Unit> {
    months(
        format!("{year:04}-{}", 39 + half),
        year,
        half * 6 - 5,
        half * 6,
    )
}

/// Seasons by their EDTF code, 21 to 24; a winter goes by its December.
fn season_of(year: i32, code: u32) -> Option<Unit> {
    let first = (code - 20) * 3;
    months(format!("{year:04}-{code}"), year, first, first + 2)
}

/// Days of a month, to its end where `last` is `None`.
fn days_of(year: i32, month: u32, first: u32, last: Option<u32>) -> Option<Unit> {
    let latest = match last {
        Some(last) => day(year, month, last),
        None => month_end(year, month),
    };
    Some(Unit::days(day(year, month, first)?, latest?, Sort::Days))
}

/// The third of a month: 1-10, 11-20, 21 to its end.
fn third_of_month(which: &str, year: i32, month: u32) -> Option<Unit> {
    match which {
        "early" => days_of(year, month, 1, Some(10)),
        "mid" => days_of(year, month, 11, Some(20)),
        _ => days_of(year, month, 21, None),
    }
}

/// The third of a year, as a set of days.
fn third_of_year(which: &str, year: i32) -> Option<Unit> {
    let (first, last) = match which {
        "early" => (1, 4),
        "mid" => (5, 8),
        _ => (9, 12),
    };
    Some(Unit::days(
        day(year, first, 1)?,
        month_end(year, last)?,
        Sort::Days,
    ))
}

/// A half of a month, as a set of days.
fn half_of_month(half: u32, year: i32, month: u32) -> Option<Unit> {
    let middle = if month == 2 { 14 } else { 15 };
    if half == 1 {
        days_of(year, month, 1, Some(middle))
    } else {
        days_of(year, month, middle + 1, None)
    }
}

fn season(word: &str) -> Option<u32> {
    Some(match word {
        "spring" => 21,
        "summer" => 22,
        "autumn" | "fall" => 23,
        "winter" => 24,
        _ => return None,
    })
}

/// `q2` as 2, where there are so many.
fn numbered(word: &str, letter: char, most: u32) -> Option<u32> {
    let number = word.strip_prefix(letter).filter(|rest| rest.len() == 1)?;
    number
        .parse()
        .ok()
        .filter(|number| (1..=most).contains(number))
}

/// A name, and the year after it where there is one.
fn with_year<'a>(tokens: &[Token<'a>]) -> Option<(&'a str, Option<i32>)> {
    match *words(tokens) {
        [name] => Some((name, None)),
        [name, after] => Some((name, Some(year(after)?))),
        _ => None,
    }
}

fn end(tokens: &[Token]) -> usize {
    tokens.last().map_or(0, |token| token.end)
}

impl Reader<'_> {
    pub(super) fn period(&self, tokens: &[Token]) -> Fit<Unit> {
        if let Some(rest) = strip(tokens, &["in"]) {
            return self.after_in(rest);
        }
        first_fit!(
            self.after_in(tokens),
            self.relative(tokens),
            self.week(tokens)
        )
    }

    /// The periods that "in" may stand before.
    fn after_in(&self, tokens: &[Token]) -> Fit<Unit> {
        first_fit!(
            self.end_period(tokens),
            self.quarter_in_words(tokens),
            self.half(tokens),
            self.season(tokens),
            self.third(tokens),
        )
    }

    fn make(
        &self,
        tokens: &[Token],
        year: Option<i32>,
        make: impl Fn(i32) -> Option<Unit>,
    ) -> Fit<Unit> {
        let never = DateError::OutOfRange { text: self.text() };
        self.in_year(year, end(tokens), never, make)
    }

    /// The periods with a last day that "end of" asks for: MONTH, YEAR, Qn.
    pub(super) fn end_period(&self, tokens: &[Token]) -> Fit<Unit> {
        let (name, after) = with_year(tokens).ok_or(Miss::NoFit)?;
        if let Some(month) = month(name) {
            return self.make(tokens, after, |year| month_of(year, month));
        }
        if let Some(quarter) = numbered(name, 'q', 4) {
            return self.make(tokens, after, |year| quarter_of(year, quarter));
        }
        match (year(name), after) {
            (Some(year), None) => whole_year(year).ok_or(Miss::NoFit),
            _ => Err(Miss::NoFit),
        }
    }

    fn quarter_in_words(&self, tokens: &[Token]) -> Fit<Unit> {
        let (which, year) = match *words(tokens) {
            [which, "quarter"] => (which, None),
            [which, "quarter", "of", after] => (which, Some(year(after).ok_or(Miss::NoFit)?)),
            _ => return Err(Miss::NoFit),
        };
        let quarter = match which {
            "first" | "1st" => 1,
            "second" | "2nd" => 2,
            "third" | "3rd" => 3,
            "fourth" | "4th" => 4,
            _ => return Err(Miss::NoFit),
        };
        self.make(tokens, year, |year| quarter_of(year, quarter))
    }

    fn half(&self, tokens: &[Token]) -> Fit<Unit> {
        if let Some((name, year)) = with_year(tokens)
            && let Some(half) = numbered(name, 'h', 2)
        {
            return self.make(tokens, year, |year| half_of(year, half));
        }
        let (half, rest) = match (
            strip(tokens, &["first", "half", "of"]),
            strip(tokens, &["second", "half", "of"]),
        ) {
            (Some(rest), _) => (1, rest),
            (_, Some(rest)) => (2, rest),
            _ => return Err(Miss::NoFit),
        };
        let this_year = self.today.year();
        match *words(rest) {
            ["the" | "this", "year"] => {
                self.make(tokens, Some(this_year), |year| half_of(year, half))
            }
            ["next", "year"] => self.make(tokens, Some(this_year + 1), |year| half_of(year, half)),
            [name] if let Some(year) = year(name) => {
                self.make(tokens, Some(year), |year| half_of(year, half))
            }
            _ => {
                let (name, year) = with_year(rest).ok_or(Miss::NoFit)?;
                let month = month(name).ok_or(Miss::NoFit)?;
                self.make(tokens, year, |year| half_of_month(half, year, month))
            }
        }
    }

    fn season(&self, tokens: &[Token]) -> Fit<Unit> {
        if let [first, rest @ ..] = tokens
            && season(first.text).is_some()
            && matches!(*words(rest), [first, "-" | "/", _] if year(first).is_some())
        {
            return self.refuse(Refusal::WriteYear);
        }
        let (name, year) = with_year(tokens).ok_or(Miss::NoFit)?;
        let code = season(name).ok_or(Miss::NoFit)?;
        self.make(tokens, year, |year| season_of(year, code))
    }

    /// `early June`, `mid-2026`, `late next month`.
    fn third(&self, tokens: &[Token]) -> Fit<Unit> {
        let (which, rest) = match tokens {
            [first, rest @ ..] if matches!(first.text, "early" | "mid" | "late") => {
                (first.text, rest)
            }
            _ => return Err(Miss::NoFit),
        };
        let ahead = match *words(rest) {
            ["this", _] => 0,
            ["next", _] => 1,
            _ => -1,
        };
        if ahead >= 0 {
            return match *words(rest) {
                [_, unit @ ("month" | "year")] => {
                    let first = self.running(unit, ahead)?.earliest;
                    let (year, month) = (first.year(), first.month());
                    let found = match unit {
                        "month" => third_of_month(which, year, month),
                        _ => third_of_year(which, year),
                    };
                    found.ok_or_else(|| self.out_of_range())
                }
                _ => self.refuse(Refusal::ThirdOf),
            };
        }
        let (name, after) = with_year(rest).ok_or(Miss::NoFit)?;
        if let Some(month) = month(name) {
            return self.make(tokens, after, |year| third_of_month(which, year, month));
        }
        match (year(name), after) {
            (Some(year), None) => third_of_year(which, year).ok_or(Miss::NoFit),
            _ if season(name).is_some() || numbered(name, 'q', 4).is_some() || name == "week" => {
                self.refuse(Refusal::ThirdOf)
            }
            _ => Err(Miss::NoFit),
        }
    }

    /// this, next and last with month, quarter, year; this with a name.
    fn relative(&self, tokens: &[Token]) -> Fit<Unit> {
        let [which, name] = *words(tokens) else {
            return Err(Miss::NoFit);
        };
        let ahead = match which {
            "this" => 0,
            "next" => 1,
            "last" => -1,
            _ => return Err(Miss::NoFit),
        };
        if matches!(name, "month" | "quarter" | "year") {
            return self.running(name, ahead);
        }
        let year = self.today.year();
        let found = match (month(name), season(name)) {
            (None, None) => return Err(Miss::NoFit),
            _ if ahead != 0 => return self.refuse(Refusal::WriteYear),
            (Some(month), _) => month_of(year, month),
            // In January and February the running winter began the year before.
            (_, Some(24)) if self.today.month() < 3 => season_of(year - 1, 24),
            (_, Some(code)) => season_of(year, code),
        };
        found.ok_or_else(|| self.out_of_range())
    }

    /// The month, quarter or year that holds today, or one so many further on.
    pub(super) fn running(&self, unit: &str, ahead: i32) -> Fit<Unit> {
        let length = match unit {
            "month" => 1,
            "quarter" => 3,
            _ => 12,
        };
        let step = Months::new(length * ahead.unsigned_abs());
        // From the first of the month, so that a short month is not skipped.
        let first = self.today.with_day(1).and_then(|first| {
            if ahead < 0 {
                first.checked_sub_months(step)
            } else {
                first.checked_add_months(step)
            }
        });
        let first = first.ok_or_else(|| self.out_of_range())?;
        let (year, month) = (first.year(), first.month());
        let found = match unit {
            "month" => month_of(year, month),
            "quarter" => quarter_of(year, month.div_ceil(3)),
            _ => whole_year(year),
        };
        found.ok_or_else(|| self.out_of_range())
    }
}
