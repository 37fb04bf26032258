//! A pager for what is longer than the screen.
//!
//! The pager takes the place of this process, once everything is closed: so Ctrl-C is the pager's alone, and no terminal
//! is left to two programs.

use std::{
    fs::File,
    io::{self, Seek as _, SeekFrom, Write},
    os::unix::process::CommandExt as _,
    process::Command,
};

use super::clock::variable;

/// What `less` does unless LESS says otherwise: end where all fits the screen, show colours, leave the screen as it is.
const LESS: &str = "FRX";

/// Shows a text in a pager, which takes the place of this process; returns where it cannot, with why.
pub(super) fn show(pager: &str, text: &[u8]) -> io::Error {
    match unnamed(text) {
        Ok(file) => command(pager).stdin(file).exec(),
        Err(why) => why,
    }
}

/// The text in a file that has no name: nobody else can open it, and it is gone with its reader.
fn unnamed(text: &[u8]) -> io::Result<File> {
    let mut file = tempfile::tempfile()?;
    file.write_all(text)?;
    file.seek(SeekFrom::Start(0))?;
    Ok(file)
}

/// The pager as a program with its arguments; what needs a shell gets one.
fn command(pager: &str) -> Command {
    let needs_shell = pager.contains(|c: char| "\"'\\$`|&;<>()*?~=".contains(c));
    let mut command = if needs_shell {
        let mut shell = Command::new("sh");
        // A program that is not there has read nothing: then the list is shown as it is.
        let line = format!("{pager}\ncode=$?; [ $code = 127 ] && exec cat; exit $code");
        shell.args(["-c", &line]);
        shell
    } else {
        let mut words = pager.split_whitespace();
        let mut command = Command::new(words.next().unwrap_or("less"));
        command.args(words);
        command
    };
    for (name, value) in [("LESS", LESS), ("LESSCHARSET", "utf-8")] {
        if variable(name).is_none() {
            command.env(name, value);
        }
    }
    command
}
