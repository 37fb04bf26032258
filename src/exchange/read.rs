//! A timeline document, read record by record: it is never held whole.

use std::{
    fmt,
    io::{self, Read},
};

use serde::{
    Deserialize as _, Deserializer,
    de::{DeserializeSeed, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor},
};
use serde_json::{Value, value::RawValue};
use thiserror::Error;

use super::{
    json::{self, KINDS, Scope},
    misfit,
    pieces::{Input, Piece},
    record::{self, said, shown},
};
use crate::{
    model::{Kind, Unique},
    recording::{At, Incoming},
};

/// Why a document cannot be read to its end.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Unreadable {
    /// The system says no.
    #[error("it cannot be read: {0}")]
    Io(io::Error),
    /// It is no JSON, or ends too early.
    #[error("line {line}, column {column}: {what}")]
    Syntax {
        /// The line, from 1.
        line: usize,
        /// The column in bytes, from 1.
        column: usize,
        /// What is wrong there.
        what: String,
    },
    /// It has what no document has.
    #[error("line {line}, {what}")]
    Member {
        /// The line, from 1.
        line: usize,
        /// What is wrong there.
        what: String,
    },
    /// It is something else than a timeline document.
    #[error("it is no timeline document: {0}")]
    Foreign(String),
    /// It is a database, maybe one of ours.
    #[error("it is no timeline document: it is a database")]
    Database,
    /// A newer release wrote it.
    #[error("it is of version {0} of the timeline document; this release reads version {version}", version = json::VERSION)]
    Newer(String),
}

impl Unreadable {
    /// Names the record in which the text of a document is broken.
    fn within(mut self, record: Option<(Kind, usize)>) -> Self {
        if let (Self::Syntax { what, .. }, Some((kind, index))) = (&mut self, record) {
            *what = format!("{}[{index}]: {what}", kind.plural());
        }
        self
    }

    /// What to do instead.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Foreign(_) => Some("tidings export json writes one".into()),
            Self::Database => Some(
                "tidings --db FILE export json -o timeline.json writes what is public in one"
                    .into(),
            ),
            Self::Newer(_) => Some("use the release that wrote it; nothing was imported".into()),
            Self::Io(_) | Self::Syntax { .. } | Self::Member { .. } => None,
        }
    }
}

/// What a document holds at one place: a record, or what is wrong with it.
pub(super) type Found = Result<Incoming, Vec<record::Fault>>;

/// Reads a document and hands over its records, in order.
///
/// # Errors
/// [`Unreadable`], or what `take` returns.
pub(super) fn read<E: From<Unreadable>>(
    mut input: impl Read,
    take: impl FnMut(At, Found) -> Result<(), E>,
) -> Result<bool, E> {
    let input = Input::new(&mut input);
    input.look(look).map_err(Unreadable::Io)??;
    let mut reader = Reading {
        input: &input,
        piece: Piece::default(),
        take,
        failed: None,
        within: None,
        format: None,
        version: None,
        is_cut: false,
    };
    let mut json = serde_json::Deserializer::from_reader(&input);
    let outcome = json.deserialize_map(&mut reader).and_then(|()| json.end());
    match (outcome, reader.failed) {
        (_, Some(failed)) => Err(failed),
        (Err(why), None) => {
            let why = syntax(why, |why| input.place_of(why));
            Err(why.within(reader.within).into())
        }
        (Ok(()), None) => match (reader.format, reader.version) {
            (None, _) => Err(Unreadable::Foreign("it has no \"format\"".into()).into()),
            (_, None) => Err(Unreadable::Foreign("it has no \"version\"".into()).into()),
            _ => Ok(reader.is_cut),
        },
    }
}

