//! Words that name no date, and the forms that are offered instead.

use super::{DateError, Direction, TODAY, next, on, refuses};

#[test]
fn some_words_name_no_date() {
    let words = [
        "soon",
        "shortly",
        "later",
        "eventually",
        "someday",
        "tbd",
        "TBA",
        "tbc",
        "unknown",
        "none",
        "n/a",
        "in the coming days",
        "in the coming weeks",
        "in the coming months",
        "sometime next week",
        "sometime in June",
        "in a few days",
        "in a couple of weeks",
        "next few weeks",
        "within days",
        "the eve of the summit",
        "on the eve of the talks",
        "after the summit",
        "before the talks",
    ];
    refuses(
        &on(TODAY, Direction::Next),
        &words.map(|words| (words, "NoDate")),
    );
    refuses(
        &on(TODAY, Direction::Last),
        &words.map(|words| (words, "NoDate")),
    );
    assert_eq!(
        next("soon").expect_err("no date").hint().as_deref(),
        Some("leave the date out")
    );
}

#[test]
fn other_words_are_refused_too() {
    refuses(
        &on(TODAY, Direction::Next),
        &[
            ("fortnight", "Fortnight"),
            ("Christmas", "NotUnderstood"),
            ("Easter Monday", "NotUnderstood"),
            ("demain", "NotUnderstood"),
            ("3 Mai 2026", "NotUnderstood"),
            ("Jnue 2026", "NotUnderstood"),
            ("later this month", "LaterThis"),
            ("hello", "NotUnderstood"),
            ("?", "Mark"),
            ("-", "NotUnderstood"),
            ("14 May 2026 and more", "NotUnderstood"),
            ("٣ June", "NotUnderstood"),
        ],
    );
}

#[test]
fn up_to_three_accepted_forms_are_named_and_each_is_read() {
    for words in [
        "Jnue 2026",
        "Wensday",
        "hello",
        "the first half of June",
        "in the third quarter of 2026",
        "week",
        "summer time",
        "between Monday",
        "by the",
        "15 Mayy",
        "2 dayz ago",
        "Friday next",
        "quarter",
        "14 5 2026",
        "over 3 days",
    ] {
        let Err(DateError::NotUnderstood { accepted, .. }) = next(words) else {
            panic!("{words} is read or refused by name");
        };
        assert!((1..=3).contains(&accepted.len()), "{words}: {accepted:?}");
        for form in &accepted {
            let readable = match next(form) {
                Ok(_) => true,
                Err(error) => error.readings().is_some(),
            };
            assert!(readable, "{words}: {form}");
        }
    }
    let first = |words: &str| match next(words) {
        Err(DateError::NotUnderstood { accepted, .. }) => accepted.first().cloned(),
        other => panic!("{words}: {other:?}"),
    };
    assert_eq!(first("Jnue 2026").as_deref(), Some("June 2026"));
    assert_eq!(first("Wensday").as_deref(), Some("Wednesday"));
    assert_eq!(
        first("the first half of June").as_deref(),
        Some("first half of June")
    );
}

#[test]
fn a_two_digit_year_is_offered_in_full() {
    let hint = |words: &str| next(words).expect_err(words).hint();
    assert_eq!(hint("3 Jun 26").as_deref(), Some("write \"3 Jun 2026\""));
    assert_eq!(hint("25/06/26").as_deref(), Some("write \"25/06/2026\""));
    assert_eq!(hint("3 June '99").as_deref(), Some("write \"3 June 1999\""));
}
