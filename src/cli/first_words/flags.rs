//! A flag that is none of this command, or that means a field of another name.

use clap::{
    Arg,
    error::{ContextKind, ContextValue},
};

use super::{plain, verb_at};
use crate::{
    cli::{args, error::Failure},
    model::{Kind, nearest},
    recording::{Field, Given, KindWord, shell},
};

/// A flag or a word too much.
pub(super) fn unknown(words: &[String], why: &clap::Error) -> Failure {
    let flag = match why.get(ContextKind::InvalidArg) {
        Some(ContextValue::String(flag)) => flag.clone(),
        _ => return plain(words, why),
    };
    let verb = verb_at(words)
        .and_then(|at| words.get(at))
        .map_or("", String::as_str);
    if !flag.starts_with('-') {
        let hint = match verb {
            "move" => instead(words, &flag, 0, &["--to", &flag, "--why", "…"]),
            _ => instead(words, &flag, 0, &[]),
        };
        return Failure::usage(format!("{} is a word too many", shell::quote(&flag)), hint);
    }
    let value = value(words, &flag);
    let shown = value.as_deref().unwrap_or("…");
    let with = |more: &[&str]| instead(words, &flag, usize::from(value.is_some()), more);
    let alone = |more: &[&str]| instead(words, &flag, 0, more);
    let hint = match (verb, flag.as_str()) {
        ("add" | "edit", "--from") => with(&["--by", shown]),
        ("add" | "edit", "--after") => format!(
            "{} · what it hangs on: --waits-on ID",
            with(&["--when", &format!("after {shown}")])
        ),
        ("add" | "edit", "--before") => with(&["--when", &format!("before {shown}")]),
        ("add", "--until" | "--by-when") => with(&["--when", &format!("by {shown}")]),
        ("add", "--quote") => as_quote(words, &flag, value.as_deref()),
        ("add", "--verbatim") => as_quote(words, &flag, None),
        ("add", "--anonymous") => format!(
            "{} (a description makes a described speaker), or --terms background --attribution \"…\"",
            alone(&["--by", "a senior official"])
        ),
        ("add" | "edit", "--possible" | "--confirmed" | "--likely" | "--mooted") => {
            alone(&["--certainty", flag.trim_start_matches('-')])
        }
        ("add" | "edit", "--off-record" | "--on-record" | "--background" | "--deep-background") => {
            alone(&["--terms", flag.trim_start_matches('-')])
        }
        _ => near(words, verb, &flag)
            .or_else(|| by_edit(words, verb, &flag))
            .unwrap_or_else(|| format!("{} --help", format!("tidings {verb}").trim_end())),
    };
    let command = format!("tidings {verb}");
    Failure::usage(format!("{flag} is no flag of {}", command.trim_end()), hint)
}

/// The command with the flag of it that was meant, where the one that was typed is a slip of the pen: a flag of another
/// command is none.
fn near(words: &[String], verb: &str, flag: &str) -> Option<String> {
    let definitions = args::command();
    let commands = definitions.get_subcommands();
    if commands.into_iter().any(|command| has(command, flag)) {
        return None;
    }
    let command = definitions.find_subcommand(verb).unwrap_or(&definitions);
    let global = definitions
        .get_arguments()
        .filter(|arg| arg.is_global_set());
    let names = |arg: &'_ Arg| {
        let others = arg.get_all_aliases().unwrap_or_default();
        let names = arg.get_long().into_iter().chain(others);
        names.map(str::to_owned).collect::<Vec<_>>()
    };
    let flags: Vec<String> = command
        .get_arguments()
        .chain(global)
        .flat_map(names)
        .collect();
    let flags: Vec<&str> = flags.iter().map(String::as_str).collect();
    let near = nearest(flag.trim_start_matches('-'), &flags)?;
    let at = place(words, flag)?;
    let mut line = words.to_vec();
    if let Some(word) = line.get_mut(at) {
        *word = word.replacen(flag, &format!("--{near}"), 1);
    }
    Some(shell::line(
        std::iter::once("tidings".to_owned()).chain(line.into_iter().skip(1)),
    ))
}

