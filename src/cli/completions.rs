//! `tidings completions`: the script that a shell reads, and what the script asks at each press of the key.
//!
//! The scripts hold no words: they hand the line to the program, which reads the same definitions and the same file as
//! the command that is being typed. An answer is a line that says how to take it, then a line a word.

mod known;
mod line;
mod members;
mod offers;

use std::{
    ffi::{OsStr, OsString},
    io::Write as _,
    process::ExitCode,
};

use clap::{Args, ValueEnum};
use clap_complete::engine::CompletionCandidate;

use self::line::Line;
use super::{clock::variable, error::Failure};
use crate::render::harmless;

#[derive(Args, Debug)]
#[command(after_help = "To install it, once:\n  \
        bash:  echo 'source <(tidings completions bash)' >> ~/.bashrc\n  \
        zsh:   echo 'source <(tidings completions zsh)' >> ~/.zshrc   (after compinit)\n  \
        fish:  tidings completions fish > ~/.config/fish/completions/tidings.fish\n\n\
        Then, in a new shell: tidings move <TAB> offers the open events with their titles, tidings mark ID <TAB> the words that fit.\n\nExample:\n  tidings completions bash")]
pub(super) struct CompletionsArgs {
    /// The shell
    shell: Shell,
    /// The line that is being typed, from the script
    #[arg(last = true, hide = true)]
    line: Vec<OsString>,
}

/// A shell that is completed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Shell {
    Bash,
    Zsh,
    Fish,
}

pub(super) fn run(args: &CompletionsArgs) -> Result<ExitCode, Failure> {
    let script = match args.shell {
        Shell::Bash => include_str!("completions/tidings.bash"),
        Shell::Zsh => include_str!("completions/tidings.zsh"),
        Shell::Fish => include_str!("completions/tidings.fish"),
    };
    let mut out = std::io::stdout().lock();
    out.write_all(script.as_bytes())?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// Answers a script, if it is one that asks. It never fails, and says nothing on stderr: the user is typing.
pub(super) fn answer(typed: &[OsString]) -> Option<ExitCode> {
    let [_, completions, shell, dashes, words @ ..] = typed else {
        return None;
    };
    if completions != "completions" || dashes != "--" {
        return None;
    }
    let shell = Shell::from_str(shell.to_str()?, true).ok()?;
    let text = reply(shell, words);
    // Where nobody reads any more there is nothing to say.
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
    Some(ExitCode::SUCCESS)
}

/// How to take the answer, then a line a word.
fn reply(shell: Shell, words: &[OsString]) -> String {
    let breaks = variable("COMP_WORDBREAKS").unwrap_or_default();
    let line = match shell {
        Shell::Bash => Line::read(&lossy(words.first()), &breaks),
        Shell::Zsh => Line::of(words.iter().map(|word| lossy(Some(word))).collect()),
        // Of fish the last word comes as it was typed, quotes and all.
        Shell::Fish => {
            let mut words: Vec<String> = words.iter().map(|word| lossy(Some(word))).collect();
            let last = words.pop().unwrap_or_default();
            words.push(Line::read(&last, "").words.join(" "));
            Line::of(words)
        }
    };
    let offered = match offers::offers(&line.words) {
        offers::Offered::Files => return "files\n".to_owned(),
        offers::Offered::Words(offered) => offered,
    };
    let rows: Vec<(String, String)> = offered.iter().filter_map(row).collect();
    let lines = match shell {
        Shell::Bash => for_bash(&line, &rows),
        Shell::Zsh | Shell::Fish => rows
            .iter()
            .map(|(word, aside)| format!("{word}\t{aside}"))
            .collect(),
    };
    let mut text = "words\n".to_owned();
    for line in lines {
        text.push_str(&line);
        text.push('\n');
    }
    text
}

/// A word and what is said beside it. A word that would act on the terminal is not offered.
fn row(candidate: &CompletionCandidate) -> Option<(String, String)> {
    let word = candidate.get_value().to_str()?;
    let is_harmless = harmless(word) == word && !word.contains(['\n', '\t']);
    let help = candidate.get_help().map(ToString::to_string);
    let aside = help.unwrap_or_default();
    let aside = aside.split_whitespace().collect::<Vec<_>>().join(" ");
    is_harmless.then(|| (word.to_owned(), harmless(&aside).into_owned()))
}

/// Bash shows what it would insert, so that what is said beside a word goes with it, unless it is the only one, or the
/// key puts in one after the other.
fn for_bash(line: &Line, rows: &[(String, String)]) -> Vec<String> {
    let inserts = matches!(variable("COMP_TYPE").as_deref(), Some("37" | "42"));
    let typed: Vec<String> = rows.iter().map(|(word, _)| line.typed(word)).collect();
    let has_asides = rows.iter().any(|(_, aside)| !aside.is_empty());
    if rows.len() == 1 || inserts || !has_asides {
        return typed;
    }
    let columns: usize = variable("COLUMNS")
        .and_then(|columns| columns.parse().ok())
        .unwrap_or(80);
    let half = columns / 2 + 1;
    let widest = typed.iter().map(|word| word.chars().count()).max();
    let widest = widest.unwrap_or(0).min(columns / 2);
    typed
        .iter()
        .zip(rows)
        .map(|(word, (_, aside))| {
            let shown = format!("{word:<widest$}  {aside}");
            let shown: String = shown.chars().take(columns.saturating_sub(1)).collect();
            // Wider than half a screen, so that bash lists one a line.
            format!("{shown:<half$}")
        })
        .collect()
}

fn lossy(word: Option<&OsString>) -> String {
    word.map_or_else(String::new, |word| {
        OsStr::to_string_lossy(word).into_owned()
    })
}
