//! Words as they are typed into a shell.

/// The word as a POSIX shell reads it back: bare where it may stand bare, in double quotes where these are enough, else
/// in single ones.
#[must_use]
pub fn quote(word: &str) -> String {
    let bare = |byte: u8| byte.is_ascii_alphanumeric() || b"-_./:,@%+=".contains(&byte);
    if !word.is_empty() && word.bytes().all(bare) {
        word.to_owned()
    } else if word.contains(['"', '$', '`', '\\', '!']) || word.chars().any(char::is_control) {
        format!("'{}'", word.replace('\'', r"'\''"))
    } else {
        format!("\"{word}\"")
    }
}

/// Several words, each quoted, with spaces between.
#[must_use]
pub fn line<W: AsRef<str>>(words: impl IntoIterator<Item = W>) -> String {
    words
        .into_iter()
        .map(|word| quote(word.as_ref()))
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::quote;

    #[test]
    fn each_word_comes_back_as_it_was() {
        for (word, quoted) in [
            ("kxr", "kxr"),
            ("late August", "\"late August\""),
            ("$90 billion", "'$90 billion'"),
            ("it's \"so\"", r#"'it'\''s "so"'"#),
            ("it's", "\"it's\""),
            ("", "\"\""),
            ("2025-08-15?", "\"2025-08-15?\""),
        ] {
            assert_eq!(quote(word), quoted);
        }
    }
}
