//! The words that a record can become, and what is said where a word is none of them.

use super::{
    Error,
    shell::quote,
    which::{shortened, typed as typed_of},
};
use crate::{
    model::{
        AnyRecord, Certainty, EventStatus, Kind, NoteKind, QuestionStatus, Word as _, nearest,
    },
    store::Draft,
};

/// The kinds of record that can be marked.
pub(super) const MARKED: &[Kind] = &[
    Kind::Event,
    Kind::Statement,
    Kind::Question,
    Kind::Note,
    Kind::Source,
];

/// The kinds of record of which a word is said, and whether of what is open first; none where it says of nothing where it
/// stands.
pub(super) fn said_of(word: &str) -> Option<(&'static [Kind], bool)> {
    use Kind::{Event, Note, Question, Source, Statement};
    Some(match word {
        "happened" | "postponed" | "cancelled" | "lapsed" => (&[Event], true),
        "mooted" | "possible" | "likely" => (&[Event], true),
        "expected" => (&[Event], false),
        "confirmed" => (&[Event, Statement], true),
        "disputed" => (&[Event, Statement], false),
        "retracted" | "reported" => (&[Event, Statement, Source], false),
        "corrected" | "gone" => (&[Source], false),
        // `answer` says it; who marks so is told.
        "answered" => (&[Question], true),
        "void" | "unanswerable" | "dropped" => (&[Question], true),
        "open" => (&[Question, Note], false),
        "done" => (&[Note], true),
        _ => return None,
    })
}

/// The words that the record can become, from where it stands.
#[must_use]
pub fn words_for(record: &AnyRecord) -> Vec<&'static str> {
    let words = |list: &[&'static str]| list.to_vec();
    match record {
        AnyRecord::Event(event) => match event.own.status {
            EventStatus::Expected => words(&[
                "happened",
                "postponed",
                "cancelled",
                "lapsed",
                "mooted",
                "possible",
                "likely",
                "confirmed",
            ]),
            EventStatus::Postponed => words(&["happened", "cancelled", "lapsed", "expected"]),
            EventStatus::Happened => words(&[
                "confirmed",
                "disputed",
                "retracted",
                "reported",
                "expected",
                "postponed",
                "cancelled",
                "lapsed",
            ]),
            EventStatus::Cancelled => words(&["expected", "happened", "postponed", "lapsed"]),
            EventStatus::Lapsed => words(&["expected", "happened", "postponed", "cancelled"]),
        },
        AnyRecord::Statement(_) => words(&["confirmed", "disputed", "retracted", "reported"]),
        AnyRecord::Question(question) => match question.own.status {
            QuestionStatus::Open => words(&["void", "unanswerable", "dropped"]),
            _ => words(&["open", "void", "unanswerable", "dropped"]),
        },
        AnyRecord::Source(_) => words(&["corrected", "retracted", "gone", "reported"]),
        AnyRecord::Note(note) if note.own.kind == Some(NoteKind::Todo) => words(&["done", "open"]),
        _ => Vec::new(),
    }
}

/// Whether the record stands so already.
pub(super) fn stands_so(record: &AnyRecord, word: &str) -> bool {
    match record {
        AnyRecord::Event(event) => event.own.status.word() == word,
        AnyRecord::Question(question) => question.own.status.word() == word,
        _ => false,
    }
}

pub(super) fn is_already(
    draft: &Draft<'_>,
    record: &AnyRecord,
    word: &str,
) -> Result<Error, Error> {
    let typed = typed_of(draft, record)?;
    Ok(Error::refused(
        format!(
            "{typed} \"{}\" is {word} already",
            shortened(record.facts().headline)
        ),
        format!("tidings show {typed}"),
    ))
}

/// The words that this record can become, with one example.
pub(super) fn cannot_become(
    draft: &Draft<'_>,
    record: &AnyRecord,
    word: Option<&str>,
) -> Result<Error, Error> {
    let typed = typed_of(draft, record)?;
    let words = words_for(record);
    let what = format!("{typed} \"{}\"", shortened(record.facts().headline));
    if words.is_empty() {
        return Ok(Error::usage(
            format!("{what} is a {}: it only stands", record.kind()),
            format!("tidings edit {typed} … mends it; a todo can be done, a source retracted"),
        ));
    }
    let (states, views): (Vec<&str>, Vec<&str>) = words.iter().partition(|word| {
        Certainty::read(word).is_err()
            || !matches!(record, AnyRecord::Event(e) if e.own.status == EventStatus::Expected)
    });
    let mut list = states.join(", ");
    if !views.is_empty() {
        list = format!("{list}; or {}", views.join(", "));
    }
    let example = match (record, word) {
        (AnyRecord::Event(_), Some("done")) => format!("tidings mark {typed} happened --on today"),
        (AnyRecord::Question(_), Some("answered" | "done")) => {
            format!("tidings answer {typed} \"…\"")
        }
        (AnyRecord::Event(_), Some("delayed" | "deferred" | "moved" | "rescheduled")) => {
            format!(
                "tidings move {typed} --to \"…\" · with no new date: tidings mark {typed} postponed"
            )
        }
        (_, Some(word)) if nearest(word, &words).is_some() => {
            format!(
                "tidings mark {typed} {}",
                nearest(word, &words).unwrap_or_default()
            )
        }
        (AnyRecord::Event(event), _) if event.own.is_open() => {
            format!("tidings mark {typed} happened --on today")
        }
        _ => format!(
            "tidings mark {typed} {}",
            words.first().copied().unwrap_or_default()
        ),
    };
    let says = word.map_or_else(String::new, |word| {
        format!(" cannot become {}; it", quote(word))
    });
    Ok(Error::usage(
        format!("{what}{says} can become: {list}"),
        example,
    ))
}
