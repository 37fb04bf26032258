//! Weeks and weekends: Monday to Sunday, ISO 8601.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::token::{Token, small, strip, words, year};
use super::{Fit, Miss, Reader, Sort, Unit, first_fit};
use crate::when::bounds;
use crate::when::error::DateError;

/// The week from Monday on, where it can be written.
fn week(monday: NaiveDate) -> Option<Unit> {
    let sunday = monday.checked_add_days(Days::new(6))?;
    Some(Unit::days(
        bounds::writable(monday)?,
        bounds::writable(sunday)?,
        Sort::Days,
    ))
}

fn monday_of(day: NaiveDate) -> Option<NaiveDate> {
    day.checked_sub_days(Days::new(day.weekday().num_days_from_monday().into()))
}

/// Returns the day so many weeks later or, where negative, earlier.
fn weeks_on(day: NaiveDate, weeks: i64) -> Option<NaiveDate> {
    day.checked_add_signed(chrono::TimeDelta::weeks(weeks))
}

impl Reader<'_> {
    pub(super) fn week(&self, tokens: &[Token]) -> Fit<Unit> {
        first_fit!(
            self.week_by_word(tokens),
            self.week_of_day(tokens),
            self.week_by_number(tokens)
        )
    }

    fn week_by_word(&self, tokens: &[Token]) -> Fit<Unit> {
        let (weeks, weekend) = match *words(tokens) {
            ["this", "week"] => (0, false),
            ["next", "week"] => (1, false),
            ["last", "week"] => (-1, false),
            ["weekend"] | ["this" | "the", "weekend"] => (0, true),
            ["last", "weekend"] => (-1, true),
            ["next", "weekend"] => {
                let saturday = self
                    .monday(0)
                    .and_then(|monday| monday.checked_add_days(Days::new(5)));
                // On a Sunday the coming weekend is that of the week after.
                let near = saturday.filter(|day| *day >= self.today);
                let near = near.or_else(|| saturday.and_then(|day| weeks_on(day, 1)));
                return Err(self.two_weeks(near, true));
            }
            _ => return Err(Miss::NoFit),
        };
        let monday = self.monday(weeks).ok_or_else(|| self.out_of_range())?;
        let found = week(monday).ok_or_else(|| self.out_of_range())?;
        if !weekend {
            return Ok(found);
        }
        let saturday = found.latest.pred_opt().ok_or_else(|| self.out_of_range())?;
        Ok(Unit::days(saturday, found.latest, Sort::Days))
    }

    fn monday(&self, weeks: i64) -> Option<NaiveDate> {
        monday_of(self.today).and_then(|monday| weeks_on(monday, weeks))
    }

    /// `week of 11 May`: the week that holds the calendar date.
    fn week_of_day(&self, tokens: &[Token]) -> Fit<Unit> {
        let rest = strip(tokens, &["week", "of"]).ok_or(Miss::NoFit)?;
        let calendar = self.calendar(rest)?;
        let at = rest.last().map_or(0, |token| token.end);
        let never = DateError::NoSuchDay { text: self.text() };
        let date = |year| bounds::day(year, calendar.month, calendar.day);
        let unit = self.in_year(calendar.year, at, never, |year| {
            monday_of(date(year)?).and_then(week)
        })?;
        if let Some(said) = calendar.weekday {
            let years = [unit.earliest.year(), unit.latest.year()];
            let inside = |day: &NaiveDate| unit.earliest <= *day && *day <= unit.latest;
            let day = years.into_iter().filter_map(date).find(inside);
            self.check_weekday(Some(said), day.ok_or_else(|| self.no_such_day())?)?;
        }
        Ok(unit)
    }

    /// `W20`, `week 20`, with or without its ISO year.
    fn week_by_number(&self, tokens: &[Token]) -> Fit<Unit> {
        let (number, rest) = match tokens {
            [word, number, rest @ ..] if word.text == "week" => (small(number.text), rest),
            [word, rest @ ..] => (word.text.strip_prefix('w').and_then(small), rest),
            [] => (None, tokens),
        };
        let number = number.ok_or(Miss::NoFit)?;
        let year = match *words(rest) {
            [] => None,
            ["of" | ",", name] | [name] => Some(year(name).ok_or(Miss::NoFit)?),
            _ => return Err(Miss::NoFit),
        };
        let at = tokens.last().map_or(0, |token| token.end);
        let never = DateError::NoSuchWeek { text: self.text() };
        self.in_year(year, at, never, |year| {
            NaiveDate::from_isoywd_opt(year, number, Weekday::Mon).and_then(week)
        })
    }
}
