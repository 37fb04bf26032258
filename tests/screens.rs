//! What a user asks, on the screen: compare each with a day's work.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing
)]

#[path = "reports/desk.rs"]
mod desk;

use desk::{Desk, day, id, print, same, screen, when};
use proptest::prelude::*;
use tidings::{
    model::{Event, Statement, Visibility},
    render::{self, Bar, Block, Drawn, Mark, Row, Span, Stroke, Text, Title, terminal},
    report::{self, Names},
};
use unicode_width::UnicodeWidthStr as _;

#[test]
fn the_morning_fits_on_one_screen() {
    let desk = Desk::alaska();
    let report = report::morning(&desk.store, &desk.ask()).unwrap();
    same(
        &screen(&report, 80),
        "
Thursday 14 August 2025

Overdue
  by 10 Aug     tgh  Kyiv’s reply to the draft                   4 days · likely
                     mark tgh happened --on …, or lapsed · move tgh --to …
Tomorrow
  Fri 15 Aug?   kxr  Trump-Putin summit, Anchorage                     confirmed
  deadline      cfk  ? Does Zelenskiy take part in the Alaska talks?
Next 7 days
  21–31 Aug     pmd  Second meeting, with Zelenskiy      possible · waits on kxr
Check again
  today         hvw  ? Under what conditions would Ukraine engage?
  15 days       wnb  Ceasefire in Ukraine agreed                mooted · no date
To do
                zxt  Explainer: what security guarantees could mean
Embargo lifts
  Sat 16 Aug    hrd  macron, merz, starmer: the leaders’ reaction   00:01 +01:00

3 open questions (3 parts) · 1 expected without a date
",
    );
}

#[test]
fn questions_stand_under_what_they_hang_on() {
    let desk = Desk::alaska();
    let report = report::watch(&desk.store, &desk.ask()).unwrap();
    same(
        &screen(&report, 80),
        "
Trump-Putin summit, Anchorage · kxr · tomorrow, Fri 15 Aug? · confirmed
  bqn  Whether Zelenskiy participates in or immediately follows the talks, and
       under what conditions Ukraine would engage                    open 2 days
       ├ cfk  Does Zelenskiy take part in the Alaska talks?
       │      yes/no · by tomorrow · 1 for, 0 against
       ├ dzt  Does he meet them right after?                              yes/no
       └ hvw  Under what conditions would Ukraine engage?
              1 piece of evidence · check today

Second meeting, with Zelenskiy · pmd · 21–31 Aug · possible · waits on kxr
  vwz  The timeline for a potential second meeting and whether Zelenskiy will
       join that session                                             open 2 days

By itself
  mjs  How Kyiv and European partners respond to proposals touching on territory
       or concessions                                  open 12 days · stale in 2

Expected, not confirmed, nothing asked about it
  by 10 Aug     tgh  Kyiv’s reply to the draft        likely · overdue by 4 days
  no date       wnb  Ceasefire in Ukraine agreed            mooted · 15 days old
",
    );
}

#[test]
fn what_comes_after_a_move() {
    let mut desk = Desk::alaska();
    desk.move_pmd();
    desk.postponed();
    let report = report::upcoming(&desk.store, &desk.ask()).unwrap();
    same(
        &screen(&report, 80),
        "
Overdue
  by 10 Aug     tgh  Kyiv’s reply to the draft                   likely · 4 days
Today and running
  nothing
Upcoming
  Fri 15 Aug?   kxr  Trump-Putin summit, Anchorage          confirmed · tomorrow
  11–20 Sep     pmd  Second meeting, with Zelenskiy  possible · in 28 to 37 days
                     was 21–31 Aug · slipped once, 11 to 30 days, by kremlin
                     waits on kxr
  23–29 Sep     ktd  UN General Assembly, high-level week
                     confirmed · in 40 days, lasts 7
No date
                wnb  Ceasefire in Ukraine agreed                          mooted
                xbf  Trump visits Moscow                postponed · was 1–10 Sep

3 dated, 1 overdue, 2 without a date
",
    );
    same(
        &screen(&report, 120),
        "
                                                                       Aug                  Sep
                                                                       11     18     25     1      8      15     22
Overdue
  by 10 Aug     tgh  Kyiv’s reply to the draft        likely · 4 days  ◂━━┆
Today and running
  nothing
Upcoming
  Fri 15 Aug?   kxr  Trump-Putin summit, Anchorage          confirmed     ┆○
  11–20 Sep     pmd  Second meeting, with Zelenskiy          possible     ┆      ···········          ░░░░░░░░░░
                     waits on kxr · slipped once, 11 to 30 days, by       ┆
                     kremlin                                              ┆
  23–29 Sep     ktd  UN General Assembly, high-level week   confirmed     ┆                                       █████▸
No date
                wnb  Ceasefire in Ukraine agreed               mooted
                xbf  Trump visits Moscow     postponed · was 1–10 Sep     ┆                 ··········

○ an uncertain day   ░ some day in   █ lasts   · before it moved   ━ overdue since   ◂ ▸ goes on   ┆ today
3 dated, 1 overdue, 2 without a date
",
    );
    let slips = report::slips(&desk.store, &desk.ask()).unwrap();
    same(
        &screen(&slips, 80),
        "
  pmd  Second meeting, with Zelenskiy                slipped once, 11 to 30 days
       21–31 Aug → 11–20 Sep 2025 · slipped by 11 to 30 days · no venue agreed,
       by kremlin · announced Thu 14 Aug
  xbf  Trump visits Moscow
       1–10 Sep 2025 → no date · postponed

2 events whose date changed · 1 slip
",
    );
}

