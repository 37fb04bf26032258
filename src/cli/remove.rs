//! `tidings remove`.

use std::process::ExitCode;

use clap::Args;

use super::{desk::Desk, echo, error::Failure, mark::Signed};
use crate::{model::Id, recording, store::Store};

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
    let id = desk.find_by_id(&store, &args.which)?;
    refuse_merged(&store, &args.which, &id)?;
    let name = echo::name(&store, &id)?;
    let again = desk.retyped(|words| words.push("--yes".into()));
    drop(store);
    desk.ui
        .confirm(&format!("remove {name}"), args.yes, &again)?;
    desk.write("remove", |draft| {
        recording::remove(draft, id.as_str(), args.why.as_deref())
    })
}

/// What was merged into another is shown as that one: neither is what goes when its name is typed.
fn refuse_merged(store: &Store, typed: &str, id: &Id) -> Result<(), Failure> {
    let one = store.one(id)?;
    if one == *id {
        return Ok(());
    }
    Err(Failure::failed(
        format!(
            "{typed} was merged into {}, and is shown as that",
            echo::name(store, &one)?
        ),
        Some(format!(
            "tidings history {} shows by which operation; tidings undo oN parts the two",
            recording::shell::quote(typed)
        )),
    ))
}
