//! `undo`, `redo` and `history`.

use insta::assert_snapshot;

use crate::home::Home;

/// Undo, undo, redo, redo: the readings of before, byte for byte, after every kind of write.
#[test]
fn undo_and_redo_give_the_readings_of_before() {
    let home = Home::at_work();
    home.does("tidings add statement So --about summit --slug so --by 'an aide' --of kremlin");
    let mut seen = 0;
    for line in [
        "tidings move summit --to '20 August' --by kremlin --why X --source https://example.org/a",
        "tidings mark summit postponed --why 'no venue'",
        "tidings move summit --to '22 August'",
        "tidings mark summit happened --on '12 August' --who trump,macron --outcome X",
        "tidings mark summit disputed",
        "tidings edit along --by putin --topic a,b --visibility internal",
        "tidings edit trump --alias 'script:Трамп' --name 'Donald Trump'",
        "tidings link second-meeting waits-on summit --note X",
        "tidings answer joint yes --on yesterday",
        "tidings check joins X --every 2w",
        "tidings mark explainer done",
        "tidings cite so --source https://example.org/b",
        "tidings remove so --yes",
        "tidings remove trump --yes --why X",
        "tidings add event X --who 'New One' --story 'New story' --topic c --source 'New source'",
    ] {
        let states = || (home.readings(), home.types("tidings export json").out);
        let before = states();
        home.does(line);
        let between = states();
        home.does("tidings add note 'One more' --about trump --visibility internal || tidings add note 'One more'");
        let after = states();
        assert!(before != between && between != after, "{line}");
        home.does("tidings undo");
        assert!(states().1 == between.1, "{line}: one undo");
        home.does("tidings undo");
        assert!(states().1 == before.1, "{line}: two undos");
        home.does("tidings redo");
        assert!(states().1 == between.1, "{line}: one redo");
        home.does("tidings redo");
        assert!(states() == after, "{line}: two redos");
        home.does("tidings doctor\ntidings undo");
        seen += 1;
    }
    assert_eq!(seen, 15);
    let rebuilt = home.readings();
    home.does("tidings doctor --rebuild");
    assert!(home.readings() == rebuilt);
}

