//! How dates are shown.

use super::{Direction, day, edtf, named, on, read};
use crate::when::{change, full, long, long_in, relative, short};

const NOW: &str = "2025-08-14";

#[test]
fn short_and_long() {
    let cases = [
        ("2025-08-15", "Fri 15 Aug", "Fri 15 Aug 2025"),
        ("2025-08-15?", "Fri 15 Aug?", "Fri 15 Aug 2025, uncertain"),
        (
            "2025-08-15%",
            "c. Fri 15 Aug?",
            "about Fri 15 Aug 2025, uncertain",
        ),
        ("2024-08-15", "Thu 15 Aug 2024", "Thu 15 Aug 2024"),
        ("2025-09", "Sep 2025", "Sep 2025"),
        ("2025", "2025", "2025"),
        ("202X", "2020–2029", "2020–2029"),
        ("2025-XX", "2025", "2025"),
        ("2025-08-XX", "Aug 2025", "Aug 2025"),
        ("2025-1X", "Oct–Dec 2025", "Oct–Dec 2025"),
        ("2025-08-2X", "20–29 Aug", "20–29 Aug 2025"),
        ("2025-23", "autumn 2025", "autumn 2025"),
        ("2025-35", "Q3 2025", "Q3 2025"),
        ("2025-41~", "c. H2 2025", "about H2 2025"),
        ("[2025-08-21..2025-08-31]", "21–31 Aug", "21–31 Aug 2025"),
        (
            "[2025-08-30..2025-09-02]",
            "30 Aug – 2 Sep",
            "30 Aug – 2 Sep 2025",
        ),
        (
            "[2025-12-30..2026-01-02]",
            "30 Dec 2025 – 2 Jan 2026",
            "30 Dec 2025 – 2 Jan 2026",
        ),
        ("2025-09-23/2025-09-29", "23–29 Sep", "23–29 Sep 2025"),
        ("2025-06/2025-07", "Jun–Jul 2025", "Jun–Jul 2025"),
        ("2025/2027", "2025–2027", "2025–2027"),
        (
            "2025-08-21/2025-09",
            "21 Aug – Sep 2025",
            "21 Aug 2025 – Sep 2025",
        ),
        (
            "[2025-09-15,2025-09-20]",
            "15 or 20 Sep",
            "15 or 20 Sep 2025",
        ),
        (
            "[2025-09-15,2025-10-20]",
            "15 Sep or 20 Oct",
            "15 Sep or 20 Oct 2025",
        ),
        ("[2025-06,2025-07]", "Jun or Jul 2025", "Jun or Jul 2025"),
        ("[..2025-08-10]", "by 10 Aug", "by 10 Aug 2025"),
        ("[2025-09-01..]", "from 1 Sep", "from 1 Sep 2025"),
        ("2025-09-01/..", "from 1 Sep", "from 1 Sep 2025"),
        ("../2025-06", "until Jun 2025", "until Jun 2025"),
        ("/2025-06", "not known – Jun 2025", "not known – Jun 2025"),
        ("2025-08-01/", "1 Aug – not known", "1 Aug 2025 – not known"),
        (
            "2025-08-15T11:30",
            "Fri 15 Aug 11:30",
            "Fri 15 Aug 2025, 11:30",
        ),
        (
            "2025-08-15T11:30Z",
            "Fri 15 Aug 11:30",
            "Fri 15 Aug 2025, 11:30 UTC",
        ),
    ];
    for (text, column, echo) in cases {
        let when = edtf(text);
        assert_eq!(
            (
                short(&when, day(NOW)).as_str(),
                long(&when, day(NOW)).as_str()
            ),
            (column, echo),
            "{text}"
        );
    }
}

#[test]
fn after_is_shown_as_it_was_meant() {
    let shown = |words: &str| {
        short(
            &read(words, &on(NOW, Direction::Next)).expect(words).when,
            day(NOW),
        )
    };
    assert_eq!(shown("after 15 Aug"), "after 15 Aug");
    assert_eq!(shown("possibly after 15 Aug"), "after 15 Aug");
    assert_eq!(shown("from 16 Aug"), "from 16 Aug");
    assert_eq!(shown("around 25 August"), "c. Mon 25 Aug");
}

