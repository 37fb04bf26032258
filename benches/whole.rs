//! Whole processes, interleaved, as ratios: `tidings add` and `tidings upcoming` on files of 1 000, 10 000 and 100 000
//! records, beside a bare program that does the same with plain rusqlite, and beside the `sqlite3` shell; `tidings search` for a
//! word that every record holds beside the bare read of `upcoming`.
//!
//! `cargo bench --bench whole [-- ROUNDS]`; `cargo bench --bench whole -- fill FILE SIZE` makes a file to look at. The bare program is this file itself, called with `bare-add` or
//! `bare-read`: it opens the same file, writes the rows that one `add` writes in one transaction, or reads the rows that
//! `upcoming --limit 20` shows by one index. `cargo bench --bench whole -- bulk [ROUNDS]`: `import` and `export json` of
//! whole documents (bulk.rs).
#![allow(missing_docs)]

#[path = "whole/bulk.rs"]
mod bulk;

use std::{
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use chrono::NaiveDate;
use rusqlite::{Connection, OpenFlags, params};
use tidings::{
    model::{Event, EventStatus, Record},
    store::{Error, Moment, Place, Store},
    when::When,
};

const TODAY: &str = "2025-08-14";
const SIZES: [usize; 3] = [1_000, 10_000, 100_000];
/// So many records are open, whatever the size, as in a file that is kept for years.
const OPEN: usize = 5_000;

fn number(word: &str) -> usize {
    word.parse().expect("ROUNDS and SIZE are numbers")
}

fn main() {
    let words: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| word != "--bench")
        .collect();
    match words
        .iter()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .as_slice()
    {
        ["bare-add", file, number] => bare_add(Path::new(file), number),
        ["bare-read", file] => bare_read(Path::new(file)),
        ["bare-import", source, file] => bulk::bare_import(Path::new(source), Path::new(file)),
        ["bulk"] => bulk::compare(9),
        ["bulk", rounds] => bulk::compare(number(rounds)),
        ["fill", file, size] => fill(Path::new(file), &std::env::temp_dir(), number(size)),
        [] => compare(21),
        [rounds] => compare(number(rounds)),
        _ => panic!("cargo bench --bench whole [-- ROUNDS | bulk [ROUNDS] | fill FILE SIZE]"),
    }
}

/// One program under comparison.
struct Runner {
    name: &'static str,
    command: Box<dyn Fn(usize) -> Command>,
    times: Vec<Duration>,
}

fn runner(name: &'static str, command: impl Fn(usize) -> Command + 'static) -> Runner {
    Runner {
        name,
        command: Box::new(command),
        times: Vec::new(),
    }
}

fn compare(rounds: usize) {
    install();
    println!(
        "medians of {rounds} rounds, interleaved; ratios to the bare program of the same run\n"
    );
    println!(
        "| work | records | bare, ms | tidings, ms | ratio | sqlite3 shell, ms | ratio to the shell |"
    );
    println!("|---|---|---|---|---|---|---|");
    for size in SIZES {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("story.db");
        fill(&path, folder.path(), size);
        let copies = ["bare.db", "shell.db"].map(|name| {
            let copy = folder.path().join(name);
            std::fs::copy(&path, &copy).expect("a copy of the file");
            copy
        });
        let [bare, shell] = copies;
        run(
            "add",
            size,
            rounds,
            adders(&path, &bare, &shell, folder.path()),
        );
        run(
            "upcoming --limit 20",
            size,
            rounds,
            readers(&path, folder.path(), &["upcoming", "--limit", "20"]),
        );
        // The word is in every record.
        run(
            "search WORD --limit 20",
            size,
            rounds,
            readers(
                &path,
                folder.path(),
                &["search", "comparison", "--limit", "20"],
            ),
        );
    }
}

fn run(work: &str, size: usize, rounds: usize, mut runners: Vec<Runner>) {
    for round in 0..=rounds {
        for runner in &mut runners {
            let mut command = (runner.command)(round);
            command
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                .stderr(Stdio::null());
            let started = Instant::now();
            let status = command.status().expect("the program starts");
            let took = started.elapsed();
            assert!(status.success(), "{} failed: {command:?}", runner.name);
            // The first round warms the caches.
            if round > 0 {
                runner.times.push(took);
            }
        }
    }
    let median = |name: &str| -> Option<f64> {
        let runner = runners.iter().find(|runner| runner.name == name)?;
        let mut times = runner.times.clone();
        times.sort_unstable();
        Some(times[times.len() / 2].as_secs_f64() * 1_000.0)
    };
    let (bare, tidings) = (
        median("bare").expect("bare ran"),
        median("tidings").expect("tidings ran"),
    );
    let shell = median("sqlite3").map_or(("–".to_owned(), "–".to_owned()), |shell| {
        (format!("{shell:.2}"), format!("{:.2}", tidings / shell))
    });
    println!(
        "| {work} | {size} | {bare:.2} | {tidings:.2} | {:.2} | {} | {} |",
        tidings / bare,
        shell.0,
        shell.1
    );
}

