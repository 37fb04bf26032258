//! The part of a record's texts in which something was found.

use std::ops::Range;

use serde::{Serialize, Serializer, ser::SerializeStruct as _};

use super::search::Sought;
use crate::model::{AnyRecord, Id, each_word};

/// A snippet holds about so many letters; a text that is not much longer stands whole.
const LONG: usize = 96;

/// A piece of a text, and whether it is what was looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The text, its spaces single.
    pub text: String,
    /// Whether it is what was looked for.
    pub hit: bool,
}

/// A text, or what of it stands around what was looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet(pub Vec<Piece>);

/// Where in a record something was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Its first words, where something stands in them.
    pub headline: Option<Snippet>,
    /// The text that holds most of the rest.
    pub below: Option<Snippet>,
    /// The topics that it is filed under and that say the rest.
    pub topics: Vec<String>,
    /// The actors that it names by something else than words.
    pub names: Vec<Id>,
}

impl Snippet {
    /// The text alone.
    #[must_use]
    pub fn text(&self) -> String {
        self.0.iter().map(|piece| piece.text.as_str()).collect()
    }
}

impl Serialize for Found {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let snippet = self.below.as_ref().or(self.headline.as_ref());
        let topics = (!self.topics.is_empty()).then(|| self.topics.join(", "));
        let mut found = serializer.serialize_struct("Found", 1)?;
        found.serialize_field("snippet", &snippet.map(Snippet::text).or(topics))?;
        found.end()
    }
}

impl Found {
    /// Looks for where in a record what was looked for stands.
    pub(super) fn in_record(record: &AnyRecord, sought: &[Sought]) -> Self {
        let facts = record.facts();
        let in_headline = Hits::of(facts.headline, sought);
        let missing = |nth: usize| !in_headline.has(nth);
        let slug = record.slug().map(crate::model::Slug::as_str);
        let others = facts.texts.iter().copied().chain(slug);
        // Most of what is found is found in the first words, and then the rest need not be cut into words.
        let others = others.filter(|_| (0..sought.len()).any(missing));
        let mut best: Option<(usize, &str, Hits)> = None;
        for text in others {
            let hits = Hits::of(text, sought);
            let new = (0..sought.len()).filter(|nth| missing(*nth) && hits.has(*nth));
            let new = new.count();
            if new > best.as_ref().map_or(0, |(most, ..)| *most) {
                best = Some((new, text, hits));
            }
        }
        let unseen = |nth: usize, best: &Option<(usize, &str, Hits)>| {
            missing(nth) && !best.as_ref().is_some_and(|(.., hits)| hits.has(nth))
        };
        let topics = record.topics().iter().filter(|topic| {
            let hits = Hits::of(topic, sought);
            (0..sought.len()).any(|nth| unseen(nth, &best) && hits.has(nth))
        });
        let topics: Vec<String> = topics.cloned().collect();
        let refers: Vec<Id> = facts.refers.iter().map(|(_, id)| *id).collect();
        let mut names = Vec::new();
        for (_, one) in (0..).zip(sought).filter(|(nth, _)| unseen(*nth, &best)) {
            let named = one.actors.iter().filter(|actor| refers.contains(actor));
            names.extend(named.copied().find(|actor| !names.contains(actor)));
        }
        Self {
            headline: in_headline
                .any()
                .then(|| in_headline.snippet(facts.headline)),
            below: best.map(|(_, text, hits)| hits.snippet(text)),
            topics,
            names,
        }
    }
}

/// Where in a text what was looked for stands, by what was looked for.
struct Hits(Vec<Vec<Range<usize>>>);

impl Hits {
    fn of(text: &str, sought: &[Sought]) -> Self {
        // The words as they are compared, one after the other; and where each stands, in the text and among these.
        let (mut compared, mut words) = (String::with_capacity(text.len()), Vec::new());
        each_word(text, |at, word| {
            let start = compared.len();
            compared.push_str(word);
            words.push((at, start..compared.len()));
        });
        let hits = |one: &Sought| {
            let mut found = Vec::new();
            for phrase in &one.phrases {
                found.extend(words.windows(phrase.len().max(1)).filter_map(|window| {
                    let these = window.iter().map(|(_, word)| compared.get(word.clone()));
                    let is_it = these.eq(phrase.iter().map(|word| Some(word.as_str())));
                    let (first, last) = (window.first()?, window.last()?);
                    is_it.then_some(first.0.start..last.0.end)
                }));
            }
            found.sort_unstable_by_key(|hit| (hit.start, hit.end));
            found
        };
        Self(sought.iter().map(hits).collect())
    }

