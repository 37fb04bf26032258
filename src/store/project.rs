//! The one function that makes a record's rows: from its own changes, from what is taken back of them, and from
//! nothing else. Commands, rebuild and everything that later takes in operations call it.

use rusqlite::{Connection, OptionalExtension as _, params};

use super::{Error, journal_table, words::Words};
use crate::{
    journal::{Order, fold},
    model::{
        AnyRecord, Id, Kind, Own, Record, Registers, Visit, Word as _, canonical_url,
        name::fold as fold_name,
    },
    when::When,
};

/// The version of the rules by which rows are made. A file whose rows follow older ones is rebuilt when it is opened.
const PROJECTION: &str = "3";

/// The day that stands for an open end.
pub const OPEN_END: i32 = 99_999_999;

/// The rows of one record.
#[derive(Clone, Debug, PartialEq)]
pub struct Rows {
    /// The record's id.
    pub id: Id,
    /// Its kind.
    pub kind: Kind,
    /// Its slug.
    pub slug: Option<String>,
    /// Its story.
    pub story: Option<Id>,
    /// Its visibility.
    pub visibility: String,
    /// When its embargo lifts, in UTC milliseconds.
    pub embargo_until: Option<i64>,
    /// Whether it is removed.
    pub removed: bool,
    /// Whether something is still to come of it.
    pub open: bool,
    /// The word for where it stands.
    pub status: Option<String>,
    /// First and last day, inclusive, counted from 1970-01-01; open ends are ±[`OPEN_END`].
    pub days: Option<(i32, i32)>,
    /// When it was first recorded, in UTC milliseconds.
    pub first_change: u64,
    /// When it was last changed, in UTC milliseconds.
    pub last_change: u64,
    /// Timeline order.
    pub sort: Vec<u8>,
    /// The record as the timeline document writes it.
    pub document: String,
    /// What it refers to, by the verb of the link, else the name of the field; sorted.
    pub edges: Vec<(String, String)>,
    /// The names that reach it, folded; sorted.
    pub names: Vec<String>,
}

/// When a record's changes were recorded, and where its first one stands.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// Its first change, which orders it among records of one day.
    pub first: Order,
    /// When its first change was recorded, in UTC milliseconds.
    pub first_change: u64,
    /// When its last change that counts was recorded, in UTC milliseconds.
    pub last_change: u64,
}

impl Rows {
    /// The rows of a record.
    #[must_use]
    pub fn of<K: Own>(record: &Record<K>, removed: bool, recorded: &Recorded) -> Self {
        // A record's serde form is an object of plain values: nothing in it can fail to be written.
        let document = serde_json::to_string(record).unwrap_or_default();
        Self::with_document(record, document, removed, recorded)
    }

    /// The rows of a record whose serde form is at hand.
    fn with_document<K: Own>(
        record: &Record<K>,
        document: String,
        removed: bool,
        recorded: &Recorded,
    ) -> Self {
        let facts = record.facts();
        let days = facts.date.map(days);
        let names = facts.names.iter().map(|name| folded_name(name));
        let edges = facts
            .refers
            .iter()
            .map(|(verb, target)| ((*verb).to_owned(), target.to_string()));
        let (mut edges, mut names) = (edges.collect::<Vec<_>>(), names.collect::<Vec<_>>());
        if removed {
            edges.clear();
            names.clear();
        }
        edges.sort_unstable();
        edges.dedup();
        names.sort_unstable();
        names.dedup();
        Self {
            id: record.id,
            kind: K::KIND,
            slug: record.slug.as_ref().map(ToString::to_string),
            story: record.story,
            visibility: record.visibility.word().to_owned(),
            embargo_until: record
                .embargo_until
                .as_ref()
                .map(crate::when::Instant::to_utc_millis),
            removed,
            open: facts.open,
            status: facts.status.map(str::to_owned),
            days,
            first_change: recorded.first_change,
            last_change: recorded.last_change,
            sort: sort_key(facts.date, &recorded.first),
            document,
            edges,
            names,
        }
    }