/// Refuses what does not begin like one, by its first words; says how many of the first bytes are no part of it.
fn look(first: &[u8]) -> (usize, Result<(), Unreadable>) {
    const MARK: &[u8] = "\u{feff}".as_bytes();
    let (mark, first) = match first.strip_prefix(MARK) {
        Some(rest) => (MARK.len(), rest),
        None => (0, first),
    };
    if first.starts_with(b"SQLite format 3\0") {
        return (mark, Err(Unreadable::Database));
    }
    let seen = match first.iter().find(|byte| !byte.is_ascii_whitespace()) {
        Some(b'{') => Ok(()),
        None if first.is_empty() => Err(Unreadable::Foreign("it is empty".into())),
        None => Ok(()),
        Some(_) => {
            let text = String::from_utf8_lossy(first.get(..200).unwrap_or(first)).into_owned();
            let line = text.trim().lines().next().unwrap_or_default();
            Err(Unreadable::Foreign(format!(
                "it begins with {}, and one begins with {{",
                shown(&Value::from(line))
            )))
        }
    };
    (mark, seen)
}

/// What the reader of JSON says, and where in the document.
fn syntax(
    why: serde_json::Error,
    place_of: impl FnOnce(&serde_json::Error) -> (usize, usize),
) -> Unreadable {
    if why.is_io() {
        return Unreadable::Io(why.into());
    }
    let (line, column) = place_of(&why);
    Unreadable::Syntax {
        line,
        column,
        what: said(&why),
    }
}

/// A document that is being read.
struct Reading<'i, T, E> {
    input: &'i Input<'i>,
    /// The record that was read last: its room is used again.
    piece: Piece,
    take: T,
    /// Why it is read no further: what the reader of JSON cannot carry.
    failed: Option<E>,
    /// The record that is being read.
    within: Option<(Kind, usize)>,
    format: Option<String>,
    version: Option<u64>,
    /// Whether references were taken out of its records when it was made.
    is_cut: bool,
}

impl<T, E> Reading<'_, T, E>
where
    T: FnMut(At, Found) -> Result<(), E>,
    E: From<Unreadable>,
{
    fn hand_over<J: serde::de::Error>(&mut self, at: At, found: Found) -> Result<(), J> {
        match (self.take)(at, found) {
            Ok(()) => Ok(()),
            Err(why) => self.stop(why),
        }
    }

    /// Stops with this.
    fn stop<A, J: serde::de::Error>(&mut self, why: impl Into<E>) -> Result<A, J> {
        self.failed = Some(why.into());
        Err(J::custom("stopped"))
    }

    fn member<'de, A: MapAccess<'de>>(&mut self, name: &str, map: &mut A) -> Result<(), A::Error> {
        self.input.begin();
        match name {
            "format" => {
                let Unique(format) = map.next_value()?;
                match format.as_str() {
                    Some(json::FORMAT) => self.format = Some(json::FORMAT.into()),
                    _ => {
                        let what =
                            format!("its format is {}, not \"{}\"", shown(&format), json::FORMAT);
                        return self.stop(Unreadable::Foreign(what));
                    }
                }
            }
            "version" => {
                let Unique(version) = map.next_value()?;
                match version.as_u64() {
                    Some(known) if known == u64::from(json::VERSION) => self.version = Some(known),
                    Some(newer) if newer > u64::from(json::VERSION) => {
                        return self.stop(Unreadable::Newer(newer.to_string()));
                    }
                    _ => {
                        let what = format!("its version is {}", shown(&version));
                        return self.stop(Unreadable::Foreign(what));
                    }
                }
            }
            "scope" => {
                let line = self.input.line();
                let Unique(typed) = map.next_value()?;
                match read_scope(&typed) {
                    Ok(scope) => self.is_cut = scope.left_out.links > 0,
                    Err(what) => return self.stop(Unreadable::Member { line, what }),
                }
            }
            name => match KINDS.iter().find(|kind| kind.plural() == name) {
                Some(kind) => map.next_value_seed(List {
                    reading: self,
                    kind: *kind,
                })?,
                None if self.format.is_none() => {
                    let what = format!("it has \"{name}\", and no \"format\" before it");
                    return self.stop(Unreadable::Foreign(what));
                }
                None => {
                    let what = format!("{name}: there is no such field");
                    return self.stop(Unreadable::Member {
                        line: self.input.line(),
                        what,
                    });
                }
            },
        }
        Ok(())
    }
}

