//! Why no rule fits: the refusals by name, else the nearest forms that are read.

use super::token::{
    MONTHS, Token, WEEKDAYS, digits, month, ordinal, small, spaced, tokens, weekday, words, year,
};
use super::{Miss, attempt};
use crate::when::Context;
use crate::when::error::DateError;
use crate::when::refusal::Refusal;
use crate::when::spelling::distance;

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
            "soon" | "shortly" | "later" | "eventually" | "someday" | "never" | "tbd" | "tba"
            | "tbc",
        ]
        | ["unknown" | "none"]
        | ["some", "day"]
        | ["n", "/", "a"]
        | ["sometime", ..]
        | ["some", "time", ..]
        | [
            "in" | "over" | "during",
            "the",
            "coming" | "next",
            "days" | "weeks" | "months" | "years",
        ]
        | ["eve", "of", ..]
        | ["the", "eve", "of", ..]
        | ["on", "the", "eve", "of", ..] => true,
        [
            "before" | "after" | "during" | "until" | "by",
            "the",
            ref rest @ ..,
        ] => !rest.is_empty() && rest.iter().all(|word| !datelike(word)),
        ref all => {
            let few = |pair: &[&str]| {
                matches!(
                    pair,
                    ["a" | "next" | "coming" | "last", "few"] | ["a", "couple"]
                )
            };
            all.windows(2).any(few)
        }
    }
}

/// Whether a word has to do with dates.
fn datelike(word: &str) -> bool {
    let unit = word.strip_suffix('s').unwrap_or(word);
    word.chars().any(|c| c.is_ascii_digit())
        || month(word).is_some()
        || weekday(word).is_some()
        || matches!(
            unit,
            "day" | "week" | "weekend" | "month" | "quarter" | "year" | "hour"
        )
        || matches!(
            word,
            "spring" | "summer" | "autumn" | "fall" | "winter" | "end" | "start"
        )
        || matches!(
            word,
            "beginning" | "half" | "next" | "coming" | "first" | "second" | "of"
        )
        || matches!(word, "evening" | "morning" | "afternoon" | "night")
}

fn by_name(tokens: &[Token]) -> Option<Refusal> {
    let all = words(tokens);
    let has = |word: &str| all.contains(&word);
    if let [rest @ .., last] = all.as_slice() {
        if rest.last().is_some_and(|word| month(word).is_some())
            && digits(last, 2..=2).is_some_and(|n| n > 31)
            || rest.iter().any(|word| month(word).is_some())
                && rest
                    .iter()
                    .any(|word| small(word).is_some() || ordinal(word).is_some())
                && digits(last, 2..=2).is_some()
                && !all
                    .iter()
                    .any(|word| year(word).is_some() || matches!(*word, "-" | "to" | "or" | "and"))
        {
            return Some(Refusal::TwoDigitYear);
        }
    }
    if let Some(refusal) = time_alone(&all) {
        return Some(refusal);
    }
    match *all.as_slice() {
        ["later", "this", ..] => return Some(Refusal::LaterThis),
        ["the", "start" | "beginning", ..] | ["start" | "beginning", ..] => {
            return Some(Refusal::StartOf);
        }
        [
            "first" | "second" | "third" | "fourth" | "last",
            "week",
            "of" | "in",
            ..,
        ]
        | [
            "the",
            "first" | "second" | "third" | "fourth" | "last",
            "week",
            "of" | "in",
            ..,
        ] => {
            return Some(Refusal::WeekOfMonth);
        }
        ["early" | "mid" | "late", ref rest @ ..]
            if rest.iter().any(|word| {
                matches!(
                    *word,
                    "week" | "quarter" | "summer" | "winter" | "spring" | "autumn" | "fall"
                )
            }) =>
        {
            return Some(Refusal::ThirdOf);
        }
        [one] | ["the" | "on", one] | ["on", "the", one]
            if small(one).is_some() || ordinal(one).is_some() =>
        {
            return Some(Refusal::DayNumberAlone);
        }
        _ => {}
    }
    if has("fortnight") || has("fortnights") {
        return Some(Refusal::Fortnight);
    }
    if all
        .iter()
        .any(|word| matches!(*word, "hour" | "hours" | "minute" | "minutes"))
    {
        return Some(Refusal::Hours);
    }
    let or = all.iter().filter(|word| **word == "or").count();
    if or > 0 && (or > 1 || has(",")) {
        return Some(Refusal::Alternatives);
    }
    if all
        .iter()
        .any(|word| word.starts_with(|c: char| c.is_ascii_digit()) && wrong_ordinal(word))
    {
        return Some(Refusal::WrongOrdinal);
    }
    None
}

fn wrong_ordinal(word: &str) -> bool {
    matches!(ordinal(word), Some((_, false)))
}

