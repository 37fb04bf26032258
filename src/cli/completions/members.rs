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

    /// `FIELD[=MEMBER]`: what the record holds and can do without.
    pub(super) fn to_take(&self, current: &str) -> Vec<CompletionCandidate> {
        let Some((record, known)) = self.record("WHICH").zip(self.known()) else {
            return Vec::new();
        };
        let kind = record.kind();
        let Some(form) = known.form(record) else {
            return Vec::new();
        };
        match current.split_once('=') {
            None => offer(fields(&form, kind), current),
            Some((name, member)) => {
                prefixed(offer(members(&form, name), member), &format!("{name}="))
            }
        }
    }
}

/// The fields that hold something, lists with the sign that a member follows.
fn fields(form: &Form, kind: Kind) -> Vec<(String, String)> {
    let held = form.held().filter(|(field, _)| field.can_be_emptied(kind));
    let mut rows: Vec<(String, String)> = held
        .map(|(field, values)| {
            let sign = if field.is_list(kind) { "=" } else { "" };
            (format!("{}{sign}", field.flag()), values.join(", "))
        })
        .collect();
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