#[test]
fn the_line_of_time_breaks_at_today() {
    let desk = Desk::alaska();
    let report =
        report::timeline(&desk.store, &desk.ask(), &[], report::Within::default()).unwrap();
    same(
        &screen(&report, 80),
        "
2025
  Wed 6 Aug     bnt  Witkoff meets Putin in Moscow                       meeting
  Fri 8 Aug     nfz  trump: “There’ll be some swapping of territories to the
                     betterment of both.”                   verbatim · about kxr
  Sat 9 Aug     jdv  macron, meloni, merz and 4 more: “The path to peace in
                     Ukraine cannot be decided without Ukraine.”        verbatim
  by 10 Aug     tgh  Kyiv’s reply to the draft         expected, likely, overdue
  Wed 13 Aug    znk  Video call: Trump, Zelenskiy, European leaders         call
  Thu 14 Aug    rfc  trump: “We’ll see if they get along.”  verbatim · about kxr
                qlb  Jean Exemple: He fears that the paper is empty
                     off the record · internal
────────────────  today, Thu 14 Aug  ────────────────
  Fri 15 Aug?   kxr  Trump-Putin summit, Anchorage           expected, confirmed
  Sat 16 Aug    hrd  macron, merz, starmer: the leaders’ reaction
                     embargoed until Sat 16 Aug 00:01 +01:00
  21–31 Aug     pmd  Second meeting, with Zelenskiy           expected, possible
  23–29 Sep     ktd  UN General Assembly, high-level week    expected, confirmed
No date
                wnb  Ceasefire in Ukraine agreed                expected, mooted
                hsw  kyiv: consent is tied to sovereignty and to credible
                     security guarantees

2 of 13 are not for publication (internal, embargoed)
",
    );
}

#[test]
fn a_long_statement_counts_what_is_left_outside_its_quotation_marks() {
    let mut desk = Desk::alaska();
    desk.edit::<Statement>("edit", "rfc", |rfc| {
        rfc.own.text = "word ".repeat(40).trim_end().into()
    });
    let report =
        report::timeline(&desk.store, &desk.ask(), &[], report::Within::default()).unwrap();
    let screen = screen(&report, 80);
    assert!(
        screen.contains("word”\n                     … 19 words more · verbatim · about kxr\n"),
        "{screen}"
    );
}

#[test]
fn one_record_is_shown_whole() {
    let mut desk = Desk::alaska();
    desk.move_pmd();
    desk.cite();
    let report = report::show(&desk.store, &desk.ask(), &id("pmd")).unwrap();
    same(
        &screen(&report, 80),
        "
Second meeting, with Zelenskiy                                  pmdfghjklmnpqrst
milestone, expected, possible

  When       some day Thu 11 – Sat 20 Sep 2025, in 28 to 37 days
             [2025-09-11..2025-09-20] · “mid-September”
  Moved      1  21–31 Aug → 11–20 Sep 2025 · slipped by 11 to 30 days · no venue
                agreed, by kremlin · announced Thu 14 Aug
  Waits on   kxr  Trump-Putin summit, Anchorage          Fri 15 Aug? · confirmed
  Asked      vwz  ? The timeline for a potential second meeting and whether
                  Zelenskiy will join that session
  Sources    [1]  wire A, Thu 14 Aug
                  “… a second, more substantive session likely to involve
                  Zelenskiy …”
  Recorded   Tue 12 Aug                                      tidings history pmd
",
    );
    assert_eq!(
        report.items("items")[0].linked_from.as_ref().unwrap().len(),
        1
    );
    let nothing = report::show(&desk.store, &desk.ask(), &id("xxx")).unwrap();
    assert!(nothing.is_empty());
}

