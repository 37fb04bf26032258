//! The text of a form, whatever its fields are.
//!
//! A line is `field: value`, `[member 2]`, a comment that begins with `#`, or a line of a longer value. One rule keeps
//! such a value whole, whatever stands in it: each of its lines begins with `|` and a space, and is kept exactly as it
//! stands after them. A line that holds what an editor would not show or might lose begins with `!` in place of `|`, and
//! such letters are written as escapes in it.

use std::fmt::Write as _;

/// What is wrong with a form, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The line, counted from 1; none for the whole form.
    pub line: Option<usize>,
    /// What is wrong.
    pub what: String,
    /// What to write instead.
    pub hint: Option<String>,
}

impl Fault {
    pub(super) fn at(line: usize, what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            line: Some(line),
            what: what.into(),
            hint: Some(hint.into()),
        }
    }
}

/// A value as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Written {
    pub name: String,
    pub value: String,
    pub line: usize,
}

/// The values under one heading, those of the record itself before the first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Section {
    /// The member and its number, as written.
    pub heading: Option<(String, String)>,
    pub line: usize,
    pub values: Vec<Written>,
}

/// Writes one value of a field; one that is `long` stands on lines of its own even where it is short.
pub(super) fn write(out: &mut String, name: &str, value: &str, long: bool) {
    let plain = !value.contains('\n') && value.trim() == value && !needs_escapes(value);
    if plain && (!long || value.is_empty()) {
        let _ = writeln!(out, "{}", format!("{name}: {value}").trim_end());
        return;
    }
    let _ = writeln!(out, "{name}:");
    for line in value.split('\n') {
        if needs_escapes(line) {
            let _ = writeln!(out, "! {}", escaped(line));
        } else {
            let _ = writeln!(out, "{}", format!("| {line}").trim_end());
        }
    }
}

/// Whether an editor would not show a letter of the line, or might lose it.
fn needs_escapes(line: &str) -> bool {
    line.chars().any(is_unseen) || line.ends_with(char::is_whitespace)
}

fn is_unseen(letter: char) -> bool {
    match letter {
        '\t' => false,
        '\u{2028}'
        | '\u{2029}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{feff}' => true,
        letter => letter.is_control(),
    }
}

fn escaped(line: &str) -> String {
    let seen = line.trim_end().len();
    let mut out = String::new();
    for (at, letter) in line.char_indices() {
        match letter {
            '\\' => out.push_str("\\\\"),
            '\r' => out.push_str("\\r"),
            letter if at >= seen || is_unseen(letter) => out.extend(letter.escape_unicode()),
            letter => out.push(letter),
        }
    }
    out
}

/// Reads a line of a text, which begins with `|`, or with `!` where it has escapes; none where an escape is none.
fn line_of_text(line: &str) -> Option<String> {
    let letters = |rest: &str| rest.strip_prefix(' ').unwrap_or(rest).to_owned();
    match line.strip_prefix('|') {
        Some(rest) => Some(letters(rest)),
        None => unescaped(&letters(line.trim_start_matches('!'))),
    }
}

/// Reads the letters of a line that begins with `!`; none where an escape is none.
fn unescaped(line: &str) -> Option<String> {
    let mut out = String::new();
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            out.push(letter);
            continue;
        }
        match letters.next()? {
            '\\' => out.push('\\'),
            'r' => out.push('\r'),
            't' => out.push('\t'),
            'u' => {
                let rest = letters.as_str().strip_prefix('{')?;
                let (code, rest) = rest.split_once('}')?;
                out.push(char::from_u32(u32::from_str_radix(code, 16).ok()?)?);
                letters = rest.chars();
            }
            _ => return None,
        }
    }
    Some(out)
}

/// Reads a form: every section, or every line that is none of a form's.
pub(super) fn read(text: &str) -> Result<Vec<Section>, Vec<Fault>> {
    let mut sections = vec![Section::default()];
    let mut faults = Vec::new();
    // Whether the last value can still take lines of its own, and whether it has some.
    let (mut open, mut lines) = (false, 0_usize);
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    for (line, at) in text.split('\n').zip(1..) {
        let line = line.strip_suffix('\r').unwrap_or(line);
        let trimmed = line.trim_start();
        let last = sections
            .last_mut()
            .and_then(|section| section.values.last_mut());
        match (trimmed.chars().next(), last) {
            (Some('|' | '!'), Some(value)) if open => {
                let Some(read) = line_of_text(trimmed) else {
                    faults.push(Fault::at(
                        at,
                        "an escape in this line is none",
                        "\\r, \\t, \\\\ and \\u{a0}, as they stand elsewhere; or begin the line with | and write letters",
                    ));
                    continue;
                };
                if lines > 0 {
                    value.value.push('\n');
                }
                value.value.push_str(&read);
                lines += 1;
            }
            (Some('|' | '!'), _) => faults.push(Fault::at(
                at,
                "this line of text belongs to no field",
                "put it under a line such as text: that holds nothing else",
            )),
            (None | Some('#'), _) => {}
            (Some('['), _) => {
                open = false;
                match heading(trimmed) {
                    Some(heading) => sections.push(Section {
                        heading: Some(heading),
                        line: at,
                        values: Vec::new(),
                    }),
                    None => faults.push(Fault::at(
                        at,
                        format!("{} is no heading", trimmed.trim_end()),
                        "[citation 1], or [citation] for a new one",
                    )),
                }
            }
            _ => match field(trimmed) {
                Some((name, value)) => {
                    open = value.is_empty();
                    lines = 0;
                    if let Some(section) = sections.last_mut() {
                        section.values.push(Written {
                            name: name.to_owned(),
                            value: value.to_owned(),
                            line: at,
                        });
                    }
                }
                None => faults.push(Fault::at(
                    at,
                    format!("{} is no field, text or comment", shortened(trimmed)),
                    "a field is a word and a colon; a line of a text begins with | and a space, a comment with #",
                )),
            },
        }
    }
    if faults.is_empty() {
        Ok(sections)
    } else {
        Err(faults)
    }
}

