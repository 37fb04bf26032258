//! The bytes of the journal: docs/journal.md and the fixtures pin them for ever.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

mod ground;

use ground::{Desk, Dice, id, of_operation, of_record};
use proptest::prelude::*;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use tidings::{
    journal::{
        Change, Clock, Content, Header, Limit, LineError, Of, Operation, Order, Predecessor,
        REASON, Replica, Step, UNDONE, Undone, VERSION, fold,
    },
    model::{Id, Kind, Registers},
};

const DOCS: &str = include_str!("../docs/journal.md");
/// Do not change: lines that version 1 wrote, and that every release reads.
const FIXTURE: &str = include_str!("fixtures/journal-v1.jsonl");

const SUMMIT: &str = "ghjklmnpqrstvwxz";
const QUOTE: &str = "xwvtsrqpnmlkjhgf";

/// The operations of docs/journal.md, made by the crate.
fn examples() -> Vec<Operation> {
    let header = |replica: &str, before: Option<&Operation>, clock, command: &str| Header {
        version: VERSION,
        replica: Replica::parse(replica).unwrap(),
        seq: before.map_or(1, |before| before.header.seq + 1),
        clock,
        seen: Vec::new(),
        previous: before.map(|before| before.digest),
        author: None,
        via: None,
        recorded_at: clock.millis(),
        command: command.into(),
        batch: None,
    };
    let (desk, other) = ("bcdfghjklmnpqrst", "zxwvtsrqpnmlkjhg");
    let (summit, quote) = (Id::parse(SUMMIT).unwrap(), Id::parse(QUOTE).unwrap());
    let mut salt = 0;
    let mut seal = |header, reason, drafts| {
        Operation::seal(header, reason, drafts, || {
            salt += 1;
            std::array::from_fn(|at| salt * 16 + at as u8)
        })
        .unwrap()
    };
    let clock = Clock::tick(1_755_169_200_000, None);
    let mut first = header(desk, None, clock, "add summit");
    first.author = Some("Jo Reporter".into());
    let first = seal(
        first,
        None,
        vec![of_record(
            summit,
            Kind::Event,
            r#"{"added":true,"visibility":"public","type":"summit","title":"Trump-Putin summit","when":{"edtf":"2025-08-15?"},"status":"expected","topics/peace talks":"peace talks"}"#,
        )],
    );
    // In the same millisecond: the counter goes on.
    let second = header(
        desk,
        Some(&first),
        Clock::tick(1_755_169_200_000, Some(clock)),
        "move",
    );
    let second = seal(
        second,
        Some("no venue"),
        vec![of_record(
            summit,
            Kind::Event,
            r#"{"when":{"edtf":"2025-09-11/2025-09-20","words":"mid-September"},"topics/peace talks":null}"#,
        )],
    );
    let mut third = header(
        other,
        None,
        Clock::tick(1_755_169_260_000, None),
        "add quote",
    );
    third.seen = vec![second.key()];
    third.via = Some("import".into());
    third.batch = Some(Id::parse("cccccccccccccccc").unwrap());
    let third = seal(
        third,
        None,
        vec![of_record(
            quote,
            Kind::Statement,
            "{\"added\":true,\"visibility\":\"internal\",\"form\":\"verbatim\",\"text\":\"We’ll see if they get along.\",\"terms\":\"unknown\"}",
        )],
    );
    let mut fourth = header(
        desk,
        Some(&second),
        Clock::tick(1_755_169_320_000, None),
        "undo",
    );
    fourth.seen = vec![third.key()];
    let fourth = seal(
        fourth,
        None,
        vec![of_operation(&second.key(), &Undone::Whole)],
    );
    let mut emptied = third.clone();
    emptied.changes[0].content = None;
    vec![first, second, third, fourth, emptied]
}

