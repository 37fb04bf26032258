//! The words of a text as they are looked for in other texts: whatever their case and marks, whatever signs and
//! invisible letters stand between them.
//!
//! A word is held as the hash of its folded letters, and a run of words as a sum over these, so that many thousand runs
//! fit into little memory and each is compared at once, however long.

use crate::model::name::fold;

/// One word of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    /// The hash of its folded letters.
    pub hash: u64,
    /// Whether it is written with a capital, or together with a word that is.
    pub is_capital: bool,
    /// Whether it is made of digits alone.
    pub is_number: bool,
    /// Whether a space or the end of the text comes after it, or signs and then these.
    pub is_last: bool,
}

/// A text in one of the ways in which it can be read.
#[derive(Debug, Default)]
pub(super) struct Reading {
    words: Vec<Word>,
    /// The sum of the words before each place.
    sums: Vec<u64>,
    has_capitals: bool,
}

/// What the sum of a run is multiplied by for each word that comes after it: odd, so that no word drops out.
const BASE: u64 = 0x9e37_79b9_7f4a_7c15;

impl Reading {
    /// The words.
    pub(super) fn words(&self) -> &[Word] {
        &self.words
    }

    /// The sum of so many words from a place on; none where the text ends before.
    pub(super) fn sum(&self, from: usize, length: usize) -> Option<u64> {
        let before = self.sums.get(from)?;
        let through = self.sums.get(from.checked_add(length)?)?;
        let power = BASE.wrapping_pow(u32::try_from(length).ok()?);
        Some(through.wrapping_sub(before.wrapping_mul(power)))
    }

    /// Every run of so many words: where it begins, and its sum.
    pub(super) fn sums(&self, length: usize) -> impl Iterator<Item = (usize, u64)> {
        let power = BASE.wrapping_pow(u32::try_from(length).unwrap_or_default());
        let through = self.sums.iter().skip(length);
        let runs = self.sums.iter().zip(through).enumerate();
        runs.map(move |(from, (before, through))| {
            (from, through.wrapping_sub(before.wrapping_mul(power)))
        })
    }

    /// The sum of all the words.
    pub(super) fn whole(&self) -> u64 {
        self.sums.last().copied().unwrap_or_default()
    }

    /// Whether a word may be a name by the way in which it is written: with a capital, or where nothing is.
    pub(super) fn may_be_name(&self, word: &Word) -> bool {
        word.is_capital || !self.has_capitals
    }

    /// Reads a document of JSON as it stands, keys and all, as one text: its strings follow each other, so that every run
    /// of words of one of them is a run of the whole. Whether it could: not where a string is written otherwise than it
    /// reads, or can be read in more than one way.
    pub(super) fn read_document(&mut self, document: &str) -> bool {
        if document.contains(['\\', '%']) || holds_invisible(document) {
            return false;
        }
        self.read(document);
        true
    }

    fn read(&mut self, text: &str) {
        self.words.clear();
        self.sums.clear();
        self.sums.push(0);
        self.has_capitals = false;
        for chunk in text.split_whitespace() {
            let is_capital = chunk.contains(char::is_uppercase);
            self.has_capitals |= is_capital;
            let first = self.words.len();
            each_hash(chunk, |hash, is_number| {
                self.words.push(Word {
                    hash,
                    is_capital,
                    is_number,
                    is_last: false,
                });
            });
            if let Some(last) = self.words.get_mut(first..).and_then(<[Word]>::last_mut) {
                last.is_last = true;
            }
        }
        let mut sum: u64 = 0;
        for word in &self.words {
            sum = sum.wrapping_mul(BASE).wrapping_add(word.hash);
            self.sums.push(sum);
        }
    }
}

/// Reads a text in each way in which it can be read: what is invisible joins words or parts them, and an address may be
/// percent-encoded.
pub(super) fn each_reading(text: &str, reading: &mut Reading, mut each: impl FnMut(&Reading)) {
    if holds_invisible(text) {
        reading.read(&text.replace(is_invisible, ""));
        each(reading);
        reading.read(&text.replace(is_invisible, " "));
        each(reading);
    } else {
        reading.read(text);
        each(reading);
    }
    if text.contains('%') {
        let parts = url::form_urlencoded::parse(text.as_bytes());
        let decoded: Vec<String> = parts
            .flat_map(|(key, value)| [key.into(), value.into()])
            .collect();
        reading.read(&decoded.join(" "));
        each(reading);
    }
}

