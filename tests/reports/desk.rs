//! A desk for tests: a file, a clock that is set by hand, the story that the screens are about.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]
#![allow(dead_code, reason = "each of the test programs uses a part")]

#[path = "alaska.rs"]
mod alaska;

use chrono::NaiveDate;
use tidings::{
    model::{AnyRecord, Id, Link, Own, Record, Verb},
    render::{Block, Layout, terminal},
    report::Ask,
    store::{Error, Moment, Place, Store},
    when::{When, Zone},
};

fn london() -> Zone {
    Zone::named("Europe/London").unwrap()
}

pub struct Desk {
    pub store: Store,
    place: Place,
    pub today: NaiveDate,
    _folder: tempfile::TempDir,
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// An id that begins with these letters.
pub fn id(letters: &str) -> Id {
    let rest = "bcdfghjklmnpqrst".get(letters.len()..).unwrap();
    Id::parse(&format!("{letters}{rest}")).unwrap()
}

pub fn when(edtf: &str) -> Option<When> {
    Some(When::parse_edtf(edtf).unwrap())
}

pub fn link(verb: Verb, to: &str) -> Link {
    Link {
        verb,
        to: id(to),
        note: None,
    }
}

pub fn record<K: Own>(letters: &str, own: K) -> Record<K> {
    Record::new(id(letters), own)
}

pub fn linked<K: Own>(mut record: Record<K>, verb: Verb, to: &str) -> Record<K> {
    record.links.push(link(verb, to));
    record
}

pub fn print(blocks: &[Block], width: usize) -> String {
    let mut out = Vec::new();
    terminal(blocks, width, false, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// Compares a screen with a text that begins on a line of its own.
#[track_caller]
pub fn same(screen: &str, expected: &str) {
    assert_eq!(screen, expected.trim_start_matches('\n'), "\n{screen}");
}

pub fn screen(report: &impl Layout, width: usize) -> String {
    print(&report.sheet(), width)
}

impl Desk {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("story.db");
        Self {
            store: Store::open_or_make(&path).unwrap(),
            place: Place::of(&path, Some(&folder.path().join("state"))),
            today: day("2025-08-14"),
            _folder: folder,
        }
    }

    pub fn now(&self) -> u64 {
        let time = self.today.and_hms_opt(9, 12, 0).unwrap();
        let moment = london().first(time).unwrap();
        u64::try_from(moment.timestamp_millis()).unwrap()
    }

    pub fn ask(&self) -> Ask {
        Ask {
            today: self.today,
            now: self.now(),
            zone: london(),
            story: None,
            narrow: Default::default(),
            stale_after: tidings::report::STALE_AFTER,
            limit: None,
        }
    }

    pub fn write(
        &mut self,
        command: &str,
        act: impl FnOnce(&mut tidings::store::Draft<'_>) -> Result<(), Error>,
    ) {
        let now = self.now();
        let moment = Moment {
            now,
            machine: now,
            today: self.today,
            zone: london(),
            author: None,
            via: None,
            test_ids: Some("reports".into()),
        };
        self.store
            .write(&self.place, &moment, command, || {}, act, |_, _| Ok(()))
            .unwrap();
    }

    pub fn add<K: Own>(&mut self, record: Record<K>)
    where
        AnyRecord: From<Record<K>>,
    {
        let command = format!("add {}", K::KIND);
        self.write(&command, |draft| draft.put(&record));
    }

    pub fn edit<K: Own>(&mut self, command: &str, letters: &str, act: impl FnOnce(&mut Record<K>))
    where
        AnyRecord: From<Record<K>>,
    {
        self.write(command, |draft| {
            let mut record = draft.get::<K>(&id(letters))?.unwrap();
            act(&mut record);
            draft.put(&record)
        });
    }

    pub fn remove(&mut self, letters: &str) {
        let record = self
            .store
            .row(&id(letters))
            .unwrap()
            .unwrap()
            .any()
            .unwrap();
        self.write("remove", |draft| draft.remove(&record));
    }
}
