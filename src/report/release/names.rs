//! Names as they are looked for in a text.

use std::collections::HashSet;

use super::{
    calendar::{self, is_calendar},
    words::{Reading, each_reading, sum_of, words},
};

/// The fewest letters of a single word by which somebody is recognised.
const TELLING: usize = 4;

/// The most words of a part of a name that names its bearer.
const MOST_WORDS: usize = 8;

/// Names, each as the run of whole words that it is.
#[derive(Debug, Default)]
pub(super) struct Names {
    runs: HashSet<u64>,
    /// Those that are a month's or a weekday's as well.
    calendar: HashSet<u64>,
    longest: usize,
}

impl Names {
    /// Takes in a name, and what it is without its spaces: `@YuriUshakov`.
    pub(super) fn add(&mut self, name: &str) {
        for words in ways_to_write(name) {
            self.longest = self.longest.max(words.len());
            match words.as_slice() {
                [word] if is_calendar(word) => self.calendar.insert(sum_of(&words)),
                _ => self.runs.insert(sum_of(&words)),
            };
        }
    }

    /// Takes in every run of words of a name, as a person is called by parts of theirs.
    pub(super) fn add_runs(&mut self, name: &str) {
        self.add(name);
        let words = words(name);
        for length in 1..words.len().min(MOST_WORDS) {
            self.longest = self.longest.max(length);
            self.runs.extend(words.windows(length).map(sum_of));
        }
    }

    /// Takes in single words.
    pub(super) fn add_words(&mut self, words: impl IntoIterator<Item = String>) {
        let sums = words.into_iter().map(|word| sum_of(&[word]));
        self.runs.extend(sums);
        self.longest = self.longest.max(1);
    }

    /// Takes in all names of others.
    pub(super) fn add_all(&mut self, others: &Self) {
        self.runs.extend(&others.runs);
        self.calendar.extend(&others.calendar);
        self.longest = self.longest.max(others.longest);
    }

    /// Whether this run of words is one of the names.
    pub(super) fn hold(&self, sum: u64) -> bool {
        self.runs.contains(&sum) || self.calendar.contains(&sum)
    }

    /// Whether so many words of a text from a place on are a part of one of the names, which stands there whole.
    pub(super) fn cover(&self, reading: &Reading, from: usize, length: usize) -> bool {
        let is_longer = |start: usize| {
            let mut lengths = from - start + length..=self.longest;
            let holds = |sum: u64| self.runs.contains(&sum);
            lengths.any(|length| reading.sum(start, length).is_some_and(holds))
        };
        (0..=from).rev().take(self.longest).any(is_longer)
    }

    /// Whether one of the names stands in the text.
    pub(super) fn are_in(&self, text: &str) -> bool {
        let mut found = false;
        each_reading(text, &mut Reading::default(), |reading| {
            found = found || self.are_in_reading(reading);
        });
        found
    }

    fn are_in_reading(&self, reading: &Reading) -> bool {
        let is_name = |at: usize, sum: u64| {
            self.runs.contains(&sum)
                || (self.calendar.contains(&sum) && calendar::may_be_name(reading, at))
        };
        (0..reading.words().len()).any(|from| {
            let mut runs = (1..=self.longest).map_while(|length| reading.sum(from, length));
            runs.any(|sum| is_name(from, sum))
        })
    }
}

/// The runs of words that a name is written as: its words, and these as one.
pub(super) fn ways_to_write(name: &str) -> Vec<Vec<String>> {
    let words = words(name);
    let joined = words.concat();
    let is_new = words.len() > 1 && is_telling(&joined);
    let ways = [words, vec![joined]];
    let count = if is_new { 2 } else { 1 };
    ways.into_iter()
        .take(count)
        .filter(|words| !words.is_empty())
        .collect()
}

/// The words of a name of which each is long enough to tell of its bearer alone.
pub(super) fn telling_words(name: &str) -> impl Iterator<Item = String> {
    words(name).into_iter().filter(|word| is_telling(word))
}

fn is_telling(word: &str) -> bool {
    word.chars().count() >= TELLING
}

#[cfg(test)]
mod tests {
    use super::{Names, telling_words};

    #[test]
    fn a_name_is_found_whatever_stands_around_and_inside_it() {
        let mut names = Names::default();
        names.add("Yuri Ushakov");
        names.add("Юрий Ушаков");
        names.add("習近平");
        names.add("May");
        names.add_words(telling_words("Yuri Ushakov").filter(|word| word != "yuri"));
        for text in [
            "yuri  USHAKOV",
            "Yuri Ushakov, a Kremlin aide",
            "Yuri\u{200b} Ushakov",
            "Yu\u{ad}ri\u{200b}Ush\u{ad}akov",
            "Ushakov’s deputy",
            "по словам Юрия Ушакова",
            "with Ush\u{430}kov",
            "@YuriUshakov",
            "So says May.",
            "yuri-ushakov",
            "https://example.org/yuri_ushakov.html",
            "https://example.org/?q=Yuri%20Ushakov",
            "https://ru.wikipedia.org/wiki/%D0%AE%D1%80%D0%B8%D0%B9_%D0%A3%D1%88%D0%B0%D0%BA%D0%BE%D0%B2",
            "中国国家主席習近平は",
        ] {
            assert!(names.are_in(text), "{text}");
        }
        for text in [
            "",
            "a Kremlin aide",
            "Yuri Gagarin",
            "Ushakovsk",
            "Ushak ov",
            "習主席",
            "It may be in May, on 5 May.",
        ] {
            assert!(!names.are_in(text), "{text}");
        }
    }
}
