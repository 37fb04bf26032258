//! A moment, for embargoes: RFC 3339 with its offset.

use std::borrow::Cow;

use chrono::{
    DateTime, Datelike, FixedOffset, NaiveDate, NaiveTime, SecondsFormat, TimeDelta, TimeZone, Utc,
};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::date::trimmed;
use super::error::{DateError, printable};
use super::read::{Context, read};
use super::show;
use super::zone::{Local, Zone, local};

/// A moment with the offset that it was written with (RFC 3339). Equal and ordered by the moment:
/// `00:01+01:00` equals `23:01Z` of the day before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(DateTime<FixedOffset>);

/// Reads a moment: RFC 3339; a day, whose first instant in `zone` it is; or a day with a clock
/// time, in `zone` where it has no offset.
///
/// # Errors
///
/// The refusals of [`read`], a date that is no single day, and a local time that `zone` skips or
/// repeats.
pub fn read_instant(words: &str, context: &Context, zone: Zone) -> Result<Instant, DateError> {
    let text = trimmed(words)?;
    if let Some(instant) = rfc3339(text) {
        return Ok(instant);
    }
    let when = read(
        text,
        &Context {
            zone: None,
            ..context.clone()
        },
    )?
    .when;
    let not_one = || DateError::NotAnInstant {
        text: text.to_owned(),
    };
    let Some(clock) = when.clock() else {
        let day = when
            .bounds()
            .one_day()
            .filter(|_| !when.is_approximate())
            .ok_or_else(not_one)?;
        return first_of(day, zone).ok_or_else(not_one);
    };
    let offset = match clock.offset {
        Some(offset) => offset,
        None => match local(zone, clock.local) {
            Local::Offset(offset) => offset,
            Local::Skipped(offsets) => {
                return Err(DateError::SkippedTime {
                    edtf: when.edtf().to_owned(),
                    zone,
                    offsets,
                });
            }
            Local::Repeated(offsets) => {
                return Err(DateError::RepeatedTime {
                    edtf: when.edtf().to_owned(),
                    zone,
                    offsets,
                });
            }
        },
    };
    at(clock.local, offset).ok_or_else(not_one)
}

/// Returns the first instant of a day: later than midnight where a clock change skips that.
fn first_of(day: NaiveDate, zone: Zone) -> Option<Instant> {
    let midnight = day.and_time(NaiveTime::MIN);
    match local(zone, midnight) {
        Local::Offset(offset) | Local::Repeated([offset, _]) => at(midnight, offset),
        // The clock jumps over midnight: the first minute after it that the clock shows.
        Local::Skipped(_) => (1..24 * 60).find_map(|minutes| {
            let time = midnight.checked_add_signed(TimeDelta::minutes(minutes))?;
            match local(zone, time) {
                Local::Offset(offset) => at(time, offset),
                _ => None,
            }
        }),
    }
}

fn at(local: chrono::NaiveDateTime, offset: i32) -> Option<Instant> {
    // RFC 3339 writes offsets to the minute.
    let offset = FixedOffset::east_opt(offset).filter(|_| offset % 60 == 0)?;
    offset
        .from_local_datetime(&local)
        .single()
        .and_then(writable)
}

/// Returns the moment where its year can be written, here and in UTC.
fn writable(moment: DateTime<FixedOffset>) -> Option<Instant> {
    let years = [moment.year(), moment.with_timezone(&Utc).year()];
    years
        .iter()
        .all(|year| (1..=9999).contains(year))
        .then_some(Instant(moment))
}

fn rfc3339(text: &str) -> Option<Instant> {
    let full = text.get(10..11).is_some_and(|joint| joint == "T");
    let moment = DateTime::parse_from_rfc3339(text).ok().filter(|_| full)?;
    writable(moment)
}

/// The moment of UTC milliseconds since 1970; none beyond what the calendar holds.
#[must_use]
pub fn utc(millis: u64) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp_millis(i64::try_from(millis).ok()?)
}

impl Instant {
    /// Returns the milliseconds since 1970-01-01T00:00:00Z.
    pub fn to_utc_millis(&self) -> i64 {
        self.0.timestamp_millis()
    }

    /// Returns the day that it falls on in `zone`.
    pub fn day_in(&self, zone: Zone) -> NaiveDate {
        zone.at(self.0.to_utc()).date_naive()
    }

    /// Returns the day in `zone` for a list: `Sat 16 Aug`, with the year where it is another.
    pub fn short(&self, today: NaiveDate, zone: Zone) -> String {
        let day = self.day_in(zone);
        if day.year() == today.year() {
            show::plain_day(day)
        } else {
            format!("{} {}", show::plain_day(day), day.year())
        }
    }

    /// The moment in full, in its own offset: `Sat 16 Aug 2025 00:01 +01:00`.
    pub fn long(&self) -> String {
        format!("{} {}", self.0.format("%a %-d %b %Y"), self.clock())
    }

    /// Returns the clock time and the offset as they were written: `00:01 +01:00`.
    pub fn clock(&self) -> String {
        self.0.format("%H:%M %:z").to_string()
    }

    /// Returns it as RFC 3339, with parts of a second only where there are some.
    pub fn to_rfc3339(&self) -> String {
        self.0.to_rfc3339_opts(SecondsFormat::AutoSi, false)
    }
}

impl Serialize for Instant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.to_rfc3339())
    }
}

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let refused = || DateError::NotAnInstant {
            text: printable(&text),
        };
        rfc3339(&text).ok_or_else(|| D::Error::custom(refused()))
    }
}

impl JsonSchema for Instant {
    fn schema_name() -> Cow<'static, str> {
        "Instant".into()
    }

    fn schema_id() -> Cow<'static, str> {
        concat!(module_path!(), "::Instant").into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A moment, RFC 3339 with its offset.",
            "type": "string",
            "format": "date-time"
        })
    }
}
