//! The screen of `check` without a record: what is due for a look, with the commands that settle it.

use super::{Block, Mark, Row, Span, Text, morning, narrow, words};
use crate::report::{Item, Report};

pub(super) fn sheet(report: &Report<Item>) -> Vec<Block> {
    let mut blocks = Vec::new();
    group(
        &mut blocks,
        report,
        "overdue",
        "Past its date",
        overdue(report),
    );
    for (name, heading) in [("due", "Look again"), ("stale", "Stale")] {
        let mut rows: Vec<Row> = report
            .items(name)
            .iter()
            .map(|item| morning::again(item, report))
            .collect();
        if let (Some(row), Some(item)) = (rows.first_mut(), report.items(name).first()) {
            let id = &item.short;
            row.under
                .push(Text::dim(format!("check {id} \"…\" --next …")));
        }
        group(&mut blocks, report, name, heading, rows);
    }
    let total: usize = ["overdue", "due", "stale"]
        .iter()
        .map(|name| report.total(name))
        .sum();
    if total == 0 {
        blocks.push(Block::text("Nothing is due for a look."));
        blocks.extend(narrow::elsewhere(report));
    }
    let last: Vec<Span> = [
        (total, "to look at"),
        (report.counts.hidden, "hidden for now"),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, what)| words::plain(format!("{count} {what}")))
    .collect();
    if !last.is_empty() {
        blocks.push(Block::Blank);
        blocks.push(Block::Line(0, Text::joined(&last)));
    }
    blocks
}

/// What is past its date, as the morning has it; the first question with the command that settles it, as the first event.
fn overdue(report: &Report<Item>) -> Vec<Row> {
    let mut rows = morning::overdue(report);
    let items = report.items("overdue");
    let question = items.iter().position(|item| item.question().is_some());
    if let Some((item, row)) = question.and_then(|at| items.get(at).zip(rows.get_mut(at))) {
        let id = &item.short;
        row.under.push(Text::dim(format!(
            "answer {id} … · mark {id} unanswerable, or void"
        )));
    }
    rows
}

/// A group and what a limit left out of it; an empty one is left out.
fn group(
    blocks: &mut Vec<Block>,
    report: &Report<Item>,
    name: &str,
    heading: &str,
    rows: Vec<Row>,
) {
    if rows.is_empty() {
        return;
    }
    blocks.push(Block::Heading(Text::new().with(heading, Mark::Heading)));
    blocks.extend(rows.into_iter().map(Block::Row));
    let left_out = report.group(name).map_or(0, |group| group.left_out);
    if left_out > 0 {
        blocks.push(Block::Line(2, Text::dim(format!("and {left_out} more"))));
    }
}
