//! Cutting: what a record says of records and people that do not go out is taken out of it.

use super::Cast;
use crate::model::{Actor, AnyRecord, Event, Id, Note, Question, Record, Source, Statement, Story};

/// What is taken out of one record.
pub(super) struct Cut<'a> {
    /// Whether a record goes out.
    pub goes_out: &'a dyn Fn(&Id) -> bool,
    /// Who may be named, by what was merged.
    pub cast: &'a Cast,
    /// The speakers whom nothing in the record may name.
    pub hidden: &'a [Id],
    /// How many references were taken out.
    pub links: u64,
}

impl Cut<'_> {
    /// Cuts a record of whichever kind.
    pub(super) fn record(&mut self, record: &mut AnyRecord) {
        match record {
            AnyRecord::Story(record) => self.whole(record),
            AnyRecord::Source(record) => self.whole(record),
            AnyRecord::Actor(record) => self.whole(record),
            AnyRecord::Event(record) => self.whole(record),
            AnyRecord::Statement(record) => {
                self.whole(record);
                self.anonymise(record);
            }
            AnyRecord::Question(record) => self.whole(record),
            AnyRecord::Note(record) => self.whole(record),
        }
    }

    fn whole<K: Refers>(&mut self, record: &mut Record<K>) {
        record.own.cut(record.id, self);
        self.one(&mut record.story);
        self.several(&mut record.citations, |citation| citation.source);
        self.several(&mut record.links, |link| link.to);
    }

    /// Takes out what would name a hidden speaker: a slug that people made of a name, an attribution or topic that is one.
    fn anonymise(&mut self, record: &mut Record<Statement>) {
        if !self.conceals(record) {
            return;
        }
        let names = |words: &str| self.cast.names_one_of(words, self.hidden);
        record.slug = None;
        record
            .own
            .attribution
            .take_if(|attribution| names(attribution));
        record.topics.retain(|topic| !names(topic));
    }

    /// Whether somebody stands behind the statement whom it may not name.
    fn conceals(&self, record: &Record<Statement>) -> bool {
        !self.hidden.is_empty()
            || (record.own.terms.hides_speaker() && record.own.speakers.is_empty())
    }

    fn may_stand(&self, id: &Id) -> bool {
        (self.goes_out)(id)
            && !self
                .hidden
                .iter()
                .any(|hidden| self.cast.are_one(hidden, id))
    }

    /// Takes out what leads to a record that does not go out.
    fn one(&mut self, reference: &mut Option<Id>) {
        if reference.take_if(|id| !self.may_stand(id)).is_some() {
            self.links += 1;
        }
    }

    /// Takes out the members that lead to a record that does not go out.
    fn several<T>(&mut self, members: &mut Vec<T>, to: impl Fn(&T) -> Id) {
        let before = members.len();
        members.retain(|member| self.may_stand(&to(member)));
        self.links += (before - members.len()) as u64;
    }
}

/// A kind of record, by what its own fields refer to. The fields here are those that its `facts` tell of.
trait Refers {
    fn cut(&mut self, id: Id, cut: &mut Cut<'_>);
}

impl Refers for Story {
    fn cut(&mut self, _: Id, _: &mut Cut<'_>) {}
}

impl Refers for Note {
    fn cut(&mut self, _: Id, _: &mut Cut<'_>) {}
}

impl Refers for Source {
    fn cut(&mut self, _: Id, cut: &mut Cut<'_>) {
        cut.one(&mut self.origin);
    }
}

impl Refers for Actor {
    fn cut(&mut self, id: Id, cut: &mut Cut<'_>) {
        cut.one(&mut self.of);
        // Who hides behind a description is nobody's to read, once it is known.
        let unmasks =
            self.kind == Some(crate::model::ActorKind::Described) && !cut.cast.is_described(&id);
        if unmasks && self.merged_into.take().is_some() {
            cut.links += 1;
        }
        cut.one(&mut self.merged_into);
    }
}

impl Refers for Event {
    fn cut(&mut self, _: Id, cut: &mut Cut<'_>) {
        cut.several(&mut self.participants, |participant| participant.actor);
        for step in &mut self.moves {
            cut.one(&mut step.by);
            let uncited =
                |citation: &mut crate::model::MoveCitation| !cut.may_stand(&citation.source);
            if step.citation.take_if(uncited).is_some() {
                cut.links += 1;
            }
        }
    }
}

impl Refers for Statement {
    fn cut(&mut self, _: Id, cut: &mut Cut<'_>) {
        cut.several(&mut self.speakers, |speaker| *speaker);
    }
}

impl Refers for Question {
    fn cut(&mut self, _: Id, cut: &mut Cut<'_>) {
        for forecast in &mut self.forecasts {
            cut.one(&mut forecast.by);
        }
    }
}
