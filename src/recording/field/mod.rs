//! The fields that flags set, and for which kinds of record each of them means something.

mod actor;
mod event;
mod head;
mod note;
mod question;
mod source;
mod statement;
mod story;
mod value;
mod words;

pub(super) use event::{announcement, participants};
pub(super) use head::set_head;
pub(super) use statement::notices as statement_notices;
pub(super) use value::{Say, at as value_at, texts, values};

use super::{Error, Given, done::Made, done::Notice};
use crate::{
    model::{AnyRecord, Kind, Visibility},
    store::Draft,
};

macro_rules! fields {
    ($($variant:ident = $flag:literal for $($kind:ident)+),+ $(,)?) => {
        /// A field of a record, as a flag names it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs, reason = "each variant is the flag that it names")]
        pub enum Field { $($variant),+ }

        impl Field {
            /// Every field.
            pub const ALL: &'static [Field] = &[$(Field::$variant),+];

            /// The flag, without its dashes.
            #[must_use]
            pub fn flag(self) -> &'static str {
                match self { $(Field::$variant => $flag),+ }
            }

            /// The kinds of record for which the flag means something.
            #[must_use]
            pub fn kinds(self) -> &'static [Kind] {
                match self { $(Field::$variant => fields!(@kinds $($kind)+)),+ }
            }
        }
    };
    (@kinds member) => { &[] };
    (@kinds any) => { crate::model::Word::ALL };
    (@kinds entry) => { Kind::ENTRIES };
    (@kinds $($kind:ident)+) => { &[$(Kind::$kind),+] };
}

fields! {
    Title = "title" for Event Note Source Story,
    Text = "text" for Event Statement Question Note,
    Name = "name" for Actor,
    Type = "type" for Event Question,
    Kind = "kind" for Source Actor Note,
    When = "when" for Event Statement Note,
    On = "on" for Event Statement Note,
    Order = "order" for Event Statement Note,
    Zone = "zone" for Event Statement Note,
    Place = "place" for Event,
    Venue = "venue" for Statement,
    Who = "who" for Event,
    By = "by" for Event Statement,
    Of = "of" for Statement Actor,
    Announced = "announced" for Event,
    Status = "status" for Event,
    Certainty = "certainty" for Event,
    Standing = "standing" for Event Statement,
    Outcome = "outcome" for Event,
    Form = "form" for Statement,
    Terms = "terms" for Statement,
    Attribution = "attribution" for Statement,
    Stance = "stance" for Statement,
    Original = "original" for Statement,
    Language = "language" for Statement Source,
    Deadline = "deadline" for Question,
    Option = "option" for Question,
    Criteria = "criteria" for Question,
    Why = "why" for Question,
    Asked = "asked" for Question,
    HiddenUntil = "hidden-until" for Question,
    CheckOn = "check-on" for Event Question,
    CheckEvery = "check-every" for Event Question,
    Likelihood = "likelihood" for Note,
    Confidence = "confidence" for Note,
    Summary = "summary" for Story,
    Alias = "alias" for Actor,
    Url = "url" for Source,
    Publisher = "publisher" for Source,
    Author = "author" for Source,
    Published = "published" for Source,
    Retrieved = "retrieved" for Source,
    Origin = "origin" for Source,
    Reliability = "reliability" for Source,
    About = "about" for entry,
    WaitsOn = "waits-on" for Event Question,
    PartOf = "part-of" for Question Event,
    Supports = "supports" for Event Statement Note,
    Contradicts = "contradicts" for Event Statement Note,
    Answers = "answers" for Event Statement Note,
    Updates = "updates" for entry,
    Restates = "restates" for Statement,
    Promises = "promises" for Statement,
    Source = "source" for any,
    Excerpt = "excerpt" for any,
    Locator = "locator" for any,
    Credibility = "credibility" for any,
    Slug = "slug" for any,
    Story = "story" for Source Actor Event Statement Question Note,
    Topic = "topic" for any,
    Visibility = "visibility" for any,
    EmbargoUntil = "embargo-until" for any,
    From = "from" for member,
    To = "to" for member,
    Note = "note" for member,
    Probability = "probability" for member,
}

impl Field {
    /// The field that a flag names, without its dashes.
    pub(super) fn by_flag(flag: &str) -> Option<Self> {
        let found = Self::ALL.iter().find(|field| field.flag() == flag);
        found.copied()
    }
}

/// Whether a record is made or mended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    Add,
    Edit,
}

/// What the setters of fields work with.
pub(super) struct Setting<'w, 's> {
    pub draft: &'w mut Draft<'s>,
    pub given: &'w Given,
    pub mode: Mode,
    /// Who may see the record that is being set, and so what is made for it in passing.
    pub visibility: Visibility,
    pub made: Vec<Made>,
    pub asides: Vec<String>,
    pub notices: Vec<Notice>,
}

impl<'w, 's> Setting<'w, 's> {
    pub(super) fn new(
        draft: &'w mut Draft<'s>,
        given: &'w Given,
        mode: Mode,
        visibility: Visibility,
    ) -> Self {
        Self {
            draft,
            given,
            mode,
            visibility,
            made: Vec::new(),
            asides: Vec::new(),
            notices: Vec::new(),
        }
    }

    pub(super) fn is_add(&self) -> bool {
        self.mode == Mode::Add
    }

    /// Does something with other flags in place of these; what is made and said in passing stays with this one.
    pub(super) fn with<T>(
        &mut self,
        given: &Given,
        act: impl FnOnce(&mut Setting<'_, 's>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let mut inner = Setting {
            draft: &mut *self.draft,
            given,
            mode: self.mode,
            visibility: self.visibility,
            made: std::mem::take(&mut self.made),
            asides: std::mem::take(&mut self.asides),
            notices: std::mem::take(&mut self.notices),
        };
        let outcome = act(&mut inner);
        let Setting {
            made,
            asides,
            notices,
            ..
        } = inner;
        (self.made, self.asides, self.notices) = (made, asides, notices);
        outcome
    }
}

/// Sets the own fields of a record that were given.
pub(super) fn set_own(record: &mut AnyRecord, setting: &mut Setting<'_, '_>) -> Result<(), Error> {
    match record {
        AnyRecord::Story(record) => story::set(record, setting),
        AnyRecord::Source(record) => source::set(record, setting),
        AnyRecord::Actor(record) => actor::set(record, setting),
        AnyRecord::Event(record) => event::set(record, setting),
        AnyRecord::Statement(record) => statement::set(record, setting),
        AnyRecord::Question(record) => question::set(record, setting),
        AnyRecord::Note(record) => note::set(record, setting),
    }
}
