//! A stranger's first five minutes: whole outputs, at 80 and 120 columns, in colour and without.

use insta::assert_snapshot;

use crate::home::Home;

/// What a stranger types, without a manual.
const MINUTES: &str = r#"
    tidings
    tidings add summit "Trump-Putin summit" --when "2025-08-15?" --who trump,putin --place Anchorage
    tidings add milestone "Second meeting with Zelenskiy" --when "late August" --certainty possible --slug second-meeting
    tidings add statement "We’ll see if they get along." --by trump --form verbatim
    tidings add question "Whether Zelenskiy joins the second session"
    tidings watch
    tidings upcoming
    tidings move second-meeting --to "mid-September" --why "no venue"
    tidings slips
    tidings undo
    tidings redo
    tidings edit @ --text "With Zelenskiy, and possibly other European leaders."
    tidings mark second-meeting cancelled --why "no venue was agreed"
    tidings history
    tidings history second-meeting
    tidings
    tidings timeline
    tidings questions
    tidings show second-meeting
    tidings actors
"#;

#[test]
fn at_80_columns() {
    assert_snapshot!(Home::new().session(MINUTES), @r#"
    $ tidings
    Nothing recorded yet.
    tidings add summit "Trump-Putin summit" --when 2025-08-15 --who trump,putin
    $ tidings add summit "Trump-Putin summit" --when "2025-08-15?" --who trump,putin --place Anchorage
    png  Trump-Putin summit, Anchorage
         summit, expected · Fri 15 Aug 2025, uncertain (tomorrow)
    ---- stderr
    notice: new actors trump, putin (tidings edit trump --name "…" --kind person)
    $ tidings add milestone "Second meeting with Zelenskiy" --when "late August" --certainty possible --slug second-meeting
    sfw  Second meeting with Zelenskiy
         milestone, expected, possible · 21–31 Aug 2025 (in 7 to 17 days)
    $ tidings add statement "We’ll see if they get along." --by trump --form verbatim
    cjx  trump: “We’ll see if they get along.”
         statement, verbatim
    ---- stderr
    notice: no source · no day (tidings cite @ --source URL)
    $ tidings add question "Whether Zelenskiy joins the second session"
    xmd  Whether Zelenskiy joins the second session
         question, open
    $ tidings watch
      xmd  Whether Zelenskiy joins the second session                    asked today

    Expected, not confirmed, nothing asked about it
      Fri 15 Aug?   png  Trump-Putin summit, Anchorage
      21–31 Aug     sfw  Second meeting with Zelenskiy                      possible
    $ tidings upcoming
    Today and running
      nothing
    Upcoming
      Fri 15 Aug?   png  Trump-Putin summit, Anchorage                      tomorrow
      21–31 Aug     sfw  Second meeting with Zelenskiy    possible · in 7 to 17 days

    2 dated
    $ tidings move second-meeting --to "mid-September" --why "no venue"
    sfw  Second meeting with Zelenskiy
         21–31 Aug → 11–20 Sep 2025 · slipped by 11 to 30 days (1st time) · no venue
    ---- stderr
    notice: no source (tidings cite @ --source URL)
    $ tidings slips
      sfw  Second meeting with Zelenskiy                 slipped once, 11 to 30 days
           21–31 Aug → 11–20 Sep 2025 · slipped by 11 to 30 days · no venue

    1 event whose date changed · 1 slip
    $ tidings undo
    Undid o5 “move”.
    sfw  Second meeting with Zelenskiy
         no longer: 21–31 Aug → 11–20 Sep 2025 · slipped by 11 to 30 days · no venue
         when: 11–20 Sep → 21–31 Aug 2025
    $ tidings redo
    Redid o5 “move”.
    sfw  Second meeting with Zelenskiy
         21–31 Aug → 11–20 Sep 2025 · slipped by 11 to 30 days · no venue
    $ tidings edit @ --text "With Zelenskiy, and possibly other European leaders."
    sfw  Second meeting with Zelenskiy
         text: none → With Zelenskiy, and possibly other European leaders.
    $ tidings mark second-meeting cancelled --why "no venue was agreed"
    sfw  Second meeting with Zelenskiy
         expected → cancelled · was 11–20 Sep · no venue was agreed
    $ tidings history
      14 Aug 12:00  o9  mark sfw · Second meeting with Zelenskiy
                        why: no venue was agreed
      14 Aug 12:00  o8  edit sfw · Second meeting with Zelenskiy
      14 Aug 12:00  o7  redo sfw · Second meeting with Zelenskiy
      14 Aug 12:00  o6  undo sfw · Second meeting with Zelenskiy
      14 Aug 12:00  o5  move sfw · Second meeting with Zelenskiy
                        why: no venue
      14 Aug 12:00  o4  add question xmd · Whether Zelenskiy joins the second
                        session
      14 Aug 12:00  o3  add statement cjx · We’ll see if they get along.
      14 Aug 12:00  o2  add milestone sfw · Second meeting with Zelenskiy
      14 Aug 12:00  o1  add summit png · Trump-Putin summit and 2 more
    $ tidings history second-meeting
      14 Aug 12:00  o9  mark
                        certainty: possible → none
                        status: expected → cancelled
                        11–20 Sep 2025 · cancelled · no venue was agreed
                        why: no venue was agreed
      14 Aug 12:00  o8  edit
                        text: none → With Zelenskiy, and possibly other European
                        leaders.
      14 Aug 12:00  o7  redo
                        21–31 Aug → 11–20 Sep 2025 · slipped by 11 to 30 days · no
                        venue
      14 Aug 12:00  o6  undo
                        no longer: 21–31 Aug → 11–20 Sep 2025 · slipped by 11 to 30
                        days · no venue
                        when: 11–20 Sep → 21–31 Aug 2025
      14 Aug 12:00  o5  move
                        21–31 Aug → 11–20 Sep 2025 · slipped by 11 to 30 days · no
                        venue
                        why: no venue
      14 Aug 12:00  o2  add milestone
    $ tidings
    Thursday 14 August 2025

    Tomorrow
      Fri 15 Aug?   png  Trump-Putin summit, Anchorage

    1 open question
    $ tidings timeline
    2025
      Fri 15 Aug?   png  Trump-Putin summit, Anchorage                      expected
      11–20 Sep     sfw  Second meeting with Zelenskiy                     cancelled
    No date
                    cjx  trump: “We’ll see if they get along.”              verbatim
    $ tidings questions
      xmd  Whether Zelenskiy joins the second session                    asked today

    1 open question
    $ tidings show second-meeting
    Second meeting with Zelenskiy                  sfwhdgkbwccgzvwr · second-meeting
    milestone, cancelled

      When       some day Thu 11 – Sat 20 Sep 2025, in 28 to 37 days
                 [2025-09-11..2025-09-20] · “mid-September”
      Moved      1  21–31 Aug → 11–20 Sep 2025 · slipped by 11 to 30 days · no venue
                 2  11–20 Sep 2025 · cancelled · no venue was agreed
      Text       With Zelenskiy, and possibly other European leaders.
      Recorded   Thu 14 Aug                                      tidings history sfw
    $ tidings actors
      trump  trump
      putin  putin
    "#);
}

#[test]
fn at_120_columns() {
    assert_snapshot!(Home::new().with("COLUMNS", "120").session(MINUTES), @r#"
    $ tidings
    Nothing recorded yet.
    tidings add summit "Trump-Putin summit" --when 2025-08-15 --who trump,putin
    $ tidings add summit "Trump-Putin summit" --when "2025-08-15?" --who trump,putin --place Anchorage
    png  Trump-Putin summit, Anchorage
         summit, expected · Fri 15 Aug 2025, uncertain (tomorrow)
    ---- stderr
    notice: new actors trump, putin (tidings edit trump --name "…" --kind person)
    $ tidings add milestone "Second meeting with Zelenskiy" --when "late August" --certainty possible --slug second-meeting
    sfw  Second meeting with Zelenskiy
         milestone, expected, possible · 21–31 Aug 2025 (in 7 to 17 days)
    $ tidings add statement "We’ll see if they get along." --by trump --form verbatim
    cjx  trump: “We’ll see if they get along.”
         statement, verbatim
    ---- stderr
    notice: no source · no day (tidings cite @ --source URL)
    $ tidings add question "Whether Zelenskiy joins the second session"
    xmd  Whether Zelenskiy joins the second session
         question, open
    $ tidings watch
      xmd  Whether Zelenskiy joins the second session                                        asked today

    Expected, not confirmed, nothing asked about it
      Fri 15 Aug?   png  Trump-Putin summit, Anchorage
      21–31 Aug     sfw  Second meeting with Zelenskiy                                          possible
    $ tidings upcoming
                                                                           Aug                  Sep
                                                                           11     18     25     1      8      15     22
    Today and running
      nothing
    Upcoming
      Fri 15 Aug?   png  Trump-Putin summit, Anchorage                        ┆○
      21–31 Aug     sfw  Second meeting with Zelenskiy           possible     ┆      ░░░░░░░░░░░

    ○ an uncertain day   ░ some day in   ┆ today
    2 dated
    $ tidings move second-meeting --to "mid-September" --why "no venue"
    sfw  Second meeting with Zelenskiy
         21–31 Aug → 11–20 Sep 2025 · slipped by 11 to 30 days (1st time) · no venue
    ---- stderr
    notice: no source (tidings cite @ --source URL)
    $ tidings slips
      sfw  Second meeting with Zelenskiy                                     slipped once, 11 to 30 days
           21–31 Aug → 11–20 Sep 2025 · slipped by 11 to 30 days · no venue

    1 event whose date changed · 1 slip
    $ tidings undo
    Undid o5 “move”.
    sfw  Second meeting with Zelenskiy
         no longer: 21–31 Aug → 11–20 Sep 2025 · slipped by 11 to 30 days · no venue
         when: 11–20 Sep → 21–31 Aug 2025
    $ tidings redo
    Redid o5 “move”.
    sfw  Second meeting with Zelenskiy
         21–31 Aug → 11–20 Sep 2025 · slipped by 11 to 30 days · no venue
    $ tidings edit @ --text "With Zelenskiy, and possibly other European leaders."
    sfw  Second meeting with Zelenskiy
         text: none → With Zelenskiy, and possibly other European leaders.
    $ tidings mark second-meeting cancelled --why "no venue was agreed"
    sfw  Second meeting with Zelenskiy
         expected → cancelled · was 11–20 Sep · no venue was agreed
    $ tidings history
      14 Aug 12:00  o9  mark sfw · Second meeting with Zelenskiy
                        why: no venue was agreed
      14 Aug 12:00  o8  edit sfw · Second meeting with Zelenskiy
      14 Aug 12:00  o7  redo sfw · Second meeting with Zelenskiy
      14 Aug 12:00  o6  undo sfw · Second meeting with Zelenskiy
      14 Aug 12:00  o5  move sfw · Second meeting with Zelenskiy
                        why: no venue
      14 Aug 12:00  o4  add question xmd · Whether Zelenskiy joins the second session
      14 Aug 12:00  o3  add statement cjx · We’ll see if they get along.
      14 Aug 12:00  o2  add milestone sfw · Second meeting with Zelenskiy
      14 Aug 12:00  o1  add summit png · Trump-Putin summit and 2 more
    $ tidings history second-meeting
      14 Aug 12:00  o9  mark
                        certainty: possible → none
                        status: expected → cancelled
                        11–20 Sep 2025 · cancelled · no venue was agreed
                        why: no venue was agreed
      14 Aug 12:00  o8  edit
                        text: none → With Zelenskiy, and possibly other European leaders.
      14 Aug 12:00  o7  redo
                        21–31 Aug → 11–20 Sep 2025 · slipped by 11 to 30 days · no venue
      14 Aug 12:00  o6  undo
                        no longer: 21–31 Aug → 11–20 Sep 2025 · slipped by 11 to 30 days · no venue
                        when: 11–20 Sep → 21–31 Aug 2025
      14 Aug 12:00  o5  move
                        21–31 Aug → 11–20 Sep 2025 · slipped by 11 to 30 days · no venue
                        why: no venue
      14 Aug 12:00  o2  add milestone
    $ tidings
    Thursday 14 August 2025

    Tomorrow
      Fri 15 Aug?   png  Trump-Putin summit, Anchorage

    1 open question
    $ tidings timeline
    2025
      Fri 15 Aug?   png  Trump-Putin summit, Anchorage                                          expected
      11–20 Sep     sfw  Second meeting with Zelenskiy                                         cancelled
    No date
                    cjx  trump: “We’ll see if they get along.”                                  verbatim
    $ tidings questions
      xmd  Whether Zelenskiy joins the second session                                        asked today

    1 open question
    $ tidings show second-meeting
    Second meeting with Zelenskiy                                      sfwhdgkbwccgzvwr · second-meeting
    milestone, cancelled

      When       some day Thu 11 – Sat 20 Sep 2025, in 28 to 37 days
                 [2025-09-11..2025-09-20] · “mid-September”
      Moved      1  21–31 Aug → 11–20 Sep 2025 · slipped by 11 to 30 days · no venue
                 2  11–20 Sep 2025 · cancelled · no venue was agreed
      Text       With Zelenskiy, and possibly other European leaders.
      Recorded   Thu 14 Aug                                                          tidings history sfw
    $ tidings actors
      trump  trump
      putin  putin
    "#);
}

#[test]
fn the_timeline_as_json() {
    let home = Home::new();
    home.session(MINUTES);
    assert_snapshot!(home.session("tidings export json"), @r#"
        $ tidings export json
        {
        "format": "tidings-timeline",
        "version": 1,
        "scope": {"story":null,"as_of":null,"left_out":{"internal":0,"embargoed":0,"background":0,"off_record":0,"links":0}},
        "stories": [],
        "actors": [
        {"id":"dntwhdhcnbqxjfwx","slug":"trump","story":null,"visibility":"public","embargo_until":null,"name":"trump","kind":null,"of":null,"aliases":[],"merged_into":null,"topics":[],"citations":[],"links":[]},
        {"id":"pqlngprkwvjzlvml","slug":"putin","story":null,"visibility":"public","embargo_until":null,"name":"putin","kind":null,"of":null,"aliases":[],"merged_into":null,"topics":[],"citations":[],"links":[]}
        ],
        "sources": [],
        "events": [
        {"id":"pngcbvvmztjkspjz","slug":null,"story":null,"visibility":"public","embargo_until":null,"type":"summit","title":"Trump-Putin summit","text":null,"when":{"edtf":"2025-08-15?","words":null,"earliest":"2025-08-15","latest":"2025-08-15","extent":"day","time":null,"zone":null,"order":null},"place":"Anchorage","participants":[{"actor":"dntwhdhcnbqxjfwx","role":null},{"actor":"pqlngprkwvjzlvml","role":null}],"status":"expected","certainty":null,"standing":null,"outcome":null,"moves":[],"check_on":null,"check_every":null,"checks":[],"topics":[],"citations":[],"links":[]},
        {"id":"sfwhdgkbwccgzvwr","slug":"second-meeting","story":null,"visibility":"public","embargo_until":null,"type":"milestone","title":"Second meeting with Zelenskiy","text":"With Zelenskiy, and possibly other European leaders.","when":{"edtf":"[2025-09-11..2025-09-20]","words":"mid-September","earliest":"2025-09-11","latest":"2025-09-20","extent":"window","time":null,"zone":null,"order":null},"place":null,"participants":[],"status":"cancelled","certainty":null,"standing":null,"outcome":null,"moves":[{"key":"tfnvtrpbkpzgfrjr","from":{"edtf":"[2025-08-21..2025-08-31]","words":"late August","earliest":"2025-08-21","latest":"2025-08-31","extent":"window","time":null,"zone":null,"order":null},"to":{"edtf":"[2025-09-11..2025-09-20]","words":"mid-September","earliest":"2025-09-11","latest":"2025-09-20","extent":"window","time":null,"zone":null,"order":null},"announced":null,"by":null,"why":"no venue","citation":null,"kind":"announced","amounts_to":"slipped","days":[11,30]},{"key":"hppqvwthnzdjljkv","from":{"edtf":"[2025-09-11..2025-09-20]","words":"mid-September","earliest":"2025-09-11","latest":"2025-09-20","extent":"window","time":null,"zone":null,"order":null},"to":null,"announced":null,"by":null,"why":"no venue was agreed","citation":null,"kind":"cancelled","amounts_to":null,"days":[null,null]}],"check_on":null,"check_every":null,"checks":[],"topics":[],"citations":[],"links":[]}
        ],
        "statements": [
        {"id":"cjxhxlzqstmkrmbn","slug":null,"story":null,"visibility":"public","embargo_until":null,"speakers":["dntwhdhcnbqxjfwx"],"attribution":null,"form":"verbatim","text":"We’ll see if they get along.","original":null,"when":null,"venue":null,"terms":"unknown","stance":null,"standing":null,"topics":[],"citations":[],"links":[]}
        ],
        "questions": [
        {"id":"xmdbtmstqqwvxpvn","slug":null,"story":null,"visibility":"public","embargo_until":null,"text":"Whether Zelenskiy joins the second session","why":null,"type":"open","options":[],"criteria":null,"asked":null,"deadline":null,"check_on":null,"check_every":null,"hidden_until":null,"status":"open","answer":null,"checks":[],"forecasts":[],"topics":[],"citations":[],"links":[]}
        ],
        "notes": []
        }
        "#);
}

#[test]
fn in_colour() {
    let home = Home::new();
    home.does(
        r#"
        tidings add summit "Trump-Putin summit" --when 2025-08-12 --certainty mooted --status expected
        tidings add quote "We’ll see if they get along." --by trump --on today --terms off-record
        tidings add question "Whether Zelenskiy joins" --deadline tomorrow
        "#,
    );
    let seen = home.session(
        r#"
        tidings --color always
        tidings watch --color always
        tidings timeline --color always
        tidings show @ --color always
        NO_COLOR=1 tidings upcoming
        tidings upcoming --color never
        "#,
    );
    assert_snapshot!(seen, @"
    $ tidings --color always
    ␛[1mThursday 14 August 2025␛[0m

    ␛[1mOverdue␛[0m
      ␛[31mTue 12 Aug␛[0m    ␛[36mpng␛[0m  ␛[3mTrump-Putin summit␛[0m                          ␛[31m2 days␛[0m␛[2m · mooted␛[0m
                         ␛[2mmark png happened --on …, or lapsed · move png --to …␛[0m
    ␛[1mTomorrow␛[0m
      deadline      ␛[36mcjx␛[0m  ? Whether Zelenskiy joins

    1 open question
    $ tidings watch --color always
      ␛[36mcjx␛[0m  Whether Zelenskiy joins                         ␛[2masked today · by tomorrow␛[0m

    ␛[1mExpected, not confirmed, nothing asked about it␛[0m
      ␛[31mTue 12 Aug␛[0m    ␛[36mpng␛[0m  ␛[3mTrump-Putin summit␛[0m               ␛[2mmooted · ␛[0m␛[31moverdue by 2 days␛[0m
    $ tidings timeline --color always
    ␛[1m2025␛[0m
      ␛[31mTue 12 Aug␛[0m    ␛[36mpng␛[0m  ␛[3mTrump-Putin summit␛[0m                ␛[31mexpected, mooted, overdue␛[0m
      Thu 14 Aug    ␛[36msfw␛[0m  trump: ␛[32m“We’ll see if they get along.”␛[0m
                         ␛[2mverbatim · ␛[0m␛[35moff the record␛[0m␛[2m · ␛[0m␛[35minternal␛[0m
    ␛[2m────────────────  today, Thu 14 Aug  ────────────────␛[0m

    1 of 2 is not for publication ␛[2m(internal)␛[0m
    $ tidings show @ --color always
    ␛[1mWhether Zelenskiy joins␛[0m                                         ␛[36mcjxhxlzqstmkrmbn␛[0m
    question, open

      Deadline   Fri 15 Aug 2025, tomorrow                   ␛[2m2025-08-15 · “tomorrow”␛[0m
      Checked    never                                           ␛[2mstale on Thu 28 Aug␛[0m
      Recorded   Thu 14 Aug                                      ␛[2mtidings history cjx␛[0m
    $ NO_COLOR=1 tidings upcoming
    Overdue
      Tue 12 Aug    png  Trump-Putin summit                          mooted · 2 days
    Today and running
      nothing

    1 overdue
    $ tidings upcoming --color never
    Overdue
      Tue 12 Aug    png  Trump-Putin summit                          mooted · 2 days
    Today and running
      nothing

    1 overdue
    ");
}

#[test]
fn two_homes_give_the_same_bytes() {
    assert_eq!(Home::new().session(MINUTES), Home::new().session(MINUTES));
}

#[test]
fn colour_changes_nothing_but_the_colour() {
    let home = Home::at_work();
    for command in [
        "",
        "watch",
        "upcoming",
        "timeline",
        "history",
        "show summit",
    ] {
        let plain = home.types(&format!("tidings {command}")).out;
        let coloured = home.types(&format!("tidings {command} --color always")).out;
        assert_ne!(plain, coloured, "{command}");
        let mut stripped = String::new();
        let mut escape = false;
        for letter in coloured.chars() {
            match letter {
                '\u{1b}' => escape = true,
                'm' if escape => escape = false,
                _ if escape => {}
                letter => stripped.push(letter),
            }
        }
        assert_eq!(plain, stripped, "{command}");
    }
}

#[test]
fn no_line_is_wider_than_the_screen() {
    let home = Home::at_work();
    home.does(
        r#"
        tidings add question "Whether the agenda includes concrete security guarantees, verifiable ceasefire mechanisms, and how any border-related compromises would be handled" --about summit
        tidings add quote "The highly anticipated meeting between myself, as President of the United States of America, and President Vladimir Putin, of Russia, will take place next Friday" --by trump --about summit,second-meeting --on today
        "#,
    );
    for columns in [60, 80, 120] {
        for command in [
            "",
            "watch",
            "upcoming",
            "timeline",
            "questions",
            "slips",
            "history",
            "show summit",
            "show @",
        ] {
            let seen = home.types(&format!("COLUMNS={columns} tidings {command}"));
            for line in seen.out.lines() {
                let width = line.chars().count();
                assert!(width <= columns, "{command} at {columns}: {width}\n{line}");
            }
        }
    }
}