/// Whether a command has the flag, by this name or another one.
fn has(command: &clap::Command, flag: &str) -> bool {
    let name = flag.trim_start_matches('-');
    command.get_arguments().any(|arg| {
        let others = arg.get_all_aliases().unwrap_or_default();
        arg.get_long() == Some(name) || others.contains(&name)
    })
}

/// The command without a flag that says something of the record itself, and the one that says it: whichever record it is
/// that the command is about, it has that field.
fn by_edit(words: &[String], verb: &str, flag: &str) -> Option<String> {
    const OF_ONE: [&str; 9] = [
        "answer", "check", "cite", "forecast", "link", "mark", "merge", "move", "unlink",
    ];
    let value = value(words, flag)?;
    let which = words.get(verb_at(words)? + 1)?;
    if !OF_ONE.contains(&verb) || which.starts_with('-') {
        return None;
    }
    let said = match flag {
        "--topic" | "--tag" => format!("--add {}", shell::quote(&format!("topic={value}"))),
        "--slug" | "--visibility" | "--embargo-until" => format!("{flag} {}", shell::quote(&value)),
        _ => return None,
    };
    let without = instead(words, flag, 1, &[]);
    let which = shell::quote(which);
    Some(format!("{without} · tidings edit {which} {said}"))
}

/// Where the flag stands, by itself or with `=` and a value.
fn place(words: &[String], flag: &str) -> Option<usize> {
    let is_it = |word: &String| word == flag || word.split('=').next() == Some(flag);
    words.iter().position(is_it)
}

/// What was typed after the flag.
fn value(words: &[String], flag: &str) -> Option<String> {
    let at = place(words, flag)?;
    match words.get(at)?.split_once('=') {
        Some((_, value)) => Some(value.to_owned()),
        None => words
            .get(at + 1)
            .filter(|value| !value.starts_with("--"))
            .cloned(),
    }
}

/// The command as it was typed, with these words where the flag and so many words after it stood.
fn instead(words: &[String], flag: &str, after: usize, more: &[&str]) -> String {
    let mut line = words.to_vec();
    if let Some(first) = line.first_mut() {
        "tidings".clone_into(first);
    }
    if let Some(at) = place(&line, flag) {
        let joined = line.get(at).is_some_and(|word| word.contains('='));
        let end = (at + 1 + if joined { 0 } else { after }).min(line.len());
        line.splice(at..end, more.iter().map(|word| (*word).to_owned()));
    }
    shell::line(line)
}

/// `add statement "…" --verbatim` as `add quote "…"`.
fn as_quote(words: &[String], flag: &str, text: Option<&str>) -> String {
    let mut line: Vec<String> = words.to_vec();
    if let Some(at) = line.iter().position(|word| word == "add") {
        let kind = line
            .get(at + 1)
            .filter(|kind| crate::recording::kind_word(kind).is_some());
        let kinds = usize::from(kind.is_some());
        line.splice(at + 1..at + 1 + kinds, ["quote".to_owned()]);
    }
    let after = usize::from(text.is_some());
    instead(&line, flag, after, text.as_slice())
}

/// Translates flags that mean a field of another name for this kind of record.
pub(in crate::cli) fn translate(kind: KindWord, given: &mut Given) {
    let mut rename = |from: Field, to: Field| {
        let values = given.take(from);
        if !values.is_empty() {
            given.give(to, values);
        }
    };
    if matches!(kind.kind, Kind::Statement) {
        rename(Field::Author, Field::By);
    }
    if kind.kind == Kind::Event {
        rename(Field::Venue, Field::Place);
    }
    if kind.kind != Kind::Source {
        rename(Field::Url, Field::Source);
    }
}