    /// The rows as they stand in the file; none where the record has none.
    pub(super) fn stored(connection: &Connection, id: &Id) -> Result<Option<Self>, Error> {
        let pairs = |sql: &str| -> Result<Vec<(String, String)>, Error> {
            let mut select = connection.prepare_cached(sql)?;
            let rows = select.query_map([id.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok(rows.collect::<Result<_, _>>()?)
        };
        let edges = pairs("SELECT verb, target FROM edge WHERE record = ?1 ORDER BY verb, target")?;
        let names = pairs("SELECT folded, kind FROM name WHERE record = ?1 ORDER BY folded, kind")?;
        let mut select = connection.prepare_cached(
            "SELECT kind, slug, story, visibility, embargo_until, removed, open, status, earliest, latest, \
             first_change, last_change, sort, document FROM record WHERE id = ?1",
        )?;
        let mut rows = select.query([id.as_str()])?;
        let Some(row) = rows.next()? else {
            return Ok(None);
        };
        let millis = |at: usize| -> Result<u64, Error> {
            u64::try_from(row.get::<_, i64>(at)?)
                .map_err(|_| Error::Damaged(format!("a time of {id} lies before 1970")))
        };
        let kind = Kind::read(&row.get::<_, String>(0)?)?;
        if names.iter().any(|(_, of)| of != kind.word()) {
            return Err(Error::Damaged(format!(
                "a name of {id} is one of another kind"
            )));
        }
        let (earliest, latest): (Option<i32>, Option<i32>) = (row.get(8)?, row.get(9)?);
        Ok(Some(Self {
            id: *id,
            kind,
            slug: row.get(1)?,
            story: row
                .get::<_, Option<String>>(2)?
                .map(|story| Id::parse(&story))
                .transpose()?,
            visibility: row.get(3)?,
            embargo_until: row.get(4)?,
            removed: row.get(5)?,
            open: row.get(6)?,
            status: row.get(7)?,
            days: earliest.zip(latest),
            first_change: millis(10)?,
            last_change: millis(11)?,
            sort: row.get(12)?,
            document: row.get(13)?,
            edges,
            names: names.into_iter().map(|(folded, _)| folded).collect(),
        }))
    }

    /// Writes the rows in place of those that are there, and tells the record's number.
    pub(super) fn write(&self, connection: &Connection) -> Result<i64, Error> {
        for delete in [
            "DELETE FROM edge WHERE record = ?1",
            "DELETE FROM name WHERE record = ?1",
        ] {
            connection
                .prepare_cached(delete)?
                .execute([self.id.as_str()])?;
        }
        self.write_new(connection)
    }

    /// Writes the rows of a record that has neither references nor names there, and tells its number.
    fn write_new(&self, connection: &Connection) -> Result<i64, Error> {
        let number = connection
            .prepare_cached(
                "INSERT INTO record (id, kind, slug, story, visibility, embargo_until, removed, open, status, \
                 earliest, latest, first_change, last_change, sort, document) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15) \
                 ON CONFLICT (id) DO UPDATE SET kind = ?2, slug = ?3, story = ?4, visibility = ?5, \
                 embargo_until = ?6, removed = ?7, open = ?8, status = ?9, earliest = ?10, latest = ?11, \
                 first_change = ?12, last_change = ?13, sort = ?14, document = ?15 RETURNING number",
            )?
            .query_row(params![
                self.id.as_str(),
                self.kind.word(),
                self.slug,
                self.story.as_ref().map(Id::as_str),
                self.visibility,
                self.embargo_until,
                self.removed,
                self.open,
                self.status,
                self.days.map(|days| days.0),
                self.days.map(|days| days.1),
                i64::try_from(self.first_change).unwrap_or(i64::MAX),
                i64::try_from(self.last_change).unwrap_or(i64::MAX),
                self.sort,
                self.document,
            ], |row| row.get(0))?;
        self.write_members(connection)?;
        Ok(number)
    }

    fn write_members(&self, connection: &Connection) -> Result<(), Error> {
        let id = self.id.as_str();
        let mut edge = connection.prepare_cached("INSERT INTO edge VALUES (?1, ?2, ?3)")?;
        for (verb, target) in &self.edges {
            edge.execute([id, verb, target])?;
        }
        let mut name = connection.prepare_cached("INSERT INTO name VALUES (?1, ?2, ?3)")?;
        for folded in &self.names {
            name.execute([folded, self.kind.word(), id])?;
        }
        Ok(())
    }
}

/// A name as it is compared: an address without its campaign, whose case counts; everything else folded.
#[must_use]
pub(super) fn folded_name(name: &str) -> String {
    canonical_url(name).unwrap_or_else(|| fold_name(name))
}

/// The rows of a record of whichever kind.
pub(super) fn rows_of(record: &AnyRecord, removed: bool, recorded: &Recorded) -> Rows {
    struct Of<'a>(bool, &'a Recorded);
    impl Visit for Of<'_> {
        type Out = Rows;
        fn visit<K: Own>(self, record: &Record<K>) -> Rows {
            Rows::of(record, self.0, self.1)
        }
    }
    record.visit(Of(removed, recorded))
}

