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
use args::{Cli, Command};
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
    // What tells of the program itself needs no file, and no settings that could be wrong.
    match &cli.command {
        Some(Command::Completions(args)) => return completions::run(args),
        Some(Command::Help(args)) => return help::run(args),
        Some(Command::Man(args)) => return man::run(args),
        _ => {}
    }
    let mut desk = desk?;
    let code = at_the_desk(cli, &mut desk)?;
    desk.page()?;
    Ok(code)
}

fn at_the_desk(cli: Cli, desk: &mut Desk) -> Result<ExitCode, Failure> {
    let Some(command) = cli.command else {
        return reports::morning(&cli.narrow, desk);
    };
    cli.narrow.refuse_before_a_command(desk)?;
    match command {
        Command::Actors(args) => reports::actors(&args, desk),
        Command::Add(args) => add::run(&args, desk),
        Command::Answer(args) => answer::run(&args, desk),
        Command::Check(args) => check::run(&args, desk),
        Command::Cite(args) => cite::run(&args, desk),
        Command::Completions(args) => completions::run(&args),
        Command::Config(args) => config::run(&args, desk),
        Command::Doctor(args) => doctor::run(&args, desk),
        Command::Edit(args) => edit::run(&args, desk),
        Command::Export(args) => export::run(&args, desk),
        Command::Forecast(args) => forecast::run(&args, desk),
        Command::Help(args) => help::run(&args),
        Command::History(args) => history::run(&args, desk),
        Command::Import(args) => import::run(&args, desk),
        Command::Link(args) => link::link(&args, desk),
        Command::Man(args) => man::run(&args),
        Command::Mark(args) => mark::run(&args, desk),
        Command::Merge(args) => merge::run(&args, desk),
        Command::Morning(narrow) => reports::morning(&narrow, desk),
        Command::Move(args) => moving::run(&args, desk),
        Command::Questions(args) => reports::questions(&args, desk),
        Command::Redo(args) => undo::redo(&args, desk),
        Command::Remove(args) => remove::run(&args, desk),
        Command::Schema => export::schema(desk),
        Command::Search(args) => search::run(&args, desk),
        Command::Show(args) => reports::show(&args, desk),
        Command::Slips(args) => reports::slips(&args, desk),
        Command::Sources(args) => reports::sources(&args, desk),
        Command::Stats(args) => stats::run(&args, desk),
        Command::Stories(args) => reports::stories(&args, desk),
        Command::Timeline(args) => reports::timeline(&args, desk),
        Command::Topics(args) => reports::topics(&args, desk),
        Command::Undo(args) => undo::undo(&args, desk),
        Command::Unlink(args) => link::unlink(&args, desk),
        Command::Upcoming(args) => reports::upcoming(&args, desk),
        Command::Watch(args) => reports::watch(&args, desk),
        Command::When(args) => when::run(&args, desk),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_definitions_are_consistent() {
        super::command().debug_assert();
    }
}
