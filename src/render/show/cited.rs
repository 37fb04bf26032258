//! What a record rests on, of how many origins that is, and what rests on a source.

use super::{
    Field, Item, Mark, Report, Span, Text, aside, field,
    near::{line, push},
    words,
};
use crate::{
    model::{AnyRecord, Citation, Id, MoveCitation, Source, Word as _},
    report::{Folded, Origins, Resting},
    when,
};

/// What it rests on, each citation with its number, grades and excerpt, and from which other it is not independent.
pub(super) fn citations(item: &Item, report: &Report<Item>) -> Vec<Field> {
    let citations = item.record.citations();
    let mut fields = Vec::new();
    let several = |origins: &&Origins| citations.len() > 1 || origins.sources > 1;
    if let Some(origins) = item.origins.as_ref().filter(several) {
        fields.push(field("", of_origins(origins)));
    }
    for (nth, citation) in citations.iter().enumerate() {
        let before = citations.get(..nth).unwrap_or_default();
        let excerpt = citation.excerpt.iter();
        fields.push(Field {
            id: Text::plain(format!("[{}]", nth + 1)),
            under: excerpt.fold(Text::new(), |text, excerpt| {
                text.with(format!("“{excerpt}”"), Mark::Quote)
            }),
            ..cited(citation, before, item, report)
        });
    }
    if let Some(first) = fields.first_mut() {
        first.label = "Sources";
    }
    fields
}

/// `2, of 1 origin`; `3, of 2 origins, 1 unknown`.
fn of_origins(origins: &Origins) -> String {
    let Origins {
        sources,
        independent,
        unknown,
        ..
    } = origins;
    match (independent, unknown) {
        (0, _) => format!("{sources}, of unknown origin"),
        (1, 0) => format!("{sources}, of 1 origin"),
        (known, 0) => format!("{sources}, of {known} origins"),
        (1, unknown) => format!("{sources}, of 1 origin, {unknown} unknown"),
        (known, unknown) => format!("{sources}, of {known} origins, {unknown} unknown"),
    }
}

fn cited(citation: &Citation, before: &[Citation], item: &Item, report: &Report<Item>) -> Field {
    let mut text = Text::plain(report.names.words(citation.source));
    let mut reliability = None;
    if let Some(source) = source(citation.source, report) {
        reliability = source.reliability;
        let publisher = source.publisher.clone();
        let published = source.published.as_ref();
        let published = published.map(|day| when::short(day, report.today));
        for part in [publisher, published, citation.locator.clone()]
            .into_iter()
            .flatten()
        {
            text = text.with(format!(", {part}"), Mark::Plain);
        }
        if let Some(standing) = source.standing {
            text = text
                .with(", ", Mark::Plain)
                .with(standing.word(), Mark::Warning);
        }
    }
    let grades = match (reliability, citation.credibility) {
        (Some(source), Some(word)) => Some(format!("{source}, {word}")),
        (Some(source), None) => Some(format!("reliability {source}")),
        (None, Some(word)) => Some(format!("credibility {word}")),
        (None, None) => None,
    };
    let mut parts: Vec<Span> = grades.map(aside).into_iter().collect();
    if let Some(folded) = item
        .origins
        .as_ref()
        .and_then(|all| all.folded.get(&citation.source))
    {
        let shared = not_independent(folded, before, item, report);
        parts.extend(shared.or_else(|| warned_of(folded, report)));
    }
    Field {
        text,
        aside: parts,
        ..Field::default()
    }
}

/// What a move rests on: the number of the citation where the record cites the same, else the source.
pub(super) fn of_move(cited: &MoveCitation, report: &Report<Item>) -> Span {
    let citations = report
        .items("items")
        .first()
        .map(|item| item.record.citations());
    let same = |one: &Citation| one.source == cited.source;
    if let Some(nth) = citations.and_then(|citations| citations.iter().position(same)) {
        return aside(format!("[{}]", nth + 1));
    }
    let name = report.names.handle(cited.source);
    match source(cited.source, report).and_then(|source| source.standing) {
        None => aside(format!("source {name}")),
        Some(standing) => Span {
            text: format!("source {name}, {standing}"),
            mark: Mark::Warning,
        },
    }
}