/// The state of a record by its changes, whether or not it stands; none where it has no readable first change.
#[derive(Clone, Debug)]
pub(super) struct State {
    pub record: AnyRecord,
    pub registers: Registers,
    pub removed: bool,
    pub of_another_kind: usize,
    pub recorded: Recorded,
}

impl State {
    /// Folds the record's changes, taking `counts` to say which of them count.
    pub(super) fn of(
        changes: &[journal_table::RecordChange],
        id: &Id,
        counts: impl Fn(&journal_table::RecordChange) -> bool,
    ) -> Result<Option<Self>, Error> {
        let steps = changes.iter().map(|change| crate::journal::Step {
            counts: counts(change),
            ..change.step.clone()
        });
        let Some(folded) = fold(steps.collect()) else {
            return Ok(None);
        };
        let first_change = changes.first().map_or(0, |change| change.recorded_at);
        let last_change = changes
            .iter()
            .filter(|change| counts(change) && change.step.kind == Some(folded.kind))
            .map(|change| change.recorded_at);
        let recorded = Recorded {
            first: folded.first,
            first_change,
            last_change: last_change.last().unwrap_or(first_change),
        };
        let record = AnyRecord::from_registers(folded.kind, id, &folded.registers)?;
        Ok(Some(Self {
            record,
            registers: folded.registers,
            removed: folded.removed,
            of_another_kind: folded.of_another_kind,
            recorded,
        }))
    }

    /// The words of the record; none where it is removed.
    pub(super) fn words(&self) -> Words {
        if self.removed {
            Words::default()
        } else {
            Words::of(&self.record)
        }
    }

    /// Writes the rows and the words.
    fn write(&self, connection: &Connection) -> Result<(), Error> {
        let number = rows_of(&self.record, self.removed, &self.recorded).write(connection)?;
        self.words().write(connection, number)
    }

    /// The record's state as the file has it.
    pub(super) fn stored(connection: &Connection, id: &Id) -> Result<Option<Self>, Error> {
        Self::of(
            &journal_table::changes_of_record(connection, id)?,
            id,
            |change| change.step.counts,
        )
    }
}

/// Makes the rows of one record anew.
pub(super) fn project(connection: &Connection, id: &Id) -> Result<(), Error> {
    match State::stored(connection, id)? {
        Some(state) => state.write(connection),
        None => forget(connection, id),
    }
}

