//! `--add FIELD=MEMBER`, `--no FIELD=MEMBER` and `--no FIELD`: members that come and go, and fields that are emptied.

use serde_json::Value;

use super::{
    Error, Field, Given,
    error::article,
    field::{self, Say, Setting, values},
    members::{Numbered, apply},
    shell::quote,
    which::typed_as,
};
use crate::{
    model::{AnyRecord, Id, Kind, Registers, Word as _, name::fold},
    store::Found,
};

/// The field of a flag's name, where a record of this kind has it.
fn named(name: &str, kind: Kind) -> Result<Field, Error> {
    let found = Field::ALL
        .iter()
        .copied()
        .find(|field| field.flag() == name);
    let has = |field: &Field| field.kinds().contains(&kind);
    if let Some(field) = found.filter(has) {
        return Ok(field);
    }
    let flags: Vec<&str> = Field::ALL
        .iter()
        .filter(|field| has(field))
        .map(|field| field.flag())
        .collect();
    let hint = match crate::model::nearest(name, &flags) {
        Some(near) => format!("did you mean {near}? Its fields: {}", flags.join(", ")),
        None => format!("its fields: {}", flags.join(", ")),
    };
    Err(Error::usage(
        format!("{} is no field of {}", quote(name), article(&kind)),
        hint,
    ))
}

/// The registers that hold a field.
fn registers_of(field: Field, record: &AnyRecord) -> Vec<String> {
    let path = field.path(record.kind());
    let key = path.first().map_or("", String::as_str);
    let member = match field.verb() {
        Some(verb) => format!("links/{verb}/"),
        None => format!("{key}/"),
    };
    let registers = record.registers();
    let holds = |name: &&str| *name == key || name.starts_with(&member);
    registers.names().filter(holds).map(str::to_owned).collect()
}

/// Empties a field.
pub(super) fn empty(record: &mut AnyRecord, name: &str, shown: &str) -> Result<(), Error> {
    let kind = record.kind();
    let field = named(name, kind)?;
    refuse_needed(field, kind, shown)?;
    let path = field.path(kind);
    let mut patch = Registers::default();
    match (path.as_slice(), field) {
        // What is but a part of a value.
        ([key, part], Field::Zone | Field::Order | Field::Language) => {
            if let Some(Value::Object(mut parts)) = record.registers().get(key).cloned() {
                parts.shift_remove(part);
                patch.set(key.clone(), Value::Object(parts));
            }
        }
        _ => {
            for name in registers_of(field, record) {
                patch.set(name, Value::Null);
            }
        }
    }
    apply(record, &patch)
}

impl Field {
    /// Whether a record of this kind can be without the field.
    #[must_use]
    pub fn can_be_emptied(self, kind: Kind) -> bool {
        refuse_needed(self, kind, "").is_ok()
    }
}

/// Refuses to empty what a record cannot be without, and what is no field of the record itself.
fn refuse_needed(field: Field, kind: Kind, shown: &str) -> Result<(), Error> {
    let flag = field.flag();
    let (what, hint) = match (field, kind) {
        (Field::Status, _) => (
            format!(
                "{} always has a status, and another one is news",
                article(&kind)
            ),
            format!("tidings mark {shown} lists what it can become"),
        ),
        (Field::Title, Kind::Event | Kind::Source | Kind::Story)
        | (Field::Text, Kind::Statement | Kind::Question)
        | (Field::Name, _) => (
            format!("{} needs its {flag}", article(&kind)),
            format!(
                "another: tidings edit {shown} --{flag} \"…\" · not wanted at all: tidings remove {shown}"
            ),
        ),
        (Field::Type | Field::Form | Field::Terms | Field::Visibility, _) => {
            let words = field.words(kind).unwrap_or_default();
            (
                format!("--no {flag}: {} cannot be without", article(&kind)),
                format!("say which: --{flag} with one of {}", words.join(", ")),
            )
        }
        (Field::By | Field::Announced, Kind::Event) => (
            format!("--{flag} of an event is that of an entry of its moves"),
            format!("tidings edit {shown} --move 1 --no {flag}"),
        ),
        (Field::Source | Field::Excerpt | Field::Locator | Field::Credibility, _) => (
            format!("--{flag} is that of a citation"),
            match field {
                Field::Source => {
                    format!("the whole citation out: tidings edit {shown} --no citation=1")
                }
                _ => format!("tidings edit {shown} --citation 1 --no {flag}"),
            },
        ),
        (Field::Of, Kind::Statement) => (
            "--of is that of the speaker".to_owned(),
            "tidings edit actor:NAME --no of".to_owned(),
        ),
        _ => return Ok(()),
    };
    Err(Error::usage(what, hint))
}

