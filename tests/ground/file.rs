//! A file that one desk writes.

use tidings::{
    model::{Actor, Event, Id, Kind, Note, Record},
    store::{Draft, Error, Place, Store},
};

use super::{NOW, raw, readings, write};

/// A file with its place.
pub struct File {
    folder: tempfile::TempDir,
    pub store: Store,
    pub place: Place,
}

impl File {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("story.db");
        let store = Store::open_or_make(&path).unwrap();
        let place = Place::of(&path, Some(&folder.path().join("state")));
        Self {
            folder,
            store,
            place,
        }
    }

    pub fn raw(&self) -> rusqlite::Connection {
        raw(&self.folder.path().join("story.db"))
    }

    pub fn write<T>(
        &mut self,
        command: &str,
        act: impl FnOnce(&mut Draft<'_>) -> Result<T, Error>,
    ) -> (T, Option<i64>) {
        let written = write(&mut self.store, &self.place, NOW, command, act).unwrap();
        (written.value, written.operation)
    }

    pub fn rebuilt(&mut self) -> Vec<String> {
        self.store.rebuild(&mut |_, _| {}).unwrap();
        readings(&self.raw())
    }

    pub fn damage(&self) -> Vec<String> {
        self.store.doctor(NOW).unwrap().damage
    }
}

pub fn put(
    draft: &mut Draft<'_>,
    id: Id,
    kind: Kind,
    text: &str,
    topic: Option<&str>,
) -> Result<(), Error> {
    let topics = topic.map(str::to_owned).into_iter().collect();
    match kind {
        Kind::Event => draft.put(&Record {
            topics,
            ..Record::new(
                id,
                Event {
                    title: text.into(),
                    ..Event::default()
                },
            )
        }),
        Kind::Actor => draft.put(&Record {
            topics,
            ..Record::new(
                id,
                Actor {
                    name: text.into(),
                    ..Actor::default()
                },
            )
        }),
        _ => draft.put(&Record {
            topics,
            ..Record::new(
                id,
                Note {
                    text: text.into(),
                    ..Note::default()
                },
            )
        }),
    }
}
