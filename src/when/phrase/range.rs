//! Ranges and alternatives over days, months or years.

use chrono::{Datelike, NaiveDate, Weekday};

use super::day::{Named, on_or_after};
use super::token::{Token, month, strip, words, year};
use super::year::Occurrence;
use super::{Fit, Miss, Reader, Sort, Unit, first_fit, iso};
use crate::when::bounds::{self, month_end};
use crate::when::error::DateError;
use crate::when::refusal::Refusal;

/// What joins the two sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joint {
    /// It lasts.
    To,
    /// One moment inside.
    Between,
    /// One moment inside, written with a dash.
    Dash,
    /// One of the two.
    Or,
}

/// One side, before its year is known.
#[derive(Debug, Clone, Copy)]
enum Side {
    /// A day that is settled by itself.
    Fixed(NaiveDate),
    Weekday(Weekday),
    /// A calendar date, a month or a year.
    Dated(Dated),
    /// A day number whose month stands on the other side, perhaps with the year of both.
    Number(u32, Option<i32>),
}

/// A calendar date, a month (no day) or a year (no month).
#[derive(Debug, Clone, Copy)]
struct Dated {
    weekday: Option<Weekday>,
    day: Option<u32>,
    month: Option<u32>,
    year: Option<i32>,
    /// Whether a day number after it can take month and year from here: the month stands first.
    lends: bool,
    /// Whether it is written in digits alone, and lends nothing.
    in_digits: bool,
}

/// One side, settled.
#[derive(Debug, Clone)]
struct End {
    edtf: String,
    earliest: NaiveDate,
    latest: NaiveDate,
}

impl End {
    fn day(day: NaiveDate) -> Self {
        Self {
            edtf: iso(day),
            earliest: day,
            latest: day,
        }
    }
}

impl Dated {
    fn in_year(&self, year: i32) -> Option<End> {
        match (self.month, self.day) {
            (Some(month), Some(day)) => bounds::day(year, month, day).map(End::day),
            (Some(month), None) => Some(End {
                edtf: format!("{year:04}-{month:02}"),
                earliest: bounds::day(year, month, 1)?,
                latest: month_end(year, month)?,
            }),
            (None, _) => Some(End {
                edtf: format!("{year:04}"),
                earliest: bounds::day(year, 1, 1)?,
                latest: bounds::day(year, 12, 31)?,
            }),
        }
    }
}

