//! A word that is no command of this release: what to type instead.

use std::process::ExitCode;

use super::verb_at;
use crate::{
    cli::{
        args::Global,
        desk::{Desk, EXAMPLE},
        error::Failure,
        reports,
    },
    model::{Kind, Word as _, nearest},
    recording::{kind_word, shell},
    store::Found,
};

/// A word that is no command.
pub(super) fn unknown(words: &[String]) -> Result<ExitCode, Failure> {
    let Some(at) = verb_at(words) else {
        return Err(Failure::usage("no command", "tidings --help"));
    };
    let (before, rest) = words.split_at(at);
    let Some((verb, rest)) = rest.split_first() else {
        return Err(Failure::usage("no command", "tidings --help"));
    };
    // A record may be called by a word that many take for a command.
    if let Some(shown) = show_bare(verb, rest, before) {
        return shown;
    }
    if let Some(hint) = known_word(verb, rest, before) {
        return Err(Failure::usage(
            format!("\"{verb}\" is no command of tidings"),
            hint,
        ));
    }
    let commands = crate::cli::command();
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
        "open" | "todo" if rest.is_empty() => {
            "tidings watch (open questions) · tidings upcoming (open events)".to_owned()
        }
        "plan" => line(&["tidings", "add", "milestone"], rest),
        "done" | "finish" => done(which, before),
        "cancel" => marked("cancelled"),
        "confirm" => format!("tidings mark {} confirmed", shell::quote(which)),
        "postpone" => value(&["--to", "--when"]).map_or_else(|| marked("postponed"), moved),
        "reschedule" => moved(value(&["--to", "--when"]).unwrap_or(if words.is_empty() {
            "…"
        } else {
            &words
        })),
        "rename" => format!(
            "tidings edit {} --title {}",
            shell::quote(which),
            shell::quote(&words)
        ),
        "tag" => format!(
            "tidings edit {} --add {}",
            shell::quote(which),
            shell::quote(&format!("topic={}", after.join(",")))
        ),
        "lint" | "verify" | "vet" => "tidings doctor (it checks the file)".to_owned(),
        "said" => "tidings timeline --kind statement".to_owned(),
        "changes" => "tidings history".to_owned(),
        "origins" => "tidings sources".to_owned(),
        "brief" | "backup" => "tidings export json -o timeline.json".to_owned(),
        "init" | "setup" => {
            format!("there is nothing to set up, the first add makes the file: {EXAMPLE}")
        }
        "set" | "settings" | "preferences" => line(&["tidings", "config"], rest),
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
    let desk = desk(&[before, rest].concat()).ok()?;
    let store = desk.store().ok()??;
    match store.find(Kind::ALL, word).ok()? {
        Found::One(..) => Some(reports::show(&reports::ShowArgs::of(word), &desk)),
        _ => None,
    }
}

/// A desk by the flags that every command takes.
fn desk(flags: &[String]) -> Result<Desk, Failure> {
    use clap::{Args as _, FromArgMatches as _};
    let matches = Global::augment_args(clap::Command::new("tidings"))
        .ignore_errors(true)
        .try_get_matches_from(flags);
    let global = matches
        .ok()
        .and_then(|matches| Global::from_arg_matches(&matches).ok())
        .unwrap_or_default();
    Desk::new(&global, flags)
}
