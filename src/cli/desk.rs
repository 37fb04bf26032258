//! The desk: what a command works with — the file, the moment, the settings, the screen.

mod meant;

pub(super) use meant::near_names;

use std::{
    io::Write as _,
    path::{Path, PathBuf},
    process::ExitCode,
};

use etcetera::BaseStrategy as _;

use super::{
    args::Global,
    clock::{moment, variable},
    echo,
    error::Failure,
    pager,
    settings::Settings,
    ui::Ui,
    unsure,
};
use crate::{
    model::name::Naming,
    recording::{self, Done, Error, Field, Given},
    store::{Draft, Moment, Place, Store, Written},
};

/// What a command works with.
pub(super) struct Desk {
    pub ui: Ui,
    pub moment: Moment,
    path: PathBuf,
    /// Whether the path was named, and not the user's own data folder.
    pub(super) named: bool,
    state: Option<PathBuf>,
    /// What the user set, and where.
    pub settings: Settings,
    /// The story that was typed with this command.
    story: Option<String>,
    /// Whether a name that is not there is refused.
    strict: bool,
    /// The words of the command, for hints.
    typed: Vec<String>,
}

impl Desk {
    /// The name of this file's own setting of a story.
    pub(super) const STORY: &'static str = "story";

    /// `typed` are the words of the command, for hints.
    pub(super) fn new(global: &Global, typed: &[String]) -> Result<Self, Failure> {
        let folders = etcetera::base_strategy::choose_base_strategy().ok();
        let named = global.db.is_some() || variable("TIDINGS_DB").is_some();
        let path = Self::file(global.db.clone()).ok_or_else(|| {
            Failure::failed(
                "there is no home folder to keep the file in",
                Some("name a file with --db FILE".into()),
            )
        })?;
        let state = folders
            .and_then(|folders| folders.state_dir())
            .map(|state| state.join("tidings"));
        let check_story = |story: Option<String>| match story {
            Some(story) if story.trim().is_empty() => Err(Failure::usage(
                "--story is empty",
                "--story any shows all stories",
            )),
            story => Ok(story),
        };
        let settings = Settings::read(global)?;
        Ok(Self {
            ui: Ui::new(global, &settings),
            moment: moment(global, &settings)?,
            path,
            named,
            state,
            story: check_story(global.story.clone())?,
            strict: settings.strict(),
            settings,
            typed: typed.to_vec(),
        })
    }

    /// The file that a command is about: the one that is named, else the variable's, else the user's own.
    pub(super) fn file(named: Option<PathBuf>) -> Option<PathBuf> {
        let named = named.or_else(|| variable("TIDINGS_DB").map(PathBuf::from));
        named.or_else(|| {
            let folders = etcetera::base_strategy::choose_base_strategy().ok()?;
            Some(folders.data_dir().join("tidings").join("tidings.db"))
        })
    }

    /// The command as it was typed, with some of its words put otherwise: ready to paste.
    pub(super) fn retyped(&self, change: impl FnOnce(&mut Vec<String>)) -> String {
        let mut words = self.typed.clone();
        if let Some(first) = words.first_mut() {
            "tidings".clone_into(first);
        }
        change(&mut words);
        recording::shell::line(words)
    }

    /// The file, for reading; none where there is none yet.
    pub(super) fn store(&self) -> Result<Option<Store>, Failure> {
        Ok(Store::open_telling(
            &self.path,
            &mut self.ui.progress(Some(&self.rebuilding())),
        )?)
    }

    /// The file, for writing; made where there is none.
    pub(super) fn open_or_make(&self) -> Result<Store, Failure> {
        Ok(Store::open_or_make_telling(
            &self.path,
            &mut self.ui.progress(Some(&self.rebuilding())),
        )?)
    }

    /// What is said before the tables of a file are brought to the shape of this release.
    fn rebuilding(&self) -> String {
        format!("rebuilding the tables of {} …", self.path.display())
    }

    /// Where the file is, or will be.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The author, as a flag says it, else as the variable does.
    pub(super) fn signed(&mut self, author: Option<&String>) -> Result<(), Failure> {
        if let Some(author) = author {
            if author.trim().is_empty() {
                return Err(Failure::usage(
                    "--author is empty",
                    "--author NAME, or leave it out",
                ));
            }
            self.moment.author = Some(author.trim().to_owned());
        }
        Ok(())
    }

    /// The story that was typed with this command, as a field to set.
    pub(super) fn give_story(&self, given: &mut Given) {
        if let Some(story) = &self.story {
            given.give(Field::Story, vec![story.clone()]);
        }
    }

