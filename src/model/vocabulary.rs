//! The closed vocabularies: one enum a vocabulary, its words hyphenated, the same in JSON, SQL, flags and docs.
//!
//! A new word raises the version of the journal's format, because an older release could not read it.

use super::Error;

/// A closed set of words that a field may hold.
pub trait Word: Sized + Copy + 'static {
    /// What the words say, for errors: "certainty".
    const WHAT: &'static str;
    /// Every word, in the order in which people are told of them.
    const ALL: &'static [Self];
    /// The word as it is written everywhere.
    fn word(self) -> &'static str;

    /// Reads a word exactly as it is written.
    ///
    /// # Errors
    /// [`Error::Word`] with every word that would do.
    fn read(typed: &str) -> Result<Self, Error> {
        Self::ALL
            .iter()
            .copied()
            .find(|word| word.word() == typed)
            .ok_or_else(|| Error::Word {
                what: Self::WHAT,
                typed: typed.to_owned(),
                words: Self::ALL.iter().map(|word| word.word()).collect(),
            })
    }
}

macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident, $what:literal: $($(#[$variant_doc:meta])* $variant:ident = $word:literal),+ $(,)?) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
        pub enum $name {
            $(
                $(#[$variant_doc])*
                #[doc = concat!("`", $word, "`")]
                #[serde(rename = $word)]
                $variant,
            )+
        }

        impl Word for $name {
            const WHAT: &'static str = $what;
            const ALL: &'static [Self] = &[$(Self::$variant),+];
            fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.word())
            }
        }
    };
}

vocabulary! {
    /// The seven kinds of record.
    Kind, "kind of record":
    Story = "story", Source = "source", Actor = "actor", Event = "event",
    Statement = "statement", Question = "question", Note = "note",
}

impl Kind {
    /// Events, statements, questions and notes: what a story consists of, and what lists show ids of.
    #[must_use]
    pub fn is_entry(self) -> bool {
        Self::ENTRIES.contains(&self)
    }

    /// The kinds that are entries.
    pub const ENTRIES: &'static [Kind] =
        &[Kind::Event, Kind::Statement, Kind::Question, Kind::Note];

    /// The key of this kind's list in the timeline document.
    #[must_use]
    pub fn plural(self) -> &'static str {
        match self {
            Kind::Story => "stories",
            Kind::Source => "sources",
            Kind::Actor => "actors",
            Kind::Event => "events",
            Kind::Statement => "statements",
            Kind::Question => "questions",
            Kind::Note => "notes",
        }
    }
}

vocabulary! {
    /// Who may see a record.
    Visibility, "visibility":
    /// Anybody.
    Public = "public",
    /// The desk: never in what is made for publication.
    Internal = "internal",
    /// Nobody but this file. Refused by commands until private chains exist.
    Private = "private",
}

#[allow(clippy::derivable_impls, reason = "the macro writes the enum")]
impl Default for Visibility {
    fn default() -> Self {
        Self::Public
    }
}

vocabulary! {
    /// What sort of event it is.
    EventType, "event type":
    Summit = "summit", Meeting = "meeting", Call = "call", Agreement = "agreement",
    Proposal = "proposal", Ceasefire = "ceasefire", Sanction = "sanction", Military = "military",
    Aid = "aid", Decision = "decision", Legal = "legal", Deadline = "deadline",
    Milestone = "milestone", Other = "other",
}

vocabulary! {
    /// Where an event stands.
    EventStatus, "status of an event":
    /// It is to come.
    Expected = "expected",
    /// It took place.
    Happened = "happened",
    /// Put off, with no new date yet.
    Postponed = "postponed",
    /// Called off.
    Cancelled = "cancelled",
    /// Its window passed; it did not happen, and nobody called it off.
    Lapsed = "lapsed",
}

impl EventStatus {
    /// Expected and postponed events are open; the other states end an event.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, EventStatus::Expected | EventStatus::Postponed)
    }
}

vocabulary! {
    /// How certain it is that an expected event happens (IPTC eocstat 2 to 5), in ascending order.
    Certainty, "certainty":
    Mooted = "mooted", Possible = "possible", Likely = "likely", Confirmed = "confirmed",
}

vocabulary! {
    /// Where that which is said to have happened stands; absent: as reported.
    Standing, "standing":
    Confirmed = "confirmed", Disputed = "disputed", Retracted = "retracted",
}

vocabulary! {
    /// What became of a source.
    SourceStanding, "standing of a source":
    Corrected = "corrected", Retracted = "retracted", Gone = "gone",
}

vocabulary! {
    /// What sort of source it is.
    SourceKind, "kind of source":
    Report = "report", Official = "official", Transcript = "transcript", Broadcast = "broadcast",
    Post = "post", OwnReporting = "own-reporting", Dataset = "dataset",
}

vocabulary! {
    /// The Admiralty grade of a source; F means *cannot be judged*, not *worst*.
    Reliability, "reliability":
    A = "A", B = "B", C = "C", D = "D", E = "E", F = "F",
}

