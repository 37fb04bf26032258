//! Handing a timeline out, through the real binary.
#![allow(
    missing_docs,
    dead_code,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail so, and uses a part of what tests share"
)]

#[path = "cli/home.rs"]
mod home;

use std::os::unix::fs::PermissionsExt as _;

use home::Home;
use serde_json::Value;

/// A desk with something of each sort that an export leaves out.
fn desk() -> Home {
    let home = Home::new();
    home.does(
        r#"
        tidings add summit "Trump-Putin summit" --when 2025-08-15 --who trump,putin --slug summit
        tidings add context "The desk's own view" --visibility internal --slug view
        tidings add statement "He fears that the paper is empty" --by "Jean Exemple" --terms off-record --about summit --attribution "a minister" --slug fears
        tidings add statement "All agreed at last" --by "Foreign Office" --terms off-record --visibility public --attribution "a diplomat" --slug agreed
        tidings add statement "The date stands" --by "Foreign Office" --terms background --slug stands
        tidings add milestone "Joint statement" --when "16 August" --embargo-until "16 August 2099" --slug joint
        "#,
    );
    home
}

/// The slugs of the entries of a document; a statement that hides a speaker has none, and goes by its text.
fn entries(document: &str) -> Vec<String> {
    let document: Value = serde_json::from_str(document).unwrap();
    ["events", "statements", "questions", "notes"]
        .iter()
        .flat_map(|kind| document[kind].as_array().unwrap())
        .filter_map(|entry| entry["slug"].as_str().or(entry["text"].as_str()))
        .map(str::to_owned)
        .collect()
}

