//! One item of a report: the record, what the report derives of it, and what a screen needs to show it.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Ask, Found, Names, Origins, Slipped, touch::stands_at};
use crate::{
    model::{AnyRecord, Event, Id, Kind, Question, Record, Statement, Verb},
    store::{Error, RecordRow, Rests},
    when::{Class, class},
};

/// A record in a report. In JSON: `entry` first, the record as in the timeline document, then what is derived.
#[derive(Clone, Debug, Serialize)]
pub struct Item {
    /// The kind of record.
    pub entry: Kind,
    /// The record.
    #[serde(flatten)]
    pub record: AnyRecord,
    /// Where it stands as of today; only while it is open.
    #[serde(flatten)]
    pub stands: Option<Stands>,
    /// What is known about a question; where the report asks.
    #[serde(flatten)]
    pub asked: Option<Asked>,
    /// How far its date slipped; where the report asks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub slipped: Option<Slipped>,
    /// Of how many independent origins its sources are; where the report asks, and it cites some.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origins: Option<Origins>,
    /// All that rests on a source; where the report asks.
    #[serde(flatten)]
    pub resting: Option<Rested>,
    /// Those to whom an actor belongs, one after the other, those who were merged as the one that they are; where the
    /// report asks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub belongs_to: Option<Vec<Id>>,
    /// Why it stands as it does; where the report asks, and somebody said so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stands_why: Option<String>,
    /// What refers to it; where the report asks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub linked_from: Option<Vec<LinkedFrom>>,
    /// Where what was looked for stands in it; in a search.
    #[serde(flatten)]
    pub found: Option<Found>,
    /// The fewest letters by which it is found.
    #[serde(skip)]
    pub short: String,
    /// The day on which it was first recorded.
    #[serde(skip)]
    pub recorded: NaiveDate,
    /// The day on which it was last touched: changed, or, where the report asks, referred to.
    #[serde(skip)]
    pub touched: NaiveDate,
    /// After how many days without a touch it is stale.
    #[serde(skip)]
    pub stale_after: i64,
    /// Why it is to be looked at again; where the report asks.
    #[serde(skip)]
    pub due: Option<Due>,
    /// The event under which a question stands; where the report asks.
    #[serde(skip)]
    pub hangs_on: Option<Id>,
}

/// Where an open record stands as of today.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Stands {
    /// Its class.
    pub class: Class,
    /// Days to its first day, negative where that is past; null: none, or an open end.
    pub days_to_earliest: Option<i64>,
    /// Days to its last day, negative where that is past; null: none, or an open end.
    pub days_to_latest: Option<i64>,
    /// What it still waits on.
    pub waits_on: Vec<Id>,
    /// Days since it was asked, else since it was recorded.
    pub age_days: i64,
}

/// What is known about a question.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Asked {
    /// What bears on it.
    pub evidence: Evidence,
    /// The open questions that are part of it.
    pub parts: Vec<Item>,
}

/// How many records bear on a question.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// Those that support or answer it.
    #[serde(rename = "for")]
    pub pro: usize,
    /// Those that contradict it.
    #[serde(rename = "against")]
    pub contra: usize,
}

/// A record that refers to an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LinkedFrom {
    /// The verb of the link, else the name of the field.
    pub verb: String,
    /// The record that refers.
    pub from: Id,
}

/// What a source comes from, and all that rests on it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Rested {
    /// The sources that it derives from, one from the other, the root last.
    pub derives_from: Vec<Id>,
    /// The sources that derive from it.
    pub derived: Vec<Resting>,
    /// The records that cite it, or a source that derives from it.
    pub resting: Vec<Resting>,
}

/// Something that rests on a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Resting {
    /// The record.
    pub record: Id,
    /// The derived source between the two; null: it rests on the source itself.
    pub through: Option<Id>,
}

impl From<Rests> for Resting {
    fn from(rests: Rests) -> Self {
        Self {
            record: rests.id,
            through: rests.through,
        }
    }
}

/// Why an open record is to be looked at again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// A look was set for this day.
    Check(NaiveDate),
    /// Nobody touched it for so many days.
    Stale(i64),
}

