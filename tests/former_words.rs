//! What was kept back once stays so: words that were changed or removed since, through the real binary.
#![allow(
    missing_docs,
    dead_code,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail so, and uses a part of what tests share"
)]

#[path = "cli/home.rs"]
mod home;

use home::Home;

const ADD: &str =
    r#"tidings add note "The paper is empty, he fears. Nobody there will sign it." --slug paper"#;

/// Whether a note that holds this stops an export, after these lines were typed.
fn is_stopped(lines: &str, planted: &str) -> bool {
    let home = Home::new();
    home.does(lines);
    let before = home.types("tidings export json");
    assert_eq!(before.code, 0, "{lines}\n{before}");
    home.does(&format!("tidings add context \"{planted}\" --slug planted"));
    let export = home.types("tidings export json");
    assert_eq!(export.out.is_empty(), export.code == 1, "{export}");
    export.code == 1
}

#[test]
fn words_that_were_kept_back_when_they_were_changed_or_removed_are_looked_for() {
    for (what, rest) in [
        (
            "--visibility internal",
            r#"tidings edit paper --text "All is well.""#,
        ),
        ("--visibility internal", "tidings remove paper --yes"),
        // Made public in other words, all at once or step by step.
        (
            "--visibility internal",
            r#"tidings edit paper --text "All is well." --visibility public"#,
        ),
        (
            "--visibility internal",
            r#"
            tidings edit paper --text "All is well."
            tidings edit paper --visibility public
            tidings edit paper --text "All is very well."
            "#,
        ),
        // Made internal, since it was public by mistake.
        (
            "",
            r#"
            tidings edit paper --visibility internal
            tidings edit paper --text "All is well."
            tidings edit paper --visibility public
            "#,
        ),
        (
            "--embargo-until 2099-01-01",
            r#"tidings edit paper --no embargo-until --text "All is well.""#,
        ),
    ] {
        let lines = format!("{ADD} {what}\n{rest}");
        assert!(
            is_stopped(&lines, "One hears: nobody there will sign it!"),
            "{lines}"
        );
    }
}

#[test]
fn words_that_were_not_kept_back_or_are_public_since_stop_nothing() {
    for (what, rest) in [
        ("", r#"tidings edit paper --text "All is well.""#),
        ("", "tidings remove paper --yes"),
        (
            "--visibility internal",
            "tidings edit paper --visibility public",
        ),
        // Some of it went out as it was.
        (
            "--visibility internal",
            r#"tidings edit paper --text "All is well? Nobody there will sign it." --visibility public"#,
        ),
        (
            "--visibility internal",
            r#"tidings edit paper --title "Nobody there will sign it" --text "All is well." --visibility public"#,
        ),
        // Made public as it was, and then changed.
        (
            "--visibility internal",
            r#"
            tidings edit paper --visibility public
            tidings edit paper --text "All is well."
            "#,
        ),
        // Changed first, and kept back then.
        (
            "",
            r#"
            tidings edit paper --text "All is well."
            tidings edit paper --visibility internal
            "#,
        ),
        // What is undone was never said.
        ("--visibility internal", "tidings undo"),
        (
            "--visibility internal",
            r#"
            tidings edit paper --text "All is well."
            tidings undo
            tidings edit paper --visibility public
            "#,
        ),
        // Removed, and recorded anew for everybody.
        (
            "--visibility internal",
            r#"
            tidings remove paper --yes
            tidings add note "The paper is empty, he fears. Nobody there will sign it."
            "#,
        ),
        // The embargo has lifted by itself.
        (
            "--embargo-until 2025-08-10",
            r#"tidings edit paper --text "All is well.""#,
        ),
    ] {
        let lines = format!("{ADD} {what}\n{rest}");
        assert!(
            !is_stopped(&lines, "One hears: nobody there will sign it!"),
            "{lines}"
        );
    }
}

#[test]
fn a_name_that_was_undone_was_never_said_and_one_that_was_removed_was() {
    let add = r#"tidings add statement "He fears that the paper is empty" --by "Jean Exemple" --terms off-record"#;
    let planted = "Exemple told us that he fears that the paper is empty.";
    assert!(is_stopped(add, planted));
    assert!(is_stopped(
        &format!("{add}\ntidings remove @ --yes"),
        planted
    ));
    assert!(!is_stopped(&format!("{add}\ntidings undo"), planted));
    assert!(is_stopped(
        &format!("{add}\ntidings undo\ntidings redo"),
        planted
    ));
    let renamed =
        "tidings add actor mole --visibility internal\ntidings edit mole --name \"Jean Exemple\"";
    assert!(is_stopped(renamed, "It was Exemple."));
    assert!(!is_stopped(
        &format!("{renamed}\ntidings undo"),
        "It was Exemple."
    ));
    // Nor does it make an attribution one that names somebody.
    let home = Home::new();
    home.does(
        r#"
        tidings add actor "a Kremlin aide"
        tidings undo
        tidings add statement "It went well" --by "Yuri Ushakov" --terms background --attribution "a Kremlin aide"
        "#,
    );
    let export = home.types("tidings export json");
    let said = "left out: 1 reference to what is not in it\n";
    assert_eq!((export.code, export.err.as_str()), (0, said), "{export}");
}

#[test]
fn it_is_said_whose_former_words_they_are_and_why_they_are_secret() {
    let home = Home::new();
    home.does(
        r#"
        tidings add statement "He fears that the paper is empty. They know." --by "Foreign Office" --terms off-record --visibility public --slug fears
        tidings remove fears --yes
        tidings add statement "The talks have failed for good" --by "Foreign Office" --terms off-record --visibility public --slug failed
        tidings edit failed --text "The talks went on"
        tidings add context "We shall not print a word of it" --visibility internal --slug view
        tidings edit view --text "A view" --visibility public
        tidings add note "They say he fears that the paper is empty." --slug first
        tidings add note "They say the talks have failed for good." --slug second
        tidings add note "They say we shall not print a word of it." --slug third
        "#,
    );
    insta::assert_snapshot!(home.session("tidings export json"), @r#"
    $ tidings export json
    ---- stderr
    error: 3 records would tell of what does not go out, so nothing was written
      xbx  They say he fears that the paper is empty.
           text holds words of statement fears "He fears that the paper is empty. They know." (off the record, removed)
      rls  They say the talks have failed for good.
           text holds former words of statement failed "The talks went on" (off the record)
      hpp  They say we shall not print a word of it.
           text holds former words of note view "A view" (not to go out then)
    hint: tidings edit xbx --text "…" · tidings export json --allow xbx --allow rls --allow hpp
    ---- exit 1
    "#);
}
