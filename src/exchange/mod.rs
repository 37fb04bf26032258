//! Other people's formats, one file each.

use thiserror::Error;

pub mod json;
pub mod schema;

/// Why something could not be written.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// The records could not be read.
    #[error(transparent)]
    Read(#[from] crate::report::release::Error),
    /// What was made could not be written.
    #[error("the export could not be written: {0}")]
    Write(#[from] std::io::Error),
}

impl Error {
    /// What to do instead.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Read(why) => why.hint(),
            Self::Write(_) => None,
        }
    }
}
