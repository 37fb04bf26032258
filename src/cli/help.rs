//! `tidings help`, and the help of one kind after `add`.

use std::{ffi::OsString, io::Write as _, process::ExitCode};

use clap::Args;

use super::{args, error::Failure};
use crate::{
    model::Kind,
    recording::{Field, kind_word},
};

#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  tidings help add\n  tidings help dates")]
pub(super) struct HelpArgs {
    /// A command, or: dates
    topic: Option<String>,
}

/// The page about dates.
const DATES: &str = include_str!("../../docs/dates.md");

pub(super) fn run(args: &HelpArgs) -> Result<ExitCode, Failure> {
    let mut command = args::command();
    let text = match args.topic.as_deref() {
        None => command.render_help().to_string(),
        Some("dates" | "date") => DATES.to_owned(),
        Some(topic) => match command.find_subcommand_mut(topic) {
            Some(found) => found.render_help().to_string(),
            None => {
                return Err(Failure::usage(
                    format!("there is no help on \"{topic}\""),
                    "tidings help lists the commands; tidings help dates",
                ));
            }
        },
    };
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())?;
    if !text.ends_with('\n') {
        writeln!(out)?;
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// The kind of record in `add KIND --help`.
pub(super) fn kind_asked_about(words: &[OsString]) -> Option<Kind> {
    let words: Vec<&str> = words
        .iter()
        .skip(1)
        .filter_map(|word| word.to_str())
        .collect();
    let help = words.iter().any(|word| matches!(*word, "--help" | "-h"));
    let at = words.iter().position(|word| *word == "add")?;
    let kind = kind_word(words.get(at + 1)?)?;
    help.then_some(kind.kind)
}

/// The definitions without the flags of `add` or `edit` that mean nothing for this kind.
pub(super) fn for_kind(command: clap::Command, verb: &str, kind: Kind) -> clap::Command {
    command.mut_subcommand(verb, |sub| {
        sub.mut_args(|arg| {
            let field = Field::ALL
                .iter()
                .find(|field| field.flag() == arg.get_id().as_str());
            let means_nothing = field.is_some_and(|field| !field.kinds().contains(&kind));
            if means_nothing { arg.hide(true) } else { arg }
        })
    })
}
