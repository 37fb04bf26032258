//! The SQLite file: the journal, which is the truth, and the readings that follow from it.

mod append;
mod batch;
mod by_words;
mod chain;
mod doctor;
mod draft;
mod error;
mod find;
mod findings;
mod journal_table;
mod near;
mod new_file;
mod open;
mod place;
#[cfg(test)]
mod plans;
mod project;
mod read;
mod rebuild;
mod resting;
mod runs;
mod snapshot;
mod undo;
mod words;
mod write;

use std::path::{Path, PathBuf};

use rusqlite::Connection;

pub use batch::{Arrival, Batch, Reference};
pub use doctor::{Diagnosis, Finding};
pub use draft::Draft;
pub use error::Error;
pub use find::Found;
pub use journal_table::StoredOperation;
pub use near::Topic;
pub use new_file::NewFile;
pub use place::Place;
pub use project::{OPEN_END, Recorded, Rows, day_number, days, sort_from};
pub use read::RecordRow;
pub use resting::{Resting, Rests};
pub use snapshot::{Snapshot, Standing, Stored};
pub use undo::{Kept, TakenBack};
pub use words::{BY_WORDS, Column, Match, WORDS};
pub use write::{Moment, Touched, Written};

use crate::{
    journal::{OperationKey, Undone},
    model::{Id, Kind, Own, Record, Registers, near::Near},
};

/// The operations of one record, and those that take them back or bring them back; by indexes, however long the file.
const HISTORY_OF: &str = "WHERE number IN (SELECT operation FROM change WHERE of = ?1 UNION \
     SELECT u.operation FROM change c JOIN operation o ON o.number = c.operation \
     JOIN change u ON u.of = o.key WHERE c.of = ?1) ORDER BY number DESC LIMIT ?2";

/// An operation that is of no batch, or the last of one.
const ENDS: &str = "(batch IS NULL OR NOT EXISTS (SELECT 1 FROM operation later \
                    WHERE later.batch = operation.batch AND later.number > operation.number))";

/// One open file.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    path: PathBuf,
}

impl Store {
    /// Where the file is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The record of this kind with this id, if it stands.
    ///
    /// # Errors
    /// What SQLite says, or damage.
    pub fn get<K: Own>(&self, id: &Id) -> Result<Option<Record<K>>, Error> {
        read::get(&self.connection, id)
    }

    /// The row of a record, removed or not.
    ///
    /// # Errors
    /// What SQLite says, or damage.
    pub fn row(&self, id: &Id) -> Result<Option<RecordRow>, Error> {
        read::row(&self.connection, id)
    }

    /// The records for which `tail` (the end of a SELECT over `record`) holds.
    ///
    /// # Errors
    /// What SQLite says, or damage.
    pub fn rows(&self, tail: &str, params: impl rusqlite::Params) -> Result<Vec<RecordRow>, Error> {
        read::rows(&self.connection, tail, params)
    }

    /// Calls `each` with those rows one at a time, until it says to stop.
    ///
    /// # Errors
    /// What `each` returns, what SQLite says, or damage.
    pub fn each_row(
        &self,
        tail: &str,
        params: impl rusqlite::Params,
        each: impl FnMut(RecordRow) -> Result<bool, Error>,
    ) -> Result<(), Error> {
        read::each_row(&self.connection, tail, params, each)
    }

    /// The records of these kinds that were written last and stand, newest first; at most so many.
    ///
    /// # Errors
    /// What SQLite says, or damage.
    pub fn latest(&self, kinds: &[Kind], most: usize) -> Result<Vec<RecordRow>, Error> {
        read::latest(&self.connection, kinds, most)
    }

