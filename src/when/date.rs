//! A date as it is recorded.

use chrono::{NaiveDateTime, NaiveTime, Timelike};

use super::bounds::{Bounds, Extent};
use super::edtf::profile;
use super::error::DateError;
use super::zone::{Local, Zone, local, offset_text};

/// A date as it is recorded: canonical EDTF, the words it was typed in, zone, place in its day.
///
/// Bounds and extent are worked out once, when it is read. Two dates are equal where all that is
/// recorded is equal, the words too.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct When {
    edtf: String,
    words: Option<Box<str>>,
    zone: Option<Zone>,
    order: Option<u32>,
    bounds: Bounds,
    extent: Extent,
    uncertain: bool,
    approximate: bool,
}

impl When {
    /// Reads EDTF of the profile (Library of Congress, 4 February 2019); space around it is dropped.
    ///
    /// # Errors
    ///
    /// [`DateError::Edtf`] for what is no EDTF or lies outside the profile, and the refusals of
    /// texts that are empty, too long or hold control characters.
    pub fn parse_edtf(text: &str) -> Result<Self, DateError> {
        let text = trimmed(text)?;
        let found = profile(text).map_err(|(fault, column)| DateError::Edtf {
            text: text.to_owned(),
            fault,
            column,
        })?;
        Ok(Self {
            edtf: found.canonical,
            words: None,
            zone: None,
            order: None,
            bounds: found.bounds,
            extent: found.extent,
            uncertain: found.uncertain,
            approximate: found.approximate,
        })
    }

    /// Returns it with what was typed, trimmed; words that are the canonical EDTF itself are dropped.
    #[must_use]
    pub fn with_words(mut self, words: Option<String>) -> Self {
        let typed = words.as_deref().map(|words| words.trim_matches(SPACE));
        self.words = typed
            .filter(|typed| !typed.is_empty() && *typed != self.edtf)
            .map(Box::from);
        self
    }

    /// Returns it with the zone of its clock time. A time without offset gets that of the zone then.
    ///
    /// # Errors
    ///
    /// Where it has no clock time; where a clock change skips or repeats the local time; where its
    /// offset is not that of the zone at that moment.
    pub fn with_zone(mut self, zone: Zone) -> Result<Self, DateError> {
        let Some(clock) = self.clock() else {
            return Err(DateError::ZoneWithoutTime {
                edtf: self.edtf,
                zone,
            });
        };
        let found = local(zone, clock.local);
        match (clock.offset, found) {
            (Some(written), Local::Offset(offset)) if written == offset => {}
            (Some(written), Local::Repeated(offsets)) if offsets.contains(&written) => {}
            (Some(_), Local::Offset(offset) | Local::Repeated([offset, _])) => {
                return Err(DateError::OffsetDisagrees {
                    edtf: self.edtf,
                    zone,
                    offset,
                });
            }
            (_, Local::Skipped(offsets)) => {
                return Err(DateError::SkippedTime {
                    edtf: self.edtf,
                    zone,
                    offsets,
                });
            }
            (None, Local::Repeated(offsets)) => {
                return Err(DateError::RepeatedTime {
                    edtf: self.edtf,
                    zone,
                    offsets,
                });
            }
            (None, Local::Offset(offset)) if offset % 60 != 0 => {
                return Err(DateError::OddOffset {
                    edtf: self.edtf,
                    zone,
                });
            }
            (None, Local::Offset(offset)) => self.edtf.push_str(&offset_text(offset)),
        }
        self.zone = Some(zone);
        Ok(self)
    }

    /// Returns whether its clock time has an offset from UTC.
    pub(super) fn has_offset(&self) -> bool {
        self.time()
            .is_some_and(|time| time.ends_with('Z') || time.contains(['+', '-']))
    }

    /// Returns the date in a zone that it was recorded with, whatever the zone data of this release say of its offset.
    pub(super) fn in_stored_zone(mut self, zone: Zone) -> Self {
        self.zone = Some(zone);
        self
    }

    /// Returns what is wrong with its clock time in its zone by the zone data of this release, other than those by which
    /// it was recorded.
    pub fn zone_fault(self) -> Option<DateError> {
        let zone = self.zone?;
        self.with_zone(zone).err()
    }

    /// Returns it with its place within its day, counted as the user likes.
    #[must_use]
    pub fn with_order(mut self, order: u32) -> Self {
        self.order = Some(order);
        self
    }

    /// Returns the canonical EDTF.
    pub fn edtf(&self) -> &str {
        &self.edtf
    }

    /// Returns what was typed, where that is not the canonical EDTF itself.
    pub fn words(&self) -> Option<&str> {
        self.words.as_deref()
    }

    /// Returns the zone of the clock time.
    pub fn zone(&self) -> Option<Zone> {
        self.zone
    }

    /// Returns the place within its day, where one was given.
    pub fn order(&self) -> Option<u32> {
        self.order
    }

    /// Returns the first and the last day that it can mean. Marks never move them.
    pub fn bounds(&self) -> Bounds {
        self.bounds
    }

    /// Returns whether it is a day, a window or a span.
    pub fn extent(&self) -> Extent {
        self.extent
    }

    /// Returns the clock time with its offset as it stands in the EDTF, `11:30:00-08:00`.
    pub fn time(&self) -> Option<&str> {
        self.edtf.split_once('T').map(|(_, time)| time)
    }

    /// Returns the clock time in seconds since local midnight, for ordering within a day.
    pub fn clock_seconds(&self) -> Option<u32> {
        Some(self.clock()?.local.num_seconds_from_midnight())
    }

    /// Returns whether any part of it is marked uncertain (`?` or `%`).
    pub fn is_uncertain(&self) -> bool {
        self.uncertain
    }

    /// Returns whether any part of it is marked approximate (`~` or `%`).
    pub fn is_approximate(&self) -> bool {
        self.approximate
    }

    /// Returns the local clock time and the offset, in seconds east of UTC.
    pub(super) fn clock(&self) -> Option<Clock> {
        let (date, time) = self.edtf.split_once('T')?;
        let (time, offset) = (time.get(..8)?, time.get(8..)?);
        let local = NaiveDateTime::new(
            date.parse().ok()?,
            NaiveTime::parse_from_str(time, "%H:%M:%S").ok()?,
        );
        Some(Clock {
            local,
            offset: seconds_east(offset),
        })
    }
}

/// A clock time on its day.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clock {
    pub local: NaiveDateTime,
    pub offset: Option<i32>,
}

/// Reads `Z`, `±hh` or `±hh:mm`; nothing is a floating time.
fn seconds_east(offset: &str) -> Option<i32> {
    if offset == "Z" {
        return Some(0);
    }
    let hours: i32 = offset.get(1..3)?.parse().ok()?;
    let minutes: i32 = offset.get(4..6).map_or(Some(0), |part| part.parse().ok())?;
    let size = hours * 3600 + minutes * 60;
    Some(if offset.starts_with('-') { -size } else { size })
}

const SPACE: [char; 4] = [' ', '\t', '\r', '\n'];

/// Trims, and refuses what no date is: nothing, more than 200 characters, control characters.
pub(super) fn trimmed(text: &str) -> Result<&str, DateError> {
    let text = text.trim_matches(SPACE);
    if text.is_empty() {
        return Err(DateError::Empty);
    }
    let length = text.chars().count();
    if length > 200 {
        return Err(DateError::TooLong { length });
    }
    match text.chars().enumerate().find(|(_, c)| c.is_control()) {
        Some((column, c)) => Err(DateError::Control {
            code: c.into(),
            column,
        }),
        None => Ok(text),
    }
}
