//! What is wrong with a date, and what to type instead.

use chrono::{Datelike, NaiveDate, Weekday};

use super::date::When;
use super::edtf_fault::EdtfFault;
use super::refusal::Refusal;
use super::show::{count, plain_day, weekday_name};
use super::zone::{Zone, offset_text};

/// Why a text is not read as a date, a moment, a zone or a rhythm.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DateError {
    /// Nothing but space.
    #[error("the date is empty")]
    Empty,
    /// More than 200 characters.
    #[error("the date has {length} characters, 200 are read")]
    TooLong {
        /// How many characters there are.
        length: usize,
    },
    /// A control character inside.
    #[error("the date holds a control character (U+{code:04X})")]
    Control {
        /// Its code point.
        code: u32,
        /// Its place in characters, from 0.
        column: usize,
    },
    /// The shape of EDTF, but not a form that is read.
    #[error("\"{text}\" {}", edtf_words(fault))]
    Edtf {
        /// What was typed, trimmed.
        text: String,
        /// What is wrong with it.
        fault: EdtfFault,
        /// The place in characters, from 0.
        column: usize,
    },
    /// EDTF that is read, but not in the form that is stored.
    #[error("\"{text}\" is not in canonical form, which is \"{canonical}\"")]
    NotCanonical {
        /// What stands there.
        text: String,
        /// What should.
        canonical: String,
    },
    /// The year is missing, and both years are plausible.
    #[error("{}", edge_words(.0))]
    Edge(Box<Edge>),
    /// `next friday`, `next weekend`: the coming one, or the one of the week after.
    #[error("\"{text}\" can be {} or {} {}", plain_day(*near), plain_day(*far), far.year())]
    TwoReadings {
        /// What was typed.
        text: String,
        /// The first of the two days.
        near: NaiveDate,
        /// The second, a week later.
        far: NaiveDate,
        /// Whether they stand for the two days of a weekend.
        weekend: bool,
        /// Whether the day has to be typed with its year.
        with_year: bool,
    },
    /// `06/05/2026`.
    #[error("\"{text}\" can be {} or {} {}", plain_day(readings[0]), plain_day(readings[1]), readings[1].year())]
    DayOrMonth {
        /// What was typed.
        text: String,
        /// Day first, and month first.
        readings: [NaiveDate; 2],
    },
    /// 31 June, 29 February of a common year.
    #[error("\"{text}\": there is no such day")]
    NoSuchDay {
        /// What was typed.
        text: String,
    },
    /// A week that the year does not have.
    #[error("\"{text}\": there is no such week")]
    NoSuchWeek {
        /// What was typed.
        text: String,
    },
    /// The weekday contradicts the date.
    #[error("\"{text}\": {} {} is a {}, not a {}", long_day(*day), day.year(), weekday_name(day.weekday()), weekday_name(*said))]
    WrongWeekday {
        /// What was typed.
        text: String,
        /// The day of the date.
        day: NaiveDate,
        /// The weekday that was typed.
        said: Weekday,
    },
    /// A range whose first part is the later one.
    #[error("\"{text}\" runs backwards")]
    Backwards {
        /// What was typed.
        text: String,
    },
    /// Words that name no date.
    #[error("no date in \"{text}\"")]
    NoDate {
        /// What was typed.
        text: String,
    },
    /// A day outside the years 0001 to 9999.
    #[error("\"{text}\" reaches outside the years 0001 to 9999")]
    OutOfRange {
        /// What was typed.
        text: String,
    },
    /// Words that are refused by name.
    #[error("\"{text}\": {refusal}")]
    Refused {
        /// What was typed.
        text: String,
        /// Why.
        refusal: Refusal,
    },
    /// No rule fits.
    #[error("\"{text}\" is not understood as a date")]
    NotUnderstood {
        /// What was typed.
        text: String,
        /// One to three forms near it that are read.
        accepted: Vec<String>,
    },
    /// Not the name of a zone.
    #[error("\"{name}\" is no time zone")]
    UnknownZone {
        /// What was typed.
        name: String,
        /// Up to three names near it.
        near: Vec<String>,
    },
    /// A zone for a date without clock time.
    #[error("\"{edtf}\" has no clock time, so no zone ({zone})")]
    ZoneWithoutTime {
        /// The date.
        edtf: String,
        /// The zone that was given.
        zone: Zone,
    },
    /// A local time that a clock change skips.
    #[error("\"{edtf}\" does not exist in {zone}: the clock went from {} to {}", offset_text(offsets[0]), offset_text(offsets[1]))]
    SkippedTime {
        /// The date.
        edtf: String,
        /// The zone.
        zone: Zone,
        /// Seconds east of UTC before and after the change.
        offsets: [i32; 2],
    },
    /// A local time that a clock change repeats.
    #[error("\"{edtf}\" comes twice in {zone}: at {} and at {}", offset_text(offsets[0]), offset_text(offsets[1]))]
    RepeatedTime {
        /// The date.
        edtf: String,
        /// The zone.
        zone: Zone,
        /// Seconds east of UTC, the first time and the second.
        offsets: [i32; 2],
    },
    /// Offset and zone contradict each other.
    #[error("\"{edtf}\" is not in {zone}, whose offset then is {}", offset_text(*offset))]
    OffsetDisagrees {
        /// The date with its offset.
        edtf: String,
        /// The zone.
        zone: Zone,
        /// The offset of the zone at that moment, in seconds east of UTC.
        offset: i32,
    },
    /// The offset of the zone then cannot be written: it has seconds.
    #[error("\"{edtf}\": the offset of {zone} then cannot be written, since it has seconds")]
    OddOffset {
        /// The date.
        edtf: String,
        /// The zone.
        zone: Zone,
    },
    /// A date where a moment is needed.
    #[error("\"{text}\" is no single day or moment")]
    NotAnInstant {
        /// What was typed.
        text: String,
    },
    /// Not a rhythm.
    #[error("\"{text}\" is no rhythm")]
    NotEvery {
        /// What was typed.
        text: String,
    },
}

