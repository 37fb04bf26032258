//! Periods: months, years, weeks, weekends, quarters, halves, seasons, thirds.

use super::{Direction, TODAY, on, reads, refuses};

#[test]
fn months_and_years() {
    reads(
        &on(TODAY, Direction::Next),
        &[
            ("June", "2026-06"),
            ("in June", "2026-06"),
            ("June 2027", "2027-06"),
            ("in Sept. 2026", "2026-09"),
            ("this March", "2026-03"),
            ("this month", "2026-05"),
            ("next month", "2026-06"),
            ("last month", "2026-04"),
            ("2027", "2027"),
            ("in 2027", "2027"),
            ("this year", "2026"),
            ("next year", "2027"),
            ("last year", "2025"),
        ],
    );
    reads(
        &on("2026-01-31", Direction::Next),
        &[
            ("next month", "2026-02"),
            ("last month", "2025-12"),
            ("last quarter", "2025-36"),
        ],
    );
    refuses(
        &on(TODAY, Direction::Next),
        &[
            ("next June", "WriteYear"),
            ("last May", "WriteYear"),
            ("the month", "NotUnderstood"),
            ("in 999", "NotUnderstood"),
            ("June, 2027", "NotUnderstood"),
            ("in next year", "NotUnderstood"),
        ],
    );
}

#[test]
fn weeks() {
    reads(
        &on(TODAY, Direction::Next),
        &[
            ("this week", "[2026-05-11..2026-05-17]"),
            ("next week", "[2026-05-18..2026-05-24]"),
            ("last week", "[2026-05-04..2026-05-10]"),
            ("week of 3 June", "[2026-06-01..2026-06-07]"),
            ("week of June 3, 2026", "[2026-06-01..2026-06-07]"),
            ("week of Wed 3 June", "[2026-06-01..2026-06-07]"),
            ("week of 2026-06-03", "[2026-06-01..2026-06-07]"),
            ("week of 11 May", "[2026-05-11..2026-05-17]"),
            ("week of 1 January 2027", "[2026-12-28..2027-01-03]"),
            ("week of Fri 1 January 2027", "[2026-12-28..2027-01-03]"),
            ("W20 2026", "[2026-05-11..2026-05-17]"),
            ("w20, 2026", "[2026-05-11..2026-05-17]"),
            ("W20", "[2026-05-11..2026-05-17]"),
            ("week 23", "[2026-06-01..2026-06-07]"),
            ("week 23 of 2026", "[2026-06-01..2026-06-07]"),
            ("week 53 2026", "[2026-12-28..2027-01-03]"),
            ("W01 2027", "[2027-01-04..2027-01-10]"),
        ],
    );
    refuses(
        &on(TODAY, Direction::Next),
        &[
            ("week 53 2027", "NoSuchWeek"),
            ("W54", "NoSuchWeek"),
            ("W00 2026", "NotUnderstood"),
            ("W20 26", "NotUnderstood"),
            ("week of Fri 3 June", "WrongWeekday"),
            ("week of today", "NotUnderstood"),
            ("week of 31 June", "NoSuchDay"),
            ("first week of May", "WeekOfMonth"),
            ("later this week", "LaterThis"),
            ("later this year", "LaterThis"),
            ("early next week", "ThirdOf"),
        ],
    );
}

#[test]
fn weekends() {
    let cases = [
        ("weekend", "[2026-05-16..2026-05-17]"),
        ("this weekend", "[2026-05-16..2026-05-17]"),
        ("the weekend", "[2026-05-16..2026-05-17]"),
        ("last weekend", "[2026-05-09..2026-05-10]"),
    ];
    reads(&on(TODAY, Direction::Next), &cases);
    reads(&on("2026-05-17", Direction::Last), &cases);
    refuses(
        &on(TODAY, Direction::Next),
        &[("next weekend", "TwoReadings")],
    );
    let error = super::next("next weekend").expect_err("two readings");
    assert_eq!(
        error.hint().as_deref(),
        Some("write the date: \"16-17 May\" or \"23-24 May\"")
    );
}

#[test]
fn quarters_and_halves() {
    reads(
        &on(TODAY, Direction::Next),
        &[
            ("Q2", "2026-34"),
            ("in Q3", "2026-35"),
            ("Q3 2027", "2027-35"),
            ("third quarter", "2026-35"),
            ("4th quarter of 2026", "2026-36"),
            ("1st quarter of 2027", "2027-33"),
            ("in second quarter of 2027", "2027-34"),
            ("this quarter", "2026-34"),
            ("next quarter", "2026-35"),
            ("last quarter", "2026-33"),
            ("H1", "2026-40"),
            ("in H2 2027", "2027-41"),
            ("first half of 2027", "2027-40"),
            ("second half of the year", "2026-41"),
            ("second half of this year", "2026-41"),
            ("first half of next year", "2027-40"),
            ("first half of June", "[2026-06-01..2026-06-15]"),
            ("second half of June 2027", "[2027-06-16..2027-06-30]"),
            ("first half of February 2027", "[2027-02-01..2027-02-14]"),
            ("second half of February 2028", "[2028-02-15..2028-02-29]"),
        ],
    );
    refuses(
        &on(TODAY, Direction::Next),
        &[
            ("Q5", "NotUnderstood"),
            ("H3 2026", "NotUnderstood"),
            ("fifth quarter", "NotUnderstood"),
            ("first half of the month", "NotUnderstood"),
            ("third quarter 2026", "NotUnderstood"),
        ],
    );
}

#[test]
fn seasons() {
    reads(
        &on(TODAY, Direction::Next),
        &[
            ("spring", "2026-21"),
            ("in summer", "2026-22"),
            ("autumn 2026", "2026-23"),
            ("fall 2026", "2026-23"),
            ("winter 2026", "2026-24"),
            ("this summer", "2026-22"),
            ("this winter", "2026-24"),
        ],
    );
    reads(
        &on("2027-02-10", Direction::Next),
        &[
            ("this winter", "2026-24"),
            ("winter", "2026-24"),
            ("this summer", "2027-22"),
        ],
    );
    refuses(
        &on(TODAY, Direction::Next),
        &[
            ("next summer", "WriteYear"),
            ("last winter", "WriteYear"),
            ("winter 2026-27", "WriteYear"),
            ("winter 2026/27", "WriteYear"),
            ("winter 2026–2027", "WriteYear"),
            ("late summer", "ThirdOf"),
        ],
    );
}

#[test]
fn thirds() {
    reads(
        &on(TODAY, Direction::Next),
        &[
            ("early June", "[2026-06-01..2026-06-10]"),
            ("mid June", "[2026-06-11..2026-06-20]"),
            ("mid-June", "[2026-06-11..2026-06-20]"),
            ("in late-February 2028", "[2028-02-21..2028-02-29]"),
            ("late this month", "[2026-05-21..2026-05-31]"),
            ("early this month", "[2026-05-01..2026-05-10]"),
            ("mid next month", "[2026-06-11..2026-06-20]"),
            ("early 2027", "[2027-01-01..2027-04-30]"),
            ("mid-2027", "[2027-05-01..2027-08-31]"),
            ("late 2027", "[2027-09-01..2027-12-31]"),
            ("early next year", "[2027-01-01..2027-04-30]"),
            ("late this year", "[2026-09-01..2026-12-31]"),
        ],
    );
    refuses(
        &on(TODAY, Direction::Next),
        &[
            ("early Q3", "ThirdOf"),
            ("early next quarter", "ThirdOf"),
            ("late week", "ThirdOf"),
            ("mid", "NotUnderstood"),
            ("early last month", "NotUnderstood"),
        ],
    );
}
