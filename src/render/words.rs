//! The words that several screens share: titles with place and speaker, what must always stand beside an item, how
//! far away something is.

use chrono::{Datelike as _, NaiveDate};

use super::{Mark, Span, Text, Title, block::aside};
use crate::{
    model::{
        AnyRecord, Certainty, Event, EventStatus, Form, Id, Move, MoveKind, Note, NoteKind,
        QuestionType, Record, Statement, Terms, Verb, Visibility, Word as _,
    },
    report::{Item, Moved, Names, Report},
    when::{self, AmountsTo, When, Zone},
};

/// A statement in a list shows so many lines at most.
pub(super) const STATEMENT_LINES: usize = 2;
/// So many names stand before the rest is counted.
const NAMES: usize = 3;

/// `1 day`, `8 days`.
pub(super) fn count(number: impl Into<i64>, what: &str) -> String {
    match number.into() {
        1 => format!("1 {what}"),
        number => format!("{number} {what}s"),
    }
}

/// `1 open question`, `4 open questions`, of a list's length.
pub(super) fn counted(number: usize, what: &str) -> String {
    count(i64::try_from(number).unwrap_or(i64::MAX), what)
}

/// The title of an event with its place, where the title does not name it.
pub(super) fn event_title(event: &Event) -> String {
    match &event.place {
        Some(place) if !event.title.to_lowercase().contains(&place.to_lowercase()) => {
            format!("{}, {place}", event.title)
        }
        _ => event.title.clone(),
    }
}

/// The words of a record. `mixed` where events and questions share a list.
pub(super) fn title(record: &AnyRecord, names: &Names, mixed: bool) -> Title {
    let plain = |text: &str| Title {
        before: Text::plain(text),
        ..Title::default()
    };
    match record {
        AnyRecord::Event(event) => Title {
            before: Text::new().with(event_title(&event.own), event_mark(&event.own)),
            ..Title::default()
        },
        AnyRecord::Statement(statement) => Title {
            most: Some(STATEMENT_LINES),
            ..said(statement, names)
        },
        AnyRecord::Question(question) if mixed => plain(&format!("? {}", question.own.text)),
        other => plain(other.facts().headline),
    }
}

fn event_mark(event: &Event) -> Mark {
    match (event.status, event.certainty) {
        (EventStatus::Expected, Some(Certainty::Possible | Certainty::Mooted)) => Mark::Possible,
        _ => Mark::Plain,
    }
}

/// Who said what, whole. Own words stand in quotation marks, a paraphrase does not.
pub(super) fn said(statement: &Record<Statement>, names: &Names) -> Title {
    let who = speakers(&statement.own, names);
    Title {
        before: Text::plain(if who.is_empty() {
            who
        } else {
            format!("{who}: ")
        }),
        said: statement.own.text.clone(),
        quotes: match statement.own.form {
            // Words that were pasted with their own marks need no second pair.
            Form::Verbatim if !is_quoted(&statement.own.text) => ["“", "”"],
            // The fragments of a partial quote may bring their own marks.
            Form::Partial if !statement.own.text.contains(['“', '"', '«', '„']) => ["“", "”"],
            _ => ["", ""],
        },
        most: None,
    }
}

/// Whether the words stand in quotation marks of their own, from the first to the last.
fn is_quoted(text: &str) -> bool {
    let text = text.trim();
    text.starts_with(['“', '"', '«', '„']) && text.ends_with(['”', '"', '»', '“'])
}

/// `macron, meloni, merz and 4 more`; without speakers the attribution.
fn speakers(statement: &Statement, names: &Names) -> String {
    if statement.speakers.is_empty() {
        return statement.attribution.clone().unwrap_or_default();
    }
    let mut ones: Vec<Id> = Vec::new();
    for one in statement.speakers.iter().map(|id| names.one(*id)) {
        if !ones.contains(&one) {
            ones.push(one);
        }
    }
    some(ones.into_iter().map(|id| names.words(id)).collect())
}

/// A few names, the rest counted.
pub(super) fn some(names: Vec<String>) -> String {
    // One more name is no longer than saying that there is one.
    if names.len() <= NAMES + 1 {
        return names.join(", ");
    }
    let (shown, rest) = names.split_at(NAMES);
    format!("{} and {} more", shown.join(", "), rest.len())
}

