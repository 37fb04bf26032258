//! A hundred strings that have harmed programs, through every field: stored as typed or refused with words, shown
//! harmless, exported intact.

use std::process::Command;

use serde_json::Value;

use crate::home::{Home, TIDINGS};

/// Strings that have harmed programs: escapes, directions, marks without end, what shells, SQL, HTML, JSON and
/// spreadsheets read as their own.
fn hundred() -> Vec<String> {
    let mut all: Vec<String> = [
        // What a terminal obeys.
        "\u{1b}[31mred",
        "\u{1b}]0;title\u{7}",
        "\u{1b}]8;;https://example.org\u{1b}\\link",
        "\u{9b}31mred",
        "\u{7}bell",
        "over\rwritten",
        "back\u{8}space",
        "form\u{c}feed",
        "tab\tstop",
        "del\u{7f}ete",
        "\u{1b}",
        "\u{1b}[2J",
        "\u{90}dcs\u{9c}",
        // What turns the line round.
        "right\u{202e}tfel",
        "\u{2066}isolate",
        "pop\u{2069}\u{202c}",
        "\u{200f}mark",
        "\u{61c}mark",
        "a\u{202a}b\u{202b}c\u{202d}d",
        "שלום עולם",
        "مرحبا بالعالم",
        "Путин 🤝 Трамп",
        "שלום (Putin) 123",
        "\u{202e}gnp.exe",
        // What is not seen.
        "zero\u{200b}width",
        "joi\u{200d}ner",
        "non\u{200c}joiner",
        "\u{feff}mark first",
        "soft\u{ad}hyphen",
        "word\u{2060}joiner",
        "\u{a0}hard space\u{a0}",
        "\u{3000}wide space",
        "\u{180e}mongolian",
        "line\u{2028}break",
        "para\u{2029}break",
        "next\u{85}line",
        "\u{e0041}tag",
        "a\u{fe0f}",
        "\u{34f}grapheme",
        // What is more than one thing.
        "e\u{301}",
        "é",
        "ﬁ",
        "ǆ",
        "ß",
        "İstanbul",
        "ıstanbul",
        "Ω",
        "Å",
        "K",
        "½",
        "①",
        "ｗｉｄｅ",
        "𝕱𝖗𝖆𝖐𝖙𝖚𝖗",
        "🇺🇦",
        "👩‍👩‍👧‍👦",
        "👍🏽",
        "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
        "🫠",
        "𠜎",
        "\u{10ffff}",
        "\u{fffd}",
        "\u{e000}",
        "\u{fdd0}",
        // What others read as their own.
        "'; DROP TABLE record; --",
        "\" OR 1=1",
        "%s%n%x",
        "{}{0}",
        "$(id)",
        "`id`",
        "${HOME}",
        "$90 billion",
        "\\",
        "\\n",
        "\\u0000",
        "<script>alert(1)</script>",
        "&amp;",
        "<!-- -->",
        "]]>",
        "{\"a\":1}",
        "[1,2]",
        "null",
        "true",
        "-0",
        "1e400",
        "NaN",
        "0x1F",
        "=1+1",
        "+1",
        "@SUM(1)",
        "'quoted",
        "\"quoted\"",
        "“curly”",
        "‚low’",
        "--flag",
        "-x",
        "-",
        "--",
        "*",
        "NEAR(a b)",
        "a AND b",
        "title:a",
        "../../etc/passwd",
        "/dev/null",
        "CON",
        "~",
        "any",
        "@",
        "@2",
        "o12",
        "actor:putin",
        "new:x",
        "2025-08-15",
        "today",
        "#comment",
        "# ",
        "---",
        "...",
        ";",
        ":",
        ",",
        "a,b",
        "a:b",
        "a=b",
        "|",
        "..",
        "x\ny",
        "x\r\ny",
        "\nx",
        "x\n\n",
        " x ",
    ]
    .map(str::to_owned)
    .to_vec();
    all.push(format!("o{}", "\u{301}".repeat(500)));
    all.push("\u{489}".repeat(300));
    all.push("ha".repeat(30_000));
    all.push(" ".repeat(5));
    all.push("x ".repeat(2_000));
    all
}

/// A command, and each of its fields: the flag, and where in the record it is found.
const COMMANDS: &[(&[&str], &[(&str, &str)])] = &[
    (
        &["add", "summit", "WHAT"],
        &[
            ("WHAT", "/title"),
            ("--text", "/text"),
            ("--place", "/place"),
            ("--topic", "/topics/0"),
            ("--source", ""),
            ("--excerpt", "/citations/0/excerpt"),
            ("--locator", "/citations/0/locator"),
        ],
    ),
    (
        &["add", "statement", "WHAT", "--by", "an aide"],
        &[
            ("WHAT", "/text"),
            ("--attribution", "/attribution"),
            ("--venue", "/venue"),
            ("--original", "/original/text"),
            ("--language", "/original/language"),
        ],
    ),
    (
        &["add", "quote", "WHAT"],
        &[("WHAT", "/text"), ("--by", "")],
    ),
    (
        &["add", "choice", "WHAT", "--option", "one"],
        &[
            ("WHAT", "/text"),
            ("--why", "/why"),
            ("--criteria", "/criteria"),
            ("--option", "/options/1"),
        ],
    ),
    (
        &["add", "note", "WHAT"],
        &[("WHAT", "/text"), ("--title", "/title")],
    ),
    (
        &["add", "actor", "WHAT"],
        &[("WHAT", "/name"), ("--alias", "/aliases/0/text")],
    ),
    (
        &["add", "source", "WHAT"],
        &[
            ("WHAT", "/title"),
            ("--publisher", "/publisher"),
            ("--author", "/author"),
            ("--language", "/language"),
        ],
    ),
    (
        &["add", "story", "WHAT"],
        &[("WHAT", "/title"), ("--summary", "/summary")],
    ),
    (
        &["edit", "summit"],
        &[
            ("--title", "/title"),
            ("--outcome", "/outcome"),
            ("--slug", "/slug"),
        ],
    ),
    (
        &["mark", "second-meeting", "postponed", "--why", "WHAT"],
        &[("WHAT", "/moves/0/why")],
    ),
    (&["answer", "joins", "WHAT"], &[("WHAT", "/answer/text")]),
    (&["check", "joint", "WHAT"], &[("WHAT", "/checks/0/note")]),
    (
        &["link", "along", "about", "summit"],
        &[("--note", "/links/0/note")],
    ),
];

