//! Doctor: what is damaged, and what is worth knowing. Damage is what cannot be trusted; a finding is what commands
//! never write, but what two desks can bring about together.

use serde::Serialize;

use super::{
    Error, Store,
    journal_table::{self, StoredOperation},
    project::{Rows, State, rows_of},
    rebuild::HEADS,
    words::Tally,
    write,
};
use crate::{
    journal::{Of, OperationKey, Predecessor},
    model::{ADDED, Id, REDACTED, Registers},
};

/// What `doctor` found.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Diagnosis {
    /// How many operations the journal holds.
    pub operations: usize,
    /// How many records there are, removed ones among them.
    pub records: usize,
    /// What cannot be trusted.
    pub damage: Vec<String>,
    /// What is worth knowing.
    pub findings: Vec<Finding>,
}

/// What is worth knowing of a file, with the command that settles it, where there is one.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Finding {
    /// What sort of finding it is.
    pub code: &'static str,
    /// What was found.
    pub text: String,
    /// The command that settles it.
    pub command: Option<String>,
}

impl Store {
    /// Looks through the whole file, as it is at one moment: the database, the chains of digests, the fold against the
    /// readings; and lists what is worth knowing. `now` is UTC milliseconds.
    ///
    /// # Errors
    /// What SQLite says where it cannot even be asked.
    pub fn doctor(&self, now: u64) -> Result<Diagnosis, Error> {
        // What another command writes meanwhile must not look like damage.
        let _held = self.snapshot()?;
        let mut diagnosis = Diagnosis::default();
        // One part that cannot be read must not hide what the others say.
        let mut look = |what: &str, look: &dyn Fn(&mut Diagnosis) -> Result<(), Error>| {
            if let Err(why) = look(&mut diagnosis) {
                diagnosis.damage.push(format!("{what}: {why}"));
            }
        };
        look("database", &|diagnosis| self.check_database(diagnosis));
        look("schema", &|diagnosis| self.check_schema(diagnosis));
        look("journal", &|diagnosis| self.check_chains(diagnosis, now));
        look("readings", &|diagnosis| self.check_readings(diagnosis));
        look("findings", &|diagnosis| self.find_all(diagnosis));
        Ok(diagnosis)
    }

    fn check_database(&self, diagnosis: &mut Diagnosis) -> Result<(), Error> {
        let mut check = self.connection.prepare("PRAGMA integrity_check(20)")?;
        let lines = check.query_map([], |row| row.get::<_, String>(0))?;
        for line in lines {
            match line {
                Ok(line) if line == "ok" => {}
                Ok(line) => diagnosis.damage.push(format!("database: {line}")),
                Err(why) => diagnosis.damage.push(format!("database: {why}")),
            }
        }
        Ok(())
    }

    /// The tables, indexes and views must be those that this release makes: a view that was altered would show what no
    /// record says.
    fn check_schema(&self, diagnosis: &mut Diagnosis) -> Result<(), Error> {
        let schema = |connection: &rusqlite::Connection| -> Result<Vec<String>, Error> {
            let mut select = connection.prepare(
                "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_schema ORDER BY 1",
            )?;
            let lines = select.query_map([], |row| row.get(0))?;
            Ok(lines.collect::<Result<_, _>>()?)
        };
        let made = Self::temporary()?;
        let (found, due) = (schema(&self.connection)?, schema(&made.connection)?);
        // What people add of their own, such as a view, is theirs.
        let strange = due.iter().filter(|line| !found.contains(line));
        for line in strange {
            let name: String = line.split(' ').take(2).collect::<Vec<_>>().join(" ");
            diagnosis.damage.push(format!(
                "database: the {name} is not what this release makes"
            ));
        }
        Ok(())
    }

