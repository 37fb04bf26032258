//! The commands that ask: each opens the file, asks one question, and shows the answer.

use std::{num::NonZeroUsize, process::ExitCode};

use clap::Args;
use serde::Serialize;

use super::{desk::Desk, error::Failure, narrow::NarrowArgs};
use crate::{
    model::{Id, Kind, Word as _},
    recording::{DateFlag, read_date},
    render::{self, Layout},
    report::{self, Ask, Item, Report, ReportName, Wanted, Within},
    store::{self, Found, Store},
    when::Bounds,
};

// What every list takes.
#[derive(Args, Debug)]
pub(super) struct ListArgs {
    #[command(flatten)]
    narrow: NarrowArgs,
    /// Show so many in a group at most
    #[arg(long, value_name = "N", value_parser = at_least_one)]
    pub limit: Option<NonZeroUsize>,
}

#[derive(Args, Debug)]
pub(super) struct QuestionsArgs {
    /// Those alone that nobody touched for long
    #[arg(long, conflicts_with = "all")]
    stale: bool,
    /// Those alone that are due: to be looked at again, in sight again, their deadline here or past
    #[arg(long, conflicts_with = "all")]
    due: bool,
    /// The hidden and the settled ones too
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    narrow: NarrowArgs,
    /// Show so many at most
    #[arg(long, value_name = "N", value_parser = at_least_one)]
    limit: Option<NonZeroUsize>,
}

#[derive(Args, Debug)]
pub(super) struct ShowArgs {
    /// The record: an id, a slug, a name, words of its title, or @ for the last one
    which: String,
}

impl ShowArgs {
    pub(super) fn of(which: &str) -> Self {
        Self {
            which: which.to_owned(),
        }
    }
}

#[derive(Args, Debug)]
pub(super) struct TimelineArgs {
    /// Show entries of this kind alone: event, statement, question, note; with commas between
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    kind: Vec<String>,
    /// From this day on: "1 August", 2025-08; looks back for a missing year
    #[arg(long, value_name = "WHEN")]
    from: Option<String>,
    /// Up to this day, itself in; looks ahead
    #[arg(long, value_name = "WHEN")]
    to: Option<String>,
    #[command(flatten)]
    narrow: NarrowArgs,
    /// Show so many at most, those nearest to today
    #[arg(long, value_name = "N", value_parser = at_least_one)]
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
        desk.ui.show_list(&report.sheet())?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Asks one question of the file.
pub(super) fn ask<D: Serialize>(
    desk: &Desk,
    narrow: &NarrowArgs,
    limit: Option<NonZeroUsize>,
    name: ReportName,
    question: impl FnOnce(&Store, &Ask) -> Result<Report<D>, store::Error>,
) -> Result<ExitCode, Failure>
where
    Report<D>: Layout,
{
    let store = desk.store()?;
    let ask = desk.ask_narrowed(store.as_ref(), narrow, limit.map(NonZeroUsize::get))?;
    let report = match &store {
        Some(store) => question(store, &ask)?,
        None => Report::empty(name, &ask),
    };
    print(desk, store.as_ref(), &report)
}

/// Reads how many a list may show.
pub(super) fn at_least_one(typed: &str) -> Result<NonZeroUsize, &'static str> {
    typed.parse().map_err(|_| "it is a number from 1")
}

/// So many in each group of the morning fit one screen.
const SHORT: Option<NonZeroUsize> = NonZeroUsize::new(5);

/// On one screen each group of the morning but the overdue is short; in JSON and pipes alike a limit is only what one asks for.
pub(super) fn morning(narrow: &NarrowArgs, desk: &Desk) -> Result<ExitCode, Failure> {
    let limit = desk.ui.is_screen().then_some(SHORT).flatten();
    ask(desk, narrow, limit, ReportName::Morning, report::morning)
}

pub(super) fn watch(args: &ListArgs, desk: &Desk) -> Result<ExitCode, Failure> {
    ask(
        desk,
        &args.narrow,
        args.limit,
        ReportName::Watch,
        report::watch,
    )
}

