//! The config file: TOML with nothing but our keys in it, read at every command, written by `tidings config` alone.

use std::{
    fs, io,
    ops::Range,
    path::{Path, PathBuf},
};

use etcetera::BaseStrategy as _;
use toml::de::{DeTable, DeValue};

use super::key::Key;
use crate::{cli::error::Failure, recording::shell};

/// The config file as it was read.
#[derive(Debug, Default)]
pub(in crate::cli) struct ConfigFile {
    /// Where it is, or would be; none where there is no home folder.
    pub path: Option<PathBuf>,
    /// Whether it is there.
    pub exists: bool,
    text: String,
    values: Vec<Value>,
}

/// What a key is set to, and where that stands in the text.
#[derive(Debug)]
struct Value {
    key: Key,
    value: String,
    span: Range<usize>,
    line: Range<usize>,
}

impl ConfigFile {
    /// Reads the user's own config file; an empty one where there is none.
    ///
    /// # Errors
    /// Where it cannot be read, is no TOML, or holds something else than our keys.
    pub(in crate::cli) fn read() -> Result<Self, Failure> {
        let Ok(folders) = etcetera::base_strategy::choose_base_strategy() else {
            return Ok(Self::default());
        };
        Self::at(folders.config_dir().join("tidings").join("config.toml"))
    }

    fn at(path: PathBuf) -> Result<Self, Failure> {
        let absent = [io::ErrorKind::NotFound, io::ErrorKind::NotADirectory];
        // Anything but a file could block, or never end.
        let is_file = |metadata: fs::Metadata| match metadata.file_type() {
            kind if kind.is_file() => Ok(()),
            kind if kind.is_dir() => Err(io::Error::other("it is a folder")),
            _ => Err(io::Error::other("it is a pipe or a device, and no file")),
        };
        let read = || {
            fs::metadata(&path)
                .and_then(is_file)
                .and_then(|()| fs::read(&path))
        };
        let bytes = match read() {
            Ok(bytes) => bytes,
            Err(why) if absent.contains(&why.kind()) => {
                return Ok(Self {
                    path: Some(path),
                    ..Self::default()
                });
            }
            Err(why) => {
                return Err(Failure::failed(
                    format!("the config file {} cannot be read: {why}", path.display()),
                    Some(format!("move it away: mv {0} {0}.old", quoted(&path))),
                ));
            }
        };
        let text = String::from_utf8(bytes).map_err(|why| {
            let valid = why.utf8_error().valid_up_to();
            let before = why.as_bytes().get(..valid).unwrap_or_default();
            let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
            fault(&path, line, "is not UTF-8", "iconv -t UTF-8")
        })?;
        let values = parsed(&text).map_err(|(at, what, hint)| {
            let before = text.get(..at).unwrap_or_default();
            fault(&path, 1 + before.matches('\n').count(), &what, &hint)
        })?;
        Ok(Self {
            path: Some(path),
            exists: true,
            text,
            values,
        })
    }

    /// What a key is set to.
    pub(in crate::cli) fn get(&self, key: Key) -> Option<&str> {
        let found = self.values.iter().find(|value| value.key == key);
        found.map(|value| value.value.as_str())
    }

    /// Makes the file with every key in it, commented out.
    ///
    /// # Errors
    /// Where it is there already, or cannot be written.
    pub(super) fn init(&self) -> Result<&Path, Failure> {
        if self.exists {
            let path = self.path()?;
            return Err(Failure::failed(
                format!("there is a config file already: {}", path.display()),
                Some(format!("{} opens it", edit_by_hand(path))),
            ));
        }
        self.write(&template())
    }

    /// Sets a key, or takes it away; every other line of the file stays as it is.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub(super) fn set(&self, key: Key, value: Option<&str>) -> Result<&Path, Failure> {
        let mut text = if self.exists {
            self.text.clone()
        } else {
            template()
        };
        let literal = value.map(toml_string);
        let set = self.values.iter().find(|value| value.key == key);
        match (literal, set) {
            (Some(literal), Some(set)) => text.replace_range(set.span.clone(), &literal),
            (None, Some(set)) => text.replace_range(set.line.clone(), ""),
            (None, None) => return self.path(),
            (Some(literal), None) => {
                let line = format!("{} = {literal}\n", key.word());
                // In the place of its commented example, where that still stands.
                let example = format!("# {}\n", example(key));
                match text.find(&example) {
                    Some(at) => text.replace_range(at..at + example.len(), &line),
                    None => {
                        if !text.is_empty() && !text.ends_with('\n') {
                            text.push('\n');
                        }
                        text.push_str(&line);
                    }
                }
            }
        }
        self.write(&text)
    }

    fn path(&self) -> Result<&Path, Failure> {
        self.path.as_deref().ok_or_else(|| {
            Failure::failed(
                "there is no home folder to keep a config file in",
                Some("set HOME or XDG_CONFIG_HOME".into()),
            )
        })
    }

    /// Writes beside the file and renames; a link is followed, so that it stays one.
    fn write(&self, text: &str) -> Result<&Path, Failure> {
        let path = self.path()?;
        let cannot = |why: io::Error| {
            Failure::failed(format!("{} cannot be written: {why}", path.display()), None)
        };
        let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let folder = target.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder).map_err(cannot)?;
        let mut builder = tempfile::Builder::new();
        builder.prefix(".config-");
        if let Ok(metadata) = fs::metadata(&target) {
            builder.permissions(metadata.permissions());
        }
        let file = builder.tempfile_in(folder).map_err(cannot)?;
        fs::write(file.path(), text).map_err(cannot)?;
        file.as_file().sync_all().map_err(cannot)?;
        file.persist(&target).map_err(|why| cannot(why.error))?;
        Ok(path)
    }
}

