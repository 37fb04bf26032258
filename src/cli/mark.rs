//! `tidings mark`.

use std::process::ExitCode;

use clap::Args;

use super::{cite::SourceArgs, desk::Desk, error::Failure};
use crate::recording::{self, Field, Mark};

#[derive(Args, Debug)]
#[command(
    after_help = "Events: happened, postponed, cancelled, lapsed, expected; while expected mooted, possible, likely, confirmed; once happened confirmed, disputed, retracted, reported. Statements: confirmed, disputed, retracted, reported. Questions: void, unanswerable, dropped, open. Todos: done, open. Sources: corrected, retracted, gone, reported.\n\nExamples:\n  \
                        tidings mark alaska-summit happened --on today\n  \
                        tidings mark second-meeting cancelled --why \"no venue agreed\" --by kremlin"
)]
pub(super) struct MarkArgs {
    /// The entry or source: an id, a slug, words of its title, or @ for the last entry
    which: String,
    /// The word
    word: Option<String>,
    /// The day on which it happened, or was done
    #[arg(long, value_name = "WHEN", aliases = ["when", "date"])]
    on: Option<String>,
    /// What came of it
    #[arg(long, value_name = "TEXT")]
    outcome: Option<String>,
    /// Who took part, with commas between
    #[arg(long, value_name = "NAME[:ROLE]", aliases = ["participants", "with"])]
    who: Vec<String>,
    /// Why
    #[arg(long, value_name = "TEXT", aliases = ["reason", "because"])]
    why: Option<String>,
    #[command(flatten)]
    announcement: AnnouncementArgs,
    #[command(flatten)]
    source: SourceArgs,
    #[command(flatten)]
    signed: Signed,
}

// Who announced a change of a date, and when.
#[derive(Args, Clone, Debug, Default)]
pub(super) struct AnnouncementArgs {
    /// Who announced it
    #[arg(long, value_name = "NAME")]
    by: Vec<String>,
    /// When it was announced
    #[arg(long, value_name = "WHEN")]
    announced: Option<String>,
}

impl AnnouncementArgs {
    pub(super) fn give(&self, given: &mut recording::Given) {
        if !self.by.is_empty() {
            given.give(Field::By, self.by.clone());
        }
        if let Some(announced) = &self.announced {
            given.give(Field::Announced, vec![announced.clone()]);
        }
    }
}

// Who writes.
#[derive(Args, Clone, Debug, Default)]
pub(super) struct Signed {
    /// Who writes this down [env: TIDINGS_AUTHOR]
    #[arg(long, value_name = "NAME")]
    pub author: Option<String>,
}

pub(super) fn run(args: &MarkArgs, desk: &mut Desk) -> Result<ExitCode, Failure> {
    desk.signed(args.signed.author.as_ref())?;
    let mut given = args.source.given();
    args.announcement.give(&mut given);
    if !args.who.is_empty() {
        given.give(Field::Who, args.who.clone());
    }
    let mark = Mark {
        word: args
            .word
            .as_deref()
            .unwrap_or_default()
            .trim()
            .to_lowercase(),
        on: args.on.clone(),
        outcome: args.outcome.clone(),
        why: args.why.clone(),
        given,
    };
    desk.write("mark", |draft| recording::mark(draft, &args.which, &mark))
}
