//! `tidings history`.

use std::{num::NonZeroUsize, process::ExitCode};

use clap::Args;

use super::{desk::Desk, error::Failure, reports::print};
use crate::{
    model::{Id, Kind, Word as _},
    recording::shell,
    report::{self, Report, ReportName},
    store::{Found, Store},
};

#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  tidings history --limit 10\n  tidings history second-meeting")]
pub(super) struct HistoryArgs {
    /// The record: an id, a slug, a name, words of its title, or @ for the last one
    which: Option<String>,
    /// Show so many at most
    #[arg(long, value_name = "N", value_parser = super::reports::at_least_one)]
    limit: Option<NonZeroUsize>,
}

pub(super) fn run(args: &HistoryArgs, desk: &mut Desk) -> Result<ExitCode, Failure> {
    let store = desk.store()?;
    let ask = desk.ask(store.as_ref(), args.limit.map(NonZeroUsize::get))?;
    let report = match (&store, &args.which) {
        (None, None) => Report::empty(ReportName::History, &ask),
        (None, Some(which)) => return Err(desk.nothing_yet(which)),
        (Some(store), which) => {
            let record = which.as_ref().map(|which| find(desk, store, which));
            let record = record.transpose()?;
            report::history(store, &ask, record)?
        }
    };
    print(desk, store.as_ref(), &report)
}

/// The record whose life is asked for: what was removed and what was merged into another have one of their own. Many
/// think that `log "…"` logs: words that reach no record are given back as a statement to add.
fn find(desk: &Desk, store: &Store, typed: &str) -> Result<Id, Failure> {
    match store.find_itself(Kind::ALL, typed)? {
        Found::Removed(id, _) => Ok(id),
        Found::Nothing
            if typed.contains(char::is_whitespace)
                && store.which(Kind::ALL, typed, false)? == Found::Nothing =>
        {
            Err(Failure::usage(
                format!("no record is called {}", shell::quote(typed)),
                format!(
                    "to log it: tidings add statement {} --by …",
                    shell::quote(typed)
                ),
            ))
        }
        Found::Nothing => desk.find(store, typed),
        _ => desk.find_itself(store, typed),
    }
}
