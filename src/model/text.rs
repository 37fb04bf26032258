//! What no text of a record may be, whoever writes it: a flag and a document are held to the same.

use serde_json::Value;
use thiserror::Error;

/// Why a text is none that a record may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Unsaid {
    /// It holds nothing, or spaces alone.
    #[error("is empty")]
    Empty,
    /// It holds a NUL.
    #[error("holds a NUL byte")]
    Nul,
}

impl Unsaid {
    /// What to do about it.
    #[must_use]
    pub fn hint(self) -> &'static str {
        match self {
            Self::Empty => "leave the flag out, or say something",
            Self::Nul => "take it out: other programs end the text there",
        }
    }
}

/// Refuses a text that is empty or that no tool after this one could read whole.
///
/// # Errors
/// [`Unsaid`], with what is wrong.
pub fn check_text(text: &str) -> Result<(), Unsaid> {
    if text.trim().is_empty() {
        return Err(Unsaid::Empty);
    }
    if text.contains('\0') {
        return Err(Unsaid::Nul);
    }
    Ok(())
}

/// Calls `each` with every text of a document that [`check_text`] refuses, and with the path to it: `.topics[1]`. A field
/// that is written as `""` is one that is left out; a member of a list is not.
pub fn each_unsaid(value: &Value, path: &str, each: &mut impl FnMut(&str, Unsaid)) {
    match value {
        Value::String(text) => {
            if let Err(why) = check_text(text) {
                each(path, why);
            }
        }
        Value::Array(members) => {
            for (at, member) in members.iter().enumerate() {
                each_unsaid(member, &format!("{path}[{at}]"), each);
            }
        }
        Value::Object(fields) => {
            let said = fields.iter().filter(|(_, value)| *value != "");
            for (name, value) in said {
                each_unsaid(value, &format!("{path}.{name}"), each);
            }
        }
        _ => {}
    }
}

/// Whether every text in a value is one that a record may hold.
#[must_use]
pub fn is_said(value: &Value) -> bool {
    match value {
        Value::String(text) => check_text(text).is_ok(),
        Value::Array(members) => members.iter().all(is_said),
        Value::Object(fields) => fields.values().all(is_said),
        _ => true,
    }
}
