//! Clock times, offsets, zones, moments.

use chrono::{Days, TimeDelta};

use super::{Context, DateError, Direction, TODAY, Zone, day, edtf, named, on, reads, refuses};
use crate::when::{
    read, read_instant, zone,
    zone::{Local, local},
};

#[test]
fn clock_times() {
    reads(
        &on(TODAY, Direction::Next),
        &[
            ("20 May 16:30", "2026-05-20T16:30:00"),
            ("20 May, 16:30", "2026-05-20T16:30:00"),
            ("20 May at 16:30", "2026-05-20T16:30:00"),
            ("20 May, at 16:30:15", "2026-05-20T16:30:15"),
            ("20 May 9:05", "2026-05-20T09:05:00"),
            ("May 20, 2026, 4:30 p.m.", "2026-05-20T16:30:00"),
            ("May 20 3pm", "2026-05-20T15:00:00"),
            ("May 20 3 PM", "2026-05-20T15:00:00"),
            ("May 20 11:30 a.m. UTC", "2026-05-20T11:30:00Z"),
            ("May 20 11:30 a. m.", "2026-05-20T11:30:00"),
            ("tomorrow 12 am", "2026-05-15T00:00:00"),
            ("tomorrow 12 pm", "2026-05-15T12:00:00"),
            ("tomorrow noon", "2026-05-15T12:00:00"),
            ("Saturday at noon", "2026-05-16T12:00:00"),
            ("2026-05-20 16:30", "2026-05-20T16:30:00"),
            ("2026-05-20 16:30Z", "2026-05-20T16:30:00Z"),
            ("20 May 16:30 GMT", "2026-05-20T16:30:00Z"),
            ("20 May 16:30 +03", "2026-05-20T16:30:00+03:00"),
            ("20 May 16:30 +0300", "2026-05-20T16:30:00+03:00"),
            ("20 May 16:30-08:00", "2026-05-20T16:30:00-08:00"),
            ("20 May 4 pm -0800", "2026-05-20T16:00:00-08:00"),
            ("20 May noon +00:00", "2026-05-20T12:00:00+00:00"),
            ("20 May 16:30 -12:00", "2026-05-20T16:30:00-12:00"),
            ("20 May 16:30 +14:00", "2026-05-20T16:30:00+14:00"),
            ("possibly 20 May 16:30", "2026-05-20T16:30:00"),
        ],
    );
    refuses(
        &on(TODAY, Direction::Next),
        &[
            ("20 May 24:00", "Clock"),
            ("20 May 16:60", "Clock"),
            ("20 May 13 pm", "Clock"),
            ("20 May 0 am", "Clock"),
            ("20 May 16:30 -00:00", "Offset"),
            ("20 May 16:30 -12:30", "Offset"),
            ("20 May 16:30 +15", "Offset"),
            ("20 May 16:30 AKDT", "ZoneWords"),
            ("20 May 16:30 Anchorage time", "ZoneWords"),
            ("in 3 days at 16:00", "TimeOnCount"),
            ("16:00", "TimeAlone"),
            ("at 4 pm", "TimeAlone"),
            ("midnight", "TimeAlone"),
            ("tonight", "TimeAlone"),
            ("this evening", "TimeAlone"),
            ("tomorrow morning", "TimeAlone"),
            ("Friday afternoon", "TimeAlone"),
            ("20 May midnight", "TimeAlone"),
            ("June at 16:00", "TimeAlone"),
            ("20 May at 16", "Clock"),
            ("2 May 16:30", "Edge"),
        ],
    );
}

#[test]
fn the_clock_part_is_known() {
    let when = edtf("2025-08-15T11:30-08");
    assert_eq!(when.time(), Some("11:30:00-08"));
    assert_eq!(when.clock_seconds(), Some(11 * 3600 + 30 * 60));
    assert_eq!(edtf("2025-08-15").time(), None);
    assert_eq!(edtf("2025-08-15").clock_seconds(), None);
}

