//! Rebuild: the readings made anew from the journal, and from nothing else.

use super::{Error, Store, journal_table, project};
use crate::model::Id;

impl Store {
    /// Makes all readings anew in one transaction. `progress` is told how many records are done, of how many.
    ///
    /// # Errors
    /// Damage of the journal, or what SQLite says. Then the readings are as they were.
    pub fn rebuild(&mut self, progress: &mut dyn FnMut(usize, usize)) -> Result<usize, Error> {
        let transaction = self.begin(|| {})?;
        transaction.execute_batch(
            "DELETE FROM record; DELETE FROM edge; DELETE FROM name; DELETE FROM head;",
        )?;
        journal_table::each_operation(&transaction, |stored| {
            journal_table::note_head(&transaction, &stored.map_err(|(_, why)| why)?.operation)
        })?;
        drop_seen_heads(&transaction)?;
        let ids: Vec<String> = transaction
            .prepare("SELECT DISTINCT of FROM change WHERE kind IS NOT NULL ORDER BY of")?
            .query_map([], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        for (done, id) in ids.iter().enumerate() {
            progress(done, ids.len());
            project::project(&transaction, &Id::parse(id)?)?;
        }
        progress(ids.len(), ids.len());
        project::mark_current(&transaction)?;
        transaction.commit()?;
        Ok(ids.len())
    }

    pub(super) fn projection_is_current(&self) -> Result<bool, Error> {
        project::is_current(&self.connection)
    }
}

/// Takes the heads away that an operation which arrived before them had seen: heads do not hang on the order of arrival.
fn drop_seen_heads(connection: &rusqlite::Connection) -> Result<(), Error> {
    connection.execute_batch(
        "DELETE FROM head WHERE key IN (SELECT value FROM operation, json_each(operation.seen));
         DELETE FROM head WHERE key IN (
           SELECT before.key FROM operation before JOIN operation after
             ON after.previous = before.digest AND after.replica = before.replica AND after.seq = before.seq + 1
            WHERE before.key IN (SELECT key FROM head));",
    )?;
    Ok(())
}
