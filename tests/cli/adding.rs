//! `add`, `edit`, `cite`, `link`, `remove`: what is recorded, and how it is mended.

use insta::assert_snapshot;

use crate::home::Home;

#[test]
fn each_word_for_a_kind() {
    let kinds = [
        "event",
        "summit",
        "meeting",
        "call",
        "agreement",
        "proposal",
        "ceasefire",
        "sanction",
        "military",
        "aid",
        "decision",
        "legal",
        "deadline",
        "milestone",
        "statement",
        "quote",
        "question",
        "yesno",
        "note",
        "context",
        "assessment",
        "scenario",
        "term",
        "todo",
        "actor",
        "source",
        "story",
    ];
    let home = Home::new();
    let mut seen = String::new();
    for (number, kind) in kinds.iter().enumerate() {
        let answer = home.types(&format!("tidings add {kind} 'No {number}'"));
        assert_eq!(answer.code, 0, "{answer}");
        seen.push_str(&answer.out);
    }
    seen.push_str(
        &home
            .types("tidings add choice Where --option Rome --option Riga")
            .out,
    );
    assert_snapshot!(seen, @"
    png  No 0
         other, expected · no date
    sfw  No 1
         summit, expected · no date
    cjx  No 2
         meeting, expected · no date
    xmd  No 3
         call, expected · no date
    tfn  No 4
         agreement, expected · no date
    jld  No 5
         proposal, expected · no date
    xbx  No 6
         ceasefire, expected · no date
    rls  No 7
         sanction, expected · no date
    hpp  No 8
         military, expected · no date
    tzk  No 9
         aid, expected · no date
    qxt  No 10
         decision, expected · no date
    vbm  No 11
         legal, expected · no date
    hjp  No 12
         deadline, expected · no date
    tfm  No 13
         milestone, expected · no date
    pbg  No 14
         statement, paraphrase
    tlc  “No 15”
         statement, verbatim
    gqs  No 16
         question, open
    hws  No 17
         question, yes/no, open
    jvs  No 18
         note
    cqc  No 19
         context
    zbs  No 20
         assessment
    dck  No 21
         scenario
    wwn  No 22
         term
    fsm  No 23
         to do, internal
    fzktndnrkrhbmxvs  No 24
                      actor
    fknhpzchcgcchppf  No 25
                      source
    no-26  No 26
           story
    wmt  Where
         question, choice, open
    ");
}

#[test]
fn the_status_follows_the_date() {
    let home = Home::new();
    let seen = home.session(
        r#"
        tidings add meeting A --on "6 August"
        tidings add meeting B --when 2025-08-06
        tidings add meeting C --when "6 August"
        tidings add milestone D --when 2025-08-06
        tidings add deadline E --when 2025-08-06
        tidings add meeting F --when 2025-08-06 --status expected
        tidings add meeting G --when "possibly 2025-08-06"
        tidings add meeting H --when "possibly late August"
        tidings add meeting I --when "probably 20 September" --certainty mooted
        tidings add meeting J --on "possibly 6 August"
        tidings add meeting K --when friday
        tidings add meeting L --when "in two weeks"
        tidings add meeting M --when "23-29 September"
        tidings add meeting N --status happened
        tidings add meeting O --when 2025-09-01 --status happened
        tidings add meeting P --when tomorrow --by kremlin --announced yesterday --source https://example.org/a
        tidings add meeting Q --when "15 August 11:30" --zone America/Anchorage --order 2
        "#,
    );
    assert_snapshot!(seen, @r#"
        $ tidings add meeting A --on "6 August"
        png  A
             meeting, happened · Wed 6 Aug 2025 (8 days ago)
        ---- stderr
        notice: no source (tidings cite @ --source URL)
        $ tidings add meeting B --when 2025-08-06
        sfw  B
             meeting, happened · Wed 6 Aug 2025 (8 days ago)
        ---- stderr
        notice: no source (tidings cite @ --source URL)
        $ tidings add meeting C --when "6 August"
        ---- stderr
        error: "6 August" was 8 days ago, or is in 357
        hint: it happened: --on "6 August" (Wed 6 Aug 2025) · it is to come: --when "6 August 2026"
        ---- exit 2
        $ tidings add milestone D --when 2025-08-06
        cjx  D
             milestone, expected · Wed 6 Aug 2025 (8 days ago)
        $ tidings add deadline E --when 2025-08-06
        xmd  E
             deadline, expected · Wed 6 Aug 2025 (8 days ago)
        $ tidings add meeting F --when 2025-08-06 --status expected
        tfn  F
             meeting, expected · Wed 6 Aug 2025 (8 days ago)
        $ tidings add meeting G --when "possibly 2025-08-06"
        jld  G
             meeting, expected, possible · Wed 6 Aug 2025 (8 days ago)
        $ tidings add meeting H --when "possibly late August"
        xbx  H
             meeting, expected, possible · 21–31 Aug 2025 (in 7 to 17 days)
        $ tidings add meeting I --when "probably 20 September" --certainty mooted
        rls  I
             meeting, expected, mooted · Sat 20 Sep 2025 (in 37 days)
        $ tidings add meeting J --on "possibly 6 August"
        ---- stderr
        error: --on "possibly 6 August" says how certain it is, which only an expected event is
        hint: write ? after the date: --on "2025-08-06?"
        ---- exit 2
        $ tidings add meeting K --when friday
        hpp  K
             meeting, expected · Fri 15 Aug 2025 (tomorrow) · the coming one; the one
             before: "last friday"
        $ tidings add meeting L --when "in two weeks"
        tzk  L
             meeting, expected · Thu 28 Aug 2025 (in 14 days) · exactly Thu 28 Aug;
             within: "within two weeks"
        $ tidings add meeting M --when "23-29 September"
        qxt  M
             meeting, expected · 23–29 Sep 2025 (in 40 to 46 days) · some day; lasting:
             "23 to 29 September"
        $ tidings add meeting N --status happened
        vbm  N
             meeting, happened · no date
        ---- stderr
        notice: no source (tidings cite @ --source URL)
        $ tidings add meeting O --when 2025-09-01 --status happened
        hjp  O
             meeting, happened · Mon 1 Sep 2025 (in 18 days)
        ---- stderr
        notice: no source (tidings cite @ --source URL)
        $ tidings add meeting P --when tomorrow --by kremlin --announced yesterday --source https://example.org/a
        tfm  P
             meeting, expected · Fri 15 Aug 2025 (tomorrow) · source a, new
        ---- stderr
        notice: new actor kremlin (tidings edit kremlin --name "…" --kind person)
        $ tidings add meeting Q --when "15 August 11:30" --zone America/Anchorage --order 2
        pbg  Q
             meeting, expected · Fri 15 Aug 2025, 11:30 in America/Anchorage (19:30 UTC)
             (tomorrow)
        "#);
}

#[test]
fn questions_and_notes() {
    let home = Home::at_work();
    let seen = home.session(
        r#"
        tidings add question "How do partners respond?" --about summit,second-meeting --deadline "30 September" --why "it decides the rest" --asked "12 August" --check-on "in 3 days" --check-every 7d --criteria "a joint statement" --hidden-until tomorrow --topic sanctions,aid
        tidings add question "Which city?" --option Rome --option "Riga, Latvia" --part-of joins
        tidings add assessment "They will meet." --likelihood very-likely --confidence moderate --supports joins
        tidings add term "Snapback" --text "Sanctions come back by themselves."
        tidings add note "Plain" --kind term
        tidings add todo "Call the embassy" --when tomorrow
        tidings add story "Ukraine talks" --summary "Since February"
        tidings add event X --story ukraine-talks --topic aid
        tidings add event Y --story "Another story"
        tidings topics
        tidings stories
        "#,
    );
    assert_snapshot!(seen, @r#"
    $ tidings add question "How do partners respond?" --about summit,second-meeting --deadline "30 September" --why "it decides the rest" --asked "12 August" --check-on "in 3 days" --check-every 7d --criteria "a joint statement" --hidden-until tomorrow --topic sanctions,aid
    xbx  How do partners respond?
         question, open · deadline Tue 30 Sep 2025 (in 47 days) · next look Sun 17
         Aug 2025 (in 3 days) · a look every 7d · hidden until Fri 15 Aug 2025
         (tomorrow) · about png, sfw
    $ tidings add question "Which city?" --option Rome --option "Riga, Latvia" --part-of joins
    rls  Which city?
         question, choice, open · part of cjx
    $ tidings add assessment "They will meet." --likelihood very-likely --confidence moderate --supports joins
    hpp  They will meet.
         assessment, very-likely · moderate confidence · supports cjx
    $ tidings add term "Snapback" --text "Sanctions come back by themselves."
    tzk  Snapback
         term
    $ tidings add note "Plain" --kind term
    qxt  Plain
         term
    $ tidings add todo "Call the embassy" --when tomorrow
    vbm  Call the embassy
         to do, internal · Fri 15 Aug 2025 (tomorrow)
    $ tidings add story "Ukraine talks" --summary "Since February"
    ukraine-talks  Ukraine talks
                   story
    $ tidings add event X --story ukraine-talks --topic aid
    tfm  X
         other, expected · no date
    $ tidings add event Y --story "Another story"
    pbg  Y
         other, expected · no date
    ---- stderr
    notice: new story Another story (tidings edit "Another story" --summary "…")
    $ tidings topics
      aid                                                                  2 records
      sanctions                                                             1 record
    $ tidings stories
      ukraine-talks  Ukraine talks
                     Since February
      hgptqtnc       Another story
    "#);
}

#[test]
fn sources() {
    let home = Home::at_work();
    let seen = home.session(
        r#"
        tidings add source https://example.org/wire-0806?utm_source=x --publisher "Wire A" --reliability B --published "6 August" --kind report --language en --author "J. Roe" --origin "Pool report" --retrieved today
        tidings cite along --source "https://example.org/wire-0806#top" --credibility 2 --locator "par. 3"
        tidings cite along --source wire-0806 --excerpt "We’ll see" --locator "par. 3"
        tidings cite along --source wire-0806 --excerpt "We’ll see" --locator "par. 3"
        tidings add source https://example.org/wire-0806
        tidings add event X --source "Own notes" --excerpt "so it was"
        tidings cite summit
        tidings add event X --excerpt "so it was"
        tidings show along
        tidings sources
        "#,
    );
    assert_snapshot!(seen, @r#"
    $ tidings add source https://example.org/wire-0806?utm_source=x --publisher "Wire A" --reliability B --published "6 August" --kind report --language en --author "J. Roe" --origin "Pool report" --retrieved today
    wire-0806  example.org/wire-0806
               source, report · https://example.org/wire-0806?utm_source=x ·
               reliability B · source "Pool report", new
    $ tidings cite along --source "https://example.org/wire-0806#top" --credibility 2 --locator "par. 3"
    jld  trump: “We’ll see if they get along.”
         source wire-0806, par. 3, credibility 2
    $ tidings cite along --source wire-0806 --excerpt "We’ll see" --locator "par. 3"
    jld  trump: “We’ll see if they get along.”
         source wire-0806, par. 3: “We’ll see”
    $ tidings cite along --source wire-0806 --excerpt "We’ll see" --locator "par. 3"
    ---- stderr
    error: this record cites that already
    hint: another passage: --locator or --excerpt
    ---- exit 1
    $ tidings add source https://example.org/wire-0806
    ---- stderr
    error: https://example.org/wire-0806 is here already: example.org/wire-0806
    hint: tidings edit source:wire-0806 --publisher "…"
    ---- exit 1
    $ tidings add event X --source "Own notes" --excerpt "so it was"
    tzk  X
         other, expected · no date · source "Own notes", new: “so it was”
    $ tidings cite summit
    ---- stderr
    error: no source is named
    hint: tidings cite summit --source URL
    ---- exit 2
    $ tidings add event X --excerpt "so it was"
    ---- stderr
    error: --excerpt says something of a source, and none is given
    hint: give it with --source URL
    ---- exit 2
    $ tidings show along
    trump: “We’ll see if they get along.”                   jldfpczlrhzbnnvc · along
    statement, verbatim

      By         trump
      Said       Thu 14 Aug 2025, today                         2025-08-14 · “today”
      Sources    1, of 1 origin
                 [1]  example.org/wire-0806, Wire A, Wed 6 Aug, par. 3          B, 2
                      “We’ll see if they get along.”
                 [2]  example.org/wire-0806, Wire A, Wed 6 Aug, par. 3
                      reliability B · the same as [1]
                      “We’ll see”
      Recorded   Thu 14 Aug                                      tidings history jld
    $ tidings sources
      pxcgntzw   Pool report
      wire-0806  example.org/wire-0806
                 report · Wire A · Wed 6 Aug · reliability B · from Pool report
                 https://example.org/wire-0806?utm_source=x
      qfwwsjjp   Own notes
    "#);
    let excerpt = &home.record("along")["citations"][0]["excerpt"];
    assert_eq!(excerpt, "We’ll see if they get along.");
}

/// Each flag of each kind sets its field, and the echo says old → new.
#[test]
fn edits() {
    let home = Home::at_work();
    home.does("tidings add source Wire --slug wire\ntidings add story Talks --slug talks\ntidings add choice Where --option Rome --option Riga --slug where");
    let seen = home.session(
        r#"
        tidings edit summit --title "The talks" --type meeting --text "At noon" --place Fairbanks --who trump,zelenskiy:guest --certainty confirmed --outcome "a deal" --check-on tomorrow --check-every 3d
        tidings edit summit --when "16 August" --zone America/Anchorage --order 2
        tidings edit summit --status happened
        tidings mark summit happened --on today
        tidings edit summit --standing disputed
        tidings edit summit --on "12 August" --topic aid,sanctions --slug talks --visibility internal --embargo-until tomorrow
        tidings edit talks --visibility public --story talks --waits-on second-meeting
        tidings edit talks --story any
        tidings edit along --by putin --form paraphrase --terms background --attribution "a senior official" --stance for --venue Moscow --original "Увидим" --language ru --standing retracted --on yesterday --about talks
        tidings edit along --text "We’ll see."
        tidings edit joins --text "Does he join?" --type yesno --deadline tomorrow --criteria "He is seen" --why "It matters" --asked yesterday --check-on tomorrow --check-every 1w --hidden-until tomorrow
        tidings edit where --option Rome --option Oslo
        tidings edit explainer --title "Guarantees" --text "What they could mean" --kind assessment --likelihood unlikely --confidence low --when 2025-08-01
        tidings edit trump --name "Donald Trump" --kind person --of putin --alias "weak:The president" --alias Трамп
        tidings edit wire --title "The wire" --url https://example.org/w --publisher P --author A --published 2025-08-01 --retrieved today --kind official --language fr --reliability F --origin "Pool report"
        tidings edit story:talks --title "The talks" --summary "Since spring"
        "#,
    );
    assert_snapshot!(seen, @r#"
    $ tidings edit summit --title "The talks" --type meeting --text "At noon" --place Fairbanks --who trump,zelenskiy:guest --certainty confirmed --outcome "a deal" --check-on tomorrow --check-every 3d
    png  The talks, Fairbanks
         who: trump, putin → trump, zelenskiy (guest)
         type: summit → meeting
         title: Trump-Putin summit → The talks
         text: none → At noon
         place: Anchorage → Fairbanks
         certainty: none → confirmed
         outcome: none → a deal
         check-on: no date → Fri 15 Aug 2025
         check-every: none → 3d
    ---- stderr
    notice: new actor zelenskiy (tidings edit zelenskiy --name "…" --kind person)
    $ tidings edit summit --when "16 August" --zone America/Anchorage --order 2
    ---- stderr
    error: "2025-08-16" has no clock time, so no zone (America/Anchorage)
    hint: write the clock time, or leave the zone out
    ---- exit 2
    $ tidings edit summit --status happened
    ---- stderr
    error: --status happened is news, and edit mends a slip of the pen
    hint: tidings mark ID happened --why "…"
    ---- exit 2
    $ tidings mark summit happened --on today
    png  The talks, Fairbanks
         expected → happened · Fri 15 Aug → Thu 14 Aug 2025
    ---- stderr
    notice: no source (tidings cite @ --source URL)
    $ tidings edit summit --standing disputed
    png  The talks, Fairbanks
         standing: none → disputed
    $ tidings edit summit --on "12 August" --topic aid,sanctions --slug talks --visibility internal --embargo-until tomorrow
    png  The talks, Fairbanks
         slug: summit → talks
         visibility: public → internal
         embargo-until: none → 2025-08-15T00:00:00+01:00
         when: Thu 14 Aug → Tue 12 Aug 2025
         topic: none → aid, sanctions
    $ tidings edit talks --visibility public --story talks --waits-on second-meeting
    ---- stderr
    error: "talks" fits 2 records
      png          Tue 12 Aug  The talks
      story:talks              Talks
    hint: tidings edit png --visibility public --story talks --waits-on second-meeting
    ---- exit 2
    $ tidings edit talks --story any
    ---- stderr
    error: "talks" fits 2 records
      png          Tue 12 Aug  The talks
      story:talks              Talks
    hint: tidings edit png --story any
    ---- exit 2
    $ tidings edit along --by putin --form paraphrase --terms background --attribution "a senior official" --stance for --venue Moscow --original "Увидим" --language ru --standing retracted --on yesterday --about talks
    ---- stderr
    error: "talks" fits 2 records
      png          Tue 12 Aug  The talks
      story:talks              Talks
    hint: tidings edit along --by putin --form paraphrase --terms background --attribution "a senior official" --stance for --venue Moscow --original "Увидим" --language ru --standing retracted --on yesterday --about png
    ---- exit 2
    $ tidings edit along --text "We’ll see."
    jld  trump: “We’ll see.”
         text: We’ll see if they get along. → We’ll see.
    $ tidings edit joins --text "Does he join?" --type yesno --deadline tomorrow --criteria "He is seen" --why "It matters" --asked yesterday --check-on tomorrow --check-every 1w --hidden-until tomorrow
    cjx  Does he join?
         text: Whether Zelenskiy joins → Does he join?
         why: none → It matters
         type: open → yesno
         criteria: none → He is seen
         asked: no date → Wed 13 Aug 2025
         deadline: no date → Fri 15 Aug 2025
         check-on: no date → Fri 15 Aug 2025
         check-every: none → 1w
         hidden-until: no date → Fri 15 Aug 2025
    $ tidings edit where --option Rome --option Oslo
    hpp  Where
         option: Rome, Riga → Rome, Oslo
    $ tidings edit explainer --title "Guarantees" --text "What they could mean" --kind assessment --likelihood unlikely --confidence low --when 2025-08-01
    tfn  Guarantees
         kind: todo → assessment
         title: none → Guarantees
         text: Explainer → What they could mean
         when: no date → Fri 1 Aug 2025
         likelihood: none → unlikely
         confidence: none → low
    $ tidings edit trump --name "Donald Trump" --kind person --of putin --alias "weak:The president" --alias Трамп
    trump  Donald Trump
           name: trump → Donald Trump
           kind: none → person
           of: none → putin
           alias: none → The president, Трамп
    $ tidings edit wire --title "The wire" --url https://example.org/w --publisher P --author A --published 2025-08-01 --retrieved today --kind official --language fr --reliability F --origin "Pool report"
    wire  The wire
          title: Wire → The wire
          url: none → https://example.org/w
          publisher: none → P
          author: none → A
          published: no date → Fri 1 Aug 2025
          retrieved: no date → Thu 14 Aug 2025
          kind: none → official
          language: none → fr
          origin: none → Pool report
          reliability: none → F · source Pool report, new
    $ tidings edit story:talks --title "The talks" --summary "Since spring"
    talks  The talks
           title: Talks → The talks
           summary: none → Since spring
    "#);
}

#[test]
fn an_edit_that_changes_nothing_writes_nothing() {
    let home = Home::at_work();
    home.does("tidings edit summit --alias X || tidings edit trump --alias 'script:Трамп'");
    let before = home.bytes();
    for line in [
        "tidings edit summit --title 'Trump-Putin summit'",
        "tidings edit summit --who trump,putin --place Anchorage --type summit",
        "tidings edit summit --when 2025-08-15",
        "tidings edit along --by trump --form verbatim --text 'We’ll see if they get along.'",
        "tidings edit joins --type open",
        "tidings edit trump --alias Трамп --name trump",
    ] {
        let answer = home.types(line);
        assert_eq!(answer.code, 0, "{answer}");
        assert!(answer.out.contains("nothing changed"), "{line}\n{answer}");
        assert!(home.bytes() == before, "{line}\n{answer}");
        let json = home.json(&format!("{line} --json"));
        assert!(json["operation"].is_null(), "{json}");
    }
}

#[test]
fn a_corrected_date_is_no_slip() {
    let home = Home::at_work();
    let seen = home.session(
        r#"
        tidings edit second-meeting --when "mid-September"
        tidings slips
        tidings edit second-meeting --on "12 August"
        tidings edit second-meeting --by kremlin
        "#,
    );
    assert_snapshot!(seen, @r#"
        $ tidings edit second-meeting --when "mid-September"
        sfw  Second meeting
             when: 21–31 Aug → 11–20 Sep 2025 · a correction: not counted as a slip
        ---- stderr
        notice: announced anew? (tidings undo, then tidings move second-meeting --to mid-September --why "…")
        $ tidings slips
        No date has moved.
        $ tidings edit second-meeting --on "12 August"
        ---- stderr
        error: --on says that it happened then, and this event is expected
        hint: tidings mark second-meeting happened --on "12 August"
        ---- exit 2
        $ tidings edit second-meeting --by kremlin
        ---- stderr
        error: --by and --announced say who announced a date, which is news
        hint: tidings move second-meeting --to "…" --by "…"
        ---- exit 2
        "#);
}

#[test]
fn links() {
    let home = Home::at_work();
    let seen = home.session(
        r#"
        tidings link second-meeting waits-on summit --note "the venue"
        tidings link second-meeting waits-on summit
        tidings link summit waits-on second-meeting
        tidings link summit waits-on summit
        tidings link joint part-of joins
        tidings link joins part-of joint
        tidings link joint part-of summit
        tidings link along restates summit
        tidings link along said summit
        tidings link along about trump
        tidings link trump about along
        tidings link explainer joins
        tidings link explainer trump
        tidings edit second-meeting --waits-on joins
        tidings show second-meeting
        "#,
    );
    assert_snapshot!(seen, @r#"
    $ tidings link second-meeting waits-on summit --note "the venue"
    sfw  Second meeting
         waits on png: the venue
    $ tidings link second-meeting waits-on summit
    ---- stderr
    error: second-meeting waits on summit already
    hint: say something else with --note
    ---- exit 1
    $ tidings link summit waits-on second-meeting
    ---- stderr
    error: then summit would come back to itself by waits-on
    hint: name another record
    ---- exit 1
    $ tidings link summit waits-on summit
    ---- stderr
    error: summit and summit are one record
    hint: name another record
    ---- exit 2
    $ tidings link joint part-of joins
    xmd  Is there a joint statement?
         part of cjx
    $ tidings link joins part-of joint
    ---- stderr
    error: then joins would come back to itself by part-of
    hint: name another record
    ---- exit 1
    $ tidings link joint part-of summit
    ---- stderr
    error: "part-of" does not lead from a question to an event; these join the two:
      tidings link joint waits-on summit
      tidings link joint about summit
      tidings link summit supports joint
      tidings link summit contradicts joint
      tidings link summit answers joint
      tidings link summit waits-on joint
      tidings link summit about joint
    hint: tidings link joint about summit
    ---- exit 2
    $ tidings link along restates summit
    ---- stderr
    error: "restates" does not lead from a statement to an event; these join the two:
      tidings link along supports summit
      tidings link along contradicts summit
      tidings link along about summit
      tidings link along promises summit
      tidings link summit supports along
      tidings link summit contradicts along
      tidings link summit about along
    hint: tidings link along about summit
    ---- exit 2
    $ tidings link along said summit
    ---- stderr
    error: "said" is no verb of a link; these join the two:
      tidings link along supports summit
      tidings link along contradicts summit
      tidings link along about summit
      tidings link along promises summit
      tidings link summit supports along
      tidings link summit contradicts along
      tidings link summit about along
    hint: tidings link along about summit
    ---- exit 2
    $ tidings link along about trump
    jld  trump: “We’ll see if they get along.”
         about trump
    $ tidings link trump about along
    ---- stderr
    error: "about" does not lead from an actor to a statement; whatever joins the two is said already
    hint: tidings show trump
    ---- exit 2
    $ tidings link explainer joins
    ---- stderr
    error: no verb says how explainer "Explainer" and joins "Whether Zelenskiy joins" are linked:
      tidings link explainer supports joins
      tidings link explainer contradicts joins
      tidings link explainer answers joins
      tidings link explainer about joins
      tidings link joins about explainer
    hint: tidings link explainer about joins
    ---- exit 2
    $ tidings link explainer trump
    ---- stderr
    error: no verb says how explainer "Explainer" and trump "trump" are linked:
      tidings link explainer about trump
    hint: tidings link explainer about trump
    ---- exit 2
    $ tidings edit second-meeting --waits-on joins
    sfw  Second meeting
         no longer: waits on png: the venue
         waits on cjx
    $ tidings show second-meeting
    Second meeting                                 sfwhdgkbwccgzvwr · second-meeting
    milestone, expected, possible

      When       some day Thu 21 – Sun 31 Aug 2025, in 7 to 17 days
                 [2025-08-21..2025-08-31] · “late August”
      Waits on   cjx  ? Whether Zelenskiy joins
      Recorded   Thu 14 Aug                                      tidings history sfw
    "#);
}

#[test]
fn removing() {
    let home = Home::at_work();
    home.does("tidings add statement So --about summit --slug so");
    let seen = home.session(
        r#"
        tidings remove summit
        tidings remove summit --yes --why "recorded twice"
        tidings show summit
        tidings show pngc
        tidings mark pngc happened
        tidings show so
        tidings remove trump --yes
        tidings timeline
        tidings remove "Whether Zelenskiy joins" --yes
        tidings undo
        tidings undo
        tidings show summit
        "#,
    );
    assert_snapshot!(seen, @r#"
    $ tidings remove summit
    ---- stderr
    error: to remove png “Trump-Putin summit” wants a yes, and there is nobody to ask
    hint: tidings remove summit --yes
    ---- exit 2
    $ tidings remove summit --yes --why "recorded twice"
    Removed png “Trump-Putin summit”.
    ---- stderr
    notice: still refer to it: so So (tidings undo)
    $ tidings show summit
    ---- stderr
    error: no record has the id, slug or words "summit"
    hint: tidings timeline shows their ids; @ is the last one that was written
    ---- exit 2
    $ tidings show pngc
    ---- stderr
    error: event pngcbvvmztjkspjz was removed
    hint: tidings history pngcbvvmztjkspjz shows what removed it; tidings undo oN brings it back
    ---- exit 2
    $ tidings mark pngc happened
    ---- stderr
    error: event pngcbvvmztjkspjz was removed
    hint: tidings history pngcbvvmztjkspjz shows what removed it; tidings undo oN brings it back
    ---- exit 2
    $ tidings show so
    So                                                         xbxmrnhsdbffplkj · so
    statement, paraphrase

      About      Trump-Putin summit (removed)
      Recorded   Thu 14 Aug                                      tidings history xbx
    $ tidings remove trump --yes
    Removed trump “trump”.
    ---- stderr
    notice: still refer to it: along We’ll see if they get along. (tidings undo)
    $ tidings timeline
    2025
      Thu 14 Aug    jld  trump (removed): “We’ll see if they get along.”    verbatim
    ────────────────  today, Thu 14 Aug  ────────────────
      21–31 Aug     sfw  Second meeting                           expected, possible
    No date
                    xbx  So                       about Trump-Putin summit (removed)

    1 of 3 is not for publication (internal)
    $ tidings remove "Whether Zelenskiy joins" --yes
    ---- stderr
    error: no record has the id or slug "Whether Zelenskiy joins"
    hint: tidings timeline shows their ids; @ is the last one that was written
    ---- exit 2
    $ tidings undo
    Undid o9 “remove”.
    trump  trump
           actor · back
    $ tidings undo
    Undid o8 “remove”.
    png  Trump-Putin summit, Anchorage
         summit, expected · Fri 15 Aug 2025 (tomorrow) · back
    $ tidings show summit
    Trump-Putin summit, Anchorage                          pngcbvvmztjkspjz · summit
    summit, expected

      When       Fri 15 Aug 2025, tomorrow                                2025-08-15
      Where      Anchorage
      Who        trump, putin
      Said       xbx  So
      Recorded   Thu 14 Aug                                      tidings history png
    "#);
}

#[test]
fn described_speakers() {
    let home = Home::new();
    let seen = home.session(
        r#"
        tidings add statement "No date is set" --by "a Kremlin aide" --of kremlin --on today
        tidings add statement "Talks go on" --by "A Kremlin aide" --on today
        tidings add statement "It is open" --by "a Kremlin aide" --of "White House" --on today
        tidings add statement "So far" --by trump --of kremlin --on today
        tidings add statement "So far" --of kremlin
        tidings add statement "All agree" --by "Macron,Merz, sources close to Kyiv" --on today
        tidings actors
        "#,
    );
    assert_snapshot!(seen, @r#"
        $ tidings add statement "No date is set" --by "a Kremlin aide" --of kremlin --on today
        png  a Kremlin aide: No date is set
             statement, paraphrase · Thu 14 Aug 2025 (today)
        ---- stderr
        notice: new actors kremlin, a Kremlin aide (tidings edit kremlin --name "…" --kind person)
        $ tidings add statement "Talks go on" --by "A Kremlin aide" --on today
        sfw  a Kremlin aide: Talks go on
             statement, paraphrase · Thu 14 Aug 2025 (today)
        $ tidings add statement "It is open" --by "a Kremlin aide" --of "White House" --on today
        ---- stderr
        error: --of says whose a new speaker is, and this one is here already
        hint: tidings edit actor:pql --of "White House"
        ---- exit 2
        $ tidings add statement "So far" --by trump --of kremlin --on today
        cjx  trump: So far
             statement, paraphrase · Thu 14 Aug 2025 (today)
        ---- stderr
        notice: new actor trump (tidings edit trump --name "…" --kind person)
        $ tidings add statement "So far" --of kremlin
        ---- stderr
        error: --of says whose a new speaker is, and none is named
        hint: give it with --by
        ---- exit 2
        $ tidings add statement "All agree" --by "Macron,Merz, sources close to Kyiv" --on today
        xmd  Macron, Merz, sources close to Kyiv: All agree
             statement, paraphrase · Thu 14 Aug 2025 (today)
        ---- stderr
        notice: new actors Macron, Merz, sources close to Kyiv (tidings edit macron --name "…" --kind person)
        $ tidings actors
          kremlin   kremlin
          pqlngprk  a Kremlin aide                                described · of kremlin
          trump     trump                                                     of kremlin
          macron    Macron
          merz      Merz
          xmqqkqvv  sources close to Kyiv                                      described
        "#);
}

#[test]
fn secrecy_follows_the_terms() {
    let home = Home::new();
    let seen = home.session(
        r#"
        tidings add statement "The paper is empty" --by "Jean Exemple" --terms off-record --on today --source "Lunch notes"
        tidings add statement "No venue" --by "Ann Example" --of "Hidden House" --terms background --on today
        tidings add statement "No venue yet" --by "an aide" --of "Quiet House" --terms deep-background --attribution "an official" --on today
        tidings add statement "Public after all" --by "Pub Lic" --terms off-record --visibility public --on today
        tidings add event "Dinner" --who "Guest One" --visibility internal --when tomorrow --story "Secret story" --source "Menu"
        tidings add statement "Now so" --by "Old Hand" --on today --slug now
        tidings edit now --terms off-record
        "#,
    );
    assert_snapshot!(seen, @r#"
    $ tidings add statement "The paper is empty" --by "Jean Exemple" --terms off-record --on today --source "Lunch notes"
    png  Jean Exemple: The paper is empty
         statement, paraphrase, off the record, internal · Thu 14 Aug 2025 (today) ·
         source "Lunch notes", new
    ---- stderr
    notice: new actor Jean Exemple, internal, since this is off the record (tidings edit "Jean Exemple" --kind person)
    $ tidings add statement "No venue" --by "Ann Example" --of "Hidden House" --terms background --on today
    sfw  Ann Example: No venue
         statement, paraphrase, on background · Thu 14 Aug 2025 (today)
    ---- stderr
    notice: on background it does not go out without an attribution · new actors Hidden House, Ann Example, internal (tidings edit @ --attribution "…")
    $ tidings add statement "No venue yet" --by "an aide" --of "Quiet House" --terms deep-background --attribution "an official" --on today
    cjx  an aide: No venue yet
         statement, paraphrase, on deep background · Thu 14 Aug 2025 (today)
    ---- stderr
    notice: new actors Quiet House (internal), an aide (tidings edit "Quiet House" --kind person)
    $ tidings add statement "Public after all" --by "Pub Lic" --terms off-record --visibility public --on today
    xmd  Pub Lic: Public after all
         statement, paraphrase, off the record · Thu 14 Aug 2025 (today)
    ---- stderr
    notice: new actor Pub Lic, internal, since this is off the record (tidings edit "Pub Lic" --kind person)
    $ tidings add event "Dinner" --who "Guest One" --visibility internal --when tomorrow --story "Secret story" --source "Menu"
    tfn  Dinner
         other, expected, internal · Fri 15 Aug 2025 (tomorrow) · source menu, new
    ---- stderr
    notice: new actor Guest One, internal · new story Secret story, internal (tidings edit "Guest One" --kind person)
    $ tidings add statement "Now so" --by "Old Hand" --on today --slug now
    jld  Old Hand: Now so
         statement, paraphrase · Thu 14 Aug 2025 (today)
    ---- stderr
    notice: new actor Old Hand (tidings edit "Old Hand" --kind person)
    $ tidings edit now --terms off-record
    jld  Old Hand: Now so
         visibility: public → internal
         terms: unknown → off-record
    ---- stderr
    notice: Old Hand is public: what else names them goes out (tidings edit actor:gtg --visibility internal)
    "#);
    let export = home.types("tidings export json");
    for secret in [
        "paper is empty",
        "Jean",
        "Exemple",
        "Lunch notes",
        "No venue\"",
        "Ann Example",
        "ann-example",
        "Hidden House",
        "Quiet House",
        "Public after all",
        "Dinner",
        "Guest One",
        "Secret story",
        "Menu",
        "Now so",
    ] {
        assert!(!export.out.contains(secret), "{secret}\n{export}");
    }
    assert!(export.out.contains("No venue yet"), "{export}");
    assert!(export.err.contains("left out"), "{export}");
}

#[test]
fn a_record_is_named_in_many_ways() {
    let home = Home::at_work();
    home.does(r#"tidings add note "Trump's note" --slug trump"#);
    let id = home.record("summit")["id"].as_str().unwrap().to_owned();
    for which in ["summit", &id, &id[..3], "@6", "actor:trump"] {
        let answer = home.types(&format!("tidings show {which}"));
        assert_eq!(answer.code, 0, "{answer}");
    }
    let seen = home.session(
        r#"
        tidings show trump
        tidings edit trump --name X
        tidings edit actor:trump --name X
        tidings show @
        tidings show @2
        tidings remove @ --yes
        tidings show @
        tidings show @99
        tidings show @x
        tidings show actor:nosuch
        tidings show ""
        "#,
    );
    assert_snapshot!(seen, @r#"
    $ tidings show trump
    ---- stderr
    error: "trump" fits 2 records
      actor:trump           trump
      xbx          no date  Trump's note
    hint: tidings show actor:trump
    ---- exit 2
    $ tidings edit trump --name X
    ---- stderr
    error: "trump" fits 2 records
      actor:trump           trump
      xbx          no date  Trump's note
    hint: tidings edit actor:trump --name X
    ---- exit 2
    $ tidings edit actor:trump --name X
    trump  X
           name: trump → X
    $ tidings show @
    Trump's note                                            xbxmrnhsdbffplkj · trump
    note

      Recorded   Thu 14 Aug                                      tidings history xbx
    $ tidings show @2
    X: “We’ll see if they get along.”                       jldfpczlrhzbnnvc · along
    statement, verbatim

      By         X
      Said       Thu 14 Aug 2025, today                         2025-08-14 · “today”
      Recorded   Thu 14 Aug                                      tidings history jld
    $ tidings remove @ --yes
    Removed xbx “Trump's note”.
    $ tidings show @
    X: “We’ll see if they get along.”                       jldfpczlrhzbnnvc · along
    statement, verbatim

      By         X
      Said       Thu 14 Aug 2025, today                         2025-08-14 · “today”
      Recorded   Thu 14 Aug                                      tidings history jld
    $ tidings show @99
    ---- stderr
    error: "@99" is nothing yet: no record was written before
    hint: tidings timeline shows their ids; @ is the last one that was written
    ---- exit 2
    $ tidings show @x
    ---- stderr
    error: "@x" is nothing yet: no record was written before
    hint: tidings timeline shows their ids; @ is the last one that was written
    ---- exit 2
    $ tidings show actor:nosuch
    ---- stderr
    error: no record has the id, slug or words "actor:nosuch"
    hint: tidings timeline shows their ids; @ is the last one that was written
    ---- exit 2
    $ tidings show ""
    ---- stderr
    error: no record has the id, slug or words ""
    hint: tidings timeline shows their ids; @ is the last one that was written
    ---- exit 2
    "#);
}

#[test]
fn an_ambiguous_beginning_of_an_id_is_listed() {
    let home = Home::at_work();
    for number in 0..30 {
        home.does(&format!(
            "tidings add note 'No {number}' --when 2025-08-{:02}",
            number % 14 + 1
        ));
    }
    let timeline = home.json("tidings timeline --kind event,statement,question,note --json");
    let ids: Vec<String> = timeline["groups"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|group| group["items"].as_array().unwrap())
        .map(|item| item["id"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(ids.len(), 36);
    let shared = ('b'..='z')
        .find(|first| ids.iter().filter(|id| id.starts_with(*first)).count() == 3)
        .unwrap();
    let seen = home.session(&format!(
        "tidings show {shared}\ntidings mark {shared} done\ntidings history {shared}\ntidings remove {shared} --yes"
    ));
    assert_snapshot!(seen, @r#"
    $ tidings show f
    ---- stderr
    error: "f" fits 3 notes
      fkn  Wed 6 Aug  No 19
      fsm  Mon 4 Aug  No 17
      fzk  Tue 5 Aug  No 18
    hint: tidings show fkn
    ---- exit 2
    $ tidings mark f done
    ---- stderr
    error: "f" fits 3 notes
      fkn  Wed 6 Aug  No 19
      fsm  Mon 4 Aug  No 17
      fzk  Tue 5 Aug  No 18
    hint: tidings mark fkn done
    ---- exit 2
    $ tidings history f
    ---- stderr
    error: "f" fits 3 notes
      fkn  Wed 6 Aug  No 19
      fsm  Mon 4 Aug  No 17
      fzk  Tue 5 Aug  No 18
    hint: tidings history fkn
    ---- exit 2
    $ tidings remove f --yes
    ---- stderr
    error: "f" fits 3 notes
      fkn  Wed 6 Aug  No 19
      fsm  Mon 4 Aug  No 17
      fzk  Tue 5 Aug  No 18
    hint: tidings remove fkn --yes
    ---- exit 2
    "#);
}

#[test]
fn each_kind_of_record_takes_a_source_when_it_is_edited() {
    let home = Home::at_work();
    for which in ["summit", "along", "joins", "explainer", "trump"] {
        let answer = home.types(&format!(
            "tidings edit {which} --source https://example.org/{which}"
        ));
        assert!(
            answer.out.contains(&format!("example.org/{which}")),
            "{answer}"
        );
    }
}

#[test]
fn a_word_for_another_kind_or_for_the_last_record_names_nobody() {
    let home = Home::at_work();
    for line in [
        "tidings add statement S --by @",
        "tidings add statement S --by event:summit",
        "tidings add statement S --by actor:nobody",
        "tidings add event E --story @ --when tomorrow",
        "tidings cite along --source @",
    ] {
        let answer = home.types(line);
        assert_eq!(answer.code, 2, "{line}\n{answer}");
        assert!(answer.err.contains("\nhint: "), "{line}\n{answer}");
    }
}

#[test]
fn what_a_talk_with_a_hidden_speaker_is_called_stays_at_the_desk() {
    let home = Home::at_work();
    let talk = "--terms background --attribution \"a diplomat\" --source \"Talk with Ivan Petrov\"";
    home.types(&format!(
        "tidings add statement \"No venue\" --by \"Ivan Petrov\" --on today {talk}"
    ));
    let export = home.types("tidings export json").out;
    assert!(
        export.contains("a diplomat") && !export.contains("Petrov"),
        "{export}"
    );
}
