//! What a user asks: one file a question. A report is a value; its serde form is `--json`, and a layout in
//! [`render`](crate::render) makes the screen of the same value without asking the store again.

mod ask;
mod called;
mod due;
mod history;
mod independence;
mod item;
mod lists;
mod morning;
mod names;
mod narrow;
mod query;
mod questions;
pub mod release;
mod search;
mod show;
mod slips;
mod snippet;
mod stats;
mod timeline;
mod touch;
mod upcoming;
mod watch;
mod withheld;

use chrono::NaiveDate;
use serde::{Serialize, Serializer};

pub use ask::Ask;
pub use due::check;
pub use history::{Step, history};
pub use independence::{Folded, Origin, Origins, origins};
pub use item::{Asked, Due, Evidence, Item, LinkedFrom, Rested, Resting, Stands};
pub use lists::{Topic, actors, sources, stories, topics};
pub use morning::morning;
pub use names::{Name, Names};
pub use narrow::Narrow;
pub use questions::{Wanted, questions};
pub use search::{COUNTED, LookedFor, search};
pub use show::show;
pub use slips::{Moved, Slipped, slips};
pub use snippet::{Found, Piece, Snippet};
pub use stats::{Speaker, Stats, Words, stats};
pub use timeline::{Within, timeline};
pub use touch::STALE_AFTER;
pub use upcoming::upcoming;
pub use watch::watch;
pub use withheld::Withheld;

use crate::{
    model::{Id, Kind},
    store::{Error, Store},
    when::Zone,
};

/// Which question a report answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "each variant is the report that it names")]
pub enum ReportName {
    Morning,
    Check,
    Watch,
    Questions,
    Upcoming,
    Timeline,
    Search,
    Slips,
    Stats,
    Show,
    History,
    Actors,
    Sources,
    Stories,
    Topics,
}

impl ReportName {
    /// The groups of the report, in order. Reports without groups have one, named `items`.
    #[must_use]
    pub fn groups(self) -> &'static [&'static str] {
        match self {
            Self::Morning => &[
                "overdue",
                "today",
                "running",
                "next",
                "check-again",
                "to-do",
                "embargoes",
            ],
            Self::Check => &["overdue", "due", "stale"],
            Self::Watch => &["questions", "expected"],
            Self::Upcoming => &["overdue", "today", "running", "upcoming", "no-date"],
            _ => &["items"],
        }
    }
}

/// The answer to a question, as a value.
#[derive(Clone, Debug, Serialize)]
pub struct Report<D> {
    /// Which report it is.
    pub report: ReportName,
    /// The day as of which classes are judged.
    #[serde(serialize_with = "iso")]
    pub today: NaiveDate,
    /// The day up to which the journal was read; null: to its end.
    pub as_of: Option<String>,
    /// The story that it is narrowed to.
    pub story: Option<Id>,
    /// The topics that it is narrowed to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<String>,
    /// The actors that it is narrowed to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub actors: Vec<Id>,
    /// The stretch of time that it is narrowed to.
    #[serde(flatten)]
    pub within: Option<Within>,
    /// What was looked for; of a search.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub looked_for: Vec<LookedFor>,
    /// What it found, in order.
    pub groups: Vec<Group<D>>,
    /// Records that a screen shows beside the items: what questions hang on, sources, what is waited for.
    #[serde(skip)]
    pub beside: Vec<Item>,
    /// The words for every record that the items refer to.
    #[serde(skip)]
    pub names: Names,
    /// What the last lines of a screen count.
    #[serde(skip)]
    pub counts: Counts,
    /// The time of the command, in UTC milliseconds.
    #[serde(skip)]
    pub now: u64,
    /// The user's zone.
    #[serde(skip)]
    pub zone: Zone,
}

/// One group of a report.
#[derive(Clone, Debug, Serialize)]
pub struct Group<D> {
    /// What it is called in JSON.
    pub name: &'static str,
    /// What is in it.
    pub items: Vec<D>,
    /// How many a limit left out.
    #[serde(skip)]
    pub left_out: usize,
}

/// What the last lines of a screen count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Open questions that are part of no other open one.
    pub questions: usize,
    /// Open questions that are part of another.
    pub parts: usize,
    /// Open questions that are out of sight for now.
    pub hidden: usize,
    /// What a limit left out before what is shown.
    pub earlier: usize,
    /// What a limit left out after it.
    pub later: usize,
    /// Open events without a date; of a timeline that is narrowed to a stretch of time, all that has none.
    pub undated: usize,
    /// Which questions were asked for.
    pub wanted: Wanted,
    /// Which kinds were asked for, where it was not all of them.
    pub kinds: Vec<Kind>,
    /// What is overdue in other stories than the one asked about.
    pub overdue_elsewhere: usize,
    /// What was found nothing of in what is asked about, and is elsewhere.
    pub elsewhere: usize,
    /// Items that are not for publication.
    pub withheld: Withheld,
}

