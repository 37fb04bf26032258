//! The place of a file: its chain goes on where it may and ends where it must, so that no two operations share a place
//! in a chain.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod ground;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    time::{SystemTime, UNIX_EPOCH},
};

use ground::{Dice, NOW, id, insert, moment, of_record, raw};
use proptest::prelude::*;
use tidings::{
    journal::Operation,
    model::{Event, Kind, Note, Record},
    store::{Error, Place, Store},
};

struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn at(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// The one entry of a state directory.
    fn entry(&self, state: &str) -> PathBuf {
        let mut entries = fs::read_dir(self.at(state).join("places")).unwrap();
        let entry = entries.next().unwrap().unwrap().path();
        assert!(entries.next().is_none(), "one place, one entry");
        entry
    }

    /// Runs one command on a file: opened, written, closed.
    fn write(&self, file: &str, state: &str) -> (Operation, bool) {
        let path = self.at(file);
        // The place may be asked for before the file is there.
        let place = Place::of(&path, Some(&self.at(state)));
        let mut store = Store::open_or_make(&path).unwrap();
        let written = ground::write(&mut store, &place, NOW, "add note", |draft| {
            let note = Note {
                text: "x".into(),
                ..Note::default()
            };
            let record = Record::new(draft.mint(), note);
            draft.put(&record)
        })
        .unwrap();
        let newest = store.history(None, Some(1)).unwrap().remove(0);
        assert_eq!(Some(newest.number), written.operation);
        (newest.operation, written.remembered)
    }

    /// Writes, and says under which replica (a letter a replica, in order of appearance) and seq.
    fn step(&self, file: &str, state: &str, names: &mut Vec<String>) -> String {
        let (operation, _) = self.write(file, state);
        let replica = operation.header.replica.to_string();
        let at = names.iter().position(|name| *name == replica);
        let at = at.unwrap_or_else(|| {
            names.push(replica);
            names.len() - 1
        });
        format!("{}{}", char::from(b'A' + at as u8), operation.header.seq)
    }
}

fn copy(from: &Path, to: &Path) {
    let mut wal = from.as_os_str().to_owned();
    wal.push("-wal");
    assert!(!Path::new(&wal).exists(), "a closed file is one file");
    fs::write(to, fs::read(from).unwrap()).unwrap();
}

#[test]
fn a_chain_goes_on_at_its_place_and_nowhere_else() {
    let (desk, mut names) = (Desk::new(), Vec::new());
    let mut step = |file: &str, state: &str| desk.step(file, state, &mut names);
    assert_eq!(step("a.db", "state"), "A1");
    assert_eq!(step("a.db", "state"), "A2");
    copy(&desk.at("a.db"), &desk.at("backup.db"));
    // A copy beside it.
    copy(&desk.at("a.db"), &desk.at("b.db"));
    assert_eq!(step("b.db", "state"), "B1");
    assert_eq!(step("b.db", "state"), "B2");
    assert_eq!(step("a.db", "state"), "A3");
    // The same file on another machine, and back.
    assert_eq!(step("a.db", "elsewhere"), "C1");
    assert_eq!(step("a.db", "state"), "A4");
    assert_eq!(step("a.db", "elsewhere"), "C2");
    // Restored in place: the older file does not hold the end of the chain.
    copy(&desk.at("backup.db"), &desk.at("a.db"));
    assert_eq!(step("a.db", "state"), "D1");
    assert_eq!(step("a.db", "state"), "D2");
    // A copy of another place, put here while it was away.
    copy(&desk.at("b.db"), &desk.at("a.db"));
    assert_eq!(step("a.db", "state"), "E1");
    // By a link it is the same place.
    std::os::unix::fs::symlink(desk.at("b.db"), desk.at("link.db")).unwrap();
    assert_eq!(step("link.db", "state"), "B3");
    // Moved, it is another.
    fs::rename(desk.at("b.db"), desk.at("moved.db")).unwrap();
    assert_eq!(step("moved.db", "state"), "F1");
}