/// The command that opens the file in the user's editor.
fn edit_by_hand(path: &Path) -> String {
    format!("$EDITOR {}", quoted(path))
}

fn quoted(path: &Path) -> String {
    shell::quote(&path.to_string_lossy())
}

fn fault(path: &Path, line: usize, what: &str, hint: &str) -> Failure {
    Failure::failed(
        format!("{}, line {line}: {what}", path.display()),
        Some(hint.to_owned()),
    )
}

/// What is wrong: where in the text, what, and what would do.
type Fault = (usize, String, String);

fn parsed(text: &str) -> Result<Vec<Value>, Fault> {
    let table = DeTable::parse(text).map_err(|why| {
        let at = why.span().map_or(0, |span| span.start);
        let hint = "one setting a line, its value in quotes: notices = \"off\"";
        (at, why.message().trim().to_owned(), hint.to_owned())
    })?;
    let mut values = Vec::new();
    for (name, value) in table.get_ref() {
        let at = name.span().start;
        let key = Key::ALL
            .into_iter()
            .find(|key| key.word() == &**name.get_ref());
        let Some(key) = key else {
            let hint = match Key::near(name.get_ref()) {
                Some(near) => format!("{} = \"{}\"", near.word(), near.example()),
                None => format!("one of: {}", Key::ALL.map(Key::word).join(", ")),
            };
            return Err((at, format!("\"{}\" is no setting", name.get_ref()), hint));
        };
        let typed = match value.get_ref() {
            DeValue::String(text) => text.to_string(),
            DeValue::Integer(number) => number.to_string(),
            DeValue::Boolean(true) => "on".to_owned(),
            DeValue::Boolean(false) => "off".to_owned(),
            other => {
                return Err((
                    at,
                    format!("{} cannot be {}", key.word(), other.type_str()),
                    format!("{} = \"{}\"", key.word(), key.example()),
                ));
            }
        };
        let value_span = value.span();
        let checked = key.check(&typed).map_err(|(what, hint)| (at, what, hint))?;
        let end = text
            .get(value_span.end..)
            .and_then(|rest| rest.find('\n'))
            .map_or(text.len(), |end| value_span.end + end + 1);
        values.push(Value {
            key,
            value: checked,
            span: value_span,
            line: at..end,
        });
    }
    Ok(values)
}

/// A text as TOML writes it.
fn toml_string(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{escaped}\"")
}

fn example(key: Key) -> String {
    format!("{} = {}", key.word(), toml_string(key.example()))
}

/// The file as it is made: every key with what it sets, commented out.
fn template() -> String {
    let mut text = "# Settings of tidings, for every file. Take the # away before a setting to make it yours.\n\
                    # A flag goes before a variable, and a variable before this file; tidings config shows what holds, and why.\n"
        .to_owned();
    for key in Key::ALL {
        text.push_str(&format!("\n# {}.\n# {}\n", key.help(), example(key)));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{ConfigFile, Key, parsed, template};

    fn set(text: &str, key: Key, value: Option<&str>) -> String {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        std::fs::write(&path, text).unwrap();
        ConfigFile::at(path.clone())
            .unwrap()
            .set(key, value)
            .unwrap();
        std::fs::read_to_string(path).unwrap()
    }

    #[test]
    fn the_template_sets_nothing_and_each_example_is_a_setting() {
        assert!(parsed(&template()).unwrap().is_empty());
        for key in Key::ALL {
            let text = set(&template(), key, Some(key.example()));
            assert_eq!(text.lines().count(), template().lines().count());
            let values = parsed(&text).unwrap();
            assert_eq!(values.len(), 1);
            assert_eq!(values[0].value, key.example());
        }
    }

    #[test]
    fn what_others_wrote_stays() {
        let mine = "# mine\nauthor = 'A \"b\"' # me\n\ntz=\"UTC\"";
        assert_eq!(
            set(mine, Key::Author, Some("C \\ \"d\"")),
            "# mine\nauthor = \"C \\\\ \\\"d\\\"\" # me\n\ntz=\"UTC\""
        );
        assert_eq!(set(mine, Key::Author, None), "# mine\n\ntz=\"UTC\"");
        assert_eq!(
            set(mine, Key::Pager, Some("off")),
            format!("{mine}\npager = \"off\"\n")
        );
        assert_eq!(set(mine, Key::Pager, None), mine);
    }
}
