//! Operations, newest first; one record's life, with what each step changed.

use std::collections::HashSet;

use chrono::SecondsFormat;
use serde::Serialize;
use serde_json::Value;

use super::{Ask, Names, Report, ReportName};
use crate::{
    journal::{
        Change, Of, Operation, OperationKey, Order, REASON, Step as FoldStep, UNDONE, Undone, fold,
    },
    model::{AnyRecord, Id, Kind, Registers},
    store::{Error, Store, StoredOperation},
};

/// One operation.
#[derive(Clone, Debug, Serialize)]
pub struct Step {
    /// What people call it: `o12`.
    pub operation: String,
    /// When it was recorded (RFC 3339, UTC).
    pub recorded_at: String,
    /// Who wrote it, where they said so.
    pub author: Option<String>,
    /// What was done.
    pub command: String,
    /// Why.
    pub reason: Option<String>,
    /// Whether it is taken back; where some of it stays, the numbers of the changes that are.
    pub undone: Value,
    /// The records that it changed.
    pub records: Vec<Id>,
    /// The record that it was about: the first entry, else the first record.
    #[serde(skip)]
    pub about: Option<Id>,
    /// When it was recorded, in UTC milliseconds.
    #[serde(skip)]
    pub millis: u64,
    /// The record of which this is the life, before and after; none where it does not stand.
    #[serde(skip)]
    pub states: Option<[Option<AnyRecord>; 2]>,
}

/// Reports the operations, newest first; those alone that touched `record`, where one is named.
///
/// # Errors
/// What SQLite says, or damage.
pub fn history(store: &Store, ask: &Ask, record: Option<Id>) -> Result<Report<Step>, Error> {
    let mut report = Report::empty(ReportName::History, ask);
    report.story = None;
    // The life of a record is folded from its beginning, whatever a limit shows of it.
    let limit = ask.limit.filter(|_| record.is_none());
    let operations = store.history(record.as_ref(), limit)?;
    let mut steps = operations
        .iter()
        .map(|operation| step(store, operation, record.is_none()))
        .collect::<Result<Vec<_>, _>>()?;
    if let Some(id) = record {
        for (step, states) in steps.iter_mut().rev().zip(life(store, id, &operations)?) {
            step.states = Some(states);
        }
    }
    let left_out = match (limit, operations.last()) {
        (Some(limit), Some(oldest)) if operations.len() == limit => store.earlier(oldest.number)?,
        (Some(0), None) => store.history(None, Some(1))?.len(),
        _ => ask
            .limit
            .map_or(0, |limit| steps.len().saturating_sub(limit)),
    };
    steps.truncate(ask.limit.unwrap_or(usize::MAX));
    let mut wanted: Vec<Id> = steps.iter().filter_map(|step| step.about).collect();
    for state in steps
        .iter()
        .flat_map(|step| step.states.iter().flatten().flatten())
    {
        wanted.extend(state.facts().refers.into_iter().map(|(_, id)| id));
    }
    report.names = Names::of(store, wanted)?;
    report.fill("items", steps, left_out);
    Ok(report)
}

/// One line of history: an operation, and of a batch all of them, where all are asked about.
fn step(store: &Store, stored: &StoredOperation, whole: bool) -> Result<Step, Error> {
    let header = &stored.operation.header;
    let recorded_at = crate::when::utc(header.recorded_at).unwrap_or_default();
    let batch = if whole {
        store.batch_of(stored.clone())?
    } else {
        vec![stored.clone()]
    };
    let changes = || batch.iter().flat_map(|stored| &stored.operation.changes);
    let records = records(store, changes())?;
    let entry = records.iter().find(|(_, kind)| kind.is_entry());
    Ok(Step {
        operation: format!("o{}", stored.number),
        recorded_at: recorded_at.to_rfc3339_opts(SecondsFormat::Millis, true),
        author: header.author.clone(),
        command: header.command.clone(),
        reason: reason_of(changes()),
        undone: match undone(store, &batch)? {
            Undone::No => Value::Bool(false),
            undone => undone.value(),
        },
        about: entry.or(records.first()).map(|(id, _)| *id),
        records: records.into_iter().map(|(id, _)| id).collect(),
        millis: header.recorded_at,
        states: None,
    })
}

/// Why a record stands as it does: what was said when the last word that counts was put on it.
pub(super) fn why_it_stands(store: &Store, record: &AnyRecord) -> Result<Option<String>, Error> {
    let marks: &[&str] = match record {
        AnyRecord::Source(_) | AnyRecord::Statement(_) => &["standing"],
        // Who and why it is to come no more stands in its moves.
        AnyRecord::Event(_) => &["standing", "certainty"],
        AnyRecord::Question(_) => &["status"],
        _ => &[],
    };
    let id = record.id();
    let registers = record.registers();
    if !marks.iter().any(|mark| registers.get(mark).is_some()) {
        return Ok(None);
    }
    for stored in store.history(Some(&id), None)? {
        let undone = store.undone(&stored.operation.key())?;
        let changes = &stored.operation.changes;
        let marked = changes.iter().any(|change| {
            let sets = |patch: Registers| marks.iter().any(|mark| patch.get(mark).is_some());
            change.of == Of::Record(id)
                && !undone.covers(change.n)
                && patch(change).is_some_and(sets)
        });
        if marked {
            return Ok(reason_of(changes.iter()));
        }
    }
    Ok(None)
}

