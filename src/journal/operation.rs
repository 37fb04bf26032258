//! One operation: what one command wrote, sealed.

use thiserror::Error;

use super::{Clock, Digest, OperationKey, Replica, VERSION, digest::Parts};
use crate::model::{Id, Kind, Registers};

/// The register of an operation that says why, set by its own change 0 and nowhere else.
pub const REASON: &str = "reason";
/// The register of an operation that says that it is taken back: true, or the numbers of the changes taken back.
pub const UNDONE: &str = "undone";

/// What stands before the changes of an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// The version of the format.
    pub version: u32,
    /// The chain that it belongs to.
    pub replica: Replica,
    /// Its place in the chain: 1, 2, 3 … without gaps.
    pub seq: u64,
    /// Its place in fold order.
    pub clock: Clock,
    /// The heads of other chains that were in the file and that no operation there had seen, in order of bytes.
    pub seen: Vec<OperationKey>,
    /// The digest of the operation before it in its chain; none for the first.
    pub previous: Option<Digest>,
    /// Who wrote it, where they said so.
    pub author: Option<String>,
    /// What wrote it; absent: a person at the command line.
    pub via: Option<String>,
    /// When it was written, in UTC milliseconds since 1970.
    pub recorded_at: u64,
    /// The verb alone (`add statement`), never its arguments.
    pub command: String,
    /// What several operations of one import, or of its undo, share.
    pub batch: Option<Id>,
}

/// What a change is of.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Of {
    /// A record.
    Record(Id),
    /// Another operation.
    Operation(OperationKey),
    /// The operation that the change stands in.
    This,
}

impl Of {
    /// As it is stored and hashed: the id, the key, or nothing.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Of::Record(id) => id.as_str(),
            Of::Operation(key) => key.as_str(),
            Of::This => "",
        }
    }

    /// Reads what [`Of::text`] wrote; none where it is ill formed.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text.is_empty() {
            Some(Of::This)
        } else if let Ok(id) = Id::parse(text) {
            Some(Of::Record(id))
        } else {
            OperationKey::parse(text).map(Of::Operation)
        }
    }
}

/// What a change says, which redaction can take out and leave the chain whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// One flat JSON object, register to value; null clears. Stored, sent and hashed as this very text.
    pub patch: String,
    /// 16 bytes from the operating system, so that nothing can be guessed from the digest.
    pub salt: [u8; 16],
}

/// One change of one record or operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its number: from 1; the reason is 0.
    pub n: u32,
    /// What it is of.
    pub of: Of,
    /// The kind of the record; none where it is of an operation.
    pub kind: Option<Kind>,
    /// What it says; none where it was redacted.
    pub content: Option<Content>,
    /// The digest of its content.
    pub digest: Digest,
}

/// A change before it is sealed: what it is of, its kind, its patch.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// What it is of.
    pub of: Of,
    /// The kind of the record; none where it is of an operation.
    pub kind: Option<Kind>,
    /// What it sets and clears.
    pub patch: Registers,
}

/// One operation, sealed by its digest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operation {
    /// What stands before its changes.
    pub header: Header,
    /// Its changes, in order of their numbers.
    pub changes: Vec<Change>,
    /// The digest over both and the chain before it.
    pub digest: Digest,
}

/// More than the journal takes in one piece.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Limit {
    /// A text of more than 1 MiB.
    #[error("a text of {0} bytes; the longest that is kept has 1 MiB (1 048 576)")]
    Text(usize),
    /// A register's name of more than 1 KiB.
    #[error("a name of {0} bytes; the longest that is kept has 1 KiB (1 024)")]
    Register(usize),
    /// A change of more than 4 MiB.
    #[error("a record's change of {0} bytes; the largest that is kept has 4 MiB (4 194 304)")]
    Change(usize),
    /// More than 1 000 changes in one operation.
    #[error("{0} records in one operation; the most that are kept in one are 1 000")]
    Changes(usize),
    /// More than 1 MiB of patches before the last change.
    #[error("an operation of {0} bytes; it is closed at 1 MiB (1 048 576)")]
    Patches(usize),
}

impl Limit {
    const TEXT: usize = 1 << 20;
    const REGISTER: usize = 1 << 10;
    const CHANGE: usize = 4 << 20;
    /// The most changes of one operation.
    pub const CHANGES: usize = 1_000;
    /// The bytes of patches at which an operation is closed.
    pub const PATCHES: usize = 1 << 20;

    /// Checks one patch.
    ///
    /// # Errors
    /// The limit that it passes.
    pub fn of_patch(patch: &Registers, bytes: usize) -> Result<(), Self> {
        fn texts(value: &serde_json::Value) -> Result<(), Limit> {
            match value {
                serde_json::Value::String(text) if text.len() > Limit::TEXT => {
                    Err(Limit::Text(text.len()))
                }
                serde_json::Value::Array(members) => members.iter().try_for_each(texts),
                serde_json::Value::Object(fields) => fields.values().try_for_each(texts),
                _ => Ok(()),
            }
        }
        for name in patch.names() {
            patch.get(name).map_or(Ok(()), texts)?;
            if name.len() > Self::REGISTER {
                return Err(Self::Register(name.len()));
            }
        }
        if bytes > Self::CHANGE {
            Err(Self::Change(bytes))
        } else {
            Ok(())
        }
    }

