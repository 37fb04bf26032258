//! The commands and the flags that all of them share.

use std::{ffi::OsString, path::PathBuf};

use clap::{
    ArgMatches, Args, CommandFactory as _, FromArgMatches as _, Parser, Subcommand, ValueEnum,
};

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
    #[arg(skip)]
    pub(super) command: Option<Command>,
}

/// The definitions of the command line, whole.
#[must_use]
pub fn command() -> clap::Command {
    let mut command = Command::augment_subcommands(Cli::command());
    command.build();
    command
}

impl Cli {
    /// The definitions that these words are read by: of one command alone, where the first of them is one. (The flags of
    /// every command would be copied for each of the others.)
    pub(super) fn definitions(words: &[OsString]) -> clap::Command {
        let commands = Command::augment_subcommands(clap::Command::default());
        let first = words.get(1);
        match first.and_then(|word| commands.find_subcommand(word)) {
            Some(meant) => Self::command().subcommand(meant.clone()),
            None => Command::augment_subcommands(Self::command()),
        }
    }

    /// What was typed.
    pub(super) fn read(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let mut cli = Self::from_arg_matches(matches)?;
        if matches.subcommand_name().is_some() {
            cli.command = Some(Command::from_arg_matches(matches)?);
        }
        Ok(cli)
    }
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

// What can be done. The flags of a command are made when it is typed; what it does stands here, because --help lists it
// without them, in order of names. (Plain comments, here and on structs of flags: a documented one would put its own line
// in place of what the program, or the command, does.)
#[derive(Debug, Subcommand)]
#[command(subcommand_value_name = "COMMAND", defer = true, next_display_order = None)]
pub(super) enum Command {
    /// Print the script that completes commands, flags, ids, slugs and names in your shell
    Completions(completions::CompletionsArgs),
    /// Show help: of a command, or about dates
    Help(help::HelpArgs),
    /// Print a manual page, or write all of them into a folder
    Man(man::ManArgs),
    #[command(flatten)]
    AtDesk(Box<AtDesk>),
}

// What is done at the desk; all else tells of the program itself.
#[derive(Debug, Subcommand)]
#[command(defer = true, next_display_order = None)]
pub(super) enum AtDesk {
    /// List who acts, speaks and takes part
    #[command(after_help = "Examples:\n  tidings actors\n  tidings actors --json")]
    Actors(reports::ListArgs),
    /// Log something: an event, a statement, a question, a note; an actor, a source, a story
    Add(add::AddArgs),
    /// Settle an open question
    Answer(answer::AnswerArgs),
    /// Note that you looked, whether or not there was news; without a record: show what is due for a look
    Check(check::CheckArgs),
    /// Say what a record rests on
    Cite(cite::CiteArgs),
    /// Show what is set and where each setting comes from, or set it
    Config(config::ConfigArgs),
    /// Check the file: what is damaged, what is worth knowing
    Doctor(doctor::DoctorArgs),
    /// Mend a record: a correction, and no news
    Edit(edit::EditArgs),
    /// Write the timeline for other programs
    Export(export::ExportArgs),
    /// Say how likely an answer to an open question is
    Forecast(forecast::ForecastArgs),
    /// Show what was recorded, in order; of one record, its life
    #[command(alias = "log")]
    History(history::HistoryArgs),
    /// Take in a timeline document, such as export json writes
    Import(import::ImportArgs),
    /// Say what one record is to another
    Link(link::LinkArgs),
    /// Say where a record stands: happened, cancelled, confirmed, disputed, void, done …
    Mark(mark::MarkArgs),
    /// Say that two actors, or two sources, are one
    Merge(merge::MergeArgs),
    /// The morning on one screen, as without a command
    #[command(hide = true)]
    Morning(NarrowArgs),
    /// Record that a date was announced anew
    Move(moving::MoveArgs),
    /// List the open questions
    #[command(
        after_help = "Examples:\n  tidings questions\n  tidings questions --stale --due\n  tidings questions --story alaska-talks"
    )]
    Questions(reports::QuestionsArgs),
    /// Bring back what undo took back
    Redo(undo::RedoArgs),
    /// Remove a record
    #[command(aliases = ["rm", "delete", "del"])]
    Remove(remove::RemoveArgs),
    /// Print the JSON Schema of the timeline document
    #[command(after_help = "Example:\n  tidings schema > timeline.schema.json")]
    Schema,
    /// Find what was recorded by its words
    #[command(aliases = ["find", "grep"])]
    Search(search::SearchArgs),
    /// Show one record whole
    #[command(aliases = ["view", "cat", "info"])]
    #[command(after_help = "Examples:\n  tidings show second-meeting\n  tidings show @ --json")]
    Show(reports::ShowArgs),
    /// List whose dates slipped: how often, how far, by whom, why
    #[command(after_help = "Example:\n  tidings slips")]
    Slips(reports::ListArgs),
    /// List what records rest on
    #[command(after_help = "Examples:\n  tidings sources\n  tidings sources --limit 20")]
    Sources(reports::ListArgs),
    /// Count what there is: by kind and status, who speaks, what it rests on, what is missing
    Stats(stats::StatsArgs),
    /// List the stories
    #[command(after_help = "Example:\n  tidings stories")]
    Stories(reports::ListArgs),
    /// Show everything on one line of time
    #[command(
        after_help = "Examples:\n  tidings timeline\n  tidings timeline --from \"1 August\" --to \"late August\"\n  tidings timeline --kind event,statement --story alaska-talks"
    )]
    Timeline(reports::TimelineArgs),
    /// List the topics
    #[command(after_help = "Example:\n  tidings topics")]
    Topics(reports::ListArgs),
    /// Take back what was recorded last, or one operation
    Undo(undo::UndoArgs),
    /// Take a link back
    Unlink(link::UnlinkArgs),
    /// Show what comes next
    #[command(
        after_help = "Examples:\n  tidings upcoming\n  tidings upcoming --story any --limit 10"
    )]
    Upcoming(reports::ListArgs),
    /// Show what to watch: open questions under what they hang on
    #[command(after_help = "Example:\n  tidings watch")]
    Watch(reports::ListArgs),
    /// Show how a date would be understood
    When(when::WhenArgs),
}
