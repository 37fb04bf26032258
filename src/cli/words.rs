//! The words of a record: typed after the command, read from standard input, or asked for. Words need not pass the
//! shell.

use std::io::{self, BufRead as _, IsTerminal as _, Read as _};

use super::{desk::Desk, error::Failure};

/// The longest text that a record holds.
const MOST: usize = 1 << 20;
/// What is read of standard input: a line end and one byte more than that, so that too much is told from just enough.
const LONGEST: u64 = MOST as u64 + 3;

/// The words that were typed, or, where there are none or `-` stands for them, those of standard input. `command` is
/// the command as it was typed, for errors.
pub(super) fn words(desk: &Desk, typed: &[String], command: &str) -> Result<String, Failure> {
    let text = match typed {
        [] => read(desk)?,
        [word] if word == "-" => read(desk)?,
        [word] => word.clone(),
        several => return Err(too_many(desk, several, command)),
    };
    if text.trim().is_empty() {
        return Err(Failure::usage(
            "there are no words",
            format!("{command} \"…\", or the words on standard input"),
        ));
    }
    if text.len() > MOST {
        return Err(too_long());
    }
    Ok(text)
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

/// Words that the shell took apart: the command again, with them in one pair of quotes, or without them.
fn too_many(desk: &Desk, words: &[String], command: &str) -> Failure {
    let what = format!("too many words: {}", words.join(" "));
    if words
        .iter()
        .any(|word| word.contains(['“', '”', '„', '‘', '’']))
    {
        Failure::usage(
            format!("{what}: curly quotes do not quote for the shell"),
            format!(
                "leave the words out and type them at the prompt: {}",
                put(desk, words, command, None)
            ),
        )
    } else {
        Failure::usage(what, put(desk, words, command, Some(words.join(" "))))
    }
}

/// The command as it was typed, with `one` where these words stood; flags and their values stay.
fn put(desk: &Desk, words: &[String], command: &str, one: Option<String>) -> String {
    let mut one = one;
    desk.retyped(|line| {
        let mut rest = words.iter().peekable();
        let mut after_a_flag = false;
        let typed = std::mem::take(line);
        for (at, word) in typed.into_iter().enumerate() {
            let is_one = at >= command.split(' ').count()
                && !after_a_flag
                && rest.next_if(|next| **next == word).is_some();
            after_a_flag = word.starts_with("--") && !word.contains('=');
            if !is_one {
                line.push(word);
            } else if let Some(one) = one.take() {
                line.push(one);
            }
        }
    })
}

fn read(desk: &Desk) -> Result<String, Failure> {
    let text = if io::stdin().is_terminal() {
        at_the_prompt(desk)?
    } else {
        piped()?
    };
    // Exactly one final line end is the tool's.
    let text = text.strip_suffix('\n').map_or(text.as_str(), |text| {
        text.strip_suffix('\r').unwrap_or(text)
    });
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
            return too_long();
        }
        Failure::usage(
            format!("the words are not UTF-8: byte {at} is none of it"),
            "iconv -t UTF-8",
        )
    })
}

fn too_long() -> Failure {
    Failure::usage(
        "the words are longer than 1 MiB",
        "a text holds at most 1 MiB (1 048 576 bytes): cite the source of the rest",
    )
}

fn unreadable(why: io::Error) -> Failure {
    if why.kind() == io::ErrorKind::InvalidData {
        return Failure::usage("the words are not UTF-8", "iconv -t UTF-8");
    }
    Failure::failed(format!("standard input cannot be read: {why}"), None)
}
