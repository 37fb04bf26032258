//! The screen of `watch`: questions under what they hang on.

use super::{Block, Mark, Row, Span, Text, block::aside, narrow, questions, words};
use crate::{
    model::{Id, Word as _},
    report::{Item, Report},
    when::{self, Extent},
};

pub(super) fn sheet(report: &Report<Item>) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut under: Option<Option<Id>> = None;
    let asked = report.items("questions");
    let alone = asked.iter().all(|item| item.hangs_on.is_none());
    for item in asked {
        if under != Some(item.hangs_on) {
            under = Some(item.hangs_on);
            space(&mut blocks);
            match item.hangs_on.and_then(|id| report.beside(id)) {
                Some(event) => blocks.push(Block::Heading(heading(event, report))),
                // Where nothing hangs on anything, the line would only say so.
                None if alone => {}
                None => blocks.push(Block::Heading(Text::new().with("By itself", Mark::Heading))),
            }
        }
        blocks.extend(questions::tree(item, report));
    }
    more(&mut blocks, report, "questions", ": tidings questions");
    let expected = report.items("expected");
    if report.total("expected") > 0 {
        space(&mut blocks);
        let heading = "Expected, not confirmed, nothing asked about it";
        blocks.push(Block::Heading(Text::new().with(heading, Mark::Heading)));
        blocks.extend(expected.iter().map(|item| Block::Row(row(item, report))));
        more(&mut blocks, report, "expected", ": tidings upcoming");
    }
    if blocks.is_empty() {
        blocks.push(Block::Line(
            0,
            Text::plain("Nothing to watch: no question is open."),
        ));
        blocks.extend(narrow::elsewhere(report));
    }
    if report.counts.hidden > 0 {
        space(&mut blocks);
        let hidden = words::counted(report.counts.hidden, "question");
        blocks.push(Block::Line(
            0,
            Text::plain(format!("{hidden} hidden for now")),
        ));
    }
    blocks
}

fn space(blocks: &mut Vec<Block>) {
    if !blocks.is_empty() {
        blocks.push(Block::Blank);
    }
}

fn more(blocks: &mut Vec<Block>, report: &Report<Item>, group: &str, whole: &str) {
    let left_out = report.group(group).map_or(0, |group| group.left_out);
    if left_out > 0 {
        blocks.push(Block::Line(
            2,
            Text::dim(format!("and {left_out} more{whole}")),
        ));
    }
}

/// `Trump-Putin summit, Anchorage · kxr · tomorrow, Fri 15 Aug? · confirmed`.
fn heading(item: &Item, report: &Report<Item>) -> Text {
    let title = words::title(&item.record, &report.names, false);
    let mut text = Text::new();
    for span in title.before.0 {
        text = text.with(span.text, Mark::Heading);
    }
    text = text
        .with(" · ", Mark::Dim)
        .with(item.short.clone(), Mark::Id);
    let mut parts = vec![date(item, report)];
    if let Some(event) = item.event() {
        parts.extend(words::certainty(&event.own));
        parts.extend(words::overdue_days(item).map(|days| Span {
            text: format!("overdue by {days}"),
            mark: Mark::Overdue,
        }));
    }
    parts.extend(words::waits_on(item, &report.names, None));
    parts.extend(words::warnings(item, report));
    for part in parts {
        text = text.with(" · ", Mark::Dim).with(part.text, part.mark);
    }
    text
}

fn date(item: &Item, report: &Report<Item>) -> Span {
    let Some(when) = item.record.facts().date else {
        return aside("no date");
    };
    let (short, relative) = (
        when::short(when, report.today),
        when::relative(when, report.today),
    );
    let near = matches!(relative.as_str(), "today" | "tomorrow" | "yesterday");
    aside(if near && when.extent() == Extent::Day {
        format!("{relative}, {short}")
    } else {
        short
    })
}

fn row(item: &Item, report: &Report<Item>) -> Row {
    let mut row = Row {
        indent: 2,
        date: Some(match item.record.facts().date {
            None => Text::plain("no date"),
            Some(_) => words::date(item, report.today),
        }),
        id: item.short.clone(),
        title: words::title(&item.record, &report.names, false),
        ..Row::default()
    };
    let certainty = item.event().and_then(|event| event.own.certainty);
    row.aside
        .extend(certainty.map(|certainty| aside(certainty.word())));
    row.aside.extend(words::overdue_days(item).map(|days| Span {
        text: format!("overdue by {days}"),
        mark: Mark::Overdue,
    }));
    let old = item
        .stands
        .as_ref()
        .filter(|stands| stands.days_to_latest.is_none());
    row.aside.extend(old.map(|stands| {
        aside(match stands.age_days {
            0 => "new today".to_owned(),
            days => format!("{} old", words::count(days, "day")),
        })
    }));
    row.aside.extend(words::waits_on(item, &report.names, None));
    row.aside.extend(words::warnings(item, report));
    row
}
