//! Reading: rows of records, and the records in them.

use std::collections::BTreeSet;

use rusqlite::{OptionalExtension as _, Row};

use super::{Error, Readings, words};
use crate::model::{AnyRecord, Id, Kind, Own, Record, Visibility, Word as _};

/// One row of `record`. Its document is read when it is asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordRow {
    /// The record's id.
    pub id: Id,
    /// Its kind.
    pub kind: Kind,
    /// Its visibility.
    pub visibility: Visibility,
    /// When its embargo lifts, in UTC milliseconds.
    pub embargo_until: Option<i64>,
    /// Whether it is removed.
    pub removed: bool,
    /// Whether something is still to come of it.
    pub open: bool,
    /// When it was first recorded, in UTC milliseconds.
    pub first_change: u64,
    /// When it was last changed, in UTC milliseconds.
    pub last_change: u64,
    /// The record as the timeline document writes it.
    pub document: String,
}

impl RecordRow {
    /// The record, which is of kind `K`.
    ///
    /// # Errors
    /// [`Error::Damaged`] where the document is none of this kind.
    pub fn record<K: Own>(&self) -> Result<Record<K>, Error> {
        Record::from_document(&self.document).map_err(|why| self.damaged(&why))
    }

    /// The record, of whichever kind it is.
    ///
    /// # Errors
    /// [`Error::Damaged`] where the document is none of its kind.
    pub fn any(&self) -> Result<AnyRecord, Error> {
        AnyRecord::from_document(self.kind, &self.document).map_err(|why| self.damaged(&why))
    }

    /// Some fields of the record: those that `T` has.
    ///
    /// # Errors
    /// [`Error::Damaged`] where the document has them not.
    pub fn part<'d, T: serde::Deserialize<'d>>(&'d self) -> Result<T, Error> {
        serde_json::from_str(&self.document).map_err(|why| self.damaged(&why))
    }

    fn damaged(&self, why: &serde_json::Error) -> Error {
        Error::Damaged(format!(
            "the row of {} {} cannot be read: {why}",
            self.kind, self.id
        ))
    }
}

const COLUMNS: &str = "record.id, record.kind, record.visibility, record.embargo_until, record.removed, record.open, \
                       record.first_change, record.last_change, record.document";

fn read_row(row: &Row<'_>) -> Result<RecordRow, Error> {
    let time = |at: usize| -> Result<u64, Error> {
        Ok(u64::try_from(row.get::<_, i64>(at)?).unwrap_or_default())
    };
    Ok(RecordRow {
        id: Id::parse(row.get_ref(0)?.as_str().unwrap_or_default())?,
        kind: Kind::read(row.get_ref(1)?.as_str().unwrap_or_default())?,
        visibility: Visibility::read(row.get_ref(2)?.as_str().unwrap_or_default())?,
        embargo_until: row.get(3)?,
        removed: row.get(4)?,
        open: row.get(5)?,
        first_change: time(6)?,
        last_change: time(7)?,
        document: row.get(8)?,
    })
}

/// What refers to a record and stands.
pub(super) const REFERRING_TO: &str = "SELECT edge.record, edge.verb FROM edge JOIN record ON record.id = edge.record \
         WHERE edge.target = ?1 AND record.removed = 0 ORDER BY record.sort, edge.verb";

/// What refers to a record, or to one that was merged into it, and stands.
const REFERRING_TO_ANY: &str = "SELECT DISTINCT edge.record, edge.verb FROM edge JOIN record ON record.id = edge.record \
         WHERE edge.target IN (SELECT value FROM json_each(?1)) AND record.removed = 0 ORDER BY record.sort, edge.verb";

/// What tells entries from other records, as the index on their ids has it.
pub(super) const ENTRIES: &str = "kind IN ('event', 'statement', 'question', 'note')";

/// The ids next to another one on either side, of entries or of all records, and it itself where it is one of them.
pub(super) fn neighbours(of_entries: bool) -> String {
    let among = match of_entries {
        // Named, since the index on all ids says of none whether it is an entry's.
        true => format!("record INDEXED BY record_entry WHERE {ENTRIES}"),
        false => "record WHERE true".to_owned(),
    };
    format!(
        "SELECT id FROM (SELECT id FROM {among} AND id < ?1 ORDER BY id DESC LIMIT 1) UNION ALL \
         SELECT id FROM (SELECT id FROM {among} AND id >= ?1 ORDER BY id LIMIT 2)"
    )
}