/// The list of this name.
fn list(
    name: &str,
    record: &AnyRecord,
    flag: &str,
    member: &str,
    shown: &str,
) -> Result<Field, Error> {
    let kind = record.kind();
    let numbered = Numbered::ALL.iter().find(|list| list.word() == name);
    if let Some(list) = numbered.filter(|list| list.kinds().contains(&kind)) {
        return Err(Error::usage(
            format!("--add {name} makes none"),
            list.news(shown),
        ));
    }
    let field = named(name, kind)?;
    if field.is_list(kind) {
        return Ok(field);
    }
    let lists: Vec<&str> = Field::ALL
        .iter()
        .filter(|field| field.kinds().contains(&kind) && field.is_list(kind))
        .map(|field| field.flag())
        .collect();
    let instead = match flag {
        "add" => format!("--{name} {}", quote(member)),
        _ => format!("--no {name}"),
    };
    Err(Error::usage(
        format!(
            "--{flag} {name}=… is for lists, and {name} of {} is none",
            article(&kind)
        ),
        format!("{instead} · its lists: {}", lists.join(", ")),
    ))
}

/// Adds members to a list; what is there already stays as it is. `of` says whose a new speaker is.
pub(super) fn add(
    record: &mut AnyRecord,
    name: &str,
    typed: &str,
    shown: &str,
    of: &[String],
    setting: &mut Setting<'_, '_>,
) -> Result<(), Error> {
    let field = list(name, record, "add", typed, shown)?;
    if typed.is_empty() {
        return Err(Error::usage(
            format!("--add {name} names nobody and nothing"),
            format!("--add {name}=…"),
        ));
    }
    // The setter says what the whole list is: with the list empty, it says what comes.
    let mut fresh = record.clone();
    let mut without = Registers::default();
    let there = registers_of(field, record);
    for name in &there {
        without.set(name.clone(), Value::Null);
    }
    apply(&mut fresh, &without)?;
    let mut given = Given::default();
    given.give(field, vec![typed.to_owned()]);
    if field == Field::By && !of.is_empty() {
        given.give(Field::Of, of.to_vec());
    }
    setting.with(&given, |setting| field::set_own(&mut fresh, setting))?;
    let (before, after) = (record.registers(), fresh.registers());
    let mut patch = Registers::default();
    for name in registers_of(field, &fresh) {
        let Some(member) = after.get(&name) else {
            continue;
        };
        // An alias goes by a key of its own: the same name a second time is the same alias.
        let twin = there.iter().find(|name| {
            let text = |value: Option<&Value>| value.and_then(|value| value.get("text")).cloned();
            field == Field::Alias && text(before.get(name)) == text(Some(member))
        });
        match twin {
            None => patch.set(name, member.clone()),
            Some(twin) if member.get("kind").is_some() => {
                let mut again = member.clone();
                if let (Value::Object(fields), Some((_, key))) = (&mut again, twin.split_once('/'))
                {
                    fields.insert("key".to_owned(), key.into());
                }
                patch.set(twin.clone(), again);
            }
            Some(_) => {}
        }
    }
    apply(record, &patch)
}

