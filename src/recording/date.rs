//! Dates given by flags: which way a missing year is looked for, and what to type instead, with the flag's name.

use super::{Error, Field, Given, field::Setting, shell::quote};
use crate::{
    store::Moment,
    when::{self, Context, DateError, Direction, Understood},
};

/// A flag that takes a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateFlag {
    /// The flag, without its dashes.
    pub flag: &'static str,
    /// Which way it looks for a missing year and a bare weekday.
    pub direction: Direction,
    /// The flag that looks the other way, where there is one.
    pub other: Option<&'static str>,
}

impl DateFlag {
    /// A flag that looks ahead.
    #[must_use]
    pub const fn next(flag: &'static str) -> Self {
        Self {
            flag,
            direction: Direction::Next,
            other: None,
        }
    }

    /// A flag that looks back.
    #[must_use]
    pub const fn last(flag: &'static str) -> Self {
        Self {
            flag,
            direction: Direction::Last,
            other: None,
        }
    }

    /// With the flag that looks the other way.
    #[must_use]
    pub const fn or(mut self, other: &'static str) -> Self {
        self.other = Some(other);
        self
    }

    /// What is wrong, with a mark under the character where the date says which.
    pub(super) fn message(&self, why: &DateError) -> String {
        why.to_string()
    }

    /// What to type instead, with the names of the flags.
    pub(super) fn hint(&self, why: &DateError) -> Option<String> {
        let Some(readings) = why.readings() else {
            let flagged = |hint: String| match why {
                DateError::TwoReadings { .. } => hint
                    .replace("date: \"", &format!("date: --{} \"", self.flag))
                    .replace(" or \"", &format!(" or --{} \"", self.flag)),
                _ => hint,
            };
            return why.hint().map(flagged);
        };
        let (ahead, back) = match self.direction {
            Direction::Next => (self.flag, self.other.unwrap_or(self.flag)),
            Direction::Last => (self.other.unwrap_or(self.flag), self.flag),
        };
        let today =
            |candidate: &when::Candidate| when::full(&candidate.when, chrono::NaiveDate::default());
        if self.other.is_none() {
            let dated = [&readings.past, &readings.future].into_iter().flatten();
            let dated: Vec<String> = dated
                .map(|one| format!("--{} {}", self.flag, quote(&one.dated)))
                .collect();
            return Some(format!("write the year: {}", dated.join(" or ")));
        }
        let happened = readings.past.as_ref().map(|past| {
            format!(
                "it happened: --{back} {} ({})",
                quote(&past.words),
                today(past)
            )
        });
        let to_come = readings
            .future
            .as_ref()
            .map(|future| format!("it is to come: --{ahead} {}", quote(&future.dated)));
        Some(
            [happened, to_come]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" · "),
        )
    }
}

/// Reads the date that was given by a flag. `zone` is that of the event, by its name.
///
/// # Errors
/// [`Error::Date`] with the flag.
pub fn read_date(
    typed: &str,
    flag: DateFlag,
    moment: &Moment,
    zone: Option<&str>,
    order: Option<u32>,
) -> Result<Understood, Error> {
    let at = |flag: DateFlag| {
        move |why: DateError| Error::Date {
            flag,
            why: Box::new(why),
        }
    };
    let zone = zone
        .map(when::zone)
        .transpose()
        .map_err(at(DateFlag::next("zone")))?;
    let context = Context {
        today: moment.today,
        direction: flag.direction,
        zone,
    };
    let mut understood = when::read(typed, &context).map_err(at(flag))?;
    if let Some(order) = order {
        understood.when = understood.when.with_order(order);
    }
    Ok(understood)
}

/// Reads a date of which no certainty can come: one whose words hold "possibly" or "probably" is refused.
pub(super) fn read_plain_date(
    typed: &str,
    flag: DateFlag,
    moment: &Moment,
) -> Result<when::When, Error> {
    let day = plain(read_date(typed, flag, moment, None, None)?, flag)?;
    if flag.flag == "on" {
        refuse_future(&day, moment)?;
    }
    Ok(day)
}

