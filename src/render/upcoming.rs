//! The screen of `upcoming`.

use super::{Block, Mark, Row, Span, Text, block::aside, words};
use crate::{
    report::{Item, Moved, Report},
    when,
};

pub(super) fn sheet(report: &Report<Item>) -> Vec<Block> {
    if report.is_empty() && report.groups.iter().all(|group| group.left_out == 0) {
        return vec![Block::Line(0, Text::plain("Nothing is to come."))];
    }
    let mut blocks = Vec::new();
    for (heading, groups) in [
        ("Overdue", &["overdue"] as &[&str]),
        ("Today and running", &["today", "running"]),
        ("Upcoming", &["upcoming"]),
        ("No date", &["no-date"]),
    ] {
        let rows: Vec<Block> = groups
            .iter()
            .flat_map(|group| report.items(group))
            .map(|item| Block::Row(row(item, report)))
            .collect();
        let total: usize = groups.iter().map(|group| report.total(group)).sum();
        let left_out = total - rows.len();
        // That nothing is on today is an answer; that nothing is overdue goes without saying.
        if total == 0 && heading != "Today and running" {
            continue;
        }
        blocks.push(Block::Heading(Text::new().with(heading, Mark::Heading)));
        if total == 0 {
            blocks.push(Block::Line(2, Text::dim("nothing")));
        }
        blocks.extend(rows);
        if left_out > 0 {
            blocks.push(Block::Line(2, Text::dim(format!("and {left_out} more"))));
        }
    }
    blocks.push(Block::Blank);
    blocks.push(Block::Line(0, Text::plain(last_line(report))));
    blocks
}

fn last_line(report: &Report<Item>) -> String {
    let dated: usize = ["today", "running", "upcoming"]
        .map(|group| report.total(group))
        .iter()
        .sum();
    let counts = [
        (dated, "dated"),
        (report.total("overdue"), "overdue"),
        (report.total("no-date"), "without a date"),
    ];
    let counts = counts.iter().filter(|(count, _)| *count > 0);
    counts
        .map(|(count, what)| format!("{count} {what}"))
        .collect::<Vec<_>>()
        .join(", ")
}

fn row(item: &Item, report: &Report<Item>) -> Row {
    let mut row = Row {
        indent: 2,
        date: Some(words::date(item, report.today)),
        id: item.short.clone(),
        title: words::title(&item.record, &report.names, true),
        ..Row::default()
    };
    let Some(event) = item.event() else {
        return row;
    };
    row.aside.extend(words::certainty(&event.own));
    row.aside.extend(away(item, report));
    let waits_on = words::waits_on(item, &report.names, None);
    match Moved::of(&event.own) {
        Some(moved) => {
            let before = was(&moved, report);
            if event.own.when.is_none() {
                // Of a date that was withdrawn the last one says more than the first.
                let mut dates = event.own.moves.iter().rev();
                let last = dates.find_map(|step| step.from.as_ref());
                let last =
                    last.map(|last| aside(format!("was {}", when::short(last, report.today))));
                row.aside.extend(last);
                if moved.slipped.times > 0 {
                    row.aside.extend(before.into_iter().skip(1));
                }
                row.under
                    .push(Text::joined(&waits_on.into_iter().collect::<Vec<_>>()));
            } else {
                row.under.push(Text::joined(&before));
                row.under
                    .push(Text::joined(&waits_on.into_iter().collect::<Vec<_>>()));
            }
        }
        None => row.aside.extend(waits_on),
    }
    row.aside.extend(words::warnings(item, report));
    row
}

/// How far away it is; overdue in its colour.
fn away(item: &Item, report: &Report<Item>) -> Option<Span> {
    if let Some(days) = words::overdue_days(item) {
        return Some(Span {
            text: days,
            mark: Mark::Overdue,
        });
    }
    let when = item.record.facts().date?;
    Some(aside(when::relative(when, report.today)))
}

/// `was 21–31 Aug · slipped once, 11 to 30 days, by kremlin`.
fn was(moved: &Moved, report: &Report<Item>) -> Vec<Span> {
    let first = moved.first.as_ref();
    let mut parts: Vec<Span> = first
        .map(|first| aside(format!("was {}", when::short(first, report.today))))
        .into_iter()
        .collect();
    let withdrawn = moved.total.amounts_to == when::AmountsTo::DateWithdrawn;
    if moved.slipped.times > 0 || !withdrawn {
        let by: Vec<String> = moved.by.iter().map(|id| report.names.words(*id)).collect();
        let mut slipped = words::slipped(moved);
        if !by.is_empty() {
            slipped = format!("{slipped}, by {}", words::some(by));
        }
        parts.push(aside(slipped));
    }
    parts
}
