//! Words that would harm, streams that end, and what programs read: JSON, ids alone.

use insta::assert_snapshot;

use crate::home::Home;

#[test]
fn words_are_stored_as_typed_and_shown_harmless() {
    let home = Home::new();
    let words = [
        "a\u{1b}[31mred\u{1b}]0;title\u{7}",
        "right\u{202e}tfel\u{2066}x",
        "🇺🇦 👩‍👩‍👧‍👦 e\u{301}",
        "שלום עולם مرحبا",
        "tab\there\r\nand a line\n\nand one more",
        "  spaces around  ",
        "'; DROP TABLE record; -- \" % _ \\",
        "$HOME `id` $(id) ${x}",
        "--flag -x @ @2 oN",
        "\u{feff}bom\u{200b}zero\u{85}next",
        "<script>&amp;</script> \u{2028} \u{2029}",
    ];
    for text in words {
        let answer = home.pipes(
            text.as_bytes(),
            "tidings add quote --by 'an aide' --on today -q",
        );
        assert_eq!(answer.code, 0, "{text:?}\n{answer}");
        let id = answer.out.trim().to_owned();
        assert_eq!(home.record(&id)["text"].as_str(), Some(text));
        assert!(
            home.types("tidings export json")
                .out
                .contains(&serde_json::to_string(text).unwrap()),
            "{text:?}"
        );
    }
    home.does("tidings doctor");
    for command in [
        "",
        "timeline",
        "watch",
        "history",
        "show @",
        "upcoming",
        "questions",
    ] {
        let seen = home.types(&format!("tidings {command}")).out;
        let acts = |letter: char| {
            (letter.is_control() && letter != '\n')
                || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        };
        assert!(!seen.contains(acts), "{command}\n{seen:?}");
    }
    let refused = home.types("tidings show \"$(printf 'x\\033[31my')\"");
    assert!(!refused.err.contains('\u{1b}'), "{refused}");
}

#[test]
fn exactly_one_line_end_is_dropped() {
    let home = Home::new();
    for (typed, stored) in [
        ("So.\n", "So."),
        ("So.\r\n", "So."),
        ("So.\n\n", "So.\n"),
        ("So.", "So."),
        (" So. \n", " So. "),
    ] {
        for line in ["tidings add quote -q", "tidings add quote - -q"] {
            let id = home.pipes(typed.as_bytes(), line).out;
            assert_eq!(
                home.record(id.trim())["text"].as_str(),
                Some(stored),
                "{typed:?}"
            );
        }
    }
    let id = home.types("tidings add quote 'So.\n' -q").out;
    assert_eq!(home.record(id.trim())["text"].as_str(), Some("So.\n"));
    let answered = home
        .does("tidings add question Q --slug q")
        .pipes(b"It is.\n", "tidings answer q");
    assert_eq!(answered.code, 0, "{answered}");
    assert_eq!(home.record("q")["answer"]["text"].as_str(), Some("It is."));
}

#[test]
fn a_text_holds_one_mebibyte() {
    let home = Home::new();
    let most = "é".repeat(1 << 19);
    for end in ["", "\n", "\r\n"] {
        let id = home.pipes(format!("{most}{end}").as_bytes(), "tidings add quote -q");
        assert_eq!(id.code, 0, "{}", id.err);
        let record = home.record(id.out.trim());
        assert!(record["text"].as_str() == Some(&most), "{end:?}");
    }
    for text in [
        format!("{most}x"),
        format!("{most}é"),
        "x".repeat(3 << 20),
        format!("x{most}"),
    ] {
        let before = home.bytes();
        let answer = home.pipes(text.as_bytes(), "tidings add quote");
        assert!(answer.code == 1 || answer.code == 2, "{}", answer.err);
        assert!(
            answer.err.starts_with("error: ") && answer.err.contains("1 MiB"),
            "{}",
            answer.err
        );
        assert!(answer.hint().is_some(), "{}", answer.err);
        assert!(answer.err.len() < 1_000);
        assert!(home.bytes() == before);
    }
    home.does("tidings timeline\ntidings doctor");
}

#[test]
fn what_is_no_text_is_refused() {
    let home = Home::at_work();
    let before = home.bytes();
    for (input, line) in [
        (&b"a\0b"[..], "tidings add quote"),
        (b"\xff\xfe", "tidings add quote"),
        (b"ok \xc3", "tidings add quote"),
        (b"", "tidings add quote"),
        (b"\n", "tidings add quote"),
        (b" \n \n", "tidings add quote"),
        (b"a\0b", "tidings answer joins"),
        (b"", "tidings answer joins"),
        (b"", "tidings add note \"$(printf 'a\\377b')\""),
        (b"", "tidings add note X --slug \"$(printf '\\377')\""),
        (b"", "tidings \"$(printf '\\377')\""),
        (b"", "tidings add note - <&-"),
    ] {
        let answer = home.pipes(input, line);
        assert!(matches!(answer.code, 1 | 2), "{line} {input:?}\n{answer}");
        assert!(
            answer.err.starts_with("error: "),
            "{line} {input:?}\n{answer}"
        );
        assert!(answer.hint().is_some(), "{line} {input:?}\n{answer}");
        assert!(home.bytes() == before, "{line} {input:?}");
    }
}

#[test]
fn a_reader_that_stops_is_no_failure() {
    let home = Home::at_work();
    for number in 0..5 {
        home.pipes(
            "long words ".repeat(20_000).as_bytes(),
            &format!("tidings add note --slug n{number} --when today"),
        );
    }
    for command in [
        "timeline",
        "export json",
        "schema",
        "history --json",
        "timeline --json",
        "help dates",
        "add --help",
    ] {
        let answer = home.types(&format!(
            "(tidings {command}; echo \"code $?\" >code) | head -c 1 >/dev/null; cat code"
        ));
        assert_eq!(answer.out, "code 0\n", "{command}\n{answer}");
        assert_eq!(answer.err, "", "{command}");
    }
}