impl Readings {
    /// Calls `each` with those rows one at a time, until it says to stop.
    ///
    /// # Errors
    /// What `each` returns, what SQLite says, or damage.
    pub fn each_row(
        &self,
        tail: &str,
        params: impl rusqlite::Params,
        mut each: impl FnMut(RecordRow) -> Result<bool, Error>,
    ) -> Result<(), Error> {
        let mut select = self
            .connection
            .prepare_cached(&format!("SELECT {COLUMNS} FROM record {tail}"))?;
        let mut rows = select.query(params)?;
        while let Some(row) = rows.next()? {
            if !each(read_row(row)?)? {
                break;
            }
        }
        Ok(())
    }

    /// The record with this id, of whichever kind it is, removed or not.
    ///
    /// # Errors
    /// What SQLite says, or damage.
    pub fn any(&self, id: &Id) -> Result<Option<AnyRecord>, Error> {
        self.row(id)?.map(|row| row.any()).transpose()
    }

    /// The records for which `tail` (the end of a SELECT over `record`) holds.
    ///
    /// # Errors
    /// What SQLite says, or damage.
    pub fn rows(&self, tail: &str, params: impl rusqlite::Params) -> Result<Vec<RecordRow>, Error> {
        let mut found = Vec::new();
        self.each_row(tail, params, |row| {
            found.push(row);
            Ok(true)
        })?;
        Ok(found)
    }

    /// The records of these kinds that were written last and stand, newest first; at most so many. It looks back over so
    /// many changes and no more: an import of many of another kind is not waded through.
    ///
    /// # Errors
    /// What SQLite says, or damage.
    pub fn latest(&self, kinds: &[Kind], most: usize) -> Result<Vec<RecordRow>, Error> {
        const LATEST: &str =
            "SELECT of FROM change WHERE kind IS NOT NULL ORDER BY rowid DESC LIMIT 5000";
        let mut select = self.connection.prepare_cached(LATEST)?;
        let mut written = select.query([])?;
        let mut seen = BTreeSet::new();
        let mut found = Vec::new();
        while let Some(of) = written.next()?.filter(|_| found.len() < most) {
            let id = Id::parse(of.get_ref(0)?.as_str().unwrap_or_default())?;
            if !seen.insert(id) {
                continue;
            }
            let row = self.row(&id)?;
            found.extend(row.filter(|row| kinds.contains(&row.kind) && !row.removed));
        }
        Ok(found)
    }

