//! What is wrong with a value of the model.

use thiserror::Error;

/// A value that no record may hold.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Error {
    /// A word that the vocabulary lacks.
    #[error("\"{typed}\" is no {what}")]
    Word {
        /// What the words of the vocabulary say.
        what: &'static str,
        /// What was typed.
        typed: String,
        /// The words that would do.
        words: Vec<&'static str>,
    },
    /// Not an id.
    #[error("\"{0}\" is no id")]
    Id(String),
    /// Not a slug.
    #[error("\"{typed}\" is no slug")]
    Slug {
        /// What was typed.
        typed: String,
        /// The slug that its words make.
        instead: Option<super::Slug>,
    },
    /// Not a credibility.
    #[error("\"{0}\" is no credibility")]
    Credibility(String),
    /// A rule of one record is broken.
    #[error("{broken}")]
    Rule {
        /// Where in the record, as a path: `certainty`, `links[1].to`; empty: nowhere else than in the whole.
        at: String,
        /// The rule, and what breaks it.
        broken: String,
        /// What to type instead.
        way_out: &'static str,
        /// The registers that it is over, where two desks that each keep it can break it together: each is merged by
        /// itself. The beginning of the names of a list's stands for all of them.
        over: Vec<String>,
        /// What mends a record in which it is broken, ID in the place of the record.
        mend: String,
    },
    /// A register holds what its kind cannot read.
    #[error("register \"{register}\" of this {kind} cannot hold {value}: {why}")]
    Register {
        /// The kind of the record.
        kind: super::Kind,
        /// The register.
        register: String,
        /// What it holds, shortened.
        value: String,
        /// What is wrong with it.
        why: String,
    },
    /// Not a patch.
    #[error("a patch is one flat JSON object: {0}")]
    Patch(String),
}

impl Error {
    /// A rule over several registers, which two desks can break together; and what mends it.
    pub(crate) fn rule(
        at: impl Into<String>,
        over: &[&str],
        broken: impl Into<String>,
        way_out: &'static str,
        mend: impl Into<String>,
    ) -> Self {
        Self::Rule {
            at: at.into(),
            broken: broken.into(),
            way_out,
            over: over.iter().map(|register| (*register).to_owned()).collect(),
            mend: mend.into(),
        }
    }

    /// A rule that nothing breaks but who writes past every command.
    pub(crate) fn broken(
        at: impl Into<String>,
        broken: impl Into<String>,
        way_out: &'static str,
    ) -> Self {
        Self::Rule {
            at: at.into(),
            broken: broken.into(),
            way_out,
            over: Vec::new(),
            mend: String::new(),
        }
    }

    pub(super) fn require(at: &str, text: &str, rule: &str) -> Result<(), Self> {
        if text.trim().is_empty() {
            Err(Self::broken(at, rule, "give what is missing"))
        } else {
            Ok(())
        }
    }

    /// Where a rule is broken that two desks cannot have broken together, so that no export holds what breaks it; none for
    /// other rules.
    #[must_use]
    pub fn unmergeable(&self) -> Option<&str> {
        match self {
            Self::Rule { at, over, .. } if over.is_empty() => Some(at),
            _ => None,
        }
    }

    /// Whether a rule is broken that is over one of these registers.
    pub fn is_over<'r>(&self, mut registers: impl Iterator<Item = &'r str>) -> bool {
        let Self::Rule { over, .. } = self else {
            return false;
        };
        registers.any(|register| {
            let is_it = |over: &String| {
                let rest = register.strip_prefix(over.as_str());
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            };
            over.iter().any(is_it)
        })
    }

    /// The command that mends the record in which a rule is broken, as one types it.
    #[must_use]
    pub fn mend(&self, which: &str) -> Option<String> {
        match self {
            Self::Rule { mend, .. } if !mend.is_empty() => {
                Some(format!("tidings {}", mend.replace("ID", which)))
            }
            _ => None,
        }
    }

    /// What to type instead.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Word { what, typed, words } => Some(match nearest(typed, words) {
                Some(near) => format!("did you mean {near}? A {what} is one of: {}", words.join(", ")),
                None => format!("one of: {}", words.join(", ")),
            }),
            Self::Id(_) => Some("an id is 16 letters, or the first few of them; tidings timeline shows them".into()),
            Self::Slug { instead, .. } => Some(match instead {
                Some(slug) => format!("small letters and digits with single hyphens between: {slug}"),
                None => "small letters and digits with single hyphens between, at most 60, and not \"any\"".into(),
            }),
            Self::Credibility(_) => Some("1 (confirmed by other independent sources) to 5 (improbable), or 6 (cannot be judged)".into()),
            Self::Rule { way_out, .. } => Some((*way_out).to_owned()),
            Self::Register { .. } | Self::Patch(_) => None,
        }
    }
}

/// The one word that is a letter or two away from what was typed (optimal string alignment distance).
#[must_use]
pub fn nearest<'w>(typed: &str, words: &[&'w str]) -> Option<&'w str> {
    let folded = super::name::fold(typed);
    // What is longer than every word cannot be near one, and is not worth the square of its length.
    if folded.len() > 64 {
        return None;
    }
    words
        .iter()
        .map(|word| (strsim::osa_distance(&folded, word), *word))
        .filter(|(distance, word)| *distance <= if word.len() < 5 { 1 } else { 2 })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_of_the_pen_finds_its_word_and_another_word_finds_none() {
        let words = ["mooted", "possible", "likely", "confirmed"];
        assert_eq!(nearest("posible", &words), Some("possible"));
        assert_eq!(nearest("Likley", &words), Some("likely"));
        assert_eq!(nearest("certain", &words), None);
        assert_eq!(nearest("", &words), None);
    }
}
