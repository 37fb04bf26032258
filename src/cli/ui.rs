//! The screen: data on stdout, what is said about it on stderr, colour by meaning, prompts on a terminal.

use std::io::{self, BufRead as _, IsTerminal as _, Write};

use serde::Serialize;

use super::{
    args::{Color, Global},
    clock::variable,
    error::Failure,
};
use crate::render::{self, Block};

/// The screen of one command.
pub(super) struct Ui {
    /// Whether JSON was asked for.
    pub json: bool,
    /// Whether only the id was asked for.
    pub quiet: bool,
    colour: bool,
    width: usize,
}

impl Ui {
    /// The width of what is no terminal.
    const WIDTH: usize = 80;

    pub(super) fn new(global: &Global) -> Self {
        let terminal = io::stdout().is_terminal();
        let colour = match global.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => {
                terminal
                    && variable("NO_COLOR").is_none()
                    && variable("TERM").is_none_or(|term| term != "dumb")
            }
        };
        let columns = variable("COLUMNS").and_then(|columns| columns.parse().ok());
        let width = columns.or_else(|| {
            terminal
                .then(|| terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)))
                .flatten()
        });
        Self {
            json: global.json,
            quiet: global.quiet,
            colour,
            width: width.unwrap_or(Self::WIDTH).max(20),
        }
    }

    /// Whether there is a person at the other end.
    pub(super) fn is_interactive(&self) -> bool {
        io::stdin().is_terminal() && io::stderr().is_terminal() && !self.json && !self.quiet
    }

    /// Whether what is shown is read on a screen, and not by another program.
    pub(super) fn is_screen(&self) -> bool {
        io::stdout().is_terminal() && !self.json
    }

    /// Shows blocks on stdout.
    pub(super) fn show(&self, blocks: &[Block]) -> Result<(), Failure> {
        let mut out = io::BufWriter::new(io::stdout().lock());
        render::terminal(blocks, self.width, self.colour, &mut out)?;
        out.flush()?;
        Ok(())
    }

    /// Prints a value as JSON.
    pub(super) fn print_json(&self, value: &impl Serialize) -> Result<(), Failure> {
        let mut out = io::BufWriter::new(io::stdout().lock());
        let written = serde_json::to_writer_pretty(&mut out, value).map_err(io::Error::from);
        written
            .and_then(|()| writeln!(out))
            .and_then(|()| out.flush())?;
        Ok(())
    }

    /// Prints a line as it is.
    pub(super) fn line(&self, line: &str) -> Result<(), Failure> {
        let mut out = io::stdout().lock();
        writeln!(out, "{line}")?;
        out.flush()?;
        Ok(())
    }

    /// Says how things go, on stderr.
    pub(super) fn status(&self, text: &str) {
        // Where stderr is closed there is nobody to tell.
        let _ = writeln!(io::stderr().lock(), "{}", render::harmless(text));
    }

    /// Asks for a line on a terminal; none where it was ended or left empty.
    pub(super) fn ask(&self, question: &str) -> Option<String> {
        let mut err = io::stderr().lock();
        let _ = write!(err, "{} ", render::harmless(question));
        let _ = err.flush();
        let mut answer = String::new();
        io::stdin().lock().read_line(&mut answer).ok()?;
        let answer = answer.trim().to_owned();
        (!answer.is_empty()).then_some(answer)
    }

    /// Asks for a yes before something is taken away; elsewhere than on a terminal `--yes` must have been given, as
    /// `again` shows.
    pub(super) fn confirm(&self, act: &str, yes: bool, again: &str) -> Result<(), Failure> {
        if yes {
            return Ok(());
        }
        if !self.is_interactive() {
            return Err(Failure::usage(
                format!("to {act} wants a yes, and there is nobody to ask"),
                again,
            ));
        }
        match self.ask(&format!("{act}? [y/N]")).as_deref() {
            Some("y" | "Y" | "yes" | "Yes") => Ok(()),
            _ => Err(Failure::failed("nothing was done", None)),
        }
    }
}
