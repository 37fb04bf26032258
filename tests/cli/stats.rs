//! `stats`: what there is, counted.

use insta::assert_snapshot;

use crate::home::Home;

/// A home with a little of everything, and one story beside.
fn home() -> Home {
    let home = Home::at_work();
    home.does(
        r#"
        tidings add source "Pool report" --slug pool --reliability B
        tidings add source "Wire A" --slug wire-a --origin pool --publisher Reuters --reliability B
        tidings add source "A friend" --slug friend
        tidings mark wire-a corrected
        tidings cite along --source pool
        tidings cite second-meeting --source wire-a
        tidings cite second-meeting --source https://example.org/a
        tidings move second-meeting --to "1 September" --source pool
        tidings move second-meeting --to "8 September" --by kremlin
        tidings add call "Trump speaks with Kyiv" --on "6 August" --who trump
        tidings add meeting "Witkoff in Moscow" --on "5 August" --source friend --slug witkoff
        tidings mark witkoff disputed
        tidings add ceasefire "Ceasefire" --certainty mooted --story talks
        tidings add statement "No" --by putin --on "1 August" --terms background --story talks
        tidings add statement "Not so" --by putin --terms off-record --form partial
        tidings add statement "He said no" --by peskov --on today --source pool
        tidings link @ restates along
        tidings add milestone "Reply" --when "[..2025-08-10]" --embargo-until "20 August"
        tidings edit joint --deadline 2025-08-12
        tidings answer joins yes
        tidings add context "What came before"
        tidings add note "Plain"
        "#,
    );
    home
}