/// The two years between which a missing year cannot be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    /// What was typed, and what to type for either reading.
    pub readings: Readings,
    /// Days since the past one ended, at least 1.
    pub ended_ago: i64,
    /// Days until the coming one begins, at least 1.
    pub begins_in: i64,
    /// Whether it is one day, or more of them.
    pub one_day: bool,
    /// Whether the past one is the nearer, which was not asked for.
    pub past_first: bool,
}

/// Both readings of a date without year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Readings {
    /// What was typed.
    pub words: String,
    /// The one that is over; `None` where the words contradict it, such as by their weekday.
    pub past: Option<Candidate>,
    /// The one to come; `None` where the words contradict it.
    pub future: Option<Candidate>,
}

/// One reading, and how to type it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// What to type: with the year, or as it was where the direction alone settles it.
    pub words: String,
    /// What these words mean.
    pub when: When,
    /// The words with the year, for any direction.
    pub dated: String,
}

impl DateError {
    /// Returns what to type instead, without any flag name.
    pub fn hint(&self) -> Option<String> {
        let hint = match self {
            Self::Empty => "write a date, or leave it out".to_owned(),
            Self::TooLong { .. } => "a date is short: \"14 May 2026\"".to_owned(),
            Self::Control { .. } => "write it on one line, without tabs inside".to_owned(),
            Self::Edtf { text, fault, .. } => return fault.hint(text),
            Self::NotCanonical { canonical, .. } => format!("write \"{canonical}\""),
            Self::Edge(edge) => edge_hint(&edge.readings),
            Self::TwoReadings {
                near,
                far,
                weekend,
                with_year,
                ..
            } => {
                let [near, far] = [*near, *far].map(|day| day_to_type(day, *weekend, *with_year));
                format!("write the date: \"{near}\" or \"{far}\"")
            }
            Self::DayOrMonth {
                readings: [a, b], ..
            } => {
                format!(
                    "write \"{} {}\" or \"{} {}\"",
                    long_day(*a),
                    a.year(),
                    long_day(*b),
                    b.year()
                )
            }
            Self::NoSuchDay { .. } => "write a day that is in the calendar".to_owned(),
            Self::NoSuchWeek { .. } => "years have 52 weeks, some 53: \"W20 2026\"".to_owned(),
            Self::WrongWeekday { day, .. } => {
                format!(
                    "write \"{} {}\", or the right date",
                    long_day(*day),
                    day.year()
                )
            }
            Self::Backwards { .. } => "write the earlier date first".to_owned(),
            Self::NoDate { .. } => "leave the date out".to_owned(),
            Self::OutOfRange { .. } => "write a date from 0001 to 9999".to_owned(),
            Self::Refused { text, refusal } => refusal.hint(text),
            Self::NotUnderstood { accepted, .. } => format!("accepted: {}", quoted(accepted, ", ")),
            Self::UnknownZone { near, .. } if near.is_empty() => {
                "a zone is written as America/Anchorage".to_owned()
            }
            Self::UnknownZone { near, .. } => {
                format!(
                    "a zone is written as America/Anchorage; near it: {}",
                    near.join(", ")
                )
            }
            Self::ZoneWithoutTime { .. } => {
                "write the clock time, or leave the zone out".to_owned()
            }
            Self::SkippedTime { .. } => "write a time before or after the change".to_owned(),
            Self::RepeatedTime { offsets, .. } => {
                let [first, second] = offsets.map(offset_text);
                format!("write the offset: {first} or {second}")
            }
            Self::OffsetDisagrees { offset, .. } => {
                format!("write {}, or leave the offset out", offset_text(*offset))
            }
            Self::OddOffset { .. } => "write the offset to the minute, without the zone".to_owned(),
            Self::NotAnInstant { .. } => {
                "write a day, a day with a clock time, or 2025-08-16T00:01:00+01:00".to_owned()
            }
            Self::NotEvery { .. } => "write days or weeks, 1 to 999: 7d, 2w".to_owned(),
        };
        Some(hint)
    }