impl Reader<'_> {
    pub(super) fn range(&self, tokens: &[Token]) -> Fit<Unit> {
        if let Some(rest) = strip(tokens, &["from"]) {
            return self.joined(rest, "to", Joint::To);
        }
        if let Some(rest) = strip(tokens, &["between"]) {
            return self.joined(rest, "and", Joint::Between);
        }
        first_fit!(
            self.joined(tokens, "to", Joint::To),
            self.joined(tokens, "or", Joint::Or),
            self.joined(tokens, "-", Joint::Dash),
        )
    }

    fn joined(&self, tokens: &[Token], word: &str, joint: Joint) -> Fit<Unit> {
        let at = tokens
            .iter()
            .position(|token| token.text == word)
            .ok_or(Miss::NoFit)?;
        let (left, right) = tokens.split_at_checked(at).ok_or(Miss::NoFit)?;
        let (joining, right) = right.split_first().ok_or(Miss::NoFit)?;
        if joint == Joint::Or && right.iter().any(|token| token.text == word) {
            return self.refuse(Refusal::Alternatives);
        }
        let (a, b) = lend(self.side(left)?, self.side(right)?)?;
        self.check_sides(a, b, joint)?;
        let at = tokens.last().map_or(0, |token| token.end);
        let (first, last) = self.settle_range(a, b, left, at)?;
        let unit = self.bounded(first, last, joint)?;
        Ok(match joint {
            Joint::Dash => Unit {
                aside: self.lasting(joining),
                ..unit
            },
            _ => unit,
        })
    }

    fn side(&self, tokens: &[Token]) -> Fit<Side> {
        let whole = |month, year| Dated {
            weekday: None,
            day: None,
            month,
            year,
            lends: false,
            in_digits: false,
        };
        match *words(tokens) {
            [word] if let Some(year) = year(word) => {
                return Ok(Side::Dated(whole(None, Some(year))));
            }
            [word] if let Some(month) = month(word) => {
                return Ok(Side::Dated(whole(Some(month), None)));
            }
            [word] if let Ok(day) = self.day_number(word) => return Ok(Side::Number(day, None)),
            [word, after] | [word, ",", after] if let Some(year) = year(after) => {
                if let (Some(month), [_, _]) = (month(word), tokens) {
                    return Ok(Side::Dated(whole(Some(month), Some(year))));
                }
                if let Ok(day) = self.day_number(word) {
                    return Ok(Side::Number(day, Some(year)));
                }
            }
            _ => {}
        }
        Ok(match self.named_day(tokens)? {
            Named::Fixed(day) => Side::Fixed(day),
            Named::Weekday(weekday) => Side::Weekday(weekday),
            Named::Calendar(date) => Side::Dated(Dated {
                weekday: date.weekday,
                day: Some(date.day),
                month: Some(date.month),
                year: date.year,
                lends: date.month_first,
                in_digits: date.in_digits,
            }),
        })
    }

    fn check_sides(&self, a: Side, b: Side, joint: Joint) -> Fit<()> {
        let (Side::Dated(first), Side::Dated(last)) = (a, b) else {
            return match joint {
                Joint::Dash => self.refuse(Refusal::DashOfWords),
                _ if is_period(a) || is_period(b) => self.refuse(Refusal::MixedRange),
                _ => Ok(()),
            };
        };
        if first.day.is_some() != last.day.is_some()
            || first.month.is_some() != last.month.is_some()
        {
            return match joint {
                // `2026-27`, `winter 2026-27` and the like are for other rules.
                Joint::Dash => Err(Miss::NoFit),
                _ => self.refuse(Refusal::MixedRange),
            };
        }
        match joint {
            Joint::Dash if first.month.is_none() => self.refuse(Refusal::YearDashYear),
            Joint::Or if first.month.is_none() => self.refuse(Refusal::Alternatives),
            _ => Ok(()),
        }
    }

    /// Settles the years of both sides; `at` is the byte after the range.
    fn settle_range(&self, a: Side, b: Side, left: &[Token], at: usize) -> Fit<(End, End)> {
        if let (Side::Dated(first), Side::Dated(last)) = (a, b)
            && first.year.is_none()
        {
            return match last.year {
                Some(year) => self.before_the_last(first, self.end_in(last, year)?),
                None => self.both_undated(first, last, at),
            };
        }
        if let (Side::Dated(first), Side::Fixed(last)) = (a, b)
            && first.year.is_none()
        {
            return self.before_the_last(first, End::day(last));
        }
        let first = match a {
            Side::Fixed(day) => End::day(day),
            Side::Weekday(weekday) => End::day(self.settle(Named::Weekday(weekday), left)?),
            Side::Dated(date) => match date.year {
                Some(year) => self.end_in(date, year)?,
                None => {
                    let end = left.last().map_or(0, |token| token.end);
                    let year =
                        self.choose(end, self.never(), |year| occurrence(&date, &date, year))?;
                    self.end_in(date, year.year)?
                }
            },
            Side::Number(..) => return Err(Miss::NoFit),
        };
        let last = match b {
            Side::Fixed(day) => End::day(day),
            Side::Weekday(weekday) => End::day(self.reached(on_or_after(first.earliest, weekday))?),
            Side::Dated(date) => match date.year {
                Some(year) => self.end_in(date, year)?,
                None => self.first_after(date, &first)?,
            },
            Side::Number(..) => return Err(Miss::NoFit),
        };
        Ok((first, last))
    }

    /// Only the last side has a year: the first takes it, or the year before where its month is later.
    fn before_the_last(&self, first: Dated, last: End) -> Fit<(End, End)> {
        let turns = first
            .month
            .is_some_and(|month| month > last.earliest.month());
        let year = last.earliest.year() - i32::from(turns);
        Ok((self.end_in(first, year)?, last))
    }

    /// Neither side has a year: the range as a whole is looked for.
    fn both_undated(&self, first: Dated, last: Dated, at: usize) -> Fit<(End, End)> {
        let found = self.choose(at, self.never(), |year| occurrence(&first, &last, year))?;
        let year = found.year - i32::from(turns(&first, &last));
        Ok((self.end_in(first, year)?, self.end_in(last, found.year)?))
    }

    /// The first one on or after `first`.
    fn first_after(&self, date: Dated, first: &End) -> Fit<End> {
        let year = first.earliest.year();
        let found = (year..=year + 8)
            .filter_map(|year| date.in_year(year))
            .find(|end| end.earliest >= first.earliest)
            .ok_or_else(|| Miss::Fault(self.never()))?;
        self.check_weekday(date.weekday, found.earliest)?;
        Ok(found)
    }

    fn end_in(&self, date: Dated, year: i32) -> Fit<End> {
        let found = date
            .in_year(year)
            .ok_or_else(|| Miss::Fault(self.never()))?;
        self.check_weekday(date.weekday, found.earliest)?;
        Ok(found)
    }

    fn never(&self) -> DateError {
        DateError::NoSuchDay { text: self.text() }
    }

    /// Writes the range; alternatives stand earlier first, anything else must not run backwards.
    fn bounded(&self, first: End, last: End, joint: Joint) -> Fit<Unit> {
        let (first, last) = match joint {
            Joint::Or if first.edtf == last.edtf => return self.refuse(Refusal::SameTwice),
            Joint::Or if last.earliest < first.earliest => (last, first),
            _ => (first, last),
        };
        if last.earliest < first.earliest {
            return Err(Miss::Fault(DateError::Backwards { text: self.text() }));
        }
        let edtf = match joint {
            Joint::To => format!("{}/{}", first.edtf, last.edtf),
            Joint::Or => format!("[{},{}]", first.edtf, last.edtf),
            Joint::Between | Joint::Dash => {
                format!("[{}..{}]", iso(first.earliest), iso(last.latest))
            }
        };
        Ok(Unit::new(edtf, first.earliest, last.latest, Sort::Range))
    }

    /// Names the other reading of a dash.
    fn lasting(&self, dash: &Token) -> Option<String> {
        let (head, tail) = (self.phrase.get(..dash.start)?, self.phrase.get(dash.end..)?);
        Some(format!(
            "some day; lasting: \"{} to {}\"",
            head.trim_end(),
            tail.trim_start()
        ))
    }
}