fn tidings(file: &Path, folder: &Path) -> Command {
    let mut command = Command::new(installed(Path::new(env!("CARGO_BIN_EXE_tidings"))));
    command
        .env_clear()
        .env("HOME", folder)
        .env("XDG_STATE_HOME", folder.join("state"))
        .env("TIDINGS_DB", file)
        .env("TIDINGS_TODAY", TODAY)
        .env("TIDINGS_TZ", "UTC");
    command
}

fn bare_program(words: [&str; 1], file: &Path) -> Command {
    let mut command = Command::new(bare());
    command.env_clear().args(words).arg(file);
    command
}

/// This program, as a command that is the bare one.
fn bare() -> PathBuf {
    installed(&std::env::current_exe().expect("this program"))
}

/// Where a copy of a program stands, made as installing makes one. What the linker has just written lies in memory page by
/// page, and each start pays for that until it is read from the disk anew.
fn installed(program: &Path) -> PathBuf {
    let name = program.file_name().expect("its name");
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

fn install() {
    let programs = [
        env!("CARGO_BIN_EXE_tidings").into(),
        std::env::current_exe().expect("this program"),
    ];
    for program in programs {
        std::fs::copy(&program, installed(&program)).expect("a copy of the program");
    }
}

fn has_shell() -> bool {
    Command::new("sqlite3")
        .arg("--version")
        .stdout(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

const TITLE: &str = "A milestone of this comparison, with a title of ordinary length";

fn adders(path: &Path, bare: &Path, shell: &Path, folder: &Path) -> Vec<Runner> {
    let (path, bare, shell, folder) = (
        path.to_owned(),
        bare.to_owned(),
        shell.to_owned(),
        folder.to_owned(),
    );
    let mut runners = vec![
        runner("bare", move |round| {
            let mut command = bare_program(["bare-add"], &bare);
            command.arg(round.to_string());
            command
        }),
        runner("tidings", move |_| {
            let mut command = tidings(&path, &folder);
            command.args([
                "add",
                "milestone",
                TITLE,
                "--when",
                "late September 2025",
                "--certainty",
                "possible",
            ]);
            command
        }),
    ];
    if has_shell() {
        runners.push(runner("sqlite3", move |round| {
            let mut command = Command::new("sqlite3");
            command.arg(&shell).arg(shell_add(round));
            command
        }));
    }
    runners
}

fn readers(path: &Path, folder: &Path, words: &'static [&str]) -> Vec<Runner> {
    let (path, folder, shell) = (path.to_owned(), folder.to_owned(), path.to_owned());
    let bare = path.clone();
    let mut runners = vec![
        runner("bare", move |_| bare_program(["bare-read"], &bare)),
        runner("tidings", move |_| {
            let mut command = tidings(&path, &folder);
            command.args(words);
            command
        }),
    ];
    if has_shell() {
        runners.push(runner("sqlite3", move |_| {
            let mut command = Command::new("sqlite3");
            command.arg(&shell).arg(READ.replace("?1", "20314"));
            command
        }));
    }
    runners
}

/// Fills a file through the library, in operations of 500 records.
fn fill(path: &Path, folder: &Path, size: usize) {
    let mut store = Store::open_or_make(path).expect("a new file");
    let place = Place::of(path, Some(&folder.join("state").join("tidings")));
    let today = NaiveDate::parse_from_str(TODAY, "%Y-%m-%d").expect("a day");
    let now = 1_755_172_800_000;
    let moment = Moment {
        now,
        machine: now + 400 * 24 * 60 * 60 * 1_000,
        today,
        zone: tidings::when::Zone::UTC,
        author: None,
        via: None,
        test_ids: None,
    };
    let numbers: Vec<usize> = (0..size).collect();
    for chunk in numbers.chunks(500) {
        let written = store.write(
            &place,
            &moment,
            "add milestone",
            || {},
            |draft| {
                for number in chunk {
                    let record = Record::new(draft.mint(), event(*number, size, today));
                    draft.put(&record)?;
                }
                Ok::<_, Error>(())
            },
            |_, _| Ok(()),
        );
        written.expect("the records are written");
    }
}

fn event(number: usize, size: usize, today: NaiveDate) -> Event {
    let open = number.is_multiple_of(size.div_ceil(OPEN.min(size)));
    let days = chrono::Days::new((number % 700) as u64);
    let day = if open {
        today.checked_add_days(days)
    } else {
        today.checked_sub_days(days)
    };
    Event {
        title: format!("{TITLE}, number {number}"),
        text: Some(
            "What there is to say about it, in a sentence or two of ordinary length. ".repeat(3),
        ),
        when: day.and_then(|day| When::parse_edtf(&day.to_string()).ok()),
        status: if open {
            EventStatus::Expected
        } else {
            EventStatus::Happened
        },
        ..Event::default()
    }
}

fn open(path: &Path) -> Connection {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).expect("the file opens");
    connection
        .pragma_update(None, "synchronous", "FULL")
        .expect("a setting");
    connection
}

/// The rows that one `add` writes: an operation, a change, a record, its words, the head of the chain.
fn bare_add(path: &Path, round: &str) {
    let connection = open(path);
    let id = format!("bbbbbbbb{}", unique(round));
    let document = DOCUMENT.replace("ID", &id);
    let transaction = connection.unchecked_transaction().expect("a transaction");
    connection
        .execute(
            "INSERT INTO operation (key, version, replica, seq, clock, seen, previous, author, via, recorded_at, command, \
             batch, digest, received_at, taken_in) VALUES (?1, 1, 'bcdfghjklmnpqrst', 1, ?2, '[]', NULL, NULL, NULL, \
             1755172800000, 'add milestone', NULL, ?3, 1755172800000, 0)",
            params![format!("bcdfghjklmnpqrst.{round}.{id}"), i64::MAX / 2, [7_u8; 32]],
        )
        .expect("an operation");
    let number = connection.last_insert_rowid();
    connection
        .execute(
            "INSERT INTO change VALUES (?1, 1, ?2, 'event', ?3, ?4, ?5)",
            params![number, id, PATCH, [7_u8; 16], [7_u8; 32]],
        )
        .expect("a change");
    connection
        .execute(
            "INSERT INTO record VALUES (NULL, ?1, 'event', NULL, NULL, 'public', NULL, 0, 1, 'expected', 20352, 20361, \
             1755172800000, 1755172800000, ?2, ?3)",
            params![id, [1_u8; 60], document],
        )
        .expect("a record");
    connection
        .execute(
            "INSERT INTO words (rowid, title, body, who, topics) VALUES (last_insert_rowid(), ?1, '', '', '')",
            [TITLE.to_lowercase().replace(',', "")],
        )
        .expect("its words");
    connection
        .execute("INSERT OR REPLACE INTO head VALUES (?1)", [&id])
        .expect("a head");
    transaction.commit().expect("a commit");
    connection.close().expect("a close");
}

/// Eight letters that no other round of this comparison has.
fn unique(round: &str) -> String {
    let number: usize = round.parse().expect("a number");
    (0..8)
        .map(|place| b"bcdfghjk"[number >> (place * 3) & 7] as char)
        .collect()
}

fn shell_add(round: usize) -> String {
    let id = format!("bbbbbbbb{}", unique(&round.to_string()));
    format!(
        "PRAGMA synchronous=FULL; BEGIN IMMEDIATE; \
         INSERT INTO operation (key, version, replica, seq, clock, seen, recorded_at, command, digest, received_at, taken_in) \
         VALUES ('{id}', 1, 'bcdfghjklmnpqrst', 1, 1, '[]', 1, 'add milestone', zeroblob(32), 1, 0); \
         INSERT INTO change VALUES (last_insert_rowid(), 1, '{id}', 'event', '{PATCH}', zeroblob(16), zeroblob(32)); \
         INSERT INTO record VALUES (NULL, '{id}', 'event', NULL, NULL, 'public', NULL, 0, 1, 'expected', 20352, 20361, 1, 1, \
         zeroblob(60), '{}'); COMMIT;",
        DOCUMENT.replace("ID", &id)
    )
}

const READ: &str = "SELECT document FROM record INDEXED BY record_earliest WHERE kind = 'event' AND open = 1 AND removed = 0 AND earliest > ?1 \
                    ORDER BY earliest, latest, sort LIMIT 20";

/// The rows that `upcoming --limit 20` shows, by one index.
fn bare_read(path: &Path) {
    let connection = open(path);
    let mut select = connection.prepare(READ).expect("a statement");
    let documents = select
        .query_map([20_314], |row| row.get::<_, String>(0))
        .expect("rows");
    for document in documents {
        println!("{}", document.expect("a row"));
    }
}

const PATCH: &str = r#"{"added":true,"visibility":"public","type":"milestone","title":"A milestone of this comparison, with a title of ordinary length","when":{"edtf":"[2025-09-21..2025-09-30]","words":"late September 2025"},"status":"expected","certainty":"possible"}"#;
const DOCUMENT: &str = r#"{"id":"ID","slug":null,"story":null,"visibility":"public","embargo_until":null,"type":"milestone","title":"A milestone of this comparison, with a title of ordinary length","text":null,"when":{"edtf":"[2025-09-21..2025-09-30]","words":"late September 2025","earliest":"2025-09-21","latest":"2025-09-30","extent":"window","time":null,"zone":null,"order":null},"place":null,"participants":[],"status":"expected","certainty":"possible","standing":null,"outcome":null,"moves":[],"check_on":null,"check_every":null,"checks":[],"topics":[],"citations":[],"links":[]}"#;
