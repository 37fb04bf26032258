//! `undo` and `redo`: an operation no longer counts, or counts again. The journal only ever grows.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Error,
    which::{shortened, typed as typed_of},
};
use crate::{
    journal::{Of, OperationKey, Undone},
    model::{AnyRecord, Id},
    store::{Draft, Kept, StoredOperation},
};

/// What `undo` or `redo` did.
#[derive(Clone, Debug, PartialEq)]
pub struct Reversal {
    /// The operations that it was about, by number: one, or all of a batch.
    pub numbers: Vec<i64>,
    /// Their command.
    pub command: String,
    /// The records whose rows changed, as they were before; none for one that was removed.
    pub before: Vec<(Id, Option<AnyRecord>)>,
    /// Records that stay because something refers to them: what stays, and what refers to it, as one would name them.
    pub kept: Vec<(String, String)>,
    /// What therefore did not come back: a record, its field, and the number of the later operation.
    pub standing: Vec<(String, String, i64)>,
}

/// Takes back an operation with all of its batch: the one with this number, else the latest that was recorded here and
/// is neither undo nor redo nor taken back.
///
/// # Errors
/// Nothing to take back, an operation that cannot be, or what the store says.
pub fn undo(draft: &mut Draft<'_>, number: Option<i64>) -> Result<Reversal, Error> {
    let target = match number {
        Some(number) => named(draft, number)?,
        None => latest(draft)?,
    };
    if number.is_none() {
        // What came later is taken back already: the file was in the state that is left.
        draft.bring_back();
    }
    let number = target.number;
    let operations = draft.batch_of(target)?;
    if operations.iter().all(is_about_operations) {
        return Err(Error::refused(
            format!("o{number} is an {} itself", command_of(&operations)),
            "tidings redo takes an undo back; tidings undo oN another operation",
        ));
    }
    let outcome = draft.take_back(&operations)?;
    if !outcome.any {
        return Err(nothing_left(draft, number, &outcome.kept)?);
    }
    let reversal = reversal(draft, &operations, &outcome.kept, &outcome.standing)?;
    for (key, undone) in outcome.operations {
        draft.say_undone(&key, undone);
    }
    Ok(reversal)
}

/// Brings an operation back: the one with this number, if it is taken back; else takes back the last undo that was not
/// yet, which is refused once anything else was recorded.
///
/// # Errors
/// Nothing to bring back, or what the store says.
pub fn redo(draft: &mut Draft<'_>, number: Option<i64>) -> Result<Reversal, Error> {
    draft.bring_back();
    let (operations, states) = match number {
        Some(number) => {
            let operations = named(draft, number).and_then(|target| Ok(draft.batch_of(target)?))?;
            let states = operations
                .iter()
                .map(|stored| (stored.operation.key(), Undone::No))
                .collect();
            (operations, states)
        }
        None => last_undo(draft)?,
    };
    let mut changes = false;
    for (key, state) in &states {
        changes |= draft.undone(key)? != *state;
    }
    if !changes {
        let number = operations.first().map_or(0, |stored| stored.number);
        return Err(Error::refused(
            format!("o{number} is not taken back"),
            "tidings history shows what is",
        ));
    }
    let reversal = reversal(draft, &operations, &[], &[])?;
    for (key, state) in states {
        draft.say_undone(&key, state);
    }
    Ok(reversal)
}

fn named(draft: &Draft<'_>, number: i64) -> Result<StoredOperation, Error> {
    draft.operation(number)?.ok_or_else(|| {
        Error::usage(
            format!("there is no operation o{number}"),
            "tidings history shows their numbers",
        )
    })
}

fn latest(draft: &Draft<'_>) -> Result<StoredOperation, Error> {
    let mut at = None;
    while let Some(stored) = draft.recorded_before(at)? {
        at = Some(stored.number);
        let has_patch = stored
            .operation
            .changes
            .iter()
            .any(|change| change.n > 0 && change.content.is_some());
        if !is_about_operations(&stored)
            && has_patch
            && draft.undone(&stored.operation.key())? == Undone::No
        {
            return Ok(stored);
        }
    }
    Err(Error::refused(
        "there is nothing to undo",
        "tidings history shows what was recorded",
    ))
}

/// Operations, and how far each of them is then taken back.
type Redone = (Vec<StoredOperation>, Vec<(OperationKey, Undone)>);

