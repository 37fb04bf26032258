//! Stored text shown without harm.

use std::borrow::Cow;

/// The text with everything that would act on a terminal, or turn the direction of what follows, written as an
/// escape: control characters, escape sequences, bidirectional overrides and isolates. Line breaks and tabs stay.
#[must_use]
pub fn harmless(text: &str) -> Cow<'_, str> {
    if !text.contains(acts) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\r' if letters.peek() == Some(&'\n') => {}
            letter if acts(letter) => shown.extend(letter.escape_unicode()),
            letter => shown.push(letter),
        }
    }
    Cow::Owned(shown)
}

fn acts(letter: char) -> bool {
    match letter {
        '\n' | '\t' => false,
        '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => true,
        letter => letter.is_control(),
    }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn what_acts_on_a_terminal_is_written_as_an_escape() {
        for (stored, shown) in [
            ("We’ll see", "We’ll see"),
            ("a\u{1b}[31mred", "a\\u{1b}[31mred"),
            ("a\u{9b}2J", "a\\u{9b}2J"),
            ("bell\u{7}", "bell\\u{7}"),
            ("over\u{202e}ride", "over\\u{202e}ride"),
            ("two\r\nlines", "two\nlines"),
            ("back\rspace", "back\\u{d}space"),
            ("Зеленський שלום", "Зеленський שלום"),
        ] {
            assert_eq!(harmless(stored), shown);
        }
    }
}
