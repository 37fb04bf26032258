//! `edit` of members: what comes to a list and goes from it, and what `show` numbers.

use insta::assert_snapshot;

use crate::home::Home;

/// A home with an event that moved twice, is cited twice and was looked at, and one of every other kind.
fn at_length() -> Home {
    let home = Home::at_work();
    home.does(
        r#"
        tidings edit second-meeting --who trump,putin --about summit --source https://example.org/a --excerpt "the words"
        tidings move second-meeting --to mid-September --why "no venue" --by kremlin --source "Wire B"
        tidings move second-meeting --to "1 October" --why "no plane" --by kremlin
        tidings cite second-meeting --source https://example.org/c --locator "p. 3"
        tidings check second-meeting "nothing yet" --next "in 3 days"
        "#,
    );
    home
}

#[test]
fn what_is_numbered_is_mended_by_its_number() {
    let home = at_length();
    assert_snapshot!(home.session(
        r#"
        tidings show second-meeting
        tidings edit second-meeting --move 1 --by merz --why "no time" --announced 2025-08-13 --source https://example.org/d
        tidings edit second-meeting --citation 2 --credibility 3 --excerpt "Other words" --check 1 --note "nothing at all"
        tidings edit second-meeting --title "The meeting" --check 1 --text "nothing" --when yesterday --citation 1 --no excerpt
        tidings edit second-meeting --move 2 --to "2 October" --no by --move 1 --from 2025-08-20
        tidings edit second-meeting --move 1 --no source --no announced --no why
        tidings show second-meeting
        "#
    ), @r#"
    $ tidings show second-meeting
    Second meeting                                 sfwhdgkbwccgzvwr · second-meeting
    milestone, expected, possible

      When       Wed 1 Oct 2025, in 48 days                 2025-10-01 · “1 October”
      Moved      1  21–31 Aug → 11–20 Sep 2025 · slipped by 11 to 30 days · no
                    venue, by kremlin                                  source Wire B
                 2  11–20 Sep → Wed 1 Oct 2025 · slipped by 11 to 20 days · no
                    plane, by kremlin
      Who        trump, putin
      About      png  Trump-Putin summit, Anchorage                       Fri 15 Aug
      Sources    3, of 1 origin, 1 unknown
                 [1]  example.org/a
                      “the words”
                 [2]  example.org/c, p. 3               of the same publisher as [1]
      Checked    1  Thu 14 Aug: nothing yet                          next Sun 17 Aug
      Recorded   Thu 14 Aug                                      tidings history sfw
    $ tidings edit second-meeting --move 1 --by merz --why "no time" --announced 2025-08-13 --source https://example.org/d
    sfw  Second meeting
         move 1, by: kremlin → merz
         move 1, why: no venue → no time
         move 1, source: Wire B → d
         move 1, announced: no date → Wed 13 Aug 2025 · source d, new
    ---- stderr
    notice: new actor merz (tidings edit merz --name "…" --kind person)
    $ tidings edit second-meeting --citation 2 --credibility 3 --excerpt "Other words" --check 1 --note "nothing at all"
    sfw  Second meeting
         check 1, note: nothing yet → nothing at all
         citation 2, excerpt: none → Other words
         citation 2, credibility: none → 3
    $ tidings edit second-meeting --title "The meeting" --check 1 --text "nothing" --when yesterday --citation 1 --no excerpt
    sfw  The meeting
         title: Second meeting → The meeting
         check 1, when: Thu 14 Aug → Wed 13 Aug 2025
         check 1, note: nothing at all → nothing
         citation 1, excerpt: the words → none
    $ tidings edit second-meeting --move 2 --to "2 October" --no by --move 1 --from 2025-08-20
    sfw  The meeting
         when: Wed 1 Oct → Thu 2 Oct 2025
         move 1, from: 21–31 Aug → Wed 20 Aug 2025
         move 2, to: Wed 1 Oct → Thu 2 Oct 2025
         move 2, by: kremlin → none
    $ tidings edit second-meeting --move 1 --no source --no announced --no why
    sfw  The meeting
         move 1, announced: Wed 13 Aug 2025 → no date
         move 1, why: no time → none
         move 1, source: d → none
    $ tidings show second-meeting
    The meeting                                    sfwhdgkbwccgzvwr · second-meeting
    milestone, expected, possible

      When       Thu 2 Oct 2025, in 49 days                 2025-10-02 · “2 October”
      Moved      1  Wed 20 Aug → 11–20 Sep 2025 · slipped by 22 to 31 days · by merz
                 2  11–20 Sep → Thu 2 Oct 2025 · slipped by 12 to 21 days · no plane
      Who        trump, putin
      About      png  Trump-Putin summit, Anchorage                       Fri 15 Aug
      Sources    2, of 1 origin
                 [1]  example.org/a
                 [2]  example.org/c, p. 3
                      credibility 3 · of the same publisher as [1]
                      “Other words”
      Checked    1  Wed 13 Aug: nothing                              next Sun 17 Aug
      Recorded   Thu 14 Aug                                      tidings history sfw
    "#);
}

#[test]
fn a_mended_member_comes_back_by_one_undo() {
    let home = at_length();
    let before = home.readings();
    for line in [
        "tidings edit second-meeting --move 1 --to 2025-09-12 --by merz --citation 1 --locator 3 --check 1 --note x",
        "tidings edit second-meeting --no move=1 --no citation=1 --no citation=2 --no check=1",
        "tidings edit second-meeting --no move=2",
        "tidings edit second-meeting --add who=zelenskiy --no who=putin --no about --add topic=a,b --no when --no certainty",
    ] {
        home.does(line);
        let after = home.readings();
        assert_ne!(after, before, "{line}");
        home.does("tidings undo");
        let undone = home.record("second-meeting");
        home.does("tidings redo");
        assert_eq!(home.readings(), after, "{line}");
        home.does("tidings undo");
        assert_eq!(home.record("second-meeting"), undone, "{line}");
        for (field, value) in undone.as_object().unwrap() {
            let is_time = field == "recorded" || field == "linked_from";
            assert!(is_time || home.record("second-meeting")[field] == *value);
        }
    }
}

#[test]
fn an_entry_of_moves_taken_out_leaves_the_chain_of_dates_whole() {
    let home = at_length();
    assert_snapshot!(home.session(
        r#"
        tidings edit second-meeting --no move=1
        tidings undo
        tidings edit second-meeting --no move=2
        tidings edit second-meeting --no move=1
        tidings slips
        tidings mark second-meeting postponed --why "no date" --by kremlin
        tidings edit second-meeting --no move=1
        tidings move second-meeting --to "5 October" --by kremlin
        tidings edit second-meeting --no move=1
        tidings show second-meeting
        "#
    ), @r#"
    $ tidings edit second-meeting --no move=1
    sfw  Second meeting
         no longer: 21–31 Aug → 11–20 Sep 2025 · slipped by 11 to 30 days · no
         venue, by kremlin
         move 1, from: 11–20 Sep → 21–31 Aug 2025
    $ tidings undo
    Undid o12 “edit”.
    sfw  Second meeting
         21–31 Aug → 11–20 Sep 2025 · slipped by 11 to 30 days · no venue, by
         kremlin
         move 2, from: 21–31 Aug → 11–20 Sep 2025
    $ tidings edit second-meeting --no move=2
    sfw  Second meeting
         no longer: 11–20 Sep → Wed 1 Oct 2025 · slipped by 11 to 20 days · no
         plane, by kremlin
         when: Wed 1 Oct → 11–20 Sep 2025
    $ tidings edit second-meeting --no move=1
    sfw  Second meeting
         no longer: 21–31 Aug → 11–20 Sep 2025 · slipped by 11 to 30 days · no
         venue, by kremlin
         when: 11–20 Sep → 21–31 Aug 2025
    $ tidings slips
    No date has moved.
    $ tidings mark second-meeting postponed --why "no date" --by kremlin
    sfw  Second meeting
         expected → postponed · was 21–31 Aug · no date, by kremlin
    $ tidings edit second-meeting --no move=1
    ---- stderr
    error: this entry says who and why second-meeting is postponed, and it still is
    hint: it is to come after all: tidings mark second-meeting expected --why "…"
    ---- exit 1
    $ tidings move second-meeting --to "5 October" --by kremlin
    sfw  Second meeting
         no date → Sun 5 Oct 2025 · date given · expected again · by kremlin
    ---- stderr
    notice: no source (tidings cite @ --source URL)
    $ tidings edit second-meeting --no move=1
    sfw  Second meeting
         no longer: 21–31 Aug 2025 → no date · postponed · no date, by kremlin
         move 1, from: no date → 21–31 Aug 2025
    $ tidings show second-meeting
    Second meeting                                 sfwhdgkbwccgzvwr · second-meeting
    milestone, expected

      When       Sun 5 Oct 2025, in 52 days                 2025-10-05 · “5 October”
      Moved      1  21–31 Aug → Sun 5 Oct 2025 · slipped by 35 to 45 days · by
                    kremlin
      Who        trump, putin
      About      png  Trump-Putin summit, Anchorage                       Fri 15 Aug
      Sources    2, of 1 origin
                 [1]  example.org/a
                      “the words”
                 [2]  example.org/c, p. 3               of the same publisher as [1]
      Checked    1  Thu 14 Aug: nothing yet                          next Sun 17 Aug
      Recorded   Thu 14 Aug                                      tidings history sfw
    "#);
}

#[test]
fn members_come_and_go() {
    let home = Home::at_work();
    home.does(
        r#"
        tidings add choice "Where?" --option Rome --option "Oslo, or near it" --slug where
        tidings edit along --by trump,putin --topic aid
        "#,
    );
    assert_snapshot!(home.session(
        r#"
        tidings edit summit --add who=zelenskiy:possible --add topic=aid,sanctions --add about=joins --no place
        tidings edit summit --add who=trump --add topic=aid
        tidings edit summit --no who=putin --no who=zelenskiy:possible --no topic=aid --no about=joins
        tidings edit along --add by="a Kremlin aide" --of kremlin --no by=trump --no topic
        tidings edit where --add option=Paris --no option="Oslo, or near it"
        tidings edit where --type open --no option
        tidings edit trump --add alias=script:Трамп --add "alias=The Donald" --add alias=weak:Трамп
        tidings edit trump --no alias=трамп
        tidings edit second-meeting --no certainty --no when
        tidings edit along --original "Увидим" --language ru
        tidings edit along --no language --no when
        tidings edit along --no original
        tidings edit summit --when "2025-08-15T11:30-08:00" --zone America/Anchorage --order 2
        tidings edit summit --no zone --no order
        "#
    ), @r#"
    $ tidings edit summit --add who=zelenskiy:possible --add topic=aid,sanctions --add about=joins --no place
    png  Trump-Putin summit
         place: Anchorage → none
         who: trump, putin → trump, putin, zelenskiy (possible)
         topic: none → aid, sanctions
         about cjx
    ---- stderr
    notice: new actor zelenskiy (tidings edit zelenskiy --name "…" --kind person)
    $ tidings edit summit --add who=trump --add topic=aid
    png  Trump-Putin summit
         nothing changed
    $ tidings edit summit --no who=putin --no who=zelenskiy:possible --no topic=aid --no about=joins
    png  Trump-Putin summit
         who: trump, putin, zelenskiy (possible) → trump
         topic: aid, sanctions → sanctions
         no longer: about cjx
    $ tidings edit along --add by="a Kremlin aide" --of kremlin --no by=trump --no topic
    jld  putin, a Kremlin aide: “We’ll see if they get along.”
         by: trump, putin → putin, a Kremlin aide
         topic: aid → none
    ---- stderr
    notice: new actors kremlin, a Kremlin aide (tidings edit kremlin --name "…" --kind person)
    $ tidings edit where --add option=Paris --no option="Oslo, or near it"
    xbx  Where?
         option: Rome, Oslo, or near it → Rome, Paris
    $ tidings edit where --type open --no option
    xbx  Where?
         option: Rome, Paris → none
         type: choice → open
    $ tidings edit trump --add alias=script:Трамп --add "alias=The Donald" --add alias=weak:Трамп
    trump  trump
           alias: none → Трамп, The Donald
    $ tidings edit trump --no alias=трамп
    trump  trump
           alias: Трамп, The Donald → The Donald
    $ tidings edit second-meeting --no certainty --no when
    sfw  Second meeting
         when: 21–31 Aug 2025 → no date
         certainty: possible → none
    $ tidings edit along --original "Увидим" --language ru
    jld  putin, a Kremlin aide: “We’ll see if they get along.”
         original: none → Увидим, ru
    $ tidings edit along --no language --no when
    jld  putin, a Kremlin aide: “We’ll see if they get along.”
         when: Thu 14 Aug 2025 → no date
         original: Увидим, ru → Увидим
    $ tidings edit along --no original
    jld  putin, a Kremlin aide: “We’ll see if they get along.”
         original: Увидим → none
    $ tidings edit summit --when "2025-08-15T11:30-08:00" --zone America/Anchorage --order 2
    png  Trump-Putin summit
         when: Fri 15 Aug → Fri 15 Aug 2025 11:30 · a correction: not counted as a
         slip
    ---- stderr
    notice: announced anew? (tidings undo, then tidings move summit --to 2025-08-15T11:30-08:00 --why "…")
    $ tidings edit summit --no zone --no order
    png  Trump-Putin summit
         when, zone: America/Anchorage → none
    "#);
}

#[test]
fn what_cannot_be_changed_is_said_with_what_can() {
    let home = at_length();
    home.does("tidings edit second-meeting --topic aid,arms");
    let before = home.bytes();
    let said = home.session(
        r#"
        tidings edit second-meeting --move 3 --by x
        tidings edit second-meeting --citation 0 --locator x
        tidings edit second-meeting --citation two --locator x
        tidings edit second-meeting --citation 1
        tidings edit second-meeting --citation 1 --title x
        tidings edit second-meeting --citation 1 --add topic=x
        tidings edit second-meeting --citation 1 --no source
        tidings edit second-meeting --move 1 --no to
        tidings edit second-meeting --credibility 3 --citation 1
        tidings edit second-meeting --forecast 1 --why x
        tidings edit second-meeting --no citation
        tidings edit second-meeting --no citation=7
        tidings edit second-meeting --no topic=xx
        tidings edit second-meeting --no who=merz
        tidings edit second-meeting --no title
        tidings edit second-meeting --no type
        tidings edit second-meeting --no status
        tidings edit second-meeting --no by
        tidings edit second-meeting --no excerpt
        tidings edit second-meeting --no whoo
        tidings edit second-meeting --no place=Rome
        tidings edit second-meeting --add place=Rome
        tidings edit second-meeting --add topic
        tidings edit second-meeting --add citation=https://example.org/x
        tidings edit second-meeting --add move="3 October"
        tidings edit second-meeting --note x
        tidings edit second-meeting --status happened
        tidings edit along --no terms
        tidings edit along --no of
        "#,
    );
    assert!(home.bytes() == before);
    assert_snapshot!(said, @r#"
    $ tidings edit second-meeting --move 3 --by x
    ---- stderr
    error: second-meeting has no move 3
      1  21–31 Aug · 11–20 Sep · kremlin · no venue · Wire B
      2  11–20 Sep · Wed 1 Oct · kremlin · no plane
    hint: name one of them, such as --move 1
    ---- exit 2
    $ tidings edit second-meeting --citation 0 --locator x
    ---- stderr
    error: --citation takes a number, and 0 is none
      1  example.org/a · the words
      2  example.org/c · p. 3
    hint: name one of them, such as --citation 1
    ---- exit 2
    $ tidings edit second-meeting --citation two --locator x
    ---- stderr
    error: --citation takes a number, and two is none
      1  example.org/a · the words
      2  example.org/c · p. 3
    hint: name one of them, such as --citation 1
    ---- exit 2
    $ tidings edit second-meeting --citation 1
    ---- stderr
    error: nothing is said of what to change in citation 1
    hint: tidings edit second-meeting --citation 1 --credibility 2 · take it out: tidings edit second-meeting --no citation=1
    ---- exit 2
    $ tidings edit second-meeting --citation 1 --title x
    ---- stderr
    error: --title is nothing that a citation has
    hint: what is the record's own goes before --citation; its flags: --source --locator --credibility --excerpt
    ---- exit 2
    $ tidings edit second-meeting --citation 1 --add topic=x
    ---- stderr
    error: --add topic=x after --citation: a citation has no lists
    hint: what is the record's own goes before --citation; its flags: --source --locator --credibility --excerpt
    ---- exit 2
    $ tidings edit second-meeting --citation 1 --no source
    ---- stderr
    error: a citation always has a source
    hint: another: --source "…"; the whole citation out: --no citation=N
    ---- exit 2
    $ tidings edit second-meeting --move 1 --no to
    ---- stderr
    error: --no to would make another thing of this entry
    hint: what it should be: --from or --to with a date; the whole entry out: --no move=N
    ---- exit 2
    $ tidings edit second-meeting --credibility 3 --citation 1
    ---- stderr
    error: --credibility says something of a source, and none is given
    hint: give it with --source URL
    ---- exit 2
    $ tidings edit second-meeting --forecast 1 --why x
    ---- stderr
    error: an event has no forecasts
    hint: tidings show second-meeting shows what it has
    ---- exit 2
    $ tidings edit second-meeting --no citation
    ---- stderr
    error: --no citation takes the number of one, and second-meeting has 2
    hint: --no citation=1 · tidings show second-meeting numbers them
    ---- exit 2
    $ tidings edit second-meeting --no citation=7
    ---- stderr
    error: second-meeting has no citation 7
      1  example.org/a · the words
      2  example.org/c · p. 3
    hint: name one of them, such as --citation 1
    ---- exit 2
    $ tidings edit second-meeting --no topic=xx
    ---- stderr
    error: "xx" is not in topic of second-meeting
    hint: it has: aid, arms · tidings edit second-meeting --no topic=aid
    ---- exit 2
    $ tidings edit second-meeting --no who=merz
    ---- stderr
    error: "merz" is not in who of second-meeting
    hint: it has: trump, putin · tidings edit second-meeting --no who=trump
    ---- exit 2
    $ tidings edit second-meeting --no title
    ---- stderr
    error: an event needs its title
    hint: another: tidings edit second-meeting --title "…" · not wanted at all: tidings remove second-meeting
    ---- exit 2
    $ tidings edit second-meeting --no type
    ---- stderr
    error: --no type: an event cannot be without
    hint: say which: --type with one of summit, meeting, call, agreement, proposal, ceasefire, sanction, military, aid, decision, legal, deadline, milestone, other
    ---- exit 2
    $ tidings edit second-meeting --no status
    ---- stderr
    error: an event always has a status, and another one is news
    hint: tidings mark second-meeting lists what it can become
    ---- exit 2
    $ tidings edit second-meeting --no by
    ---- stderr
    error: --by of an event is that of an entry of its moves
    hint: tidings edit second-meeting --move 1 --no by
    ---- exit 2
    $ tidings edit second-meeting --no excerpt
    ---- stderr
    error: --excerpt is that of a citation
    hint: tidings edit second-meeting --citation 1 --no excerpt
    ---- exit 2
    $ tidings edit second-meeting --no whoo
    ---- stderr
    error: whoo is no field of an event
    hint: did you mean who? Its fields: title, text, type, when, on, order, zone, place, who, by, announced, status, certainty, standing, outcome, check-on, check-every, about, waits-on, part-of, supports, contradicts, answers, updates, source, excerpt, locator, credibility, slug, story, topic, visibility, embargo-until
    ---- exit 2
    $ tidings edit second-meeting --no place=Rome
    ---- stderr
    error: --no place=… is for lists, and place of an event is none
    hint: --no place · its lists: who, about, waits-on, part-of, supports, contradicts, answers, updates, topic
    ---- exit 2
    $ tidings edit second-meeting --add place=Rome
    ---- stderr
    error: --add place=… is for lists, and place of an event is none
    hint: --place Rome · its lists: who, about, waits-on, part-of, supports, contradicts, answers, updates, topic
    ---- exit 2
    $ tidings edit second-meeting --add topic
    ---- stderr
    error: --add topic names nobody and nothing
    hint: --add topic=…
    ---- exit 2
    $ tidings edit second-meeting --add citation=https://example.org/x
    ---- stderr
    error: --add citation makes none
    hint: tidings cite second-meeting --source URL
    ---- exit 2
    $ tidings edit second-meeting --add move="3 October"
    ---- stderr
    error: --add move makes none
    hint: tidings move second-meeting --to "…"
    ---- exit 2
    $ tidings edit second-meeting --note x
    ---- stderr
    error: --note is not for an event
    hint: its flags: --title --text --type --when --on --order --zone --place --who --by --announced --status --certainty --standing --outcome --check-on --check-every --about --waits-on --part-of --supports --contradicts --answers --updates --source --excerpt --locator --credibility --slug --story --topic --visibility --embargo-until
    ---- exit 2
    $ tidings edit second-meeting --status happened
    ---- stderr
    error: --status happened is news, and edit mends a slip of the pen
    hint: tidings mark ID happened --why "…"
    ---- exit 2
    $ tidings edit along --no terms
    ---- stderr
    error: --no terms: a statement cannot be without
    hint: say which: --terms with one of on-record, background, deep-background, off-record, unknown
    ---- exit 2
    $ tidings edit along --no of
    ---- stderr
    error: --of is that of the speaker
    hint: tidings edit actor:NAME --no of
    ---- exit 2
    "#);
}

#[test]
fn a_forecast_is_mended_in_the_words_in_which_it_was_made() {
    let home = Home::at_work();
    home.does(
        r#"
        tidings add choice "Where?" --option Rome --option Riga --slug venue
        tidings forecast venue 60% --option rome
        tidings forecast joint 10%
        "#,
    );
    assert_snapshot!(home.session(
        r#"
        tidings edit venue --forecast 1 --option " riga"
        tidings edit venue --forecast 1 --option Oslo
        tidings edit venue --forecast 1 --probability 30
        tidings edit venue --forecast 1 --probability 130%
        tidings edit venue --forecast 1 --probability likely
        tidings edit venue --forecast 1 --probability 0,3
        tidings edit joint --forecast 1 --option yes
        tidings edit joint --add forecast=30%
        tidings edit joint --add check=today
        "#
    ), @r#"
    $ tidings edit venue --forecast 1 --option " riga"
    xbx  Where?
         forecast 1, option: Rome → Riga
    $ tidings edit venue --forecast 1 --option Oslo
    ---- stderr
    error: --option: Oslo is none of the options of venue: Rome, Riga
    hint: --option Rome
    ---- exit 2
    $ tidings edit venue --forecast 1 --probability 30
    ---- stderr
    error: --probability: 30 can be a percentage or a number from 0 to 1
    hint: 30% or 0.30: --probability 30%
    ---- exit 2
    $ tidings edit venue --forecast 1 --probability 130%
    ---- stderr
    error: --probability: 130% is no probability: it lies between 0 and 100%
    hint: a percentage or a number from 0 to 1: --probability 30%
    ---- exit 2
    $ tidings edit venue --forecast 1 --probability likely
    ---- stderr
    error: --probability: likely is no probability
    hint: a percentage or a number from 0 to 1: --probability 30%
    ---- exit 2
    $ tidings edit venue --forecast 1 --probability 0,3
    xbx  Where?
         forecast 1, probability: 60 % → 30 %
    $ tidings edit joint --forecast 1 --option yes
    ---- stderr
    error: --option goes with a choice, and joint has no options
    hint: leave --option out
    ---- exit 2
    $ tidings edit joint --add forecast=30%
    ---- stderr
    error: --add forecast makes none
    hint: tidings forecast joint 30%
    ---- exit 2
    $ tidings edit joint --add check=today
    ---- stderr
    error: --add check makes none
    hint: tidings check joint "…"
    ---- exit 2
    "#);
}

#[test]
fn who_was_merged_is_taken_from_a_list_by_the_name_of_the_one() {
    let home = Home::at_work();
    home.does(
        r#"
        tidings add actor "Donald Trump" --slug donald
        tidings add actor "Vladimir Putin" --slug vladimir
        tidings edit along --by trump,putin
        tidings merge trump --into donald
        tidings merge putin --into vladimir
        "#,
    );
    assert_snapshot!(home.session(
        r#"
        tidings edit along --no by=donald
        tidings edit summit --no who=Putin
        tidings edit summit --no who=vladimir
        "#
    ), @r#"
    $ tidings edit along --no by=donald
    jld  Vladimir Putin: “We’ll see if they get along.”
         by: Donald Trump, Vladimir Putin → Vladimir Putin
    $ tidings edit summit --no who=Putin
    png  Trump-Putin summit, Anchorage
         who: Donald Trump, Vladimir Putin → Donald Trump
    $ tidings edit summit --no who=vladimir
    ---- stderr
    error: "vladimir" is not in who of summit
    hint: it has: trump · tidings edit summit --no who=trump
    ---- exit 2
    "#);
}

#[test]
fn a_rule_over_several_fields_is_refused_with_its_way_out() {
    let home = Home::at_work();
    home.does(
        r#"
        tidings add choice "Where?" --option Rome --option Riga --slug venue
        tidings forecast venue 60% --option rome
        tidings mark explainer done
        tidings mark second-meeting postponed --why "no venue"
        "#,
    );
    assert_snapshot!(home.session(
        r#"
        tidings edit explainer --kind assessment
        tidings edit second-meeting --when 2025-09-01
        tidings edit summit --standing confirmed
        tidings edit joint --add option=Rome
        tidings edit venue --type open --no option
        tidings edit joint --part-of joins,venue
        tidings edit summit --about summit
        "#
    ), @"
    $ tidings edit explainer --kind assessment
    ---- stderr
    error: only a todo can be done
    hint: open it first: tidings mark ID open
    ---- exit 2
    $ tidings edit second-meeting --when 2025-09-01
    ---- stderr
    error: a postponed event has no date until a new one is announced
    hint: leave --when out; a new date: tidings move
    ---- exit 2
    $ tidings edit summit --standing confirmed
    ---- stderr
    error: standing goes with an event that happened, and this one is expected
    hint: leave --standing out; of what is to come --certainty says how sure it is
    ---- exit 2
    $ tidings edit joint --add option=Rome
    ---- stderr
    error: options go with a choice, and this question is of type yesno
    hint: --type choice goes with options
    ---- exit 2
    $ tidings edit venue --type open --no option
    ---- stderr
    error: a forecast of an option goes with a choice, and this question is of type open
    hint: leave --type out, or take its forecasts out: --no forecast=1
    ---- exit 2
    $ tidings edit joint --part-of joins,venue
    ---- stderr
    error: a question is part of at most one other
    hint: name one
    ---- exit 2
    $ tidings edit summit --about summit
    ---- stderr
    error: a record cannot be what it is about itself
    hint: name another record
    ---- exit 2
    ");
}

#[test]
fn words_made_secret_afterwards_tell_of_a_speaker_whom_all_may_know() {
    let home = Home::new();
    home.does(r#"tidings add statement "Rome is in" --by new:"Piet Vos" --on today --slug rome"#);
    insta::assert_snapshot!(home.session(r#"
        tidings edit rome --terms off-record
        tidings edit rome --terms background --attribution "a Dutch aide"
        tidings edit rome --terms on-record
        tidings edit rome --terms background
    "#), @r#"
    $ tidings edit rome --terms off-record
    png  Piet Vos: Rome is in
         visibility: public → internal
         terms: unknown → off-record
    ---- stderr
    notice: Piet Vos is public: what else names them goes out (tidings edit actor:dnt --visibility internal)
    $ tidings edit rome --terms background --attribution "a Dutch aide"
    png  Piet Vos: Rome is in
         attribution: none → a Dutch aide
         terms: off-record → background
    $ tidings edit rome --terms on-record
    png  Piet Vos: Rome is in
         terms: background → on-record
    $ tidings edit rome --terms background
    png  Piet Vos: Rome is in
         terms: on-record → background
    ---- stderr
    notice: Piet Vos is public: what else names them goes out (tidings edit actor:dnt --visibility internal)
    "#);
}
