//! What a report is narrowed to, and what lies outside it.

use chrono::NaiveDate;

use super::{Block, Mark, Text, words};
use crate::{
    model::Word as _,
    report::{Report, ReportName, Wanted},
};

/// What a report is narrowed to: `alaska-summit · topic sanctions · Vladimir Putin · from Fri 1 Aug`.
pub(super) fn narrowed<D>(report: &Report<D>) -> Vec<String> {
    let day = |day: NaiveDate| words::short_day(day, report.today);
    let within = report.within.unwrap_or_default();
    let days: Vec<String> = [
        within.from.map(|from| format!("from {}", day(from))),
        within.to.map(|to| format!("to {}", day(to))),
    ]
    .into_iter()
    .flatten()
    .collect();
    let days = (!days.is_empty()).then(|| days.join(" "));
    let topics = report.topics.iter().map(|topic| format!("topic {topic}"));
    let actors = report.actors.iter().map(|id| report.names.words(*id));
    // The list of stories is never that of one.
    let story = report
        .story
        .filter(|_| report.report != ReportName::Stories);
    let story = story.map(|story| report.names.handle(story));
    story
        .into_iter()
        .chain(topics)
        .chain(actors)
        .chain(days)
        .collect()
}

/// The sheet of a report under a line that says what it is narrowed to; as it is where it is not narrowed.
pub(super) fn under_head<D>(report: &Report<D>, sheet: Vec<Block>) -> Vec<Block> {
    let narrowed = narrowed(report);
    if narrowed.is_empty() {
        return sheet;
    }
    let mut blocks = vec![
        Block::Line(0, Text::dim(narrowed.join(" · "))),
        Block::Blank,
    ];
    // What a report says where there is nothing at all would not be true of a part.
    let is_known = report.looked_for.is_empty() && report.within.is_none();
    if report.is_empty() && is_known {
        blocks.push(Block::text("Nothing in this report."));
        blocks.extend(elsewhere(report));
    } else {
        blocks.extend(sheet);
    }
    blocks
}

/// `2 elsewhere (tidings watch --story any)`: how many there are of which a report shows none, since it is narrowed.
pub(super) fn elsewhere<D>(report: &Report<D>) -> Option<Block> {
    let count = Some(report.counts.elsewhere).filter(|count| *count > 0)?;
    let said = Text::plain(format!("{count} elsewhere "));
    let command = format!("({})", everywhere(report)?);
    Some(Block::Line(0, said.with(command, Mark::Dim)))
}

/// The command that asks the same of the whole file.
fn everywhere<D>(report: &Report<D>) -> Option<String> {
    let name = match report.report {
        ReportName::Check => "check",
        ReportName::Watch => "watch",
        ReportName::Questions => "questions",
        ReportName::Upcoming => "upcoming",
        ReportName::Timeline => "timeline",
        ReportName::Slips => "slips",
        ReportName::Actors => "actors",
        ReportName::Sources => "sources",
        ReportName::Stories => "stories",
        ReportName::Topics => "topics",
        ReportName::Morning
        | ReportName::Search
        | ReportName::Stats
        | ReportName::Show
        | ReportName::History => return None,
    };
    let mut command = format!("tidings {name}");
    let mut add = |flag: &str| {
        command.push(' ');
        command.push_str(flag);
    };
    match report.counts.wanted {
        Wanted::Open => {}
        Wanted::All => add("--all"),
        Wanted::Waiting { stale, due } => {
            let flags = [("--stale", stale), ("--due", due)];
            flags
                .iter()
                .filter(|(_, is_set)| *is_set)
                .for_each(|(flag, _)| add(flag));
        }
    }
    if !report.counts.kinds.is_empty() {
        let kinds: Vec<&str> = report.counts.kinds.iter().map(|kind| kind.word()).collect();
        add(&format!("--kind {}", kinds.join(",")));
    }
    let within = report.within.unwrap_or_default();
    for (flag, day) in [("--from", within.from), ("--to", within.to)] {
        if let Some(day) = day {
            add(&format!("{flag} {day}"));
        }
    }
    if report.story.is_some() {
        add("--story any");
    }
    Some(command)
}
