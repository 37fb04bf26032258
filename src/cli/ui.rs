//! The screen: data on stdout, what is said about it on stderr, colour by meaning, prompts on a terminal.

use std::{
    cell::RefCell,
    io::{self, BufRead as _, IsTerminal as _, Write},
};

use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;

use super::{
    args::{Color, Global},
    clock::variable,
    error::Failure,
    settings::Settings,
};
use crate::{
    recording::Notice,
    render::{self, Block},
};

/// The screen of one command.
pub(super) struct Ui {
    /// Whether JSON was asked for.
    pub json: bool,
    /// Whether only the id was asked for.
    pub quiet: bool,
    /// Whether a write ends with its line of notices.
    notices: bool,
    colour: bool,
    width: usize,
    /// How many lines a person sees at once.
    screen: Option<usize>,
    /// The list that a pager shows once the command is done.
    long: RefCell<Vec<u8>>,
}

impl Ui {
    /// The width of what is no terminal.
    const WIDTH: usize = 80;

    pub(super) fn new(global: &Global, settings: &Settings) -> Self {
        let terminal = io::stdout().is_terminal();
        let colour = match settings.color() {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => terminal && variable("TERM").is_none_or(|term| term != "dumb"),
        };
        let columns = variable("COLUMNS").and_then(|columns| columns.parse().ok());
        let size = terminal.then(terminal_size::terminal_size).flatten();
        let width = columns.or_else(|| size.map(|(width, _)| usize::from(width.0)));
        Self {
            json: global.json,
            quiet: global.quiet,
            notices: settings.notices(),
            colour,
            width: width.unwrap_or(Self::WIDTH).max(20),
            screen: size
                .map(|(_, height)| usize::from(height.0))
                .filter(|height| *height > 0),
            long: RefCell::default(),
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

    /// Shows a list: in a pager where it is longer than the screen, once the command is done.
    pub(super) fn show_list(&self, blocks: &[Block]) -> Result<(), Failure> {
        let mut text = Vec::new();
        render::terminal(blocks, self.width, self.colour, &mut text)?;
        self.list(text)
    }

    /// Prints a text, as [`show_list`](Self::show_list) does blocks.
    pub(super) fn list(&self, text: Vec<u8>) -> Result<(), Failure> {
        let lines = text.iter().filter(|byte| **byte == b'\n').count();
        // The prompt takes a line too.
        if self.screen.is_some_and(|height| lines >= height) && !self.json {
            self.long.replace(text);
            return Ok(());
        }
        let mut out = io::stdout().lock();
        out.write_all(&text)?;
        out.flush()?;
        Ok(())
    }

    /// The long list that is still to be shown.
    pub(super) fn take_long(&self) -> Option<Vec<u8>> {
        Some(self.long.take()).filter(|text| !text.is_empty())
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

    /// Ends a write with what is worth knowing, unless the user wants no notices.
    pub(super) fn notice(&self, notices: &[Notice]) {
        if let Some(line) = Notice::line(notices).filter(|_| self.notices) {
            self.status(&format!("notice: {line}"));
        }
    }

    /// Says how things go, on stderr.
    pub(super) fn status(&self, text: &str) {
        say(text);
    }

    /// How far a rebuild is, on stderr: first what it is, where that is not known, then, on a terminal, a bar.
    pub(super) fn progress(&self, what: Option<&str>) -> impl FnMut(usize, usize) {
        let mut what = what.map(str::to_owned);
        let mut bar: Option<ProgressBar> = None;
        move |done, all| {
            if let Some(what) = what.take() {
                say(&what);
            }
            if all > 0 && (done % 1_000 == 0 || done == all) {
                let bar = bar.get_or_insert_with(records_bar);
                bar.set_length(all as u64);
                bar.set_position(done as u64);
                if done == all {
                    bar.finish_and_clear();
                }
            }
        }
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

fn say(text: &str) {
    // Where stderr is closed there is nobody to tell.
    let _ = writeln!(io::stderr().lock(), "{}", render::harmless(text));
}

/// A bar that is drawn on a terminal alone.
fn records_bar() -> ProgressBar {
    let bar = ProgressBar::new(0);
    if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos}/{len} records") {
        bar.set_style(style);
    }
    bar
}
