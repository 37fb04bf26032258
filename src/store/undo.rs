//! What taking back operations comes to: which changes no longer count, what stays because something refers to it, and
//! what therefore does not come back.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Draft, Error, StoredOperation,
    journal_table::{
        RecordChange, batch_of, changes_of_record, number_of, operations, undone_changes, undone_of,
    },
    project::State,
    read,
};
use crate::{
    journal::{Of, OperationKey, Undone},
    model::{ADDED, Id},
};

/// What taking back some operations comes to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TakenBack {
    /// How far each operation is then taken back.
    pub operations: Vec<(OperationKey, Undone)>,
    /// The records that stay, though what added them is taken back.
    pub kept: Vec<Kept>,
    /// Registers that stay as they are, because a later operation set them: record, register, that operation's number.
    pub standing: Vec<(Id, String, i64)>,
    /// Whether any change is newly taken back.
    pub any: bool,
}

/// A record that stays because another refers to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The record that stays.
    pub record: Id,
    /// One that refers to it and stands.
    pub referred_to_by: Id,
}

impl Draft<'_> {
    /// Works out what taking back these operations comes to. It keeps what live records outside them refer to, and what
    /// that refers to in turn.
    ///
    /// # Errors
    /// What SQLite says, or damage.
    pub fn take_back(&self, targets: &[StoredOperation]) -> Result<TakenBack, Error> {
        let mut outcome = TakenBack::default();
        let mut taken: BTreeSet<(i64, u32)> = BTreeSet::new();
        let mut records: BTreeMap<Id, Vec<RecordChange>> = BTreeMap::new();
        for stored in targets {
            for change in &stored.operation.changes {
                if let Of::Record(id) = change.of {
                    taken.insert((stored.number, change.n));
                    records.insert(id, changes_of_record(self.connection(), &id)?);
                }
            }
        }
        while let Some(kept) = self.first_dangling(&records, &taken)? {
            for change in records.get(&kept.record).into_iter().flatten() {
                taken.remove(&(change.operation, change.step.order.n));
            }
            outcome.kept.push(kept);
        }
        for (id, changes) in &records {
            outcome.standing.extend(overwritten(id, changes, &taken));
        }
        for stored in targets {
            let key = stored.operation.key();
            let before = undone_of(self.connection(), key.as_str())?;
            let covered = |n: &u32| before.covers(*n) || taken.contains(&(stored.number, *n));
            let numbers: Vec<u32> = stored
                .operation
                .changes
                .iter()
                .filter(|change| matches!(change.of, Of::Record(_)))
                .map(|c| c.n)
                .collect();
            let gone: Vec<u32> = numbers.iter().copied().filter(covered).collect();
            outcome.any |= gone.iter().any(|n| !before.covers(*n));
            if !gone.is_empty() {
                let undone = if gone.len() == numbers.len() {
                    Undone::Whole
                } else {
                    Undone::Changes(gone)
                };
                outcome.operations.push((key, undone));
            }
        }
        Ok(outcome)
    }

    /// The operation with this number.
    ///
    /// # Errors
    /// What SQLite says, or damage.
    pub fn operation(&self, number: i64) -> Result<Option<StoredOperation>, Error> {
        Ok(operations(self.connection(), "WHERE number = ?1", [number])?.pop())
    }

    /// The newest operation recorded in this file (not taken in) before the one with this number, or of all.
    ///
    /// # Errors
    /// What SQLite says, or damage.
    pub fn recorded_before(&self, number: Option<i64>) -> Result<Option<StoredOperation>, Error> {
        let tail = "WHERE taken_in = 0 AND number < ?1 ORDER BY number DESC LIMIT 1";
        Ok(operations(self.connection(), tail, [number.unwrap_or(i64::MAX)])?.pop())
    }

    /// The operation with all of its batch, in order of their numbers.
    ///
    /// # Errors
    /// What SQLite says, or damage.
    pub fn batch_of(&self, stored: StoredOperation) -> Result<Vec<StoredOperation>, Error> {
        batch_of(self.connection(), stored)
    }

    /// The number of the operation with this key.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn number_of(&self, key: &OperationKey) -> Result<Option<i64>, Error> {
        number_of(self.connection(), key.as_str())
    }

    /// How far an operation is taken back.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn undone(&self, key: &OperationKey) -> Result<Undone, Error> {
        undone_of(self.connection(), key.as_str())
    }

    /// How far an operation was taken back before `by` changed that.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn undone_before(&self, key: &OperationKey, by: &StoredOperation) -> Result<Undone, Error> {
        let mut changes = undone_changes(self.connection(), key.as_str())?;
        let header = &by.operation.header;
        changes.retain(|(order, _)| {
            (order.clock, order.replica.as_str(), order.seq)
                < (header.clock, header.replica.as_str(), header.seq)
        });
        Ok(Undone::fold(changes))
    }

    /// The first record that would be removed while something that stands refers to it.
    fn first_dangling(
        &self,
        records: &BTreeMap<Id, Vec<RecordChange>>,
        taken: &BTreeSet<(i64, u32)>,
    ) -> Result<Option<Kept>, Error> {
        let counts = |change: &RecordChange| {
            change.step.counts && !taken.contains(&(change.operation, change.step.order.n))
        };
        let mut live: Vec<State> = Vec::new();
        let mut gone: Vec<Id> = Vec::new();
        for (id, changes) in records {
            let stands_now = State::of(changes, id, |change| change.step.counts)?
                .is_some_and(|state| !state.removed);
            match State::of(changes, id, counts)? {
                Some(state) if !state.removed => live.push(state),
                // Removed by a command that stays, as it was before: who refers to it now did so then.
                _ if changes
                    .iter()
                    .any(|change| counts(change) && removes(change)) => {}
                _ if stands_now => gone.push(*id),
                _ => {}
            }
        }
        for id in gone {
            let inside = live
                .iter()
                .find(|state| state.record.facts().refers.iter().any(|(_, to)| *to == id));
            let outside = read::referring_to(self.connection(), &id)?
                .into_iter()
                .map(|(from, _)| from);
            let referrer = inside
                .map(|state| state.record.id())
                .or_else(|| outside.into_iter().find(|from| !records.contains_key(from)));
            if let Some(referred_to_by) = referrer {
                return Ok(Some(Kept {
                    record: id,
                    referred_to_by,
                }));
            }
        }
        Ok(None)
    }
}

