//! How a form says what a record holds: names and dates as one types them, and what there is to say beside them.

use chrono::{NaiveDate, TimeDelta};
use serde_json::Value;

use crate::{
    model::{Id, Kind, name::fold},
    recording::{
        Field,
        field::{Say, texts, value_at},
        which::shortened,
    },
    store::{Found, Store},
    when::{self, Context, Direction, Understood, When},
};

/// What a record holds that is news, or made by another command: it is shown, and not changed here.
pub(super) fn kept(document: &Value, kind: Kind, say: &Say<'_>) -> Vec<String> {
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
/// How one types a record that is referred to: its slug, its name where that reaches it alone, else its id.
pub(super) fn typed(store: &Store, kinds: &[Kind], id: Id) -> String {
    let Some(record) = store.any(&id).ok().flatten() else {
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
pub(super) fn date(date: &When) -> String {
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
pub(super) fn notes(store: &Store, field: Field, value: &Value) -> Vec<String> {
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
