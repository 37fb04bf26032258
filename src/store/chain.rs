//! Chains: a record that leads to another of its kind by one field (`merged_into`, `origin`, `of`), and on to the end.
//! Actors and sources that were merged are read as the one at the end ([`one`]); sources fold to the root of their origins.

use rusqlite::{Connection, OptionalExtension as _};

use super::Error;
use crate::model::{Id, Kind};

/// What the record leads to by a field, if that stands. A merged file may hold several of a kind: the least counts.
const NEXT: &str = "SELECT edge.target FROM edge JOIN record ON record.id = edge.target \
                    WHERE edge.record = ?1 AND edge.verb = ?2 AND record.removed = 0 ORDER BY edge.target LIMIT 1";

/// What leads to the record by a field, and stands: those that are removed have no edges.
const BEFORE: &str = "SELECT record FROM edge WHERE target = ?1 AND verb = ?2 ORDER BY record";

/// The end of the chain that begins with a record, which is itself where it leads nowhere. A chain that bites its tail
/// is read as one, under its smallest id.
pub(super) fn root(connection: &Connection, id: &Id, field: &str) -> Result<Id, Error> {
    let mut next = connection.prepare_cached(NEXT)?;
    let mut walked = vec![*id];
    let mut at = *id;
    loop {
        let found: Option<String> = next
            .query_row([at.as_str(), field], |row| row.get(0))
            .optional()?;
        let Some(found) = found else {
            return Ok(at);
        };
        at = Id::parse(&found)?;
        if let Some(first) = walked.iter().position(|seen| *seen == at) {
            return Ok(walked.into_iter().skip(first).min().unwrap_or(at));
        }
        walked.push(at);
    }
}

/// The field by which an actor or a source that was merged leads to the one that it is.
const MERGED: &str = "merged_into";

/// The record that one turned out to be: itself, unless it was merged.
pub(super) fn one(connection: &Connection, id: &Id) -> Result<Id, Error> {
    root(connection, id, MERGED)
}

/// All the records of the one that this is: the one, then those that were merged into it.
pub(super) fn all_of(connection: &Connection, id: &Id) -> Result<Vec<Id>, Error> {
    with_merged(connection, &one(connection, id)?)
}

/// As [`one`]; of the kinds that are never merged nothing is read.
pub(super) fn one_of_kind(connection: &Connection, id: Id, kind: Kind) -> Result<Id, Error> {
    match kind {
        Kind::Actor | Kind::Source => one(connection, &id),
        _ => Ok(id),
    }
}

/// The record, then those that were merged into it, be it by way of others.
pub(super) fn with_merged(connection: &Connection, id: &Id) -> Result<Vec<Id>, Error> {
    let mut before = connection.prepare_cached(BEFORE)?;
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
