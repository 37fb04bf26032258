//! Statements: who said what, in which words, under which ground rules.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Error, Facts, Form, Id, Kind, Own, Stance, Standing, Terms};
use crate::when::When;

/// Something that somebody said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Statement {
    /// Who said it; several for a joint statement.
    pub speakers: Vec<Id>,
    /// How it is attributed in print.
    pub attribution: Option<String>,
    /// How close the text is to what was said.
    pub form: Form,
    /// The words. Those of a verbatim statement are never altered, trimmed or normalised.
    pub text: String,
    /// The words in the language in which they were said.
    pub original: Option<Original>,
    /// When it was said.
    pub when: Option<When>,
    /// Where it was said.
    pub venue: Option<String>,
    /// The ground rules.
    pub terms: Terms,
    /// What the speakers think of what it is about.
    pub stance: Option<Stance>,
    /// Where it stands; absent: as reported.
    pub standing: Option<Standing>,
}

/// Words in the language in which they were said.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Original {
    /// The words.
    pub text: Option<String>,
    /// The language (BCP 47).
    pub language: Option<String>,
}

impl Default for Statement {
    fn default() -> Self {
        Self {
            speakers: Vec::new(),
            attribution: None,
            form: Form::Paraphrase,
            text: String::new(),
            original: None,
            when: None,
            venue: None,
            terms: Terms::Unknown,
            stance: None,
            standing: None,
        }
    }
}

impl Own for Statement {
    const KIND: Kind = Kind::Statement;

    fn facts<'a>(&'a self, facts: &mut Facts<'a>) {
        facts.headline = &self.text;
        facts.status = self.standing.map(super::Word::word);
        facts.date = self.when.as_ref();
        facts.say([&self.attribution]);
        facts.say(self.original.iter().map(|original| &original.text));
        facts.say([&self.venue]);
        facts.refer("speakers", self.speakers.iter().copied());
    }

    fn check(&self) -> Result<(), Error> {
        Error::require("text", &self.text, "a statement needs its words")?;
        match &self.original {
            Some(original) if original.language.is_some() && original.text.is_none() => {
                Err(Error::broken(
                    "original.language",
                    "--language says which language the original is in, and none is given",
                    "give it with --original \"…\"",
                ))
            }
            _ => Ok(()),
        }
    }
}