#[test]
fn a_full_disk_is_a_failure() {
    let home = Home::at_work();
    for command in [
        "",
        "timeline",
        "export json",
        "schema",
        "timeline --json",
        "help dates",
        "--help",
        "--version",
        "show summit",
        "add note X",
        "add note X -q",
        "add note X --json",
        "undo",
    ] {
        let answer = home.types(&format!("tidings {command} >/dev/full"));
        assert_eq!(answer.code, 1, "{command}\n{answer}");
        assert!(answer.err.starts_with("error: "), "{command}\n{answer}");
    }
    // Where nobody can be told, nothing panics.
    assert_eq!(home.types("tidings show nosuch 2>/dev/full").code, 2);
    assert_eq!(
        home.types("tidings add note X >&- 2>&-").code & 1,
        home.types("tidings add note X >&- 2>&-").code
    );
}

#[test]
fn the_id_alone() {
    let home = Home::at_work();
    let is_id = |word: &str| {
        word.len() == 16
            && word
                .bytes()
                .all(|byte| b"bcdfghjklmnpqrstvwxz".contains(&byte))
    };
    for line in [
        "add note X",
        "add summit X --who 'New One'",
        "add quote X",
        "mark summit confirmed",
        "move summit --to '20 August'",
        "edit summit --place Y",
        "answer joint yes",
        "check joins",
        "cite summit --source S",
        "link along about summit",
        "remove explainer --yes",
        "add actor A",
        "add source S2",
        "add story T",
    ] {
        let answer = home.types(&format!("tidings {line} -q"));
        assert_eq!(answer.err, "", "{line}");
        assert!(is_id(answer.out.trim_end_matches('\n')), "{line}\n{answer}");
    }
    assert_eq!(home.types("tidings undo -q").out, "o20\n");
}

#[test]
fn each_write_as_json() {
    let home = Home::at_work();
    for line in [
        "add note X",
        "add summit X --who 'New One'",
        "mark summit confirmed",
        "move summit --to '20 August'",
        "edit summit --place Y",
        "edit summit --place Y",
        "answer joint yes",
        "check joins",
        "cite summit --source S",
        "link along about summit",
        "remove explainer --yes",
        "add actor A",
        "add source S2",
        "add story T",
    ] {
        let answer = home.types(&format!("tidings {line} --json"));
        assert_eq!(
            (answer.code, answer.err.as_str()),
            (0, ""),
            "{line}\n{answer}"
        );
        let value: serde_json::Value = serde_json::from_str(&answer.out).unwrap();
        let keys: Vec<&String> = value.as_object().unwrap().keys().collect();
        assert_eq!(keys, ["operation", "record", "notices"], "{line}");
        assert!(value["record"]["id"].is_string(), "{line}");
        for notice in value["notices"].as_array().unwrap() {
            let keys: Vec<&String> = notice.as_object().unwrap().keys().collect();
            assert_eq!(keys, ["code", "text", "command"], "{line}");
        }
    }
    for line in ["undo", "redo"] {
        assert!(
            home.json(&format!("tidings {line} --json"))["operation"].is_string(),
            "{line}"
        );
    }
}

#[test]
fn each_report_as_json() {
    let home = Home::at_work();
    home.does("tidings move summit --to '20 August' --why X");
    let groups = |line: &str| {
        let value = home.json(&format!("tidings {line} --json"));
        let keys: Vec<&str> = value
            .as_object()
            .unwrap()
            .keys()
            .map(String::as_str)
            .collect();
        let all = ["report", "today", "as_of", "story", "groups"];
        assert!(keys.starts_with(&all), "{line}: {keys:?}");
        assert_eq!(value["today"], "2025-08-14");
        let names: Vec<String> = value["groups"]
            .as_array()
            .unwrap()
            .iter()
            .map(|group| {
                assert!(group["items"].is_array(), "{line}");
                group["name"].as_str().unwrap().to_owned()
            })
            .collect();
        format!("{line} {}: {}\n", value["report"], names.join(" "))
    };
    let seen: String = [
        "",
        "watch",
        "questions",
        "upcoming",
        "timeline",
        "slips",
        "show summit",
        "history",
        "history summit",
        "actors",
        "sources",
        "stories",
        "topics",
    ]
    .map(groups)
    .concat();
    assert_snapshot!(seen, @r#"
         "morning": overdue today running next check-again to-do embargoes
        watch "watch": questions expected
        questions "questions": items
        upcoming "upcoming": overdue today running upcoming no-date
        timeline "timeline": items
        slips "slips": items
        show summit "show": items
        history "history": items
        history summit "history": items
        actors "actors": items
        sources "sources": items
        stories "stories": items
        topics "topics": items
        "#);
    let fresh = Home::new();
    for line in [
        "",
        "watch",
        "questions",
        "upcoming",
        "timeline",
        "slips",
        "history",
        "actors",
        "sources",
        "stories",
        "topics",
        "export json",
    ] {
        let value = fresh.json(&format!("tidings {line} --json"));
        assert!(value.is_object(), "{line}");
    }
    let when = home.json("tidings when 'by 30 September' --json");
    let keys: Vec<&String> = when.as_object().unwrap().keys().collect();
    assert_eq!(
        keys,
        [
            "edtf",
            "words",
            "earliest",
            "latest",
            "extent",
            "class",
            "time",
            "zone",
            "certainty"
        ]
    );
    assert!(when["earliest"].is_null());
}
