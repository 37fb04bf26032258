//! An operation as one line of JSON: what `export jsonl` writes and every exchange between files shares.

use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{
    Change, Clock, Content, Digest, Header, Of, Operation, OperationKey, Replica,
    digest::{from_hex, to_hex},
};
use crate::model::{Id, Kind};

/// Why a line is no operation.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum LineError {
    /// It is not the JSON of one.
    #[error("not an operation: {0}")]
    Json(#[from] serde_json::Error),
    /// It is of a newer version, which may hold what this release cannot read.
    #[error(
        "it is of version {0} of the journal; this release ({release}) reads up to {version}",
        release = super::RELEASE, version = super::VERSION
    )]
    Version(u32),
    /// A field holds what it cannot.
    #[error("\"{field}\" cannot be {value:?}")]
    Field {
        /// The field.
        field: &'static str,
        /// What it holds.
        value: String,
    },
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    version: u32,
    replica: String,
    seq: u64,
    clock: String,
    seen: Vec<String>,
    previous: Option<String>,
    author: Option<String>,
    via: Option<String>,
    recorded_at: String,
    command: String,
    batch: Option<Id>,
    digest: String,
    changes: Vec<ChangeLine>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ChangeLine {
    of: Option<String>,
    kind: Option<Kind>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    patch: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    salt: Option<String>,
    digest: String,
}

/// UTC milliseconds as RFC 3339 with three digits and `Z`.
pub(super) fn rfc3339(millis: u64) -> Option<String> {
    let time = DateTime::<Utc>::from_timestamp_millis(i64::try_from(millis).ok()?)?;
    Some(time.to_rfc3339_opts(SecondsFormat::Millis, true))
}

fn field<T>(field: &'static str, text: &str, value: Option<T>) -> Result<T, LineError> {
    value.ok_or_else(|| LineError::Field {
        field,
        value: text.chars().take(80).collect(),
    })
}

impl Operation {
    /// The operation as one line, without the line's end.
    #[must_use]
    pub fn line(&self) -> String {
        let header = &self.header;
        let line = Line {
            version: header.version,
            replica: header.replica.to_string(),
            seq: header.seq,
            clock: header.clock.to_string(),
            seen: header.seen.iter().map(ToString::to_string).collect(),
            previous: header.previous.map(|digest| digest.to_string()),
            author: header.author.clone(),
            via: header.via.clone(),
            recorded_at: rfc3339(header.recorded_at).unwrap_or_default(),
            command: header.command.clone(),
            batch: header.batch,
            digest: self.digest.to_string(),
            changes: self.changes.iter().map(ChangeLine::of).collect(),
        };
        serde_json::to_string(&line).unwrap_or_default()
    }

    /// Reads one line.
    ///
    /// # Errors
    /// [`LineError`] where it is none. Whether it may enter is for [`Operation::verify`].
    pub fn parse(line: &str) -> Result<Self, LineError> {
        let line: Line = serde_json::from_str(line).map_err(|why| newer(line, why))?;
        let digest = |name, hex: &str| field(name, hex, Digest::parse(hex));
        let recorded_at = DateTime::parse_from_rfc3339(&line.recorded_at)
            .ok()
            .and_then(|time| u64::try_from(time.timestamp_millis()).ok())
            .filter(|millis| rfc3339(*millis).as_deref() == Some(&line.recorded_at));
        let header = Header {
            version: line.version,
            replica: field("replica", &line.replica, Replica::parse(&line.replica))?,
            seq: line.seq,
            clock: field("clock", &line.clock, Clock::parse(&line.clock))?,
            seen: line
                .seen
                .iter()
                .map(|key| field("seen", key, OperationKey::parse(key)))
                .collect::<Result<_, _>>()?,
            previous: line
                .previous
                .as_deref()
                .map(|hex| digest("previous", hex))
                .transpose()?,
            author: absent_or("author", line.author)?,
            via: absent_or("via", line.via)?,
            recorded_at: field("recorded_at", &line.recorded_at, recorded_at)?,
            command: line.command,
            batch: line.batch,
        };
        // n is not written: it counts from 1, from 0 where the first has no `of`.
        let first = u32::from(
            line.changes
                .first()
                .is_some_and(|change| change.of.is_some()),
        );
        let changes = (first..)
            .zip(line.changes)
            .map(|(n, change)| change.read(n))
            .collect::<Result<_, _>>()?;
        Ok(Self {
            header,
            changes,
            digest: digest("digest", &line.digest)?,
        })
    }
}

/// The error of a line that cannot be read: its version, where that is a newer one.
fn newer(line: &str, why: serde_json::Error) -> LineError {
    #[derive(Deserialize)]
    struct Versioned {
        version: u32,
    }
    match serde_json::from_str::<Versioned>(line) {
        Ok(line) if line.version > super::VERSION => LineError::Version(line.version),
        _ => LineError::Json(why),
    }
}

/// What is absent is null, never an empty text.
fn absent_or(name: &'static str, text: Option<String>) -> Result<Option<String>, LineError> {
    match text {
        Some(text) if text.is_empty() => Err(LineError::Field {
            field: name,
            value: text,
        }),
        text => Ok(text),
    }
}

impl ChangeLine {
    fn of(change: &Change) -> Self {
        Self {
            of: Some(change.of.text())
                .filter(|of| !of.is_empty())
                .map(str::to_owned),
            kind: change.kind,
            patch: change.content.as_ref().map(|content| content.patch.clone()),
            salt: change.content.as_ref().map(|content| to_hex(&content.salt)),
            digest: change.digest.to_string(),
        }
    }

    fn read(self, n: u32) -> Result<Change, LineError> {
        let of = absent_or("of", self.of)?.unwrap_or_default();
        let content = match (self.patch, self.salt) {
            (None, None) => None,
            (patch, salt) => {
                let salt = salt.unwrap_or_default();
                let bytes = from_hex(&salt).and_then(|bytes| <[u8; 16]>::try_from(bytes).ok());
                Some(Content {
                    patch: patch.unwrap_or_default(),
                    salt: field("salt", &salt, bytes)?,
                })
            }
        };
        Ok(Change {
            n,
            of: field("of", &of, Of::parse(&of))?,
            kind: self.kind,
            content,
            digest: field("digest", &self.digest, Digest::parse(&self.digest))?,
        })
    }
}
