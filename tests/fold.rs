//! The fold and undo: the same operations give the same readings, in whatever order they arrived, and a rebuild changes
//! nothing.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod ground;

use std::collections::BTreeSet;

use ground::{Desk, Dice, NOW, id, insert, moment, of_operation, of_record, raw, readings, write};
use proptest::prelude::*;
use tidings::{
    journal::{Operation, Predecessor, Undone},
    model::{Actor, AnyRecord, Event, Id, Kind, Note, Record, Slug, Statement},
    store::{Draft, Error, Place, Store},
};

/// A file with its place.
struct File {
    folder: tempfile::TempDir,
    store: Store,
    place: Place,
}

impl File {
    fn new() -> Self {
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

    fn raw(&self) -> rusqlite::Connection {
        raw(&self.folder.path().join("story.db"))
    }

    fn write<T>(
        &mut self,
        command: &str,
        act: impl FnOnce(&mut Draft<'_>) -> Result<T, Error>,
    ) -> (T, Option<i64>) {
        let written = write(&mut self.store, &self.place, NOW, command, act).unwrap();
        (written.value, written.operation)
    }

    fn rebuilt(&mut self) -> Vec<String> {
        self.store.rebuild(&mut |_, _| {}).unwrap();
        readings(&self.raw())
    }

    fn damage(&self) -> Vec<String> {
        self.store.doctor(NOW).unwrap().damage
    }
}

/// Patches that a desk may write: with duplicate slugs, cycles, unknown registers, values of other kinds.
fn patch(dice: &mut Dice<'_>) -> String {
    let other = dice.id();
    let patches = [
        r#"{"added":true,"title":"summit"}"#.to_owned(),
        r#"{"added":null}"#.into(),
        r#"{"added":true}"#.into(),
        r#"{"slug":"same"}"#.into(),
        r#"{"slug":null,"text":"changed"}"#.into(),
        format!(r#"{{"of":"{other}"}}"#),
        format!(r#"{{"links/part-of/{other}":{{"verb":"part-of","to":"{other}"}}}}"#),
        format!(r#"{{"links/about/{other}":null}}"#),
        r#"{"topics/a":"a","topics/b":"b"}"#.into(),
        r#"{"topics/b":"b","topics/a":null}"#.into(),
        r#"{"topics/a":"a"}"#.into(),
        r#"{"when":{"edtf":"2025-08-21/2025-08-31","words":"late August"}}"#.into(),
        r#"{"status":"happened","certainty":null}"#.into(),
        r#"{"mood":{"deep":[1,null]},"moods/x":"x"}"#.into(),
        r#"{"name":"Zelenskiy"}"#.into(),
        format!(r#"{{"aliases/{other}":{{"key":"{other}","text":"Zelensky"}}}}"#),
    ];
    patches[dice.pick(patches.len())].clone()
}

/// Operations of three desks and of a branch of one of them, that took in each other's.
fn operations(dice: &mut Dice<'_>) -> Vec<Operation> {
    let mut desks = [Desk::new(0), Desk::new(1), Desk::new(2), Desk::new(2)];
    let mut operations: Vec<Operation> = Vec::new();
    while !dice.is_empty() && operations.len() < 24 {
        let desk = dice.pick(4);
        let mut header = desks[desk].header(NOW - 200 + dice.pick(200) as u64);
        if dice.pick(3) == 0 && !operations.is_empty() {
            header.seen = vec![operations[dice.pick(operations.len())].key()];
        }
        header.recorded_at -= dice.pick(100) as u64;
        let drafts = (0..1 + dice.pick(3))
            .map(|_| match dice.pick(3) {
                0 if !operations.is_empty() => {
                    let target = &operations[dice.pick(operations.len())];
                    let undone = match dice.pick(4) {
                        0 => Undone::No,
                        1 => Undone::Changes(vec![1 + dice.pick(3) as u32]),
                        _ => Undone::Whole,
                    };
                    of_operation(&target.key(), &undone)
                }
                _ => {
                    let record = id(dice.pick(4) as u32);
                    let kinds = [Kind::Event, Kind::Actor, Kind::Question, Kind::Note];
                    // Mostly of one kind, at times of another.
                    let kind = match dice.pick(5) {
                        0 => kinds[dice.pick(4)],
                        _ => kinds[usize::from(record.as_str().as_bytes()[15]) % 4],
                    };
                    loop {
                        let draft = of_record(record, kind, &patch(dice));
                        if draft.patch.fits(kind).is_ok() {
                            break draft;
                        }
                        if dice.is_empty() {
                            break of_record(record, kind, r#"{"added":true}"#);
                        }
                    }
                }
            })
            .collect();
        let operation = desks[desk].write(header, drafts);
        if operations
            .iter()
            .all(|other| other.key() != operation.key())
        {
            operations.push(operation);
        }
    }
    operations
}

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(any::<u8>(), 0..300)
}

#[test]
fn the_same_operations_give_the_same_readings_in_whatever_order_they_arrived() {
    let mut file = File::new();
    let mut runner = proptest::test_runner::TestRunner::new(ground::cases(60));
    let file = std::cell::RefCell::new(&mut file);
    let strategy = (bytes(), any::<u64>());
    runner
        .run(&strategy, |(bytes, seed)| {
            let operations = operations(&mut Dice::new(&bytes));
            for operation in &operations {
                let before = operations
                    .iter()
                    .find(|before| Some(before.digest) == operation.header.previous)
                    .map(|before| Predecessor {
                        digest: before.digest,
                        seq: before.header.seq,
                        clock: before.header.clock,
                    });
                operation.verify(before.as_ref()).unwrap();
            }
            let mut shuffled = operations.clone();
            for at in (1..shuffled.len()).rev() {
                let with = seed.rotate_left(at as u32 * 7) as usize % (at + 1);
                shuffled.swap(at, with);
            }
            let reversed: Vec<Operation> = operations.iter().rev().cloned().collect();
            let file = &mut **file.borrow_mut();
            let mut seen: Vec<Vec<String>> = Vec::new();
            for order in [&operations, &reversed, &shuffled] {
                let mut connection = file.raw();
                let transaction = connection.transaction().unwrap();
                transaction
                    .execute_batch("DELETE FROM operation; DELETE FROM change;")
                    .unwrap();
                for operation in order {
                    insert(&transaction, operation);
                }
                transaction.commit().unwrap();
                seen.push(file.rebuilt());
                prop_assert_eq!(file.damage(), Vec::<String>::new());
            }
            prop_assert_eq!(&seen[0], &seen[1]);
            prop_assert_eq!(&seen[0], &seen[2]);
            Ok(())
        })
        .unwrap();
}

/// One step of a user, out of dice.
fn step(file: &mut File, dice: &mut Dice<'_>, records: &mut Vec<(Id, Kind)>) {
    match dice.pick(6) {
        0 | 1 => {
            let (id, kind) = match dice.pick(2) {
                0 => {
                    let kind = [Kind::Event, Kind::Note, Kind::Actor][dice.pick(3)];
                    let (id, _) = file.write("add", |draft| {
                        let id = draft.mint();
                        put(draft, id, kind, "first", None)?;
                        Ok(id)
                    });
                    (id, kind)
                }
                _ => return,
            };
            records.push((id, kind));
        }
        2 | 3 if !records.is_empty() => {
            // One record that changes, one that is put as it is, and one that is changed and changed back.
            let picked: Vec<(Id, Kind)> =
                (0..3).map(|_| records[dice.pick(records.len())]).collect();
            let text = dice.text();
            file.write("edit", |draft| {
                if draft.row(&picked[2].0)?.is_some_and(|row| !row.removed) {
                    let before = draft.row(&picked[2].0)?.unwrap().any()?;
                    put(draft, picked[2].0, picked[2].1, "for a moment", None)?;
                    put_any(draft, &before)?;
                }
                if let Some(row) = draft.row(&picked[1].0)?.filter(|row| !row.removed) {
                    put_any(draft, &row.any()?)?;
                }
                put(draft, picked[0].0, picked[0].1, &text, Some("x"))
            });
        }
        4 if !records.is_empty() => {
            let (id, _) = records[dice.pick(records.len())];
            file.write("remove", |draft| {
                if let Some(row) = draft.row(&id)?.filter(|row| !row.removed) {
                    draft.remove(&row.any()?)?;
                    assert!(draft.row(&id)?.unwrap().removed, "a draft sees itself");
                }
                Ok(())
            });
        }
        _ => {
            let operations = file.store.history(None, None).unwrap();
            if operations.is_empty() {
                return;
            }
            let target = operations[dice.pick(operations.len())].clone();
            let redo = dice.pick(2) == 0;
            file.write("undo", |draft| {
                let key = target.operation.key();
                if redo {
                    draft.say_undone(&key, Undone::No);
                } else {
                    for (key, undone) in draft.take_back(&[target])?.operations {
                        draft.say_undone(&key, undone);
                    }
                }
                Ok(())
            });
        }
    }
}

fn put(
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

fn put_any(draft: &mut Draft<'_>, record: &AnyRecord) -> Result<(), Error> {
    match record {
        AnyRecord::Event(record) => draft.put(record),
        AnyRecord::Actor(record) => draft.put(record),
        AnyRecord::Note(record) => draft.put(record),
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_commands_wrote_is_what_a_rebuild_makes() {
    let mut runner = proptest::test_runner::TestRunner::new(ground::cases(16));
    runner
        .run(&prop::collection::vec(any::<u8>(), 40..160), |bytes| {
            let mut file = File::new();
            let mut dice = Dice::new(&bytes);
            let mut records = Vec::new();
            while !dice.is_empty() {
                step(&mut file, &mut dice, &mut records);
            }
            let live = readings(&file.raw());
            prop_assert_eq!(file.damage(), Vec::<String>::new());
            prop_assert_eq!(file.rebuilt(), live);
            Ok(())
        })
        .unwrap();
}

#[test]
fn what_a_command_put_without_changing_it_stays_as_it_was() {
    let mut file = File::new();
    let (one, _) = file.write("add", |draft| {
        let id = draft.mint();
        put(draft, id, Kind::Event, "first", None).map(|()| id)
    });
    let (other, _) = file.write("add", |draft| {
        let id = draft.mint();
        put(draft, id, Kind::Event, "second", None).map(|()| id)
    });
    let row = file.store.row(&one).unwrap();
    let written = file.store.write(
        &file.place,
        &moment(NOW + 60_000),
        "edit",
        || {},
        |draft| {
            put(draft, one, Kind::Event, "first", None)?;
            put(draft, other, Kind::Event, "third", None)
        },
        |_, touched| {
            assert_eq!(touched.keys().collect::<Vec<_>>(), [&other]);
            Ok::<_, Error>(())
        },
    );
    assert!(written.unwrap().operation.is_some());
    assert_eq!(file.store.row(&one).unwrap(), row);
    assert_eq!(file.damage(), Vec::<String>::new());
    // What changes nothing at all writes nothing.
    let (_, nothing) = file.write("edit", |draft| put(draft, one, Kind::Event, "first", None));
    assert_eq!(nothing, None);
}

#[test]
fn a_removed_record_that_is_added_again_is_written_whole() {
    let mut file = File::new();
    let event = |outcome: Option<&str>| {
        let own = Event {
            title: "summit".into(),
            outcome: outcome.map(str::to_owned),
            ..Event::default()
        };
        Record::new(id(1), own)
    };
    file.write("add", |draft| draft.add(&event(Some("no deal"))));
    file.write("remove", |draft| {
        draft.remove(&event(Some("no deal")).into())
    });
    assert_eq!(file.store.get::<Event>(&id(1)).unwrap(), None);
    let row = file.store.row(&id(1)).unwrap().unwrap();
    assert!(row.removed && row.document.contains("no deal"));
    file.write("add", |draft| draft.add(&event(None)));
    assert_eq!(file.store.get(&id(1)).unwrap(), Some(event(None)));
    assert_eq!(file.damage(), Vec::<String>::new());
    // Under an id that is a record of another kind nothing is written.
    let note = Note {
        text: "x".into(),
        ..Note::default()
    };
    let refused = write(&mut file.store, &file.place, NOW, "add", |draft| {
        draft.add(&Record::new(id(1), note))
    });
    assert!(matches!(refused, Err(Error::Model(_))));
}

#[test]
fn a_removed_record_shows_its_name_even_where_its_adding_is_taken_back() {
    let mut file = File::new();
    let (one, number) = file.write("add", |draft| {
        let id = draft.mint();
        put(draft, id, Kind::Actor, "Fidan", None).map(|()| id)
    });
    take_back(&mut file, number.unwrap());
    let row = file.store.row(&one).unwrap().unwrap();
    assert!(row.removed);
    assert_eq!(row.record::<Actor>().unwrap().own.name, "Fidan");
    let names: i64 = file
        .raw()
        .query_row("SELECT count(*) FROM name", [], |row| row.get(0))
        .unwrap();
    assert_eq!(names, 0, "no name reaches what is removed");
}

/// Takes an operation back; says what was kept, and what stands.
fn take_back(file: &mut File, number: i64) -> tidings::store::TakenBack {
    let target = file.store.operation(number).unwrap().unwrap();
    file.write("undo", |draft| {
        let back = draft.take_back(&[target])?;
        for (key, undone) in &back.operations {
            draft.say_undone(key, undone.clone());
        }
        Ok(back)
    })
    .0
}

fn actor(id: Id, name: &str, of: Option<Id>) -> Record<Actor> {
    let own = Actor {
        name: name.into(),
        of,
        ..Actor::default()
    };
    Record::new(id, own)
}

fn statement(id: Id, by: Id) -> Record<Statement> {
    let own = Statement {
        speakers: vec![by],
        text: "We’ll see if they get along.".into(),
        ..Statement::default()
    };
    Record::new(id, own)
}

#[test]
fn what_is_taken_back_keeps_what_live_records_refer_to_and_what_that_refers_to() {
    let mut file = File::new();
    // Change 1: the country, 2: the office of it, 3: the aide of that, 4: somebody whom nobody refers to, 5: a statement.
    let (_, first) = file.write("add statement", |draft| {
        draft.add(&actor(id(1), "Russia", None))?;
        draft.add(&actor(id(2), "Kremlin", Some(id(1))))?;
        draft.add(&actor(id(3), "a Kremlin aide", Some(id(2))))?;
        draft.add(&actor(id(4), "Lavrov", Some(id(1))))?;
        draft.add(&statement(id(5), id(3)))
    });
    let first = first.unwrap();
    // Nothing outside refers to it: all of it goes.
    let back = take_back(&mut file, first);
    assert!(back.kept.is_empty() && back.any);
    assert_eq!(back.operations[0].1, Undone::Whole);
    assert_eq!(file.store.count("WHERE removed = 0", []).unwrap(), 0);
    let key = file
        .store
        .operation(first)
        .unwrap()
        .unwrap()
        .operation
        .key();
    file.write("redo", |draft| {
        draft.say_undone(&key, Undone::No);
        Ok(())
    });
    assert_eq!(file.store.count("WHERE removed = 0", []).unwrap(), 5);

    // A later statement by the aide keeps the aide, whose office keeps that, whose country keeps that.
    let (_, later) = file.write("add statement", |draft| draft.add(&statement(id(6), id(3))));
    let back = take_back(&mut file, first);
    let kept: Vec<(Id, Id)> = back
        .kept
        .iter()
        .map(|kept| (kept.record, kept.referred_to_by))
        .collect();
    assert_eq!(kept, [(id(3), id(6)), (id(2), id(3)), (id(1), id(2))]);
    assert_eq!(back.operations[0].1, Undone::Changes(vec![4, 5]));
    let standing: BTreeSet<Id> = file
        .store
        .rows("WHERE removed = 0", [])
        .unwrap()
        .iter()
        .map(|row| row.id)
        .collect();
    assert_eq!(standing, BTreeSet::from([id(1), id(2), id(3), id(6)]));
    assert!(file.store.doctor(NOW).unwrap().findings.is_empty());

    // Again: nothing is left to take back.
    let target = file.store.operation(first).unwrap().unwrap();
    let (again, _) = file.write("undo", |draft| {
        draft.take_back(std::slice::from_ref(&target))
    });
    assert!(!again.any);
    // Once the later statement is gone the rest goes, and the whole is taken back.
    take_back(&mut file, later.unwrap());
    let back = take_back(&mut file, first);
    assert!(back.any && back.kept.is_empty());
    assert_eq!(back.operations[0].1, Undone::Whole);
    assert_eq!(file.store.undone(&key).unwrap(), Undone::Whole);
    assert_eq!(file.damage(), Vec::<String>::new());
}

#[test]
fn what_was_written_later_stands_and_is_named() {
    let mut file = File::new();
    let event = |title: &str, place: Option<&str>| {
        let own = Event {
            title: title.into(),
            place: place.map(str::to_owned),
            ..Event::default()
        };
        Record::new(id(1), own)
    };
    file.write("add", |draft| draft.add(&event("summit", None)));
    let (_, second) = file.write("edit", |draft| {
        draft.put(&event("the summit", Some("Anchorage")))
    });
    let (_, third) = file.write("edit", |draft| {
        draft.put(&event("a summit", Some("Anchorage")))
    });
    let back = take_back(&mut file, second.unwrap());
    assert_eq!(back.standing, [(id(1), "title".to_owned(), third.unwrap())]);
    // The place is as before; the title is what was written later.
    assert_eq!(
        file.store.get(&id(1)).unwrap(),
        Some(event("a summit", None))
    );
    // undo, undo, redo, redo gives the readings of before.
    let before = readings(&file.raw());
    let back = take_back(&mut file, third.unwrap());
    assert!(
        back.standing.is_empty(),
        "what is already taken back is not named again"
    );
    assert_eq!(file.store.get(&id(1)).unwrap(), Some(event("summit", None)));
    let key = file
        .store
        .operation(third.unwrap())
        .unwrap()
        .unwrap()
        .operation
        .key();
    file.write("redo", |draft| {
        draft.say_undone(&key, Undone::No);
        Ok(())
    });
    let without_heads = |lines: Vec<String>| -> Vec<String> {
        lines
            .into_iter()
            .filter(|line| !line.starts_with("head"))
            .collect()
    };
    assert_eq!(without_heads(readings(&file.raw())), without_heads(before));
}

#[test]
fn a_slug_that_two_desks_gave_is_the_first_one_s_and_a_finding() {
    let mut file = File::new();
    let connection = file.raw();
    for number in [1, 2] {
        let mut desk = Desk::new(number);
        let header = desk.header(NOW - 1_000 + u64::from(number));
        let patch = r#"{"added":true,"title":"summit","slug":"summit"}"#;
        insert(
            &connection,
            &desk.write(header, vec![of_record(id(9 - number), Kind::Event, patch)]),
        );
    }
    file.rebuilt();
    let found = file.store.find(Kind::ENTRIES, "summit").unwrap();
    assert_eq!(found, tidings::store::Found::One(id(8), Kind::Event));
    let diagnosis = file.store.doctor(NOW).unwrap();
    assert!(diagnosis.damage.is_empty());
    let finding = &diagnosis.findings[0];
    assert_eq!(finding.code, "slug");
    let command = format!("tidings edit {} --slug summit-2", id(7));
    assert_eq!(finding.command.as_deref(), Some(command.as_str()));
    assert!(Slug::parse("summit-2").is_ok());
}
