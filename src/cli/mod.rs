//! The command line: definitions, prompts, errors; nothing that a user of the library would miss.
//!
//! One file a command: its arguments, and a function that opens what it needs, calls the library and shows the outcome.

mod add;
mod answer;
mod args;
mod check;
mod cite;
mod clock;
mod completions;
mod config;
mod desk;
mod doctor;
mod echo;
mod edit;
mod editor;
mod error;
mod export;
mod fields;
mod first_words;
mod forecast;
mod form;
mod help;
mod history;
mod import;
mod leaks;
mod link;
mod man;
mod mark;
mod merge;
mod moving;
mod narrow;
mod pager;
mod remove;
mod reports;
mod search;
mod settings;
mod stats;
mod ui;
mod undo;
mod unsure;
mod when;
mod words;

use std::{ffi::OsString, process::ExitCode};

pub use args::command;
use args::{AtDesk, Cli, Command};
use desk::Desk;
use error::Failure;

/// Runs one command line and says how it went: 0 done, 1 failed or findings, 2 usage.
pub fn main(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let typed: Vec<OsString> = args.into_iter().collect();
    if let Some(code) = completions::answer(&typed) {
        return code;
    }
    let words = first_words::rewrite(&typed);
    let outcome = match parse(&words) {
        Ok(cli) => {
            let typed: Vec<String> = words
                .iter()
                .map(|word| word.to_string_lossy().into_owned())
                .collect();
            let desk = Desk::new(&cli.global, &typed);
            dispatch(cli, desk)
        }
        Err(why) => first_words::meet(&words, *why),
    };
    match outcome {
        Ok(code) => code,
        Err(failure) => failure.report(),
    }
}

/// Parses the words; for `add KIND --help` the flags that mean nothing for that kind are left out of the help.
fn parse(words: &[OsString]) -> Result<Cli, Box<clap::Error>> {
    let command = match help::kind_asked_about(words) {
        Some(kind) => help::for_kind(args::command(), "add", kind),
        None => Cli::definitions(words),
    };
    let matches = command.try_get_matches_from(words)?;
    Ok(Cli::read(&matches)?)
}

fn dispatch(cli: Cli, desk: Result<Desk, Failure>) -> Result<ExitCode, Failure> {
    let command = match cli.command {
        // What tells of the program itself needs no file, and no settings that could be wrong.
        Some(Command::Completions(args)) => return completions::run(&args),
        Some(Command::Help(args)) => return help::run(&args),
        Some(Command::Man(args)) => return man::run(&args),
        Some(Command::AtDesk(command)) => Some(command),
        None => None,
    };
    let mut desk = desk?;
    let code = match command {
        None => reports::morning(&cli.narrow, &desk)?,
        Some(command) => {
            cli.narrow.refuse_before_a_command(&desk)?;
            at_the_desk(*command, &mut desk)?
        }
    };
    desk.page()?;
    Ok(code)
}

fn at_the_desk(command: AtDesk, desk: &mut Desk) -> Result<ExitCode, Failure> {
    match command {
        AtDesk::Actors(args) => reports::actors(&args, desk),
        AtDesk::Add(args) => add::run(&args, desk),
        AtDesk::Answer(args) => answer::run(&args, desk),
        AtDesk::Check(args) => check::run(&args, desk),
        AtDesk::Cite(args) => cite::run(&args, desk),
        AtDesk::Config(args) => config::run(&args, desk),
        AtDesk::Doctor(args) => doctor::run(&args, desk),
        AtDesk::Edit(args) => edit::run(&args, desk),
        AtDesk::Export(args) => export::run(&args, desk),
        AtDesk::Forecast(args) => forecast::run(&args, desk),
        AtDesk::History(args) => history::run(&args, desk),
        AtDesk::Import(args) => import::run(&args, desk),
        AtDesk::Link(args) => link::link(&args, desk),
        AtDesk::Mark(args) => mark::run(&args, desk),
        AtDesk::Merge(args) => merge::run(&args, desk),
        AtDesk::Morning(narrow) => reports::morning(&narrow, desk),
        AtDesk::Move(args) => moving::run(&args, desk),
        AtDesk::Questions(args) => reports::questions(&args, desk),
        AtDesk::Redo(args) => undo::redo(&args, desk),
        AtDesk::Remove(args) => remove::run(&args, desk),
        AtDesk::Schema => export::schema(desk),
        AtDesk::Search(args) => search::run(&args, desk),
        AtDesk::Show(args) => reports::show(&args, desk),
        AtDesk::Slips(args) => reports::slips(&args, desk),
        AtDesk::Sources(args) => reports::sources(&args, desk),
        AtDesk::Stats(args) => stats::run(&args, desk),
        AtDesk::Stories(args) => reports::stories(&args, desk),
        AtDesk::Timeline(args) => reports::timeline(&args, desk),
        AtDesk::Topics(args) => reports::topics(&args, desk),
        AtDesk::Undo(args) => undo::undo(&args, desk),
        AtDesk::Unlink(args) => link::unlink(&args, desk),
        AtDesk::Upcoming(args) => reports::upcoming(&args, desk),
        AtDesk::Watch(args) => reports::watch(&args, desk),
        AtDesk::When(args) => when::run(&args, desk),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_definitions_are_consistent() {
        super::command().debug_assert();
    }
}
