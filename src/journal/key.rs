//! Who wrote an operation (its replica), and what it is called everywhere (its key).

use std::fmt;

use super::Digest;
use crate::model::Id;

/// One chain of operations, written at one place: 16 letters, after a `-` where the chain is private.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Replica(String);

impl Replica {
    /// A replica of a chain that travels.
    #[must_use]
    pub fn new(letters: Id) -> Self {
        Self(letters.to_string())
    }

    /// Reads a replica; none where it is ill formed.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Id::parse(text.strip_prefix('-').unwrap_or(text))
            .ok()
            .map(|_| Self(text.to_owned()))
    }

    /// Whether its chain never leaves its file.
    #[must_use]
    pub fn is_private(&self) -> bool {
        self.0.starts_with('-')
    }

    /// Its text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Replica {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What an operation is called: `REPLICA.SEQ.` and the first 16 hex digits of its digest, so that the two branches of
/// a fork differ.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OperationKey(String);

impl OperationKey {
    /// The key of an operation.
    #[must_use]
    pub fn new(replica: &Replica, seq: u64, digest: &Digest) -> Self {
        let digest = digest.to_string();
        Self(format!(
            "{replica}.{seq}.{}",
            digest.get(..16).unwrap_or_default()
        ))
    }

    /// Reads a key; none where it is ill formed.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('.');
        let (replica, seq, digest) = (parts.next()?, parts.next()?, parts.next()?);
        let number: u64 = seq.parse().ok()?;
        let well_formed = parts.next().is_none()
            && Replica::parse(replica).is_some()
            && number > 0
            && number.to_string() == seq
            && digest.len() == 16
            && super::digest::from_hex(digest).is_some();
        well_formed.then(|| Self(text.to_owned()))
    }

    /// Its text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for OperationKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
