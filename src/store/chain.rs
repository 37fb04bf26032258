//! Chains: a record that leads to another of its kind by one field (`merged_into`, `origin`, `of`), and on to the end.
//! Actors and sources that were merged are read as the one at the end ([`Readings::one`]); sources fold to the root of their origins.

use rusqlite::OptionalExtension as _;

use super::{Error, Readings};
use crate::model::{Id, Kind};

/// What the record leads to by a field, if that stands. A merged file may hold several of a kind: the least counts.
const NEXT: &str = "SELECT edge.target FROM edge JOIN record ON record.id = edge.target \
                    WHERE edge.record = ?1 AND edge.verb = ?2 AND record.removed = 0 ORDER BY edge.target LIMIT 1";

/// What leads to the record by a field, and stands: those that are removed have no edges.
const BEFORE: &str = "SELECT record FROM edge WHERE target = ?1 AND verb = ?2 ORDER BY record";

/// The field by which an actor or a source that was merged leads to the one that it is.
const MERGED: &str = "merged_into";

/// A chain, walked to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain {
    /// The record that it begins with, and those that it leads to, each once.
    pub walked: Vec<Id>,
    /// The last of them. A chain that bites its tail is read as one record, under the smallest id of the ring.
    pub root: Id,
}

impl Chain {
    /// Walks a chain from a record on, for as long as `next` says where one leads.
    ///
    /// # Errors
    /// What `next` returns.
    pub fn walk<E>(from: Id, mut next: impl FnMut(Id) -> Result<Option<Id>, E>) -> Result<Self, E> {
        let mut walked = vec![from];
        let mut root = from;
        while let Some(to) = next(root)? {
            let met = walked.iter().position(|one| *one == to);
            root = to;
            if let Some(met) = met {
                root = walked.iter().skip(met).min().copied().unwrap_or(to);
                break;
            }
            walked.push(to);
        }
        Ok(Self { walked, root })
    }
}

impl Readings {
    /// The end of the chain that begins with a record by a field (`merged_into`, `origin`, `of`), which is itself where it
    /// leads nowhere: the [`Chain::root`].
    ///
    /// # Errors
    /// What SQLite says.
    pub fn root(&self, id: &Id, field: &str) -> Result<Id, Error> {
        let mut select = self.connection.prepare_cached(NEXT)?;
        let next = |at: Id| {
            let row = select.query_row([at.as_str(), field], |row| row.get::<_, String>(0));
            let found = row.optional()?;
            Ok::<_, Error>(found.as_deref().map(Id::parse).transpose()?)
        };
        Ok(Chain::walk(*id, next)?.root)
    }

    /// The record that an actor or a source turned out to be: itself, unless it was merged into another.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn one(&self, id: &Id) -> Result<Id, Error> {
        self.root(id, MERGED)
    }

    /// All the records of the one that this is: the one, then those that were merged into it.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn all_of(&self, id: &Id) -> Result<Vec<Id>, Error> {
        self.with_merged(&self.one(id)?)
    }

    /// As [`one`](Self::one); of the kinds that are never merged nothing is read.
    pub(super) fn one_of_kind(&self, id: Id, kind: Kind) -> Result<Id, Error> {
        match kind {
            Kind::Actor | Kind::Source => self.one(&id),
            _ => Ok(id),
        }
    }

    /// The record, then those that were merged into it, be it by way of others.
    pub(super) fn with_merged(&self, id: &Id) -> Result<Vec<Id>, Error> {
        let mut before = self.connection.prepare_cached(BEFORE)?;
        let mut found = vec![*id];
        let mut at = 0;
        while let Some(target) = found.get(at).copied() {
            let mut rows = before.query([target.as_str(), MERGED])?;
            while let Some(row) = rows.next()? {
                let id = Id::parse(row.get_ref(0)?.as_str().unwrap_or_default())?;
                if !found.contains(&id) {
                    found.push(id);
                }
            }
            at += 1;
        }
        Ok(found)
    }
}