/// A clock time or a part of a day, by itself or in place of a time.
fn time_alone(all: &[&str]) -> Option<Refusal> {
    let part = |word: &&str| {
        matches!(
            *word,
            "tonight" | "midnight" | "morning" | "afternoon" | "evening" | "night" | "noon"
        ) || matches!(*word, "am" | "pm")
            || word.contains(':')
    };
    all.iter().any(part).then_some(Refusal::TimeAlone)
}

/// Returns up to three forms that are read: the phrase mended, then forms near its words.
fn accepted(phrase: &str, tokens: &[Token], context: &Context) -> Vec<String> {
    let mut forms: Vec<String> = Vec::new();
    let mut add = |form: String| {
        if forms.len() < 3 && !forms.contains(&form) && form.len() <= 60 {
            forms.push(form);
        }
    };
    let reads =
        |form: &String| !matches!(attempt(form, context), Err(Miss::NoFit | Miss::Fault(_)));
    mended(phrase, tokens)
        .into_iter()
        .filter(reads)
        .for_each(&mut add);
    near(tokens)
        .iter()
        .map(|form| (*form).to_owned())
        .for_each(&mut add);
    forms
}

/// The phrase with one misspelt word put right, and without "the" or "in" at its beginning.
fn mended(phrase: &str, tokens: &[Token]) -> Vec<String> {
    let mut found: Vec<String> =
        phrase.strip_prefix("in the ").map(str::to_owned).into_iter().collect();
    for token in tokens
        .iter()
        .filter(|token| token.text.chars().all(char::is_alphabetic))
    {
        let (Some(head), Some(tail)) = (phrase.get(..token.start), phrase.get(token.end..)) else {
            continue;
        };
        if matches!(token.text, "the" | "in" | "at" | "on") {
            found.push(spaced(&format!("{head}{tail}")));
        }
        let long = token.text.len();
        let near = vocabulary().filter(|word| {
            let apart = distance(token.text, word);
            apart > 0 && apart <= if long > 4 { 2 } else { 1 } && long > 2
        });
        found.extend(
            near.take(4)
                .map(|word| format!("{head}{}{tail}", shown(word))),
        );
    }
    found
}

fn vocabulary() -> impl Iterator<Item = &'static str> {
    const OTHERS: [&str; 22] = [
        "today",
        "tomorrow",
        "yesterday",
        "week",
        "weeks",
        "weekend",
        "month",
        "months",
        "quarter",
        "year",
        "spring",
        "summer",
        "autumn",
        "winter",
        "early",
        "late",
        "before",
        "after",
        "until",
        "around",
        "between",
        "within",
    ];
    MONTHS.into_iter().chain(WEEKDAYS).chain(OTHERS)
}

/// Months and weekdays are shown with a capital.
fn shown(word: &str) -> String {
    let mut letters = word.chars();
    match letters.next() {
        Some(first) if month(word).is_some() || weekday(word).is_some() => {
            format!("{}{}", first.to_ascii_uppercase(), letters.as_str())
        }
        _ => word.to_owned(),
    }
}

fn near(tokens: &[Token]) -> &'static [&'static str] {
    let any = |fits: &dyn Fn(&str) -> bool| tokens.iter().any(|token| fits(token.text));
    if any(&|word| matches!(word, "week" | "weeks" | "weekend")) {
        &["this week", "week of 11 May", "W20 2026"]
    } else if any(&|word| matches!(word, "quarter" | "half" | "q1" | "q2" | "q3" | "q4")) {
        &["Q3 2026", "third quarter of 2026", "first half of 2027"]
    } else if any(&|word| matches!(word, "spring" | "summer" | "autumn" | "fall" | "winter")) {
        &["summer 2026", "this summer", "June to August 2026"]
    } else if any(&|word| matches!(word, "to" | "and" | "-" | "between" | "from")) {
        &["21-29 May", "21 May to 3 June 2026", "between 3 and 7 June"]
    } else if any(&|word| matches!(word, "by" | "before" | "after" | "until" | "since")) {
        &["by 15 June", "before June", "after 20 May"]
    } else if any(&|word| matches!(word, "day" | "days" | "month" | "months" | "in" | "ago")) {
        &["in 10 days", "5 weeks ago", "within 2 weeks"]
    } else if any(&|word| weekday(word).is_some()) {
        &["Friday", "this Friday", "Friday 15 May 2026"]
    } else if any(&|word| month(word).is_some()) {
        &["14 May 2026", "May 2026", "early May"]
    } else if any(&|word| word.starts_with(|c: char| c.is_ascii_digit())) {
        &["14 May 2026", "2026-05-14", "14.5.2026"]
    } else {
        &["14 May 2026", "late August", "by 30 September"]
    }
}