    fn check_chains(&self, diagnosis: &mut Diagnosis, now: u64) -> Result<(), Error> {
        let mut last_received: u64 = 0;
        let mut ahead: Vec<i64> = Vec::new();
        journal_table::each_operation(&self.connection, |stored| {
            diagnosis.operations += 1;
            match stored {
                Err((number, Error::Damaged(why))) => {
                    diagnosis.damage.push(format!("o{number}: {why}"))
                }
                Err((number, why)) => diagnosis.damage.push(format!("o{number}: {why}")),
                Ok(stored) => {
                    self.check_operation(&stored, diagnosis)?;
                    if stored.operation.is_ahead(now) {
                        ahead.push(stored.number);
                    }
                    // It may step back only from a last one that lay more than a day ahead.
                    let back = last_received.saturating_sub(stored.received_at);
                    if (1..=write::Moment::DAY).contains(&back) {
                        diagnosis.damage.push(format!(
                            "o{}: it was received before the one before it",
                            stored.number
                        ));
                    }
                    last_received = stored.received_at;
                }
            }
            Ok(())
        })?;
        if let Some(first) = ahead.first() {
            let text = format!(
                "{} operations, o{first} the first, have a clock more than 24 hours ahead of now",
                ahead.len()
            );
            diagnosis.find("clock-ahead", text, None);
        }
        let orphans: i64 = self.connection.query_row(
            "SELECT count(*) FROM change WHERE operation NOT IN (SELECT number FROM operation)",
            [],
            |row| row.get(0),
        )?;
        if orphans > 0 {
            diagnosis
                .damage
                .push(format!("{orphans} changes belong to no operation"));
        }
        Ok(())
    }

    fn check_operation(
        &self,
        stored: &StoredOperation,
        diagnosis: &mut Diagnosis,
    ) -> Result<(), Error> {
        let StoredOperation {
            number, operation, ..
        } = stored;
        let header = &operation.header;
        let before = match header.previous {
            None => None,
            Some(previous) => {
                let key =
                    OperationKey::new(&header.replica, header.seq.saturating_sub(1), &previous);
                let found =
                    journal_table::operations(&self.connection, "WHERE key = ?1", [key.as_str()]);
                found.unwrap_or_default().pop().map(|stored| Predecessor {
                    digest: stored.operation.digest,
                    seq: stored.operation.header.seq,
                    clock: stored.operation.header.clock,
                })
            }
        };
        if let Err(why) = operation.verify_stored(before.as_ref()) {
            diagnosis.damage.push(format!("o{number}: {why}"));
        }
        for change in &operation.changes {
            if let Of::Operation(key) = &change.of
                && journal_table::number_of(&self.connection, key.as_str())?.is_none()
            {
                diagnosis.damage.push(format!(
                    "o{number}: its change {} is of the operation {key}, which is missing",
                    change.n
                ));
            }
            if change.content.is_some() {
                continue;
            }
            let redacted = match &change.of {
                Of::Record(id) => self
                    .connection
                    .prepare_cached(
                        "SELECT 1 FROM change WHERE of = ?1 AND patch = '{\"redacted\":true}'",
                    )?
                    .exists([id.as_str()])?,
                _ => self
                    .connection
                    .prepare_cached("SELECT 1 FROM change WHERE patch = '{\"redacted\":true}'")?
                    .exists([])?,
            };
            if !redacted {
                diagnosis.damage.push(format!(
                    "o{number}: its change {} is empty, and no redaction says why",
                    change.n
                ));
            }
        }
        Ok(())
    }