    fn has(&self, nth: usize) -> bool {
        self.0.get(nth).is_some_and(|hits| !hits.is_empty())
    }

    fn any(&self) -> bool {
        self.0.iter().any(|hits| !hits.is_empty())
    }

    /// What stands around the first hits: of the first two things that were looked for and are here.
    fn snippet(&self, text: &str) -> Snippet {
        let mut firsts: Vec<&Range<usize>> =
            self.0.iter().filter_map(|hits| hits.first()).collect();
        firsts.sort_unstable_by_key(|hit| hit.start);
        firsts.truncate(2);
        let is_short = text.chars().nth(LONG + LONG / 8).is_none();
        let room = LONG / firsts.len().max(1);
        let windows = joined(firsts.iter().map(|hit| match is_short {
            true => 0..text.len(),
            false => around(text, hit, room),
        }));
        let mut all: Vec<Range<usize>> = self.0.iter().flatten().cloned().collect();
        all.sort_unstable_by_key(|hit| (hit.start, hit.end));
        pieces(text, &windows, &joined(all))
    }
}

/// So many letters around a hit, from a gap between words to another.
fn around(text: &str, hit: &Range<usize>, room: usize) -> Range<usize> {
    let before = text.get(..hit.start).unwrap_or_default();
    let after = text.get(hit.end..).unwrap_or_default();
    let wide = text.get(hit.clone()).unwrap_or_default().chars().count();
    let room = room.saturating_sub(wide);
    let start = match before.char_indices().rev().nth(room / 3) {
        None => 0,
        Some((at, _)) => {
            let cut = before.get(at..).unwrap_or_default();
            let gap = cut.find(char::is_whitespace);
            gap.map_or(at, |gap| at + gap)
        }
    };
    let taken = text
        .get(start..hit.start)
        .unwrap_or_default()
        .chars()
        .count();
    let end = match after.char_indices().nth(room.saturating_sub(taken)) {
        None => text.len(),
        Some((at, _)) => {
            let cut = after.get(..at).unwrap_or_default();
            hit.end + cut.rfind(char::is_whitespace).unwrap_or(at)
        }
    };
    start..end
}

/// Ranges in order, those that meet made one.
fn joined(ranges: impl IntoIterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut joined: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match joined.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}

/// The text of these windows, with dots for what is left out.
fn pieces(text: &str, windows: &[Range<usize>], hits: &[Range<usize>]) -> Snippet {
    let mut snippet = Snippet::default();
    let mut end = 0;
    for (nth, window) in windows.iter().enumerate() {
        match nth {
            0 if window.start == 0 => {}
            0 => snippet.push("… ", false),
            _ => snippet.push(" … ", false),
        }
        let mut at = window.start;
        for hit in hits
            .iter()
            .filter(|hit| hit.start >= window.start && hit.end <= window.end)
        {
            snippet.push(text.get(at..hit.start).unwrap_or_default(), false);
            snippet.push(text.get(hit.clone()).unwrap_or_default(), true);
            at = hit.end;
        }
        snippet.push(text.get(at..window.end).unwrap_or_default(), false);
        end = window.end;
    }
    if end < text.trim_end().len() {
        snippet.push(" …", false);
    }
    snippet.trimmed()
}

impl Snippet {
    /// Adds a piece, with one space for any number of them.
    fn push(&mut self, text: &str, hit: bool) {
        let mut after_space = self.0.last().is_none_or(|piece| piece.text.ends_with(' '));
        let mut single = String::with_capacity(text.len());
        for letter in text.chars() {
            let is_space = letter.is_whitespace();
            if !is_space {
                single.push(letter);
            } else if !after_space {
                single.push(' ');
            }
            after_space = is_space;
        }
        if !single.is_empty() {
            self.0.push(Piece { text: single, hit });
        }
    }

    fn trimmed(mut self) -> Self {
        if let Some(last) = self.0.last_mut() {
            last.text.truncate(last.text.trim_end().len());
        }
        self.0.retain(|piece| !piece.text.is_empty());
        self
    }
}
