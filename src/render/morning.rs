//! The screen of the morning.

use super::{Block, Mark, Row, Span, Text, block::aside, narrow, words};
use crate::{
    model::EventStatus,
    report::{Due, Item, Report},
};

pub(super) fn sheet(report: &Report<Item>) -> Vec<Block> {
    let mut day = Text::new().with(words::whole_day(report.today), Mark::Heading);
    for narrowed in narrow::narrowed(report) {
        day = day.with(format!(" · {narrowed}"), Mark::Dim);
    }
    let mut blocks = vec![Block::Heading(day), Block::Blank];
    let mut group = |heading: &str, rows: Vec<Row>, counted: &[&str]| {
        blocks.extend(group(heading, rows, report, counted));
    };
    group("Overdue", overdue(report), &["overdue"]);
    group("Today", dated(report, report.items("today")), &["today"]);
    group(
        "Running",
        dated(report, report.items("running")),
        &["running"],
    );
    let tomorrow = |item: &&Item| comes_in(item) == Some(1);
    let (soon, later): (Vec<&Item>, Vec<&Item>) = report.items("next").iter().partition(tomorrow);
    // What is left out of the two is counted under the last that has a row.
    let (none, next): (&[&str], &[&str]) = (&[], &["next"]);
    let ends = if later.is_empty() {
        [next, none]
    } else {
        [none, next]
    };
    group("Tomorrow", dated(report, soon), ends[0]);
    group("Next 7 days", dated(report, later), ends[1]);
    let rows = |name: &str, row: fn(&Item, &Report<Item>) -> Row| {
        report
            .items(name)
            .iter()
            .map(|item| row(item, report))
            .collect()
    };
    group("Check again", rows("check-again", again), &["check-again"]);
    group("To do", rows("to-do", to_do), &["to-do"]);
    group("Embargo lifts", rows("embargoes", lifts), &["embargoes"]);
    if blocks.len() == 2 {
        blocks.push(Block::Line(0, Text::plain("Nothing is due.")));
    }
    blocks.push(Block::Blank);
    blocks.extend(last_lines(report));
    if blocks.last() == Some(&Block::Blank) {
        blocks.pop();
    }
    blocks
}

/// A group and what a limit left out of it; an empty one is left out.
fn group(heading: &str, rows: Vec<Row>, report: &Report<Item>, counted: &[&str]) -> Vec<Block> {
    let groups = counted.iter().filter_map(|name| report.group(name));
    let left_out: usize = groups.map(|group| group.left_out).sum();
    if rows.is_empty() && left_out == 0 {
        return Vec::new();
    }
    let mut blocks = vec![Block::Heading(Text::new().with(heading, Mark::Heading))];
    blocks.extend(rows.into_iter().map(Block::Row));
    if left_out > 0 {
        let whole = match counted.first() {
            Some(&"check-again") => ": tidings watch",
            Some(&"to-do") => ": tidings timeline --kind note",
            Some(&"embargoes") => "",
            _ => ": tidings upcoming",
        };
        blocks.push(Block::Line(
            2,
            Text::dim(format!("and {left_out} more{whole}")),
        ));
    }
    blocks
}

/// In how many days it is due: an event by its first day, a question by the last of its deadline.
fn comes_in(item: &Item) -> Option<i64> {
    let stands = item.stands.as_ref()?;
    if item.event().is_some() {
        stands.days_to_earliest
    } else {
        stands.days_to_latest
    }
}

fn row(item: &Item, date: Text, report: &Report<Item>) -> Row {
    Row {
        indent: 2,
        date: Some(date),
        id: item.short.clone(),
        title: words::title(&item.record, &report.names, true),
        ..Row::default()
    }
}

pub(super) fn overdue(report: &Report<Item>) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut hinted = false;
    for item in report.items("overdue") {
        let mut row = row(item, words::date(item, report.today), report);
        row.aside.extend(words::overdue_days(item).map(|text| Span {
            text,
            mark: Mark::Overdue,
        }));
        row.aside.extend(beside(item, report));
        if let Some(event) = item.event().filter(|_| !hinted) {
            hinted = true;
            row.under
                .push(Text::dim(what_to_type(&item.short, event.own.status)));
        }
        rows.push(row);
    }
    rows
}

