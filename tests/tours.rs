//! The tours of README.md and docs/guide.md are real: their commands run in order, and print what stands under them.
//!
//! A block marked `console` holds commands after `$ ` (continued after `> `) and what they print. All blocks of a page run
//! in one folder, and what one exports the next ones have.
#![allow(missing_docs)]

use std::{fmt::Write as _, path::Path, process::Command};

/// The folder of the tour, as the pages write it: whatever stands for it is set by the first command.
struct Tour {
    folder: tempfile::TempDir,
    exports: String,
    bin: String,
}

impl Tour {
    fn new() -> Self {
        let bin = Path::new(env!("CARGO_BIN_EXE_tidings")).parent().unwrap();
        Self {
            folder: tempfile::tempdir().unwrap(),
            exports: String::new(),
            bin: bin.to_str().unwrap().to_owned(),
        }
    }

    /// Runs one command and returns what it prints, standard error after standard output.
    fn run(&mut self, command: &str) -> String {
        if command.starts_with("export ") {
            self.exports.push_str(command);
            self.exports.push('\n');
        }
        let path = std::env::var("PATH").unwrap();
        let home = self.folder.path();
        let run = Command::new("sh")
            .arg("-c")
            .arg(format!("exec 2>&1\n{}{command}", self.exports))
            .current_dir(home)
            .env_clear()
            .env("PATH", format!("{}:{path}", self.bin))
            .env("HOME", home)
            .env("XDG_STATE_HOME", home.join(".state"))
            .env("TZ", "UTC")
            .env("TIDINGS_TEST_IDS", "desk")
            .output()
            .unwrap();
        String::from_utf8(run.stdout).unwrap()
    }
}

fn has_sqlite3() -> bool {
    Command::new("sqlite3").arg("-version").output().is_ok()
}

/// The page with what its commands print now.
fn printed_anew(page: &str) -> String {
    let mut tour = Tour::new();
    let mut anew = String::new();
    let mut lines = page.lines().peekable();
    while let Some(line) = lines.next() {
        writeln!(anew, "{line}").unwrap();
        if line != "```console" {
            continue;
        }
        let mut block: Vec<&str> = Vec::new();
        while let Some(line) = lines.next_if(|line| *line != "```") {
            block.push(line);
        }
        if block.iter().any(|line| line.contains("sqlite3 ")) && !has_sqlite3() {
            eprintln!("sqlite3 is not installed: a block of it is not compared");
            block
                .iter()
                .for_each(|line| writeln!(anew, "{line}").unwrap());
            continue;
        }
        anew.push_str(&block_anew(&mut tour, &block));
    }
    anew
}

fn block_anew(tour: &mut Tour, block: &[&str]) -> String {
    let mut anew = String::new();
    let mut at = 0;
    while let Some(typed) = block.get(at).and_then(|line| line.strip_prefix("$ ")) {
        let mut command = typed.to_owned();
        writeln!(anew, "$ {typed}").unwrap();
        at += 1;
        while let Some(more) = block.get(at).and_then(|line| line.strip_prefix("> ")) {
            write!(command, "\n{more}").unwrap();
            writeln!(anew, "> {more}").unwrap();
            at += 1;
        }
        anew.push_str(&tour.run(&command));
        while block.get(at).is_some_and(|line| !line.starts_with("$ ")) {
            at += 1;
        }
    }
    assert_eq!(at, block.len(), "a block begins with a command: {block:?}");
    anew
}

fn holds(name: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    let page = std::fs::read_to_string(&path).unwrap();
    let anew = printed_anew(&page);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &anew).unwrap();
        return;
    }
    for (at, (stands, prints)) in page.lines().zip(anew.lines()).enumerate() {
        assert!(
            stands == prints,
            "{name}, line {}, is not what its command prints; if the new output is right: \
             UPDATE_DOCS=1 cargo test --test tours\n stands: {stands}\n prints: {prints}",
            at + 1
        );
    }
    assert_eq!(page.lines().count(), anew.lines().count(), "{name}");
}

#[test]
fn the_tour_of_the_readme_is_real() {
    holds("README.md");
}

#[test]
fn the_guide_is_real() {
    holds("docs/guide.md");
}

/// What the README shows of the example is what the example prints, command and all.
#[test]
fn what_the_readme_shows_of_the_example_is_its_output() {
    let read = |name: &str| {
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
    };
    let readme = read("README.md");
    let output = read("examples/alaska-summit/output.txt");
    let shown: Vec<&str> = readme
        .split("```text\n")
        .skip(1)
        .filter_map(|rest| rest.split_once("```").map(|(block, _)| block))
        .collect();
    assert!(!shown.is_empty());
    for block in shown {
        assert!(
            output.contains(block),
            "the example does not print (examples/alaska-summit/output.txt):\n{block}"
        );
    }
}
