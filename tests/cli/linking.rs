//! `link` and `unlink`: what one record says of another, and no longer says.

use insta::assert_snapshot;

use crate::home::Home;

#[test]
fn without_a_verb_those_that_join_the_two_are_listed_in_both_directions() {
    let home = Home::at_work();
    let seen = home.session(
        r#"
        tidings link along summit
        tidings link along contradict summit
        tidings link joins joint
        tidings link joins part-of summit
        tidings link trump about along
        tidings link trump putin
        "#,
    );
    assert_snapshot!(seen, @r#"
    $ tidings link along summit
    ---- stderr
    error: no verb says how along "We’ll see if they get along." and summit "Trump-Putin summit" are linked:
      tidings link along supports summit
      tidings link along contradicts summit
      tidings link along about summit
      tidings link along promises summit
      tidings link summit supports along
      tidings link summit contradicts along
      tidings link summit about along
    hint: tidings link along about summit
    ---- exit 2
    $ tidings link along contradict summit
    ---- stderr
    error: "contradict" is no verb of a link; these join the two:
      tidings link along supports summit
      tidings link along contradicts summit
      tidings link along about summit
      tidings link along promises summit
      tidings link summit supports along
      tidings link summit contradicts along
      tidings link summit about along
    hint: tidings link along contradicts summit
    ---- exit 2
    $ tidings link joins joint
    ---- stderr
    error: no verb says how joins "Whether Zelenskiy joins" and joint "Is there a joint statement?" are linked:
      tidings link joins updates joint
      tidings link joins waits-on joint
      tidings link joins part-of joint
      tidings link joins about joint
      tidings link joint updates joins
      tidings link joint waits-on joins
      tidings link joint part-of joins
      tidings link joint about joins
    hint: tidings link joins about joint
    ---- exit 2
    $ tidings link joins part-of summit
    ---- stderr
    error: "part-of" does not lead from a question to an event; these join the two:
      tidings link joins waits-on summit
      tidings link joins about summit
      tidings link summit supports joins
      tidings link summit contradicts joins
      tidings link summit answers joins
      tidings link summit waits-on joins
      tidings link summit about joins
    hint: tidings link joins about summit
    ---- exit 2
    $ tidings link trump about along
    ---- stderr
    error: "about" does not lead from an actor to a statement; these join the two:
      tidings link along about trump
    hint: tidings link along about trump
    ---- exit 2
    $ tidings link trump putin
    ---- stderr
    error: no verb says how trump "trump" and putin "putin" are linked; nothing joins an actor and an actor
    hint: whom it belongs to: tidings edit trump --of …
    ---- exit 2
    "#);
}

#[test]
fn each_command_that_a_refusal_lists_works() {
    let home = Home::at_work();
    for (one, other) in [
        ("along", "summit"),
        ("joins", "joint"),
        ("explainer", "joins"),
    ] {
        let answer = home.types(&format!("tidings link {one} {other}"));
        let listed = answer
            .err
            .lines()
            .filter_map(|line| line.strip_prefix("  "));
        let commands: Vec<&str> = listed.collect();
        assert!(commands.len() > 3, "{answer}");
        assert!(commands.contains(&answer.hint().unwrap()), "{answer}");
        for command in commands {
            home.does(&format!("{command}\n tidings undo"));
        }
    }
}

#[test]
fn a_verb_may_be_typed_as_it_is_said() {
    let home = Home::at_work();
    let seen = home.session(
        r#"
        tidings link joins waits on summit --note "the venue first"
        tidings link joint is part of joins
        tidings link joins Waits_On summit --note "the venue"
        tidings link explainer "is about" summit
        tidings link explainer about summit
        tidings show joins
        "#,
    );
    assert_snapshot!(seen, @r#"
    $ tidings link joins waits on summit --note "the venue first"
    cjx  Whether Zelenskiy joins
         waits on png: the venue first
    $ tidings link joint is part of joins
    xmd  Is there a joint statement?
         part of cjx
    $ tidings link joins Waits_On summit --note "the venue"
    cjx  Whether Zelenskiy joins
         link 1, note: the venue first → the venue
    $ tidings link explainer "is about" summit
    tfn  Explainer
         about png
    $ tidings link explainer about summit
    ---- stderr
    error: explainer is about summit already
    hint: say something else with --note
    ---- exit 1
    $ tidings show joins
    Whether Zelenskiy joins                                 cjxhxlzqstmkrmbn · joins
    question, open

      Waits on   png  Trump-Putin summit, Anchorage           Fri 15 Aug · the venue
      Parts      xmd  ? Is there a joint statement?
      Checked    never                                           stale on Thu 28 Aug
      Recorded   Thu 14 Aug                                      tidings history cjx
    "#);
}

#[test]
fn a_link_is_taken_back_and_brought_back() {
    let home = Home::at_work();
    home.does(
        "tidings link along about summit --note why
         tidings link along supports summit
         tidings link along about joins",
    );
    let before = home.readings();
    let seen = home.session(
        "
        tidings unlink along summit
        tidings unlink along about summit
        tidings undo
        ",
    );
    assert_snapshot!(seen, @"
    $ tidings unlink along summit
    ---- stderr
    error: 2 links join along and summit: which verb?
      tidings unlink along about summit   Trump-Putin summit
      tidings unlink along supports summit   Trump-Putin summit
    hint: tidings unlink along about summit
    ---- exit 2
    $ tidings unlink along about summit
    jld  trump: “We’ll see if they get along.”
         no longer: about png: why
    $ tidings undo
    Undid o10 “unlink”.
    jld  trump: “We’ll see if they get along.”
         about png: why
    ");
    assert_eq!(home.readings(), before);
    home.does("tidings redo");
    assert_eq!(home.record("along")["links"].as_array().unwrap().len(), 2);
    let seen = home.session(
        "
        tidings unlink joins along
        tidings unlink summit along --json
        tidings unlink along summit
        tidings unlink along said summit
        ",
    );
    assert_snapshot!(seen, @r#"
    $ tidings unlink joins along
    jld  trump: “We’ll see if they get along.”
         no longer: about cjx
    $ tidings unlink summit along --json
    {
      "operation": "o14",
      "record": {
        "id": "jldfpczlrhzbnnvc",
        "slug": "along",
        "story": null,
        "visibility": "public",
        "embargo_until": null,
        "speakers": [
          "dntwhdhcnbqxjfwx"
        ],
        "attribution": null,
        "form": "verbatim",
        "text": "We’ll see if they get along.",
        "original": null,
        "when": {
          "edtf": "2025-08-14",
          "words": "today",
          "earliest": "2025-08-14",
          "latest": "2025-08-14",
          "extent": "day",
          "time": null,
          "zone": null,
          "order": null
        },
        "venue": null,
        "terms": "unknown",
        "stance": null,
        "standing": null,
        "topics": [],
        "citations": [],
        "links": []
      },
      "notices": []
    }
    $ tidings unlink along summit
    ---- stderr
    error: along is not linked to summit; along is linked to nothing
    hint: tidings show along
    ---- exit 2
    $ tidings unlink along said summit
    ---- stderr
    error: "said" is no verb of a link; along is linked to nothing
    hint: tidings show along
    ---- exit 2
    "#);
}

#[test]
fn a_link_that_is_not_there_is_refused_with_those_that_are() {
    let home = Home::at_work();
    home.does(
        "tidings link along about summit
         tidings link along about trump
         tidings link joint part-of joins",
    );
    let before = home.bytes();
    let seen = home.session(
        "
        tidings unlink along about joins
        tidings unlink along supports summit
        tidings unlink joins part-of joint
        tidings unlink joins summit
        tidings unlink trump putin
        tidings unlink along nowhere
        ",
    );
    assert_snapshot!(seen, @r#"
    $ tidings unlink along about joins
    ---- stderr
    error: no link says that along is about joins; the links of along:
      tidings unlink along about summit   Trump-Putin summit
      tidings unlink along about trump   trump
    hint: tidings unlink along about summit
    ---- exit 2
    $ tidings unlink along supports summit
    ---- stderr
    error: no link says that along supports summit
      tidings unlink along about summit   Trump-Putin summit
    hint: tidings unlink along about summit
    ---- exit 2
    $ tidings unlink joins part-of joint
    ---- stderr
    error: no link says that joins is part of joint
      tidings unlink joint part-of joins   Whether Zelenskiy joins
    hint: tidings unlink joint part-of joins
    ---- exit 2
    $ tidings unlink joins summit
    ---- stderr
    error: joins is not linked to summit; joins is linked to nothing
    hint: tidings show joins
    ---- exit 2
    $ tidings unlink trump putin
    ---- stderr
    error: trump is not linked to putin; trump is linked to nothing
    hint: tidings show trump
    ---- exit 2
    $ tidings unlink along nowhere
    ---- stderr
    error: no record has the id, slug or words "nowhere"
    hint: tidings timeline shows their ids; @ is the last one that was written
    ---- exit 2
    "#);
    assert!(home.bytes() == before);
}

#[test]
fn a_link_to_what_was_removed_can_be_taken_back() {
    let home = Home::at_work();
    home.does("tidings link along about summit");
    let id = home.record("summit")["id"].as_str().unwrap().to_owned();
    home.does("tidings remove summit --yes");
    let answer = home.types(&format!("tidings unlink along about {}", &id[..5]));
    assert_snapshot!(answer, @"
    jld  trump: “We’ll see if they get along.”
         no longer: about Trump-Putin summit (removed)
    ");
    let answer = home.types(&format!("tidings unlink along {id}"));
    assert_snapshot!(answer, @"
    ---- stderr
    error: along is not linked to pngcbvvmztjkspjz; along is linked to nothing
    hint: tidings show along
    ---- exit 2
    ");
}

#[test]
fn a_verb_is_said_once_for_all_that_it_leads_to() {
    let home = Home::at_work();
    let answer = home.types(
        "tidings add note 'Two things' --about summit --about joins --supports joins --source https://example.org/a",
    );
    assert_snapshot!(answer, @"
    xbx  Two things
         note · about png, cjx · supports cjx · source a, new
    ");
    let answer = home.types("tidings cite along --source https://example.org/b");
    assert_snapshot!(answer, @"
    jld  trump: “We’ll see if they get along.”
         source b, new
    ");
}

#[test]
fn what_restates_another_is_not_restated_by_it() {
    let home = Home::at_work();
    let seen = home.session(
        r#"
        tidings add statement "They may get along" --by putin --slug again
        tidings link again restates along
        tidings link along restates again
        tidings add statement "Once more" --by putin --restates again --slug once-more
        tidings link along restates once-more
        "#,
    );
    assert_snapshot!(seen, @r#"
    $ tidings add statement "They may get along" --by putin --slug again
    xbx  putin: They may get along
         statement, paraphrase
    ---- stderr
    notice: no day (tidings edit @ --on DAY)
    $ tidings link again restates along
    xbx  putin: They may get along
         restates jld
    $ tidings link along restates again
    ---- stderr
    error: then along would come back to itself by restates
    hint: name another record
    ---- exit 1
    $ tidings add statement "Once more" --by putin --restates again --slug once-more
    hpp  putin: Once more
         statement, paraphrase · restates xbx
    ---- stderr
    notice: no day (tidings edit @ --on DAY)
    $ tidings link along restates once-more
    ---- stderr
    error: then along would come back to itself by restates
    hint: name another record
    ---- exit 1
    "#);
}

#[test]
fn one_record_alone_is_answered_with_commands_that_work() {
    let home = Home::at_work();
    let refused = home.session(
        r#"
        tidings link summit
        tidings link trump
        tidings unlink summit
        tidings link summit about joins
        tidings link summit waits-on second-meeting
        tidings unlink summit
        "#,
    );
    assert_snapshot!(refused, @r#"
    $ tidings link summit
    ---- stderr
    error: a link joins two records, and only summit "Trump-Putin summit" is named; with along "We’ll see if they get along." these join it:
      tidings link summit supports along
      tidings link summit contradicts along
      tidings link summit about along
      tidings link along supports summit
      tidings link along contradicts summit
      tidings link along about summit
      tidings link along promises summit
    hint: tidings link summit about along
    ---- exit 2
    $ tidings link trump
    ---- stderr
    error: a link joins two records, and only trump "trump" is named; with along "We’ll see if they get along." these join it:
      tidings link along about trump
    hint: tidings link along about trump
    ---- exit 2
    $ tidings unlink summit
    ---- stderr
    error: which link of summit? Only one record is named; summit is linked to nothing
    hint: tidings show summit
    ---- exit 2
    $ tidings link summit about joins
    png  Trump-Putin summit, Anchorage
         about cjx
    $ tidings link summit waits-on second-meeting
    png  Trump-Putin summit, Anchorage
         waits on sfw
    $ tidings unlink summit
    ---- stderr
    error: which link of summit? Only one record is named; the links of summit:
      tidings unlink summit about joins   Whether Zelenskiy joins
      tidings unlink summit waits-on second-meeting   Second meeting
    hint: tidings unlink summit about joins
    ---- exit 2
    "#);
    for line in [
        "tidings link summit",
        "tidings link trump",
        "tidings unlink summit",
    ] {
        let home = home.copy();
        home.does(home.types(line).hint().unwrap());
    }
}
