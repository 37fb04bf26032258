//! What is taken back, what is kept, what stands; and what a draft writes of what it was given.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod ground;

use std::collections::BTreeSet;

use ground::{
    NOW,
    file::{File, put},
    id, moment, readings, write,
};
use tidings::{
    journal::Undone,
    model::{Actor, AnyRecord, Event, Id, Kind, Note, Record, Statement},
    recording,
    store::{Arrival, Error},
};

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

/// An undo of more operations than one can name is several of one batch, and so is what brings them back.
#[test]
fn an_import_of_more_operations_than_one_can_name_is_one_undo() {
    const OPERATIONS: u32 = 1_003;
    let mut file = File::new();
    file.write("add", |draft| put(draft, id(0), Kind::Note, "before", None));
    let moment = moment(NOW);
    let written = file.store.write_batch(
        &file.place,
        &moment,
        "import",
        true,
        || {},
        |batch| {
            for number in 1..=OPERATIONS {
                let own = Note {
                    text: format!("note {number}"),
                    ..Note::default()
                };
                let record = AnyRecord::from(Record::new(id(number), own));
                let arrival = Arrival {
                    id: record.id(),
                    kind: Kind::Note,
                    index: number as usize - 1,
                    line: number as usize,
                };
                let document = serde_json::to_string(&record).unwrap();
                let patch = record.registers().added();
                batch.put_new(arrival, record, document, patch)?;
                batch.close()?;
            }
            Ok::<_, Error>(())
        },
    );
    written.unwrap();
    let stand = |file: &File| file.store.count("WHERE removed = 0", []).unwrap();
    let reverse = |file: &mut File, command: &str| {
        let (reversal, number) = file.write(command, |draft| {
            let done = match command {
                "undo" => recording::undo(draft, None),
                _ => recording::redo(draft, None),
            };
            done.map_err(|why| Error::Damaged(why.to_string()))
        });
        assert_eq!(reversal.numbers.len(), OPERATIONS as usize, "{command}");
        let latest = &file.store.history(None, Some(1)).unwrap()[0];
        assert_eq!(Some(latest.number), number);
        let batch = file.store.batch_of(latest.clone()).unwrap();
        let sizes: Vec<usize> = batch
            .iter()
            .map(|one| one.operation.changes.len())
            .collect();
        assert_eq!(sizes, [1_000, 3], "{command}");
    };
    assert_eq!(stand(&file), OPERATIONS as usize + 1);
    reverse(&mut file, "undo");
    assert_eq!(stand(&file), 1);
    reverse(&mut file, "redo");
    assert_eq!(stand(&file), OPERATIONS as usize + 1);
    reverse(&mut file, "undo");
    // Once more it is what came before the import that is taken back, and then each of the two comes back in turn.
    file.write("undo", |draft| {
        recording::undo(draft, None).map_err(|why| Error::Damaged(why.to_string()))
    });
    assert_eq!(stand(&file), 0);
    file.write("redo", |draft| {
        recording::redo(draft, None).map_err(|why| Error::Damaged(why.to_string()))
    });
    assert_eq!(stand(&file), 1);
    reverse(&mut file, "redo");
    let rows = readings(&file.raw());
    assert!(file.rebuilt() == rows);
    assert_eq!(file.damage(), Vec::<String>::new());
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
    file.write("add", |draft| draft.put(&event(Some("no deal"))));
    file.write("remove", |draft| {
        draft.remove(&event(Some("no deal")).into())
    });
    assert_eq!(file.store.get::<Event>(&id(1)).unwrap(), None);
    let row = file.store.row(&id(1)).unwrap().unwrap();
    assert!(row.removed && row.document.contains("no deal"));
    file.write("add", |draft| draft.put(&event(None)));
    assert_eq!(file.store.get(&id(1)).unwrap(), Some(event(None)));
    assert_eq!(file.damage(), Vec::<String>::new());
    // Under an id that is a record of another kind nothing is written.
    let note = Note {
        text: "x".into(),
        ..Note::default()
    };
    let refused = write(&mut file.store, &file.place, NOW, "add", |draft| {
        draft.put(&Record::new(id(1), note))
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
        draft.put(&actor(id(1), "Russia", None))?;
        draft.put(&actor(id(2), "Kremlin", Some(id(1))))?;
        draft.put(&actor(id(3), "a Kremlin aide", Some(id(2))))?;
        draft.put(&actor(id(4), "Lavrov", Some(id(1))))?;
        draft.put(&statement(id(5), id(3)))
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
    let (_, later) = file.write("add statement", |draft| draft.put(&statement(id(6), id(3))));
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
    file.write("add", |draft| draft.put(&event("summit", None)));
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
