//! What the user typed becomes a date: EDTF first, then phrases.

use chrono::NaiveDate;
use chrono_tz::Tz;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::error::DateError;
use super::phrase;
use super::when::{When, trimmed};

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
    pub zone: Option<Tz>,
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
            Err(_) if looks_like_edtf(text) => return Err(edtf_error),
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

/// Whether a refused text was meant as EDTF, so that EDTF's own hint helps more.
fn looks_like_edtf(text: &str) -> bool {
    if text == "/" {
        return true;
    }
    if in_digits(text) {
        return false;
    }
    let spelt = text.replace("unknown", "").replace("open", "");
    let spelt = if spelt.contains('/') {
        spelt.as_str()
    } else {
        text
    };
    let core = spelt.trim_start_matches(['?', '~', '%', '[', '{', '(', '/', '.', '-', 'Y', 'X']);
    let head: String = core.chars().take(11).collect();
    let digit = |c: char| c.is_numeric() || matches!(c, 'X' | 'x' | 'u');
    let year = head.chars().take(4).filter(|c| digit(*c)).count() == 4;
    let moment = year && head.ends_with(['T', 't']) && head.chars().count() == 11;
    let sign = |c: char| "?~%[]{}(),./-–—−‑+:XxTtZzYESWu".contains(c) || c.is_numeric();
    let opened = text.starts_with(['[', '{', '(', '/', '-', 'Y', 'X', '.', '~', '%']);
    moment || ((year || opened) && spelt.chars().all(sign) && text.chars().count() > 1)
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
