//! `mark`, `move`, `answer` and `check`: where a record stands, and what follows from it.

use insta::assert_snapshot;
use serde_json::Value;

use tidings::model::{Certainty, EventStatus, QuestionStatus, SourceStanding, Standing, Word};

use crate::home::Home;

#[test]
fn each_word_of_a_vocabulary_is_known_as_one_and_the_help_has_all_that_a_record_can_become() {
    fn words<W: Word>() -> impl Iterator<Item = &'static str> {
        W::ALL.iter().map(|word| word.word())
    }
    let home = Home::at_work();
    let help = home.types("tidings mark --help").out;
    let told: Vec<&str> = help.split(|c: char| !c.is_alphanumeric()).collect();
    let all = words::<EventStatus>()
        .chain(words::<Certainty>())
        .chain(words::<Standing>())
        .chain(words::<QuestionStatus>())
        .chain(words::<SourceStanding>())
        .chain(["reported", "done"]);
    for word in all {
        let swapped = home.types(&format!("tidings mark {word} summit")).err;
        assert!(
            swapped.contains("the record comes first"),
            "{word}: {swapped}"
        );
        assert!(told.contains(&word) || word == "answered", "{word}");
    }
}

/// An event as one line: status, certainty or standing, date, kinds of moves.
fn event(record: &Value) -> String {
    let word = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let moves: Vec<String> = record["moves"]
        .as_array()
        .unwrap()
        .iter()
        .map(|step| word(&step["kind"]))
        .collect();
    format!(
        "{} {} {} {} [{}]",
        word(&record["status"]),
        word(&record["certainty"]),
        word(&record["standing"]),
        word(&record["when"]["edtf"]),
        moves.join(" ")
    )
}

/// For each state each word: what becomes of the record, or the first line of the refusal.
fn table(
    states: &[(&str, &str)],
    words: &[&str],
    more: &str,
    show: impl Fn(&Value) -> String,
) -> String {
    let mut table = String::new();
    for (state, lines) in states {
        let home = Home::new();
        home.does(lines);
        table.push_str(&format!("{state}: {}\n", show(&home.record("it"))));
        for word in words {
            let before = home.bytes();
            let answer = home.types(&format!("tidings mark it {word} {more}"));
            let outcome = if answer.code == 0 {
                let outcome = show(&home.record("it"));
                home.does("tidings undo");
                outcome
            } else {
                assert!(home.bytes() == before, "{answer}");
                assert!(answer.hint().is_some(), "{answer}");
                let why = answer.err.lines().next().unwrap();
                format!("{} {}", answer.code, why.split("; ").next().unwrap())
            };
            table.push_str(&format!("  {word:<12} {outcome}\n"));
        }
    }
    table
}

const EVENTS: &[(&str, &str)] = &[
    (
        "expected",
        "tidings add summit It --slug it --when 2025-08-20 --certainty likely",
    ),
    (
        "postponed",
        "tidings add summit It --slug it --when 2025-08-20 --certainty likely
         tidings mark it postponed",
    ),
    (
        "happened",
        "tidings add summit It --slug it --on 2025-08-10 --standing disputed",
    ),
    (
        "cancelled",
        "tidings add summit It --slug it --when 2025-08-20 --certainty likely
         tidings mark it cancelled",
    ),
    (
        "lapsed",
        "tidings add summit It --slug it --when 2025-08-20 --certainty likely
         tidings mark it lapsed",
    ),
];

const WORDS: &[&str] = &[
    "happened",
    "postponed",
    "cancelled",
    "lapsed",
    "expected",
    "mooted",
    "possible",
    "likely",
    "confirmed",
    "disputed",
    "retracted",
    "reported",
    "done",
    "void",
];