pub(super) fn questions(args: &QuestionsArgs, desk: &Desk) -> Result<ExitCode, Failure> {
    let wanted = match *args {
        QuestionsArgs { all: true, .. } => Wanted::All,
        QuestionsArgs { stale, due, .. } if stale || due => Wanted::Waiting { stale, due },
        _ => Wanted::Open,
    };
    ask(
        desk,
        &args.narrow,
        args.limit,
        ReportName::Questions,
        |store, ask| report::questions(store, ask, wanted),
    )
}

/// What is due for a look: `check` without a record.
pub(super) fn due(
    narrow: &NarrowArgs,
    limit: Option<NonZeroUsize>,
    desk: &Desk,
) -> Result<ExitCode, Failure> {
    ask(desk, narrow, limit, ReportName::Check, report::check)
}

pub(super) fn upcoming(args: &ListArgs, desk: &Desk) -> Result<ExitCode, Failure> {
    ask(
        desk,
        &args.narrow,
        args.limit,
        ReportName::Upcoming,
        report::upcoming,
    )
}

pub(super) fn slips(args: &ListArgs, desk: &Desk) -> Result<ExitCode, Failure> {
    ask(
        desk,
        &args.narrow,
        args.limit,
        ReportName::Slips,
        report::slips,
    )
}

pub(super) fn actors(args: &ListArgs, desk: &Desk) -> Result<ExitCode, Failure> {
    ask(
        desk,
        &args.narrow,
        args.limit,
        ReportName::Actors,
        report::actors,
    )
}

pub(super) fn sources(args: &ListArgs, desk: &Desk) -> Result<ExitCode, Failure> {
    ask(
        desk,
        &args.narrow,
        args.limit,
        ReportName::Sources,
        report::sources,
    )
}

pub(super) fn stories(args: &ListArgs, desk: &Desk) -> Result<ExitCode, Failure> {
    ask(
        desk,
        &args.narrow,
        args.limit,
        ReportName::Stories,
        report::stories,
    )
}

pub(super) fn topics(args: &ListArgs, desk: &Desk) -> Result<ExitCode, Failure> {
    ask(
        desk,
        &args.narrow,
        args.limit,
        ReportName::Topics,
        report::topics,
    )
}

pub(super) fn timeline(args: &TimelineArgs, desk: &Desk) -> Result<ExitCode, Failure> {
    let kinds = args
        .kind
        .iter()
        .map(|typed| kind_of(typed, Kind::ENTRIES))
        .collect::<Result<Vec<_>, _>>()?;
    let within = within(args, desk)?;
    ask(
        desk,
        &args.narrow,
        args.limit,
        ReportName::Timeline,
        |store, ask| report::timeline(store, ask, &kinds, within),
    )
}

/// The stretch of time between two dates: from the first day of the one to the last of the other.
fn within(args: &TimelineArgs, desk: &Desk) -> Result<Within, Failure> {
    let bounds = |typed: &Option<String>, flag| -> Result<Option<Bounds>, Failure> {
        let read = |typed: &String| read_date(typed, flag, &desk.moment, None, None);
        let understood = typed.as_ref().map(read).transpose()?;
        Ok(understood.map(|understood| understood.when.bounds()))
    };
    let from = bounds(&args.from, DateFlag::last("from"))?;
    let to = bounds(&args.to, DateFlag::next("to"))?;
    let within = Within {
        from: from.and_then(|from| from.earliest),
        to: to.and_then(|to| to.latest),
    };
    match (within.from, within.to) {
        (Some(from), Some(to)) if from > to => Err(Failure::usage(
            format!("--from {from} is later than --to {to}"),
            format!("tidings timeline --from {to} --to {from}"),
        )),
        _ => Ok(within),
    }
}

/// One of these kinds of record, in the singular or the plural.
pub(super) fn kind_of(typed: &str, among: &[Kind]) -> Result<Kind, Failure> {
    let word = typed.trim().to_lowercase();
    let kind = among
        .iter()
        .find(|kind| kind.word() == word || kind.plural() == word);
    kind.copied().ok_or_else(|| {
        let words: Vec<&str> = among.iter().map(|kind| kind.word()).collect();
        let lists = if among == Kind::ENTRIES {
            "; tidings actors, sources and stories list the others"
        } else {
            ""
        };
        let what = if lists.is_empty() { "record" } else { "entry" };
        Failure::usage(
            format!("--kind \"{typed}\" is no kind of {what}"),
            format!("one of: {}{lists}", words.join(", ")),
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
