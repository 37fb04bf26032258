//! A pipe, a device or a folder where a file is meant: it is read where it can be, else refused with words; nothing hangs.

use std::fs;

use insta::assert_snapshot;

use crate::home::Home;

/// The line, ended by force where it would wait for ever.
fn in_time(line: &str) -> String {
    line.replace("tidings ", "timeout 20 tidings ")
}

#[test]
fn a_config_file_is_a_file() {
    let home = Home::at_work();
    home.does("mkdir -p .config/tidings");
    let mut seen = String::new();
    for make in ["mkfifo", "ln -s /dev/zero", "mkdir"] {
        home.does(&format!("{make} .config/tidings/config.toml"));
        let answer = home.types(&in_time("tidings upcoming"));
        seen.push_str(&format!("{make}\n{answer}"));
        let same = home.types(&in_time("tidings config notices off"));
        assert_eq!(same.to_string(), answer.to_string());
        home.does("rm -r .config/tidings/config.toml");
    }
    let seen = seen.replace(home.path().to_str().unwrap(), "~");
    assert_snapshot!(seen, @"
    mkfifo
    ---- stderr
    error: the config file ~/.config/tidings/config.toml cannot be read: it is a pipe or a device, and no file
    hint: move it away: mv ~/.config/tidings/config.toml ~/.config/tidings/config.toml.old
    ---- exit 1
    ln -s /dev/zero
    ---- stderr
    error: the config file ~/.config/tidings/config.toml cannot be read: it is a pipe or a device, and no file
    hint: move it away: mv ~/.config/tidings/config.toml ~/.config/tidings/config.toml.old
    ---- exit 1
    mkdir
    ---- stderr
    error: the config file ~/.config/tidings/config.toml cannot be read: it is a folder
    hint: move it away: mv ~/.config/tidings/config.toml ~/.config/tidings/config.toml.old
    ---- exit 1
    ");
}

#[test]
fn a_document_comes_through_a_pipe() {
    let home = Home::at_work();
    home.does(
        r#"
        tidings export json -q -o all.json
        mkfifo pipe
        "#,
    );
    let answer = home.types(&in_time("cat all.json >pipe & tidings import pipe"));
    assert_snapshot!(answer, @"0 recorded, 7 equal, 0 changed");
    let answer = home.types(&in_time(
        "cat all.json >pipe & tidings --db new.db import pipe",
    ));
    assert_snapshot!(answer, @"7 recorded, 0 equal, 0 changed");
    let answer = home.types(&in_time(
        "cat all.json >pipe & tidings import pipe --dry-run",
    ));
    assert_snapshot!(answer, @"0 to record, 7 equal, 0 to change; nothing was written");
    let answer = home.types(&in_time("echo entry,id >pipe & tidings import pipe"));
    assert_snapshot!(answer, @r#"
    ---- stderr
    error: pipe: it is no timeline document: it begins with "entry,id", and one begins with {
    hint: tidings export json writes one
    ---- exit 1
    "#);
    let answer = home.types(&in_time("tidings import /dev/null"));
    assert_snapshot!(answer, @"
    ---- stderr
    error: /dev/null: it is no timeline document: it is empty
    hint: tidings export json writes one
    ---- exit 1
    ");
}

/// A pipe, a device, a folder: no command makes a file of it, and none waits for it.
#[test]
fn what_all_is_recorded_in_is_a_file() {
    let home = Home::new();
    home.does("mkfifo pipe; mkdir folder; echo '{}' >empty.json");
    for at in ["pipe", "/dev/null", "folder"] {
        for line in [
            "tidings --db AT",
            "tidings --db AT add note X",
            "tidings --db AT import empty.json",
            "tidings --db AT export json",
            "tidings --db AT doctor",
            "tidings --db AT config",
        ] {
            let answer = home.types(&in_time(&line.replace("AT", at)));
            let due = format!(
                "error: {at} is not a tidings file\nhint: name another file with --db; this one was not touched\n"
            );
            match line.ends_with("config") {
                true => assert_eq!(answer.code, 0, "{line} {at}: {answer}"),
                false => assert_eq!((answer.code, answer.err), (1, due), "{line} {at}"),
            }
        }
    }
    let files = fs::read_dir(home.path().join("folder")).unwrap();
    assert_eq!(files.count(), 0);
}
