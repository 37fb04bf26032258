//! A line of a shell that is still being typed: its words, and a word put back into it.

/// The words of a line up to the cursor; the last one is being typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Line {
    /// The words without their quotes; the last is empty where a new word begins.
    pub words: Vec<String>,
    /// The quotation mark that the last word stands in.
    open: Option<char>,
    /// How much of the last word the shell takes for a word of its own that is typed already: up to one of its breaks,
    /// such as a colon.
    settled: String,
}

impl Line {
    /// Words that the shell has read itself, and will put back itself.
    pub(super) fn of(words: Vec<String>) -> Self {
        Self {
            words,
            ..Self::default()
        }
    }

    /// Reads a line as bash does, as far as quotes and backslashes go. `breaks` are the characters at which bash begins
    /// a new word to complete.
    pub(super) fn read(line: &str, breaks: &str) -> Self {
        let mut words = Vec::new();
        let mut word: Option<String> = None;
        let mut settled = String::new();
        let mut open = None;
        let mut letters = line.chars();
        while let Some(letter) = letters.next() {
            if open.is_none() && letter.is_ascii_whitespace() {
                words.extend(word.take());
                settled.clear();
                continue;
            }
            let typed = word.get_or_insert_default();
            match (letter, open) {
                (mark, Some(quote)) if mark == quote => open = None,
                ('\\', Some('"')) => match letters.next() {
                    Some(next @ ('"' | '\\' | '$' | '`')) => typed.push(next),
                    Some(next) => typed.extend(['\\', next]),
                    None => typed.push('\\'),
                },
                (letter, Some(_)) => typed.push(letter),
                ('\\', None) => typed.extend(letters.next()),
                ('"' | '\'', None) => open = Some(letter),
                (letter, None) => {
                    typed.push(letter);
                    if breaks.contains(letter) {
                        settled.clone_from(typed);
                    }
                }
            }
        }
        words.push(word.unwrap_or_default());
        Self {
            words,
            open,
            settled,
        }
    }

    /// A word in the place of the last one, as it is to be typed: without what stands there as a word of its own, and
    /// so that the shell reads it as it is.
    pub(super) fn typed(&self, value: &str) -> String {
        if let Some(quote) = self.open {
            return quoted(value, quote);
        }
        let rest = value.strip_prefix(&self.settled).unwrap_or(value);
        let is_first = rest.len() == value.len();
        let mut typed = String::with_capacity(rest.len());
        for (at, letter) in rest.chars().enumerate() {
            let is_safe = letter.is_alphanumeric() || "-_./,:=+@%".contains(letter);
            if !is_safe && letter.is_ascii() || letter == '~' && at == 0 && is_first {
                typed.push('\\');
            }
            typed.push(letter);
        }
        typed
    }
}

/// A word inside a quotation mark that is open.
fn quoted(value: &str, quote: char) -> String {
    let mut typed = String::with_capacity(value.len());
    for letter in value.chars() {
        match (letter, quote) {
            ('\'', '\'') => typed.push_str("'\\''"),
            ('"' | '\\' | '$' | '`', '"') => typed.extend(['\\', letter]),
            _ => typed.push(letter),
        }
    }
    typed
}

#[cfg(test)]
mod tests {
    use super::Line;
    use proptest::prelude::*;

    /// The characters at which bash breaks words.
    const BREAKS: &str = " \t\n\"'@><=;|&(:";

    fn read(line: &str) -> Line {
        Line::read(line, BREAKS)
    }

    #[test]
    fn words_as_the_shell_reads_them() {
        for (line, words) in [
            ("tidings ", &["tidings", ""][..]),
            ("tidings  mo", &["tidings", "mo"]),
            (
                r#"tidings --by "Donald T"#,
                &["tidings", "--by", "Donald T"],
            ),
            (r"tidings --by Donald\ T", &["tidings", "--by", "Donald T"]),
            (r#"t "a \"b\" \$c \d" "#, &["t", r#"a "b" $c \d"#, ""]),
            (r"t 'a\b'c", &["t", r"a\bc"]),
            ("t \"\" x", &["t", "", "x"]),
        ] {
            assert_eq!(read(line).words, words, "{line}");
        }
    }

    #[test]
    fn what_stands_there_as_a_word_of_its_own_is_left_out() {
        assert_eq!(read("t actor:pu").typed("actor:putin"), "putin");
        assert_eq!(
            read("t --by=Do").typed("--by=Donald Trump"),
            r"Donald\ Trump"
        );
        assert_eq!(read("t \"actor:pu").typed("actor:putin"), "actor:putin");
        assert_eq!(read("t a").typed("a“b”$(c)*"), r"a“b”\$\(c\)\*");
        assert_eq!(read("t \"a").typed("a\"$b"), r#"a\"\$b"#);
        assert_eq!(read("t 'a").typed("a'b"), r"a'\''b");
    }

    proptest! {
        /// Whatever a name is, and however its first letters were typed, the shell reads the completed word as the name.
        #[test]
        fn a_completed_word_is_read_as_it_is(name in "[ -~й“]{1,12}", cut in 0_usize..6, quote in 0..3) {
            let first: String = name.chars().take(cut).collect();
            let opened = ["", "\"", "'"][quote as usize];
            let plain = Line::default();
            let typed = match opened {
                "" => plain.typed(&first),
                quote => format!("{quote}{}", super::quoted(&first, quote.chars().next().unwrap())),
            };
            let line = format!("t {typed}");
            let read_so_far = read(&line);
            prop_assert_eq!(read_so_far.words.last().unwrap(), &first);
            if opened != "'" || !first.contains('\'') {
                let kept = match opened {
                    "" => plain.typed(&read_so_far.settled),
                    quote => quote.to_owned(),
                };
                let whole = format!("t {kept}{}{opened}", read_so_far.typed(&name));
                prop_assert_eq!(read(&whole).words, vec!["t".to_owned(), name]);
            }
        }
    }
}
