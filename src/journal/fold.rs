//! The fold: a record's state out of its changes. Total and deterministic: the same changes give the same state, in
//! whatever order they arrived.

use serde_json::Value;

use super::{Clock, Digest};
use crate::model::{ADDED, Kind, Registers};

/// The place of a change in fold order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Order {
    /// The clock of its operation.
    pub clock: Clock,
    /// The replica of its operation.
    pub replica: String,
    /// The seq of its operation.
    pub seq: u64,
    /// The digest of its operation: two branches of a fork differ in nothing else.
    pub digest: Digest,
    /// Its number in its operation.
    pub n: u32,
}

/// One change of a record, as the fold sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Its place.
    pub order: Order,
    /// The kind that it names.
    pub kind: Option<Kind>,
    /// What it sets and clears; none where it was emptied or cannot be read.
    pub patch: Option<Registers>,
    /// Whether it counts, or is taken back.
    pub counts: bool,
}

/// The state of a record.
#[derive(Clone, Debug, PartialEq)]
pub struct Folded {
    /// The kind of the record: that of its first change.
    pub kind: Kind,
    /// Its registers. Those of a removed record are what it last was, its adding read even where that is undone, so
    /// that its name can be shown to what refers to it.
    pub registers: Registers,
    /// Whether it is removed.
    pub removed: bool,
    /// Its first change, which orders it among records of one day.
    pub first: Order,
    /// Changes that were left out because they name another kind.
    pub of_another_kind: usize,
}

/// Folds the changes of one record; none where no change says which kind it is.
#[must_use]
pub fn fold(mut steps: Vec<Step>) -> Option<Folded> {
    steps.sort_by(|one, other| one.order.cmp(&other.order));
    let first = steps.first()?.order.clone();
    let kind = steps.first()?.kind?;
    let (steps, strangers): (Vec<_>, Vec<_>) =
        steps.into_iter().partition(|step| step.kind == Some(kind));
    let state = |reads: &dyn Fn(&Step, &Registers) -> bool| {
        let mut registers = Registers::default();
        for step in &steps {
            match &step.patch {
                Some(patch) if reads(step, patch) => registers.apply(patch),
                _ => {}
            }
        }
        registers
    };
    let mut registers = state(&|step, _| step.counts);
    let removed = !registers.is_added();
    if removed {
        registers =
            state(&|step, patch| step.counts || patch.get(ADDED) == Some(&Value::Bool(true)));
    }
    Some(Folded {
        kind,
        registers,
        removed,
        first,
        of_another_kind: strangers.len(),
    })
}

/// How far an operation is taken back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Undone {
    /// Not at all.
    #[default]
    No,
    /// The whole of it.
    Whole,
    /// These changes of it; others stay.
    Changes(Vec<u32>),
}

impl Undone {
    /// Reads the value of the register `undone`; what is neither true nor a list of numbers counts as not set.
    #[must_use]
    pub fn from_value(value: Option<&Value>) -> Self {
        match value {
            Some(Value::Bool(true)) => Undone::Whole,
            Some(Value::Array(numbers)) => Undone::Changes(
                numbers
                    .iter()
                    .filter_map(Value::as_u64)
                    .filter_map(|n| u32::try_from(n).ok())
                    .collect(),
            ),
            _ => Undone::No,
        }
    }

    /// The value of the register; null clears it.
    #[must_use]
    pub fn value(&self) -> Value {
        match self {
            Undone::No => Value::Null,
            Undone::Whole => Value::Bool(true),
            Undone::Changes(numbers) => numbers.iter().copied().map(Value::from).collect(),
        }
    }

    /// Whether the change with this number is taken back.
    #[must_use]
    pub fn covers(&self, n: u32) -> bool {
        match self {
            Undone::No => false,
            Undone::Whole => true,
            Undone::Changes(numbers) => numbers.contains(&n),
        }
    }

    /// The state of the register after these changes of it, which are in any order. Changes of operations always count.
    #[must_use]
    pub fn fold(mut changes: Vec<(Order, Registers)>) -> Self {
        changes.sort_by(|one, other| one.0.cmp(&other.0));
        let last = changes
            .iter()
            .rev()
            .find_map(|(_, patch)| patch.get(super::UNDONE));
        Self::from_value(last)
    }
}