/// The operations that the last undo not yet taken back was about, and what their `undone` was before it.
fn last_undo(draft: &Draft<'_>) -> Result<Redone, Error> {
    // A redo answers the last undo of the same operation that is not answered yet.
    let mut answered: BTreeMap<OperationKey, usize> = BTreeMap::new();
    let mut at = None;
    while let Some(stored) = draft.recorded_before(at)? {
        at = Some(stored.number);
        if !is_about_operations(&stored) {
            break;
        }
        // What takes back more than one operation can name is several of one batch.
        let command = stored.operation.header.command.clone();
        let undos = draft.batch_of(stored)?;
        at = undos.first().map(|first| first.number).or(at);
        let Some(first) = undos.iter().flat_map(targets).next() else {
            break;
        };
        let redone = answered.entry(first).or_default();
        if command == "redo" {
            *redone += 1;
        } else if *redone > 0 {
            *redone -= 1;
        } else {
            let mut operations = Vec::new();
            let mut states = Vec::new();
            for undo in &undos {
                for key in targets(undo) {
                    states.push((key.clone(), draft.undone_before(&key, undo)?));
                    operations.extend(
                        draft
                            .number_of(&key)?
                            .map(|number| named(draft, number))
                            .transpose()?,
                    );
                }
            }
            return Ok((operations, states));
        }
    }
    let what = if at.is_none() {
        "nothing was recorded yet"
    } else {
        "there is no undo to take back"
    };
    Err(Error::refused(
        what,
        "redo follows an undo at once; tidings redo oN brings back any operation",
    ))
}

fn targets(stored: &StoredOperation) -> Vec<OperationKey> {
    let of = |change: &crate::journal::Change| match &change.of {
        Of::Operation(key) => Some(key.clone()),
        _ => None,
    };
    stored.operation.changes.iter().filter_map(of).collect()
}

fn is_about_operations(stored: &StoredOperation) -> bool {
    stored
        .operation
        .changes
        .iter()
        .any(|change| matches!(change.of, Of::Operation(_)))
}

fn command_of(operations: &[StoredOperation]) -> String {
    operations.first().map_or_else(String::new, |stored| {
        stored.operation.header.command.clone()
    })
}

fn reversal(
    draft: &Draft<'_>,
    operations: &[StoredOperation],
    kept: &[Kept],
    standing: &[(Id, String, i64)],
) -> Result<Reversal, Error> {
    let mut before: Vec<(Id, Option<AnyRecord>)> = Vec::new();
    let mut seen = BTreeSet::new();
    for change in operations
        .iter()
        .flat_map(|stored| &stored.operation.changes)
    {
        if let Of::Record(id) = change.of
            && seen.insert(id)
        {
            let row = draft.row(&id)?.filter(|row| !row.removed);
            before.push((id, row.map(|row| row.any()).transpose()?));
        }
    }
    let name = |id: &Id| name(draft, id);
    Ok(Reversal {
        numbers: operations.iter().map(|stored| stored.number).collect(),
        command: command_of(operations),
        before,
        kept: kept
            .iter()
            .map(|kept| Ok((name(&kept.record)?, name(&kept.referred_to_by)?)))
            .collect::<Result<_, Error>>()?,
        standing: standing
            .iter()
            .map(|(id, register, number)| {
                let field = register.split('/').next().unwrap_or(register);
                Ok((name(id)?, field.to_owned(), *number))
            })
            .collect::<Result<_, Error>>()?,
    })
}

/// A record as one names it in a sentence: how it is typed, and its first words.
fn name(draft: &Draft<'_>, id: &Id) -> Result<String, Error> {
    let any = super::which::row(draft, id)?.any()?;
    Ok(format!(
        "{} \"{}\"",
        typed_of(draft, &any)?,
        shortened(any.facts().headline)
    ))
}

fn nothing_left(draft: &Draft<'_>, number: i64, kept: &[Kept]) -> Result<Error, Error> {
    match kept.first() {
        None => Ok(Error::refused(
            format!("o{number} is taken back already"),
            format!("tidings redo o{number} brings it back"),
        )),
        Some(kept) => Ok(Error::refused(
            format!(
                "o{number} stays: {} refers to {}",
                name(draft, &kept.referred_to_by)?,
                name(draft, &kept.record)?
            ),
            format!(
                "take that back first: tidings history {}",
                kept.referred_to_by
            ),
        )),
    }
}
