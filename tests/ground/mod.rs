//! What the tests of the ground share: records out of dice, moments, operations put into a file by hand.
#![allow(dead_code, missing_docs)]

mod dice;
pub mod file;
pub mod story;

use std::path::Path;

#[allow(unused_imports, reason = "not every test throws dice")]
pub use dice::Dice;
use tidings::{
    journal::{
        self, Clock, Content, Header, Of, Operation, OperationKey, Replica, UNDONE, Undone, VERSION,
    },
    model::{Event, Id, Kind, Record, Registers, Word as _},
    store::{Error, Moment, Place, Store, Written},
    when::When,
};

/// How many cases a property is tried on; failures are printed, not kept.
pub fn cases(cases: u32) -> proptest::test_runner::Config {
    proptest::test_runner::Config {
        cases,
        failure_persistence: None,
        ..Default::default()
    }
}

/// The id that the number makes.
pub fn id(mut number: u32) -> Id {
    let mut letters = [b'b'; Id::LENGTH];
    for letter in letters.iter_mut().rev() {
        *letter = Id::LETTERS[number as usize % 20];
        number /= 20;
    }
    Id::parse(std::str::from_utf8(&letters).unwrap()).unwrap()
}

pub fn when(edtf: &str) -> When {
    When::parse_edtf(edtf).unwrap()
}

/// 14 August 2025, 11:00 UTC.
pub const NOW: u64 = 1_755_169_200_000;

pub fn moment(now: u64) -> Moment {
    Moment {
        now,
        machine: now,
        today: chrono::NaiveDate::from_ymd_opt(2025, 8, 14).unwrap(),
        zone: tidings::when::Zone::UTC,
        author: None,
        via: None,
        test_ids: None,
    }
}

/// Writes as a command does.
pub fn write<T>(
    store: &mut Store,
    place: &Place,
    now: u64,
    command: &str,
    act: impl FnOnce(&mut tidings::store::Draft<'_>) -> Result<T, Error>,
) -> Result<Written<T>, Error> {
    store.write(place, &moment(now), command, || {}, act, |_, _| Ok(()))
}

/// Writes one event.
pub fn add_event(store: &mut Store, place: &Place, now: u64, title: &str) -> Id {
    write(store, place, now, "add event", |draft| {
        let event = Event {
            title: title.into(),
            ..Event::default()
        };
        let record = Record::new(draft.mint(), event);
        draft.put(&record)?;
        Ok(record.id)
    })
    .unwrap()
    .value
}

/// The file as another program sees it.
pub fn raw(path: &Path) -> rusqlite::Connection {
    rusqlite::Connection::open(path).unwrap()
}

/// Puts an operation into the journal's tables, as one that came from elsewhere.
pub fn insert(connection: &rusqlite::Connection, operation: &Operation) {
    let header = &operation.header;
    let seen: Vec<&str> = header.seen.iter().map(OperationKey::as_str).collect();
    let key = operation.key();
    connection
        .execute(
            "INSERT INTO operation (key, version, replica, seq, clock, seen, previous, author, via, recorded_at, \
             command, batch, digest, received_at, taken_in) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, 1)",
            rusqlite::params![
                key.as_str(),
                header.version,
                header.replica.as_str(),
                header.seq as i64,
                header.clock.bits() as i64,
                serde_json::to_string(&seen).unwrap(),
                header.previous.map(|digest| digest.bytes().to_vec()),
                header.author,
                header.via,
                header.recorded_at as i64,
                header.command,
                header.batch.map(|batch| batch.to_string()),
                operation.digest.bytes(),
                NOW as i64,
            ],
        )
        .unwrap();
    let number = connection.last_insert_rowid();
    for change in &operation.changes {
        let content = change.content.as_ref();
        connection
            .execute(
                "INSERT INTO change (operation, n, of, kind, patch, salt, digest) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                rusqlite::params![
                    number,
                    change.n,
                    Some(change.of.text()).filter(|of| !of.is_empty()),
                    change.kind.map(Kind::word),
                    content.map(|content| content.patch.as_str()),
                    content.map(|content| content.salt.as_slice()),
                    change.digest.bytes(),
                ],
            )
            .unwrap();
    }
}

/// One desk that writes a chain of its own.
pub struct Desk {
    pub replica: Replica,
    pub last: Option<Operation>,
}

impl Desk {
    pub fn new(number: u32) -> Self {
        Self {
            replica: Replica::new(id(1000 + number)),
            last: None,
        }
    }

    pub fn header(&self, clock: u64) -> Header {
        Header {
            version: VERSION,
            replica: self.replica.clone(),
            seq: self.last.as_ref().map_or(1, |last| last.header.seq + 1),
            clock: Clock::tick(clock, self.last.as_ref().map(|last| last.header.clock)),
            seen: Vec::new(),
            previous: self.last.as_ref().map(|last| last.digest),
            author: None,
            via: None,
            recorded_at: clock,
            command: "edit".into(),
            batch: None,
        }
    }

    pub fn write(&mut self, header: Header, drafts: Vec<journal::Draft>) -> Operation {
        let mut salt = 0;
        let operation = Operation::seal(header, None, drafts, || {
            salt += 1;
            [salt; 16]
        })
        .unwrap();
        self.last = Some(operation.clone());
        operation
    }
}

/// A change of a record before it is sealed: registers as JSON.
pub fn of_record(record: Id, kind: Kind, patch: &str) -> journal::Draft {
    journal::Draft {
        of: Of::Record(record),
        kind: Some(kind),
        patch: Registers::parse(patch).unwrap(),
    }
}

/// A change that takes an operation back, or brings it back.
pub fn of_operation(key: &OperationKey, undone: &Undone) -> journal::Draft {
    let mut patch = Registers::default();
    patch.set(UNDONE, undone.value());
    journal::Draft {
        of: Of::Operation(key.clone()),
        kind: None,
        patch,
    }
}

/// The content of a change with this patch, however wrong.
pub fn content(patch: &str) -> Content {
    Content {
        patch: patch.into(),
        salt: [7; 16],
    }
}

/// Every row of every reading, as text, table by table. The number of a record is no part of what it says: it tells in
/// which order this file received them.
pub fn readings(connection: &rusqlite::Connection) -> Vec<String> {
    let mut lines = Vec::new();
    for (table, select) in [
        (
            "record",
            "SELECT id, kind, slug, story, visibility, embargo_until, removed, open, status, earliest, latest, \
             first_change, last_change, sort, document FROM record ORDER BY id",
        ),
        ("edge", "SELECT * FROM edge ORDER BY 1, 2, 3"),
        ("name", "SELECT * FROM name ORDER BY 1, 2, 3"),
        (
            "word",
            "SELECT id, col, offset, term FROM word JOIN record ON number = doc ORDER BY 1, 2, 3, 4",
        ),
        ("head", "SELECT * FROM head ORDER BY 1"),
    ] {
        let mut select = connection.prepare(select).unwrap();
        let columns = select.column_count();
        let mut rows = select.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let values: Vec<_> = (0..columns)
                .map(|at| row.get::<_, rusqlite::types::Value>(at).unwrap())
                .collect();
            lines.push(format!("{table} {values:?}"));
        }
    }
    lines
}
