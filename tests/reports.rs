//! What a user asks, as a value and as JSON: groups, classes, limits, chains, plans.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing
)]

#[path = "reports/desk.rs"]
mod desk;

use desk::{Desk, id, link, linked, print, record, same, screen, when};
use tidings::{
    model::{Event, EventStatus, Question, Statement, Verb},
    render,
    report::{self, Item, Report, ReportName, Wanted},
};

#[test]
fn a_limit_counts_the_rest_and_never_shortens_what_is_overdue() {
    let mut desk = Desk::alaska();
    for (letters, day) in [("rcb", "2025-08-11"), ("rdb", "2025-08-12")] {
        desk.add(record(
            letters,
            Event {
                title: "Another reply".into(),
                when: when(day),
                ..Event::default()
            },
        ));
    }
    let mut ask = desk.ask();
    ask.limit = Some(1);
    let morning = report::morning(&desk.store, &ask).unwrap();
    assert_eq!(morning.items("overdue").len(), 3);
    assert_eq!((morning.items("next").len(), morning.total("next")), (1, 3));
    assert!(screen(&morning, 80).contains("\n  and 2 more: tidings upcoming\n"));
    let upcoming = report::upcoming(&desk.store, &ask).unwrap();
    assert_eq!(
        (upcoming.items("overdue").len(), upcoming.total("overdue")),
        (1, 3)
    );
    assert!(screen(&upcoming, 80).ends_with("3 dated, 3 overdue, 1 without a date\n"));
    let timeline = report::timeline(&desk.store, &ask, &[], report::Within::default()).unwrap();
    assert_eq!(
        (timeline.items("items").len(), timeline.total("items")),
        (1, 15)
    );
    assert_eq!(timeline.counts.withheld.total(), 0);
    let questions = report::questions(&desk.store, &ask, Wanted::Open).unwrap();
    assert_eq!(
        (questions.items("items").len(), questions.total("items")),
        (1, 3)
    );
    let watch = report::watch(&desk.store, &ask).unwrap();
    assert_eq!((watch.total("questions"), watch.total("expected")), (3, 4));
}

#[test]
fn references_to_what_is_removed_or_absent_say_so() {
    let mut desk = Desk::alaska();
    desk.remove("kxr");
    desk.edit::<Event>("link", "pmd", |pmd| {
        pmd.links.push(link(Verb::WaitsOn, "zzz"))
    });
    let upcoming = screen(&report::upcoming(&desk.store, &desk.ask()).unwrap(), 80);
    assert!(
        upcoming.contains(
            "waits on Trump-Putin summit\n                     (removed), (not in this file)"
        ),
        "{upcoming}"
    );
    let watch = screen(&report::watch(&desk.store, &desk.ask()).unwrap(), 80);
    assert!(
        watch.contains("By itself") && !watch.contains("  kxr  "),
        "{watch}"
    );
    desk.edit::<Event>("mark", "pmd", |pmd| {
        pmd.own.status = EventStatus::Happened;
        pmd.own.certainty = None;
        pmd.own.standing = Some(tidings::model::Standing::Disputed);
    });
    let timeline = screen(
        &report::timeline(&desk.store, &desk.ask(), &[], report::Within::default()).unwrap(),
        80,
    );
    assert!(timeline.contains("milestone · disputed"), "{timeline}");
}

#[test]
fn what_has_happened_is_not_waited_on() {
    let mut desk = Desk::alaska();
    desk.edit::<Event>("mark", "kxr", |kxr| {
        kxr.own.status = EventStatus::Happened;
        kxr.own.certainty = None;
    });
    let report = report::upcoming(&desk.store, &desk.ask()).unwrap();
    let pmd = &report.items("upcoming")[0];
    assert_eq!(pmd.record.id(), id("pmd"));
    assert_eq!(pmd.stands.as_ref().unwrap().waits_on, []);
}

#[test]
fn a_chain_of_parts_that_bites_its_tail_is_read_under_its_smallest_id() {
    let mut desk = Desk::new();
    for (letters, whole) in [
        ("cbb", "cdb"),
        ("cdb", "cgb"),
        ("cgb", "cbb"),
        ("chb", "cdb"),
    ] {
        let question = Question {
            text: format!("{letters}?"),
            ..Question::default()
        };
        desk.add(linked(record(letters, question), Verb::PartOf, whole));
    }
    let report = report::questions(&desk.store, &desk.ask(), Wanted::Open).unwrap();
    same(
        &screen(&report, 80),
        "
  cbb  cbb?                                                          asked today
       └ cgb  cgb?
              └ cdb  cdb?
                     └ chb  chb?

1 open question (3 parts)
",
    );
}

