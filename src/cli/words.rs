//! The words of a record: typed after the command, read from standard input, or asked for. Words need not pass the
//! shell.

use std::io::{self, BufRead as _, IsTerminal as _, Read as _};

use super::{desk::Desk, error::Failure};

/// The longest text that is read: one byte more than a record may hold, so that too much is told from just enough.
const LONGEST: u64 = (1 << 20) + 1;

/// The words that were typed, or, where there are none or `-` stands for them, those of standard input. `command` is
/// the command as it was typed, for errors.
pub(super) fn words(desk: &Desk, typed: &[String], command: &str) -> Result<String, Failure> {
    match typed {
        [] => read(desk, command),
        [word] if word == "-" => read(desk, command),
        [word] => Ok(word.clone()),
        several => Err(too_many(several, command)),
    }
}

/// The words that may be left out: none where nothing was typed.
pub(super) fn optional(
    desk: &Desk,
    typed: &[String],
    command: &str,
) -> Result<Option<String>, Failure> {
    match typed {
        [] => Ok(None),
        typed => words(desk, typed, command).map(Some),
    }
}

fn too_many(words: &[String], command: &str) -> Failure {
    let curly = words
        .iter()
        .any(|word| word.contains(['“', '”', '„', '‘', '’']));
    let what = format!("too many words: {}", words.join(" "));
    if curly {
        Failure::usage(
            format!("{what}: curly quotes do not quote for the shell"),
            format!("leave the words out and type them at the prompt: {command}"),
        )
    } else {
        Failure::usage(
            what,
            format!(
                "{command} {}",
                crate::recording::shell::quote(&words.join(" "))
            ),
        )
    }
}

fn read(desk: &Desk, command: &str) -> Result<String, Failure> {
    let text = if io::stdin().is_terminal() {
        at_the_prompt(desk)?
    } else {
        piped()?
    };
    // Exactly one final line end is the tool's.
    let text = text.strip_suffix('\n').map_or(text.as_str(), |text| {
        text.strip_suffix('\r').unwrap_or(text)
    });
    if text.trim().is_empty() {
        return Err(Failure::usage(
            "there are no words",
            format!("{command} \"…\", or the words on standard input"),
        ));
    }
    Ok(text.to_owned())
}

/// Lines up to the first empty one.
fn at_the_prompt(desk: &Desk) -> Result<String, Failure> {
    desk.ui.status("words, to an empty line:");
    let mut text = String::new();
    for line in io::stdin().lock().lines() {
        let line = line.map_err(unreadable)?;
        if line.is_empty() {
            break;
        }
        text.push_str(&line);
        text.push('\n');
    }
    Ok(text)
}

fn piped() -> Result<String, Failure> {
    let mut bytes = Vec::new();
    io::stdin()
        .lock()
        .take(LONGEST)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    String::from_utf8(bytes).map_err(|why| {
        let at = why.utf8_error().valid_up_to();
        if at as u64 + 4 > LONGEST {
            // The cut itself fell inside a character.
            return Failure::usage(
                "the words are longer than 1 MiB",
                "a text holds at most 1 MiB (1 048 576 bytes)",
            );
        }
        Failure::usage(
            format!("the words are not UTF-8: byte {at} is none of it"),
            "iconv -t UTF-8",
        )
    })
}

fn unreadable(why: io::Error) -> Failure {
    if why.kind() == io::ErrorKind::InvalidData {
        return Failure::usage("the words are not UTF-8", "iconv -t UTF-8");
    }
    Failure::failed(format!("standard input cannot be read: {why}"), None)
}
