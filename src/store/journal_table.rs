//! The journal's tables: an operation written, read, and what is taken back of it.

use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::Error;
use crate::{
    journal::{
        Change, Clock, Content, Digest, Header, Of, Operation, OperationKey, Order, Replica, Step,
        Undone,
    },
    model::{Id, Kind, Registers, Word as _},
};

/// An operation as it stands in a file.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredOperation {
    /// The N of oN.
    pub number: i64,
    /// The operation.
    pub operation: Operation,
    /// When the file received it, in UTC milliseconds.
    pub received_at: u64,
    /// Whether it came by import or sync.
    pub taken_in: bool,
}

const COLUMNS: &str = "number, version, replica, seq, clock, seen, previous, author, via, recorded_at, command, \
                       batch, digest, received_at, taken_in, key";

/// Appends an operation; says its number.
pub(super) fn append(
    connection: &Connection,
    operation: &Operation,
    received_at: u64,
    taken_in: bool,
) -> Result<i64, Error> {
    let header = &operation.header;
    let seen: Vec<&str> = header.seen.iter().map(OperationKey::as_str).collect();
    connection
        .prepare_cached(
            "INSERT INTO operation (key, version, replica, seq, clock, seen, previous, author, via, recorded_at, \
             command, batch, digest, received_at, taken_in) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, \
             ?12, ?13, ?14, ?15)",
        )?
        .execute(params![
            operation.key().as_str(),
            header.version,
            header.replica.as_str(),
            whole(header.seq)?,
            whole(header.clock.bits())?,
            serde_json::to_string(&seen).unwrap_or_default(),
            header.previous.map(|digest| digest.bytes().to_vec()),
            header.author,
            header.via,
            whole(header.recorded_at)?,
            header.command,
            header.batch.map(|batch| batch.to_string()),
            operation.digest.bytes(),
            whole(received_at)?,
            taken_in,
        ])?;
    let number = connection.last_insert_rowid();
    let mut insert = connection.prepare_cached(
        "INSERT INTO change (operation, n, of, kind, patch, salt, digest) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    for change in &operation.changes {
        let content = change.content.as_ref();
        insert.execute(params![
            number,
            change.n,
            Some(change.of.text()).filter(|of| !of.is_empty()),
            change.kind.map(Kind::word),
            content.map(|content| &content.patch),
            content.map(|content| content.salt.as_slice()),
            change.digest.bytes(),
        ])?;
    }
    note_head(connection, operation)?;
    Ok(number)
}

/// Keeps the heads: what an operation has seen is one no longer, and it is one until another sees it.
fn note_head(connection: &Connection, operation: &Operation) -> Result<(), Error> {
    let header = &operation.header;
    let mut drop_head = connection.prepare_cached("DELETE FROM head WHERE key = ?1")?;
    for key in &header.seen {
        drop_head.execute([key.as_str()])?;
    }
    if let Some(previous) = header.previous {
        let key = OperationKey::new(&header.replica, header.seq.saturating_sub(1), &previous);
        drop_head.execute([key.as_str()])?;
    }
    connection
        .prepare_cached("INSERT OR IGNORE INTO head (key) VALUES (?1)")?
        .execute([operation.key().as_str()])?;
    Ok(())
}

/// A number as SQLite keeps it.
fn whole(number: u64) -> Result<i64, Error> {
    i64::try_from(number)
        .map_err(|_| Error::Damaged(format!("{number} is beyond what a file can hold")))
}

/// The operations for which `tail` (the end of a SELECT) holds, with their changes.
pub(super) fn operations(
    connection: &Connection,
    tail: &str,
    params: impl rusqlite::Params,
) -> Result<Vec<StoredOperation>, Error> {
    let mut select =
        connection.prepare_cached(&format!("SELECT {COLUMNS} FROM operation {tail}"))?;
    let mut rows = select.query(params)?;
    let mut operations = Vec::new();
    while let Some(row) = rows.next()? {
        operations.push(read_operation(connection, row)?);
    }
    Ok(operations)
}

