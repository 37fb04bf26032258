//! First words: what a newcomer types works, or is answered with the finished command, in the user's own words.
//!
//! Three steps: words that mean a command of another name are rewritten before they are parsed; what cannot be parsed
//! is met with a hint; flags that mean a field of another name are translated once the kind of record is known.

use std::{ffi::OsString, process::ExitCode};

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::{
    args::Global,
    desk::{Desk, EXAMPLE},
    error::Failure,
    reports,
};
use crate::{
    model::{Kind, Word as _, nearest},
    recording::{Field, Given, KINDS, KindWord, kind_word, shell},
    store::Found,
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
        ErrorKind::InvalidSubcommand | ErrorKind::MissingSubcommand => unknown_command(&words),
        ErrorKind::UnknownArgument => Err(unknown_flag(&words, &why)),
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
    let command = verb_at(words)
        .and_then(|at| words.get(at))
        .map_or_else(String::new, |verb| format!(" {verb}"));
    Failure::usage(what, format!("tidings{command} --help"))
}

/// A word that is no command.
fn unknown_command(words: &[String]) -> Result<ExitCode, Failure> {
    let Some(at) = verb_at(words) else {
        return Err(Failure::usage("no command", "tidings --help"));
    };
    let (before, rest) = words.split_at(at);
    let Some((verb, rest)) = rest.split_first() else {
        return Err(Failure::usage("no command", "tidings --help"));
    };
    if let Some(hint) = known_word(verb, rest, before) {
        return Err(Failure::usage(
            format!("\"{verb}\" is no command of tidings"),
            hint,
        ));
    }
    if let Some(shown) = show_bare(verb, rest, before) {
        return shown;
    }
    let commands = super::command();
    let names: Vec<&str> = commands
        .get_subcommands()
        .filter(|command| !command.is_hide_set())
        .map(clap::Command::get_name)
        .collect();
    let hint = match nearest(verb, &names) {
        Some(near) => line(&["tidings", near], rest),
        None => format!(
            "tidings --help lists the commands · to log it: {}",
            line(&["tidings", "add", "note", verb], rest)
        ),
    };
    Err(Failure::usage(
        format!("\"{verb}\" is no command and reaches no record"),
        hint,
    ))
}

fn line(first: &[&str], rest: &[String]) -> String {
    shell::line(first.iter().copied().chain(rest.iter().map(String::as_str)))
}

/// What is to be typed instead of a word that many expect to be a command.
fn known_word(verb: &str, rest: &[String], before: &[String]) -> Option<String> {
    let which = rest.first().map_or("ID", String::as_str);
    let after = rest.get(1..).unwrap_or_default();
    let value = |flags: &[&str]| {
        after
            .iter()
            .position(|word| flags.contains(&word.as_str()))
            .and_then(|at| after.get(at + 1))
            .map(String::as_str)
    };
    let words = after.join(" ");
    let moved = |to: &str| {
        format!(
            "tidings move {} --to {} --why \"…\"",
            shell::quote(which),
            shell::quote(to)
        )
    };
    let marked = |word: &str| format!("tidings mark {} {word} --why \"…\"", shell::quote(which));
    Some(match verb {
        "open" | "todo" if rest.is_empty() => "tidings watch (open questions) · tidings upcoming (open events)".to_owned(),
        "plan" => line(&["tidings", "add", "milestone"], rest),
        "done" | "finish" => done(which, before),
        "cancel" => marked("cancelled"),
        "confirm" => format!("tidings mark {} confirmed", shell::quote(which)),
        "postpone" => value(&["--to", "--when"]).map_or_else(|| marked("postponed"), moved),
        "reschedule" => moved(value(&["--to", "--when"]).unwrap_or(if words.is_empty() { "…" } else { &words })),
        "rename" => format!("tidings edit {} --title {}", shell::quote(which), shell::quote(&words)),
        "tag" => format!("tidings edit {} --topic {}", shell::quote(which), shell::quote(&after.join(","))),
        "lint" | "verify" | "vet" => "tidings doctor (it checks the file)".to_owned(),
        "find" | "grep" | "search" => format!("tidings timeline | grep -i {}", shell::quote(&rest.join(" "))),
        "said" => "tidings timeline --kind statement".to_owned(),
        "changes" => "tidings history".to_owned(),
        "origins" => "tidings sources".to_owned(),
        "brief" | "backup" => "tidings export json -o timeline.json".to_owned(),
        "import" => format!("this release takes nothing in; by hand: {EXAMPLE}"),
        "init" | "setup" => format!("there is nothing to set up, the first add makes the file: {EXAMPLE}"),
        "forecast" => format!("tidings check {} {}", shell::quote(which), shell::quote(&words)),
        "unlink" => "tidings undo, where it was linked just now; tidings edit ID --about … says what it is about".to_owned(),
        "merge" => format!("tidings edit {} --alias …", shell::quote(which)),
        "config" | "completions" | "man" => "tidings --help".to_owned(),
        word => line(&["tidings", "add", kind_word(word)?.word], rest),
    })
}

