//! The commands and the flags that all of them share.

use std::path::PathBuf;

use clap::{Args, CommandFactory as _, Parser, Subcommand, ValueEnum};

use super::{
    add, answer, check, cite, completions, config, doctor, edit, export, forecast, help, history,
    import, link, man, mark, merge, moving, narrow::NarrowArgs, remove, reports, search, stats,
    undo, when,
};

/// Follow a developing story: log events, statements and open questions; ask what is open and what comes next
#[derive(Debug, Parser)]
#[command(
    name = "tidings",
    version,
    disable_help_subcommand = true,
    max_term_width = 100,
    after_help = "Without a command: the morning, on one screen.\n\
                  Begin with: tidings add summit \"Trump-Putin summit\" --when \"15 August 2025\" --who trump,putin\n\
                  What can be typed as a date: tidings help dates"
)]
pub struct Cli {
    #[command(flatten)]
    pub(super) global: Global,
    #[command(flatten)]
    pub(super) narrow: NarrowArgs,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

/// The definitions of the command line, for tests and generated pages.
#[must_use]
pub fn command() -> clap::Command {
    Cli::command()
}

/// Flags of every command.
#[derive(Args, Debug, Default)]
#[command(next_help_heading = "Everywhere")]
pub(super) struct Global {
    /// The file [env: TIDINGS_DB; default: tidings/tidings.db in the user's data folder]
    #[arg(long, global = true, value_name = "FILE")]
    pub db: Option<PathBuf>,
    /// Take this day for today (YYYY-MM-DD) [env: TIDINGS_TODAY]
    #[arg(long, global = true, value_name = "DAY")]
    pub today: Option<String>,
    /// Take this time for now (RFC 3339) [env: TIDINGS_NOW]
    #[arg(long, global = true, value_name = "TIME")]
    pub now: Option<String>,
    /// The zone that your days are of, such as Europe/London [env: TIDINGS_TZ, TZ]
    #[arg(long, global = true, value_name = "ZONE")]
    pub tz: Option<String>,
    /// One story alone; any: all of them [env: TIDINGS_STORY]
    #[arg(long, global = true, value_name = "STORY")]
    pub story: Option<String>,
    /// Refuse a name that is not there, instead of making it; new:NAME makes it all the same
    #[arg(long, global = true)]
    pub strict: bool,
    /// Print JSON
    #[arg(long, global = true)]
    pub json: bool,
    /// After a write print the full id alone, and no notice
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// Use colour: auto (on a terminal unless NO_COLOR is set), always, never
    #[arg(long, global = true, value_name = "WHEN", hide_possible_values = true)]
    pub color: Option<Color>,
    /// Show a list that is longer than the screen as it is [env: TIDINGS_PAGER, PAGER]
    #[arg(long, global = true)]
    pub no_pager: bool,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    #[default]
    Auto,
    Always,
    Never,
}

impl Color {
    /// The word for it.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Always => "always",
            Self::Never => "never",
        }
    }

    /// What a word says; what is none of them decides nothing.
    pub(super) fn of(word: &str) -> Self {
        let all = [Self::Always, Self::Never];
        let found = all.into_iter().find(|color| color.word() == word);
        found.unwrap_or_default()
    }
}

/// What can be done.
#[derive(Debug, Subcommand)]
#[command(subcommand_value_name = "COMMAND")]
pub(super) enum Command {
    /// List who acts, speaks and takes part
    #[command(after_help = "Examples:\n  tidings actors\n  tidings actors --json")]
    Actors(reports::ListArgs),
    Add(add::AddArgs),
    Answer(answer::AnswerArgs),
    Check(check::CheckArgs),
    Cite(cite::CiteArgs),
    Completions(completions::CompletionsArgs),
    Config(config::ConfigArgs),
    Doctor(doctor::DoctorArgs),
    Edit(edit::EditArgs),
    Export(export::ExportArgs),
    Forecast(forecast::ForecastArgs),
    Help(help::HelpArgs),
    #[command(alias = "log")]
    History(history::HistoryArgs),
    Import(import::ImportArgs),
    Link(link::LinkArgs),
    Man(man::ManArgs),
    Mark(mark::MarkArgs),
    Merge(merge::MergeArgs),
    /// The morning on one screen, as without a command
    #[command(hide = true)]
    Morning(NarrowArgs),
    Move(moving::MoveArgs),
    #[command(
        after_help = "Examples:\n  tidings questions\n  tidings questions --stale --due\n  tidings questions --story alaska-talks"
    )]
    Questions(reports::QuestionsArgs),
    Redo(undo::RedoArgs),
    #[command(aliases = ["rm", "delete", "del"])]
    Remove(remove::RemoveArgs),
    /// Print the JSON Schema of the timeline document
    #[command(after_help = "Example:\n  tidings schema > timeline.schema.json")]
    Schema,
    #[command(aliases = ["find", "grep"])]
    Search(search::SearchArgs),
    #[command(aliases = ["view", "cat", "info"])]
    #[command(after_help = "Examples:\n  tidings show second-meeting\n  tidings show @ --json")]
    Show(reports::ShowArgs),
    /// List whose dates slipped: how often, how far, by whom, why
    #[command(after_help = "Example:\n  tidings slips")]
    Slips(reports::ListArgs),
    /// List what records rest on
    #[command(after_help = "Examples:\n  tidings sources\n  tidings sources --limit 20")]
    Sources(reports::ListArgs),
    Stats(stats::StatsArgs),
    /// List the stories
    #[command(after_help = "Example:\n  tidings stories")]
    Stories(reports::ListArgs),
    #[command(
        after_help = "Examples:\n  tidings timeline\n  tidings timeline --from \"1 August\" --to \"late August\"\n  tidings timeline --kind event,statement --story alaska-talks"
    )]
    Timeline(reports::TimelineArgs),
    /// List the topics
    #[command(after_help = "Example:\n  tidings topics")]
    Topics(reports::ListArgs),
    Undo(undo::UndoArgs),
    Unlink(link::UnlinkArgs),
    /// Show what comes next
    #[command(
        after_help = "Examples:\n  tidings upcoming\n  tidings upcoming --story any --limit 10"
    )]
    Upcoming(reports::ListArgs),
    /// Show what to watch: open questions under what they hang on
    #[command(after_help = "Example:\n  tidings watch")]
    Watch(reports::ListArgs),
    When(when::WhenArgs),
}
