//! Clock times: a day with a time and, where known, its offset.

use super::token::{Token, digits, strip, words};
use super::{Fit, Miss, Reader, Sort, Unit};
use crate::when::refusal::Refusal;

impl Reader<'_> {
    /// DAY [,] [at] TIME [OFFSET].
    pub(super) fn timed(&self, tokens: &[Token]) -> Fit<Unit> {
        for at in 1..tokens.len() {
            let Some((day, time)) = tokens.split_at_checked(at) else {
                break;
            };
            match self.time(strip(time, &["at"]).unwrap_or(time)) {
                Err(Miss::NoFit) => {}
                found => return self.at_time(day, found),
            }
        }
        Err(Miss::NoFit)
    }

    fn at_time(&self, day: &[Token], time: Fit<String>) -> Fit<Unit> {
        let day = match day {
            [rest @ .., comma] if comma.text == "," => rest,
            _ => day,
        };
        match self.day(day) {
            Ok(found) => {
                let edtf = format!("{}T{}", found.edtf, time?);
                Ok(Unit {
                    edtf,
                    sort: Sort::Timed,
                    ..found
                })
            }
            Err(Miss::NoFit) if self.count(day).is_ok() => self.refuse(Refusal::TimeOnCount),
            Err(fault) => Err(fault),
        }
    }

    /// A time with its offset, as EDTF writes it.
    fn time(&self, tokens: &[Token]) -> Fit<String> {
        let (clock, rest) = match tokens {
            [noon, rest @ ..] if noon.text == "noon" => (Some((12, 0, 0)), rest),
            [clock, half, rest @ ..] if matches!(half.text, "am" | "pm") => {
                let Some(hour) = twelve_hours(clock.text, half.text) else {
                    return Err(Miss::NoFit);
                };
                (hour, rest)
            }
            [clock, rest @ ..] if clock.text.contains(':') => (twenty_four_hours(clock.text), rest),
            _ => return Err(Miss::NoFit),
        };
        let Some((hour, minute, second)) = clock else {
            return self.refuse(Refusal::Clock);
        };
        let offset = match *words(rest) {
            [] => String::new(),
            ["z" | "utc" | "gmt"] => "Z".to_owned(),
            [offset] if offset.starts_with(['+', '-']) => match written(offset) {
                Some(offset) => offset,
                None => return self.refuse(Refusal::Offset),
            },
            [name, ..] if name.starts_with(char::is_alphabetic) => {
                return self.refuse(Refusal::ZoneWords);
            }
            _ => return Err(Miss::NoFit),
        };
        Ok(format!("{hour:02}:{minute:02}:{second:02}{offset}"))
    }
}

type Clock = (u32, u32, u32);

/// `H[:MM]` before am or pm; the inner `None` is a time that does not exist.
fn twelve_hours(clock: &str, half: &str) -> Option<Option<Clock>> {
    let (hour, minute) = clock.split_once(':').unwrap_or((clock, "00"));
    let (hour, minute) = (digits(hour, 1..=2)?, digits(minute, 2..=2)?);
    let valid = (1..=12).contains(&hour) && minute < 60;
    let hour = hour % 12 + if half == "pm" { 12 } else { 0 };
    Some(valid.then_some((hour, minute, 0)))
}

/// `H:MM`, `HH:MM`, `HH:MM:SS`.
fn twenty_four_hours(clock: &str) -> Option<Clock> {
    let parts: Vec<_> = clock.split(':').collect();
    let (hour, minute, second) = match *parts {
        [hour, minute] => (digits(hour, 1..=2)?, minute, "00"),
        [hour, minute, second] => (digits(hour, 2..=2)?, minute, second),
        _ => return None,
    };
    let (minute, second) = (digits(minute, 2..=2)?, digits(second, 2..=2)?);
    (hour < 24 && minute < 60 && second < 60).then_some((hour, minute, second))
}

/// Writes `±hh`, `±hhmm` or `±hh:mm` as `±hh:mm`, where it is an offset in use.
fn written(offset: &str) -> Option<String> {
    let (sign, rest) = offset.split_at_checked(1)?;
    let (hours, minutes) = match rest.len() {
        2 => (rest, "00"),
        4 => rest.split_at_checked(2)?,
        _ => rest.split_once(':')?,
    };
    let (h, m) = (digits(hours, 2..=2)?, digits(minutes, 2..=2)?);
    let total = h * 60 + m;
    let valid = match sign {
        "-" => (1..=12 * 60).contains(&total),
        _ => total <= 14 * 60,
    };
    (valid && m < 60).then(|| format!("{sign}{h:02}:{m:02}"))
}
