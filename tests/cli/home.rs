//! A home of its own for each test, and the real binary in it, typed at through a shell: what stands in a test is what
//! a user types, quotes and pipes included.

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    sync::OnceLock,
};

/// The program under test.
pub const TIDINGS: &str = env!("CARGO_BIN_EXE_tidings");

/// A user's home: no file yet, a clock that stands at noon of 14 August 2025 in London.
pub struct Home {
    folder: tempfile::TempDir,
    variables: Vec<(String, String)>,
}

impl Home {
    pub fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            variables: Vec::new(),
        }
    }

    /// A home in which the morning's work is done: an event, a question, a todo, a quote, with slugs to name them by.
    pub fn at_work() -> Self {
        static TEMPLATE: OnceLock<Home> = OnceLock::new();
        let template = TEMPLATE.get_or_init(|| {
            let home = Self::new();
            home.does(
                r#"
                tidings add summit "Trump-Putin summit" --when 2025-08-15 --who trump,putin --place Anchorage --slug summit
                tidings add milestone "Second meeting" --when "late August" --certainty possible --slug second-meeting
                tidings add question "Whether Zelenskiy joins" --slug joins
                tidings add yesno "Is there a joint statement?" --slug joint
                tidings add todo "Explainer" --slug explainer
                tidings add quote "We’ll see if they get along." --by trump --on today --slug along
                "#,
            );
            home
        });
        template.copy()
    }

    /// A home in which the same was recorded, and the same files lie.
    pub fn copy(&self) -> Self {
        let home = Self {
            variables: self.variables.clone(),
            ..Self::new()
        };
        let copy = Command::new("cp")
            .args(["-a", "--"])
            .arg(self.path().join("."))
            .arg(home.path())
            .status();
        assert!(copy.unwrap().success());
        home
    }

    /// With a variable for every command.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.variables.push((name.into(), value.into()));
        self
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Where the file is unless another is named.
    pub fn file(&self) -> PathBuf {
        self.path().join(".local/share/tidings/tidings.db")
    }

    /// A program in this home, with none of the tester's own environment.
    pub fn program(&self, program: &str) -> Command {
        let beside = Path::new(TIDINGS).parent().unwrap().display();
        let mut command = Command::new(program);
        command
            .current_dir(self.path())
            .env_clear()
            .env("PATH", format!("{beside}:/usr/local/bin:/usr/bin:/bin"))
            .env("HOME", self.path())
            .env("LANG", "C.UTF-8")
            .env("TIDINGS_TODAY", "2025-08-14")
            .env("TIDINGS_TZ", "Europe/London")
            .env("TIDINGS_TEST_IDS", "home")
            .envs(self.variables.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null());
        command
    }

    /// Types a line into a shell.
    pub fn types(&self, line: &str) -> Answer {
        let output = self.program("sh").args(["-c", line]).output().unwrap();
        Answer::of(line, output)
    }

    /// Types a line into a shell, with this on standard input.
    pub fn pipes(&self, input: &[u8], line: &str) -> Answer {
        let mut shell = self.program("sh");
        shell
            .args(["-c", line])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut running = shell.spawn().unwrap();
        let mut stdin = running.stdin.take().unwrap();
        let input = input.to_vec();
        let writer = std::thread::spawn(move || {
            // A program that refuses its input before its end closes the pipe.
            let _ = stdin.write_all(&input);
        });
        let output = running.wait_with_output().unwrap();
        writer.join().unwrap();
        Answer::of(line, output)
    }

    /// Types lines one after the other, each of which must succeed.
    pub fn does(&self, lines: &str) -> &Self {
        for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let answer = self.types(line);
            assert_eq!(answer.code, 0, "{answer}");
        }
        self
    }

    /// Types lines one after the other and gives the whole conversation.
    pub fn session(&self, lines: &str) -> String {
        lines
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(|line| format!("$ {line}\n{}", self.types(line)))
            .collect()
    }

    /// The JSON that a line prints.
    pub fn json(&self, line: &str) -> serde_json::Value {
        let answer = self.types(line);
        assert_eq!(answer.code, 0, "{answer}");
        serde_json::from_str(&answer.out).unwrap_or_else(|why| panic!("{line}: {why}\n{answer}"))
    }

    /// The record that a word reaches, as `show --json` has it.
    pub fn record(&self, which: &str) -> serde_json::Value {
        let report = self.json(&format!("tidings show {which} --json"));
        report["groups"][0]["items"][0].clone()
    }

    /// Every row of the readings, as text.
    pub fn readings(&self) -> String {
        let file = rusqlite::Connection::open(self.file()).unwrap();
        ["record", "edge", "name"]
            .map(|table| rows(&file, table))
            .concat()
    }

    /// The rows of what stands, without when they were last changed.
    pub fn standing(&self) -> String {
        let file = rusqlite::Connection::open(self.file()).unwrap();
        [
            "(SELECT kind, slug, story, embargo_until, open, status, earliest, latest, first_change, sort, document \
              FROM record WHERE removed = 0)",
            "edge",
            "name",
        ]
        .map(|table| rows(&file, table))
        .concat()
    }

    /// The file's bytes, and those of a log beside it; none where there is no file.
    pub fn bytes(&self) -> Option<Vec<u8>> {
        let mut bytes = fs::read(self.file()).ok()?;
        bytes.extend(fs::read(self.file().with_extension("db-wal")).unwrap_or_default());
        Some(bytes)
    }
}

/// The rows of a table, in the order of all their columns.
fn rows(file: &rusqlite::Connection, table: &str) -> String {
    let mut query = file.prepare(&format!("SELECT * FROM {table}")).unwrap();
    let columns = query.column_count();
    let rows = query.query_map([], |row| {
        let cells: Result<Vec<String>, _> = (0..columns)
            .map(|column| {
                Ok(format!(
                    "{:?}",
                    row.get::<_, rusqlite::types::Value>(column)?
                ))
            })
            .collect();
        cells
    });
    let mut rows: Vec<String> = rows
        .unwrap()
        .map(|row| format!("{table} {}\n", row.unwrap().join(" | ")))
        .collect();
    assert!(!rows.is_empty() || table != "record");
    rows.sort();
    rows.concat()
}

/// What a line printed, and how it ended.
pub struct Answer {
    pub out: String,
    pub err: String,
    pub code: i32,
}

impl Answer {
    fn of(line: &str, output: Output) -> Self {
        let text = |bytes: Vec<u8>| {
            String::from_utf8(bytes).unwrap_or_else(|why| panic!("{line}: no UTF-8: {why}"))
        };
        Self {
            out: text(output.stdout),
            err: text(output.stderr),
            code: output.status.code().unwrap_or(-1),
        }
    }

    /// The hint, where there is one.
    pub fn hint(&self) -> Option<&str> {
        self.err
            .lines()
            .find_map(|line| line.strip_prefix("hint: "))
    }
}

/// What a user sees, with escapes made visible: stdout, then what was said on stderr, then an exit code that is not 0.
impl std::fmt::Display for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.out.replace('\u{1b}', "␛"))?;
        if !self.err.is_empty() {
            write!(f, "---- stderr\n{}", self.err.replace('\u{1b}', "␛"))?;
        }
        if self.code != 0 {
            writeln!(f, "---- exit {}", self.code)?;
        }
        Ok(())
    }
}
