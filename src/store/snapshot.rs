//! One state of the file, for what must read it more than once.

use super::{Error, Store};
use crate::model::Id;

/// One state of the file: while this lives, every reading through the store sees the same records, whatever other
/// processes write meanwhile.
#[derive(Debug)]
pub struct Snapshot<'s> {
    store: &'s Store,
    /// The transaction that holds the state; none where one that was begun before holds it already.
    _held: Option<rusqlite::Transaction<'s>>,
}

impl Store {
    /// Holds on to the state that the next reading finds.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn snapshot(&self) -> Result<Snapshot<'_>, Error> {
        let held = if self.connection.is_autocommit() {
            Some(self.connection.unchecked_transaction()?)
        } else {
            None
        };
        Ok(Snapshot {
            store: self,
            _held: held,
        })
    }
}

impl<'s> Snapshot<'s> {
    /// The store that is read.
    #[must_use]
    pub fn store(&self) -> &'s Store {
        self.store
    }

    /// Calls `each` with every reference between records, from whom and to whom, those of one record together.
    /// A record that refers to another twice by one verb is told of once.
    ///
    /// # Errors
    /// What SQLite says, or damage.
    pub fn each_edge(&self, mut each: impl FnMut(Id, Id)) -> Result<(), Error> {
        let mut select = self
            .store
            .connection
            .prepare_cached("SELECT record, target FROM edge ORDER BY record")?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            let id = |at: usize| -> Result<Id, Error> {
                Ok(Id::parse(row.get_ref(at)?.as_str().unwrap_or_default())?)
            };
            each(id(0)?, id(1)?);
        }
        Ok(())
    }
}
