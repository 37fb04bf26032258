//! The screen of `search`: what holds the words, those recorded last first.

use super::{Block, Mark, Row, Span, Text, Title, block::aside, lists, timeline, words};
use crate::{
    model::AnyRecord,
    report::{COUNTED, Found, Item, LookedFor, Report, Snippet},
    when,
};

pub(super) fn sheet(report: &Report<Item>) -> Vec<Block> {
    let items = report.items("items");
    if items.is_empty() {
        return nothing(report);
    }
    let rows = items.iter().map(|item| Block::Row(row(item, report)));
    let mut blocks: Vec<Block> = rows.collect();
    let mut also: Vec<&str> = Vec::new();
    for name in report.looked_for.iter().flat_map(|one| &one.also) {
        if !also.contains(&name.as_str()) {
            also.push(name);
        }
    }
    let left_out = report.group("items").map_or(0, |group| group.left_out);
    let mut last = Vec::new();
    if left_out > 0 {
        last.push(format!("and {} more (--limit N)", counted(left_out)));
    }
    if report.counts.elsewhere > 0 {
        let elsewhere = counted(report.counts.elsewhere);
        last.push(format!("{elsewhere} elsewhere (--story any)"));
    }
    if !also.is_empty() {
        last.push(format!("also looked for: {}", also.join(", ")));
    }
    if !last.is_empty() {
        blocks.push(Block::Blank);
        blocks.push(Block::Line(0, Text::dim(last.join(" · "))));
    }
    blocks
}

fn counted(left_out: usize) -> String {
    if left_out > COUNTED {
        format!("more than {COUNTED}")
    } else {
        left_out.to_string()
    }
}

fn row(item: &Item, report: &Report<Item>) -> Row {
    let found = item.found.clone().unwrap_or_default();
    let date = item.record.facts().date;
    let mut row = Row {
        indent: 2,
        date: Some(Text::plain(
            date.map(|date| when::short(date, report.today))
                .unwrap_or_default(),
        )),
        id: if item.entry.is_entry() {
            item.short.clone()
        } else {
            lists::handle(&item.record)
        },
        title: title(item, &found, report),
        aside: beside(item, report),
        ..Row::default()
    };
    if let Some(below) = &found.below {
        row.under.push(marked(below, Mark::Dim));
    }
    if !found.topics.is_empty() {
        row.under
            .push(Text::dim(format!("topic {}", found.topics.join(", "))));
    }
    if !found.names.is_empty() {
        let names = found.names.iter().map(|id| report.names.words(*id));
        let names: Vec<String> = names
            .filter(|name| !plain(&row.title).contains(name.as_str()))
            .collect();
        if !names.is_empty() {
            row.under
                .push(Text::dim(format!("names {}", names.join(", "))));
        }
    }
    row
}

/// The words of a title as they stand, without marks.
fn plain(title: &Title) -> String {
    let before = title.before.0.iter().map(|span| span.text.as_str());
    before.chain([title.said.as_str()]).collect()
}

/// The words of a record; where what was looked for stands in them, what stands around it.
fn title(item: &Item, found: &Found, report: &Report<Item>) -> Title {
    let whole = words::title(&item.record, &report.names, true);
    let Some(snippet) = &found.headline else {
        return whole;
    };
    let headline = item.record.facts().headline;
    let (before, after, mark) = match &item.record {
        AnyRecord::Statement(_) => {
            let [open, close] = whole.quotes;
            let mark = if open.is_empty() {
                Mark::Plain
            } else {
                Mark::Quote
            };
            let before = whole.before.with(open, mark);
            (before, Text::new().with(close, mark), mark)
        }
        // What stands around the title, such as the place, stays around it.
        _ => {
            let shown = plain(&whole);
            let (before, after) = shown.split_once(headline).unwrap_or_default();
            let mark = whole.before.0.first().map_or(Mark::Plain, |span| span.mark);
            (
                Text::new().with(before, mark),
                Text::new().with(after, mark),
                mark,
            )
        }
    };
    let mut text = before;
    text.0.extend(marked(snippet, mark).0);
    text.0.extend(after.0);
    Title {
        before: text,
        ..Title::default()
    }
}

fn marked(snippet: &Snippet, mark: Mark) -> Text {
    let spans = snippet.0.iter().map(|piece| Span {
        text: piece.text.clone(),
        mark: if piece.hit { Mark::Hit } else { mark },
    });
    Text(spans.collect())
}

fn beside(item: &Item, report: &Report<Item>) -> Vec<Span> {
    if item.entry.is_entry() {
        return timeline::beside(item, report);
    }
    let mut parts = vec![aside(item.entry.to_string())];
    parts.extend(lists::beside(item, report));
    parts
}

/// What was looked for and is not there, and what is there in its place.
fn nothing(report: &Report<Item>) -> Vec<Block> {
    let looked_for = &report.looked_for;
    let quoted = |one: &LookedFor| match one.also.as_slice() {
        [] => format!("“{}”", one.typed),
        also => format!("“{}” ({})", one.typed, also.join(", ")),
    };
    let all: Vec<String> = looked_for.iter().map(quoted).collect();
    let all = all.join(" and ");
    if report.counts.elsewhere > 0 {
        let elsewhere = match report.counts.elsewhere {
            1 => "1 record elsewhere does".to_owned(),
            many => format!("{} records elsewhere do", counted(many)),
        };
        return vec![Block::text(format!(
            "Nothing here holds {all}: {elsewhere}."
        ))];
    }
    let mut blocks = vec![Block::text(format!("Nothing holds {all}."))];
    let nowhere: Vec<&LookedFor> = looked_for.iter().filter(|one| one.is_nowhere).collect();
    for one in &nowhere {
        if looked_for.len() > 1 {
            blocks.push(Block::text(format!("“{}” is nowhere.", one.typed)));
        }
        if !one.near.is_empty() {
            let near = format!("near “{}”: {}", one.typed, one.near.join(", "));
            blocks.push(Block::Line(0, Text::dim(near)));
        }
    }
    if nowhere.is_empty() && looked_for.len() > 1 {
        let apart = "Each of them is somewhere, but no record holds them together.";
        blocks.push(Block::Line(0, Text::dim(apart)));
    }
    blocks
}
