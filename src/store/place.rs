//! The place of a file: which replica's chain goes on there.
//!
//! A chain belongs to a place, not to a file: a copy, a restored file and the same file on another machine each go on
//! under a replica of their own, so that no two operations share (replica, seq). What a place remembers is one small
//! file a path, under the user's state directory.

use std::{
    fs,
    io::{Read as _, Write as _},
    path::{Path, PathBuf},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use rusqlite::{Connection, OptionalExtension as _, params};
use sha2::{Digest as _, Sha256};

use super::Error;
use crate::journal::{Digest, Replica};

/// Bytes of what a place remembers: written over itself, so that it never changes its length.
const SIZE: usize = 512;
/// How much later than the time in it an entry may have been written, unless a copy or a restore put it there.
const LAG: Duration = Duration::from_secs(60);

/// A file's place on this machine.
#[derive(Debug)]
pub struct Place {
    /// What it remembers is kept here; none where no state can be kept.
    entry: Option<PathBuf>,
}

/// The end of a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct End {
    pub replica: Replica,
    pub seq: u64,
    pub digest: Digest,
}

impl Place {
    /// The place of the file at `path`, remembered under `state` (a directory of this program).
    #[must_use]
    pub fn of(path: &Path, state: Option<&Path>) -> Self {
        let canonical = canonical(path);
        let name = canonical.map(|path| {
            use std::os::unix::ffi::OsStrExt as _;
            let hash: [u8; 32] = Sha256::digest(path.as_os_str().as_bytes()).into();
            hash.iter()
                .take(16)
                .map(|byte| format!("{byte:02x}"))
                .collect::<String>()
        });
        Self {
            entry: state
                .zip(name)
                .map(|(state, name)| state.join("places").join(name)),
        }
    }

    /// The chain that goes on here: the one remembered, if the file holds its end and at most one line of successors.
    pub(super) fn chain(&self, connection: &Connection) -> Result<Option<End>, Error> {
        match self.remembered() {
            Some(end) => follow(connection, end),
            None => Ok(None),
        }
    }

    /// What is remembered. An entry that cannot be written counts as none: it would stay behind the chain, and an
    /// older file put back would then go on with it.
    fn remembered(&self) -> Option<End> {
        let file = fs::OpenOptions::new()
            .read(true)
            .write(true)
            .open(self.entry.as_ref()?)
            .ok()?;
        let mut text = String::new();
        (&file).take(SIZE as u64).read_to_string(&mut text).ok()?;
        let mut words = text.split_whitespace();
        if (words.next()?, words.next()?) != ("tidings-place", "1") {
            return None;
        }
        let written: u64 = words.next()?.parse().ok()?;
        let end = End {
            replica: Replica::parse(words.next()?)?,
            seq: words.next()?.parse().ok()?,
            digest: Digest::parse(words.next()?)?,
        };
        // A copy or a restore of the entry has a younger inode than its time says.
        let changed = changed_at(&file)?;
        (changed <= UNIX_EPOCH + Duration::from_millis(written) + LAG).then_some(end)
    }

    /// Remembers the end of the chain. Written over itself, neither renamed nor synced: losing it costs a new replica,
    /// and a rename would make every command dearer.
    ///
    /// # Errors
    /// What the system says where it cannot be kept.
    #[allow(
        clippy::disallowed_methods,
        reason = "an entry holds the machine's own time, never that of the command"
    )]
    pub(super) fn remember(&self, end: &End) -> Result<(), Error> {
        let Some(entry) = &self.entry else {
            return Err(Error::Io {
                path: PathBuf::from("the state of this place"),
                why: std::io::ErrorKind::NotFound.into(),
            });
        };
        let now = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default()
            .as_millis();
        let mut text = format!(
            "tidings-place 1 {now} {} {} {}",
            end.replica, end.seq, end.digest
        );
        text.extend(std::iter::repeat_n(
            ' ',
            SIZE.saturating_sub(text.len() + 1),
        ));
        text.push('\n');
        let write = || -> std::io::Result<()> {
            if let Some(folder) = entry.parent() {
                fs::create_dir_all(folder)?;
            }
            use std::os::unix::fs::OpenOptionsExt as _;
            let mut file = fs::OpenOptions::new()
                .write(true)
                .create(true)
                .truncate(false)
                .mode(0o600)
                .open(entry)?;
            file.write_all(text.as_bytes())
        };
        write().map_err(|why| Error::Io {
            path: entry.clone(),
            why,
        })
    }
}

