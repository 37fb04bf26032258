//! The words for records that are referred to: titles, names, short ids. Read once, by indexed look-ups alone.

use std::collections::{HashMap, HashSet};

use super::Item;
use crate::{
    model::{AnyRecord, Id, Kind},
    store::{Error, Store},
};

/// What a record is called.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// Whose it is: the record's own id, or that of the record that it was merged into.
    pub of: Id,
    /// Its kind.
    pub kind: Kind,
    /// Its title, name or text.
    pub words: String,
    /// Its slug.
    pub slug: Option<String>,
    /// The fewest letters by which an entry is found; of other kinds, the whole id.
    pub short: String,
    /// Whether it is removed.
    pub removed: bool,
    /// Whether something is still to come of it.
    pub open: bool,
}

/// The names of records, by their ids. A record that was asked for and is not there is known to be absent.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Names {
    known: HashMap<Id, Option<Name>>,
}

impl Names {
    /// The names of these records.
    ///
    /// # Errors
    /// What SQLite says, or damage.
    pub fn of(store: &Store, ids: impl IntoIterator<Item = Id>) -> Result<Self, Error> {
        let mut names = Self::default();
        names.learn(store, ids)?;
        Ok(names)
    }

    /// Learns the names of these records, of those that are not known yet by one query.
    ///
    /// # Errors
    /// What SQLite says, or damage.
    pub fn learn(&mut self, store: &Store, ids: impl IntoIterator<Item = Id>) -> Result<(), Error> {
        let wanted: HashSet<Id> = ids
            .into_iter()
            .filter(|id| !self.known.contains_key(id))
            .collect();
        if wanted.is_empty() {
            return Ok(());
        }
        let list = list(&wanted);
        for row in store.rows(BY_IDS, [&list])? {
            self.note(store, &row.any()?, row.removed)?;
        }
        for id in wanted {
            self.known.entry(id).or_insert(None);
        }
        Ok(())
    }

    /// Learns everything that a record refers to, and the record itself.
    ///
    /// # Errors
    /// What SQLite says, or damage.
    pub fn learn_record(&mut self, store: &Store, record: &AnyRecord) -> Result<(), Error> {
        let refers = record.facts().refers;
        self.note(store, record, false)?;
        self.learn(store, refers.into_iter().map(|(_, id)| id))
    }

    /// Notes the name of a record that was read; of an actor or a source that was merged into another, that one's.
    pub(super) fn note(
        &mut self,
        store: &Store,
        record: &AnyRecord,
        removed: bool,
    ) -> Result<(), Error> {
        let name = match became(store, record)?.filter(|_| !removed) {
            Some(other) => Self::name(store, &other, false)?,
            None => Self::name(store, record, removed)?,
        };
        if name.of != record.id() {
            self.known.insert(name.of, Some(name.clone()));
        }
        self.known.insert(record.id(), Some(name));
        Ok(())
    }

    fn name(store: &Store, record: &AnyRecord, removed: bool) -> Result<Name, Error> {
        let (id, kind, facts) = (record.id(), record.kind(), record.facts());
        let short = if kind.is_entry() {
            store.short_id(&id)?
        } else {
            id.to_string()
        };
        Ok(Name {
            of: id,
            kind,
            words: facts.headline.to_owned(),
            slug: record.slug().map(ToString::to_string),
            short,
            removed,
            open: facts.open && !removed,
        })
    }

    /// Notes an item and its parts.
    pub(super) fn note_all(&mut self, store: &Store, item: &Item) -> Result<(), Error> {
        if !self.known.contains_key(&item.record.id()) {
            self.note(store, &item.record, false)?;
        }
        item.parts()
            .iter()
            .try_for_each(|part| self.note_all(store, part))
    }

    /// What is known of a record.
    #[must_use]
    pub fn get(&self, id: Id) -> Option<&Name> {
        self.known.get(&id).and_then(Option::as_ref)
    }

    /// The record's title, name or text, with a word where it is removed or not there.
    #[must_use]
    pub fn words(&self, id: Id) -> String {
        match self.get(id) {
            None => "(not in this file)".to_owned(),
            Some(name) if name.removed => format!("{} (removed)", name.words),
            Some(name) => name.words.clone(),
        }
    }

    /// The record that this one turned out to be: itself, unless it was merged into another.
    #[must_use]
    pub fn one(&self, id: Id) -> Id {
        self.get(id).map_or(id, |name| name.of)
    }

    /// What one types to mean the record: the short id of an entry, the slug or name of the others.
    #[must_use]
    pub fn handle(&self, id: Id) -> String {
        match self.get(id) {
            Some(name) if !name.removed && name.kind.is_entry() => name.short.clone(),
            Some(name) if !name.removed => name.slug.clone().unwrap_or_else(|| name.words.clone()),
            _ => self.words(id),
        }
    }

    /// The short id; the whole one where it is not known.
    #[must_use]
    pub fn short(&self, id: Id) -> String {
        self.get(id)
            .map_or_else(|| id.to_string(), |name| name.short.clone())
    }

    /// Whether something is still to come of what is waited on: it is open, or nobody here can tell.
    #[must_use]
    pub fn is_awaited(&self, id: Id) -> bool {
        self.get(id).is_none_or(|name| name.open || name.removed)
    }
}

/// The record that this one turned out to be, where it was merged into another.
pub(super) fn became(store: &Store, record: &AnyRecord) -> Result<Option<AnyRecord>, Error> {
    let merged_into = match record {
        AnyRecord::Actor(actor) => actor.own.merged_into,
        AnyRecord::Source(source) => source.own.merged_into,
        _ => None,
    };
    if merged_into.is_none() {
        return Ok(None);
    }
    let id = store.one(&record.id())?;
    let other = store.row(&id)?.filter(|_| id != record.id());
    other.map(|row| row.any()).transpose()
}

/// The end of a SELECT that finds records by a JSON list of their ids.
pub(super) const BY_IDS: &str = "WHERE record.id IN (SELECT value FROM json_each(?1))";

/// Ids as a JSON list.
pub(super) fn list<'a>(ids: impl IntoIterator<Item = &'a Id>) -> String {
    let ids: Vec<&str> = ids.into_iter().map(Id::as_str).collect();
    serde_json::to_string(&ids).unwrap_or_default()
}
