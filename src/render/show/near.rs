//! What a record refers to and what refers to it.

use super::{Field, Item, Mark, Report, Span, Text, aside, field, words};
use crate::{
    model::{AnyRecord, Id, Kind, Verb, Word as _},
    report::LinkedFrom,
    when,
};

/// So many of what refers to a record stand on the screen; the rest is counted.
const SHOWN: usize = 7;

/// The links from it, then those to it.
pub(super) fn links(item: &Item, report: &Report<Item>) -> Vec<Field> {
    let mut fields = Vec::new();
    for verb in Verb::ALL.iter().copied() {
        let links = item.record.links().iter().filter(|link| link.verb == verb);
        let lines: Vec<Field> = links
            .map(|link| {
                let mut line = line(link.to, report);
                line.aside
                    .extend(link.note.iter().map(|note| aside(note.clone())));
                line
            })
            .collect();
        push(&mut fields, from_label(verb), lines);
    }
    // What rests on a source is listed for itself.
    let is_listed = |link: &&LinkedFrom| {
        item.resting.is_none() || !matches!(link.verb.as_str(), "source" | "origin")
    };
    let referring: Vec<(&'static str, Id)> = item
        .linked_from
        .iter()
        .flatten()
        .filter(is_listed)
        .map(|link| {
            (
                to_label(
                    &link.verb,
                    report.names.get(link.from).map(|name| name.kind),
                    item.entry,
                ),
                link.from,
            )
        })
        .collect();
    let mut labels: Vec<&'static str> = Vec::new();
    for (label, _) in &referring {
        if !labels.contains(label) {
            labels.push(label);
        }
    }
    for label in labels {
        let lines = referring.iter().filter(|(other, _)| *other == label);
        push(
            &mut fields,
            label,
            lines.map(|(_, id)| line(*id, report)).collect(),
        );
    }
    fields
}

pub(super) fn push(fields: &mut Vec<Field>, label: &'static str, mut lines: Vec<Field>) {
    // What is newest stands last in timeline order, and matters most.
    let more = lines.len().saturating_sub(SHOWN);
    lines.drain(..more);
    if more > 0 {
        lines.push(field("", format!("and {more} before")));
    }
    if let Some(first) = lines.first_mut() {
        first.label = label;
    }
    fields.append(&mut lines);
}

/// A record beside this one: its id, its words, how far away it is.
pub(super) fn line(id: Id, report: &Report<Item>) -> Field {
    let names = &report.names;
    let Some(item) = report.beside(id) else {
        return field("", names.words(id));
    };
    let title = words::title(&item.record, names, true);
    let [open, close] = title.quotes;
    let mut text = title.before;
    if !title.said.is_empty() {
        text = text.with(format!("{open}{}{close}", title.said), Mark::Plain);
    }
    let mut parts: Vec<Span> = Vec::new();
    if let (Some(when), Kind::Event | Kind::Statement) = (item.record.facts().date, item.entry) {
        parts.push(aside(when::short(when, report.today)));
    }
    parts.extend(item.event().and_then(|event| words::certainty(&event.own)));
    if let AnyRecord::Note(note) = &item.record {
        parts.push(aside(words::note(&note.own)));
    }
    parts.extend(words::warnings(item, report));
    let id = if item.entry.is_entry() {
        item.short.clone()
    } else {
        String::new()
    };
    Field {
        label: "",
        id: Text::new().with(id, Mark::Id),
        text,
        aside: parts,
        ..Field::default()
    }
}

fn from_label(verb: Verb) -> &'static str {
    match verb {
        Verb::Supports => "Supports",
        Verb::Contradicts => "Disputes",
        Verb::Answers => "Answers",
        Verb::Updates => "Updates",
        Verb::Restates => "Restates",
        Verb::WaitsOn => "Waits on",
        Verb::PartOf => "Part of",
        Verb::About => "About",
        Verb::Promises => "Promises",
    }
}

fn to_label(verb: &str, kind: Option<Kind>, of: Kind) -> &'static str {
    match (Verb::read(verb).ok(), verb, kind) {
        // What an actor said is another thing than what was said of them.
        (Some(Verb::About), _, Some(Kind::Statement)) if !of.is_entry() => "Said of it",
        (Some(Verb::About), _, Some(Kind::Question)) => "Asked",
        (Some(Verb::About), _, Some(Kind::Statement)) => "Said",
        (Some(Verb::About), _, _) => "Noted",
        (Some(Verb::WaitsOn), ..) => "Holds up",
        (Some(Verb::PartOf), ..) => "Parts",
        (Some(Verb::Supports), ..) => "For",
        (Some(Verb::Contradicts), ..) => "Against",
        (Some(Verb::Answers), ..) => "Answered",
        (Some(Verb::Updates), ..) => "Updated",
        (Some(Verb::Restates), ..) => "Restated",
        (Some(Verb::Promises), ..) => "Promised",
        (_, "speakers", _) => "Said",
        (_, "participants", _) => "Takes part",
        (_, "source", _) => "Cited by",
        (_, "by", Some(Kind::Question)) => "Forecast",
        (_, "by", _) => "Announced",
        (_, "of", _) => "Has",
        (_, "origin", _) => "Origin of",
        (_, "merged_into", _) => "Also",
        _ => "Named by",
    }
}
