//! The SQLite file: made, opened, refused, shared by several commands, its clocks, and what is found in it.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod ground;

use std::{
    fs,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
};

use ground::{NOW, add_event, id, moment, raw, write};
use tidings::{
    model::{Actor, Event, Id, Kind, Note, Record, Slug, Word as _},
    store::{Error, Found, Moment, Place, Store},
};

const DAY: u64 = 24 * 60 * 60 * 1_000;

fn folder() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("story.db");
    (folder, path)
}

fn place(path: &Path) -> Place {
    Place::of(path, Some(&path.with_file_name("state")))
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn titled(title: &str) -> Event {
    Event {
        title: title.into(),
        ..Event::default()
    }
}

#[test]
fn a_file_is_made_by_the_first_write_for_its_user_alone_and_is_one_file_when_closed() {
    let (folder, path) = folder();
    assert!(Store::open(&path).unwrap().is_none(), "reading makes none");
    assert_eq!(names(folder.path()), Vec::<String>::new());
    let mut store = Store::open_or_make(&path).unwrap();
    add_event(&mut store, &place(&path), NOW, "summit");
    drop(store);
    assert_eq!(names(folder.path()), ["state", "story.db"]);
    assert_eq!(
        fs::metadata(&path).unwrap().permissions().mode() & 0o777,
        0o600
    );
    let entry = fs::read_dir(folder.path().join("state/places"))
        .unwrap()
        .next()
        .unwrap()
        .unwrap();
    assert_eq!(
        entry.metadata().unwrap().permissions().mode() & 0o777,
        0o600
    );
    let before = fs::read(&path).unwrap();
    let store = Store::open(&path).unwrap().unwrap();
    assert_eq!(store.record_count().unwrap(), 1);
    drop(store);
    assert_eq!(names(folder.path()), ["state", "story.db"]);
    assert_eq!(fs::read(&path).unwrap(), before, "reading never writes");
}

#[test]
fn what_is_added_is_found_and_a_rebuild_changes_nothing() {
    let (_folder, path) = folder();
    let mut store = Store::open_or_make(&path).unwrap();
    let place = place(&path);
    for title in ["Trump-Putin summit", "Second meeting with Zelenskiy"] {
        let id = add_event(&mut store, &place, NOW, title);
        let found = Found::One(id, Kind::Event);
        assert_eq!(store.find(&[Kind::Event], "@").unwrap(), found);
        assert_eq!(store.get::<Event>(&id).unwrap().unwrap().own.title, title);
    }
    let operations = store.history(None, None).unwrap();
    assert_eq!(operations.len(), 2);
    let seq = operations[0].operation.header.seq;
    assert_eq!(seq, 2, "one place goes on with one chain");
    let before = store.rows("ORDER BY id", []).unwrap();
    assert_eq!(store.rebuild(&mut |_, _| {}).unwrap(), 2);
    assert_eq!(store.rows("ORDER BY id", []).unwrap(), before);
    let diagnosis = store.doctor(NOW).unwrap();
    assert_eq!((diagnosis.damage, diagnosis.findings), (vec![], vec![]));
}

/// Opens a file in both ways, which are refused alike and leave it as it was.
fn refused(path: &Path) -> Error {
    let before = fs::read(path).ok();
    let listed = names(path.parent().unwrap());
    Store::open(path).unwrap_err();
    let why = Store::open_or_make(path).unwrap_err();
    assert_eq!(fs::read(path).ok(), before, "it was not touched");
    assert_eq!(names(path.parent().unwrap()), listed);
    why
}

#[test]
fn what_is_no_file_of_ours_is_refused_and_left_as_it_was() {
    let (folder, path) = folder();
    fs::write(
        &path,
        "Dear diary, nothing of this is a database.".repeat(100),
    )
    .unwrap();
    assert!(matches!(refused(&path), Error::Foreign(_)));
    fs::write(&path, "").unwrap();
    assert!(matches!(refused(&path), Error::Foreign(_)));
    fs::remove_file(&path).unwrap();
    raw(&path)
        .execute_batch("CREATE TABLE diary (day TEXT); INSERT INTO diary VALUES ('monday');")
        .unwrap();
    assert!(matches!(refused(&path), Error::Foreign(_)));
    let directory = folder.path().join("directory");
    fs::create_dir(&directory).unwrap();
    assert!(matches!(refused(&directory), Error::Foreign(_)));
    let homeless = folder.path().join("nowhere/story.db");
    assert!(Store::open(&homeless).unwrap().is_none());
    assert!(matches!(
        Store::open_or_make(&homeless),
        Err(Error::NoFolder(_))
    ));
}

#[test]
fn a_foreign_file_that_was_left_with_a_log_keeps_both() {
    let (folder, path) = folder();
    let foreign = folder.path().join("foreign.db");
    let connection = raw(&foreign);
    connection
        .execute_batch("PRAGMA journal_mode = WAL; CREATE TABLE diary (day TEXT);")
        .unwrap();
    // As a crash leaves it: copied while it is open.
    fs::copy(&foreign, &path).unwrap();
    fs::copy(
        folder.path().join("foreign.db-wal"),
        folder.path().join("story.db-wal"),
    )
    .unwrap();
    drop(connection);
    let log = fs::read(folder.path().join("story.db-wal")).unwrap();
    assert!(!log.is_empty());
    assert!(matches!(refused(&path), Error::Foreign(_)));
    assert_eq!(fs::read(folder.path().join("story.db-wal")).unwrap(), log);
}

#[test]
fn a_file_that_a_crash_left_with_its_log_loses_nothing() {
    let (folder, path) = folder();
    let mut store = Store::open_or_make(&path).unwrap();
    let id = add_event(&mut store, &place(&path), NOW, "summit");
    let crashed = folder.path().join("crashed.db");
    fs::copy(&path, &crashed).unwrap();
    fs::copy(
        folder.path().join("story.db-wal"),
        folder.path().join("crashed.db-wal"),
    )
    .unwrap();
    let crashed = Store::open(&crashed).unwrap().unwrap();
    assert!(crashed.get::<Event>(&id).unwrap().is_some());
}

/// A checkpoint writes the first page, which tells how many pages there are, before the file has grown to them: killed
/// in between, or out of space, a file is whole only with its log.
#[test]
fn a_file_that_a_half_done_checkpoint_left_loses_nothing() {
    let (_kept, path) = folder();
    let mut store = Store::open_or_make(&path).unwrap();
    add_event(&mut store, &place(&path), NOW, "short");
    drop(store);
    let before = fs::read(&path).unwrap();
    let mut store = Store::open_or_make(&path).unwrap();
    add_event(
        &mut store,
        &place(&path),
        NOW,
        &"so it went on ".repeat(6_000),
    );
    let log = fs::read(path.with_extension("db-wal")).unwrap();
    drop(store);
    let after = fs::read(&path).unwrap();
    assert!(after.len() > before.len());

    let half = path.with_file_name("half.db");
    let page = 4_096;
    fs::write(&half, [&after[..page], &before[page..]].concat()).unwrap();
    fs::write(half.with_extension("db-wal"), log).unwrap();
    let store = Store::open(&half).unwrap().unwrap();
    assert_eq!(store.history(None, None).unwrap().len(), 2);
    assert_eq!(store.doctor(NOW).unwrap().damage, Vec::<String>::new());
}

#[test]
fn a_file_of_a_newer_release_is_refused_and_left_as_it_was() {
    let (_folder, path) = folder();
    drop(Store::open_or_make(&path).unwrap());
    raw(&path).pragma_update(None, "user_version", 99).unwrap();
    let why = refused(&path);
    assert!(matches!(why, Error::Newer(_)), "{why}");
    assert!(why.to_string().contains("newer"));
}

#[test]
fn readings_of_older_rules_are_made_anew_when_the_file_is_opened() {
    let (_folder, path) = folder();
    let mut store = Store::open_or_make(&path).unwrap();
    let id = add_event(&mut store, &place(&path), NOW, "summit");
    drop(store);
    raw(&path)
        .execute_batch(
            "UPDATE setting SET value = '0' WHERE name = 'projection'; DELETE FROM record;",
        )
        .unwrap();
    let store = Store::open(&path).unwrap().unwrap();
    assert!(store.get::<Event>(&id).unwrap().is_some());
    assert_eq!(store.setting("projection").unwrap().as_deref(), Some("3"));
}

#[test]
fn a_directory_that_cannot_be_written_is_read_all_the_same() {
    let (folder, path) = folder();
    let mut store = Store::open_or_make(&path).unwrap();
    let id = add_event(&mut store, &place(&path), NOW, "summit");
    drop(store);
    let set = |mode| fs::set_permissions(folder.path(), fs::Permissions::from_mode(mode)).unwrap();
    set(0o500);
    let store = Store::open(&path).unwrap().unwrap();
    assert!(store.get::<Event>(&id).unwrap().is_some());
    drop(store);
    set(0o700);
}

#[test]
fn the_first_file_is_made_once_however_many_make_it_at_the_same_time() {
    for _ in 0..5 {
        let (folder, path) = folder();
        std::thread::scope(|scope| {
            for number in 0..8 {
                let path = &path;
                scope.spawn(move || {
                    let mut store = Store::open_or_make(path).unwrap();
                    add_event(&mut store, &Place::of(path, None), NOW, &number.to_string());
                });
            }
        });
        let store = Store::open(&path).unwrap().unwrap();
        assert_eq!(store.record_count().unwrap(), 8);
        assert_eq!(store.doctor(NOW).unwrap().damage, Vec::<String>::new());
        drop(store);
        assert_eq!(
            names(folder.path()),
            ["story.db"],
            "nothing is left beside it"
        );
    }
}

#[test]
fn four_who_write_and_one_who_reads_at_the_same_time_lose_nothing() {
    const EACH: usize = 12;
    let (_folder, path) = folder();
    drop(Store::open_or_make(&path).unwrap());
    let (path, place) = (&path, &place(&path));
    std::thread::scope(|scope| {
        for writer in 0..4 {
            scope.spawn(move || {
                for number in 0..EACH {
                    let mut store = Store::open_or_make(path).unwrap();
                    add_event(&mut store, place, NOW, &format!("{writer}.{number}"));
                }
            });
        }
        scope.spawn(|| {
            let mut last = 0;
            for _ in 0..20 {
                let store = Store::open(path).unwrap().unwrap();
                // What is read is of one moment: no row without its change, none twice.
                assert_eq!(store.doctor(NOW).unwrap().damage, Vec::<String>::new());
                let count = store.record_count().unwrap();
                assert!(count >= last);
                last = count;
            }
        });
    });
    let store = Store::open(path).unwrap().unwrap();
    assert_eq!(store.record_count().unwrap(), 4 * EACH);
    let chains: i64 = raw(path)
        .query_row("SELECT count(DISTINCT replica) FROM operation", [], |row| {
            row.get(0)
        })
        .unwrap();
    assert_eq!(chains, 1, "one place, one chain");
}

#[test]
fn an_error_in_a_command_leaves_nothing_behind() {
    let (_folder, path) = folder();
    let mut store = Store::open_or_make(&path).unwrap();
    let place = place(&path);
    let refused = write(&mut store, &place, NOW, "add event", |draft| {
        draft.put(&Record::new(id(1), titled("summit")))?;
        draft.put(&Record::new(id(2), titled(" ")))
    });
    assert!(matches!(refused, Err(Error::Model(_))));
    assert_eq!(store.record_count().unwrap(), 0);
    assert_eq!(store.history(None, None).unwrap(), []);
    let long = "x".repeat((1 << 20) + 1);
    let refused = write(&mut store, &place, NOW, "add event", |draft| {
        draft.put(&Record::new(id(1), titled(&long)))
    });
    assert!(matches!(refused, Err(Error::Limit(_))));
    assert_eq!(store.record_count().unwrap(), 0);
}

#[test]
fn what_nobody_said_is_absent_and_never_an_empty_text() {
    let (_folder, path) = folder();
    let mut store = Store::open_or_make(&path).unwrap();
    let who = Moment {
        author: Some(String::new()),
        via: Some(String::new()),
        ..moment(NOW)
    };
    store
        .write(
            &place(&path),
            &who,
            "add event",
            || {},
            |draft| {
                draft.reason(Some(""));
                draft.put(&Record::new(id(1), titled("summit")))
            },
            |_, _| Ok::<_, Error>(()),
        )
        .unwrap();
    let operation = store.history(None, None).unwrap().remove(0).operation;
    assert_eq!(
        (&operation.header.author, &operation.header.via),
        (&None, &None)
    );
    assert_eq!(operation.changes.len(), 1, "no reason");
    let line = operation.line();
    assert_eq!(
        tidings::journal::Operation::parse(&line).unwrap(),
        operation
    );
}

#[test]
fn a_clock_far_off_the_machine_s_writes_nothing_but_in_a_rehearsal() {
    let at = |now, machine| Moment {
        machine,
        ..moment(now)
    };
    let add = |store: &mut Store, path: &Path, moment: &Moment| {
        let act = |draft: &mut tidings::store::Draft<'_>| {
            let record = Record::new(draft.mint(), titled("summit"));
            draft.put(&record)
        };
        store
            .write(
                &place(path),
                moment,
                "add event",
                || {},
                act,
                |_, _| Ok::<_, Error>(()),
            )
            .map(|written| written.clock_ahead)
    };
    let (_folder, path) = folder();
    let mut store = Store::open_or_make(&path).unwrap();
    add(&mut store, &path, &at(NOW, NOW + DAY)).unwrap();
    for machine in [NOW + DAY + 1, NOW - DAY - 1] {
        let refused = add(&mut store, &path, &at(NOW, machine)).unwrap_err();
        assert!(matches!(refused, Error::ClockOff { .. }));
        assert!(
            refused.to_string().contains("2025-08-14T11:00:00Z"),
            "{refused}"
        );
    }
    assert_eq!(store.setting("rehearsal").unwrap(), None);

    let (folder, path) = self::folder();
    let mut store = Store::open_or_make(&path).unwrap();
    // A first command that writes nothing begins no rehearsal.
    let nothing = store.write(
        &place(&path),
        &at(NOW, NOW + 300 * DAY),
        "edit",
        || {},
        |_| Ok::<_, Error>(()),
        |_, _| Ok(()),
    );
    assert_eq!(nothing.unwrap().operation, None);
    assert_eq!(store.setting("rehearsal").unwrap(), None);
    add(&mut store, &path, &at(NOW, NOW + 300 * DAY)).unwrap();
    let away = add(&mut store, &path, &at(NOW - 30 * DAY, NOW + 300 * DAY)).unwrap();
    assert_eq!(
        away,
        Some(NOW),
        "the newest clock is named where it is far away"
    );
    let codes: Vec<&str> = store
        .doctor(NOW)
        .unwrap()
        .findings
        .iter()
        .map(|one| one.code)
        .collect();
    assert_eq!(codes, ["rehearsal"]);
    drop(store);
    // A copy keeps it.
    let copy = folder.path().join("copy.db");
    fs::copy(&path, &copy).unwrap();
    let mut store = Store::open_or_make(&copy).unwrap();
    add(&mut store, &copy, &at(NOW, NOW + 300 * DAY)).unwrap();
    // No clock can be kept beyond the year 6429.
    let beyond = (1 << 47) + 1;
    assert!(matches!(
        add(&mut store, &copy, &at(beyond, NOW)),
        Err(Error::ClockOff { .. })
    ));
    assert_eq!(store.doctor(NOW).unwrap().damage, Vec::<String>::new());
}

