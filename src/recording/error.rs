//! Why a verb refuses.

use thiserror::Error;

use super::{Field, Several, Unsure, Which, date::DateFlag};
use crate::{
    model::{self, Kind},
    store,
    when::DateError,
};

/// Why a verb did nothing.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// The store says no.
    #[error(transparent)]
    Store(store::Error),
    /// A flag holds what the model cannot.
    #[error("--{}: {why}", .field.flag())]
    Value {
        /// The flag.
        field: Field,
        /// What is wrong.
        why: model::Error,
    },
    /// A flag holds no date that can be read.
    #[error("{}", .flag.message(.why))]
    Date {
        /// The flag.
        flag: DateFlag,
        /// What is wrong.
        why: Box<DateError>,
    },
    /// A word reaches no record.
    #[error("{}", .0.nothing())]
    Nothing(Which),
    /// A word reaches a record that was removed.
    #[error("{} {} was removed", .kind, .id)]
    Removed {
        /// Its kind.
        kind: Kind,
        /// Its id.
        id: model::Id,
        /// The field that the word was given for; none where it says what the command is about.
        field: Option<Field>,
    },
    /// A word reaches several records.
    #[error("{}", .0.message())]
    Several(Several),
    /// A name does not say by itself who or what is meant.
    #[error("{}", .0.message())]
    Unsure(Unsure),
    /// The flag means nothing for this kind of record.
    #[error("--{flag} is not for {}", article(.kind))]
    NotFor {
        /// The flag.
        flag: &'static str,
        /// The kind of record.
        kind: Kind,
        /// What to type instead.
        hint: Option<String>,
    },
    /// What was typed breaks a rule.
    #[error("{what}")]
    Usage {
        /// What is wrong.
        what: String,
        /// What to type instead.
        hint: Option<String>,
        /// The field that is at fault, where it is one.
        field: Option<Field>,
    },
    /// Another command changed the same fields meanwhile.
    #[error("another command changed {} meanwhile", .fields.join(", "))]
    Changed {
        /// The fields, as their flags are called.
        fields: Vec<String>,
    },
    /// The state of a record or of the file does not allow it.
    #[error("{what}")]
    Refused {
        /// What is wrong.
        what: String,
        /// What to type instead.
        hint: Option<String>,
        /// The field that is at fault, where it is one.
        field: Option<Field>,
    },
}

impl Error {
    pub(super) fn usage(what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Usage {
            what: what.into(),
            hint: Some(hint.into()),
            field: None,
        }
    }

    pub(super) fn refused(what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Refused {
            what: what.into(),
            hint: Some(hint.into()),
            field: None,
        }
    }

    /// As the error of this field, unless it is known for that of another.
    pub(super) fn of(mut self, at_fault: Field) -> Self {
        match &mut self {
            Self::Usage { field, .. }
            | Self::Refused { field, .. }
            | Self::Removed { field, .. } => {
                field.get_or_insert(at_fault);
            }
            Self::Nothing(which) => {
                which.field.get_or_insert(at_fault);
            }
            Self::Several(several) => {
                several.field.get_or_insert(at_fault);
            }
            _ => {}
        }
        self
    }

    /// As the error of this field, where it is one.
    pub(super) fn of_any(self, field: Option<Field>) -> Self {
        match field {
            Some(field) => self.of(field),
            None => self,
        }
    }

    /// The field that is at fault, where it is one.
    #[must_use]
    pub fn field(&self) -> Option<Field> {
        match self {
            Self::Usage { field, .. }
            | Self::Refused { field, .. }
            | Self::Removed { field, .. } => *field,
            Self::Value { field, .. } => Some(*field),
            Self::Date { flag, .. } => Field::by_flag(flag.flag),
            Self::Nothing(which) => which.field,
            Self::Several(several) => several.field,
            Self::Unsure(unsure) => Field::by_flag(unsure.flag),
            Self::NotFor { flag, .. } => Field::by_flag(flag),
            Self::Store(_) | Self::Changed { .. } => None,
        }
    }

    /// What to type instead.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Store(why) => why.hint(),
            Self::Value { why, .. } => why.hint(),
            Self::Date { flag, why } => flag.hint(why),
            Self::Nothing(which) => Some(which.hint()),
            Self::Removed { id, .. } => Some(format!(
                "tidings history {id} shows what removed it; tidings undo oN brings it back"
            )),
            Self::Several(several) => several.hint(),
            Self::Unsure(unsure) => Some(unsure.hint()),
            Self::Changed { .. } => {
                Some("look at what it is now, and edit it again: tidings show @".into())
            }
            Self::NotFor { hint, .. } | Self::Usage { hint, .. } | Self::Refused { hint, .. } => {
                hint.clone()
            }
        }
    }

    /// Whether what was typed is at fault, and not the state of a record or of the file.
    #[must_use]
    pub fn is_usage(&self) -> bool {
        !matches!(
            self,
            Self::Store(_) | Self::Refused { .. } | Self::Changed { .. }
        )
    }
}

impl From<store::Error> for Error {
    fn from(why: store::Error) -> Self {
        match why {
            store::Error::Model(why @ model::Error::Rule { .. }) => why.into(),
            why => Self::Store(why),
        }
    }
}

impl From<model::Error> for Error {
    fn from(why: model::Error) -> Self {
        match why {
            // What a flag said breaks a rule over several fields.
            model::Error::Rule {
                at,
                broken,
                way_out,
                ..
            } => Self::Usage {
                what: broken,
                hint: Some(way_out.to_owned()),
                field: Field::by_path(&at),
            },
            why => Self::Store(why.into()),
        }
    }
}

/// "an event", "a statement".
pub(super) fn article(kind: &Kind) -> String {
    let article = if matches!(kind, Kind::Event | Kind::Actor) {
        "an"
    } else {
        "a"
    };
    format!("{article} {kind}")
}
