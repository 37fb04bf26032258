//! Classes as of a day, what a change amounts to, rhythms.

use super::{day, edtf};
use crate::when::{AmountsTo, Class, Every, class, intersects_next, shift};

#[test]
fn every_class() {
    let cases = [
        ("2026-05-15", Class::Upcoming),
        ("2026-06", Class::Upcoming),
        ("[2026-05-15..]", Class::Upcoming),
        ("2026-05-14", Class::Today),
        ("2026-05-14T23:00", Class::Today),
        ("2026-05-14/2026-05-14", Class::Today),
        ("2026-05", Class::InWindow),
        ("[..2026-05-14]", Class::InWindow),
        ("[..2026-06-30]", Class::InWindow),
        ("[2026-05-14..]", Class::InWindow),
        ("2026-05-10/2026-05-14", Class::UnderWay),
        ("2026-05-01/..", Class::UnderWay),
        ("2026-05-01/", Class::UnderWay),
        ("../2026-05-14", Class::UnderWay),
        ("2026-05-13", Class::Overdue),
        ("2026-05-13~", Class::Overdue),
        ("[..2026-05-13]", Class::Overdue),
        ("/2026-05-13", Class::Overdue),
        ("2026-04", Class::Overdue),
    ];
    for (text, expected) in cases {
        assert_eq!(
            class(Some(&edtf(text)), day("2026-05-14")),
            expected,
            "{text}"
        );
    }
    assert_eq!(class(None, day("2026-05-14")), Class::NoDate);
}

#[test]
fn within_so_many_days() {
    let within = |text, days| intersects_next(&edtf(text), day("2026-05-14"), days);
    assert!(within("2026-05-21", 7));
    assert!(!within("2026-05-22", 7));
    assert!(within("2026-05-14", 0));
    assert!(!within("2026-05-13", 7));
    assert!(within("[..2026-05-14]", 0));
    assert!(within("[2026-05-21..]", 7));
    assert!(within("9999-12-31", i64::MAX));
    assert!(!within("2026-05-14", i64::MIN));
}

#[test]
fn what_a_change_amounts_to() {
    use AmountsTo::*;
    let cases = [
        (
            "[2025-08-21..2025-08-31]",
            "[2025-09-11..2025-09-20]",
            Slipped,
            "slipped by 11 to 30 days",
        ),
        ("2025-08-15", "2025-08-16", Slipped, "slipped by 1 day"),
        (
            "2025-08-15",
            "[2025-08-20..]",
            Slipped,
            "slipped by at least 5 days",
        ),
        (
            "[..2025-08-15]",
            "2025-08-20",
            Slipped,
            "slipped by at least 5 days",
        ),
        (
            "2025-08-15",
            "2025-08-12",
            BroughtForward,
            "brought forward by 3 days",
        ),
        (
            "2025-09",
            "2025-08-31",
            BroughtForward,
            "brought forward by 1 to 30 days",
        ),
        (
            "2025-09-01",
            "[..2025-08-31]",
            BroughtForward,
            "brought forward by at least 1 day",
        ),
        ("2025-09", "[2025-09-11..2025-09-20]", Narrowed, "narrowed"),
        ("2025-09", "2025-09-11", Narrowed, "date set"),
        ("[..2025-09-30]", "2025-09-11", Narrowed, "date set"),
        ("[2025-09-01..]", "2025-09", Narrowed, "narrowed"),
        ("2025-09-11", "2025-09", Widened, "widened"),
        ("2025-09", "[..2025-09-30]", Widened, "widened"),
        ("2025-09", "[2025-09-15..2025-10-15]", Later, "moved later"),
        (
            "[2025-08-15..2025-09-15]",
            "[2025-09-01..]",
            Later,
            "moved later",
        ),
        (
            "2025-09",
            "[2025-08-15..2025-09-15]",
            Earlier,
            "moved earlier",
        ),
        (
            "[2025-09-01..]",
            "2025-08-15/2025-09-15",
            Earlier,
            "moved earlier",
        ),
        ("2025-09", "2025-09?", Unchanged, "unchanged"),
        ("2025-09-11T10:00", "2025-09-11", Unchanged, "unchanged"),
    ];
    for (old, new, amounts_to, words) in cases {
        let found = shift(Some(&edtf(old)), Some(&edtf(new)));
        assert_eq!(
            (found.amounts_to, found.words().as_str()),
            (amounts_to, words),
            "{old} to {new}"
        );
        let counted = matches!(amounts_to, Slipped | BroughtForward);
        assert_eq!(found.days[0].is_some(), counted, "{old} to {new}");
    }
    let given = edtf("2025-09");
    assert_eq!(shift(None, Some(&given)).words(), "date given");
    assert_eq!(shift(Some(&given), None).words(), "date withdrawn");
    assert_eq!(shift(None, None).amounts_to, Unchanged);
}

#[test]
fn rhythms() {
    let every = |text: &str| text.parse::<Every>();
    for text in ["1d", "7d", "999d", "2w", "999w"] {
        assert_eq!(
            every(text).map(|every| every.to_string()).as_deref(),
            Ok(text)
        );
    }
    for text in [
        "", "d", "0d", "1000d", "7", "7D", "-7d", "+7d", "7 d", "7m", "1.5d", "٧d",
    ] {
        assert!(every(text).is_err(), "{text}");
    }
    let weekly = every("2w").expect("two weeks");
    assert_eq!(weekly.after(day("2026-05-14")), Some(day("2026-05-28")));
    assert_eq!(weekly.after(day("9999-12-31")), None);
    assert_eq!(serde_json::to_string(&weekly).expect("JSON"), "\"2w\"");
    assert_eq!(
        serde_json::from_str::<Every>("\"2w\"").expect("a rhythm"),
        weekly
    );
    assert!(serde_json::from_str::<Every>("\"2x\"").is_err());
}
