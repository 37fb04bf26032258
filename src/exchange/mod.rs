//! Other people's formats, one file each.

use thiserror::Error;

mod import;
pub mod json;
mod misfit;
mod pieces;
mod read;
pub mod record;
pub mod schema;

pub use import::import;
pub use read::Unreadable;

/// Why something could not be written, or taken in.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// The records could not be read.
    #[error(transparent)]
    Read(#[from] crate::report::release::Error),
    /// What was made could not be written.
    #[error("the export could not be written: {0}")]
    Write(#[from] std::io::Error),
    /// A document could not be read to its end.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// What a document holds could not be recorded.
    #[error(transparent)]
    Recording(#[from] crate::recording::Error),
}

impl Error {
    /// What to do instead.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Read(why) => why.hint(),
            Self::Write(_) => None,
            Self::Unreadable(why) => why.hint(),
            Self::Recording(why) => why.hint(),
        }
    }
}
