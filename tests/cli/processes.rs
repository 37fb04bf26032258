//! Several processes, files of others, and what reading leaves alone.

use std::{
    collections::BTreeSet,
    fs,
    io::{BufRead as _, BufReader},
    os::unix::{
        fs::{MetadataExt as _, PermissionsExt as _},
        process::CommandExt as _,
    },
    process::{Child, Stdio},
};

use crate::home::Home;

/// Starts one command, its output in a pipe.
fn start(home: &Home, args: &[&str]) -> Child {
    home.program(crate::home::TIDINGS)
        .args(args)
        // Each process is a writer of its own: ids of tests would be minted twice.
        .env_remove("TIDINGS_TEST_IDS")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

fn texts(home: &Home) -> Vec<String> {
    let report = home.json("tidings timeline --kind note --json");
    report["groups"][0]["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["text"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn four_processes_make_the_first_file_at_once() {
    for round in 0..40 {
        let home = Home::new();
        let running: Vec<Child> = ["a", "b", "c", "d"]
            .map(|text| start(&home, &["add", "note", text]))
            .into();
        for child in running {
            let output = child.wait_with_output().unwrap();
            let err = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "round {round}: {err}");
        }
        let mut found = texts(&home);
        found.sort();
        assert_eq!(found, ["a", "b", "c", "d"], "round {round}");
        let beside: Vec<_> = fs::read_dir(home.file().parent().unwrap())
            .unwrap()
            .collect();
        assert_eq!(beside.len(), 1, "{beside:?}");
    }
}

#[test]
fn four_writers_lose_nothing() {
    let home = Home::new();
    let writers: Vec<_> = (0..4)
        .map(|writer| {
            let line =
                format!("for n in $(seq 25); do tidings add note {writer}-$n -q || exit 1; done");
            home.program("sh")
                .args(["-c", &line])
                .env_remove("TIDINGS_TEST_IDS")
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap()
        })
        .collect();
    let mut ids = BTreeSet::new();
    for writer in writers {
        let output = writer.wait_with_output().unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        ids.extend(
            String::from_utf8(output.stdout)
                .unwrap()
                .lines()
                .map(str::to_owned),
        );
    }
    assert_eq!(ids.len(), 100);
    let found: BTreeSet<String> = texts(&home).into_iter().collect();
    assert_eq!(found.len(), 100);
    home.does("tidings doctor");
}

/// A burst of adds is killed in the middle, several times over: what was acknowledged is there.
#[test]
fn a_killed_burst_loses_nothing_that_was_acknowledged() {
    let home = Home::new();
    let mut acknowledged = BTreeSet::new();
    for round in 0..6 {
        let line = format!(
            "n=0; while [ $n -lt 200 ]; do n=$((n+1)); tidings add note {round}-$n -q >/dev/null && echo {round}-$n; done"
        );
        let mut burst = home
            .program("sh")
            .args(["-c", &line])
            .process_group(0)
            .env_remove("TIDINGS_TEST_IDS")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(burst.stdout.take().unwrap()).lines();
        for _ in 0..4 + round {
            acknowledged.insert(lines.next().unwrap().unwrap());
        }
        // The whole group at once: the shell and the command that it is in.
        let group = format!("-{}", burst.id());
        let mut kill = home.program("kill");
        assert!(
            kill.args(["-KILL", "--", &group])
                .status()
                .unwrap()
                .success()
        );
        acknowledged.extend(lines.map_while(Result::ok));
        burst.wait().unwrap();
    }
    let found: BTreeSet<String> = texts(&home).into_iter().collect();
    let lost: Vec<_> = acknowledged.difference(&found).collect();
    assert!(lost.is_empty(), "{lost:?}");
    assert!(acknowledged.len() >= 30);
    home.does("tidings doctor\ntidings add note after\ntidings doctor");
}

/// Every command that reads.
const READS: &[&str] = &[
    "",
    "watch",
    "questions",
    "upcoming",
    "timeline",
    "show summit",
    "slips",
    "history",
    "history summit",
    "actors",
    "sources",
    "stories",
    "topics",
    "export json",
    "schema",
    "doctor",
    "when tomorrow",
    "help",
    "find x",
    "nosuch",
];

#[test]
fn reading_never_writes() {
    let home = Home::at_work();
    let state = || {
        let meta = fs::metadata(home.file()).unwrap();
        let beside: Vec<_> = fs::read_dir(home.file().parent().unwrap())
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        (
            home.bytes(),
            meta.mtime_nsec(),
            meta.mtime(),
            meta.ino(),
            beside,
        )
    };
    let before = state();
    for command in READS {
        home.types(&format!("tidings {command}"));
        home.types(&format!("tidings {command} --json"));
        assert!(state() == before, "tidings {command}");
    }
    let fresh = Home::new();
    for command in READS {
        fresh.types(&format!("tidings {command}"));
    }
    assert_eq!(fs::read_dir(fresh.path()).unwrap().count(), 0);
}

#[test]
fn a_read_only_folder_can_be_read() {
    let home = Home::at_work();
    let folder = home.file().parent().unwrap().to_owned();
    let upcoming = home.types("tidings upcoming").out;
    fs::set_permissions(home.file(), fs::Permissions::from_mode(0o444)).unwrap();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o555)).unwrap();
    let read = home.types("tidings upcoming");
    // Where no permission stops the tester (root), nothing stops a write either.
    let may_write = fs::File::create(folder.join("probe")).is_ok();
    let write = home.types("tidings add note X");
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!(read.code, 0, "{read}");
    assert_eq!(read.out, upcoming);
    if !may_write {
        assert_eq!(write.code, 1, "{write}");
        assert!(write.err.starts_with("error: "), "{write}");
    }
}

