//! The dates of `upcoming`, drawn at the right of its list from 110 columns on.

use insta::assert_snapshot;

use crate::home::Home;

/// What is to come, of every sort: overdue, by a day, a day, some day in a window, what lasts, what has no end, what
/// moved, what was postponed, what never had a date.
fn home() -> Home {
    let home = Home::new();
    home.does(
        r#"
        tidings add milestone "Kyiv’s reply to the draft" --when "by 10 August 2025" --status expected --certainty likely
        tidings add deadline "Last day for objections" --when 2025-08-11 --status expected
        tidings add summit "Trump-Putin summit" --when "2025-08-15?" --place Anchorage --certainty confirmed --slug summit
        tidings add meeting "Second meeting, with Zelenskiy" --when "late August" --certainty possible --waits-on summit --slug second
        tidings move second --to "mid-September" --by kremlin
        tidings add meeting "UN General Assembly, high-level week" --when "23 to 29 September" --certainty confirmed
        tidings add meeting "Trump visits Moscow" --when "1-10 September" --slug visit
        tidings mark visit postponed
        tidings add ceasefire "Ceasefire in Ukraine agreed" --certainty mooted
        tidings add meeting "The coalition’s staffs plan" --when "2025-08-10/2025-08-20"
        tidings add legal "The Commission’s proposal for the nineteenth package of sanctions, with all of its annexes" --when "by 30 September" --visibility internal
        tidings add meeting "Zelenskiy meets Starmer" --when today
        tidings add military "Ban on overflights" --when "2025-09-01/.."
        "#,
    );
    home
}

fn upcoming(home: &Home, columns: usize) -> String {
    home.types(&format!("COLUMNS={columns} tidings upcoming"))
        .out
}

