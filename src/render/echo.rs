//! What is said after a write: the record as it was understood.

use chrono::NaiveDate;

use super::{Block, Mark, Row, Span, Text, words};
use crate::{
    model::{AnyRecord, MoveCitation, Verb, Visibility, Word as _},
    recording::shortened,
    report::Names,
    when::When,
};

/// The echo of a record: its id and words whole; under them what it is, its date, what it is about, and what the
/// command adds.
#[must_use]
pub fn echo(
    record: &AnyRecord,
    names: &Names,
    today: NaiveDate,
    short: &str,
    asides: &[String],
) -> Vec<Block> {
    let mut title = words::title(record, names, false);
    title.most = None;
    let mut parts = vec![words::plain(what(record))];
    parts.extend(date(record, today).map(words::plain));
    parts.extend(graded(record).map(words::plain));
    parts.extend(later(record, today).into_iter().map(words::plain));
    parts.extend(links(record, names).into_iter().map(words::plain));
    parts.extend(asides.iter().map(|aside| words::plain(aside.clone())));
    let parts: Vec<Span> = parts
        .into_iter()
        .filter(|part| !part.text.is_empty())
        .collect();
    // The words of a statement are said back as they stand, their line breaks too.
    let said = std::mem::take(&mut title.said);
    if said.contains('\n') {
        let [open, close] = title.quotes;
        let whole = Text(title.before.0).with(format!("{open}{said}{close}"), Mark::Quote);
        let id = Text::new().with(short, Mark::Id);
        let hang = short.chars().count() + 2;
        return vec![
            Block::Line(0, id),
            Block::Paragraph(hang, whole),
            Block::Line(hang, Text::joined(&parts)),
        ];
    }
    title.said = said;
    vec![Block::Row(Row {
        id: short.to_owned(),
        title,
        under: vec![Text::joined(&parts)],
        ..Row::default()
    })]
}

/// How far it is to be relied on, as was said: a source, an assessment.
fn graded(record: &AnyRecord) -> Option<String> {
    match record {
        AnyRecord::Source(source) => source
            .own
            .reliability
            .map(|grade| format!("reliability {grade}")),
        AnyRecord::Note(note) => note.own.confidence.map(|word| format!("{word} confidence")),
        _ => None,
    }
}

/// What a citation says beside its source: `, line 4, credibility 2: “… a second session …”`. An excerpt that is the
/// record's own words says nothing new.
#[must_use]
pub fn echo_cited(cited: &MoveCitation, own: &str) -> String {
    let mut said = String::new();
    if let Some(locator) = &cited.locator {
        said.push_str(&format!(", {locator}"));
    }
    if let Some(credibility) = cited.credibility {
        said.push_str(&format!(", credibility {credibility}"));
    }
    if let Some(excerpt) = cited.excerpt.as_ref().filter(|excerpt| *excerpt != own) {
        said.push_str(&format!(": “{}”", first_words(excerpt)));
    }
    said
}

/// As much of an excerpt as tells it from another: the source has the rest.
fn first_words(text: &str) -> String {
    const MOST: usize = 32;
    let mut said = String::new();
    for word in shortened(text).split(' ') {
        if !said.is_empty() && said.chars().count() + word.chars().count() > MOST {
            return format!("{said} …");
        }
        if !said.is_empty() {
            said.push(' ');
        }
        said.push_str(word);
    }
    said
}

/// What it is linked to, each verb said once: `about kxr, pmd`.
fn links(record: &AnyRecord, names: &Names) -> Vec<String> {
    let mut said: Vec<(Verb, String)> = Vec::new();
    for link in record.links() {
        match said.iter_mut().find(|(verb, _)| *verb == link.verb) {
            Some((_, words)) => words.push_str(&format!(", {}", names.handle(link.to))),
            None => said.push((link.verb, words::link(link.verb, link.to, names))),
        }
    }
    said.into_iter().map(|(_, words)| words).collect()
}

