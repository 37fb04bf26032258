//! Finding: by words, by topic and actor, by time.

use insta::assert_snapshot;

use super::home::Home;

/// A desk that wrote of one man under four spellings.
fn desk() -> Home {
    let home = Home::new();
    home.does(
        r#"
        tidings add actor "Volodymyr Zelenskyy" --kind person --slug zelenskyy --alias Zelensky --alias script:Зеленський
        tidings add actor "Vladimir Putin" --kind person --slug putin
        tidings add meeting "Zelensky in Berlin" --on "13 August" --topic diplomacy
        tidings add meeting "Leaders on a video call" --on "13 August" --who zelensky --topic diplomacy,guarantees
        tidings add quote "Ukrainians will not give their land to the occupier." --by ZELENSKY --on "9 August" --topic territory
        tidings add statement "A truce first" --by putin --on "12 August" --topic "security guarantees"
        tidings add note "Зеленський: аналіз промови" --slug analysis
        tidings add milestone "Second meeting" --when "late August" --text "With Zelenskyy, if the summit in Alaska goes well; the talks would turn on territories and on what guarantees there can be for the country once the fighting has stopped, and on who gives them." --topic territory --slug second
        tidings add question "Who gives the guarantees?" --about second
        "#,
    );
    home
}

#[test]
fn one_spelling_finds_them_all_and_what_refers_to_the_actor() {
    let home = desk();
    assert_snapshot!(home.session("tidings search zelensky"), @"
    $ tidings search zelensky
      21–31 Aug     rls        Second meeting                               expected
                               With Zelenskyy, if the summit in Alaska goes well;
                               the talks would turn on territories and on …
                    xbx        Зеленський: аналіз промови                       note
      Sat 9 Aug     tfn        Volodymyr Zelenskyy: “Ukrainians will not give their
                               land to the occupier.”                       verbatim
      Wed 13 Aug    xmd        Leaders on a video call                       meeting
                               names Volodymyr Zelenskyy
      Wed 13 Aug    cjx        Zelensky in Berlin                            meeting
                    zelenskyy  Volodymyr Zelenskyy                    actor · person

    also looked for: Volodymyr Zelenskyy, Зеленський
    ");
    for spelling in [
        "Zelenskyy",
        "ZELENSKY",
        "Зеленський",
        "volodymyr zelenskyy",
        "zelenskyy",
    ] {
        let found = home.json(&format!("tidings search {spelling} --json"));
        let items = found["groups"][0]["items"].as_array().unwrap();
        assert_eq!(items.len(), 6, "{spelling}");
    }
    let other = home.json("tidings search putin --json");
    assert_eq!(other["groups"][0]["items"].as_array().unwrap().len(), 2);
}

#[test]
fn all_words_must_occur_and_a_long_text_is_shown_around_them() {
    let home = desk();
    assert_snapshot!(home.session(
        r#"
        tidings search guarantee territory
        tidings search GUARANTEES --kind question
        tidings search "once the fighting"
        tidings search second --limit 1
        tidings search diplomacy --limit 1
        "#
    ), @r#"
    $ tidings search guarantee territory
      21–31 Aug     rls  Second meeting                                     expected
                         … turn on territories and on what guarantees there can be
                         for the …
    $ tidings search GUARANTEES --kind question
                    hpp  ? Who gives the guarantees?                            open
    $ tidings search "once the fighting"
      21–31 Aug     rls  Second meeting                                     expected
                         … can be for the country once the fighting has stopped, and
                         on who gives them.
    $ tidings search second --limit 1
      21–31 Aug     rls  Second meeting                                     expected
    $ tidings search diplomacy --limit 1
      Wed 13 Aug    xmd  Leaders on a video call                             meeting
                         topic diplomacy

    and 1 more (--limit N)
    "#);
}

#[test]
fn where_nothing_is_found_it_says_what_was_looked_for_and_what_is_near() {
    let home = desk();
    assert_snapshot!(home.session(
        r#"
        tidings search garantees
        tidings search terri
        tidings search truce berlin
        tidings search truce kellogg
        tidings search truce --kind event
        tidings search zelensky atlantis
        "#
    ), @"
    $ tidings search garantees
    Nothing holds “garantees”.
    near “garantees”: guarantees
    $ tidings search terri
    Nothing holds “terri”.
    near “terri”: territories, territory
    $ tidings search truce berlin
    Nothing holds “truce” and “berlin”.
    Each of them is somewhere, but no record holds them together.
    $ tidings search truce kellogg
    Nothing holds “truce” and “kellogg”.
    “kellogg” is nowhere.
    $ tidings search truce --kind event
    Nothing here holds “truce”: 1 record elsewhere does.
    $ tidings search zelensky atlantis
    Nothing holds “zelensky” (Volodymyr Zelenskyy, Зеленський) and “atlantis”.
    “atlantis” is nowhere.
    ");
}

#[test]
fn what_is_typed_is_never_syntax() {
    let home = desk();
    for typed in [
        "truce OR",
        "'truce AND first'",
        "'\"'truce",
        "title:truce",
        "'truce*'",
        "'^truce'",
        "'(truce)'",
        "'truce NEAR first'",
        "-- --truce",
        "'{title}:truce'",
    ] {
        let answer = home.types(&format!("tidings search {typed}"));
        assert_eq!((answer.code, answer.err.as_str()), (0, ""), "{typed}");
    }
    assert_snapshot!(home.session(
        r#"
        tidings search
        tidings search "–" "👍"
        tidings search truce --kind fish
        tidings find truce --json --limit 1 | head -n 8
        tidings grep truce
        "#
    ), @r#"
    $ tidings search
    ---- stderr
    error: tidings search needs <WORDS>...
    hint: tidings search WORDS
    ---- exit 2
    $ tidings search "–" "👍"
    ---- stderr
    error: "– 👍" holds no word
    hint: a word has letters or digits: tidings search territory
    ---- exit 2
    $ tidings search truce --kind fish
    ---- stderr
    error: --kind "fish" is no kind of record
    hint: one of: story, source, actor, event, statement, question, note
    ---- exit 2
    $ tidings find truce --json --limit 1 | head -n 8
    {
      "report": "search",
      "today": "2025-08-14",
      "as_of": null,
      "story": null,
      "looked_for": [
        {
          "typed": "truce",
    $ tidings grep truce
      Tue 12 Aug    jld  Vladimir Putin: A truce first
    "#);
}

#[test]
fn what_is_changed_or_taken_back_is_found_as_it_stands() {
    let home = desk();
    let found = |words: &str| {
        let found = home.json(&format!("tidings search {words} --json"));
        found["groups"][0]["items"].as_array().unwrap().len()
    };
    assert_eq!((found("berlin"), found("paris")), (1, 0));
    home.does("tidings edit second --text \"Not in Berlin but in Paris\"");
    assert_eq!(
        (found("berlin"), found("paris"), found("fighting")),
        (2, 1, 0)
    );
    home.does("tidings undo");
    assert_eq!(
        (found("berlin"), found("paris"), found("fighting")),
        (1, 0, 1)
    );
    home.does("tidings remove second --yes");
    assert_eq!(found("fighting"), 0);
    home.does("tidings undo\ntidings doctor\ntidings doctor --rebuild\ntidings doctor");
    assert_eq!(found("fighting"), 1);
}

#[test]
fn every_report_is_narrowed_to_topics_and_actors() {
    let home = desk();
    assert_snapshot!(home.session(
        r#"
        tidings timeline --actor zelensky
        tidings timeline --topic Territory,
        tidings upcoming --topic territory
        tidings upcoming --actor putin
        tidings timeline --topic diplomacy --actor zelensky --kind event
        tidings actors --topic territory
        tidings topics --actor zelensky
        tidings --topic territory
        "#
    ), @"
    $ tidings timeline --actor zelensky
    Volodymyr Zelenskyy

    2025
      Sat 9 Aug     tfn  Volodymyr Zelenskyy: “Ukrainians will not give their land
                         to the occupier.”                                  verbatim
      Wed 13 Aug    xmd  Leaders on a video call                             meeting
    ────────────────  today, Thu 14 Aug  ────────────────
    $ tidings timeline --topic Territory,
    ---- stderr
    error: --topic is empty
    hint: tidings topics and tidings actors list what there is
    ---- exit 2
    $ tidings upcoming --topic territory
    topic territory

    Today and running
      nothing
    Upcoming
      21–31 Aug     rls  Second meeting                              in 7 to 17 days

    1 dated
    $ tidings upcoming --actor putin
    Vladimir Putin

    Nothing in this report.
    1 elsewhere (tidings upcoming)
    $ tidings timeline --topic diplomacy --actor zelensky --kind event
    topic diplomacy · Volodymyr Zelenskyy

    2025
      Wed 13 Aug    xmd  Leaders on a video call                             meeting
    ────────────────  today, Thu 14 Aug  ────────────────
    $ tidings actors --topic territory
    topic territory

      zelenskyy  Volodymyr Zelenskyy                                          person
                 also Zelensky, Зеленський
    $ tidings topics --actor zelensky
    Volodymyr Zelenskyy

      diplomacy                                                             1 record
      guarantees                                                            1 record
      territory                                                             1 record
    $ tidings --topic territory
    Thursday 14 August 2025 · topic territory

    Next 7 days
      21–31 Aug     rls  Second meeting
    ");
    for report in [
        "morning",
        "watch",
        "questions",
        "upcoming",
        "timeline",
        "slips",
        "actors",
        "sources",
        "stories",
        "topics",
        "search truce",
    ] {
        let found = home.json(&format!(
            "tidings {report} --topic 'Security guarantees' --actor putin --json"
        ));
        assert_eq!(found["topics"][0], "Security guarantees", "{report}");
        assert_eq!(found["actors"].as_array().unwrap().len(), 1, "{report}");
    }
}

#[test]
fn a_topic_or_an_actor_that_is_nowhere_is_refused_with_those_that_are_near() {
    let home = desk();
    assert_snapshot!(home.session(
        r#"
        tidings timeline --topic territories
        tidings timeline --topic security
        tidings upcoming --actor zelenski
        tidings upcoming --actor nobody
        tidings upcoming --topic ""
        tidings --actor putin --topic=territory upcoming
        "#
    ), @r#"
    $ tidings timeline --topic territories
    ---- stderr
    error: nothing is filed under the topic "territories"
    hint: tidings topics lists what there is
    ---- exit 2
    $ tidings timeline --topic security
    ---- stderr
    error: nothing is filed under the topic "security"
    hint: tidings topics lists what there is
    ---- exit 2
    $ tidings upcoming --actor zelenski
    ---- stderr
    error: there is no actor zelenski
    hint: tidings upcoming --actor zelenskyy
    ---- exit 2
    $ tidings upcoming --actor nobody
    ---- stderr
    error: there is no actor nobody
    hint: tidings actors lists what there is
    ---- exit 2
    $ tidings upcoming --topic ""
    ---- stderr
    error: --topic is empty
    hint: tidings topics and tidings actors list what there is
    ---- exit 2
    $ tidings --actor putin --topic=territory upcoming
    ---- stderr
    error: --topic goes behind the command
    hint: tidings upcoming --topic=territory --actor putin
    ---- exit 2
    "#);
}

#[test]
fn a_near_name_is_put_in_place_of_the_one_that_was_typed_and_of_nothing_else() {
    let home = desk();
    home.does("tidings add actor Macron --slug macron");
    home.does("tidings add actor Macrnia --slug macrnia");
    home.does("tidings add actor Kyiv --slug kyiv");
    home.does("tidings add actor Lviv --slug lviv --alias Capital");
    home.does("tidings edit kyiv --add alias=Capital");
    assert_snapshot!(home.session(
        r#"
        tidings timeline --actor=macrnia,macrn
        tidings timeline --actor macrnia --actor macrn
        tidings search macrn --actor macrn
        tidings timeline --actor nobody --topic=nobody
        tidings timeline --topic terrytory --actor terrytory
        tidings timeline --actor macron,capital
        tidings timeline --actor=capital
        tidings search capital --actor capital
        "#
    ), @r#"
    $ tidings timeline --actor=macrnia,macrn
    ---- stderr
    error: there is no actor macrn
    hint: tidings timeline --actor=macrnia,macron
    ---- exit 2
    $ tidings timeline --actor macrnia --actor macrn
    ---- stderr
    error: there is no actor macrn
    hint: tidings timeline --actor macrnia --actor macron
    ---- exit 2
    $ tidings search macrn --actor macrn
    ---- stderr
    error: there is no actor macrn
    hint: tidings search macrn --actor macron
    ---- exit 2
    $ tidings timeline --actor nobody --topic=nobody
    ---- stderr
    error: nothing is filed under the topic "nobody"; there is no actor nobody
    hint: tidings topics lists what there is · tidings actors lists what there is
    ---- exit 2
    $ tidings timeline --topic terrytory --actor terrytory
    ---- stderr
    error: nothing is filed under the topic "terrytory"; there is no actor terrytory
    hint: --topic territory · tidings actors lists what there is
    ---- exit 2
    $ tidings timeline --actor macron,capital
    ---- stderr
    error: "capital" fits 2 actors
      actor:kyiv    Kyiv
      actor:lviv    Lviv
    hint: tidings timeline --actor macron,actor:kyiv
    ---- exit 2
    $ tidings timeline --actor=capital
    ---- stderr
    error: "capital" fits 2 actors
      actor:kyiv    Kyiv
      actor:lviv    Lviv
    hint: tidings timeline --actor=actor:kyiv
    ---- exit 2
    $ tidings search capital --actor capital
    ---- stderr
    error: "capital" fits 2 actors
      actor:kyiv    Kyiv
      actor:lviv    Lviv
    hint: tidings search capital --actor actor:kyiv
    ---- exit 2
    "#);
}

#[test]
fn a_stretch_of_time_holds_what_may_lie_in_it() {
    let home = desk();
    assert_snapshot!(home.session(
        r#"
        tidings timeline --from "12 August" --to "25 August"
        tidings timeline --to 2025-08-10
        tidings timeline --from 2025-09-01
        tidings timeline --from 2025-08-20 --to 2025-08-10
        tidings timeline --from "20 August"
        tidings timeline --from tomorrowish
        "#
    ), @r#"
    $ tidings timeline --from "12 August" --to "25 August"
    from Tue 12 Aug to Mon 25 Aug

    2025
      Tue 12 Aug    jld  Vladimir Putin: A truce first
      Wed 13 Aug    cjx  Zelensky in Berlin                                  meeting
                    xmd  Leaders on a video call                             meeting
    ────────────────  today, Thu 14 Aug  ────────────────
      21–31 Aug     rls  Second meeting                                     expected
    $ tidings timeline --to 2025-08-10
    to Sun 10 Aug

    2025
      Sat 9 Aug     tfn  Volodymyr Zelenskyy: “Ukrainians will not give their land
                         to the occupier.”                                  verbatim
    $ tidings timeline --from 2025-09-01
    from Mon 1 Sep

    Nothing on the line of time.
    $ tidings timeline --from 2025-08-20 --to 2025-08-10
    ---- stderr
    error: --from 2025-08-20 is later than --to 2025-08-10
    hint: tidings timeline --from 2025-08-10 --to 2025-08-20
    ---- exit 2
    $ tidings timeline --from "20 August"
    ---- stderr
    error: "20 August" is in 6 days, or was 359 ago
    hint: write the year: --from "20 August 2024" or --from "20 August 2025"
    ---- exit 2
    $ tidings timeline --from tomorrowish
    ---- stderr
    error: "tomorrowish" is not understood as a date
    hint: accepted: "14 May 2025", "late August", "by 30 September"
    ---- exit 2
    "#);
    let found = home.json("tidings timeline --from 2025-08-12 --to 2025-08-25 --json");
    assert_eq!(
        (&found["from"], &found["to"]),
        (&"2025-08-12".into(), &"2025-08-25".into())
    );
    assert_eq!(found["groups"][0]["items"].as_array().unwrap().len(), 4);
}

#[test]
fn a_limit_of_the_timeline_leaves_what_is_nearest_to_today() {
    let home = desk();
    assert_snapshot!(home.session(
        r#"
        tidings timeline --limit 3
        tidings timeline --limit 1
        tidings timeline --limit 2 --to 2025-08-12
        "#
    ), @"
    $ tidings timeline --limit 3
      2 earlier
    2025
      Wed 13 Aug    cjx  Zelensky in Berlin                                  meeting
                    xmd  Leaders on a video call                             meeting
    ────────────────  today, Thu 14 Aug  ────────────────
      21–31 Aug     rls  Second meeting                                     expected
    $ tidings timeline --limit 1
      4 earlier
    ────────────────  today, Thu 14 Aug  ────────────────
    2025
      21–31 Aug     rls  Second meeting                                     expected
    $ tidings timeline --limit 2 --to 2025-08-12
    to Tue 12 Aug

    2025
      Sat 9 Aug     tfn  Volodymyr Zelenskyy: “Ukrainians will not give their land
                         to the occupier.”                                  verbatim
      Tue 12 Aug    jld  Vladimir Putin: A truce first
    ");
}

#[test]
fn there_is_nothing_to_find_in_no_file() {
    let home = Home::new();
    assert_snapshot!(home.session("tidings search truce\ntidings timeline --topic truce --actor nobody"), @r#"
    $ tidings search truce
    Nothing recorded yet.
    tidings add summit "Trump-Putin summit" --when 2025-08-15 --who trump,putin
    $ tidings timeline --topic truce --actor nobody
    Nothing recorded yet.
    tidings add summit "Trump-Putin summit" --when 2025-08-15 --who trump,putin
    "#);
    assert_eq!(home.bytes(), None);
}

#[test]
fn on_a_terminal_the_first_twenty_are_shown() {
    let home = Home::new();
    let add = |n: usize| format!("tidings add note 'Truce, day {n}' -q");
    home.does(&(1..=23).map(add).collect::<Vec<_>>().join("\n"));
    assert_eq!(home.types("tidings search truce").out.lines().count(), 23);
    let Some(seen) =
        super::terminal::at_a_terminal(&home, "", "tidings search truce --color never")
    else {
        return;
    };
    assert!(
        seen.contains("Truce, day 23") && seen.contains("Truce, day 4 "),
        "{seen}"
    );
    assert!(!seen.contains("Truce, day 3 "), "{seen}");
    assert!(
        seen.ends_with("\nand 3 more (--limit N)\nexit 0\n"),
        "{seen}"
    );
    let bold = home
        .types("tidings search truce --color always --limit 1")
        .out;
    assert!(bold.contains("\u{1b}[1mTruce\u{1b}[0m, day 23"), "{bold:?}");
}

#[test]
fn an_empty_list_says_what_is_elsewhere() {
    let home = Home::new();
    home.does(
        r#"
        tidings add meeting "The talks" --when "late August" --story Ukraine --topic aid
        tidings add question "Who gives the guarantees?" --story Ukraine
        tidings add note "Costs" --story Trade --topic tariffs
        "#,
    );
    assert_snapshot!(home.session(r#"
        tidings upcoming --story trade
        tidings watch --story trade
        tidings questions --story trade
        tidings upcoming --topic tariffs
        tidings watch --topic tariffs --story ukraine
        tidings watch --topic aid
        tidings questions --due --story trade
    "#), @"
    $ tidings upcoming --story trade
    trade

    Nothing in this report.
    1 elsewhere (tidings upcoming --story any)
    $ tidings watch --story trade
    trade

    Nothing in this report.
    2 elsewhere (tidings watch --story any)
    $ tidings questions --story trade
    trade

    Nothing in this report.
    1 elsewhere (tidings questions --story any)
    $ tidings upcoming --topic tariffs
    topic tariffs

    Nothing in this report.
    1 elsewhere (tidings upcoming)
    $ tidings watch --topic tariffs --story ukraine
    ukraine · topic tariffs

    Nothing in this report.
    2 elsewhere (tidings watch --story any)
    $ tidings watch --topic aid
    topic aid

    Expected, not confirmed, nothing asked about it
      21–31 Aug     png  The talks
    $ tidings questions --due --story trade
    trade

    Nothing in this report.
    ");
    home.does("tidings mark talks cancelled");
    assert_eq!(
        home.types("tidings upcoming --story trade").out,
        "trade\n\nNothing in this report.\n"
    );
}

#[test]
fn what_shows_one_story_says_which_and_a_search_what_the_others_hold() {
    let home = Home::new();
    home.does("tidings add story 'Ukraine talks' --slug ukraine");
    home.does("tidings add story Trade --slug trade");
    home.does("tidings add quote 'Tariffs work.' --by new:'Donald Trump' --story trade");
    home.does("tidings add quote 'We will see.' --by 'Donald Trump' --story ukraine");
    home.does("tidings config story ukraine");
    insta::assert_snapshot!(home.session("
        tidings search trump
        tidings timeline
        tidings search trump --story any
    "), @"
    $ tidings search trump
    ukraine

                    xmd  Donald Trump: “We will see.”                       verbatim

    2 elsewhere (--story any)
    $ tidings timeline
    ukraine

    No date
                    xmd  Donald Trump: “We will see.”                       verbatim
    $ tidings search trump --story any
                    xmd       Donald Trump: “We will see.”                  verbatim
                    cjx       Donald Trump: “Tariffs work.”                 verbatim
                    rmgtmvmr  Donald Trump                                     actor
    ");
}

#[test]
fn every_list_says_what_is_elsewhere_and_the_command_shows_as_many() {
    let home = Home::new();
    home.does(
        r#"
        tidings add milestone "Deadline for a truce" --when 2025-08-20 --certainty mooted --story Ukraine --topic aid --who putin
        tidings move @ --to 2025-08-12 --source https://example.org/wire
        tidings edit putin --story ukraine
        tidings add question "Who pays?" --story Ukraine --check-on 2025-08-13
        tidings add question "Who signs?" --story Ukraine --check-on 2025-08-13 --hidden-until "1 September"
        tidings add note "Costs" --story Trade
        "#,
    );
    assert_snapshot!(home.session(r#"
        tidings timeline --story trade
        tidings timeline --story trade --kind event,question --from 2025-08-01 --to 2025-08-31
        tidings timeline --actor putin --from 2025-09-01
        tidings slips --story trade
        tidings check --story trade
        tidings check
        tidings actors --story trade
        tidings sources --story trade
        tidings topics --story trade
        tidings questions --due --story trade
        tidings stories --topic aid --story trade
    "#), @r#"
    $ tidings timeline --story trade
    trade

    Nothing in this report.
    1 elsewhere (tidings timeline --story any)
    $ tidings timeline --story trade --kind event,question --from 2025-08-01 --to 2025-08-31
    trade · from Fri 1 Aug to Sun 31 Aug

    Nothing on the line of time.
    1 elsewhere (tidings timeline --kind event,question --from 2025-08-01 --to
    2025-08-31 --story any)
    $ tidings timeline --actor putin --from 2025-09-01
    putin · from Mon 1 Sep

    Nothing on the line of time.
    $ tidings slips --story trade
    trade

    Nothing in this report.
    1 elsewhere (tidings slips --story any)
    $ tidings check --story trade
    trade

    Nothing in this report.
    2 elsewhere (tidings check --story any)
    $ tidings check
    Past its date
      Tue 12 Aug    png  Deadline for a truce                        2 days · mooted
                         mark png happened --on …, or lapsed · move png --to …
    Look again
      Wed 13 Aug    xmd  ? Who pays?
                         check xmd "…" --next …

    2 to look at · 1 hidden for now
    $ tidings actors --story trade
    trade

    Nothing in this report.
    1 elsewhere (tidings actors --story any)
    $ tidings sources --story trade
    trade

    Nothing in this report.
    1 elsewhere (tidings sources --story any)
    $ tidings topics --story trade
    trade

    Nothing in this report.
    1 elsewhere (tidings topics --story any)
    $ tidings questions --due --story trade
    trade

    Nothing in this report.
    1 elsewhere (tidings questions --due --story any)
    $ tidings stories --topic aid --story trade
    topic aid

      ukraine  Ukraine
    "#);
    for list in [
        "timeline",
        "slips",
        "check",
        "actors",
        "sources",
        "topics",
        "questions --due",
    ] {
        let here = home.types(&format!("tidings {list} --story trade")).out;
        let (count, rest) = here.split_once(" elsewhere (").unwrap();
        let command = rest.split(')').next().unwrap();
        let there = home.json(&format!("{command} --json"));
        let groups = there["groups"].as_array().unwrap();
        let found: usize = groups
            .iter()
            .map(|group| group["items"].as_array().unwrap().len())
            .sum();
        assert!(count.ends_with(&format!("\n{found}")), "{here}");
    }
    assert_eq!(Home::new().types("tidings actors --story any").code, 0);
}

#[test]
fn a_word_of_a_name_finds_what_is_said_by_whoever_has_it() {
    let home = Home::new();
    home.does(
        r#"
        tidings add actor "Donald Trump" --kind person --slug trump-donald --alias POTUS --alias weak:him
        tidings add actor "Donald Tusk" --kind person
        tidings add actor "Ursula von der Leyen" --kind person
        tidings add quote "We’ll see if they get along." --by potus --on today
        tidings add meeting "POTUS at Elmendorf" --on today
        tidings add meeting "Trumpeters rehearse" --on today
        tidings add statement "It is for Ukraine to decide" --by "Donald Tusk" --on today
        tidings add statement "The union stands by Ukraine" --by "Ursula von der Leyen" --on today
        "#,
    );
    assert_snapshot!(home.session(r#"
        tidings search trump
        tidings search trumpet
        tidings search donald
        tidings search von der leyen union
        tidings search "der leyen"
        tidings search leyen der
        tidings search "leyen der"
    "#), @r#"
    $ tidings search trump
      Thu 14 Aug    tfn           POTUS at Elmendorf                         meeting
      Thu 14 Aug    xmd           Donald Trump: “We’ll see if they get along.”
                                  verbatim
                    trump-donald  Donald Trump                        actor · person

    also looked for: POTUS
    $ tidings search trumpet
    Nothing holds “trumpet”.
    near “trumpet”: trumpeters
    $ tidings search donald
      Thu 14 Aug    xbx           Donald Tusk: It is for Ukraine to decide
      Thu 14 Aug    xmd           Donald Trump: “We’ll see if they get along.”
                                  verbatim
                    sfwhdgkb      Donald Tusk                         actor · person
                    trump-donald  Donald Trump                        actor · person
    $ tidings search von der leyen union
      Thu 14 Aug    rls  Ursula von der Leyen: The union stands by Ukraine
    $ tidings search "der leyen"
      Thu 14 Aug    rls       Ursula von der Leyen: The union stands by Ukraine
                    cjxhxlzq  Ursula von der Leyen                    actor · person
    $ tidings search leyen der
      Thu 14 Aug    rls       Ursula von der Leyen: The union stands by Ukraine
                    cjxhxlzq  Ursula von der Leyen                    actor · person
    $ tidings search "leyen der"
    Nothing holds “leyen der”.
    "#);
    home.does("tidings edit trump-donald --name \"Donald J. Trump\"\ntidings edit trump-donald --no alias=POTUS");
    assert_snapshot!(home.session("tidings search j\ntidings search potus\ntidings undo\ntidings search POTUS --limit 1"), @"
    $ tidings search j
      Thu 14 Aug    xmd           Donald J. Trump: “We’ll see if they get along.”
                                  verbatim
                    trump-donald  Donald J. Trump                     actor · person
    $ tidings search potus
      Thu 14 Aug    tfn  POTUS at Elmendorf                                  meeting
    $ tidings undo
    Undid o10 “edit”.
    trump-donald  Donald J. Trump
                  alias: him → POTUS, him
    $ tidings search POTUS --limit 1
      Thu 14 Aug    tfn  POTUS at Elmendorf                                  meeting

    and 2 more (--limit N) · also looked for: Donald J. Trump
    ");
    // Said of him by an attribution, which is narrow: it asks.
    let answer = home.types("tidings add statement \"No\" --by trump");
    assert_eq!(answer.code, 2);
    home.does("tidings doctor");
}

#[test]
fn a_part_of_a_description_finds_what_was_said_so() {
    let home = Home::new();
    home.does(
        r#"
        tidings add statement "Trade will be discussed" --by "a Kremlin aide" --of kremlin --on today
        tidings add statement "It is too early" --by "two EU diplomats" --on today
        tidings add statement "The tariffs stand" --by kremlin --on yesterday
        "#,
    );
    assert_snapshot!(home.session(r#"
        tidings search kremlin aide
        tidings search aides discussed
        tidings search "eu diplomat"
        tidings search kremlin
        tidings search a
    "#), @r#"
    $ tidings search kremlin aide
      Thu 14 Aug    png       a Kremlin aide: Trade will be discussed
                    pqlngprk  a Kremlin aide          actor · described · of kremlin
    $ tidings search aides discussed
      Thu 14 Aug    png  a Kremlin aide: Trade will be discussed
    $ tidings search "eu diplomat"
    Nothing holds “eu diplomat”.
    $ tidings search kremlin
      Wed 13 Aug    cjx       kremlin: The tariffs stand
      Thu 14 Aug    png       a Kremlin aide: Trade will be discussed
                    pqlngprk  a Kremlin aide          actor · described · of kremlin
                    kremlin   kremlin                                          actor
    $ tidings search a
                    pqlngprk  a Kremlin aide          actor · described · of kremlin
    "#);
}