/// Makes the rows of a record whose one change `first` is, as [`project`] would: as that change says the whole of it,
/// nothing need be read. `document` is its serde form, `recorded_at` in UTC milliseconds. Tells the record's number.
pub(super) fn project_new(
    connection: &Connection,
    record: &AnyRecord,
    document: String,
    first: Order,
    recorded_at: u64,
) -> Result<i64, Error> {
    struct Of<'a>(String, &'a Recorded);
    impl Visit for Of<'_> {
        type Out = Rows;
        fn visit<K: Own>(self, record: &Record<K>) -> Rows {
            Rows::with_document(record, self.0, false, self.1)
        }
    }
    let recorded = Recorded {
        first,
        first_change: recorded_at,
        last_change: recorded_at,
    };
    let number = record
        .visit(Of(document, &recorded))
        .write_new(connection)?;
    Words::of(record).write_new(connection, number)?;
    Ok(number)
}

/// Takes away the rows of a record that no change tells of.
fn forget(connection: &Connection, id: &Id) -> Result<(), Error> {
    for delete in [
        "DELETE FROM words WHERE rowid IN (SELECT number FROM record WHERE id = ?1)",
        "DELETE FROM record WHERE id = ?1",
        "DELETE FROM edge WHERE record = ?1",
        "DELETE FROM name WHERE record = ?1",
    ] {
        connection.prepare_cached(delete)?.execute([id.as_str()])?;
    }
    Ok(())
}

/// First and last day of a date as the tables keep them.
#[must_use]
pub fn days(when: &When) -> (i32, i32) {
    let bounds = when.bounds();
    (
        bounds.earliest.map_or(-OPEN_END, day_number),
        bounds.latest.map_or(OPEN_END, day_number),
    )
}

/// Days since 1970-01-01.
#[must_use]
pub fn day_number(day: chrono::NaiveDate) -> i32 {
    day.to_epoch_days()
}

/// Timeline order as bytes that compare so: earliest (latest where it is open), latest, clock time (none last), order
/// (none last), then the first change in fold order; no date last.
fn sort_key(date: Option<&When>, first: &Order) -> Vec<u8> {
    let mut key = Vec::with_capacity(72);
    match date {
        None => key.extend([0xff; 16]),
        Some(when) => {
            let (earliest, latest) = days(when);
            let stands_at = if earliest == -OPEN_END {
                latest
            } else {
                earliest
            };
            key.extend(sort_from(stands_at));
            key.extend(sort_from(latest));
            key.extend(when.clock_seconds().unwrap_or(u32::MAX).to_be_bytes());
            key.extend(when.order().unwrap_or(u32::MAX).to_be_bytes());
        }
    }
    key.extend(first.clock.bits().to_be_bytes());
    key.extend(first.replica.as_bytes());
    key.extend(first.seq.to_be_bytes());
    key.extend(first.digest.bytes().iter().take(8));
    key.extend(first.n.to_be_bytes());
    key
}

/// The beginning of the keys of what stands at a day, after all that stands before it on the line of time.
#[must_use]
pub fn sort_from(day: i32) -> [u8; 4] {
    // Flipping the sign bit makes big-endian bytes compare like the numbers.
    (day as u32 ^ 0x8000_0000).to_be_bytes()
}

/// Whether the rows of this file follow the rules of this release.
pub(super) fn is_current(connection: &Connection) -> Result<bool, Error> {
    let version: Option<String> = connection
        .query_row(
            "SELECT value FROM setting WHERE name = 'projection'",
            [],
            |row| row.get(0),
        )
        .optional()?;
    Ok(version.as_deref() == Some(PROJECTION))
}

/// Notes that the rows of this file follow the rules of this release.
pub(super) fn mark_current(connection: &Connection) -> Result<(), Error> {
    connection.execute(
        "INSERT OR REPLACE INTO setting VALUES ('projection', ?1)",
        [PROJECTION],
    )?;
    Ok(())
}
