//! The keys of the config file: what each sets, what it may hold.

use crate::{
    model::nearest,
    when::{self, Every},
};

/// Something that a user sets for all files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Key {
    Story,
    Author,
    Tz,
    Color,
    Notices,
    StaleAfter,
    Strict,
    Pager,
}

impl Key {
    /// Every key, in the order in which people are told of them.
    pub(in crate::cli) const ALL: [Self; 8] = [
        Self::Story,
        Self::Author,
        Self::Tz,
        Self::Color,
        Self::Notices,
        Self::StaleAfter,
        Self::Strict,
        Self::Pager,
    ];

    /// The key as the file has it.
    pub(in crate::cli) fn word(self) -> &'static str {
        match self {
            Self::Story => "story",
            Self::Author => "author",
            Self::Tz => "tz",
            Self::Color => "color",
            Self::Notices => "notices",
            Self::StaleAfter => "stale_after",
            Self::Strict => "strict",
            Self::Pager => "pager",
        }
    }

    /// What it sets.
    pub(in crate::cli) fn help(self) -> &'static str {
        match self {
            Self::Story => {
                "The story that reports show and new entries are filed under; any: all of them"
            }
            Self::Author => "Who writes: the name that stands with each command in the journal",
            Self::Tz => "The zone that your days are of",
            Self::Color => "When to use colour: auto, always, never",
            Self::Notices => "Whether a write ends with a line of notices: on, off",
            Self::StaleAfter => {
                "After how long without a touch an open question or event is stale: 14d, 3w"
            }
            Self::Strict => "Whether a name that is not there is refused, instead of made: on, off",
            Self::Pager => "What shows a list that is longer than the screen; off: nothing does",
        }
    }

    /// A value, as an example.
    pub(in crate::cli) fn example(self) -> &'static str {
        match self {
            Self::Story => "alaska-talks",
            Self::Author => "Your Name",
            Self::Tz => "Europe/London",
            Self::Color => "never",
            Self::Notices => "off",
            Self::StaleAfter => "21d",
            Self::Strict => "on",
            Self::Pager => "less -FRX",
        }
    }

    /// Reads a key as somebody types it: `stale-after` is `stale_after`.
    pub(super) fn read(typed: &str) -> Option<Self> {
        let word = typed.trim().to_lowercase().replace('-', "_");
        Self::ALL.into_iter().find(|key| key.word() == word)
    }

    /// The key that somebody may have meant.
    pub(super) fn near(typed: &str) -> Option<Self> {
        let near = nearest(&typed.to_lowercase(), &Self::ALL.map(Self::word));
        Self::read(typed).or_else(|| Self::read(near?))
    }

    /// A value as it is kept, or why it is none: what is wrong, and what would do.
    pub(in crate::cli) fn check(self, value: &str) -> Result<String, (String, String)> {
        let value = value.trim();
        let example = || format!("{} = \"{}\"", self.word(), self.example());
        if value.is_empty() || value.contains(char::is_control) {
            let what = if value.is_empty() {
                "is empty"
            } else {
                "holds a control character"
            };
            return Err((format!("{} {what}", self.word()), example()));
        }
        let one_of = |words: &[&str]| {
            let found = words.iter().find(|word| word.eq_ignore_ascii_case(value));
            found.map(|word| (*word).to_owned()).ok_or_else(|| {
                (
                    format!("{} cannot be \"{value}\"", self.word()),
                    format!("one of: {}", words.join(", ")),
                )
            })
        };
        match self {
            Self::Story | Self::Author | Self::Pager => Ok(value.to_owned()),
            Self::Color => one_of(&["auto", "always", "never"]),
            Self::Notices | Self::Strict => one_of(&["on", "off"]),
            Self::Tz => match when::zone(value) {
                Ok(zone) => Ok(zone.name().to_owned()),
                Err(why) => Err((why.to_string(), why.hint().unwrap_or_else(example))),
            },
            Self::StaleAfter => {
                // A bare number is of days.
                let is_bare = value.chars().all(|c| c.is_ascii_digit());
                let every = if is_bare {
                    format!("{value}d")
                } else {
                    value.to_owned()
                };
                let what = format!("{} cannot be \"{value}\"", self.word());
                match every.parse::<Every>() {
                    Ok(every) => Ok(every.to_string()),
                    Err(_) => Err((what, "1 to 999 days or weeks: 14d, 3w".to_owned())),
                }
            }
        }
    }
}
