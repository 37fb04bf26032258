//! Time zones of the IANA database, and their offsets.

use chrono::offset::LocalResult;
use chrono::{NaiveDateTime, Offset, TimeDelta, TimeZone};
use chrono_tz::{TZ_VARIANTS, Tz};

use super::error::{DateError, printable};
use strsim::osa_distance as distance;

/// Reads the name of a zone of the IANA database, exactly as it is written there.
///
/// # Errors
///
/// [`DateError::UnknownZone`], with up to three names near it.
pub fn zone(name: &str) -> Result<Tz, DateError> {
    let name = name.trim();
    name.parse().map_err(|_| DateError::UnknownZone {
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
    let mut ranked: Vec<_> = TZ_VARIANTS
        .iter()
        .map(|zone| zone.name())
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
pub(super) fn local(zone: Tz, time: NaiveDateTime) -> Local {
    match zone.offset_from_local_datetime(&time) {
        LocalResult::Single(offset) => Local::Offset(offset.fix().local_minus_utc()),
        LocalResult::Ambiguous(first, second) => {
            Local::Repeated([first, second].map(|offset| offset.fix().local_minus_utc()))
        }
        // Changes are at most a day long, so a day away on either side the offset is settled.
        LocalResult::None => {
            let away = |days| {
                time.checked_add_signed(TimeDelta::days(days))
                    .unwrap_or(time)
            };
            Local::Skipped([-1, 1].map(|days| {
                zone.offset_from_utc_datetime(&away(days))
                    .fix()
                    .local_minus_utc()
            }))
        }
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
