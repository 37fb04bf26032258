//! WHICH as words of a title.

use insta::assert_snapshot;

use crate::home::Home;

fn with_meetings() -> Home {
    let home = Home::at_work();
    home.does(
        r#"
        tidings add meeting "Zelenskiy meets Starmer" --when today --place "Downing Street"
        tidings add meeting "Zelenskiy meets Merz" --on yesterday
        tidings edit second-meeting --title "Second meeting, with Zelenskiy"
        tidings add actor zelenskiy --alias script:Зеленський
        "#,
    );
    home
}

#[test]
fn words_of_a_title_say_which() {
    let home = with_meetings();
    assert_snapshot!(home.session(r#"
        tidings move "second zelen" --to "mid-September" --why "no venue agreed"
        tidings mark zelenskiy happened
        tidings mark "zelenskiy starmer" happened --on today
        tidings mark zelenskiy postponed
        tidings answer "joins zelen" yes
        tidings check joint "nothing yet"
        tidings show "get along"
        tidings show "trump along"
        tidings edit explain --topic aid
        tidings add note "On it" --about "putin summit"
        tidings cite "downing" --source https://example.org/x
        tidings history "starmer meets"
    "#), @r#"
    $ tidings move "second zelen" --to "mid-September" --why "no venue agreed"
    sfw  Second meeting, with Zelenskiy
         21–31 Aug → 11–20 Sep 2025 · slipped by 11 to 30 days (1st time) · no venue
         agreed
    ---- stderr
    notice: no source (tidings cite @ --source URL)
    $ tidings mark zelenskiy happened
    ---- stderr
    error: "zelenskiy" fits 2 open events
      xbx  Thu 14 Aug  Zelenskiy meets Starmer
      sfw  11–20 Sep   Second meeting, with Zelenskiy
    hint: tidings mark xbx happened
    ---- exit 2
    $ tidings mark "zelenskiy starmer" happened --on today
    xbx  Zelenskiy meets Starmer, Downing Street
         status: expected → happened
    ---- stderr
    notice: no source (tidings cite @ --source URL)
    $ tidings mark zelenskiy postponed
    sfw  Second meeting, with Zelenskiy
         expected → postponed · was 11–20 Sep
    ---- stderr
    notice: zelenskiy also fits rls "Zelenskiy meets Merz" and 1 more that are over (tidings undo)
    $ tidings answer "joins zelen" yes
    cjx  Whether Zelenskiy joins
         status: open → answered
         answer: none → yes
    $ tidings check joint "nothing yet"
    xmd  Is there a joint statement?
         checked Thu 14 Aug 2025: nothing yet
    $ tidings show "get along"
    trump: “We’ll see if they get along.”                   jldfpczlrhzbnnvc · along
    statement, verbatim

      By         trump
      Said       Thu 14 Aug 2025, today                         2025-08-14 · “today”
      Recorded   Thu 14 Aug                                      tidings history jld
    $ tidings show "trump along"
    trump: “We’ll see if they get along.”                   jldfpczlrhzbnnvc · along
    statement, verbatim

      By         trump
      Said       Thu 14 Aug 2025, today                         2025-08-14 · “today”
      Recorded   Thu 14 Aug                                      tidings history jld
    $ tidings edit explain --topic aid
    tfn  Explainer
         topic: none → aid
    $ tidings add note "On it" --about "putin summit"
    gqs  On it
         note · about png
    $ tidings cite "downing" --source https://example.org/x
    ---- stderr
    error: no record has the id, slug or words "downing"
    hint: tidings timeline shows their ids; @ is the last one that was written
    ---- exit 2
    $ tidings history "starmer meets"
      14 Aug 12:00  o12  mark
                         status: expected → happened
      14 Aug 12:00  o7   add meeting
    "#);
}

#[test]
fn words_that_fit_several_or_nothing_do_nothing() {
    let home = with_meetings();
    let before = home.bytes();
    assert_snapshot!(home.session(r#"
        tidings show meet
        tidings show zelenskiy
        tidings move along --to "mid-September"
        tidings mark "third meeting" happened
        tidings mark nosuch happened
        tidings show "…"
        tidings show "@99"
        tidings add note "On it" --about meet
        tidings remove explain --yes
        tidings remove "second meeting" --yes
    "#), @r#"
    $ tidings show meet
    ---- stderr
    error: "meet" fits 3 events
      rls  Wed 13 Aug  Zelenskiy meets Merz
      xbx  Thu 14 Aug  Zelenskiy meets Starmer
      sfw  21–31 Aug   Second meeting, with Zelenskiy
    hint: tidings show rls
    ---- exit 2
    $ tidings show zelenskiy
    zelenskiy                                           tzkxdcdhhvlfnkbn · zelenskiy
    actor

      Also       Зеленський (script)
      Recorded   Thu 14 Aug                         tidings history tzkxdcdhhvlfnkbn
    $ tidings move along --to "mid-September"
    ---- stderr
    error: along is a statement, and this is for an event
    hint: tidings timeline shows their ids; @ is the last one that was written
    ---- exit 2
    $ tidings mark "third meeting" happened
    ---- stderr
    error: no record has the id, slug or words "third meeting"
    hint: tidings search "third meeting" looks in all that was recorded
    ---- exit 2
    $ tidings mark nosuch happened
    ---- stderr
    error: no record has the id, slug or words "nosuch"
    hint: tidings timeline shows their ids; @ is the last one that was written
    ---- exit 2
    $ tidings show "…"
    ---- stderr
    error: no record has the id, slug or words "…"
    hint: tidings timeline shows their ids; @ is the last one that was written
    ---- exit 2
    $ tidings show "@99"
    ---- stderr
    error: "@99" is nothing yet: no record was written before
    hint: tidings timeline shows their ids; @ is the last one that was written
    ---- exit 2
    $ tidings add note "On it" --about meet
    ---- stderr
    error: "meet" fits 3 events
      rls  Wed 13 Aug  Zelenskiy meets Merz
      xbx  Thu 14 Aug  Zelenskiy meets Starmer
      sfw  21–31 Aug   Second meeting, with Zelenskiy
    hint: tidings add note "On it" --about rls
    ---- exit 2
    $ tidings remove explain --yes
    ---- stderr
    error: no record has the id or slug "explain"
    hint: tidings timeline shows their ids; @ is the last one that was written
    ---- exit 2
    $ tidings remove "second meeting" --yes
    ---- stderr
    error: no record has the id or slug "second meeting"
    hint: tidings timeline shows their ids; @ is the last one that was written
    ---- exit 2
    "#);
    assert!(home.bytes() == before);
}

#[test]
fn what_is_open_goes_first_where_an_open_one_is_needed() {
    let home = with_meetings();
    home.does("tidings mark 'meets merz' disputed --source https://example.org/x");
    assert_eq!(home.record("'meets merz'")["standing"], "disputed");
    // Two meet, and one of them is still to come.
    home.does("tidings mark 'zelenskiy meets' cancelled");
    assert_eq!(home.record("'meets starmer'")["status"], "cancelled");
    assert_eq!(home.record("'meets merz'")["status"], "happened");
}

#[test]
fn a_speaker_is_found_under_every_name() {
    let home = with_meetings();
    home.does("tidings add statement 'Consent is tied to sovereignty' --by zelenskiy --on today --slug consent");
    let id = home.record("consent")["id"].clone();
    for words in [
        "'зеленський consent'",
        "'SOVEREIGN zelenskiy'",
        "'consent зел'",
    ] {
        assert_eq!(home.record(words)["id"], id, "{words}");
    }
    home.does(
        "tidings add actor 'Wolodymyr' --slug wolodymyr\ntidings merge zelenskiy --into wolodymyr",
    );
    assert_eq!(home.record("'consent wolod'")["id"], id);
    assert_eq!(home.record("'consent зел'")["id"], id);
}

#[test]
fn a_name_is_found_by_a_part_of_it() {
    let home = with_meetings();
    home.does("tidings add actor 'Ursula von der Leyen' --kind person");
    assert_eq!(home.record("'von der'")["name"], "Ursula von der Leyen");
    assert_eq!(home.record("actor:leyen")["name"], "Ursula von der Leyen");
    home.does("tidings edit ursula --alias Uschi");
    assert_eq!(home.record("uschi")["name"], "Ursula von der Leyen");
}

#[test]
fn what_is_over_and_fits_as_well_is_named() {
    let home = with_meetings();
    home.does("tidings add yesno 'Does Merz go?'\ntidings add yesno 'Does Merz win?'\ntidings answer 'merz win' yes");
    assert_snapshot!(home.session(r#"
        tidings mark "merz go" dropped
        tidings mark "zelenskiy meets" likely
        tidings mark "zelenskiy meets" cancelled
    "#), @r#"
    $ tidings mark "merz go" dropped
    qxt  Does Merz go?
         status: open → dropped
    $ tidings mark "zelenskiy meets" likely
    xbx  Zelenskiy meets Starmer, Downing Street
         certainty: none → likely
    $ tidings mark "zelenskiy meets" cancelled
    xbx  Zelenskiy meets Starmer, Downing Street
         expected → cancelled · was Thu 14 Aug
    ---- stderr
    notice: "zelenskiy meets" also fits rls "Zelenskiy meets Merz", which is over (tidings undo)
    "#);
    // What has happened already is not what is marked so.
    let home = with_meetings();
    home.does("tidings mark 'zelenskiy meets' happened --source https://example.org/x");
    assert_eq!(home.types("tidings mark second cancelled").err, "");
}
