//! The moment of a command: the user's day, the time, the machine's own time, the zone.

use chrono::{DateTime, NaiveDate, Utc};

use super::{
    args::Global,
    config::Key,
    error::Failure,
    settings::{Settings, Source},
};
use crate::{
    store::Moment,
    when::{self, Zone},
};

/// Reads the moment from flags, variables and settings; a flag goes before the variables.
pub(super) fn moment(global: &Global, settings: &Settings) -> Result<Moment, Failure> {
    let zone = zone(settings)?;
    let machine = machine_now();
    let (today, now) = match (&global.today, &global.now) {
        (None, None) => (variable("TIDINGS_TODAY"), variable("TIDINGS_NOW")),
        given => (given.0.clone(), given.1.clone()),
    };
    let now = now.map(|typed| instant(&typed)).transpose()?;
    let today = today.map(|typed| day(&typed)).transpose()?;
    let (now, today) = match (now, today) {
        (Some(now), Some(today)) => {
            let day = zone.at(now).date_naive();
            if day != today {
                return Err(Failure::usage(
                    format!("now is set to {day} in {zone}, and today to {today}"),
                    "give one of the two, or two that agree",
                ));
            }
            (now, today)
        }
        (Some(now), None) => (now, zone.at(now).date_naive()),
        (None, Some(today)) => (noon(today, zone)?, today),
        (None, None) => (machine, zone.at(machine).date_naive()),
    };
    let fixed = now != machine;
    let test_ids = variable("TIDINGS_TEST_IDS");
    if test_ids.is_some() && !fixed {
        return Err(Failure::usage(
            "TIDINGS_TEST_IDS makes ids that are not unique, and the clock is not fixed",
            "it is for tests alone: unset TIDINGS_TEST_IDS",
        ));
    }
    let millis = |time: DateTime<Utc>| u64::try_from(time.timestamp_millis()).unwrap_or_default();
    Ok(Moment {
        now: millis(now),
        machine: millis(machine),
        today,
        zone,
        author: settings.get(Key::Author, None).value,
        via: None,
        test_ids,
    })
}

/// The moment now, where a command took long: a clock that was set stands still.
pub(super) fn later(moment: &Moment) -> Moment {
    let mut later = moment.clone();
    if moment.now == moment.machine {
        let machine = machine_now();
        later.machine = u64::try_from(machine.timestamp_millis()).unwrap_or_default();
        later.now = later.machine;
        later.today = moment.zone.at(machine).date_naive();
    }
    later
}

#[allow(
    clippy::disallowed_methods,
    reason = "the one place where a command asks the clock"
)]
fn machine_now() -> DateTime<Utc> {
    Utc::now()
}

/// A variable that is set to something.
pub(super) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// The user's zone. What is named and unknown is an error, but for the system's own ways to say it.
fn zone(settings: &Settings) -> Result<Zone, Failure> {
    let chosen = settings.get(Key::Tz, None);
    let name = chosen.value.unwrap_or_default();
    if chosen.source == Source::Variable("TZ") {
        // `:Europe/London` and a path are POSIX ways to write a zone.
        let bare = name.trim_start_matches(':');
        let bare = bare.split_once("zoneinfo/").map_or(bare, |(_, name)| name);
        return when::zone(bare).map_err(|why| Failure::Usage {
            what: format!("TZ: {why}"),
            hint: Some("set TIDINGS_TZ to a zone such as Europe/London".into()),
        });
    }
    when::zone(&name).map_err(|why| Failure::Usage {
        what: why.to_string(),
        hint: why.hint(),
    })
}

/// The zone of the system by the link that names it.
pub(super) fn system_zone() -> Option<Zone> {
    let target = std::fs::read_link("/etc/localtime").ok()?;
    let path = target.to_str()?.to_owned();
    Zone::named(path.split_once("zoneinfo/")?.1)
}

fn day(typed: &str) -> Result<NaiveDate, Failure> {
    NaiveDate::parse_from_str(typed, "%Y-%m-%d")
        .ok()
        .filter(|day| day.to_string() == typed)
        .ok_or_else(|| {
            Failure::usage(
                format!("--today sets the clock of reports, and \"{typed}\" is no day"),
                "--today 2025-08-14; that it was said or happened today: --on today",
            )
        })
}

fn instant(typed: &str) -> Result<DateTime<Utc>, Failure> {
    DateTime::parse_from_rfc3339(typed)
        .ok()
        .map(|time| time.with_timezone(&Utc))
        .filter(|time| time.timestamp_millis() >= 0)
        .ok_or_else(|| {
            Failure::usage(
                format!("\"{typed}\" is no time"),
                "--now 2025-08-14T09:12:00+01:00",
            )
        })
}

/// Noon of a day: what `--today` alone means.
fn noon(day: NaiveDate, zone: Zone) -> Result<DateTime<Utc>, Failure> {
    day.and_hms_opt(12, 0, 0)
        .and_then(|noon| zone.first(noon))
        .filter(|noon| noon.timestamp_millis() >= 0)
        .ok_or_else(|| {
            Failure::usage(
                format!("--today {day} has no noon that a file can hold"),
                "a day from 1970 on",
            )
        })
}
