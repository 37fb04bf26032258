//! What taking back operations comes to: which changes no longer count, what stays because something refers to it, and
//! what therefore does not come back.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Error, Readings, StoredOperation,
    journal_table::{RecordChange, changes_of_record, undone_of},
    project::State,
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

impl Readings {
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
                    records.insert(id, changes_of_record(&self.connection, &id)?);
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
            let before = undone_of(&self.connection, key.as_str())?;
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
            let outside = self
                .referring_directly_to(&id)?
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
