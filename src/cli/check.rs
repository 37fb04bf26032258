//! `tidings check`.

use std::{num::NonZeroUsize, process::ExitCode};

use clap::Args;

use super::{
    cite::SourceArgs, desk::Desk, error::Failure, mark::Signed, narrow::NarrowArgs, reports,
    words::optional,
};
use crate::recording::{self, Look};

#[derive(Args, Debug)]
#[command(
    after_help = "It keeps an open question or event from going stale. Without a record: what is past its date, what is to be looked at again, what nobody touched for long.\n\nExamples:\n  \
                        tidings check\n  \
                        tidings check hvw \"nothing new from Kyiv\" --next \"in 3 days\""
)]
pub(super) struct CheckArgs {
    /// The event or question: an id, a slug, words of its title, or @ for the last one; left out: what is due
    which: Option<String>,
    /// What was seen
    note: Vec<String>,
    /// When to look again
    #[arg(long, value_name = "WHEN")]
    next: Option<String>,
    /// How often to look from now on: 7d, 2w
    #[arg(long, value_name = "7d")]
    every: Option<String>,
    #[command(flatten)]
    source: SourceArgs,
    #[command(flatten)]
    narrow: NarrowArgs,
    /// Show so many in a group at most
    #[arg(long, value_name = "N", value_parser = super::reports::at_least_one)]
    limit: Option<NonZeroUsize>,
    #[command(flatten)]
    signed: Signed,
}

pub(super) fn run(args: &CheckArgs, desk: &mut Desk) -> Result<ExitCode, Failure> {
    let given = args.source.given();
    let Some(which) = &args.which else {
        if args.next.is_some() || args.every.is_some() || !given.is_empty() {
            return Err(Failure::usage(
                "no event or question is named that was looked at",
                "tidings check @ --next \"in 3 days\"",
            ));
        }
        return reports::due(&args.narrow, args.limit, desk);
    };
    if let Some(flag) = args.narrow.first().or(args.limit.map(|_| "--limit")) {
        return Err(Failure::usage(
            format!("{flag} narrows the list of what is due, and one record is named"),
            "tidings check, without a record, lists it",
        ));
    }
    desk.signed(args.signed.author.as_ref())?;
    let note = optional(desk, &args.note, &format!("tidings check {which}"))?;
    let look = Look {
        note,
        next: args.next.clone(),
        every: args.every.clone(),
        given,
    };
    desk.write("check", |draft| recording::check(draft, which, &look))
}
