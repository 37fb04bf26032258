//! Registers: the unit of change, conflict and undo. A record taken apart, the patch between two states, and the
//! record put together again.
//!
//! A register is a field (`title`, `when`) or one member of a list (`topics/sanctions`, `links/about/ID`). Its value
//! is whole: it is set or cleared, never merged. Which fields there are follows from the record's serde form alone.

use serde::Deserialize as _;
use serde_json::{Map, Value};

use super::{
    Error, Id, Kind, Own, Record,
    apart::{Stripped, TakenApart},
};

/// The register that says that a record is there; `add` sets it, `remove` clears it.
pub const ADDED: &str = "added";
/// The register that says that a record's content was taken out for good.
pub const REDACTED: &str = "redacted";

/// Keys inside a value that are derived from it: written for readers of a document, never stored.
pub const DERIVED: [&str; 6] = ["earliest", "latest", "extent", "time", "amounts_to", "days"];

/// The registers of one record, register to value, in the order in which they were first set.
///
/// As a patch: what to set, and, with null, what to clear.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Registers(pub(super) Map<String, Value>);

impl Registers {
    /// Takes a record apart. What is empty has no register, and nor has anything derived.
    #[must_use]
    pub fn of<K: Own>(record: &Record<K>) -> Self {
        Self::and_twice(record).0
    }

    /// Takes a record apart, as [`Registers::of`], and names the registers of members that stand in their list twice: a
    /// record holds each but once.
    #[must_use]
    pub fn and_twice<K: Own>(record: &Record<K>) -> (Self, Vec<String>) {
        // A record's serde form is an object of plain values: nothing in it can fail to be written.
        let document = serde_json::to_string(record).unwrap_or_default();
        Self::of_document(&document).unwrap_or_default()
    }

    /// Takes a record apart that is written as its serde form writes it, as [`Registers::and_twice`].
    ///
    /// # Errors
    /// [`serde_json::Error`] where the text is no object.
    pub fn of_document(document: &str) -> Result<(Self, Vec<String>), serde_json::Error> {
        serde_json::from_str(document).map(|TakenApart(registers, twice)| (registers, twice))
    }

    /// Puts the record together. A register that this release does not know is passed over, and one that it cannot
    /// read counts as not set.
    ///
    /// # Errors
    /// [`Error::Register`] only where the kind cannot be read from nothing at all.
    pub fn record<K: Own>(&self, id: &Id) -> Result<Record<K>, Error> {
        match self.together(id) {
            Ok(record) => Ok(record),
            Err(_) => {
                let readable = self
                    .0
                    .iter()
                    .filter(|(name, value)| value.is_null() || fits_one::<K>(name, value).is_ok());
                Self(
                    readable
                        .map(|(name, value)| (name.clone(), value.clone()))
                        .collect(),
                )
                .together(id)
            }
        }
    }

    fn together<K: Own>(&self, id: &Id) -> Result<Record<K>, Error> {
        let mut document = Map::new();
        document.insert("id".into(), Value::String(id.to_string()));
        let set = |(name, value): &(&String, &Value)| !value.is_null() && *name != "id";
        for (name, value) in self.0.iter().filter(set) {
            match name.split_once('/') {
                None => {
                    document.insert(name.clone(), value.clone());
                }
                Some((field, _)) => {
                    let list = document
                        .entry(field)
                        .or_insert_with(|| Value::Array(Vec::new()));
                    if let Value::Array(members) = list {
                        members.push(value.clone());
                    }
                }
            }
        }
        let document = Value::Object(document).to_string();
        Record::from_document(&document).map_err(|why| Error::Register {
            kind: K::KIND,
            register: String::new(),
            value: String::new(),
            why: said(&why),
        })
    }