#[test]
fn the_life_of_a_record_says_what_each_step_changed() {
    let mut desk = Desk::alaska();
    desk.move_pmd();
    desk.edit::<Event>("edit", "pmd", |pmd| {
        pmd.own.place = Some("Istanbul".into());
        pmd.topics.push("summits".into());
        pmd.own.when = when("[2025-09-11..2025-09-15]");
    });
    let report = report::history(&desk.store, &desk.ask(), Some(id("pmd"))).unwrap();
    same(
        &screen(&report, 80),
        "
  14 Aug 09:12  o40  edit
                     when: 11–20 Sep → 11–15 Sep 2025
                     place: none → Istanbul
                     topic: none → summits
  14 Aug 09:12  o39  move
                     21–31 Aug → 11–20 Sep 2025 · slipped by 11 to 30 days · no
                     venue agreed, by kremlin · announced Thu 14 Aug
  12 Aug 09:12  o20  add event
",
    );
    let mut ask = desk.ask();
    ask.limit = Some(1);
    let all = report::history(&desk.store, &ask, None).unwrap();
    same(
        &screen(&all, 80),
        "
  14 Aug 09:12  o40  edit pmd · Second meeting, with Zelenskiy
  and 39 earlier
",
    );
    let json = serde_json::to_value(&all).unwrap();
    assert_eq!(
        json["groups"][0]["items"][0],
        serde_json::json!({
            "operation": "o40", "recorded_at": "2025-08-14T08:12:00.000Z", "author": null, "command": "edit",
            "reason": null, "undone": false, "records": [id("pmd")],
        })
    );
}

#[test]
fn an_echo_says_what_was_understood() {
    let desk = Desk::alaska();
    let said = |letters: &str, asides: &[&str]| {
        let record = desk
            .store
            .row(&id(letters))
            .unwrap()
            .unwrap()
            .any()
            .unwrap();
        let mut names = Names::default();
        names.learn_record(&desk.store, &record).unwrap();
        let asides: Vec<String> = asides.iter().map(ToString::to_string).collect();
        let short = names.short(record.id());
        print(
            &render::echo(&record, &names, desk.today, &short, &asides),
            80,
        )
    };
    same(
        &said("kxr", &[]),
        "
kxr  Trump-Putin summit, Anchorage
     summit, expected, confirmed · Fri 15 Aug 2025, uncertain (tomorrow)
",
    );
    same(
        &said("bnt", &["source wire-0806, new"]),
        "
bnt  Witkoff meets Putin in Moscow
     meeting, happened · Wed 6 Aug 2025 (8 days ago) · source wire-0806, new
",
    );
    same(
        &said("rfc", &[]),
        "
rfc  trump: “We’ll see if they get along.”
     statement, verbatim · Thu 14 Aug 2025 (today) · about kxr
",
    );
    same(
        &said("qlb", &[]),
        "
qlb  Jean Exemple: He fears that the paper is empty
     statement, paraphrase, off the record, internal · Thu 14 Aug 2025 (today)
",
    );
    same(
        &said("cfk", &[]),
        "
cfk  Does Zelenskiy take part in the Alaska talks?
     question, yes/no, open · deadline Fri 15 Aug 2025 (tomorrow) · part of bqn
",
    );
}

#[test]
fn changes_are_said_in_words() {
    let desk = Desk::alaska();
    let names = Names::of(&desk.store, ["trb", "ptb", "kxr", "mcb"].map(id)).unwrap();
    let before = desk.store.get::<Statement>(&id("rfc")).unwrap().unwrap();
    let mut after = before.clone();
    after.own.speakers = vec![id("ptb"), id("mcb")];
    after.own.when = None;
    after.own.text = "We will see".into();
    after.visibility = Visibility::Internal;
    after.links.clear();
    let changes = render::changes(&before.into(), &after.into(), &names, desk.today);
    assert_eq!(
        changes,
        [
            "by: trump → putin, macron",
            "when: Thu 14 Aug 2025 → no date",
            "no longer: about kxr",
            "visibility: public → internal",
            "text: We’ll see if they get along. → We will see",
        ]
    );
}

