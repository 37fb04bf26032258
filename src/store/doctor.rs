//! Doctor: what is damaged, and what is worth knowing. Damage is what cannot be trusted; a finding is what commands
//! never write, but what two desks can bring about together.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{
    Error, Store,
    journal_table::{self, StoredOperation},
    project::{Rows, State, rows_of},
    read, write,
};
use crate::{
    journal::{Of, OperationKey, Predecessor},
    model::{Id, Registers},
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
    /// Looks through the whole file: the database, the chains of digests, the fold against the readings; and lists
    /// what is worth knowing. `now` is UTC milliseconds.
    ///
    /// # Errors
    /// What SQLite says where it cannot even be asked.
    pub fn doctor(&self, now: u64) -> Result<Diagnosis, Error> {
        let mut diagnosis = Diagnosis::default();
        self.check_database(&mut diagnosis)?;
        self.check_chains(&mut diagnosis, now)?;
        self.check_readings(&mut diagnosis)?;
        self.find_forks(&mut diagnosis)?;
        self.find_slugs(&mut diagnosis)?;
        self.find_cycles(&mut diagnosis)?;
        self.find_absent(&mut diagnosis)?;
        if write::is_rehearsal(&self.connection)? {
            diagnosis.find(
                "rehearsal",
                "this file was begun with a fixed clock: it is a rehearsal".into(),
                None,
            );
        }
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

    fn check_chains(&self, diagnosis: &mut Diagnosis, now: u64) -> Result<(), Error> {
        let mut last_received: u64 = 0;
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
                        let text = format!(
                            "o{}: its clock is more than 24 hours ahead of now",
                            stored.number
                        );
                        diagnosis.find("clock-ahead", text, None);
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
        if let Err(why) = operation.verify(before.as_ref()) {
            diagnosis.damage.push(format!("o{number}: {why}"));
        }
        for change in operation
            .changes
            .iter()
            .filter(|change| change.content.is_none())
        {
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
        let ids: Vec<String> = self
            .connection
            .prepare("SELECT of FROM change WHERE kind IS NOT NULL UNION SELECT id FROM record ORDER BY 1")?
            .query_map([], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        let (mut unknown, mut unread) = (0, 0);
        for id in &ids {
            let Ok(id) = Id::parse(id) else {
                diagnosis
                    .damage
                    .push(format!("\"{id}\" is no id of a record"));
                continue;
            };
            let state = State::stored(&self.connection, &id)?;
            let due = state
                .as_ref()
                .map(|state| rows_of(&state.record, state.removed, &state.recorded));
            match Rows::stored(&self.connection, &id) {
                Ok(rows) if rows == due => {}
                Ok(_) => diagnosis
                    .damage
                    .push(format!("the rows of {id} are not what its changes say")),
                Err(why) => diagnosis
                    .damage
                    .push(format!("the rows of {id} cannot be read: {why}")),
            }
            if let Some(state) = state {
                diagnosis.records += 1;
                let (unknown_here, unread_here) = unread_registers(&state);
                unknown += unknown_here;
                unread += unread_here;
            }
        }
        if unknown > 0 {
            let text = format!(
                "{unknown} registers that this release does not know are kept and not shown"
            );
            diagnosis.find("unknown-registers", text, None);
        }
        if unread > 0 {
            diagnosis.find(
                "unread-values",
                format!("{unread} values cannot be read and count as not set"),
                None,
            );
        }
        Ok(())
    }

    fn find_forks(&self, diagnosis: &mut Diagnosis) -> Result<(), Error> {
        let mut select = self.connection.prepare(
            "SELECT group_concat('o' || number, ', ' ORDER BY number) FROM operation GROUP BY replica, seq HAVING count(*) > 1",
        )?;
        for numbers in select.query_map([], |row| row.get::<_, String>(0))? {
            diagnosis.find(
                "fork",
                format!("{} share one place in one chain", numbers?),
                None,
            );
        }
        Ok(())
    }

    fn find_slugs(&self, diagnosis: &mut Diagnosis) -> Result<(), Error> {
        let mut select = self.connection.prepare(
            "SELECT slug, group_concat(id, ', ' ORDER BY first_change, id), max(id) FROM record \
             WHERE slug IS NOT NULL AND removed = 0 \
             GROUP BY slug, CASE WHEN kind IN ('event', 'statement', 'question', 'note') THEN 'entry' ELSE kind END \
             HAVING count(*) > 1",
        )?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            let (slug, ids, last): (String, String, String) =
                (row.get(0)?, row.get(1)?, row.get(2)?);
            let command = format!("tidings edit {last} --slug {slug}-2");
            diagnosis.find(
                "slug",
                format!("{ids} share the slug {slug}; it is the first one's"),
                Some(command),
            );
        }
        Ok(())
    }

    fn find_cycles(&self, diagnosis: &mut Diagnosis) -> Result<(), Error> {
        for chain in ["of", "origin", "merged_into", "part-of"] {
            let mut select = self
                .connection
                .prepare("SELECT record, target FROM edge WHERE verb = ?1")?;
            let mut next: BTreeMap<String, Vec<String>> = BTreeMap::new();
            for pair in select.query_map([chain], |row| Ok((row.get(0)?, row.get(1)?)))? {
                let (record, target): (String, String) = pair?;
                next.entry(record).or_default().push(target);
            }
            for cycle in cycles(&next) {
                diagnosis.find(
                    "cycle",
                    format!("{} bite their tail by {chain}", cycle.join(", ")),
                    None,
                );
            }
        }
        Ok(())
    }

    fn find_absent(&self, diagnosis: &mut Diagnosis) -> Result<(), Error> {
        let absent: i64 = self.connection.query_row(
            "SELECT count(*) FROM edge JOIN record r ON r.id = edge.record AND r.removed = 0 \
             LEFT JOIN record t ON t.id = edge.target WHERE t.id IS NULL",
            [],
            |row| row.get(0),
        )?;
        if absent > 0 {
            diagnosis.find(
                "absent",
                format!("{absent} references lead to records that are not in this file"),
                None,
            );
        }
        Ok(())
    }

    /// How many records have rows, removed ones among them.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn record_count(&self) -> Result<usize, Error> {
        read::count(&self.connection, "", [])
    }
}

impl Diagnosis {
    fn find(&mut self, code: &'static str, text: String, command: Option<String>) {
        self.findings.push(Finding {
            code,
            text,
            command,
        });
    }
}

/// How many registers of a record this release does not know, and how many it knows and cannot read.
fn unread_registers(state: &State) -> (usize, usize) {
    let read = state.record.registers();
    let missing = state
        .registers
        .names()
        .filter(|name| *name != crate::model::ADDED && read.get(name).is_none());
    missing.fold((0, 0), |(unknown, unread), name| {
        let mut one = Registers::default();
        one.set(name, state.registers.get(name).cloned().unwrap_or_default());
        if one.fits(state.record.kind()).is_ok() {
            (unknown + 1, unread)
        } else {
            (unknown, unread + 1)
        }
    })
}

/// The cycles among records each of which leads to others, each cycle once, under its smallest id.
fn cycles(next: &BTreeMap<String, Vec<String>>) -> Vec<Vec<String>> {
    let mut found: Vec<Vec<String>> = Vec::new();
    for start in next.keys() {
        let mut path = vec![start.clone()];
        let mut at = start;
        while let Some(to) = next.get(at).and_then(|targets| targets.first()) {
            if to == start {
                if path.iter().min() == Some(start) {
                    found.push(path);
                }
                break;
            }
            if path.contains(to) {
                break;
            }
            path.push(to.clone());
            at = to;
        }
    }
    found
}
