//! Reading the journal: operations, what was recorded of a record, and what of it is taken back.

use super::{
    Error, Readings, StoredOperation,
    journal_table::{changes_of_record, number_of, operations, undone_changes, undone_of},
};
use crate::{
    journal::{OperationKey, Step, Undone},
    model::{Id, Registers},
};

/// The operations of one record, and those that take them back or bring them back; by indexes, however long the file.
pub(super) const HISTORY_OF: &str = "WHERE number IN (SELECT operation FROM change WHERE of = ?1 UNION \
     SELECT u.operation FROM change c JOIN operation o ON o.number = c.operation \
     JOIN change u ON u.of = o.key WHERE c.of = ?1) ORDER BY number DESC LIMIT ?2";

/// An operation that is of no batch, or the last of one.
const ENDS: &str = "(batch IS NULL OR NOT EXISTS (SELECT 1 FROM operation later \
                    WHERE later.batch = operation.batch AND later.number > operation.number))";

impl Readings {
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
            None => operations(
                &self.connection,
                &format!("WHERE {ENDS} ORDER BY number DESC LIMIT ?1"),
                [limit],
            ),
            Some(id) => operations(&self.connection, HISTORY_OF, (id.as_str(), limit)),
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
        match stored.operation.header.batch {
            None => Ok(vec![stored]),
            Some(batch) => operations(
                &self.connection,
                "WHERE batch = ?1 ORDER BY number",
                [batch.as_str()],
            ),
        }
    }

    /// What was recorded of a record, change by change, in fold order; what is taken back is none of it.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn patches(&self, record: &Id) -> Result<Vec<Registers>, Error> {
        let steps = changes_of_record(&self.connection, record)?.into_iter();
        let steps: Vec<Step> = steps.map(|change| change.step).collect();
        let kind = steps.first().and_then(|step| step.kind);
        let counts = |step: &Step| step.counts && step.kind == kind;
        let counted = steps.into_iter().filter(counts);
        Ok(counted.filter_map(|step| step.patch).collect())
    }

    /// The operation with this number.
    ///
    /// # Errors
    /// What SQLite says, or damage.
    pub fn operation(&self, number: i64) -> Result<Option<StoredOperation>, Error> {
        Ok(operations(&self.connection, "WHERE number = ?1", [number])?.pop())
    }

    /// The number of the operation with this key.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn number_of(&self, key: &OperationKey) -> Result<Option<i64>, Error> {
        number_of(&self.connection, key.as_str())
    }

    /// How far an operation is taken back.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn undone(&self, operation: &OperationKey) -> Result<Undone, Error> {
        undone_of(&self.connection, operation.as_str())
    }

    /// The newest operation recorded in this file (not taken in) before the one with this number, or of all.
    ///
    /// # Errors
    /// What SQLite says, or damage.
    pub fn recorded_before(&self, number: Option<i64>) -> Result<Option<StoredOperation>, Error> {
        let tail = "WHERE taken_in = 0 AND number < ?1 ORDER BY number DESC LIMIT 1";
        Ok(operations(&self.connection, tail, [number.unwrap_or(i64::MAX)])?.pop())
    }

    /// How far an operation was taken back before `by` changed that.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn undone_before(&self, key: &OperationKey, by: &StoredOperation) -> Result<Undone, Error> {
        let mut changes = undone_changes(&self.connection, key.as_str())?;
        let header = &by.operation.header;
        changes.retain(|(order, _)| {
            (order.clock, order.replica.as_str(), order.seq)
                < (header.clock, header.replica.as_str(), header.seq)
        });
        Ok(Undone::fold(changes))
    }
}
