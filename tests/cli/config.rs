//! What is set, where it comes from, and how it is set.

use std::fs;

use crate::home::Home;

const FILE: &str = ".config/tidings/config.toml";

fn with_config(text: &str) -> Home {
    let home = Home::at_work();
    home.does("mkdir -p .config/tidings");
    fs::write(home.path().join(FILE), text).unwrap();
    home
}

fn of(home: &Home, key: &str) -> String {
    let setting = home.json(&format!("tidings config {key} --json"));
    let value = setting["value"].as_str().unwrap_or("none");
    format!("{value} · {}", setting["from"].as_str().unwrap())
}

#[test]
fn all_of_it_with_where_it_comes_from() {
    let home = Home::at_work();
    insta::assert_snapshot!(home.types("tidings config"), @"
    story        none                                                        default
    author       none                                                        default
    tz           Europe/London                                            TIDINGS_TZ
    color        auto                                                        default
    notices      on                                                          default
    stale_after  14d                                                         default
    strict       off                                                         default
    pager        less -FRX                                                   default

    this file    ~/.local/share/tidings/tidings.db
    config file  ~/.config/tidings/config.toml  not there yet: tidings config --init
    ");
    home.does(
        r#"
        tidings config author "Your Name"
        tidings config stale-after 21
        tidings add story "Ukraine talks"
        tidings config story ukraine-talks
        "#,
    );
    insta::assert_snapshot!(home.types("tidings config --no-pager --color never"), @"
    story        ukraine-talks                                             this file
    author       Your Name                                               config file
    tz           Europe/London                                            TIDINGS_TZ
    color        never                                                       --color
    notices      on                                                          default
    stale_after  21d                                                     config file
    strict       off                                                         default
    pager        off                                                      --no-pager

    this file    ~/.local/share/tidings/tidings.db
    config file  ~/.config/tidings/config.toml
    ");
    insta::assert_snapshot!(home.session("
        tidings config author
        tidings config author -q
        tidings config author --json
        tidings config author --unset
        tidings config notices false
        tidings config notices off
        tidings config notices none
        tidings config story any
        tidings config story none
    "), @r#"
    $ tidings config author
    author       Your Name                                               config file
    $ tidings config author -q
    Your Name
    $ tidings config author --json
    {
      "key": "author",
      "value": "Your Name",
      "from": "config file"
    }
    $ tidings config author --unset
    author: Your Name → none (~/.config/tidings/config.toml)
    $ tidings config notices false
    ---- stderr
    error: notices cannot be "false"
    hint: one of: on, off
    ---- exit 2
    $ tidings config notices off
    notices: none → off (~/.config/tidings/config.toml)
    $ tidings config notices none
    notices: off → none (~/.config/tidings/config.toml)
    $ tidings config story any
    story: ukraine-talks → any (~/.local/share/tidings/tidings.db)
    $ tidings config story none
    story: any → none (~/.local/share/tidings/tidings.db)
    "#);
}

#[test]
fn the_file_is_made_with_every_setting_commented_out() {
    let home = Home::new();
    let made = home.types("tidings config --init");
    assert_eq!(made.code, 0, "{made}");
    let text = fs::read_to_string(home.path().join(FILE)).unwrap();
    insta::assert_snapshot!(text, @r#"
    # Settings of tidings, for every file. Take the # away before a setting to make it yours.
    # A flag goes before a variable, and a variable before this file; tidings config shows what holds, and why.

    # The story that reports show and new entries are filed under; any: all of them.
    # story = "alaska-talks"

    # Who writes: the name that stands with each command in the journal.
    # author = "Your Name"

    # The zone that your days are of.
    # tz = "Europe/London"

    # When to use colour: auto, always, never.
    # color = "never"

    # Whether a write ends with a line of notices: on, off.
    # notices = "off"

    # After how long without a touch an open question or event is stale: 14d, 3w.
    # stale_after = "21d"

    # Whether a name that is not there is refused, instead of made: on, off.
    # strict = "on"

    # What shows a list that is longer than the screen; off: nothing does.
    # pager = "less -FRX"
    "#);
    let again = home.types("tidings config --init");
    assert_eq!(again.code, 1, "{again}");
    assert!(
        again.err.contains("there is a config file already"),
        "{again}"
    );
    assert_eq!(fs::read_to_string(home.path().join(FILE)).unwrap(), text);
    // A setting takes the place of its example.
    home.does("tidings config color never");
    let set = fs::read_to_string(home.path().join(FILE)).unwrap();
    assert_eq!(set, text.replace("# color = ", "color = "));
    // What is read is not written.
    assert!(!home.file().exists());
}

#[test]
fn a_flag_before_a_variable_before_this_file_before_the_config_file() {
    let home = with_config(
        "story = 'in-config'\ntz = 'Europe/Paris'\ncolor = 'always'\nauthor = 'Config'\n",
    );
    home.does("tidings add story In-file; tidings add story In-config");
    assert_eq!(of(&home, "story"), "in-config · config file");
    home.does("tidings config story in-file");
    assert_eq!(of(&home, "story"), "in-file · this file");
    let variable = |name: &str, value: &str, key: &str| {
        let setting = home.types(&format!("{name}={value} tidings config {key} --json"));
        let setting: serde_json::Value = serde_json::from_str(&setting.out).unwrap();
        format!(
            "{} · {}",
            setting["value"].as_str().unwrap(),
            setting["from"].as_str().unwrap()
        )
    };
    assert_eq!(variable("TIDINGS_STORY", "x", "story"), "x · TIDINGS_STORY");
    assert_eq!(of(&home, "story --story y"), "y · --story");
    assert_eq!(of(&home, "tz"), "Europe/London · TIDINGS_TZ");
    assert_eq!(of(&home, "tz --tz Asia/Tokyo"), "Asia/Tokyo · --tz");
    assert_eq!(
        variable("TIDINGS_TZ", "", "tz"),
        "Europe/Paris · config file"
    );
    assert_eq!(
        variable("TIDINGS_AUTHOR", "V", "author"),
        "V · TIDINGS_AUTHOR"
    );
    assert_eq!(of(&home, "author"), "Config · config file");
    assert_eq!(of(&home, "color"), "always · config file");
    assert_eq!(variable("NO_COLOR", "1", "color"), "never · NO_COLOR");
    assert_eq!(variable("PAGER", "most", "pager"), "most · PAGER");
    assert_eq!(
        variable("PAGER=most TIDINGS_PAGER", "", "pager"),
        "off · TIDINGS_PAGER"
    );
    assert_eq!(of(&home, "pager --no-pager"), "off · --no-pager");
    assert_eq!(of(&home, "strict --strict"), "on · --strict");
}

#[test]
fn the_story_of_this_file_narrows_reports_and_takes_new_entries() {
    let home = Home::at_work();
    home.does(
        r#"
        tidings add story "Ukraine talks"
        tidings config story ukraine-talks
        tidings add summit "Of the story" --when tomorrow --slug of-it
        "#,
    );
    let story = home.record("ukraine-talks")["id"].clone();
    assert_eq!(home.record("of-it")["story"], story);
    let upcoming = home.types("tidings upcoming");
    assert!(
        upcoming.out.contains("Of the story") && !upcoming.out.contains("Second"),
        "{upcoming}"
    );
    let all = home.types("tidings upcoming --story any");
    assert!(all.out.contains("Second"), "{all}");
    // It stands outside the journal: nothing to undo, and another slug changes nothing.
    assert_eq!(home.types("tidings history").out.lines().count(), 8);
    home.does("tidings edit ukraine-talks --slug talks");
    assert_eq!(of(&home, "story"), "talks · this file");
    // Where it is gone, the way out is named.
    home.does("tidings remove talks --yes");
    for line in ["tidings upcoming", "tidings add note X"] {
        let answer = home.types(line);
        assert_eq!(answer.code, 2, "{answer}");
        assert_eq!(
            answer.hint().unwrap(),
            "tidings config story --unset",
            "{answer}"
        );
    }
    home.does("tidings config story --unset; tidings upcoming; tidings add note X");
}

#[test]
fn the_author_the_days_and_the_notices_follow() {
    let home = with_config("author = 'A desk'\nnotices = 'off'\nstale_after = 3\nstrict = true\n");
    let added = home.types("tidings add quote X --by trump");
    assert_eq!((added.code, added.err.as_str()), (0, ""), "{added}");
    assert!(
        home.types("tidings history --limit 1")
            .out
            .contains("A desk")
    );
    let stale = home.types("tidings show joins").out;
    assert!(stale.contains("stale on Sun 17 Aug"), "{stale}");
    let strict = home.types("tidings add quote X --by Nobody");
    assert_ne!(strict.code, 0, "{strict}");
}

#[test]
fn what_is_wrong_in_the_file_is_told_with_its_line_and_stops_every_command() {
    for (text, says, hint) in [
        (
            "\nstroy = 'x'\n",
            "config.toml, line 2: \"stroy\" is no setting",
            "story = \"alaska-talks\"",
        ),
        (
            "stale-after = 3",
            "line 1: \"stale-after\" is no setting",
            "stale_after = \"21d\"",
        ),
        (
            "frobnicate = 1",
            "line 1: \"frobnicate\" is no setting",
            "one of: story, author",
        ),
        (
            "[story]\nslug = 'x'",
            "line 1: story cannot be table",
            "story = ",
        ),
        ("# x\nnotices = maybe", "line 2: ", "one setting a line"),
        (
            "notices = 'maybe'",
            "line 1: notices cannot be \"maybe\"",
            "one of: on, off",
        ),
        (
            "color = 2025-01-01",
            "line 1: color cannot be datetime",
            "color = \"never\"",
        ),
        (
            "tz = 'Mars'",
            "line 1: \"Mars\" is no time zone",
            "America/Anchorage",
        ),
        (
            "stale_after = 0",
            "line 1: stale_after cannot be \"0\"",
            "1 to 999 days or weeks",
        ),
        (
            "stale_after = -3",
            "line 1: stale_after cannot be \"-3\"",
            "1 to 999 days or weeks",
        ),
        (
            "author = ''",
            "line 1: author is empty",
            "author = \"Your Name\"",
        ),
        (
            "author = \"a\\u001bb\"",
            "line 1: author holds a control character",
            "author = ",
        ),
        ("author = 'a'\nauthor = 'b'", "line 2: ", ""),
    ] {
        let home = with_config(text);
        let before = home.bytes();
        for line in ["tidings upcoming", "tidings add note X", "tidings config"] {
            let answer = home.types(line);
            assert_eq!(answer.code, 1, "{text}\n{answer}");
            assert!(answer.err.contains(says), "{text}\n{answer}");
            assert!(
                answer.hint().unwrap_or_default().contains(hint),
                "{text}\n{answer}"
            );
        }
        assert!(home.bytes() == before);
        assert_eq!(home.types("tidings --help").code, 0);
    }
    let home = Home::at_work();
    home.does(
        "mkdir -p .config/tidings; printf 'author = \"\\377\"' > .config/tidings/config.toml",
    );
    let answer = home.types("tidings upcoming");
    assert!(
        answer.err.contains("config.toml, line 1: is not UTF-8"),
        "{answer}"
    );
    home.does("rm .config/tidings/config.toml; mkdir .config/tidings/config.toml");
    let answer = home.types("tidings upcoming");
    assert!(
        answer.code == 1 && answer.err.contains("it is a folder"),
        "{answer}"
    );
}

#[test]
fn what_is_wrong_on_the_line_changes_nothing() {
    let home = Home::at_work();
    for (line, hint) in [
        ("tidings config stroy x", "tidings config story x"),
        (
            "tidings config frobnicate",
            "tidings config lists the settings",
        ),
        ("tidings config color blue", "one of: auto, always, never"),
        (
            "tidings config story nowhere",
            "tidings add story nowhere; tidings stories lists those that there are",
        ),
        ("tidings config author ''", "author = \"Your Name\""),
    ] {
        let before = home.bytes();
        let answer = home.types(line);
        assert_eq!(answer.code, 2, "{answer}");
        assert_eq!(answer.hint().unwrap(), hint, "{answer}");
        assert!(
            home.bytes() == before && !home.path().join(FILE).exists(),
            "{line}"
        );
    }
    let answer = Home::new().types("tidings config story x");
    assert!(answer.err.contains("nothing recorded yet"), "{answer}");
    // A link stays a link.
    home.does("mkdir -p .config/tidings dots; touch dots/t.toml; ln -s ../../dots/t.toml .config/tidings/config.toml; tidings config author X");
    assert_eq!(
        fs::read_to_string(home.path().join("dots/t.toml")).unwrap(),
        "author = \"X\"\n"
    );
    // Where a variable goes before what was set, it says so.
    let answer = home.types("TIDINGS_AUTHOR=Y tidings config author Z");
    assert!(
        answer.err.contains("TIDINGS_AUTHOR goes before it"),
        "{answer}"
    );
}

#[test]
fn a_file_whose_tables_are_rebuilt_says_so_once() {
    let home = Home::at_work();
    let before = home.types("tidings upcoming").out;
    let file = rusqlite::Connection::open(home.file()).unwrap();
    file.execute_batch(
        "UPDATE setting SET value = 'old' WHERE name = 'projection'; DELETE FROM record",
    )
    .unwrap();
    drop(file);
    let path = home.file().display().to_string();
    let answer = home.types("tidings upcoming");
    assert_eq!(answer.err, format!("rebuilding the tables of {path} …\n"));
    assert_eq!(answer.out, before);
    assert_eq!(home.types("tidings upcoming").err, "");
}
