//! `tidings remove`.

use std::process::ExitCode;

use clap::Args;

use super::{desk::Desk, echo, error::Failure, mark::Signed};
use crate::recording;

/// Remove a record
#[derive(Args, Debug)]
#[command(
    after_help = "It keeps its id, and its name for what refers to it; tidings undo brings it back. An event that will not take place is marked, not removed.\n\nExample:\n  tidings remove @ --why \"recorded twice\""
)]
pub(super) struct RemoveArgs {
    /// The record: an id, a slug, or @ for the last one
    which: String,
    /// Why
    #[arg(long, value_name = "TEXT", aliases = ["reason", "because"])]
    why: Option<String>,
    /// Do not ask
    #[arg(long, short)]
    yes: bool,
    #[command(flatten)]
    signed: Signed,
}

pub(super) fn run(args: &RemoveArgs, desk: &mut Desk) -> Result<ExitCode, Failure> {
    desk.signed(args.signed.author.as_ref())?;
    let Some(store) = desk.store()? else {
        return Err(desk.nothing_yet(&args.which));
    };
    // What was shown is what goes, whatever `@` has come to mean in the meantime.
    let id = desk.find(&store, &args.which)?;
    let name = echo::name(&store, &id)?;
    let again = desk.retyped(|words| words.push("--yes".into()));
    drop(store);
    desk.ui
        .confirm(&format!("remove {name}"), args.yes, &again)?;
    desk.write("remove", |draft| {
        recording::remove(draft, id.as_str(), args.why.as_deref())
    })
}
