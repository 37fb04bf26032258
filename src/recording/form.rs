//! The record as a form: a text that one edits, and that loses nothing. What differs from the form as it was written
//! becomes an [`Edit`], so that a form and flags go through the same rules.

mod syntax;

use std::fmt::Write as _;

use chrono::{NaiveDate, TimeDelta};
use serde_json::Value;

pub use syntax::{Fault, bare, marked};
use syntax::{Section, Written};

use super::{
    Change, Edit, Error, Field, Given,
    error::article,
    field::{Say, texts, value_at, values},
    members::Numbered,
    which::shortened,
};
use crate::{
    model::{AnyRecord, Id, Kind, name::fold, nearest},
    store::{Found, Store},
    when::{self, Context, Direction, Understood, When},
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

/// What was read from a form.
#[derive(Clone, Debug, PartialEq)]
pub struct Changes {
    /// What differs.
    pub edit: Edit,
    /// Lists whose members stand in another order, which no edit changes.
    pub reordered: Vec<Field>,
    /// Where what differs stands: the flag, and the line.
    lines: Vec<(&'static str, usize)>,
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
                    "It is {status}. Where it stands is news: tidings mark {}",
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

    /// What differs in a form that was edited: nothing, where nothing is left of it.
    ///
    /// # Errors
    /// Each line that is none of this form's.
    pub fn changes(&self, text: &str) -> Result<Option<Changes>, Vec<Fault>> {
        let sections = syntax::read(text)?;
        if sections
            .iter()
            .all(|section| section.heading.is_none() && section.values.is_empty())
        {
            return Ok(None);
        }
        let mut reading = Reading {
            form: self,
            changes: Changes {
                edit: Edit::default(),
                reordered: Vec::new(),
                lines: Vec::new(),
            },
            faults: Vec::new(),
        };
        reading.sections(&sections);
        if reading.faults.is_empty() {
            Ok(Some(reading.changes))
        } else {
            Err(reading.faults)
        }
    }
}

impl Changes {
    /// What a verb refused, at the line of the form that it is about.
    #[must_use]
    pub fn fault(&self, why: &Error) -> Fault {
        let what = why.to_string();
        let at = self.lines.iter().find(|(flag, _)| {
            what.match_indices("--").any(|(at, _)| {
                let rest = what.get(at + 2..).unwrap_or_default();
                rest.strip_prefix(flag).is_some_and(|rest| {
                    !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-')
                })
            })
        });
        let line = match (at, self.lines.as_slice()) {
            (Some((_, line)), _) | (None, [(_, line)]) => Some(*line),
            _ => None,
        };
        Fault {
            line,
            what: without_dashes(&what),
            hint: why.hint().map(|hint| without_dashes(&hint)),
        }
    }
}

/// A message that names flags, as it is said of the lines of a form; what holds a whole command stays.
fn without_dashes(message: &str) -> String {
    match message.contains("tidings ") {
        true => message.to_owned(),
        false => message.replace("--", ""),
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

/// What a record holds that is news, or made by another command: it is shown, and not changed here.
fn kept(document: &Value, kind: Kind, say: &Say<'_>) -> Vec<String> {
    let fields = [
        ("answer", Kind::Question, "tidings answer"),
        ("done", Kind::Note, "tidings mark"),
        ("standing", Kind::Source, "tidings mark"),
        ("merged_into", Kind::Actor, "a merge"),
        ("merged_into", Kind::Source, "a merge"),
        ("archived", Kind::Source, "a kept copy"),
    ];
    let of_kind = fields.into_iter().filter(|(_, of, _)| *of == kind);
    of_kind
        .filter_map(|(key, _, by)| {
            let value = value_at(document, &[key]);
            let parts: Vec<String> = match (key, value) {
                ("merged_into", value) => texts(value, Field::Of, say),
                (_, Value::Object(parts)) if !parts.contains_key("edtf") => parts
                    .values()
                    .flat_map(|part| texts(part, Field::Text, say))
                    .collect(),
                (_, value) => texts(value, Field::Text, say),
            };
            let words = shortened(&parts.join(", "));
            (!words.is_empty()).then(|| {
                format!(
                    "{}: {words} (by {by}; not changed here)",
                    key.replace('_', " ")
                )
            })
        })
        .collect()
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

/// How one types a record that is referred to: its slug, its name where that reaches it alone, else its id.
fn typed(store: &Store, kinds: &[Kind], id: Id) -> String {
    let Some(record) = store.row(&id).ok().flatten().and_then(|row| row.any().ok()) else {
        return id.to_string();
    };
    let facts = record.facts();
    let reaches =
        |word: &str| matches!(store.find(kinds, word), Ok(Found::One(found, _)) if found == id);
    let is_bare = |name: &str| !name.contains([',', ':', '\n', '@']) && name.trim() == name;
    if let Some(slug) = record
        .slug()
        .map(ToString::to_string)
        .filter(|slug| reaches(slug))
    {
        return slug;
    }
    let name = facts
        .names
        .first()
        .filter(|name| is_bare(name) && reaches(name));
    match name {
        Some(name) => (*name).to_owned(),
        None if record.kind().is_entry() => store.short_id(&id).unwrap_or_else(|_| id.to_string()),
        None => id.to_string(),
    }
}

/// A date as one types it: the words that it was typed in, where they still mean the same, else its EDTF.
fn date(date: &When) -> String {
    let bounds = date.bounds();
    let days = TimeDelta::days(8);
    let before = bounds.earliest.and_then(|day| day.checked_sub_signed(days));
    let after = bounds.latest.and_then(|day| day.checked_add_signed(days));
    // More than a week away on either side the words must lead here, so that "today" and "Friday" are none of them.
    let means_it = |words: &&str| {
        let read = |today: Option<NaiveDate>, direction| {
            let context = Context {
                today: today?,
                direction,
                zone: None,
            };
            when::read(words, &context).ok()
        };
        let is_same = |read: Option<Understood>| {
            read.is_some_and(|read| read.certainty.is_none() && read.when.edtf() == date.edtf())
        };
        is_same(read(before, Direction::Next)) && is_same(read(after, Direction::Last))
    };
    date.words()
        .filter(means_it)
        .unwrap_or(date.edtf())
        .to_owned()
}

/// What there is to say about a value: how a date is understood, what the record is called that is referred to, and in
/// what respect.
fn notes(store: &Store, field: Field, value: &Value) -> Vec<String> {
    if let Ok(when) = serde_json::from_value::<When>(value.clone()) {
        return vec![format!("= {}", when::full(&when, NaiveDate::default()))];
    }
    let say = Say {
        name: &|_, id| id.to_string(),
        date: &|when| when.edtf().to_owned(),
    };
    let note = |id: &Id| {
        let links = value.as_array().into_iter().flatten();
        let mut to = links.filter(|link| {
            let part = |key: &str| link.get(key).and_then(Value::as_str);
            part("to") == Some(id.as_str()) && part("verb") == Some(field.flag())
        });
        to.find_map(|link| link.get("note").and_then(Value::as_str))
            .map(shortened)
    };
    let name = |id: Id| {
        let row = store.row(&id).ok().flatten()?;
        let record = row.any().ok()?;
        let words = shortened(record.facts().headline);
        let typed = typed(store, &[record.kind()], id);
        let gone = if row.removed { ", removed" } else { "" };
        match note(&id) {
            Some(note) => Some(format!("{typed} = {words}{gone} · noted: {note}")),
            None if fold(&words) == fold(&typed) => None,
            None => Some(format!("{typed} = {words}{gone}")),
        }
    };
    let typed = texts(value, field, &say);
    let ids = typed
        .iter()
        .filter_map(|text| Id::parse(text.split(':').next()?).ok());
    ids.filter_map(name).collect()
}

/// A form that is being read.
struct Reading<'f> {
    form: &'f Form,
    changes: Changes,
    faults: Vec<Fault>,
}

impl Reading<'_> {
    fn sections(&mut self, sections: &[Section]) {
        let mut seen: Vec<(Numbered, usize)> = Vec::new();
        for section in sections {
            let Some((name, number)) = &section.heading else {
                self.own(section);
                continue;
            };
            let list = Numbered::ALL
                .iter()
                .copied()
                .find(|list| list.word() == name);
            let place = number.parse::<usize>().ok();
            let part = self
                .form
                .parts
                .iter()
                .find(|part| part.member.is_some() && part.member == list.zip(place));
            match (list, part.and_then(|part| Some((part, part.member?)))) {
                (_, Some((_, member))) if seen.contains(&member) => self.fault(
                    section.line,
                    format!("[{name} {number}] stands here twice"),
                    "one of the two has to go",
                ),
                (_, Some((part, member))) => {
                    seen.push(member);
                    let change = self.change(part, section);
                    if !change.is_empty() {
                        self.changes
                            .edit
                            .members
                            .push((member.0, number.clone(), change));
                    }
                }
                (Some(Numbered::Citation), None) if number.is_empty() => self.cite(section),
                (Some(list), None) if number.is_empty() => self.fault(
                    section.line,
                    format!("a new {name} is no correction"),
                    match list {
                        Numbered::Move => format!("tidings move {} --to \"…\"", self.form.shown),
                        _ => format!("tidings check {} \"…\"", self.form.shown),
                    },
                ),
                _ => self.fault(
                    section.line,
                    format!("there is no {name} {number}"),
                    "the headings that were here, or [citation] for a new one",
                ),
            }
        }
        let gone = self.form.parts.iter().filter_map(|part| part.member);
        for (list, number) in gone.filter(|member| !seen.contains(member)) {
            let no = (list.word().to_owned(), Some(number.to_string()));
            self.changes.edit.own.no.push(no);
        }
    }

    fn fault(&mut self, line: usize, what: impl Into<String>, hint: impl Into<String>) {
        self.faults.push(Fault::at(line, what, hint));
    }

    fn own(&mut self, section: &Section) {
        let id = self.form.record.id().to_string();
        let (ids, values): (Vec<&Written>, Vec<&Written>) =
            section.values.iter().partition(|one| one.name == "id");
        match ids.as_slice() {
            [one] if one.value == id => {}
            [one, ..] => self.fault(
                one.line,
                format!(
                    "this is the form of {id}, and {} is another id",
                    super::shell::quote(&one.value)
                ),
                format!("id: {id}"),
            ),
            [] => self.faults.push(Fault {
                line: None,
                what: "the line with the id is gone".to_owned(),
                hint: Some(format!("id: {id}")),
            }),
        }
        let section = Section {
            values: values.into_iter().cloned().collect(),
            ..Section::default()
        };
        if let Some(part) = self.form.parts.first() {
            let change = self.change(part, &section);
            let own = &mut self.changes.edit.own;
            own.given = change.given;
            own.add.extend(change.add);
            own.no.extend(change.no);
        }
    }

    /// A citation that is new.
    fn cite(&mut self, section: &Section) {
        let mut given = Given::default();
        for one in section
            .values
            .iter()
            .filter(|one| !one.value.trim().is_empty())
        {
            let fields = Numbered::Citation.fields();
            match fields.iter().find(|(field, _)| field.flag() == one.name) {
                Some((field, _)) => {
                    given.give(*field, vec![one.value.clone()]);
                    self.changes.lines.push((field.flag(), one.line));
                }
                None => self.unknown(
                    one,
                    &fields
                        .iter()
                        .map(|(field, _)| field.flag())
                        .collect::<Vec<_>>(),
                    "a citation",
                ),
            }
        }
        if given.has(Field::Source) {
            self.changes.edit.cite.push(given);
        } else {
            self.fault(
                section.line,
                "a citation needs its source",
                "source: URL, title or slug",
            );
        }
    }

    fn unknown(&mut self, one: &Written, fields: &[&str], what: &str) {
        if one.name == "status" {
            let hint = format!("tidings mark {} lists what it can become", self.form.shown);
            return self.fault(one.line, "where it stands is news", hint);
        }
        let hint = match nearest(&one.name, fields) {
            Some(near) => format!("did you mean {near}:?"),
            None => format!("its fields: {}", fields.join(", ")),
        };
        self.fault(
            one.line,
            format!("{} is no field of {what}", one.name),
            hint,
        );
    }

    /// What differs in one part.
    fn change(&mut self, part: &Part, section: &Section) -> Change {
        let kind = self.form.record.kind();
        let fields: Vec<&str> = part.lines.iter().map(|line| line.field.flag()).collect();
        let what = match part.member {
            Some((list, _)) => format!("a {}", list.word()),
            None => article(&kind),
        };
        for one in section
            .values
            .iter()
            .filter(|one| !fields.contains(&one.name.as_str()))
        {
            self.unknown(one, &fields, &what);
        }
        let mut change = Change::default();
        for line in &part.lines {
            let flag = line.field.flag();
            let written: Vec<&Written> = section
                .values
                .iter()
                .filter(|one| one.name == flag && !one.value.trim().is_empty())
                .collect();
            if part.member.is_none() && line.field.is_list(kind) {
                self.list(line, &written, &mut change);
            } else {
                self.single(line, &written, section.line, &mut change);
            }
        }
        follow_date(part, section, &mut change);
        change
    }

    fn single(&mut self, line: &Line, written: &[&Written], heading: usize, change: &mut Change) {
        let flag = line.field.flag();
        match (line.values.first(), written) {
            (None, []) => {}
            (Some(_), []) => {
                change.no.push((flag.to_owned(), None));
                self.changes
                    .lines
                    .extend((heading > 0).then_some((flag, heading)));
            }
            (Some(before), [one]) if *before == one.value => {}
            (_, [one]) => {
                change.given.give(line.field, vec![one.value.clone()]);
                self.changes.lines.push((flag, one.line));
            }
            (_, [.., second]) => self.fault(
                second.line,
                format!("{flag} stands here twice"),
                "it has one value: take one of the two lines out",
            ),
        }
    }

    fn list(&mut self, line: &Line, written: &[&Written], change: &mut Change) {
        let flag = line.field.flag();
        let before = change.no.len() + change.add.len();
        for value in &line.values {
            if !written.iter().any(|one| one.value == *value) {
                change.no.push((flag.to_owned(), Some(value.clone())));
            }
        }
        for one in written {
            if !line.values.contains(&one.value) {
                change.add.push((flag.to_owned(), one.value.clone()));
                self.changes.lines.push((flag, one.line));
            }
        }
        let same = change.no.len() + change.add.len() == before;
        if same
            && written.iter().map(|one| &one.value).ne(&line.values)
            && written.len() == line.values.len()
        {
            self.changes.reordered.push(line.field);
        }
    }
}

/// A new date keeps the zone and the place in its day that stand beside it in the form.
fn follow_date(part: &Part, section: &Section, change: &mut Change) {
    if part.member.is_some() || !change.given.has(Field::When) {
        return;
    }
    for field in [Field::Zone, Field::Order] {
        let one = section.values.iter().find(|one| one.name == field.flag());
        if let Some(one) =
            one.filter(|one| !one.value.trim().is_empty() && !change.given.has(field))
        {
            change.given.give(field, vec![one.value.clone()]);
        }
    }
}