#[test]
fn flags_let_out_what_they_name_and_nothing_else() {
    let home = desk();
    for (flags, out, err) in [
        (
            "",
            vec!["summit"],
            "left out: 2 internal, 1 under embargo, 1 on background without an attribution, 1 off the record\n",
        ),
        (
            "--internal",
            vec!["summit", "view"],
            "left out: 1 under embargo, 1 on background without an attribution, 2 off the record\n",
        ),
        (
            "--off-record",
            vec!["summit", "All agreed at last"],
            "left out: 2 internal, 1 under embargo, 1 on background without an attribution, 1 reference to what is not in it\n",
        ),
        (
            "--internal --off-record",
            vec![
                "summit",
                "He fears that the paper is empty",
                "All agreed at last",
                "view",
            ],
            "left out: 1 under embargo, 1 on background without an attribution, 2 references to what is not in it\n",
        ),
    ] {
        let export = home.types(&format!("tidings export json {flags}"));
        assert_eq!((export.code, export.err.as_str()), (0, err), "{flags}");
        assert_eq!(entries(&export.out), out, "{flags}");
        assert!(!export.out.contains("Exemple"), "{flags}");
        let marked = export.out.contains(r#""visibility":"internal""#);
        assert_eq!(marked, flags.contains("--internal"), "{flags}");
    }
}

#[test]
fn a_file_that_is_not_for_publication_is_its_owners_alone() {
    let home = desk();
    let mode = |file: &str| {
        let metadata = std::fs::metadata(home.path().join(file)).unwrap();
        metadata.permissions().mode() & 0o777
    };
    home.does("tidings export json -o public.json");
    assert_eq!(mode("public.json"), 0o644);
    home.does("tidings export json --internal -o internal.json");
    home.does("tidings export json --off-record -o off-record.json");
    assert_eq!(
        (mode("internal.json"), mode("off-record.json")),
        (0o600, 0o600)
    );
    // Also where it takes the place of one that everybody could read.
    home.does("tidings export json --internal -o public.json");
    assert_eq!(mode("public.json"), 0o600);
}

/// A desk with a confidential source, and what it said off the record.
fn confidential() -> Home {
    let home = Home::new();
    home.does(
        r#"
        tidings add summit "Trump-Putin summit" --when 2025-08-15 --who trump,putin --slug summit
        tidings add statement "He fears that the paper is empty" --by "Jean Exemple" --terms off-record --about summit --source "Lunch with an insider"
        "#,
    );
    home
}

#[test]
fn somebody_made_in_passing_off_the_record_is_nowhere_in_what_goes_out() {
    let home = confidential();
    let export = home
        .types("tidings export json | grep -ciE 'exemple|jean|fears|paper is empty|lunch|insider'");
    assert_eq!((export.out.as_str(), export.code), ("0\n", 1), "{export}");
}

#[test]
fn a_name_or_a_text_planted_in_what_goes_out_stops_it_and_both_records_are_named() {
    let home = confidential();
    home.does(
        r#"
        tidings add note "Exemple told us more" --slug more
        tidings add context "As one heard, HE FEARS that the paper is empty." --slug mood
        tidings check summit "Jean Exemple’s aide says no change"
        tidings move summit --to "20 August" --why "jean exemple is ill"
        "#,
    );
    std::fs::write(home.path().join("timeline.json"), "old").unwrap();
    insta::assert_snapshot!(home.session("tidings export json -o timeline.json"), @r#"
    $ tidings export json -o timeline.json
    ---- stderr
    error: 3 records would tell of what does not go out, so nothing was written
      png  Trump-Putin summit
           move 1, why names actor kjv "Jean Exemple" (internal)
           check 1, note names actor kjv "Jean Exemple" (internal)
      cjx  Exemple told us more
           text names actor kjv "Jean Exemple" (internal)
      xmd  As one heard, HE FEARS that the paper is empty.
           text holds words of statement sfw "He fears that the paper is empty" (internal)
    hint: tidings edit png --move 1 --why "…" · if everybody may know the name: tidings edit kjv --visibility public · tidings export json -o timeline.json --allow png --allow cjx --allow xmd
    ---- exit 1
    "#);
    assert_eq!(
        std::fs::read(home.path().join("timeline.json")).unwrap(),
        b"old"
    );
    assert_eq!(
        home.types("tidings export json").out,
        "",
        "not a byte before the whole is known"
    );
    insta::assert_snapshot!(home.session(
        r#"
        tidings export json --allow mood --allow summit
        tidings edit more --text "An insider told us more"
        tidings export json --allow mood --allow summit -o timeline.json
        tidings edit "Jean Exemple" --visibility public
        tidings export json -o timeline.json
        tidings edit mood --text "The mood was bad."
        tidings export json -o timeline.json
        "#,
    ), @r#"
    $ tidings export json --allow mood --allow summit
    ---- stderr
    error: a record would tell of what does not go out, so nothing was written
      cjx  Exemple told us more
           text names actor kjv "Jean Exemple" (internal)
    hint: tidings edit cjx --text "…" · if everybody may know the name: tidings edit kjv --visibility public · tidings export json --allow mood --allow summit --allow cjx
    ---- exit 1
    $ tidings edit more --text "An insider told us more"
    cjx  An insider told us more
         text: Exemple told us more → An insider told us more
    $ tidings export json --allow mood --allow summit -o timeline.json
    ---- stderr
    left out: 1 internal · let pass: 2 that would tell of it
    $ tidings edit "Jean Exemple" --visibility public
    kjvtlqpcmfndzbnh  Jean Exemple
                      visibility: internal → public
    ---- stderr
    notice: public from now on
    $ tidings export json -o timeline.json
    ---- stderr
    error: a record would tell of what does not go out, so nothing was written
      xmd  As one heard, HE FEARS that the paper is empty.
           text holds words of statement sfw "He fears that the paper is empty" (internal)
    hint: tidings edit xmd --text "…" · tidings export json -o timeline.json --allow xmd
    ---- exit 1
    $ tidings edit mood --text "The mood was bad."
    xmd  The mood was bad.
         text: As one heard, HE FEARS that the paper is empty. → The mood was bad.
    $ tidings export json -o timeline.json
    ---- stderr
    left out: 1 internal
    "#);
}

/// Each of these goes out where nothing is confidential, and stops what goes out where Jean Exemple is.
#[test]
fn whichever_string_holds_the_name_is_found() {
    let home = confidential();
    for add in [
        r#"tidings add event "Dinner with Jean Exemple""#,
        r#"tidings add event Dinner --place "Chez Jean Exemple""#,
        r#"tidings add event Dinner --text "with Jean  EXEMPLE""#,
        r#"tidings add event Dinner --topic jean-exemple"#,
        r#"tidings add event Dinner --slug jean-exemple-dines"#,
        r#"tidings add statement "So it is" --by trump --venue "the house of J. Exemple""#,
        r#"tidings add statement "So it is" --by trump --attribution "a friend of Exemple""#,
        r#"tidings add statement "So it is" --by trump --original "Exemple le dit""#,
        r#"tidings add question "What does Exemple know?""#,
        r#"tidings add question "Who knows?" --why "Exemple asked""#,
        r#"tidings add choice "Who knows?" --option Exemple --option nobody"#,
        r#"tidings add term Leak --text "What JeanExemple does""#,
        r#"tidings add note "He is Jean Exemple's man""#,
        r#"tidings add note "He is Jean\u200b Ex\u00ademple" "#,
        r#"tidings add note Talk --source https://example.org/?q=Jean%20Exemple"#,
        r#"tidings add note Talk --source "Notes" --excerpt "Exemple: no""#,
        r#"tidings add note Talk --source "Notes" --locator "Exemple, minute 3""#,
        r#"tidings add story "The Exemple affair" && tidings add event Trial --story "The Exemple affair""#,
    ] {
        let add = add
            .replace(r"\u200b", "\u{200b}")
            .replace(r"\u00ad", "\u{ad}");
        home.does(&add);
        let export = home.types("tidings export json");
        let is_stopped = export.code == 1 && export.out.is_empty();
        assert!(
            is_stopped && export.err.contains("Jean Exemple"),
            "{add}\n{export}"
        );
        home.does("tidings undo");
        if add.contains(" && ") {
            home.does("tidings undo");
        }
    }
    assert_eq!(home.types("tidings export json").code, 0);
}

/// A description hides who it is of: by its slug, by whom it turned out to be, by what it was called before, by a name
/// that stands in it.
#[test]
fn a_description_hides_whom_it_describes() {
    let home = Home::new();
    home.does(
        r#"
        tidings add statement "The talks failed." --by mole --on today
        tidings edit mole --name "a ministry official" --kind described
        tidings add statement "They went on." --by "Greta Exemple" --on today
        tidings merge "Greta Exemple" --into "a ministry official"
        "#,
    );
    let document = home.json("tidings export json -q");
    assert_eq!(document["actors"][0]["slug"], serde_json::Value::Null);
    assert_eq!(
        document["actors"][1]["merged_into"],
        serde_json::Value::Null
    );
    home.does(r#"tidings add note "A mole told us so." --slug told"#);
    assert_eq!(home.types("tidings export json").code, 1);
    home.does(
        r#"
        tidings remove told --yes
        tidings add actor "Oksana Exemple" --kind person --visibility internal
        tidings add statement "Nothing." --by "a lawyer of Oksana Exemple" --on today
        tidings add note "Oksana Exemple told us."
        "#,
    );
    let stopped = home.types("tidings export json");
    assert_eq!(stopped.code, 1, "{stopped}");
    assert!(
        stopped.err.contains("told us.") && stopped.err.contains("a lawyer of"),
        "{stopped}"
    );
}

#[test]
fn a_description_that_was_recorded_as_a_name_is_said_to_be_one_in_a_word() {
    let home = Home::new();
    home.does(
        r#"
        tidings add actor "Deputy Minister of Defence" --visibility internal
        tidings add note "The Foreign Minister left."
        "#,
    );
    insta::assert_snapshot!(home.session("tidings export json"), @r#"
    $ tidings export json
    ---- stderr
    error: a record would tell of what does not go out, so nothing was written
      sfw  The Foreign Minister left.
           text names actor png "Deputy Minister of Defence" (internal)
    hint: tidings edit sfw --text "…" · if that only describes somebody: tidings edit png --kind described · if everybody may know the name: tidings edit png --visibility public · tidings export json --allow sfw
    ---- exit 1
    "#);
    let stopped = home.types("tidings export json");
    let hint = stopped.hint().unwrap().split(" · ");
    let mend = hint.filter_map(|part| part.strip_prefix("if that only describes somebody: "));
    home.does(mend.last().unwrap());
    let export = home.types("tidings export json");
    assert_eq!(export.code, 0, "{export}");
    for (name, is_offered) in [
        ("kremlin aide", true),
        ("a man of Kyiv", true),
        ("Ursula von der Leyen", false),
        ("Jean Exemple", false),
        ("exemple", false),
    ] {
        let home = Home::new();
        home.does(&format!(
            "tidings add actor \"{name}\" --visibility internal"
        ));
        home.does(&format!("tidings add note \"So says {name}\""));
        let stopped = home.types("tidings export json");
        assert_eq!(stopped.code, 1, "{name}");
        assert_eq!(
            stopped.err.contains("--kind described"),
            is_offered,
            "{stopped}"
        );
    }
}

/// Though he is public himself: in what refers to his words on background his name is one.
#[test]
fn a_note_about_words_on_background_does_not_say_whose_they_are() {
    let home = Home::new();
    home.does(
        r#"
        tidings add statement "It went well." --by "Yuri Ushakov" --on today
        tidings add statement "There is no date." --by "Yuri Ushakov" --terms background --attribution "a Kremlin aide" --slug no-date
        tidings add note "Ushakov told us so on the phone." --about no-date
        tidings add note "Ushakov is in Moscow."
        "#,
    );
    insta::assert_snapshot!(home.session("tidings export json"), @r#"
    $ tidings export json
    ---- stderr
    error: a record would tell of what does not go out, so nothing was written
      cjx  Ushakov told us so on the phone.
           text names actor dnt "Yuri Ushakov" (who said no-date and may not be named with it)
    hint: tidings edit cjx --text "…" · tidings unlink cjx about sfw · tidings export json --allow cjx
    ---- exit 1
    "#);
}

#[test]
fn what_is_no_secret_stops_nothing() {
    let home = confidential();
    home.does(
        r#"
        tidings add actor May --visibility internal
        tidings add actor "Sunday Oliseh" --visibility internal
        tidings add actor "Greta Mole" --visibility internal
        tidings add actor "Greta Mole Foundation" --kind organisation
        tidings add note "The Greta Mole Foundation denies it" --topic greta-mole-foundation
        tidings add actor "Donald Trump Jr" --visibility internal
        tidings add actor "kremlin aide" --visibility internal
        tidings edit "kremlin aide" --kind described
        tidings add source wire --visibility internal
        tidings add source "Front page" --url https://example.org/news --visibility internal
        tidings add note "The whole paper, a reading of it, may be empty in May 2025" --source https://example.org/news/1
        tidings add note "A Kremlin aide told the wire so, in early May or on 5 May"
        tidings add note "Sunday’s talks begin Sunday"
        tidings add statement "We will see if they get along." --by trump --visibility internal
        tidings add statement "We will see if they get along." --by trump
        "#,
    );
    let export = home.types("tidings export json");
    assert_eq!(export.code, 0, "{export}");
    for (planted, stops) in [
        ("Then May spoke", true),
        ("Oliseh spoke", true),
        ("Greta Mole, of the Greta Mole Foundation, spoke", true),
        ("Donald Junior spoke", true),
        ("Trump spoke", false),
    ] {
        home.does(&format!("tidings add note \"{planted}\""));
        assert_eq!(
            home.types("tidings export json").code,
            i32::from(stops),
            "{planted}"
        );
        home.does("tidings undo");
    }
}

#[test]
fn no_clock_lifts_an_embargo() {
    let home = desk();
    for clock in [
        "TIDINGS_TODAY=2100-01-01 tidings export json",
        "tidings export json --today 2100-01-01",
        "env -u TIDINGS_TODAY tidings export json --now 2100-01-01T00:00:00Z",
        "env -u TIDINGS_TODAY TIDINGS_NOW=2100-01-01T00:00:00Z tidings export json --internal --off-record",
    ] {
        let export = home.types(clock);
        assert!(
            export.code == 0 && export.err.contains("1 under embargo"),
            "{clock}\n{export}"
        );
        assert!(!export.out.contains("Joint statement"), "{clock}");
    }
    // Both the command's time and the machine's own have passed this one; the first alone decides the other way round.
    home.does(r#"tidings add event "The list of guests" --embargo-until 2025-08-20"#);
    let held = home.types("tidings export json");
    assert!(held.err.contains("2 under embargo"), "{held}");
    let lifted = home.types("TIDINGS_TODAY=2025-08-21 tidings export json");
    assert!(
        lifted.err.contains("1 under embargo") && lifted.out.contains("The list of guests"),
        "{lifted}"
    );
}

/// What is left in a record that goes out no longer says what it referred to: how often that is so is told.
#[test]
fn references_that_were_taken_out_are_counted() {
    let home = Home::new();
    home.does(
        r#"
        tidings add actor "Inge Exemple" --kind person --visibility internal --slug inge
        tidings add summit Talks --who trump,inge --slug talks
        "#,
    );
    let export = home.types("tidings export json");
    assert_eq!(export.err, "left out: 1 reference to what is not in it\n");
    home.does("tidings add meeting More --who inge");
    let export = home.types("tidings export json");
    assert_eq!(export.err, "left out: 2 references to what is not in it\n");
    assert_eq!(home.types("tidings export json -q").err, "");
}