#[test]
fn parts_of_parts_without_end_are_shown_all_the_same() {
    let mut desk = Desk::new();
    let letters: Vec<String> = "bcdfghjklmnpqrstvwxz"
        .chars()
        .map(|letter| format!("{letter}kk"))
        .collect();
    desk.write("import", |draft| {
        for (at, one) in letters.iter().enumerate() {
            let question = Question {
                text: format!("{one}?"),
                ..Question::default()
            };
            let mut question = record(one, question);
            if at > 0 {
                question.links.push(link(Verb::PartOf, &letters[at - 1]));
            }
            draft.put(&question)?;
        }
        Ok(())
    });
    fn count(item: &Item) -> usize {
        1 + item.parts().iter().map(count).sum::<usize>()
    }
    let report = report::watch(&desk.store, &desk.ask()).unwrap();
    assert_eq!(
        report.items("questions").iter().map(count).sum::<usize>(),
        20
    );
}

#[test]
fn a_question_that_is_hidden_is_out_of_sight() {
    let mut desk = Desk::alaska();
    desk.edit::<Question>("edit", "cfk", |cfk| {
        cfk.own.hidden_until = when("2025-08-15")
    });
    let ask = desk.ask();
    assert!(!screen(&report::morning(&desk.store, &ask).unwrap(), 80).contains("cfk"));
    let questions = screen(
        &report::questions(&desk.store, &ask, Wanted::Open).unwrap(),
        80,
    );
    assert!(
        questions.ends_with("3 open questions (2 parts) · 1 hidden for now\n"),
        "{questions}"
    );
    let tomorrow = report::Ask {
        today: desk::day("2025-08-15"),
        ..ask
    };
    assert!(screen(&report::morning(&desk.store, &tomorrow).unwrap(), 80).contains("cfk"));
}

#[test]
fn whatever_the_date_the_morning_and_the_questions_hide_the_same() {
    let mut desk = Desk::new();
    let question = Question {
        text: "Does he come?".into(),
        ..Question::default()
    };
    desk.add(record("cbb", question));
    let ask = desk.ask();
    let mut hidden = Vec::new();
    for edtf in [
        "2025-08-13",
        "2025-08-14",
        "2025-08-15",
        "2025-08-15?",
        "2025-08-14T23:59:00+01:00",
        "2025-08",
        "2025-09",
        "2025",
        "2025-21",
        "2025-23",
        "202X",
        "[2025-08-13..2025-08-20]",
        "[2025-08-15,2025-08-20]",
        "2025-08-13/2025-08-20",
        "2025-08-15/2025-08-20",
        "[..2025-08-13]",
        "[..2025-09-30]",
        "../2025-08-14",
        "../2025-09-30",
        "/2025-09-30",
        "[2025-08-13..]",
        "[2025-08-15..]",
        "2025-08-13/..",
        "2025-08-15/",
        "0044-03-15",
        "9999-12-31",
    ] {
        desk.edit::<Question>("edit", "cbb", |cbb| cbb.own.hidden_until = when(edtf));
        let morning = report::morning(&desk.store, &ask).unwrap().counts;
        let questions = report::questions(&desk.store, &ask, Wanted::Open).unwrap();
        assert_eq!(
            (morning.questions, questions.items("items").len()),
            (1 - questions.counts.hidden, 1 - questions.counts.hidden),
            "{edtf}"
        );
        if questions.counts.hidden == 1 {
            hidden.push(edtf);
        }
    }
    assert_eq!(
        hidden,
        [
            "2025-08-15",
            "2025-08-15?",
            "2025-09",
            "2025-23",
            "[2025-08-15,2025-08-20]",
            "2025-08-15/2025-08-20",
            "[..2025-09-30]",
            "../2025-09-30",
            "/2025-09-30",
            "[2025-08-15..]",
            "2025-08-15/",
            "9999-12-31"
        ]
    );
}

#[test]
fn a_look_or_a_statement_about_it_wakes_what_sleeps() {
    let mut desk = Desk::alaska();
    let again = |desk: &Desk| -> Vec<String> {
        let report = report::morning(&desk.store, &desk.ask()).unwrap();
        let items = report.items("check-again").iter();
        items.map(|item| item.short.clone()).collect()
    };
    assert_eq!(again(&desk), ["hvw", "wnb"]);
    desk.check("hvw");
    let spoken = Statement {
        text: "Not before the guarantees".into(),
        ..Statement::default()
    };
    desk.add(linked(record("spk", spoken), Verb::About, "wnb"));
    assert!(again(&desk).is_empty());
    desk.today = desk::day("2025-08-28");
    assert_eq!(
        again(&desk),
        // Parts that sleep with their whole are not named beside it.
        ["mjs", "bqn", "vwz", "wnb"].map(String::from)
    );
}

#[test]
fn a_story_narrows_every_report_and_the_morning_counts_the_rest() {
    let mut desk = Desk::alaska();
    desk.edit::<Event>("edit", "kxr", |kxr| kxr.story = Some(id("stw")));
    let ask = report::Ask {
        story: Some(id("stw")),
        ..desk.ask()
    };
    let morning = report::morning(&desk.store, &ask).unwrap();
    same(
        &screen(&morning, 80),
        "
Thursday 14 August 2025 · Ukraine talks

Tomorrow
  Fri 15 Aug?   kxr  Trump-Putin summit, Anchorage                     confirmed

1 overdue in other stories (tidings --story any)
",
    );
    let actors = report::actors(&desk.store, &ask).unwrap();
    assert_eq!(
        actors.items("items").len(),
        2,
        "those that take part in its events"
    );
}