#[test]
fn operations_are_ordered_by_clocks_that_grow_and_received_at_times_that_do_not_fall() {
    let (_folder, path) = folder();
    let mut store = Store::open_or_make(&path).unwrap();
    let place = place(&path);
    for now in [NOW, NOW + 5_000, NOW + 1_000, NOW + 1_000] {
        add_event(&mut store, &place, now, "summit");
    }
    let mut operations = store.history(None, None).unwrap();
    operations.reverse();
    let clocks: Vec<_> = operations
        .iter()
        .map(|one| one.operation.header.clock)
        .collect();
    assert!(clocks.is_sorted_by(|one, next| one < next), "{clocks:?}");
    let recorded: Vec<u64> = operations
        .iter()
        .map(|one| one.operation.header.recorded_at - NOW)
        .collect();
    assert_eq!(recorded, [0, 5_000, 1_000, 1_000]);
    let received = |store: &Store| -> Vec<u64> {
        let mut operations = store.history(None, None).unwrap();
        operations.reverse();
        operations.iter().map(|one| one.received_at).collect()
    };
    assert_eq!(
        received(&store),
        [NOW, NOW + 5_000, NOW + 5_000, NOW + 5_000]
    );
    // After a clock that ran more than a day ahead it is now again.
    add_event(&mut store, &place, NOW + 3 * DAY, "summit");
    add_event(&mut store, &place, NOW + 2 * DAY, "summit");
    add_event(&mut store, &place, NOW + DAY, "summit");
    assert_eq!(
        received(&store)[4..],
        [NOW + 3 * DAY, NOW + 3 * DAY, NOW + DAY]
    );
    assert_eq!(
        store.doctor(NOW + 3 * DAY).unwrap().damage,
        Vec::<String>::new()
    );
}