fn is_period(side: Side) -> bool {
    matches!(side, Side::Dated(date) if date.day.is_none())
}

/// Gives a day number the month, and the year, that it shares with the other side.
fn lend(a: Side, b: Side) -> Fit<(Side, Side)> {
    match (a, b) {
        (Side::Number(day, None), Side::Dated(b)) if b.day.is_some() && !b.in_digits => {
            let a = Dated {
                weekday: None,
                day: Some(day),
                year: None,
                ..b
            };
            Ok((Side::Dated(a), Side::Dated(b)))
        }
        (Side::Dated(a), Side::Number(day, year))
            if a.lends && (a.year.is_none() || year.is_none()) =>
        {
            let b = Dated {
                weekday: None,
                day: Some(day),
                year: year.or(a.year),
                ..a
            };
            Ok((Side::Dated(a), Side::Dated(b)))
        }
        (Side::Number(..), _) | (_, Side::Number(..)) => Err(Miss::NoFit),
        sides => Ok(sides),
    }
}

/// Whether the last side lies in the year after the first, by its month.
fn turns(first: &Dated, last: &Dated) -> bool {
    last.month < first.month
}

/// The whole range with its last side in `year`.
fn occurrence(first: &Dated, last: &Dated, year: i32) -> Option<Occurrence> {
    let begins = first.in_year(year - i32::from(turns(first, last)))?;
    let ends = last.in_year(year)?;
    Some(Occurrence {
        year,
        earliest: begins.earliest.min(ends.earliest),
        latest: ends.latest.max(begins.latest),
    })
}
