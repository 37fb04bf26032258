//! The WHEN object of documents: how a date is written to JSON and read back.

use std::borrow::Cow;

use chrono::NaiveDate;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Error as _;
use serde::ser::SerializeStruct;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::date::When;
use super::error::DateError;
use super::zone::zone;

impl Serialize for When {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let iso = |day: Option<NaiveDate>| day.map(|day| day.to_string());
        let bounds = self.bounds();
        let mut object = serializer.serialize_struct("When", 8)?;
        object.serialize_field("edtf", self.edtf())?;
        object.serialize_field("words", &self.words())?;
        object.serialize_field("earliest", &iso(bounds.earliest))?;
        object.serialize_field("latest", &iso(bounds.latest))?;
        object.serialize_field("extent", &self.extent())?;
        object.serialize_field("time", &self.time())?;
        object.serialize_field("zone", &self.zone().map(|zone| zone.name()))?;
        object.serialize_field("order", &self.order())?;
        object.end()
    }
}

/// What is read of a WHEN object. What is derived is worked out anew, so it is not here.
#[derive(Deserialize)]
struct Stored {
    edtf: String,
    #[serde(default)]
    words: Option<String>,
    #[serde(default)]
    zone: Option<String>,
    #[serde(default)]
    order: Option<u32>,
}

impl TryFrom<Stored> for When {
    type Error = DateError;

    fn try_from(stored: Stored) -> Result<Self, DateError> {
        let mut when = Self::parse_edtf(&stored.edtf)?;
        if let Some(name) = &stored.zone {
            // The offset was checked when the date was typed. Zone data change with releases, and what is stored must
            // be read alike by all of them.
            let zone = zone(name)?;
            when = if when.has_offset() {
                when.in_stored_zone(zone)
            } else {
                when.with_zone(zone)?
            };
        }
        if when.edtf() != stored.edtf {
            let canonical = when.edtf().to_owned();
            return Err(DateError::NotCanonical {
                text: stored.edtf,
                canonical,
            });
        }
        when = when.with_words(stored.words);
        Ok(match stored.order {
            Some(order) => when.with_order(order),
            None => when,
        })
    }
}

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let stored = Stored::deserialize(deserializer)?;
        Self::try_from(stored).map_err(|error| match error.hint() {
            Some(hint) => D::Error::custom(format!("{error} ({hint})")),
            None => D::Error::custom(error),
        })
    }
}

impl JsonSchema for When {
    fn schema_name() -> Cow<'static, str> {
        "When".into()
    }

    fn schema_id() -> Cow<'static, str> {
        concat!(module_path!(), "::When").into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A date as it is recorded. Only edtf, words, zone and order are read back; \
                the rest is derived.",
            "type": "object",
            "properties": {
                "edtf": {
                    "description": "The date in EDTF (Library of Congress, 4 February 2019), in canonical form.",
                    "type": "string"
                },
                "words": {
                    "description": "What was typed, where that is not the EDTF itself.",
                    "type": ["string", "null"]
                },
                "earliest": {
                    "description": "The first day that it can mean; null: an open or unknown end. Derived.",
                    "type": ["string", "null"],
                    "format": "date"
                },
                "latest": {
                    "description": "The last day that it can mean; null: an open or unknown end. Derived.",
                    "type": ["string", "null"],
                    "format": "date"
                },
                "extent": {
                    "description": "day: one day; window: one moment inside; span: it lasts. Derived.",
                    "type": "string",
                    "enum": ["day", "window", "span"]
                },
                "time": {
                    "description": "The clock time with its offset, as in the EDTF. Derived.",
                    "type": ["string", "null"]
                },
                "zone": {
                    "description": "The zone of the clock time, a name of the IANA database.",
                    "type": ["string", "null"]
                },
                "order": {
                    "description": "The place within its day.",
                    "type": ["integer", "null"],
                    "minimum": 0,
                    "maximum": u32::MAX
                }
            },
            "required": ["edtf"]
        })
    }
}
