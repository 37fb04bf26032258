//! The inside, by criterion: reading a date, taking a record apart and putting it together, folding, projecting.
#![allow(missing_docs)]

use std::hint::black_box;

use chrono::NaiveDate;
use criterion::{Criterion, criterion_group, criterion_main};
use tidings::{
    journal::{Clock, Digest, Order, Step, fold},
    model::{Event, Id, Kind, Participant, Record, Registers},
    store::{Error, Moment, Place, Store},
    when::{self, Context, Direction, When},
};

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2025, 8, 14).unwrap()
}

fn event(title: &str) -> Event {
    Event {
        title: title.to_owned(),
        text: Some(
            "what there is to say about it, in a sentence or two of ordinary length".repeat(2),
        ),
        when: When::parse_edtf("[2025-08-21..2025-08-31]").ok(),
        place: Some("Anchorage".to_owned()),
        participants: vec![Participant {
            actor: Id::default(),
            role: None,
        }],
        ..Event::default()
    }
}

fn dates(criterion: &mut Criterion) {
    let context = Context {
        today: today(),
        direction: Direction::Next,
        zone: None,
    };
    for phrase in [
        "2025-08-15?",
        "late August",
        "from 30 December to 2 January",
        "20 May 2026, 4:30 p.m.",
    ] {
        criterion.bench_function(&format!("read a date: {phrase}"), |bencher| {
            bencher.iter(|| when::read(black_box(phrase), &context).unwrap());
        });
    }
}

fn registers(criterion: &mut Criterion) {
    let record = Record::new(Id::default(), event("Trump-Putin summit"));
    let apart = Registers::of(&record);
    let mut moved = record.clone();
    moved.own.when = When::parse_edtf("2025-09-15").ok();
    let other = Registers::of(&moved);
    criterion.bench_function("take a record apart", |bencher| {
        bencher.iter(|| Registers::of(black_box(&record)))
    });
    criterion.bench_function("put a record together", |bencher| {
        bencher.iter(|| black_box(&apart).record::<Event>(&record.id).unwrap());
    });
    criterion.bench_function("patch between two states", |bencher| {
        bencher.iter(|| black_box(&apart).patch_to(black_box(&other)));
    });
}

fn folding(criterion: &mut Criterion) {
    let first = Registers::of(&Record::new(Id::default(), event("Trump-Putin summit")));
    let steps: Vec<Step> = (0..20)
        .map(|n| {
            let mut patch = if n == 0 {
                first.clone()
            } else {
                Registers::default()
            };
            patch.set("place", format!("place {n}").into());
            let order = Order {
                clock: Clock::tick(1_000 + n, None),
                replica: "bcdfghjklmnpqrst".to_owned(),
                seq: n + 1,
                digest: Digest::NONE,
                n: 1,
            };
            Step {
                order,
                kind: Some(Kind::Event),
                patch: Some(patch),
                counts: true,
            }
        })
        .collect();
    criterion.bench_function("fold 20 changes of a record", |bencher| {
        bencher.iter(|| fold(black_box(steps.clone())))
    });
}

/// Rebuilds a file of 1 000 records: read, fold, row, edges, names, a thousand times.
fn projecting(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("story.db");
    let mut store = Store::open_or_make(&path).unwrap();
    let place = Place::of(&path, Some(folder.path()));
    let now = 1_755_169_200_000;
    let moment = Moment {
        now,
        machine: now,
        today: today(),
        zone: tidings::when::Zone::UTC,
        author: None,
        via: None,
        test_ids: None,
    };
    store
        .write(
            &place,
            &moment,
            "add milestone",
            || {},
            |draft| {
                for number in 0..1_000 {
                    let record = Record::new(draft.mint(), event(&format!("milestone {number}")));
                    draft.put(&record)?;
                }
                Ok::<_, Error>(())
            },
            |_, _| Ok(()),
        )
        .unwrap();
    let mut group = criterion.benchmark_group("project");
    group.sample_size(10);
    group.bench_function("project 1 000 records", |bencher| {
        bencher.iter(|| store.rebuild(&mut |_, _| {}).unwrap())
    });
    group.finish();
}

criterion_group!(benches, dates, registers, folding, projecting);
criterion_main!(benches);
