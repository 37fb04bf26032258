//! Words of a text: what full text is compared by. One function cuts what is recorded and what is typed alike.

use std::ops::Range;

use super::name::fold;

/// The longest word, in bytes: a run that is longer goes on as another. (FTS5 forgets what lies past 32 KiB.)
const LONGEST: usize = 1 << 10;

/// Calls `each` with the words of a text in order: where each stands, and what it is compared by.
///
/// A word is a run of letters and digits, folded as names are. Ideographs and kana are written without spaces, so each
/// of them is a word, and a name in them is found in the middle of a sentence.
pub fn each_word(text: &str, mut each: impl FnMut(Range<usize>, &str)) {
    let mut word = String::new();
    let mut at = 0..0;
    let mut end = |word: &mut String, at: &Range<usize>| {
        if !word.is_empty() {
            each(at.clone(), word);
            word.clear();
        }
    };
    for (start, letter) in text.char_indices() {
        let here = start..start + letter.len_utf8();
        // By far the most letters go on with a word and are folded alone.
        if letter.is_ascii_alphanumeric() && !word.is_empty() && word.len() < LONGEST {
            word.push(letter.to_ascii_lowercase());
            at.end = here.end;
            continue;
        }
        let mut take = |folded: char| {
            if !folded.is_alphanumeric() || stands_alone(folded) || word.len() >= LONGEST {
                end(&mut word, &at);
            }
            if folded.is_alphanumeric() {
                if word.is_empty() {
                    at.start = here.start;
                }
                word.push(folded);
                at.end = here.end;
            }
            if stands_alone(folded) {
                end(&mut word, &at);
            }
        };
        match letter {
            letter if letter.is_ascii() => take(letter.to_ascii_lowercase()),
            letter if letter.is_whitespace() => take(' '),
            // A hyphen that is not shown, and what joins letters, part nothing.
            '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{2060}' => {}
            letter => fold(letter.encode_utf8(&mut [0; 4])).chars().for_each(take),
        }
    }
    end(&mut word, &at);
}

/// Whether a letter is a word by itself: Han, Hiragana, Katakana (blocks of Unicode 16).
fn stands_alone(letter: char) -> bool {
    matches!(letter, '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::each_word;

    fn cut(text: &str) -> Vec<String> {
        let mut words = Vec::new();
        each_word(text, |_, word| words.push(word.to_owned()));
        words
    }

    #[test]
    fn a_text_is_cut_into_runs_of_letters_and_digits() {
        for (text, words) in [
            ("Trump-Putin summit", "trump putin summit"),
            ("Kyiv’s reply", "kyiv s reply"),
            ("“$90 billion”, 2025-08-15", "90 billion 2025 08 15"),
            ("Orbán, Wałęsa, ŁÓDŹ", "orban walesa lodz"),
            ("Зеленський", "зеленськии"),
            ("cease\u{ad}fire e\u{301}te\u{301}", "ceasefire ete"),
            ("½ ﬁn", "1 2 fin"),
            ("泽连斯基 said", "泽 连 斯 基 said"),
            ("👍 – …", ""),
            ("", ""),
        ] {
            assert_eq!(cut(text).join(" "), words, "{text}");
        }
    }

    #[test]
    fn a_run_without_end_is_cut() {
        let lengths: Vec<usize> = cut(&"é".repeat(1 << 19)).iter().map(String::len).collect();
        assert_eq!(lengths, [1_024; 512]);
    }

    #[test]
    fn a_word_is_told_with_where_it_stands() {
        let text = "«Éte\u{301} à Łódź»";
        let mut found = Vec::new();
        each_word(text, |at, word| {
            found.push((text[at].to_owned(), word.to_owned()));
        });
        let due = [("Éte", "ete"), ("à", "a"), ("Łódź", "lodz")];
        assert_eq!(
            found,
            due.map(|(one, two)| (one.to_owned(), two.to_owned()))
        );
    }
}
