//! Days: words, weekdays, calendar dates.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::token::{Token, digits, month, ordinal, small, strip, weekday, words, year};
use super::{Fit, Miss, Reader, Sort, Unit, first_fit};
use crate::when::bounds;
use crate::when::error::DateError;
use crate::when::read::Direction;
use crate::when::refusal::Refusal;

/// A day as it is named, before its year is known.
#[derive(Debug, Clone, Copy)]
pub(super) enum Named {
    /// today, last Friday: one day by itself.
    Fixed(NaiveDate),
    /// A weekday alone.
    Weekday(Weekday),
    /// A calendar date.
    Calendar(Calendar),
}

/// A calendar date; the weekday is one that was written before it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Calendar {
    pub weekday: Option<Weekday>,
    pub day: u32,
    pub month: u32,
    pub year: Option<i32>,
    /// Whether the month was written first, so that a second day number can follow.
    pub month_first: bool,
    /// Whether it was written in digits alone.
    pub in_digits: bool,
}

/// The first day of that weekday from `day` on.
pub(super) fn on_or_after(day: NaiveDate, weekday: Weekday) -> Option<NaiveDate> {
    let days = weekday.days_since(day.weekday());
    day.checked_add_days(Days::new(days.into()))
}

/// The latest day of that weekday up to `day`.
fn on_or_before(day: NaiveDate, weekday: Weekday) -> Option<NaiveDate> {
    let days = day.weekday().days_since(weekday);
    day.checked_sub_days(Days::new(days.into()))
}