    /// Returns the character that the error points at, from 0.
    pub fn column(&self) -> Option<usize> {
        match self {
            Self::Control { column, .. } | Self::Edtf { column, .. } => Some(*column),
            _ => None,
        }
    }

    /// Returns both readings of a date whose missing year cannot be chosen.
    pub fn readings(&self) -> Option<&Readings> {
        match self {
            Self::Edge(edge) => Some(&edge.readings),
            _ => None,
        }
    }
}

/// What of a text can stand in an error: one line, not too long.
pub(super) fn printable(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(60).collect()
}

fn edtf_words(fault: &EdtfFault) -> String {
    match fault {
        EdtfFault::Syntax(message) => format!("is not read as EDTF: {message}"),
        other => other.to_string(),
    }
}

/// `"6 August" was 8 days ago, or is in 357`: the nearer first.
fn edge_words(edge: &Edge) -> String {
    let words = &edge.readings.words;
    let (was, is) = if edge.one_day {
        ("was", "is in")
    } else {
        ("ended", "begins in")
    };
    let (ago, ahead) = (edge.ended_ago, edge.begins_in);
    if edge.past_first {
        format!(
            "\"{words}\" {was} {} ago, or {is} {ahead}",
            count(ago, "day")
        )
    } else {
        format!(
            "\"{words}\" {is} {}, or {was} {ago} ago",
            count(ahead, "day")
        )
    }
}

fn edge_hint(readings: &Readings) -> String {
    let dated = [&readings.past, &readings.future];
    let dated: Vec<_> = dated
        .into_iter()
        .flatten()
        .map(|one| one.dated.clone())
        .collect();
    match dated.as_slice() {
        [] => "write the year, and the weekday of that year".to_owned(),
        dated => format!("write the year: {}", quoted(dated, " or ")),
    }
}

fn quoted(forms: &[String], between: &str) -> String {
    let forms: Vec<_> = forms.iter().map(|form| format!("\"{form}\"")).collect();
    forms.join(between)
}

fn long_day(day: NaiveDate) -> String {
    day.format("%-d %B").to_string()
}

fn day_to_type(day: NaiveDate, weekend: bool, with_year: bool) -> String {
    let year = if with_year {
        format!(" {}", day.year())
    } else {
        String::new()
    };
    match day.succ_opt().filter(|_| weekend) {
        None => format!("{}{year}", long_day(day)),
        Some(sunday) if sunday.month() == day.month() => {
            format!("{}-{}{year}", day.day(), long_day(sunday))
        }
        Some(sunday) => format!("{} - {}{year}", long_day(day), long_day(sunday)),
    }
}
