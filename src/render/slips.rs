//! The screen of `slips`: how dates moved.

use super::{Block, Row, Text, block::aside, narrow, words};
use crate::report::{Item, Moved, Report};

pub(super) fn sheet(report: &Report<Item>) -> Vec<Block> {
    let items = report.items("items");
    let mut blocks = Vec::new();
    if items.is_empty() {
        blocks.push(Block::Line(0, Text::plain("No date has moved.")));
        blocks.extend(narrow::elsewhere(report));
    }
    for item in items {
        blocks.push(Block::Row(row(item, report)));
    }
    let left_out = report.group("items").map_or(0, |group| group.left_out);
    if left_out > 0 {
        blocks.push(Block::Line(2, Text::dim(format!("and {left_out} more"))));
    }
    let slips: usize = items
        .iter()
        .filter_map(|item| item.slipped.as_ref())
        .map(|slipped| slipped.times)
        .sum();
    if !items.is_empty() {
        let moved = words::counted(report.total("items"), "event");
        let slips = words::counted(slips, "slip");
        blocks.push(Block::Blank);
        blocks.push(Block::Line(
            0,
            Text::plain(format!("{moved} whose date changed · {slips}")),
        ));
    }
    blocks
}

fn row(item: &Item, report: &Report<Item>) -> Row {
    let mut row = Row {
        indent: 2,
        id: item.short.clone(),
        title: words::title(&item.record, &report.names, false),
        ..Row::default()
    };
    let Some(event) = item.event().map(|event| &event.own) else {
        return row;
    };
    let moved = Moved::of(event).filter(|moved| moved.slipped.times > 0);
    row.aside
        .extend(moved.map(|moved| aside(words::slipped(&moved))));
    if !event.is_open() {
        row.aside.extend(words::certainty(event));
    }
    row.aside.extend(words::warnings(item, report));
    for step in &event.moves {
        row.under.push(Text::joined(&words::step(
            step,
            &report.names,
            report.today,
        )));
    }
    row
}