/// `field: value`.
fn field(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once(':')?;
    let name = name.trim_end();
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '-');
    is_name.then(|| (name, value.trim()))
}

/// `[citation 2]`, `[citation]`.
fn heading(line: &str) -> Option<(String, String)> {
    let inside = line.trim().strip_prefix('[')?.strip_suffix(']')?;
    let (name, number) = inside.trim().split_once(' ').unwrap_or((inside.trim(), ""));
    Some((name.to_owned(), number.trim().to_owned()))
}

fn shortened(line: &str) -> String {
    super::super::shell::quote(&super::super::which::shortened(line))
}

/// The form without the faults that were written above it.
#[must_use]
pub fn bare(form: &[u8]) -> &[u8] {
    let mut rest = form;
    while rest.starts_with(b"#!") {
        let end = rest.iter().position(|byte| *byte == b'\n');
        rest = rest
            .get(end.map_or(rest.len(), |end| end + 1)..)
            .unwrap_or_default();
    }
    rest
}

/// The form with what is wrong above it, each with the line that it stands in then.
#[must_use]
pub fn marked(form: &[u8], faults: &[Fault]) -> Vec<u8> {
    let form = bare(form);
    let count: usize = faults
        .iter()
        .map(|fault| 1 + usize::from(fault.hint.is_some()))
        .sum();
    // The line before them, and the one after.
    let above = count + 2;
    let mut text = String::from(
        "#! Nothing is recorded yet: this needs another look. Saved as it is, it is left.\n",
    );
    // What is typed may hold line ends, and none of them may end the comment.
    let mut line = |text_of: &str| {
        let one: Vec<&str> = text_of.split_whitespace().collect();
        let _ = writeln!(text, "#! {}", one.join(" "));
    };
    for fault in faults {
        match fault.line {
            Some(at) => line(&format!("line {}: {}", at + above, fault.what)),
            None => line(&fault.what),
        }
        if let Some(hint) = &fault.hint {
            line(&format!("→ {hint}"));
        }
    }
    text.push_str("#!\n");
    let mut marked = text.into_bytes();
    marked.extend_from_slice(form);
    marked
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{bare, marked, read, write};

    fn written(value: &str, long: bool) -> String {
        let mut text = String::new();
        write(&mut text, "title", "before", false);
        write(&mut text, "text", value, long);
        write(&mut text, "title", "after", false);
        text
    }

    proptest! {
        #[test]
        fn every_value_comes_back_whole(value in "(?s)(\\PC|[#|!\\[\\]\\\\: \t\r\n\u{0}\u{1b}\u{202e}\u{feff}]){0,40}", long: bool) {
            // What is empty but for spaces is no value of a field.
            prop_assume!(!value.trim().is_empty());
            let text = written(&value, long);
            let sections = read(&text).unwrap();
            prop_assert_eq!(sections.len(), 1);
            let values: Vec<&str> = sections[0].values.iter().map(|one| one.value.as_str()).collect();
            prop_assert_eq!(&values, &["before", value.as_str(), "after"]);
            // An editor that ends lines as Windows does changes nothing.
            let windows = text.replace('\n', "\r\n");
            prop_assert_eq!(read(&windows).unwrap(), read(&text).unwrap());
            // Nor does one that takes spaces from the ends of lines.
            let stripped: Vec<&str> = text.lines().map(str::trim_end).collect();
            prop_assert_eq!(read(&stripped.join("\n")).unwrap(), sections);
        }

        #[test]
        fn no_text_is_a_panic(text in "(?s)(\\PC|[#|!\\[\\]\\\\:\n]){0,80}") {
            let _ = read(&text);
        }
    }

    #[test]
    fn faults_stand_above_and_go_again() {
        let form = b"title: x\nwhat is this\n";
        let faults = read(std::str::from_utf8(form).unwrap()).unwrap_err();
        let shown = marked(form, &faults);
        let shown = String::from_utf8(shown).unwrap();
        let at: usize = shown
            .split("line ")
            .nth(1)
            .unwrap()
            .split(':')
            .next()
            .unwrap()
            .parse()
            .unwrap();
        assert_eq!(shown.lines().nth(at - 1), Some("what is this"));
        assert_eq!(bare(shown.as_bytes()), form);
        assert_eq!(marked(shown.as_bytes(), &faults), shown.as_bytes());
    }
}
