//! One state of the file, for what must read it more than once: records by their numbers, which hold while it does.

use rusqlite::OptionalExtension as _;

use super::{Error, RecordRow, Store};
use crate::model::{AnyRecord, Id, Kind, Visibility, Word as _};

/// One state of the file: while this lives, every reading through the store sees the same records, whatever other
/// processes write meanwhile.
#[derive(Debug)]
pub struct Snapshot<'s> {
    store: &'s Store,
    /// The transaction that holds the state; none where one that was begun before holds it already.
    _held: Option<rusqlite::Transaction<'s>>,
}

/// What decides whether a record may go out.
#[derive(Clone, Copy, Debug)]
pub struct Standing<'r> {
    /// The number of its row.
    pub number: i64,
    /// Its kind.
    pub kind: Kind,
    /// Who may see it.
    pub visibility: Visibility,
    /// When its embargo lifts, in UTC milliseconds.
    pub embargo_until: Option<i64>,
    /// The story that it belongs to.
    pub story: Option<Id>,
    /// Of a statement, the record as the timeline document writes it: its terms and speakers decide as well.
    pub statement: Option<&'r str>,
}

/// A record as it stands in the file.
#[derive(Clone, Copy, Debug)]
pub struct Stored<'r> {
    /// The number of its row.
    pub number: i64,
    /// Its id.
    pub id: Id,
    /// Its kind.
    pub kind: Kind,
    /// The record as the timeline document writes it.
    pub document: &'r str,
}

/// What decides about records of a kind: the index on kinds has it all.
pub(super) const STANDING: &str = "SELECT number, visibility, embargo_until, story, NULL FROM record \
                                   WHERE kind = ?1 AND removed = 0 ORDER BY sort";
const STANDING_OF_STATEMENTS: &str = "SELECT number, visibility, embargo_until, story, document FROM record \
                                      WHERE kind = ?1 AND removed = 0 ORDER BY sort";

/// The records that are removed.
pub(super) const REMOVED: &str =
    "SELECT number FROM record INDEXED BY record_removed WHERE removed = 1";
/// The records of which a change said anew who may see them. The index of such changes has this condition, word for word.
pub(super) const TURNED: &str = "SELECT DISTINCT record.number FROM change CROSS JOIN record ON record.id = change.of WHERE \
    substr(patch, 1, 8) <> '{\"added\"' AND ( \
      instr(patch, '\"visibility\":') OR instr(patch, '\"embargo_until\":') OR instr(patch, '\"terms\":') OR \
      instr(patch, '\"attribution\":') OR instr(patch, '\"speakers/'))";

impl Stored<'_> {
    /// The record.
    ///
    /// # Errors
    /// [`Error::Damaged`] where the document is none of its kind.
    pub fn any(&self) -> Result<AnyRecord, Error> {
        AnyRecord::from_document(self.kind, self.document).map_err(|why| {
            let (kind, id) = (self.kind, self.id);
            Error::Damaged(format!("the row of {kind} {id} cannot be read: {why}"))
        })
    }
}

impl Store {
    /// Holds on to the state that the next reading finds.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn snapshot(&self) -> Result<Snapshot<'_>, Error> {
        let held = if self.connection.is_autocommit() {
            Some(self.connection.unchecked_transaction()?)
        } else {
            None
        };
        Ok(Snapshot {
            store: self,
            _held: held,
        })
    }
}

