//! Names as they are looked for in other words: whatever their case and marks, and whatever signs and invisible letters
//! stand between them.

use std::collections::HashSet;

use crate::model::name::fold;

/// The fewest letters of a single word by which somebody is recognised.
const TELLING: usize = 4;

/// Names, each as the run of whole words that it is.
#[derive(Debug, Default)]
pub(super) struct Names {
    runs: HashSet<String>,
    longest: usize,
}

impl Names {
    /// Takes in a name, and what it is without its spaces: `@YuriUshakov`.
    pub(super) fn add(&mut self, name: &str) {
        for words in readings(name).into_iter().filter(|words| !words.is_empty()) {
            self.longest = self.longest.max(words.len());
            self.runs.insert(words.join(" "));
            self.runs
                .extend(Some(words.concat()).filter(|word| is_telling(word)));
        }
    }

    /// Takes in each word of a name that tells of its bearer alone: long enough, and none of what is `common`.
    pub(super) fn add_words(&mut self, name: &str, common: impl Fn(&str) -> bool) {
        let telling = words(name)
            .into_iter()
            .filter(|word| is_telling(word) && !common(word));
        self.runs.extend(telling);
        self.longest = self.longest.max(1);
    }

    /// Takes in all names of others.
    pub(super) fn add_all(&mut self, others: &Self) {
        self.runs.extend(others.runs.iter().cloned());
        self.longest = self.longest.max(others.longest);
    }

    /// Whether one of the names stands in the text.
    pub(super) fn are_in(&self, text: &str) -> bool {
        readings(text).iter().any(|words| {
            (1..=self.longest.min(words.len()))
                .flat_map(|length| words.windows(length))
                .any(|run| self.runs.contains(&run.join(" ")))
        })
    }
}

fn is_telling(word: &str) -> bool {
    word.chars().count() >= TELLING
}

/// The words of a text, folded, without what stands between them.
pub(super) fn words(text: &str) -> Vec<String> {
    let visible: String = text
        .chars()
        .filter(|letter| !is_invisible(*letter))
        .collect();
    split(&visible)
}

/// The words of a text in each way in which it can be read: what is invisible joins words or parts them, and an address
/// may be percent-encoded.
fn readings(text: &str) -> Vec<Vec<String>> {
    let mut readings = vec![words(text)];
    if text.contains(is_invisible) {
        readings.push(split(&text.replace(is_invisible, " ")));
    }
    if text.contains('%') {
        let decoded = url::form_urlencoded::parse(text.as_bytes());
        readings.push(
            decoded
                .flat_map(|(key, value)| [words(&key), words(&value)].concat())
                .collect(),
        );
    }
    readings
}

fn split(text: &str) -> Vec<String> {
    let folded = fold(text);
    let words = folded.split(|letter: char| !letter.is_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Format characters (general category Cf, Unicode 16), control characters, and letters that are blank.
fn is_invisible(letter: char) -> bool {
    match letter {
        '\u{ad}' | '\u{61c}' | '\u{6dd}' | '\u{70f}' | '\u{8e2}' | '\u{180e}' | '\u{feff}' => true,
        '\u{600}'..='\u{605}' | '\u{890}'..='\u{891}' | '\u{200b}'..='\u{200f}' => true,
        '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}' => true,
        '\u{110bd}' | '\u{110cd}' | '\u{13430}'..='\u{1343f}' | '\u{1bca0}'..='\u{1bca3}' => true,
        '\u{1d173}'..='\u{1d17a}' | '\u{e0001}' | '\u{e0020}'..='\u{e007f}' => true,
        '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' => true,
        letter => letter.is_control() && !letter.is_whitespace(),
    }
}

#[cfg(test)]
mod tests {
    use super::Names;

    #[test]
    fn a_name_is_found_whatever_stands_around_and_inside_it() {
        let mut names = Names::default();
        names.add("Yuri Ushakov");
        names.add("Юрий Ушаков");
        names.add_words("Yuri Ushakov", |word| word == "yuri");
        for text in [
            "yuri  USHAKOV",
            "Yuri Ushakov, a Kremlin aide",
            "Yuri\u{200b} Ushakov",
            "Yu\u{ad}ri\u{200b}Ush\u{ad}akov",
            "Ushakov’s deputy",
            "@YuriUshakov",
            "yuri-ushakov",
            "https://example.org/yuri_ushakov.html",
            "https://example.org/?q=Yuri%20Ushakov",
            "https://ru.wikipedia.org/wiki/%D0%AE%D1%80%D0%B8%D0%B9_%D0%A3%D1%88%D0%B0%D0%BA%D0%BE%D0%B2",
        ] {
            assert!(names.are_in(text), "{text}");
        }
        for text in [
            "",
            "a Kremlin aide",
            "Yuri Gagarin",
            "Ushakovsk",
            "Ushak ov",
        ] {
            assert!(!names.are_in(text), "{text}");
        }
    }
}
