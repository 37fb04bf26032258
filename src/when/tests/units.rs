//! Days, counts and ends of periods.

use super::{Direction, TODAY, next, on, reads, refuses};

#[test]
fn spelling_is_free_where_the_rule_book_says_so() {
    reads(
        &on(TODAY, Direction::Next),
        &[
            ("3 JUNE", "2026-06-03"),
            ("3\u{a0}June\u{202f}2026", "2026-06-03"),
            ("  3   June  ", "2026-06-03"),
            ("3 June.", "2026-06-03"),
            ("3 June,", "2026-06-03"),
            ("3 June ;", "2026-06-03"),
            ("3 jun", "2026-06-03"),
            ("3 Jun. 2026", "2026-06-03"),
            ("Sept 5", "2026-09-05"),
            ("5 Sept. 2026", "2026-09-05"),
            ("03 June", "2026-06-03"),
            ("Wed. 3 June", "2026-06-03"),
            ("Tues 2 June 2026", "2026-06-02"),
            ("Thurs 4 June 2026", "2026-06-04"),
            ("Thur, 4 June 2026", "2026-06-04"),
        ],
    );
    refuses(
        &on(TODAY, Direction::Next),
        &[
            ("3 June!", "Mark"),
            ("3 June?", "Mark"),
            ("3 June..", "NotUnderstood"),
            ("003 June", "NotUnderstood"),
            ("0 June", "NotUnderstood"),
            ("32 June", "NoSuchDay"),
            ("22th June", "WrongOrdinal"),
            ("1th June", "WrongOrdinal"),
            ("3 June 0900", "NotUnderstood"),
            ("3 Juno", "NotUnderstood"),
        ],
    );
}

#[test]
fn days_by_word_and_weekday() {
    reads(
        &on(TODAY, Direction::Next),
        &[
            ("today", "2026-05-14"),
            ("Tomorrow", "2026-05-15"),
            ("yesterday", "2026-05-13"),
            ("the day after tomorrow", "2026-05-16"),
            ("day after tomorrow", "2026-05-16"),
            ("the day before yesterday", "2026-05-12"),
            ("day before yesterday", "2026-05-12"),
            ("Thursday", "2026-05-14"),
            ("Wed", "2026-05-20"),
            ("on Friday", "2026-05-15"),
            ("this Thursday", "2026-05-14"),
            ("this Wednesday", "2026-05-20"),
            ("last Thursday", "2026-05-07"),
            ("last Fri", "2026-05-08"),
        ],
    );
    refuses(
        &on(TODAY, Direction::Next),
        &[
            ("next Thursday", "TwoReadings"),
            ("next Mon", "TwoReadings"),
            ("on today", "NotUnderstood"),
            ("the today", "NotUnderstood"),
            ("the Friday", "NotUnderstood"),
            ("coming Friday", "NotUnderstood"),
        ],
    );
}

#[test]
fn calendar_dates() {
    reads(
        &on(TODAY, Direction::Next),
        &[
            ("14 May", "2026-05-14"),
            ("14th May", "2026-05-14"),
            ("14th of May", "2026-05-14"),
            ("the 14th of May", "2026-05-14"),
            ("May 14", "2026-05-14"),
            ("May 14th", "2026-05-14"),
            ("May 20", "2026-05-20"),
            ("on 14 May", "2026-05-14"),
            ("on the 21st of May 2027", "2027-05-21"),
            ("14 May 2026", "2026-05-14"),
            ("14 May, 2026", "2026-05-14"),
            ("May 14 2026", "2026-05-14"),
            ("May 14th, 2026", "2026-05-14"),
            ("Thursday 14 May", "2026-05-14"),
            ("Thursday, May 14, 2026", "2026-05-14"),
            ("Thursday the 14th of May", "2026-05-14"),
            ("2026-06-03", "2026-06-03"),
            ("2026/06/03", "2026-06-03"),
            ("3.6.2026", "2026-06-03"),
            ("03.06.2026", "2026-06-03"),
            ("12.11.2026", "2026-11-12"),
            ("25/06/2026", "2026-06-25"),
            ("6/25/2026", "2026-06-25"),
            ("06/06/2026", "2026-06-06"),
            ("on 2026-06-03", "2026-06-03"),
            ("1 January 1000", "1000-01-01"),
            ("31 December 9999", "9999-12-31"),
        ],
    );
    refuses(
        &on(TODAY, Direction::Next),
        &[
            ("Friday 14 May 2026", "WrongWeekday"),
            ("Friday 3 June", "WrongWeekday"),
            ("14 of May", "OrdinalNeeded"),
            ("the 14 May", "OrdinalNeeded"),
            ("the 14 of May", "OrdinalNeeded"),
            ("31 June 2026", "NoSuchDay"),
            ("31 June", "NoSuchDay"),
            ("29 February 2026", "NoSuchDay"),
            ("2026/02/30", "NoSuchDay"),
            ("30.2.2026", "NoSuchDay"),
            ("13/13/2026", "NoSuchDay"),
            ("06/05/2026", "DayOrMonth"),
            ("3 June 26", "TwoDigitYear"),
            ("June 3, 26", "TwoDigitYear"),
            ("3.6.26", "TwoDigitYear"),
            ("25/06/26", "TwoDigitYear"),
            ("14-05-2026", "DigitsOrder"),
            ("2026.05.14", "DigitsOrder"),
            ("2026/5/14", "DigitsOrder"),
            ("14 5 2026", "NotUnderstood"),
            ("14", "DayNumberAlone"),
            ("the 14th", "DayNumberAlone"),
            ("Wed 2026-06-03", "NotUnderstood"),
            ("3 June 2026 2027", "NotUnderstood"),
            ("3 June in the morning", "TimeAlone"),
        ],
    );
}