#[test]
fn what_was_seen_elsewhere_is_named_once() {
    let desk = Desk::new();
    let (first, _) = desk.write("a.db", "state");
    let (second, _) = desk.write("a.db", "state");
    assert!(first.header.seen.is_empty() && second.header.seen.is_empty());
    copy(&desk.at("a.db"), &desk.at("b.db"));
    let (third, _) = desk.write("b.db", "state");
    assert_eq!(third.header.seen, [second.key()], "the head alone");
    let (fourth, _) = desk.write("b.db", "state");
    assert!(fourth.header.seen.is_empty());
    assert!(fourth.header.clock > second.header.clock);
}

#[test]
fn an_entry_that_cannot_be_read_ends_the_chain() {
    let garbage = |entry: &Path| fs::write(entry, [0xff; 512]).unwrap();
    let empty = |entry: &Path| fs::write(entry, "").unwrap();
    let truncated = |entry: &Path| {
        let text = fs::read(entry).unwrap();
        fs::write(entry, &text[..60]).unwrap();
    };
    let of_a_later_release = |entry: &Path| {
        let text = fs::read_to_string(entry).unwrap();
        fs::write(entry, text.replace("tidings-place 1", "tidings-place 2")).unwrap();
    };
    let another_digest = |entry: &Path| {
        let text = fs::read_to_string(entry).unwrap();
        let digest = text.split_whitespace().last().unwrap().to_owned();
        fs::write(entry, text.replace(&digest, &"0".repeat(64))).unwrap();
    };
    let missing = |entry: &Path| fs::remove_file(entry).unwrap();
    let spoils: [&dyn Fn(&Path); 6] = [
        &garbage,
        &empty,
        &truncated,
        &of_a_later_release,
        &another_digest,
        &missing,
    ];
    for spoil in spoils {
        let (desk, mut names) = (Desk::new(), Vec::new());
        assert_eq!(desk.step("a.db", "state", &mut names), "A1");
        spoil(&desk.entry("state"));
        assert_eq!(desk.step("a.db", "state", &mut names), "B1");
        assert_eq!(desk.step("a.db", "state", &mut names), "B2");
        assert_eq!(fs::metadata(desk.entry("state")).unwrap().len(), 512);
    }
}

/// Sets the time that an entry says it was written at so many seconds back.
#[allow(
    clippy::disallowed_methods,
    reason = "an entry holds the machine's own time"
)]
fn set_back(entry: &Path, seconds: u128) {
    let text = fs::read_to_string(entry).unwrap();
    let words: Vec<&str> = text.split_whitespace().collect();
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    let written = now.as_millis() - seconds * 1_000;
    let text = format!(
        "tidings-place 1 {written} {} {} {}",
        words[3], words[4], words[5]
    );
    fs::write(entry, text).unwrap();
}

#[test]
fn an_entry_that_a_copy_put_there_ends_the_chain() {
    let (desk, mut names) = (Desk::new(), Vec::new());
    assert_eq!(desk.step("a.db", "state", &mut names), "A1");
    set_back(&desk.entry("state"), 30);
    assert_eq!(desk.step("a.db", "state", &mut names), "A2");
    set_back(&desk.entry("state"), 90);
    assert_eq!(desk.step("a.db", "state", &mut names), "B1");
}

#[test]
fn an_entry_that_lags_is_caught_up_and_one_that_is_ahead_ends_the_chain() {
    let (desk, mut names) = (Desk::new(), Vec::new());
    assert_eq!(desk.step("a.db", "state", &mut names), "A1");
    let lagging = fs::read(desk.entry("state")).unwrap();
    for seq in 2..6 {
        assert_eq!(desk.step("a.db", "state", &mut names), format!("A{seq}"));
    }
    // Power was lost: the file was synced, the entry was not.
    fs::write(desk.entry("state"), lagging).unwrap();
    assert_eq!(desk.step("a.db", "state", &mut names), "A6");
    // A crash between the entry and the commit.
    copy(&desk.at("a.db"), &desk.at("before.db"));
    assert_eq!(desk.step("a.db", "state", &mut names), "A7");
    copy(&desk.at("before.db"), &desk.at("a.db"));
    assert_eq!(desk.step("a.db", "state", &mut names), "B1");
}