#[test]
fn at_109_columns_there_is_a_list_and_at_110_its_dates_are_drawn() {
    let home = home();
    assert_snapshot!(upcoming(&home, 109), @"
    Overdue
      by 10 Aug     png  Kyiv’s reply to the draft                                       likely · 4 days
      Mon 11 Aug    sfw  Last day for objections                                                  3 days
    Today and running
      Thu 14 Aug    vbm  Zelenskiy meets Starmer                                                   today
      by 30 Sep     qxt  The Commission’s proposal for the nineteenth package of sanctions, with all of
                         its annexes                                    any day, 47 days left · internal
      10–20 Aug     tzk  The coalition’s staffs plan                              under way, 6 days left
    Upcoming
      Fri 15 Aug?   cjx  Trump-Putin summit, Anchorage                              confirmed · tomorrow
      from 1 Sep    hjp  Ban on overflights                                                   in 18 days
      11–20 Sep     xmd  Second meeting, with Zelenskiy                      possible · in 28 to 37 days
                         was 21–31 Aug · slipped once, 11 to 30 days, by kremlin
                         waits on cjx
      23–29 Sep     jld  UN General Assembly, high-level week            confirmed · in 40 days, lasts 7
    No date
                    xbx  Trump visits Moscow                                    postponed · was 1–10 Sep
                    hpp  Ceasefire in Ukraine agreed                                              mooted

    7 dated, 2 overdue, 2 without a date
    ");
    assert_snapshot!(upcoming(&home, 110), @"
                                                                 Aug                  Sep
                                                                 11     18     25     1      8      15     22
    Overdue
      by 10 Aug     png  Kyiv’s reply to the draft               ◂━━┆
                         likely · 4 days                            ┆
      Mon 11 Aug    sfw  Last day for objections         3 days  ●━━┆
    Today and running
      Thu 14 Aug    vbm  Zelenskiy meets Starmer                    ●
      by 30 Sep     qxt  The Commission’s proposal for the          ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░▸
                         nineteenth package of sanctions, with      ┆
                         all of its annexes            internal     ┆
      10–20 Aug     tzk  The coalition’s staffs plan             ◂█████████
    Upcoming
      Fri 15 Aug?   cjx  Trump-Putin summit, Anchorage              ┆○
                         confirmed                                  ┆
      from 1 Sep    hjp  Ban on overflights                         ┆                 ███████████████████████████▸
      11–20 Sep     xmd  Second meeting, with Zelenskiy             ┆      ···········          ░░░░░░░░░░
                         possible                                   ┆
                         waits on cjx · slipped once, 11 to 30      ┆
                         days, by kremlin                           ┆
      23–29 Sep     jld  UN General Assembly, high-level week       ┆                                       █████▸
                         confirmed                                  ┆
    No date
                    xbx  Trump visits Moscow                        ┆                 ··········
                         postponed · was 1–10 Sep                   ┆
                    hpp  Ceasefire in Ukraine agreed     mooted

    ● a day   ○ an uncertain day   ░ some day in   █ lasts   · before it moved   ━ overdue since   ◂ ▸ goes on
    ┆ today
    7 dated, 2 overdue, 2 without a date
    ");
}

#[test]
fn more_columns_are_for_the_words() {
    let home = home();
    assert_snapshot!(upcoming(&home, 120), @"
                                                                           Aug                  Sep
                                                                           11     18     25     1      8      15     22
    Overdue
      by 10 Aug     png  Kyiv’s reply to the draft        likely · 4 days  ◂━━┆
      Mon 11 Aug    sfw  Last day for objections                   3 days  ●━━┆
    Today and running
      Thu 14 Aug    vbm  Zelenskiy meets Starmer                              ●
      by 30 Sep     qxt  The Commission’s proposal for the nineteenth         ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░▸
                         package of sanctions, with all of its annexes        ┆
                         internal                                             ┆
      10–20 Aug     tzk  The coalition’s staffs plan                       ◂█████████
    Upcoming
      Fri 15 Aug?   cjx  Trump-Putin summit, Anchorage          confirmed     ┆○
      from 1 Sep    hjp  Ban on overflights                                   ┆                 ███████████████████████████▸
      11–20 Sep     xmd  Second meeting, with Zelenskiy          possible     ┆      ···········          ░░░░░░░░░░
                         waits on cjx · slipped once, 11 to 30 days, by       ┆
                         kremlin                                              ┆
      23–29 Sep     jld  UN General Assembly, high-level week   confirmed     ┆                                       █████▸
    No date
                    xbx  Trump visits Moscow     postponed · was 1–10 Sep     ┆                 ··········
                    hpp  Ceasefire in Ukraine agreed               mooted

    ● a day   ○ an uncertain day   ░ some day in   █ lasts   · before it moved   ━ overdue since   ◂ ▸ goes on   ┆ today
    7 dated, 2 overdue, 2 without a date
    ");
    assert_snapshot!(upcoming(&home, 160), @"
                                                                                                          Aug                  Sep
                                                                                                          11     18     25     1      8      15     22
    Overdue
      by 10 Aug     png  Kyiv’s reply to the draft                                       likely · 4 days  ◂━━┆
      Mon 11 Aug    sfw  Last day for objections                                                  3 days  ●━━┆
    Today and running
      Thu 14 Aug    vbm  Zelenskiy meets Starmer                                                             ●
      by 30 Sep     qxt  The Commission’s proposal for the nineteenth package of sanctions, with all of      ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░▸
                         its annexes                                                            internal     ┆
      10–20 Aug     tzk  The coalition’s staffs plan                                                      ◂█████████
    Upcoming
      Fri 15 Aug?   cjx  Trump-Putin summit, Anchorage                                         confirmed     ┆○
      from 1 Sep    hjp  Ban on overflights                                                                  ┆                 ███████████████████████████▸
      11–20 Sep     xmd  Second meeting, with Zelenskiy                                         possible     ┆      ···········          ░░░░░░░░░░
                         waits on cjx · slipped once, 11 to 30 days, by kremlin                              ┆
      23–29 Sep     jld  UN General Assembly, high-level week                                  confirmed     ┆                                       █████▸
    No date
                    xbx  Trump visits Moscow                                    postponed · was 1–10 Sep     ┆                 ··········
                    hpp  Ceasefire in Ukraine agreed                                              mooted

    ● a day   ○ an uncertain day   ░ some day in   █ lasts   · before it moved   ━ overdue since   ◂ ▸ goes on   ┆ today
    7 dated, 2 overdue, 2 without a date
    ");
}

#[test]
fn a_column_is_a_week_where_something_comes_after_seven() {
    let home = home();
    home.does(
        r#"
        tidings add meeting "The ministers meet in Ramstein" --when "spring 2026"
        tidings add legal "The mandate of the mission ends" --when 2027-03-31
        "#,
    );
    assert_snapshot!(upcoming(&home, 110), @"
                                                                 2025                    2026
                                                                   Aug Sep  Oct Nov Dec  Jan Feb Mar  Apr May Jun
    Overdue
      by 10 Aug        png  Kyiv’s reply to the draft              ░┆
                            likely · 4 days                         ┆
      Mon 11 Aug       sfw  Last day for objections      3 days     ●
    Today and running
      Thu 14 Aug       vbm  Zelenskiy meets Starmer                 ●
      by 30 Sep        qxt  The Commission’s proposal for the       ░░░░░░░░
                            nineteenth package of sanctions,        ┆
                            with all of its annexes    internal     ┆
      10–20 Aug        tzk  The coalition’s staffs plan            ███
    Upcoming
      Fri 15 Aug?      cjx  Trump-Putin summit, Anchorage           ○
                            confirmed                               ┆
      from 1 Sep       hjp  Ban on overflights                      ┆  ██████████████████████████████████████████▸
      11–20 Sep        xmd  Second meeting, with Zelenskiy          ┆·· ░░
                            possible                                ┆
                            waits on cjx · slipped once, 11 to      ┆
                            30 days, by kremlin                     ┆
      23–29 Sep        jld  UN General Assembly, high-level         ┆     ██
                            week                      confirmed     ┆
      spring 2026      tfm  The ministers meet in Ramstein          ┆                           ░░░░░░░░░░░░░░
      Wed 31 Mar 2027  pbg  The mandate of the mission ends         ┆                                            ▸
    No date
                       xbx  Trump visits Moscow                     ┆  ··
                            postponed · was 1–10 Sep                ┆
                       hpp  Ceasefire in Ukraine agreed  mooted

    ● a day   ○ an uncertain day   ░ some day in   █ lasts   · before it moved   ▸ goes on   ┆ today
    a column a week
    9 dated, 2 overdue, 2 without a date
    ");
    assert_snapshot!(upcoming(&home, 160), @"
                                                                                      2025                    2026
                                                                                        Aug Sep  Oct Nov Dec  Jan Feb Mar  Apr May Jun  Jul Aug  Sep Oct Nov  Dec
    Overdue
      by 10 Aug        png  Kyiv’s reply to the draft                likely · 4 days    ░┆
      Mon 11 Aug       sfw  Last day for objections                           3 days     ●
    Today and running
      Thu 14 Aug       vbm  Zelenskiy meets Starmer                                      ●
      by 30 Sep        qxt  The Commission’s proposal for the nineteenth package of      ░░░░░░░░
                            sanctions, with all of its annexes              internal     ┆
      10–20 Aug        tzk  The coalition’s staffs plan                                 ███
    Upcoming
      Fri 15 Aug?      cjx  Trump-Putin summit, Anchorage                  confirmed     ○
      from 1 Sep       hjp  Ban on overflights                                           ┆  ███████████████████████████████████████████████████████████████████████▸
      11–20 Sep        xmd  Second meeting, with Zelenskiy                  possible     ┆·· ░░
                            waits on cjx · slipped once, 11 to 30 days, by kremlin       ┆
      23–29 Sep        jld  UN General Assembly, high-level week           confirmed     ┆     ██
      spring 2026      tfm  The ministers meet in Ramstein                               ┆                           ░░░░░░░░░░░░░░
      Wed 31 Mar 2027  pbg  The mandate of the mission ends                              ┆                                                                         ▸
    No date
                       xbx  Trump visits Moscow             postponed · was 1–10 Sep     ┆  ··
                       hpp  Ceasefire in Ukraine agreed                       mooted

    ● a day   ○ an uncertain day   ░ some day in   █ lasts   · before it moved   ▸ goes on   ┆ today   a column a week
    9 dated, 2 overdue, 2 without a date
    ");
}

#[test]
fn the_last_day_of_the_seven_weeks_is_drawn_as_a_day() {
    // The first Monday is the last one that is at least three days before.
    for (today, first, last) in [
        ("2025-08-14", "11", "2025-09-28"),
        ("2025-08-13", "4", "2025-09-21"),
        ("2025-08-11", "4", "2025-09-21"),
    ] {
        let home = Home::new();
        home.does(&format!(
            "tidings add event \"The last day\" --when {last} --today {today}"
        ));
        let shown = home.types(&format!("COLUMNS=110 tidings upcoming --today {today}"));
        let lines: Vec<&str> = shown.out.lines().collect();
        assert!(
            lines[1].trim().starts_with(&format!("{first}  ")),
            "{shown}"
        );
        let row = lines
            .iter()
            .find(|line| line.contains("The last day"))
            .unwrap();
        assert_eq!((row.chars().count(), row.chars().last()), (110, Some('●')));
        assert!(!shown.out.contains("a column a week"), "{shown}");
    }
}

#[test]
fn a_word_that_is_wider_than_the_list_stands_alone() {
    let home = Home::new();
    home.does(&format!(
        "tidings add event 'Hearing {} on sanctions' --when 2025-08-20\n\
         tidings add event '{}' --when 2025-08-21",
        "x".repeat(60),
        "y".repeat(60),
    ));
    assert_snapshot!(upcoming(&home, 110), @"
                                                                 Aug                  Sep
                                                                 11     18     25     1      8      15     22
    Today and running
      nothing
    Upcoming
      Wed 20 Aug    png  Hearing                                    ┆     ●
                         xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
                         on sanctions                               ┆
      Thu 21 Aug    sfw  yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy
                                                                    ┆      ●

    ● a day   ┆ today
    2 dated
    ");
}

#[test]
fn where_nothing_has_a_date_nothing_is_drawn() {
    let home = Home::new();
    home.does("tidings add ceasefire 'Ceasefire in Ukraine agreed' --certainty mooted");
    assert_snapshot!(upcoming(&home, 120), @"
    Today and running
      nothing
    No date
                    png  Ceasefire in Ukraine agreed                                              mooted

    1 without a date
    ");
}

#[test]
fn a_pipe_is_no_wide_screen() {
    let home = home();
    let piped = home.types("tidings upcoming | cat").out;
    assert_eq!(piped, upcoming(&home, 80));
    assert!(!piped.contains('┆'));
}