    /// The patch that leads from these registers to `other`: what to set, in the order of `other`, and what to clear.
    #[must_use]
    pub fn patch_to(&self, other: &Self) -> Self {
        let cleared = self
            .0
            .keys()
            .filter(|name| !other.0.contains_key(*name))
            .map(|name| (name.clone(), Value::Null));
        let set = other
            .0
            .iter()
            .filter(|(name, value)| self.0.get(*name) != Some(value))
            .map(|(name, value)| (name.clone(), value.clone()));
        Self(cleared.chain(set).collect())
    }

    /// Applies a patch: null clears, everything else sets. A member that comes in anew comes last.
    pub fn apply(&mut self, patch: &Self) {
        for (name, value) in &patch.0 {
            if value.is_null() {
                self.0.shift_remove(name);
            } else {
                self.0.insert(name.clone(), value.clone());
            }
        }
    }

    /// Reads a patch.
    ///
    /// # Errors
    /// [`Error::Patch`] where it is no flat JSON object, or an object in it has a name twice, at any depth.
    pub fn parse(patch: &str) -> Result<Self, Error> {
        let unique: Unique =
            serde_json::from_str(patch).map_err(|why| Error::Patch(why.to_string()))?;
        match unique.0 {
            Value::Object(registers) => Ok(Self(registers)),
            _ => Err(Error::Patch("it is something else".into())),
        }
    }

    /// The patch as the journal stores, sends and hashes it.
    #[must_use]
    pub fn text(&self) -> String {
        serde_json::to_string(&self.0).unwrap_or_default()
    }

    /// Checks that each register that this release knows has a value of its type, and each member a value that
    /// agrees with its name.
    ///
    /// # Errors
    /// [`Error::Register`] with the first that does not.
    pub fn fits(&self, kind: Kind) -> Result<(), Error> {
        let fits = super::any::fitting(kind);
        self.0
            .iter()
            .filter(|(_, value)| !value.is_null())
            .try_for_each(|(name, value)| fits(name, value))
    }

    /// Whether every text in them is one that a record may hold.
    #[must_use]
    pub fn are_said(&self) -> bool {
        self.0.values().all(super::text::is_said)
    }

    /// What one register holds.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    /// Sets one register; null, as part of a patch, clears it.
    pub fn set(&mut self, name: impl Into<String>, value: Value) {
        self.0.insert(name.into(), value);
    }

    /// The names of the registers, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// Whether nothing is set and nothing cleared.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The registers of a record that is there: with `added` first.
    #[must_use]
    pub fn added(self) -> Self {
        let mut registers = Map::with_capacity(self.0.len() + 1);
        registers.insert(ADDED.into(), true.into());
        registers.extend(self.0);
        Self(registers)
    }

    /// Whether the record is there: `added` is set.
    #[must_use]
    pub fn is_added(&self) -> bool {
        self.0.get(ADDED) == Some(&Value::Bool(true))
    }
}

/// How a member of a list goes: by its own words, by its key, or by what it relates.
#[must_use]
pub fn member_name(member: &Value) -> Option<String> {
    let part = |name: &str| member.get(name).and_then(Value::as_str);
    if let Some(word) = member.as_str() {
        Some(word.to_owned())
    } else if let Some(key) = part("key") {
        Some(key.to_owned())
    } else if let (Some(verb), Some(to)) = (part("verb"), part("to")) {
        Some(format!("{verb}/{to}"))
    } else {
        let actor = part("actor")?;
        Some(part("role").map_or_else(|| actor.to_owned(), |role| format!("{actor}/{role}")))
    }
}

/// The value without nulls, empty texts, lists and objects, and without what is derived; none where nothing is left.
fn strip(value: &Value) -> Option<Value> {
    Stripped::deserialize(value).map_or(None, |Stripped(left)| left)
}

