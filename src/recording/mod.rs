//! What a user does, one file a verb; and the rules over several fields and records.
//!
//! A verb takes a [`Draft`], changes typed records in it and says what it did ([`Done`]). It
//! neither opens a transaction nor prints: [`record`] runs it as one operation.

mod add;
mod answer;
mod check;
mod cite;
mod commas;
mod date;
mod done;
mod edit;
mod error;
mod field;
mod forecast;
mod form;
mod given;
mod import;
mod like;
mod link;
mod lists;
mod mark;
mod meaning;
mod members;
mod merge;
mod moving;
mod names;
mod remove;
mod rules;
mod secrecy;
pub mod shell;
mod standing;
mod undo;
mod unlink;
mod unsure;
mod which;
mod words_for;

pub use add::{Add, KINDS, KindWord, add, kind_word};
pub use answer::answer;
pub use check::{Look, check};
pub use cite::cite;
pub use commas::taken_apart;
pub use date::{DateFlag, read_date};
pub use done::{Done, Made, Notice};
pub use edit::{Change, Edit, edit, edit_from};
pub use error::Error;
pub use field::Field;
pub use forecast::{Guess, forecast};
pub use form::{Changes, Fault, Form, bare, marked};
pub use given::Given;
pub use import::{At, Changed, How, Import, Imported, Incoming, import};
pub use link::{fitting_verbs, link};
pub use mark::{Mark, mark};
pub use meaning::handle;
pub use members::Numbered;
pub use merge::merge;
pub use moving::{Moving, move_date};
pub use remove::remove;
pub use undo::{Reversal, redo, undo};
pub use unlink::unlink;
pub use unsure::{Candidate, Doubt, Unsure};
pub use which::{Several, Which, find_entry, find_one, find_open, shortened};
pub use words_for::words_for;

use crate::store::{Draft, Moment, Place, Store, Written};

/// Runs a verb as one operation, and checks the rules over several records before it is kept.
///
/// `waiting` is called once where another command holds the file for two seconds.
///
/// # Errors
/// What the verb refuses, a rule over several records, or what the store says. Then nothing is written.
pub fn record<T>(
    store: &mut Store,
    place: &Place,
    moment: &Moment,
    command: &str,
    waiting: impl FnOnce(),
    verb: impl FnOnce(&mut Draft<'_>) -> Result<T, Error>,
) -> Result<Written<T>, Error> {
    store.write(place, moment, command, waiting, verb, |draft, touched| {
        rules::check(draft, touched, command)
    })
}
