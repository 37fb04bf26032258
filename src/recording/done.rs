//! What a verb did: the record before and after, what was made in passing, what is worth a notice.

use serde::Serialize;

use crate::model::{AnyRecord, Id, Kind, Visibility};

/// What a verb did.
#[derive(Clone, Debug, PartialEq)]
pub struct Done {
    /// The record before; none where it was added.
    pub before: Option<AnyRecord>,
    /// The record after.
    pub after: AnyRecord,
    /// Records that were made in passing.
    pub made: Vec<Made>,
    /// What the echo says beside what the record itself shows.
    pub asides: Vec<String>,
    /// What was taken from another record, in words.
    pub taken: Option<String>,
    /// What is worth knowing, the most pressing first.
    pub notices: Vec<Notice>,
}

impl Done {
    /// The record that the verb was about.
    #[must_use]
    pub fn id(&self) -> Id {
        self.after.id()
    }
}

/// A record that a command made in passing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// Its id.
    pub id: Id,
    /// Its kind.
    pub kind: Kind,
    /// What it is called.
    pub name: String,
    /// How one types it: its slug, else its id.
    pub typed: String,
    /// Who may see it.
    pub visibility: Visibility,
    /// Whether it is known by a description alone.
    pub described: bool,
}

/// Something worth knowing after a write, with the command that settles it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Notice {
    /// What sort of notice it is.
    pub code: &'static str,
    /// What there is to know.
    pub text: String,
    /// The command that settles it.
    pub command: Option<String>,
}

impl Notice {
    /// A notice with the command that settles it.
    #[must_use]
    pub fn new(code: &'static str, text: impl Into<String>, command: impl Into<String>) -> Self {
        Self {
            code,
            text: text.into(),
            command: Some(command.into()),
        }
    }

    /// That nothing is cited where something should be.
    #[must_use]
    pub fn no_source() -> Self {
        Self::new("no-source", "no source", "tidings cite @ --source URL")
    }

    /// A notice that nothing needs to settle.
    #[must_use]
    pub fn plain(code: &'static str, text: impl Into<String>) -> Self {
        Self {
            code,
            text: text.into(),
            command: None,
        }
    }

    /// Several as one line: their texts, and the one command that settles the first that has one.
    #[must_use]
    pub fn line(notices: &[Self]) -> Option<String> {
        let texts: Vec<&str> = notices.iter().map(|notice| notice.text.as_str()).collect();
        let command = notices.iter().find_map(|notice| notice.command.as_deref());
        (!texts.is_empty()).then(|| match command {
            Some(command) => format!("{} ({command})", texts.join(" · ")),
            None => texts.join(" · "),
        })
    }
}