/// Calls `each` with every operation in order of arrival, one at a time.
pub(super) fn each_operation(
    connection: &Connection,
    mut each: impl FnMut(Result<StoredOperation, (i64, Error)>) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut select =
        connection.prepare_cached(&format!("SELECT {COLUMNS} FROM operation ORDER BY number"))?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let number: i64 = row.get(0)?;
        each(read_operation(connection, row).map_err(|why| (number, why)))?;
    }
    Ok(())
}

fn read_operation(connection: &Connection, row: &Row<'_>) -> Result<StoredOperation, Error> {
    let number: i64 = row.get("number")?;
    let damaged = |what: &str| Error::Damaged(format!("o{number} has no readable {what}"));
    let whole = |name: &'static str| -> Result<u64, Error> {
        u64::try_from(row.get::<_, i64>(name)?).map_err(|_| damaged(name))
    };
    // What is absent is null, never an empty text: the digest could not tell the two apart.
    let text = |name: &'static str| -> Result<Option<String>, Error> {
        match row.get::<_, Option<String>>(name)? {
            Some(text) if text.is_empty() => Err(damaged(name)),
            text => Ok(text),
        }
    };
    let written: String = row.get("seen")?;
    let seen: Vec<String> = serde_json::from_str(&written).map_err(|_| damaged("seen"))?;
    if serde_json::to_string(&seen).ok() != Some(written) {
        return Err(damaged("seen"));
    }
    let batch = text("batch")?;
    let previous: Option<Vec<u8>> = row.get("previous")?;
    let header = Header {
        version: row.get("version")?,
        replica: Replica::parse(&row.get::<_, String>("replica")?)
            .ok_or_else(|| damaged("replica"))?,
        seq: whole("seq")?,
        clock: Clock::from_bits(whole("clock")?).ok_or_else(|| damaged("clock"))?,
        seen: seen
            .iter()
            .map(|key| OperationKey::parse(key).ok_or_else(|| damaged("seen")))
            .collect::<Result<_, _>>()?,
        previous: previous
            .map(|bytes| Digest::from_bytes(&bytes).ok_or_else(|| damaged("previous digest")))
            .transpose()?,
        author: text("author")?,
        via: text("via")?,
        recorded_at: whole("recorded_at")?,
        command: row.get("command")?,
        batch: batch
            .map(|batch| Id::parse(&batch).map_err(|_| damaged("batch")))
            .transpose()?,
    };
    let digest =
        Digest::from_bytes(&row.get::<_, Vec<u8>>("digest")?).ok_or_else(|| damaged("digest"))?;
    let operation = Operation {
        header,
        changes: changes_of(connection, number)?,
        digest,
    };
    if operation.key().as_str() != row.get::<_, String>("key")? {
        return Err(damaged("key"));
    }
    Ok(StoredOperation {
        number,
        operation,
        received_at: whole("received_at")?,
        taken_in: row.get("taken_in")?,
    })
}

fn changes_of(connection: &Connection, number: i64) -> Result<Vec<Change>, Error> {
    let damaged =
        |what: &str| Error::Damaged(format!("o{number} has a change with no readable {what}"));
    let mut select = connection.prepare_cached(
        "SELECT n, of, kind, patch, salt, digest FROM change WHERE operation = ?1 ORDER BY n",
    )?;
    let mut rows = select.query([number])?;
    let mut changes = Vec::new();
    while let Some(row) = rows.next()? {
        let patch: Option<String> = row.get(3)?;
        let salt: Option<Vec<u8>> = row.get(4)?;
        changes.push(Change {
            n: row.get(0)?,
            of: match row.get::<_, Option<String>>(1)? {
                None => Of::This,
                Some(of) => Of::parse(&of)
                    .filter(|of| *of != Of::This)
                    .ok_or_else(|| damaged("record"))?,
            },
            kind: row
                .get::<_, Option<String>>(2)?
                .map(|kind| Kind::read(&kind).map_err(|_| damaged("kind")))
                .transpose()?,
            content: match (patch, salt) {
                (None, None) => None,
                (patch, salt) => Some(Content {
                    patch: patch.ok_or_else(|| damaged("patch"))?,
                    salt: salt
                        .and_then(|salt| salt.try_into().ok())
                        .ok_or_else(|| damaged("salt"))?,
                }),
            },
            digest: Digest::from_bytes(&row.get::<_, Vec<u8>>(5)?)
                .ok_or_else(|| damaged("digest"))?,
        });
    }
    Ok(changes)
}

