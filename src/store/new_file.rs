//! A new file: made whole under another name, and only then put in its place.

use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
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

/// A file that is made under another name beside its own. Given up, it leaves nothing behind.
#[derive(Debug)]
pub struct NewFile {
    store: Store,
    file: TempPath,
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
        let made = tempfile::Builder::new()
            .prefix(PREFIX)
            .suffix(SUFFIX)
            .tempfile_in(folder);
        let io = |why| Error::Io {
            path: path.to_owned(),
            why,
        };
        let file = made.map_err(io)?.into_temp_path();
        sweep(folder, &file);
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
        let store = Store { connection, path };
        Ok(Self { store, file })
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
        let Self { store, file } = self;
        let Store { connection, path } = store;
        in_wal(connection).map_err(|why| named(why, &path))?;
        let io = |why: std::io::Error| Error::Io {
            path: path.clone(),
            why,
        };
        fs::File::open(&file)
            .and_then(|made| made.sync_all())
            .map_err(io)?;
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

/// Removes what commands that were killed left in a folder: what nobody wrote to in the day before `now` was made.
fn sweep(folder: &Path, now: &Path) {
    const DAY: Duration = Duration::from_secs(24 * 60 * 60);
    let written = |file: &Path| fs::symlink_metadata(file).and_then(|file| file.modified());
    let (Ok(now), Ok(files)) = (written(now), fs::read_dir(folder)) else {
        return;
    };
    for file in files.flatten() {
        let name = file.file_name();
        let name = name.to_string_lossy();
        let is_old = || {
            let age = written(&file.path()).map(|written| now.duration_since(written));
            age.is_ok_and(|age| age.is_ok_and(|age| age > DAY))
        };
        if name.starts_with(PREFIX) && name.ends_with(SUFFIX) && is_old() {
            // Where it cannot be removed, it stays.
            let _ = fs::remove_file(file.path());
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
