//! Names that are near one another: so near that the one may have been typed for the other, and not nearer than that.
//!
//! What differs by a number, or by the ending that makes Russia Russian, is never near; nor are short names that differ
//! by a letter, of which there are too many (Iran and Iraq, US and UN). A wrong question costs more than a missed one:
//! it is asked at every name.

use std::collections::BTreeSet;

use super::each_word;

/// What a name is of: each has rules of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameOf {
    /// An actor: a part of the name may stand for the whole, too.
    Actor,
    /// A source: a title.
    Source,
    /// A story: as an actor; singular and plural are near.
    Story,
    /// A topic: singular and plural are near.
    Topic,
}

impl NameOf {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Actor => "actor",
            Self::Source => "source",
            Self::Story => "story",
            Self::Topic => "topic",
        }
    }
}

/// In what way a name is near another; the nearer first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Near {
    /// Written a little otherwise: a letter or two, the order or the joining of the words.
    Spelling,
    /// A part of the other.
    Part,
}

/// A name that was typed, ready to be compared with many.
#[derive(Clone, Debug)]
pub struct Typed {
    of: NameOf,
    words: Vec<String>,
    /// Without what stands before a name: President Trump, Mr Putin.
    bare: Vec<String>,
}

impl Typed {
    /// Reads a name.
    #[must_use]
    pub fn new(of: NameOf, name: &str) -> Self {
        let words = words(name);
        let titles = match of {
            NameOf::Actor => words.iter().take_while(|word| is_title(word)).count(),
            _ => 0,
        };
        let bare = words.iter().skip(titles).cloned().collect();
        Self { of, words, bare }
    }

    /// In what way a name that is there is near, if it is; `is_whole` says that it is what the record is called, and
    /// not an alias or a slug.
    #[must_use]
    pub fn near(&self, name: &str, is_whole: bool) -> Option<Near> {
        let name = words(name);
        if self.words.is_empty() || name.is_empty() || numbers(&self.words) != numbers(&name) {
            return None;
        }
        if self.is_spelled_like(&name) {
            return Some(Near::Spelling);
        }
        let has_parts = matches!(self.of, NameOf::Actor | NameOf::Story);
        let is_part = self.is_part_of(&name) || (is_whole && self.has_as_its_end(&name));
        (has_parts && is_part).then_some(Near::Part)
    }

    /// The same words in another order or joined otherwise, or each at most a letter or two apart.
    fn is_spelled_like(&self, name: &[String]) -> bool {
        const MOST: usize = 2;
        if self.words.concat() == name.concat() {
            return true;
        }
        if self.words.len() != name.len() {
            return false;
        }
        let sorted = |words: &[String]| words.iter().cloned().collect::<BTreeSet<_>>();
        let slips = self
            .words
            .iter()
            .zip(name)
            .map(|(typed, there)| self.slips(typed, there))
            .sum::<Option<usize>>();
        sorted(&self.words) == sorted(name) || slips.is_some_and(|slips| slips <= MOST)
    }

    /// How many slips of the pen lead from the one word to the other; none where they are two words.
    fn slips(&self, typed: &str, there: &str) -> Option<usize> {
        /// The fewest letters of a word that a swap, a slip, two slips leave recognisable.
        const FEWEST: [usize; 3] = [3, 5, 8];
        /// Longer than this is no word: comparing two such would take for ever.
        const LONGEST: usize = 60;
        if typed == there {
            return Some(0);
        }
        let lengths = [typed, there].map(|word| word.chars().count());
        let shorter = lengths.into_iter().min().unwrap_or_default();
        let longer = lengths.into_iter().max().unwrap_or_default();
        if longer - shorter > 2 || longer > LONGEST || has_number(typed) {
            return None;
        }
        if let Some(ending) = ending(typed, there) {
            let is_plural = matches!(ending, "s" | "es") && shorter >= 4;
            match self.of {
                NameOf::Story | NameOf::Topic if is_plural => return Some(1),
                NameOf::Actor if DERIVING.contains(&ending) => return None,
                _ => {}
            }
        }
        let [swap, slip, two] = FEWEST;
        match strsim::damerau_levenshtein(typed, there) {
            1 if shorter >= swap && letters(typed) == letters(there) => Some(1),
            1 | 2 if are_known_apart(typed, there) => None,
            1 if shorter >= slip => Some(1),
            2 if shorter >= two => Some(2),
            _ => None,
        }
    }