    /// How many records there are for which `tail` holds.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn count(&self, tail: &str, params: impl rusqlite::Params) -> Result<usize, Error> {
        read::count(&self.connection, tail, params)
    }

    /// The numbers of rows that a SELECT gives, in its order, `most` at most.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn numbers(
        &self,
        select: &str,
        params: impl rusqlite::Params,
        most: usize,
    ) -> Result<Vec<i64>, Error> {
        read::numbers(&self.connection, select, params, most)
    }

    /// The records with these numbers, in this order.
    ///
    /// # Errors
    /// What SQLite says, or damage.
    pub fn rows_of(&self, numbers: &[i64]) -> Result<Vec<RecordRow>, Error> {
        read::rows_of(&self.connection, numbers)
    }

    /// Words that the texts of records hold and that begin as this one does, or are spelled so but for a slip of the
    /// pen; so many at most.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn words_like(&self, word: &str, most: usize) -> Result<Vec<String>, Error> {
        words::like(&self.connection, word, most)
    }

    /// How SQLite would answer a SELECT with this tail, a line a step. For tests that hold the plans of reports.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn plan(&self, tail: &str, params: impl rusqlite::Params) -> Result<Vec<String>, Error> {
        let mut explain = self
            .connection
            .prepare(&format!("EXPLAIN QUERY PLAN SELECT id FROM record {tail}"))?;
        let steps = explain.query_map(params, |row| row.get(3))?;
        Ok(steps.collect::<Result<_, _>>()?)
    }

    /// The records that refer to this one, or to one that was merged into it, and stand, with the verb or field by which
    /// they do, in timeline order.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn referring_to(&self, id: &Id) -> Result<Vec<(Id, String)>, Error> {
        read::referring_to_any(&self.connection, id)
    }

    /// The end of the chain that begins with a record by a field (`merged_into`, `origin`, `of`): itself where it leads
    /// nowhere; of a chain that bites its tail its smallest id.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn root(&self, id: &Id, field: &str) -> Result<Id, Error> {
        chain::root(&self.connection, id, field)
    }

    /// The record that an actor or a source turned out to be: itself, unless it was merged into another.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn one(&self, id: &Id) -> Result<Id, Error> {
        chain::one(&self.connection, id)
    }

    /// All the records of the one that this is: the one, then those that were merged into it.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn all_of(&self, id: &Id) -> Result<Vec<Id>, Error> {
        chain::all_of(&self.connection, id)
    }

    /// All that rests on a source: what cites it, or a source that derives from it by `origin`.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn resting(&self, source: &Id) -> Result<Resting, Error> {
        resting::resting(&self.connection, source)
    }

    /// What stands behind a typed word, among these kinds; of an actor or a source that was merged into another, that
    /// one.
    ///
    /// # Errors
    /// What SQLite says, or damage.
    pub fn find(&self, kinds: &[Kind], typed: &str) -> Result<Found, Error> {
        find::find(&self.connection, kinds, typed)
    }

    /// What stands behind a typed word, as [`Store::find`], but what was merged into another is found itself.
    ///
    /// # Errors
    /// What SQLite says, or damage.
    pub fn find_itself(&self, kinds: &[Kind], typed: &str) -> Result<Found, Error> {
        find::find_itself(&self.connection, kinds, typed)
    }

    /// What stands behind a typed word, as [`Store::find_itself`] finds it; a name does not do.
    ///
    /// # Errors
    /// What SQLite says, or damage.
    pub fn find_by_id(&self, kinds: &[Kind], typed: &str) -> Result<Found, Error> {
        find::find_by_id(&self.connection, kinds, typed)
    }

    /// What is meant by WHICH: what [`Store::find`] finds, else what words fit, each of which must begin a word of a
    /// record's title, text, slug or speaker. With `open`, of several what is open goes before all else.
    ///
    /// # Errors
    /// What SQLite says, or damage.
    pub fn which(&self, kinds: &[Kind], typed: &str, open: bool) -> Result<Found, Error> {
        by_words::which(&self.connection, kinds, typed, open)
    }

    /// The actors, sources or stories whose name is near the one that was typed, the nearest first.
    ///
    /// # Errors
    /// What SQLite says, or damage.
    pub fn near(&self, kind: Kind, typed: &str) -> Result<Vec<(Id, Near)>, Error> {
        near::near(&self.connection, kind, typed)
    }

    /// The actors who are known by a description, each with its folded words.
    ///
    /// # Errors
    /// What SQLite says, or damage.
    pub fn described(&self) -> Result<Vec<(String, Id)>, Error> {
        near::described(&self.connection)
    }

    /// The topic that was typed, as it stands in the file, else those that are near.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn topic(&self, typed: &str) -> Result<Topic, Error> {
        near::topic(&self.connection, typed)
    }

    /// The fewest letters, at least 3, by which an entry is found.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn short_id(&self, id: &Id) -> Result<String, Error> {
        read::short_id(&self.connection, id)
    }

    /// The latest operations, newest first, of a batch the last one; only those that touched `record`, where one is named.
    ///
    /// # Errors
    /// What SQLite says, or damage.
    pub fn history(
        &self,
        record: Option<&Id>,
        limit: Option<usize>,
    ) -> Result<Vec<StoredOperation>, Error> {
        let limit = limit
            .and_then(|limit| i64::try_from(limit).ok())
            .unwrap_or(-1);
        match record {
            None => journal_table::operations(
                &self.connection,
                &format!("WHERE {ENDS} ORDER BY number DESC LIMIT ?1"),
                [limit],
            ),
            Some(id) => {
                journal_table::operations(&self.connection, HISTORY_OF, (id.as_str(), limit))
            }
        }
    }

    /// How many operations there are before this one, those of a batch as one.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn earlier(&self, number: i64) -> Result<usize, Error> {
        let count: i64 = self
            .connection
            .prepare_cached(&format!(
                "SELECT count(*) FROM operation WHERE number < ?1 AND {ENDS}"
            ))?
            .query_row([number], |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or_default())
    }

    /// The operation with all of its batch, in order of their numbers.
    ///
    /// # Errors
    /// What SQLite says, or damage.
    pub fn batch_of(&self, stored: StoredOperation) -> Result<Vec<StoredOperation>, Error> {
        journal_table::batch_of(&self.connection, stored)
    }

    /// What was recorded of a record, change by change, in fold order; what is taken back is none of it.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn patches(&self, record: &Id) -> Result<Vec<Registers>, Error> {
        journal_table::patches(&self.connection, record)
    }

    /// The operation with this number.
    ///
    /// # Errors
    /// What SQLite says, or damage.
    pub fn operation(&self, number: i64) -> Result<Option<StoredOperation>, Error> {
        Ok(journal_table::operations(&self.connection, "WHERE number = ?1", [number])?.pop())
    }

    /// The number of the operation with this key.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn number_of(&self, key: &OperationKey) -> Result<Option<i64>, Error> {
        journal_table::number_of(&self.connection, key.as_str())
    }

    /// How far an operation is taken back.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn undone(&self, operation: &OperationKey) -> Result<Undone, Error> {
        journal_table::undone_of(&self.connection, operation.as_str())
    }

    /// The entry that an operation is about and that stands.
    ///
    /// # Errors
    /// What SQLite says, or damage.
    pub fn about(&self, number: i64) -> Result<Option<(Id, Kind)>, Error> {
        find::about(&self.connection, number)
    }

    /// A setting of this file, outside the journal.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn setting(&self, name: &str) -> Result<Option<String>, Error> {
        read::setting(&self.connection, name)
    }

    /// Sets a setting of this file, or takes it away. `waiting` is called where another command holds the file.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn set(
        &mut self,
        name: &str,
        value: Option<&str>,
        waiting: impl FnOnce(),
    ) -> Result<(), Error> {
        let transaction = self.begin(waiting)?;
        match value {
            Some(value) => transaction.execute(
                "INSERT OR REPLACE INTO setting VALUES (?1, ?2)",
                (name, value),
            )?,
            None => transaction.execute("DELETE FROM setting WHERE name = ?1", [name])?,
        };
        Ok(transaction.commit()?)
    }
}