#[test]
fn events_without_a_reason() {
    assert_snapshot!(table(EVENTS, WORDS, "", event), @r#"
    expected: expected likely - 2025-08-20 []
      happened     2 error: it "It" is still to come: Wed 20 Aug 2025
      postponed    postponed - - - [postponed]
      cancelled    cancelled - - 2025-08-20 [cancelled]
      lapsed       lapsed - - 2025-08-20 [lapsed]
      expected     1 error: it "It" is expected already
      mooted       expected mooted - 2025-08-20 []
      possible     expected possible - 2025-08-20 []
      likely       1 error: it "It" is likely already
      confirmed    expected confirmed - 2025-08-20 []
      disputed     2 error: it "It" cannot become disputed
      retracted    2 error: it "It" cannot become retracted
      reported     2 error: it "It" cannot become reported
      done         2 error: it "It" cannot become done
      void         2 error: it "It" cannot become void
    postponed: postponed - - - [postponed]
      happened     happened - - - [postponed]
      postponed    1 error: it "It" is postponed already
      cancelled    cancelled - - - [postponed cancelled]
      lapsed       lapsed - - - [postponed lapsed]
      expected     expected - - - [postponed]
      mooted       2 error: it "It" cannot become mooted
      possible     2 error: it "It" cannot become possible
      likely       2 error: it "It" cannot become likely
      confirmed    2 error: it "It" cannot become confirmed
      disputed     2 error: it "It" cannot become disputed
      retracted    2 error: it "It" cannot become retracted
      reported     2 error: it "It" cannot become reported
      done         2 error: it "It" cannot become done
      void         2 error: it "It" cannot become void
    happened: happened - disputed 2025-08-10 []
      happened     1 error: it "It" is happened already
      postponed    2 error: this event has happened, which ends it
      cancelled    2 error: this event has happened, which ends it
      lapsed       2 error: this event has happened, which ends it
      expected     2 error: this event has happened, which ends it
      mooted       2 error: it "It" cannot become mooted
      possible     2 error: it "It" cannot become possible
      likely       2 error: it "It" cannot become likely
      confirmed    happened - confirmed 2025-08-10 []
      disputed     1 error: it "It" is disputed already
      retracted    happened - retracted 2025-08-10 []
      reported     happened - - 2025-08-10 []
      done         2 error: it "It" cannot become done
      void         2 error: it "It" cannot become void
    cancelled: cancelled - - 2025-08-20 [cancelled]
      happened     2 error: this event is cancelled, which ends it
      postponed    2 error: this event is cancelled, which ends it
      cancelled    1 error: it "It" is cancelled already
      lapsed       2 error: this event is cancelled, which ends it
      expected     2 error: this event is cancelled, which ends it
      mooted       2 error: it "It" cannot become mooted
      possible     2 error: it "It" cannot become possible
      likely       2 error: it "It" cannot become likely
      confirmed    2 error: it "It" cannot become confirmed
      disputed     2 error: it "It" cannot become disputed
      retracted    2 error: it "It" cannot become retracted
      reported     2 error: it "It" cannot become reported
      done         2 error: it "It" cannot become done
      void         2 error: it "It" cannot become void
    lapsed: lapsed - - 2025-08-20 [lapsed]
      happened     2 error: this event has lapsed, which ends it
      postponed    2 error: this event has lapsed, which ends it
      cancelled    2 error: this event has lapsed, which ends it
      lapsed       1 error: it "It" is lapsed already
      expected     2 error: this event has lapsed, which ends it
      mooted       2 error: it "It" cannot become mooted
      possible     2 error: it "It" cannot become possible
      likely       2 error: it "It" cannot become likely
      confirmed    2 error: it "It" cannot become confirmed
      disputed     2 error: it "It" cannot become disputed
      retracted    2 error: it "It" cannot become retracted
      reported     2 error: it "It" cannot become reported
      done         2 error: it "It" cannot become done
      void         2 error: it "It" cannot become void
    "#);
}

#[test]
fn events_with_a_reason() {
    assert_snapshot!(table(EVENTS, WORDS, "--why X", event), @r#"
    expected: expected likely - 2025-08-20 []
      happened     2 error: it "It" is still to come: Wed 20 Aug 2025
      postponed    postponed - - - [postponed]
      cancelled    cancelled - - 2025-08-20 [cancelled]
      lapsed       lapsed - - 2025-08-20 [lapsed]
      expected     1 error: it "It" is expected already
      mooted       expected mooted - 2025-08-20 []
      possible     expected possible - 2025-08-20 []
      likely       1 error: it "It" is likely already
      confirmed    expected confirmed - 2025-08-20 []
      disputed     2 error: it "It" cannot become disputed
      retracted    2 error: it "It" cannot become retracted
      reported     2 error: it "It" cannot become reported
      done         2 error: it "It" cannot become done
      void         2 error: it "It" cannot become void
    postponed: postponed - - - [postponed]
      happened     happened - - - [postponed]
      postponed    1 error: it "It" is postponed already
      cancelled    cancelled - - - [postponed cancelled]
      lapsed       lapsed - - - [postponed lapsed]
      expected     expected - - - [postponed]
      mooted       2 error: it "It" cannot become mooted
      possible     2 error: it "It" cannot become possible
      likely       2 error: it "It" cannot become likely
      confirmed    2 error: it "It" cannot become confirmed
      disputed     2 error: it "It" cannot become disputed
      retracted    2 error: it "It" cannot become retracted
      reported     2 error: it "It" cannot become reported
      done         2 error: it "It" cannot become done
      void         2 error: it "It" cannot become void
    happened: happened - disputed 2025-08-10 []
      happened     1 error: it "It" is happened already
      postponed    postponed - - - [postponed]
      cancelled    cancelled - - 2025-08-10 [cancelled]
      lapsed       lapsed - - 2025-08-10 [lapsed]
      expected     expected - - 2025-08-10 []
      mooted       2 error: it "It" cannot become mooted
      possible     2 error: it "It" cannot become possible
      likely       2 error: it "It" cannot become likely
      confirmed    happened - confirmed 2025-08-10 []
      disputed     1 error: it "It" is disputed already
      retracted    happened - retracted 2025-08-10 []
      reported     happened - - 2025-08-10 []
      done         2 error: it "It" cannot become done
      void         2 error: it "It" cannot become void
    cancelled: cancelled - - 2025-08-20 [cancelled]
      happened     2 error: it "It" is still to come: Wed 20 Aug 2025
      postponed    postponed - - - [cancelled postponed]
      cancelled    1 error: it "It" is cancelled already
      lapsed       lapsed - - 2025-08-20 [cancelled lapsed]
      expected     expected - - 2025-08-20 [cancelled]
      mooted       2 error: it "It" cannot become mooted
      possible     2 error: it "It" cannot become possible
      likely       2 error: it "It" cannot become likely
      confirmed    2 error: it "It" cannot become confirmed
      disputed     2 error: it "It" cannot become disputed
      retracted    2 error: it "It" cannot become retracted
      reported     2 error: it "It" cannot become reported
      done         2 error: it "It" cannot become done
      void         2 error: it "It" cannot become void
    lapsed: lapsed - - 2025-08-20 [lapsed]
      happened     2 error: it "It" is still to come: Wed 20 Aug 2025
      postponed    postponed - - - [lapsed postponed]
      cancelled    cancelled - - 2025-08-20 [lapsed cancelled]
      lapsed       1 error: it "It" is lapsed already
      expected     expected - - 2025-08-20 [lapsed]
      mooted       2 error: it "It" cannot become mooted
      possible     2 error: it "It" cannot become possible
      likely       2 error: it "It" cannot become likely
      confirmed    2 error: it "It" cannot become confirmed
      disputed     2 error: it "It" cannot become disputed
      retracted    2 error: it "It" cannot become retracted
      reported     2 error: it "It" cannot become reported
      done         2 error: it "It" cannot become done
      void         2 error: it "It" cannot become void
    "#);
}

#[test]
fn statements_questions_and_todos() {
    let statements = table(
        &[
            ("reported", "tidings add statement It --slug it"),
            (
                "disputed",
                "tidings add statement It --slug it --standing disputed",
            ),
        ],
        &["confirmed", "disputed", "retracted", "reported", "happened"],
        "",
        |record| record["standing"].to_string(),
    );
    let questions = &[
        ("open", "tidings add question It --slug it"),
        (
            "answered",
            "tidings add question It --slug it\ntidings answer it so",
        ),
        (
            "void",
            "tidings add question It --slug it\ntidings mark it void",
        ),
        (
            "unanswerable",
            "tidings add question It --slug it\ntidings mark it unanswerable",
        ),
        (
            "dropped",
            "tidings add question It --slug it\ntidings mark it dropped",
        ),
    ];
    let words = &[
        "open",
        "void",
        "unanswerable",
        "dropped",
        "answered",
        "happened",
    ];
    let question = |record: &Value| format!("{} {}", record["status"], record["answer"]["text"]);
    let plain = table(questions, words, "", question);
    let reasoned = table(questions, words, "--why X", question);
    let notes = table(
        &[
            ("to do", "tidings add todo It --slug it"),
            (
                "done",
                "tidings add todo It --slug it\ntidings mark it done --on yesterday",
            ),
            ("a note", "tidings add note It --slug it"),
        ],
        &["done", "open", "happened"],
        "",
        |record| record["done"]["edtf"].to_string(),
    );
    assert_snapshot!(format!("{statements}{plain}-- with a reason\n{reasoned}{notes}"), @r#"
        reported: null
          confirmed    "confirmed"
          disputed     "disputed"
          retracted    "retracted"
          reported     1 error: it "It" is reported already
          happened     2 error: it "It" cannot become happened
        disputed: "disputed"
          confirmed    "confirmed"
          disputed     1 error: it "It" is disputed already
          retracted    "retracted"
          reported     null
          happened     2 error: it "It" cannot become happened
        open: "open" null
          open         1 error: it "It" is open already
          void         "void" null
          unanswerable "unanswerable" null
          dropped      "dropped" null
          answered     2 error: it "It" cannot become answered
          happened     2 error: it "It" cannot become happened
        answered: "answered" "so"
          open         2 error: this question is answered
          void         2 error: this question is answered
          unanswerable 2 error: this question is answered
          dropped      2 error: this question is answered
          answered     1 error: it "It" is answered already
          happened     2 error: it "It" cannot become happened
        void: "void" null
          open         2 error: this question is void
          void         1 error: it "It" is void already
          unanswerable 2 error: this question is void
          dropped      2 error: this question is void
          answered     2 error: it "It" cannot become answered
          happened     2 error: it "It" cannot become happened
        unanswerable: "unanswerable" null
          open         2 error: this question is unanswerable
          void         2 error: this question is unanswerable
          unanswerable 1 error: it "It" is unanswerable already
          dropped      2 error: this question is unanswerable
          answered     2 error: it "It" cannot become answered
          happened     2 error: it "It" cannot become happened
        dropped: "dropped" null
          open         2 error: this question is dropped
          void         2 error: this question is dropped
          unanswerable 2 error: this question is dropped
          dropped      1 error: it "It" is dropped already
          answered     2 error: it "It" cannot become answered
          happened     2 error: it "It" cannot become happened
        -- with a reason
        open: "open" null
          open         1 error: it "It" is open already
          void         "void" null
          unanswerable "unanswerable" null
          dropped      "dropped" null
          answered     2 error: it "It" cannot become answered
          happened     2 error: it "It" cannot become happened
        answered: "answered" "so"
          open         "open" null
          void         "void" null
          unanswerable "unanswerable" null
          dropped      "dropped" null
          answered     1 error: it "It" is answered already
          happened     2 error: it "It" cannot become happened
        void: "void" null
          open         "open" null
          void         1 error: it "It" is void already
          unanswerable "unanswerable" null
          dropped      "dropped" null
          answered     2 error: it "It" cannot become answered
          happened     2 error: it "It" cannot become happened
        unanswerable: "unanswerable" null
          open         "open" null
          void         "void" null
          unanswerable 1 error: it "It" is unanswerable already
          dropped      "dropped" null
          answered     2 error: it "It" cannot become answered
          happened     2 error: it "It" cannot become happened
        dropped: "dropped" null
          open         "open" null
          void         "void" null
          unanswerable "unanswerable" null
          dropped      1 error: it "It" is dropped already
          answered     2 error: it "It" cannot become answered
          happened     2 error: it "It" cannot become happened
        to do: null
          done         "2025-08-14"
          open         1 error: it "It" is open already
          happened     2 error: it "It" cannot become happened
        done: "2025-08-13"
          done         1 error: it "It" is done already
          open         null
          happened     2 error: it "It" cannot become happened
        a note: null
          done         2 error: it "It" is a note: it only stands
          open         2 error: it "It" is a note: it only stands
          happened     2 error: it "It" is a note: it only stands
        "#);
}

#[test]
fn it_happened() {
    let home = Home::at_work();
    let seen = home.session(
        r#"
        tidings mark second-meeting happened --on "12 August" --outcome "no deal" --who trump,zelenskiy:guest --source https://example.org/a --why "sooner than planned"
        tidings slips
        tidings undo
        tidings mark second-meeting happened
        tidings mark summit happened --on "15 August 2025"
        tidings mark summit confirmed --source https://example.org/a
        tidings mark summit expected --why "it was another one" --by kremlin
        "#,
    );
    assert_snapshot!(seen, @r#"
    $ tidings mark second-meeting happened --on "12 August" --outcome "no deal" --who trump,zelenskiy:guest --source https://example.org/a --why "sooner than planned"
    sfw  Second meeting
         expected → happened · 21–31 Aug → Tue 12 Aug 2025 · sooner than planned
         who: none → trump, zelenskiy (guest)
         outcome: none → no deal · source a, new
    ---- stderr
    notice: new actor zelenskiy (tidings edit zelenskiy --name "…" --kind person)
    $ tidings slips
    No date has moved.
    $ tidings undo
    Undid o7 “mark”.
    a “example.org/a” is gone.
    zelenskiy “zelenskiy” is gone.
    sfw  Second meeting
         who: trump, zelenskiy (removed) (guest) → none
         outcome: no deal → none
         no longer: 21–31 Aug → Tue 12 Aug 2025 · took place · sooner than planned
         when: Tue 12 Aug → 21–31 Aug 2025
         status: happened → expected
         certainty: none → possible
    $ tidings mark second-meeting happened
    ---- stderr
    error: second-meeting "Second meeting" is still to come: some day Thu 21 – Sun 31 Aug 2025
    hint: on another day: tidings mark second-meeting happened --on today
    ---- exit 2
    $ tidings mark summit happened --on "15 August 2025"
    ---- stderr
    error: --on says that it happened, or was said, then, and Fri 15 Aug 2025 is still to come
    hint: it is to come: --when "15 August 2025"
    ---- exit 2
    $ tidings mark summit confirmed --source https://example.org/a
    png  Trump-Putin summit, Anchorage
         certainty: none → confirmed
         source a, new
    $ tidings mark summit expected --why "it was another one" --by kremlin
    ---- stderr
    error: summit "Trump-Putin summit" is expected already
    hint: tidings show summit
    ---- exit 1
    "#);
}

#[test]
fn what_waits_on_a_cancelled_event_is_listed() {
    let home = Home::at_work();
    home.does("tidings add meeting Lunch --slug lunch --waits-on summit");
    let seen = home.session(
        r#"
        tidings mark summit cancelled --why "no venue" --by kremlin --announced yesterday
        tidings slips
        tidings mark lunch postponed --by "a Kremlin aide"
        tidings upcoming
        "#,
    );
    assert_snapshot!(seen, @r#"
    $ tidings mark summit cancelled --why "no venue" --by kremlin --announced yesterday
    png  Trump-Putin summit, Anchorage
         expected → cancelled · was Fri 15 Aug · no venue, by kremlin
    ---- stderr
    notice: new actor kremlin · still open, and hangs on it: lunch Lunch (tidings edit kremlin --name "…" --kind person)
    $ tidings slips
      png  Trump-Putin summit, Anchorage                                   cancelled
           Fri 15 Aug 2025 · cancelled · no venue, by kremlin · announced Wed 13 Aug

    1 event whose date changed · 0 slips
    $ tidings mark lunch postponed --by "a Kremlin aide"
    xbx  Lunch
         expected → postponed · by a Kremlin aide
    ---- stderr
    notice: new described actor a Kremlin aide
    $ tidings upcoming
    Today and running
      nothing
    Upcoming
      21–31 Aug     sfw  Second meeting                   possible · in 7 to 17 days
    No date
                    xbx  Lunch                                             postponed

    1 dated, 1 without a date
    "#);
}

#[test]
fn what_marks_do_not_take() {
    let home = Home::at_work();
    home.does("tidings mark joint void");
    let seen = home.session(
        r#"
        tidings mark summit postponed --on tomorrow
        tidings mark summit happened --on tomorrow
        tidings mark summit happened --on "possibly 10 August"
        tidings mark summit confirmed --by kremlin
        tidings mark along disputed --on today
        tidings mark along disputed --who trump
        tidings mark explainer done --by trump
        tidings mark explainer done --outcome X
        tidings mark explainer open --on today
        tidings mark joint open
        tidings mark joint void --why X
        tidings mark actor:trump confirmed
        tidings mark nosuch confirmed
        tidings mark summit Happened
        "#,
    );
    assert_snapshot!(seen, @r#"
    $ tidings mark summit postponed --on tomorrow
    ---- stderr
    error: --on says on which day it happened, and it is to be postponed
    hint: --announced says when that was said
    ---- exit 2
    $ tidings mark summit happened --on tomorrow
    ---- stderr
    error: --on says that it happened, or was said, then, and Fri 15 Aug 2025 is still to come
    hint: it is to come: --when tomorrow
    ---- exit 2
    $ tidings mark summit happened --on "possibly 10 August"
    ---- stderr
    error: --on "possibly 10 August" says how certain it is, which only an expected event is
    hint: write ? after the date: --on "2025-08-10?"
    ---- exit 2
    $ tidings mark summit confirmed --by kremlin
    ---- stderr
    error: --by says who announced a change of the date, and this is none
    hint: --why says why; --source what says so
    ---- exit 2
    $ tidings mark along disputed --on today
    ---- stderr
    error: --on goes with an event that happened
    hint: tidings mark ID happened --on today
    ---- exit 2
    $ tidings mark along disputed --who trump
    ---- stderr
    error: --who goes with an event that happened
    hint: tidings mark ID happened --on today
    ---- exit 2
    $ tidings mark explainer done --by trump
    ---- stderr
    error: --by says who announced a change of the date, and this is none
    hint: --why says why; --source what says so
    ---- exit 2
    $ tidings mark explainer done --outcome X
    ---- stderr
    error: --outcome goes with an event that happened
    hint: tidings mark ID happened --on today
    ---- exit 2
    $ tidings mark explainer open --on today
    ---- stderr
    error: --on goes with an event that happened
    hint: tidings mark ID happened --on today
    ---- exit 2
    $ tidings mark joint open
    ---- stderr
    error: this question is void; out of that only with a reason
    hint: tidings mark joint open --why "…"
    ---- exit 2
    $ tidings mark joint void --why X
    ---- stderr
    error: joint "Is there a joint statement?" is void already
    hint: tidings show joint
    ---- exit 1
    $ tidings mark actor:trump confirmed
    ---- stderr
    error: actor:trump is an actor, and this is for an event or a statement
    hint: tidings timeline shows their ids; @ is the last one that was written
    ---- exit 2
    $ tidings mark nosuch confirmed
    ---- stderr
    error: no record has the id, slug or words "nosuch"
    hint: tidings timeline shows their ids; @ is the last one that was written
    ---- exit 2
    $ tidings mark summit Happened
    ---- stderr
    error: summit "Trump-Putin summit" is still to come: Fri 15 Aug 2025
    hint: on another day: tidings mark summit happened --on today
    ---- exit 2
    "#);
}

#[test]
fn a_todo_that_is_done_keeps_its_source() {
    let home = Home::at_work();
    home.does("tidings mark explainer done --source https://example.org/a");
    let note = home.record("explainer");
    assert_eq!(note["done"]["edtf"], "2025-08-14");
    assert_eq!(note["citations"].as_array().unwrap().len(), 1);
}

#[test]
fn moves() {
    let home = Home::at_work();
    let seen = home.session(
        r#"
        tidings move second-meeting --to "mid-September" --by kremlin --why "no venue agreed" --announced yesterday --source https://example.org/a
        tidings move second-meeting --to "probably 10 September"
        tidings move second-meeting --to "10 September"
        tidings move second-meeting --to "next friday"
        tidings move second-meeting --to ""
        tidings mark second-meeting postponed --why "no date"
        tidings move second-meeting --to "20 September 10:00" --zone Europe/Kyiv --order 2
        tidings move second-meeting
        tidings slips
        tidings move along --to tomorrow
        tidings mark second-meeting lapsed
        tidings move second-meeting --to tomorrow
        tidings edit second-meeting --when 2025-09-21
        "#,
    );
    assert_snapshot!(seen, @r#"
    $ tidings move second-meeting --to "mid-September" --by kremlin --why "no venue agreed" --announced yesterday --source https://example.org/a
    sfw  Second meeting
         21–31 Aug → 11–20 Sep 2025 · slipped by 11 to 30 days (1st time) · no venue
         agreed, by kremlin · source a, new
    ---- stderr
    notice: new actor kremlin (tidings edit kremlin --name "…" --kind person)
    $ tidings move second-meeting --to "probably 10 September"
    sfw  Second meeting
         11–20 Sep → Wed 10 Sep 2025 · brought forward by 1 to 10 days
         certainty: possible → likely
    ---- stderr
    notice: no source (tidings cite @ --source URL)
    $ tidings move second-meeting --to "10 September"
    ---- stderr
    error: second-meeting "Second meeting" is Wed 10 Sep 2025 already
    hint: say another date, or leave it
    ---- exit 1
    $ tidings move second-meeting --to "next friday"
    ---- stderr
    error: "next friday" can be Fri 15 Aug or Fri 22 Aug 2025
    hint: write the date: --to "15 August" or --to "22 August"
    ---- exit 2
    $ tidings move second-meeting --to ""
    ---- stderr
    error: the date is empty
    hint: write a date, or leave it out
    ---- exit 2
    $ tidings mark second-meeting postponed --why "no date"
    sfw  Second meeting
         expected → postponed · was Wed 10 Sep · no date
    $ tidings move second-meeting --to "20 September 10:00" --zone Europe/Kyiv --order 2
    sfw  Second meeting
         no date → Sat 20 Sep 2025 10:00 · date given · expected again
    ---- stderr
    notice: no source (tidings cite @ --source URL)
    $ tidings move second-meeting
    ---- stderr
    error: tidings move needs --to <WHEN>
    hint: tidings move second-meeting --to "…"
    ---- exit 2
    $ tidings slips
      sfw  Second meeting                                slipped once, 20 to 30 days
           21–31 Aug → 11–20 Sep 2025 · slipped by 11 to 30 days · no venue agreed,
           by kremlin · announced Wed 13 Aug
           11–20 Sep → Wed 10 Sep 2025 · brought forward by 1 to 10 days
           Wed 10 Sep 2025 → no date · postponed · no date
           Sat 20 Sep 2025, 10:00 in Europe/Kyiv (07:00 UTC) · date given

    1 event whose date changed · 1 slip
    $ tidings move along --to tomorrow
    ---- stderr
    error: along is a statement, and this is for an event
    hint: tidings timeline shows their ids; @ is the last one that was written
    ---- exit 2
    $ tidings mark second-meeting lapsed
    sfw  Second meeting
         expected → lapsed · was Sat 20 Sep 10:00
    $ tidings move second-meeting --to tomorrow
    ---- stderr
    error: second-meeting "Second meeting" has lapsed: its date can no longer be announced anew
    hint: a slip of the pen: tidings edit second-meeting --when tomorrow · it is to come after all: tidings mark second-meeting expected --why "…"
    ---- exit 1
    $ tidings edit second-meeting --when 2025-09-21
    sfw  Second meeting
         when: Sat 20 Sep 10:00 → Sun 21 Sep 2025
    "#);
}

#[test]
fn answers() {
    let home = Home::at_work();
    home.does(
        r#"tidings add choice "Where?" --option Istanbul --option "Rome, Italy" --slug where"#,
    );
    let seen = home.session(
        r#"
        tidings answer joint perhaps
        tidings answer joint YES --on yesterday --source https://example.org/a
        tidings answer joint no
        tidings answer where Moscow
        tidings answer where "Rome, Italy"
        tidings answer summit yes
        tidings answer joins ""
        tidings answer joins "He does." --on tomorrow
        echo "He does." | tidings answer joins
        tidings show joins
        tidings mark joins open --why "he left again"
        tidings questions
        "#,
    );
    assert_snapshot!(seen, @r#"
    $ tidings answer joint perhaps
    ---- stderr
    error: joint asks for yes or no, and perhaps is neither
    hint: tidings answer joint yes
    ---- exit 2
    $ tidings answer joint YES --on yesterday --source https://example.org/a
    xmd  Is there a joint statement?
         status: open → answered
         answer: none → yes, Wed 13 Aug 2025
         source a, new
    $ tidings answer joint no
    ---- stderr
    error: joint is answered already
    hint: tidings mark joint open --why "…", then answer it again
    ---- exit 1
    $ tidings answer where Moscow
    ---- stderr
    error: Moscow is none of the options of where: Istanbul, "Rome, Italy"
    hint: if it is one more: tidings edit where --add option=Moscow
    ---- exit 2
    $ tidings answer where "Rome, Italy"
    xbx  Where?
         status: open → answered
         answer: none → Rome, Italy
    $ tidings answer summit yes
    ---- stderr
    error: summit is an event, and this is for a question
    hint: tidings timeline shows their ids; @ is the last one that was written
    ---- exit 2
    $ tidings answer joins ""
    ---- stderr
    error: there are no words
    hint: tidings answer joins "…", or the words on standard input
    ---- exit 2
    $ tidings answer joins "He does." --on tomorrow
    ---- stderr
    error: --on says that it happened, or was said, then, and Fri 15 Aug 2025 is still to come
    hint: it is to come: --when tomorrow
    ---- exit 2
    $ echo "He does." | tidings answer joins
    cjx  Whether Zelenskiy joins
         status: open → answered
         answer: none → He does.
    $ tidings show joins
    Whether Zelenskiy joins                                 cjxhxlzqstmkrmbn · joins
    question, answered

      Answer     He does.
      Recorded   Thu 14 Aug                                      tidings history cjx
    $ tidings mark joins open --why "he left again"
    cjx  Whether Zelenskiy joins
         answer: He does. → none
         status: answered → open · he left again
    $ tidings questions
      cjx  Whether Zelenskiy joins                                       asked today

    1 open question
    "#);
}

#[test]
fn checks() {
    let home = Home::at_work();
    let seen = home.session(
        r#"
        tidings check joins "nothing new from Kyiv" --next "in 3 days"
        tidings check joins --every 2w
        tidings check second-meeting --source https://example.org/a
        tidings check joins --every fortnightly
        tidings check joins --next someday
        tidings check along
        tidings mark joins dropped
        tidings check joins
        tidings show joins
        tidings --today 2025-08-20 check second-meeting
        "#,
    );
    assert_snapshot!(seen, @r#"
    $ tidings check joins "nothing new from Kyiv" --next "in 3 days"
    cjx  Whether Zelenskiy joins
         check-on: no date → Sun 17 Aug 2025
         checked Thu 14 Aug 2025: nothing new from Kyiv · next look Sun 17 Aug 2025
    $ tidings check joins --every 2w
    cjx  Whether Zelenskiy joins
         check-on: Sun 17 Aug → Thu 28 Aug 2025
         check-every: none → 2w
         checked Thu 14 Aug 2025 · next look Thu 28 Aug 2025
    $ tidings check second-meeting --source https://example.org/a
    sfw  Second meeting
         checked Thu 14 Aug 2025
         source a, new
    $ tidings check joins --every fortnightly
    ---- stderr
    error: "fortnightly" is no rhythm
    hint: write days or weeks, 1 to 999: 7d, 2w
    ---- exit 2
    $ tidings check joins --next someday
    ---- stderr
    error: no date in "someday"
    hint: leave the date out
    ---- exit 2
    $ tidings check along
    ---- stderr
    error: along is a statement, and this is for an event or a question
    hint: tidings timeline shows their ids; @ is the last one that was written
    ---- exit 2
    $ tidings mark joins dropped
    cjx  Whether Zelenskiy joins
         status: open → dropped
    $ tidings check joins
    ---- stderr
    error: joins is dropped: there is nothing to look for
    hint: tidings show joins
    ---- exit 1
    $ tidings show joins
    Whether Zelenskiy joins                                 cjxhxlzqstmkrmbn · joins
    question, dropped

      Checked    1  Thu 14 Aug: nothing new from Kyiv
                 2  Thu 14 Aug
      Recorded   Thu 14 Aug                                      tidings history cjx
    $ tidings --today 2025-08-20 check second-meeting
    sfw  Second meeting
         checked Wed 20 Aug 2025
    "#);
    let question = home.record("joins");
    assert_eq!(question["check_every"], "2w");
    assert_eq!(question["check_on"]["edtf"], "2025-08-28");
    assert_eq!(question["checks"][0]["note"], "nothing new from Kyiv");
}

#[test]
fn why_a_record_stands_as_it_does_is_shown_until_that_is_taken_back() {
    let home = Home::at_work();
    home.does(
        r#"
        tidings add source "Pool report" --slug pool
        tidings mark pool corrected --why "a name was wrong"
        tidings mark pool retracted --why "all of it was"
        tidings mark along disputed --why "the office denies it"
        tidings edit along --topic aid
        tidings mark summit likely --why "a venue is booked"
        tidings mark joins void --why "no talks"
        "#,
    );
    for (which, why) in [
        ("pool", "all of it was"),
        ("along", "the office denies it"),
        ("summit", "a venue is booked"),
        ("joins", "no talks"),
    ] {
        assert_eq!(home.record(which)["stands_why"], why, "{which}");
        let shown = home.types(&format!("tidings show {which}")).out;
        assert!(shown.contains(&format!("Reason     {why}\n")), "{shown}");
    }
    assert_eq!(home.record("explainer").get("stands_why"), None);
    home.does("tidings undo o9");
    assert_eq!(home.record("pool")["stands_why"], "a name was wrong");
    home.does("tidings mark pool reported");
    assert_eq!(home.record("pool").get("stands_why"), None);
}
