//! `tidings check`.

use std::process::ExitCode;

use clap::Args;

use super::{cite::SourceArgs, desk::Desk, error::Failure, mark::Signed, words::optional};
use crate::recording::{self, Look};

/// Note that you looked, whether or not there was news
#[derive(Args, Debug)]
#[command(
    after_help = "It keeps an open question or event from going stale.\n\nExample:\n  tidings check hvw \"nothing new from Kyiv\" --next \"in 3 days\""
)]
pub(super) struct CheckArgs {
    /// The event or question: an id, a slug, words of its title, or @ for the last one
    which: String,
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
    signed: Signed,
}

pub(super) fn run(args: &CheckArgs, desk: &mut Desk) -> Result<ExitCode, Failure> {
    desk.signed(args.signed.author.as_ref())?;
    let note = optional(desk, &args.note, &format!("tidings check {}", args.which))?;
    let look = Look {
        note,
        next: args.next.clone(),
        every: args.every.clone(),
        given: args.source.given(),
    };
    desk.write("check", |draft| recording::check(draft, &args.which, &look))
}
