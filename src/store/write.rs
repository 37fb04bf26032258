//! Writing: one command, one operation, one transaction.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::params;

use super::{
    Error, Place, Store,
    draft::{self, Draft, Mint},
    journal_table,
    place::{self, End},
    project::project,
};
use crate::{
    journal::{Change, Clock, Header, Of, Operation, OperationKey, Replica, VERSION},
    model::{Id, Registers},
};

/// When a command runs, and who runs it.
#[derive(Clone, Debug)]
pub struct Moment {
    /// The time of the command, in UTC milliseconds.
    pub now: u64,
    /// The machine's own time, in UTC milliseconds.
    pub machine: u64,
    /// The user's day.
    pub today: chrono::NaiveDate,
    /// The user's zone.
    pub zone: chrono_tz::Tz,
    /// Who writes, where they said so.
    pub author: Option<String>,
    /// What writes; absent: a person at the command line.
    pub via: Option<String>,
    /// A word from which tests derive ids; never outside them.
    pub test_ids: Option<String>,
}

impl Moment {
    /// 24 hours in milliseconds.
    pub(super) const DAY: u64 = 24 * 60 * 60 * 1_000;

    /// Whether the time of the command is more than 24 hours off the machine's.
    #[must_use]
    pub fn is_off(&self) -> bool {
        self.now.abs_diff(self.machine) > Self::DAY
    }

    /// The error of a time that is too far off.
    fn off(&self) -> Error {
        let written = |millis: u64| {
            crate::when::utc(millis).map_or_else(
                || millis.to_string(),
                |time| time.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
            )
        };
        Error::ClockOff {
            now: written(self.now),
            machine: written(self.machine),
        }
    }
}

/// What a command wrote.
#[derive(Debug)]
pub struct Written<T> {
    /// What the command made of it.
    pub value: T,
    /// The number of its operation; none where nothing was changed and so nothing written.
    pub operation: Option<i64>,
    /// Whether the place could remember its chain. Where it could not, each command is a replica of its own.
    pub remembered: bool,
    /// Whether the newest operation of the file is more than 24 hours ahead of now, in milliseconds of its clock.
    pub clock_ahead: Option<u64>,
}

/// The number of the last operation; 0 where there is none.
pub(super) const LAST_NUMBER: &str = "SELECT coalesce(max(number), 0) FROM operation";

