//! `tidings when`, row by row of the shared tables of dates: what a user types is read or refused as they say.

use std::process::Command;

use serde_json::Value;

fn when(today: &str, words: &str) -> (i32, Option<Value>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_tidings"))
        .env_clear()
        .args([
            "--today", today, "--tz", "UTC", "--json", "when", "--", words,
        ])
        .output()
        .unwrap();
    let code = output.status.code().unwrap_or(-1);
    let stderr = String::from_utf8(output.stderr).unwrap();
    (code, serde_json::from_slice(&output.stdout).ok(), stderr)
}

/// The escapes of the table: `\t \n \\ \xHH \u{H..}`.
fn unescape(field: &str) -> String {
    let mut text = String::new();
    let mut rest = field.chars();
    while let Some(letter) = rest.next() {
        if letter != '\\' {
            text.push(letter);
            continue;
        }
        match rest.next() {
            Some('t') => text.push('\t'),
            Some('n') => text.push('\n'),
            Some('x') => {
                let hex: String = rest.by_ref().take(2).collect();
                text.push(char::from(u8::from_str_radix(&hex, 16).unwrap()));
            }
            Some('u') => {
                let hex: String = rest
                    .by_ref()
                    .skip_while(|c| *c == '{')
                    .take_while(|c| *c != '}')
                    .collect();
                text.push(char::from_u32(u32::from_str_radix(&hex, 16).unwrap()).unwrap());
            }
            other => text.extend(other),
        }
    }
    text
}

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    lines.skip(1).map(|line| line.split('\t').collect())
}

#[test]
fn each_phrase_is_read_as_the_table_says() {
    let mut count = 0;
    for row in rows(include_str!("dates/phrases-examples.tsv")) {
        let [phrase, today, expect, earliest, latest, why] = row.as_slice() else {
            panic!("{row:?}")
        };
        let phrase = unescape(phrase);
        let (code, answer, stderr) = when(today, &phrase);
        count += 1;
        if *expect == "ERROR" {
            assert_eq!(code, 1, "{phrase} ({why})");
            assert!(
                stderr.starts_with("error: ") && stderr.contains("\nhint: "),
                "{phrase}: {stderr}"
            );
            continue;
        }
        let answer = answer.unwrap_or_else(|| panic!("{phrase} ({why}): {stderr}"));
        let end = |day: &str, open: &str| if day == open { Value::Null } else { day.into() };
        assert_eq!(
            (code, &answer["edtf"]),
            (0, &Value::from(*expect)),
            "{phrase} ({why})"
        );
        assert_eq!(
            answer["earliest"],
            end(earliest, "-inf"),
            "{phrase} ({why})"
        );
        assert_eq!(answer["latest"], end(latest, "inf"), "{phrase} ({why})");
        assert_eq!(answer["words"], phrase.as_str());
    }
    assert!(count > 80, "the table was read");
}

#[test]
fn each_string_of_the_edtf_table_is_read_or_refused_as_its_column_profile_says() {
    let mut count = 0;
    for row in rows(include_str!("dates/edtf-vectors.tsv")) {
        let (string, profile) = (row[0], row[row.len() - 1]);
        // A row of the table is raw text; NUL cannot be typed.
        let (code, answer, stderr) = when("2026-05-14", string);
        count += 1;
        match profile {
            "read" => assert!(code == 0 && answer.is_some(), "{string}: {stderr}"),
            "refused" => assert!(
                code == 1 && answer.is_none(),
                "{string} is read as {answer:?}"
            ),
            other => panic!("{other}"),
        }
    }
    assert!(count > 500, "the table was read");
}
