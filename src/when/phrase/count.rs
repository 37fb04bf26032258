//! Days counted from today, and the ends of periods.

use chrono::{Days, Months, NaiveDate};

use super::token::{Token, amount, strip, words};
use super::{Fit, Miss, Reader, Sort, Unit};
use crate::when::refusal::Refusal;
use crate::when::show::plain_day;

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Days(u32),
    Months(u32),
}

impl Step {
    fn of(number: u32, unit: &str) -> Option<Self> {
        Some(match unit {
            "day" | "days" | "d" => Self::Days(number),
            "week" | "weeks" | "w" => Self::Days(number * 7),
            "month" | "months" | "m" => Self::Months(number),
            "year" | "years" | "y" => Self::Months(number * 12),
            _ => return None,
        })
    }

    /// Counts forward; a day that the month reached does not have becomes its last.
    pub(super) fn after(self, day: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Days(days) => day.checked_add_days(Days::new(days.into())),
            Self::Months(months) => day.checked_add_months(Months::new(months)),
        }
    }

    fn before(self, day: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Days(days) => day.checked_sub_days(Days::new(days.into())),
            Self::Months(months) => day.checked_sub_months(Months::new(months)),
        }
    }
}

impl Reader<'_> {
    pub(super) fn count(&self, tokens: &[Token]) -> Fit<Unit> {
        let day = match *words(tokens) {
            ["in", number, unit] => {
                let day = self.step(number, unit)?.after(self.today);
                let day = self.reached(day)?;
                let aside = format!("exactly {}; within: \"within {number} {unit}\"", plain_day(day));
                return Ok(Unit {
                    aside: Some(aside),
                    ..Unit::day(day, Sort::Count)
                });
            }
            [number, unit, "ago"] => self.step(number, unit)?.before(self.today),
            [number, unit, "from", "now" | "today"] | ["+", number, unit] => {
                self.step(number, unit)?.after(self.today)
            }
            ["+", both] => {
                let digits =
                    both.len() - both.trim_start_matches(|c: char| c.is_ascii_digit()).len();
                let (number, unit) = both.split_at_checked(digits).ok_or(Miss::NoFit)?;
                if unit.len() != 1 {
                    return Err(Miss::NoFit);
                }
                let number = amount(number).ok_or(Miss::NoFit)?;
                Step::of(number, unit).ok_or(Miss::NoFit)?.after(self.today)
            }
            _ => return Err(Miss::NoFit),
        };
        Ok(Unit::day(self.reached(day)?, Sort::Count))
    }

    /// A number and a unit; one letter alone is a unit only where it is glued to the number.
    pub(super) fn step(&self, number: &str, unit: &str) -> Fit<Step> {
        let number = amount(number).ok_or(Miss::NoFit)?;
        if matches!(unit, "hour" | "hours" | "h" | "minute" | "minutes") {
            return self.refuse(Refusal::Hours);
        }
        Step::of(number, unit)
            .filter(|_| unit.len() > 1)
            .ok_or(Miss::NoFit)
    }

    /// `[at] [the] end of P`: the last day of P.
    pub(super) fn end_of(&self, tokens: &[Token]) -> Fit<Unit> {
        let rest = strip(tokens, &["at"]).unwrap_or(tokens);
        let rest = strip(rest, &["the"]).unwrap_or(rest);
        let Some(period) = strip(rest, &["end", "of"]) else {
            return match *words(rest) {
                ["start" | "beginning", "of", ..] => self.refuse(Refusal::StartOf),
                _ => Err(Miss::NoFit),
            };
        };
        let unit = match *words(period) {
            [unit @ ("month" | "quarter" | "year")]
            | ["the" | "this", unit @ ("month" | "quarter" | "year")] => self.running(unit, 0)?,
            ["next", unit @ ("month" | "quarter" | "year")] => self.running(unit, 1)?,
            _ => match self.end_period(period) {
                Err(Miss::NoFit) if self.period(period).is_ok() => {
                    return self.refuse(Refusal::EndOf);
                }
                Err(Miss::NoFit) if matches!(*words(period), [.., "week" | "weekend"]) => {
                    return self.refuse(Refusal::EndOf);
                }
                found => found?,
            },
        };
        Ok(Unit::day(unit.latest, Sort::EndOf))
    }
}
