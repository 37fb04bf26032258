//! Operators and hedges.

use super::{Direction, TODAY, next, on, reads, refuses};
use crate::when::Hedge;

#[test]
fn by_before_after_from() {
    reads(
        &on(TODAY, Direction::Next),
        &[
            ("by 15 June", "[..2026-06-15]"),
            ("until June", "[..2026-06-30]"),
            ("till Friday", "[..2026-05-15]"),
            ("no later than 2026-06-15", "[..2026-06-15]"),
            ("by the end of May", "[..2026-05-31]"),
            ("by tomorrow", "[..2026-05-15]"),
            ("by early June", "[..2026-06-10]"),
            ("by next week", "[..2026-05-24]"),
            ("by 2027", "[..2027-12-31]"),
            ("by winter 2026", "[..2027-02-28]"),
            ("before June", "[..2026-05-31]"),
            ("before 15 June", "[..2026-06-14]"),
            ("before the weekend", "[..2026-05-15]"),
            ("before the end of the year", "[..2026-12-31]"),
            ("not before 1 June", "[2026-06-01..]"),
            ("no earlier than June", "[2026-06-01..]"),
            ("after 20 May", "[2026-05-21..]"),
            ("after June", "[2026-07-01..]"),
            ("after the end of June", "[2026-07-01..]"),
            ("from 1 June", "[2026-06-01..]"),
            ("from summer 2026", "[2026-06-01..]"),
            ("since April 2026", "[2026-04-01..]"),
            ("since yesterday", "[2026-05-13..]"),
            ("since 3 weeks ago", "[2026-04-23..]"),
            ("from in 2 weeks", "[2026-05-28..]"),
        ],
    );
    refuses(
        &on(TODAY, Direction::Next),
        &[
            ("by 15 June 16:00", "OperatorOn"),
            ("after 21-29 May", "OperatorOn"),
            ("before 21 to 29 May", "OperatorOn"),
            ("by 3 or 10 June", "OperatorOn"),
            ("by before June", "NotUnderstood"),
            ("after about 3 June", "NotUnderstood"),
            ("by possibly June", "NotUnderstood"),
            ("by", "NotUnderstood"),
            ("after 31 December 9999", "OutOfRange"),
        ],
    );
}

#[test]
fn within_is_a_window_from_today() {
    reads(
        &on(TODAY, Direction::Next),
        &[
            ("within 2 weeks", "[2026-05-14..2026-05-28]"),
            ("within a month", "[2026-05-14..2026-06-14]"),
            ("in the next ten days", "[2026-05-14..2026-05-24]"),
            ("over the next 2 years", "[2026-05-14..2028-05-14]"),
            ("during the coming 3 months", "[2026-05-14..2026-08-14]"),
            ("probably within 2 weeks", "[2026-05-14..2026-05-28]"),
        ],
    );
    refuses(
        &on(TODAY, Direction::Next),
        &[
            ("within 2 hours", "Hours"),
            ("within the week", "NotUnderstood"),
            ("in the next days", "NoDate"),
            ("over the coming weeks", "NoDate"),
            ("in the next few days", "NoDate"),
        ],
    );
}

#[test]
fn about_marks_one_component() {
    reads(
        &on(TODAY, Direction::Next),
        &[
            ("about 25 May", "2026-05-25~"),
            ("around June", "2026-06~"),
            ("circa 2027", "2027~"),
            ("c. 2027", "2027~"),
            ("ca. 25 May", "2026-05-25~"),
            ("ca 25 May", "2026-05-25~"),
            ("approximately Q3", "2026-35~"),
            ("roughly summer 2026", "2026-22~"),
            ("about H2", "2026-41~"),
            ("around the end of June", "2026-06-30~"),
            ("in about 3 weeks", "2026-06-04~"),
            ("about 3 weeks ago", "2026-04-23~"),
            ("around tomorrow", "2026-05-15~"),
        ],
    );
    refuses(
        &on(TODAY, Direction::Next),
        &[
            ("about early June", "AboutWindow"),
            ("around next week", "AboutWindow"),
            ("around 21-29 May", "AboutWindow"),
            ("about 21 to 29 May", "AboutWindow"),
            ("around 25 May 16:00", "AboutWindow"),
            ("about by June", "NotUnderstood"),
        ],
    );
}

#[test]
fn hedges_make_a_certainty_and_no_mark() {
    for (words, date, certainty) in [
        ("maybe Friday", "2026-05-15", Hedge::Possible),
        (
            "possibly early June",
            "[2026-06-01..2026-06-10]",
            Hedge::Possible,
        ),
        ("probably by 15 June", "[..2026-06-15]", Hedge::Likely),
        ("Possibly about 25 May", "2026-05-25~", Hedge::Possible),
        (
            "probably 21 to 29 May",
            "2026-05-21/2026-05-29",
            Hedge::Likely,
        ),
    ] {
        let found = next(words).expect(words);
        assert_eq!(
            (found.when.edtf(), found.certainty),
            (date, Some(certainty)),
            "{words}"
        );
        assert!(!found.when.is_uncertain());
        assert_eq!(found.when.words(), Some(words));
    }
    assert_eq!(next("Friday").expect("a day").certainty, None);
    refuses(
        &on(TODAY, Direction::Next),
        &[
            ("maybe probably Friday", "NotUnderstood"),
            ("possibly", "NotUnderstood"),
            ("maybe soon", "NoDate"),
        ],
    );
}
