//! A batch: the operations of one import, in one transaction.
//!
//! It holds the changes of one operation at most. Its readings show what it is given to write only once that operation
//! is closed.

use std::{collections::HashMap, ops::Deref};

use rusqlite::{Row, params};

use super::{
    Error, Moment, Place, Readings, RecordRow, Store, Written,
    append::Appender,
    draft::{Mint, before},
    journal_table,
    project::{project, project_new},
    runs::Runs,
};
use crate::{
    journal::{self, Change, Limit, Of, Order},
    model::{ADDED, AnyRecord, Id, Kind, Registers, Word as _},
};

/// The operations that an import writes.
pub struct Batch<'s> {
    readings: &'s Readings,
    journal: Appender<'s>,
    mint: Mint,
    /// What the operations share.
    id: Id,
    /// The changes of the operation that is not closed yet, and the bytes of their patches.
    changes: Vec<Change>,
    bytes: usize,
    /// What these changes are the first of, in their order; none where the record was there before.
    new: Vec<Option<New>>,
    /// Where the records that these changes are the first of stand in the document.
    waiting: HashMap<Id, Arrival>,
    /// Where those of closed operations stand, by the numbers of their rows.
    places: Runs,
    /// Whether any arrival was noted in its table.
    noted: bool,
    last: Option<i64>,
}

/// A record whose rows are made when its operation is closed.
struct New {
    record: AnyRecord,
    document: String,
    arrival: Arrival,
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

/// Where those records of a document stand that were there before, or are refused, for as long as the transaction lasts.
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
            readings: &self.readings,
            journal,
            id: mint.id(),
            mint,
            changes: Vec::new(),
            bytes: 0,
            new: Vec::new(),
            waiting: HashMap::new(),
            places: Runs::default(),
            noted: false,
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

impl Deref for Batch<'_> {
    type Target = Readings;

    fn deref(&self) -> &Readings {
        self.readings
    }
}

