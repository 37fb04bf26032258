//! `tidings link`.

use std::process::ExitCode;

use clap::Args;

use super::{desk::Desk, error::Failure, mark::Signed};
use crate::recording;

/// Say what one record is to another
#[derive(Args, Debug)]
#[command(
    override_usage = "tidings link WHICH VERB WHICH [--note TEXT]",
    after_help = "Verbs: supports, contradicts, answers, updates, restates, waits-on, part-of, about, promises. Without a verb the ones that fit the two records are listed.\n\nExample:\n  tidings link second-meeting waits-on alaska-summit"
)]
pub(super) struct LinkArgs {
    /// The record that the link leads from
    from: String,
    /// The verb, and the record that it leads to
    #[arg(required = true, num_args = 1..=2, value_name = "VERB WHICH")]
    rest: Vec<String>,
    /// Why, or in what respect
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    #[command(flatten)]
    signed: Signed,
}

pub(super) fn run(args: &LinkArgs, desk: &mut Desk) -> Result<ExitCode, Failure> {
    desk.signed(args.signed.author.as_ref())?;
    let (verb, to) = match args.rest.as_slice() {
        [verb, to] => (Some(verb.as_str()), to.as_str()),
        rest => (None, rest.first().map_or("", String::as_str)),
    };
    desk.write("link", |draft| {
        recording::link(draft, &args.from, verb, to, args.note.as_deref())
    })
}
