//! Reports and echoes laid out for a person: one layout a report, one printer for all.

mod block;
mod changes;
mod chart;
mod check;
mod echo;
mod harmless;
mod history;
mod lists;
mod morning;
mod narrow;
mod questions;
mod search;
mod show;
mod slips;
mod stats;
mod terminal;
mod timeline;
mod upcoming;
mod watch;
mod words;
mod wrap;

pub use block::{Bar, Block, Drawn, Field, Mark, Row, Span, Stroke, Text, Title};
pub use changes::changes;
pub use echo::{echo, echo_changes, echo_cited};
pub use harmless::harmless;
pub use terminal::terminal;

use crate::report::{Item, Report, ReportName};

/// A report that can be laid out.
pub trait Layout {
    /// The report as a sheet of blocks, whatever the width and the colours.
    fn sheet(&self) -> Vec<Block>;
}

impl Layout for Report<Item> {
    fn sheet(&self) -> Vec<Block> {
        let sheet = match self.report {
            // It has a head of its own.
            ReportName::Morning => return morning::sheet(self),
            ReportName::Check => check::sheet(self),
            ReportName::Watch => watch::sheet(self),
            ReportName::Questions => questions::sheet(self),
            ReportName::Upcoming => upcoming::sheet(self),
            ReportName::Timeline => timeline::sheet(self),
            ReportName::Search => search::sheet(self),
            ReportName::Slips => slips::sheet(self),
            ReportName::Show => show::sheet(self),
            ReportName::Actors
            | ReportName::Sources
            | ReportName::Stories
            | ReportName::Topics
            | ReportName::Stats
            | ReportName::History => lists::sheet(self),
        };
        narrow::under_head(self, sheet)
    }
}

/// The first command that anybody types; in one line of a narrow screen, so that it can be pasted.
pub const EXAMPLE: &str =
    "tidings add summit \"Trump-Putin summit\" --when 2025-08-15 --who trump,putin";

/// What stands in place of every report while there is nothing to report on.
#[must_use]
pub fn nothing_recorded() -> Vec<Block> {
    vec![
        Block::Line(0, Text::plain("Nothing recorded yet.")),
        Block::Line(0, Text::new().with(EXAMPLE, Mark::Dim)),
    ]
}