/// The words of a text, folded, without what stands between them.
pub(super) fn words(text: &str) -> Vec<String> {
    let visible = text.replace(is_invisible, "");
    let mut words = Vec::new();
    for chunk in visible.split_whitespace() {
        each_word(chunk, |word| words.push(word.to_owned()));
    }
    words
}

/// The sum of words as [`words`] gives them.
pub(super) fn sum_of(words: &[String]) -> u64 {
    let hashes = words.iter().map(|word| hash(word));
    hashes.fold(0, |sum: u64, hash| {
        sum.wrapping_mul(BASE).wrapping_add(hash)
    })
}

/// FNV-1a over the letters, mixed.
pub(super) fn hash(word: &str) -> u64 {
    hash_of(word.bytes())
}

fn hash_of(letters: impl Iterator<Item = u8>) -> u64 {
    let hash = letters.fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    (hash ^ (hash >> 29)).wrapping_mul(BASE) ^ (hash >> 32)
}

/// Calls `each` with the hash of each word of a piece of text that holds no space, and whether it is made of digits
/// alone. Most of most texts is ASCII, and then is not written down for it.
fn each_hash(chunk: &str, mut each: impl FnMut(u64, bool)) {
    if !chunk.is_ascii() {
        let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
        return each_word(chunk, |word| each(hash(word), is_number(word)));
    }
    for word in chunk.as_bytes().split(|byte| !byte.is_ascii_alphanumeric()) {
        if !word.is_empty() {
            let small = word.iter().map(u8::to_ascii_lowercase);
            each(hash_of(small), word.iter().all(u8::is_ascii_digit));
        }
    }
}

/// Calls `each` with the words of a piece of text that holds no space.
fn each_word(chunk: &str, mut each: impl FnMut(&str)) {
    if chunk.is_ascii() {
        let small = chunk.to_ascii_lowercase();
        let words = small.split(|letter: char| !letter.is_ascii_alphanumeric());
        return words.filter(|word| !word.is_empty()).for_each(each);
    }
    let folded = fold(chunk);
    for word in folded.split(|letter: char| !letter.is_alphanumeric()) {
        let mut rest = word;
        // In a script without spaces each sign is a word, so that a name is a run of them.
        while let Some(at) = rest.find(is_unspaced) {
            let (before, from) = rest.split_at(at);
            let (sign, after) = from.split_at(from.chars().next().map_or(0, char::len_utf8));
            [before, sign]
                .iter()
                .filter(|word| !word.is_empty())
                .for_each(|word| each(&plain(word)));
            rest = after;
        }
        if !rest.is_empty() {
            each(&plain(rest));
        }
    }
}

/// A folded word without the ending of its case, where it is Cyrillic, and in the letters that its own look like.
fn plain(word: &str) -> std::borrow::Cow<'_, str> {
    if word.is_ascii() {
        return word.into();
    }
    let is_cyrillic = word
        .chars()
        .all(|letter| matches!(letter, '\u{400}'..='\u{52f}'));
    let stem = if is_cyrillic { stem(word) } else { word };
    stem.chars().map(look_alike).collect::<String>().into()
}

/// Endings of the cases of Russian and Ukrainian names, folded.
const ENDINGS: [&str; 13] = [
    "ого", "его", "ому", "ему", "ові", "еві", "ым", "им", "ім", "ом", "ем", "ых", "их",
];

/// The letters that other cases end with, folded.
const VOWELS: &str = "аеєиіоуыьюя";

/// The fewest letters that are left of a word without its ending.
const STEM: usize = 3;

/// A Cyrillic word without endings, one after the other as long as enough is left: so the nominative, which may end as
/// another name's case does, has the stem that its cases have.
fn stem(word: &str) -> &str {
    let mut stem = word;
    loop {
        let endings = ENDINGS
            .iter()
            .filter_map(|ending| stem.strip_suffix(ending));
        let vowel = stem.strip_suffix(|letter| VOWELS.contains(letter));
        let shorter = endings.chain(vowel);
        let mut long_enough = shorter.filter(|stem| stem.chars().count() >= STEM);
        match long_enough.next() {
            Some(shorter) => stem = shorter,
            None => return stem,
        }
    }
}

