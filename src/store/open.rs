//! Opening a file: made whole at the first write, migrated, refused where it is newer or another program's.

use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use rusqlite_migration::{M, Migrations};

use super::{Error, NewFile, Store, error};

/// `tidg` in ASCII: how a tidings file is told from other SQLite files (`file(1)`, application_id).
pub(super) const APPLICATION_ID: i32 = 0x7469_6467;
/// How long a command waits for another before it gives up.
const PATIENCE: Duration = Duration::from_secs(120);
/// How long it waits before it says so.
const SILENCE: Duration = Duration::from_secs(2);

/// The migrations, in order.
const MIGRATIONS: [&str; 4] = [
    include_str!("../../migrations/01-journal/up.sql"),
    include_str!("../../migrations/02-readings/up.sql"),
    include_str!("../../migrations/03-views/up.sql"),
    include_str!("../../migrations/04-secrecy/up.sql"),
];

/// Makes the tables of this release in a new file.
pub(super) fn make_tables(connection: &mut Connection) -> Result<(), Error> {
    migrations()
        .to_latest(connection)
        .map_err(|why| Error::Damaged(why.to_string()))
}

fn migrations() -> Migrations<'static> {
    Migrations::from_iter(MIGRATIONS.map(M::up))
}

impl Store {
    /// Opens a file for reading; none where there is none yet. Reading never writes. All readings are of one state of
    /// the file, that of the first of them.
    ///
    /// # Errors
    /// [`Error::Foreign`], [`Error::Newer`], or what SQLite says.
    pub fn open(path: &Path) -> Result<Option<Self>, Error> {
        Self::open_telling(path, &mut |_, _| {})
    }

    /// Opens a file as [`open`](Self::open) does. Where its tables have to be brought to the shape of this release,
    /// `progress` is told so first, and then how many records are done, of how many.
    ///
    /// # Errors
    /// As those of [`open`](Self::open).
    pub fn open_telling(
        path: &Path,
        progress: &mut dyn FnMut(usize, usize),
    ) -> Result<Option<Self>, Error> {
        match fs::metadata(path) {
            Ok(_) => {}
            Err(why) if why.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(why) => {
                return Err(Error::Io {
                    path: path.to_owned(),
                    why,
                });
            }
        }
        let mut store = Self::connected(path)?;
        if !store.check_version()? || !store.projection_is_current()? {
            store.migrate(progress)?;
        }
        store.pragma("query_only", true)?;
        // One state for all; and a statement outside a transaction would take and drop the locks of its own.
        store
            .connection
            .execute_batch("BEGIN")
            .map_err(error::at(&store.path))?;
        Ok(Some(store))
    }

    /// Opens a file for a look in passing, as while a word is being completed: it waits for nobody, writes nothing and
    /// migrates nothing. None where that is not to be had.
    #[must_use]
    pub fn glance(path: &Path) -> Option<Self> {
        if !fs::metadata(path).ok()?.is_file() {
            return None;
        }
        let connection = if ["-wal", "-journal"].iter().any(|log| has_log(path, log)) {
            // Somebody writes, or left a log: to read it takes a connection that sees it.
            let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            Connection::open_with_flags(Path::new(".").join(path), flags).ok()?
        } else {
            connect_immutable(path).ok()?
        };
        connection.busy_timeout(Duration::ZERO).ok()?;
        let path = path.to_owned();
        let store = Self::on(connection, path);
        (store.check_version().ok()? && store.projection_is_current().ok()?).then_some(store)
    }

    /// Opens a file for writing, and makes it first where there is none.
    ///
    /// # Errors
    /// [`Error::NoFolder`], [`Error::Foreign`], [`Error::Newer`], or what SQLite or the system says.
    pub fn open_or_make(path: &Path) -> Result<Self, Error> {
        Self::open_or_make_telling(path, &mut |_, _| {})
    }

    /// Opens or makes a file as [`open_or_make`](Self::open_or_make) does, and tells of its progress as
    /// [`open_telling`](Self::open_telling) does.
    ///
    /// # Errors
    /// As those of [`open_or_make`](Self::open_or_make).
    pub fn open_or_make_telling(
        path: &Path,
        progress: &mut dyn FnMut(usize, usize),
    ) -> Result<Self, Error> {
        if !path.exists() {
            // Who loses the race opens the winner's. (Made in place, simultaneous first commands found half-made files.)
            NewFile::beside(path)?.put_in_place()?;
        }
        let mut store = Self::connected(path)?;
        if !store.check_version()? || !store.projection_is_current()? {
            store.migrate(progress)?;
        }
        Ok(store)
    }