/// The date, where its words said nothing about certainty.
pub(super) fn plain(understood: Understood, flag: DateFlag) -> Result<when::When, Error> {
    match understood.certainty {
        None => Ok(understood.when),
        Some(_) => Err(Error::usage(
            format!(
                "--{} {} says how certain it is, which only an expected event is",
                flag.flag,
                quote(understood.when.words().unwrap_or_default())
            ),
            format!(
                "write ? after the date: --{} \"{}?\"",
                flag.flag,
                understood.when.edtf()
            ),
        )
        .of_any(Field::by_flag(flag.flag))),
    }
}

/// Refuses a day that is still to come for what is said to have happened, or to have been said, on it.
fn refuse_future(day: &when::When, moment: &Moment) -> Result<(), Error> {
    if when::class(Some(day), moment.today) != when::Class::Upcoming {
        return Ok(());
    }
    let typed = quote(day.words().unwrap_or(day.edtf()));
    Err(Error::usage(
        format!(
            "--on says that it happened, or was said, then, and {} is still to come",
            when::full(day, moment.today)
        ),
        format!("it is to come: --when {typed}"),
    ))
}

impl Setting<'_, '_> {
    /// The flag that gives the date, where `flag` is `--when`: an error names what was typed.
    pub(super) fn dated_by(&self, flag: DateFlag) -> DateFlag {
        match self.given.has(Field::On) {
            true => DateFlag::last("on"),
            false => flag,
        }
    }

    /// The date that `--when` or `--on` gives, with `--zone` and `--order`; `flag` says how `--when` reads. With these
    /// two alone, the date that is there is meant.
    pub(super) fn dated(
        &self,
        flag: DateFlag,
        current: Option<&when::When>,
    ) -> Result<Option<Understood>, Error> {
        let (zone, order) = (self.given.text(Field::Zone)?, order(self.given)?);
        let moment = self.draft.moment();
        match (self.given.text(Field::When)?, self.given.text(Field::On)?) {
            (Some(when), Some(on)) => Err(Error::usage(
                format!("two dates: --when {} and --on {}", quote(&when), quote(&on)),
                "--on says that it happened, or was said, then; --when when it is expected: give one",
            )),
            (Some(when), None) => read_date(&when, flag, moment, zone.as_deref(), order).map(Some),
            (None, Some(on)) => {
                let flag = DateFlag::last("on").or("when");
                let understood = read_date(&on, flag, moment, zone.as_deref(), order)?;
                refuse_future(&understood.when, moment)?;
                Ok(Some(understood))
            }
            (None, None) if zone.is_none() && order.is_none() => Ok(None),
            (None, None) => {
                let Some(mut when) = current.cloned() else {
                    return Err(Error::usage(
                        "--zone and --order are of a date, and there is none",
                        "give it with --when",
                    )
                    .of(zone.map_or(Field::Order, |_| Field::Zone)));
                };
                if let Some(order) = order {
                    when = when.with_order(order);
                }
                if let Some(zone) = zone {
                    let flag = DateFlag::next("zone");
                    let refused = |why| Error::Date {
                        flag,
                        why: Box::new(why),
                    };
                    when = when
                        .with_zone(when::zone(&zone).map_err(refused)?)
                        .map_err(refused)?;
                }
                Ok(Some(Understood {
                    when,
                    certainty: None,
                    aside: None,
                }))
            }
        }
    }
}

/// The place within its day that `--order` gives.
fn order(given: &Given) -> Result<Option<u32>, Error> {
    given
        .text(Field::Order)?
        .map(|typed| {
            typed
                .parse()
                .ok()
                .filter(|order| *order > 0)
                .ok_or_else(|| {
                    Error::usage(
                        format!("--order \"{typed}\" is no place within a day"),
                        "--order 2, counted from 1",
                    )
                    .of(Field::Order)
                })
        })
        .transpose()
}