impl<D> Report<D> {
    /// The report on a file that is not there, or that holds nothing of what was asked.
    #[must_use]
    pub fn empty(report: ReportName, ask: &Ask) -> Self {
        let groups = report.groups().iter().map(|name| Group {
            name,
            items: Vec::new(),
            left_out: 0,
        });
        Self {
            report,
            today: ask.today,
            as_of: None,
            story: ask.story,
            topics: ask.narrow.topics.clone(),
            actors: ask.narrow.actors.clone(),
            within: None,
            looked_for: Vec::new(),
            groups: groups.collect(),
            beside: Vec::new(),
            names: Names::default(),
            counts: Counts::default(),
            now: ask.now,
            zone: ask.zone,
        }
    }

    /// The items of a group; none where the report has no such group.
    #[must_use]
    pub fn items(&self, group: &str) -> &[D] {
        self.group(group).map_or(&[], |group| &group.items)
    }

    /// A group by its name.
    #[must_use]
    pub fn group(&self, name: &str) -> Option<&Group<D>> {
        self.groups.iter().find(|group| group.name == name)
    }

    /// Whether no group has anything in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.groups.iter().all(|group| group.items.is_empty())
    }

    /// How many there are in a group, with what a limit left out.
    #[must_use]
    pub fn total(&self, group: &str) -> usize {
        self.group(group)
            .map_or(0, |group| group.items.len() + group.left_out)
    }

    /// Where there is nothing of what is asked about: counts what the same question finds in the whole file.
    fn count_elsewhere(
        &mut self,
        ask: &Ask,
        question: impl FnOnce(&Ask) -> Result<Self, Error>,
    ) -> Result<(), Error> {
        if let Some(everywhere) = ask.everywhere().filter(|_| self.is_nothing()) {
            let found = question(&everywhere)?;
            let groups = found.groups.iter();
            self.counts.elsewhere = groups.map(|group| found.total(group.name)).sum();
        }
        Ok(())
    }

    /// Whether there is nothing, nor anything that a limit left out.
    fn is_nothing(&self) -> bool {
        self.is_empty() && self.groups.iter().all(|group| group.left_out == 0)
    }

    fn fill(&mut self, name: &str, items: Vec<D>, left_out: usize) {
        if let Some(group) = self.groups.iter_mut().find(|group| group.name == name) {
            group.items = items;
            group.left_out = left_out;
        }
    }
}

impl Report<Item> {
    /// A record that stands beside the items, or is one of them.
    #[must_use]
    pub fn beside(&self, id: Id) -> Option<&Item> {
        self.beside.iter().find(|item| item.record.id() == id)
    }

    /// Resolves everything that the items refer to, by few look-ups, and gives each its short id.
    fn finish(mut self, store: &Store) -> Result<Self, Error> {
        let Self {
            groups,
            beside,
            names,
            story,
            actors,
            ..
        } = &mut self;
        let items = || groups.iter().flat_map(|group| &group.items).chain(&*beside);
        let mut wanted: Vec<Id> = story.iter().chain(&*actors).copied().collect();
        for item in items() {
            names.note_all(store, item)?;
            item.refers(&mut wanted);
        }
        names.learn(store, wanted)?;
        let items = groups.iter_mut().flat_map(|group| &mut group.items);
        for item in items.chain(beside) {
            item.resolve(names);
        }
        Ok(self)
    }
}

fn iso<S: Serializer>(day: &NaiveDate, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(day)
}

fn iso_or_null<S: Serializer>(day: &Option<NaiveDate>, serializer: S) -> Result<S::Ok, S::Error> {
    match day {
        Some(day) => iso(day, serializer),
        None => serializer.serialize_none(),
    }
}

/// How SQLite answers the queries of the unfiltered reports: the name of the query and the steps of its plan.
/// For tests that hold the plans.
///
/// # Errors
/// What SQLite says.
pub fn plans(store: &Store, ask: &Ask) -> Result<Vec<(String, Vec<String>)>, Error> {
    let named = |report: &'static str, queries: Vec<(&'static str, query::Query)>| {
        queries
            .into_iter()
            .map(move |(name, query)| (format!("{report} {name}"), query))
    };
    named("upcoming", upcoming::queries(ask))
        .chain(named("morning", morning::queries(ask)))
        .chain(named("watch", watch::queries(ask)))
        .chain(named("questions", questions::queries(ask)))
        .chain(named(
            "timeline",
            timeline::queries(ask, &[], Within::default()).into(),
        ))
        .chain(named(
            "timeline --kind",
            timeline::queries(ask, &[Kind::Statement], Within::default()).into(),
        ))
        .chain(named("search", search::queries(store, ask)?))
        .chain(named("slips", slips::queries(ask)))
        .chain(named("actors", lists::queries(ask, Kind::Actor)))
        .map(|(name, query)| Ok((name, query.plan(store)?)))
        .collect()
}
