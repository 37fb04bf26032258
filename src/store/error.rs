//! What can go wrong with a file.

use std::path::PathBuf;

use thiserror::Error;

use crate::{journal, model};

/// Why the store could not do what it was asked.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// SQLite says no.
    #[error("the file{}: {why}", named(.path))]
    Sqlite {
        /// The file; empty where it is the one that the command works on.
        path: PathBuf,
        /// What SQLite says.
        why: rusqlite::Error,
    },
    /// A file of another program, or no database at all.
    #[error("{} is not a tidings file", .0.display())]
    Foreign(PathBuf),
    /// A file that a newer release wrote.
    #[error("{} was written by a newer tidings", .0.display())]
    Newer(PathBuf),
    /// A log with the latest operations stands beside a file that can only be read.
    #[error("{} has a log beside it (-wal), which cannot be read where nothing can be written", .0.display())]
    LogLeft(PathBuf),
    /// The folder of the file is not there.
    #[error("there is no folder {}", .0.display())]
    NoFolder(PathBuf),
    /// The operating system says no.
    #[error("{}: {why}", .path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        why: std::io::Error,
    },
    /// The clock of the command is more than 24 hours off the machine's, in a file that is no rehearsal.
    #[error("now is set to {now}, more than 24 hours off this machine's clock ({machine})")]
    ClockOff {
        /// The time that the command was given, RFC 3339.
        now: String,
        /// The machine's time, RFC 3339.
        machine: String,
    },
    /// A value that no record may hold.
    #[error(transparent)]
    Model(#[from] model::Error),
    /// More than the journal takes in one piece.
    #[error("this holds {0}")]
    Limit(#[from] journal::Limit),
    /// Something stored cannot be read: the file is damaged.
    #[error("the file is damaged: {0}")]
    Damaged(String),
}

impl Error {
    /// What to do instead.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Foreign(_) => Some("name another file with --db; this one was not touched".into()),
            Self::Newer(_) => Some("use the newer tidings; the file was not touched".into()),
            Self::LogLeft(_) => Some(
                "copy the file and its -wal into a folder of yours, and read them there".into(),
            ),
            Self::NoFolder(folder) => Some(format!("mkdir -p '{}'", folder.display())),
            Self::ClockOff { .. } => Some(
                "--now and --today fix the clock of reports; a file is written with a fixed clock only where its \
                 first record was (a rehearsal)"
                    .into(),
            ),
            Self::Model(why) => why.hint(),
            Self::Damaged(_) => Some("tidings doctor".into()),
            Self::Sqlite { why, .. } if is_busy(why) => {
                Some("another command holds the file; try again when it is done".into())
            }
            Self::Sqlite { .. } => Some("tidings doctor".into()),
            Self::Limit(journal::Limit::Register(_)) => {
                Some("a topic, an option is a few words: say it shorter, and the rest as --text".into())
            }
            Self::Limit(_) => Some("record it in pieces, or cite the source of the rest".into()),
            Self::Io { .. } => None,
        }
    }
}

fn named(path: &std::path::Path) -> String {
    if path.as_os_str().is_empty() {
        String::new()
    } else {
        format!(" {}", path.display())
    }
}

/// Whether another process holds the file.
pub(super) fn is_busy(why: &rusqlite::Error) -> bool {
    matches!(
        why.sqlite_error_code(),
        Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked)
    )
}

/// The error of a file, for what SQLite says of it.
pub(super) fn at(path: &std::path::Path) -> impl Fn(rusqlite::Error) -> Error + '_ {
    move |why| Error::Sqlite {
        path: path.to_owned(),
        why,
    }
}

/// Inside a transaction the path adds nothing that the caller does not know.
impl From<rusqlite::Error> for Error {
    fn from(why: rusqlite::Error) -> Self {
        match why {
            rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::InvalidColumnType(..) => Self::Damaged(why.to_string()),
            why => Self::Sqlite {
                path: PathBuf::new(),
                why,
            },
        }
    }
}
