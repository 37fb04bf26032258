//! What a shell offers at a press of the key: in a real bash, with the script that `tidings completions bash` prints.

use std::fs;

use crate::home::Home;

/// What bash would offer at the end of this line, a word a line.
#[track_caller]
fn offered(home: &Home, line: &str) -> String {
    let script = r#"
        source <(tidings completions bash) || exit 9
        COMP_LINE=$1 COMP_POINT=${#1} COMP_TYPE=9 COLUMNS=80
        _tidings tidings
        for word in "${COMPREPLY[@]}"; do printf '%s\n' "${word%"${word##*[! ]}"}"; done
    "#;
    let mut bash = home.program("bash");
    let output = bash
        .args(["--norc", "-c", script, "bash", line])
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    assert!(output.stderr.is_empty(), "{line}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// The words that bash would offer, without what stands beside them.
#[track_caller]
fn words(home: &Home, line: &str) -> Vec<String> {
    let offered = offered(home, line);
    let first = |line: &str| line.split("  ").next().unwrap_or_default().to_owned();
    offered.lines().map(first).collect()
}

#[test]
fn a_verb_offers_what_it_is_for_with_titles() {
    let home = Home::at_work();
    insta::assert_snapshot!(offered(&home, "tidings move "), @"
    png  Trump-Putin summit · Fri 15 Aug
    sfw  Second meeting · 21–31 Aug
    ");
    insta::assert_snapshot!(offered(&home, "tidings answer "), @"
    cjx  Whether Zelenskiy joins
    xmd  Is there a joint statement?
    ");
    insta::assert_snapshot!(offered(&home, "tidings mark "), @"
    png  Trump-Putin summit · Fri 15 Aug
    sfw  Second meeting · 21–31 Aug
    cjx  Whether Zelenskiy joins
    xmd  Is there a joint statement?
    tfn  Explainer
    jld  We’ll see if they get along. · Thu 14 Aug
    ");
    insta::assert_snapshot!(offered(&home, "tidings show "), @"
    jld  We’ll see if they get along. · Thu 14 Aug
    tfn  Explainer
    xmd  Is there a joint statement?
    cjx  Whether Zelenskiy joins
    sfw  Second meeting · 21–31 Aug
    png  Trump-Putin summit · Fri 15 Aug
    ");
    insta::assert_snapshot!(offered(&home, "tidings undo "), @"
    o6  add quote
    o5  add todo
    o4  add yesno
    o3  add question
    o2  add milestone
    o1  add summit
    ");
}

#[test]
fn after_mark_and_a_record_the_words_that_fit() {
    let home = Home::at_work();
    insta::assert_snapshot!(words(&home, "tidings mark summit ").join(" "), @"happened postponed cancelled lapsed mooted possible likely confirmed");
    insta::assert_snapshot!(words(&home, "tidings mark joins ").join(" "), @"void unanswerable dropped");
    insta::assert_snapshot!(words(&home, "tidings mark explainer ").join(" "), @"done open");
    home.does("tidings mark summit postponed --why weather");
    insta::assert_snapshot!(words(&home, "tidings mark summit ").join(" "), @"happened cancelled lapsed expected");
    assert_eq!(words(&home, "tidings mark nothing "), [""; 0]);
}

#[test]
fn slugs_names_topics_stories_sources_and_words() {
    let home = Home::at_work();
    home.does(
        r#"
        tidings add story "Ukraine talks"
        tidings add note "X" --topic security --source https://example.org/a
        "#,
    );
    for (line, words_offered) in [
        ("tidings move sec", "second-meeting"),
        ("tidings show actor:tr", "trump"),
        ("tidings add quote x --by ", "trump putin"),
        ("tidings add summit x --who trump,p", "trump,putin"),
        ("tidings add summit x --who trump:h", "host"),
        (
            "tidings edit summit --certainty ",
            "mooted possible likely confirmed",
        ),
        ("tidings edit summit --certainty=li", "likely"),
        (
            "tidings add quote x --terms ",
            "on-record background deep-background off-record unknown",
        ),
        ("tidings add question x --type ", "open yesno date choice"),
        ("tidings add note x --topic ", "security"),
        ("tidings add note x --source ", "a"),
        ("tidings upcoming --story ", "ukraine-talks any"),
        ("tidings config story u", "ukraine-talks"),
        ("tidings config n", "notices"),
        ("tidings config color ", "auto always never"),
        ("tidings timeline --kind event,s", "event,statement"),
        (
            "tidings search x --kind event,s",
            "event,story event,source event,statement",
        ),
        (
            "tidings search x --kind ",
            "story source actor event statement question note",
        ),
        (
            "tidings add summit x --zone America/Anch",
            "America/Anchorage",
        ),
        ("tidings help d", "dates doctor"),
        ("tidings upc", "upcoming"),
        ("tidings completions ", "bash fish zsh"),
        // Another name for a command is understood.
        ("tidings new quo", "quote"),
        // Words are offered for words alone; nobody knows what a title will be.
        ("tidings add summit ", ""),
        ("tidings upcoming ", ""),
    ] {
        let mut found = words(&home, line);
        if line.contains("help d") || line.contains("completions") {
            found.sort();
        }
        assert_eq!(found.join(" "), words_offered, "{line}");
    }
}

#[test]
fn edit_offers_what_comes_to_a_record_and_what_goes_from_it() {
    let home = Home::at_work();
    home.does(
        r#"
        tidings edit summit --topic talks,security --add about=second-meeting
        tidings cite summit --source https://example.org/a --locator "p. 2"
        tidings cite summit --source https://example.org/b
        "#,
    );
    insta::assert_snapshot!(offered(&home, "tidings edit summit --add "), @"
    who=          Who takes part, with commas between; roles: host, guest, mediator
    about=        What it is about
    waits-on=     What it waits on
    part-of=      What it is a part of
    supports=     What it supports
    contradicts=  What it contradicts
    answers=      The question that it answers
    updates=      The one of its kind that it updates
    topic=        What it is filed under
    ");
    insta::assert_snapshot!(offered(&home, "tidings edit summit --no "), @"
    when       2025-08-15
    place      Anchorage
    who=       trump, putin
    about=     second-meeting
    slug       summit
    topic=     talks, security
    citation=  1 to 2
    ");
    insta::assert_snapshot!(offered(&home, "tidings edit summit --no citation="), @"
    1  a · p. 2
    2  b
    ");
    insta::assert_snapshot!(offered(&home, "tidings edit summit --topic x --citation 1 --no "), @"
    locator    p. 2
    citation=  1 to 2
    ");
    for (line, words_offered) in [
        ("tidings edit summit --citation 1 --no l", "locator"),
        ("tidings edit summit --citation 2 --no s", ""),
        ("tidings edit summit --citation 9 --no ", "citation="),
        ("tidings edit summit --citation 1 --add ", ""),
        ("tidings edit summit --no citation=2 --no pl", "place"),
        ("tidings edit summit --add wh", "who="),
        ("tidings edit summit --add who=tr", "trump"),
        ("tidings edit summit --add who=trump:h", "host"),
        ("tidings edit summit --add topic=s", "security"),
        ("tidings edit summit --add tag=s", "security"),
        ("tidings edit summit --add=waits-on=joi", "joins joint"),
        ("tidings edit summit --no pl", "place"),
        ("tidings edit summit --no topic=", "talks security"),
        ("tidings edit summit --no who=p", "putin"),
        ("tidings edit summit --no nothing=", ""),
        ("tidings edit nobody --no ", ""),
        ("tidings edit explainer --add wh", ""),
        ("tidings export json --allow su", "summit"),
        ("tidings export json --allow actor:p", "putin"),
    ] {
        assert_eq!(words(&home, line).join(" "), words_offered, "{line}");
    }
    // What is offered can be typed.
    home.does("tidings edit summit --citation 1 --no locator");
    home.does("tidings edit summit --no who=putin --no citation=1 --no place");
}

#[test]
fn flags_are_for_who_begins_with_a_dash_and_hidden_names_for_nobody() {
    let home = Home::at_work();
    assert_eq!(
        words(&home, "tidings add quote x --attr"),
        ["--attribution"]
    );
    // What means nothing for a kind is not offered for it.
    assert_eq!(words(&home, "tidings add summit x --attr"), [""; 0]);
    for line in [
        "tidings add summit x --secret",
        "tidings add summit x --participants",
        "tidings add summit x --date",
        "tidings delete",
        "tidings morning",
        "tidings actors --speaker",
    ] {
        assert_eq!(words(&home, line), [""; 0], "{line}");
    }
    let all = words(&home, "tidings ");
    for (command, told) in [
        ("add", true),
        ("config", true),
        ("log", false),
        ("morning", false),
    ] {
        assert_eq!(all.contains(&command.to_owned()), told, "{command}");
    }
}

#[test]
fn a_word_is_put_in_so_that_bash_reads_it_as_it_is() {
    let home = Home::at_work();
    let name = r#"Jean "$HOME" d’Été; (x): `y` *"#;
    home.does(&format!("tidings add actor '{name}'"));
    for (line, typed) in [
        (
            "tidings actors --speaker x --json; tidings add quote x --by Jean",
            "Jean\\ \\\"\\$HOME\\\"\\ d’Été\\;\\ \\(x\\):\\ \\`y\\`\\ \\*",
        ),
        (
            "tidings add quote x --by=Jean",
            "Jean\\ \\\"\\$HOME\\\"\\ d’Été\\;\\ \\(x\\):\\ \\`y\\`\\ \\*",
        ),
        (
            "tidings add quote x --by \"Jean",
            "Jean \\\"\\$HOME\\\" d’Été; (x): \\`y\\` *",
        ),
        ("tidings add quote x --by 'Jean", name),
    ] {
        assert_eq!(
            offered(&home, line.rsplit("; ").next().unwrap()).trim_end(),
            typed,
            "{line}"
        );
    }
    let line = "tidings add quote x --by Jean";
    let typed = offered(&home, line);
    let said = home.types(&format!("printf %s {}", typed.trim_end()));
    assert_eq!(said.out, name);
}

#[test]
fn names_that_would_act_on_the_terminal_are_not_offered_and_titles_are_shown_harmless() {
    let home = Home::at_work();
    home.does(
        r#"
        tidings add actor "$(printf 'Evil \033[31mred')"
        tidings add summit "$(printf 'Red \033[31m title \342\200\256 over')" --when tomorrow --slug red
        tidings add actor "שלום עולם"
        "#,
    );
    assert_eq!(words(&home, "tidings add quote x --by Ev"), [""; 0]);
    assert_eq!(words(&home, "tidings add quote x --by ש"), ["שלום\\ עולם"]);
    let shown = offered(&home, "tidings move ");
    assert!(
        !shown.contains(['\u{1b}', '\u{202e}']) && shown.contains("Red"),
        "{shown:?}"
    );
}

#[test]
fn the_file_that_is_named_is_asked() {
    let home = Home::at_work();
    home.does("tidings add summit Elsewhere --when tomorrow --slug elsewhere --db other.db");
    assert_eq!(
        words(&home, "tidings --db other.db move else"),
        ["elsewhere"]
    );
    assert_eq!(
        words(&home, "tidings --db=other.db move else"),
        ["elsewhere"]
    );
    assert_eq!(words(&home, "tidings move else --db other.db"), [""; 0]);
    let other = Home::at_work();
    fs::copy(home.path().join("other.db"), other.path().join("other.db")).unwrap();
    let other = other.with("TIDINGS_DB", "other.db");
    assert_eq!(words(&other, "tidings move else"), ["elsewhere"]);
}

#[test]
fn a_file_that_cannot_be_had_offers_nothing_and_says_nothing() {
    let home = Home::at_work();
    fs::write(home.path().join("foreign.db"), "no database").unwrap();
    home.does("mkfifo pipe; tidings add note X --db newer.db; tidings add note X --db old.db");
    let sql = |file: &str, sql: &str| {
        let file = rusqlite::Connection::open(home.path().join(file)).unwrap();
        file.execute_batch(sql).unwrap();
    };
    sql("newer.db", "PRAGMA user_version = 99");
    sql(
        "old.db",
        "UPDATE setting SET value = 'old' WHERE name = 'projection'",
    );
    for file in [
        "missing.db",
        "foreign.db",
        "pipe",
        "newer.db",
        "old.db",
        "/",
    ] {
        let line = format!("tidings --db {file} show ");
        assert_eq!(words(&home, &line), [""; 0], "{file}");
    }
    assert!(!home.path().join("missing.db").exists());
}

#[test]
fn a_file_that_is_locked_is_neither_waited_for_nor_written() {
    let home = Home::at_work();
    let before = home.bytes();
    let lock = rusqlite::Connection::open(home.file()).unwrap();
    lock.execute_batch(
        "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; INSERT INTO setting VALUES ('x', 'y')",
    )
    .unwrap();
    // What is offered is what stood there before; nobody waits.
    assert!(words(&home, "tidings move ").len() < 3);
    lock.execute_batch("ROLLBACK").unwrap();
    drop(lock);
    assert_eq!(words(&home, "tidings move ").len(), 2);
    assert!(home.bytes() == before);
}

#[test]
fn a_broken_config_file_stops_no_completion_of_commands() {
    let home = Home::at_work();
    home.does("mkdir -p .config/tidings; echo 'nonsense' > .config/tidings/config.toml");
    assert_eq!(words(&home, "tidings upc"), ["upcoming"]);
}

#[test]
fn a_name_with_a_comma_is_offered_by_its_id() {
    let home = Home::new();
    home.does("tidings add actor 'Smith, John'\ntidings add actor Smithers --slug smithers");
    let id = home.record("'Smith, John'")["id"]
        .as_str()
        .unwrap()
        .to_owned();
    assert_eq!(
        words(&home, "tidings timeline --actor Smith"),
        [format!("actor:{id}"), "smithers".to_owned()]
    );
}
