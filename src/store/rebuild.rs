//! Rebuild: the readings made anew from the journal, and from nothing else.

use super::{Error, Store, project};
use crate::model::Id;

impl Store {
    /// Makes all readings anew in one transaction. `progress` is told how many records are done, of how many.
    ///
    /// # Errors
    /// Damage of the journal, or what SQLite says. Then the readings are as they were.
    pub fn rebuild(&mut self, progress: &mut dyn FnMut(usize, usize)) -> Result<usize, Error> {
        let transaction = self.begin(|| {})?;
        transaction.execute_batch(
            "INSERT INTO words (words) VALUES ('delete-all'); \
             DELETE FROM record; DELETE FROM edge; DELETE FROM name; DELETE FROM head;",
        )?;
        transaction.execute(&format!("INSERT INTO head {HEADS}"), [])?;
        // In the order in which they came, which is that of their numbers.
        let ids: Vec<String> = transaction
            .prepare(
                "SELECT of FROM change WHERE kind IS NOT NULL GROUP BY of ORDER BY min(rowid)",
            )?
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

/// The heads: the operations that no other one in the file has seen, nor follows in its chain. They do not hang on the
/// order of arrival.
pub(super) const HEADS: &str = "SELECT key FROM operation \
     WHERE key NOT IN (SELECT value FROM operation, json_each(operation.seen)) \
     AND key NOT IN (SELECT replica || '.' || (seq - 1) || '.' || lower(hex(substr(previous, 1, 8))) \
                     FROM operation WHERE previous IS NOT NULL)";
