//! The editor: which one it is, how it is run, and the file that is edited, which is never lost with something in it.

use std::{
    fs,
    io::{self, IsTerminal as _, Read as _},
    os::{fd::AsFd as _, unix::fs::PermissionsExt as _},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use super::{clock::variable, desk::make_private, error::Failure, ui::Ui};

/// The longest text that is read back: a record of the longest texts, each letter as an escape, is shorter.
const LONGEST: u64 = 1 << 25;

/// The editor that the user chose.
pub(super) struct Editor(String);

impl Editor {
    /// The editor: VISUAL, else EDITOR, else, on a terminal, one that is there.
    pub(super) fn chosen(ui: &Ui) -> Option<Self> {
        let named = variable("VISUAL").or_else(|| variable("EDITOR"));
        let there = || {
            let path = std::env::var_os("PATH")?;
            let is_there = |name: &&str| {
                std::env::split_paths(&path).any(|folder| folder.join(name).is_file())
            };
            ["nano", "vi"].into_iter().find(is_there).map(str::to_owned)
        };
        named
            .or_else(|| ui.is_interactive().then(there).flatten())
            .map(Self)
    }

    /// Runs the editor on a file, to its end. The shell reads the command, so that it may have arguments.
    fn run(&self, file: &Path) -> Result<(), Failure> {
        let mut command = Command::new("sh");
        command
            .arg("-c")
            .arg(format!("{} \"$@\"", self.0))
            .arg("editor")
            .arg(file);
        // What is read by another program is no place for a screen.
        if !io::stdout().is_terminal()
            && let Ok(stderr) = io::stderr().as_fd().try_clone_to_owned()
        {
            command.stdout(Stdio::from(stderr));
        }
        let how = match command.status() {
            Ok(status) if status.success() => return Ok(()),
            Ok(status) if status.code() == Some(127) => "is not there".to_owned(),
            Ok(status) => match status.code() {
                Some(code) => format!("failed (exit {code})"),
                None => "was killed".to_owned(),
            },
            Err(why) => format!("cannot be run: {why}"),
        };
        Err(Failure::failed(
            format!(
                "the editor {} {how}; nothing was recorded",
                crate::recording::shell::quote(&self.0)
            ),
            Some("set VISUAL or EDITOR to another: EDITOR=nano tidings edit …".into()),
        ))
    }
}

/// A file of its own folder that one edits, readable by the user alone. It goes with this value, unless it is kept.
pub(super) struct Sheet {
    folder: tempfile::TempDir,
    file: PathBuf,
    /// What was written into it last.
    written: Vec<u8>,
}

impl Sheet {
    /// An empty sheet in the folder for state, or, where that cannot be written, in the one for temporary files.
    pub(super) fn new(state: Option<&Path>, name: &str) -> Result<Self, Failure> {
        let make = |at: &Path| {
            tempfile::Builder::new()
                .prefix("edit-")
                .permissions(fs::Permissions::from_mode(0o700))
                .tempdir_in(at)
        };
        let in_state = state.and_then(|state| {
            let made = make_private(state).and_then(|()| make(state));
            made.ok()
        });
        let folder = match in_state {
            Some(folder) => folder,
            None => make(&std::env::temp_dir()).map_err(|why| {
                Failure::failed(format!("no file can be made for the editor: {why}"), None)
            })?,
        };
        let file = folder.path().join(format!("{name}.txt"));
        Ok(Self {
            folder,
            file,
            written: Vec::new(),
        })
    }

    /// Puts a text into the sheet, and gives what the editor made of it: none where that is the same.
    pub(super) fn edit(
        &mut self,
        editor: &Editor,
        text: Vec<u8>,
    ) -> Result<Option<Vec<u8>>, Failure> {
        self.write(&text).map_err(|why| {
            Failure::failed(
                format!("{} cannot be written: {why}", self.file.display()),
                None,
            )
        })?;
        self.written = text;
        let ran = editor.run(&self.file);
        let read = self.read();
        match (ran, read) {
            (Ok(()), Ok(text)) => Ok((text != self.written).then_some(text)),
            (Err(why), Ok(text)) if text == self.written => Err(why),
            (Err(Failure::Failed { what, .. }), _) => Err(self.kept(&what)),
            (Err(why), _) => Err(why),
            (Ok(()), Err(why)) => Err(self.kept(&why)),
        }
    }

    fn write(&self, text: &[u8]) -> io::Result<()> {
        use std::{io::Write as _, os::unix::fs::OpenOptionsExt as _};
        let mut options = fs::OpenOptions::new();
        let mut file = options
            .write(true)
            .create(true)
            .truncate(true)
            .mode(0o600)
            .open(&self.file)?;
        file.write_all(text)
    }

    fn read(&self) -> Result<Vec<u8>, String> {
        let unreadable = |why: io::Error| format!("{} cannot be read: {why}", self.file.display());
        let file = fs::File::open(&self.file).map_err(unreadable)?;
        let mut text = Vec::new();
        file.take(LONGEST + 1)
            .read_to_end(&mut text)
            .map_err(unreadable)?;
        if text.len() as u64 > LONGEST {
            return Err("what the editor wrote is longer than 32 MiB".to_owned());
        }
        Ok(text)
    }

    /// Keeps the file where it is: why nothing came of it, and where it is.
    pub(super) fn kept(&mut self, what: &str) -> Failure {
        self.folder.disable_cleanup(true);
        // An editor may have written it anew, with rights of its own.
        let _ = fs::set_permissions(&self.file, fs::Permissions::from_mode(0o600));
        let what = what.trim_end_matches("; nothing was recorded");
        Failure::failed(
            format!("{what}; nothing was recorded"),
            self.file
                .exists()
                .then(|| format!("what you typed is kept: {}", self.file.display())),
        )
    }
}