    /// A file without a name, gone with this value: for trying what a first command would do. It is kept in memory while
    /// it is small.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn temporary() -> Result<Self, Error> {
        let mut connection = Connection::open("")?;
        make_tables(&mut connection)?;
        Ok(Self::on(connection, PathBuf::new()))
    }

    /// A store on the file as it is, for which [`Store::check_version`] is still to speak.
    fn connected(path: &Path) -> Result<Self, Error> {
        look_first(path)?;
        Ok(Self::on(connect(path)?, path.to_owned()))
    }

    /// Whether the tables have the shape of this release; an error where a newer one or another program made them.
    fn check_version(&self) -> Result<bool, Error> {
        let foreign = |why: rusqlite::Error| match why.sqlite_error_code() {
            Some(rusqlite::ErrorCode::NotADatabase) => Error::Foreign(self.path.clone()),
            _ => error::at(&self.path)(why),
        };
        let application: i32 = self
            .connection
            .pragma_query_value(None, "application_id", |row| row.get(0))
            .map_err(foreign)?;
        if application != APPLICATION_ID {
            return Err(Error::Foreign(self.path.clone()));
        }
        match migrations().pending_migrations(&self.connection) {
            Ok(0) => Ok(true),
            Ok(pending) if pending > 0 => Ok(false),
            Ok(_) => Err(Error::Newer(self.path.clone())),
            Err(rusqlite_migration::Error::RusqliteError { err, .. }) => Err(foreign(err)),
            Err(why) => Err(Error::Damaged(why.to_string())),
        }
    }

    /// Brings the tables to the shape of this release, and rebuilds the readings where they follow older rules.
    fn migrate(&mut self, progress: &mut dyn FnMut(usize, usize)) -> Result<(), Error> {
        progress(0, 0);
        if let Err(why) = migrations().to_latest(&mut self.readings.connection) {
            // Another process may have done it between the look and the lock.
            if !self.check_version()? {
                return Err(Error::Damaged(why.to_string()));
            }
        }
        if !self.projection_is_current()? {
            self.rebuild(progress)?;
        }
        Ok(())
    }

    pub(super) fn pragma(&self, name: &str, value: bool) -> Result<(), Error> {
        self.connection
            .pragma_update(None, name, value)
            .map_err(error::at(&self.path))
    }

    /// Begins a transaction that writes, and calls `waiting` once where another command holds the file for two seconds.
    pub(super) fn begin(&self, waiting: impl FnOnce()) -> Result<rusqlite::Transaction<'_>, Error> {
        let begin = || {
            rusqlite::Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate)
        };
        self.connection.busy_timeout(SILENCE)?;
        let begun = begin();
        self.connection.busy_timeout(PATIENCE)?;
        match begun {
            Err(why) if error::is_busy(&why) => {
                waiting();
                begin().map_err(error::at(&self.path))
            }
            begun => begun.map_err(error::at(&self.path)),
        }
    }
}

/// Refuses what is no file of ours before a connection could touch it: merely closing a file that was left with a log of
/// its own would write that into it. So such a file is first looked at as one that nobody writes.
///
/// By a connection, and not by opening the file: closing it again would drop the locks that this process may hold on it
/// (SQLite, *How to corrupt a database file*, section 2.2).
fn look_first(path: &Path) -> Result<(), Error> {
    let metadata = fs::metadata(path).map_err(|why| Error::Io {
        path: path.to_owned(),
        why,
    })?;
    // Anything but a file could block, or be read only once.
    if !metadata.is_file() {
        return Err(Error::Foreign(path.to_owned()));
    }
    if !["-wal", "-journal"].iter().any(|log| has_log(path, log)) {
        return Ok(());
    }
    let look = connect_immutable(path).and_then(|connection| {
        let path = path.to_owned();
        Store::on(connection, path).check_version()
    });
    match look {
        Err(why @ (Error::Foreign(_) | Error::Newer(_))) => Err(why),
        // Without its log a file of ours can look damaged: after half a checkpoint its first page tells of more pages
        // than there are. The connection that reads the log will say.
        Ok(_) | Err(_) => Ok(()),
    }
}

/// Opens the file as it is: for writing where that is possible, else as one that nobody writes.
fn connect(path: &Path) -> Result<Connection, Error> {
    let at = error::at(path);
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    // A path from here: to SQLite, `:memory:` alone is no file.
    let literal = Path::new(".").join(path);
    let connection = Connection::open_with_flags(literal, flags).map_err(&at)?;
    connection.busy_timeout(PATIENCE).map_err(&at)?;
    match connection
        .pragma_update(None, "synchronous", "FULL")
        .and_then(|()| can_read(&connection))
    {
        Ok(()) => Ok(connection),
        // What stands in the log alone would be missing without a word.
        Err(why) if is_read_only(&why) && has_log(path, "-wal") => {
            Err(Error::LogLeft(path.to_owned()))
        }
        Err(why) if is_read_only(&why) => connect_immutable(path),
        Err(why) if why.sqlite_error_code() == Some(rusqlite::ErrorCode::NotADatabase) => {
            Err(Error::Foreign(path.to_owned()))
        }
        Err(why) => Err(at(why)),
    }
}

/// Whether a log with something in it stands beside the file.
fn has_log(path: &Path, suffix: &str) -> bool {
    let mut log = path.as_os_str().to_owned();
    log.push(suffix);
    fs::metadata(log).is_ok_and(|log| log.len() > 0)
}

/// Opens the file as one that nobody writes.
fn connect_immutable(path: &Path) -> Result<Connection, Error> {
    let uri = format!("file:{}?immutable=1", uri_path(path));
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_URI
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    Connection::open_with_flags(uri, flags).map_err(error::at(path))
}

fn can_read(connection: &Connection) -> rusqlite::Result<()> {
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))
}

fn is_read_only(why: &rusqlite::Error) -> bool {
    use rusqlite::ErrorCode::{CannotOpen, ReadOnly};
    matches!(why.sqlite_error_code(), Some(CannotOpen | ReadOnly))
}

/// The path as it stands in a `file:` URI (RFC 3986).
fn uri_path(path: &Path) -> String {
    use std::os::unix::ffi::OsStrExt as _;
    path.as_os_str()
        .as_bytes()
        .iter()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => {
                char::from(*byte).to_string()
            }
            byte => format!("%{byte:02X}"),
        })
        .collect()
}