/// Whether a register of kind `K` may hold the value. A register that this release does not know may hold anything.
pub(super) fn fits_one<K: Own>(name: &str, value: &Value) -> Result<(), Error> {
    let misfit = |why: String| Error::Register {
        kind: K::KIND,
        register: name.to_owned(),
        value: shortened(value),
        why,
    };
    if name == ADDED || name == REDACTED {
        return if *value == Value::Bool(true) {
            Ok(())
        } else {
            Err(misfit("it is true or not there".into()))
        };
    }
    let (field, member) = name
        .split_once('/')
        .map_or((name, None), |(field, member)| (field, Some(member)));
    let Some(empty) = empty_field::<K>(field) else {
        return Ok(());
    };
    if field == "id" {
        return Err(misfit("a record keeps its id".into()));
    }
    if strip(value).as_ref() != Some(value) {
        return Err(misfit(
            "a value holds nothing empty and nothing derived".into(),
        ));
    }
    let whole = match (empty.is_array(), member) {
        (true, Some(member)) if member_name(value).as_deref() == Some(member) => {
            Value::Array(vec![value.clone()])
        }
        (true, Some(_)) => return Err(misfit("the value does not agree with the name".into())),
        (true, None) => return Err(misfit("a list is kept member by member".into())),
        (false, Some(_)) => return Err(misfit("the field is no list".into())),
        (false, None) => value.clone(),
    };
    let document = Map::from_iter([(field.to_owned(), whole)]);
    Record::<K>::from_document(&Value::Object(document).to_string())
        .map(drop)
        .map_err(|why| misfit(said(&why)))
}

/// What a reader of JSON says is wrong, without the place in the text: nobody wrote that text.
#[must_use]
pub fn said(why: &serde_json::Error) -> String {
    let text = why.to_string();
    match text.rfind(" at line ") {
        Some(at) if why.line() > 0 => text.get(..at).unwrap_or(&text).to_owned(),
        _ => text,
    }
}

/// What the field of an empty record of kind `K` holds; none where the kind has no such field.
fn empty_field<K: Own>(field: &str) -> Option<Value> {
    match serde_json::to_value(Record::<K>::default()).unwrap_or_default() {
        Value::Object(mut fields) => fields.swap_remove(field),
        _ => None,
    }
}

fn shortened(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(80) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    }
}

/// Any JSON value, read so that an object with a name twice is an error instead of losing one of the two.
#[derive(Debug)]
pub struct Unique(pub Value);

impl<'de> serde::Deserialize<'de> for Unique {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = Unique;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a JSON value")
            }

            fn visit_unit<E>(self) -> Result<Unique, E> {
                Ok(Unique(Value::Null))
            }

            fn visit_bool<E>(self, value: bool) -> Result<Unique, E> {
                Ok(Unique(value.into()))
            }

            fn visit_i64<E>(self, value: i64) -> Result<Unique, E> {
                Ok(Unique(value.into()))
            }

            fn visit_u64<E>(self, value: u64) -> Result<Unique, E> {
                Ok(Unique(value.into()))
            }

            fn visit_f64<E>(self, value: f64) -> Result<Unique, E> {
                Ok(Unique(value.into()))
            }

            fn visit_str<E>(self, value: &str) -> Result<Unique, E> {
                Ok(Unique(value.into()))
            }

            fn visit_seq<A: serde::de::SeqAccess<'de>>(
                self,
                mut list: A,
            ) -> Result<Unique, A::Error> {
                let mut members = Vec::new();
                while let Some(Unique(member)) = list.next_element()? {
                    members.push(member);
                }
                Ok(Unique(Value::Array(members)))
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(
                self,
                mut object: A,
            ) -> Result<Unique, A::Error> {
                let mut fields = Map::new();
                while let Some((name, Unique(value))) = object.next_entry::<String, Unique>()? {
                    if fields.contains_key(&name) {
                        return Err(serde::de::Error::custom(format!(
                            "\"{name}\" stands in it twice"
                        )));
                    }
                    fields.insert(name, value);
                }
                Ok(Unique(Value::Object(fields)))
            }
        }

        deserializer.deserialize_any(Visitor)
    }
}
