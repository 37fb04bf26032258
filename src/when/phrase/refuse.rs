//! Why no rule fits: the refusals by name, else the nearest forms that are read.

use super::suggest::accepted;
use super::token::{Token, digits, month, ordinal, small, strip, tokens, weekday, words, year};
use crate::when::Context;
use crate::when::error::DateError;
use crate::when::refusal::Refusal;

/// Names what is wrong with a phrase that fits no rule.
pub(super) fn why(phrase: &str, context: &Context) -> DateError {
    let text = phrase.to_owned();
    let lower = phrase.to_ascii_lowercase();
    let tokens = tokens(&lower);
    let bare = match tokens.as_slice() {
        [hedge, rest @ ..] if matches!(hedge.text, "maybe" | "possibly" | "probably") => rest,
        all => all,
    };
    if phrase.contains(['?', '!']) {
        return DateError::Refused {
            text,
            refusal: Refusal::Mark,
        };
    }
    if no_date(bare) {
        return DateError::NoDate { text };
    }
    match by_name(bare) {
        Some(refusal) => DateError::Refused { text, refusal },
        None => DateError::NotUnderstood {
            text,
            accepted: accepted(phrase, bare, context),
        },
    }
}

fn no_date(tokens: &[Token]) -> bool {
    match *words(tokens) {
        [
            "soon" | "shortly" | "later" | "eventually" | "someday" | "never" | "unknown" | "none",
        ]
        | ["tbd" | "tba" | "tbc"]
        | ["n", "/", "a"]
        | ["sometime", ..]
        | ["some", "day" | "time", ..]
        | ["eve", "of", ..]
        | ["the", "eve", "of", ..]
        | ["on", "the", "eve", "of", ..] => true,
        [
            "before" | "after" | "during" | "until" | "by",
            "the",
            ref rest @ ..,
        ] => !rest.is_empty() && rest.iter().all(|word| !datelike(word)),
        ref all => all.windows(2).any(|pair| match *pair {
            ["a" | "next" | "coming" | "last", "few"] | ["a", "couple"] => true,
            ["next" | "coming" | "within", unit] => {
                matches!(unit, "days" | "weeks" | "months" | "years")
            }
            _ => false,
        }),
    }
}

/// Words beside months, weekdays and numbers that have to do with dates.
const DATELIKE: [&str; 24] = [
    "day",
    "week",
    "weekend",
    "month",
    "quarter",
    "year",
    "hour",
    "half",
    "end",
    "start",
    "beginning",
    "spring",
    "summer",
    "autumn",
    "fall",
    "winter",
    "next",
    "coming",
    "first",
    "second",
    "morning",
    "afternoon",
    "evening",
    "night",
];

fn datelike(word: &str) -> bool {
    let one = word.strip_suffix('s').unwrap_or(word);
    let named = month(word).is_some() || weekday(word).is_some();
    named || DATELIKE.contains(&one) || word == "of" || word.chars().any(|c| c.is_ascii_digit())
}

fn by_name(tokens: &[Token]) -> Option<Refusal> {
    let all = words(tokens);
    let any = |fits: fn(&str) -> bool| all.iter().any(|word| fits(word));
    if two_digit_year(&all) {
        return Some(Refusal::TwoDigitYear);
    }
    if any(part_of_day) {
        return Some(Refusal::TimeAlone);
    }
    match *strip(tokens, &["the"]).map_or(all.clone(), words) {
        ["later", "this", ..] => return Some(Refusal::LaterThis),
        ["start" | "beginning", ..] => return Some(Refusal::StartOf),
        [
            "first" | "second" | "third" | "fourth" | "last",
            "week",
            "of" | "in",
            ..,
        ] => {
            return Some(Refusal::WeekOfMonth);
        }
        ["early" | "mid" | "late", ref rest @ ..]
            if rest.iter().any(|word| is_third_refused(word)) =>
        {
            return Some(Refusal::ThirdOf);
        }
        [one] | ["on", one] | ["on", "the", one] if day_number(one) => {
            return Some(Refusal::DayNumberAlone);
        }
        [.., "at", hour] if small(hour).is_some() => return Some(Refusal::Clock),
        _ => {}
    }
    let alternatives = all.iter().filter(|word| **word == "or").count();
    if any(|word| matches!(word, "fortnight" | "fortnights")) {
        Some(Refusal::Fortnight)
    } else if any(|word| matches!(word, "hour" | "hours" | "minute" | "minutes")) {
        Some(Refusal::Hours)
    } else if alternatives > 1 || (alternatives == 1 && all.contains(&",")) {
        Some(Refusal::Alternatives)
    } else if any(|word| matches!(ordinal(word), Some((_, false)))) {
        Some(Refusal::WrongOrdinal)
    } else {
        None
    }
}

/// `3 June 26`, `June 3, 26`, `June 45`; a year with four digits or a range is something else.
fn two_digit_year(all: &[&str]) -> bool {
    let Some((last, rest)) = all.split_last() else {
        return false;
    };
    let Some(number) = digits(last, 2..=2) else {
        return false;
    };
    let named = rest.iter().any(|word| month(word).is_some());
    let numbered = rest.iter().any(|word| day_number(word));
    let other =
        |word: &&str| year(word).is_some() || matches!(*word, "-" | "to" | "or" | "and" | "at");
    let after_month = rest.last().is_some_and(|word| month(word).is_some());
    !rest.iter().any(other) && ((named && numbered) || (after_month && number > 31))
}

fn day_number(word: &str) -> bool {
    small(word).is_some() || ordinal(word).is_some()
}

fn is_third_refused(word: &str) -> bool {
    matches!(
        word,
        "week" | "quarter" | "summer" | "winter" | "spring" | "autumn" | "fall"
    )
}

/// A clock time or a part of a day.
fn part_of_day(word: &str) -> bool {
    matches!(
        word,
        "tonight" | "midnight" | "morning" | "afternoon" | "evening" | "night"
    ) || matches!(word, "noon" | "am" | "pm")
        || word.contains(':')
}
