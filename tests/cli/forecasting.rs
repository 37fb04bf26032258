//! `forecast`: how likely somebody thinks an answer, and what becomes of that.

use insta::assert_snapshot;

use crate::home::Home;

/// A home with a choice beside the yes/no question.
fn home() -> Home {
    let home = Home::at_work();
    home.does(r#"tidings add choice "Where do they meet?" --option Rome --option Riga --option "Istanbul, Ankara" --slug venue"#);
    home
}

#[test]
fn forecasts_are_kept_one_after_the_other() {
    let seen = home().session(
        r#"
        tidings forecast joint 10% --why "no draft yet"
        tidings forecast joint 12.5 % --by "a Kremlin aide" --on yesterday --source https://example.org/a
        tidings forecast joint 0,3
        tidings forecast venue 60% --option rome
        tidings forecast venue .3 --option "istanbul,  ankara"
        tidings show joint
        tidings questions
        tidings watch
        tidings history joint --limit 1
        "#,
    );
    assert_snapshot!(seen, @r#"
    $ tidings forecast joint 10% --why "no draft yet"
    xmd  Is there a joint statement?
         forecast 10 %: no draft yet
    $ tidings forecast joint 12.5 % --by "a Kremlin aide" --on yesterday --source https://example.org/a
    xmd  Is there a joint statement?
         forecast 12.5 %, Wed 13 Aug 2025, by a Kremlin aide
         source a, new
    ---- stderr
    notice: new described actor a Kremlin aide
    $ tidings forecast joint 0,3
    xmd  Is there a joint statement?
         forecast 30 % · was 10 %
    $ tidings forecast venue 60% --option rome
    xbx  Where do they meet?
         forecast Rome 60 %
    $ tidings forecast venue .3 --option "istanbul,  ankara"
    xbx  Where do they meet?
         forecast Istanbul, Ankara 30 %
    $ tidings show joint
    Is there a joint statement?                             xmdbtmstqqwvxpvn · joint
    question, yes/no, open

      Forecasts  1  10 %                                   Thu 14 Aug · no draft yet
                 2  12.5 %                               a Kremlin aide · Wed 13 Aug
                 3  30 %                                                  Thu 14 Aug
      Sources    [1]  example.org/a
      Checked    never                                           stale on Thu 28 Aug
      Recorded   Thu 14 Aug                                      tidings history xmd
    $ tidings questions
      cjx  Whether Zelenskiy joins                                       asked today
      xmd  Is there a joint statement?                   asked today · yes/no · 30 %
      xbx  Where do they meet?
           asked today · choice of 3 · Rome 60 %, Istanbul, Ankara 30 %

    3 open questions
    $ tidings watch
      cjx  Whether Zelenskiy joins                                       asked today
      xmd  Is there a joint statement?                   asked today · yes/no · 30 %
      xbx  Where do they meet?
           asked today · choice of 3 · Rome 60 %, Istanbul, Ankara 30 %

    Expected, not confirmed, nothing asked about it
      Fri 15 Aug    png  Trump-Putin summit, Anchorage
      21–31 Aug     sfw  Second meeting                                     possible
    $ tidings history joint --limit 1
      14 Aug 12:00  o10  forecast
                         forecast 30 %
      and 3 earlier
    "#);
}

#[test]
fn what_is_no_forecast_is_refused_with_the_command_that_is() {
    let home = home();
    let before = home.bytes();
    let seen = home.session(
        r#"
        tidings forecast joint 30
        tidings forecast joint 1
        tidings forecast joint 130%
        tidings forecast joint likely
        tidings forecast joint
        tidings forecast 30% joint
        tidings forecast summit 30%
        tidings forecast joins 30%
        tidings forecast joint 30% --option yes
        tidings forecast venue 30%
        tidings forecast venue 30 --option Rome
        tidings forecast venue 30% --option Paris
        tidings forecast joint 30% --on tomorrow
        tidings forecast joint 30% --by merz,macron
        tidings forecast joint 30% --why ""
        "#,
    );
    assert_snapshot!(seen, @r#"
    $ tidings forecast joint 30
    ---- stderr
    error: 30 can be a percentage or a number from 0 to 1
    hint: 30% or 0.30: tidings forecast joint 30%
    ---- exit 2
    $ tidings forecast joint 1
    ---- stderr
    error: 1 can be a percentage or a number from 0 to 1
    hint: 1% or 1.0: tidings forecast joint 1%
    ---- exit 2
    $ tidings forecast joint 130%
    ---- stderr
    error: 130% is no probability: it lies between 0 and 100%
    hint: a percentage or a number from 0 to 1: tidings forecast joint 30%
    ---- exit 2
    $ tidings forecast joint likely
    ---- stderr
    error: likely is no probability
    hint: a percentage or a number from 0 to 1: tidings forecast joint 30%
    ---- exit 2
    $ tidings forecast joint
    ---- stderr
    error: tidings forecast needs <PROBABILITY>...
    hint: tidings forecast joint PROBABILITY
    ---- exit 2
    $ tidings forecast 30% joint
    ---- stderr
    error: the question comes first, then how likely it is
    hint: tidings forecast joint 30%
    ---- exit 2
    $ tidings forecast summit 30%
    ---- stderr
    error: summit is an event, and this is for a question
    hint: tidings timeline shows their ids; @ is the last one that was written
    ---- exit 2
    $ tidings forecast joins 30%
    ---- stderr
    error: joins "Whether Zelenskiy joins" asks neither yes or no nor for one of several: there is nothing to put a number on
    hint: ask what has one: tidings add yesno "…" --part-of joins · or make it one: tidings edit joins --type yesno
    ---- exit 2
    $ tidings forecast joint 30% --option yes
    ---- stderr
    error: --option goes with a choice, and joint asks for yes or no: a forecast says how likely yes is (yes was given)
    hint: tidings forecast joint 30%
    ---- exit 2
    $ tidings forecast venue 30%
    ---- stderr
    error: which option? venue has Rome, Riga, "Istanbul, Ankara"
    hint: tidings forecast venue 30% --option Rome
    ---- exit 2
    $ tidings forecast venue 30 --option Rome
    ---- stderr
    error: 30 can be a percentage or a number from 0 to 1
    hint: 30% or 0.30: tidings forecast venue 30% --option Rome
    ---- exit 2
    $ tidings forecast venue 30% --option Paris
    ---- stderr
    error: Paris is none of the options of venue: Rome, Riga, "Istanbul, Ankara"
    hint: if it is one more: tidings edit venue --add option=Paris
    ---- exit 2
    $ tidings forecast joint 30% --on tomorrow
    ---- stderr
    error: --on says on which day it was thought so, and Fri 15 Aug 2025 is still to come
    hint: by when it should be settled: --deadline, with edit
    ---- exit 2
    $ tidings forecast joint 30% --by merz,macron
    ---- stderr
    error: --by names the one who thinks so, and here are 2: "merz" and "macron"
    hint: give one name
    ---- exit 2
    $ tidings forecast joint 30% --why ""
    ---- stderr
    error: --why is empty
    hint: leave the flag out, or say something
    ---- exit 2
    "#);
    assert!(home.bytes() == before);
}

#[test]
fn what_has_ended_and_what_was_said_already_is_refused() {
    let home = home();
    let seen = home.session(
        r#"
        tidings forecast joint 30%
        tidings forecast joint 30%
        tidings forecast joint 30% --by merz
        tidings answer joint no
        tidings forecast joint 20%
        tidings mark joint open --why "it was another one"
        tidings forecast joint 20%
        "#,
    );
    assert_snapshot!(seen, @r#"
    $ tidings forecast joint 30%
    xmd  Is there a joint statement?
         forecast 30 %
    $ tidings forecast joint 30%
    ---- stderr
    error: joint has this forecast of that day already
    hint: tidings show joint
    ---- exit 1
    $ tidings forecast joint 30% --by merz
    xmd  Is there a joint statement?
         forecast 30 %, by merz
    ---- stderr
    notice: new actor merz (tidings edit merz --name "…" --kind person)
    $ tidings answer joint no
    xmd  Is there a joint statement?
         status: open → answered
         answer: none → no
    $ tidings forecast joint 20%
    ---- stderr
    error: joint "Is there a joint statement?" is answered: there is nothing left to forecast
    hint: it is open after all: tidings mark joint open --why "…"
    ---- exit 1
    $ tidings mark joint open --why "it was another one"
    xmd  Is there a joint statement?
         answer: no → none
         status: answered → open · it was another one
    $ tidings forecast joint 20%
    xmd  Is there a joint statement?
         forecast 20 % · was 30 %
    "#);
}

#[test]
fn options_that_come_to_more_than_is_possible_are_noticed() {
    let home = home();
    let seen = home.session(
        "
        tidings forecast venue 33.4% --option Rome -q >/dev/null
        tidings forecast venue 33.3% --option Riga
        tidings forecast venue 33.4% --option 'Istanbul, Ankara'
        tidings forecast venue 60% --option Rome
        tidings forecast venue 60% --option Riga --by merz
        ",
    );
    assert_snapshot!(seen, @r#"
    $ tidings forecast venue 33.4% --option Rome -q >/dev/null
    $ tidings forecast venue 33.3% --option Riga
    xbx  Where do they meet?
         forecast Riga 33.3 %
    $ tidings forecast venue 33.4% --option 'Istanbul, Ankara'
    xbx  Where do they meet?
         forecast Istanbul, Ankara 33.4 %
    $ tidings forecast venue 60% --option Rome
    xbx  Where do they meet?
         forecast Rome 60 % · was 33.4 %
    ---- stderr
    notice: its options come to 126.7 % (tidings show venue)
    $ tidings forecast venue 60% --option Riga --by merz
    xbx  Where do they meet?
         forecast Riga 60 %, by merz
    ---- stderr
    notice: new actor merz (tidings edit merz --name "…" --kind person)
    "#);
}

#[test]
fn a_forecast_is_a_touch_and_is_taken_back() {
    let home = home();
    let stale = |home: &Home| {
        let screen = home.types("tidings --today 2025-08-30 questions").out;
        screen.lines().filter(|line| line.contains("stale")).count()
    };
    assert_eq!(stale(&home), 3);
    let before = home.readings();
    home.does("tidings --today 2025-08-29 forecast joint 30%");
    assert_eq!(stale(&home), 2);
    home.does("tidings undo");
    assert_eq!(home.readings(), before);
    assert_eq!(stale(&home), 3);
    home.does("tidings redo");
    let forecast = &home.record("joint")["forecasts"][0];
    assert_eq!(forecast["probability"], 0.3);
    assert_eq!(forecast["when"]["edtf"], "2025-08-29");
    assert_eq!(forecast["option"], serde_json::Value::Null);
}

#[test]
fn a_question_that_is_due_says_in_the_morning_how_likely_it_is() {
    let home = home();
    home.does(
        "tidings edit joint --deadline tomorrow
         tidings forecast joint 10%
         tidings forecast joint 90% --on yesterday
         tidings forecast joint 0.001%",
    );
    assert_snapshot!(home.types("tidings"), @"
    Thursday 14 August 2025

    Tomorrow
      Fri 15 Aug    png  Trump-Putin summit, Anchorage
      deadline      xmd  ? Is there a joint statement?                      < 0.01 %
    Next 7 days
      21–31 Aug     sfw  Second meeting                                     possible
    To do
                    tfn  Explainer                                          internal

    3 open questions
    ");
}
