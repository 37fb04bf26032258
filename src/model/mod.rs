//! What can be recorded: one struct a kind, the vocabularies, ids, names; and registers, a record taken apart.
//!
//! From the struct of a kind follow, with no second list of its fields: the document that users export, its JSON
//! Schema, the registers, the patch between two states and the stored row. A new field is one line.

mod actor;
mod any;
mod apart;
mod error;
mod event;
mod id;
pub mod name;
pub mod near;
mod note;
mod part;
mod question;
mod record;
mod registers;
mod source;
mod statement;
mod story;
mod text;
mod vocabulary;
mod words;

pub use actor::{Actor, Alias};
pub use any::{AnyRecord, Visit};
pub use error::{Error, nearest};
pub use event::{Event, Move, Participant};
pub use id::{Id, Slug};
pub use note::Note;
pub use part::{Check, Citation, Credibility, Link, MoveCitation};
pub use question::{Answer, Forecast, Question, percent};
pub use record::{CHAINS, Facts, Own, Record};
pub use registers::{ADDED, DERIVED, REDACTED, Registers, Unique, member_name, said};
pub use source::{Archived, Source, canonical_url};
pub use statement::{Original, Statement};
pub use story::Story;
pub use text::{Unsaid, check_text, each_unsaid};
pub use vocabulary::{
    ActorKind, AliasKind, Certainty, Confidence, EventStatus, EventType, Form, Kind, Likelihood,
    MoveKind, NoteKind, QuestionStatus, QuestionType, Reliability, Role, SourceKind,
    SourceStanding, Stance, Standing, Terms, Verb, Visibility, Word,
};
pub use words::each_word;