/// Fields whose commas stand between members, so that a string with one in it is several.
const LISTS: &[&str] = &["--topic", "--option", "--by", "--alias"];

/// Whether the field holds somebody's words, of which not one space is taken; around a title the spaces are the
/// keyboard's.
fn is_verbatim(command: &[&str], flag: &str) -> bool {
    let said = matches!(command, ["add", "statement" | "quote", ..]);
    matches!(flag, "--excerpt" | "--original") || (said && flag == "WHAT")
}

fn run(home: &Home, args: &[String]) -> std::process::Output {
    let mut command: Command = home.program(TIDINGS);
    command.args(args).output().unwrap()
}

#[test]
fn a_hundred_strings_through_every_field() {
    let strings = hundred();
    assert!(strings.len() >= 100, "{}", strings.len());
    let (mut stored, mut refused) = (0, 0);
    for string in &strings {
        let home = Home::at_work();
        let summit = home.record("summit")["id"].as_str().unwrap().to_owned();
        let mut kept: Vec<(String, String)> = Vec::new();
        for (number, (command, fields)) in COMMANDS.iter().enumerate() {
            for (flag, place) in *fields {
                let is_what = *flag == "WHAT";
                if LISTS.contains(flag)
                    && (string.contains([',', ':']) || string.starts_with("new:"))
                {
                    continue;
                }
                let words = command.iter().map(|word| match *word {
                    "WHAT" if is_what => string.clone(),
                    "WHAT" => format!("Field {number} {flag}"),
                    word => word.to_owned(),
                });
                let mut args: Vec<String> = words.collect();
                if !is_what {
                    args.push(format!("{flag}={string}"));
                } else if string.starts_with('-') {
                    // As one writes words that begin like a flag.
                    let at = args.iter().position(|word| word == string).unwrap();
                    let what = args.remove(at);
                    args.extend(["--".to_owned(), what]);
                }
                if *flag == "--excerpt" || *flag == "--locator" {
                    args.push("--source=A paper".to_owned());
                }
                let at = args
                    .iter()
                    .position(|word| word == "--")
                    .unwrap_or(args.len());
                args.insert(at, "--json".to_owned());
                let before = home.bytes();
                let output = run(&home, &args);
                let err = String::from_utf8(output.stderr).unwrap();
                let code = output.status.code();
                if code == Some(0) {
                    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
                    let Some(record) = answer.get("record") else {
                        continue;
                    };
                    if !place.is_empty() {
                        let found = record.pointer(place).and_then(Value::as_str);
                        let same = |found: &str| {
                            found == string
                                || (!is_verbatim(command, flag) && found == string.trim())
                        };
                        assert!(found.is_some_and(same), "{args:?}: {found:?}");
                        kept.push((
                            record["id"].as_str().unwrap().to_owned(),
                            (*place).to_owned(),
                        ));
                    }
                    stored += 1;
                } else {
                    assert!(matches!(code, Some(1 | 2)), "{args:?} {code:?}\n{err}");
                    assert!(
                        err.starts_with("error: ") && err.contains("\nhint: "),
                        "{args:?}\n{err}"
                    );
                    assert!(!acts(&err), "{args:?}\n{err:?}");
                    assert!(err.len() < 2_000, "{args:?}: {}", err.len());
                    assert!(home.bytes() == before, "{args:?}");
                    refused += 1;
                }
            }
        }
        for report in [
            "",
            "timeline",
            "watch",
            "questions",
            "history",
            "actors",
            "sources",
            "stories",
            "topics",
            "upcoming",
            &format!("show {summit}"),
            "show second-meeting",
            "slips",
        ] {
            let answer = home.types(&format!("tidings {report}"));
            assert_eq!(
                (answer.code, answer.err.as_str()),
                (0, ""),
                "{string:?}: {report}"
            );
            assert!(!acts(&answer.out), "{string:?}: {report}\n{:?}", answer.out);
        }
        home.does("tidings doctor -q");
        let document = home.json("tidings export json -q");
        let records = ["events", "statements", "questions", "notes"]
            .map(|kind| document[kind].as_array().unwrap().clone())
            .concat();
        for (id, place) in kept {
            // Actors, sources and stories go out only where an entry refers to them.
            if let Some(record) = records.iter().find(|record| record["id"] == id.as_str()) {
                let found = record.pointer(&place).and_then(Value::as_str).unwrap();
                assert!(
                    found == string || found == string.trim(),
                    "{string:?} {place}: {found:?}"
                );
            }
        }
    }
    assert!(
        stored > 20 * strings.len() && refused > strings.len(),
        "{stored} stored, {refused} refused"
    );
}

/// Whether a terminal would obey something in the text.
fn acts(text: &str) -> bool {
    text.contains(|letter: char| {
        (letter.is_control() && !matches!(letter, '\n' | '\t'))
            || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    })
}
