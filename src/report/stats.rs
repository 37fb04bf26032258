//! What there is, counted: how far it has come, who speaks, what it rests on, and what is missing.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use serde::Serialize;

use super::{
    Ask, Item, Moved, Report, ReportName, Wanted, Withheld,
    independence::Folding,
    lists,
    query::{BY_SORT, Query, of_kinds},
    questions,
    touch::stands_at,
    withheld::Withholding,
};
use crate::{
    model::{
        AnyRecord, Event, EventStatus, Form, Id, Kind, Note, NoteKind, Question, Record, Source,
        Statement, Terms, Verb, Word,
    },
    store::{Error, Store},
};

/// How often each word of a vocabulary is used; a word that is not is left out.
pub type Words = BTreeMap<&'static str, usize>;

/// What there is, counted.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Stats {
    /// The first day on which something happened or was said.
    #[serde(serialize_with = "super::iso_or_null")]
    pub first_day: Option<NaiveDate>,
    /// The last such day, up to today.
    #[serde(serialize_with = "super::iso_or_null")]
    pub last_day: Option<NaiveDate>,
    /// The day on which the first entry was recorded.
    #[serde(serialize_with = "super::iso_or_null")]
    pub recorded_from: Option<NaiveDate>,
    /// The day on which an entry was last changed.
    #[serde(serialize_with = "super::iso_or_null")]
    pub recorded_to: Option<NaiveDate>,
    /// Events by status.
    pub events: Words,
    /// Open events whose date has passed.
    pub overdue: usize,
    /// Open events without a date.
    pub undated: usize,
    /// Events whose date was announced anew, wholly later than before.
    pub slipped: usize,
    /// How often that was.
    pub slips: usize,
    /// Statements by form.
    pub statements: Words,
    /// Statements by ground rules.
    pub terms: Words,
    /// Events and statements by what became of them: confirmed, disputed, retracted.
    pub standing: Words,
    /// Who speaks, those first who do so most; those who were merged are one.
    pub speakers: Vec<Speaker>,
    /// Questions by status.
    pub questions: Words,
    /// Open questions that nobody touched for long.
    pub stale: usize,
    /// Open questions whose deadline has passed.
    pub late: usize,
    /// Notes by kind; a plain one is a note.
    pub notes: Words,
    /// What is to do, and not done.
    pub to_do: usize,
    /// How many actors.
    pub actors: usize,
    /// Sources by reliability; those that nobody graded are ungraded.
    pub sources: Words,
    /// Sources by what became of them.
    pub sources_standing: Words,
    /// Entries whose sources are of one origin that is known.
    pub one_origin: usize,
    /// Entries whose sources are of several independent origins.
    pub several_origins: usize,
    /// Entries with sources of which nobody knows the origin.
    pub unknown_origin: usize,
    /// Events that happened and cite nothing.
    pub happened_unsourced: usize,
    /// Statements that cite nothing and are not off the record.
    pub statements_unsourced: usize,
    /// Entries that are not for publication.
    pub withheld: Withheld,
}

/// Somebody who speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Speaker {
    /// The actor.
    pub actor: Id,
    /// How many statements they made, alone or with others.
    pub statements: usize,
}

/// Counts what there is.
///
/// # Errors
/// What SQLite says, or damage.
pub fn stats(store: &Store, ask: &Ask) -> Result<Report<Stats>, Error> {
    let mut count = Counting {
        store,
        ask,
        stats: Stats::default(),
        speakers: HashMap::new(),
        folding: Folding::new(store),
        withholding: Withholding::new(store, ask)?,
    };
    Query::of(ask, &of_kinds(Kind::ENTRIES), BY_SORT, Vec::new()).each(store, |row| {
        count.entry(&Item::read(&row, ask)?)?;
        Ok(true)
    })?;
    let Counting {
        mut stats,
        speakers,
        withholding,
        ..
    } = count;
    stats.withheld = withholding.counted;
    stats.speakers = merged(store, speakers)?;
    let waiting = Wanted::Waiting {
        stale: true,
        due: false,
    };
    let everything = Ask {
        limit: None,
        ..ask.clone()
    };
    stats.stale = questions(store, &everything, waiting)?.total("items");
    for (_, query) in lists::queries(ask, Kind::Source) {
        query.each(store, |row| {
            of_source(&mut stats, &row.record::<Source>()?.own);
            Ok(true)
        })?;
    }
    for (_, query) in lists::queries(ask, Kind::Actor) {
        stats.actors += query.count(store)?;
    }
    let mut report = Report::empty(ReportName::Stats, ask);
    let named = stats.speakers.iter().map(|speaker| speaker.actor);
    report.names.learn(store, named.chain(ask.story))?;
    report.fill("items", vec![stats], 0);
    Ok(report)
}