impl Item {
    /// Reads the record of a row, and where it stands as of today.
    pub(super) fn read(row: &RecordRow, ask: &Ask) -> Result<Self, Error> {
        let record = row.any()?;
        let recorded = ask.day_of(row.first_change);
        Ok(Self {
            entry: row.kind,
            stands: row.open.then(|| Stands::of(&record, recorded, ask.today)),
            record,
            asked: None,
            slipped: None,
            origins: None,
            resting: None,
            belongs_to: None,
            stands_why: None,
            linked_from: None,
            found: None,
            short: String::new(),
            recorded,
            touched: ask.day_of(row.last_change),
            stale_after: ask.stale_after,
            due: None,
            hangs_on: None,
        })
    }

    /// Reads several.
    pub(super) fn read_all(rows: &[RecordRow], ask: &Ask) -> Result<Vec<Self>, Error> {
        rows.iter().map(|row| Self::read(row, ask)).collect()
    }

    /// The event, where it is one.
    #[must_use]
    pub fn event(&self) -> Option<&Record<Event>> {
        match &self.record {
            AnyRecord::Event(event) => Some(event),
            _ => None,
        }
    }

    /// The statement, where it is one.
    #[must_use]
    pub fn statement(&self) -> Option<&Record<Statement>> {
        match &self.record {
            AnyRecord::Statement(statement) => Some(statement),
            _ => None,
        }
    }

    /// The question, where it is one.
    #[must_use]
    pub fn question(&self) -> Option<&Record<Question>> {
        match &self.record {
            AnyRecord::Question(question) => Some(question),
            _ => None,
        }
    }

    /// The open questions that are part of it.
    #[must_use]
    pub fn parts(&self) -> &[Item] {
        self.asked.as_ref().map_or(&[], |asked| &asked.parts)
    }

    /// Its class as of today; none where it is not open.
    #[must_use]
    pub fn class(&self) -> Option<Class> {
        self.stands.as_ref().map(|stands| stands.class)
    }

    /// Whether its last day is over and it is still open.
    #[must_use]
    pub fn is_overdue(&self) -> bool {
        self.class() == Some(Class::Overdue)
    }

    /// What it refers to that a list shows: speakers, what it is about, what it waits on, who moved it.
    pub(super) fn refers(&self, wanted: &mut Vec<Id>) {
        wanted.extend(self.record.links().iter().map(|link| link.to));
        match &self.record {
            AnyRecord::Event(event) => {
                wanted.extend(event.own.moves.iter().filter_map(|step| step.by));
            }
            AnyRecord::Statement(statement) => wanted.extend(&statement.own.speakers),
            AnyRecord::Actor(actor) => {
                wanted.extend(actor.own.of.into_iter().chain(actor.own.merged_into));
            }
            AnyRecord::Source(source) => {
                wanted.extend(source.own.origin.into_iter().chain(source.own.merged_into));
            }
            _ => {}
        }
        wanted.extend(self.found.iter().flat_map(|found| &found.names));
        for part in self.parts() {
            part.refers(wanted);
        }
    }

    /// Takes its short id from the names, and out of what it waits on what has come.
    pub(super) fn resolve(&mut self, names: &Names) {
        self.short = names.short(self.record.id());
        if let Some(stands) = &mut self.stands {
            stands.waits_on.retain(|id| names.is_awaited(*id));
        }
        if let Some(asked) = &mut self.asked {
            asked.parts.iter_mut().for_each(|part| part.resolve(names));
        }
    }
}

impl Stands {
    fn of(record: &AnyRecord, recorded: NaiveDate, today: NaiveDate) -> Self {
        let when = record.facts().date;
        let bounds = when.map(crate::when::When::bounds);
        let away = |day: Option<NaiveDate>| day.map(|day| (day - today).num_days());
        let asked = match record {
            AnyRecord::Question(question) => question.own.asked.as_ref().and_then(stands_at),
            _ => None,
        };
        Self {
            class: class(when, today),
            days_to_earliest: away(bounds.and_then(|bounds| bounds.earliest)),
            days_to_latest: away(bounds.and_then(|bounds| bounds.latest)),
            waits_on: record.linked(Verb::WaitsOn).collect(),
            age_days: (today - asked.unwrap_or(recorded)).num_days().max(0),
        }
    }
}