fn source(id: Id, report: &Report<Item>) -> Option<&Source> {
    match report.beside(id).map(|item| &item.record) {
        Some(AnyRecord::Source(source)) => Some(&source.own),
        _ => None,
    }
}

/// `from the same pool report as [1]`: why it confirms nothing that an earlier citation does not.
fn not_independent(
    folded: &Folded,
    before: &[Citation],
    item: &Item,
    report: &Report<Item>,
) -> Option<Span> {
    let all = item.origins.as_ref()?;
    let Some(origin) = &folded.origin else {
        return (item.record.citations().len() > 1).then(|| aside("origin unknown"));
    };
    let (nth, other) = before.iter().enumerate().find_map(|(nth, other)| {
        let folded = all.folded.get(&other.source)?;
        (folded.origin.as_ref() == Some(origin)).then_some((nth + 1, folded))
    })?;
    let (this, that) = (folded.chain.first(), other.chain.first());
    let root = folded.chain.last();
    let words = if this == that {
        format!("the same as [{nth}]")
    } else if that.is_some_and(|that| folded.chain.contains(that)) {
        format!("from [{nth}]")
    } else if this.is_some_and(|this| other.chain.contains(this)) {
        format!("[{nth}] is from it")
    } else if root == other.chain.last() {
        let words = root.map_or_else(String::new, |root| report.names.words(*root));
        let standing = root.and_then(|root| source(*root, report)?.standing);
        let standing = standing.map_or_else(String::new, |word| format!(" ({word})"));
        format!("from the same {words}{standing} as [{nth}]")
    } else {
        format!("of the same publisher as [{nth}]")
    };
    Some(aside(words))
}

/// That something on the way to its origin was corrected, retracted or is gone.
fn warned_of(folded: &Folded, report: &Report<Item>) -> Option<Span> {
    folded.chain.iter().skip(1).find_map(|id| {
        let standing = source(*id, report)?.standing?;
        Some(Span {
            text: format!("from {}, {standing}", report.names.words(*id)),
            mark: Mark::Warning,
        })
    })
}

/// What a source derives from, what derives from it, and what rests on it: by a citation, or through another source.
pub(super) fn resting(item: &Item, report: &Report<Item>) -> Vec<Field> {
    let Some(rested) = &item.resting else {
        return Vec::new();
    };
    let mut fields = Vec::new();
    let through = |one: &Resting| {
        let mut line = line(one.record, report);
        let words = one.through.map(|id| report.names.words(id));
        line.aside
            .extend(words.map(|words| aside(format!("through {words}"))));
        line
    };
    push(
        &mut fields,
        "Origin of",
        rested.derived.iter().map(through).collect(),
    );
    push(
        &mut fields,
        "Cited by",
        rested.resting.iter().map(through).collect(),
    );
    fields
}

/// The chain of sources that a source derives from, the nearest first; the root says so where it is not the first.
pub(super) fn derives_from(item: &Item, report: &Report<Item>) -> Vec<Field> {
    let chain = item.resting.iter().flat_map(|rested| &rested.derives_from);
    let mut fields: Vec<Field> = chain
        .map(|id| {
            let source = source(*id, report);
            let grade = source.and_then(|source| source.reliability);
            let mut parts: Vec<Span> = Vec::new();
            parts.extend(grade.map(|grade| aside(format!("reliability {grade}"))));
            parts.extend(
                report
                    .beside(*id)
                    .into_iter()
                    .flat_map(|item| words::warnings(item, report)),
            );
            Field {
                aside: parts,
                ..field("", report.names.words(*id))
            }
        })
        .collect();
    for (nth, line) in fields.iter_mut().enumerate() {
        match nth {
            0 => line.label = "Origin",
            _ => line.text.0.insert(0, words::plain("from ")),
        }
    }
    fields
}