/// What must always stand beside an item, in words: standing, ground rules, who may see it, an embargo.
pub(super) fn warnings(item: &Item, report: &Report<Item>) -> Vec<Span> {
    let mut words = Vec::new();
    let (standing, terms) = match &item.record {
        AnyRecord::Event(event) => (event.own.standing, None),
        AnyRecord::Statement(statement) => (statement.own.standing, Some(statement.own.terms)),
        _ => (None, None),
    };
    words.extend(standing.map(|standing| warning(standing.word())));
    if let AnyRecord::Source(source) = &item.record {
        words.extend(source.own.standing.map(|standing| warning(standing.word())));
    }
    words.extend(
        terms
            .filter(|terms| terms.hides_speaker())
            .map(|terms| warning(terms.phrase())),
    );
    words.extend(secrecy(&item.record));
    words.extend(embargo(&item.record, report.now, report.today, report.zone).map(warning));
    words
}

/// The word for who may see it, unless anybody may.
pub(super) fn secrecy(record: &AnyRecord) -> Option<Span> {
    match record.visibility() {
        Visibility::Public => None,
        visibility => Some(warning(visibility.word())),
    }
}

/// Until when it is under embargo, if it is now.
pub(super) fn embargo(
    record: &AnyRecord,
    now: u64,
    today: NaiveDate,
    zone: Zone,
) -> Option<String> {
    let until = record.embargo_until()?;
    let later = u64::try_from(until.to_utc_millis()).is_ok_and(|until| until > now);
    later.then(|| {
        format!(
            "embargoed until {} {}",
            until.short(today, zone),
            until.clock()
        )
    })
}

/// Where an expected event stands: its certainty, or that it is postponed.
pub(super) fn certainty(event: &Event) -> Option<Span> {
    let word = match event.status {
        EventStatus::Expected => event.certainty?.word(),
        status => status.word(),
    };
    Some(Span {
        text: word.to_owned(),
        mark: Mark::Dim,
    })
}

/// `waits on kxr`, for what it still waits on, apart from `except`.
pub(super) fn waits_on(item: &Item, names: &Names, except: Option<Id>) -> Option<Span> {
    let waits_on = &item.stands.as_ref()?.waits_on;
    let ids: Vec<String> = waits_on
        .iter()
        .filter(|id| Some(**id) != except)
        .map(|id| names.handle(*id))
        .collect();
    (!ids.is_empty()).then(|| aside(format!("waits on {}", ids.join(", "))))
}

/// `4 days`: how long it is overdue.
pub(super) fn overdue_days(item: &Item) -> Option<String> {
    let days = item
        .stands
        .as_ref()
        .filter(|_| item.is_overdue())?
        .days_to_latest?;
    Some(count(-days, "day"))
}

/// A date for the column of a list; red where it is overdue.
pub(super) fn date(item: &Item, today: NaiveDate) -> Text {
    let short = item
        .record
        .facts()
        .date
        .map(|when| when::short(when, today));
    let mark = if item.is_overdue() {
        Mark::Overdue
    } else {
        Mark::Plain
    };
    Text::new().with(short.unwrap_or_default(), mark)
}

/// `Thursday 14 August 2025`.
pub(super) fn whole_day(day: NaiveDate) -> String {
    day.format("%A %-d %B %Y").to_string()
}

/// `Fri 15 Aug`, with the year where it is another.
pub(super) fn short_day(day: NaiveDate, today: NaiveDate) -> String {
    let form = if day.year() == today.year() {
        "%a %-d %b"
    } else {
        "%a %-d %b %Y"
    };
    day.format(form).to_string()
}

/// `14 Aug 09:12`, where the user is.
pub(super) fn moment(millis: u64, today: NaiveDate, zone: Zone) -> String {
    let moment = when::utc(millis);
    let Some(local) = moment.map(|moment| zone.at(moment)) else {
        return String::new();
    };
    let form = if local.year() == today.year() {
        "%-d %b %H:%M"
    } else {
        "%-d %b %Y %H:%M"
    };
    local.format(form).to_string()
}

