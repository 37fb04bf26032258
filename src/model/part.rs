//! The parts that records of several kinds have: citations, links, checks.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Error, Id, Verb};
use crate::when::When;

/// What a record, or one entry of its moves, rests on.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Citation {
    /// The key by which changes name this citation.
    pub key: Id,
    /// The source that is cited.
    pub source: Id,
    /// Where in the source: a page, a minute.
    #[serde(default)]
    pub locator: Option<String>,
    /// The source's own words, verbatim.
    #[serde(default)]
    pub excerpt: Option<String>,
    /// Admiralty credibility, 1 (confirmed by other independent sources) to 5; 6 means *cannot be judged*.
    #[serde(default)]
    pub credibility: Option<Credibility>,
}

impl Citation {
    /// What is cited, under a key.
    pub(crate) fn of(key: Id, cited: MoveCitation) -> Self {
        let MoveCitation {
            source,
            locator,
            excerpt,
            credibility,
        } = cited;
        Self {
            key,
            source,
            locator,
            excerpt,
            credibility,
        }
    }

    /// What is cited, without the key.
    pub(crate) fn cited(self) -> MoveCitation {
        let Self {
            key: _,
            source,
            locator,
            excerpt,
            credibility,
        } = self;
        MoveCitation {
            source,
            locator,
            excerpt,
            credibility,
        }
    }
}

/// Admiralty credibility of one piece of information: 1 to 6.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(try_from = "u8", into = "u8")]
#[schemars(with = "u8", extend("minimum" = 1, "maximum" = 6))]
pub struct Credibility(u8);

impl TryFrom<u8> for Credibility {
    type Error = super::Error;

    fn try_from(grade: u8) -> Result<Self, Self::Error> {
        if (1..=6).contains(&grade) {
            Ok(Self(grade))
        } else {
            Err(super::Error::Credibility(grade.to_string()))
        }
    }
}

impl std::str::FromStr for Credibility {
    type Err = super::Error;

    fn from_str(typed: &str) -> Result<Self, Self::Err> {
        typed
            .parse::<u8>()
            .ok()
            .and_then(|grade| Self::try_from(grade).ok())
            .ok_or_else(|| super::Error::Credibility(typed.to_owned()))
    }
}

impl From<Credibility> for u8 {
    fn from(credibility: Credibility) -> Self {
        credibility.0
    }
}

impl std::fmt::Display for Credibility {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// The citation of one entry of moves, which needs no key of its own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MoveCitation {
    /// The source that is cited.
    pub source: Id,
    /// Where in the source.
    #[serde(default)]
    pub locator: Option<String>,
    /// The source's own words, verbatim.
    #[serde(default)]
    pub excerpt: Option<String>,
    /// Admiralty credibility.
    #[serde(default)]
    pub credibility: Option<Credibility>,
}

/// What one record says of another; a member of the record that it leads from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Link {
    /// What it says.
    pub verb: Verb,
    /// The record that it leads to.
    pub to: Id,
    /// Why, or in what respect.
    #[serde(default)]
    pub note: Option<String>,
}

impl Link {
    /// Refuses one that leads to the record that it is of; `at` is where it stands there.
    pub(crate) fn check(&self, of: Id, at: impl FnOnce() -> String) -> Result<(), Error> {
        if self.to != of {
            return Ok(());
        }
        Err(Error::broken(
            at(),
            format!("a record cannot be what it {} itself", self.verb.phrase()),
            "name another record",
        ))
    }
}

/// One look at an open event or question, whether or not it brought news.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Check {
    /// The key by which changes name this check.
    pub key: Id,
    /// The day of the look.
    #[serde(default)]
    pub when: Option<When>,
    /// What was seen.
    #[serde(default)]
    pub note: Option<String>,
}
