//! `add … --like`: what is taken from another entry, and what never is.

use insta::assert_snapshot;

use crate::home::Home;

#[test]
fn what_is_not_given_is_taken() {
    let home = Home::at_work();
    home.does(
        r#"
        tidings edit along --about summit --topic aid,talks --venue Anchorage --terms on-record --source https://example.org/a --story talks --stance for
        tidings add statement "They will meet on a Friday" --by "a Kremlin aide" --of kremlin --on 2025-08-13T11:30+01:00 --zone Europe/London --terms background --attribution "a person in Moscow" --slug aide
        "#,
    );
    assert_snapshot!(home.session(
        r#"
        tidings add quote "So be it." --like along
        tidings add statement "He fears that the paper is empty" --by "Jean Exemple" --terms off-record --like along
        tidings add statement "More of it" --like aide
        tidings add statement "Another said so" --by putin --like aide
        tidings add meeting "They meet" --like along
        tidings add question "Will they?" --like along
        tidings add note "Of note" --like @ --story any
        tidings add statement "Said of it" --like summit
        tidings add todo "Ring them" --like joins
        "#
    ), @r#"
    $ tidings add quote "So be it." --like along
    hpp  trump: “So be it.”
         statement, verbatim, on the record · Thu 14 Aug 2025 (today) · about png ·
         source a
         as along: by, terms, on, venue, about, topic, story, source
    $ tidings add statement "He fears that the paper is empty" --by "Jean Exemple" --terms off-record --like along
    tzk  Jean Exemple: He fears that the paper is empty
         statement, paraphrase, off the record, internal · Thu 14 Aug 2025 (today) ·
         about png · source a
         as along: on, venue, about, topic, story, source
    ---- stderr
    notice: new actor Jean Exemple, internal, since this is off the record (tidings edit "Jean Exemple" --kind person)
    $ tidings add statement "More of it" --like aide
    qxt  a Kremlin aide: More of it
         statement, paraphrase, on background · Wed 13 Aug 2025, 11:30 in
         Europe/London (10:30 UTC) (yesterday)
         as aide: by, attribution, terms, on
    $ tidings add statement "Another said so" --by putin --like aide
    vbm  putin: Another said so
         statement, paraphrase, on background · Wed 13 Aug 2025, 11:30 in
         Europe/London (10:30 UTC) (yesterday)
         as aide: terms, on
    ---- stderr
    notice: on background it does not go out without an attribution (tidings edit @ --attribution "…")
    $ tidings add meeting "They meet" --like along
    hjp  They meet
         meeting, expected · Thu 14 Aug 2025 (today) · about png · source a
         as along: when, about, topic, story, source
    $ tidings add question "Will they?" --like along
    tfm  Will they?
         question, open · about png · source a
         as along: about, topic, story, source
    $ tidings add note "Of note" --like @ --story any
    pbg  Of note
         note · about png · source a
         as tfm: about, topic, source
    $ tidings add statement "Said of it" --like summit
    tlc  Said of it
         statement, paraphrase
    ---- stderr
    notice: no speaker · no day (tidings edit @ --by NAME)
    $ tidings add todo "Ring them" --like joins
    gqs  Ring them
         to do, internal
    "#);
    // Words, form, title, excerpt, locator and slug are each record's own.
    let (one, other) = (home.record("@9"), home.record("along"));
    assert_eq!(
        one["citations"][0]["source"],
        other["citations"][0]["source"]
    );
    for field in ["slug", "stance", "original"] {
        assert!(one[field].is_null(), "{field}");
    }
}

#[test]
fn secrecy_goes_before_what_is_taken() {
    let home = Home::at_work();
    home.does(
        r#"
        tidings add statement "Secret" --by "Ann Example" --terms off-record --slug secret
        tidings add statement "Told all" --by "Ann Example" --terms off-record --visibility public --slug told
        tidings add statement "Held" --by trump --embargo-until 2025-09-01 --visibility internal --slug held
        "#,
    );
    let added = |line: &str| {
        home.does(line);
        home.record("@")
    };
    // Off the record is internal, though the other was made public.
    let record = added("tidings add statement A --like told");
    assert_eq!(
        (record["terms"].as_str(), record["visibility"].as_str()),
        (Some("off-record"), Some("internal"))
    );
    // Internal is taken, whatever the terms are.
    let record = added("tidings add statement B --like secret --terms on-record --by trump");
    assert_eq!(
        (record["terms"].as_str(), record["visibility"].as_str()),
        (Some("on-record"), Some("internal"))
    );
    let record = added("tidings add statement C --like held");
    assert_eq!(record["visibility"], "internal");
    assert_eq!(
        record["embargo_until"],
        home.record("held")["embargo_until"]
    );
    // What is said wins.
    let record = added("tidings add statement D --like secret --visibility public");
    assert_eq!(record["visibility"], "public");
    let record = added("tidings add todo E --like along");
    assert_eq!(record["visibility"], "internal");
}

#[test]
fn the_story_of_the_other_goes_before_the_usual_one() {
    let home = Home::at_work().with("TIDINGS_STORY", "usual");
    home.does("tidings add note A --story other --slug a\ntidings add note B --story any --slug b");
    let story = |which: &str| home.record(which)["story"].clone();
    home.does("tidings add note C --like a --slug c\ntidings add note D --like b --slug d\ntidings add note E --like a --story any --slug e");
    home.does("tidings add note F --slug f");
    assert_eq!(story("c"), story("a"));
    assert_eq!(story("d"), story("f"));
    assert!(story("e").is_null() && !story("f").is_null());
}

#[test]
fn what_is_like_nothing_is_refused() {
    let home = Home::at_work();
    let before = home.bytes();
    assert_snapshot!(home.session(
        r#"
        tidings add note X --like nosuch
        tidings add actor X --like summit
        tidings add note X --like trump
        tidings add note X --like along --like summit
        "#
    ), @r#"
    $ tidings add note X --like nosuch
    ---- stderr
    error: no entry has the id, slug or words "nosuch"
    hint: tidings timeline shows their ids; @ is the last one that was written
    ---- exit 2
    $ tidings add actor X --like summit
    ---- stderr
    error: --like is for entries, and an actor is none
    hint: --like goes with events, statements, questions and notes
    ---- exit 2
    $ tidings add note X --like trump
    ---- stderr
    error: "trump" fits 2 entries
      jld  Thu 14 Aug  We’ll see if they get along.
      png  Fri 15 Aug  Trump-Putin summit
    hint: tidings add note X --like jld
    ---- exit 2
    $ tidings add note X --like along --like summit
    ---- stderr
    error: the argument '--like <WHICH>' cannot be used multiple times
    hint: tidings add --help
    ---- exit 2
    "#);
    assert!(home.bytes() == before);
}
