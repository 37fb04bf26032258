//! Stories: what records are followed under.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Error, Facts, Kind, Own};

/// A story that is followed; a first-class filter of every report.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Story {
    /// What it is called.
    pub title: String,
    /// What it is about, in a line.
    pub summary: Option<String>,
}

impl Own for Story {
    const KIND: Kind = Kind::Story;

    fn facts<'a>(&'a self, facts: &mut Facts<'a>) {
        facts.headline = &self.title;
        facts.names.push(&self.title);
        facts.say([&self.summary]);
    }

    fn check(&self) -> Result<(), Error> {
        Error::require("title", &self.title, "a story needs a title")
    }
}
