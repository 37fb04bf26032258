//! Properties that hold for every date and every text.

use chrono::{Datelike, Days, NaiveDate};
use proptest::prelude::*;

use super::named;
use crate::when::{
    Class, Context, Direction, When, change, class, full, intersects_next, long, read, relative,
    shift, short, zone,
};

const PHRASES: &str = include_str!("../../../tests/dates/phrases-examples.tsv");
const VECTORS: &str = include_str!("../../../tests/dates/edtf-vectors.tsv");

/// The phrases and EDTF strings of the shared tables, as a stock to cut and join.
fn stock() -> Vec<&'static str> {
    let lines = PHRASES.lines().chain(VECTORS.lines());
    lines
        .filter_map(|line| line.split('\t').next())
        .filter(|word| !word.starts_with('#'))
        .collect()
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (1i32..=9999, 1u32..=366)
        .prop_filter_map("a day", |(year, day)| NaiveDate::from_yo_opt(year, day))
}

fn near_day() -> impl Strategy<Value = NaiveDate> {
    (0u64..800).prop_filter_map("a day", |days| {
        NaiveDate::from_ymd_opt(2025, 6, 1)?.checked_add_days(Days::new(days))
    })
}

fn direction() -> impl Strategy<Value = Direction> {
    prop_oneof![Just(Direction::Next), Just(Direction::Last)]
}

/// EDTF of every form of the profile, around a few years so that bounds meet.
fn any_edtf() -> impl Strategy<Value = String> {
    let iso = |day: NaiveDate| day.format("%Y-%m-%d").to_string();
    let mark = prop_oneof![Just(""), Just("?"), Just("~"), Just("%")];
    let one = (near_day(), 0u8..10, mark).prop_map(move |(day, form, mark)| {
        let (year, month) = (day.year(), day.month());
        match form {
            0 => format!("{year}{mark}"),
            1 => format!("{year}-{month:02}{mark}"),
            2 => format!("{year}-{}{mark}", 20 + month.div_ceil(3)),
            3 => format!("{year}-{}{mark}", 32 + month.div_ceil(3)),
            4 => format!("{year}-{month:02}-{}X{mark}", day.day() / 10),
            5 => format!("{year}-{month:02}-{mark}{:02}", day.day()),
            6 => format!("{}X{mark}", year / 10),
            7 => format!("{year}{mark}-{month:02}-XX"),
            _ => format!("{}{mark}", iso(day)),
        }
    });
    let one = one.boxed();
    prop_oneof![
        3 => one.clone(),
        1 => (one.clone(), one.clone()).prop_map(|(a, b)| format!("{a}/{b}")),
        1 => one.clone().prop_map(|a| format!("{a}/..")),
        1 => one.clone().prop_map(|a| format!("/{a}")),
        1 => (near_day(), near_day()).prop_map(move |(a, b)| format!("[{}..{}]", iso(a.min(b)), iso(a.max(b)))),
        1 => near_day().prop_map(move |a| format!("[..{}]", iso(a))),
        1 => near_day().prop_map(move |a| format!("[{}..]", iso(a))),
        1 => (one.clone(), one).prop_map(|(a, b)| format!("[{a},{b}]")),
        1 => (near_day(), 0u8..24, 0u8..60, -11i8..14).prop_map(move |(day, hour, minute, offset)| {
            format!("{}T{hour:02}:{minute:02}:00{offset:+03}:00", iso(day))
        }),
    ]
}

fn any_when() -> impl Strategy<Value = When> {
    any_edtf().prop_filter_map("inside the profile", |text| When::parse_edtf(&text).ok())
}