/// What a question waits for: `yes/no`, `choice of 3`, `a date`.
pub(super) fn question_type(r#type: QuestionType, options: &[String]) -> Option<String> {
    match r#type {
        QuestionType::Open => None,
        QuestionType::YesNo => Some("yes/no".to_owned()),
        QuestionType::Date => Some("a date".to_owned()),
        QuestionType::Choice if options.is_empty() => Some("choice".to_owned()),
        QuestionType::Choice => Some(format!("choice of {}", options.len())),
    }
}

/// What a note is, in words.
pub(super) fn note_kind(kind: Option<NoteKind>) -> &'static str {
    match kind {
        None => "note",
        Some(NoteKind::Todo) => "to do",
        Some(kind) => kind.word(),
    }
}

/// What a note is and, of an assessment, how likely: `assessment, likely`.
pub(super) fn note(note: &Note) -> String {
    let kind = note_kind(note.kind);
    match note.likelihood {
        Some(likelihood) => format!("{kind}, {}", likelihood.word()),
        None => kind.to_owned(),
    }
}

/// The ground rules, where they are known.
pub(super) fn terms(terms: Terms) -> Option<&'static str> {
    (terms != Terms::Unknown).then(|| terms.phrase())
}

/// A link as one says it: `about kxr`, `part of bqn`.
pub(super) fn link(verb: Verb, to: Id, names: &Names) -> String {
    let phrase = verb.phrase();
    format!(
        "{} {}",
        phrase.strip_prefix("is ").unwrap_or(phrase),
        names.handle(to)
    )
}

/// `slipped once, 11 to 30 days`: what the moves of a date come to.
pub(super) fn slipped(moved: &Moved) -> String {
    let times = match moved.slipped.times {
        0 => return total(moved),
        1 => "slipped once".to_owned(),
        2 => "slipped twice".to_owned(),
        times => format!("slipped {times} times"),
    };
    match moved.slipped.days {
        [Some(least), Some(most)] if least == most => format!("{times}, {}", count(least, "day")),
        [Some(least), Some(most)] => format!("{times}, {least} to {}", count(most, "day")),
        [Some(least), None] => format!("{times}, at least {}", count(least, "day")),
        _ => times,
    }
}

fn total(moved: &Moved) -> String {
    match moved.total.amounts_to {
        AmountsTo::Unchanged => "same date".to_owned(),
        _ => moved.total.words(),
    }
}

/// One change of a date: `21–31 Aug → 11–20 Sep 2025 · slipped by 11 to 30 days · no venue agreed, by kremlin`.
pub(super) fn step(step: &Move, names: &Names, today: NaiveDate) -> Vec<Span> {
    let dates = match (&step.from, &step.to) {
        (None, Some(first)) => when::long(first, today),
        (None, None) => "no date".to_owned(),
        // What is called off keeps its date.
        (Some(date), None) if step.kind != MoveKind::Postponed => when::long(date, today),
        (from, to) => when::change(from.as_ref(), to.as_ref(), today),
    };
    let what = match (step.kind, &step.from) {
        (MoveKind::Announced, _) => step.shift().words(),
        (MoveKind::TookPlace, _) => "took place".to_owned(),
        (kind, _) => kind.word().to_owned(),
    };
    let by = step.by.map(|by| format!("by {}", names.words(by)));
    let announced = step
        .announced
        .as_ref()
        .map(|when| format!("announced {}", when::short(when, today)));
    let why: Vec<String> = [step.why.clone(), by].into_iter().flatten().collect();
    let mut parts = vec![plain(dates), plain(what)];
    parts.extend((!why.is_empty()).then(|| plain(why.join(", "))));
    parts.extend(announced.map(aside));
    parts
}

/// A piece that nobody may overlook before publishing.
fn warning(text: impl Into<String>) -> Span {
    Span {
        text: text.into(),
        mark: Mark::Warning,
    }
}

/// A piece of plain text.
pub(super) fn plain(text: impl Into<String>) -> Span {
    Span {
        text: text.into(),
        mark: Mark::Plain,
    }
}

/// A date with how far away it is: `Fri 15 Aug 2025, uncertain (tomorrow)`.
pub(super) fn long(when: &When, today: NaiveDate) -> String {
    format!(
        "{} ({})",
        when::long(when, today),
        when::relative(when, today)
    )
}
