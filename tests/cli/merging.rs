//! Two actors, or two sources, who turn out to be one.

use insta::assert_snapshot;

use crate::home::Home;

/// A home in which one man was logged under two names.
fn with_two_of_one() -> Home {
    let home = Home::new();
    home.does(
        r#"
        tidings add summit "Trump-Putin summit" --when 2025-08-15 --who trump,putin --slug summit
        tidings add quote "We’ll see if they get along." --by trump --on today --about summit --slug along
        tidings add actor "Donald Trump" --kind person --alias "The Donald"
        "#,
    );
    home
}

#[test]
fn a_new_actor_near_one_that_is_there_is_noticed() {
    let home = Home::new();
    home.does(
        "tidings add call 'A call' --on yesterday --who trump --source https://example.org/wire",
    );
    assert_snapshot!(home.session(r#"
        tidings add actor "Donald Trump"
        tidings add actor "Melania Trumpp" --slug melania
        tidings add actor "The Trump" --alias nobody
        tidings add source "example.org/wires"
        tidings add story "Talks"
        tidings add story "Talk"
    "#), @r#"
    $ tidings add actor "Donald Trump"
    sfwhdgkbwccgzvwr  Donald Trump
                      actor
    ---- stderr
    notice: near it is the actor trump (tidings merge trump --into "Donald Trump")
    $ tidings add actor "Melania Trumpp" --slug melania
    melania  Melania Trumpp
             actor
    $ tidings add actor "The Trump" --alias nobody
    xmdbtmstqqwvxpvn  The Trump
                      actor
    ---- stderr
    notice: near it is the actor trump (tidings merge trump --into "The Trump")
    $ tidings add source "example.org/wires"
    tfnvtrpbkpzgfrjr  example.org/wires
                      source
    $ tidings add story "Talks"
    talks  Talks
           story
    $ tidings add story "Talk"
    talk  Talk
          story
    ---- stderr
    notice: near it is the story Talks (tidings show talks)
    "#);
}

#[test]
fn what_is_merged_reads_as_the_other_everywhere() {
    let home = with_two_of_one();
    assert_snapshot!(home.session(r#"
        tidings merge trump --into "Donald Trump" --why "one man"
        tidings actors
        tidings show trump
        tidings timeline
        tidings add quote "Nobody knows." --by trump --on today --slug knows
        tidings edit trump --name "Donald J. Trump"
        tidings history trump
    "#), @r#"
    $ tidings merge trump --into "Donald Trump" --why "one man"
    trump  trump
           merged-into: none → Donald Trump · 2 records that refer to it read Donald
           Trump
    $ tidings actors
      putin     putin
      cjxhxlzq  Donald Trump                                                  person
                also The Donald, trump
    $ tidings show trump
    Donald Trump                                                    cjxhxlzqstmkrmbn
    actor, person

      Also       The Donald
      Said       sfw  Donald Trump: “We’ll see if they get along.”        Thu 14 Aug
      Takes part png  Trump-Putin summit                                  Fri 15 Aug
      Also       trump
      Recorded   Thu 14 Aug                         tidings history cjxhxlzqstmkrmbn
    ---- stderr
    actor trump was merged into this one
    $ tidings timeline
    2025
      Thu 14 Aug    sfw  Donald Trump: “We’ll see if they get along.”
                         verbatim · about png
    ────────────────  today, Thu 14 Aug  ────────────────
      Fri 15 Aug    png  Trump-Putin summit                                 expected
    $ tidings add quote "Nobody knows." --by trump --on today --slug knows
    tfn  Donald Trump: “Nobody knows.”
         statement, verbatim · Thu 14 Aug 2025 (today)
    ---- stderr
    notice: no source (tidings cite @ --source URL)
    $ tidings edit trump --name "Donald J. Trump"
    cjxhxlzqstmkrmbn  Donald J. Trump
                      name: Donald Trump → Donald J. Trump
    $ tidings history trump
      14 Aug 12:00  o4  merge
                        merged-into: none → Donald J. Trump
                        why: one man
      14 Aug 12:00  o1  add summit
    "#);
    let whole = home.record("'the donald'");
    assert_eq!(home.record("knows")["speakers"][0], whole["id"]);
    // What was recorded stays as it was: the document tells who was meant then, and who that is.
    let trump = &home.record("along")["speakers"][0];
    assert_ne!(*trump, whole["id"]);
    let exported = home.json("tidings export json");
    let actors = exported["actors"].as_array().unwrap();
    let of = |id: &serde_json::Value| actors.iter().find(|actor| actor["id"] == *id).unwrap();
    assert_eq!(of(trump)["name"], "trump");
    assert_eq!(of(trump)["merged_into"], whole["id"]);
}

#[test]
fn undo_parts_them_and_redo_joins_them_again() {
    let home = with_two_of_one();
    let apart = home.readings();
    home.does("tidings merge trump --into 'Donald Trump'");
    let joined = home.readings();
    assert_ne!(apart, joined);
    home.does("tidings undo");
    assert_eq!(home.readings(), apart);
    assert_eq!(home.record("trump")["name"], "trump");
    home.does("tidings redo");
    assert_eq!(home.readings(), joined);
    assert_eq!(home.record("trump")["name"], "Donald Trump");
    assert_eq!(home.types("tidings doctor").code, 0);
}

#[test]
fn two_who_cannot_be_one_are_refused() {
    let home = with_two_of_one();
    home.does(
        r#"
        tidings add actor Georgia --kind country
        tidings add source "Wire copy"
        tidings add actor "Someone else" --slug someone
        tidings remove someone --yes
        "#,
    );
    let before = home.bytes();
    assert_snapshot!(home.session(r#"
        tidings merge trump --into trump
        tidings merge trump --into "Wire copy"
        tidings merge along --into trump
        tidings merge "Donald Trump" --into georgia
        tidings merge nobody --into trump
        tidings merge trump --into nobody
        tidings merge someone --into trump
        tidings merge trump
    "#), @r#"
    $ tidings merge trump --into trump
    ---- stderr
    error: trump and trump are one record
    hint: name another record
    ---- exit 2
    $ tidings merge trump --into "Wire copy"
    ---- stderr
    error: trump is an actor, and Wire copy is a source
    hint: tidings actors lists what it may be
    ---- exit 2
    $ tidings merge along --into trump
    ---- stderr
    error: along is a statement, and this is for an actor or a source
    hint: tidings actors and tidings sources list them
    ---- exit 2
    $ tidings merge "Donald Trump" --into georgia
    ---- stderr
    error: "Donald Trump" is of kind person, and georgia of kind country
    hint: if that is wrong: tidings edit "Donald Trump" --kind country
    ---- exit 1
    $ tidings merge nobody --into trump
    ---- stderr
    error: no actor or source has the id, slug or name "nobody"
    hint: tidings actors and tidings sources list them
    ---- exit 2
    $ tidings merge trump --into nobody
    ---- stderr
    error: no actor has the id, slug or name "nobody"
    hint: tidings actors lists them
    ---- exit 2
    $ tidings merge someone --into trump
    ---- stderr
    error: no actor or source has the id, slug or name "someone"
    hint: tidings actors and tidings sources list them
    ---- exit 2
    $ tidings merge trump
    ---- stderr
    error: tidings merge needs --into <WHICH>
    hint: tidings merge trump --into "…"
    ---- exit 2
    "#);
    assert!(home.bytes() == before);
    home.does("tidings merge trump --into 'Donald Trump'");
    let before = home.bytes();
    assert_snapshot!(home.session(r#"
        tidings merge trump --into "Donald Trump"
        tidings merge trump --into putin
        tidings merge "Donald Trump" --into trump
        tidings remove trump --yes
    "#), @r#"
    $ tidings merge trump --into "Donald Trump"
    ---- stderr
    error: trump is merged into Donald Trump already
    hint: tidings history trump shows by which operation; tidings undo oN parts the two
    ---- exit 1
    $ tidings merge trump --into putin
    ---- stderr
    error: trump is merged already, into Donald Trump
    hint: tidings history trump shows by which operation; tidings undo oN parts the two
    ---- exit 1
    $ tidings merge "Donald Trump" --into trump
    ---- stderr
    error: "Donald Trump" and trump are one record
    hint: name another record
    ---- exit 2
    $ tidings remove trump --yes
    ---- stderr
    error: trump was merged into cjxhxlzqstmkrmbn “Donald Trump”, and is shown as that
    hint: tidings history trump shows by which operation; tidings undo oN parts the two
    ---- exit 1
    "#);
    assert!(home.bytes() == before);
}

#[test]
fn chains_of_merges_read_as_their_end() {
    let home = with_two_of_one();
    home.does(
        r#"
        tidings merge trump --into "Donald Trump"
        tidings add actor "Donald John Trump" --slug djt
        tidings merge "Donald Trump" --into djt
        tidings add statement "It is so" --by "the donald" --on today
        "#,
    );
    assert_eq!(home.record("@")["speakers"][0], home.record("djt")["id"]);
    assert_snapshot!(home.session("tidings actors\ntidings show along"), @"
    $ tidings actors
      putin  putin
      djt    Donald John Trump
             also trump, Donald Trump, The Donald
    $ tidings show along
    Donald John Trump: “We’ll see if they get along.”       sfwhdgkbwccgzvwr · along
    statement, verbatim

      By         Donald John Trump
      Said       Thu 14 Aug 2025, today                         2025-08-14 · “today”
      About      png  Trump-Putin summit                                  Fri 15 Aug
      Recorded   Thu 14 Aug                                      tidings history sfw
    ");
    home.does("tidings remove djt --yes");
    assert_eq!(home.record("trump")["name"], "Donald Trump");
}

#[test]
fn sources_are_merged_as_well() {
    let home = Home::new();
    home.does(
        r#"
        tidings add note "Of late" --source "Wire copy" --slug late
        tidings add source https://example.org/wire-0806
        "#,
    );
    assert_snapshot!(home.session(r#"
        tidings merge "wire copy" --into https://example.org/wire-0806
        tidings sources
        tidings cite late --source "Wire copy" --locator "line 2"
    "#), @r#"
    $ tidings merge "wire copy" --into https://example.org/wire-0806
    dntwhdhcnbqxjfwx  Wire copy
                      merged-into: none → wire-0806 · 1 record that refers to it
                      reads example.org/wire-0806
    $ tidings sources
      wire-0806  example.org/wire-0806
                 https://example.org/wire-0806
                 also Wire copy
    $ tidings cite late --source "Wire copy" --locator "line 2"
    png  Of late
         source wire-0806, line 2
    "#);
    let late = home.record("late");
    assert_eq!(
        late["citations"][1]["source"],
        home.record("wire-0806")["id"]
    );
}

#[test]
fn one_who_is_internal_stays_so() {
    let home = with_two_of_one();
    home.does("tidings edit trump --visibility internal");
    assert_snapshot!(home.session("tidings merge trump --into 'Donald Trump'"), @"
    $ tidings merge trump --into 'Donald Trump'
    trump  trump
           merged-into: none → Donald Trump · 2 records that refer to it read Donald
           Trump
    ---- stderr
    notice: it is internal, and Donald Trump public: each stays so (tidings undo, then tidings edit trump --visibility public)
    ");
    let exported = home.types("tidings export json").out;
    assert!(
        !exported.contains("\"name\":\"trump\"") && !exported.contains("\"name\": \"trump\""),
        "{exported}"
    );
}

#[test]
fn whom_an_actor_belongs_to_is_told_to_the_end_whoever_was_merged_on_the_way() {
    let home = Home::new();
    home.does(
        r#"
        tidings add country Russia --slug russia
        tidings add organisation Kremlin --slug kremlin --of russia
        tidings add organisation "Press office" --slug office
        tidings add person Peskov --slug peskov --of office
        tidings merge office --into kremlin
        "#,
    );
    assert_snapshot!(home.types("tidings show peskov"), @"
    Peskov                                                 xmdbtmstqqwvxpvn · peskov
    actor, person

      Of         Kremlin, of Russia
      Recorded   Thu 14 Aug                         tidings history xmdbtmstqqwvxpvn
    ");
    assert_eq!(
        home.record("peskov")["belongs_to"],
        serde_json::json!([home.record("kremlin")["id"], home.record("russia")["id"]])
    );
}

#[test]
fn who_belongs_to_one_who_was_merged_into_them_belongs_to_nobody() {
    let home = Home::new();
    home.does(
        r#"
        tidings add organisation "Press office" --slug office
        tidings add organisation Kremlin --slug kremlin --of office
        tidings merge office --into kremlin
        "#,
    );
    assert_snapshot!(home.types("tidings show kremlin"), @"
    Kremlin                                               sfwhdgkbwccgzvwr · kremlin
    actor, organisation

      Also       Press office
      Recorded   Thu 14 Aug                         tidings history sfwhdgkbwccgzvwr
    ");
    assert_eq!(home.record("kremlin")["belongs_to"], serde_json::json!([]));
}