/// The fenced blocks of the document whose opening line says so, in order.
fn blocks(kind: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut lines = DOCS.lines();
    while let Some(line) = lines.next() {
        if line == format!("```json {kind}") {
            let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            found.push(block.join("\n"));
        }
    }
    found
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(hex: &str) -> Vec<u8> {
    (0..hex.len() / 2)
        .map(|at| u8::from_str_radix(&hex[2 * at..2 * at + 2], 16).unwrap())
        .collect()
}

/// The bytes that are hashed, by the words of the document and by no code of the crate.
#[derive(Default)]
struct Bytes(Vec<u8>);

impl Bytes {
    fn text(mut self, text: &str) -> Self {
        self.0.extend((text.len() as u32).to_be_bytes());
        self.0.extend(text.as_bytes());
        self
    }

    fn raw(mut self, bytes: &[u8]) -> Self {
        self.0.extend(bytes);
        self
    }

    fn of_operation(line: &Value) -> Self {
        let text = |name: &str| line[name].as_str().unwrap_or_default();
        let previous = line["previous"].as_str().map_or(vec![0; 32], unhex);
        let clock = u64::from_str_radix(text("clock"), 16).unwrap();
        let recorded_at = chrono::DateTime::parse_from_rfc3339(text("recorded_at")).unwrap();
        let mut bytes = Self::default()
            .text(&format!("tidings operation {}", line["version"]))
            .raw(&previous)
            .text(text("replica"))
            .raw(&line["seq"].as_u64().unwrap().to_be_bytes())
            .raw(&clock.to_be_bytes())
            .raw(&(recorded_at.timestamp_millis() as u64).to_be_bytes())
            .text(text("author"))
            .text(text("via"))
            .text(text("command"))
            .text(text("batch"));
        let seen = line["seen"].as_array().unwrap();
        bytes = bytes.raw(&(seen.len() as u32).to_be_bytes());
        for key in seen {
            bytes = bytes.text(key.as_str().unwrap());
        }
        let changes = line["changes"].as_array().unwrap();
        bytes = bytes.raw(&(changes.len() as u32).to_be_bytes());
        let first = u32::from(!changes[0]["of"].is_null());
        for (n, change) in (first..).zip(changes) {
            let text = |name: &str| change[name].as_str().unwrap_or_default();
            bytes = bytes
                .raw(&n.to_be_bytes())
                .text(text("of"))
                .text(text("kind"))
                .raw(&unhex(text("digest")));
        }
        bytes
    }
}

fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

#[test]
fn the_vectors_of_the_document_hold() {
    let changes = blocks("change");
    assert_eq!(changes.len(), 2);
    for block in changes {
        let vector: Value = serde_json::from_str(&block).unwrap();
        let text = |name: &str| vector[name].as_str().unwrap();
        let bytes = Bytes::default()
            .text("tidings change 1")
            .raw(&unhex(text("salt")))
            .text(text("patch"));
        assert_eq!(hex(&bytes.0), text("bytes"));
        assert_eq!(sha256(&bytes.0), text("digest"));
        let content = Content {
            patch: text("patch").into(),
            salt: unhex(text("salt")).try_into().unwrap(),
        };
        assert_eq!(content.digest().to_string(), text("digest"));
    }

    let (lines, seals) = (blocks("operation"), blocks("seal"));
    assert_eq!((lines.len(), seals.len()), (5, 5));
    for (line, seal) in lines.iter().zip(&seals) {
        let (value, seal): (Value, Value) = (
            serde_json::from_str(line).unwrap(),
            serde_json::from_str(seal).unwrap(),
        );
        let bytes = Bytes::of_operation(&value);
        assert_eq!(hex(&bytes.0), seal["bytes"].as_str().unwrap());
        let digest = sha256(&bytes.0);
        assert_eq!(value["digest"], digest.as_str());
        let key = format!(
            "{}.{}.{}",
            value["replica"].as_str().unwrap(),
            value["seq"],
            &digest[..16]
        );
        assert_eq!(seal["key"], key.as_str());
        for change in value["changes"].as_array().unwrap() {
            if let (Some(patch), Some(salt)) = (change["patch"].as_str(), change["salt"].as_str()) {
                let bytes = Bytes::default()
                    .text("tidings change 1")
                    .raw(&unhex(salt))
                    .text(patch);
                assert_eq!(change["digest"], sha256(&bytes.0).as_str());
            }
        }
        let operation = Operation::parse(line).unwrap();
        assert_eq!(operation.line(), *line);
        assert_eq!(operation.key().as_str(), key);
        assert_eq!(
            operation.header.digest(&operation.changes),
            operation.digest
        );
    }
}

#[test]
fn the_crate_writes_the_lines_of_the_document_and_of_the_fixture() {
    let due: Vec<String> = examples().iter().map(Operation::line).collect();
    let fixture: Vec<&str> = FIXTURE.lines().collect();
    assert_eq!(fixture, due);
    assert_eq!(blocks("operation"), due);
    assert!(FIXTURE.ends_with('\n'));
}

#[test]
fn the_lines_of_the_document_verify_and_fold_to_what_it_says() {
    let operations: Vec<Operation> = FIXTURE
        .lines()
        .map(|line| Operation::parse(line).unwrap())
        .collect();
    let undone = |operation: &Operation| {
        let of = Of::Operation(operation.key());
        let changes = operations.iter().flat_map(|other| {
            let of = of.clone();
            other
                .changes
                .iter()
                .filter(move |change| change.of == of)
                .map(move |change| (order(other, change), patch(change).unwrap()))
        });
        Undone::fold(changes.collect())
    };
    let mut steps = Vec::new();
    for operation in &operations {
        let before = operations
            .iter()
            .find(|before| Some(before.digest) == operation.header.previous);
        operation.verify(before.map(predecessor).as_ref()).unwrap();
        for change in &operation.changes {
            if change.of == Of::Record(Id::parse(SUMMIT).unwrap()) {
                steps.push(Step {
                    order: order(operation, change),
                    kind: change.kind,
                    patch: patch(change),
                    counts: !undone(operation).covers(change.n),
                });
            }
        }
    }
    steps.reverse();
    let folded = fold(steps).unwrap();
    assert_eq!(blocks("folded"), [folded.registers.text()]);
    assert!(!folded.removed);
}

fn order(operation: &Operation, change: &Change) -> Order {
    Order {
        clock: operation.header.clock,
        replica: operation.header.replica.to_string(),
        seq: operation.header.seq,
        digest: operation.digest,
        n: change.n,
    }
}

fn patch(change: &Change) -> Option<Registers> {
    let content = change.content.as_ref()?;
    Registers::parse(&content.patch).ok()
}

fn predecessor(operation: &Operation) -> Predecessor {
    Predecessor {
        digest: operation.digest,
        seq: operation.header.seq,
        clock: operation.header.clock,
    }
}

/// An operation with changes of all sorts, out of dice.
fn any_operation(dice: &mut Dice<'_>) -> Operation {
    let mut desk = Desk::new(dice.pick(3) as u32);
    for seq in 0..dice.pick(3) {
        let header = desk.header(seq as u64);
        desk.write(
            header,
            vec![of_record(id(1), Kind::Note, r#"{"text":"t"}"#)],
        );
    }
    let other = Desk::new(7).write(
        Desk::new(7).header(5),
        vec![of_record(id(2), Kind::Note, r#"{"text":"t"}"#)],
    );
    let mut header = desk.header(1_000 + dice.pick(200) as u64);
    header.author = dice.maybe(Dice::text);
    header.via = dice.maybe(Dice::text);
    header.command = dice.text();
    header.batch = dice.maybe(Dice::id);
    header.seen = dice.maybe(|_| other.key()).into_iter().collect();
    let reason = dice.maybe(Dice::text);
    let mut drafts = Vec::new();
    for _ in 0..1 + dice.pick(3) {
        drafts.push(match dice.pick(4) {
            0 => of_operation(&other.key(), &Undone::Changes(vec![1, 3])),
            1 => of_operation(&other.key(), &Undone::No),
            _ => {
                let kind = dice.word::<Kind>();
                let record = dice.any(kind, id(3)).registers();
                of_record(id(3), kind, &record.text())
            }
        });
    }
    let mut salt = 0;
    let mut operation = Operation::seal(header, reason.as_deref(), drafts, || {
        salt += 1;
        [salt; 16]
    })
    .unwrap();
    for change in &mut operation.changes {
        if dice.pick(8) == 7 && !matches!(change.of, Of::Operation(_)) {
            change.content = None;
        }
    }
    operation
}

proptest! {
    #![proptest_config(ground::cases(200))]

    #[test]
    fn a_line_read_is_the_operation_that_was_written(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let operation = any_operation(&mut Dice::new(&bytes));
        let line = operation.line();
        prop_assert!(!line.contains('\n'));
        let read = Operation::parse(&line).unwrap();
        prop_assert_eq!(&read, &operation);
        prop_assert_eq!(read.line(), line.clone());
        prop_assert_eq!(read.header.digest(&read.changes), operation.digest);
        let value: Value = serde_json::from_str(&line).unwrap();
        prop_assert_eq!(sha256(&Bytes::of_operation(&value).0), operation.digest.to_string());
    }

    #[test]
    fn no_line_makes_it_panic(line in "\\PC{0,80}") {
        let _ = Operation::parse(&line);
    }
}

#[test]
fn the_changes_of_an_operation_are_limited() {
    let desk = Desk::new(1);
    let seal = |drafts| Operation::seal(desk.header(1), None, drafts, || [0; 16]);
    let note = |text: usize| {
        let patch = format!(r#"{{"text":"{}"}}"#, "x".repeat(text));
        of_record(id(1), Kind::Note, &patch)
    };
    let mib = 1 << 20;
    seal(vec![note(mib)]).unwrap();
    assert_eq!(seal(vec![note(mib + 1)]), Err(Limit::Text(mib + 1)));
    assert_eq!(
        seal(vec![note(mib), note(1)]).map_err(|why| matches!(why, Limit::Patches(_))),
        Err(true),
        "it is closed at 1 MiB"
    );
    seal(vec![note(mib - 100), note(1), note(mib)]).unwrap();
    seal((0..1_000).map(|_| note(1)).collect()).unwrap();
    assert_eq!(
        seal((0..1_001).map(|_| note(1)).collect()),
        Err(Limit::Changes(1_001))
    );
    let name = format!(r#"{{"{}":1}}"#, "x".repeat(1_025));
    assert_eq!(
        seal(vec![of_record(id(1), Kind::Note, &name)]),
        Err(Limit::Register(1_025))
    );
    let wide: Vec<String> = (0..5)
        .map(|at| format!(r#""moods/{at}":"{}""#, "x".repeat(mib)))
        .collect();
    let wide = format!("{{{}}}", wide.join(","));
    assert!(matches!(
        seal(vec![of_record(id(1), Kind::Note, &wide)]),
        Err(Limit::Change(_))
    ));
    let mut header = desk.header(1);
    header.author = Some("x".repeat(mib + 1));
    assert_eq!(
        Operation::seal(header, None, vec![note(1)], || [0; 16]),
        Err(Limit::Text(mib + 1))
    );
}

#[test]
fn a_line_that_is_none_is_refused_with_its_field_and_a_newer_one_by_its_version() {
    let line = FIXTURE.lines().nth(1).unwrap();
    for (from, to, field) in [
        ("\"replica\":\"bcdf", "\"replica\":\"aaaa", "replica"),
        ("\"clock\":\"0198", "\"clock\":\"019A", "clock"),
        ("\"clock\":\"0198", "\"clock\":\"f198", "clock"),
        ("\"seen\":[]", "\"seen\":[\"x\"]", "seen"),
        ("\"author\":null", "\"author\":\"\"", "author"),
        ("\"via\":null", "\"via\":\"\"", "via"),
        (".000Z", "Z", "recorded_at"),
        (".000Z", ".000+00:00", "recorded_at"),
        ("\"of\":null", "\"of\":\"\"", "of"),
        ("\"of\":\"ghjk", "\"of\":\"aaaa", "of"),
        ("\"salt\":\"", "\"salt\":\"0", "salt"),
    ] {
        let altered = line.replacen(from, to, 1);
        assert_ne!(altered, line, "{from}");
        match Operation::parse(&altered) {
            Err(LineError::Field { field: found, .. }) => assert_eq!(found, field, "{from}"),
            other => panic!("{from} to {to}: {other:?}"),
        }
    }
    for (from, to) in [
        ("\"version\":1", "\"version\":1,\"mood\":1"),
        ("\"kind\":\"event\"", "\"kind\":\"mood\""),
        ("\"seq\":2", "\"seq\":-2"),
    ] {
        let altered = line.replacen(from, to, 1);
        assert!(
            matches!(Operation::parse(&altered), Err(LineError::Json(_))),
            "{from}"
        );
        // A later version may hold what this release cannot read.
        let newer = altered.replacen("\"version\":1", "\"version\":2", 1);
        match Operation::parse(&newer) {
            Err(why @ LineError::Version(2)) => assert!(why.to_string().contains("version 2")),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn registers_of_operations_have_the_names_of_the_document() {
    assert_eq!((REASON, UNDONE), ("reason", "undone"));
}
