//! What a question is narrowed to beside a story: topics that records are filed under, actors that they name.

use super::query::Query;
use crate::{
    model::Id,
    store::{Error, Match, Store},
};

/// The condition that a [`Match`], the nth value of the query, finds something in a record.
pub(super) fn finds(record: &str, nth: usize) -> String {
    format!("{record}.number IN (SELECT rowid FROM words WHERE words MATCH ?{nth})")
}

/// What a question is narrowed to: each topic, and each actor.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Narrow {
    /// The topics.
    pub topics: Vec<String>,
    /// The actors, each as what it was merged into.
    pub actors: Vec<Id>,
    sought: Option<Match>,
}

impl Narrow {
    /// Records that are filed under each of these topics and name each of these actors: as speaker or participant, as
    /// what they are about or of, as who announced a date; under whichever record of the actor, where several were merged.
    ///
    /// # Errors
    /// What SQLite says, or damage.
    pub fn to(store: &Store, topics: Vec<String>, actors: &[Id]) -> Result<Self, Error> {
        let mut parts: Vec<Match> = topics.iter().map(|topic| Match::topic(topic)).collect();
        let mut roots = Vec::new();
        for actor in actors {
            let all = store.all_of(actor)?;
            parts.extend(Match::any(all.iter().map(Match::naming)));
            roots.extend(all.first());
        }
        Ok(Self {
            topics,
            actors: roots,
            sought: Match::all(parts),
        })
    }

    /// Whether any record that stands is so.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn is_anywhere(&self, store: &Store) -> Result<bool, Error> {
        let Some(sought) = self.sought.clone() else {
            return Ok(true);
        };
        let found = Query::words(sought, None, &[]).numbers(store, 1)?;
        Ok(!found.is_empty())
    }

    /// What is looked for in the words of a record; none where all records are asked about.
    pub(super) fn sought(&self) -> Option<&Match> {
        self.sought.as_ref()
    }
}
