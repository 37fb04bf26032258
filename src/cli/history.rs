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

/// Show what was recorded, in order; of one record, its life
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  tidings history --limit 10\n  tidings history second-meeting")]
pub(super) struct HistoryArgs {
    /// The record: an id, a slug, a name, or @ for the last one
    which: Option<String>,
    /// Show so many at most
    #[arg(long, value_name = "N")]
    limit: Option<NonZeroUsize>,
}

pub(super) fn run(args: &HistoryArgs, desk: &mut Desk) -> Result<ExitCode, Failure> {
    let store = desk.store()?;
    let ask = desk.ask(store.as_ref(), args.limit.map(NonZeroUsize::get))?;
    let report = match (&store, &args.which) {
        (None, None) => Report::empty(ReportName::History, &ask),
        (None, Some(which)) => return Err(desk.nothing_yet(which)),
        (Some(store), which) => {
            let record = match which {
                Some(words) if words.contains(char::is_whitespace) => {
                    Some(find_or_log(desk, store, words)?)
                }
                Some(which) => Some(match store.find_itself(Kind::ALL, which)? {
                    // What was removed keeps its life.
                    Found::Removed(id, _) => id,
                    _ => desk.find_itself(store, which)?,
                }),
                None => None,
            };
            report::history(store, &ask, record)?
        }
    };
    print(desk, store.as_ref(), &report)
}

/// Many think that `log "…"` logs: words that reach no record are given back as a statement to add.
fn find_or_log(desk: &Desk, store: &Store, words: &str) -> Result<Id, Failure> {
    match store.find_itself(Kind::ALL, words)? {
        Found::Nothing => Err(Failure::usage(
            format!("no record is called {}", shell::quote(words)),
            format!(
                "to log it: tidings add statement {} --by …",
                shell::quote(words)
            ),
        )),
        _ => desk.find_itself(store, words),
    }
}
