//! Names that are not clear, off a terminal: one refusal names them all, and each command that it hints works when it
//! is pasted.

use insta::assert_snapshot;

use crate::home::{Answer, Home};

/// A home in which something is near whatever these tests type.
fn with_names() -> Home {
    let home = Home::new();
    home.does(
        r#"
        tidings add actor "Donald Trump" --kind person
        tidings add actor "Vladimir Putin" --kind person
        tidings add actor "Exemple, Jean" --kind person
        tidings add actor Ukraine --slug ukraine --alias metonym:Kyiv
        tidings add actor "City of Kyiv" --alias Kyiv
        tidings add source "Pool report" --slug pool
        tidings add story "Ukraine talks"
        tidings add summit "The summit" --when 2025-08-15 --topic sanctions --slug summit --source pool
        tidings move summit --to 2025-08-16 --by "Donald Trump" --source pool
        tidings add call "A call" --on yesterday --slug call
        tidings add yesno "Does it end?" --slug ends
        tidings forecast ends 30% --by "Donald Trump"
        tidings add statement "It is so" --on today --by "Donald Trump" --slug said
        "#,
    );
    home
}

/// The commands that a refusal hints, each as it is pasted.
fn hinted(answer: &Answer) -> Vec<String> {
    let first = answer.hint().into_iter();
    let others = answer
        .err
        .lines()
        .filter_map(|line| line.strip_prefix("  or: "));
    first.chain(others).map(str::to_owned).collect()
}

#[test]
fn every_verb_that_takes_a_name_hints_commands_that_work() {
    let home = with_names();
    for (line, commands) in [
        (
            "tidings add summit A --when 2025-08-20 --who trump,putin:host",
            2,
        ),
        (
            "tidings add summit A --when 2025-08-20 --who=trump --by putin",
            2,
        ),
        ("tidings add summit A --when 2025-08-20 --who kyiv:guest", 2),
        ("tidings add summit A --when 2025-08-20 --who Exemple", 2),
        ("tidings add statement A --on today --by Exemple,trump", 2),
        (
            "tidings add statement A --on today --by 'a new aide' --of trump",
            2,
        ),
        // Of one who is there it is known whose they are: only a new one goes through.
        (
            "tidings add statement A --on today --by trump --of Ukraine",
            1,
        ),
        // That somebody is new is enough; whose, is known.
        (
            "tidings add statement A --on today --by 'jean' --of trump",
            2,
        ),
        ("tidings add quote A --speaker trump --on today", 2),
        ("tidings add quote A --author trump --on today", 2),
        ("tidings add note A --topic sanction", 2),
        ("tidings add note A --tag sanction,aid", 2),
        ("tidings add note A --story 'Ukraine talk'", 2),
        ("TIDINGS_STORY='ukraine talk' tidings add note A", 2),
        ("tidings add note A --source 'Pool reports'", 2),
        (
            "tidings add note A --source 'Pool reports' --topic sanction --story 'ukraine talk'",
            2,
        ),
        ("tidings add actor A --of trump", 2),
        ("tidings actor add A --of trump", 2),
        ("tidings add source A --origin 'Pool reports'", 2),
        (
            "tidings mark summit happened --on today --who trump,putin --source 'Pool reports'",
            2,
        ),
        ("tidings mark summit cancelled --why rain --by trump", 2),
        ("tidings mark summit confirmed --source 'Pool reports'", 2),
        ("tidings mark pool retracted --source 'Pool reports'", 2),
        (
            "tidings move summit --to 2025-08-20 --by trump --source 'Pool reports'",
            2,
        ),
        ("tidings answer ends yes --source 'Pool reports'", 2),
        ("tidings forecast ends 40% --by trump", 2),
        (
            "tidings forecast ends 40% --by trump --source 'Pool reports'",
            2,
        ),
        ("tidings edit summit --who trump", 2),
        ("tidings edit summit --add who=trump:mediator", 2),
        (
            "tidings edit summit --add topic=sanctoins --add who=putin",
            2,
        ),
        (
            "tidings edit summit --topic sanction --story 'ukraine talk'",
            2,
        ),
        ("tidings edit summit --move 1 --by putin", 2),
        ("tidings edit summit --move 1 --source 'Pool reports'", 2),
        (
            "tidings edit summit --citation 1 --source 'Pool reports'",
            2,
        ),
        ("tidings edit summit --source 'Pool reports'", 2),
        ("tidings edit ends --forecast 1 --by putin", 2),
        ("tidings edit said --by putin", 2),
        ("tidings edit said --add by=putin", 2),
        ("tidings edit said --add by='a new aide' --of putin", 2),
        ("tidings edit Ukraine --of trump", 2),
        ("tidings edit pool --topic sanction", 2),
        (
            "tidings cite said --source 'Pool reports' --excerpt '$5'",
            2,
        ),
        ("tidings check ends 'nothing' --source 'Pool reports'", 2),
    ] {
        let home = home.copy();
        let refused = home.types(line);
        assert_eq!(refused.code, 2, "{line}\n{refused}");
        let hinted = hinted(&refused);
        assert_eq!(hinted.len(), commands, "{line}\n{refused}");
        for pasted in hinted {
            let answer = home.copy().types(&pasted);
            assert_eq!(answer.code, 0, "{line}\n$ {pasted}\n{answer}");
        }
    }
}