    /// How many records there are for which `tail` holds.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn count(&self, tail: &str, params: impl rusqlite::Params) -> Result<usize, Error> {
        let count: i64 = self
            .connection
            .prepare_cached(&format!("SELECT count(*) FROM record {tail}"))?
            .query_row(params, |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or_default())
    }

    /// The numbers of rows that a SELECT gives, in its order, `most` at most.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn numbers(
        &self,
        select: &str,
        params: impl rusqlite::Params,
        most: usize,
    ) -> Result<Vec<i64>, Error> {
        // SQLite counts in signed numbers.
        let most = most.min(i64::MAX as usize);
        let mut select = self.connection.prepare(&format!("{select} LIMIT {most}"))?;
        let numbers = select.query_map(params, |row| row.get(0))?;
        Ok(numbers.collect::<Result<_, _>>()?)
    }

    /// The records with these numbers, in this order.
    ///
    /// # Errors
    /// What SQLite says, or damage.
    pub fn rows_of(&self, numbers: &[i64]) -> Result<Vec<RecordRow>, Error> {
        let mut found = Vec::new();
        for number in numbers {
            found.extend(self.row_of(*number)?);
        }
        Ok(found)
    }

    /// The record with a number, removed or not.
    pub(super) fn row_of(&self, number: i64) -> Result<Option<RecordRow>, Error> {
        Ok(self.rows("WHERE record.number = ?1", [number])?.pop())
    }

    /// The row of a record, removed or not.
    ///
    /// # Errors
    /// What SQLite says, or damage.
    pub fn row(&self, id: &Id) -> Result<Option<RecordRow>, Error> {
        Ok(self.rows("WHERE record.id = ?1", [id.as_str()])?.pop())
    }

    /// The record of this kind with this id, if it stands.
    ///
    /// # Errors
    /// What SQLite says, or damage.
    pub fn get<K: Own>(&self, id: &Id) -> Result<Option<Record<K>>, Error> {
        self.row(id)?
            .filter(|row| row.kind == K::KIND && !row.removed)
            .map(|row| row.record())
            .transpose()
    }

    /// The records that refer to this one and stand, with the verb or field by which they do, in timeline order.
    pub(super) fn referring_directly_to(&self, id: &Id) -> Result<Vec<(Id, String)>, Error> {
        let mut select = self.connection.prepare_cached(REFERRING_TO)?;
        let mut rows = select.query([id.as_str()])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push((Id::parse(&row.get::<_, String>(0)?)?, row.get(1)?));
        }
        Ok(found)
    }

    /// The records that refer to this one, or to one that was merged into it, and stand, with the verb or field by which
    /// they do, in timeline order.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn referring_to(&self, id: &Id) -> Result<Vec<(Id, String)>, Error> {
        let merged = self.with_merged(id)?;
        if merged.len() == 1 {
            return self.referring_directly_to(id);
        }
        let mut select = self.connection.prepare_cached(REFERRING_TO_ANY)?;
        let ids: Vec<&str> = merged.iter().map(Id::as_str).collect();
        let mut rows = select.query([serde_json::to_string(&ids).unwrap_or_default()])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push((Id::parse(&row.get::<_, String>(0)?)?, row.get(1)?));
        }
        Ok(found)
    }

    /// The fewest letters, at least 3, by which a record is found: no slug is them, and no other entry's id begins with
    /// them; for what is no entry, no other record's at all, because entries go before it.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn short_id(&self, id: &Id) -> Result<String, Error> {
        const FEWEST: usize = 3;
        // How many letters it shares with its neighbours, and whether it is among these records.
        let shared = |of_entries: bool| -> Result<(usize, bool), Error> {
            let mut select = self.connection.prepare_cached(&neighbours(of_entries))?;
            let mut rows = select.query([id.as_str()])?;
            let (mut most, mut is_among) = (0, false);
            while let Some(row) = rows.next()? {
                let other = row.get_ref(0)?.as_str().unwrap_or_default();
                if other == id.as_str() {
                    is_among = true;
                    continue;
                }
                let pairs = id.as_str().bytes().zip(other.bytes());
                most = most.max(pairs.take_while(|(one, two)| one == two).count());
            }
            Ok((most, is_among))
        };
        let (mut most, is_entry) = shared(true)?;
        if !is_entry {
            (most, _) = shared(false)?;
        }
        let fewest = most + 1;
        let mut is_slug = self
            .connection
            .prepare_cached("SELECT 1 FROM record WHERE slug = ?1 AND removed = 0")?;
        for length in fewest.max(FEWEST)..Id::LENGTH {
            let prefix = id.as_str().get(..length).unwrap_or(id.as_str());
            if !is_slug.exists([prefix])? {
                return Ok(prefix.to_owned());
            }
        }
        Ok(id.to_string())
    }

    /// A setting of this file, outside the journal.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn setting(&self, name: &str) -> Result<Option<String>, Error> {
        Ok(self
            .connection
            .prepare_cached("SELECT value FROM setting WHERE name = ?1")?
            .query_row([name], |row| row.get(0))
            .optional()?)
    }

    /// Words that the texts of records hold and that begin as this one does, or are spelled so but for a slip of the
    /// pen; so many at most.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn words_like(&self, word: &str, most: usize) -> Result<Vec<String>, Error> {
        words::like(&self.connection, word, most)
    }

    /// How SQLite would answer a SELECT with this tail, a line a step. For tests that hold the plans of reports.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn plan(&self, tail: &str, params: impl rusqlite::Params) -> Result<Vec<String>, Error> {
        let mut explain = self
            .connection
            .prepare(&format!("EXPLAIN QUERY PLAN SELECT id FROM record {tail}"))?;
        let steps = explain.query_map(params, |row| row.get(3))?;
        Ok(steps.collect::<Result<_, _>>()?)
    }
}
