//! What is asked on a terminal.

use std::{fs, io::Write as _, process::Stdio};

use crate::home::Home;

/// What a line does on a terminal at which this is typed; none where there is no program that makes a terminal.
pub fn at_a_terminal(home: &Home, keys: &str, line: &str) -> Option<String> {
    let is_there = home.types("script --version | grep -q util-linux").code == 0;
    if !is_there {
        eprintln!("left out: `script` of util-linux makes no terminal here");
        return None;
    }
    let mut script = home.program("script");
    script
        .args(["-qec", line, "/dev/null"])
        .env("TERM", "xterm")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    let mut running = script.spawn().unwrap();
    running
        .stdin
        .take()
        .unwrap()
        .write_all(keys.as_bytes())
        .unwrap();
    let output = running.wait_with_output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap().replace('\r', "");
    Some(format!("{text}exit {}\n", output.status.code().unwrap()))
}

#[test]
fn words_to_an_empty_line() {
    let home = Home::at_work();
    let Some(seen) = at_a_terminal(
        &home,
        "It is \"so\" $5.\nAnd so.\n\n",
        "tidings add quote --by trump --on today",
    ) else {
        return;
    };
    assert!(seen.contains("words, to an empty line:"), "{seen}");
    assert!(seen.ends_with("exit 0\n"), "{seen}");
    assert_eq!(home.record("@")["text"], "It is \"so\" $5.\nAnd so.");
}

#[test]
fn the_kind_is_asked() {
    let home = Home::at_work();
    let Some(seen) = at_a_terminal(&home, "e\n", "tidings add 'Trump and Putin meet'") else {
        return;
    };
    assert!(
        seen.contains(
            "what is it? \"Trump and Putin meet\"  e event · s statement · q question · n note:"
        ),
        "{seen}"
    );
    assert_eq!(home.record("@")["title"], "Trump and Putin meet");
    let seen = at_a_terminal(&home, "q\nDoes he?\n\n", "tidings add --topic aid").unwrap();
    assert!(seen.ends_with("exit 0\n"), "{seen}");
    assert_eq!(home.record("@")["text"], "Does he?");
    let before = home.bytes();
    let seen = at_a_terminal(&home, "\n", "tidings add 'Trump and Putin meet'").unwrap();
    assert!(
        seen.contains("hint: tidings add event") && seen.ends_with("exit 2\n"),
        "{seen}"
    );
    assert!(home.bytes() == before);
}

#[test]
fn remove_asks() {
    let home = Home::at_work();
    let before = home.bytes();
    for keys in ["n\n", "\n", "maybe\n"] {
        let Some(seen) = at_a_terminal(&home, keys, "tidings remove summit") else {
            return;
        };
        assert!(seen.contains("“Trump-Putin summit”? [y/N]"), "{seen}");
        assert!(
            seen.contains("nothing was done") && seen.ends_with("exit 1\n"),
            "{seen}"
        );
        assert!(home.bytes() == before);
    }
    let seen = at_a_terminal(&home, "y\n", "tidings remove summit").unwrap();
    assert!(
        seen.contains("Removed") && seen.ends_with("exit 0\n"),
        "{seen}"
    );
}

#[test]
fn colour_is_for_terminals() {
    let home = Home::at_work();
    let Some(seen) = at_a_terminal(&home, "", "tidings upcoming") else {
        return;
    };
    assert!(seen.contains('\u{1b}'), "{seen:?}");
    for line in [
        "NO_COLOR=1 tidings upcoming",
        "TERM=dumb tidings upcoming",
        "tidings upcoming --color never",
        "tidings upcoming | cat",
    ] {
        let seen = at_a_terminal(&home, "", line).unwrap();
        assert!(
            !seen.contains('\u{1b}') && seen.contains("Upcoming"),
            "{line}: {seen:?}"
        );
    }
}

/// A screen of five lines, and what is done at it.
fn on_five_lines(home: &Home, line: &str) -> Option<String> {
    at_a_terminal(home, "", &format!("stty rows 5 cols 80; {line}"))
}

#[test]
fn a_list_longer_than_the_screen_goes_through_the_pager() {
    let home = Home::at_work();
    let Some(seen) = on_five_lines(&home, "TIDINGS_PAGER='sed s/^/paged:/' tidings timeline")
    else {
        return;
    };
    assert!(
        seen.starts_with("paged:") && seen.ends_with("exit 0\n"),
        "{seen}"
    );
    let through = |line: &str| on_five_lines(&home, line).unwrap();
    // With a shell, where it needs one; PAGER stands in.
    let seen = through("PAGER=\"sed 's/^/paged: /' | cat\" tidings timeline");
    assert!(seen.starts_with("paged: "), "{seen}");
    // LESS is set for who has not set it, and left to who has.
    let seen = through("TIDINGS_PAGER='printenv LESS' tidings timeline");
    assert_eq!(seen, "FRX\nexit 0\n");
    let seen = through("LESS=S TIDINGS_PAGER='printenv LESS' tidings timeline");
    assert_eq!(seen, "S\nexit 0\n");
    for line in [
        "tidings timeline --no-pager",
        "tidings timeline | cat",
        "tidings timeline --json",
        "TIDINGS_PAGER= tidings timeline",
        "TIDINGS_PAGER=off tidings timeline",
        // What fits needs none.
        "tidings topics",
        "tidings show along --quiet --json",
    ] {
        let seen = through(&format!("export PAGER='sed s/^/paged:/'; {line}"));
        assert!(
            !seen.contains("paged:") && seen.ends_with("exit 0\n"),
            "{line}\n{seen}"
        );
    }
    home.does("tidings config pager 'sed s/^/mine:/'");
    let seen = through("PAGER=false tidings timeline");
    assert!(seen.starts_with("mine:"), "{seen}");
}

#[test]
fn a_pager_that_is_missing_or_ends_early_ends_quietly() {
    let home = Home::at_work();
    let Some(plain) = on_five_lines(&home, "tidings timeline --no-pager") else {
        return;
    };
    let missing = on_five_lines(&home, "TIDINGS_PAGER=no-such-pager tidings timeline").unwrap();
    assert_eq!(missing, plain);
    let missing = on_five_lines(
        &home,
        "TIDINGS_PAGER='no-such-pager \"x\"' tidings timeline",
    );
    assert!(missing.unwrap().ends_with(&plain));
    let early = on_five_lines(&home, "TIDINGS_PAGER='head -n 1' tidings timeline").unwrap();
    assert!(
        early.lines().count() == 2 && early.ends_with("exit 0\n"),
        "{early}"
    );
    // The file is closed by then: no log of the database stays beside it.
    assert_eq!(
        fs::read_dir(home.file().parent().unwrap()).unwrap().count(),
        1
    );
}

#[test]
fn keys_in_a_real_bash() {
    let home = Home::at_work();
    let keys = "source <(tidings completions bash)\ntidings mark second post\t --why weather\n\
                tidings mark second\t canc\t --why weather\nexit\n";
    let Some(seen) = at_a_terminal(&home, keys, "bash --norc -i") else {
        return;
    };
    assert_eq!(
        home.record("second-meeting")["status"],
        "cancelled",
        "{seen}"
    );
}
