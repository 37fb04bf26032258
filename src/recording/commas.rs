//! Lists of names with commas between, and names that hold one: a value that is a name as a whole stays whole.

use super::{Error, Field, Given, Notice, done::Made, field::Setting, shell::quote};
use crate::{model::Kind, store::Found};

/// What was typed for a flag, taken apart at its commas; a value that is a name as a whole stays whole.
///
/// # Errors
/// What `is_name` says.
pub fn taken_apart<E>(
    values: &[String],
    is_name: impl Fn(&str) -> Result<bool, E>,
) -> Result<Vec<String>, E> {
    let mut members = Vec::new();
    for value in values {
        match value.contains(',') && is_name(value.trim())? {
            true => members.push(value.trim().to_owned()),
            false => members.extend(value.split(',').map(|part| part.trim().to_owned())),
        }
    }
    Ok(members)
}

impl Setting<'_, '_> {
    /// The names of actors that were given for a field, or of what its links lead to. None where it was not given.
    ///
    /// # Errors
    /// As [`Given::list`].
    pub(super) fn names(
        &self,
        given: &Given,
        field: Field,
        kinds: &[Kind],
    ) -> Result<Option<Vec<String>>, Error> {
        given.list_of(field, |whole| {
            let bare = match whole.rsplit_once(':') {
                Some((name, _)) if field == Field::Who && name != "actor" => name.trim(),
                _ => whole,
            };
            Ok(self.is_there(kinds, whole)? || (bare != whole && self.is_there(kinds, bare)?))
        })
    }

    fn is_there(&self, kinds: &[Kind], name: &str) -> Result<bool, Error> {
        let found = self.draft.find(kinds, name)?;
        Ok(matches!(found, Found::One(..) | Found::Several(_)))
    }

    /// The one name that was given for `--by`, where it is of one actor alone: `who` says of whom.
    ///
    /// # Errors
    /// As [`Given::list`], and where there are several.
    pub(super) fn one_name(&self, given: &Given, who: &str) -> Result<Option<String>, Error> {
        let names = self.names(given, Field::By, &[Kind::Actor])?;
        let Some(names) = names else { return Ok(None) };
        match names.as_slice() {
            [one] => Ok(Some(one.clone())),
            names => {
                let [first, rest @ ..] = given.values(Field::By) else {
                    return Ok(None);
                };
                let read = names
                    .iter()
                    .map(|name| quote_name(name))
                    .collect::<Vec<_>>();
                // Of names in a row nobody takes the whole for one name.
                let is_one = rest.is_empty() && first.contains(", ");
                let as_one = is_one.then(|| name_with_comma(first));
                let hint = as_one.map_or_else(
                    || "give one name".to_owned(),
                    |add| format!("give one name; a name that holds a comma: {add}, then again"),
                );
                Err(Error::usage(
                    format!(
                        "--by names the one who {who}, and here are {}: {}",
                        names.len(),
                        read.join(" and ")
                    ),
                    hint,
                )
                .of(Field::By))
            }
        }
    }
}

/// What is to be known where one value became two new names, as "Smith, John" does: that it was read so.
pub(super) fn read_as_two(given: &Given, made: &[Made]) -> Option<Notice> {
    let is_new = |name: &str| {
        made.iter()
            .any(|made| made.kind == Kind::Actor && made.name == name)
    };
    let values = [Field::By, Field::Who]
        .into_iter()
        .flat_map(|field| given.values(field));
    for value in values {
        // Names in a row stand without a space, or hold one themselves.
        let Some((last, first)) = value.trim().split_once(", ") else {
            continue;
        };
        let (last, first) = (last.trim(), first.trim());
        let is_one_word = !last.contains(' ') || !first.contains(' ');
        if is_one_word && is_new(last) && is_new(first) {
            return Some(Notice::new(
                "two-names",
                format!(
                    "{} and {} are two names",
                    quote_name(last),
                    quote_name(first)
                ),
                format!("tidings undo, then {}", name_with_comma(value)),
            ));
        }
    }
    None
}

fn quote_name(name: &str) -> String {
    format!("\"{name}\"")
}

/// The command that makes an actor whose name holds a comma.
fn name_with_comma(name: &str) -> String {
    format!("tidings add actor {}", quote(name.trim()))
}
