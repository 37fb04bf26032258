//! The nearest forms that are read, for a phrase that fits no rule.

use chrono::Datelike;
use strsim::osa_distance as distance;

use super::token::{MONTHS, Token, WEEKDAYS, month, spaced, weekday};
use super::{Miss, attempt};
use crate::when::Context;

/// Returns up to three forms that are read: the phrase mended, then forms near its words.
pub(super) fn accepted(phrase: &str, tokens: &[Token], context: &Context) -> Vec<String> {
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
    // Examples with a year stand in the user's own.
    let year = context.today.year().clamp(1000, 9000).to_string();
    near(tokens)
        .iter()
        .map(|form| form.replace("YEAR", &year))
        .for_each(&mut add);
    forms
}

/// The phrase with one misspelt word put right, or without an article or preposition.
fn mended(phrase: &str, tokens: &[Token]) -> Vec<String> {
    let mut found: Vec<String> = phrase
        .strip_prefix("in the ")
        .map(str::to_owned)
        .into_iter()
        .collect();
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
        let letters = token.text.len();
        let most = if letters > 4 { 2 } else { 1 };
        let near = vocabulary()
            .filter(|word| letters > 2 && (1..=most).contains(&distance(token.text, word)));
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

/// Forms that share a word with the phrase.
fn near(tokens: &[Token]) -> &'static [&'static str] {
    let any = |fits: &dyn Fn(&str) -> bool| tokens.iter().any(|token| fits(token.text));
    if any(&|word| matches!(word, "week" | "weeks" | "weekend")) {
        &["this week", "week of 11 May", "W20 YEAR"]
    } else if any(&|word| matches!(word, "quarter" | "half" | "q1" | "q2" | "q3" | "q4")) {
        &["Q3 YEAR", "third quarter of YEAR", "first half of YEAR"]
    } else if any(&|word| matches!(word, "spring" | "summer" | "autumn" | "fall" | "winter")) {
        &["summer YEAR", "this summer", "June to August YEAR"]
    } else if any(&|word| matches!(word, "to" | "and" | "-" | "between" | "from")) {
        &["21-29 May", "21 May to 3 June YEAR", "between 3 and 7 June"]
    } else if any(&|word| matches!(word, "by" | "before" | "after" | "until" | "since")) {
        &["by 15 June", "before June", "after 20 May"]
    } else if any(&|word| matches!(word, "day" | "days" | "month" | "months" | "in" | "ago")) {
        &["in 10 days", "5 weeks ago", "within 2 weeks"]
    } else if any(&|word| weekday(word).is_some()) {
        &["Friday", "this Friday", "last Friday"]
    } else if any(&|word| month(word).is_some()) {
        &["14 May YEAR", "May YEAR", "early May"]
    } else if any(&|word| word.starts_with(|c: char| c.is_ascii_digit())) {
        &["14 May YEAR", "YEAR-05-14", "14.5.YEAR"]
    } else {
        &["14 May YEAR", "late August", "by 30 September"]
    }
}
