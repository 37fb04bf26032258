//! Needles: the runs of words that must not be found in what goes out, and how they are found in one pass over a text.

use std::collections::HashMap;

use super::{calendar, words::Reading};

/// How a run of words is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// A name, however it is written.
    Name,
    /// A single word that may be a common one: it counts where it is written as a name is.
    Word,
    /// A name that is a month's or a weekday's as well: it counts where it is written as a name is and stands in no date.
    Calendar,
    /// An address: it counts where nothing goes on after it.
    Address,
    /// A text, by the sort of field that it stands in.
    Text(Field),
    /// A sentence of a longer text, by the sort of field that this stands in.
    Sentence(Field),
}

/// The sort of field that a text stands in: that of one key of one kind of record, or, for quoted words, of any.
pub(super) type Field = u32;

/// A run of words that was found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    /// Which needle it is.
    pub needle: u32,
    /// Where it begins, and how many words it has.
    pub from: usize,
    pub length: usize,
    /// Whether the run is the whole text.
    pub is_whole: bool,
}

#[derive(Debug)]
struct Needle {
    sum: u64,
    length: u32,
    sort: Sort,
    /// To what it belongs; the caller says what that is.
    of: u32,
    /// The needle before this one that is the same run, looked for otherwise.
    next: Option<u32>,
}

/// A length that needles with some first words have.
#[derive(Debug)]
struct Length {
    length: u32,
    /// Another one.
    next: Option<u32>,
}

/// By so many words a needle is found; the rest is then compared.
const HEAD: usize = 5;

/// Bits in the filter of first words.
const FILTER: u64 = 1 << 17;

/// Needles by their first words, then by the whole run: however many begin alike, each is found at once.
#[derive(Debug)]
pub(super) struct Needles {
    all: Vec<Needle>,
    /// The last needle that is a run.
    runs: HashMap<u64, u32>,
    /// The last of the lengths that needles with these first words have.
    heads: HashMap<u64, u32>,
    lengths: Vec<Length>,
    /// How many words heads have.
    sizes: [bool; HEAD],
    /// A bit for each of the first words that needles have: most runs of most texts begin none.
    filter: Vec<u64>,
}

impl Default for Needles {
    fn default() -> Self {
        Self {
            all: Vec::new(),
            runs: HashMap::new(),
            heads: HashMap::new(),
            lengths: Vec::new(),
            sizes: [false; HEAD],
            filter: vec![0; (FILTER / 64) as usize],
        }
    }
}

impl Needles {
    pub(super) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// To what a needle belongs.
    pub(super) fn of(&self, needle: u32) -> Option<u32> {
        Some(self.get(needle)?.of)
    }

    /// How a needle is looked for.
    pub(super) fn sort(&self, needle: u32) -> Option<Sort> {
        Some(self.get(needle)?.sort)
    }

    /// Takes in a text that belongs to something, and says whether it is new: one that is there already belongs to what
    /// it belonged to.
    pub(super) fn add(&mut self, reading: &Reading, sort: Sort, of: u32) -> bool {
        let length = reading.words().len();
        let head = length.min(HEAD);
        if head == 0 {
            return false;
        }
        let (Some(start), Ok(number), Ok(length)) = (
            reading.sum(0, head),
            u32::try_from(self.all.len()),
            u32::try_from(length),
        ) else {
            return false;
        };
        let needle = Needle {
            sum: reading.whole(),
            length,
            sort,
            of,
            next: self.runs.get(&reading.whole()).copied(),
        };
        let alike = |other: &Needle| (other.length, other.sort) == (length, sort);
        if self.same(needle.next).any(|(_, other)| alike(other)) {
            return false;
        }
        if let Some(slot) = self.sizes.get_mut(head - 1) {
            *slot = true;
        }
        let (at, bit) = bit(start);
        if let Some(bits) = self.filter.get_mut(at) {
            *bits |= bit;
        }
        let last = self.heads.get(&start).copied();
        if !self.lengths_of(last).any(|one| one == length) {
            let count = u32::try_from(self.lengths.len()).unwrap_or(u32::MAX);
            self.heads.insert(start, count);
            self.lengths.push(Length { length, next: last });
        }
        self.runs.insert(needle.sum, number);
        self.all.push(needle);
        true
    }

    /// Calls `each` with every needle that is found in a text, in the order in which they stand there.
    pub(super) fn find(&self, reading: &Reading, each: impl FnMut(Found)) {
        let mut runs = Vec::new();
        self.each_run(reading, |from, number, needle| {
            if needle.counts(reading, from) {
                let length = needle.length as usize;
                runs.push(Found {
                    needle: number,
                    from,
                    length,
                    is_whole: reading.words().len() == length,
                });
            }
        });
        runs.sort_by_key(|found| found.from);
        runs.into_iter().for_each(each);
    }

    /// Whether a needle may be found in a text: a run of its words is one, however that is written.
    pub(super) fn may_be_in(&self, reading: &Reading) -> bool {
        let mut found = false;
        self.each_run(reading, |_, _, _| found = true);
        found
    }

