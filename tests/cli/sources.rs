//! What records rest on: chains of origin, grades, what became of a source, and what that means for what cites it.

use insta::assert_snapshot;

use crate::home::Home;

/// A second meeting that rests on an article and a wire, both of one pool report, and on a talk.
fn home() -> Home {
    let home = Home::at_work();
    home.does(
        r#"
        tidings add source "Pool report" --slug pool --reliability B
        tidings add source "News article" --slug article --origin pool --reliability F
        tidings add source "Wire A" --slug wire-a --origin pool --publisher Reuters --published "13 August" --reliability B
        tidings cite second-meeting --source article --credibility 3 --excerpt "… a second, more substantive session …"
        tidings cite second-meeting --source wire-a --credibility 2 --locator "line 4"
        tidings cite along --source pool
        "#,
    );
    home
}

#[test]
fn a_record_says_of_how_many_origins_its_sources_are() {
    let home = home();
    home.does(
        r#"
        tidings move second-meeting --to "1 September" --source wire-a
        tidings move second-meeting --to "2 September" --source pool
        "#,
    );
    assert_snapshot!(home.types("tidings show second-meeting"), @"
    Second meeting                                 sfwhdgkbwccgzvwr · second-meeting
    milestone, expected, possible

      When       Tue 2 Sep 2025, in 19 days               2025-09-02 · “2 September”
      Moved      1  21–31 Aug → Mon 1 Sep 2025 · slipped by 1 to 11 days         [2]
                 2  Mon 1 Sep → Tue 2 Sep 2025 · slipped by 1 day        source pool
      Sources    3, of 1 origin
                 [1]  News article                                              F, 3
                      “… a second, more substantive session …”
                 [2]  Wire A, Reuters, Wed 13 Aug, line 4
                      B, 2 · from the same Pool report as [1]
      Recorded   Thu 14 Aug                                      tidings history sfw
    ");
    home.does(
        r#"
        tidings cite second-meeting --source pool
        tidings cite second-meeting --source wire-a --excerpt "another line"
        tidings add source https://www.example.org/a --slug a
        tidings cite second-meeting --source a
        tidings cite second-meeting --source https://example.org/b
        tidings cite second-meeting --source "Somebody"
        "#,
    );
    assert_snapshot!(home.types("tidings show second-meeting"), @"
    Second meeting                                 sfwhdgkbwccgzvwr · second-meeting
    milestone, expected, possible

      When       Tue 2 Sep 2025, in 19 days               2025-09-02 · “2 September”
      Moved      1  21–31 Aug → Mon 1 Sep 2025 · slipped by 1 to 11 days         [2]
                 2  Mon 1 Sep → Tue 2 Sep 2025 · slipped by 1 day                [3]
      Sources    6, of 2 origins, 1 unknown
                 [1]  News article                                              F, 3
                      “… a second, more substantive session …”
                 [2]  Wire A, Reuters, Wed 13 Aug, line 4
                      B, 2 · from the same Pool report as [1]
                 [3]  Pool report                     reliability B · [1] is from it
                 [4]  Wire A, Reuters, Wed 13 Aug
                      reliability B · from the same Pool report as [1]
                      “another line”
                 [5]  www.example.org/a
                 [6]  example.org/b                     of the same publisher as [5]
                 [7]  Somebody                                        origin unknown
      Recorded   Thu 14 Aug                                      tidings history sfw
    ");
    let origins = &home.record("second-meeting")["origins"];
    assert_eq!(
        origins.to_string(),
        r#"{"sources":6,"independent":2,"unknown":1}"#
    );
    assert_eq!(home.record("joins")["origins"], serde_json::Value::Null);
}

#[test]
fn what_became_of_a_source_stands_wherever_it_is_cited() {
    let home = home();
    let seen = home.session(
        r#"
        tidings mark pool retracted --why "the pool took it back" --source https://example.org/sorry
        tidings show second-meeting
        tidings show along
        tidings show pool
        tidings cite joins --source pool
        tidings sources
        tidings history pool --limit 1
        tidings mark pool reported
        tidings undo
        tidings undo
        "#,
    );
    assert_snapshot!(seen, @r#"
    $ tidings mark pool retracted --why "the pool took it back" --source https://example.org/sorry
    pool  Pool report
          standing: none → retracted
          source sorry, new · the pool took it back · 2 records rest on it, 1 of
          them through News article
    $ tidings show second-meeting
    Second meeting                                 sfwhdgkbwccgzvwr · second-meeting
    milestone, expected, possible

      When       some day Thu 21 – Sun 31 Aug 2025, in 7 to 17 days
                 [2025-08-21..2025-08-31] · “late August”
      Sources    2, of 1 origin
                 [1]  News article                F, 3 · from Pool report, retracted
                      “… a second, more substantive session …”
                 [2]  Wire A, Reuters, Wed 13 Aug, line 4
                      B, 2 · from the same Pool report (retracted) as [1]
      Recorded   Thu 14 Aug                                      tidings history sfw
    $ tidings show along
    trump: “We’ll see if they get along.”                   jldfpczlrhzbnnvc · along
    statement, verbatim

      By         trump
      Said       Thu 14 Aug 2025, today                         2025-08-14 · “today”
      Sources    [1]  Pool report, retracted                           reliability B
                      “We’ll see if they get along.”
      Recorded   Thu 14 Aug                                      tidings history jld
    $ tidings show pool
    Pool report                                              xbxmrnhsdbffplkj · pool
    source, retracted

      Reason     the pool took it back
      Grade      B, usually reliable
      Sources    [1]  example.org/sorry
      Origin of  News article
                 Wire A
      Cited by   jld  trump: “We’ll see if they get along.”               Thu 14 Aug
                 sfw  Second meeting     21–31 Aug · possible · through News article
      Recorded   Thu 14 Aug                         tidings history xbxmrnhsdbffplkj
    $ tidings cite joins --source pool
    cjx  Whether Zelenskiy joins
         source pool
    ---- stderr
    notice: Pool report is retracted (tidings show source:pool)
    $ tidings sources
      pool     Pool report                                 reliability B · retracted
      article  News article                         reliability F · from Pool report
      wire-a   Wire A        Reuters · Wed 13 Aug · reliability B · from Pool report
      sorry    example.org/sorry
               https://example.org/sorry
    $ tidings history pool --limit 1
      14 Aug 12:00  o13  mark
                         standing: none → retracted
                         source sorry
                         why: the pool took it back
      and 1 earlier
    $ tidings mark pool reported
    pool  Pool report
          standing: retracted → none · 3 records rest on it, 1 of them through News
          article
    $ tidings undo
    Undid o15 “mark”.
    pool  Pool report
          standing: none → retracted
    $ tidings undo
    Undid o14 “cite”.
    cjx  Whether Zelenskiy joins
         no longer: source pool
    "#);
}

#[test]
fn a_source_is_marked_as_entries_are() {
    let home = home();
    let seen = home.session(
        r#"
        tidings mark wire-a
        tidings mark wire-a happened
        tidings mark wire-a gone
        tidings mark gone wire-a
        tidings mark "Wire A" gone
        tidings mark wire-a corrected --on today
        tidings mark wire-a corrected --by trump
        tidings mark trump retracted
        tidings mark along corrected
        "#,
    );
    assert_snapshot!(seen, @r#"
    $ tidings mark wire-a
    ---- stderr
    error: wire-a "Wire A" can become: corrected, retracted, gone, reported
    hint: tidings mark wire-a corrected
    ---- exit 2
    $ tidings mark wire-a happened
    ---- stderr
    error: wire-a "Wire A" cannot become happened; it can become: corrected, retracted, gone, reported
    hint: tidings mark wire-a corrected
    ---- exit 2
    $ tidings mark wire-a gone
    wire-a  Wire A
            standing: none → gone · 1 record rests on it
    $ tidings mark gone wire-a
    ---- stderr
    error: gone is where it stands: the record comes first
    hint: tidings mark wire-a gone
    ---- exit 2
    $ tidings mark "Wire A" gone
    ---- stderr
    error: wire-a "Wire A" is gone already
    hint: tidings show wire-a
    ---- exit 1
    $ tidings mark wire-a corrected --on today
    ---- stderr
    error: --on goes with an event that happened
    hint: tidings mark ID happened --on today
    ---- exit 2
    $ tidings mark wire-a corrected --by trump
    ---- stderr
    error: --by says who announced a change of the date, and this is none
    hint: --why says why; --source what says so
    ---- exit 2
    $ tidings mark trump retracted
    ---- stderr
    error: "trump" fits 2 entries
      jld  Thu 14 Aug  We’ll see if they get along.
      png  Fri 15 Aug  Trump-Putin summit
    hint: tidings mark jld retracted
    ---- exit 2
    $ tidings mark along corrected
    ---- stderr
    error: along "We’ll see if they get along." cannot become corrected; it can become: confirmed, disputed, retracted, reported
    hint: tidings mark along confirmed
    ---- exit 2
    "#);
}

#[test]
fn a_slug_of_an_entry_and_of_a_source_is_read_by_the_word() {
    let home = home();
    home.does("tidings edit article --slug along");
    assert_eq!(
        home.types("tidings mark along corrected")
            .out
            .lines()
            .next(),
        Some("along  News article")
    );
    let disputed = home.types("tidings mark along disputed");
    assert!(disputed.out.starts_with("jld  trump:"), "{disputed}");
    assert_snapshot!(home.types("tidings mark along retracted"), @r#"
    ---- stderr
    error: "along" fits 2 records
      jld           Thu 14 Aug  We’ll see if they get along.
      source:along              News article
    hint: tidings mark jld retracted
    ---- exit 2
    "#);
    home.does("tidings mark source:along retracted");
}

#[test]
fn all_that_rests_on_a_source() {
    let home = home();
    home.does(
        r#"
        tidings add source "Repeat" --slug repeat --origin wire-a
        tidings cite joint --source repeat
        tidings cite joint --source pool
        tidings cite explainer --source repeat
        "#,
    );
    let seen = home.session(
        "
        tidings show pool
        tidings show wire-a
        tidings show repeat
        tidings mark pool gone
        tidings edit pool --origin repeat
        tidings edit repeat --origin repeat
        ",
    );
    assert_snapshot!(seen, @"
    $ tidings show pool
    Pool report                                              xbxmrnhsdbffplkj · pool
    source

      Grade      B, usually reliable
      Origin of  News article
                 Wire A
                 Repeat                                               through Wire A
      Cited by   jld  trump: “We’ll see if they get along.”               Thu 14 Aug
                 xmd  ? Is there a joint statement?
                 sfw  Second meeting     21–31 Aug · possible · through News article
                 tfn  Explainer                    to do · internal · through Repeat
      Recorded   Thu 14 Aug                         tidings history xbxmrnhsdbffplkj
    $ tidings show wire-a
    Wire A                                                 hppqvwthnzdjljkv · wire-a
    source

      Publisher  Reuters
      Published  Wed 13 Aug 2025, yesterday                 2025-08-13 · “13 August”
      Grade      B, usually reliable
      Origin     Pool report                                           reliability B
      Origin of  Repeat
      Cited by   sfw  Second meeting                            21–31 Aug · possible
                 xmd  ? Is there a joint statement?                   through Repeat
                 tfn  Explainer                    to do · internal · through Repeat
      Recorded   Thu 14 Aug                         tidings history hppqvwthnzdjljkv
    $ tidings show repeat
    Repeat                                                 hjpbfqsfsjfkkxnp · repeat
    source

      Origin     Wire A                                                reliability B
                 from Pool report                                      reliability B
      Cited by   xmd  ? Is there a joint statement?
                 tfn  Explainer                                     to do · internal
      Recorded   Thu 14 Aug                         tidings history hjpbfqsfsjfkkxnp
    $ tidings mark pool gone
    pool  Pool report
          standing: none → gone · 4 records rest on it, 2 of them through 2 others
    $ tidings edit pool --origin repeat
    ---- stderr
    error: then pool would come back to itself by origin
    hint: name another record
    ---- exit 1
    $ tidings edit repeat --origin repeat
    ---- stderr
    error: then repeat would come back to itself by origin
    hint: name another record
    ---- exit 1
    ");
    let pool = home.record("pool");
    assert_eq!(pool["derived"].as_array().unwrap().len(), 3);
    assert_eq!(pool["resting"].as_array().unwrap().len(), 4);
    assert_eq!(
        home.record("repeat")["derives_from"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
}

#[test]
fn an_address_that_is_there_is_that_source() {
    let home = Home::at_work();
    home.does("tidings cite along --source https://example.org/a?id=1");
    for same in [
        "https://example.org/a?id=1#top",
        "https://example.org/a?utm_source=x&id=1",
        "HTTPS://EXAMPLE.org/a?id=1",
        "http://example.org/a?id=1",
        "https://example.org/a/?id=1",
    ] {
        home.does(&format!(
            "tidings cite joins --source '{same}' --excerpt '{same}'"
        ));
    }
    for other in [
        "https://example.org/a",
        "https://example.org/A?id=1",
        "https://example.org:8443/a?id=1",
        "https://www.example.org/a?id=1",
    ] {
        home.does(&format!("tidings cite joint --source '{other}'"));
    }
    let sources = home.json("tidings sources --json");
    let urls: Vec<&str> = sources["groups"][0]["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|source| source["url"].as_str().unwrap())
        .collect();
    assert_eq!(
        urls,
        [
            "https://example.org/a?id=1",
            "https://example.org/a",
            "https://example.org/A?id=1",
            "https://example.org:8443/a?id=1",
            "https://www.example.org/a?id=1"
        ]
    );
}

#[test]
fn an_actor_with_all_that_is_theirs() {
    let home = Home::at_work();
    home.does(
        r#"
        tidings add country Russia --slug russia
        tidings add actor Kremlin --slug kremlin --kind organisation --of russia
        tidings add person "Yuri Ushakov" --of kremlin --slug ushakov --alias Ушаков
        tidings add person "Dmitry Peskov" --of kremlin --slug peskov
        tidings add statement "It is agreed" --by ushakov --on today --about summit
        tidings add statement "Ushakov spoke too soon" --by trump --on today --about ushakov
        tidings add question "Does Ushakov stay?" --about ushakov
        tidings edit summit --who trump,putin,ushakov:guest
        tidings move second-meeting --to "1 September" --by ushakov
        tidings forecast joint 40% --by ushakov
        "#,
    );
    assert_snapshot!(home.session("tidings show ushakov\n tidings show kremlin\n tidings show russia"), @"
    $ tidings show ushakov
    Yuri Ushakov                                          hppqvwthnzdjljkv · ushakov
    actor, person

      Of         Kremlin, of Russia
      Also       Ушаков
      Said       qxt  Yuri Ushakov: It is agreed                          Thu 14 Aug
      Said of it vbm  trump: Ushakov spoke too soon                       Thu 14 Aug
      Takes part png  Trump-Putin summit, Anchorage                       Fri 15 Aug
      Announced  sfw  Second meeting                            Mon 1 Sep · possible
      Forecast   xmd  ? Is there a joint statement?
      Asked      hjp  ? Does Ushakov stay?
      Recorded   Thu 14 Aug                         tidings history hppqvwthnzdjljkv
    $ tidings show kremlin
    Kremlin                                               rlsttmsbmsxpgqkx · kremlin
    actor, organisation

      Of         Russia
      Has        Yuri Ushakov
                 Dmitry Peskov
      Recorded   Thu 14 Aug                         tidings history rlsttmsbmsxpgqkx
    $ tidings show russia
    Russia                                                 xbxmrnhsdbffplkj · russia
    actor, country

      Has        Kremlin
      Recorded   Thu 14 Aug                         tidings history xbxmrnhsdbffplkj
    ");
}

#[test]
fn what_was_said_of_a_source_is_said_back() {
    let home = Home::new();
    assert_snapshot!(home.session(r#"
        tidings add source "Pool report" --slug pool --reliability B
        tidings add assessment "It holds" --likelihood likely --confidence moderate
        tidings add note "Costs" --source pool --excerpt "The costs are high" --credibility 3 --locator "p. 4"
        tidings add quote "We will see." --by trump --on today --source pool --credibility 2
        tidings cite @ --source https://example.org/x --excerpt "“We will see,” he said, and he said a good deal more than that."
        tidings add meeting "Talks" --when tomorrow --by trump --source pool --excerpt "They talk tomorrow"
        tidings move @ --to "20 August" --source https://example.org/y --excerpt "Not before Wednesday"
        tidings mark @ cancelled --why "no venue" --source pool --excerpt "No talks"
    "#), @r#"
    $ tidings add source "Pool report" --slug pool --reliability B
    pool  Pool report
          source · reliability B
    $ tidings add assessment "It holds" --likelihood likely --confidence moderate
    sfw  It holds
         assessment, likely · moderate confidence
    $ tidings add note "Costs" --source pool --excerpt "The costs are high" --credibility 3 --locator "p. 4"
    cjx  Costs
         note · source pool, p. 4, credibility 3: “The costs are high”
    $ tidings add quote "We will see." --by trump --on today --source pool --credibility 2
    xmd  trump: “We will see.”
         statement, verbatim · Thu 14 Aug 2025 (today) · source pool, credibility 2
    ---- stderr
    notice: new actor trump (tidings edit trump --name "…" --kind person)
    $ tidings cite @ --source https://example.org/x --excerpt "“We will see,” he said, and he said a good deal more than that."
    xmd  trump: “We will see.”
         source x, new: ““We will see,” he said, and he …”
    $ tidings add meeting "Talks" --when tomorrow --by trump --source pool --excerpt "They talk tomorrow"
    jld  Talks
         meeting, expected · Fri 15 Aug 2025 (tomorrow) · source pool: “They talk
         tomorrow”
    $ tidings move @ --to "20 August" --source https://example.org/y --excerpt "Not before Wednesday"
    jld  Talks
         Fri 15 Aug → Wed 20 Aug 2025 · slipped by 5 days (1st time) · source y,
         new: “Not before Wednesday”
    $ tidings mark @ cancelled --why "no venue" --source pool --excerpt "No talks"
    jld  Talks
         expected → cancelled · was Wed 20 Aug · no venue · source pool: “No talks”
    "#);
}