#[test]
fn a_command_that_is_refused_leaves_the_entry_as_it_was() {
    let (desk, mut names) = (Desk::new(), Vec::new());
    assert_eq!(desk.step("a.db", "state", &mut names), "A1");
    let entry = fs::read(desk.entry("state")).unwrap();
    let mut store = Store::open_or_make(&desk.at("a.db")).unwrap();
    let place = Place::of(&desk.at("a.db"), Some(&desk.at("state")));
    let refused: Result<_, Error> = store.write(
        &place,
        &moment(NOW),
        "add event",
        || {},
        |draft| {
            let event = Event {
                title: "t".into(),
                ..Event::default()
            };
            draft.put(&Record::new(id(1), event))
        },
        |_, _| Err(Error::Damaged("refused".into())),
    );
    assert!(refused.is_err());
    drop(store);
    assert_eq!(fs::read(desk.entry("state")).unwrap(), entry);
    assert_eq!(desk.step("a.db", "state", &mut names), "A2");
}

#[test]
fn where_no_state_can_be_kept_each_command_is_a_replica_of_its_own_and_says_so() {
    let (desk, mut names) = (Desk::new(), Vec::new());
    fs::write(desk.at("state"), "no directory").unwrap();
    for due in ["A1", "B1", "C1"] {
        assert_eq!(desk.step("a.db", "state", &mut names), due);
    }
    assert!(!desk.write("a.db", "state").1);
    let mut store = Store::open_or_make(&desk.at("a.db")).unwrap();
    let nowhere = Place::of(&desk.at("a.db"), None);
    let written = ground::write(&mut store, &nowhere, NOW, "add event", |draft| {
        let event = Event {
            title: "t".into(),
            ..Event::default()
        };
        draft.put(&Record::new(id(1), event))
    });
    assert!(!written.unwrap().remembered);
    assert_eq!(store.doctor(NOW).unwrap().damage, Vec::<String>::new());
}

#[test]
fn an_entry_that_can_be_read_but_not_written_ends_the_chain() {
    use std::os::unix::fs::PermissionsExt as _;
    let (desk, mut names) = (Desk::new(), Vec::new());
    assert_eq!(desk.step("a.db", "state", &mut names), "A1");
    let entry = desk.entry("state");
    fs::set_permissions(&entry, fs::Permissions::from_mode(0o400)).unwrap();
    if fs::OpenOptions::new().write(true).open(&entry).is_ok() {
        return; // Who may write everything cannot be kept from it.
    }
    copy(&desk.at("a.db"), &desk.at("backup.db"));
    assert_eq!(desk.step("a.db", "state", &mut names), "B1");
    // An older file put back must not meet an entry as old as itself.
    copy(&desk.at("backup.db"), &desk.at("a.db"));
    assert_eq!(desk.step("a.db", "state", &mut names), "C1");
}

#[test]
fn where_operations_of_this_place_come_back_from_elsewhere_the_chain_ends() {
    let (desk, mut names) = (Desk::new(), Vec::new());
    assert_eq!(desk.step("a.db", "state", &mut names), "A1");
    let (own, _) = desk.write("a.db", "state");
    // The file is lost; its operations come back from another one.
    let operations: Vec<Operation> = Store::open(&desk.at("a.db"))
        .unwrap()
        .unwrap()
        .history(None, None)
        .unwrap()
        .into_iter()
        .map(|stored| stored.operation)
        .collect();
    fs::remove_file(desk.at("a.db")).unwrap();
    let mut store = Store::open_or_make(&desk.at("a.db")).unwrap();
    for operation in operations.iter().rev() {
        insert(&raw(&desk.at("a.db")), operation);
    }
    store.rebuild(&mut |_, _| {}).unwrap();
    drop(store);
    assert_eq!(desk.step("a.db", "state", &mut names), "B1");
    assert_eq!(own.header.seq, 2);
}