/// Reads a text in every way, and shows what comes of it.
fn handle(text: &str, today: NaiveDate, direction: Direction) {
    let context = Context {
        today,
        direction,
        zone: None,
    };
    match read(text, &context) {
        Ok(found) => {
            let when = &found.when;
            for shown in [
                short(when, today),
                long(when, today),
                full(when, today),
                relative(when, today),
            ] {
                assert!(!shown.is_empty());
            }
            class(Some(when), today);
            let again = When::parse_edtf(when.edtf()).expect("what is stored is read again");
            assert_eq!(again.edtf(), when.edtf());
            let _ = found.when.clone().with_zone(named("America/St_Johns"));
        }
        Err(error) => {
            assert!(!error.to_string().contains('\n'));
            assert!(error.hint().is_some_and(|hint| !hint.is_empty()));
            assert!(
                error
                    .column()
                    .is_none_or(|column| column <= text.chars().count())
            );
        }
    }
    let _ = crate::when::read_instant(text, &context, named("Europe/London"));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_panics(text in "\\PC{0,40}", today in any_day(), direction in direction()) {
        handle(&text, today, direction);
        let _ = zone(&text);
    }

    #[test]
    fn no_mutated_phrase_panics(
        picks in prop::collection::vec((0usize..10_000, 0usize..40), 1..3),
        insert in "[ 0-9a-zA-Z.,/:?~%XTZ\u{2013}é\u{a0}\u{130}\\[\\]+-]{0,3}",
        at in 0usize..60,
        today in any_day(),
        direction in direction(),
    ) {
        let stock = stock();
        let mut text = String::new();
        for (pick, from) in picks {
            let phrase = stock.get(pick % stock.len()).copied().unwrap_or("");
            text.extend(phrase.chars().skip(from % (phrase.chars().count() + 1) / 2));
            text.push(' ');
        }
        let mut letters: Vec<char> = text.chars().collect();
        let at = at % (letters.len() + 1);
        letters.splice(at..at, insert.chars());
        handle(&letters.into_iter().collect::<String>(), today, direction);
    }

    #[test]
    fn the_phrases_read_on_any_day(pick in 0usize..10_000, today in any_day(), direction in direction()) {
        let stock = stock();
        handle(stock.get(pick % stock.len()).copied().unwrap_or(""), today, direction);
    }

    #[test]
    fn canonical_strings_are_read_as_themselves(when in any_when()) {
        let again = When::parse_edtf(when.edtf()).expect("canonical");
        prop_assert_eq!(&again, &when);
        let read = read(when.edtf(), &super::on(super::TODAY, Direction::Next)).expect("canonical").when;
        prop_assert_eq!(&read, &when);
    }

    #[test]
    fn bounds_are_in_order(when in any_when()) {
        let bounds = when.bounds();
        prop_assert!(bounds.earliest.is_some() || bounds.latest.is_some());
        if let (Some(first), Some(last)) = (bounds.earliest, bounds.latest) {
            prop_assert!(first <= last);
        }
    }

    #[test]
    fn a_date_has_one_class_and_it_only_ages(when in any_when(), today in near_day()) {
        let bounds = when.bounds();
        let found = class(Some(&when), today);
        let expected = [
            (bounds.earliest.is_some_and(|day| day > today), found == Class::Upcoming),
            (bounds.latest.is_some_and(|day| day < today), found == Class::Overdue),
            (bounds.holds(today), matches!(found, Class::Today | Class::InWindow | Class::UnderWay)),
        ];
        prop_assert!(expected.iter().all(|(rule, is)| rule == is), "{:?} {:?}", when, found);
        prop_assert_eq!(expected.iter().filter(|(_, is)| *is).count(), 1);
        prop_assert_eq!(intersects_next(&when, today, 0), bounds.holds(today));
        let tomorrow = today.succ_opt().expect("a day");
        let rank = |class| match class { Class::Upcoming => 0, Class::Overdue => 2, _ => 1 };
        prop_assert!(rank(class(Some(&when), tomorrow)) >= rank(found));
    }

    #[test]
    fn every_change_amounts_to_something(a in any_when(), b in any_when(), today in near_day()) {
        use crate::when::AmountsTo::*;
        let (there, back) = (shift(Some(&a), Some(&b)), shift(Some(&b), Some(&a)));
        let opposite = match there.amounts_to {
            Slipped => BroughtForward,
            BroughtForward => Slipped,
            Narrowed => Widened,
            Widened => Narrowed,
            Later => Earlier,
            Earlier => Later,
            other => other,
        };
        prop_assert_eq!(back.amounts_to, opposite);
        prop_assert_eq!(back.days, there.days);
        prop_assert_eq!(there.amounts_to == Unchanged, a.bounds() == b.bounds());
        prop_assert!(there.days.iter().flatten().all(|days| *days > 0));
        prop_assert!(!there.words().is_empty());
        prop_assert!(change(Some(&a), Some(&b), today).contains(" → "));
    }

    #[test]
    fn a_document_gives_the_same_date_back(when in any_when(), words in "[a-z ]{0,8}", order in any::<Option<u32>>()) {
        let when = when.with_words(Some(words));
        let when = match order {
            Some(order) => when.with_order(order),
            None => when,
        };
        let text = serde_json::to_string(&when).expect("JSON");
        let again: When = serde_json::from_str(&text).expect("it reads");
        prop_assert_eq!(&again, &when);
        prop_assert_eq!(serde_json::to_string(&again).expect("JSON"), text);
    }
}