/// Takes members from a list.
pub(super) fn take(
    record: &mut AnyRecord,
    name: &str,
    typed: &str,
    shown: &str,
    setting: &Setting<'_, '_>,
) -> Result<(), Error> {
    let field = list(name, record, "no", typed, shown)?;
    let mut patch = Registers::default();
    let whole = found(field, record, typed, setting)?;
    if whole.is_empty() && typed.contains(',') && !matches!(field, Field::Option | Field::Alias) {
        for part in typed.split(',').map(str::trim) {
            let found = found(field, record, part, setting)?;
            if found.is_empty() {
                return Err(not_there(field, record, part, shown, setting));
            }
            found
                .into_iter()
                .for_each(|name| patch.set(name, Value::Null));
        }
    } else if whole.is_empty() {
        return Err(not_there(field, record, typed, shown, setting));
    }
    whole
        .into_iter()
        .for_each(|name| patch.set(name, Value::Null));
    apply(record, &patch)
}

/// The registers of the members that a word reaches: by the very member, else by its name, its text, whatever is near
/// enough to be meant.
fn found(
    field: Field,
    record: &AnyRecord,
    typed: &str,
    setting: &Setting<'_, '_>,
) -> Result<Vec<String>, Error> {
    let typed = typed.trim();
    let registers = record.registers();
    let (bare, role) = match typed.rsplit_once(':') {
        Some((name, role)) if field == Field::Who && name != "actor" => {
            (name.trim(), Some(role.trim()))
        }
        _ => (typed, None),
    };
    let kinds: &[Kind] = match field {
        Field::By | Field::Who => &[Kind::Actor],
        _ => Kind::ALL,
    };
    let refers = matches!(field, Field::By | Field::Who) || field.verb().is_some();
    let mut members = Vec::new();
    for name in registers_of(field, record) {
        if let Some(member) = registers.get(&name) {
            members.push((name, member, target(member, setting)?.filter(|_| refers)));
        }
    }
    let id = match setting.draft.find(kinds, bare)? {
        Found::One(id, _) | Found::Removed(id, _) => Some(id),
        Found::Several(several) => {
            // The word fits several records: one of them may be the member.
            let holds = |id: &Id| members.iter().any(|(.., target)| *target == Some(*id));
            let mut here = several.iter().map(|(id, _)| *id).filter(holds);
            here.next().filter(|_| here.next().is_none())
        }
        Found::Nothing => None,
    };
    let fits = |(_, member, target): &(String, &Value, Option<Id>)| {
        let part = |key: &str| member.get(key).and_then(Value::as_str);
        if refers {
            let role_fits = role.is_none_or(|role| part("role") == Some(role));
            return target.is_some() && *target == id && role_fits;
        }
        let text = member.as_str().or(part("text")).unwrap_or_default();
        let kinded = part("kind").map(|kind| format!("{kind}:{text}"));
        fold(text) == fold(typed) || kinded.is_some_and(|kinded| fold(&kinded) == fold(typed))
    };
    let found = members.into_iter().filter(fits);
    Ok(found.map(|(name, ..)| name).collect())
}

/// The record that a member leads to; of one that was merged into another, that one.
fn target(member: &Value, setting: &Setting<'_, '_>) -> Result<Option<Id>, Error> {
    let part = |key: &str| member.get(key).and_then(Value::as_str);
    let id = member.as_str().or(part("actor")).or(part("to"));
    let id = id.and_then(|id| Id::parse(id).ok());
    let one = id.map(|id| setting.draft.one(&id)).transpose()?;
    Ok(one)
}

/// That a member is not there, with those that are.
fn not_there(
    field: Field,
    record: &AnyRecord,
    typed: &str,
    shown: &str,
    setting: &Setting<'_, '_>,
) -> Error {
    let name = |_: &[Kind], id: Id| typed_as(setting.draft, id);
    let date = |when: &crate::when::When| when.edtf().to_owned();
    let say = Say {
        name: &name,
        date: &date,
    };
    let document = serde_json::to_value(record).unwrap_or_default();
    let there = values(&document, record.kind(), field, &say);
    let flag = field.flag();
    let hint = match there.as_slice() {
        [] => format!("it has none: tidings show {shown}"),
        there => {
            let there: Vec<String> = there.iter().map(|member| quote(member)).collect();
            format!(
                "it has: {} · tidings edit {shown} --no {flag}={}",
                there.join(", "),
                there.first().map_or("", String::as_str)
            )
        }
    };
    Error::usage(format!("\"{typed}\" is not in {flag} of {shown}"), hint)
}
