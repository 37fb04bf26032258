//! The store as a library: written, read, taken back, rebuilt.
#![allow(missing_docs)]

use tidings::{
    model::{Event, Kind, Record},
    store::{Error, Found, Moment, Place, Store},
};

fn moment() -> Moment {
    Moment {
        now: 1_755_169_200_000,
        machine: 1_755_169_200_000,
        today: chrono::NaiveDate::from_ymd_opt(2025, 8, 14).unwrap(),
        zone: chrono_tz::UTC,
        author: None,
        via: None,
        test_ids: Some("store".into()),
    }
}

#[test]
fn what_is_added_is_found_and_a_rebuild_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("story.db");
    let mut store = Store::open_or_make(&path).unwrap();
    let place = Place::of(&path, Some(&folder.path().join("state")));
    let moment = moment();
    for title in ["Trump-Putin summit", "Second meeting with Zelenskiy"] {
        let written = store
            .write(
                &place,
                &moment,
                "add summit",
                || {},
                |draft| {
                    let event = Event {
                        title: title.into(),
                        ..Event::default()
                    };
                    let record = Record::new(draft.mint(), event);
                    draft.add(&record)?;
                    Ok::<_, Error>(record.id)
                },
                |_, _| Ok(()),
            )
            .unwrap();
        assert!(written.remembered);
        let id = written.value;
        assert_eq!(
            store.find(&[Kind::Event], "@").unwrap(),
            Found::One(id, Kind::Event)
        );
        assert_eq!(store.get::<Event>(&id).unwrap().unwrap().own.title, title);
    }
    let operations = store.history(None, None).unwrap();
    assert_eq!(operations.len(), 2);
    assert_eq!(
        operations[0].operation.header.seq, 2,
        "one place goes on with one chain"
    );
    let before = store.rows("ORDER BY id", []).unwrap();
    assert_eq!(store.rebuild(&mut |_, _| {}).unwrap(), 2);
    assert_eq!(store.rows("ORDER BY id", []).unwrap(), before);
    let diagnosis = store.doctor(moment.now).unwrap();
    assert_eq!((diagnosis.damage, diagnosis.findings), (vec![], vec![]));
}