#[test]
fn both_local_times_are_shown() {
    let when = edtf("2025-08-15T11:30")
        .with_zone(named("America/Anchorage"))
        .expect("a zone");
    assert_eq!(
        long(&when, day(NOW)),
        "Fri 15 Aug 2025, 11:30 in America/Anchorage (19:30 UTC)"
    );
    assert_eq!(
        long_in(&when, day(NOW), named("Europe/London")),
        "Fri 15 Aug 2025, 11:30 in America/Anchorage (20:30 in Europe/London)"
    );
    assert_eq!(
        long_in(&when, day(NOW), named("Asia/Tokyo")),
        "Fri 15 Aug 2025, 11:30 in America/Anchorage (Sat 16 Aug 04:30 in Asia/Tokyo)"
    );
    let offset = edtf("2025-08-15T11:30-08:00");
    assert_eq!(
        long(&offset, day(NOW)),
        "Fri 15 Aug 2025, 11:30 -08:00 (19:30 UTC)"
    );
}

#[test]
fn one_record_shows_a_window_with_its_weekdays() {
    let shown = |text: &str| full(&edtf(text), day(NOW));
    assert_eq!(
        shown("[2025-09-11..2025-09-20]"),
        "some day Thu 11 – Sat 20 Sep 2025"
    );
    assert_eq!(
        shown("[2025-08-30..2025-09-02]"),
        "some day Sat 30 Aug – Tue 2 Sep 2025"
    );
    assert_eq!(shown("2025-09-23/2025-09-29"), "23–29 Sep 2025");
    assert_eq!(shown("[..2025-08-10]"), "by 10 Aug 2025");
}

#[test]
fn how_far_away() {
    let cases = [
        ("2025-08-14", "today"),
        ("2025-08-15", "tomorrow"),
        ("2025-08-13", "yesterday"),
        ("2025-08-06", "8 days ago"),
        ("2025-08-20", "in 6 days"),
        ("[2025-09-11..2025-09-20]", "in 28 to 37 days"),
        ("2025-09-23/2025-09-29", "in 40 days, lasts 7"),
        ("[2025-08-01..2025-08-10]", "4 to 13 days ago"),
        ("2025-08-01/2025-08-10", "ended 4 days ago"),
        ("2025-08", "any day, 17 days left"),
        ("2025-08-01/2025-08-15", "under way, 1 day left"),
        ("2025-08-01/2025-08-14", "under way, today at the latest"),
        ("[..2025-08-20]", "any day, 6 days left"),
        ("[..2025-08-10]", "4 days ago"),
        ("[2025-08-20..]", "in 6 days or more"),
        ("[2025-08-01..]", "any day"),
        ("2025-08-01/..", "for 13 days"),
        ("2025-08-14/..", "since today"),
        ("2025-08-20/..", "in 6 days"),
    ];
    for (text, expected) in cases {
        assert_eq!(relative(&edtf(text), day(NOW)), expected, "{text}");
    }
}

#[test]
fn a_change_writes_a_shared_year_once() {
    let shown = |from: &str, to: &str| {
        let date = |text: &str| (!text.is_empty()).then(|| edtf(text));
        change(date(from).as_ref(), date(to).as_ref(), day(NOW))
    };
    assert_eq!(
        shown("[2025-08-21..2025-08-31]", "[2025-09-11..2025-09-20]"),
        "21–31 Aug → 11–20 Sep 2025"
    );
    assert_eq!(
        shown("2025-08-15?", "2025-08-16"),
        "Fri 15 Aug? → Sat 16 Aug 2025"
    );
    assert_eq!(shown("2025-09", "2025-10"), "Sep → Oct 2025");
    assert_eq!(
        shown("2025-12-15", "2026-01-10"),
        "Mon 15 Dec 2025 → Sat 10 Jan 2026"
    );
    assert_eq!(
        shown("[..2025-08-10]", "[..2025-08-20]"),
        "by 10 Aug → by 20 Aug 2025"
    );
    assert_eq!(shown("", "2025-08-16"), "no date → Sat 16 Aug 2025");
    assert_eq!(shown("2025-08-16", ""), "Sat 16 Aug 2025 → no date");
    assert_eq!(shown("2025", "2025-09"), "2025 → Sep 2025");
}
