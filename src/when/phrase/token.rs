//! Words and numbers of a phrase, and how they are spelt.

use chrono::Weekday;

/// A word, a number, a date in digits, a clock time, an offset or a sign, in lower case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token<'a> {
    pub text: &'a str,
    /// Bytes in the phrase, for pieces of it that are shown or completed.
    pub start: usize,
    pub end: usize,
}

/// Makes all spaces alike and single, and drops one final full stop, comma or semicolon.
pub(super) fn spaced(text: &str) -> String {
    let space = |c| matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\t' | '\r' | '\n');
    let parts: Vec<_> = text.split(space).filter(|part| !part.is_empty()).collect();
    let joined = parts.join(" ");
    joined
        .strip_suffix(['.', ',', ';'])
        .unwrap_or(&joined)
        .trim_end()
        .to_owned()
}

/// Cuts a phrase, spaced and in lower case, into tokens.
pub(super) fn tokens(phrase: &str) -> Vec<Token<'_>> {
    let mut lexer = Lexer {
        phrase,
        at: 0,
        found: Vec::new(),
    };
    while let Some(next) = lexer.rest().chars().next() {
        match next {
            ' ' => lexer.at += 1,
            '0'..='9' => lexer.number(),
            '+' | '-' if lexer.offset() => {}
            c if c.is_alphanumeric() => lexer.word(),
            '–' => lexer.push("-", next.len_utf8()),
            c => lexer.take(c.len_utf8()),
        }
    }
    lexer.found
}

struct Lexer<'a> {
    phrase: &'a str,
    at: usize,
    found: Vec<Token<'a>>,
}

impl<'a> Lexer<'a> {
    fn rest(&self) -> &'a str {
        self.phrase.get(self.at..).unwrap_or("")
    }

    fn take(&mut self, length: usize) {
        let text = self.rest().get(..length).unwrap_or("");
        self.push(text, length);
    }

    fn push(&mut self, text: &'a str, length: usize) {
        let (start, end) = (self.at, self.at + length);
        self.found.push(Token { text, start, end });
        self.at = end;
    }

    /// `14`, `14th`, `3d`, `16:30`, `2026-05-14`, `3.6.2026`; letters of any other kind that are
    /// glued to a number stay with it, so that no rule fits.
    fn number(&mut self) {
        let rest = self.rest();
        let digits = run(rest, |c| c.is_ascii_digit());
        let after = rest.get(digits..).unwrap_or("");
        if after.starts_with(':') {
            return self.take(run(rest, |c| c.is_ascii_digit() || c == ':'));
        }
        if let Some(length) = date_length(rest, digits) {
            return self.take(length);
        }
        let letters = run(after, char::is_alphabetic);
        let half_of_day = matches!(after.get(..letters), Some("am" | "pm"))
            || (letters == 1 && after.starts_with(['a', 'p']));
        self.take(if half_of_day {
            digits
        } else {
            digits + letters
        });
    }

    /// A sign and digits right after a clock time are its offset.
    fn offset(&mut self) -> bool {
        let clock =
            |token: &Token| token.text.contains(':') || matches!(token.text, "am" | "pm" | "noon");
        let digits = run(self.rest().get(1..).unwrap_or(""), |c| {
            c.is_ascii_digit() || c == ':'
        });
        let offset = digits > 0 && self.found.last().is_some_and(clock);
        if offset {
            self.take(1 + digits);
        }
        offset
    }

    fn word(&mut self) {
        let rest = self.rest();
        let length = run(rest, char::is_alphanumeric);
        let (word, after) = (
            rest.get(..length).unwrap_or(""),
            rest.get(length..).unwrap_or(""),
        );
        if let Some(half) = self.half_of_day(word, after) {
            return self.push(half.0, half.1);
        }
        self.take(length);
        let shortened = matches!(word, "c" | "ca") || abbreviated(word);
        let hyphenated = matches!(word, "early" | "mid" | "late")
            && after
                .strip_prefix('-')
                .is_some_and(|next| next.starts_with(char::is_alphanumeric));
        if hyphenated || (shortened && after.starts_with('.')) {
            self.at += 1;
        }
    }

    /// Reads `a.m.` after a number, with dots and a space free; returns it and its length.
    fn half_of_day(&self, word: &str, after: &str) -> Option<(&'static str, usize)> {
        let half = match word {
            "a" => "am",
            "p" => "pm",
            _ => return None,
        };
        self.found
            .last()
            .filter(|token| token.text.starts_with(|c: char| c.is_ascii_digit()))?;
        let tail = after.strip_prefix('.').unwrap_or(after);
        let tail = tail.strip_prefix(' ').unwrap_or(tail).strip_prefix('m')?;
        if tail.starts_with(char::is_alphanumeric) {
            return None;
        }
        let tail = tail.strip_prefix('.').unwrap_or(tail);
        Some((half, word.len() + after.len() - tail.len()))
    }
}