/// What `done` means hangs on what it is said of.
fn done(which: &str, before: &[String]) -> String {
    let quoted = shell::quote(which);
    let all = [
        format!("tidings mark {quoted} happened --on today"),
        format!("tidings answer {quoted} \"…\""),
        format!("tidings mark {quoted} done"),
    ];
    let kind = desk(before).ok().and_then(|desk| {
        let store = desk.store().ok()??;
        match store.find(Kind::ENTRIES, which).ok()? {
            Found::One(_, kind) => Some(kind),
            _ => None,
        }
    });
    let [event, question, note] = &all;
    match kind {
        Some(Kind::Event) => event.clone(),
        Some(Kind::Question) => question.clone(),
        Some(Kind::Note) => note.clone(),
        _ => all.join(" · "),
    }
}

/// A bare id or slug is `show`.
fn show_bare(word: &str, rest: &[String], before: &[String]) -> Option<Result<ExitCode, Failure>> {
    if rest.iter().any(|word| !word.starts_with('-')) {
        return None;
    }
    let desk = desk(before).ok()?;
    let store = desk.store().ok()??;
    match store.find(Kind::ALL, word).ok()? {
        Found::One(..) => Some(reports::show(&reports::ShowArgs::of(word), &desk)),
        _ => None,
    }
}

/// A desk by the flags that stand before the command.
fn desk(before: &[String]) -> Result<Desk, Failure> {
    use clap::{Args as _, FromArgMatches as _};
    let matches = Global::augment_args(clap::Command::new("tidings"))
        .ignore_errors(true)
        .try_get_matches_from(before);
    let global = matches
        .ok()
        .and_then(|matches| Global::from_arg_matches(&matches).ok())
        .unwrap_or_default();
    Desk::new(&global)
}

/// A flag that is none, or none of this command.
fn unknown_flag(words: &[String], why: &clap::Error) -> Failure {
    let flag = match why.get(ContextKind::InvalidArg) {
        Some(ContextValue::String(flag)) => flag.clone(),
        _ => return plain(words, why),
    };
    let verb = verb_at(words)
        .and_then(|at| words.get(at))
        .map_or("", String::as_str);
    let value = words
        .iter()
        .position(|word| *word == flag)
        .and_then(|at| words.get(at + 1));
    let value = value
        .filter(|value| !value.starts_with("--"))
        .map_or("…", String::as_str);
    let quoted = shell::quote(value);
    let what = format!("{flag} is no flag of tidings {verb}");
    let hint = match (verb, flag.as_str()) {
        ("add" | "edit", "--from") => format!("who said it: --by {quoted}"),
        ("add" | "edit", "--after") => {
            format!("--when {}; what it hangs on: --waits-on ID", shell::quote(&format!("after {value}")))
        }
        ("add" | "edit", "--before") => format!("--when {}", shell::quote(&format!("before {value}"))),
        ("add", "--until" | "--by-when") => format!("--when {}", shell::quote(&format!("by {value}"))),
        ("add", "--quote") => format!("tidings add quote {quoted} --by NAME"),
        ("add", "--verbatim") => "tidings add quote \"…\" --by NAME".to_owned(),
        ("add", "--anonymous") => {
            "--by \"a senior official\" (a description makes a described speaker), or --terms background --attribution \"…\"".to_owned()
        }
        ("add" | "edit", "--possible" | "--confirmed" | "--likely" | "--mooted") => {
            format!("--certainty {}", flag.trim_start_matches('-'))
        }
        _ => match why.get(ContextKind::SuggestedArg) {
            Some(ContextValue::String(near)) => format!("did you mean {near}?"),
            _ => format!("tidings {verb} --help"),
        },
    };
    Failure::usage(what, hint)
}

/// `add` without a word for the kind: the finished command where there are words, else the words for kinds.
pub(super) fn no_kind(typed: Option<&str>, rest: &[String]) -> Failure {
    let words: Vec<&str> = KINDS.iter().map(|kind| kind.word).collect();
    let Some(typed) = typed else {
        return Failure::usage(
            format!("what is to be added? One of: {}", words.join(" ")),
            EXAMPLE,
        );
    };
    match nearest(typed, &words) {
        Some(near) => Failure::usage(
            format!("\"{typed}\" is no kind of record"),
            line(&["tidings", "add", near], rest),
        ),
        None => Failure::usage(
            format!(
                "what is {}? It has no word for its kind",
                shell::quote(typed)
            ),
            format!(
                "{} (or statement, quote, question, note)",
                line(&["tidings", "add", "event", typed], rest)
            ),
        ),
    }
}

/// Translates flags that mean a field of another name for this kind of record.
pub(super) fn translate(kind: KindWord, given: &mut Given) {
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
