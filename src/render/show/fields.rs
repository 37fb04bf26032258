//! A record's own fields, one a line, those alone that are set.

use super::{Field, Item, Report, Text, aside, field, words};
use crate::{
    model::{
        Actor, AnyRecord, Check, Event, Note, Question, Source, Statement, Word as _, percent,
    },
    when::{self, When},
};

/// Its own fields.
pub(super) fn own(item: &Item, report: &Report<Item>) -> Vec<Field> {
    let fields = match &item.record {
        AnyRecord::Event(record) => event(&record.own, report),
        AnyRecord::Statement(record) => statement(&record.own, report),
        AnyRecord::Question(record) => question(&record.own, report),
        AnyRecord::Note(record) => note(&record.own, report),
        AnyRecord::Actor(record) => actor(&record.own, item, report),
        AnyRecord::Source(record) => source(&record.own, report),
        AnyRecord::Story(record) => vec![text("Summary", record.own.summary.as_deref())],
    };
    fields.into_iter().flatten().collect()
}

fn event(event: &Event, report: &Report<Item>) -> Vec<Option<Field>> {
    let mut fields = vec![
        date("When", event.when.as_ref(), report),
        event.when.is_none().then(|| field("When", "no date")),
        text("Where", event.place.as_deref()),
    ];
    for (nth, step) in event.moves.iter().enumerate() {
        fields.push(Some(Field {
            label: if nth == 0 { "Moved" } else { "" },
            id: number(nth),
            text: Text::joined(&words::step(step, &report.names, report.today)),
            aside: step
                .citation
                .iter()
                .map(|cited| super::cited::of_move(cited, report))
                .collect(),
            ..Field::default()
        }));
    }
    let who: Vec<String> = event
        .participants
        .iter()
        .map(|one| match one.role {
            Some(role) => format!("{} ({role})", report.names.words(one.actor)),
            None => report.names.words(one.actor),
        })
        .collect();
    fields.push((!who.is_empty()).then(|| field("Who", who.join(", "))));
    fields.push(text("Outcome", event.outcome.as_deref()));
    fields.push(text("Text", event.text.as_deref()));
    fields
}

fn statement(statement: &Statement, report: &Report<Item>) -> Vec<Option<Field>> {
    let names: Vec<String> = statement
        .speakers
        .iter()
        .map(|id| report.names.words(*id))
        .collect();
    let original = statement.original.as_ref();
    vec![
        (!names.is_empty()).then(|| field("By", names.join(", "))),
        text("Attributed", statement.attribution.as_deref()),
        date("Said", statement.when.as_ref(), report),
        text("Venue", statement.venue.as_deref()),
        text(
            "Original",
            original.and_then(|original| original.text.as_deref()),
        ),
        text(
            "Language",
            original.and_then(|original| original.language.as_deref()),
        ),
    ]
}

fn question(question: &Question, report: &Report<Item>) -> Vec<Option<Field>> {
    let answer = question.answer.as_ref();
    let mut fields = vec![
        text("Answer", answer.and_then(|answer| answer.text.as_deref())),
        date(
            "Known",
            answer.and_then(|answer| answer.when.as_ref()),
            report,
        ),
        text("Why", question.why.as_deref()),
        (!question.options.is_empty()).then(|| field("Options", question.options.join("; "))),
        text("Settled by", question.criteria.as_deref()),
        date("Asked", question.asked.as_ref(), report),
        date("Deadline", question.deadline.as_ref(), report),
        date("Hidden", question.hidden_until.as_ref(), report),
    ];
    for (nth, forecast) in question.forecasts.iter().enumerate() {
        let option = forecast
            .option
            .as_ref()
            .map(|option| format!("{option} "))
            .unwrap_or_default();
        let day = forecast
            .when
            .as_ref()
            .map(|day| when::short(day, report.today));
        let by = forecast.by.map(|by| report.names.words(by));
        fields.push(Some(Field {
            label: if nth == 0 { "Forecasts" } else { "" },
            id: number(nth),
            text: Text::plain(format!("{option}{}", percent(forecast.probability))),
            aside: [by, day, forecast.rationale.clone()]
                .into_iter()
                .flatten()
                .map(aside)
                .collect(),
            ..Field::default()
        }));
    }
    fields
}