    /// Runs a verb as one operation on the file, which is made where there is none. A name that is not clear is asked
    /// about between two tries, while nobody holds the file.
    pub(super) fn record<T>(
        &self,
        command: &str,
        verb: impl Fn(&mut Draft<'_>) -> Result<T, Error>,
    ) -> Result<(Store, Written<T>), Failure> {
        let mut unsettled = None;
        match self.attempt(command, verb, |why| unsettled = Some(why))? {
            Ok(done) => Ok(done),
            Err(Error::Several(several)) => Err(unsure::several(self, None, several)),
            Err(Error::Nothing(which)) => Err(self.nothing(which)?),
            Err(why) => Err(unsettled.unwrap_or_else(|| why.into())),
        }
    }

    /// Runs a verb as [`Desk::record`] does, and gives a refusal as it is; `unsettled` is told what is to be said of a
    /// name of which nobody said what it means.
    pub(super) fn attempt<T>(
        &self,
        command: &str,
        verb: impl Fn(&mut Draft<'_>) -> Result<T, Error>,
        unsettled: impl FnOnce(Failure),
    ) -> Result<Result<(Store, Written<T>), Error>, Failure> {
        let mut naming = Naming {
            strict: self.strict,
            meant: Vec::new(),
        };
        loop {
            let tried = self.try_to_record(command, |draft| {
                draft.take_names(naming.clone());
                verb(draft)
            })?;
            let Err(Error::Unsure(unsure)) = tried else {
                return Ok(tried);
            };
            if let Some(meant) = unsure::ask(self, &unsure) {
                naming.meant.push(meant);
                continue;
            }
            let refused = unsure::refused(self, &unsure, |answers| {
                let mut naming = naming.clone();
                naming.meant.extend(answers.iter().cloned());
                self.rehearse(command, &verb, &naming)
            })?;
            return Ok(Err(match refused {
                Ok(failure) => {
                    unsettled(failure);
                    Error::Unsure(unsure)
                }
                Err(other) => other,
            }));
        }
    }

    /// What a verb would refuse where names are taken so; nothing is written.
    fn rehearse<T>(
        &self,
        command: &str,
        verb: impl Fn(&mut Draft<'_>) -> Result<T, Error>,
        naming: &Naming,
    ) -> Result<Option<Error>, Failure> {
        let done = std::cell::Cell::new(false);
        let tried = self.try_to_record(command, |draft| -> Result<T, Error> {
            draft.take_names(naming.clone());
            verb(draft)?;
            done.set(true);
            // What is refused is not written.
            Err(Error::Usage {
                what: String::new(),
                hint: None,
                field: None,
            })
        })?;
        Ok(tried.err().filter(|_| !done.get()))
    }

    fn try_to_record<T>(
        &self,
        command: &str,
        verb: impl Fn(&mut Draft<'_>) -> Result<T, Error>,
    ) -> Result<Result<(Store, Written<T>), Error>, Failure> {
        if !self.path.exists() {
            // A first command that is refused leaves nothing behind: it is tried in memory before the file is made.
            let place = Place::of(&self.path, None);
            let tried = recording::record(
                &mut Store::temporary()?,
                &place,
                &self.moment,
                command,
                || {},
                &verb,
            );
            if let Err(why) = tried {
                return Ok(Err(why));
            }
            self.make_folder()?;
        }
        let mut store = self.open_or_make()?;
        let place = self.place();
        let waiting = || self.waiting();
        let written = recording::record(&mut store, &place, &self.moment, command, waiting, verb);
        Ok(written.map(|written| (store, written)))
    }

    /// The folder of the file, where none is named, is there from the first write on.
    pub(super) fn make_folder(&self) -> Result<(), Failure> {
        let Some(folder) = self.path.parent().filter(|_| !self.named) else {
            return Ok(());
        };
        make_private(folder).map_err(|why| {
            let what = format!("the folder {} cannot be made: {why}", folder.display());
            Failure::failed(what, None)
        })
    }

    /// The place of the file.
    pub(super) fn place(&self) -> Place {
        Place::of(&self.path, self.state.as_deref())
    }

    /// Says that another command holds the file.
    pub(super) fn waiting(&self) {
        self.ui
            .status("waiting for another command that holds the file …");
    }

    /// Where this machine keeps what it remembers of files.
    pub(super) fn state(&self) -> Option<&Path> {
        self.state.as_deref()
    }

    /// Shows the long list of a command that is done, in the user's pager. The file is closed by now.
    pub(super) fn page(&self) -> Result<(), Failure> {
        let Some(text) = self.ui.take_long() else {
            return Ok(());
        };
        if let Some(pager) = self.settings.pager() {
            // It comes back only where there is no such program: then the list is shown as it is.
            pager::show(&pager, &text);
        }
        let mut out = std::io::stdout().lock();
        out.write_all(&text)?;
        out.flush()?;
        Ok(())
    }

    /// Runs a verb that is about one record, and shows what it did.
    pub(super) fn write(
        &self,
        command: &str,
        verb: impl Fn(&mut Draft<'_>) -> Result<Done, Error>,
    ) -> Result<ExitCode, Failure> {
        // As one type: for each verb's own, all that writes would be in the program once more.
        let verb: &dyn Fn(&mut Draft<'_>) -> Result<Done, Error> = &verb;
        let (store, written) = self.record(command, verb)?;
        self.show_done(&store, &written)
    }

    /// Shows what a verb did.
    pub(super) fn show_done(
        &self,
        store: &Store,
        written: &Written<Done>,
    ) -> Result<ExitCode, Failure> {
        match (echo::done(self, store, written), written.operation) {
            // Who reads that it failed would record it a second time.
            (Err(Failure::Failed { what, .. }), Some(number)) => Err(Failure::Failed {
                what: format!("recorded as o{number}, but {what}"),
                hint: Some("do not record it again: tidings history".into()),
            }),
            (shown, _) => shown.map(|()| ExitCode::SUCCESS),
        }
    }
}

/// Makes a folder of the user's own, which nobody else may read.
pub(super) fn make_private(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
}

impl Desk {
    /// Refuses a command that is about what was recorded, where nothing was: it makes no file.
    pub(super) fn needs_a_file(&self, verb: &str) -> Result<(), Failure> {
        match self.store()? {
            Some(_) => Ok(()),
            None => Err(Failure::failed(
                format!("nothing recorded yet: there is nothing to {verb}"),
                Some(EXAMPLE.to_owned()),
            )),
        }
    }

    /// A record was named, and there is no file yet.
    pub(super) fn nothing_yet(&self, which: &str) -> Failure {
        Failure::usage(
            format!("nothing recorded yet, so nothing is \"{which}\""),
            EXAMPLE,
        )
    }
}

pub(super) use crate::render::EXAMPLE;
