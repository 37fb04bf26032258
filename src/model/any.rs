//! A record of whichever kind: the one place where a word for a kind meets its struct.

use serde::Serialize;
use serde_json::Value;

use super::{
    Actor, Citation, Error, Event, Facts, Id, Kind, Link, Note, Own, Question, Record, Registers,
    Slug, Source, Statement, Story, Verb, Visibility, registers::fits_one,
};
use crate::when::Instant;

/// A record of any kind. Its serde form is that of the record.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
#[allow(missing_docs, reason = "each variant is the kind that it names")]
pub enum AnyRecord {
    Story(Record<Story>),
    Source(Record<Source>),
    Actor(Record<Actor>),
    Event(Record<Event>),
    Statement(Record<Statement>),
    Question(Record<Question>),
    Note(Record<Note>),
}

/// Runs `$body` with the type `$K` bound to the struct of `$kind`, and with `$Variant` to its variant.
macro_rules! of_kind {
    ($kind:expr, $K:ident, $Variant:ident => $body:expr) => {
        match $kind {
            Kind::Story => {
                type $K = Story;
                use AnyRecord::Story as $Variant;
                $body
            }
            Kind::Source => {
                type $K = Source;
                use AnyRecord::Source as $Variant;
                $body
            }
            Kind::Actor => {
                type $K = Actor;
                use AnyRecord::Actor as $Variant;
                $body
            }
            Kind::Event => {
                type $K = Event;
                use AnyRecord::Event as $Variant;
                $body
            }
            Kind::Statement => {
                type $K = Statement;
                use AnyRecord::Statement as $Variant;
                $body
            }
            Kind::Question => {
                type $K = Question;
                use AnyRecord::Question as $Variant;
                $body
            }
            Kind::Note => {
                type $K = Note;
                use AnyRecord::Note as $Variant;
                $body
            }
        }
    };
}

/// Runs `$body` with `$record` bound to the record, whatever its kind.
macro_rules! with_record {
    ($any:expr, $record:ident => $body:expr) => {
        match $any {
            AnyRecord::Story($record) => $body,
            AnyRecord::Source($record) => $body,
            AnyRecord::Actor($record) => $body,
            AnyRecord::Event($record) => $body,
            AnyRecord::Statement($record) => $body,
            AnyRecord::Question($record) => $body,
            AnyRecord::Note($record) => $body,
        }
    };
}

/// Something that is done with a record of whichever kind.
pub trait Visit {
    /// What comes of it.
    type Out;

    /// Does it.
    fn visit<K: Own>(self, record: &Record<K>) -> Self::Out;
}

impl AnyRecord {
    /// Does something with the record, whatever its kind.
    pub fn visit<V: Visit>(&self, visitor: V) -> V::Out {
        with_record!(self, record => visitor.visit(record))
    }

    /// Puts a record of this kind together.
    ///
    /// # Errors
    /// As [`Registers::record`].
    pub fn from_registers(kind: Kind, id: &Id, registers: &Registers) -> Result<Self, Error> {
        of_kind!(kind, K, Variant => registers.record::<K>(id).map(Variant))
    }

    /// Reads a record from its document.
    ///
    /// # Errors
    /// [`serde_json::Error`] where it is none of this kind.
    pub fn from_document(kind: Kind, document: &str) -> Result<Self, serde_json::Error> {
        of_kind!(kind, K, Variant => Record::<K>::from_document(document).map(Variant))
    }

    /// Takes the record apart.
    #[must_use]
    pub fn registers(&self) -> Registers {
        with_record!(self, record => Registers::of(record))
    }

    /// As [`Registers::and_twice`].
    #[must_use]
    pub fn registers_and_twice(&self) -> (Registers, Vec<String>) {
        with_record!(self, record => Registers::and_twice(record))
    }

    /// What the record says about itself.
    #[must_use]
    pub fn facts(&self) -> Facts<'_> {
        with_record!(self, record => record.facts())
    }

    /// Checks the rules of the record, those that no merging breaks first.
    ///
    /// # Errors
    /// [`Error::Rule`] with the rule that is broken.
    pub fn check(&self) -> Result<(), Error> {
        with_record!(self, record => record.check())
    }

    /// The rules that are broken of those that two desks can break together: a record may stand so.
    #[must_use]
    pub fn findings(&self) -> Vec<Error> {
        with_record!(self, record => record.findings())
    }

    /// The kind of record.
    #[must_use]
    pub fn kind(&self) -> Kind {
        fn kind_of<K: Own>(_: &Record<K>) -> Kind {
            K::KIND
        }
        with_record!(self, record => kind_of(record))
    }

    /// The record's id.
    #[must_use]
    pub fn id(&self) -> Id {
        with_record!(self, record => record.id)
    }

    /// The record's slug.
    #[must_use]
    pub fn slug(&self) -> Option<&Slug> {
        with_record!(self, record => record.slug.as_ref())
    }

    /// The story that the record belongs to.
    #[must_use]
    pub fn story(&self) -> Option<Id> {
        with_record!(self, record => record.story)
    }

    /// What the record says of others.
    #[must_use]
    pub fn links(&self) -> &[Link] {
        with_record!(self, record => &record.links)
    }

    /// The records that it is linked to by this verb.
    pub fn linked(&self, verb: Verb) -> impl Iterator<Item = Id> + '_ {
        let links = self.links().iter();
        links
            .filter(move |link| link.verb == verb)
            .map(|link| link.to)
    }

    /// What the record is filed under.
    #[must_use]
    pub fn topics(&self) -> &[String] {
        with_record!(self, record => &record.topics)
    }

    /// What the record rests on.
    #[must_use]
    pub fn citations(&self) -> &[Citation] {
        with_record!(self, record => &record.citations)
    }

    /// What the record rests on, to be changed.
    pub fn citations_mut(&mut self) -> &mut Vec<Citation> {
        with_record!(self, record => &mut record.citations)
    }

    /// What the record says of others.
    pub fn links_mut(&mut self) -> &mut Vec<Link> {
        with_record!(self, record => &mut record.links)
    }

    /// Gives the record a slug, or takes it away.
    pub fn set_slug(&mut self, slug: Option<Slug>) {
        with_record!(self, record => record.slug = slug);
    }

    /// Who may see the record.
    #[must_use]
    pub fn visibility(&self) -> Visibility {
        with_record!(self, record => record.visibility)
    }

    /// The instant before which the record is not for publication.
    #[must_use]
    pub fn embargo_until(&self) -> Option<Instant> {
        with_record!(self, record => record.embargo_until)
    }
}

macro_rules! from_record {
    ($($K:ident),+) => {
        $(
            impl From<Record<$K>> for AnyRecord {
                fn from(record: Record<$K>) -> Self {
                    Self::$K(record)
                }
            }

            impl TryFrom<AnyRecord> for Record<$K> {
                type Error = AnyRecord;

                fn try_from(any: AnyRecord) -> Result<Self, AnyRecord> {
                    match any {
                        AnyRecord::$K(record) => Ok(record),
                        other => Err(other),
                    }
                }
            }
        )+
    };
}

from_record!(Story, Source, Actor, Event, Statement, Question, Note);

/// The check of one register for a kind.
pub(super) fn fitting(kind: Kind) -> fn(&str, &Value) -> Result<(), Error> {
    match kind {
        Kind::Story => fits_one::<Story>,
        Kind::Source => fits_one::<Source>,
        Kind::Actor => fits_one::<Actor>,
        Kind::Event => fits_one::<Event>,
        Kind::Statement => fits_one::<Statement>,
        Kind::Question => fits_one::<Question>,
        Kind::Note => fits_one::<Note>,
    }
}
