//! The timeline document: what other programs read. docs/json.md describes it, docs/timeline.schema.json defines it.
//!
//! Each record stands in one line, so that two documents can be compared by line and neither side has to hold one whole.

use std::io::Write;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Error;
use crate::{
    model::{Actor, Event, Id, Kind, Note, Question, Record, Source, Statement, Story},
    report::release::{LeftOut, Release},
};

/// What [`Document::format`] says.
pub const FORMAT: &str = "tidings-timeline";
/// The version of the format.
pub const VERSION: u32 = 1;

/// The arrays of the document, in order.
pub(super) const KINDS: [Kind; 7] = [
    Kind::Story,
    Kind::Actor,
    Kind::Source,
    Kind::Event,
    Kind::Statement,
    Kind::Question,
    Kind::Note,
];

/// A timeline: the entries that go out, with the actors, sources and stories that they refer to.
#[derive(Clone, Debug, Default, PartialEq, Serialize, JsonSchema)]
#[schemars(title = "A tidings timeline")]
pub struct Document {
    /// Always "tidings-timeline".
    #[schemars(extend("const" = FORMAT))]
    pub format: String,
    /// The version of the format.
    #[schemars(extend("const" = VERSION))]
    pub version: u32,
    /// What the document covers, and how much was left out of it.
    pub scope: Scope,
    /// The stories that records belong to, as recorded.
    pub stories: Vec<Record<Story>>,
    /// Who acts, speaks and takes part, as recorded.
    pub actors: Vec<Record<Actor>>,
    /// What records rest on, as recorded.
    pub sources: Vec<Record<Source>>,
    /// What happened and what may come, in timeline order.
    pub events: Vec<Record<Event>>,
    /// Who said what, in timeline order.
    pub statements: Vec<Record<Statement>>,
    /// What nobody knows yet, in timeline order.
    pub questions: Vec<Record<Question>>,
    /// Context, assessments, terms and what is to do, in timeline order.
    pub notes: Vec<Record<Note>>,
}

/// What a document covers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Scope {
    /// The story that it is limited to; null: no story, or one that may not itself go out.
    pub story: Option<Id>,
    /// The day as of which it tells, YYYY-MM-DD; null: as the records are now.
    #[schemars(extend("format" = "date"))]
    pub as_of: Option<String>,
    /// How much was left out.
    pub left_out: LeftOut,
}

/// Writes the document of a release; without one, where nothing is recorded yet, the empty document. Returns how much
/// was left out of it.
///
/// The same records give the same bytes, whenever and by whichever release of this program they are written.
///
/// # Errors
/// Where the records cannot be read, or the document cannot be written; then `out` holds a part of one.
pub fn write(release: Option<&Release<'_>>, out: &mut impl Write) -> Result<LeftOut, Error> {
    let scope = release.map(Scope::of).unwrap_or_default();
    write!(
        out,
        "{{\n\"format\": \"{FORMAT}\",\n\"version\": {VERSION},\n\"scope\": "
    )?;
    serde_json::to_writer(&mut *out, &scope).map_err(std::io::Error::from)?;
    for kind in KINDS {
        write!(out, ",\n\"{}\": [", kind.plural())?;
        let mut joint = "\n";
        if let Some(release) = release {
            release.each(kind, |record| {
                out.write_all(joint.as_bytes())?;
                out.write_all(record.document().as_bytes())?;
                joint = ",\n";
                Ok::<_, Error>(())
            })?;
        }
        out.write_all(if joint == "\n" { b"]" } else { b"\n]" })?;
    }
    out.write_all(b"\n}\n")?;
    Ok(scope.left_out)
}

impl Scope {
    fn of(release: &Release<'_>) -> Self {
        Self {
            story: release.story(),
            as_of: None,
            left_out: release.left_out(),
        }
    }
}
