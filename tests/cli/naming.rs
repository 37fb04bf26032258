//! Names: whom one that is typed reaches, what is near and asked about, and what is new.

use insta::assert_snapshot;

use crate::{home::Home, terminal::at_a_terminal};

/// A home in which one man is known by his whole name.
fn with_trump() -> Home {
    let home = Home::new();
    home.does(r#"tidings add actor "Donald Trump" --kind person"#);
    home
}

#[test]
fn every_spelling_reaches_one_actor() {
    let home = Home::new();
    home.does(
        r#"
        tidings add actor "Volodymyr Zelenskyy" --slug zelenskyy --alias Zelensky --alias Zelenskyy --alias Zelenskiy --alias script:Зеленський
        tidings add summit "Second meeting" --when "late August" --slug second --who ZELENSKIY:host --by Zelensky
        "#,
    );
    let speaker = home.record("zelenskyy")["id"].clone();
    for typed in [
        "Zelenskyy",
        "Zelensky",
        "Зеленський",
        "ЗЕЛЕНСЬКИЙ",
        "ZELENSKIY",
        "volodymyr  zelenskyy",
        "zelenskyy",
        "actor:zelenskyy",
    ] {
        home.does(&format!(
            "tidings add statement 'It is so' --by '{typed}' --on today"
        ));
        assert_eq!(home.record("@")["speakers"][0], speaker, "--by {typed}");
        home.does(&format!(
            "tidings add actor 'The aide to {typed}' --of '{typed}'"
        ));
        let found = home.json(&format!("tidings show '{typed}' --json"));
        assert_eq!(
            found["groups"][0]["items"][0]["id"], speaker,
            "show {typed}"
        );
    }
    let event = home.record("second");
    assert_eq!(event["participants"][0]["actor"], speaker);
    assert_eq!(event["moves"][0]["by"], speaker);
}

#[test]
fn a_name_of_two_is_refused_with_both_commands() {
    let home = Home::new();
    home.does(
        r#"
        tidings add actor Ukraine --alias metonym:Kyiv
        tidings add actor "City of Kyiv" --alias Kyiv
        tidings add meeting "Talks in Kyiv" --on yesterday
        "#,
    );
    assert_snapshot!(home.session(r#"
        tidings add statement "Consent is tied to sovereignty" --by Kyiv --on today
        tidings mark @ cancelled --why "no quorum" --by Kyiv
        tidings add meeting "Talks" --who "putin, kyiv:host" --when "late August"
    "#), @r#"
    $ tidings add statement "Consent is tied to sovereignty" --by Kyiv --on today
    ---- stderr
    error: Kyiv is a name of 2 actors
      ukraine       Ukraine
      City of Kyiv  City of Kyiv
    hint: tidings add statement "Consent is tied to sovereignty" --by ukraine --on today
      or: tidings add statement "Consent is tied to sovereignty" --by "City of Kyiv" --on today
    ---- exit 2
    $ tidings mark @ cancelled --why "no quorum" --by Kyiv
    ---- stderr
    error: Kyiv is a name of 2 actors
      ukraine       Ukraine
      City of Kyiv  City of Kyiv
    hint: tidings mark @ cancelled --why "no quorum" --by ukraine
      or: tidings mark @ cancelled --why "no quorum" --by "City of Kyiv"
    ---- exit 2
    $ tidings add meeting "Talks" --who "putin, kyiv:host" --when "late August"
    ---- stderr
    error: kyiv is a name of 2 actors
      ukraine       Ukraine
      City of Kyiv  City of Kyiv
    hint: tidings add meeting Talks --who putin,ukraine:host --when "late August"
      or: tidings add meeting Talks --who "putin,City of Kyiv:host" --when "late August"
    ---- exit 2
    "#);
}

#[test]
fn a_near_name_is_refused_with_both_commands() {
    let home = with_trump();
    assert_snapshot!(home.session(r#"
        tidings add quote "We’ll see if they get along." --by trump --on today
        tidings add summit "Trump-Putin summit" --when 2025-08-15 --who=trump:guest,putin
        tidings add statement "It is so" --speaker "Donald Trumpp" --on today
        tidings add quote "We’ll see if they get along." --by "Donald Trump" --on today
        tidings add quote "We’ll see who gets along." --by new:trump --on today
        tidings add quote "We’ll see nothing." --by trump --on today
        tidings actors
    "#), @r#"
    $ tidings add quote "We’ll see if they get along." --by trump --on today
    ---- stderr
    error: no actor is called trump, and near it is Donald Trump
    hint: tidings add quote "We’ll see if they get along." --by "Donald Trump" --on today
      or: tidings add quote "We’ll see if they get along." --by new:trump --on today
    ---- exit 2
    $ tidings add summit "Trump-Putin summit" --when 2025-08-15 --who=trump:guest,putin
    ---- stderr
    error: no actor is called trump, and near it is Donald Trump
    hint: tidings add summit "Trump-Putin summit" --when 2025-08-15 "--who=Donald Trump:guest,putin"
      or: tidings add summit "Trump-Putin summit" --when 2025-08-15 --who=new:trump:guest,putin
    ---- exit 2
    $ tidings add statement "It is so" --speaker "Donald Trumpp" --on today
    ---- stderr
    error: no actor is called "Donald Trumpp", and near it is Donald Trump
    hint: tidings add statement "It is so" --speaker "Donald Trump" --on today
      or: tidings add statement "It is so" --speaker "new:Donald Trumpp" --on today
    ---- exit 2
    $ tidings add quote "We’ll see if they get along." --by "Donald Trump" --on today
    sfw  Donald Trump: “We’ll see if they get along.”
         statement, verbatim · Thu 14 Aug 2025 (today)
    ---- stderr
    notice: no source (tidings cite @ --source URL)
    $ tidings add quote "We’ll see who gets along." --by new:trump --on today
    cjx  trump: “We’ll see who gets along.”
         statement, verbatim · Thu 14 Aug 2025 (today)
    ---- stderr
    notice: new actor trump · no source (tidings edit trump --name "…" --kind person)
    $ tidings add quote "We’ll see nothing." --by trump --on today
    xmd  trump: “We’ll see nothing.”
         statement, verbatim · Thu 14 Aug 2025 (today)
    ---- stderr
    notice: no source (tidings cite @ --source URL)
    $ tidings actors
      pngcbvvm  Donald Trump                                                  person
      trump     trump
    "#);
}

#[test]
fn a_description_is_near_nobody() {
    let home = with_trump();
    home.does(
        r#"
        tidings add statement "It is so" --by "a Trump aide" --of "Donald Trump" --on today
        tidings add statement "It is so" --by "a Trump aid" --on today
        tidings add statement "It is so" --by aide --on today
        "#,
    );
    assert_eq!(
        home.json("tidings actors --json")["groups"][0]["items"]
            .as_array()
            .unwrap()
            .len(),
        4
    );
}

#[test]
fn exact_names_slugs_and_aliases_ask_nothing() {
    let home = Home::new();
    home.does(
        r#"
        tidings add actor trump
        tidings add actor "Melania Trump" --alias Melania
        tidings add statement "It is so" --by trump --on today
        tidings add statement "It is so" --by melania --on today
        tidings add statement "It is so" --by Russia --on today
        tidings add statement "It is so" --by Russian --on today
        tidings add statement "It is so" --by Iran,Iraq --on today
        tidings add statement "It is so" --by Merz --on today --source "Reuters 14 Aug"
        tidings add statement "It is so" --by Mers --on today --source "Reuters 15 Aug"
        "#,
    );
}

#[test]
fn stories_topics_sources_and_origins_are_asked_about_too() {
    let home = Home::new();
    home.does(
        r#"
        tidings add story "Ukraine talks"
        tidings add source "Pool report" --slug pool
        tidings add note "Costs" --topic sanctions,aid --story ukraine-talks
        "#,
    );
    assert_snapshot!(home.session(r#"
        tidings add note "Of late" --topic aid,sanction
        tidings add note "Of late" --tag new:sanction,Aid
        tidings topics
        tidings add note "Of late" --story "Ukraine talk"
        TIDINGS_STORY=ukraine-talk tidings add note "Of late"
        tidings add note "Of late" --source "Pool reports" --excerpt "…"
        tidings add source "Front page" --origin "Poll report"
        tidings add source "Front page" --origin "new:Poll report"
        tidings add source https://example.org/pool-reports --origin pool
        tidings add note "Of late" --source https://example.org/pool-report
    "#), @r#"
    $ tidings add note "Of late" --topic aid,sanction
    ---- stderr
    error: there is no topic sanction, and near it is sanctions
    hint: tidings add note "Of late" --topic aid,sanctions
      or: tidings add note "Of late" --topic aid,new:sanction
    ---- exit 2
    $ tidings add note "Of late" --tag new:sanction,Aid
    xmd  Of late
         note
    $ tidings topics
      aid                                                                  2 records
      sanction                                                              1 record
      sanctions                                                             1 record
    $ tidings add note "Of late" --story "Ukraine talk"
    ---- stderr
    error: no story is called "Ukraine talk", and near it is Ukraine talks
    hint: tidings add note "Of late" --story ukraine-talks
      or: tidings add note "Of late" --story "new:Ukraine talk"
    ---- exit 2
    $ TIDINGS_STORY=ukraine-talk tidings add note "Of late"
    ---- stderr
    error: no story is called ukraine-talk, and near it is Ukraine talks
    hint: tidings add note "Of late" --story ukraine-talks
      or: tidings add note "Of late" --story new:ukraine-talk
    ---- exit 2
    $ tidings add note "Of late" --source "Pool reports" --excerpt "…"
    ---- stderr
    error: no source is called "Pool reports", and near it is Pool report
    hint: tidings add note "Of late" --source pool --excerpt "…"
      or: tidings add note "Of late" --source "new:Pool reports" --excerpt "…"
    ---- exit 2
    $ tidings add source "Front page" --origin "Poll report"
    tfnvtrpbkpzgfrjr  Front page
                      source · source "Poll report", new
    $ tidings add source "Front page" --origin "new:Poll report"
    ---- stderr
    error: "Poll report" is no new source: one of that name is here already
    hint: tidings add source "Front page" --origin "Poll report"
    ---- exit 2
    $ tidings add source https://example.org/pool-reports --origin pool
    pool-reports  example.org/pool-reports
                  source · https://example.org/pool-reports
    $ tidings add note "Of late" --source https://example.org/pool-report
    xbx  Of late
         note · source pool-report, new
    "#);
}

#[test]
fn what_is_new_is_said_once() {
    let home = with_trump();
    assert_snapshot!(home.session(r#"
        tidings add call "A call" --on yesterday --who new:trump:host,new:trump:guest
        tidings add call "A call" --on yesterday --who new:trump
        tidings add call "A call" --on yesterday --who new:
        tidings add note "A note" --topic new:
    "#), @r#"
    $ tidings add call "A call" --on yesterday --who new:trump:host,new:trump:guest
    sfw  A call
         call, happened · Wed 13 Aug 2025 (yesterday)
    ---- stderr
    notice: new actor trump · no source (tidings edit trump --name "…" --kind person)
    $ tidings add call "A call" --on yesterday --who new:trump
    ---- stderr
    error: trump is no new actor: one of that name is here already
    hint: tidings add call "A call" --on yesterday --who trump
    ---- exit 2
    $ tidings add call "A call" --on yesterday --who new:
    ---- stderr
    error: the name after new: is empty
    hint: leave the flag out, or say something
    ---- exit 2
    $ tidings add note "A note" --topic new:
    ---- stderr
    error: a topic is empty
    hint: leave the flag out, or say something
    ---- exit 2
    "#);
}

#[test]
fn a_weak_alias_never_decides() {
    let home = with_trump();
    home.does(r#"tidings edit "Donald Trump" --alias "weak:the president""#);
    assert_snapshot!(home.session(r#"
        tidings add statement "It is so" --by "The President" --on today
        tidings show "the president"
    "#), @r#"
    $ tidings add statement "It is so" --by "The President" --on today
    ---- stderr
    error: "The President" may mean others than Donald Trump, whose weak alias it is
    hint: tidings add statement "It is so" --by "Donald Trump" --on today
      or: tidings add statement "It is so" --by "new:The President" --on today
    ---- exit 2
    $ tidings show "the president"
    Donald Trump                                                    pngcbvvmztjkspjz
    actor, person

      Also       the president (weak)
      Recorded   Thu 14 Aug                         tidings history pngcbvvmztjkspjz
    "#);
    home.does(
        r#"
        tidings add actor "The president" --slug duda
        tidings add statement "It is so" --by "the president" --on today
        "#,
    );
    assert_eq!(home.record("@")["speakers"][0], home.record("duda")["id"]);
}

#[test]
fn strict_makes_nothing_in_passing() {
    let home = with_trump();
    assert_snapshot!(home.session(r#"
        tidings add statement "It is so" --by "Xi Jinping" --on today --strict
        tidings add statement "It is so" --by "new:Xi Jinping" --on today --strict
        tidings add statement "It is so" --by "xi jinping" --topic trade --on today --strict
        tidings add statement "It is so" --by trump --on today --strict
        tidings add actor "Narendra Modi" --strict
    "#), @r#"
    $ tidings add statement "It is so" --by "Xi Jinping" --on today --strict
    ---- stderr
    error: no actor is called "Xi Jinping", and --strict makes none; tidings actors lists those that are here
    hint: tidings add statement "It is so" --by "new:Xi Jinping" --on today --strict
    ---- exit 2
    $ tidings add statement "It is so" --by "new:Xi Jinping" --on today --strict
    sfw  Xi Jinping: It is so
         statement, paraphrase · Thu 14 Aug 2025 (today)
    ---- stderr
    notice: new actor Xi Jinping (tidings edit "Xi Jinping" --kind person)
    $ tidings add statement "It is so" --by "xi jinping" --topic trade --on today --strict
    ---- stderr
    error: no topic is called trade, and --strict makes none; tidings topics lists those that are here
    hint: tidings add statement "It is so" --by "xi jinping" --topic new:trade --on today --strict
    ---- exit 2
    $ tidings add statement "It is so" --by trump --on today --strict
    ---- stderr
    error: no actor is called trump, and near it is Donald Trump
    hint: tidings add statement "It is so" --by "Donald Trump" --on today --strict
      or: tidings add statement "It is so" --by new:trump --on today --strict
    ---- exit 2
    $ tidings add actor "Narendra Modi" --strict
    cjxhxlzqstmkrmbn  Narendra Modi
                      actor
    "#);
}

#[test]
fn a_refused_name_leaves_nothing_behind() {
    let home = with_trump();
    let before = home.bytes();
    assert_eq!(
        home.types(r#"tidings add call "A call" --on yesterday --who putin,trump"#)
            .code,
        2
    );
    assert!(home.bytes() == before);
    let home = Home::new();
    assert_eq!(
        home.types(r#"tidings add call "A call" --on yesterday --who Zelensky,Zelenskyy"#)
            .code,
        2
    );
    assert!(home.bytes().is_none());
}

#[test]
fn who_is_meant_is_asked_on_a_terminal() {
    let home = with_trump();
    let line = "tidings add summit 'A summit' --when 2025-08-15 --who trump --topic aid";
    let Some(seen) = at_a_terminal(&home, "what\n1\n", line) else {
        return;
    };
    assert_snapshot!(seen, @"
    what
    1
    no actor is called trump, and near it is Donald Trump
      1  Donald Trump
      n  trump is a new actor
    which one? 1, or n: which one? 1, or n: [36msfw[0m  A summit
         summit, expected[2m · [0mFri 15 Aug 2025 (tomorrow)
    exit 0
    ");
    assert_eq!(
        home.record("@")["participants"][0]["actor"],
        home.record("'Donald Trump'")["id"]
    );
    let before = home.bytes();
    for keys in ["\n", "\u{4}"] {
        let seen = at_a_terminal(&home, keys, line).unwrap();
        assert!(
            seen.contains("error: nothing was recorded") && seen.ends_with("exit 2\n"),
            "{seen}"
        );
        assert!(home.bytes() == before);
    }
}

#[test]
fn one_question_after_another_is_asked() {
    let home = with_trump();
    home.does(r#"tidings add note "Costs" --topic sanctions"#);
    let line = "tidings add quote --by trump --topic sanction --on today";
    let Some(seen) = at_a_terminal(&home, "We’ll see.\n\nn\n1\n", line) else {
        return;
    };
    assert!(seen.ends_with("exit 0\n"), "{seen}");
    let said = home.record("@");
    assert_eq!(said["text"], "We’ll see.");
    assert_eq!(said["speakers"][0], home.record("actor:trump")["id"]);
    assert_eq!(said["topics"][0], "sanctions");
}

#[test]
fn what_is_added_is_new_and_said_so_or_not() {
    let home = Home::new();
    home.does(
        r#"
        tidings add actor "new:Donald Trump"
        tidings add person new:putin
        tidings add story "new:Ukraine talks"
        tidings add source "new:Pool report"
        tidings add source new:https://example.org/wire
        tidings add note "new:A note" --slug note
        "#,
    );
    for (which, key, name) in [
        ("'actor:donald trump'", "name", "Donald Trump"),
        ("actor:putin", "name", "putin"),
        ("ukraine-talks", "title", "Ukraine talks"),
        ("'pool report'", "title", "Pool report"),
        ("source:wire", "url", "https://example.org/wire"),
        ("note", "text", "new:A note"),
    ] {
        assert_eq!(home.record(which)[key], name);
    }
    assert_eq!(home.types("tidings add actor new:").code, 2);
}

#[test]
fn a_slug_is_reached_in_capitals() {
    let home = Home::at_work();
    home.does(
        r#"
        tidings move SECOND-Meeting --to "mid-September" --why weather
        tidings add note "On it" --about SUMMIT
        tidings add actor "Vladimir Zelenskiy" --slug vz
        tidings add statement "It is so" --by VZ --on today
        "#,
    );
    assert_eq!(
        home.record("@")["speakers"][0],
        home.record("actor:vz")["id"]
    );
    assert_eq!(home.record("SUMMIT")["slug"], "summit");
    // Who has these very words for a name goes before a slug in small letters.
    home.does("tidings add actor VZ --slug vesti");
    assert_eq!(home.record("VZ")["name"], "VZ");
    assert_eq!(home.record("vz")["name"], "Vladimir Zelenskiy");
}

#[test]
fn a_description_is_near_its_own_words_without_the_article() {
    let home = Home::new();
    home.does("tidings add statement A --by 'a Kremlin aide' --on today");
    assert_snapshot!(home.session(r#"
        tidings add statement B --by "kremlin aide" --on today
        tidings add statement B --by "the Kremlin aide" --on today
        tidings add statement B --by "Kremlin" --on today
        tidings search --actor "kremlin aide" a
    "#), @r#"
    $ tidings add statement B --by "kremlin aide" --on today
    ---- stderr
    error: no actor is called "kremlin aide", and near it is a Kremlin aide
    hint: tidings add statement B --by "a Kremlin aide" --on today
      or: tidings add statement B --by "new:kremlin aide" --on today
    ---- exit 2
    $ tidings add statement B --by "the Kremlin aide" --on today
    ---- stderr
    error: no actor is called "the Kremlin aide", and near it is a Kremlin aide
    hint: tidings add statement B --by "a Kremlin aide" --on today
      or: tidings add statement B --by "new:the Kremlin aide" --on today
    ---- exit 2
    $ tidings add statement B --by "Kremlin" --on today
    sfw  Kremlin: B
         statement, paraphrase · Thu 14 Aug 2025 (today)
    ---- stderr
    notice: new actor Kremlin (tidings edit kremlin --name "…" --kind person)
    $ tidings search --actor "kremlin aide" a
    ---- stderr
    error: there is no actor "kremlin aide"
    hint: tidings search --actor "a Kremlin aide" a
    ---- exit 2
    "#);
}

#[test]
fn a_slug_of_two_actors_is_refused_with_both_ids() {
    let home = Home::new();
    home.does("tidings add actor 'Donald Trump' --slug trump\ntidings add statement A --by trump --on today");
    let export = home.types("tidings export json").out;
    let theirs = export
        .replace(
            home.record("actor:trump")["id"].as_str().unwrap(),
            "trmptrmptrmptrmp",
        )
        .replace("Donald Trump", "Melania Trump")
        .replace(home.record("@")["id"].as_str().unwrap(), "stmtstmtstmtstmt");
    std::fs::write(home.path().join("theirs.json"), theirs).unwrap();
    home.does("tidings import theirs.json");
    assert_snapshot!(home.session(r#"
        tidings add statement B --by trump --on today
        tidings show actor:trump
        tidings timeline --actor trump
        tidings merge trump --into trump
        tidings add statement B --by actor:trmptrmptrmptrmp --on today
        tidings doctor
    "#).replace(home.path().to_str().unwrap(), "~"), @r#"
    $ tidings add statement B --by trump --on today
    ---- stderr
    error: trump is a name of 2 actors
      Donald Trump   Donald Trump
      Melania Trump  Melania Trump
    hint: tidings add statement B --by "Donald Trump" --on today
      or: tidings add statement B --by "Melania Trump" --on today
    ---- exit 2
    $ tidings show actor:trump
    ---- stderr
    error: "actor:trump" fits 2 actors
      actor:pngcbvvmztjkspjz    Donald Trump
      actor:trmptrmptrmptrmp    Melania Trump
    hint: tidings show actor:pngcbvvmztjkspjz
    ---- exit 2
    $ tidings timeline --actor trump
    ---- stderr
    error: "trump" fits 2 actors
      actor:pngcbvvmztjkspjz    Donald Trump
      actor:trmptrmptrmptrmp    Melania Trump
    hint: tidings timeline --actor actor:pngcbvvmztjkspjz
    ---- exit 2
    $ tidings merge trump --into trump
    ---- stderr
    error: "trump" fits 2 actors
      actor:pngcbvvmztjkspjz    Donald Trump
      actor:trmptrmptrmptrmp    Melania Trump
    hint: tidings merge actor:pngcbvvmztjkspjz --into trump
    ---- exit 2
    $ tidings add statement B --by actor:trmptrmptrmptrmp --on today
    xmd  Melania Trump: B
         statement, paraphrase · Thu 14 Aug 2025 (today)
    $ tidings doctor
    ~/.local/share/tidings/tidings.db: 4 operations, 5 records
    finding: pngcbvvmztjkspjz, trmptrmptrmptrmp share the slug trump: commands ask
    which one is meant (tidings edit trmptrmptrmptrmp --slug trump-2)
    finding: this file was begun with a fixed clock: it is a rehearsal
    No damage.
    "#);
}