#[test]
fn a_zone_gives_the_offset_of_that_zone_then() {
    let zoned = |words: &str, zone: Zone| {
        let context = Context {
            zone: Some(zone),
            ..on("2025-08-14", Direction::Next)
        };
        read(words, &context).map(|found| found.when)
    };
    let when = zoned("15 August 11:30", named("America/Anchorage")).expect("a summer day");
    assert_eq!(when.edtf(), "2025-08-15T11:30:00-08:00");
    assert_eq!(when.zone(), Some(named("America/Anchorage")));
    assert_eq!(when.words(), Some("15 August 11:30"));
    let winter = zoned("15 December 11:30", named("America/Anchorage")).expect("a winter day");
    assert_eq!(winter.edtf(), "2025-12-15T11:30:00-09:00");
    let london = zoned("2025-12-15T11:30", named("Europe/London")).expect("a winter day");
    assert_eq!(london.edtf(), "2025-12-15T11:30:00+00:00");
    // an offset that agrees stays as it is written
    for offset in ["-08", "-08:00"] {
        let text = format!("2025-08-15T11:30:00{offset}");
        assert_eq!(
            zoned(&text, named("America/Anchorage"))
                .expect("they agree")
                .edtf(),
            text
        );
    }
}

#[test]
fn a_zone_that_does_not_fit_is_refused() {
    let zoned = |text: &str, zone: Zone| edtf(text).with_zone(zone).expect_err(text);
    let error = zoned("2025-08-15T11:30:00-09:00", named("America/Anchorage"));
    assert!(error.to_string().contains("-08:00"), "{error}");
    let error = zoned("2025-08-15T19:30:00Z", named("America/Anchorage"));
    assert!(matches!(error, DateError::OffsetDisagrees { .. }));
    assert!(matches!(
        zoned("2025-08-15", named("Europe/Kyiv")),
        DateError::ZoneWithoutTime { .. }
    ));
    assert!(matches!(
        zoned("2025-08", named("Europe/Kyiv")),
        DateError::ZoneWithoutTime { .. }
    ));
    // both offsets are named where the clock changes
    let skipped = zoned("2025-03-30T02:30:00", named("Europe/Berlin"));
    let line = skipped.to_string();
    assert!(line.contains("+01:00") && line.contains("+02:00"), "{line}");
    let repeated = zoned("2025-10-26T02:30:00", named("Europe/Berlin"));
    let line = repeated.to_string();
    assert!(line.contains("+02:00") && line.contains("+01:00"), "{line}");
    assert_eq!(
        repeated.hint().as_deref(),
        Some("write the offset: +02:00 or +01:00")
    );
    // the offset settles it
    for offset in ["+01:00", "+02:00"] {
        let when = edtf(&format!("2025-10-26T02:30:00{offset}")).with_zone(named("Europe/Berlin"));
        assert!(when.is_ok(), "{when:?}");
    }
    // a whole day that was skipped
    let samoa = zoned("2011-12-30T12:00:00", named("Pacific/Apia"));
    assert!(
        matches!(
            samoa,
            DateError::SkippedTime {
                offsets: [-36000, 50400],
                ..
            }
        ),
        "{samoa:?}"
    );
    // before zones had whole minutes
    assert!(matches!(
        zoned("1800-01-01T12:00:00", named("Europe/Amsterdam")),
        DateError::OddOffset { .. }
    ));
}

#[test]
fn every_zone_tells_of_every_time() {
    for name in Zone::names() {
        let zone = named(name);
        assert_eq!(zone.name(), name);
        for year in [1, 1850, 1910, 1945, 1975, 2000, 2025, 2026, 2050, 9999] {
            for days in (0..365).step_by(5) {
                let day = day(&format!("{year:04}-01-01")) + Days::new(days);
                let time = day.and_time(Default::default()) + TimeDelta::minutes(150);
                // The offset of a local time is the one that the zone has at the moment which follows from it.
                let (Local::Offset(offset) | Local::Repeated([offset, _])) = local(zone, time)
                else {
                    continue;
                };
                let moment = time.and_utc() - TimeDelta::seconds(offset.into());
                assert_eq!(zone.at(moment).naive_local(), time, "{name} {time}");
            }
        }
    }
}

