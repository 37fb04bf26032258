//! `tidings link` and `tidings unlink`.

use std::process::ExitCode;

use clap::Args;

use super::{desk::Desk, error::Failure, mark::Signed};
use crate::recording;

#[derive(Args, Debug)]
#[command(
    override_usage = "tidings link WHICH VERB WHICH [--note TEXT]",
    after_help = "Verbs: supports, contradicts, answers, updates, restates, waits-on, part-of, about, promises. Without a verb the ones that join the two records are listed, in both directions, each as the command; of one record alone, or of none, with what was written last.\n\nExample:\n  tidings link second-meeting waits-on alaska-summit"
)]
pub(super) struct LinkArgs {
    /// The record that the link leads from
    from: Option<String>,
    /// The verb, and the record that it leads to
    #[arg(num_args = 1.., value_name = "VERB WHICH")]
    rest: Vec<String>,
    /// Why, or in what respect
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    #[command(flatten)]
    signed: Signed,
}

#[derive(Args, Debug)]
#[command(
    override_usage = "tidings unlink WHICH [VERB] WHICH",
    after_help = "Without a verb the one link that joins the two, in whichever direction; where there are several, they are listed.\n\nExamples:\n  \
                        tidings unlink rfc about alaska-summit\n  \
                        tidings unlink rfc alaska-summit"
)]
pub(super) struct UnlinkArgs {
    /// The record that the link leads from
    from: String,
    /// The verb, and the record that it leads to
    #[arg(num_args = 1.., value_name = "VERB WHICH")]
    rest: Vec<String>,
    #[command(flatten)]
    signed: Signed,
}

/// The verb, which may be several words ("is part of"), and the record at the end.
fn verb_and_end(rest: &[String]) -> (Option<String>, Option<&str>) {
    match rest {
        [] => (None, None),
        [to] => (None, Some(to)),
        [verb @ .., to] => (Some(verb.join(" ")), Some(to)),
    }
}

pub(super) fn link(args: &LinkArgs, desk: &mut Desk) -> Result<ExitCode, Failure> {
    desk.signed(args.signed.author.as_ref())?;
    let (verb, to) = verb_and_end(&args.rest);
    desk.write("link", |draft| {
        recording::link(
            draft,
            args.from.as_deref(),
            verb.as_deref(),
            to,
            args.note.as_deref(),
        )
    })
}

pub(super) fn unlink(args: &UnlinkArgs, desk: &mut Desk) -> Result<ExitCode, Failure> {
    desk.needs_a_file("unlink")?;
    desk.signed(args.signed.author.as_ref())?;
    let (verb, to) = verb_and_end(&args.rest);
    desk.write("unlink", |draft| {
        recording::unlink(draft, &args.from, verb.as_deref(), to)
    })
}
