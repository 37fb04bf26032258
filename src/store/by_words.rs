//! WHICH as words: records whose title, text, slug or speaker has a word that begins with each one that was typed. The
//! full text leads to those that may be meant; what they say decides.

use std::collections::BTreeSet;

use super::{
    Error, Found, Readings,
    find::among,
    words::{BY_WORDS, Column, Match},
};
use crate::model::{AnyRecord, Id, Kind, Word as _, each_word};

/// So many are told apart; whoever meets more types more.
const MOST: usize = 200;

/// In place of a word an id that was removed counts from so many letters on.
const FEWEST: usize = 8;

/// One word that was typed, and whose names have one that begins so.
struct Sought {
    word: String,
    actors: BTreeSet<Id>,
}

impl Sought {
    fn may_fit(&self) -> Option<Match> {
        let said = Match::phrase(&[Column::Title, Column::Body], &self.word, true);
        Match::any(
            said.into_iter()
                .chain(self.actors.iter().map(Match::naming)),
        )
    }

    fn fits(&self, record: &AnyRecord) -> bool {
        let speaks = match record {
            AnyRecord::Statement(statement) => {
                let mut speakers = statement.own.speakers.iter();
                speakers.any(|speaker| self.actors.contains(speaker))
            }
            _ => false,
        };
        speaks || has_word(record, &self.word)
    }
}

impl Readings {
    /// What is meant by WHICH: what [`find`](Self::find) finds, else what words fit, each of which must begin a word of a
    /// record's title, text, slug or speaker. With `open`, of several what is open goes before all else.
    ///
    /// # Errors
    /// What SQLite says, or damage.
    pub fn which(&self, kinds: &[Kind], typed: &str, open: bool) -> Result<Found, Error> {
        let found = self.find(kinds, typed)?;
        // So few letters may be the beginning of an id that was removed by chance.
        let is_removed = matches!(found, Found::Removed(..)) && typed.len() < FEWEST;
        if (found != Found::Nothing && !is_removed) || typed.starts_with('@') {
            return Ok(found);
        }
        // An entry of another kind that is named exactly is what is meant, and wrong; an actor's name is a word as well.
        if let Found::One(_, kind) = self.find(Kind::ALL, typed)?
            && kind.is_entry()
        {
            return Ok(found);
        }
        let (kinds, words) = among(kinds, typed);
        let by_words = self.by_words(&kinds, words, open)?;
        Ok(if by_words == Found::Nothing {
            found
        } else {
            by_words
        })
    }

    /// What the words fit, among these kinds; with `open`, what is open before all else. An actor or a source that was merged
    /// is found as the one that it is.
    fn by_words(&self, kinds: &[Kind], typed: &str, open: bool) -> Result<Found, Error> {
        let sought = self.sought(typed)?;
        let Some(fits) = Match::all(sought.iter().filter_map(Sought::may_fit)) else {
            return Ok(Found::Nothing);
        };
        let tails: &[&str] = if open {
            &["AND record.open = 1", ""]
        } else {
            &[""]
        };
        for tail in tails {
            let found = self.fitting(kinds, &fits, tail, &sought)?;
            if !found.is_empty() {
                return Ok(Found::among(found));
            }
        }
        Ok(Found::Nothing)
    }

    fn sought(&self, typed: &str) -> Result<Vec<Sought>, Error> {
        let mut words = BTreeSet::new();
        each_word(typed, |_, word| {
            words.insert(word.to_owned());
        });
        let sought = words.into_iter().map(|word| {
            Ok(Sought {
                actors: self.actors(&word)?,
                word,
            })
        });
        sought.collect()
    }

    /// The actors one of whose names has a word that begins so, and all that were merged with them.
    fn actors(&self, word: &str) -> Result<BTreeSet<Id>, Error> {
        let mut named = Vec::new();
        let tail = format!("{BY_WORDS} LIMIT {MOST}");
        self.each_row(&tail, [Match::called(word, true)], |row| {
            named.push(row.id);
            Ok(true)
        })?;
        let mut all = BTreeSet::new();
        for id in named {
            all.extend(self.all_of(&id)?);
        }
        Ok(all)
    }

    fn fitting(
        &self,
        kinds: &[Kind],
        fits: &Match,
        tail: &str,
        sought: &[Sought],
    ) -> Result<Vec<(Id, Kind)>, Error> {
        let kinds: Vec<String> = kinds
            .iter()
            .map(|kind| format!("'{}'", kind.word()))
            .collect();
        let tail = format!(
            "{BY_WORDS} AND record.kind IN ({}) {tail} ORDER BY record.sort",
            kinds.join(", ")
        );
        let mut found: Vec<(Id, Kind)> = Vec::new();
        self.each_row(&tail, [fits], |row| {
            let record = row.any()?;
            if sought.iter().all(|word| word.fits(&record)) {
                let id = self.one_of_kind(row.id, row.kind)?;
                if !found.contains(&(id, row.kind)) {
                    found.push((id, row.kind));
                }
            }
            Ok(found.len() < MOST)
        })?;
        Ok(found)
    }
}

/// Whether the title, the text, the slug or a name of a record has a word that begins so.
fn has_word(record: &AnyRecord, begins: &str) -> bool {
    let facts = record.facts();
    let text = match record {
        AnyRecord::Event(event) => event.own.text.as_deref(),
        AnyRecord::Note(note) => Some(note.own.text.as_str()),
        _ => None,
    };
    let slug = record.slug().map(crate::model::Slug::as_str);
    let mut has = false;
    let says = facts.names.iter().copied().chain([facts.headline]);
    for said in says.chain(text).chain(slug) {
        each_word(said, |_, word| has |= word.starts_with(begins));
    }
    has
}