fn note(note: &Note, report: &Report<Item>) -> Vec<Option<Field>> {
    vec![
        note.title
            .as_ref()
            .and_then(|_| text("Text", Some(&note.text))),
        date("When", note.when.as_ref(), report),
        date("Done", note.done.as_ref(), report),
        text("Likelihood", note.likelihood.map(|word| word.word())),
        text("Confidence", note.confidence.map(|word| word.word())),
    ]
}

fn actor(actor: &Actor, item: &Item, report: &Report<Item>) -> Vec<Option<Field>> {
    let aliases: Vec<String> = actor
        .aliases
        .iter()
        .map(|alias| match alias.kind {
            Some(kind) => format!("{} ({kind})", alias.text),
            None => alias.text.clone(),
        })
        .collect();
    vec![
        belongs_to(item, report),
        (!aliases.is_empty()).then(|| field("Also", aliases.join(", "))),
        actor
            .merged_into
            .map(|into| field("Is", report.names.words(into))),
    ]
}

/// Whom it belongs to, and whom that one does: `Kremlin, of Russia`.
fn belongs_to(item: &Item, report: &Report<Item>) -> Option<Field> {
    let chain = item.belongs_to.iter().flatten();
    let names: Vec<String> = chain.map(|id| report.names.words(*id)).collect();
    (!names.is_empty()).then(|| field("Of", names.join(", of ")))
}

fn source(source: &Source, report: &Report<Item>) -> Vec<Option<Field>> {
    vec![
        text("Address", source.url.as_deref()),
        text("Publisher", source.publisher.as_deref()),
        text("Author", source.author.as_deref()),
        date("Published", source.published.as_ref(), report),
        date("Retrieved", source.retrieved.as_ref(), report),
        text("Language", source.language.as_deref()),
        source
            .reliability
            .map(|grade| field("Grade", format!("{grade}, {}", grade.phrase()))),
        text(
            "Copy",
            source.archived.as_ref().map(|copy| copy.path.as_str()),
        ),
    ]
}

/// The number by which `edit` mends a member: `--move 1`.
pub(super) fn number(nth: usize) -> Text {
    Text::plain((nth + 1).to_string())
}

fn text(label: &'static str, text: Option<&str>) -> Option<Field> {
    text.filter(|text| !text.is_empty())
        .map(|text| field(label, text))
}

/// A date in full, how far away it is, its EDTF and the words that were typed.
fn date(label: &'static str, when: Option<&When>, report: &Report<Item>) -> Option<Field> {
    let when = when?;
    let full = when::full(when, report.today);
    let mut parts = vec![aside(when.edtf())];
    parts.extend(when.words().map(|words| aside(format!("“{words}”"))));
    Some(Field {
        label,
        text: Text::plain(format!("{full}, {}", when::relative(when, report.today))),
        aside: parts,
        ..Field::default()
    })
}

/// The looks that were taken, and when the next one is due.
pub(super) fn looks(item: &Item, report: &Report<Item>) -> Vec<Field> {
    let checks: &[Check] = match &item.record {
        AnyRecord::Event(event) => &event.own.checks,
        AnyRecord::Question(question) => &question.own.checks,
        _ => return Vec::new(),
    };
    let mut fields: Vec<Field> = Vec::new();
    for (nth, check) in checks.iter().enumerate() {
        let day = check
            .when
            .as_ref()
            .map(|day| when::short(day, report.today));
        let parts: Vec<String> = [day, check.note.clone()].into_iter().flatten().collect();
        fields.push(Field {
            id: number(nth),
            ..field(if nth == 0 { "Checked" } else { "" }, parts.join(": "))
        });
    }
    let open = item.stands.is_some();
    let day = |day| words::short_day(day, report.today);
    let next = item
        .next_check()
        .map(|next| aside(format!("next {}", day(next))));
    let stale = item
        .stale_on(report.today)
        .map(|stale| aside(format!("stale on {}", day(stale))));
    let ahead: Vec<_> = next.into_iter().chain(stale).filter(|_| open).collect();
    if fields.is_empty() && !ahead.is_empty() {
        fields.push(field("Checked", "never"));
    }
    if let Some(last) = fields.last_mut() {
        last.aside = ahead;
    }
    fields
}