#[test]
fn counts() {
    reads(
        &on(TODAY, Direction::Next),
        &[
            ("in 10 days", "2026-05-24"),
            ("in a week", "2026-05-21"),
            ("in an year", "2027-05-14"),
            ("in one day", "2026-05-15"),
            ("in twelve weeks", "2026-08-06"),
            ("3 days ago", "2026-05-11"),
            ("two months ago", "2026-03-14"),
            ("4 years ago", "2022-05-14"),
            ("2 weeks from now", "2026-05-28"),
            ("a week from today", "2026-05-21"),
            ("+2 weeks", "2026-05-28"),
            ("+ 2 weeks", "2026-05-28"),
            ("+3d", "2026-05-17"),
            ("+2w", "2026-05-28"),
            ("+1m", "2026-06-14"),
            ("+1y", "2027-05-14"),
            ("in 999 years", "3025-05-14"),
        ],
    );
    reads(
        &on("2026-01-31", Direction::Next),
        &[
            ("in 1 month", "2026-02-28"),
            ("in 25 months", "2028-02-29"),
            ("2 months ago", "2025-11-30"),
        ],
    );
    reads(
        &on("2028-02-29", Direction::Next),
        &[("in a year", "2029-02-28"), ("in 4 years", "2032-02-29")],
    );
    refuses(
        &on(TODAY, Direction::Next),
        &[
            ("in 0 days", "NotUnderstood"),
            ("in 1000 days", "NotUnderstood"),
            ("in thirteen days", "NotUnderstood"),
            ("in 2 hours", "Hours"),
            ("3 hours ago", "Hours"),
            ("-3d", "NotUnderstood"),
            ("+3d +1w", "NotUnderstood"),
            ("+3h", "NotUnderstood"),
            ("in 3d", "NotUnderstood"),
            ("in a fortnight", "Fortnight"),
        ],
    );
}

#[test]
fn counts_stay_in_the_years_that_can_be_written() {
    let late = on("9999-12-30", Direction::Next);
    reads(
        &late,
        &[("tomorrow", "9999-12-31"), ("in 1 day", "9999-12-31")],
    );
    refuses(
        &late,
        &[
            ("in 2 days", "OutOfRange"),
            ("in 999 years", "OutOfRange"),
            ("the day after tomorrow", "OutOfRange"),
            ("next year", "OutOfRange"),
            ("next week", "OutOfRange"),
            ("this week", "OutOfRange"),
            ("3 June", "OutOfRange"),
            ("this winter", "OutOfRange"),
            ("after 31 December", "OutOfRange"),
            ("within 1 week", "OutOfRange"),
            ("next Friday", "OutOfRange"),
        ],
    );
    let early = on("0001-01-01", Direction::Last);
    reads(&early, &[("today", "0001-01-01"), ("this year", "0001")]);
    refuses(
        &early,
        &[
            ("yesterday", "OutOfRange"),
            ("999 years ago", "OutOfRange"),
            ("last month", "OutOfRange"),
            ("last week", "OutOfRange"),
            ("last Friday", "OutOfRange"),
            ("before today", "OutOfRange"),
            ("Friday", "OutOfRange"),
        ],
    );
}

#[test]
fn ends_of_periods() {
    reads(
        &on(TODAY, Direction::Next),
        &[
            ("end of June", "2026-06-30"),
            ("the end of June 2027", "2027-06-30"),
            ("at the end of February 2028", "2028-02-29"),
            ("end of 2026", "2026-12-31"),
            ("end of Q2", "2026-06-30"),
            ("the end of Q4 2027", "2027-12-31"),
            ("end of month", "2026-05-31"),
            ("end of the month", "2026-05-31"),
            ("end of this quarter", "2026-06-30"),
            ("the end of next month", "2026-06-30"),
            ("end of next year", "2027-12-31"),
            ("end of the year", "2026-12-31"),
        ],
    );
    refuses(
        &on(TODAY, Direction::Next),
        &[
            ("end of the week", "EndOf"),
            ("end of this week", "EndOf"),
            ("the end of summer", "EndOf"),
            ("end of early June", "EndOf"),
            ("start of June", "StartOf"),
            ("the beginning of 2027", "StartOf"),
            ("end of 3 June", "NotUnderstood"),
        ],
    );
}

#[test]
fn the_other_reading_is_named_where_one_is_near() {
    let aside = |words: &str| next(words).expect(words).aside;
    assert_eq!(
        aside("Friday").as_deref(),
        Some("the coming one; the one before: \"last Friday\"")
    );
    assert_eq!(
        aside("in two weeks").as_deref(),
        Some("exactly Thu 28 May; within: \"within two weeks\"")
    );
    assert_eq!(
        aside("21-29 May").as_deref(),
        Some("some day; lasting: \"21 to 29 May\"")
    );
    assert_eq!(
        aside("21 – 29 May").as_deref(),
        Some("some day; lasting: \"21 to 29 May\"")
    );
    for words in [
        "21 May",
        "this Friday",
        "2 weeks ago",
        "between 21 and 29 May",
        "21 to 29 May",
    ] {
        assert_eq!(aside(words), None, "{words}");
    }
}

#[test]
fn what_an_aside_names_can_be_typed() {
    for words in [
        "Friday",
        "in two weeks",
        "21-29 May",
        "May 21–29, 2026",
        "Thursday",
    ] {
        for direction in [Direction::Next, Direction::Last] {
            let context = on(TODAY, direction);
            let Ok(found) = super::read(words, &context) else {
                continue;
            };
            let aside = found.aside.expect(words);
            let other = aside.split('"').nth(1).expect("words to type");
            assert!(super::read(other, &context).is_ok(), "{other}");
        }
    }
}