impl Store {
    /// Runs `act` on a draft and writes what it changed as one operation, in one transaction with the readings. Then
    /// `check` is shown the outcome, with the registers that were touched, and can still refuse it.
    ///
    /// `waiting` is called once where another command holds the file for two seconds.
    ///
    /// # Errors
    /// What `act` or `check` returns, [`Error::ClockOff`], a limit of the journal, or what SQLite says. Then nothing is written.
    pub fn write<T, E: From<Error>>(
        &mut self,
        place: &Place,
        moment: &Moment,
        command: &str,
        waiting: impl FnOnce(),
        act: impl FnOnce(&mut Draft<'_>) -> Result<T, E>,
        check: impl FnOnce(&Draft<'_>, &Touched) -> Result<(), E>,
    ) -> Result<Written<T>, E> {
        let transaction = self.begin(waiting)?;
        let count: i64 = transaction
            .query_row(LAST_NUMBER, [], |row| row.get(0))
            .map_err(Error::from)?;
        rehearse(&transaction, moment, count == 0)?;
        let newest = place::newest_clock(&transaction)?.and_then(Clock::from_bits);
        let clock = Clock::tick(moment.now, newest);
        if clock.millis() < moment.now || newest.is_some_and(|newest| newest >= clock) {
            return Err(moment.off().into());
        }
        let mint = Mint {
            seed: moment.test_ids.clone().map(|word| (word, count + 1)),
            counter: 0,
        };
        let mut draft = Draft::new(&transaction, moment, mint);
        let value = act(&mut draft)?;
        let draft::Outcome {
            drafts,
            shown,
            reason,
            mut mint,
        } = draft.finish();
        let clock_ahead = newest
            .map(Clock::millis)
            .filter(|newest| newest.saturating_sub(moment.now) > Moment::DAY);
        if drafts.is_empty() {
            return Ok(Written {
                value,
                operation: None,
                remembered: true,
                clock_ahead: None,
            });
        }
        let chain = place.chain(&transaction)?;
        let header = Header {
            version: VERSION,
            replica: chain
                .as_ref()
                .map_or_else(|| Replica::new(mint.id()), |end| end.replica.clone()),
            seq: chain.as_ref().map_or(1, |end| end.seq + 1),
            clock,
            seen: seen(&transaction, chain.as_ref())?,
            previous: chain.as_ref().map(|end| end.digest),
            author: moment.author.clone().filter(|author| !author.is_empty()),
            via: moment.via.clone().filter(|via| !via.is_empty()),
            recorded_at: moment.now,
            command: command.to_owned(),
            batch: None,
        };
        let operation = Operation::seal(header, reason.as_deref(), drafts, rand::random)
            .map_err(Error::from)?;
        let number = journal_table::append(
            &transaction,
            &operation,
            received_at(&transaction, moment)?,
            false,
        )?;
        let touched = touched(&transaction, &operation)?;
        // Those that are new in the order in which they were written, which is that of their numbers.
        let written = operation
            .changes
            .iter()
            .filter_map(|change| match change.of {
                Of::Record(id) => Some(id),
                _ => None,
            });
        let mut projected = BTreeSet::new();
        for id in written.chain(shown).chain(touched.keys().copied()) {
            if projected.insert(id) {
                project(&transaction, &id)?;
            }
        }
        check(&Draft::new(&transaction, moment, mint), &touched)?;
        let Header { replica, seq, .. } = operation.header;
        let end = End {
            replica,
            seq,
            digest: operation.digest,
        };
        let remembered = match place.remember(&end) {
            Ok(()) => true,
            Err(_) if chain.is_none() => false,
            Err(why) => return Err(why.into()),
        };
        transaction.commit().map_err(Error::from)?;
        Ok(Written {
            value,
            operation: Some(number),
            remembered,
            clock_ahead,
        })
    }
}

/// The registers that an operation touches, by record: its own, and those of the operations that it takes back or
/// brings back.
pub type Touched = BTreeMap<Id, BTreeSet<String>>;

fn touched(connection: &rusqlite::Connection, operation: &Operation) -> Result<Touched, Error> {
    let mut touched = Touched::new();
    let mut note = |change: &Change| {
        if let Of::Record(id) = &change.of {
            let patch = change
                .content
                .as_ref()
                .and_then(|content| Registers::parse(&content.patch).ok());
            let registers = touched.entry(*id).or_default();
            registers.extend(patch.iter().flat_map(Registers::names).map(str::to_owned));
        }
    };
    for change in &operation.changes {
        note(change);
        if let Of::Operation(key) = &change.of {
            let target =
                journal_table::operations(connection, "WHERE key = ?1", [key.as_str()])?.pop();
            target
                .iter()
                .flat_map(|target| &target.operation.changes)
                .for_each(&mut note);
        }
    }
    Ok(touched)
}

/// The heads of the other chains: what no operation in this file has seen, but the end of our own chain.
fn seen(
    connection: &rusqlite::Connection,
    chain: Option<&End>,
) -> Result<Vec<OperationKey>, Error> {
    let own = chain.map(|end| OperationKey::new(&end.replica, end.seq, &end.digest));
    let mut select = connection.prepare_cached("SELECT key FROM head ORDER BY key")?;
    let keys = select
        .query_map([], |row| row.get::<_, String>(0))?
        .collect::<Result<Vec<_>, _>>()?;
    Ok(keys
        .iter()
        .filter_map(|key| OperationKey::parse(key))
        .filter(|key| Some(key) != own.as_ref())
        .collect())
}

/// When the file received its last operation.
pub(super) const LAST_RECEIVED: &str =
    "SELECT received_at FROM operation ORDER BY number DESC LIMIT 1";

/// The later of now and the last one, but now where the last lies more than 24 hours ahead.
fn received_at(connection: &rusqlite::Connection, moment: &Moment) -> Result<u64, Error> {
    let last: Option<i64> = connection
        .prepare_cached(LAST_RECEIVED)?
        .query_map([], |row| row.get(0))?
        .next()
        .transpose()?;
    let last = last
        .and_then(|last| u64::try_from(last).ok())
        .unwrap_or_default();
    Ok(if last > moment.now.saturating_add(Moment::DAY) {
        moment.now
    } else {
        moment.now.max(last)
    })
}

/// Refuses a clock far off the machine's, but in a rehearsal: a file whose first operation was written so.
fn rehearse(
    connection: &rusqlite::Connection,
    moment: &Moment,
    is_first: bool,
) -> Result<(), Error> {
    if !moment.is_off() {
        return Ok(());
    }
    if is_first {
        connection.execute(
            "INSERT OR REPLACE INTO setting VALUES ('rehearsal', 'true')",
            params![],
        )?;
        return Ok(());
    }
    if is_rehearsal(connection)? {
        return Ok(());
    }
    Err(moment.off())
}

/// Whether the first operation of this file was written with a clock far off the machine's.
pub(super) fn is_rehearsal(connection: &rusqlite::Connection) -> Result<bool, Error> {
    Ok(connection
        .prepare_cached("SELECT 1 FROM setting WHERE name = 'rehearsal'")?
        .exists([])?)
}