/// One change of a record, with where and when it stands.
#[derive(Clone, Debug)]
pub(super) struct RecordChange {
    pub operation: i64,
    pub recorded_at: u64,
    pub step: Step,
}

/// The changes of one record.
pub(super) const CHANGES_OF_RECORD: &str = "SELECT c.operation, o.key, o.recorded_at, o.clock, o.replica, o.seq, o.digest, c.n, c.kind, c.patch \
         FROM change c JOIN operation o ON o.number = c.operation WHERE c.of = ?1";

/// The changes of a record, each with whether it counts, in fold order.
pub(super) fn changes_of_record(
    connection: &Connection,
    id: &Id,
) -> Result<Vec<RecordChange>, Error> {
    let mut select = connection.prepare_cached(CHANGES_OF_RECORD)?;
    let mut rows = select.query([id.as_str()])?;
    let mut changes: Vec<RecordChange> = Vec::new();
    let mut undone: Option<(i64, Undone)> = None;
    while let Some(row) = rows.next()? {
        let operation: i64 = row.get(0)?;
        let key: String = row.get(1)?;
        if undone.as_ref().is_none_or(|(of, _)| *of != operation) {
            undone = Some((operation, undone_of(connection, &key)?));
        }
        let order = read_order(row, 3)?;
        let counts = undone
            .as_ref()
            .is_none_or(|(_, undone)| !undone.covers(order.n));
        let kind: Option<String> = row.get(8)?;
        let patch: Option<String> = row.get(9)?;
        changes.push(RecordChange {
            operation,
            recorded_at: u64::try_from(row.get::<_, i64>(2)?).unwrap_or_default(),
            step: Step {
                order,
                kind: kind.and_then(|kind| Kind::read(&kind).ok()),
                patch: patch.and_then(|patch| Registers::parse(&patch).ok()),
                counts,
            },
        });
    }
    changes.sort_by(|one, other| one.step.order.cmp(&other.step.order));
    Ok(changes)
}

/// How far the operation with this key is taken back.
pub(super) fn undone_of(connection: &Connection, key: &str) -> Result<Undone, Error> {
    Ok(Undone::fold(undone_changes(connection, key)?))
}

/// The changes of one operation's registers.
pub(super) const CHANGES_OF_OPERATION: &str = "SELECT o.clock, o.replica, o.seq, o.digest, c.n, c.patch \
         FROM change c JOIN operation o ON o.number = c.operation WHERE c.of = ?1";

/// The changes of the registers of the operation with this key.
pub(super) fn undone_changes(
    connection: &Connection,
    key: &str,
) -> Result<Vec<(Order, Registers)>, Error> {
    let mut select = connection.prepare_cached(CHANGES_OF_OPERATION)?;
    let mut rows = select.query([key])?;
    let mut changes = Vec::new();
    while let Some(row) = rows.next()? {
        let patch: Option<String> = row.get(5)?;
        if let Some(patch) = patch.and_then(|patch| Registers::parse(&patch).ok()) {
            changes.push((read_order(row, 0)?, patch));
        }
    }
    Ok(changes)
}

fn read_order(row: &Row<'_>, from: usize) -> Result<Order, Error> {
    let digest: Vec<u8> = row.get(from + 3)?;
    Ok(Order {
        clock: u64::try_from(row.get::<_, i64>(from)?)
            .ok()
            .and_then(Clock::from_bits)
            .unwrap_or_default(),
        replica: row.get(from + 1)?,
        seq: u64::try_from(row.get::<_, i64>(from + 2)?).unwrap_or_default(),
        digest: Digest::from_bytes(&digest).unwrap_or(Digest::NONE),
        n: row.get(from + 4)?,
    })
}

/// The number of the operation with this key; none where the file does not hold it.
pub(super) fn number_of(connection: &Connection, key: &str) -> Result<Option<i64>, Error> {
    Ok(connection
        .prepare_cached("SELECT number FROM operation WHERE key = ?1")?
        .query_row([key], |row| row.get(0))
        .optional()?)
}
