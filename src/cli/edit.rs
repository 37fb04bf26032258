//! `tidings edit`.

use std::process::ExitCode;

use clap::Args;

use super::{desk::Desk, error::Failure, fields::FieldArgs};
use crate::recording;

/// Mend a record: a correction, and no news
#[derive(Args, Debug)]
#[command(
    after_help = "Each flag says what the field is: --by putin makes Putin the one speaker, --topic a,b these topics.\n\nExamples:\n  \
                        tidings edit @ --by putin\n  \
                        tidings edit trump --name \"Donald Trump\" --kind person\n\n\
                        A date announced anew is news: tidings move. Where a record stands: tidings mark."
)]
pub(super) struct EditArgs {
    /// The record: an id, a slug, a name, or @ for the last one
    #[arg(id = "WHICH")]
    which: String,
    #[command(flatten)]
    fields: FieldArgs,
}

pub(super) fn run(args: &EditArgs, desk: &mut Desk) -> Result<ExitCode, Failure> {
    let mut given = args.fields.given.clone();
    desk.give_story(&mut given, None);
    desk.write("edit", |draft| recording::edit(draft, &args.which, &given))
}
