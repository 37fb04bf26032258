//! The door: what does not verify, one case each, made out of an operation that does.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod ground;

use ground::{Desk, content, id, of_operation, of_record};
use tidings::{
    journal::{
        Change, Clock, Digest, Limit, Of, Operation, OperationKey, Predecessor, Refusal, Replica,
        Undone,
    },
    model::Kind,
};

fn predecessor(operation: &Operation) -> Predecessor {
    Predecessor {
        digest: operation.digest,
        seq: operation.header.seq,
        clock: operation.header.clock,
    }
}

/// A valid operation that follows another, mutated and, where it says so, sealed anew.
fn refused(sealed_anew: bool, mutate: impl FnOnce(&mut Operation)) -> Refusal {
    let mut desk = Desk::new(1);
    let first = desk.write(
        desk.header(1_000),
        vec![of_record(id(1), Kind::Note, r#"{"added":true,"text":"t"}"#)],
    );
    let mut operation = Operation::seal(
        desk.header(2_000),
        Some("why"),
        vec![
            of_record(id(1), Kind::Note, r#"{"text":"u"}"#),
            of_operation(&first.key(), &Undone::Whole),
        ],
        || [1; 16],
    )
    .unwrap();
    operation.verify(Some(&predecessor(&first))).unwrap();
    mutate(&mut operation);
    if sealed_anew {
        for change in &mut operation.changes {
            if let Some(content) = &change.content {
                change.digest = content.digest();
            }
        }
        operation.digest = operation.header.digest(&operation.changes);
    }
    operation.verify(Some(&predecessor(&first))).unwrap_err()
}

#[test]
fn an_operation_out_of_its_chain_does_not_verify() {
    let other = Desk::new(2).write(
        Desk::new(2).header(1),
        vec![of_record(id(1), Kind::Note, r#"{"text":"t"}"#)],
    );
    assert_eq!(refused(true, |o| o.header.version = 2), Refusal::Version(2));
    assert_eq!(refused(true, |o| o.header.version = 0), Refusal::Version(0));
    let private = |o: &mut Operation| {
        o.header.replica = Replica::parse(&format!("-{}", o.header.replica)).unwrap();
    };
    assert_eq!(refused(true, private), Refusal::Private);
    for seq in [0, 1, 3] {
        assert_eq!(
            refused(true, |o| o.header.seq = seq),
            Refusal::Seq {
                expected: 2,
                found: seq
            }
        );
    }
    assert_eq!(
        refused(true, |o| o.header.previous = None),
        Refusal::Predecessor
    );
    assert_eq!(
        refused(true, |o| o.header.previous = Some(other.digest)),
        Refusal::Predecessor
    );
    assert_eq!(
        refused(true, |o| o.header.clock = Clock::tick(1_000, None)),
        Refusal::Clock
    );
    assert_eq!(
        refused(true, |o| o.header.recorded_at = 2_001),
        Refusal::RecordedAt
    );
    assert_eq!(
        refused(true, |o| o.header.seen = vec![other.key(), other.key()]),
        Refusal::Seen
    );
    // The first of a chain follows nothing, and what follows nothing is the first.
    let mut first = other.clone();
    first.header.seq = 2;
    first.digest = first.header.digest(&first.changes);
    assert_eq!(
        first.verify(None),
        Err(Refusal::Seq {
            expected: 1,
            found: 2
        })
    );
    assert_eq!(
        other.verify(Some(&predecessor(&other))),
        Err(Refusal::Predecessor)
    );
    // A clock ahead is for the door alone: a file may hold what it wrote itself.
    let day = 24 * 60 * 60 * 1_000;
    let now = other.header.clock.millis();
    assert!(!other.is_ahead(now) && other.verify(None).is_ok());
    let mut ahead = other.clone();
    ahead.header.clock = Clock::tick(now + day + 1, None);
    assert!(ahead.is_ahead(now) && !ahead.is_ahead(now + 1));
}

#[test]
fn an_operation_that_was_altered_does_not_verify() {
    let key = OperationKey::parse("bcdfghjklmnpqrst.1.0123456789abcdef").unwrap();
    let mutations: [&dyn Fn(&mut Operation); 8] = [
        &|o| o.header.author = Some("Mallory".into()),
        &|o| o.header.via = Some("import".into()),
        &|o| o.header.command = "remove".into(),
        &|o| o.header.batch = Some(id(5)),
        &|o| o.header.recorded_at -= 1,
        &|o| o.header.seen = vec![key.clone()],
        &|o| o.header.clock = Clock::tick(9_000, None),
        &|o| o.changes[1].of = Of::Record(id(2)),
    ];
    for mutate in mutations {
        assert_eq!(refused(false, mutate), Refusal::Digest);
    }
    assert_eq!(
        refused(false, |o| o.changes[1].kind = Some(Kind::Event)),
        Refusal::Digest
    );
    assert_eq!(
        refused(false, |o| o.changes[1].content =
            Some(content(r#"{"text":"v"}"#))),
        Refusal::ChangeDigest(1)
    );
    assert_eq!(
        refused(false, |o| o.changes[0].digest = Digest::NONE),
        Refusal::ChangeDigest(0)
    );
    assert_eq!(refused(false, |o| o.digest = Digest::NONE), Refusal::Digest);
}

#[test]
fn changes_that_are_misnumbered_or_misplaced_do_not_verify() {
    assert_eq!(refused(true, |o| o.changes.clear()), Refusal::Numbers);
    assert_eq!(refused(true, |o| o.changes[2].n = 3), Refusal::Numbers);
    assert_eq!(
        refused(true, |o| {
            o.changes.remove(0);
            o.changes[0].n = 0;
        }),
        Refusal::Numbers
    );
    assert_eq!(refused(true, |o| o.changes.swap(1, 2)), Refusal::Numbers);
    assert_eq!(
        refused(true, |o| o.changes[1].of = Of::This),
        Refusal::Numbers
    );
    let misplaced = |n: u32, of| Refusal::Registers { n, of };
    // Of this operation: the reason alone, a text.
    for patch in [
        r#"{"reason":"why","undone":true}"#,
        r#"{"undone":true}"#,
        r#"{"reason":7}"#,
        r#"{"reason":""}"#,
        r#"{"reason":null}"#,
        "{}",
    ] {
        assert_eq!(
            refused(true, |o| o.changes[0].content = Some(content(patch))),
            misplaced(0, "this operation"),
            "{patch}"
        );
    }
    // Of another operation: undone alone, true, null or numbers.
    for patch in [
        r#"{"reason":"why"}"#,
        r#"{"undone":false}"#,
        r#"{"undone":[]}"#,
        r#"{"undone":[0]}"#,
        r#"{"undone":[1.5]}"#,
        r#"{"undone":["1"]}"#,
        r#"{"undone":true,"title":"x"}"#,
    ] {
        assert_eq!(
            refused(true, |o| o.changes[2].content = Some(content(patch))),
            misplaced(2, "another operation"),
            "{patch}"
        );
    }
    // Of a record: a redaction stands alone and is never cleared.
    for patch in [r#"{"redacted":true,"text":"t"}"#, r#"{"redacted":null}"#] {
        assert_eq!(
            refused(true, |o| o.changes[1].content = Some(content(patch))),
            misplaced(1, "a record"),
            "{patch}"
        );
    }
    // A record has a kind, an operation none; also where the change was emptied.
    for emptied in [false, true] {
        let (mut of_record, mut of_operation) = (None, None);
        assert_eq!(
            refused(true, |o| {
                o.changes[1].kind = None;
                if emptied {
                    of_record = o.changes[1].content.take();
                }
            }),
            misplaced(1, "a record")
        );
        assert_eq!(
            refused(true, |o| {
                o.changes[2].kind = Some(Kind::Note);
                if emptied {
                    of_operation = o.changes[2].content.take();
                }
            }),
            misplaced(2, "another operation")
        );
    }
    // No redaction reaches what is undone.
    assert_eq!(
        refused(true, |o| o.changes[2].content = None),
        misplaced(2, "another operation")
    );
}

#[test]
fn a_patch_that_is_none_or_does_not_fit_does_not_verify() {
    for patch in [
        "[]",
        "{",
        r#"{"text":"t","text":"t"}"#,
        r#"{"mood":{"a":{"b":1,"b":2}}}"#,
        r#"{"text":7}"#,
        r#"{"topics/a":"b"}"#,
        r#"{"when":{"edtf":"2025-08-15","words":null}}"#,
        r#"{"redacted":false}"#,
    ] {
        assert!(
            matches!(
                refused(true, |o| o.changes[1].content = Some(content(patch))),
                Refusal::Patch { n: 1, .. } | Refusal::Registers { n: 1, .. }
            ),
            "{patch}"
        );
    }
    let long = format!(r#"{{"mood":["{}"]}}"#, "x".repeat((1 << 20) + 1));
    assert!(matches!(
        refused(true, |o| {
            o.changes.pop();
            o.changes[1].content = Some(content(&long));
        }),
        Refusal::Limit(Limit::Text(_))
    ));
    let many = |o: &mut Operation| {
        let change = o.changes[1].clone();
        o.changes.pop();
        o.changes.extend((2..=1_001).map(|n| Change {
            n,
            ..change.clone()
        }));
    };
    assert_eq!(refused(true, many), Refusal::Limit(Limit::Changes(1_001)));
    let author = |o: &mut Operation| o.header.author = Some("x".repeat((1 << 20) + 1));
    assert!(matches!(
        refused(true, author),
        Refusal::Limit(Limit::Text(_))
    ));
}