/// The commands that settle an event that is overdue; once a screen.
fn what_to_type(id: &str, status: EventStatus) -> String {
    match status {
        EventStatus::Expected => {
            format!("mark {id} happened --on …, or lapsed · move {id} --to …")
        }
        _ => format!("mark {id} cancelled · move {id} --to …"),
    }
}

fn dated<'a>(report: &Report<Item>, items: impl IntoIterator<Item = &'a Item>) -> Vec<Row> {
    let row = |item: &'a Item| {
        let near = comes_in(item).is_some_and(|days| days <= 1);
        let date = match item.question() {
            Some(_) if near => Text::plain("deadline"),
            _ => words::date(item, report.today),
        };
        let mut row = row(item, date, report);
        row.aside
            .extend(item.question().filter(|_| !near).map(|_| aside("deadline")));
        row.aside.extend(beside(item, report));
        row
    };
    items.into_iter().map(row).collect()
}

/// What stands beside an open event or question: certainty, a forecast, what it waits on, what must be said.
fn beside(item: &Item, report: &Report<Item>) -> Vec<Span> {
    let mut parts: Vec<Span> = Vec::new();
    if let Some(event) = item.event() {
        parts.extend(words::certainty(&event.own));
    }
    if let Some(question) = item.question() {
        parts.extend(super::questions::forecast(&question.own).map(aside));
    }
    parts.extend(words::waits_on(item, &report.names, None));
    parts.extend(words::warnings(item, report));
    parts
}

pub(super) fn again(item: &Item, report: &Report<Item>) -> Row {
    let date = match item.due {
        Some(Due::Check(day)) if day == report.today => "today".to_owned(),
        Some(Due::Check(day)) => words::short_day(day, report.today),
        Some(Due::Stale(days)) => words::count(days, "day"),
        None => String::new(),
    };
    let mut row = row(item, Text::plain(date), report);
    if let Some(event) = item.event() {
        row.aside.extend(words::certainty(&event.own));
        let when = match &event.own.when {
            None => "no date".to_owned(),
            Some(when) => crate::when::short(when, report.today),
        };
        row.aside.push(aside(when));
    }
    row.aside.extend(words::warnings(item, report));
    row
}

fn to_do(item: &Item, report: &Report<Item>) -> Row {
    let mut row = row(item, words::date(item, report.today), report);
    row.aside.extend(words::overdue_days(item).map(|days| Span {
        text: days,
        mark: Mark::Overdue,
    }));
    row.aside.extend(words::warnings(item, report));
    row
}

fn lifts(item: &Item, report: &Report<Item>) -> Row {
    let until = item.record.embargo_until();
    let day = until.map(|until| until.short(report.today, report.zone));
    let mut row = row(item, Text::plain(day.unwrap_or_default()), report);
    row.aside.extend(until.map(|until| aside(until.clock())));
    row.aside.extend(words::secrecy(&item.record));
    row
}

fn last_lines(report: &Report<Item>) -> Vec<Block> {
    let counts = &report.counts;
    let mut parts = Vec::new();
    if counts.questions + counts.parts > 0 {
        let mut questions = words::counted(counts.questions, "open question");
        if counts.parts > 0 {
            questions = format!("{questions} ({})", words::counted(counts.parts, "part"));
        }
        parts.push(words::plain(questions));
    }
    if counts.undated > 0 {
        parts.push(words::plain(format!(
            "{} expected without a date",
            counts.undated
        )));
    }
    let mut lines = Vec::new();
    if !parts.is_empty() {
        lines.push(Block::Line(0, Text::joined(&parts)));
    }
    if counts.overdue_elsewhere > 0 {
        let elsewhere = format!("{} overdue in other stories ", counts.overdue_elsewhere);
        let text = Text::plain(elsewhere).with("(tidings --story any)", Mark::Dim);
        lines.push(Block::Line(0, text));
    }
    lines
}
