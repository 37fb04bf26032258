//! Names that are those of months and weekdays as well: Theresa May, Sunday Oliseh.

use super::words::{Reading, Word, hash};
use crate::when::{MONTHS, WEEKDAYS};

/// Words before which the name of a month or a weekday is a date.
const BEFORE: [&str; 13] = [
    "during", "early", "each", "every", "in", "last", "late", "mid", "next", "on", "since", "this",
    "until",
];

/// Whether a folded word is the name of a month or a weekday.
pub(super) fn is_calendar(word: &str) -> bool {
    MONTHS.contains(&word) || WEEKDAYS.contains(&word)
}

/// Whether the month or weekday at a place of a text may be somebody's name: written as one, and in no date.
pub(super) fn may_be_name(reading: &Reading, at: usize) -> bool {
    let words = reading.words();
    words.get(at).is_some_and(|word| word.is_capital) && !is_in_date(words, at)
}

/// Whether the word at a place is part of a date: after such a word, or beside a number.
fn is_in_date(words: &[Word], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| words.get(before));
    let after = words.get(at + 1);
    let mut numbers = before.into_iter().chain(after);
    let is_date_word = |word: &Word| BEFORE.iter().any(|other| hash(other) == word.hash);
    numbers.any(|word| word.is_number) || before.is_some_and(is_date_word)
}
