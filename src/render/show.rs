//! The screen of `show`: one record whole.

mod cited;
mod fields;
mod near;

use super::{Block, Field, Mark, Row, Span, Text, Title, block::aside, echo, words};
use crate::{
    model::AnyRecord,
    report::{Item, Report},
};

pub(super) fn sheet(report: &Report<Item>) -> Vec<Block> {
    let Some(item) = report.items("items").first() else {
        return vec![Block::Line(0, Text::plain("There is no such record."))];
    };
    let mut blocks = head(item, report);
    let mut fields: Vec<Field> = item
        .stands_why
        .iter()
        .map(|why| field("Reason", why.as_str()))
        .collect();
    fields.extend(fields::own(item, report));
    fields.extend(cited::derives_from(item, report));
    fields.extend(near::links(item, report));
    fields.extend(cited::citations(item, report));
    fields.extend(cited::resting(item, report));
    fields.extend(fields::looks(item, report));
    fields.extend(recorded(item, report));
    blocks.push(Block::Blank);
    blocks.extend(fields.into_iter().map(Block::Field));
    blocks
}

/// The words whole, the full id and slug beside them, and what it is.
fn head(item: &Item, report: &Report<Item>) -> Vec<Block> {
    let names: Vec<Span> = [
        Some(item.record.id().to_string()),
        item.record.slug().map(ToString::to_string),
    ]
    .into_iter()
    .flatten()
    .map(|text| Span {
        text,
        mark: Mark::Id,
    })
    .collect();
    let mut what = Text::plain(echo::what(&item.record));
    if let Some(embargo) = words::embargo(&item.record, report.now, report.today, report.zone) {
        what = what.with(format!(", {embargo}"), Mark::Plain);
    }
    let title = title(item, report);
    let mut blocks = if title.0.iter().any(|span| span.text.contains('\n')) {
        vec![
            Block::Paragraph(0, title),
            Block::Line(0, Text::joined(&names)),
        ]
    } else {
        vec![Block::Row(Row {
            title: Title {
                before: title,
                ..Title::default()
            },
            aside: names,
            ..Row::default()
        })]
    };
    blocks.push(Block::Line(0, what));
    blocks
}

fn title(item: &Item, report: &Report<Item>) -> Text {
    let said = match &item.record {
        AnyRecord::Statement(statement) => words::said(statement, &report.names),
        record => words::title(record, &report.names, false),
    };
    let mut text = Text::new();
    for span in said.before.0 {
        text = text.with(span.text, Mark::Heading);
    }
    let [open, close] = said.quotes;
    if said.said.is_empty() {
        return text;
    }
    text.with(format!("{open}{}{close}", said.said), Mark::Quote)
}

fn recorded(item: &Item, report: &Report<Item>) -> Vec<Field> {
    let mut fields = Vec::new();
    let topics = item.record.topics();
    if let Some(story) = item.record.story() {
        fields.push(field("Story", report.names.words(story)));
    }
    if !topics.is_empty() {
        fields.push(field("Topics", topics.join(", ")));
    }
    let day = words::short_day(item.recorded, report.today);
    fields.push(Field {
        label: "Recorded",
        text: Text::plain(day),
        aside: vec![aside(format!("tidings history {}", item.short))],
        ..Field::default()
    });
    fields
}

/// A field of plain text.
fn field(label: &'static str, text: impl Into<String>) -> Field {
    Field {
        label,
        text: Text::plain(text),
        ..Field::default()
    }
}