#[test]
fn the_plural_nouns_list() {
    let mut desk = Desk::alaska();
    desk.cite();
    desk.edit::<Event>("edit", "kxr", |kxr| {
        kxr.topics = vec!["summits".into(), "arms".into()]
    });
    desk.edit::<Event>("edit", "pmd", |pmd| pmd.topics = vec!["summits".into()]);
    let ask = desk.ask();
    same(
        &screen(&report::sources(&desk.store, &ask).unwrap(), 80),
        "
  srcfghjk  wire A                                                    Thu 14 Aug
            https://example.org/wire-0814
",
    );
    let topics = report::topics(&desk.store, &ask).unwrap();
    same(
        &screen(&topics, 40),
        "
  summits                      2 records
  arms                          1 record
",
    );
    assert_eq!(
        serde_json::to_value(&topics).unwrap()["groups"][0]["items"][0],
        serde_json::json!({ "topic": "summits", "count": 2 }),
    );
    assert_eq!(
        report::stories(&desk.store, &ask)
            .unwrap()
            .items("items")
            .len(),
        1
    );
}

#[test]
fn stored_text_does_nothing_to_a_terminal() {
    let mut desk = Desk::alaska();
    desk.edit::<Statement>("edit", "rfc", |rfc| {
        rfc.own.text = "red \u{1b}[31m and \u{202e}back".into()
    });
    let timeline =
        report::timeline(&desk.store, &desk.ask(), &[], report::Within::default()).unwrap();
    let screen = screen(&timeline, 100);
    assert!(
        screen.contains("“red \\u{1b}[31m and \\u{202e}back”"),
        "{screen}"
    );
    assert!(!screen.contains('\u{1b}') && !screen.contains('\u{202e}'));
}

#[test]
fn colour_changes_no_letter() {
    let desk = Desk::alaska();
    let sheet = render::Layout::sheet(&report::upcoming(&desk.store, &desk.ask()).unwrap());
    let mut coloured = Vec::new();
    terminal(&sheet, 80, true, &mut coloured).unwrap();
    assert!(coloured.contains(&0x1b));
    let mut stripped = anstream::StripStream::new(Vec::new());
    std::io::Write::write_all(&mut stripped, &coloured).unwrap();
    assert_eq!(
        String::from_utf8(stripped.into_inner()).unwrap(),
        print(&sheet, 80)
    );
}

/// Rows of words of all sorts: long, wide, with control characters, with line breaks.
fn rows() -> impl Strategy<Value = Vec<Block>> {
    let words = "([a-zé’“]{1,12}|[一二三]{1,6}|\u{1b}\\[3|\n| ){0,30}";
    let row = (
        words,
        words,
        "[bcd]{3,6}",
        words,
        proptest::option::of("[A-Z][a-z]{2} [0-9 ]{0,20}"),
        any::<bool>(),
        drawn(),
    )
        .prop_map(|(before, said, id, aside, date, part, drawn)| {
            Block::Row(Row {
                indent: 2,
                branch: if part {
                    ["     ├ ".into(), "     │ ".into()]
                } else {
                    Default::default()
                },
                date: date.map(Text::plain),
                id,
                title: Title {
                    before: Text::plain(before),
                    said,
                    quotes: ["“", "”"],
                    most: Some(2),
                },
                aside: vec![Span {
                    text: aside,
                    mark: Mark::Dim,
                }],
                drawn,
                ..Row::default()
            })
        });
    proptest::collection::vec(row, 1..5).prop_map(|rows| {
        let ends = [Block::Axis(day("2025-08-14")), Block::Legend];
        ends.into_iter().chain(rows).collect()
    })
}

/// Dates near and far, with ends and without.
fn drawn() -> impl Strategy<Value = Option<Box<Drawn>>> {
    let end = proptest::option::weighted(0.8, prop_oneof![-10_i64..60, -9000_i64..90_000]);
    let bar = (
        proptest::sample::select(vec![
            Stroke::Before,
            Stroke::Overdue,
            Stroke::Window,
            Stroke::Span,
            Stroke::UncertainDay,
            Stroke::Day,
        ]),
        end.clone(),
        end,
    )
        .prop_map(|(stroke, from, to)| {
            let day = |days| day("2025-08-14") + chrono::TimeDelta::days(days);
            let (from, to) = match (from, to) {
                (Some(from), Some(to)) => (Some(from.min(to)), Some(from.max(to))),
                ends => ends,
            };
            Bar {
                stroke,
                from: from.map(day),
                to: to.map(day),
            }
        });
    proptest::option::of(proptest::collection::vec(bar, 0..4).prop_map(|bars| {
        Box::new(Drawn {
            bars,
            ..Drawn::default()
        })
    }))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_line_is_wider_than_the_screen_unless_one_word_is(rows in rows(), width in 40_usize..180) {
        for line in print(&rows, width).lines() {
            let longest = line.split_whitespace().map(str::width).max().unwrap_or_default();
            prop_assert!(line.width() <= width || longest > 24, "{width}: {line:?}");
            prop_assert!(!line.contains(char::from(0x1b)));
            prop_assert_eq!(line.trim_end(), line);
        }
    }
}
