//! Folding of names: what two spellings are compared by. What is stored is what was typed.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// A name without case, diacritics and typographic quotes, dashes and spaces, its spaces single.
///
/// й and ё fold to и and е: canonical decomposition (NFKD, Unicode Standard Annex 15) takes them apart.
#[must_use]
pub fn fold(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for letter in name
        .nfkd()
        .filter(|letter| !is_combining_mark(*letter))
        .flat_map(char::to_lowercase)
    {
        match letter {
            '’' | '‘' | '‚' | '‛' | 'ʼ' | 'ʹ' | '`' | '´' => folded.push('\''),
            '“' | '”' | '„' | '‟' | '«' | '»' => folded.push('"'),
            '‐'..='―' | '−' => folded.push('-'),
            'ß' => folded.push_str("ss"),
            'ł' => folded.push('l'),
            'ø' => folded.push('o'),
            'đ' => folded.push('d'),
            letter if letter.is_whitespace() => {
                if !folded.is_empty() && !folded.ends_with(' ') {
                    folded.push(' ');
                }
            }
            letter => folded.push(letter),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// First words of a description of somebody who is not named.
pub const DESCRIBING: [&str; 10] = [
    "a",
    "an",
    "one",
    "two",
    "some",
    "several",
    "senior",
    "sources",
    "officials",
    "people",
];

/// Whether the words describe a speaker instead of naming one: "a Kremlin aide", "people close to the talks".
#[must_use]
pub fn is_description(words: &str) -> bool {
    let folded = fold(words);
    let first = folded.split(' ').next().unwrap_or_default();
    DESCRIBING.contains(&first)
}

/// What stands before a name that is not there yet and is to be made, however near others are: `new:trump`.
pub const NEW: &str = "new:";

/// How the names of one command are taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Naming {
    /// Whether a name that is not there is refused.
    pub strict: bool,
    /// What somebody said that a name means: the flag without its dashes, the name as typed, what to read in its place.
    pub meant: Vec<(&'static str, String, String)>,
}

impl Naming {
    /// What to read in place of a name that was typed for a flag.
    #[must_use]
    pub fn read<'n>(&'n self, flag: &str, typed: &'n str) -> &'n str {
        let meant = self
            .meant
            .iter()
            .find(|(of, name, _)| *of == flag && name == typed);
        meant.map_or(typed, |(_, _, meant)| meant)
    }
}

#[cfg(test)]
mod tests {
    use super::{fold, is_description};

    #[test]
    fn spellings_that_differ_by_case_marks_and_typography_fold_alike() {
        for (one, other) in [
            ("ZELENSKIY", "zelenskiy"),
            ("Зеленський", "зеленськии"),
            ("Fidan’s “aide” – Hakan", "fidan's \"aide\" - hakan"),
            ("  Ursula   von\u{a0}der Leyen ", "ursula von der leyen"),
            ("Orbán", "orban"),
            ("Сергей Лавров", "сергеи лавров"),
            ("Wałęsa", "walesa"),
        ] {
            assert_eq!(fold(one), fold(other), "{one} and {other}");
        }
    }

    #[test]
    fn descriptions_are_told_from_names_by_their_first_word() {
        for described in [
            "a Kremlin aide",
            "Senior Eastern European official",
            "people close to the talks",
            "officials",
        ] {
            assert!(is_description(described), "{described}");
        }
        for named in ["Alan", "Onestone", "Anna Two", "trump", ""] {
            assert!(!is_description(named), "{named}");
        }
    }
}