#[test]
fn undo_leaves_no_reference_that_leads_nowhere() {
    let home = Home::new();
    let seen = home.session(
        r#"
        tidings add summit Alaska --who trump --slug alaska
        tidings add quote "We’ll see" --by trump --about alaska --slug see
        tidings undo o1
        tidings undo
        tidings undo o1
        tidings redo o1
        tidings undo o1
        tidings redo o2
        tidings show alaska
        "#,
    );
    assert_snapshot!(seen, @r#"
    $ tidings add summit Alaska --who trump --slug alaska
    png  Alaska
         summit, expected · no date
    ---- stderr
    notice: new actor trump (tidings edit trump --name "…" --kind person)
    $ tidings add quote "We’ll see" --by trump --about alaska --slug see
    sfw  trump: “We’ll see”
         statement, verbatim · about png
    ---- stderr
    notice: no source · no day (tidings cite @ --source URL)
    $ tidings undo o1
    ---- stderr
    error: o1 stays: see "We’ll see" refers to trump "trump"
    hint: take that back first: tidings history sfwhdgkbwccgzvwr
    ---- exit 1
    $ tidings undo
    Undid o2 “add quote”.
    sfw “We’ll see” is gone.
    $ tidings undo o1
    Undid o1 “add summit”.
    trump “trump” is gone.
    png “Alaska” is gone.
    $ tidings redo o1
    Redid o1 “add summit”.
    trump  trump
           actor · back
    png    Alaska
           summit, expected · no date · back
    $ tidings undo o1
    Undid o1 “add summit”.
    trump “trump” is gone.
    png “Alaska” is gone.
    $ tidings redo o2
    Redid o2 “add quote”.
    sfw  trump (removed): “We’ll see”
         statement, verbatim · about Alaska (removed) · back
    $ tidings show alaska
    ---- stderr
    error: no record has the id, slug or words "alaska"
    hint: tidings timeline shows their ids; @ is the last one that was written
    ---- exit 2
    "#);
}

#[test]
fn what_cannot_be_undone_or_redone() {
    let home = Home::new();
    let seen = home.session(
        r#"
        tidings undo
        tidings redo
        tidings undo o1
        tidings add note A
        tidings redo
        tidings redo o1
        tidings undo
        tidings undo
        tidings undo o1
        tidings undo o2
        tidings undo o9
        tidings undo 0
        tidings undo o
        tidings undo oo1
        tidings undo -1
        tidings redo
        tidings redo
        tidings undo
        tidings add note B
        tidings redo
        tidings redo o1
        "#,
    );
    assert_snapshot!(seen, @r#"
        $ tidings undo
        ---- stderr
        error: nothing recorded yet: there is nothing to undo
        hint: tidings add summit "Trump-Putin summit" --when 2025-08-15 --who trump,putin
        ---- exit 1
        $ tidings redo
        ---- stderr
        error: nothing recorded yet: there is nothing to redo
        hint: tidings add summit "Trump-Putin summit" --when 2025-08-15 --who trump,putin
        ---- exit 1
        $ tidings undo o1
        ---- stderr
        error: nothing recorded yet: there is nothing to undo
        hint: tidings add summit "Trump-Putin summit" --when 2025-08-15 --who trump,putin
        ---- exit 1
        $ tidings add note A
        png  A
             note
        $ tidings redo
        ---- stderr
        error: there is no undo to take back
        hint: redo follows an undo at once; tidings redo oN brings back any operation
        ---- exit 1
        $ tidings redo o1
        ---- stderr
        error: o1 is not taken back
        hint: tidings history shows what is
        ---- exit 1
        $ tidings undo
        Undid o1 “add note”.
        png “A” is gone.
        $ tidings undo
        ---- stderr
        error: there is nothing to undo
        hint: tidings history shows what was recorded
        ---- exit 1
        $ tidings undo o1
        ---- stderr
        error: o1 is taken back already
        hint: tidings redo o1 brings it back
        ---- exit 1
        $ tidings undo o2
        ---- stderr
        error: o2 is an undo itself
        hint: tidings redo takes an undo back; tidings undo oN another operation
        ---- exit 1
        $ tidings undo o9
        ---- stderr
        error: there is no operation o9
        hint: tidings history shows their numbers
        ---- exit 2
        $ tidings undo 0
        ---- stderr
        error: "0" is no operation
        hint: the last 0: tidings undo, 0 times; operation 0: tidings undo o0
        ---- exit 2
        $ tidings undo o
        ---- stderr
        error: "o" is no operation
        hint: tidings history shows their numbers: o12
        ---- exit 2
        $ tidings undo oo1
        ---- stderr
        error: "oo1" is no operation
        hint: tidings history shows their numbers: o12
        ---- exit 2
        $ tidings undo -1
        ---- stderr
        error: -1 is no flag of tidings undo
        hint: tidings undo --help
        ---- exit 2
        $ tidings redo
        Redid o1 “add note”.
        png  A
             note · back
        $ tidings redo
        ---- stderr
        error: there is no undo to take back
        hint: redo follows an undo at once; tidings redo oN brings back any operation
        ---- exit 1
        $ tidings undo
        Undid o1 “add note”.
        png “A” is gone.
        $ tidings add note B
        tfn  B
             note
        $ tidings redo
        ---- stderr
        error: there is no undo to take back
        hint: redo follows an undo at once; tidings redo oN brings back any operation
        ---- exit 1
        $ tidings redo o1
        Redid o1 “add note”.
        png  A
             note · back
        "#);
}

#[test]
fn what_was_written_later_stands() {
    let home = Home::at_work();
    let seen = home.session(
        r#"
        tidings edit summit --place Fairbanks --title "The talks"
        tidings edit summit --place Juneau
        tidings undo o7
        tidings show summit
        tidings history summit
        tidings history --limit 2
        tidings history --limit 0
        "#,
    );
    assert_snapshot!(seen, @r#"
    $ tidings edit summit --place Fairbanks --title "The talks"
    png  The talks, Fairbanks
         title: Trump-Putin summit → The talks
         place: Anchorage → Fairbanks
    $ tidings edit summit --place Juneau
    png  The talks, Juneau
         place: Fairbanks → Juneau
    $ tidings undo o7
    Undid o7 “edit”.
    png  Trump-Putin summit, Juneau
         title: The talks → Trump-Putin summit
    place of summit "The talks" stays as o8 set it.
    $ tidings show summit
    Trump-Putin summit, Juneau                             pngcbvvmztjkspjz · summit
    summit, expected

      When       Fri 15 Aug 2025, tomorrow                                2025-08-15
      Where      Juneau
      Who        trump, putin
      Recorded   Thu 14 Aug                                      tidings history png
    $ tidings history summit
      14 Aug 12:00  o9  undo
                        title: The talks → Trump-Putin summit
      14 Aug 12:00  o8  edit
                        place: Fairbanks → Juneau
      14 Aug 12:00  o7  edit                                              taken back
                        title: Trump-Putin summit → The talks
                        place: Anchorage → Fairbanks
      14 Aug 12:00  o1  add summit
    $ tidings history --limit 2
      14 Aug 12:00  o9  undo png · Trump-Putin summit
      14 Aug 12:00  o8  edit png · Trump-Putin summit
      and 7 earlier
    $ tidings history --limit 0
    ---- stderr
    error: invalid value '0' for '--limit <N>': it is a number from 1
    hint: tidings history --help
    ---- exit 2
    "#);
}

#[test]
fn the_last_entry_after_undo_and_redo() {
    let home = Home::at_work();
    home.does("tidings edit summit --place Fairbanks\ntidings edit trump --kind person");
    let title = |which: &str| home.record(which)["title"].as_str().map(str::to_owned);
    assert_eq!(title("@").as_deref(), Some("Trump-Putin summit"));
    home.does("tidings edit second-meeting --place Rome\ntidings undo");
    assert_eq!(title("@").as_deref(), Some("Second meeting"));
    home.does("tidings redo");
    assert_eq!(title("@").as_deref(), Some("Second meeting"));
    assert_eq!(title("@2").as_deref(), Some("Trump-Putin summit"));
}

#[test]
fn authors_and_reasons_are_kept() {
    let home = Home::new().with("TIDINGS_AUTHOR", "anna");
    home.does("tidings add note A --slug a\ntidings remove a --yes --why 'twice' --author ben\ntidings undo");
    let history = home.json("tidings history --json");
    let items = history["groups"][0]["items"].as_array().unwrap().clone();
    let seen: Vec<String> = items
        .iter()
        .map(|item| {
            format!(
                "{} {} {} {} {}",
                item["operation"], item["command"], item["author"], item["reason"], item["undone"]
            )
        })
        .collect();
    assert_snapshot!(seen.join("\n"), @r#"
        "o3" "undo" "anna" null false
        "o2" "remove" "ben" "twice" true
        "o1" "add note" "anna" null false
        "#);
}

#[test]
fn a_slug_that_was_taken_meanwhile_is_freed_first() {
    let home = Home::new();
    home.does(
        r#"
        tidings add note A --slug a
        tidings edit a --slug b
        tidings add note C --slug a
        tidings add note D --slug a-2
        "#,
    );
    assert_snapshot!(home.session("tidings undo o2\ntidings add note E --slug a"), @r#"
    $ tidings undo o2
    ---- stderr
    error: the slug a is taken by cjxhxlzqstmkrmbn "C"
    hint: tidings edit cjx --slug a-3, then this again
    ---- exit 1
    $ tidings add note E --slug a
    ---- stderr
    error: the slug a is taken by cjxhxlzqstmkrmbn "C"
    hint: --slug a-3
    ---- exit 1
    "#);
    let refused = home.types("tidings undo o2");
    let (edit, _) = refused.hint().unwrap().split_once(", then").unwrap();
    home.does(edit).does("tidings undo o2");
    assert_eq!(home.record("a")["text"], "A");
}
