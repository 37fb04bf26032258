//! The screen of `timeline`: past and expected on one line of time.

use chrono::{Datelike as _, NaiveDate};

use super::{Block, Mark, Row, Span, Text, block::aside, narrow, words};
use crate::{
    model::{AnyRecord, EventStatus, EventType, Form, Verb, Word as _},
    report::{Item, Report},
    when::{self, When},
};

pub(super) fn sheet(report: &Report<Item>) -> Vec<Block> {
    let items = report.items("items");
    if items.is_empty() {
        let mut blocks = vec![Block::Line(0, Text::plain("Nothing on the line of time."))];
        blocks.extend(narrow::elsewhere(report));
        blocks.extend(undated(report));
        return blocks;
    }
    let mut line = Line::default();
    if report.counts.earlier > 0 {
        let earlier = format!("{} earlier", report.counts.earlier);
        line.blocks.push(Block::Line(2, Text::dim(earlier)));
    }
    for item in items {
        line.put(item, report);
    }
    let end = report.within.and_then(|within| within.to);
    if end.is_none_or(|end| end >= report.today) {
        line.end(report);
    }
    let mut blocks = line.blocks;
    let later = report.counts.later;
    if later > 0 {
        blocks.push(Block::Line(2, Text::dim(format!("and {later} more"))));
    }
    blocks.extend(undated(report));
    blocks.extend(last_line(report));
    blocks
}

/// The line as it is drawn: a day, a year and the rule of today stand on it once.
#[derive(Default)]
struct Line {
    blocks: Vec<Block>,
    year: Option<i32>,
    day: Option<String>,
    today: bool,
    undated: bool,
}

impl Line {
    fn put(&mut self, item: &Item, report: &Report<Item>) {
        let date = match item.record.facts().date {
            None => self.no_date(report),
            Some(when) => self.date(item, when, report),
        };
        self.blocks.push(Block::Row(row(item, date, report)));
    }

    fn no_date(&mut self, report: &Report<Item>) -> Text {
        if !self.undated {
            self.end(report);
            self.undated = true;
            self.blocks
                .push(Block::Heading(Text::new().with("No date", Mark::Heading)));
        }
        Text::new()
    }

    fn date(&mut self, item: &Item, when: &When, report: &Report<Item>) -> Text {
        let bounds = when.bounds();
        let stands_at = bounds.earliest.or(bounds.latest);
        if stands_at.is_some_and(|day| day > report.today) {
            self.end(report);
        }
        let year = stands_at.map(|day| day.year());
        if year.is_some() && self.year != year {
            self.year = year;
            self.day = None;
            let year = year.unwrap_or_default().to_string();
            self.blocks
                .push(Block::Heading(Text::new().with(year, Mark::Heading)));
        }
        // Under its year a day does not repeat it.
        let in_year = stands_at.and_then(|day| NaiveDate::from_ymd_opt(day.year(), 1, 1));
        let short = when::short(when, in_year.unwrap_or(report.today));
        if self.day.as_ref() == Some(&short) {
            return Text::new();
        }
        self.day = Some(short.clone());
        let mark = if item.is_overdue() {
            Mark::Overdue
        } else {
            Mark::Plain
        };
        Text::new().with(short, mark)
    }

    /// Ends the past, once, where anything has a date.
    fn end(&mut self, report: &Report<Item>) {
        if !self.today && !self.undated && !self.blocks.is_empty() {
            let today = words::short_day(report.today, report.today);
            self.blocks.push(Block::Rule(format!("today, {today}")));
            self.day = None;
        }
        self.today = true;
    }
}

fn row(item: &Item, date: Text, report: &Report<Item>) -> Row {
    Row {
        indent: 2,
        date: Some(date),
        id: item.short.clone(),
        title: words::title(&item.record, &report.names, true),
        aside: beside(item, report),
        ..Row::default()
    }
}

/// What an entry is, where it stands, and what must stand beside it.
pub(super) fn beside(item: &Item, report: &Report<Item>) -> Vec<Span> {
    let mut parts = Vec::new();
    match &item.record {
        AnyRecord::Event(event) => parts.push(status(item, event.own.status)),
        AnyRecord::Statement(statement) => {
            let form = statement.own.form;
            parts.extend((form != Form::Paraphrase).then(|| aside(form.word())));
        }
        AnyRecord::Question(question) => parts.push(aside(question.own.status.word())),
        AnyRecord::Note(note) => parts.push(aside(words::note(&note.own))),
        _ => {}
    }
    if item.statement().is_some() {
        // What only restates another is no second voice.
        parts.extend(linked(item, Verb::About, report));
        parts.extend(linked(item, Verb::Restates, report));
    }
    parts.extend(words::warnings(item, report));
    parts
}

/// `about kxr, pmd`.
fn linked(item: &Item, verb: Verb, report: &Report<Item>) -> Option<Span> {
    let mut to = item.record.linked(verb);
    let first = words::link(verb, to.next()?, &report.names);
    let more = to.map(|id| format!(", {}", report.names.handle(id)));
    Some(aside(first + &more.collect::<String>()))
}

/// `expected, likely, overdue`; of what happened, what it was.
fn status(item: &Item, status: EventStatus) -> Span {
    let Some(event) = item.event().map(|event| &event.own) else {
        return aside(status.word());
    };
    if status == EventStatus::Happened {
        // That it is of another type than these says nothing of it.
        return aside(match event.r#type {
            EventType::Other => "event",
            r#type => r#type.word(),
        });
    }
    let mut words = vec![status.word()];
    words.extend(event.certainty.map(|certainty| certainty.word()));
    if item.is_overdue() {
        words.push("overdue");
    }
    Span {
        text: words.join(", "),
        mark: if item.is_overdue() {
            Mark::Overdue
        } else {
            Mark::Dim
        },
    }
}

/// How many have no date, where a stretch of time is asked about.
fn undated(report: &Report<Item>) -> Option<Block> {
    let undated = report.counts.undated;
    let text = format!("{undated} without a date left out");
    (undated > 0).then(|| Block::Line(0, Text::dim(text)))
}

/// `1 of 11 is not for publication (internal)`.
fn last_line(report: &Report<Item>) -> Vec<Block> {
    let counts = report.counts.withheld;
    let unpublished = counts.total();
    if unpublished == 0 {
        return Vec::new();
    }
    let why: Vec<&str> = [
        (counts.internal, "internal"),
        (counts.embargoed, "embargoed"),
        (counts.off_record, "off the record"),
        (counts.background, "on background"),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(_, why)| why)
    .collect();
    let verb = if unpublished == 1 { "is" } else { "are" };
    let total = report.items("items").len();
    let text = Text::plain(format!(
        "{unpublished} of {total} {verb} not for publication "
    ))
    .with(format!("({})", why.join(", ")), Mark::Dim);
    vec![Block::Blank, Block::Line(0, text)]
}
