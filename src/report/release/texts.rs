//! The texts of a record by which it is recognised, whole and sentence by sentence.

use super::{
    Error,
    needles::{Field, Sort},
    secrets::{How, Owner},
    sentences::sentences,
    strings::{Text, each_text},
    words::hash,
};
use crate::model::{Id, Kind, Word as _};

/// The fewest words by which a text, or a sentence of one, is recognised.
pub(super) const FEWEST: usize = 5;

/// Keys of what is no text: short, and alike in many records.
const NO_TEXT: [&str; 10] = [
    "attribution",
    "author",
    "language",
    "locator",
    "name",
    "path",
    "place",
    "publisher",
    "venue",
    "words",
];

/// The texts of a record by which it is recognised, with the sort of field that each stands in, and to whom it belongs.
pub(super) fn texts_of(
    kind: Kind,
    id: &Id,
    document: &str,
    how: How,
) -> Result<Vec<(String, Field, Owner)>, Error> {
    let mut found = Vec::new();
    let walked = each_text(document, |text| {
        let is_name = match kind {
            Kind::Actor => !matches!(text.key, "excerpt" | "note"),
            Kind::Source => matches!(text.key, "slug" | "title" | "url"),
            _ => false,
        };
        if !is_name && !NO_TEXT.contains(&text.key) && text.text.len() >= FEWEST {
            let owner = Owner {
                id: *id,
                source: text.source.filter(|_| text.key == "excerpt"),
                how,
            };
            found.push((text.text.to_owned(), field(kind, &text), owner));
        }
    });
    walked.map_err(|why| damaged(kind, id, &why))?;
    Ok(found)
}

/// How a text is looked for: whole, and each sentence of it.
pub(super) fn pieces(text: &str, field: Field) -> impl Iterator<Item = (&str, Sort)> {
    let parts = sentences(text).filter(|sentence| sentence.len() < text.len());
    let parts = parts.map(move |sentence| (sentence, Sort::Sentence(field)));
    std::iter::once((text, Sort::Text(field))).chain(parts)
}

/// The sort of field of words that somebody said or wrote: what is quoted in one record may be in any.
pub(super) const QUOTED: Field = 0;

/// The sort of field that a text stands in.
pub(super) fn field(kind: Kind, text: &Text<'_>) -> Field {
    match (kind, text.key) {
        (_, "excerpt") | (Kind::Statement, "text") => QUOTED,
        (kind, key) => {
            let hash = hash(kind.word()) ^ hash(key).rotate_left(1);
            (hash >> 32) as Field | 1
        }
    }
}

/// That a document cannot be walked.
pub(super) fn damaged(kind: Kind, id: &Id, why: &serde_json::Error) -> Error {
    let what = format!("the row of {kind} {id} cannot be read: {why}");
    Error::Damaged(what)
}