impl Reliability {
    /// The grade in the words of the Admiralty code.
    #[must_use]
    pub fn phrase(self) -> &'static str {
        match self {
            Reliability::A => "completely reliable",
            Reliability::B => "usually reliable",
            Reliability::C => "fairly reliable",
            Reliability::D => "not usually reliable",
            Reliability::E => "unreliable",
            Reliability::F => "cannot be judged",
        }
    }
}

vocabulary! {
    /// What an actor is.
    ActorKind, "kind of actor":
    Person = "person", Organisation = "organisation", Country = "country", Group = "group",
    /// Known by a description alone ("a Kremlin aide").
    Described = "described",
}

vocabulary! {
    /// In what way another name is one.
    AliasKind, "kind of alias":
    Spelling = "spelling", Script = "script", Metonym = "metonym", Weak = "weak",
}

vocabulary! {
    /// The part that an actor plays in an event.
    Role, "role":
    Host = "host", Guest = "guest", Mediator = "mediator",
    /// Whether they take part is not settled.
    Possible = "possible",
}

vocabulary! {
    /// Why an event's date changed.
    MoveKind, "kind of move":
    /// A date was announced anew.
    Announced = "announced",
    /// It happened on another day than expected; never a slip.
    TookPlace = "took-place",
    Postponed = "postponed", Cancelled = "cancelled", Lapsed = "lapsed",
}

vocabulary! {
    /// How close a statement's text is to what was said.
    Form, "form":
    /// The exact words; their bytes are never altered.
    Verbatim = "verbatim",
    /// Fragments in quotation marks.
    Partial = "partial",
    Paraphrase = "paraphrase",
}

vocabulary! {
    /// The ground rules under which a statement was made.
    Terms, "terms":
    OnRecord = "on-record", Background = "background", DeepBackground = "deep-background",
    OffRecord = "off-record", Unknown = "unknown",
}

impl Terms {
    /// The terms as one says them: "off the record".
    #[must_use]
    pub fn phrase(self) -> &'static str {
        match self {
            Terms::OnRecord => "on the record",
            Terms::Background => "on background",
            Terms::DeepBackground => "on deep background",
            Terms::OffRecord => "off the record",
            Terms::Unknown => "terms unknown",
        }
    }

    /// Whether the speaker may not be named: background, deep background, off the record.
    #[must_use]
    pub fn hides_speaker(self) -> bool {
        matches!(
            self,
            Terms::Background | Terms::DeepBackground | Terms::OffRecord
        )
    }
}

vocabulary! {
    /// What a statement's speakers think of what it is about.
    Stance, "stance":
    For = "for", Against = "against", Conditional = "conditional", Neutral = "neutral",
    Unclear = "unclear",
}

vocabulary! {
    /// What sort of answer a question has.
    QuestionType, "type of question":
    Open = "open", YesNo = "yesno", Date = "date", Choice = "choice",
}

vocabulary! {
    /// Where a question stands.
    QuestionStatus, "status of a question":
    Open = "open", Answered = "answered",
    /// Too uncertain to say.
    Unanswerable = "unanswerable",
    /// Its premise fell.
    Void = "void",
    Dropped = "dropped",
}

vocabulary! {
    /// What sort of note it is; a plain note has none.
    NoteKind, "kind of note":
    Context = "context", Assessment = "assessment", Scenario = "scenario", Term = "term", Todo = "todo",
}

vocabulary! {
    /// The words of estimative probability of ICD 203, in ascending order.
    Likelihood, "likelihood":
    AlmostNoChance = "almost-no-chance", VeryUnlikely = "very-unlikely", Unlikely = "unlikely",
    RoughlyEven = "roughly-even", Likely = "likely", VeryLikely = "very-likely",
    AlmostCertain = "almost-certain",
}

vocabulary! {
    /// How well founded an assessment is.
    Confidence, "confidence":
    Low = "low", Moderate = "moderate", High = "high",
}

vocabulary! {
    /// What one record says of another.
    Verb, "verb of a link":
    Supports = "supports", Contradicts = "contradicts", Answers = "answers", Updates = "updates",
    Restates = "restates", WaitsOn = "waits-on", PartOf = "part-of", About = "about",
    Promises = "promises",
}

impl Verb {
    /// Whether this verb may lead from a record of the one kind to one of the other.
    #[must_use]
    pub fn joins(self, from: Kind, to: Kind) -> bool {
        use Kind::{Event, Note, Question, Statement};
        match self {
            Verb::Supports | Verb::Contradicts => {
                matches!(from, Event | Statement | Note) && to.is_entry()
            }
            Verb::Answers => matches!(from, Event | Statement | Note) && to == Question,
            Verb::Updates => from.is_entry() && from == to,
            Verb::Restates => from == Statement && to == Statement,
            Verb::WaitsOn => matches!(from, Event | Question) && matches!(to, Event | Question),
            Verb::PartOf => from == to && matches!(from, Question | Event),
            Verb::About => from.is_entry(),
            Verb::Promises => from == Statement && to == Event,
        }
    }

    /// The verb as it stands in a sentence: "waits on".
    #[must_use]
    pub fn phrase(self) -> &'static str {
        match self {
            Verb::WaitsOn => "waits on",
            Verb::PartOf => "is part of",
            Verb::About => "is about",
            other => other.word(),
        }
    }
}
