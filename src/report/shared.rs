//! What every record has, read from a record of whichever kind.

use crate::{
    model::{AnyRecord, Citation, Id, Link, Verb},
    when::{Instant, When},
};

/// The shared fields of a record, whatever its kind.
#[derive(Clone, Copy, Debug)]
pub struct Shared<'a> {
    /// The story that it belongs to.
    pub story: Option<Id>,
    /// Not for publication before this instant.
    pub embargo_until: Option<&'a Instant>,
    /// What it is filed under.
    pub topics: &'a [String],
    /// What it rests on.
    pub citations: &'a [Citation],
    /// What it says of other records.
    pub links: &'a [Link],
}

impl<'a> Shared<'a> {
    /// The shared fields of a record.
    #[must_use]
    pub fn of(record: &'a AnyRecord) -> Self {
        macro_rules! shared {
            ($record:expr) => {
                Self {
                    story: $record.story,
                    embargo_until: $record.embargo_until.as_ref(),
                    topics: &$record.topics,
                    citations: &$record.citations,
                    links: &$record.links,
                }
            };
        }
        match record {
            AnyRecord::Story(record) => shared!(record),
            AnyRecord::Source(record) => shared!(record),
            AnyRecord::Actor(record) => shared!(record),
            AnyRecord::Event(record) => shared!(record),
            AnyRecord::Statement(record) => shared!(record),
            AnyRecord::Question(record) => shared!(record),
            AnyRecord::Note(record) => shared!(record),
        }
    }

    /// The records that it is linked to by this verb.
    pub fn linked(self, verb: Verb) -> impl Iterator<Item = Id> + 'a {
        self.links
            .iter()
            .filter(move |link| link.verb == verb)
            .map(|link| link.to)
    }
}

/// The day at which a date stands on the line of time: its first, or its last where it has no first.
pub(super) fn stands_at(when: &When) -> Option<chrono::NaiveDate> {
    let bounds = when.bounds();
    bounds.earliest.or(bounds.latest)
}