    fn check_readings(&self, diagnosis: &mut Diagnosis) -> Result<(), Error> {
        let mut select = self.connection.prepare(
            "SELECT of FROM change WHERE kind IS NOT NULL UNION SELECT id FROM record \
             UNION SELECT record FROM edge UNION SELECT record FROM name ORDER BY 1",
        )?;
        let ids: Vec<Option<Id>> = select
            .query_map([], |row| {
                Ok(row
                    .get_ref(0)?
                    .as_str()
                    .ok()
                    .and_then(|id| Id::parse(id).ok()))
            })?
            .collect::<Result<_, _>>()?;
        let mut unread = Unread::default();
        let mut words = Tally::default();
        for id in ids {
            let Some(id) = id else {
                diagnosis.damage.push("a row is of no record's id".into());
                continue;
            };
            match self.check_record(&id, &mut words) {
                Ok(Some(state)) => {
                    diagnosis.records += 1;
                    unread.count(&state);
                }
                Ok(None) => {}
                Err(Error::Damaged(why)) => diagnosis.damage.push(why),
                Err(why) => diagnosis.damage.push(format!("{id}: {why}")),
            }
        }
        unread.say(diagnosis);
        diagnosis.damage.extend(words.compare(&self.connection)?);
        let heads: i64 = self.connection.query_row(
            &format!(
                "SELECT (SELECT count(*) FROM (SELECT key FROM head EXCEPT {HEADS})) \
                      + (SELECT count(*) FROM (SELECT * FROM ({HEADS}) EXCEPT SELECT key FROM head))"
            ),
            [],
            |row| row.get(0),
        )?;
        if heads > 0 {
            diagnosis
                .damage
                .push("the heads are not what the operations say".into());
        }
        Ok(())
    }

    /// Holds the rows of a record against what its changes say.
    fn check_record(&self, id: &Id, words: &mut Tally) -> Result<Option<State>, Error> {
        let state = State::stored(&self.connection, id)?;
        if let Some(state) = &state {
            words.expect(&self.connection, id, &state.words())?;
        }
        let due = state
            .as_ref()
            .map(|state| rows_of(&state.record, state.removed, &state.recorded));
        let stray = || -> Result<bool, Error> {
            Ok(self
                .connection
                .prepare_cached(
                    "SELECT 1 FROM edge WHERE record = ?1 UNION ALL SELECT 1 FROM name WHERE record = ?1",
                )?
                .exists([id.as_str()])?)
        };
        let rows = Rows::stored(&self.connection, id)
            .map_err(|why| Error::Damaged(format!("the rows of {id} cannot be read: {why}")))?;
        if rows != due || (rows.is_none() && stray()?) {
            return Err(Error::Damaged(format!(
                "the rows of {id} are not what its changes say"
            )));
        }
        Ok(state)
    }

    /// How many records have rows, removed ones among them.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn record_count(&self) -> Result<usize, Error> {
        self.count("", [])
    }
}

impl Diagnosis {
    pub(super) fn find(&mut self, code: &'static str, text: String, command: Option<String>) {
        self.findings.push(Finding {
            code,
            text,
            command,
        });
    }
}

/// What of the records is not shown.
#[derive(Default)]
struct Unread {
    unknown: usize,
    unreadable: usize,
    of_another_kind: usize,
}

impl Unread {
    /// Counts the registers of a record that this release does not know, those that it knows and cannot read, and the
    /// changes that name another kind.
    fn count(&mut self, state: &State) {
        let read = state.record.registers();
        let kind = state.record.kind();
        for name in state.registers.names() {
            if [ADDED, REDACTED].contains(&name) || read.get(name).is_some() {
                continue;
            }
            let mut one = Registers::default();
            one.set(name, state.registers.get(name).cloned().unwrap_or_default());
            if one.fits(kind).is_ok() {
                self.unknown += 1;
            } else {
                self.unreadable += 1;
            }
        }
        self.of_another_kind += state.of_another_kind;
    }

    fn say(&self, diagnosis: &mut Diagnosis) {
        let findings = [
            (
                self.unknown,
                "unknown-registers",
                "registers that this release does not know are kept and not shown",
            ),
            (
                self.unreadable,
                "unread-values",
                "values cannot be read and count as not set",
            ),
            (
                self.of_another_kind,
                "another-kind",
                "changes name another kind than their record's first, and are left out",
            ),
        ];
        for (count, code, what) in findings.into_iter().filter(|(count, ..)| *count > 0) {
            diagnosis.find(code, format!("{count} {what}"), None);
        }
    }
}
