//! A batch: the operations of one import, in one transaction.
//!
//! It holds the changes of one operation at most. What it is given to write is found by what comes after only once that
//! operation is closed.

use std::collections::BTreeMap;

use rusqlite::{Connection, Row, params};

use super::{
    Error, Moment, Place, RecordRow, Store, Written,
    append::Appender,
    draft::{Mint, before},
    journal_table,
    project::{project, project_new},
    read,
};
use crate::{
    journal::{self, Change, Limit, Of, Order},
    model::{ADDED, AnyRecord, Id, Kind, Registers, Word as _},
};

/// The operations that an import writes.
pub struct Batch<'s> {
    connection: &'s Connection,
    journal: Appender<'s>,
    mint: Mint,
    /// What the operations share.
    id: Id,
    /// The changes of the operation that is not closed yet, and the bytes of their patches.
    changes: Vec<Change>,
    bytes: usize,
    /// The records that these changes are the first of, by their numbers.
    new: BTreeMap<u32, AnyRecord>,
    last: Option<i64>,
}

/// A record of a document, and where it stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// The record's id.
    pub id: Id,
    /// Its kind, which says in which list it stands.
    pub kind: Kind,
    /// Its place in that list, from 0.
    pub index: usize,
    /// The line of the document on which it begins, from 1.
    pub line: usize,
}

/// One reference of a record that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The record that refers.
    pub from: Arrival,
    /// The verb of the link, else the name of the field.
    pub verb: String,
    /// The record that it leads to.
    pub to: Id,
    /// The kind of that record, and whether it is removed; none where it is not in this file.
    pub target: Option<(Kind, bool)>,
}

/// Where the records of a document stand, for as long as the transaction lasts.
const ARRIVALS: &str = "CREATE TEMP TABLE arrival (id TEXT PRIMARY KEY, kind TEXT NOT NULL, place INTEGER NOT NULL, \
                        line INTEGER NOT NULL, written INTEGER NOT NULL) WITHOUT ROWID";

impl Store {
    /// Runs `act` on a batch and writes what it put there as operations of one batch, in one transaction with the
    /// readings. Unless they are to be kept, the transaction stays open: this store shows what they would come to, and
    /// the file keeps none of it.
    ///
    /// `waiting` is called once where another command holds the file for two seconds.
    ///
    /// # Errors
    /// What `act` returns, [`Error::ClockOff`], a limit of the journal, or what SQLite says. Then nothing is written.
    pub fn write_batch<T, E: From<Error>>(
        &mut self,
        place: &Place,
        moment: &Moment,
        command: &str,
        keep: bool,
        waiting: impl FnOnce(),
        act: impl FnOnce(&mut Batch<'_>) -> Result<T, E>,
    ) -> Result<Written<T>, E> {
        let mut transaction = self.begin(waiting)?;
        transaction.set_prepared_statement_cache_capacity(Batch::STATEMENTS);
        transaction.execute_batch(ARRIVALS).map_err(Error::from)?;
        let (journal, mut mint) = Appender::begin(&transaction, place, moment, command)?;
        let mut batch = Batch {
            connection: &transaction,
            journal,
            id: mint.id(),
            mint,
            changes: Vec::new(),
            bytes: 0,
            new: BTreeMap::new(),
            last: None,
        };
        let value = act(&mut batch)?;
        batch.close()?;
        let Batch { journal, last, .. } = batch;
        let mut written = Written {
            operation: last,
            clock_ahead: last.and_then(|_| journal.clock_ahead()),
            ..Written::nothing(value)
        };
        if keep {
            written.remembered = journal.remember()?;
            transaction
                .execute_batch("DROP TABLE arrival")
                .map_err(Error::from)?;
            transaction.commit().map_err(Error::from)?;
        } else {
            transaction.set_drop_behavior(rusqlite::DropBehavior::Ignore);
        }
        Ok(written)
    }
}

impl Batch<'_> {
    /// So many statements are kept prepared: made anew for each record they would cost more than what they do.
    const STATEMENTS: usize = 64;
    /// The changes of one operation: fewer than it may have, since all of them are held.
    const CHANGES: usize = Limit::CHANGES / 2;

    /// The row of a record, removed or not.
    ///
    /// # Errors
    /// What SQLite says, or damage.
    pub fn row(&self, id: &Id) -> Result<Option<RecordRow>, Error> {
        read::row(self.connection, id)
    }

    /// Whether `remove` took a record that does not stand; else what added it is taken back.
    ///
    /// # Errors
    /// What SQLite says, or damage.
    pub fn was_removed(&self, id: &Id) -> Result<bool, Error> {
        let changes = journal_table::changes_of_record(self.connection, id)?;
        let last = changes
            .iter()
            .rev()
            .filter(|change| change.step.counts)
            .find_map(|change| change.step.patch.as_ref()?.get(ADDED));
        Ok(last.is_some_and(serde_json::Value::is_null))
    }