/// The path without links; a file or a folder that is yet to be made will stand where the folder above it says.
fn canonical(path: &Path) -> Option<PathBuf> {
    fs::canonicalize(path).ok().or_else(|| {
        let folder = match path.parent()? {
            folder if folder.as_os_str().is_empty() => Path::new("."),
            folder => folder,
        };
        Some(canonical(folder)?.join(path.file_name()?))
    })
}

fn changed_at(file: &fs::File) -> Option<SystemTime> {
    use std::os::unix::fs::MetadataExt as _;
    let metadata = file.metadata().ok()?;
    let seconds = u64::try_from(metadata.ctime()).ok()?;
    Some(UNIX_EPOCH + Duration::from_secs(seconds))
}

/// Whether any operation of a replica came from elsewhere.
pub(super) const CAME_BACK: &str = "SELECT 1 FROM operation WHERE replica = ?1 AND taken_in = 1";

/// Whether the file holds the end of a chain.
pub(super) const HOLDS: &str =
    "SELECT 1 FROM operation WHERE replica = ?1 AND key >= ?2 AND key < ?3 AND digest = ?4";

/// What follows an operation in its chain.
pub(super) const SUCCESSORS: &str =
    "SELECT digest FROM operation WHERE replica = ?1 AND key >= ?2 AND key < ?3 AND previous = ?4";

/// Follows the chain from what was remembered to its end in the file; none where the file does not hold it, where it
/// forks, or where any operation of this place came back from elsewhere.
fn follow(connection: &Connection, mut end: End) -> Result<Option<End>, Error> {
    let came_back = connection
        .prepare_cached(CAME_BACK)?
        .exists([end.replica.as_str()])?;
    if came_back {
        return Ok(None);
    }
    let holds = connection
        .prepare_cached(HOLDS)?
        .query_row(chain_range(&end.replica, end.seq, &end.digest), |_| Ok(()))
        .optional()?
        .is_some();
    if !holds {
        return Ok(None);
    }
    loop {
        let mut successors = connection.prepare_cached(SUCCESSORS)?;
        let found = successors
            .query_map(chain_range(&end.replica, end.seq + 1, &end.digest), |row| {
                row.get::<_, Vec<u8>>(0)
            })?
            .collect::<Result<Vec<_>, _>>()?;
        match found.as_slice() {
            [] => return Ok(Some(end)),
            [digest] => {
                let Some(digest) = Digest::from_bytes(digest) else {
                    return Ok(None);
                };
                end = End {
                    seq: end.seq + 1,
                    digest,
                    ..end
                };
            }
            _ => return Ok(None),
        }
    }
}

/// The operations of one replica and seq, by the index on their keys: `REPLICA.SEQ.` up to `REPLICA.SEQ/`.
fn chain_range(replica: &Replica, seq: u64, digest: &Digest) -> impl rusqlite::Params {
    (
        replica.to_string(),
        format!("{replica}.{seq}."),
        format!("{replica}.{seq}/"),
        digest.bytes().to_vec(),
    )
}

/// The newest clock.
pub(super) const NEWEST_CLOCK: &str = "SELECT max(clock) FROM operation";

/// The newest clock in the file.
pub(super) fn newest_clock(connection: &Connection) -> Result<Option<u64>, Error> {
    Ok(connection
        .prepare_cached(NEWEST_CLOCK)?
        .query_row(params![], |row| row.get::<_, Option<i64>>(0))?
        .and_then(|clock| u64::try_from(clock).ok()))
}
