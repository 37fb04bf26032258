//! Why a command failed, and how it says so: `error:`, then `hint:`, and the exit code.

use std::{io::Write as _, process::ExitCode};

use crate::{exchange, recording, store};

/// Why a command failed.
#[derive(Debug)]
pub(super) enum Failure {
    /// What was typed is at fault: exit code 2.
    Usage { what: String, hint: Option<String> },
    /// The state of the file or of the machine is: exit code 1.
    Failed { what: String, hint: Option<String> },
    /// Whoever read the output stopped reading: no failure.
    ClosedPipe,
}

impl Failure {
    pub(super) fn usage(what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Usage {
            what: what.into(),
            hint: Some(hint.into()),
        }
    }

    pub(super) fn failed(what: impl Into<String>, hint: Option<String>) -> Self {
        Self::Failed {
            what: what.into(),
            hint,
        }
    }

    /// Says what is wrong on stderr, and gives the exit code.
    pub(super) fn report(self) -> ExitCode {
        let (what, hint, code) = match self {
            Self::Usage { what, hint } => (what, hint, 2),
            Self::Failed { what, hint } => (what, hint, 1),
            Self::ClosedPipe => return ExitCode::SUCCESS,
        };
        let mut stderr = std::io::stderr().lock();
        // Where stderr is closed too there is nobody left to tell.
        let _ = writeln!(
            stderr,
            "error: {}",
            crate::render::harmless(&readable(&what))
        );
        if let Some(hint) = hint.filter(|hint| !hint.is_empty()) {
            let _ = writeln!(
                stderr,
                "hint: {}",
                crate::render::harmless(&readable(&hint))
            );
        }
        ExitCode::from(code)
    }
}

/// The message with the middle of its longest lines left out: a value of a mebibyte would push what is said of it off
/// the screen.
fn readable(message: &str) -> String {
    const LONGEST: usize = 900;
    let lines = message.split('\n').map(|line| {
        let length = line.chars().count();
        if length <= LONGEST {
            return line.to_owned();
        }
        let begin: String = line.chars().take(LONGEST / 2).collect();
        let end: String = line.chars().skip(length - LONGEST / 3).collect();
        format!("{begin} … {end}")
    });
    lines.collect::<Vec<_>>().join("\n")
}

impl From<recording::Error> for Failure {
    fn from(why: recording::Error) -> Self {
        let (what, hint) = (why.to_string(), why.hint());
        if why.is_usage() {
            Self::Usage { what, hint }
        } else {
            Self::Failed { what, hint }
        }
    }
}

impl From<store::Error> for Failure {
    fn from(why: store::Error) -> Self {
        Self::Failed {
            hint: why.hint(),
            what: why.to_string(),
        }
    }
}

impl From<exchange::Error> for Failure {
    fn from(why: exchange::Error) -> Self {
        match why {
            exchange::Error::Write(why) => why.into(),
            exchange::Error::Recording(why) => why.into(),
            why => Self::Failed {
                hint: why.hint(),
                what: why.to_string(),
            },
        }
    }
}

impl From<std::io::Error> for Failure {
    fn from(why: std::io::Error) -> Self {
        if why.kind() == std::io::ErrorKind::BrokenPipe {
            Self::ClosedPipe
        } else {
            Self::Failed {
                what: format!("the output cannot be written: {why}"),
                hint: None,
            }
        }
    }
}