/// Whether a change removes its record.
fn removes(change: &RecordChange) -> bool {
    let patch = change.step.patch.as_ref();
    patch
        .and_then(|patch| patch.get(ADDED))
        .is_some_and(serde_json::Value::is_null)
}

/// The registers of taken-back changes that a later change, which stays, has set since.
fn overwritten(
    id: &Id,
    changes: &[RecordChange],
    taken: &BTreeSet<(i64, u32)>,
) -> Vec<(Id, String, i64)> {
    let is_taken = |change: &RecordChange| taken.contains(&(change.operation, change.step.order.n));
    let mut found = Vec::new();
    for (at, change) in changes
        .iter()
        .enumerate()
        .filter(|(_, change)| change.step.counts && is_taken(change))
    {
        let later = || {
            changes
                .iter()
                .skip(at + 1)
                .filter(|later| later.step.counts && !is_taken(later))
        };
        for register in change
            .step
            .patch
            .iter()
            .flat_map(|patch| patch.names())
            .filter(|name| *name != ADDED)
        {
            let sets = |later: &&RecordChange| {
                later
                    .step
                    .patch
                    .as_ref()
                    .is_some_and(|p| p.get(register).is_some())
            };
            if let Some(later) = later().find(sets) {
                found.push((*id, register.to_owned(), later.operation));
            }
        }
    }
    found
}
