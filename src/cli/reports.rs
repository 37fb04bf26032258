//! The commands that ask: each opens the file, asks one question, and shows the answer.

use std::{num::NonZeroUsize, process::ExitCode};

use clap::Args;
use serde::Serialize;

use super::{desk::Desk, error::Failure};
use crate::{
    model::{Id, Kind, Word as _},
    render::{self, Layout},
    report::{self, Ask, Item, Report, ReportName},
    store::{self, Found, Store},
};

/// What every list takes.
#[derive(Args, Debug)]
pub(super) struct ListArgs {
    /// Show so many in a group at most
    #[arg(long, value_name = "N")]
    pub limit: Option<NonZeroUsize>,
}

/// List the open questions
#[derive(Args, Debug)]
pub(super) struct QuestionsArgs {
    /// Show so many at most
    #[arg(long, value_name = "N")]
    limit: Option<NonZeroUsize>,
}

/// Show one record whole
#[derive(Args, Debug)]
pub(super) struct ShowArgs {
    /// The record: an id, a slug, a name, or @ for the last one
    which: String,
}

impl ShowArgs {
    pub(super) fn of(which: &str) -> Self {
        Self {
            which: which.to_owned(),
        }
    }
}

/// Show everything on one line of time
#[derive(Args, Debug)]
pub(super) struct TimelineArgs {
    /// Show entries of this kind alone: event, statement, question, note; with commas between
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    kind: Vec<String>,
    /// Show so many at most
    #[arg(long, value_name = "N")]
    limit: Option<NonZeroUsize>,
}

/// Shows a report, as a screen or as JSON; an empty one, where nothing was recorded at all, with the first command.
pub(super) fn print<D: Serialize>(
    desk: &Desk,
    store: Option<&Store>,
    report: &Report<D>,
) -> Result<ExitCode, Failure>
where
    Report<D>: Layout,
{
    if desk.ui.json {
        desk.ui.print_json(report)?;
    } else if store.is_none() {
        desk.ui.show(&render::nothing_recorded())?;
    } else {
        desk.ui.show(&report.sheet())?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Asks one question of the file.
fn ask<D: Serialize>(
    desk: &Desk,
    limit: Option<NonZeroUsize>,
    name: ReportName,
    question: impl FnOnce(&Store, &Ask) -> Result<Report<D>, store::Error>,
) -> Result<ExitCode, Failure>
where
    Report<D>: Layout,
{
    let store = desk.store()?;
    let ask = desk.ask(store.as_ref(), limit.map(NonZeroUsize::get))?;
    let report = match &store {
        Some(store) => question(store, &ask)?,
        None => Report::empty(name, &ask),
    };
    print(desk, store.as_ref(), &report)
}

/// So many in each group of the morning fit one screen.
const SHORT: Option<NonZeroUsize> = NonZeroUsize::new(5);

/// On one screen each group of the morning but the overdue is short; in JSON and pipes alike a limit is only what one asks for.
pub(super) fn morning(desk: &Desk) -> Result<ExitCode, Failure> {
    let limit = desk.ui.is_screen().then_some(SHORT).flatten();
    ask(desk, limit, ReportName::Morning, report::morning)
}

pub(super) fn watch(args: &ListArgs, desk: &Desk) -> Result<ExitCode, Failure> {
    ask(desk, args.limit, ReportName::Watch, report::watch)
}

pub(super) fn questions(args: &QuestionsArgs, desk: &Desk) -> Result<ExitCode, Failure> {
    ask(desk, args.limit, ReportName::Questions, report::questions)
}

pub(super) fn upcoming(args: &ListArgs, desk: &Desk) -> Result<ExitCode, Failure> {
    ask(desk, args.limit, ReportName::Upcoming, report::upcoming)
}

pub(super) fn slips(args: &ListArgs, desk: &Desk) -> Result<ExitCode, Failure> {
    ask(desk, args.limit, ReportName::Slips, report::slips)
}

pub(super) fn actors(args: &ListArgs, desk: &Desk) -> Result<ExitCode, Failure> {
    ask(desk, args.limit, ReportName::Actors, report::actors)
}

pub(super) fn sources(args: &ListArgs, desk: &Desk) -> Result<ExitCode, Failure> {
    ask(desk, args.limit, ReportName::Sources, report::sources)
}

pub(super) fn stories(args: &ListArgs, desk: &Desk) -> Result<ExitCode, Failure> {
    ask(desk, args.limit, ReportName::Stories, report::stories)
}

pub(super) fn topics(args: &ListArgs, desk: &Desk) -> Result<ExitCode, Failure> {
    ask(desk, args.limit, ReportName::Topics, report::topics)
}

pub(super) fn timeline(args: &TimelineArgs, desk: &Desk) -> Result<ExitCode, Failure> {
    let kinds = args
        .kind
        .iter()
        .map(|typed| kind(typed))
        .collect::<Result<Vec<_>, _>>()?;
    ask(desk, args.limit, ReportName::Timeline, |store, ask| {
        report::timeline(store, ask, &kinds)
    })
}

/// A kind of entry, in the singular or the plural.
fn kind(typed: &str) -> Result<Kind, Failure> {
    let word = typed.trim().to_lowercase();
    let kind = Kind::read(&word).or_else(|_| Kind::read(word.strip_suffix('s').unwrap_or(&word)));
    kind.ok().filter(|kind| kind.is_entry()).ok_or_else(|| {
        Failure::usage(
            format!("--kind \"{typed}\" is no kind of entry"),
            "one of: event, statement, question, note; tidings actors, sources and stories list the others",
        )
    })
}

pub(super) fn show(args: &ShowArgs, desk: &Desk) -> Result<ExitCode, Failure> {
    let Some(store) = desk.store()? else {
        return Err(desk.nothing_yet(&args.which));
    };
    let id = desk.find(&store, &args.which)?;
    say_merged(desk, &store, &args.which, &id)?;
    let ask = desk.ask(Some(&store), None)?;
    let report: Report<Item> = report::show(&store, &ask, &id)?;
    print(desk, Some(&store), &report)
}

/// Says that what was named was merged into what is shown.
fn say_merged(desk: &Desk, store: &Store, typed: &str, shown: &Id) -> Result<(), Failure> {
    if let Found::One(id, kind) = store.find_itself(Kind::ALL, typed)?
        && id != *shown
        && let Some(row) = store.row(&id)?
    {
        let name = row.any()?.facts().headline.to_owned();
        desk.ui
            .status(&format!("{kind} {name} was merged into this one"));
    }
    Ok(())
}
