//! The record as a form: a text that one edits, and that loses nothing. What differs from the form as it was written
//! becomes an [`Edit`], so that a form and flags go through the same rules.

mod reading;
mod said;
mod syntax;

use std::fmt::Write as _;

pub use reading::Changes;
use said::{date, kept, notes, typed};
pub use syntax::{Fault, bare, marked};

use super::{
    Error, Field,
    field::{Say, texts, value_at, values},
    members::Numbered,
    which::shortened,
};
use crate::{
    model::{AnyRecord, Id, Kind},
    store::Store,
};

/// A record as a form.
#[derive(Clone, Debug, PartialEq)]
pub struct Form {
    /// The record as the user sees it.
    pub record: AnyRecord,
    /// How one types it: its slug, else the fewest letters of its id.
    pub shown: String,
    parts: Vec<Part>,
    /// What the record holds beside the fields of the form.
    kept: Vec<String>,
}

/// The record's own fields, or those of one member that `show` numbers.
#[derive(Clone, Debug, PartialEq)]
struct Part {
    member: Option<(Numbered, usize)>,
    lines: Vec<Line>,
}

/// A field, what it holds as one types it, and what there is to say about that.
#[derive(Clone, Debug, PartialEq)]
struct Line {
    field: Field,
    values: Vec<String>,
    notes: Vec<String>,
}

impl Form {
    /// The form of a record.
    ///
    /// # Errors
    /// What the store says.
    pub fn of(store: &Store, record: AnyRecord) -> Result<Self, Error> {
        let kind = record.kind();
        let shown = match record.slug() {
            Some(slug) => slug.to_string(),
            None => store.short_id(&record.id())?,
        };
        let document = serde_json::to_value(&record).unwrap_or_default();
        let name = |kinds: &[Kind], id: Id| typed(store, kinds, id);
        let say = Say {
            name: &name,
            date: &date,
        };
        let mut own = Part {
            member: None,
            lines: Vec::new(),
        };
        for field in own_fields(kind) {
            let path = field.path(kind);
            own.lines.push(Line {
                field,
                values: values(&document, kind, field, &say),
                notes: notes(store, field, value_at(&document, &path)),
            });
        }
        let mut parts = vec![own];
        for list in Numbered::ALL {
            let members = value_at(&document, &[list.key()]).as_array();
            for (member, number) in members.into_iter().flatten().zip(1..) {
                let lines = list.fields().iter().map(|(field, path)| {
                    let value = value_at(member, path);
                    Line {
                        field: *field,
                        values: texts(value, *field, &say),
                        notes: notes(store, *field, value),
                    }
                });
                parts.push(Part {
                    member: Some((*list, number)),
                    lines: lines.collect(),
                });
            }
        }
        Ok(Self {
            kept: kept(&document, kind, &say),
            record,
            shown,
            parts,
        })
    }

    /// The fields of the record itself that hold something, and what, as one types it.
    pub fn held(&self) -> impl Iterator<Item = (Field, &[String])> {
        let own = self.parts.iter().filter(|part| part.member.is_none());
        let lines = own.flat_map(|part| &part.lines);
        let held = lines.filter(|line| !line.values.is_empty());
        held.map(|line| (line.field, line.values.as_slice()))
    }

    /// The fields of one member that hold something, and what, as one types it.
    pub fn held_by(
        &self,
        list: Numbered,
        number: usize,
    ) -> impl Iterator<Item = (Field, &[String])> {
        let is_it = move |part: &&Part| part.member == Some((list, number));
        let lines = self.parts.iter().filter(is_it).flat_map(|part| &part.lines);
        let held = lines.filter(|line| !line.values.is_empty());
        held.map(|line| (line.field, line.values.as_slice()))
    }

    /// The members of a list by their numbers, with all that each holds, as one types it.
    pub fn members(&self, list: Numbered) -> impl Iterator<Item = (usize, Vec<&str>)> {
        self.parts.iter().filter_map(move |part| {
            let (_, number) = part.member.filter(|(of, _)| *of == list)?;
            let values = part.lines.iter().flat_map(|line| &line.values);
            Some((number, values.map(String::as_str).collect()))
        })
    }

    /// The form as a text; `about` says of a field what it is.
    pub fn text(&self, about: impl Fn(Field) -> &'static str) -> String {
        let kind = self.record.kind();
        let facts = self.record.facts();
        let mut out = String::new();
        comment(&mut out, &shortened(facts.headline));
        comment(&mut out, "");
        comment(&mut out, HOW);
        let _ = writeln!(out, "\nid: {}", self.record.id());
        if let Some(status) = facts.status {
            comment(
                &mut out,
                &format!(
                    "Its status: {status}. Where it stands is news: tidings mark {}",
                    self.shown
                ),
            );
        }
        for kept in &self.kept {
            comment(&mut out, kept);
        }
        for part in &self.parts {
            if let Some((list, number)) = part.member {
                let _ = writeln!(out, "\n[{} {number}]", list.word());
            }
            for line in &part.lines {
                let long = line.field.is_long();
                match line.field.words(kind).filter(|_| part.member.is_none()) {
                    Some(words) => comment(
                        &mut out,
                        &format!("{}: one of {}", line.field.flag(), words.join(", ")),
                    ),
                    None if part.member.is_none() => comment(&mut out, about(line.field)),
                    None => {}
                }
                if line.values.is_empty() {
                    let _ = writeln!(out, "{}:", line.field.flag());
                }
                for value in &line.values {
                    syntax::write(&mut out, line.field.flag(), value, long);
                }
                for note in &line.notes {
                    comment(&mut out, &format!("    {note}"));
                }
            }
        }
        let _ = writeln!(out);
        comment(&mut out, NEW_CITATION);
        out
    }
}

const HOW: &str = "Change what is wrong, save and close: what differs is recorded as one edit, and tidings undo takes it \
    back. A field is a word, a colon and its value; a list has a line for each member. A line that is taken out, or left \
    empty, takes away what it held. Longer words stand on lines of their own that begin with | and are kept exactly as \
    they stand after \"| \". Lines that begin with # are not read. An empty form changes nothing.";

const NEW_CITATION: &str = "Another citation stands under [citation], with source: and, if need be, locator: \
    credibility: excerpt:";

/// The fields of a record that its form shows. Those that are news are left out: a status, who announced a date; and
/// those of a citation stand under its heading.
fn own_fields(kind: Kind) -> impl Iterator<Item = Field> {
    let is_shown = move |field: &Field| match field {
        Field::On | Field::Announced | Field::Status => false,
        Field::Source | Field::Excerpt | Field::Locator | Field::Credibility => false,
        Field::By => kind != Kind::Event,
        Field::Of => kind != Kind::Statement,
        _ => true,
    };
    let of_kind = move |field: &Field| field.kinds().contains(&kind);
    Field::ALL.iter().copied().filter(of_kind).filter(is_shown)
}
/// Writes a comment, in lines that fit a screen.
fn comment(out: &mut String, text: &str) {
    const WIDTH: usize = 78;
    let indent: String = text.chars().take_while(|c| *c == ' ').collect();
    let mut line = String::new();
    let flush = |line: &str, out: &mut String| {
        let _ = writeln!(out, "{}", format!("# {indent}{line}").trim_end());
    };
    for word in text.split_whitespace() {
        if !line.is_empty()
            && line.chars().count() + indent.len() + word.chars().count() + 3 > WIDTH
        {
            flush(&line, out);
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    flush(&line, out);
}
