//! The fold and undo: the same operations give the same readings, in whatever order they arrived, and a rebuild changes
//! nothing.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod ground;

use ground::{
    Desk, Dice, NOW,
    file::{File, put},
    id, insert, of_operation, of_record, readings,
};
use proptest::prelude::*;
use tidings::{
    journal::{Operation, Predecessor, Undone},
    model::{AnyRecord, Id, Kind, Slug},
    store::{Draft, Error},
};

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

#[test]
fn a_change_that_names_another_kind_leaves_no_trace_in_the_readings() {
    let mut file = File::new();
    let patches = [
        (Kind::Note, r#"{"added":true,"text":"note"}"#),
        (Kind::Event, r#"{"title":"event","text":"of another kind"}"#),
    ];
    for (number, (kind, patch)) in (1..).zip(patches) {
        let mut desk = Desk::new(number);
        let header = desk.header(NOW - 1_000 + u64::from(number));
        let operation = desk.write(header, vec![of_record(id(1), kind, patch)]);
        insert(&file.raw(), &operation);
    }
    file.rebuilt();
    let row = file.store.row(&id(1)).unwrap().unwrap();
    assert_eq!((row.kind, row.last_change), (Kind::Note, NOW - 999));
    assert!(row.document.contains(r#""text":"note""#));
}