impl Reader<'_> {
    pub(super) fn day(&self, tokens: &[Token]) -> Fit<Unit> {
        let named = self.named_day(tokens)?;
        let unit = Unit::day(self.settle(named, tokens)?, Sort::Day);
        Ok(match named {
            Named::Weekday(_) => Unit {
                aside: self.other_weekday(tokens, unit.earliest),
                ..unit
            },
            _ => unit,
        })
    }

    /// Names the other reading of a bare weekday.
    fn other_weekday(&self, tokens: &[Token], chosen: NaiveDate) -> Option<String> {
        let word = tokens
            .last()
            .and_then(|token| self.phrase.get(token.start..token.end))?;
        Some(match self.direction {
            _ if chosen == self.today => format!("today; a week ago: \"last {word}\""),
            Direction::Next => format!("the coming one; the one before: \"last {word}\""),
            Direction::Last => format!("the one before; the coming one: \"this {word}\""),
        })
    }

    pub(super) fn named_day(&self, tokens: &[Token]) -> Fit<Named> {
        if let Some(rest) = strip(tokens, &["on"]) {
            return first_fit!(
                self.bare_weekday(rest),
                self.calendar(rest).map(Named::Calendar)
            );
        }
        first_fit!(
            self.day_word(tokens),
            self.bare_weekday(tokens),
            self.calendar(tokens).map(Named::Calendar),
        )
    }

    fn day_word(&self, tokens: &[Token]) -> Fit<Named> {
        let today = self.today;
        let plus = |days| today.checked_add_days(Days::new(days));
        let minus = |days| today.checked_sub_days(Days::new(days));
        let day = match *words(strip(tokens, &["the"]).unwrap_or(tokens)) {
            ["day", "after", "tomorrow"] => plus(2),
            ["day", "before", "yesterday"] => minus(2),
            _ => match *words(tokens) {
                ["today"] => Some(today),
                ["tomorrow"] => plus(1),
                ["yesterday"] => minus(1),
                [which, name] => {
                    let weekday = weekday(name).ok_or(Miss::NoFit)?;
                    match which {
                        "this" => on_or_after(today, weekday),
                        "last" => minus(1).and_then(|day| on_or_before(day, weekday)),
                        "next" => return Err(self.next_weekday(weekday)),
                        _ => return Err(Miss::NoFit),
                    }
                }
                _ => return Err(Miss::NoFit),
            },
        };
        self.reached(day).map(Named::Fixed)
    }

    fn next_weekday(&self, weekday: Weekday) -> Miss {
        let near = self
            .today
            .succ_opt()
            .and_then(|day| on_or_after(day, weekday));
        self.two_weeks(near, false)
    }

    /// The fault of two readings a week apart.
    pub(super) fn two_weeks(&self, near: Option<NaiveDate>, weekend: bool) -> Miss {
        let far = near
            .and_then(|near| near.checked_add_days(Days::new(7)))
            .and_then(bounds::writable);
        let (Some(near), Some(far)) = (near, far) else {
            return self.out_of_range();
        };
        Miss::Fault(DateError::TwoReadings {
            text: self.text(),
            near,
            far,
            weekend,
            with_year: self.direction == Direction::Last || far.year() != self.today.year(),
        })
    }

    fn bare_weekday(&self, tokens: &[Token]) -> Fit<Named> {
        match *words(tokens) {
            [name] => weekday(name).map(Named::Weekday).ok_or(Miss::NoFit),
            _ => Err(Miss::NoFit),
        }
    }

    pub(super) fn calendar(&self, tokens: &[Token]) -> Fit<Calendar> {
        if let [token] = tokens {
            return self.date_in_digits(token.text);
        }
        let (weekday, rest) = match tokens {
            [first, rest @ ..] => match weekday(first.text) {
                Some(weekday) => (Some(weekday), strip(rest, &[","]).unwrap_or(rest)),
                None => (None, tokens),
            },
            [] => return Err(Miss::NoFit),
        };
        let (year, rest) = trailing_year(rest);
        let calendar = Calendar {
            weekday,
            day: 0,
            month: 0,
            year,
            month_first: false,
            in_digits: false,
        };
        let (day, month, month_first) = match *words(rest) {
            [a, b] => match (month(a), month(b)) {
                (Some(month), _) => (self.day_number(b)?, month, true),
                (_, Some(month)) => (self.day_number(a)?, month, false),
                _ => return Err(Miss::NoFit),
            },
            ["the", day, "of", name] | [day, "of", name] => match (self.ordinal(day)?, month(name))
            {
                (Some(day), Some(month)) => (day, month, false),
                (None, Some(_)) if small(day).is_some() => {
                    return self.refuse(Refusal::OrdinalNeeded);
                }
                _ => return Err(Miss::NoFit),
            },
            ["the", day, name] if month(name).is_some() && self.day_number(day).is_ok() => {
                return self.refuse(Refusal::OrdinalNeeded);
            }
            _ => return Err(Miss::NoFit),
        };
        if day > 31 {
            return Err(self.no_such_day());
        }
        Ok(Calendar {
            day,
            month,
            month_first,
            ..calendar
        })
    }

    /// A day number, plain or as an ordinal.
    pub(super) fn day_number(&self, word: &str) -> Fit<u32> {
        match small(word) {
            Some(number) => Ok(number),
            None => self.ordinal(word)?.ok_or(Miss::NoFit),
        }
    }

    fn ordinal(&self, word: &str) -> Fit<Option<u32>> {
        match ordinal(word) {
            Some((_, false)) => self.refuse(Refusal::WrongOrdinal),
            found => Ok(found.map(|(number, _)| number)),
        }
    }

    fn date_in_digits(&self, word: &str) -> Fit<Calendar> {
        let separator = word
            .chars()
            .find(|c| !c.is_ascii_digit())
            .ok_or(Miss::NoFit)?;
        let parts: Vec<_> = word.split(separator).collect();
        let [a, b, c] = *parts else {
            return Err(Miss::NoFit);
        };
        if ![a, b, c]
            .iter()
            .all(|part| part.chars().all(|c| c.is_ascii_digit()) && !part.is_empty())
        {
            return Err(Miss::NoFit);
        }
        let (year_first, year_last) = (year(a), year(c));
        let two = |part| digits(part, 2..=2);
        let (day, month, year) = match separator {
            '-' | '/'
                if let (Some(year), Some(month), Some(day)) = (year_first, two(b), two(c)) =>
            {
                (day, month, year)
            }
            '.' if let (Some(day), Some(month), Some(year)) = (small(a), small(b), year_last) => {
                (day, month, year)
            }
            '/' if let (Some(a), Some(b), Some(year)) = (small(a), small(b), year_last) => {
                self.slashed(a, b, year)?
            }
            '.' | '/' if small(a).is_some() && small(b).is_some() && c.len() == 2 => {
                return self.refuse(Refusal::TwoDigitYear);
            }
            '-' | '/' | '.' => return self.refuse(Refusal::DigitsOrder),
            _ => return Err(Miss::NoFit),
        };
        if bounds::day(year, month, day).is_none() {
            return Err(self.no_such_day());
        }
        Ok(Calendar {
            weekday: None,
            day,
            month,
            year: Some(year),
            month_first: false,
            in_digits: true,
        })
    }

    /// Day and month of `a/b/year`, where only one order is possible.
    fn slashed(&self, a: u32, b: u32, year: i32) -> Fit<(u32, u32, i32)> {
        match (a > 12, b > 12) {
            (false, false) if a != b => {
                let readings = [bounds::day(year, b, a), bounds::day(year, a, b)];
                let [Some(day_first), Some(month_first)] = readings else {
                    return Err(self.no_such_day());
                };
                Err(Miss::Fault(DateError::DayOrMonth {
                    text: self.text(),
                    readings: [day_first, month_first],
                }))
            }
            (_, false) => Ok((a, b, year)),
            _ => Ok((b, a, year)),
        }
    }

    /// Settles the year or the week of a named day.
    pub(super) fn settle(&self, named: Named, tokens: &[Token]) -> Fit<NaiveDate> {
        match named {
            Named::Fixed(day) => Ok(day),
            Named::Weekday(weekday) => self.reached(match self.direction {
                Direction::Next => on_or_after(self.today, weekday),
                Direction::Last => on_or_before(self.today, weekday),
            }),
            Named::Calendar(calendar) => {
                let at = tokens.last().map_or(0, |token| token.end);
                let never = DateError::NoSuchDay { text: self.text() };
                let unit = self.in_year(calendar.year, at, never, |year| {
                    let day = bounds::day(year, calendar.month, calendar.day)?;
                    Some(Unit::day(day, Sort::Day))
                })?;
                self.check_weekday(calendar.weekday, unit.earliest)?;
                Ok(unit.earliest)
            }
        }
    }

    pub(super) fn check_weekday(&self, said: Option<Weekday>, day: NaiveDate) -> Fit<()> {
        match said {
            Some(said) if said != day.weekday() => Err(Miss::Fault(DateError::WrongWeekday {
                text: self.text(),
                day,
                said,
            })),
            _ => Ok(()),
        }
    }
}

/// Takes a year, with or without a comma before it, off the end.
fn trailing_year<'t, 'a>(tokens: &'t [Token<'a>]) -> (Option<i32>, &'t [Token<'a>]) {
    match tokens {
        [rest @ .., last] => match (year(last.text), rest) {
            (Some(year), [rest @ .., comma]) if comma.text == "," => (Some(year), rest),
            (Some(year), _) => (Some(year), rest),
            (None, _) => (None, tokens),
        },
        [] => (None, tokens),
    }
}