    /// Calls `each` with every run of a text that is a needle, and where it begins; those with fewer first words first.
    fn each_run<'n>(&'n self, reading: &Reading, mut each: impl FnMut(usize, u32, &'n Needle)) {
        let sizes = (1..).zip(self.sizes).filter(|(_, is_used)| *is_used);
        for (size, _) in sizes {
            for (from, head) in reading.sums(size) {
                let (at, bit) = bit(head);
                if self.filter.get(at).is_none_or(|bits| bits & bit == 0) {
                    continue;
                }
                let last = self.heads.get(&head).copied();
                for length in self.lengths_of(last) {
                    let run = reading.sum(from, length as usize);
                    let last = run.and_then(|run| self.runs.get(&run).copied());
                    for (number, needle) in self.same(last) {
                        if needle.length == length {
                            each(from, number, needle);
                        }
                    }
                }
            }
        }
    }

    fn get(&self, number: u32) -> Option<&Needle> {
        self.all.get(usize::try_from(number).ok()?)
    }

    /// A needle and those before it that are the same run.
    fn same(&self, last: Option<u32>) -> impl Iterator<Item = (u32, &Needle)> {
        let needle =
            |number: Option<u32>| number.and_then(|number| Some((number, self.get(number)?)));
        std::iter::successors(needle(last), move |(_, one)| needle(one.next))
    }

    /// A length and those before it that go with the same first words.
    fn lengths_of(&self, last: Option<u32>) -> impl Iterator<Item = u32> {
        let one = |at: Option<u32>| self.lengths.get(usize::try_from(at?).ok()?);
        std::iter::successors(one(last), move |length| one(length.next)).map(|length| length.length)
    }
}

impl Needle {
    /// Whether its run counts where it was found.
    fn counts(&self, reading: &Reading, from: usize) -> bool {
        let words = reading.words();
        let (Some(first), Some(last)) =
            (words.get(from), words.get(from + self.length as usize - 1))
        else {
            return false;
        };
        match self.sort {
            Sort::Name | Sort::Text(_) | Sort::Sentence(_) => true,
            Sort::Word => reading.may_be_name(first),
            Sort::Calendar => calendar::may_be_name(reading, from),
            Sort::Address => last.is_last,
        }
    }
}

/// Where the bit of a run of words stands in the filter.
fn bit(sum: u64) -> (usize, u64) {
    let at = sum % FILTER;
    (usize::try_from(at / 64).unwrap_or_default(), 1 << (at % 64))
}

#[cfg(test)]
mod tests {
    use super::{Needles, Sort};
    use crate::report::release::words::{Reading, each_reading};

    fn needles(texts: &[(&str, Sort)]) -> Needles {
        let mut needles = Needles::default();
        for (of, (text, sort)) in (0..).zip(texts) {
            each_reading(text, &mut Reading::default(), |reading| {
                needles.add(reading, *sort, of);
            });
        }
        needles
    }

    fn found(needles: &Needles, text: &str) -> Vec<(u32, bool)> {
        let mut found = Vec::new();
        each_reading(text, &mut Reading::default(), |reading| {
            needles.find(reading, |hit| {
                found.push((needles.of(hit.needle).unwrap(), hit.is_whole))
            });
        });
        found
    }

    #[test]
    fn every_needle_is_found_wherever_it_stands_and_nothing_else() {
        let needles = needles(&[
            ("Exemple", Sort::Name),
            ("Jean Exemple", Sort::Name),
            ("He fears that the paper is empty", Sort::Text(1)),
            ("He fears that the paper is not enough", Sort::Text(1)),
            ("he fears that the paper is empty.", Sort::Text(1)),
        ]);
        assert_eq!(needles.all.len(), 4, "the last is one that is there");
        for (text, expected) in [
            ("", vec![]),
            ("Exemple", vec![(0, true)]),
            ("said JEAN EXEMPLE’s aide", vec![(1, false), (0, false)]),
            ("“He fears that the paper is empty.”", vec![(2, true)]),
            ("so he fears that the paper is empty, too", vec![(2, false)]),
            ("he fears that the paper is", vec![]),
            ("fears that the paper is empty", vec![]),
            ("Jean Exemples", vec![]),
        ] {
            assert_eq!(found(&needles, text), expected, "{text}");
        }
    }

    #[test]
    fn a_common_word_a_month_a_weekday_and_an_address_count_as_they_are_written() {
        let needles = needles(&[
            ("Reading", Sort::Word),
            ("May", Sort::Calendar),
            ("Sunday", Sort::Calendar),
            ("example org wire", Sort::Address),
        ]);
        for (text, expected) in [
            ("Then Reading said", vec![0]),
            ("After reading It", vec![]),
            ("reading-group", vec![0]),
            ("They may come", vec![]),
            ("In May 2025", vec![]),
            ("on 5 May", vec![]),
            ("late May or June", vec![]),
            ("until May", vec![]),
            ("It was May who said so", vec![1]),
            ("may", vec![]),
            ("on Sunday, last Sunday, Sunday 3 May", vec![]),
            ("So Sunday told us", vec![2]),
            ("see https://example.org/wire.", vec![3]),
            ("see https://example.org/wire/2", vec![]),
        ] {
            let found: Vec<u32> = found(&needles, text).iter().map(|(of, _)| *of).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
