//! `tidings merge`.

use std::process::ExitCode;

use clap::Args;

use super::{desk::Desk, error::Failure, mark::Signed};
use crate::recording;

#[derive(Args, Debug)]
#[command(
    override_usage = "tidings merge WHICH --into WHICH [--why TEXT]",
    after_help = "The first reads as the second from then on: its names, its id and its slug reach that one, and so does what refers to it. Nothing of it is lost: tidings undo parts the two.\n\nExamples:\n  \
                        tidings merge trump --into \"Donald Trump\"\n  \
                        tidings merge \"wire copy\" --into wire-0806 --why \"the same report\""
)]
pub(super) struct MergeArgs {
    /// The actor or source that turned out to be another: an id, a slug or a name
    which: String,
    /// The one that it is: an id, a slug or a name
    #[arg(long, value_name = "WHICH", alias = "to")]
    into: String,
    /// Why
    #[arg(long, value_name = "TEXT", aliases = ["reason", "because"])]
    why: Option<String>,
    #[command(flatten)]
    signed: Signed,
}

pub(super) fn run(args: &MergeArgs, desk: &mut Desk) -> Result<ExitCode, Failure> {
    desk.needs_a_file("merge")?;
    desk.signed(args.signed.author.as_ref())?;
    desk.write("merge", |draft| {
        recording::merge(draft, &args.which, &args.into, args.why.as_deref())
    })
}