/// Returns the bytes of the characters at the start that fit.
fn run(text: &str, fits: impl Fn(char) -> bool) -> usize {
    text.find(|c| !fits(c)).unwrap_or(text.len())
}

/// Returns the bytes of three numbers with one separator, of which the first has `digits` bytes.
fn date_length(text: &str, digits: usize) -> Option<usize> {
    let separator = text
        .get(digits..)?
        .chars()
        .next()
        .filter(|c| matches!(c, '-' | '/' | '.'))?;
    let mut length = digits;
    for _ in 0..2 {
        let number = text.get(length..)?.strip_prefix(separator)?;
        let digits = run(number, |c| c.is_ascii_digit());
        if digits == 0 {
            return None;
        }
        length += 1 + digits;
    }
    Some(length)
}

/// Returns what follows `prefix`.
pub(super) fn strip<'t, 'a>(tokens: &'t [Token<'a>], prefix: &[&str]) -> Option<&'t [Token<'a>]> {
    let (head, rest) = tokens.split_at_checked(prefix.len())?;
    let fits = head
        .iter()
        .zip(prefix)
        .all(|(token, word)| token.text == *word);
    fits.then_some(rest)
}

/// Returns the texts, to be matched.
pub(super) fn words<'a>(tokens: &[Token<'a>]) -> Vec<&'a str> {
    tokens.iter().map(|token| token.text).collect()
}

/// The names of the months in English, in small letters, in order.
pub const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The names of the weekdays in English, in small letters, in order.
pub const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

fn abbreviated(word: &str) -> bool {
    word.len() <= 5
        && (month(word).is_some() || weekday(word).is_some())
        && !(WEEKDAYS.contains(&word) || (MONTHS.contains(&word) && word != "may"))
}

/// Reads a month: its full name, three letters, or `sept`.
pub(super) fn month(word: &str) -> Option<u32> {
    let short = if word == "sept" { "sep" } else { word };
    (1..)
        .zip(MONTHS)
        .find(|(_, name)| *name == word || name.get(..3) == Some(short))
        .map(|(n, _)| n)
}

/// Reads a weekday: its full name or a usual abbreviation.
pub(super) fn weekday(word: &str) -> Option<Weekday> {
    Some(match word {
        "monday" | "mon" => Weekday::Mon,
        "tuesday" | "tues" | "tue" => Weekday::Tue,
        "wednesday" | "wed" => Weekday::Wed,
        "thursday" | "thurs" | "thur" | "thu" => Weekday::Thu,
        "friday" | "fri" => Weekday::Fri,
        "saturday" | "sat" => Weekday::Sat,
        "sunday" | "sun" => Weekday::Sun,
        _ => return None,
    })
}

/// Reads a year: four digits, 1000 to 9999.
pub(super) fn year(word: &str) -> Option<i32> {
    digits(word, 4..=4)
        .and_then(|year| i32::try_from(year).ok())
        .filter(|year| *year >= 1000)
}

/// Reads a number of one or two digits, such as a day or a week.
pub(super) fn small(word: &str) -> Option<u32> {
    digits(word, 1..=2).filter(|number| *number > 0)
}

/// Reads digits, as many as are allowed.
pub(super) fn digits(word: &str, length: std::ops::RangeInclusive<usize>) -> Option<u32> {
    let plain = length.contains(&word.len()) && word.chars().all(|c| c.is_ascii_digit());
    if plain { word.parse().ok() } else { None }
}

/// Reads an amount: 1 to 999, or one to twelve in words, or `a`.
pub(super) fn amount(word: &str) -> Option<u32> {
    Some(match word {
        "a" | "an" | "one" => 1,
        "two" => 2,
        "three" => 3,
        "four" => 4,
        "five" => 5,
        "six" => 6,
        "seven" => 7,
        "eight" => 8,
        "nine" => 9,
        "ten" => 10,
        "eleven" => 11,
        "twelve" => 12,
        _ => return digits(word, 1..=3).filter(|number| *number > 0),
    })
}

/// Reads an ordinal in digits; the second value says whether its ending fits.
pub(super) fn ordinal(word: &str) -> Option<(u32, bool)> {
    let ending = ["st", "nd", "rd", "th"]
        .into_iter()
        .find(|ending| word.ends_with(ending))?;
    let number = small(word.strip_suffix(ending)?)?;
    let right = match (number % 10, number) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    Some((number, ending == right))
}