#[test]
fn all_names_that_are_not_clear_are_named_at_once() {
    let home = with_names();
    let before = home.bytes();
    assert_snapshot!(home.session(r#"
        tidings add summit "A summit" --when 2025-08-20 --who trump,putin --by Kyiv
        tidings add statement "It is so" --on today --by trump --story "ukraine talk" --strict --topic aid
    "#), @r#"
    $ tidings add summit "A summit" --when 2025-08-20 --who trump,putin --by Kyiv
    ---- stderr
    error: 3 names are not clear:
      no actor is called trump, and near it is Donald Trump
      no actor is called putin, and near it is Vladimir Putin
      Kyiv is a name of 2 actors
        ukraine       Ukraine
        City of Kyiv  City of Kyiv
    hint: tidings add summit "A summit" --when 2025-08-20 --who "Donald Trump,Vladimir Putin" --by ukraine
      or: tidings add summit "A summit" --when 2025-08-20 --who new:trump,new:putin --by ukraine
    ---- exit 2
    $ tidings add statement "It is so" --on today --by trump --story "ukraine talk" --strict --topic aid
    ---- stderr
    error: 3 names are not clear:
      no actor is called trump, and near it is Donald Trump
      no story is called "ukraine talk", and near it is Ukraine talks
      no topic is called aid, and --strict makes none; tidings topics lists those that are here
    hint: tidings add statement "It is so" --on today --by "Donald Trump" --story ukraine-talks --strict --topic new:aid
      or: tidings add statement "It is so" --on today --by new:trump --story "new:ukraine talk" --strict --topic new:aid
    ---- exit 2
    "#);
    assert!(home.bytes() == before);
}

#[test]
fn what_no_name_would_mend_is_said_first() {
    let home = with_names();
    assert_snapshot!(home.session(r#"
        tidings edit summit --by putin
        tidings mark summit happened --by trump
        tidings move call --to tomorrow --by trump
        tidings add statement "It is so" --by trump --on today --of Russia
    "#), @r#"
    $ tidings edit summit --by putin
    ---- stderr
    error: --by and --announced say who announced a date, which is news
    hint: tidings move summit --to "…" --by "…"
    ---- exit 2
    $ tidings mark summit happened --by trump
    ---- stderr
    error: --by says who announced a change of the date, and this is none
    hint: --why says why; --source what says so
    ---- exit 2
    $ tidings move call --to tomorrow --by trump
    ---- stderr
    error: call "A call" has happened: its date can no longer be announced anew
    hint: a slip of the pen: tidings edit call --when tomorrow · it is to come after all: tidings mark call expected --why "…"
    ---- exit 1
    $ tidings add statement "It is so" --by trump --on today --of Russia
    ---- stderr
    error: no actor is called trump, and near it is Donald Trump
    hint: tidings add statement "It is so" --by new:trump --on today --of Russia
    ---- exit 2
    "#);
}

#[test]
fn what_a_report_is_narrowed_to_is_refused_with_commands_that_work() {
    let home = with_names();
    assert_snapshot!(home.session(r#"
        tidings timeline --actor "jean exemple"
        tidings timeline --actor trump,putn --topic sanction
        tidings upcoming --topic sanctoins,peace
    "#), @r#"
    $ tidings timeline --actor "jean exemple"
    ---- stderr
    error: there is no actor "jean exemple"
    hint: tidings timeline --actor actor:cjxhxlzqstmkrmbn
    ---- exit 2
    $ tidings timeline --actor trump,putn --topic sanction
    ---- stderr
    error: nothing is filed under the topic "sanction"; there is no actor trump; there is no actor putn
    hint: --topic sanctions · --actor "Donald Trump" · tidings actors lists what there is
    ---- exit 2
    $ tidings upcoming --topic sanctoins,peace
    ---- stderr
    error: nothing is filed under the topic "sanctoins"; nothing is filed under the topic "peace"
    hint: --topic sanctions · tidings topics lists what there is
    ---- exit 2
    "#);
    for line in [
        "tidings timeline --actor 'jean exemple'",
        "tidings timeline --actor exemple,trump --topic sanction",
        "tidings search --actor=trump summit",
    ] {
        let refused = home.types(line);
        let hint = refused
            .hint()
            .unwrap_or_else(|| panic!("{line}\n{refused}"));
        for pasted in hint.split(" · ") {
            assert_eq!(home.types(pasted).code, 0, "{line}\n$ {pasted}");
        }
    }
    // A name with a comma in it is one name where somebody is called so.
    let id = home.record("'Exemple, Jean'")["id"].clone();
    let id = id.as_str().unwrap();
    home.does(&format!(
        "tidings add statement B --on today --by actor:{id}"
    ));
    let found = home.json("tidings timeline --actor 'Exemple, Jean' --json");
    assert_eq!(found["groups"].as_array().unwrap().len(), 1, "{found}");
}

#[test]
fn a_record_is_removed_by_its_id_or_slug_alone() {
    let home = with_names();
    assert_snapshot!(home.session(r#"
        tidings remove "donald trump" --yes
        tidings remove "Pool report" --yes
        tidings remove ukraine --yes
    "#), @r#"
    $ tidings remove "donald trump" --yes
    ---- stderr
    error: "donald trump" is a name of actor pngcbvvmztjkspjz, and this takes an id or a slug
    hint: tidings remove pngcbvvmztjkspjz --yes
    ---- exit 2
    $ tidings remove "Pool report" --yes
    ---- stderr
    error: "Pool report" is a name of source jldfpczlrhzbnnvc, and this takes an id or a slug
    hint: tidings remove jldfpczlrhzbnnvc --yes
    ---- exit 2
    $ tidings remove ukraine --yes
    Removed ukraine “Ukraine”.
    "#);
    let refused = home.types("tidings remove 'Exemple, Jean' --yes");
    home.does(refused.hint().unwrap());
}

#[test]
fn a_story_that_is_near_is_hinted_for_a_report() {
    let home = with_names();
    let refused = home.types("tidings timeline --story 'ukraine talk' --kind note");
    assert_eq!(
        refused.err,
        "error: there is no story \"ukraine talk\"\nhint: tidings timeline --story ukraine-talks --kind note\n"
    );
    home.does(refused.hint().unwrap());
}

#[test]
fn a_word_that_reaches_nothing_is_answered_with_what_is_near() {
    let home = with_names();
    home.does("tidings add actor Trump2 --slug trmup");
    assert_snapshot!(home.session(r#"
        tidings merge vladmir --into putin
        tidings merge trump2 --into trump
        tidings merge "Pool reports" --into pool
        tidings merge nobody --into trump
        tidings config story "Ukraine talk"
        tidings config story trade
        tidings add note A --about "Vladimir Puttin"
        tidings show "Vladimir Puttin"
        tidings edit "Vladimir Puttin" --kind person
        tidings remove "Vladimir Puttin"
    "#), @r#"
    $ tidings merge vladmir --into putin
    ---- stderr
    error: no actor or source has the id, slug or name "vladmir"
    hint: tidings actors and tidings sources list them
    ---- exit 2
    $ tidings merge trump2 --into trump
    ---- stderr
    error: no actor has the id, slug or name "trump"
    hint: tidings merge trump2 --into "Donald Trump"
    ---- exit 2
    $ tidings merge "Pool reports" --into pool
    ---- stderr
    error: no actor or source has the id, slug or name "Pool reports"
    hint: tidings actors and tidings sources list them
    ---- exit 2
    $ tidings merge nobody --into trump
    ---- stderr
    error: no actor or source has the id, slug or name "nobody"
    hint: tidings actors and tidings sources list them
    ---- exit 2
    $ tidings config story "Ukraine talk"
    ---- stderr
    error: there is no story "Ukraine talk"
    hint: tidings config story ukraine-talks
    ---- exit 2
    $ tidings config story trade
    ---- stderr
    error: there is no story "trade"
    hint: tidings add story trade; tidings stories lists those that there are
    ---- exit 2
    $ tidings add note A --about "Vladimir Puttin"
    ---- stderr
    error: no record has the id, slug or words "Vladimir Puttin"
    hint: tidings add note A --about "Vladimir Putin"
    ---- exit 2
    $ tidings show "Vladimir Puttin"
    ---- stderr
    error: no record has the id, slug or words "Vladimir Puttin"
    hint: tidings show "Vladimir Putin"
    ---- exit 2
    $ tidings edit "Vladimir Puttin" --kind person
    ---- stderr
    error: no record has the id, slug or words "Vladimir Puttin"
    hint: tidings edit "Vladimir Putin" --kind person
    ---- exit 2
    $ tidings remove "Vladimir Puttin"
    ---- stderr
    error: no record has the id or slug "Vladimir Puttin"
    hint: tidings timeline shows their ids; @ is the last one that was written
    ---- exit 2
    "#);
    for (line, commands) in [
        ("tidings merge trump2 --into trump", 1),
        ("tidings merge --into=trump trump2", 1),
        ("tidings config story 'Ukraine talk'", 1),
        ("tidings add note A --about 'Vladimir Puttin'", 1),
        ("tidings show 'Vladimir Puttin'", 1),
        ("tidings edit 'Vladimir Puttin' --kind person", 1),
        ("tidings mark 'Pool reports' gone", 1),
    ] {
        let hinted = hinted(&home.copy().types(line));
        assert_eq!(hinted.len(), commands, "{line}\n{hinted:#?}");
        for command in hinted {
            assert_eq!(home.copy().types(&command).code, 0, "{line}\n{command}");
        }
    }
}

#[test]
fn the_hint_to_a_flag_of_another_command_works_when_it_is_pasted() {
    let home = with_names();
    home.does("tidings add source Wire --slug wire\ntidings link said about summit");
    let commands = [
        "answer ends yes",
        "check ends",
        "cite ends --source pool",
        "config notices on",
        "doctor",
        "export json",
        "forecast ends 30%",
        "history summit",
        "link said promises summit",
        "mark summit confirmed",
        "merge wire --into pool",
        "move summit --to tomorrow",
        "redo",
        "remove said --yes",
        "show said",
        "stats",
        "undo",
        "unlink said summit",
        "when today",
    ];
    let flags = [
        "about aid",
        "by 'Donald Trump'",
        "certainty likely",
        "deadline tomorrow",
        "embargo-until tomorrow",
        "form verbatim",
        "kind event",
        "limit 3",
        "note x",
        "on today",
        "option a",
        "place Anchorage",
        "slug a-slug",
        "source pool",
        "status happened",
        "tag aid",
        "terms background",
        "text x",
        "title x",
        "topic aid",
        "visibility internal",
        "when today",
        "who trump",
        "why x",
        "zone Europe/Berlin",
    ];
    for command in commands {
        for flag in flags {
            let line = format!("tidings {command} --{flag}");
            let answer = home.copy().types(&line);
            let Some(hint) = answer
                .hint()
                .filter(|_| answer.err.contains("is no flag of"))
            else {
                continue;
            };
            let home = home.copy();
            for command in hint.split(" · ") {
                assert_eq!(home.types(command).code, 0, "{line}\n{command}");
            }
        }
    }
    assert_snapshot!(home.session(r#"
        tidings answer ends yes --topic "grain deal" --on today
        tidings mark summit happened --tag=aid
        tidings mark summit happened --topc aid
        tidings move summit --to tomorrow --becuase rain
        tidings unlink said summit --note x
        tidings answer ends yes --visiblity internal
        tidings link
    "#), @r#"
    $ tidings answer ends yes --topic "grain deal" --on today
    ---- stderr
    error: --topic is no flag of tidings answer
    hint: tidings answer ends yes --on today · tidings edit ends --add "topic=grain deal"
    ---- exit 2
    $ tidings mark summit happened --tag=aid
    ---- stderr
    error: --tag is no flag of tidings mark
    hint: tidings mark summit happened · tidings edit summit --add topic=aid
    ---- exit 2
    $ tidings mark summit happened --topc aid
    ---- stderr
    error: --topc is no flag of tidings mark
    hint: tidings mark --help
    ---- exit 2
    $ tidings move summit --to tomorrow --becuase rain
    ---- stderr
    error: --becuase is no flag of tidings move
    hint: tidings move summit --to tomorrow --because rain
    ---- exit 2
    $ tidings unlink said summit --note x
    ---- stderr
    error: --note is no flag of tidings unlink
    hint: tidings unlink --help
    ---- exit 2
    $ tidings answer ends yes --visiblity internal
    ---- stderr
    error: --visiblity is no flag of tidings answer
    hint: tidings answer --help
    ---- exit 2
    $ tidings link
    ---- stderr
    error: a link joins two records, and none is named; the last one is said "It is so"; with ends "Does it end?" these join it:
      tidings link said supports ends
      tidings link said contradicts ends
      tidings link said answers ends
      tidings link said about ends
      tidings link ends about said
    hint: tidings link said about ends
    ---- exit 2
    "#);
}