#[test]
fn json_is_the_record_with_what_is_derived() {
    let mut desk = Desk::alaska();
    desk.move_pmd();
    let ask = desk.ask();
    let upcoming = serde_json::to_value(report::upcoming(&desk.store, &ask).unwrap()).unwrap();
    let keys = |value: &serde_json::Value| -> Vec<String> {
        value.as_object().unwrap().keys().cloned().collect()
    };
    assert_eq!(
        keys(&upcoming),
        ["report", "today", "as_of", "story", "groups"]
    );
    assert_eq!(upcoming["report"], "upcoming");
    assert_eq!(upcoming["today"], "2025-08-14");
    let names: Vec<&str> = upcoming["groups"]
        .as_array()
        .unwrap()
        .iter()
        .map(|group| group["name"].as_str().unwrap())
        .collect();
    assert_eq!(
        names,
        ["overdue", "today", "running", "upcoming", "no-date"]
    );
    let pmd = &upcoming["groups"][3]["items"][1];
    let keys = keys(pmd);
    assert_eq!((keys[0].as_str(), keys[1].as_str()), ("entry", "id"));
    assert_eq!(
        keys[keys.len() - 5..],
        [
            "class",
            "days_to_earliest",
            "days_to_latest",
            "waits_on",
            "age_days"
        ]
    );
    assert_eq!(
        (&pmd["entry"], &pmd["class"]),
        (&"event".into(), &"upcoming".into())
    );
    assert_eq!(
        (&pmd["days_to_earliest"], &pmd["days_to_latest"]),
        (&28.into(), &37.into())
    );
    assert_eq!(pmd["waits_on"], serde_json::json!([id("kxr")]));
    let slips = serde_json::to_value(report::slips(&desk.store, &ask).unwrap()).unwrap();
    let slipped = &slips["groups"][0]["items"][0]["slipped"];
    assert_eq!(
        *slipped,
        serde_json::json!({ "times": 1, "days": [11, 30] })
    );
    let watch = serde_json::to_value(report::watch(&desk.store, &ask).unwrap()).unwrap();
    let bqn = &watch["groups"][0]["items"][0];
    assert_eq!(
        (&bqn["entry"], &bqn["age_days"]),
        (&"question".into(), &2.into())
    );
    assert_eq!(
        bqn["parts"][0]["evidence"],
        serde_json::json!({ "for": 1, "against": 0 })
    );
    assert_eq!(bqn["parts"].as_array().unwrap().len(), 3);
}

#[test]
fn the_empty_report_has_its_groups() {
    let desk = Desk::new();
    let empty = Report::<Item>::empty(ReportName::Morning, &desk.ask());
    let json = serde_json::to_value(&empty).unwrap();
    assert_eq!(json["groups"].as_array().unwrap().len(), 7);
    assert_eq!(
        json["groups"][0],
        serde_json::json!({ "name": "overdue", "items": [] })
    );
    let read = report::morning(&desk.store, &desk.ask()).unwrap();
    assert_eq!(json, serde_json::to_value(&read).unwrap());
    same(
        &screen(&read, 80),
        "\nThursday 14 August 2025\n\nNothing is due.\n",
    );
    assert!(print(&render::nothing_recorded(), 80).starts_with("Nothing recorded yet.\n"));
}

#[test]
fn the_plans_of_the_unfiltered_reports_name_an_index_and_sort_nothing() {
    let desk = Desk::alaska();
    for (name, plan) in report::plans(&desk.store, &desk.ask()).unwrap() {
        let plan = plan.join("; ");
        if name == "search items" {
            // From the end of the index of words, each record by its number.
            assert_eq!(
                plan,
                "SCAN words VIRTUAL TABLE INDEX 192:M4; SEARCH record USING INTEGER PRIMARY KEY (rowid=?)"
            );
            continue;
        }
        assert!(plan.contains("USING INDEX record_"), "{name}: {plan}");
        assert!(!plan.contains("TEMP B-TREE"), "{name}: {plan}");
    }
}

#[test]
fn what_a_report_is_narrowed_to_is_found_by_the_index_of_words() {
    let desk = Desk::alaska();
    let narrow = report::Narrow::to(&desk.store, vec!["sanctions".into()], &[id("bbb")]).unwrap();
    let ask = report::Ask {
        narrow,
        ..desk.ask()
    };
    for (name, plan) in report::plans(&desk.store, &ask).unwrap() {
        let plan = plan.join("; ");
        assert!(
            plan.contains("SCAN words VIRTUAL TABLE INDEX"),
            "{name}: {plan}"
        );
        assert!(
            !plan.contains("SCAN record") || plan.contains("USING INDEX record_"),
            "{name}: {plan}"
        );
        assert!(!plan.contains("SCAN user"), "{name}: {plan}");
    }
}
