//! A new file: made whole under another name, and only then put in its place.

use std::{
    fs, io,
    os::unix::fs::MetadataExt as _,
    path::{Path, PathBuf},
};

use rusqlite::Connection;
use tempfile::TempPath;

use super::{
    Error, Store, error,
    open::{APPLICATION_ID, make_tables},
    project,
};

/// How the other name begins.
const PREFIX: &str = ".tidings-";
/// How it ends.
const SUFFIX: &str = ".new";

/// A file that is made under another name beside its own. Given up, it leaves nothing behind; what a command leaves that
/// was killed, the next one that makes a file there clears away.
#[derive(Debug)]
pub struct NewFile {
    store: Store,
    file: TempPath,
    /// Locked for as long as the file is being made: nobody clears away what somebody still writes. (A lock of `flock`,
    /// which knows nothing of those of SQLite.)
    lock: fs::File,
}

impl NewFile {
    /// Makes a file with the tables of this release and nothing in them.
    ///
    /// # Errors
    /// [`Error::NoFolder`], or what SQLite or the system says.
    pub fn beside(path: &Path) -> Result<Self, Error> {
        let folder = folder_of(path);
        if !folder.is_dir() {
            return Err(Error::NoFolder(folder));
        }
        Self::made_in(&folder, path)
    }

    /// Makes such a file where the folder of its path may be missing: it then stands in the nearest that is there, and
    /// the folder is to be made before it is put in place.
    ///
    /// # Errors
    /// As those of [`beside`](Self::beside).
    pub fn near(path: &Path) -> Result<Self, Error> {
        let mut folder = folder_of(path);
        while !folder.is_dir() {
            folder = match folder.parent() {
                Some(_) => folder_of(&folder),
                None => return Err(Error::NoFolder(folder)),
            };
        }
        Self::made_in(&folder, path)
    }

    fn made_in(folder: &Path, path: &Path) -> Result<Self, Error> {
        sweep(folder);
        let (lock, file) = locked(folder).map_err(|why| Error::Io {
            path: path.to_owned(),
            why,
        })?;
        let fill = |file: &Path| {
            let mut connection = Connection::open(file)?;
            // Nobody else sees the file: it is synced once, when it is whole, and needs no log till then.
            connection.pragma_update(None, "synchronous", "OFF")?;
            connection.pragma_update_and_check(None, "journal_mode", "MEMORY", |_| Ok(()))?;
            // Half a megabyte: what is written in no order misses a larger one as well.
            connection.pragma_update(None, "cache_size", -500)?;
            connection.pragma_update(None, "application_id", APPLICATION_ID)?;
            make_tables(&mut connection)?;
            project::mark_current(&connection)?;
            Ok(connection)
        };
        let connection = fill(&file).map_err(|why| named(why, path))?;
        let path = path.to_owned();
        let store = Store::on(connection, path);
        Ok(Self { store, file, lock })
    }

    /// The store on the file, to be filled.
    pub fn store(&mut self) -> &mut Store {
        &mut self.store
    }

    /// Gives the file its name, without replacing another. Whether it did: else another file stands there.
    ///
    /// # Errors
    /// [`Error::NoFolder`], or what SQLite or the system says. Then nothing stands there.
    pub fn put_in_place(self) -> Result<bool, Error> {
        let Self { store, file, lock } = self;
        let Store { readings, path } = store;
        in_wal(readings.connection).map_err(|why| named(why, &path))?;
        let io = |why: std::io::Error| Error::Io {
            path: path.clone(),
            why,
        };
        lock.sync_all().map_err(io)?;
        let folder = folder_of(&path);
        match file.persist_noclobber(&path) {
            Ok(()) => fs::File::open(&folder)
                .and_then(|folder| folder.sync_all())
                .map(|()| true)
                .map_err(io),
            Err(_) if path.exists() => Ok(false),
            Err(_) if !folder.is_dir() => Err(Error::NoFolder(folder)),
            Err(why) => Err(io(why.error)),
        }
    }
}

/// An empty file under a name of its own, and the lock on it.
fn locked(folder: &Path) -> io::Result<(fs::File, TempPath)> {
    loop {
        let made = tempfile::Builder::new()
            .prefix(PREFIX)
            .suffix(SUFFIX)
            .tempfile_in(folder)?;
        let (lock, file) = made.into_parts();
        // Where the file system has no locks, none is taken by who clears away either.
        let _ = lock.lock();
        // Before it was locked another command may have taken it for one that was left.
        if lock.metadata()?.nlink() > 0 {
            return Ok((lock, file));
        }
    }
}

/// Removes what commands that were killed left in a folder: what nobody holds the lock of.
fn sweep(folder: &Path) {
    let Ok(files) = fs::read_dir(folder) else {
        return;
    };
    for file in files.flatten() {
        let name = file.file_name();
        let name = name.to_string_lossy();
        let is_file = file.file_type().is_ok_and(|kind| kind.is_file());
        if !is_file || !name.starts_with(PREFIX) || !name.ends_with(SUFFIX) {
            continue;
        }
        let is_left = |left: &fs::File| left.try_lock().is_ok();
        if let Some(_held) = fs::File::open(file.path()).ok().filter(is_left) {
            // Where it cannot be removed, it stays; so does what SQLite began beside it.
            for end in ["", "-wal", "-shm"] {
                let mut left = file.path().into_os_string();
                left.push(end);
                let _ = fs::remove_file(left);
            }
        }
    }
}

/// Sets how a file is written for good, and closes it.
fn in_wal(connection: Connection) -> Result<(), Error> {
    connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    Ok(connection.close().map_err(|(_, why)| why)?)
}

/// The failure, told of the path that the file is to have.
fn named(why: Error, path: &Path) -> Error {
    match why {
        Error::Sqlite { why, .. } => error::at(path)(why),
        why => why,
    }
}

fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if folder.as_os_str().is_empty() => PathBuf::from("."),
        Some(folder) => folder.to_owned(),
        None => PathBuf::from("/"),
    }
}