/// A file with these records of kind note and actor, with these ids and slugs.
fn with_records(path: &Path, records: &[(&str, Kind, Option<&str>)]) -> Store {
    let mut store = Store::open_or_make(path).unwrap();
    write(&mut store, &place(path), NOW, "add", |draft| {
        for (id, kind, slug) in records {
            let id = Id::parse(id).unwrap();
            let slug = slug.map(|slug| Slug::parse(slug).unwrap());
            if *kind == Kind::Actor {
                let name = "x".into();
                let own = Actor {
                    name,
                    ..Actor::default()
                };
                draft.put(&Record {
                    slug,
                    ..Record::new(id, own)
                })?;
            } else {
                let text = "x".into();
                let own = Note {
                    text,
                    ..Note::default()
                };
                draft.put(&Record {
                    slug,
                    ..Record::new(id, own)
                })?;
            }
        }
        Ok(())
    })
    .unwrap();
    store
}

#[test]
fn an_entry_is_found_by_its_slug_then_by_the_beginning_of_its_id_however_many_others_begin_so() {
    let (_folder, path) = folder();
    let note = "bbbbzzzzzzzzzzzz".replace('z', "x");
    let actors: Vec<String> = (0..60)
        .map(|number| format!("bbbb{}", id(number).as_str().get(4..).unwrap()))
        .collect();
    let mut records: Vec<(&str, Kind, Option<&str>)> = actors
        .iter()
        .map(|id| (id.as_str(), Kind::Actor, None))
        .collect();
    records.push((&note, Kind::Note, None));
    records.push(("cccccccccccccccc", Kind::Note, Some("bbbbx")));
    records.push(("dddddddddddddddd", Kind::Note, Some("same")));
    records.push(("ffffffffffffffff", Kind::Actor, Some("same")));
    let store = with_records(&path, &records);
    let note = Id::parse(&note).unwrap();
    let one = |id: &str, kind| Found::One(Id::parse(id).unwrap(), kind);
    // 60 actors begin so; entries go before them.
    assert_eq!(
        store.find(&[Kind::Note], "bbb").unwrap(),
        Found::One(note, Kind::Note)
    );
    assert_eq!(
        store.find(Kind::ALL, "bbb").unwrap(),
        Found::One(note, Kind::Note)
    );
    assert!(
        matches!(store.find(&[Kind::Actor], "bbb").unwrap(), Found::Several(all) if all.len() == 60)
    );
    assert_eq!(store.short_id(&note).unwrap(), "bbb");
    // A slug goes before a beginning, and lists show none that is a slug.
    assert_eq!(
        store.find(Kind::ALL, "bbbbx").unwrap(),
        one("cccccccccccccccc", Kind::Note)
    );
    // A slug is unique among entries and among actors; a word says which.
    assert!(matches!(
        store.find(Kind::ALL, "same").unwrap(),
        Found::Several(_)
    ));
    assert_eq!(
        store.find(Kind::ALL, "actor:same").unwrap(),
        one("ffffffffffffffff", Kind::Actor)
    );
    assert_eq!(
        store.find(Kind::ENTRIES, "same").unwrap(),
        one("dddddddddddddddd", Kind::Note)
    );
    // What is shown for an actor is not taken for another.
    for actor in &actors {
        let id = Id::parse(actor).unwrap();
        let short = store.short_id(&id).unwrap();
        assert_eq!(
            store.find(Kind::ALL, &short).unwrap(),
            Found::One(id, Kind::Actor),
            "{short}"
        );
    }
    for nothing in ["@2x", "@9", "@0", "nobody", "", "%", "actor:"] {
        assert_eq!(
            store.find(Kind::ALL, nothing).unwrap(),
            Found::Nothing,
            "{nothing}"
        );
    }
}

