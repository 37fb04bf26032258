//! Settings: which of flag, variable, this file's own setting and the config file decides.

use super::{
    args::{Color, Global},
    clock::{system_zone, variable},
    config::{ConfigFile, Key},
    error::Failure,
};
use crate::{
    report::STALE_AFTER,
    when::{Every, Zone},
};

/// Where a setting comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// A flag of this command.
    Flag(&'static str),
    /// A variable of the environment.
    Variable(&'static str),
    /// The tidings file itself, outside its journal.
    ThisFile,
    /// The config file.
    Config,
    /// The system.
    System,
    /// Nobody set it.
    Default,
}

impl Source {
    /// It in words.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Flag(name) | Self::Variable(name) => name,
            Self::ThisFile => "this file",
            Self::Config => "config file",
            Self::System => "system",
            Self::Default => "default",
        }
    }
}

/// What a setting is, and who decided it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Chosen {
    pub value: Option<String>,
    pub source: Source,
}

/// The settings of one command.
#[derive(Debug)]
pub(super) struct Settings {
    pub file: ConfigFile,
    story: Option<String>,
    tz: Option<String>,
    color: Option<Color>,
    strict: bool,
    no_pager: bool,
}

impl Settings {
    /// Reads the config file; the flags go before it.
    ///
    /// # Errors
    /// Where the config file cannot be read.
    pub(super) fn read(global: &Global) -> Result<Self, Failure> {
        let settings = Self {
            file: ConfigFile::read()?,
            story: global.story.clone(),
            tz: global.tz.clone(),
            color: global.color,
            strict: global.strict,
            no_pager: global.no_pager,
        };
        Ok(settings)
    }

    /// What a key is, and who decides it. `of_this_file` is what the tidings file itself sets.
    pub(super) fn get(&self, key: Key, of_this_file: Option<String>) -> Chosen {
        use Source::{Config, Default, Flag, System, ThisFile, Variable};
        let from = |name: &'static str| (variable(name), Variable(name));
        let config = (self.file.get(key).map(str::to_owned), Config);
        // Set to nothing, a variable for a pager says that there is to be none.
        let pager = |name: &'static str| {
            let value = std::env::var(name).ok();
            let value = value.map(|value| {
                if value.trim().is_empty() {
                    "off".to_owned()
                } else {
                    value
                }
            });
            (value, Variable(name))
        };
        let of_color = |color: Color| color.word().to_owned();
        let candidates: Vec<(Option<String>, Source)> = match key {
            Key::Story => vec![
                (self.story.clone(), Flag("--story")),
                from("TIDINGS_STORY"),
                (of_this_file, ThisFile),
                config,
            ],
            Key::Author => vec![from("TIDINGS_AUTHOR"), config],
            Key::Tz => vec![
                (self.tz.clone(), Flag("--tz")),
                from("TIDINGS_TZ"),
                config,
                from("TZ"),
                (system_zone().map(|zone| zone.name().to_owned()), System),
                (Some(Zone::UTC.name().to_owned()), Default),
            ],
            Key::Color => vec![
                (self.color.map(of_color), Flag("--color")),
                (
                    variable("NO_COLOR").map(|_| of_color(Color::Never)),
                    Variable("NO_COLOR"),
                ),
                config,
                (Some(of_color(Color::Auto)), Default),
            ],
            Key::Notices => vec![config, (Some("on".to_owned()), Default)],
            Key::StaleAfter => vec![config, (Some(format!("{STALE_AFTER}d")), Default)],
            Key::Strict => vec![
                (self.strict.then(|| "on".to_owned()), Flag("--strict")),
                config,
                (Some("off".to_owned()), Default),
            ],
            Key::Pager => vec![
                (self.no_pager.then(|| "off".to_owned()), Flag("--no-pager")),
                pager("TIDINGS_PAGER"),
                config,
                pager("PAGER"),
                (Some("less -FRX".to_owned()), Default),
            ],
        };
        let chosen = candidates.into_iter().find(|(value, _)| value.is_some());
        let (value, source) = chosen.unwrap_or((None, Default));
        Chosen { value, source }
    }

    /// When to use colour.
    pub(super) fn color(&self) -> Color {
        let chosen = self.get(Key::Color, None).value;
        chosen.map_or(Color::Auto, |word| Color::of(&word))
    }

    /// Whether a write ends with a line of notices.
    pub(super) fn notices(&self) -> bool {
        self.get(Key::Notices, None).value.as_deref() != Some("off")
    }

    /// After how many days without a touch an open record is stale.
    pub(super) fn stale_after(&self) -> i64 {
        let chosen = self.get(Key::StaleAfter, None).value;
        let every = chosen.and_then(|every| every.parse::<Every>().ok());
        every.map_or(STALE_AFTER, |every| every.days())
    }

    /// Whether a name that is not there is refused.
    pub(super) fn strict(&self) -> bool {
        self.get(Key::Strict, None).value.as_deref() == Some("on")
    }

    /// The program that shows long lists; none where there is to be none.
    pub(super) fn pager(&self) -> Option<String> {
        let chosen = self.get(Key::Pager, None).value?;
        match chosen.trim() {
            "off" | "cat" => None,
            "on" => Some("less -FRX".to_owned()),
            pager => Some(pager.to_owned()),
        }
    }
}
