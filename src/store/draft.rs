//! A draft: what one command is about to write. Its readings show it: what was added or put is found by what comes after.

use std::{collections::BTreeSet, ops::Deref};

use super::{
    Error, Moment, Readings, RecordRow,
    project::{Recorded, Rows, rows_of},
};
use crate::{
    journal::{self, Of, OperationKey, Order, UNDONE, Undone},
    model::{self, ADDED, AnyRecord, Id, Kind, Own, Record, Registers, Visit, name::Naming},
};

/// The records and operations that one command changes.
pub struct Draft<'s> {
    readings: &'s Readings,
    moment: &'s Moment,
    mint: Mint,
    changed: Vec<Changed>,
    undone: Vec<(OperationKey, Undone)>,
    reason: Option<String>,
    naming: Naming,
    brings_back: bool,
}

struct Changed {
    id: Id,
    kind: Kind,
    before: Registers,
    after: Registers,
}

/// What a draft amounts to.
pub(super) struct Outcome {
    /// The changes; what changed nothing is left out.
    pub drafts: Vec<journal::Draft>,
    /// The records whose rows stand as the draft made them, be they changed or not.
    pub shown: BTreeSet<Id>,
    pub reason: Option<String>,
    pub brings_back: bool,
    pub mint: Mint,
}

/// Where ids come from.
pub(super) struct Mint {
    pub seed: Option<(String, i64)>,
    pub counter: u64,
}

impl Mint {
    pub(super) fn id(&mut self) -> Id {
        match &self.seed {
            None => Id::mint(rand::random::<u8>),
            Some((word, operations)) => {
                self.counter += 1;
                Id::derive(&format!("{word}\n{operations}\n{}", self.counter))
            }
        }
    }
}

impl Deref for Draft<'_> {
    type Target = Readings;

    fn deref(&self) -> &Readings {
        self.readings
    }
}

impl<'s> Draft<'s> {
    pub(super) fn new(readings: &'s Readings, moment: &'s Moment, mint: Mint) -> Self {
        Self {
            readings,
            moment,
            mint,
            changed: Vec::new(),
            undone: Vec::new(),
            reason: None,
            naming: Naming::default(),
            brings_back: false,
        }
    }

    /// How the names of this command are taken.
    #[must_use]
    pub fn naming(&self) -> &Naming {
        &self.naming
    }

    /// Says how the names of this command are taken.
    pub fn take_names(&mut self, naming: Naming) {
        self.naming = naming;
    }

    /// The moment of the command.
    #[must_use]
    pub fn moment(&self) -> &Moment {
        self.moment
    }

    /// Says that this command brings back a state that the file was in.
    pub fn bring_back(&mut self) {
        self.brings_back = true;
    }

    /// Whether this command brings back a state that the file was in: what was so then may be so again.
    #[must_use]
    pub fn brings_back(&self) -> bool {
        self.brings_back
    }

    /// A new id, for a record or for a member of a list.
    pub fn mint(&mut self) -> Id {
        self.mint.id()
    }

    /// Writes a record as it now is, whether or not it was there. Of the fields that differ from what is there alone a change is made.
    ///
    /// # Errors
    /// A rule of the model that it breaks and no merging does, or what SQLite says.
    pub fn put<K: Own>(&mut self, record: &Record<K>) -> Result<(), Error> {
        record.check_whole()?;
        let stored = self.row(&record.id)?;
        if let Some(row) = stored.as_ref().filter(|row| row.kind != K::KIND) {
            let (id, is, meant) = (row.id, row.kind, K::KIND);
            return Err(Error::Model(model::Error::broken(
                "",
                format!(
                    "{id} is a record of kind {is}, and cannot be written as one of kind {meant}"
                ),
                "write it under an id of its own",
            )));
        }
        let after = Registers::of(record).added();
        match self.changed_mut(&record.id) {
            Some(changed) => changed.after = after,
            None => {
                let before = stored.as_ref().map(before).transpose()?;
                self.changed.push(Changed {
                    id: record.id,
                    kind: K::KIND,
                    before: before.unwrap_or_default(),
                    after,
                });
            }
        }
        let recorded = self.recorded(stored.as_ref());
        Rows::of(record, false, &recorded).write(&self.connection)?;
        Ok(())
    }

