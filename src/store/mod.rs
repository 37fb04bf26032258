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
mod history;
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

use std::{
    ops::Deref,
    path::{Path, PathBuf},
};

use rusqlite::Connection;

pub use batch::{Arrival, Batch, Reference};
pub use chain::Chain;
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

/// What can be read of a file: of its journal, and of the tables that follow from it. A [`Store`], a [`Draft`] and a
/// [`Batch`] are read alike; of the last two it is the file as they are about to leave it.
#[derive(Debug)]
pub struct Readings {
    connection: Connection,
}

/// One open file. What can be read of it are its [`Readings`].
#[derive(Debug)]
pub struct Store {
    readings: Readings,
    path: PathBuf,
}

impl Deref for Store {
    type Target = Readings;

    fn deref(&self) -> &Readings {
        &self.readings
    }
}

impl Store {
    fn on(connection: Connection, path: PathBuf) -> Self {
        let readings = Readings { connection };
        Self { readings, path }
    }

    /// Where the file is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
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
