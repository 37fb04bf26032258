//! Writing: one command, one operation, one transaction. Only what takes back or brings back more operations than one can
//! name is several of one batch.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Error, Place, Store,
    append::Appender,
    draft::{self, Draft},
    journal_table,
    project::project,
};
use crate::{
    journal::{self, Change, Limit, Of, Operation},
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
    pub zone: crate::when::Zone,
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
    pub(super) fn off(&self) -> Error {
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

impl<T> Written<T> {
    /// What a command comes to that changed nothing.
    pub(super) fn nothing(value: T) -> Self {
        Self {
            value,
            operation: None,
            remembered: true,
            clock_ahead: None,
        }
    }
}

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
        let (mut journal, mint) = Appender::begin(&transaction, place, moment, command)?;
        let mut draft = Draft::new(&self.readings, moment, mint);
        let value = act(&mut draft)?;
        let draft::Outcome {
            drafts,
            shown,
            reason,
            brings_back,
            mut mint,
        } = draft.finish();
        if drafts.is_empty() {
            return Ok(Written::nothing(value));
        }
        let pieces = pieces(drafts);
        let batch = (pieces.len() > 1).then(|| mint.id());
        let (mut number, mut written, mut touched) = (None, Vec::new(), Touched::new());
        for drafts in pieces {
            let changes =
                Change::seal_all(reason.as_deref(), drafts, rand::random).map_err(Error::from)?;
            let (appended, operation) = journal.append(batch, &mut mint, changes)?;
            number = Some(appended);
            touch(&transaction, &operation, &mut touched)?;
            // Those that are new in the order in which they were written, which is that of their numbers.
            written.extend(
                operation
                    .changes
                    .iter()
                    .filter_map(|change| match change.of {
                        Of::Record(id) => Some(id),
                        _ => None,
                    }),
            );
        }
        let mut projected = BTreeSet::new();
        for id in written
            .into_iter()
            .chain(shown)
            .chain(touched.keys().copied())
        {
            if projected.insert(id) {
                project(&transaction, &id)?;
            }
        }
        let mut outcome = Draft::new(&self.readings, moment, mint);
        if brings_back {
            outcome.bring_back();
        }
        check(&outcome, &touched)?;
        let remembered = journal.remember()?;
        let clock_ahead = journal.clock_ahead();
        transaction.commit().map_err(Error::from)?;
        Ok(Written {
            value,
            operation: number,
            remembered,
            clock_ahead,
        })
    }
}

/// The registers that an operation touches, by record: its own, and those of the operations that it takes back or
/// brings back.
pub type Touched = BTreeMap<Id, BTreeSet<String>>;

/// What one operation holds: all of a command, but of one that is about other operations no more than an operation may.
fn pieces(drafts: Vec<journal::Draft>) -> Vec<Vec<journal::Draft>> {
    let is_about_operations = |draft: &journal::Draft| matches!(draft.of, Of::Operation(_));
    if !drafts.iter().all(is_about_operations) {
        return vec![drafts];
    }
    let mut pieces: Vec<Vec<journal::Draft>> = Vec::new();
    let mut bytes = 0;
    for draft in drafts {
        let length = draft.patch.text().len();
        match pieces.last_mut() {
            Some(piece) if piece.len() < Limit::CHANGES && bytes < Limit::PATCHES => {
                bytes += length;
                piece.push(draft);
            }
            _ => {
                bytes = length;
                pieces.push(vec![draft]);
            }
        }
    }
    pieces
}

/// Notes what an operation touches.
fn touch(
    connection: &rusqlite::Connection,
    operation: &Operation,
    touched: &mut Touched,
) -> Result<(), Error> {
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
    Ok(())
}
