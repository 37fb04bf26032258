//! A rhythm to look again: every so many days or weeks.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use chrono::{NaiveDate, TimeDelta};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::bounds::writable;
use super::error::{DateError, printable};

/// A rhythm, written `7d` or `2w`: 1 to 999 days or weeks. It is kept as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Every {
    number: u16,
    unit: Unit,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Unit {
    Day,
    Week,
}

impl Every {
    /// Returns the length in days.
    pub fn days(&self) -> i64 {
        let days = match self.unit {
            Unit::Day => 1,
            Unit::Week => 7,
        };
        i64::from(self.number) * days
    }

    /// Returns the day that comes so long after `day`, or `None` beyond the year 9999.
    pub fn after(&self, day: NaiveDate) -> Option<NaiveDate> {
        day.checked_add_signed(TimeDelta::try_days(self.days())?)
            .and_then(writable)
    }
}

impl FromStr for Every {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let text = text.trim();
        let (number, unit) = match (text.strip_suffix('d'), text.strip_suffix('w')) {
            (Some(number), _) => (number, Unit::Day),
            (_, Some(number)) => (number, Unit::Week),
            _ => (text, Unit::Day),
        };
        let digits = number.len() < text.len() && number.chars().all(|c| c.is_ascii_digit());
        match number.parse() {
            Ok(number @ 1..=999) if digits => Ok(Self { number, unit }),
            _ => Err(DateError::NotEvery {
                text: printable(text),
            }),
        }
    }
}

impl fmt::Display for Every {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            Unit::Day => 'd',
            Unit::Week => 'w',
        };
        write!(f, "{}{unit}", self.number)
    }
}

impl Serialize for Every {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Every {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(D::Error::custom)
    }
}

impl JsonSchema for Every {
    fn schema_name() -> Cow<'static, str> {
        "Every".into()
    }

    fn schema_id() -> Cow<'static, str> {
        concat!(module_path!(), "::Every").into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A rhythm: 1 to 999 days or weeks, 7d or 2w.",
            "type": "string",
            "pattern": "^0*[1-9][0-9]{0,2}[dw]$"
        })
    }
}
