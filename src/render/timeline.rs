//! The screen of `timeline`: past and expected on one line of time.

use chrono::{Datelike as _, NaiveDate};

use super::{Block, Mark, Row, Span, Text, block::aside, words};
use crate::{
    model::{AnyRecord, EventStatus, EventType, Form, Verb, Word as _},
    report::{Item, Report},
    when::{self, When},
};

pub(super) fn sheet(report: &Report<Item>) -> Vec<Block> {
    let items = report.items("items");
    if items.is_empty() {
        return vec![Block::Line(0, Text::plain("Nothing on the line of time."))];
    }
    let mut line = Line::default();
    for item in items {
        line.put(item, report);
    }
    line.end(report);
    let mut blocks = line.blocks;
    let left_out = report.group("items").map_or(0, |group| group.left_out);
    if left_out > 0 {
        blocks.push(Block::Line(2, Text::dim(format!("and {left_out} more"))));
    }
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

fn beside(item: &Item, report: &Report<Item>) -> Vec<Span> {
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
        let about: Vec<String> = item
            .shared()
            .linked(Verb::About)
            .map(|id| report.names.handle(id))
            .collect();
        parts.extend((!about.is_empty()).then(|| aside(format!("about {}", about.join(", ")))));
    }
    parts.extend(words::warnings(item, report));
    parts
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

/// `1 of 11 is not for publication (internal)`.
fn last_line(report: &Report<Item>) -> Vec<Block> {
    let counts = &report.counts;
    let unpublished = counts.unpublished();
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