struct Counting<'a> {
    store: &'a Store,
    ask: &'a Ask,
    stats: Stats,
    speakers: HashMap<Id, usize>,
    folding: Folding<'a>,
    withholding: Withholding,
}

fn one<W: Word>(words: &mut Words, word: W) {
    *words.entry(word.word()).or_default() += 1;
}

impl Counting<'_> {
    fn entry(&mut self, item: &Item) -> Result<(), Error> {
        let stats = &mut self.stats;
        stats.recorded_from = earlier(stats.recorded_from, item.recorded);
        stats.recorded_to = stats.recorded_to.max(Some(item.touched));
        self.withholding.see(&item.record);
        match &item.record {
            AnyRecord::Event(event) => self.event(item, event),
            AnyRecord::Statement(statement) => self.statement(item, statement),
            AnyRecord::Question(question) => self.question(item, question),
            AnyRecord::Note(note) => self.note(note),
            _ => {}
        }
        if !self.repeats(&item.record)?
            && let Some(origins) = self.folding.of_entry(&item.record)?
        {
            match origins.independent {
                0 => self.stats.unknown_origin += 1,
                1 => self.stats.one_origin += 1,
                _ => self.stats.several_origins += 1,
            }
        }
        Ok(())
    }

    /// Whether it restates what stands: who repeats what another said adds no origin.
    fn repeats(&self, record: &AnyRecord) -> Result<bool, Error> {
        let restates = record.linked(Verb::Restates).next().is_some();
        Ok(restates && self.store.root(&record.id(), Verb::Restates.word())? != record.id())
    }

    fn day(&mut self, item: &Item) {
        let day = item.record.facts().date.and_then(stands_at);
        if let Some(day) = day.filter(|day| *day <= self.ask.today) {
            self.stats.first_day = earlier(self.stats.first_day, day);
            self.stats.last_day = self.stats.last_day.max(Some(day));
        }
    }

    fn event(&mut self, item: &Item, event: &Record<Event>) {
        let stats = &mut self.stats;
        one(&mut stats.events, event.own.status);
        if let Some(standing) = event.own.standing {
            one(&mut stats.standing, standing);
        }
        stats.overdue += usize::from(item.is_overdue());
        stats.undated += usize::from(event.own.is_open() && event.own.when.is_none());
        if let Some(moved) = Moved::of(&event.own).filter(|moved| moved.slipped.times > 0) {
            stats.slipped += 1;
            stats.slips += moved.slipped.times;
        }
        if event.own.status == EventStatus::Happened {
            stats.happened_unsourced += usize::from(!event.facts().cites());
            self.day(item);
        }
    }

    fn statement(&mut self, item: &Item, statement: &Record<Statement>) {
        let stats = &mut self.stats;
        one::<Form>(&mut stats.statements, statement.own.form);
        one::<Terms>(&mut stats.terms, statement.own.terms);
        if let Some(standing) = statement.own.standing {
            one(&mut stats.standing, standing);
        }
        let open = statement.own.terms != Terms::OffRecord;
        stats.statements_unsourced += usize::from(open && statement.citations.is_empty());
        for speaker in &statement.own.speakers {
            *self.speakers.entry(*speaker).or_default() += 1;
        }
        self.day(item);
    }

    fn question(&mut self, item: &Item, question: &Record<Question>) {
        one(&mut self.stats.questions, question.own.status);
        let hidden = item.is_hidden(self.ask.today);
        self.stats.late += usize::from(item.is_overdue() && !hidden);
    }

    fn note(&mut self, note: &Record<Note>) {
        let kind = note.own.kind.map_or("note", NoteKind::word);
        *self.stats.notes.entry(kind).or_default() += 1;
        let to_do = note.own.kind == Some(NoteKind::Todo) && note.own.done.is_none();
        self.stats.to_do += usize::from(to_do);
    }
}

fn earlier(before: Option<NaiveDate>, day: NaiveDate) -> Option<NaiveDate> {
    Some(before.map_or(day, |before| before.min(day)))
}

fn of_source(stats: &mut Stats, source: &Source) {
    let grade = source.reliability.map_or("ungraded", Word::word);
    *stats.sources.entry(grade).or_default() += 1;
    if let Some(standing) = source.standing {
        one(&mut stats.sources_standing, standing);
    }
}

/// Who speaks how often, those who were merged as one, the most first.
fn merged(store: &Store, counted: HashMap<Id, usize>) -> Result<Vec<Speaker>, Error> {
    let mut roots: BTreeMap<Id, usize> = BTreeMap::new();
    for (actor, count) in counted {
        *roots.entry(store.one(&actor)?).or_default() += count;
    }
    let speakers = roots.into_iter();
    let mut speakers: Vec<Speaker> = speakers
        .map(|(actor, statements)| Speaker { actor, statements })
        .collect();
    speakers.sort_by_key(|speaker| std::cmp::Reverse(speaker.statements));
    Ok(speakers)
}