#[test]
fn what_others_made_is_left_untouched() {
    let home = Home::new();
    let foreign = home.path().join("other.db");
    let file = rusqlite::Connection::open(&foreign).unwrap();
    file.execute_batch("CREATE TABLE mine (a); INSERT INTO mine VALUES (1);")
        .unwrap();
    drop(file);
    fs::write(
        home.path().join("text.db"),
        "this is no database, only a text that somebody keeps",
    )
    .unwrap();
    fs::write(home.path().join("empty.db"), "").unwrap();
    let newer = home.path().join("newer.db");
    home.does("tidings add note X --db newer.db");
    let file = rusqlite::Connection::open(&newer).unwrap();
    file.pragma_update(None, "user_version", 9_999).unwrap();
    drop(file);
    for name in ["other.db", "text.db", "newer.db", "empty.db"] {
        let path = home.path().join(name);
        let before = fs::read(&path).unwrap();
        for line in [
            "upcoming",
            "add note X",
            "undo",
            "export json",
            "doctor",
            "doctor --rebuild",
            "show @",
        ] {
            let answer = home.types(&format!("tidings {line} --db {name}"));
            assert_eq!(answer.code, 1, "{name} {line}\n{answer}");
            assert!(
                answer.err.starts_with("error: ") && answer.out.is_empty(),
                "{name} {line}\n{answer}"
            );
            assert!(fs::read(&path).unwrap() == before, "{name} {line}");
        }
    }
    let folder = home.types("tidings upcoming --db .");
    assert_eq!(folder.code, 1, "{folder}");
}

#[test]
fn the_file_is_the_users_alone() {
    let home = Home::new();
    home.does("umask 000; tidings add note X\numask 000; tidings add note X --db here.db\numask 022; tidings export json -o out.json");
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&home.file()), 0o600);
    assert_eq!(mode(home.file().parent().unwrap()), 0o700);
    assert_eq!(mode(&home.path().join("here.db")), 0o600);
    assert_eq!(mode(&home.path().join("out.json")), 0o644);
}

#[test]
fn an_export_goes_where_it_is_told() {
    let home = Home::at_work();
    let printed = home.types("tidings export json").out;
    home.does("tidings export json -o out.json\ntidings export json -o out.json\ntidings export json -o - >dash.json\nmkfifo pipe; (cat pipe >piped.json &) ; tidings export json -o pipe");
    let read = |name: &str| fs::read_to_string(home.path().join(name)).unwrap();
    assert_eq!(read("out.json"), printed);
    assert_eq!(read("dash.json"), printed);
    assert!(
        home.types("tidings export json -o /dev/null && test -c /dev/null")
            .code
            == 0
    );
    fs::write(home.path().join("kept.json"), "kept").unwrap();
    fs::set_permissions(
        home.path().join("kept.json"),
        fs::Permissions::from_mode(0o640),
    )
    .unwrap();
    home.does("tidings export json -o kept.json");
    let mode = fs::metadata(home.path().join("kept.json"))
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o640);
}

#[test]
fn an_export_takes_the_place_of_nothing_that_the_file_needs() {
    let home = Home::at_work();
    for end in ["", "-wal", "-shm", "-journal"] {
        let refused = home.types(&format!(
            "cd .local/share/tidings; tidings export json -o tidings.db{end}"
        ));
        assert_eq!(refused.code, 2, "{end}\n{refused}");
    }
    home.does("tidings doctor\ntidings export json -o tidings.db-wal");
}
