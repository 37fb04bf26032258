//! What is due for a look: `check` without a record, `questions --stale --due --all`.

use insta::assert_snapshot;

use crate::home::Home;

/// A home in which, on 1 August, was asked and expected what comes due at different times.
fn home() -> Home {
    let home = Home::new();
    for line in [
        r#"add milestone "Kyiv’s reply" --when "by 10 August" --certainty likely --slug reply"#,
        r#"add ceasefire "Ceasefire agreed" --certainty mooted --slug ceasefire"#,
        r#"add question "What next?" --slug next"#,
        r#"add yesno "Does he come?" --deadline "5 August" --slug comes"#,
        r#"add yesno "Does she come?" --hidden-until "12 August" --slug she"#,
        r#"add question "In which part?" --part-of comes --check-on "3 August" --slug part"#,
        r#"add question "Within the window?" --deadline "late August" --slug window"#,
        r#"add question "Is it settled?" --slug settled"#,
        r#"answer settled "so it is" --on today"#,
        r#"add yesno "Was it a slip?" --slug slip"#,
        r#"mark slip void"#,
        r#"add todo "Explainer" --when "3 August""#,
    ] {
        home.does(&format!("tidings --today 2025-08-01 {line}"));
    }
    home
}

/// The same line on several days.
fn days(home: &Home, line: &str, days: &[&str]) -> String {
    let lines: Vec<String> = days
        .iter()
        .map(|day| format!("tidings --today {day} {line}"))
        .collect();
    home.session(&lines.join("\n"))
}