    /// Writes a record of whichever kind as it now is.
    ///
    /// # Errors
    /// As [`Draft::put`].
    pub fn put_any(&mut self, record: &AnyRecord) -> Result<(), Error> {
        struct Put<'d, 's>(&'d mut Draft<'s>);
        impl Visit for Put<'_, '_> {
            type Out = Result<(), Error>;
            fn visit<K: Own>(self, record: &Record<K>) -> Self::Out {
                self.0.put(record)
            }
        }
        record.visit(Put(self))
    }

    /// Removes a record: it keeps its id, and its name for what refers to it.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn remove(&mut self, record: &AnyRecord) -> Result<(), Error> {
        let registers = record.registers();
        match self.changed_mut(&record.id()) {
            Some(changed) => {
                let mut without = Registers::default();
                without.set(ADDED, serde_json::Value::Null);
                changed.after.apply(&without);
            }
            None => self.changed.push(Changed {
                id: record.id(),
                kind: record.kind(),
                before: registers.clone().added(),
                after: registers,
            }),
        }
        let stored = self.row(&record.id())?;
        let recorded = self.recorded(stored.as_ref());
        rows_of(record, true, &recorded).write(&self.connection)?;
        Ok(())
    }

    fn changed_mut(&mut self, id: &Id) -> Option<&mut Changed> {
        self.changed.iter_mut().find(|changed| changed.id == *id)
    }

    /// When a record of this draft is recorded, until the journal holds it: its rows are shown at once, for what the
    /// command finds after it, and `Store::write` makes them anew.
    fn recorded(&self, stored: Option<&RecordRow>) -> Recorded {
        let now = self.moment.now;
        Recorded {
            first: Order {
                clock: journal::Clock::tick(now, None),
                replica: String::new(),
                seq: 0,
                digest: journal::Digest::NONE,
                n: 0,
            },
            first_change: stored.map_or(now, |row| row.first_change),
            last_change: now,
        }
    }

    /// Says how far an operation is taken back from now on.
    pub fn say_undone(&mut self, operation: &OperationKey, undone: Undone) {
        self.undone.push((operation.clone(), undone));
    }

    /// Says why, for the whole command.
    pub fn reason(&mut self, why: Option<&str>) {
        self.reason = why.filter(|why| !why.is_empty()).map(str::to_owned);
    }

    /// What the draft amounts to.
    pub(super) fn finish(self) -> Outcome {
        let shown = self.changed.iter().map(|changed| changed.id).collect();
        let records = self.changed.into_iter().map(|changed| journal::Draft {
            of: Of::Record(changed.id),
            kind: Some(changed.kind),
            patch: changed.before.patch_to(&changed.after),
        });
        let operations = self.undone.into_iter().map(|(key, undone)| {
            let mut patch = Registers::default();
            patch.set(UNDONE, undone.value());
            journal::Draft {
                of: Of::Operation(key),
                kind: None,
                patch,
            }
        });
        let drafts = records
            .chain(operations)
            .filter(|draft| !draft.patch.is_empty())
            .collect();
        Outcome {
            drafts,
            shown,
            reason: self.reason,
            brings_back: self.brings_back,
            mint: self.mint,
        }
    }
}

/// The registers from which a patch leads to what a record becomes. Of a removed one nothing counts, and all that it
/// had is to be set or cleared.
pub(super) fn before(row: &RecordRow) -> Result<Registers, Error> {
    let registers = row.any()?.registers();
    if !row.removed {
        return Ok(registers.added());
    }
    let mut cleared = Registers::default();
    for name in registers.names() {
        cleared.set(name, serde_json::Value::Null);
    }
    Ok(cleared)
}