impl Batch<'_> {
    /// So many statements are kept prepared: made anew for each record they would cost more than what they do.
    const STATEMENTS: usize = 64;
    /// The changes of one operation: fewer than it may have, since all of them are held.
    const CHANGES: usize = Limit::CHANGES / 4;

    /// Whether `remove` took a record that does not stand; else what added it is taken back.
    ///
    /// # Errors
    /// What SQLite says, or damage.
    pub fn was_removed(&self, id: &Id) -> Result<bool, Error> {
        let changes = journal_table::changes_of_record(&self.connection, id)?;
        let last = changes
            .iter()
            .rev()
            .filter(|change| change.step.counts)
            .find_map(|change| change.step.patch.as_ref()?.get(ADDED));
        Ok(last.is_some_and(serde_json::Value::is_null))
    }

    /// Where a record came before in the document, if it did; `is_there`: the file has a row of it.
    ///
    /// # Errors
    /// What SQLite says, or damage.
    pub fn came_before(&self, id: &Id, is_there: bool) -> Result<Option<Arrival>, Error> {
        if let Some(arrival) = self.waiting.get(id) {
            return Ok(Some(*arrival));
        }
        if is_there && !self.places.is_empty() {
            let number: i64 = self
                .connection
                .prepare_cached("SELECT number FROM record WHERE id = ?1")?
                .query_row([id.as_str()], |row| row.get(0))?;
            if let Some(arrival) = self.places.arrival(*id, number) {
                return Ok(Some(arrival));
            }
        }
        if !self.noted {
            return Ok(None);
        }
        let mut select = self
            .connection
            .prepare_cached("SELECT id, kind, place, line FROM temp.arrival WHERE id = ?1")?;
        let mut rows = select.query([id.as_str()])?;
        rows.next()?.map(|row| read_arrival(row, 0)).transpose()
    }

    /// Notes where a record that will not be put as new stands in the document, and whether it is to be written.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn note(&mut self, arrival: &Arrival, written: bool) -> Result<(), Error> {
        let number = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        self.noted = true;
        self.connection
            .prepare_cached("INSERT INTO temp.arrival VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute(params![
                arrival.id.as_str(),
                arrival.kind.word(),
                number(arrival.index),
                number(arrival.line),
                written,
            ])?;
        Ok(())
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

    /// Writes a change of a record that is there. Its readings are made when the operation that it belongs to is closed.
    ///
    /// # Errors
    /// A limit of the journal, or what SQLite says.
    pub fn put(&mut self, arrival: &Arrival, patch: Registers) -> Result<(), Error> {
        self.change(arrival, patch)?;
        self.new.push(None);
        self.close_if_full()
    }

    /// Writes the first change of a record, which says the whole of it; `document` is its serde form. Its readings are
    /// made when the operation that it belongs to is closed.
    ///
    /// # Errors
    /// A limit of the journal, or what SQLite says.
    pub fn put_new(
        &mut self,
        arrival: Arrival,
        record: AnyRecord,
        document: String,
        patch: Registers,
    ) -> Result<(), Error> {
        self.change(&arrival, patch)?;
        self.waiting.insert(arrival.id, arrival);
        self.new.push(Some(New {
            record,
            document,
            arrival,
        }));
        self.close_if_full()
    }

    fn change(&mut self, of: &Arrival, patch: Registers) -> Result<(), Error> {
        let n = u32::try_from(self.changes.len() + 1).unwrap_or(u32::MAX);
        let draft = journal::Draft {
            of: Of::Record(of.id),
            kind: Some(of.kind),
            patch,
        };
        let change = Change::seal(n, draft, rand::random())?;
        self.bytes += change
            .content
            .as_ref()
            .map_or(0, |content| content.patch.len());
        self.changes.push(change);
        Ok(())
    }

    fn close_if_full(&mut self) -> Result<(), Error> {
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
        let new = std::mem::take(&mut self.new);
        self.bytes = 0;
        let (number, operation) = self
            .journal
            .append(Some(self.id), &mut self.mint, changes)?;
        self.last = Some(number);
        let header = &operation.header;
        for (change, new) in operation.changes.iter().zip(new) {
            match (new, &change.of) {
                (Some(new), _) => {
                    let first = Order {
                        clock: header.clock,
                        replica: header.replica.to_string(),
                        seq: header.seq,
                        digest: operation.digest,
                        n: change.n,
                    };
                    let New {
                        record,
                        document,
                        arrival,
                    } = new;
                    let at = header.recorded_at;
                    let number = project_new(&self.connection, &record, document, first, at)?;
                    self.places.push(number, &arrival);
                }
                (None, Of::Record(id)) => project(&self.connection, id)?,
                (None, _) => {}
            }
        }
        self.waiting.clear();
        Ok(())
    }

    /// Calls `each` with every reference of the records that were written.
    ///
    /// # Errors
    /// What SQLite says, or damage.
    pub fn each_reference(&self, mut each: impl FnMut(Reference)) -> Result<(), Error> {
        self.each_reference_of_new(&mut each)?;
        if !self.noted {
            return Ok(());
        }
        let mut select = self.connection.prepare(
            "SELECT edge.verb, edge.target, record.kind, record.removed, arrival.id, arrival.kind, arrival.place, \
             arrival.line FROM temp.arrival JOIN edge ON edge.record = arrival.id \
             LEFT JOIN record ON record.id = edge.target WHERE arrival.written",
        )?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            each(read_reference(row, read_arrival(row, 4)?)?);
        }
        Ok(())
    }

    fn each_reference_of_new(&self, each: &mut impl FnMut(Reference)) -> Result<(), Error> {
        let Some(first) = self.places.first() else {
            return Ok(());
        };
        // With the + the index of ids is walked, in which the edges lie likewise, and no row is looked up by its number.
        let mut select = self.connection.prepare(
            "SELECT edge.verb, edge.target, record.kind, record.removed, \"from\".id, \"from\".number \
             FROM record AS \"from\" CROSS JOIN edge ON edge.record = \"from\".id \
             LEFT JOIN record ON record.id = edge.target WHERE +\"from\".number >= ?1",
        )?;
        let mut rows = select.query([first])?;
        while let Some(row) = rows.next()? {
            let id = Id::parse(row.get_ref(4)?.as_str().unwrap_or_default())?;
            if let Some(from) = self.places.arrival(id, row.get(5)?) {
                each(read_reference(row, from)?);
            }
        }
        Ok(())
    }
}

/// The reference in the first four columns.
fn read_reference(row: &Row<'_>, from: Arrival) -> Result<Reference, Error> {
    let kind: Option<String> = row.get(2)?;
    let target = match kind {
        None => None,
        Some(kind) => Some((Kind::read(&kind)?, row.get(3)?)),
    };
    Ok(Reference {
        from,
        verb: row.get(0)?,
        to: Id::parse(row.get_ref(1)?.as_str().unwrap_or_default())?,
        target,
    })
}

/// The arrival in these four columns.
fn read_arrival(row: &Row<'_>, at: usize) -> Result<Arrival, Error> {
    let number = |at: usize| -> Result<usize, Error> {
        Ok(usize::try_from(row.get::<_, i64>(at)?).unwrap_or_default())
    };
    Ok(Arrival {
        id: Id::parse(row.get_ref(at)?.as_str().unwrap_or_default())?,
        kind: Kind::read(row.get_ref(at + 1)?.as_str().unwrap_or_default())?,
        index: number(at + 2)?,
        line: number(at + 3)?,
    })
}
