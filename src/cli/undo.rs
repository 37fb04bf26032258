//! `tidings undo` and `tidings redo`.

use std::process::ExitCode;

use clap::Args;

use super::{desk::Desk, echo, error::Failure, mark::Signed};
use crate::recording;

#[derive(Args, Debug)]
#[command(
    after_help = "The journal only grows: what is taken back no longer counts, and redo brings it back. What was recorded later stands.\n\nExamples:\n  tidings undo\n  tidings undo o12"
)]
pub(super) struct UndoArgs {
    /// The operation, as tidings history numbers it; left out: the last one
    operation: Option<String>,
    #[command(flatten)]
    signed: Signed,
}

#[derive(Args, Debug)]
#[command(
    after_help = "Again: what the undo before took back. Once anything else was recorded, name the operation.\n\nExamples:\n  tidings redo\n  tidings redo o12"
)]
pub(super) struct RedoArgs {
    /// The operation, as tidings history numbers it; left out: what the last undo took back
    operation: Option<String>,
    #[command(flatten)]
    signed: Signed,
}

pub(super) fn undo(args: &UndoArgs, desk: &mut Desk) -> Result<ExitCode, Failure> {
    desk.signed(args.signed.author.as_ref())?;
    let number = number(args.operation.as_deref(), "undo")?;
    desk.needs_a_file("undo")?;
    let (store, written) = desk.record("undo", |draft| recording::undo(draft, number))?;
    echo::reversal(desk, &store, &written, "Undid")
}

pub(super) fn redo(args: &RedoArgs, desk: &mut Desk) -> Result<ExitCode, Failure> {
    desk.signed(args.signed.author.as_ref())?;
    let number = number(args.operation.as_deref(), "redo")?;
    desk.needs_a_file("redo")?;
    let (store, written) = desk.record("redo", |draft| recording::redo(draft, number))?;
    echo::reversal(desk, &store, &written, "Redid")
}

/// The N of oN.
fn number(typed: Option<&str>, verb: &str) -> Result<Option<i64>, Failure> {
    let Some(typed) = typed else { return Ok(None) };
    let number = typed
        .strip_prefix(['o', 'O'])
        .and_then(|number| number.parse().ok())
        .filter(|number| *number > 0);
    match (number, typed.parse::<u32>()) {
        (Some(number), _) => Ok(Some(number)),
        (None, Ok(count)) => Err(Failure::usage(
            format!("\"{typed}\" is no operation"),
            format!(
                "the last {count}: tidings {verb}, {count} times; operation {count}: tidings {verb} o{count}"
            ),
        )),
        (None, Err(_)) => Err(Failure::usage(
            format!("\"{typed}\" is no operation"),
            "tidings history shows their numbers: o12",
        )),
    }
}
