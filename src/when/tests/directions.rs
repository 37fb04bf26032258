//! The missing year and the bare weekday.

use super::{Context, DateError, Direction, TODAY, last, next, on, read, reads, refuses};

#[test]
fn next_takes_the_first_that_is_not_over() {
    reads(
        &on(TODAY, Direction::Next),
        &[
            ("14 May", "2026-05-14"),
            ("3 June", "2026-06-03"),
            ("12 April", "2027-04-12"),
            ("March", "2027-03"),
            ("May", "2026-05"),
            ("Q1", "2027-33"),
            ("winter", "2026-24"),
            ("early April", "[2027-04-01..2027-04-10]"),
            ("11-20 May", "[2026-05-11..2026-05-20]"),
            ("29 February", "2028-02-29"),
        ],
    );
    refuses(
        &on(TODAY, Direction::Next),
        &[
            ("13 May", "Edge"),
            ("13 April", "Edge"),
            ("April", "Edge"),
            ("early May", "Edge"),
            ("end of April", "Edge"),
            ("by 2 May", "Edge"),
            ("week of 4 May", "Edge"),
            ("W19", "Edge"),
            ("possibly 2 May", "Edge"),
            ("2 May at 16:00", "Edge"),
        ],
    );
}

#[test]
fn last_takes_the_last_that_has_begun() {
    reads(
        &on(TODAY, Direction::Last),
        &[
            ("14 May", "2026-05-14"),
            ("2 May", "2026-05-02"),
            ("15 June", "2025-06-15"),
            ("May", "2026-05"),
            ("July", "2025-07"),
            ("early May", "[2026-05-01..2026-05-10]"),
            ("winter", "2025-24"),
            ("29 February", "2024-02-29"),
            ("30 December to 2 January", "2025-12-30/2026-01-02"),
            ("11-20 May", "[2026-05-11..2026-05-20]"),
            ("Thursday", "2026-05-14"),
            ("Friday", "2026-05-08"),
            ("this Friday", "2026-05-15"),
        ],
    );
    refuses(
        &on(TODAY, Direction::Last),
        &[
            ("15 May", "Edge"),
            ("14 June", "Edge"),
            ("June", "Edge"),
            ("late May", "Edge"),
            ("summer", "Edge"),
        ],
    );
}

#[test]
fn since_always_looks_back() {
    for direction in [Direction::Next, Direction::Last] {
        reads(
            &on(TODAY, direction),
            &[
                ("since 1 April", "[2026-04-01..]"),
                ("since July", "[2025-07-01..]"),
                ("since Friday", "[2026-05-08..]"),
            ],
        );
        refuses(&on(TODAY, direction), &[("since 1 June", "Edge")]);
    }
}

#[test]
fn the_edge_lasts_31_days() {
    let edge = |words: &str, direction| {
        matches!(read(words, &on(TODAY, direction)), Err(DateError::Edge(_)))
    };
    assert!(edge("13 April", Direction::Next), "31 days ago");
    assert!(!edge("12 April", Direction::Next), "32 days ago");
    assert!(edge("14 June", Direction::Last), "in 31 days");
    assert!(!edge("15 June", Direction::Last), "in 32 days");
}

#[test]
fn an_edge_names_both_years_and_what_to_type() {
    let context = on("2025-08-14", Direction::Next);
    let error = read("6 August", &context).expect_err("the edge");
    assert_eq!(
        error.to_string(),
        "\"6 August\" was 8 days ago, or is in 357"
    );
    assert_eq!(
        error.hint().as_deref(),
        Some("write the year: \"6 August 2025\" or \"6 August 2026\"")
    );
    let readings = error.readings().expect("both readings");
    let (past, future) = (readings.past.as_ref(), readings.future.as_ref());
    let (past, future) = (past.expect("a past one"), future.expect("a coming one"));
    assert_eq!(
        (past.words.as_str(), past.when.edtf()),
        ("6 August", "2025-08-06")
    );
    assert_eq!(
        (future.words.as_str(), future.when.edtf()),
        ("6 August 2026", "2026-08-06")
    );

    let error = read(
        "20 August",
        &Context {
            direction: Direction::Last,
            ..context.clone()
        },
    );
    let error = error.expect_err("the edge");
    assert_eq!(
        error.to_string(),
        "\"20 August\" is in 6 days, or was 359 ago"
    );
    let readings = error.readings().expect("both readings");
    assert_eq!(
        readings.past.as_ref().map(|one| one.words.as_str()),
        Some("20 August 2024")
    );
    assert_eq!(
        readings.future.as_ref().map(|one| one.words.as_str()),
        Some("20 August")
    );

    let error = read("early August", &context).expect_err("the edge");
    assert_eq!(
        error.to_string(),
        "\"early August\" ended 4 days ago, or begins in 352"
    );
    let error = read("13 August", &context).expect_err("the edge");
    assert_eq!(
        error.to_string(),
        "\"13 August\" was 1 day ago, or is in 364"
    );
}

#[test]
fn what_an_edge_gives_to_type_reads_in_its_direction() {
    let today = on(TODAY, Direction::Next);
    for words in [
        "2 May",
        "May 2",
        "the 2nd of May",
        "April",
        "early May",
        "1-3 May",
        "1 to 3 May",
        "May 1-3",
        "by 2 May",
        "after early May",
        "probably before 2 May",
        "2 May at 16:00",
        "end of April",
        "week of 4 May",
        "W19",
        "about 2 May",
        "between 1 and 3 May",
        "1 or 2 May",
        "second half of April",
        "by end of April",
        "from 2 May",
    ] {
        let error = read(words, &today).expect_err(words);
        let readings = error.readings().expect(words);
        let past = readings.past.as_ref().expect(words);
        let future = readings.future.as_ref().expect(words);
        let back = Context {
            direction: Direction::Last,
            ..today.clone()
        };
        assert_eq!(
            read(&past.words, &back).map(|found| found.when.edtf().to_owned()),
            Ok(past.when.edtf().to_owned())
        );
        assert_eq!(
            read(&future.words, &today).map(|found| found.when.edtf().to_owned()),
            Ok(future.when.edtf().to_owned())
        );
        for one in [past, future] {
            assert!(
                next(&one.dated).is_ok() && last(&one.dated).is_ok(),
                "{}",
                one.dated
            );
        }
    }
}

#[test]
fn a_weekday_can_rule_one_reading_out() {
    let error = next("Saturday 2 May").expect_err("the edge");
    let readings = error.readings().expect("readings");
    assert!(readings.past.is_some() && readings.future.is_none());
}

#[test]
fn next_weekday_names_both_days() {
    let error = read("next friday", &on("2025-08-14", Direction::Next)).expect_err("two readings");
    assert_eq!(
        error.to_string(),
        "\"next friday\" can be Fri 15 Aug or Fri 22 Aug 2025"
    );
    assert_eq!(
        error.hint().as_deref(),
        Some("write the date: \"15 August\" or \"22 August\"")
    );
    let error = read("next friday", &on("2025-08-14", Direction::Last)).expect_err("two readings");
    assert_eq!(
        error.hint().as_deref(),
        Some("write the date: \"15 August 2025\" or \"22 August 2025\"")
    );
}
