//! `edit` in an editor: the record as a form, what happens to it, and what is never lost.

use std::{fs, os::unix::fs::PermissionsExt as _, path::PathBuf};

use insta::assert_snapshot;

use crate::home::{Answer, Home};

/// A home with an editor: a script of the shell, which finds the form as $1 and how often it ran before as $n.
fn with_editor(home: &Home, script: &str) {
    let path = home.path().join("editor");
    let script = format!(
        "#!/bin/sh\nn=$(cat runs 2>/dev/null || echo 0)\necho $((n + 1)) > runs\n{script}\n"
    );
    fs::write(&path, script).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    let _ = fs::remove_file(home.path().join("runs"));
}

/// Types a line with the script as the editor.
fn edits(home: &Home, script: &str, line: &str) -> Answer {
    with_editor(home, script);
    home.types(&format!("EDITOR=./editor {line}"))
}

/// How often the editor ran.
fn runs(home: &Home) -> usize {
    let runs = fs::read_to_string(home.path().join("runs")).unwrap_or_default();
    runs.trim().parse().unwrap_or(0)
}

/// The file in which what was typed is kept, as the hint names it.
fn kept(answer: &Answer) -> PathBuf {
    let hint = answer.hint().unwrap_or_default();
    let path = hint.strip_prefix("what you typed is kept: ");
    PathBuf::from(path.unwrap_or_else(|| panic!("{answer}")))
}

/// What the form of a record looks like.
fn form(home: &Home, which: &str) -> String {
    let answer = edits(home, "cp \"$1\" seen", &format!("tidings edit {which}"));
    assert_eq!(answer.code, 0, "{answer}");
    fs::read_to_string(home.path().join("seen")).unwrap()
}

/// Files that were left in the folder for state by editing.
fn left(home: &Home) -> usize {
    let state = fs::read_dir(home.path().join(".local/state/tidings")).unwrap();
    let is_sheet = |name: &str| name.starts_with("edit-");
    state
        .filter(|entry| is_sheet(entry.as_ref().unwrap().file_name().to_str().unwrap()))
        .count()
}

