//! What was given by flags, and its reading as texts, words, lists and numbers.

use std::str::FromStr;

use super::{Error, Field, field::Setting};
use crate::model::{self, Kind, Word};

/// Fields and what was typed for each, in the order in which it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given(Vec<(Field, Vec<String>)>);

impl Given {
    /// Notes what was typed for a field.
    pub fn give(&mut self, field: Field, values: Vec<String>) {
        match self.0.iter_mut().find(|(given, _)| *given == field) {
            Some((_, given)) => given.extend(values),
            None => self.0.push((field, values)),
        }
    }

    /// Takes what was typed for a field away.
    pub fn take(&mut self, field: Field) -> Vec<String> {
        let at = self.0.iter().position(|(given, _)| *given == field);
        at.map_or_else(Vec::new, |at| self.0.remove(at).1)
    }

    /// With one value for a field.
    #[must_use]
    pub fn with(mut self, field: Field, value: &str) -> Self {
        self.give(field, vec![value.to_owned()]);
        self
    }

    /// Whether something was typed for the field.
    #[must_use]
    pub fn has(&self, field: Field) -> bool {
        self.0.iter().any(|(given, _)| *given == field)
    }

    /// Whether nothing was given at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The fields that were given.
    pub fn fields(&self) -> impl Iterator<Item = Field> + '_ {
        self.0.iter().map(|(field, _)| *field)
    }

    /// Everything that was typed for the field.
    #[must_use]
    pub fn values(&self, field: Field) -> &[String] {
        self.0
            .iter()
            .find(|(given, _)| *given == field)
            .map_or(&[], |(_, values)| values)
    }

    /// The one value of a field, as it was typed.
    ///
    /// # Errors
    /// [`Error::Usage`] where there are two, or the one is empty or holds a NUL.
    pub fn raw(&self, field: Field) -> Result<Option<&str>, Error> {
        match self.values(field) {
            [] => Ok(None),
            [value] => {
                self.check(field, value)?;
                Ok(Some(value))
            }
            [first, second, ..] => Err(Error::usage(
                format!(
                    "--{} says two things: \"{first}\" and \"{second}\"",
                    field.flag()
                ),
                "give it once",
            )
            .of(field)),
        }
    }

    /// The one value of a field, without the spaces around it.
    ///
    /// # Errors
    /// As [`Given::raw`].
    pub fn text(&self, field: Field) -> Result<Option<String>, Error> {
        Ok(self.raw(field)?.map(|value| value.trim().to_owned()))
    }

    /// The one value of a field as a word of its vocabulary.
    ///
    /// # Errors
    /// As [`Given::raw`], and [`Error::Value`] where the vocabulary lacks it.
    pub fn word<W: Word>(&self, field: Field) -> Result<Option<W>, Error> {
        let read = |value: &str| W::read(value.trim()).map_err(|why| value_of(field, why));
        self.raw(field)?.map(read).transpose()
    }

    /// The one value of a field, read by its type.
    ///
    /// # Errors
    /// As [`Given::raw`], and [`Error::Value`] where the type refuses it.
    pub fn read<T: FromStr<Err = crate::model::Error>>(
        &self,
        field: Field,
    ) -> Result<Option<T>, Error> {
        let read = |value: &str| value.trim().parse().map_err(|why| value_of(field, why));
        self.raw(field)?.map(read).transpose()
    }

    /// The members of a list: every value, taken apart at its commas. None where the flag was not given.
    ///
    /// # Errors
    /// [`Error::Usage`] where a member is empty.
    pub fn list(&self, field: Field) -> Result<Option<Vec<String>>, Error> {
        self.list_of(field, |_| Ok(false))
    }

    /// The members of a list, of which a value that is a name as a whole stays whole.
    ///
    /// # Errors
    /// As [`Given::list`], and what `is_name` says.
    pub fn list_of(
        &self,
        field: Field,
        is_name: impl Fn(&str) -> Result<bool, Error>,
    ) -> Result<Option<Vec<String>>, Error> {
        if !self.has(field) {
            return Ok(None);
        }
        let mut members: Vec<String> = Vec::new();
        for member in super::commas::taken_apart(self.values(field), is_name)? {
            self.check(field, &member)?;
            if !members.contains(&member) {
                members.push(member);
            }
        }
        Ok(Some(members))
    }

    fn check(&self, field: Field, text: &str) -> Result<(), Error> {
        check_text(&format!("--{}", field.flag()), text).map_err(|why| why.of(field))
    }

    /// Refuses what means nothing for this kind of record.
    ///
    /// # Errors
    /// [`Error::NotFor`] with the flag.
    pub fn check_for(&self, kind: Kind) -> Result<(), Error> {
        match self.fields().find(|field| !field.kinds().contains(&kind)) {
            None => Ok(()),
            Some(field) => {
                let near = Field::ALL
                    .iter()
                    .filter(|field| field.kinds().contains(&kind))
                    .map(|field| field.flag());
                Err(Error::NotFor {
                    flag: field.flag(),
                    kind,
                    hint: Some(match field {
                        Field::Certainty => "certainty goes with events: what is to come".into(),
                        Field::Deadline => "--when says when it is expected".into(),
                        Field::When | Field::On if kind == Kind::Question => {
                            "--deadline says by when it should be settled, --asked when it was asked".into()
                        }
                        _ => format!("its flags: {}", near.map(|flag| format!("--{flag}")).collect::<Vec<_>>().join(" ")),
                    }),
                })
            }
        }
    }
}

/// Refuses a text that is empty or that no tool after this one could read whole.
pub(super) fn check_text(what: &str, text: &str) -> Result<(), Error> {
    model::check_text(text).map_err(|why| Error::usage(format!("{what} {why}"), why.hint()))
}

/// Refuses a reason that says nothing.
pub(super) fn check_why(why: Option<&str>) -> Result<(), Error> {
    why.map_or(Ok(()), |why| check_text("--why", why))
}

pub(super) fn value_of(field: Field, why: crate::model::Error) -> Error {
    Error::Value { field, why }
}

impl Setting<'_, '_> {
    /// Puts a text into an optional field, where one was given.
    pub(super) fn text(&self, field: Field, into: &mut Option<String>) -> Result<(), Error> {
        if let Some(text) = self.given.text(field)? {
            *into = Some(text);
        }
        Ok(())
    }

    /// Puts a word of a vocabulary into a field, optional or not, where one was given.
    pub(super) fn word<W: Word, T: From<W>>(
        &self,
        field: Field,
        into: &mut T,
    ) -> Result<(), Error> {
        if let Some(word) = self.given.word::<W>(field)? {
            *into = word.into();
        }
        Ok(())
    }
}
