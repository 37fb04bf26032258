//! A timeline document, read record by record: it is never held whole.

use std::{
    cell::Cell,
    fmt,
    io::{self, BufRead as _, Read},
    rc::Rc,
};

use serde::{
    Deserialize as _, Deserializer,
    de::{DeserializeSeed, Error as _, MapAccess, SeqAccess, Visitor},
};
use serde_json::{Value, value::RawValue};
use thiserror::Error;

use super::{
    json::{self, KINDS, Scope},
    record::{self, said, shown},
};
use crate::{
    model::{AnyRecord, Kind, Registers, Unique},
    recording::At,
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

/// What a document holds at one place: a record with its registers, or what is wrong with it.
pub(super) type Found = Result<(AnyRecord, Registers), Vec<record::Fault>>;

/// Reads a document and hands over its records, in order.
///
/// # Errors
/// [`Unreadable`], or what `take` returns.
pub(super) fn read<E: From<Unreadable>>(
    input: impl Read,
    take: impl FnMut(At, Found) -> Result<(), E>,
) -> Result<(), E> {
    let mut input = io::BufReader::with_capacity(Counted::<&[u8]>::BUFFER, input);
    look(&mut input)?;
    let place = Rc::new(Place::default());
    let counted = Counted {
        input,
        place: Rc::clone(&place),
    };
    let mut reader = Reading {
        place,
        take,
        failed: None,
        format: None,
        version: None,
    };
    let mut json = serde_json::Deserializer::from_reader(counted);
    let outcome = json.deserialize_map(&mut reader).and_then(|()| json.end());
    match (outcome, reader.failed) {
        (_, Some(failed)) => Err(failed),
        (Err(why), None) => Err(syntax(why).into()),
        (Ok(()), None) => match (reader.format, reader.version) {
            (None, _) => Err(Unreadable::Foreign("it has no \"format\"".into()).into()),
            (_, None) => Err(Unreadable::Foreign("it has no \"version\"".into()).into()),
            _ => Ok(()),
        },
    }
}

/// Refuses what does not begin like one, by its first words.
fn look(input: &mut io::BufReader<impl Read>) -> Result<(), Unreadable> {
    const MARK: &[u8] = "\u{feff}".as_bytes();
    let first = input.fill_buf().map_err(Unreadable::Io)?;
    if first.starts_with(MARK) {
        input.consume(MARK.len());
    }
    let first = input.buffer();
    if first.starts_with(b"SQLite format 3\0") {
        return Err(Unreadable::Database);
    }
    match first.iter().find(|byte| !byte.is_ascii_whitespace()) {
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
    }
}

fn syntax(why: serde_json::Error) -> Unreadable {
    if why.is_io() {
        return Unreadable::Io(why.into());
    }
    Unreadable::Syntax {
        line: why.line(),
        column: why.column(),
        what: said(&why),
    }
}

/// How far the input was read.
#[derive(Debug, Default)]
struct Place {
    /// The lines that were ended.
    lines: Cell<usize>,
    /// The bytes since the last piece was begun.
    bytes: Cell<usize>,
}

/// The input, counted.
struct Counted<R> {
    input: io::BufReader<R>,
    place: Rc<Place>,
}

impl<R> Counted<R> {
    const BUFFER: usize = 64 << 10;
    /// More than any record takes that is kept: a change holds 4 MiB, and six letters may stand for one.
    const LONGEST: usize = 32 << 20;
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        // It is asked for one byte at a time.
        let (Some(first), Some(byte)) = (into.first_mut(), self.input.fill_buf()?.first().copied())
        else {
            return Ok(0);
        };
        self.input.consume(1);
        *first = byte;
        let place = &self.place;
        if byte == b'\n' {
            place.lines.set(place.lines.get() + 1);
        }
        place.bytes.set(place.bytes.get() + 1);
        if place.bytes.get() > Self::LONGEST {
            return Err(io::Error::other(format!(
                "what stands about line {} is longer than 32 MiB",
                place.lines.get() + 1
            )));
        }
        Ok(1)
    }
}

/// A document that is being read.
struct Reading<T, E> {
    place: Rc<Place>,
    take: T,
    /// Why it is read no further: what the reader of JSON cannot carry.
    failed: Option<E>,
    format: Option<String>,
    version: Option<u64>,
}

impl<T, E> Reading<T, E>
where
    T: FnMut(At, Found) -> Result<(), E>,
    E: From<Unreadable>,
{
    /// Stops with this.
    fn stop<A, J: serde::de::Error>(&mut self, why: impl Into<E>) -> Result<A, J> {
        self.failed = Some(why.into());
        Err(J::custom("stopped"))
    }

    fn member<'de, A: MapAccess<'de>>(&mut self, name: &str, map: &mut A) -> Result<(), A::Error> {
        self.place.bytes.set(0);
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
                    Some(known @ 1) if known == u64::from(json::VERSION) => {
                        self.version = Some(known)
                    }
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
                let line = self.line();
                let Unique(typed) = map.next_value()?;
                if let Err(what) = read_scope(&typed) {
                    return self.stop(Unreadable::Member { line, what });
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
                        line: self.line(),
                        what,
                    });
                }
            },
        }
        Ok(())
    }

    /// The line that is being read.
    fn line(&self) -> usize {
        self.place.lines.get() + 1
    }
}

fn read_scope(typed: &Value) -> Result<(), String> {
    let scope = Scope::deserialize(typed).map_err(|why| format!("scope: {}", said(&why)))?;
    let mut faults = Vec::new();
    let understood = serde_json::to_value(scope).unwrap_or_default();
    record::compare(typed, &understood, "", "", &mut faults);
    match faults.first() {
        None => Ok(()),
        Some(fault) => Err(format!("scope{}: {}", fault.path, fault.what)),
    }
}

impl<'de, T, E> Visitor<'de> for &mut Reading<T, E>
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
struct List<'r, T, E> {
    reading: &'r mut Reading<T, E>,
    kind: Kind,
}

impl<'de, T, E> DeserializeSeed<'de> for List<'_, T, E>
where
    T: FnMut(At, Found) -> Result<(), E>,
    E: From<Unreadable>,
{
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, T, E> Visitor<'de> for List<'_, T, E>
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
        while let Some((line, text)) = list.next_element_seed(Element(&reading.place))? {
            let at = At { kind, index, line };
            if let Err(why) = (reading.take)(at, record::read(kind, text.get())) {
                return reading.stop(why);
            }
            index += 1;
        }
        Ok(())
    }
}

/// One record: the text of it, and the line on which it begins.
struct Element<'p>(&'p Place);

impl<'de> DeserializeSeed<'de> for Element<'_> {
    type Value = (usize, Box<RawValue>);

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        // The reader has looked at its first byte, and at no more.
        self.0.bytes.set(0);
        let line = self.0.lines.get() + 1;
        Ok((line, Box::<RawValue>::deserialize(deserializer)?))
    }
}