/// The Latin letter that a folded Cyrillic or Greek one looks like, small or as a capital.
fn look_alike(letter: char) -> char {
    match letter {
        'а' | 'α' | 'ɑ' => 'a',
        'в' | 'β' => 'b',
        'с' | 'ϲ' => 'c',
        'ԁ' => 'd',
        'е' | 'ε' | 'є' => 'e',
        'ɡ' => 'g',
        'н' | 'η' | 'һ' => 'h',
        'і' | 'ι' | 'ı' => 'i',
        'ј' | 'ϳ' => 'j',
        'к' | 'κ' => 'k',
        'ӏ' => 'l',
        'м' | 'μ' => 'm',
        'ν' => 'n',
        'о' | 'ο' => 'o',
        'р' | 'ρ' => 'p',
        'ѕ' => 's',
        'т' | 'τ' => 't',
        'х' | 'χ' => 'x',
        'у' | 'υ' => 'y',
        'ζ' => 'z',
        letter => letter,
    }
}

/// Whether words of the letter's script stand without spaces between them: Thai, Lao, Burmese, Khmer, kana, Han.
fn is_unspaced(letter: char) -> bool {
    matches!(
        letter,
        '\u{e00}'..='\u{eff}'
            | '\u{1000}'..='\u{109f}'
            | '\u{1780}'..='\u{17ff}'
            | '\u{3040}'..='\u{30ff}'
            | '\u{3400}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{20000}'..='\u{3ffff}'
    )
}

/// Whether something in a text is invisible. Most texts are ASCII from end to end, which is seen at once.
fn holds_invisible(text: &str) -> bool {
    let is_plain = text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    !is_plain && text.contains(is_invisible)
}

/// Format characters (general category Cf, Unicode 16), control characters, and letters that are blank.
pub(super) fn is_invisible(letter: char) -> bool {
    match letter {
        ' '..='~' => false,
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
    use super::{Reading, each_reading, words};

    #[test]
    fn words_are_alike_whatever_stands_around_them_and_however_they_are_written() {
        for (one, other) in [
            ("Yuri  USHAKOV’s", "yuri-ushakov_s"),
            ("Orbán, Viktor", "orban viktor"),
            ("Yu\u{ad}ri Ush\u{200b}akov", "yuri ushakov"),
            ("Юрий Ушаков", "Юрия Ушакова"),
            ("Юрий Ушаков", "Юрию УШАКОВУ"),
            ("Юрий Ушаков", "Юрием Ушаковым"),
            ("Зеленський", "Зеленського"),
            ("Захарова", "Захаровой"),
            ("Сергей Лавров", "Сергея Лаврова"),
            ("Максим", "Максимом"),
            ("Николай", "Николаю"),
            ("Шмигаль", "Шмигалем"),
            // Cyrillic letters in a Latin word.
            ("Ush\u{430}k\u{43e}v", "ushakov"),
            ("Ｕｓｈａｋｏｖ", "ushakov"),
        ] {
            assert_eq!(words(one), words(other), "{one} and {other}");
        }
        assert_eq!(words("習近平 said"), ["習", "近", "平", "said"]);
        assert_ne!(words("Ushakovsk"), words("Ushakov"));
        assert_eq!(words(" … – \u{200b}"), Vec::<String>::new());
    }

    #[test]
    fn a_run_has_the_sum_of_its_words_wherever_it_stands() {
        let mut reading = Reading::default();
        let mut found = Vec::new();
        each_reading("Then Yuri Ushakov’s deputy", &mut reading, |reading| {
            found.push((reading.words().len(), reading.sum(1, 2), reading.sum(4, 2)));
        });
        let sum = super::sum_of(&words("yuri ushakov"));
        assert_eq!(found, [(5, Some(sum), None)]);
    }

    #[test]
    fn a_name_is_written_with_a_capital_or_where_nothing_is() {
        let mut reading = Reading::default();
        for (text, expected) in [
            ("Reading it", [true, false]),
            ("reading it", [true, true]),
            ("reading It", [false, true]),
        ] {
            each_reading(text, &mut reading, |reading| {
                let found: Vec<bool> = reading
                    .words()
                    .iter()
                    .map(|word| reading.may_be_name(word))
                    .collect();
                assert_eq!(found, expected, "{text}");
            });
        }
    }
}
