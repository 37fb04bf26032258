//! Dates of news: what can be typed, what it means, how it is shown, what a change amounts to.
//!
//! A date is kept as canonical EDTF of a small profile ([`When`]), together with the words that
//! were typed. From it follow inclusive day bounds ([`Bounds`]), the class of an open record as of
//! a day ([`class`]) and what a change of the date amounts to ([`shift`]). [`read`] turns typed
//! text into a date or an error that says what to type instead; it never guesses.
//!
//! Everything here is pure: today, direction and zones come in, nothing is printed, and neither
//! clock nor environment is asked. Days are plain [`chrono::NaiveDate`], inclusive.

mod bounds;
mod class;
mod date;
mod document;
mod edtf;
mod edtf_fault;
mod error;
mod every;
mod forms;
mod instant;
mod phrase;
mod read;
mod refusal;
mod relative;
mod shift;
mod show;
#[cfg(test)]
mod tests;

mod zone;

pub use bounds::{Bounds, Extent};
pub use chrono::NaiveDate as Day;
pub use class::{Class, class, intersects_next};
pub use date::When;
pub use edtf_fault::EdtfFault;
pub use error::{Candidate, DateError, Edge, Readings};
pub use every::Every;
pub use instant::{Instant, read_instant, utc};
pub use phrase::{MONTHS, WEEKDAYS};
pub use read::{Context, Direction, Hedge, Understood, read};
pub use refusal::Refusal;
pub use relative::relative;
pub use shift::{AmountsTo, Shift, shift};
pub use show::{change, full, long, long_in, short};
pub use zone::{Zone, zone};
