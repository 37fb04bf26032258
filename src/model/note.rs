//! Notes: context, assessments, scenarios, terms, and what is to do.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Confidence, Error, Facts, Kind, Likelihood, NoteKind, Own};
use crate::when::When;

/// Something worth keeping that nobody said and that did not happen.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Note {
    /// What sort of note it is; absent for a plain one.
    pub kind: Option<NoteKind>,
    /// What it is called; of a term, the term.
    pub title: Option<String>,
    /// What it says.
    pub text: String,
    /// The day that it is about, or is due.
    pub when: Option<When>,
    /// The day on which a todo was done.
    pub done: Option<When>,
    /// How likely what it says is (ICD 203).
    pub likelihood: Option<Likelihood>,
    /// How well founded it is.
    pub confidence: Option<Confidence>,
}

impl Note {
    /// The title, else the text.
    #[must_use]
    pub fn headline(&self) -> &str {
        self.title.as_deref().unwrap_or(&self.text)
    }

    /// Whether it is something that is still to be done.
    #[must_use]
    pub fn is_to_do(&self) -> bool {
        self.kind == Some(NoteKind::Todo) && self.done.is_none()
    }
}

impl Own for Note {
    const KIND: Kind = Kind::Note;

    fn facts<'a>(&'a self, facts: &mut Facts<'a>) {
        facts.headline = self.headline();
        if self.title.is_some() {
            facts.texts.push(&self.text);
        }
        facts.open = self.is_to_do();
        facts.date = self.when.as_ref();
        if self.kind == Some(NoteKind::Todo) {
            facts.status = Some(if self.done.is_some() { "done" } else { "open" });
        }
    }

    fn check(&self) -> Result<(), Error> {
        if self.title.is_none() {
            Error::require("text", &self.text, "a note needs its words")?;
        }
        Ok(())
    }

    fn findings(&self, found: &mut Vec<Error>) {
        if self.done.is_some() && self.kind != Some(NoteKind::Todo) {
            found.push(Error::rule(
                "done",
                &["done", "kind"],
                "only a todo can be done",
                "open it first: tidings mark ID open",
                "edit ID --kind todo",
            ));
        }
    }
}