#[test]
fn a_fork_keeps_both_branches_and_ends_the_chain() {
    let (desk, mut names) = (Desk::new(), Vec::new());
    assert_eq!(desk.step("a.db", "state", &mut names), "A1");
    let entry = fs::read(desk.entry("state")).unwrap();
    copy(&desk.at("a.db"), &desk.at("home.db"));
    let (one, _) = desk.write("a.db", "state");
    // The home directory is rolled back with the file: that alone forks.
    copy(&desk.at("home.db"), &desk.at("a.db"));
    fs::write(desk.entry("state"), &entry).unwrap();
    assert_eq!(desk.step("a.db", "state", &mut names), "A2");
    insert(&raw(&desk.at("a.db")), &one);
    assert_eq!(desk.step("a.db", "state", &mut names), "B1");
    // Two successors of what a lagging entry names.
    fs::write(desk.entry("state"), &entry).unwrap();
    raw(&desk.at("a.db"))
        .execute("UPDATE operation SET taken_in = 0", [])
        .unwrap();
    assert_eq!(desk.step("a.db", "state", &mut names), "C1");
    let mut store = Store::open_or_make(&desk.at("a.db")).unwrap();
    store.rebuild(&mut |_, _| {}).unwrap();
    let diagnosis = store.doctor(NOW).unwrap();
    assert_eq!(diagnosis.damage, Vec::<String>::new());
    let codes: Vec<&str> = diagnosis.findings.iter().map(|one| one.code).collect();
    assert_eq!(codes, ["fork"]);
}

#[test]
fn no_two_operations_of_any_history_share_a_place_in_a_chain() {
    const FILES: [&str; 3] = ["a.db", "b.db", "c.db"];
    const BACKUPS: [&str; 2] = ["x.backup", "y.backup"];
    let mut runner = proptest::test_runner::TestRunner::new(ground::cases(24));
    let steps = prop::collection::vec(any::<u8>(), 20..90);
    runner
        .run(&steps, |bytes| {
            let desk = Desk::new();
            let mut dice = Dice::new(&bytes);
            let mut written: BTreeMap<(String, u64), String> = BTreeMap::new();
            while !dice.is_empty() {
                let file = FILES[dice.pick(3)];
                let state = ["state", "elsewhere"][dice.pick(2)];
                match dice.pick(8) {
                    0..4 => {
                        let (operation, remembered) = desk.write(file, state);
                        prop_assert!(remembered);
                        let header = &operation.header;
                        let place = (header.replica.to_string(), header.seq);
                        let before = written.insert(place, operation.digest.to_string());
                        prop_assert_eq!(before, None, "{} was there", operation.key());
                    }
                    4 if desk.at(file).exists() => {
                        copy(&desk.at(file), &desk.at(BACKUPS[dice.pick(2)]));
                    }
                    5 => {
                        let backup = desk.at(BACKUPS[dice.pick(2)]);
                        if backup.exists() {
                            if dice.pick(2) == 0 {
                                let _ = fs::remove_file(desk.at(file));
                            }
                            copy(&backup, &desk.at(file));
                        }
                    }
                    6 if desk.at(file).exists() => {
                        copy(&desk.at(file), &desk.at(FILES[dice.pick(3)]));
                    }
                    _ => {
                        let entries = fs::read_dir(desk.at(state).join("places"));
                        if let Some(Ok(entry)) = entries.ok().and_then(|mut all| all.next()) {
                            fs::remove_file(entry.path()).unwrap();
                        }
                    }
                }
            }
            for file in FILES {
                if let Some(store) = Store::open(&desk.at(file)).unwrap() {
                    let diagnosis = store.doctor(NOW).unwrap();
                    prop_assert_eq!(diagnosis.damage, Vec::<String>::new());
                    prop_assert_eq!(diagnosis.findings, vec![]);
                }
            }
            Ok(())
        })
        .unwrap();
}

#[test]
fn the_place_of_a_file_is_the_same_before_and_after_it_is_made() {
    let (desk, mut names) = (Desk::new(), Vec::new());
    assert_eq!(desk.step("a.db", "state", &mut names), "A1");
    assert_eq!(desk.step("a.db", "state", &mut names), "A2");
    let _ = of_record(id(1), Kind::Note, "{}");
}
