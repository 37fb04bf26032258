//! The journal: an append-only list of operations, each a closed set of changes, sealed by a chain of digests.
//!
//! The journal is the truth; every table is a reading of it. docs/journal.md gives its bytes with test vectors.

mod clock;
mod digest;
mod fold;
mod key;
mod line;
mod operation;
mod verify;

pub use clock::Clock;
pub use digest::Digest;
pub use fold::{Folded, Order, Step, Undone, fold};
pub use key::{OperationKey, Replica};
pub use line::LineError;
pub use operation::{Change, Content, Draft, Header, Limit, Of, Operation, REASON, UNDONE};
pub use verify::{Predecessor, Refusal};

/// The version of the format that this release writes, and the newest that it reads.
pub const VERSION: u32 = 1;
/// This release, named where a newer version is refused.
pub const RELEASE: &str = env!("CARGO_PKG_VERSION");