#[test]
fn zones_are_named_exactly() {
    assert_eq!(zone("America/Anchorage"), Ok(named("America/Anchorage")));
    for (name, near) in [
        ("america/anchorage", "America/Anchorage"),
        ("Anchorage", "America/Anchorage"),
        ("Europe/Kiyv", "Europe/Kyiv"),
        ("new york", "America/New_York"),
    ] {
        let error = zone(name).expect_err(name);
        let hint = error.hint().expect("a hint");
        assert!(hint.contains(near), "{name}: {hint}");
    }
    let hint = zone("AKDT")
        .expect_err("an abbreviation")
        .hint()
        .expect("a hint");
    assert!(hint.contains("America/Anchorage"), "{hint}");
}

#[test]
fn moments() {
    let read = |words: &str, zone: Zone| {
        read_instant(words, &on("2025-08-14", Direction::Next), zone)
            .map(|found| found.to_rfc3339())
    };
    let london = named("Europe/London");
    for (words, expected) in [
        ("2025-08-16T00:01:00+01:00", "2025-08-16T00:01:00+01:00"),
        ("2025-08-16T00:01:00.250Z", "2025-08-16T00:01:00.250+00:00"),
        ("16 August 00:01", "2025-08-16T00:01:00+01:00"),
        ("16 August 00:01 +03:00", "2025-08-16T00:01:00+03:00"),
        ("2025-08-16T00:01", "2025-08-16T00:01:00+01:00"),
        ("Saturday", "2025-08-16T00:00:00+01:00"),
        ("2025-12-16", "2025-12-16T00:00:00+00:00"),
        ("in 2 days", "2025-08-16T00:00:00+01:00"),
    ] {
        assert_eq!(read(words, london).as_deref(), Ok(expected), "{words}");
    }
    // a clock change at midnight: the day begins later, or at the first of two midnights
    assert_eq!(
        read("2018-11-04", named("America/Sao_Paulo")).as_deref(),
        Ok("2018-11-04T01:00:00-02:00")
    );
    assert_eq!(
        read("2025-11-02", named("America/Havana")).as_deref(),
        Ok("2025-11-02T00:00:00-04:00")
    );
    for words in [
        "August",
        "late August",
        "by 20 August",
        "around 20 August",
        "[2025-08-20..]",
    ] {
        assert!(
            matches!(read(words, london), Err(DateError::NotAnInstant { .. })),
            "{words}"
        );
    }
    assert!(matches!(
        read("2025-03-30 02:30", named("Europe/Berlin")),
        Err(DateError::SkippedTime { .. })
    ));
    assert!(
        read("2011-12-30", named("Pacific/Apia")).is_err(),
        "Samoa had no such day"
    );
    assert!(
        read("0001-01-01", named("Asia/Tokyo")).is_err(),
        "in UTC it lies before the year 0001"
    );
}

#[test]
fn moments_are_ordered_and_shown() {
    let read = |words: &str| {
        read_instant(words, &on("2025-08-14", Direction::Next), Zone::UTC).expect(words)
    };
    let [embargo, same] = ["2025-08-16T00:01:00+01:00", "2025-08-15T23:01:00Z"].map(read);
    assert_eq!(embargo, same);
    assert!(embargo < read("2025-08-15T23:02:00Z"));
    assert_eq!(embargo.to_utc_millis(), 1_755_298_860_000);
    assert_eq!(embargo.day_in(named("Europe/London")), day("2025-08-16"));
    assert_eq!(embargo.day_in(Zone::UTC), day("2025-08-15"));
    assert_eq!(
        embargo.short(day("2025-08-14"), named("Europe/London")),
        "Sat 16 Aug"
    );
    assert_eq!(
        embargo.short(day("2024-08-14"), named("Europe/London")),
        "Sat 16 Aug 2025"
    );
    assert_eq!(embargo.clock(), "00:01 +01:00");
}