fn read_scope(typed: &Value) -> Result<Scope, String> {
    let mut faults = misfit::faults(typed, &["scope"], |scope| Scope::deserialize(scope).err());
    let scope = Scope::deserialize(typed).unwrap_or_default();
    if faults.is_empty() {
        let understood = serde_json::to_value(&scope).unwrap_or_default();
        record::compare(typed, &understood, "", "", &mut faults);
    }
    match faults.first() {
        None => Ok(scope),
        Some(fault) => Err(format!("scope{}: {}", fault.path, fault.what)),
    }
}

impl<'de, T, E> Visitor<'de> for &mut Reading<'_, T, E>
where
    T: FnMut(At, Found) -> Result<(), E>,
    E: From<Unreadable>,
{
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a timeline document")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut seen: Vec<String> = Vec::new();
        while let Some(name) = map.next_key::<String>()? {
            if seen.contains(&name) {
                return Err(A::Error::custom(format!("\"{name}\" stands in it twice")));
            }
            self.member(&name, &mut map)?;
            seen.push(name);
        }
        Ok(())
    }
}

/// One of the lists of records.
struct List<'r, 'i, T, E> {
    reading: &'r mut Reading<'i, T, E>,
    kind: Kind,
}

impl<'de, T, E> DeserializeSeed<'de> for List<'_, '_, T, E>
where
    T: FnMut(At, Found) -> Result<(), E>,
    E: From<Unreadable>,
{
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, T, E> Visitor<'de> for List<'_, '_, T, E>
where
    T: FnMut(At, Found) -> Result<(), E>,
    E: From<Unreadable>,
{
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a list of {}", self.kind.plural())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let Self { reading, kind } = self;
        let mut index = 0;
        loop {
            let element = Element {
                reading: &mut *reading,
                kind,
                index,
            };
            if list.next_element_seed(element)?.is_none() {
                return Ok(());
            }
            index += 1;
        }
    }
}

/// One record.
struct Element<'r, 'i, T, E> {
    reading: &'r mut Reading<'i, T, E>,
    kind: Kind,
    index: usize,
}

impl<'de, T, E> DeserializeSeed<'de> for Element<'_, '_, T, E>
where
    T: FnMut(At, Found) -> Result<(), E>,
    E: From<Unreadable>,
{
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let Self {
            reading,
            kind,
            index,
        } = self;
        reading.within = Some((kind, index));
        // The reader has looked at its first byte, and at no more.
        reading.input.begin();
        let line = reading.input.line();
        let at = At { kind, index, line };
        match reading.input.cut_object(&mut reading.piece) {
            Err(why) => reading.stop(why.within(reading.within)),
            Ok(false) => {
                let text = Box::<RawValue>::deserialize(deserializer)?;
                reading.hand_over(at, record::read(kind, text.get()))
            }
            Ok(true) => {
                let found = match reading.piece.read(kind) {
                    Ok(found) => found,
                    Err(why) => return reading.stop(why.within(reading.within)),
                };
                reading.hand_over(at, found)?;
                IgnoredAny::deserialize(deserializer).map(drop)
            }
        }?;
        reading.within = None;
        Ok(())
    }
}

impl Piece {
    /// Reads a record of this kind.
    fn read(&self, kind: Kind) -> Result<Found, Unreadable> {
        let text = std::str::from_utf8(&self.text).map_err(|why| {
            let (line, column) = self.place_of_byte(why.valid_up_to());
            Unreadable::Syntax {
                line,
                column,
                what: "it is no UTF-8".into(),
            }
        })?;
        let found = record::read(kind, text);
        match &found {
            // A record may hold what is wrong in it; a text that is no JSON ends the document.
            Err(_) => match serde_json::from_str::<&RawValue>(text) {
                Ok(_) => Ok(found),
                Err(why) => Err(syntax(why, |why| self.place_of(why))),
            },
            Ok(_) => Ok(found),
        }
    }
}
