//! `tidings history`.

use std::process::ExitCode;

use clap::Args;

use super::{desk::Desk, error::Failure, reports::print};
use crate::report::{self, Report, ReportName};

/// Show what was recorded, in order; of one record, its life
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  tidings history --limit 10\n  tidings history second-meeting")]
pub(super) struct HistoryArgs {
    /// The record: an id, a slug, a name, or @ for the last one
    which: Option<String>,
    /// Show so many at most
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

pub(super) fn run(args: &HistoryArgs, desk: &mut Desk) -> Result<ExitCode, Failure> {
    let store = desk.store()?;
    let ask = desk.ask(store.as_ref(), args.limit)?;
    let report = match (&store, &args.which) {
        (None, None) => Report::empty(ReportName::History, &ask),
        (None, Some(which)) => return Err(desk.nothing_yet(which)),
        (Some(store), which) => {
            let record = which
                .as_ref()
                .map(|which| desk.find(store, which))
                .transpose()?;
            report::history(store, &ask, record)?
        }
    };
    print(desk, store.as_ref(), &report)
}
