//! A hundred strings that have harmed programs, through every field: stored as typed or refused with words, shown
//! harmless, exported intact.

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

/// A flag, and where in the record its value is found.
type Field = (&'static str, &'static str);

/// The commands, each with its fields.
const COMMANDS: &[(&[&str], &[Field])] = &[
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

/// The command line that says the string in these fields.
fn typed(command: &[&str], fields: &[Field], string: &str) -> Vec<String> {
    let says_what = fields.iter().any(|(flag, _)| *flag == "WHAT");
    let what = if says_what {
        string
    } else {
        "Words of its own"
    };
    let words = command.iter().filter(|word| **word != "WHAT");
    let mut line: Vec<String> = words.map(|word| (*word).to_owned()).collect();
    for (flag, _) in fields.iter().filter(|(flag, _)| *flag != "WHAT") {
        line.push(format!("{flag}={string}"));
        if matches!(*flag, "--excerpt" | "--locator") && !line.contains(&"--source=A paper".into())
        {
            line.push("--source=A paper".into());
        }
    }
    line.push("--json".into());
    if command == ["mark", "second-meeting", "postponed", "--why", "WHAT"] {
        line.retain(|word| word != "--why");
        line.push(format!("--why={what}"));
    } else if command.contains(&"WHAT") {
        // As one writes words that may begin like a flag.
        line.extend(["--".into(), what.into()]);
    }
    line
}

/// What stands in the fields of a record that was written: the string, as typed.
fn is_kept(record: &Value, command: &[&str], fields: &[Field], string: &str) {
    for (flag, place) in fields.iter().filter(|(_, place)| !place.is_empty()) {
        let found = record.pointer(place).and_then(Value::as_str);
        // Of what is added by a name `new:` says what goes without saying.
        let named = matches!(command, ["add", "actor" | "source" | "story", ..]) && *flag == "WHAT";
        let string = string
            .strip_prefix("new:")
            .filter(|_| named)
            .unwrap_or(string);
        let as_typed = found == Some(string);
        let in_spaces = !is_verbatim(command, flag) && found == Some(string.trim());
        assert!(
            as_typed || in_spaces,
            "{command:?} {flag} {string:?}: {found:?}"
        );
    }
}

/// Says the string in these fields at once; tells the record, or checks how it was refused.
fn says(home: &Home, command: &[&str], fields: &[Field], string: &str) -> Option<Value> {
    let before = home.bytes();
    let args = typed(command, fields, string);
    let output = home.program(TIDINGS).args(&args).output().unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    if output.status.code() == Some(0) {
        let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
        let record = answer["record"].clone();
        is_kept(&record, command, fields, string);
        return Some(record);
    }
    assert!(
        matches!(output.status.code(), Some(1 | 2)),
        "{args:?} {:?}\n{err}",
        output.status
    );
    assert!(
        err.starts_with("error: ") && err.contains("\nhint: "),
        "{args:?}\n{err}"
    );
    assert!(!acts(&err), "{args:?}\n{err:?}");
    assert!(err.len() < 2_000, "{args:?}: {}", err.len());
    assert!(home.bytes() == before, "{args:?}");
    None
}

/// Takes every fourth of the strings, from this one on, through everything.
fn goes_through(quarter: usize) {
    let (mut stored, mut refused) = (0, 0);
    for string in hundred().iter().skip(quarter).step_by(4) {
        let home = Home::at_work();
        let summit = home.record("summit")["id"].as_str().unwrap().to_owned();
        let mut kept = Vec::new();
        for (command, fields) in COMMANDS {
            let mut fields = fields.to_vec();
            // A comma stands between members, and a colon after a kind: there the string is several.
            fields.retain(|(flag, _)| !LISTS.contains(flag) || !string.contains([',', ':']));
            let whole = says(&home, command, &fields, string);
            let singly = if whole.is_none() {
                fields.as_slice()
            } else {
                &[]
            };
            stored += whole.as_ref().map_or(0, |_| fields.len());
            kept.extend(whole.map(|record| (record, *command, fields.clone())));
            for field in singly {
                match says(&home, command, &[*field], string) {
                    Some(record) => kept.push((record, *command, vec![*field])),
                    None => refused += 1,
                }
            }
        }
        for report in [
            "",
            "timeline",
            "watch",
            "history",
            "actors",
            "sources",
            "topics",
            &format!("show {summit}"),
            "show second-meeting",
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
        // Actors, sources and stories go out only where an entry refers to them.
        for (said, command, fields) in kept {
            if let Some(record) = records.iter().find(|record| record["id"] == said["id"]) {
                is_kept(record, command, &fields, string);
            }
        }
    }
    assert!(
        stored > 500 && refused > 30,
        "{stored} stored, {refused} refused"
    );
}

#[test]
fn there_are_a_hundred_strings() {
    let mut strings = hundred();
    strings.sort();
    strings.dedup();
    assert!(strings.len() >= 100, "{}", strings.len());
}

#[test]
fn a_hundred_strings_through_every_field_the_first_quarter() {
    goes_through(0);
}

#[test]
fn a_hundred_strings_through_every_field_the_second_quarter() {
    goes_through(1);
}

#[test]
fn a_hundred_strings_through_every_field_the_third_quarter() {
    goes_through(2);
}

#[test]
fn a_hundred_strings_through_every_field_the_last_quarter() {
    goes_through(3);
}

/// The fields of a document that hold free text.
const TEXTS: &[&str] = &[
    "title",
    "summary",
    "name",
    "text",
    "place",
    "outcome",
    "why",
    "locator",
    "excerpt",
    "note",
    "attribution",
    "venue",
    "criteria",
    "publisher",
    "author",
    "rationale",
];

/// Puts the string into every free text of a document; tells how many there were.
fn fill(value: &mut Value, string: &str) -> usize {
    match value {
        Value::Array(members) => members.iter_mut().map(|member| fill(member, string)).sum(),
        Value::Object(fields) => fields
            .iter_mut()
            .map(|(key, value)| {
                if value.is_string() && TEXTS.contains(&key.as_str()) {
                    *value = string.into();
                    1
                } else {
                    fill(value, string)
                }
            })
            .sum(),
        _ => 0,
    }
}

/// What no command line can carry comes by a document: a mebibyte in every field, NUL, and what shells take apart.
#[test]
fn a_hundred_strings_through_every_field_of_a_document() {
    let home = Home::at_work();
    home.does(
        r#"
        tidings edit summit --text X --source https://example.org/a --locator X --excerpt X
        tidings edit https://example.org/a --publisher X --author X
        tidings move summit --to '20 August' --why X
        tidings mark summit happened --on 2025-08-13 --outcome X
        tidings mark second-meeting postponed --why X
        tidings edit along --attribution X --venue X --original X
        tidings link along about summit --note X
        tidings edit joint --why X --criteria X --about summit
        tidings forecast joint 30% --why X
        tidings check joint X
        tidings answer joins X
        tidings add note X --title X
        tidings add story X --slug story
        tidings edit summit --story story
        tidings edit story --summary X
        "#,
    );
    let document = home.json("tidings export json --internal -q");
    let mut strings = hundred();
    strings.extend([
        "\u{0}".into(),
        "a\u{0}b".into(),
        "é".repeat(1 << 19),
        "x".repeat((1 << 20) + 1),
    ]);
    let (mut kept, mut refused) = (0, 0);
    for string in &strings {
        let mut filled = document.clone();
        let count = fill(&mut filled, string);
        assert!(count > 30, "{count}");
        let other = Home::new();
        let bytes = serde_json::to_vec(&filled).unwrap();
        let answer = other.pipes(&bytes, "tidings import - -q");
        assert!(!acts(&answer.err), "{string:.60?}\n{}", answer.err);
        if answer.code == 0 {
            let exported = other.json("tidings export json --internal -q");
            assert!(exported == filled, "{string:.60?}");
            let seen = other.types("tidings timeline; tidings actors; tidings watch; tidings show summit; tidings search x");
            assert!(!acts(&seen.out), "{string:.60?}\n{:?}", seen.out);
            kept += 1;
        } else {
            assert!(
                matches!(answer.code, 1 | 2),
                "{string:.60?}\n{:.2000}",
                answer.err
            );
            assert!(
                answer.err.starts_with("error: ") && answer.err.contains("[0]"),
                "{string:.60?}\n{:.2000}",
                answer.err
            );
            assert!(
                answer.err.len() < 20_000,
                "{string:.60?}: {}",
                answer.err.len()
            );
            assert!(!other.file().exists(), "{string:.60?}");
            refused += 1;
        }
    }
    assert!(kept > 80 && refused >= 3, "{kept} kept, {refused} refused");
}

/// Whether a terminal would obey something in the text.
fn acts(text: &str) -> bool {
    text.contains(|letter: char| {
        (letter.is_control() && !matches!(letter, '\n' | '\t'))
            || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    })
}
