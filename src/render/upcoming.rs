//! The screen of `upcoming`.

use chrono::NaiveDate;

use super::{Bar, Block, Drawn, Mark, Row, Span, Stroke, Text, block::aside, narrow, words};
use crate::{
    model::Event,
    report::{Item, Moved, Report},
    when::{self, Bounds, Extent, When},
};

pub(super) fn sheet(report: &Report<Item>) -> Vec<Block> {
    if report.is_empty() && report.groups.iter().all(|group| group.left_out == 0) {
        let mut blocks = vec![Block::Line(0, Text::plain("Nothing is to come."))];
        blocks.extend(narrow::elsewhere(report));
        return blocks;
    }
    let mut blocks = vec![Block::Axis(report.today)];
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
    blocks.push(Block::Legend);
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
    let Some(event) = item.event().map(|event| &event.own) else {
        return row;
    };
    let certainty = words::certainty(event);
    let waits_on = words::waits_on(item, &report.names, None);
    let warnings = words::warnings(item, report);
    let moved = Moved::of(event).map(|moved| Was::of(&moved, report));
    let slipped = moved.as_ref().and_then(|was| was.slipped.clone());
    row.aside.extend(certainty.clone());
    row.aside.extend(away(item, report));
    // Of a date that was withdrawn the last one says more than the first.
    let withdrawn = before(event)
        .filter(|_| event.when.is_none())
        .map(|last| aside(format!("was {}", when::short(last, report.today))));
    match &moved {
        Some(_) if event.when.is_none() => {
            row.aside.extend(withdrawn.clone());
            row.aside.extend(slipped.clone());
            row.under.push(joined([waits_on.clone()]));
        }
        Some(was) => {
            row.under.push(joined([was.first.clone(), slipped.clone()]));
            row.under.push(joined([waits_on.clone()]));
        }
        None => row.aside.extend(waits_on.clone()),
    }
    row.aside.extend(warnings.iter().cloned());
    let bars = bars(event, item.is_overdue(), report.today);
    // How far away it is and what it was before are seen.
    row.drawn = (!bars.is_empty()).then(|| {
        let beside = [certainty, overdue(item), withdrawn].into_iter().flatten();
        Box::new(Drawn {
            bars,
            aside: beside.chain(warnings).collect(),
            under: vec![joined([waits_on, slipped])],
        })
    });
    row
}

/// The dates of an open event as they are drawn: the one that it has, the one before, and since when it is overdue.
fn bars(event: &Event, is_overdue: bool, today: NaiveDate) -> Vec<Bar> {
    let mut bars = Vec::new();
    if let Some(before) = before(event) {
        let Bounds { earliest, latest } = before.bounds();
        // An end that was open is not drawn on and on.
        bars.push(Bar {
            stroke: Stroke::Before,
            from: earliest.or(latest),
            to: latest.or(earliest),
        });
    }
    let Some(when) = &event.when else {
        return bars;
    };
    let Bounds { earliest, latest } = when.bounds();
    let stroke = match when.extent() {
        Extent::Day if when.is_uncertain() || when.is_approximate() => Stroke::UncertainDay,
        Extent::Day => Stroke::Day,
        Extent::Window => Stroke::Window,
        Extent::Span => Stroke::Span,
    };
    let from = match stroke {
        // "By 30 September": it has not been yet, so it is from today on.
        Stroke::Window => earliest.or_else(|| latest.map(|latest| latest.min(today))),
        _ => earliest,
    };
    bars.push(Bar {
        stroke,
        from,
        to: latest,
    });
    let since = latest.filter(|_| is_overdue).and_then(|day| day.succ_opt());
    bars.extend(since.map(|since| Bar {
        stroke: Stroke::Overdue,
        from: Some(since),
        to: Some(today),
    }));
    bars
}

/// The date that it had before the one that it has, or before that was withdrawn.
fn before(event: &Event) -> Option<&When> {
    event.moves.iter().rev().find_map(|step| step.from.as_ref())
}

fn joined(parts: impl IntoIterator<Item = Option<Span>>) -> Text {
    Text::joined(&parts.into_iter().flatten().collect::<Vec<_>>())
}
/// How far away it is; overdue in its colour.
fn away(item: &Item, report: &Report<Item>) -> Option<Span> {
    overdue(item).or_else(|| {
        let when = item.record.facts().date?;
        Some(aside(when::relative(when, report.today)))
    })
}

/// `4 days`: how long it is overdue, if it is.
fn overdue(item: &Item) -> Option<Span> {
    words::overdue_days(item).map(|days| Span {
        text: days,
        mark: Mark::Overdue,
    })
}

/// What a date was at first, and how it slipped since.
struct Was {
    /// `was 21–31 Aug`.
    first: Option<Span>,
    /// `slipped once, 11 to 30 days, by kremlin`.
    slipped: Option<Span>,
}

impl Was {
    fn of(moved: &Moved, report: &Report<Item>) -> Self {
        let first = moved.first.as_ref();
        let dated = first.is_some() && moved.total.amounts_to != when::AmountsTo::DateWithdrawn;
        let by: Vec<String> = moved.by.iter().map(|id| report.names.words(*id)).collect();
        let mut slipped = words::slipped(moved);
        if !by.is_empty() {
            slipped = format!("{slipped}, by {}", words::some(by));
        }
        Self {
            first: first.map(|first| aside(format!("was {}", when::short(first, report.today)))),
            slipped: (moved.slipped.times > 0 || dated).then(|| aside(slipped)),
        }
    }
}