#[test]
fn a_removed_entry_is_found_as_one_and_the_last_write_is_about_what_stands() {
    let (_folder, path) = folder();
    let mut store = Store::open_or_make(&path).unwrap();
    let place = place(&path);
    let one = add_event(&mut store, &place, NOW, "one");
    let other = add_event(&mut store, &place, NOW, "other");
    let at = |store: &Store, which: &str| store.find(Kind::ENTRIES, which).unwrap();
    assert_eq!(at(&store, "@"), Found::One(other, Kind::Event));
    assert_eq!(at(&store, "@2"), Found::One(one, Kind::Event));
    write(&mut store, &place, NOW, "remove", |draft| {
        let record = draft.row(&other)?.unwrap().any()?;
        draft.remove(&record)
    })
    .unwrap();
    assert_eq!(at(&store, "@"), Found::One(one, Kind::Event));
    assert_eq!(
        at(&store, other.as_str()),
        Found::Removed(other, Kind::Event)
    );
    let history = store.history(Some(&other), None).unwrap();
    assert_eq!(
        history.iter().map(|one| one.number).collect::<Vec<_>>(),
        [3, 2]
    );
    // What takes one of them back belongs to its history.
    let removal = history[0].clone();
    write(&mut store, &place, NOW, "undo", |draft| {
        let back = draft.take_back(&[removal])?;
        for (key, undone) in back.operations {
            draft.say_undone(&key, undone);
        }
        Ok(())
    })
    .unwrap();
    assert_eq!(at(&store, "@"), Found::One(other, Kind::Event));
    let history = store.history(Some(&other), Some(1)).unwrap();
    assert_eq!(history[0].number, 4);
}
