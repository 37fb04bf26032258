//! The door: what an operation must satisfy to enter a file from elsewhere, and what `doctor` holds stored ones to.

use thiserror::Error;

use super::{Clock, Digest, Limit, Of, Operation, REASON, UNDONE};
use crate::model::{self, REDACTED, Registers};

/// The operation that another follows in its chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Predecessor {
    /// Its digest.
    pub digest: Digest,
    /// Its place in the chain.
    pub seq: u64,
    /// Its clock.
    pub clock: Clock,
}

/// Why an operation cannot enter, or is damaged.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Refusal {
    /// A version that this release does not read.
    #[error("it is of version {0} of the journal; this release reads up to {version}", version = super::VERSION)]
    Version(u32),
    /// It stands in a private chain.
    #[error("it stands in a private chain, which never travels")]
    Private,
    /// It follows nothing that is there.
    #[error("the operation before it in its chain is missing")]
    Predecessor,
    /// Its seq does not follow that of its predecessor.
    #[error("it is number {found} of its chain, and {expected} was due")]
    Seq {
        /// What was due.
        expected: u64,
        /// What it says.
        found: u64,
    },
    /// Its clock is not greater than that of its predecessor.
    #[error("its clock is not after that of the operation before it")]
    Clock,
    /// What it has seen is not in order of bytes, each once.
    #[error("what it has seen is not in order")]
    Seen,
    /// It was recorded after its clock.
    #[error("it was recorded after its clock")]
    RecordedAt,
    /// Its digest is not that of its content.
    #[error("its digest is not that of what it holds")]
    Digest,
    /// The digest of a change is not that of its content.
    #[error("the digest of its change {0} is not that of what it holds")]
    ChangeDigest(u32),
    /// Its changes are not numbered 1, 2, 3 …, after a reason at 0.
    #[error("its changes are not numbered from 1 on")]
    Numbers,
    /// It passes a limit.
    #[error("it holds {0}")]
    Limit(#[from] Limit),
    /// A change is no patch, or a register of it does not fit.
    #[error("its change {n}: {why}")]
    Patch {
        /// The number of the change.
        n: u32,
        /// What is wrong with it.
        why: model::Error,
    },
    /// A change sets what a change of its sort may not.
    #[error("its change {n} sets what a change of {of} may not")]
    Registers {
        /// The number of the change.
        n: u32,
        /// What it is of.
        of: &'static str,
    },
}

impl Operation {
    /// Checks what an operation must satisfy to enter a file from elsewhere: all that a stored one must, and that each
    /// value is one that this release can read.
    ///
    /// # Errors
    /// The first [`Refusal`] that it meets.
    pub fn verify(&self, predecessor: Option<&Predecessor>) -> Result<(), Refusal> {
        self.verify_stored(predecessor)?;
        for change in &self.changes {
            let n = change.n;
            if let (Some(content), Some(kind)) = (&change.content, change.kind) {
                Registers::parse(&content.patch)
                    .and_then(|patch| patch.fits(kind))
                    .map_err(|why| Refusal::Patch { n, why })?;
            }
        }
        Ok(())
    }

    /// Checks all that can be said of an operation by itself and its predecessor.
    ///
    /// Whether a change that has neither patch nor salt was redacted is for the caller, who knows the redactions.
    /// A value that an older release let pass and this one cannot read counts as not set, and is no damage.
    ///
    /// # Errors
    /// The first [`Refusal`] that it meets.
    pub fn verify_stored(&self, predecessor: Option<&Predecessor>) -> Result<(), Refusal> {
        let header = &self.header;
        if !header.is_known() {
            return Err(Refusal::Version(header.version));
        }
        if header.replica.is_private() {
            return Err(Refusal::Private);
        }
        if !header.seen.is_sorted_by(|one, next| one < next) {
            return Err(Refusal::Seen);
        }
        match (predecessor, header.previous) {
            (None, None) if header.seq == 1 => {}
            (None, None) => {
                return Err(Refusal::Seq {
                    expected: 1,
                    found: header.seq,
                });
            }
            (Some(before), Some(previous)) if before.digest == previous => {
                let expected = before.seq.saturating_add(1);
                if header.seq != expected {
                    return Err(Refusal::Seq {
                        expected,
                        found: header.seq,
                    });
                }
                if header.clock <= before.clock {
                    return Err(Refusal::Clock);
                }
            }
            _ => return Err(Refusal::Predecessor),
        }
        if header.recorded_at > header.clock.millis() {
            return Err(Refusal::RecordedAt);
        }
        Limit::of_header(header)?;
        Limit::of_operation(&self.changes)?;
        self.verify_changes()?;
        if header.digest(&self.changes) == self.digest {
            Ok(())
        } else {
            Err(Refusal::Digest)
        }
    }

    /// Whether its clock is more than 24 hours ahead of `now` (UTC milliseconds): such an operation does not enter.
    #[must_use]
    pub fn is_ahead(&self, now: u64) -> bool {
        self.header.clock.millis() > now.saturating_add(24 * 60 * 60 * 1_000)
    }

    fn verify_changes(&self) -> Result<(), Refusal> {
        let first = match self.changes.first() {
            None => return Err(Refusal::Numbers),
            Some(change) => u32::from(change.of != Of::This),
        };
        for (expected, change) in (first..).zip(&self.changes) {
            let n = change.n;
            if n != expected || (change.of == Of::This) != (n == 0) {
                return Err(Refusal::Numbers);
            }
            let refused = Refusal::Registers {
                n,
                of: match change.of {
                    Of::This => "this operation",
                    Of::Operation(_) => "another operation",
                    Of::Record(_) => "a record",
                },
            };
            if change.kind.is_some() != matches!(change.of, Of::Record(_)) {
                return Err(refused);
            }
            let Some(content) = &change.content else {
                // A redaction empties records and reasons; what is undone it leaves.
                if matches!(change.of, Of::Operation(_)) {
                    return Err(refused);
                }
                continue;
            };
            if content.digest() != change.digest {
                return Err(Refusal::ChangeDigest(n));
            }
            let patch =
                Registers::parse(&content.patch).map_err(|why| Refusal::Patch { n, why })?;
            Limit::of_patch(&patch, content.patch.len())?;
            let alone = |register: &str| patch.names().eq([register]);
            let allowed = match &change.of {
                Of::This => alone(REASON) && is_reason(patch.get(REASON)),
                Of::Operation(_) => alone(UNDONE) && is_undone(patch.get(UNDONE)),
                // A redaction is for ever: nothing clears it.
                Of::Record(_) => match patch.get(REDACTED) {
                    None => true,
                    Some(redacted) => alone(REDACTED) && *redacted == serde_json::Value::Bool(true),
                },
            };
            if !allowed {
                return Err(refused);
            }
        }
        Ok(())
    }
}

fn is_reason(value: Option<&serde_json::Value>) -> bool {
    value
        .and_then(serde_json::Value::as_str)
        .is_some_and(|why| !why.is_empty())
}

fn is_undone(value: Option<&serde_json::Value>) -> bool {
    use serde_json::Value;
    match value {
        Some(Value::Null | Value::Bool(true)) => true,
        Some(Value::Array(numbers)) => {
            !numbers.is_empty()
                && numbers
                    .iter()
                    .all(|n| n.as_u64().is_some_and(|n| (1..=1_000).contains(&n)))
        }
        _ => false,
    }
}
