//! The sentences of a text, as people write them.

use super::words::is_invisible;

/// The parts of a text that are read as one sentence each, in order, with the signs around them. A sentence ends with a
/// full stop, another sign that ends one, or its line, unless what follows begins with a small letter in a text that
/// has capitals; the stop after a capital alone (`J. Exemple`) ends none.
pub(super) fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let has_capitals = text.contains(char::is_uppercase);
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let ends = text.char_indices().filter(|(_, sign)| may_end(*sign));
        let parts = ends.filter_map(|(at, sign)| text.split_at_checked(at + sign.len_utf8()));
        let mut parts = parts.filter(|(before, after)| is_end(before, after, has_capitals));
        let (sentence, after) = match parts.next() {
            Some((sentence, after)) => (sentence, Some(after)),
            None => (text, None),
        };
        rest = after;
        Some(sentence)
    })
}

/// Whether a sentence may end with this sign.
fn may_end(sign: char) -> bool {
    matches!(sign, '.' | '!' | '?' | '…' | '؟' | '۔' | '।') || ends_alone(sign)
}

/// Whether a sentence may end with this sign, and the next begin without a space: the stops of scripts that have none,
/// and the ends of lines.
fn ends_alone(sign: char) -> bool {
    matches!(
        sign,
        '。' | '！' | '？' | '．' | '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// How far is looked for how a text goes on.
const AHEAD: usize = 64;

/// Whether a sentence ends between these two, the first of which ends with a sign that may end one.
fn is_end(before: &str, after: &str, has_capitals: bool) -> bool {
    let is_around =
        |sign: &char| is_invisible(*sign) || !(sign.is_alphanumeric() || sign.is_whitespace());
    let mut signs = before.chars().rev();
    let sign = signs.next().unwrap_or_default();
    let mut next = after.chars().take(AHEAD).skip_while(is_around).peekable();
    let is_parted = next.peek().is_none_or(|sign| sign.is_whitespace());
    let goes_on = has_capitals
        && next
            .find(|sign| sign.is_alphanumeric())
            .is_some_and(char::is_lowercase);
    let is_initial = sign == '.'
        && signs.next().is_some_and(char::is_uppercase)
        && !signs.next().is_some_and(char::is_alphanumeric);
    (is_parted || ends_alone(sign)) && !goes_on && !is_initial
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::sentences;

    proptest! {
        #[test]
        fn no_sign_of_a_text_is_lost(text in "[aA .!?…\"。\n\u{200b}]{0,40}|.{0,40}") {
            prop_assert_eq!(sentences(&text).collect::<String>(), text);
        }
    }

    #[test]
    fn a_text_falls_into_its_sentences() {
        for (text, expected) in [
            ("", vec![""]),
            ("No end", vec!["No end"]),
            (
                "He fears it. “We shall sign?” Never! So he said…",
                vec!["He fears it.", "We shall sign?", "Never!", "So he said…"],
            ),
            (
                "J. Exemple of the U.S. team came at 5 p.m. on Friday, 2.5 in hand.",
                vec!["J. Exemple of the U.S. team came at 5 p.m. on Friday, 2.5 in hand."],
            ),
            (
                "“Really?” he asked. “Yes.”",
                vec!["“Really?” he asked.", "Yes."],
            ),
            (
                "he fears it. they stay.",
                vec!["he fears it.", "they stay."],
            ),
            (
                "- The paper is\n  empty\n- Nobody signs",
                vec!["- The paper is\n  empty", "- Nobody signs"],
            ),
            ("他担心。他们留下。", vec!["他担心。", "他们留下。"]),
            (
                "Он боится.\u{200b} Они остаются.",
                vec!["Он боится.", "Они остаются."],
            ),
            (
                "See example.org/a.html now",
                vec!["See example.org/a.html now"],
            ),
        ] {
            let around = ['“', '”', ' ', '\n', '\u{200b}'];
            let found = sentences(text).map(|sentence| sentence.trim_matches(around));
            let expected: Vec<&str> = expected
                .iter()
                .map(|text| text.trim_matches(around))
                .collect();
            let found: Vec<&str> = found
                .filter(|text| !text.is_empty() || expected == [""])
                .collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
