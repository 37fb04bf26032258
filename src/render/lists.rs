//! The screens of the plural nouns: actors, sources, stories, topics.

use super::{Block, Layout, Mark, Row, Span, Text, Title, block::aside, narrow, words};
use crate::{
    model::{AnyRecord, Word as _, canonical_url},
    report::{Item, Report, Topic},
    when,
};

pub(super) fn sheet(report: &Report<Item>) -> Vec<Block> {
    let rows = report
        .items("items")
        .iter()
        .map(|item| Block::Row(row(item, report)));
    list(rows.collect(), report)
}

impl Layout for Report<Topic> {
    fn sheet(&self) -> Vec<Block> {
        let rows = self.items("items").iter().map(|topic| {
            Block::Row(Row {
                indent: 2,
                title: Title {
                    before: Text::plain(topic.topic.clone()),
                    ..Title::default()
                },
                aside: vec![aside(words::counted(topic.count, "record"))],
                ..Row::default()
            })
        });
        narrow::under_head(self, list(rows.collect(), self))
    }
}

fn list<D>(mut rows: Vec<Block>, report: &Report<D>) -> Vec<Block> {
    let left_out = report.group("items").map_or(0, |group| group.left_out);
    if rows.is_empty() {
        let none = match report.counts.elsewhere {
            0 => "None yet.",
            _ => "None in this story.",
        };
        rows.push(Block::Line(0, Text::plain(none)));
        rows.extend(narrow::elsewhere(report));
    }
    if left_out > 0 {
        rows.push(Block::Line(2, Text::dim(format!("and {left_out} more"))));
    }
    rows
}

/// What one types to mean it, what it is called, and what else is known.
fn row(item: &Item, report: &Report<Item>) -> Row {
    let mut row = Row {
        indent: 2,
        id: handle(&item.record),
        title: words::title(&item.record, &report.names, false),
        aside: beside(item, report),
        ..Row::default()
    };
    match &item.record {
        AnyRecord::Actor(_) => row.under.extend(also(item, report)),
        AnyRecord::Source(source) if source.own.url.as_ref() != Some(&source.own.title) => {
            row.under
                .push(Text::new().with(source.own.url.clone().unwrap_or_default(), Mark::Dim));
        }
        AnyRecord::Story(story) => {
            row.under
                .push(Text::new().with(story.own.summary.clone().unwrap_or_default(), Mark::Dim));
        }
        _ => {}
    }
    if matches!(item.record, AnyRecord::Source(_)) {
        row.under.extend(also(item, report));
    }
    row
}

/// What one types to mean it: its slug, else the first letters of its id.
pub(super) fn handle(record: &AnyRecord) -> String {
    /// So many letters of an id stand for what has no slug.
    const SHORT: usize = 8;
    record.slug().map_or_else(
        || record.id().as_str().chars().take(SHORT).collect(),
        ToString::to_string,
    )
}

/// The other names that reach it: its aliases, and all names of what was merged into it.
fn also(item: &Item, report: &Report<Item>) -> Option<Text> {
    let merged = report
        .beside
        .iter()
        .filter(|other| report.names.one(other.record.id()) == item.record.id());
    let own = item.record.facts().headline;
    let mut names: Vec<&str> = Vec::new();
    for record in std::iter::once(item).chain(merged).map(|item| &item.record) {
        for name in record.facts().names {
            if name != own && canonical_url(name).is_none() && !names.contains(&name) {
                names.push(name);
            }
        }
    }
    (!names.is_empty()).then(|| Text::dim(format!("also {}", names.join(", "))))
}

/// What else is known of it.
pub(super) fn beside(item: &Item, report: &Report<Item>) -> Vec<Span> {
    let mut parts: Vec<Option<String>> = Vec::new();
    match &item.record {
        AnyRecord::Actor(actor) => {
            parts.push(actor.own.kind.map(|kind| kind.word().to_owned()));
            parts.push(
                actor
                    .own
                    .of
                    .map(|of| format!("of {}", report.names.words(of))),
            );
            parts.push(
                actor
                    .own
                    .merged_into
                    .map(|into| format!("is {}", report.names.words(into))),
            );
        }
        AnyRecord::Source(source) => {
            let source = &source.own;
            parts.push(source.kind.map(|kind| kind.word().to_owned()));
            parts.push(source.publisher.clone());
            parts.push(
                source
                    .published
                    .as_ref()
                    .map(|day| when::short(day, report.today)),
            );
            parts.push(
                source
                    .reliability
                    .map(|grade| format!("reliability {}", grade.word())),
            );
            parts.push(
                source
                    .origin
                    .map(|of| format!("from {}", report.names.words(of))),
            );
        }
        _ => {}
    }
    let mut parts: Vec<Span> = parts.into_iter().flatten().map(aside).collect();
    parts.extend(words::warnings(item, report));
    parts
}