/// The reason that was given for an operation, or for a batch.
fn reason_of<'c>(mut changes: impl Iterator<Item = &'c Change>) -> Option<String> {
    let patch = changes.find(|change| change.n == 0).and_then(patch)?;
    Some(patch.get(REASON)?.as_str()?.to_owned())
}

/// How far the operations of a batch are taken back, their changes counted through.
fn undone(store: &Store, batch: &[StoredOperation]) -> Result<Undone, Error> {
    let (mut before, mut gone) = (0, Vec::new());
    for stored in batch {
        let undone = store.undone(&stored.operation.key())?;
        let changes = stored.operation.changes.iter().map(|change| change.n);
        let numbered: Vec<u32> = changes.filter(|n| *n > 0).collect();
        gone.extend(
            numbered
                .iter()
                .filter(|n| undone.covers(**n))
                .map(|n| before + n),
        );
        before += u32::try_from(numbered.len()).unwrap_or(u32::MAX);
    }
    Ok(match gone.len() {
        0 => Undone::No,
        all if u32::try_from(all) == Ok(before) => Undone::Whole,
        _ => Undone::Changes(gone),
    })
}

/// The records that operations changed, each once; of one that takes back or brings back another, that one's.
fn records<'c>(
    store: &Store,
    changes: impl Iterator<Item = &'c Change>,
) -> Result<Vec<(Id, Kind)>, Error> {
    let (mut found, mut seen) = (Vec::new(), HashSet::new());
    let mut note = |change: &Change| {
        if let (Of::Record(id), Some(kind)) = (&change.of, change.kind)
            && seen.insert(*id)
        {
            found.push((*id, kind));
        }
    };
    for change in changes {
        note(change);
        if let Of::Operation(key) = &change.of
            && let Some(number) = store.number_of(key)?
            && let Some(target) = store.operation(number)?
        {
            target.operation.changes.iter().for_each(&mut note);
        }
    }
    Ok(found)
}

fn patch(change: &Change) -> Option<Registers> {
    Registers::parse(&change.content.as_ref()?.patch).ok()
}

/// The record before and after each of its operations, which come newest first; the oldest of them first.
fn life(
    store: &Store,
    id: Id,
    operations: &[StoredOperation],
) -> Result<Vec<[Option<AnyRecord>; 2]>, Error> {
    let kind = store.row(&id)?.map(|row| row.kind);
    let mut life = Life {
        changes: Vec::new(),
        now: Registers::default(),
    };
    let mut states = Vec::new();
    let mut before = None;
    for stored in operations.iter().rev() {
        life.take(&stored.operation, id);
        let stands = life.now.is_added();
        let record = kind.map(|kind| AnyRecord::from_registers(kind, &id, &life.now));
        let after = record.transpose()?.filter(|_| stands);
        states.push([before, after.clone()]);
        before = after;
    }
    Ok(states)
}

/// A record's registers as its operations come in, one after the other.
struct Life {
    changes: Vec<(OperationKey, FoldStep)>,
    now: Registers,
}

impl Life {
    fn take(&mut self, operation: &Operation, id: Id) {
        let header = &operation.header;
        let order = |n| Order {
            clock: header.clock,
            replica: header.replica.as_str().to_owned(),
            seq: header.seq,
            digest: operation.digest,
            n,
        };
        let mut anew = false;
        for change in &operation.changes {
            match &change.of {
                Of::Record(of) if *of == id => {
                    let step = FoldStep {
                        order: order(change.n),
                        kind: change.kind,
                        patch: patch(change),
                        counts: true,
                    };
                    // What comes after everything else in fold order is applied; anything else folds all anew.
                    anew |= self
                        .changes
                        .iter()
                        .any(|(_, other)| other.order > step.order);
                    if let Some(patch) = &step.patch {
                        self.now.apply(patch);
                    }
                    self.changes.push((operation.key(), step));
                }
                Of::Operation(key) => {
                    let undone = patch(change);
                    let undone =
                        Undone::from_value(undone.as_ref().and_then(|patch| patch.get(UNDONE)));
                    for (_, step) in self.changes.iter_mut().filter(|(of, _)| of == key) {
                        step.counts = !undone.covers(step.order.n);
                    }
                    anew = true;
                }
                _ => {}
            }
        }
        if anew {
            let steps = self.changes.iter().map(|(_, step)| step.clone()).collect();
            self.now = fold(steps)
                .filter(|folded| !folded.removed)
                .map_or_else(Registers::default, |folded| folded.registers);
        }
    }
}
