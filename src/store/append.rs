//! Appending operations to the chain of a place, within one transaction.

use rusqlite::{Connection, params};

use super::{
    Error, Moment, Place,
    draft::Mint,
    journal_table,
    place::{self, End},
};
use crate::{
    journal::{Change, Clock, Header, Operation, OperationKey, Replica, VERSION},
    model::Id,
};

/// The number of the last operation; 0 where there is none.
pub(super) const LAST_NUMBER: &str = "SELECT coalesce(max(number), 0) FROM operation";

/// The end of the chain that goes on in a place, and what the operations of one command share.
pub(super) struct Appender<'t> {
    connection: &'t Connection,
    place: &'t Place,
    moment: &'t Moment,
    command: &'t str,
    /// The newest clock in the file before this command.
    newest: Option<Clock>,
    /// The clock of the operation that comes next.
    clock: Clock,
    /// Whether the place remembered a chain; none until the first operation is appended.
    went_on: Option<bool>,
    end: Option<End>,
}

impl<'t> Appender<'t> {
    /// Looks at where the file stands, and says where ids come from.
    pub(super) fn begin(
        connection: &'t Connection,
        place: &'t Place,
        moment: &'t Moment,
        command: &'t str,
    ) -> Result<(Self, Mint), Error> {
        let count: i64 = connection.query_row(LAST_NUMBER, [], |row| row.get(0))?;
        rehearse(connection, moment, count == 0)?;
        let newest = place::newest_clock(connection)?.and_then(Clock::from_bits);
        let clock = Clock::tick(moment.now, newest);
        if clock.millis() < moment.now || newest.is_some_and(|newest| newest >= clock) {
            return Err(moment.off());
        }
        let mint = Mint {
            seed: moment.test_ids.clone().map(|word| (word, count + 1)),
            counter: 0,
        };
        let appender = Self {
            connection,
            place,
            moment,
            command,
            newest,
            clock,
            went_on: None,
            end: None,
        };
        Ok((appender, mint))
    }

    /// Appends one operation; returns its number, and the operation.
    pub(super) fn append(
        &mut self,
        batch: Option<Id>,
        mint: &mut Mint,
        changes: Vec<Change>,
    ) -> Result<(i64, Operation), Error> {
        if self.went_on.is_none() {
            self.end = self.place.chain(self.connection)?;
            self.went_on = Some(self.end.is_some());
        }
        let (moment, end) = (self.moment, self.end.as_ref());
        let header = Header {
            version: VERSION,
            replica: end.map_or_else(|| Replica::new(mint.id()), |end| end.replica.clone()),
            seq: end.map_or(1, |end| end.seq + 1),
            clock: self.clock,
            seen: seen(self.connection, end)?,
            previous: end.map(|end| end.digest),
            author: moment.author.clone().filter(|author| !author.is_empty()),
            via: moment.via.clone().filter(|via| !via.is_empty()),
            recorded_at: moment.now,
            command: self.command.to_owned(),
            batch,
        };
        let operation = Operation::of(header, changes)?;
        let received_at = received_at(self.connection, moment)?;
        let number = journal_table::append(self.connection, &operation, received_at, false)?;
        self.end = Some(End {
            replica: operation.header.replica.clone(),
            seq: operation.header.seq,
            digest: operation.digest,
        });
        self.clock = Clock::tick(moment.now, Some(self.clock));
        Ok((number, operation))
    }

    /// Has the place remember the end of its chain; whether it could.
    pub(super) fn remember(&self) -> Result<bool, Error> {
        let Some(end) = &self.end else {
            return Ok(true);
        };
        match self.place.remember(end) {
            Ok(()) => Ok(true),
            Err(_) if self.went_on == Some(false) => Ok(false),
            Err(why) => Err(why),
        }
    }

    /// Whether the newest operation of the file was more than 24 hours ahead of now, in milliseconds of its clock.
    pub(super) fn clock_ahead(&self) -> Option<u64> {
        let now = self.moment.now;
        self.newest
            .map(Clock::millis)
            .filter(|newest| newest.saturating_sub(now) > Moment::DAY)
    }
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