    /// Checks the texts of a header.
    ///
    /// # Errors
    /// The limit that one passes.
    pub fn of_header(header: &Header) -> Result<(), Self> {
        let texts = [
            header.author.as_deref(),
            header.via.as_deref(),
            Some(header.command.as_str()),
        ];
        match texts
            .into_iter()
            .flatten()
            .find(|text| text.len() > Self::TEXT)
        {
            Some(text) => Err(Self::Text(text.len())),
            None => Ok(()),
        }
    }

    /// Checks how many changes stand in one operation, and how large they are together.
    ///
    /// # Errors
    /// The limit that they pass.
    pub fn of_operation(changes: &[Change]) -> Result<(), Self> {
        let numbered = changes.iter().filter(|change| change.n > 0).count();
        if numbered > Self::CHANGES {
            return Err(Self::Changes(numbered));
        }
        let before_the_last: usize = changes
            .iter()
            .rev()
            .skip(1)
            .filter_map(|change| change.content.as_ref())
            .map(|content| content.patch.len())
            .sum();
        if before_the_last >= Self::PATCHES {
            Err(Self::Patches(before_the_last))
        } else {
            Ok(())
        }
    }
}

impl Content {
    /// The digest of a change with this content.
    #[must_use]
    pub fn digest(&self) -> Digest {
        Parts::new("tidings change 1")
            .bytes(&self.salt)
            .text(&self.patch)
            .finish()
    }
}

impl Change {
    /// Seals the changes of one operation: a reason becomes change 0, the drafts changes 1, 2, 3 …; `salt` is asked
    /// once a change.
    ///
    /// # Errors
    /// [`Limit`] where one is more than the journal takes in one piece.
    pub fn seal_all(
        reason: Option<&str>,
        drafts: Vec<Draft>,
        mut salt: impl FnMut() -> [u8; 16],
    ) -> Result<Vec<Self>, Limit> {
        let reason = reason.map(|why| {
            let mut patch = Registers::default();
            patch.set(REASON, why.into());
            (
                0,
                Draft {
                    of: Of::This,
                    kind: None,
                    patch,
                },
            )
        });
        let numbered = (1..).zip(drafts);
        reason
            .into_iter()
            .chain(numbered)
            .map(|(n, draft)| Self::seal(n, draft, salt()))
            .collect()
    }

    /// Seals one change.
    ///
    /// # Errors
    /// [`Limit`] where it is more than the journal takes in one piece.
    pub fn seal(n: u32, draft: Draft, salt: [u8; 16]) -> Result<Self, Limit> {
        let content = Content {
            patch: draft.patch.text(),
            salt,
        };
        Limit::of_patch(&draft.patch, content.patch.len())?;
        let digest = content.digest();
        Ok(Self {
            n,
            of: draft.of,
            kind: draft.kind,
            content: Some(content),
            digest,
        })
    }
}

impl Operation {
    /// Seals an operation. A reason becomes change 0, the drafts changes 1, 2, 3 …; `salt` is asked once a change.
    /// What the header has seen is put in order.
    ///
    /// # Errors
    /// [`Limit`] where the drafts are more than the journal takes in one piece.
    pub fn seal(
        header: Header,
        reason: Option<&str>,
        drafts: Vec<Draft>,
        salt: impl FnMut() -> [u8; 16],
    ) -> Result<Self, Limit> {
        Self::of(header, Change::seal_all(reason, drafts, salt)?)
    }

    /// Seals an operation of changes that are sealed and in order of their numbers. What the header has seen is put in
    /// order.
    ///
    /// # Errors
    /// [`Limit`] where they are more than the journal takes in one piece.
    pub fn of(mut header: Header, changes: Vec<Change>) -> Result<Self, Limit> {
        header.seen.sort();
        header.seen.dedup();
        Limit::of_header(&header)?;
        Limit::of_operation(&changes)?;
        let digest = header.digest(&changes);
        Ok(Self {
            header,
            changes,
            digest,
        })
    }

    /// What the operation is called everywhere.
    #[must_use]
    pub fn key(&self) -> OperationKey {
        OperationKey::new(&self.header.replica, self.header.seq, &self.digest)
    }
}

impl Header {
    /// The digest of an operation with this header and these changes.
    #[must_use]
    pub fn digest(&self, changes: &[Change]) -> Digest {
        let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        let mut parts = Parts::new(&format!("tidings operation {}", self.version))
            .bytes(self.previous.unwrap_or(Digest::NONE).bytes())
            .text(self.replica.as_str())
            .u64(self.seq)
            .u64(self.clock.bits())
            .u64(self.recorded_at)
            .text(self.author.as_deref().unwrap_or_default())
            .text(self.via.as_deref().unwrap_or_default())
            .text(&self.command)
            .text(self.batch.as_ref().map_or("", Id::as_str))
            .u32(count(self.seen.len()));
        for key in &self.seen {
            parts = parts.text(key.as_str());
        }
        parts = parts.u32(count(changes.len()));
        for change in changes {
            parts = parts
                .u32(change.n)
                .text(change.of.text())
                .text(change.kind.map_or("", crate::model::Word::word))
                .bytes(change.digest.bytes());
        }
        parts.finish()
    }

    /// Whether this release reads the version.
    #[must_use]
    pub fn is_known(&self) -> bool {
        (1..=VERSION).contains(&self.version)
    }
}
