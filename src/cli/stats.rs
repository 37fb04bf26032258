//! `tidings stats`.

use std::process::ExitCode;

use clap::Args;

use super::{desk::Desk, error::Failure, narrow::NarrowArgs, reports};
use crate::report::{self, ReportName};

#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  tidings stats\n  tidings stats --story any --json")]
pub(super) struct StatsArgs {
    #[command(flatten)]
    narrow: NarrowArgs,
}

pub(super) fn run(args: &StatsArgs, desk: &Desk) -> Result<ExitCode, Failure> {
    reports::ask(desk, &args.narrow, None, ReportName::Stats, report::stats)
}