#[test]
fn what_there_is_is_counted_on_one_screen() {
    let home = home();
    let before = home.bytes();
    let seen = home.session(
        "
        tidings stats
        tidings --today 2025-09-01 stats
        tidings stats --story talks
        tidings stats --actor peskov
        tidings stats --topic nowhere
        ",
    );
    assert_snapshot!(seen, @r#"
    $ tidings stats
      Days       Fri 1 Aug – Thu 14 Aug                          recorded Thu 14 Aug
      Events     6: 4 expected, 2 happened
                 1 overdue · 1 without a date · 1 slipped, 2 times in all
      Statements 4: 1 verbatim, 1 partial, 2 paraphrase; 1 on background, 1 off the
                 record, 2 terms unknown
      Speakers   putin 2, trump 1, peskov 1
      Standing   1 disputed
      Questions  2: 1 open, 1 answered                           1 past the deadline
      Notes      3: 1 context, 1 to do, 1 plain                           1 not done
      Sources    4: 2 B, 2 ungraded                                      1 corrected
      Origins    1 known from several, 1 from one, 1 from an unknown one
      No source  1 event that happened, 1 statement
      Kept back  2 internal, 1 under embargo, 1 on background
    $ tidings --today 2025-09-01 stats
      Days       Fri 1 Aug – Thu 14 Aug                          recorded Thu 14 Aug
      Events     6: 4 expected, 2 happened
                 2 overdue · 1 without a date · 1 slipped, 2 times in all
      Statements 4: 1 verbatim, 1 partial, 2 paraphrase; 1 on background, 1 off the
                 record, 2 terms unknown
      Speakers   putin 2, trump 1, peskov 1
      Standing   1 disputed
      Questions  2: 1 open, 1 answered                 1 past the deadline · 1 stale
      Notes      3: 1 context, 1 to do, 1 plain                           1 not done
      Sources    4: 2 B, 2 ungraded                                      1 corrected
      Origins    1 known from several, 1 from one, 1 from an unknown one
      No source  1 event that happened, 1 statement
      Kept back  2 internal, 1 on background
    $ tidings stats --story talks
    talks
      Days       Fri 1 Aug                                       recorded Thu 14 Aug
      Events     1: 1 expected                                      1 without a date
      Statements 1: 1 paraphrase; 1 on background
      Speakers   putin 1
      No source  1 statement
      Kept back  1 on background
    $ tidings stats --actor peskov
      Days       Thu 14 Aug                                      recorded Thu 14 Aug
      Statements 1: 1 paraphrase; 1 terms unknown
      Speakers   peskov 1
      Sources    1: 1 B
    $ tidings stats --topic nowhere
    ---- stderr
    error: nothing is filed under the topic "nowhere"
    hint: tidings topics lists what there is
    ---- exit 2
    "#);
    assert!(home.bytes() == before);
}

#[test]
fn the_counts_as_json() {
    let home = home();
    let report = home.json("tidings stats --story talks --json");
    assert_eq!(report["report"], "stats");
    let stats = &report["groups"][0]["items"][0];
    assert_snapshot!(serde_json::to_string_pretty(stats).unwrap(), @r#"
    {
      "first_day": "2025-08-01",
      "last_day": "2025-08-01",
      "recorded_from": "2025-08-14",
      "recorded_to": "2025-08-14",
      "events": {
        "expected": 1
      },
      "overdue": 0,
      "undated": 1,
      "slipped": 0,
      "slips": 0,
      "statements": {
        "paraphrase": 1
      },
      "terms": {
        "background": 1
      },
      "standing": {},
      "speakers": [
        {
          "actor": "pqlngprkwvjzlvml",
          "statements": 1
        }
      ],
      "questions": {},
      "stale": 0,
      "late": 0,
      "notes": {},
      "to_do": 0,
      "actors": 1,
      "sources": {},
      "sources_standing": {},
      "one_origin": 0,
      "several_origins": 0,
      "unknown_origin": 0,
      "happened_unsourced": 0,
      "statements_unsourced": 1,
      "withheld": {
        "internal": 0,
        "embargoed": 0,
        "off_record": 0,
        "background": 1
      }
    }
    "#);
}

#[test]
fn the_counts_are_those_of_the_lists() {
    let home = home();
    let stats = home.json("tidings stats --json")["groups"][0]["items"][0].clone();
    let sum = |field: &str| -> u64 {
        let counts = stats[field].as_object().unwrap().values();
        counts.map(|count| count.as_u64().unwrap()).sum()
    };
    let listed = |line: &str| {
        let report = home.json(line);
        report["groups"][0]["items"].as_array().unwrap().len() as u64
    };
    for (field, kind) in [
        ("events", "event"),
        ("statements", "statement"),
        ("questions", "question"),
        ("notes", "note"),
    ] {
        assert_eq!(
            sum(field),
            listed(&format!("tidings timeline --kind {kind} --json")),
            "{field}"
        );
    }
    assert_eq!(sum("sources"), listed("tidings sources --json"));
    assert_eq!(stats["actors"], listed("tidings actors --json"));
    assert_eq!(stats["slipped"], listed("tidings slips --json"));
    assert_eq!(stats["overdue"], listed("tidings upcoming --json"));
}

#[test]
fn what_is_kept_back_is_counted_once_and_by_the_reason_that_the_timeline_gives() {
    let home = Home::at_work();
    home.does(
        r#"
        tidings add statement "Not so" --by putin --on today --terms off-record
        tidings add statement "Nor so" --by putin --on today --terms off-record
        tidings edit @ --visibility public
        tidings add statement "Perhaps" --by putin --on today --terms background
        tidings add statement "In a week" --by peskov --on today --embargo-until "20 August"
        "#,
    );
    let seen = home.session("tidings stats --actor putin\ntidings timeline --actor putin");
    assert_snapshot!(seen, @"
    $ tidings stats --actor putin
      Days       Thu 14 Aug                                      recorded Thu 14 Aug
      Events     1: 1 expected
      Statements 3: 3 paraphrase; 1 on background, 2 off the record
      Speakers   putin 3
      No source  1 statement
      Kept back  1 internal, 1 off the record, 1 on background
    $ tidings timeline --actor putin
    putin

    2025
      Thu 14 Aug    xbx  putin: Not so                     off the record · internal
                    rls  putin: Nor so                                off the record
                    tzk  putin: Perhaps                                on background
    ────────────────  today, Thu 14 Aug  ────────────────
      Fri 15 Aug    png  Trump-Putin summit, Anchorage                      expected

    3 of 4 are not for publication (internal, off the record, on background)
    ");
    let stats = &home.json("tidings stats --json")["groups"][0]["items"][0];
    assert_eq!(
        stats["withheld"],
        serde_json::json!({"internal": 2, "embargoed": 1, "off_record": 1, "background": 1})
    );
}

#[test]
fn where_there_is_nothing_to_count_it_says_so() {
    let home = Home::new();
    assert_snapshot!(home.types("tidings stats"), @r#"
    Nothing recorded yet.
    tidings add summit "Trump-Putin summit" --when 2025-08-15 --who trump,putin
    "#);
    home.does("tidings add story Talks");
    assert_snapshot!(home.types("tidings stats"), @"Nothing to count.");
}

#[test]
fn what_is_known_from_how_many_origins_is_what_show_says() {
    let home = Home::at_work();
    home.does(
        r#"
        tidings add source "Wire" --slug wire --publisher AP
        tidings add source "Paper" --slug paper --publisher FT
        tidings move second-meeting --to "1 September" --source wire
        tidings move second-meeting --to "8 September" --source paper
        tidings add statement "He will not come" --by peskov --on today --source wire --slug first
        tidings cite first --source paper
        tidings add statement "He stays at home" --by putin --on today --source wire --slug second
        tidings cite second --source paper
        tidings link second restates first
        "#,
    );
    let seen = home.session(
        "
        tidings stats
        tidings show second-meeting
        tidings show second
        tidings remove first --yes
        tidings stats
        ",
    );
    assert_snapshot!(seen, @"
    $ tidings stats
      Days       Thu 14 Aug                                      recorded Thu 14 Aug
      Events     2: 2 expected                             1 slipped, 2 times in all
      Statements 3: 1 verbatim, 2 paraphrase; 3 terms unknown
      Speakers   trump 1, peskov 1, putin 1
      Questions  2: 2 open
      Notes      1: 1 to do                                               1 not done
      Sources    2
      Origins    2 known from several
      No source  1 statement
      Kept back  1 internal
    $ tidings show second-meeting
    Second meeting                                 sfwhdgkbwccgzvwr · second-meeting
    milestone, expected, possible

      When       Mon 8 Sep 2025, in 25 days               2025-09-08 · “8 September”
      Moved      1  21–31 Aug → Mon 1 Sep 2025 · slipped by 1 to 11 days
                    source wire
                 2  Mon 1 Sep → Mon 8 Sep 2025 · slipped by 7 days      source paper
      Sources    2, of 2 origins
      Recorded   Thu 14 Aug                                      tidings history sfw
    $ tidings show second
    putin: He stays at home                                hjpbfqsfsjfkkxnp · second
    statement, paraphrase

      By         putin
      Said       Thu 14 Aug 2025, today                         2025-08-14 · “today”
      Restates   qxt  peskov: He will not come                            Thu 14 Aug
      Sources    2, of 2 origins
                 [1]  Wire, AP
                 [2]  Paper, FT
      Recorded   Thu 14 Aug                                      tidings history hjp
    $ tidings remove first --yes
    Removed qxt “He will not come”.
    ---- stderr
    notice: still refer to it: second He stays at home (tidings undo)
    $ tidings stats
      Days       Thu 14 Aug                                      recorded Thu 14 Aug
      Events     2: 2 expected                             1 slipped, 2 times in all
      Statements 2: 1 verbatim, 1 paraphrase; 2 terms unknown
      Speakers   trump 1, putin 1
      Questions  2: 2 open
      Notes      1: 1 to do                                               1 not done
      Sources    2
      Origins    2 known from several
      No source  1 statement
      Kept back  1 internal
    ");
}
