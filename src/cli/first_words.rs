//! First words: what a newcomer types works, or is answered with the finished command, in the user's own words.
//!
//! Three steps: words that mean a command of another name are rewritten before they are parsed; what cannot be parsed
//! is met with a hint; flags that mean a field of another name are translated once the kind of record is known.

mod commands;
mod flags;

use std::{ffi::OsString, process::ExitCode};

use clap::error::{ContextKind, ContextValue, ErrorKind};

pub(super) use flags::translate;

use super::{
    desk::{Desk, EXAMPLE},
    error::Failure,
};
use crate::{
    model::nearest,
    recording::{KINDS, kind_word, shell},
};

/// Global flags that take a value, which is no command.
const WITH_VALUE: [&str; 6] = ["--db", "--today", "--now", "--tz", "--story", "--color"];

/// Where the command stands among the words.
fn verb_at(words: &[String]) -> Option<usize> {
    let mut at = 1;
    while let Some(word) = words.get(at) {
        if WITH_VALUE.contains(&word.as_str()) {
            at += 2;
        } else if word.starts_with('-') {
            at += 1;
        } else {
            return Some(at);
        }
    }
    None
}

/// Rewrites words that mean a command of another name. Words that are not UTF-8 are left to the parser.
pub(super) fn rewrite(typed: &[OsString]) -> Vec<OsString> {
    let Some(words) = typed
        .iter()
        .map(|word| word.to_str().map(str::to_owned))
        .collect::<Option<Vec<_>>>()
    else {
        return typed.to_vec();
    };
    let Some(at) = verb_at(&words) else {
        return typed.to_vec();
    };
    let (before, rest) = words.split_at(at);
    let rewritten = rewritten(rest).unwrap_or_else(|| rest.to_vec());
    before
        .iter()
        .cloned()
        .chain(rewritten)
        .map(OsString::from)
        .collect()
}

fn rewritten(words: &[String]) -> Option<Vec<String>> {
    let (verb, rest) = words.split_first()?;
    let with = |first: &[&str], rest: &[String]| {
        Some(
            first
                .iter()
                .map(|word| (*word).to_owned())
                .chain(rest.iter().cloned())
                .collect(),
        )
    };
    match (verb.as_str(), rest) {
        ("ls" | "list" | "all", [noun, rest @ ..]) if is_plural_noun(noun) => {
            let words: Vec<String> = std::iter::once(noun.clone())
                .chain(rest.iter().cloned())
                .collect();
            Some(rewritten(&words).unwrap_or(words))
        }
        ("ls" | "list" | "all", rest) => with(&["timeline"], rest),
        ("today" | "morning" | "status" | "agenda", rest) => with(&["morning"], rest),
        ("next" | "calendar" | "milestones", rest) => with(&["upcoming"], rest),
        ("statements" | "quotes", rest) => with(&["timeline", "--kind", "statement"], rest),
        ("events", rest) => with(&["timeline", "--kind", "event"], rest),
        ("notes", rest) => with(&["timeline", "--kind", "note"], rest),
        ("new" | "create", rest) => with(&["add"], rest),
        (noun, [add, rest @ ..])
            if matches!(add.as_str(), "add" | "new") && kind_word(noun).is_some() =>
        {
            with(&["add", noun], rest)
        }
        ("close", [which, flag, word, rest @ ..]) if flag == "--as" => {
            with(&["mark", which, word], rest)
        }
        ("reopen", [which, rest @ ..]) => with(&["mark", which, "open"], rest),
        ("resolve", [which, answer, rest @ ..]) => with(&["answer", which, answer], rest),
        _ => None,
    }
}

fn is_plural_noun(word: &str) -> bool {
    matches!(
        word,
        "questions"
            | "sources"
            | "actors"
            | "stories"
            | "topics"
            | "events"
            | "statements"
            | "quotes"
            | "notes"
            | "milestones"
    )
}

/// Meets words that cannot be parsed.
pub(super) fn meet(words: &[OsString], why: clap::Error) -> Result<ExitCode, Failure> {
    let words: Vec<String> = words
        .iter()
        .map(|word| word.to_string_lossy().into_owned())
        .collect();
    match why.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            why.print().map_err(Failure::from)?;
            Ok(ExitCode::SUCCESS)
        }
        ErrorKind::InvalidSubcommand | ErrorKind::MissingSubcommand => commands::unknown(&words),
        ErrorKind::UnknownArgument => Err(flags::unknown(&words, &why)),
        _ => Err(plain(&words, &why)),
    }
}

/// An error of the parser in our own form: what is wrong, then what to type.
fn plain(words: &[String], why: &clap::Error) -> Failure {
    let text = why.render().to_string();
    let mut lines = text
        .lines()
        .map(str::trim)
        .take_while(|line| !line.starts_with("Usage:"))
        .filter(|line| !line.is_empty());
    let what = lines
        .next()
        .unwrap_or_default()
        .trim_start_matches("error: ")
        .to_owned();
    let details: Vec<&str> = lines
        .filter(|line| !line.starts_with("For more information"))
        .collect();
    let what = match details.as_slice() {
        [] => what,
        details => format!("{what} {}", details.join("; ")),
    };
    if what.contains("'--today <DAY>'") {
        return Failure::usage(
            "--today sets the clock of reports, and no day follows it",
            "that it was said or happened today: --on today",
        );
    }
    let verb = verb_at(words).and_then(|at| words.get(at));
    if let (ErrorKind::MissingRequiredArgument, Some(verb)) = (why.kind(), verb) {
        return missing(words, verb, why);
    }
    let command = verb.map_or_else(String::new, |verb| format!(" {verb}"));
    Failure::usage(what, format!("tidings{command} --help"))
}

/// A command that lacks a word or a flag: what was typed, with a place for it.
fn missing(words: &[String], verb: &str, why: &clap::Error) -> Failure {
    let lacks: Vec<String> = match why.get(ContextKind::InvalidArg) {
        Some(ContextValue::Strings(lacks)) => lacks.clone(),
        _ => Vec::new(),
    };
    let places = lacks.iter().map(|lack| match lack.split_once(" <") {
        Some((flag, _)) => format!(" {flag} \"…\""),
        None => format!(" {}", lack.trim_matches(['<', '>', '.'])),
    });
    let typed = shell::line(words.iter().skip(1));
    let hint = match verb {
        "check" => {
            "tidings watch shows what is open · one looked: tidings check ID \"…\"".to_owned()
        }
        _ => format!("tidings {typed}{}", places.collect::<String>()),
    };
    Failure::usage(
        format!("tidings {verb} needs {}", lacks.join(" and ")),
        hint,
    )
}

/// `add` without a word for the kind: the finished command where there are words, else the words for kinds.
pub(super) fn no_kind(desk: &Desk, typed: Option<&str>) -> Failure {
    let words: Vec<&str> = KINDS.iter().map(|kind| kind.word).collect();
    let Some(typed) = typed else {
        return Failure::usage(
            format!("what is to be added? One of: {}", words.join(" ")),
            EXAMPLE,
        );
    };
    let put = |kind: &str, instead: bool| {
        desk.retyped(|line| {
            if let Some(at) = line.iter().position(|word| word == typed) {
                line.splice(at..at + usize::from(instead), [kind.to_owned()]);
            }
        })
    };
    match nearest(typed, &words) {
        Some(near) => Failure::usage(format!("\"{typed}\" is no kind of record"), put(near, true)),
        None => Failure::usage(
            format!(
                "what is {}? It has no word for its kind",
                shell::quote(typed)
            ),
            format!(
                "{} (or statement, quote, question, note)",
                put("event", false)
            ),
        ),
    }
}