    /// Notes that a record came in a document, and whether it is to be written; returns where it came before, if it did.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn arrive(&self, arrival: &Arrival, written: bool) -> Result<Option<Arrival>, Error> {
        let number = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        let inserted = self
            .connection
            .prepare_cached("INSERT OR IGNORE INTO temp.arrival VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute(params![
                arrival.id.as_str(),
                arrival.kind.word(),
                number(arrival.index),
                number(arrival.line),
                written,
            ])?;
        if inserted > 0 {
            return Ok(None);
        }
        let mut select = self
            .connection
            .prepare_cached("SELECT id, kind, place, line FROM temp.arrival WHERE id = ?1")?;
        let mut rows = select.query([arrival.id.as_str()])?;
        rows.next()?.map(read_arrival).transpose()
    }

    /// The patch that leads from what is there (nothing; or what was, of a removed record) to these registers of a
    /// record.
    ///
    /// # Errors
    /// Damage.
    pub fn patch(
        &self,
        stored: Option<&RecordRow>,
        registers: Registers,
    ) -> Result<Registers, Error> {
        match stored {
            None => Ok(registers.added()),
            Some(row) => Ok(before(row)?.patch_to(&registers.added())),
        }
    }

    /// Writes a change of a record, after which it is as it is given; `is_new`: its first. Its readings are made when
    /// the operation that it belongs to is closed.
    ///
    /// # Errors
    /// A limit of the journal, or what SQLite says.
    pub fn put(&mut self, record: AnyRecord, patch: Registers, is_new: bool) -> Result<(), Error> {
        let n = u32::try_from(self.changes.len() + 1).unwrap_or(u32::MAX);
        let draft = journal::Draft {
            of: Of::Record(record.id()),
            kind: Some(record.kind()),
            patch,
        };
        let change = Change::seal(n, draft, rand::random())?;
        self.bytes += change
            .content
            .as_ref()
            .map_or(0, |content| content.patch.len());
        self.changes.push(change);
        if is_new {
            self.new.insert(n, record);
        }
        if self.changes.len() >= Self::CHANGES || self.bytes >= Limit::PATCHES {
            self.close()?;
        }
        Ok(())
    }

    /// Closes the operation that is open, if one is, and makes the readings of its records.
    ///
    /// # Errors
    /// What SQLite says, or damage.
    pub fn close(&mut self) -> Result<(), Error> {
        if self.changes.is_empty() {
            return Ok(());
        }
        let changes = std::mem::take(&mut self.changes);
        let mut new = std::mem::take(&mut self.new);
        self.bytes = 0;
        let (number, operation) = self
            .journal
            .append(Some(self.id), &mut self.mint, changes)?;
        self.last = Some(number);
        let header = &operation.header;
        for change in &operation.changes {
            match (new.remove(&change.n), &change.of) {
                (Some(record), _) => {
                    let first = Order {
                        clock: header.clock,
                        replica: header.replica.to_string(),
                        seq: header.seq,
                        digest: operation.digest,
                        n: change.n,
                    };
                    project_new(self.connection, record, first, header.recorded_at)?;
                }
                (None, Of::Record(id)) => project(self.connection, id)?,
                (None, _) => {}
            }
        }
        Ok(())
    }

    /// Calls `each` with every reference of the records that were written.
    ///
    /// # Errors
    /// What SQLite says, or damage.
    pub fn each_reference(&self, mut each: impl FnMut(Reference)) -> Result<(), Error> {
        let mut select = self.connection.prepare(
            "SELECT arrival.id, arrival.kind, arrival.place, arrival.line, edge.verb, edge.target, record.kind, \
             record.removed FROM temp.arrival JOIN edge ON edge.record = arrival.id \
             LEFT JOIN record ON record.id = edge.target WHERE arrival.written",
        )?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            let kind: Option<String> = row.get(6)?;
            let target = match kind {
                None => None,
                Some(kind) => Some((Kind::read(&kind)?, row.get(7)?)),
            };
            each(Reference {
                from: read_arrival(row)?,
                verb: row.get(4)?,
                to: Id::parse(row.get_ref(5)?.as_str().unwrap_or_default())?,
                target,
            });
        }
        Ok(())
    }
}

fn read_arrival(row: &Row<'_>) -> Result<Arrival, Error> {
    let number = |at: usize| -> Result<usize, Error> {
        Ok(usize::try_from(row.get::<_, i64>(at)?).unwrap_or_default())
    };
    Ok(Arrival {
        id: Id::parse(row.get_ref(0)?.as_str().unwrap_or_default())?,
        kind: Kind::read(row.get_ref(1)?.as_str().unwrap_or_default())?,
        index: number(2)?,
        line: number(3)?,
    })
}