#[test]
fn what_is_due_for_a_look() {
    let home = home();
    let before = home.bytes();
    assert_snapshot!(days(&home, "check", &["2025-08-01", "2025-08-14", "2025-08-15"]), @r#"
    $ tidings --today 2025-08-01 check
    Nothing is due for a look.
    $ tidings --today 2025-08-14 check
    Past its date
      Tue 5 Aug     xmd  ? Does he come?                                      9 days
                         answer xmd … · mark xmd unanswerable, or void
      by 10 Aug     png  Kyiv’s reply                                4 days · likely
                         mark png happened --on …, or lapsed · move png --to …
    Look again
      Sun 3 Aug     jld  ? In which part?
                         check jld "…" --next …
      Tue 12 Aug    tfn  ? Does she come?

    4 to look at
    $ tidings --today 2025-08-15 check
    Past its date
      Tue 5 Aug     xmd  ? Does he come?                                     10 days
                         answer xmd … · mark xmd unanswerable, or void
      by 10 Aug     png  Kyiv’s reply                                5 days · likely
                         mark png happened --on …, or lapsed · move png --to …
    Look again
      Sun 3 Aug     jld  ? In which part?
                         check jld "…" --next …
      Tue 12 Aug    tfn  ? Does she come?
    Stale
      14 days       sfw  Ceasefire agreed                           mooted · no date
                         check sfw "…" --next …
      14 days       cjx  ? What next?
      14 days       xbx  ? Within the window?

    7 to look at
    "#);
    assert_snapshot!(home.types("tidings --today 2025-08-15 check --limit 1"), @r#"
    Past its date
      Tue 5 Aug     xmd  ? Does he come?                                     10 days
                         answer xmd … · mark xmd unanswerable, or void
      and 1 more
    Look again
      Sun 3 Aug     jld  ? In which part?
                         check jld "…" --next …
      and 1 more
    Stale
      14 days       sfw  Ceasefire agreed                           mooted · no date
                         check sfw "…" --next …
      and 2 more

    7 to look at
    "#);
    assert!(home.bytes() == before);
    assert_snapshot!(Home::new().types("tidings check"), @r#"
    Nothing recorded yet.
    tidings add summit "Trump-Putin summit" --when 2025-08-15 --who trump,putin
    "#);
}

#[test]
fn each_is_due_once_and_no_longer_when_one_looked() {
    let home = home();
    let groups = |home: &Home| -> Vec<(String, Vec<String>)> {
        let report = home.json("tidings --today 2025-08-15 check --json");
        assert_eq!(report["report"], "check");
        let groups = report["groups"].as_array().unwrap().iter();
        groups
            .map(|group| {
                let items = group["items"].as_array().unwrap().iter();
                let slugs = items.map(|item| item["slug"].as_str().unwrap().to_owned());
                (group["name"].as_str().unwrap().to_owned(), slugs.collect())
            })
            .collect()
    };
    let named = |names: &[(&str, &[&str])]| -> Vec<(String, Vec<String>)> {
        let owned = names.iter().map(|(name, slugs)| {
            (
                (*name).to_owned(),
                slugs.iter().map(|slug| (*slug).to_owned()).collect(),
            )
        });
        owned.collect()
    };
    assert_eq!(
        groups(&home),
        named(&[
            ("overdue", &["comes", "reply"]),
            ("due", &["part", "she"]),
            ("stale", &["ceasefire", "next", "window"]),
        ])
    );
    home.does(
        "tidings --today 2025-08-15 check part nothing --next '20 August'
         tidings --today 2025-08-15 check she
         tidings --today 2025-08-15 check ceasefire
         tidings --today 2025-08-15 answer comes no
         tidings --today 2025-08-15 mark reply lapsed
         tidings --today 2025-08-15 add note 'Soon, it is said' --supports next",
    );
    assert_eq!(
        groups(&home),
        named(&[("overdue", &[]), ("due", &[]), ("stale", &["window"])])
    );
}

#[test]
fn a_check_needs_a_record_where_it_says_what_was_seen() {
    let home = home();
    let seen = home.session(
        r#"
        tidings check --next tomorrow
        tidings check --source https://example.org/a
        tidings check next --limit 3
        tidings check next "quiet" --topic aid
        tidings check --topic nowhere
        "#,
    );
    assert_snapshot!(seen, @r#"
    $ tidings check --next tomorrow
    ---- stderr
    error: no event or question is named that was looked at
    hint: tidings check @ --next "in 3 days"
    ---- exit 2
    $ tidings check --source https://example.org/a
    ---- stderr
    error: no event or question is named that was looked at
    hint: tidings check @ --next "in 3 days"
    ---- exit 2
    $ tidings check next --limit 3
    ---- stderr
    error: --limit narrows the list of what is due, and one record is named
    hint: tidings check, without a record, lists it
    ---- exit 2
    $ tidings check next "quiet" --topic aid
    ---- stderr
    error: --topic narrows the list of what is due, and one record is named
    hint: tidings check, without a record, lists it
    ---- exit 2
    $ tidings check --topic nowhere
    ---- stderr
    error: nothing is filed under the topic "nowhere"
    hint: tidings topics lists what there is
    ---- exit 2
    "#);
}

#[test]
fn questions_that_are_stale_or_due_and_all_of_them() {
    let home = home();
    let on = ["2025-08-01", "2025-08-14", "2025-08-22"];
    assert_snapshot!(days(&home, "questions --due", &on), @"
    $ tidings --today 2025-08-01 questions --due
    No question is due.
    $ tidings --today 2025-08-14 questions --due
      xmd  Does he come?      open 13 days · yes/no · overdue by 9 days · stale in 1
      tfn  Does she come?
           open 13 days · yes/no · back since Tue 12 Aug · stale in 1
      jld  In which part?          open 13 days · check since Sun 3 Aug · stale in 1

    3 of 5 open questions
    $ tidings --today 2025-08-22 questions --due
      xmd  Does he come?
           open 21 days · yes/no · overdue by 17 days · stale, untouched for 21 days
      xbx  Within the window?
           open 21 days · by 21–31 Aug · stale, untouched for 21 days
      tfn  Does she come?
           open 21 days · yes/no · back since Tue 12 Aug · stale, untouched for 21
           days
      jld  In which part?
           open 21 days · check since Sun 3 Aug · stale, untouched for 21 days

    4 of 5 open questions
    ");
    assert_snapshot!(days(&home, "questions --stale", &["2025-08-14", "2025-08-15"]), @"
    $ tidings --today 2025-08-14 questions --stale
    No question is stale.
    $ tidings --today 2025-08-15 questions --stale
      xmd  Does he come?
           open 14 days · yes/no · overdue by 10 days · stale, untouched for 14 days
      xbx  Within the window?
           open 14 days · by 21–31 Aug · stale, untouched for 14 days
      cjx  What next?                    open 14 days · stale, untouched for 14 days
      tfn  Does she come?
           open 14 days · yes/no · back since Tue 12 Aug · stale, untouched for 14
           days
      jld  In which part?
           open 14 days · check since Sun 3 Aug · stale, untouched for 14 days

    5 of 5 open questions
    ");
    assert_snapshot!(days(&home, "questions --all", &["2025-08-11"]), @"
    $ tidings --today 2025-08-11 questions --all
      xmd  Does he come?                   open 10 days · yes/no · overdue by 6 days
      xbx  Within the window?                            open 10 days · by 21–31 Aug
      cjx  What next?                                                   open 10 days
      tfn  Does she come?            open 10 days · yes/no · hidden until Tue 12 Aug
      jld  In which part?                       open 10 days · check since Sun 3 Aug
      rls  Is it settled?                              answered: so it is, Fri 1 Aug
      tzk  Was it a slip?                                                       void

    7 questions, 5 open
    ");
    let seen = home.session(
        "
        tidings --today 2025-08-15 questions --stale --due --limit 2
        tidings questions --all --due
        tidings --today 2025-08-01 questions --stale --due
        ",
    );
    assert_snapshot!(seen, @"
    $ tidings --today 2025-08-15 questions --stale --due --limit 2
      xmd  Does he come?
           open 14 days · yes/no · overdue by 10 days · stale, untouched for 14 days
      xbx  Within the window?
           open 14 days · by 21–31 Aug · stale, untouched for 14 days
      and 3 more

    5 of 5 open questions
    $ tidings questions --all --due
    ---- stderr
    error: the argument '--all' cannot be used with '--due'
    hint: tidings questions --help
    ---- exit 2
    $ tidings --today 2025-08-01 questions --stale --due
    No question is stale or due.
    ");
    let nothing = Home::new();
    nothing.does("tidings add note X");
    assert_snapshot!(nothing.session("tidings questions --all\n tidings questions"), @"
    $ tidings questions --all
    No question yet.
    $ tidings questions
    No question is open.
    ");
}

#[test]
fn what_was_hidden_is_to_be_looked_at_in_the_morning_of_its_day() {
    let home = home();
    let seen = |day: &str| home.types(&format!("tidings --today {day}")).out;
    assert!(!seen("2025-08-11").contains("Does she come?"));
    assert!(seen("2025-08-12").contains("? Does she come?"));
    home.does("tidings --today 2025-08-12 forecast she 40%");
    assert!(!seen("2025-08-13").contains("Does she come?"));
}

#[test]
fn the_next_look_is_not_past() {
    let home = Home::at_work();
    let before = home.bytes();
    assert_snapshot!(home.session(r#"
        tidings check joins --next yesterday
        tidings check joins --next 2025-08-01
    "#), @"
    $ tidings check joins --next yesterday
    ---- stderr
    error: --next says when to look again, and Wed 13 Aug 2025 is past
    hint: --next tomorrow, or leave it out
    ---- exit 2
    $ tidings check joins --next 2025-08-01
    ---- stderr
    error: --next says when to look again, and Fri 1 Aug 2025 is past
    hint: --next tomorrow, or leave it out
    ---- exit 2
    ");
    assert!(home.bytes() == before);
    home.does("tidings check joins --next today\ntidings check joins --next '1 to 20 August'");
}