    /// Whether all its words are some of the name's: Trump of Donald Trump, von der Leyen of Ursula von der Leyen.
    fn is_part_of(&self, name: &[String]) -> bool {
        let tells = self
            .bare
            .iter()
            .any(|word| !JOINING.contains(&word.as_str()));
        let fewer = self.bare.len() < name.len() || self.bare.len() < self.words.len();
        tells && fewer && self.bare.iter().all(|word| name.contains(word))
    }

    /// Whether the name stands at its end, with more before and nothing that makes another of it: Donald Trump, where
    /// trump is there; the Bank of Russia is not Russia.
    fn has_as_its_end(&self, name: &[String]) -> bool {
        let mut rest = self.words.iter().rev().peekable();
        let last = rest.peek().copied() == name.last();
        let is_within = name.iter().rev().all(|word| rest.any(|own| own == word));
        let joins = self
            .words
            .iter()
            .any(|word| JOINING.contains(&word.as_str()));
        last && is_within && self.words.len() > name.len() && !joins
    }
}

/// Words that join others to a name of its own.
const JOINING: [&str; 8] = ["of", "for", "and", "in", "on", "at", "to", "from"];

/// What stands before a name.
const TITLES: [&str; 18] = [
    "president",
    "vice",
    "prime",
    "foreign",
    "minister",
    "chancellor",
    "secretary",
    "general",
    "king",
    "queen",
    "pope",
    "senator",
    "governor",
    "mr",
    "mrs",
    "ms",
    "dr",
    "sir",
];

/// Endings that make of a country its people or what is theirs: Russian, Israeli, Kurds.
const DERIVING: [&str; 5] = ["n", "ns", "i", "is", "s"];

/// Names of states that look alike and are as different as can be.
const APART: [[&str; 2]; 3] = [
    ["gambia", "zambia"],
    ["iceland", "ireland"],
    ["slovakia", "slovenia"],
];

fn are_known_apart(one: &str, other: &str) -> bool {
    APART
        .iter()
        .any(|pair| pair.contains(&one) && pair.contains(&other))
}

fn is_title(word: &str) -> bool {
    TITLES.contains(&word)
}

/// What the longer of two words has after the whole of the shorter.
fn ending<'w>(one: &'w str, other: &'w str) -> Option<&'w str> {
    one.strip_prefix(other).or_else(|| other.strip_prefix(one))
}

fn letters(word: &str) -> Vec<char> {
    let mut letters: Vec<char> = word.chars().collect();
    letters.sort_unstable();
    letters
}

fn has_number(word: &str) -> bool {
    word.contains(char::is_numeric)
}

fn numbers(words: &[String]) -> Vec<&String> {
    words.iter().filter(|word| has_number(word)).collect()
}

