//! `tidings answer`.

use std::process::ExitCode;

use clap::Args;

use super::{cite::SourceArgs, desk::Desk, error::Failure, mark::Signed, words::words};
use crate::recording;

#[derive(Args, Debug)]
#[command(
    after_help = "Example:\n  tidings answer cfk no --on today --source https://…\n\n\
                        Too uncertain to say, or its premise fell: tidings mark cfk unanswerable, void, dropped."
)]
pub(super) struct AnswerArgs {
    /// The question: an id, a slug, words of its title, or @ for the last one
    which: String,
    /// The answer; left out: read from standard input
    text: Vec<String>,
    /// The day since which it is known
    #[arg(long, value_name = "WHEN", aliases = ["when", "date"])]
    on: Option<String>,
    #[command(flatten)]
    source: SourceArgs,
    #[command(flatten)]
    signed: Signed,
}

pub(super) fn run(args: &AnswerArgs, desk: &mut Desk) -> Result<ExitCode, Failure> {
    desk.signed(args.signed.author.as_ref())?;
    let text = words(desk, &args.text, &format!("tidings answer {}", args.which))?;
    let given = args.source.given();
    desk.write("answer", |draft| {
        recording::answer(draft, &args.which, &text, args.on.as_deref(), &given)
    })
}
