//! Ranges and alternatives.

use super::{Direction, TODAY, on, reads, refuses};

#[test]
fn to_lasts_and_keeps_its_precision() {
    reads(
        &on(TODAY, Direction::Next),
        &[
            ("from 21 to 29 May", "2026-05-21/2026-05-29"),
            ("21 to 29 May", "2026-05-21/2026-05-29"),
            ("21st to 29th of May", "2026-05-21/2026-05-29"),
            ("May 21 to 29, 2026", "2026-05-21/2026-05-29"),
            ("21 May to 3 June 2026", "2026-05-21/2026-06-03"),
            ("21 May 2026 to 3 June 2026", "2026-05-21/2026-06-03"),
            ("from May to July", "2026-05/2026-07"),
            ("May 2026 to July 2027", "2026-05/2027-07"),
            ("2026 to 2028", "2026/2028"),
            ("today to Friday", "2026-05-14/2026-05-15"),
            ("from tomorrow to 3 June", "2026-05-15/2026-06-03"),
            ("Monday to Friday", "2026-05-18/2026-05-22"),
            ("21 to 21 May", "2026-05-21/2026-05-21"),
            ("from 2026-05-21 to 2026-05-29", "2026-05-21/2026-05-29"),
            ("Thu 21 May to Fri 29 May", "2026-05-21/2026-05-29"),
        ],
    );
}

#[test]
fn between_and_the_dash_are_one_moment_inside() {
    reads(
        &on(TODAY, Direction::Next),
        &[
            ("between 3 and 7 June", "[2026-06-03..2026-06-07]"),
            ("between Monday and Friday", "[2026-05-18..2026-05-22]"),
            ("between June and July", "[2026-06-01..2026-07-31]"),
            ("between 2026 and 2027", "[2026-01-01..2027-12-31]"),
            ("21-29 May", "[2026-05-21..2026-05-29]"),
            ("21 – 29 May", "[2026-05-21..2026-05-29]"),
            ("May 21-29, 2026", "[2026-05-21..2026-05-29]"),
            ("May 21–29", "[2026-05-21..2026-05-29]"),
            ("21 May - 3 June", "[2026-05-21..2026-06-03]"),
            ("June-July", "[2026-06-01..2026-07-31]"),
            ("June – July 2027", "[2027-06-01..2027-07-31]"),
            ("2026-05-21 – 2026-05-29", "[2026-05-21..2026-05-29]"),
            ("2026-05-21-2026-05-29", "[2026-05-21..2026-05-29]"),
        ],
    );
    refuses(
        &on(TODAY, Direction::Next),
        &[
            ("2026 - 2027", "YearDashYear"),
            ("2026–2027", "Edtf"),
            ("Monday-Friday", "DashOfWords"),
            ("today - Friday", "DashOfWords"),
        ],
    );
}

#[test]
fn or_is_one_of_two() {
    reads(
        &on(TODAY, Direction::Next),
        &[
            ("21 or 29 May", "[2026-05-21,2026-05-29]"),
            ("29 or 21 May", "[2026-05-21,2026-05-29]"),
            ("May 21 or 29, 2026", "[2026-05-21,2026-05-29]"),
            ("21 May or 3 June", "[2026-05-21,2026-06-03]"),
            ("June or July", "[2026-06,2026-07]"),
            ("June or July 2027", "[2027-06,2027-07]"),
            ("Friday or Saturday", "[2026-05-15,2026-05-16]"),
            ("today or tomorrow", "[2026-05-14,2026-05-15]"),
        ],
    );
    refuses(
        &on(TODAY, Direction::Next),
        &[
            ("2026 or 2027", "Alternatives"),
            ("3, 10 or 17 June", "Alternatives"),
            ("3 or 10 or 17 June", "Alternatives"),
            ("3 or 3 June", "SameTwice"),
            ("between 3 or 10 June", "NotUnderstood"),
        ],
    );
}

#[test]
fn years_of_a_range() {
    reads(
        &on(TODAY, Direction::Next),
        &[
            // only the last has one
            ("30 December to 2 January 2027", "2026-12-30/2027-01-02"),
            ("21 May to 3 June 2027", "2027-05-21/2027-06-03"),
            ("November to February 2027", "2026-11/2027-02"),
            // only the first has one
            ("30 December 2026 to 2 January", "2026-12-30/2027-01-02"),
            ("21 May 2027 to 3 June", "2027-05-21/2027-06-03"),
            ("3 June 2027 to 21 May", "2027-06-03/2028-05-21"),
            // a word or a weekday
            ("today to 3 January", "2026-05-14/2027-01-03"),
            ("Friday to 20 May", "2026-05-15/2026-05-20"),
            // neither: the whole range
            ("30 December to 2 January", "2026-12-30/2027-01-02"),
            ("11-20 May", "[2026-05-11..2026-05-20]"),
            ("1 to 14 May", "2026-05-01/2026-05-14"),
            ("28 February to 29 February", "2028-02-28/2028-02-29"),
        ],
    );
    reads(
        &on("2027-01-01", Direction::Next),
        &[("30 December to 2 January", "2026-12-30/2027-01-02")],
    );
    refuses(
        &on(TODAY, Direction::Next),
        &[
            ("29-21 May", "Backwards"),
            ("29 to 21 May", "Backwards"),
            ("29 May 2026 to 21 May 2026", "Backwards"),
            ("2027 to 2026", "Backwards"),
            ("1 to 3 May", "Edge"),
            ("21 May to June", "MixedRange"),
            ("today to June", "MixedRange"),
            ("May to 2027", "MixedRange"),
            ("31 April to 2 May", "NoSuchDay"),
            ("Fri 21 May to 29 May", "WrongWeekday"),
            ("in 2 days to 3 June", "NotUnderstood"),
        ],
    );
}
