//! What the user typed becomes a date: EDTF first, then phrases.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::date::{When, trimmed};
use super::error::DateError;
use super::phrase;
use super::zone::Zone;

/// Where a missing year and a bare weekday are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// The first one that is not over.
    Next,
    /// The last one that has begun.
    Last,
}

/// What a phrase is read against. Nothing of it is taken from the clock or the machine.
#[derive(Debug, Clone)]
pub struct Context {
    /// The user's day.
    pub today: NaiveDate,
    /// Where a missing year and a bare weekday are looked for.
    pub direction: Direction,
    /// The zone of the event, for its clock time.
    pub zone: Option<Zone>,
}

/// How sure it is that an event will happen, from a word before its date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Hedge {
    /// maybe, possibly
    Possible,
    /// probably
    Likely,
}

/// What was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Understood {
    /// The date, with the words that were typed.
    pub when: When,
    /// From maybe, possibly or probably; the date itself has no mark for it.
    pub certainty: Option<Hedge>,
    /// The other reading where one is near, and what to type for it.
    pub aside: Option<String>,
}

/// Reads a date as it is typed: EDTF of the profile, else an English phrase, as a whole.
///
/// # Errors
///
/// Nothing is guessed: what is ambiguous, what names no date and what fits no rule is refused, as
/// is a zone for a date without clock time.
pub fn read(words: &str, context: &Context) -> Result<Understood, DateError> {
    let text = trimmed(words)?;
    let (when, certainty, aside) = match When::parse_edtf(text) {
        Ok(when) => (when, None, None),
        Err(edtf_error) => match phrase::read(text, context) {
            Ok(meaning) => (meaning.when, meaning.certainty, meaning.aside),
            Err(DateError::NotUnderstood { .. }) if looks_like_edtf(text, true) => {
                return Err(edtf_error);
            }
            Err(_) if looks_like_edtf(text, false) => return Err(edtf_error),
            Err(error) => return Err(error),
        },
    };
    let when = match context.zone {
        Some(zone) => when.with_zone(zone)?,
        None => when,
    };
    Ok(Understood {
        when: when.with_words(Some(text.to_owned())),
        certainty,
        aside,
    })
}

/// What EDTF and its old draft are written with, and what is taken for it; words apart.
const SIGNS: &str = "?~%[]{}(),./-–—−‑+:XxTtZzYESWu";

/// What EDTF can begin with before a year.
const OPENINGS: [char; 11] = ['?', '~', '%', '[', '{', '(', '/', '.', '-', 'Y', 'X'];

/// Whether a refused text was meant as EDTF, so that EDTF's own hint helps more: it begins with a
/// year or a sign of EDTF and holds nothing else, or it is a date-time whatever follows. With
/// `spaces`, it may hold spaces, too.
fn looks_like_edtf(text: &str, spaces: bool) -> bool {
    if in_digits(text) {
        return false;
    }
    // Ends of intervals in the old draft.
    let spelt = match text.contains('/') {
        true => text.replace("unknown", "").replace("open", ""),
        false => text.to_owned(),
    };
    let digit = |c: char| c.is_numeric() || matches!(c, 'X' | 'x' | 'u');
    let head: Vec<char> = spelt
        .trim_start_matches(OPENINGS)
        .chars()
        .take(11)
        .collect();
    let dated = head.len() >= 4 && head.iter().take(4).all(|c| digit(*c));
    let moment = dated && matches!(head.get(10), Some('T' | 't'));
    let opened = text.starts_with(OPENINGS) && !matches!(text, "?" | "-" | ".");
    let sign = |c: char| SIGNS.contains(c) || c.is_numeric() || (spaces && c == ' ');
    moment || ((dated || opened) && spelt.chars().all(sign))
}

/// Digits with two slashes or two full stops, a date of the phrases.
fn in_digits(text: &str) -> bool {
    let parts = |separator| {
        text.split(separator)
            .filter(|part| !part.is_empty())
            .count()
    };
    text.chars()
        .all(|c| c.is_ascii_digit() || matches!(c, '/' | '.'))
        && (parts('/') == 3 || parts('.') == 3)
}
