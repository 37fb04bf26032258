//! What may stand after `edit --add` and `edit --no`: the fields of the record, and the members that come or go.

use clap_complete::engine::CompletionCandidate;

use super::{
    known::offer,
    offers::{Typed, prefixed},
};
use crate::{
    cli::fields::{about, named},
    model::{Kind, Word as _},
    recording::{Field, Form, Numbered},
};

impl Typed {
    /// `FIELD=MEMBER`: the lists that the record may have, then what its flag offers.
    pub(super) fn to_add(&self, current: &str) -> Vec<CompletionCandidate> {
        // A member that is mended has no lists.
        if self.member().is_some() {
            return Vec::new();
        }
        if let Some((name, member)) = current.split_once('=') {
            let field = named(name).map_or(name, |field| field.flag());
            return prefixed(self.value(field, member), &format!("{name}="));
        }
        let kinds = self.kind.map_or(Kind::ALL.to_vec(), |kind| vec![kind]);
        let is_list = |field: &&Field| {
            let mut has = kinds.iter().filter(|kind| field.kinds().contains(kind));
            has.any(|kind| field.is_list(*kind))
        };
        let lists = Field::ALL.iter().filter(is_list);
        offer(
            lists.map(|field| (format!("{}=", field.flag()), about(*field))),
            current,
        )
    }

    /// `FIELD[=MEMBER]`: what the record, or the member of it that is mended, holds and can do without.
    pub(super) fn to_take(&self, current: &str) -> Vec<CompletionCandidate> {
        let Some((record, known)) = self.record("WHICH").zip(self.known()) else {
            return Vec::new();
        };
        let kind = record.kind();
        let Some(form) = known.form(record) else {
            return Vec::new();
        };
        match current.split_once('=') {
            None => offer(fields(&form, kind, self.member()), current),
            Some((name, member)) => {
                prefixed(offer(members(&form, name), member), &format!("{name}="))
            }
        }
    }
}

/// The fields of the record, or of a member, that hold something, lists with the sign that a member follows; and the
/// whole members, which go by their numbers wherever that is typed.
fn fields(form: &Form, kind: Kind, member: Option<(Numbered, usize)>) -> Vec<(String, String)> {
    let row = |(field, values): (Field, &[String])| {
        let is_list = member.is_none() && field.is_list(kind);
        let sign = if is_list { "=" } else { "" };
        (format!("{}{sign}", field.flag()), values.join(", "))
    };
    let mut rows: Vec<(String, String)> = match member {
        None => {
            let held = form.held();
            let held = held.filter(|(field, _)| field.can_be_emptied(kind));
            held.map(row).collect()
        }
        Some((list, number)) => {
            let held = form.held_by(list, number);
            let held = held.filter(|(field, _)| list.can_be_without(*field));
            held.map(row).collect()
        }
    };
    for list in Numbered::ALL {
        let numbers = match form.members(*list).count() {
            0 => continue,
            1 => "1".to_owned(),
            count => format!("1 to {count}"),
        };
        rows.push((format!("{}=", list.word()), numbers));
    }
    rows
}

/// The members of a list, as one types them.
fn members(form: &Form, name: &str) -> Vec<(String, String)> {
    if let Some(list) = Numbered::ALL.iter().find(|list| list.word() == name) {
        let numbered = form.members(*list);
        return numbered
            .map(|(number, values)| (number.to_string(), values.join(" · ")))
            .collect();
    }
    let is_it = |field: Field| named(name) == Some(field);
    let held = form.held().find(|(field, _)| is_it(*field));
    let values = held.map_or_else(Vec::new, |(_, values)| values.to_vec());
    values
        .into_iter()
        .map(|value| (value, String::new()))
        .collect()
}