/// The echo of a record that was changed: its id and words, and under them what changed, a line each.
#[must_use]
pub fn echo_changes(
    record: &AnyRecord,
    names: &Names,
    short: &str,
    changes: &[String],
) -> Vec<Block> {
    vec![Block::Row(Row {
        id: short.to_owned(),
        title: words::title(record, names, false),
        under: changes.iter().map(Text::plain).collect(),
        ..Row::default()
    })]
}

/// `summit, expected, confirmed`; `statement, verbatim, on the record`.
pub(super) fn what(record: &AnyRecord) -> String {
    let mut parts: Vec<Option<&str>> = Vec::new();
    match record {
        AnyRecord::Event(event) => {
            parts.push(Some(event.own.r#type.word()));
            parts.push(Some(event.own.status.word()));
            parts.push(event.own.certainty.map(|certainty| certainty.word()));
            parts.push(event.own.standing.map(|standing| standing.word()));
        }
        AnyRecord::Statement(statement) => {
            parts.push(Some("statement"));
            parts.push(Some(statement.own.form.word()));
            parts.push(words::terms(statement.own.terms));
            parts.push(statement.own.stance.map(|stance| stance.word()));
            parts.push(statement.own.standing.map(|standing| standing.word()));
        }
        AnyRecord::Question(question) => return question_what(&question.own, record),
        AnyRecord::Note(note) => {
            parts.push(Some(words::note_kind(note.own.kind)));
            parts.push(note.own.done.as_ref().map(|_| "done"));
            parts.push(note.own.likelihood.map(|likelihood| likelihood.word()));
        }
        AnyRecord::Actor(actor) => {
            parts.push(Some("actor"));
            parts.push(actor.own.kind.map(|kind| kind.word()));
        }
        AnyRecord::Source(source) => {
            parts.push(Some("source"));
            parts.push(source.own.kind.map(|kind| kind.word()));
            parts.push(source.own.standing.map(|standing| standing.word()));
        }
        AnyRecord::Story(_) => parts.push(Some("story")),
    }
    parts.push(visibility(record));
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn question_what(question: &crate::model::Question, record: &AnyRecord) -> String {
    let r#type = words::question_type(question.r#type, &[]);
    let mut parts = vec!["question".to_owned()];
    parts.extend(r#type);
    parts.push(question.status.word().to_owned());
    parts.extend(visibility(record).map(str::to_owned));
    parts.join(", ")
}

fn visibility(record: &AnyRecord) -> Option<&'static str> {
    (record.visibility() != Visibility::Public).then(|| record.visibility().word())
}

/// What is to happen with the record itself: an embargo that lifts, a look to be taken, a time out of sight.
fn later(record: &AnyRecord, today: NaiveDate) -> Vec<String> {
    let (check_on, check_every, hidden_until) = match record {
        AnyRecord::Event(event) => (&event.own.check_on, &event.own.check_every, &None),
        AnyRecord::Question(question) => (
            &question.own.check_on,
            &question.own.check_every,
            &question.own.hidden_until,
        ),
        _ => (&None, &None, &None),
    };
    let embargo = record.embargo_until();
    [
        embargo.map(|until| format!("embargo until {}", until.long())),
        check_on
            .as_ref()
            .map(|when| format!("next look {}", words::long(when, today))),
        check_every
            .as_ref()
            .map(|every| format!("a look every {every}")),
        hidden_until
            .as_ref()
            .map(|when| format!("hidden until {}", words::long(when, today))),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The date as it was understood, with how far away it is.
fn date(record: &AnyRecord, today: NaiveDate) -> Option<String> {
    let said = |when: Option<&When>| when.map(|when| words::long(when, today));
    match record {
        AnyRecord::Event(event) => {
            Some(said(event.own.when.as_ref()).unwrap_or_else(|| "no date".to_owned()))
        }
        AnyRecord::Statement(statement) => said(statement.own.when.as_ref()),
        AnyRecord::Note(note) => said(note.own.when.as_ref()),
        AnyRecord::Question(question) => {
            said(question.own.deadline.as_ref()).map(|deadline| format!("deadline {deadline}"))
        }
        AnyRecord::Source(source) => source.own.url.clone(),
        _ => None,
    }
}
