//! A desk with a file of its own, for tests that record through the library.
#![allow(dead_code, reason = "each test uses its part")]

pub mod full;

use serde_json::Value;
use tidings::{
    exchange::json,
    model::{
        Actor, ActorKind, AnyRecord, Id, Link, Own, Record, Slug, Verb, Visibility, Word as _,
    },
    report::release::{Audience, LeftOut, Release},
    store::{Error, Moment, Place, Store},
    when::{Instant, When},
};

/// 14 August 2025, 12:00 UTC, in milliseconds.
pub const NOW: u64 = 1_755_172_800_000;

/// A file, the place that it is in, and what is recorded there at noon of 14 August 2025.
pub struct Desk {
    pub store: Store,
    place: Place,
    moment: Moment,
    folder: tempfile::TempDir,
}

impl Desk {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("story.db");
        let store = Store::open_or_make(&path).unwrap();
        let place = Place::of(&path, Some(&folder.path().join("state")));
        let moment = Moment {
            now: NOW,
            machine: NOW,
            today: chrono::NaiveDate::from_ymd_opt(2025, 8, 14).unwrap(),
            zone: tidings::when::Zone::UTC,
            author: None,
            via: None,
            test_ids: Some("desk".into()),
        };
        Self {
            store,
            place,
            moment,
            folder,
        }
    }

    pub fn path(&self) -> std::path::PathBuf {
        self.folder.path().join("story.db")
    }

    /// Records it and returns its id.
    pub fn add<K: Own>(&mut self, record: Record<K>) -> Id
    where
        AnyRecord: From<Record<K>>,
    {
        self.store
            .write(
                &self.place,
                &self.moment,
                "add",
                || {},
                |draft| draft.put(&record),
                |_, _| Ok::<_, Error>(()),
            )
            .unwrap();
        record.id
    }

    /// Records it as it now is.
    pub fn put<K: Own>(&mut self, record: &Record<K>)
    where
        AnyRecord: From<Record<K>>,
    {
        self.store
            .write(
                &self.place,
                &self.moment,
                "edit",
                || {},
                |draft| draft.put(record),
                |_, _| Ok::<_, Error>(()),
            )
            .unwrap();
    }

    /// Says anew who may see a record.
    pub fn reveal(&mut self, record: &AnyRecord, visibility: Visibility) {
        let mut registers = record.registers();
        registers.set("visibility", visibility.word().into());
        let turned = AnyRecord::from_registers(record.kind(), &record.id(), &registers);
        self.put_any(turned.unwrap());
    }

    fn put_any(&mut self, record: AnyRecord) {
        match record {
            AnyRecord::Story(record) => self.put(&record),
            AnyRecord::Source(record) => self.put(&record),
            AnyRecord::Actor(record) => self.put(&record),
            AnyRecord::Event(record) => self.put(&record),
            AnyRecord::Statement(record) => self.put(&record),
            AnyRecord::Question(record) => self.put(&record),
            AnyRecord::Note(record) => self.put(&record),
        }
    }

    pub fn remove<K: Own>(&mut self, id: &Id)
    where
        AnyRecord: From<Record<K>>,
    {
        let record = AnyRecord::from(self.store.get::<K>(id).unwrap().unwrap());
        self.store
            .write(
                &self.place,
                &self.moment,
                "remove",
                || {},
                |draft| draft.remove(&record),
                |_, _| Ok::<_, Error>(()),
            )
            .unwrap();
    }

    pub fn release(&self, story: Option<Id>) -> Release<'_> {
        Release::prepare(&self.store, Audience::public(NOW, NOW), story).unwrap()
    }

    /// The timeline document of the whole file, and how much was left out of it.
    pub fn export(&self) -> (String, LeftOut) {
        document(&self.release(None))
    }
}

pub fn document(release: &Release<'_>) -> (String, LeftOut) {
    let mut bytes = Vec::new();
    let left_out = json::write(Some(release), &mut bytes).unwrap();
    (String::from_utf8(bytes).unwrap(), left_out)
}

/// An id that follows from a word.
pub fn id(word: &str) -> Id {
    let mut at = 0;
    Id::mint(|| {
        let bytes = word.as_bytes();
        let byte = bytes[at % bytes.len()].wrapping_add((at / bytes.len()) as u8 * 7);
        at += 1;
        byte % 240
    })
}

/// A record whose id follows from its slug.
pub fn record<K: Own>(slug: &str, own: K) -> Record<K> {
    Record {
        slug: Some(Slug::parse(slug).unwrap()),
        ..Record::new(id(slug), own)
    }
}

pub fn internal<K: Own>(record: Record<K>) -> Record<K> {
    Record {
        visibility: Visibility::Internal,
        ..record
    }
}

pub fn embargoed<K: Own>(record: Record<K>, until: &str) -> Record<K> {
    Record {
        embargo_until: Some(instant(until)),
        ..record
    }
}

pub fn linked<K: Own>(mut record: Record<K>, verb: Verb, to: Id) -> Record<K> {
    record.links.push(Link {
        verb,
        to,
        note: None,
    });
    record
}

pub fn actor(slug: &str, name: &str, kind: Option<ActorKind>) -> Record<Actor> {
    let own = Actor {
        name: name.into(),
        kind,
        ..Actor::default()
    };
    record(slug, own)
}

pub fn when(edtf: &str) -> Option<When> {
    Some(When::parse_edtf(edtf).unwrap())
}

pub fn instant(text: &str) -> Instant {
    serde_json::from_value(text.into()).unwrap()
}

/// The slugs of the records of one kind, in order; a record whose slug was taken out goes by its id.
pub fn listed(document: &str, kind: &str) -> Vec<String> {
    let document: Value = serde_json::from_str(document).unwrap();
    let records = document[kind].as_array().unwrap();
    let name = |record: &Value| {
        record["slug"]
            .as_str()
            .or(record["id"].as_str())
            .map(str::to_owned)
    };
    records.iter().filter_map(name).collect()
}

pub fn the<'d>(document: &'d Value, kind: &str, id: Id) -> Option<&'d Value> {
    let records = document[kind].as_array().unwrap();
    records.iter().find(|record| record["id"] == id.as_str())
}