#[test]
fn the_form_of_an_event() {
    let home = Home::at_work();
    home.does(
        r#"
        tidings edit second-meeting --who trump,zelenskiy:possible --about summit --source https://example.org/a --excerpt "the words"
        tidings link second-meeting waits-on summit --note "if it goes well"
        tidings move second-meeting --to mid-September --why "no venue" --by kremlin --source "Wire B"
        tidings check second-meeting "nothing yet" --next "in 3 days"
        "#,
    );
    assert_snapshot!(form(&home, "second-meeting"), @r#"
    # Second meeting
    #
    # Change what is wrong, save and close: what differs is recorded as one edit,
    # and tidings undo takes it back. A field is a word, a colon and its value; a
    # list has a line for each member. A line that is taken out, or left empty,
    # takes away what it held. Longer words stand on lines of their own that begin
    # with | and are kept exactly as they stand after "| ". Lines that begin with
    # # are not read. An empty form changes nothing.

    id: sfwhdgkbwccgzvwr
    # Its status: expected. Where it stands is news: tidings mark second-meeting
    # Its title
    title: Second meeting
    # Its text
    text:
    # type: one of summit, meeting, call, agreement, proposal, ceasefire,
    # sanction, military, aid, decision, legal, deadline, milestone, other
    type: milestone
    # When: "15 August", "late August", "by 30 Sep", 2025-08? …
    when: mid-September
    #     = some day Thu 11 – Sat 20 Sep 2025
    # Its place within its day
    order:
    # The zone of its clock time, such as America/Anchorage
    zone:
    # Where
    place:
    # Who takes part; a role after a colon: host, guest, mediator, possible
    who: trump
    who: zelenskiy:possible
    # certainty: one of mooted, possible, likely, confirmed
    certainty: possible
    # standing: one of confirmed, disputed, retracted
    standing:
    # What came of it
    outcome:
    # When to look at it again
    check-on: 2025-08-17
    #     = Sun 17 Aug 2025
    # How often to look at it: 7d, 2w
    check-every:
    # What it is about
    about: summit
    #     summit = Trump-Putin summit
    # What it waits on
    waits-on: summit
    #     summit = Trump-Putin summit · noted: if it goes well
    # What it is a part of
    part-of:
    # What it supports
    supports:
    # What it contradicts
    contradicts:
    # The question that it answers
    answers:
    # The one of its kind that it updates
    updates:
    # A name for it, such as second-meeting
    slug: second-meeting
    # The story that it belongs to
    story:
    # What it is filed under
    topic:
    # visibility: one of public, internal
    visibility: public
    # Not for publication before then
    embargo-until:

    [move 1]
    from: late August
    #     = some day Thu 21 – Sun 31 Aug 2025
    to: mid-September
    #     = some day Thu 11 – Sat 20 Sep 2025
    by: kremlin
    announced:
    why: no venue
    source: Wire B
    locator:
    credibility:
    excerpt:

    [citation 1]
    source: a
    #     a = example.org/a
    locator:
    credibility:
    excerpt:
    | the words

    [check 1]
    when: 2025-08-14
    #     = Thu 14 Aug 2025
    note: nothing yet

    # Another citation stands under [citation], with source: and, if need be,
    # locator: credibility: excerpt:
    "#);
}

#[test]
fn the_forms_of_the_other_kinds() {
    let home = Home::at_work();
    home.does(
        r#"
        tidings edit along --original "Увидим" --language ru --attribution "the president" --add topic=aid
        tidings add choice "Where?" --option Rome --option "Oslo, or near it" --slug where --deadline 2025-09-01
        tidings answer where Rome --on today
        tidings add source https://example.org/w --title "The wire" --published "12 August" --reliability B --slug wire
        tidings add story "The talks" --summary "Since spring" --slug talks
        tidings add actor "Donald Trump" --alias "script:Трамп" --alias "The Donald" --of trump --slug donald
        "#,
    );
    let bare = |which: &str| {
        let form = form(&home, which);
        let lines: Vec<&str> = form
            .lines()
            .filter(|line| !line.starts_with('#') && !line.ends_with(':') || *line == "text:")
            .collect();
        format!("{}\n", lines.join("\n"))
    };
    let forms: String = [
        "along",
        "where",
        "explainer",
        "wire",
        "story:talks",
        "donald",
    ]
    .map(bare)
    .concat();
    assert_snapshot!(forms, @"

    id: jldfpczlrhzbnnvc
    text:
    | We’ll see if they get along.
    when: 2025-08-14
    by: trump
    form: verbatim
    terms: unknown
    attribution: the president
    | Увидим
    language: ru
    slug: along
    topic: aid
    visibility: public


    id: rlsttmsbmsxpgqkx
    text:
    | Where?
    type: choice
    deadline: 2025-09-01
    option: Rome
    option: Oslo, or near it
    slug: where
    visibility: public


    id: tfnvtrpbkpzgfrjr
    text:
    | Explainer
    kind: todo
    slug: explainer
    visibility: internal


    id: tzkxdcdhhvlfnkbn
    title: The wire
    url: https://example.org/w
    published: 12 August
    reliability: B
    slug: wire
    visibility: public


    id: qxtkqjcxdqjflzpm
    title: The talks
    | Since spring
    slug: talks
    visibility: public


    id: vbmssrwfwqvbfbsz
    name: Donald Trump
    of: trump
    alias: script:Трамп
    alias: The Donald
    slug: donald
    visibility: public
    ");
    assert!(form(&home, "where").contains("# answer: Rome"));
}

#[test]
fn what_differs_is_one_edit() {
    let home = Home::at_work();
    home.does("tidings edit second-meeting --who trump,putin --topic aid --source https://example.org/a --place Kyiv");
    let answer = edits(
        &home,
        r#"
        sed -i -e 's/^title: .*/title: The meeting/' -e '/^who: putin/d' -e 's/^topic: aid/topic: arms\ntopic: talks/' \
            -e 's/^when: .*/when: mid-September/' -e 's/^place:.*/place:/' -e 's/^credibility:/credibility: 2/' \
            -e 's/^excerpt:/excerpt:\n| two\n|  lines/' "$1"
        printf '\n[citation]\nsource: https://example.org/b\nlocator: p. 3\n' >> "$1"
        "#,
        "tidings edit second-meeting",
    );
    assert_snapshot!(answer, @r#"
    sfw  The meeting
         place: Kyiv → none
         who: trump, putin → trump
         topic: aid → arms, talks
         title: Second meeting → The meeting
         when: 21–31 Aug → 11–20 Sep 2025
         citation 1, excerpt: none → two  lines
         citation 1, credibility: none → 2
         source b, new, p. 3 · a correction: not counted as a slip
    ---- stderr
    notice: announced anew? (tidings undo, then tidings move second-meeting --to mid-September --why "…")
    "#);
    let record = home.record("second-meeting");
    assert_eq!(record["citations"][0]["excerpt"], "two\n lines");
    assert_eq!(record["citations"][1]["locator"], "p. 3");
    assert_snapshot!(home.session("tidings undo"), @"
    $ tidings undo
    Undid o8 “edit”.
    b “example.org/b” is gone.
    sfw  Second meeting, Kyiv
         topic: arms, talks → aid
         no longer: source example.org/b (removed), p. 3
         citation 1, excerpt: two  lines → none
         citation 1, credibility: 2 → none
         title: The meeting → Second meeting
         when: 11–20 Sep → 21–31 Aug 2025
         place: none → Kyiv
         who: trump → trump, putin
    ");
    assert_eq!(left(&home), 0);
}

#[test]
fn a_buffer_that_was_left_alone_changes_nothing() {
    let home = Home::at_work();
    let before = home.bytes();
    for script in [
        "true",
        "sed -i 's/^# Its title/# hello/' \"$1\"",
        "sed -i 's/$/\\r/' \"$1\"",
        "sed -i 's/^title: */title:      /' \"$1\"",
    ] {
        let answer = edits(&home, script, "tidings edit summit");
        assert_eq!(answer.code, 0, "{script}\n{answer}");
        assert_eq!(
            answer.out,
            "png  Trump-Putin summit, Anchorage\n     nothing changed\n"
        );
        assert_eq!(runs(&home), 1);
    }
    assert!(home.bytes() == before);
    assert_eq!(left(&home), 0);
    let answer = edits(&home, "true", "tidings edit summit --json");
    assert!(answer.out.contains("\"operation\": null"), "{answer}");
}

#[test]
fn a_fault_is_shown_and_the_text_comes_again() {
    let home = Home::at_work();
    let answer = edits(
        &home,
        r#"
        cp "$1" seen$n
        case $n in
        0) sed -i -e 's/^type: .*/type: sumit/' -e 's/^title: .*/title: The talks\nand more/' -e 's/^place:/plaec:/' "$1" ;;
        1) sed -i -e '/^and more/d' -e 's/^plaec/place/' "$1" ;;
        2) sed -i -e 's/^type: .*/type: meeting/' "$1" ;;
        esac
        "#,
        "tidings edit summit",
    );
    assert_snapshot!(answer, @"
    png  The talks, Anchorage
         type: summit → meeting
         title: Trump-Putin summit → The talks
    ");
    let above = |n: usize| -> String {
        let seen = fs::read_to_string(home.path().join(format!("seen{n}"))).unwrap();
        let lines: Vec<&str> = seen.lines().collect();
        // Each line number leads to the line that it is about.
        for word in seen
            .lines()
            .filter_map(|line| line.strip_prefix("#! line "))
        {
            let at: usize = word.split(':').next().unwrap().parse().unwrap();
            assert!(
                !lines[at - 1].starts_with('#') && !lines[at - 1].is_empty(),
                "{word}"
            );
        }
        seen.lines()
            .take_while(|line| line.starts_with("#!"))
            .map(|line| format!("{line}\n"))
            .collect()
    };
    assert_eq!(above(0), "");
    assert_snapshot!(above(1), @r#"
    #! Nothing is recorded yet: this needs another look. Saved as it is, it is left.
    #! line 18: "and more" is no field, text or comment
    #! → a field is a word and a colon; a line of a text begins with | and a space, a comment with #
    #!
    "#);
    assert_snapshot!(above(2), @r#"
    #! Nothing is recorded yet: this needs another look. Saved as it is, it is left.
    #! line 22: type: "sumit" is no event type
    #! → did you mean summit? A event type is one of: summit, meeting, call, agreement, proposal, ceasefire, sanction, military, aid, decision, legal, deadline, milestone, other
    #!
    "#);
    assert_eq!(left(&home), 0);
}

/// Of several lines that were changed, the one that is at fault, whatever the message calls it.
#[test]
fn a_fault_is_shown_at_its_line() {
    let home = Home::at_work();
    home.does(
        r#"
        tidings add note "Gone soon" --slug gone
        tidings mark second-meeting postponed --why "no venue"
        tidings add choice "Where?" --option Rome --option Istanbul --slug where
        tidings forecast where 30% --option Rome
        tidings add source "Wire" --slug wire
        tidings cite along --source wire
        tidings cite along --source https://example.org/a
        "#,
    );
    let gone = format!("about: {}", home.record("gone")["id"].as_str().unwrap());
    home.does("tidings remove gone --yes");
    for (which, line, what) in [
        ("summit", "about: nosuch", "no record has"),
        ("summit", &gone, "was removed"),
        ("summit", "waits-on: along", "is a statement"),
        ("summit", "slug: joins", "is taken by"),
        ("summit", "who: new:", "is empty"),
        ("summit", "order: first", "no place within a day"),
        ("summit", "when: someday", "no date"),
        ("summit", "check-every: often", "rhythm"),
        ("summit", "visibility: private", "no private records"),
        ("summit", "part-of: summit", "what it is part of itself"),
        ("summit", "embargo-until: then", "as a date"),
        ("second-meeting", "when: 2025-09-01", "until a new one"),
        (
            "second-meeting",
            "certainty: likely",
            "goes with an expected event",
        ),
        ("where", "probability: 7", "can be a percentage"),
        ("where", "deadline: probably tomorrow", "how certain"),
        ("wire", "url: the wire", "no web address"),
        ("along", "credibility: 9", "no credibility"),
    ] {
        let (field, _) = line.split_once(':').unwrap();
        // Another line is changed as well, so that it is not the only one.
        let script = format!(
            "cp \"$1\" seen$n; if test $n = 0; then sed -i -e 's/^topic:/topic: other/' -e '0,/^{field}:.*/s/^{field}:.*/{line}/' \"$1\"; fi"
        );
        let answer = edits(&home, &script, &format!("tidings edit {which}"));
        assert_eq!(answer.code, 1, "{line}: {answer}");
        let seen = fs::read_to_string(home.path().join("seen1")).unwrap();
        let fault = seen.lines().find_map(|line| line.strip_prefix("#! line "));
        let (at, said) = fault
            .unwrap_or_else(|| panic!("{seen}"))
            .split_once(": ")
            .unwrap();
        let at: usize = at.parse().unwrap();
        assert_eq!(seen.lines().nth(at - 1), Some(line), "{said}");
        assert!(said.contains(what), "{line}: {said}");
    }
    // What was left as it is no longer goes with what was changed.
    let script = "cp \"$1\" seen$n; if test $n = 0; then sed -i 's/^type: .*/type: open/; s/^topic:/topic: other/' \"$1\"; fi";
    edits(&home, script, "tidings edit where");
    let seen = fs::read_to_string(home.path().join("seen1")).unwrap();
    let (at, said) = seen.lines().nth(1).unwrap().split_once(": ").unwrap();
    let at: usize = at.strip_prefix("#! line ").unwrap().parse().unwrap();
    assert_eq!(seen.lines().nth(at - 1), Some("option: Rome"), "{said}");
}

#[test]
fn a_fault_that_is_left_as_it_is_ends_it_and_keeps_the_text() {
    let home = Home::at_work();
    let before = home.bytes();
    let answer = edits(
        &home,
        "sed -i 's/^type: .*/type: sumit/' \"$1\"",
        "tidings edit summit",
    );
    assert_eq!((answer.code, runs(&home)), (1, 2), "{answer}");
    assert!(
        answer
            .err
            .contains("error: type: \"sumit\" is no event type; nothing was recorded"),
        "{answer}"
    );
    let kept = kept(&answer);
    assert!(fs::read_to_string(&kept).unwrap().contains("type: sumit"));
    assert_eq!(
        fs::metadata(&kept).unwrap().permissions().mode() & 0o777,
        0o600
    );
    assert_eq!(
        fs::metadata(kept.parent().unwrap())
            .unwrap()
            .permissions()
            .mode()
            & 0o777,
        0o700
    );
    assert!(home.bytes() == before);
}

#[test]
fn an_editor_that_fails_records_nothing_and_loses_nothing() {
    let home = Home::at_work();
    let before = home.bytes();
    let failed = edits(&home, "exit 3", "tidings edit summit");
    assert_snapshot!(failed, @"
    ---- stderr
    error: the editor ./editor failed (exit 3); nothing was recorded
    hint: set VISUAL or EDITOR to another: EDITOR=nano tidings edit …
    ---- exit 1
    ");
    let failed = edits(
        &home,
        "sed -i 's/^title: .*/title: Typed long/' \"$1\"; exit 1",
        "tidings edit summit",
    );
    assert_eq!(failed.code, 1);
    assert!(
        fs::read_to_string(kept(&failed))
            .unwrap()
            .contains("Typed long")
    );
    let gone = edits(&home, "rm \"$1\"", "tidings edit summit");
    assert_eq!(gone.code, 1, "{gone}");
    assert!(gone.err.contains("cannot be read"), "{gone}");
    let folder = edits(&home, "rm \"$1\"; mkdir \"$1\"", "tidings edit summit");
    assert_eq!(folder.code, 1, "{folder}");
    assert_snapshot!(home.types("EDITOR='nosuchthing --wait' tidings edit summit"), @r#"
    ---- stderr
    editor: 1: nosuchthing: not found
    error: the editor "nosuchthing --wait" is not there; nothing was recorded
    hint: set VISUAL or EDITOR to another: EDITOR=nano tidings edit …
    ---- exit 1
    "#);
    assert!(home.bytes() == before);
    // Without an editor and without a terminal there is nothing to ask with.
    assert_snapshot!(home.types("tidings edit summit"), @r#"
    ---- stderr
    error: nothing is said of what to change
    hint: tidings edit summit --when "mid-September"
    ---- exit 2
    "#);
}

#[test]
fn the_editor_may_have_arguments_and_visual_goes_before() {
    let home = Home::at_work();
    let sed = "sed -i 's/^place:.*/place: Nome/'";
    let line = format!("VISUAL=\"{sed}\" EDITOR=false tidings edit summit");
    assert_eq!(home.types(&line).code, 0);
    assert_eq!(home.record("summit")["place"], "Nome");
    let folder = home.path().join("my editor");
    fs::create_dir(&folder).unwrap();
    with_editor(&home, "sed -i 's/^place:.*/place: Oslo/' \"$1\"");
    fs::rename(home.path().join("editor"), folder.join("ed")).unwrap();
    assert_eq!(
        home.types("EDITOR=\"'./my editor/ed'\" tidings edit summit")
            .code,
        0
    );
    assert_eq!(home.record("summit")["place"], "Oslo");
    // What another program reads is no place for an editor's screen.
    let answer = edits(
        &home,
        "echo a screen; sed -i 's/^place:.*/place: Rome/' \"$1\"",
        "tidings edit summit --json",
    );
    let echo: serde_json::Value = serde_json::from_str(&answer.out).unwrap();
    assert_eq!(echo["record"]["place"], "Rome");
    assert!(answer.err.contains("a screen"), "{answer}");
}

#[test]
fn an_empty_form_records_nothing() {
    let home = Home::at_work();
    let before = home.bytes();
    for script in [
        ": > \"$1\"",
        "sed -i '/^#/!d' \"$1\"",
        "printf '\\n\\n' > \"$1\"",
    ] {
        let answer = edits(&home, script, "tidings edit summit");
        assert_eq!(answer.code, 1, "{answer}");
        assert_eq!(
            answer.err,
            "error: the form is empty; nothing was recorded\n"
        );
    }
    assert!(home.bytes() == before);
}

#[test]
fn what_another_command_changed_meanwhile_stays() {
    let home = Home::at_work();
    home.does("tidings edit summit --topic aid --source https://example.org/a");
    let answer = edits(
        &home,
        r#"
        tidings edit summit --place Nome --add topic=talks --citation 1 --locator "p. 1" -q
        sed -i -e 's/^title: .*/title: The talks/' -e 's/^topic: aid/topic: aid\ntopic: arms/' "$1"
        "#,
        "tidings edit summit",
    );
    assert_snapshot!(answer.out.lines().skip(1).collect::<Vec<_>>().join("\n"), @"
    title: Trump-Putin summit → The talks
    topic: aid, talks → aid, talks, arms
    ");
    let record = home.record("summit");
    assert_eq!(record["place"], "Nome");
    assert_eq!(
        record["topics"],
        serde_json::json!(["aid", "talks", "arms"])
    );
    assert_eq!(record["citations"][0]["locator"], "p. 1");
}

#[test]
fn what_both_changed_is_refused_and_the_text_is_kept() {
    let home = Home::at_work();
    home.does("tidings cite summit --source https://example.org/a");
    for (theirs, mine, field) in [
        ("--place Nome", "s/^place:.*/place: Rome/", "place"),
        (
            "--citation 1 --locator 1",
            "s/^credibility:/credibility: 3/",
            "citations",
        ),
        (
            "--no citation=1",
            "s/^credibility:/credibility: 3/",
            "citations",
        ),
    ] {
        let script = format!("tidings edit summit {theirs} -q >&2; sed -i '{mine}' \"$1\"");
        let answer = edits(&home, &script, "tidings edit summit");
        assert_eq!((answer.code, runs(&home)), (1, 1), "{answer}");
        let what =
            format!("error: another command changed {field} meanwhile; nothing was recorded");
        assert!(answer.err.contains(&what), "{answer}");
        assert!(kept(&answer).is_file());
        home.does("tidings undo");
    }
    let answer = edits(
        &home,
        "tidings remove summit --yes -q >&2; sed -i 's/^place:.*/place: Rome/' \"$1\"",
        "tidings edit summit",
    );
    assert_eq!(answer.code, 1, "{answer}");
    assert!(answer.err.contains("was removed"), "{answer}");
    // The same change by both is no conflict.
    home.does("tidings undo");
    let same = "tidings edit summit --place Rome -q >&2; sed -i 's/^place:.*/place: Rome/' \"$1\"";
    assert_eq!(edits(&home, same, "tidings edit summit").code, 0);
}

#[test]
fn a_quote_keeps_every_byte() {
    let home = Home::at_work();
    let words = "# no comment\n---\n  two spaces before\nafter \t\r\n\r\n| a bar\n! and \\ this\u{1b}[31m\u{202e}\n[move 1]\ntitle: no\n\n";
    let answer = home.pipes(
        format!("{words}\n").as_bytes(),
        "tidings add quote --by trump --on today --slug odd",
    );
    assert_eq!(answer.code, 0, "{answer}");
    assert_eq!(home.record("odd")["text"], words);
    // Another field is changed, by an editor that ends lines as Windows does and takes spaces from their ends.
    let script = r#"sed -i -e 's/^venue:/venue: Anchorage/' -e 's/[ \t]*$//' -e 's/$/\r/' "$1""#;
    assert_eq!(edits(&home, script, "tidings edit odd").code, 0);
    assert_eq!(home.record("odd")["text"], words);
    assert_eq!(home.record("odd")["venue"], "Anchorage");
    // The words are changed: old and new stand in the echo whole.
    let answer = edits(
        &home,
        "sed -i 's/^| # no comment/| # a hash/' \"$1\"",
        "tidings edit odd",
    );
    assert_eq!(
        home.record("odd")["text"],
        words.replace("no comment", "a hash")
    );
    assert!(
        answer.out.contains("text: # no comment") && answer.out.contains("→ # a hash"),
        "{answer}"
    );
}

#[test]
fn what_is_no_form_of_this_record_is_refused() {
    let home = Home::at_work();
    let before = home.bytes();
    let tried = [
        "sed -i 's/^id: .*/id: bcdfghjklmnpqrst/' \"$1\"",
        "sed -i '/^id:/d' \"$1\"",
        "printf 'x\\377y\\n' >> \"$1\"",
        "sed -i 's/^title: .*/title: a\\x00b/' \"$1\"",
        "sed -i 's/^title: .*/title:/' \"$1\"",
        "sed -i 's/^visibility: .*/visibility:/' \"$1\"",
        "echo 'status: happened' >> \"$1\"",
        "echo 'deadline: today' >> \"$1\"",
        "echo 'title: twice' >> \"$1\"",
        "echo '[move]' >> \"$1\"",
        "echo '[citation 4]' >> \"$1\"",
        "echo '[citation]' >> \"$1\"",
        "echo '[what' >> \"$1\"",
        "echo '! \\u{zz}' >> \"$1\"",
        "sed -i 's/^about:/about: nosuch/' \"$1\"",
        "sed -i 's/^slug: .*/slug: second-meeting/' \"$1\"",
        "sed -i 's/^when: .*/when: someday/' \"$1\"",
        "sed -i 's/^who: .*/who: a:b/' \"$1\"",
        "head -c 1200000 /dev/zero | tr '\\0' x | sed 's/^/text:\\n| /' > long; sed -i -e '/^text:/{r long' -e 'd}' \"$1\"",
        "head -c 40000000 /dev/zero | tr '\\0' '#' > \"$1\"",
    ];
    let mut said = String::new();
    for script in tried {
        let answer = edits(&home, script, "tidings edit summit");
        assert_eq!(answer.code, 1, "{script}\n{answer}");
        assert!(!answer.err.contains("panicked"), "{answer}");
        assert!(kept(&answer).is_file());
        let what = answer.err.lines().next().unwrap();
        said.push_str(&format!(
            "{}\n  {what}\n",
            script.split(" > long").next().unwrap()
        ));
    }
    assert!(home.bytes() == before);
    assert_snapshot!(said, @r#"
    sed -i 's/^id: .*/id: bcdfghjklmnpqrst/' "$1"
      error: this is the form of pngcbvvmztjkspjz, and bcdfghjklmnpqrst is another id; nothing was recorded
    sed -i '/^id:/d' "$1"
      error: the line with the id is gone; nothing was recorded
    printf 'x\377y\n' >> "$1"
      error: this line is not UTF-8; nothing was recorded
    sed -i 's/^title: .*/title: a\x00b/' "$1"
      error: title holds a NUL byte; nothing was recorded
    sed -i 's/^title: .*/title:/' "$1"
      error: an event needs its title; nothing was recorded
    sed -i 's/^visibility: .*/visibility:/' "$1"
      error: no visibility: an event cannot be without; nothing was recorded
    echo 'status: happened' >> "$1"
      error: where it stands is news; nothing was recorded
    echo 'deadline: today' >> "$1"
      error: deadline is no field of an event; nothing was recorded
    echo 'title: twice' >> "$1"
      error: title stands here twice; nothing was recorded
    echo '[move]' >> "$1"
      error: a new move is no correction; nothing was recorded
    echo '[citation 4]' >> "$1"
      error: there is no citation 4; nothing was recorded
    echo '[citation]' >> "$1"
      error: a citation needs its source; nothing was recorded
    echo '[what' >> "$1"
      error: [what is no heading; nothing was recorded
    echo '! \u{zz}' >> "$1"
      error: an escape in this line is none; nothing was recorded
    sed -i 's/^about:/about: nosuch/' "$1"
      error: no record has the id, slug or words "nosuch nosuch nosuch nosuch nosuch"; nothing was recorded
    sed -i 's/^slug: .*/slug: second-meeting/' "$1"
      error: the slug second-meeting is taken by sfwhdgkbwccgzvwr "Second meeting"; nothing was recorded
    sed -i 's/^when: .*/when: someday/' "$1"
      error: no date in "someday"; nothing was recorded
    sed -i 's/^who: .*/who: a:b/' "$1"
      error: who: "b" is no role; nothing was recorded
    head -c 1200000 /dev/zero | tr '\0' x | sed 's/^/text:\n| /'
      error: this holds a text of 6000077 bytes; the longest that is kept has 1 MiB (1 048 576); nothing was recorded
    head -c 40000000 /dev/zero | tr '\0' '#' > "$1"
      error: what the editor wrote is longer than 32 MiB; nothing was recorded
    "#);
}

#[test]
fn an_edit_in_an_editor_is_undone_by_one_undo() {
    let home = Home::at_work();
    home.does("tidings cite summit --source https://example.org/a");
    let before = home.record("summit");
    let script = r#"
        sed -i -e 's/^who: putin/who: kyiv:guest/' -e 's/^place:.*/place: Nome/' -e '/^\[citation 1\]/,$d' "$1"
        printf '\n[citation]\nsource: New source\n' >> "$1"
    "#;
    assert_eq!(edits(&home, script, "tidings edit summit").code, 0);
    let after = home.record("summit");
    assert_ne!(after["participants"], before["participants"]);
    assert_eq!(after["citations"].as_array().unwrap().len(), 1);
    home.does("tidings undo");
    assert_eq!(home.record("summit"), before);
    home.does("tidings redo");
    assert_eq!(home.record("summit"), after);
}

#[test]
fn members_in_another_order_stay_and_that_is_said() {
    let home = Home::at_work();
    let answer = edits(
        &home,
        "sed -i -e '/^who: trump/d' -e 's/^who: putin/who: putin\\nwho: trump/' \"$1\"",
        "tidings edit summit",
    );
    assert_snapshot!(answer, @"
    png  Trump-Putin summit, Anchorage
         nothing changed
    ---- stderr
    notice: the order of who stays: a list reads as its members came in
    ");
    home.does("tidings config notices off");
    let answer = edits(
        &home,
        "sed -i -e '/^who: trump/d' -e 's/^who: putin/who: putin\\nwho: trump/' \"$1\"",
        "tidings edit summit",
    );
    assert_snapshot!(answer, @"
    png  Trump-Putin summit, Anchorage
         nothing changed
    ");
}

#[test]
fn a_new_one_of_what_is_numbered_is_led_to_its_command() {
    let home = Home::at_work();
    let mut said = String::new();
    for (which, list) in [
        ("summit", "move"),
        ("summit", "check"),
        ("joint", "check"),
        ("joint", "forecast"),
    ] {
        let script = format!("echo '[{list}]' >> \"$1\"; cp \"$1\" last");
        let answer = edits(&home, &script, &format!("tidings edit {which}"));
        assert_eq!(answer.code, 1, "{answer}");
        let form = std::fs::read_to_string(home.path().join("last")).unwrap();
        let hint = form.lines().find(|line| line.starts_with("#! →"));
        said.push_str(&format!("{which} [{list}] {}\n", hint.unwrap()));
    }
    assert_snapshot!(said, @r#"
    summit [move] #! → tidings move summit --to "…"
    summit [check] #! → tidings check summit "…"
    joint [check] #! → tidings check joint "…"
    joint [forecast] #! → tidings forecast joint 30%
    "#);
}
