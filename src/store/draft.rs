//! A draft: what one command is about to write. It sees itself: what was added or put is found by what comes after.

use rusqlite::Connection;

use super::{
    Error, Moment,
    find::{self, Found},
    project::{Recorded, Rows},
    read::{self, RecordRow},
};
use crate::{
    journal::{self, Of, OperationKey, Order, UNDONE, Undone},
    model::{ADDED, AnyRecord, Id, Kind, Own, Record, Registers, Visit},
};

/// The records and operations that one command changes.
pub struct Draft<'s> {
    connection: &'s Connection,
    moment: &'s Moment,
    mint: Mint,
    changed: Vec<Changed>,
    undone: Vec<(OperationKey, Undone)>,
    reason: Option<String>,
}

struct Changed {
    id: Id,
    kind: Kind,
    before: Registers,
    after: Registers,
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
                use sha2::{Digest as _, Sha256};
                self.counter += 1;
                let seed = format!("{word}\n{operations}\n{}", self.counter);
                let mut block: [u8; 32] = Sha256::digest(seed.as_bytes()).into();
                let mut at = 0;
                Id::mint(|| {
                    if at == block.len() {
                        block = Sha256::digest(block).into();
                        at = 0;
                    }
                    at += 1;
                    block.get(at - 1).copied().unwrap_or_default()
                })
            }
        }
    }
}

impl<'s> Draft<'s> {
    pub(super) fn new(connection: &'s Connection, moment: &'s Moment, mint: Mint) -> Self {
        Self {
            connection,
            moment,
            mint,
            changed: Vec::new(),
            undone: Vec::new(),
            reason: None,
        }
    }

    /// The moment of the command.
    #[must_use]
    pub fn moment(&self) -> &Moment {
        self.moment
    }

    /// A new id, for a record or for a member of a list.
    pub fn mint(&mut self) -> Id {
        self.mint.id()
    }

    /// Adds a record that was not there.
    ///
    /// # Errors
    /// A rule of the model that it breaks, or what SQLite says.
    pub fn add<K: Own>(&mut self, record: &Record<K>) -> Result<(), Error> {
        self.set(record, Registers::default())
    }

    /// Writes a record that is there as it now is. Of the changed fields alone a change is made.
    ///
    /// # Errors
    /// A rule of the model that it breaks, or what SQLite says.
    pub fn put<K: Own>(&mut self, record: &Record<K>) -> Result<(), Error> {
        let before = match self.changed.iter().find(|changed| changed.id == record.id) {
            Some(_) => Registers::default(),
            None => match self.get::<K>(&record.id)? {
                Some(stored) => added(Registers::of(&stored)),
                None => Registers::default(),
            },
        };
        self.set(record, before)
    }

    fn set<K: Own>(&mut self, record: &Record<K>, before: Registers) -> Result<(), Error> {
        record.check()?;
        let after = added(Registers::of(record));
        match self
            .changed
            .iter_mut()
            .find(|changed| changed.id == record.id)
        {
            Some(changed) => changed.after = after,
            None => self.changed.push(Changed {
                id: record.id,
                kind: K::KIND,
                before,
                after,
            }),
        }
        self.show(record)
    }

    /// Makes the rows of a record as if it were written, for what this command finds after it.
    fn show<K: Own>(&self, record: &Record<K>) -> Result<(), Error> {
        let stored = read::row(self.connection, &record.id)?;
        let now = self.moment.now;
        let first = Order {
            clock: journal::Clock::tick(now, None),
            replica: String::new(),
            seq: 0,
            digest: journal::Digest::NONE,
            n: 0,
        };
        let first_change = stored.map_or(now, |row| row.first_change);
        Rows::of(
            record,
            false,
            &Recorded {
                first,
                first_change,
                last_change: now,
            },
        )
        .write(self.connection)
    }

    /// Adds a record of whichever kind.
    ///
    /// # Errors
    /// As [`Draft::add`].
    pub fn add_any(&mut self, record: &AnyRecord) -> Result<(), Error> {
        struct Add<'d, 's>(&'d mut Draft<'s>);
        impl Visit for Add<'_, '_> {
            type Out = Result<(), Error>;
            fn visit<K: Own>(self, record: &Record<K>) -> Self::Out {
                self.0.add(record)
            }
        }
        record.visit(Add(self))
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
        let after = record.registers();
        let before = added(after.clone());
        self.changed.push(Changed {
            id: record.id(),
            kind: record.kind(),
            before,
            after,
        });
        Ok(())
    }

    /// Says how far an operation is taken back from now on.
    pub fn say_undone(&mut self, operation: &OperationKey, undone: Undone) {
        self.undone.push((operation.clone(), undone));
    }

    /// Says why, for the whole command.
    pub fn reason(&mut self, why: Option<&str>) {
        self.reason = why.map(str::to_owned);
    }

    /// The record of this kind with this id, if it stands.
    ///
    /// # Errors
    /// What SQLite says, or damage.
    pub fn get<K: Own>(&self, id: &Id) -> Result<Option<Record<K>>, Error> {
        read::get(self.connection, id)
    }

    /// The row of a record, removed or not.
    ///
    /// # Errors
    /// What SQLite says, or damage.
    pub fn row(&self, id: &Id) -> Result<Option<RecordRow>, Error> {
        read::row(self.connection, id)
    }

    /// The records for which `tail` (the end of a SELECT over `record`) holds.
    ///
    /// # Errors
    /// What SQLite says, or damage.
    pub fn rows(&self, tail: &str, params: impl rusqlite::Params) -> Result<Vec<RecordRow>, Error> {
        read::rows(self.connection, tail, params)
    }

    /// What stands behind a typed word, among these kinds.
    ///
    /// # Errors
    /// What SQLite says, or damage.
    pub fn find(&self, kinds: &[Kind], typed: &str) -> Result<Found, Error> {
        find::find(self.connection, kinds, typed)
    }

    /// The records that refer to this one and stand, with the verb or field by which they do.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn referring_to(&self, id: &Id) -> Result<Vec<(Id, String)>, Error> {
        read::referring_to(self.connection, id)
    }

    /// The fewest letters, at least 3, by which an entry is found.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn short_id(&self, id: &Id) -> Result<String, Error> {
        read::short_id(self.connection, id)
    }

    pub(super) fn connection(&self) -> &'s Connection {
        self.connection
    }

    /// The changes that the draft amounts to; what changed nothing is left out.
    pub(super) fn finish(self) -> (Vec<journal::Draft>, Option<String>, Mint) {
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
        (drafts, self.reason, self.mint)
    }
}

/// The registers with `added` first.
fn added(registers: Registers) -> Registers {
    let mut with = Registers::default();
    with.set(ADDED, true.into());
    with.apply(&registers);
    with
}