impl<'s> Snapshot<'s> {
    /// The store that is read.
    #[must_use]
    pub fn store(&self) -> &'s Store {
        self.store
    }

    /// Keeps less of the file in memory from here on: who reads all of it once has no second use for what was read. It
    /// is enough for the upper pages of each table and index, through which the way to a row leads.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn keep_little(&self) -> Result<(), Error> {
        // In KiB, because negative; 2000 where nobody says otherwise.
        let cache = self
            .store
            .connection
            .pragma_update(None, "cache_size", -768);
        Ok(cache?)
    }

    /// Calls `each` with what decides about each record of one kind that is not removed, in timeline order.
    ///
    /// # Errors
    /// What `each` returns, what SQLite says, or damage.
    pub fn each_standing(
        &self,
        kind: Kind,
        mut each: impl FnMut(Standing<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut select = self.store.connection.prepare_cached(match kind {
            Kind::Statement => STANDING_OF_STATEMENTS,
            _ => STANDING,
        })?;
        let mut rows = select.query([kind.word()])?;
        while let Some(row) = rows.next()? {
            let text = |at: usize| -> Result<Option<&str>, Error> {
                Ok(row.get_ref(at)?.as_str_or_null().unwrap_or_default())
            };
            each(Standing {
                number: row.get(0)?,
                kind,
                visibility: Visibility::read(text(1)?.unwrap_or_default())?,
                embargo_until: row.get(2)?,
                story: text(3)?.map(Id::parse).transpose()?,
                statement: text(4)?,
            })?;
        }
        Ok(())
    }

    /// Calls `each` with the records of one kind that are not removed, in timeline order.
    ///
    /// # Errors
    /// What `each` returns, what SQLite says, or damage.
    pub fn each_of<E: From<Error>>(
        &self,
        kind: Kind,
        mut each: impl FnMut(Stored<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let select = self.store.connection.prepare_cached(
            "SELECT number, id, document FROM record WHERE kind = ?1 AND removed = 0 ORDER BY sort",
        );
        let mut select = select.map_err(Error::from)?;
        let mut rows = select.query([kind.word()]).map_err(Error::from)?;
        while let Some(row) = rows.next().map_err(Error::from)? {
            let text = |at: usize| -> Result<&str, Error> {
                Ok(row.get_ref(at)?.as_str().unwrap_or_default())
            };
            each(Stored {
                number: row.get(0).map_err(Error::from)?,
                id: Id::parse(text(1)?).map_err(Error::from)?,
                kind,
                document: text(2)?,
            })?;
        }
        Ok(())
    }

    /// Calls `each` with those records of one kind that are `wanted` by their numbers, in timeline order; removed ones
    /// are none of them.
    ///
    /// # Errors
    /// What `each` returns, what SQLite says, or damage.
    pub fn each_of_those<E: From<Error>>(
        &self,
        kind: Kind,
        wanted: impl Fn(i64) -> bool,
        mut each: impl FnMut(Stored<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let select = self.store.connection.prepare_cached(
            "SELECT number FROM record WHERE kind = ?1 AND removed = 0 ORDER BY sort",
        );
        let mut select = select.map_err(Error::from)?;
        let mut rows = select.query([kind.word()]).map_err(Error::from)?;
        while let Some(row) = rows.next().map_err(Error::from)? {
            let number = row.get(0).map_err(Error::from)?;
            if !wanted(number) {
                continue;
            }
            if let Some(row) = self.row(number)? {
                each(Stored {
                    number,
                    id: row.id,
                    kind,
                    document: &row.document,
                })?;
            }
        }
        Ok(())
    }

    /// Calls `each` with the number and the document of every record that is not removed, as the rows lie in the file:
    /// the fastest way through all of it.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn each_document(&self, mut each: impl FnMut(i64, &str)) -> Result<(), Error> {
        let mut select = self.store.connection.prepare_cached(
            "SELECT number, document FROM record NOT INDEXED WHERE removed = 0 ORDER BY number",
        )?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            each(row.get(0)?, row.get_ref(1)?.as_str().unwrap_or_default());
        }
        Ok(())
    }

    /// Calls `each` with every record that another one refers to, by its id and its number, each once; without a number
    /// where it is not in the file.
    ///
    /// # Errors
    /// What `each` returns, what SQLite says, or damage.
    pub fn each_target(
        &self,
        mut each: impl FnMut(Id, Option<i64>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut select = self.store.connection.prepare_cached(
            "SELECT target, (SELECT number FROM record WHERE id = target) FROM (SELECT DISTINCT target FROM edge)",
        )?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            let id = Id::parse(row.get_ref(0)?.as_str().unwrap_or_default())?;
            each(id, row.get(1)?)?;
        }
        Ok(())
    }

    /// Calls `each` with the numbers of the records that refer to one, until it says to stop; more than once where one
    /// does so by several verbs.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn each_referring(&self, to: &Id, mut each: impl FnMut(i64) -> bool) -> Result<(), Error> {
        let mut select = self.store.connection.prepare_cached(
            "SELECT record.number FROM edge CROSS JOIN record ON record.id = edge.record WHERE edge.target = ?1",
        )?;
        let mut rows = select.query([to.as_str()])?;
        while let Some(row) = rows.next()? {
            if !each(row.get(0)?) {
                break;
            }
        }
        Ok(())
    }

    /// The number of a record, removed or not; none where it is not in the file.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn number(&self, id: &Id) -> Result<Option<i64>, Error> {
        let mut select = self
            .store
            .connection
            .prepare_cached("SELECT number FROM record WHERE id = ?1")?;
        let number = select.query_row([id.as_str()], |row| row.get(0));
        Ok(number.optional()?)
    }

    /// The numbers of the records that are removed, and of those of which it was said anew who may see them: by their
    /// visibility, embargo, terms, speakers or attribution. One may be both.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn removed_or_turned(&self) -> Result<Vec<i64>, Error> {
        let mut all = Vec::new();
        for sql in [REMOVED, TURNED] {
            let mut select = self.store.connection.prepare_cached(sql)?;
            let numbers = select.query_map([], |row| row.get::<_, i64>(0))?;
            for number in numbers {
                all.push(number?);
            }
        }
        Ok(all)
    }

    /// Whether more than one change was recorded of the record with a number.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn is_changed(&self, number: i64) -> Result<bool, Error> {
        let mut select = self.store.connection.prepare_cached(
            "SELECT count(*) > 1 FROM (SELECT 1 FROM change WHERE of = (SELECT id FROM record WHERE number = ?1) LIMIT 2)",
        )?;
        Ok(select.query_row([number], |row| row.get(0))?)
    }

    /// The record with a number, removed or not.
    ///
    /// # Errors
    /// What SQLite says, or damage.
    pub fn row(&self, number: i64) -> Result<Option<RecordRow>, Error> {
        self.store.row_of(number)
    }
}