/// The words of a name, folded, without the article.
fn words(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    each_word(name, |_, word| words.push(word.to_owned()));
    let is_article = |word: &String| matches!(word.as_str(), "the" | "a" | "an");
    if words.len() > 1 && words.first().is_some_and(is_article) {
        words.remove(0);
    }
    words
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{NameOf, Near, Typed};

    fn near(of: NameOf, typed: &str, there: &str) -> Option<Near> {
        Typed::new(of, typed).near(there, true)
    }

    #[test]
    fn a_slip_of_the_pen_is_near() {
        for (of, typed, there) in [
            (NameOf::Actor, "Zelensky", "Zelenskyy"),
            (NameOf::Actor, "Zelenskiy", "Zelenskyy"),
            (NameOf::Actor, "Selenskyj", "Zelenskyy"),
            (NameOf::Actor, "Putn, Vladimir", "Vladimir Putn"),
            (NameOf::Actor, "Marcon", "Macron"),
            (NameOf::Actor, "Mezr", "Merz"),
            (NameOf::Actor, "BCB", "BBC"),
            (NameOf::Actor, "Al-Jazeera", "AlJazeera"),
            (NameOf::Actor, "the Kremlin", "Kremlin"),
            (NameOf::Actor, "Kremlin aide", "a Kremlin aide"),
            (NameOf::Actor, "the EU diplomat", "an EU diplomat"),
            (NameOf::Actor, "Лавроф", "Лавров"),
            (NameOf::Source, "News artcle", "News article"),
            (NameOf::Source, "Pool report, Kyiv", "Kyiv pool report"),
            (NameOf::Story, "ukraine talk", "Ukraine talks"),
            (NameOf::Topic, "sanction", "sanctions"),
            (NameOf::Topic, "securty guarantees", "security guarantees"),
        ] {
            assert_eq!(
                near(of, typed, there),
                Some(Near::Spelling),
                "{typed} and {there}"
            );
        }
    }

    #[test]
    fn a_part_of_a_name_is_near_the_whole() {
        for (of, typed, there) in [
            (NameOf::Actor, "trump", "Donald Trump"),
            (NameOf::Actor, "President Trump", "Donald Trump"),
            (NameOf::Actor, "President Putin", "putin"),
            (NameOf::Actor, "Donald Trump", "trump"),
            (NameOf::Actor, "Donald J. Trump", "Donald Trump"),
            (NameOf::Actor, "von der Leyen", "Ursula von der Leyen"),
            (NameOf::Story, "ukraine", "Ukraine talks"),
        ] {
            assert_eq!(
                near(of, typed, there),
                Some(Near::Part),
                "{typed} and {there}"
            );
        }
    }

    #[test]
    fn what_only_looks_alike_is_not_near() {
        for (of, typed, there) in [
            (NameOf::Actor, "Russia", "Russian"),
            (NameOf::Actor, "Kurds", "Kurd"),
            (NameOf::Actor, "Iran", "Iraq"),
            (NameOf::Actor, "Iceland", "Ireland"),
            (NameOf::Actor, "Slovakia", "Slovenia"),
            (NameOf::Actor, "Austria", "Australia"),
            (NameOf::Actor, "US", "UN"),
            (NameOf::Actor, "Merz", "Mers"),
            (NameOf::Actor, "Melania Trump", "Donald Trump"),
            (NameOf::Actor, "Jane Exemple", "Jean Exemple"),
            (NameOf::Actor, "Bank of Russia", "Russia"),
            (NameOf::Actor, "UN Security Council", "UN"),
            (NameOf::Actor, "of", "Bank of Russia"),
            (NameOf::Actor, "North Korea", "South Korea"),
            (NameOf::Source, "wire A", "wire B"),
            (NameOf::Source, "wire 1", "wire 2"),
            (NameOf::Source, "Reuters 14 Aug", "Reuters 15 Aug"),
            (NameOf::Source, "Reuters", "Reuters 15 Aug"),
            (NameOf::Source, "wire-0806", "wire-0807"),
            (NameOf::Topic, "peace", "peace talks"),
            (NameOf::Topic, "aid", "aids"),
            (NameOf::Topic, "import", "export"),
            (NameOf::Topic, "…", "sanctions"),
        ] {
            assert_eq!(near(of, typed, there), None, "{typed} and {there}");
        }
    }

    #[test]
    fn an_alias_is_no_end_of_a_name() {
        let typed = Typed::new(NameOf::Actor, "Melania Trump");
        assert_eq!(typed.near("Trump", false), None);
    }

    proptest! {
        /// What is written a little otherwise is so in both directions, and nothing that is typed is too much.
        #[test]
        fn spelling_is_near_both_ways(one in "\\PC{0,12}", other in "\\PC{0,12}") {
            for of in [NameOf::Actor, NameOf::Source, NameOf::Story, NameOf::Topic] {
                let spelled = |typed: &str, there: &str| near(of, typed, there) == Some(Near::Spelling);
                prop_assert_eq!(spelled(&one, &other), spelled(&other, &one));
            }
        }

        /// Numbers tell apart, whatever stands around them.
        #[test]
        fn numbers_that_differ_are_never_near(word in "[a-z]{3,9}", one in 0u32..5000, other in 0u32..5000) {
            prop_assume!(one != other);
            for of in [NameOf::Actor, NameOf::Source, NameOf::Story, NameOf::Topic] {
                let (one, other) = (format!("{word} {one}"), format!("{word} {other}"));
                prop_assert_eq!(near(of, &one, &other), None);
            }
        }
    }
}
