//! `tidings config`: what is set, where each setting comes from, and how to set it.

mod file;
mod key;

use std::{path::Path, process::ExitCode};

use clap::Args;
use serde::Serialize;

pub(super) use file::ConfigFile;
pub(super) use key::Key;

use super::{
    desk::{Desk, near_names},
    error::Failure,
    settings::{Chosen, Source},
};
use crate::{
    model::{Id, Kind},
    recording::{Notice, shell},
    render::{Block, Mark, Row, Span, Text, Title},
    store::{Found, Store},
};

#[derive(Args, Debug)]
#[command(
    override_usage = "tidings config [KEY [VALUE]] [FLAGS]",
    after_help = format!("{}A flag goes before a variable, a variable before the config file. The config file holds for every tidings file that you have; the story is set for one, before both.\n\nExamples:\n  tidings config\n  tidings config story alaska-talks\n  tidings config author \"Your Name\"\n  tidings config notices --unset\n  tidings config --init", keys())
)]
pub(super) struct ConfigArgs {
    /// What to show, or to set
    #[arg(id = "KEY")]
    key: Option<String>,
    /// What to set it to; none takes it away
    #[arg(id = "VALUE", requires = "KEY")]
    value: Option<String>,
    /// Take the setting away
    #[arg(long, requires = "KEY", conflicts_with = "VALUE")]
    unset: bool,
    /// Make a config file that holds every setting, commented out
    #[arg(long, conflicts_with = "KEY")]
    init: bool,
}

/// The keys and what they set, for the help.
fn keys() -> String {
    let rows = Key::ALL.map(|key| format!("  {:<12} {}\n", key.word(), key.help()));
    format!("KEY is one of\n{}\n", rows.concat())
}

/// A setting as `--json` prints it.
#[derive(Serialize)]
struct Setting {
    key: &'static str,
    value: Option<String>,
    from: &'static str,
}

/// All of it as `--json` prints it.
#[derive(Serialize)]
struct Whole {
    file: String,
    config_file: Option<String>,
    config_file_exists: bool,
    settings: Vec<Setting>,
}

pub(super) fn run(args: &ConfigArgs, desk: &mut Desk) -> Result<ExitCode, Failure> {
    if args.init {
        let path = desk.settings.file.init()?;
        desk.ui.line(&format!("Made {}.", path.display()))?;
        return Ok(ExitCode::SUCCESS);
    }
    let Some(typed) = args.key.as_deref() else {
        return whole(desk);
    };
    let key = Key::read(typed).ok_or_else(|| not_a_key(typed, desk))?;
    match args.value.as_deref() {
        None if !args.unset => show(desk, key)?,
        None | Some("none") => set(desk, key, None)?,
        Some(value) => set(desk, key, Some(value))?,
    }
    Ok(ExitCode::SUCCESS)
}

/// The command again with the key that was meant.
fn not_a_key(typed: &str, desk: &Desk) -> Failure {
    let hint = match Key::near(typed) {
        Some(near) => desk.retyped(|words| {
            if let Some(at) = words.iter().position(|word| word == typed) {
                words.splice(at..=at, [near.word().to_owned()]);
            }
        }),
        None => "tidings config lists the settings".to_owned(),
    };
    Failure::usage(format!("\"{typed}\" is no setting"), hint)
}

/// What a key is, and who decides it.
fn chosen(desk: &Desk, store: Option<&Store>, key: Key) -> Result<Chosen, Failure> {
    let mut chosen = match key {
        Key::Story => desk.story(store)?,
        key => desk.settings.get(key, None),
    };
    if let (Source::ThisFile, Some(id), Some(store)) = (chosen.source, &chosen.value, store) {
        chosen.value = Some(handle(store, id)?);
    }
    Ok(chosen)
}

/// How one types the story that this file sets: by its slug, where it has one.
fn handle(store: &Store, id: &str) -> Result<String, Failure> {
    let Ok(id) = Id::parse(id) else {
        return Ok(id.to_owned());
    };
    let row = store.row(&id)?;
    let slug = row.map(|row| row.any()).transpose()?;
    let slug = slug.and_then(|story| story.slug().map(ToString::to_string));
    Ok(slug.unwrap_or_else(|| id.to_string()))
}

fn setting(key: Key, chosen: Chosen) -> Setting {
    Setting {
        key: key.word(),
        value: chosen.value,
        from: chosen.source.words(),
    }
}

/// Shows one setting.
fn show(desk: &Desk, key: Key) -> Result<(), Failure> {
    let store = desk.store()?;
    let row = setting(key, chosen(desk, store.as_ref(), key)?);
    if desk.ui.json {
        return desk.ui.print_json(&row);
    }
    if desk.ui.quiet {
        return desk.ui.line(&row.value.unwrap_or_default());
    }
    desk.ui.show(&[field(key, row)])
}

/// Shows all settings. A file that cannot be read is no reason not to.
fn whole(desk: &Desk) -> Result<ExitCode, Failure> {
    let store = desk.store().ok().flatten();
    let mut settings = Vec::new();
    for key in Key::ALL {
        settings.push((key, setting(key, chosen(desk, store.as_ref(), key)?)));
    }
    let file = &desk.settings.file;
    let path = file.path.as_ref().map(|path| path.display().to_string());
    if desk.ui.json {
        desk.ui.print_json(&Whole {
            file: desk.path().display().to_string(),
            config_file: path,
            config_file_exists: file.exists,
            settings: settings.into_iter().map(|(_, row)| row).collect(),
        })?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut blocks: Vec<Block> = settings
        .into_iter()
        .map(|(key, row)| field(key, row))
        .collect();
    blocks.push(Block::Blank);
    let there = |exists: bool, hint: &str| match exists {
        true => String::new(),
        false => format!("not there yet{hint}"),
    };
    blocks.push(line(
        "this file",
        home(desk.path()),
        there(desk.path().exists(), ""),
    ));
    if let Some(path) = &file.path {
        blocks.push(line(
            "config file",
            home(path),
            there(file.exists, ": tidings config --init"),
        ));
    }
    desk.ui.show(&blocks)?;
    Ok(ExitCode::SUCCESS)
}

/// A path in the home folder as one writes it.
fn home(path: &Path) -> String {
    let home = etcetera::home_dir().ok();
    match home.and_then(|home| path.strip_prefix(home).ok()) {
        Some(rest) => format!("~/{}", rest.display()),
        None => path.display().to_string(),
    }
}

fn field(key: Key, row: Setting) -> Block {
    let value = row.value.unwrap_or_else(|| "none".to_owned());
    line(key.word(), value, row.from.to_owned())
}

fn line(label: &'static str, value: String, aside: String) -> Block {
    let aside = (!aside.is_empty()).then_some(Span {
        text: aside,
        mark: Mark::Dim,
    });
    Block::Row(Row {
        id: format!("{label:<11}"),
        title: Title {
            before: Text::plain(value),
            ..Title::default()
        },
        aside: aside.into_iter().collect(),
        ..Row::default()
    })
}

/// Sets a key or takes it away: the story in this file, the others in the config file; and says what it was before.
fn set(desk: &mut Desk, key: Key, value: Option<&str>) -> Result<(), Failure> {
    let checked = value.map(|value| key.check(value)).transpose();
    let value = checked.map_err(|(what, hint)| Failure::usage(what, hint))?;
    let (before, after, place) = match key {
        Key::Story => set_story(desk, value.as_deref())?,
        key => {
            let before = desk.settings.file.get(key).map(str::to_owned);
            let path = desk.settings.file.set(key, value.as_deref())?;
            (before, value, home(path))
        }
    };
    desk.settings.file = ConfigFile::read()?;
    let now = chosen(desk, desk.store()?.as_ref(), key)?;
    let source = now.source;
    if desk.ui.json {
        desk.ui.print_json(&setting(key, now))?;
    } else if !desk.ui.quiet {
        let words = |value: Option<String>| value.unwrap_or_else(|| "none".to_owned());
        let (before, after) = (words(before), words(after));
        desk.ui
            .line(&format!("{}: {before} → {after} ({place})", key.word()))?;
    }
    if let Source::Flag(name) | Source::Variable(name) = source {
        desk.ui.notice(&[Notice::plain(
            "overridden",
            format!("{name} goes before it"),
        )]);
    }
    Ok(())
}

/// Where a setting was set: what it was before, what it is, and the file.
type Set = (Option<String>, Option<String>, String);

/// The command again with each story whose name is near, else how to add one.
fn other_story(desk: &Desk, store: &Store, typed: &str) -> Result<String, Failure> {
    const MOST: usize = 3;
    let near = near_names(store, Kind::Story, typed)?.into_iter();
    let commands = near.take(MOST).map(|near| {
        desk.retyped(|words| {
            if let Some(word) = words.iter_mut().rev().find(|word| *word == typed) {
                *word = near;
            }
        })
    });
    let commands: Vec<String> = commands.collect();
    Ok(match commands.is_empty() {
        true => format!(
            "tidings add story {}; tidings stories lists those that there are",
            shell::quote(typed)
        ),
        false => commands.join("\n  or: "),
    })
}

/// Sets the story of this file.
fn set_story(desk: &Desk, value: Option<&str>) -> Result<Set, Failure> {
    desk.needs_a_file("set a story of")?;
    let mut store = desk.open_or_make()?;
    let before = store.setting(Desk::STORY)?;
    let before = before.map(|id| handle(&store, &id)).transpose()?;
    let value = match value {
        None | Some("any") => value.map(str::to_owned),
        Some(typed) => match store.find(&[Kind::Story], typed)? {
            Found::One(id, _) => Some(id.to_string()),
            Found::Several(found) => return Err(desk.several(&store, None, typed, &found)?),
            Found::Nothing | Found::Removed(..) => {
                return Err(Failure::usage(
                    format!("there is no story \"{typed}\""),
                    other_story(desk, &store, typed)?,
                ));
            }
        },
    };
    store.set(Desk::STORY, value.as_deref(), || desk.waiting())?;
    let after = value.map(|id| handle(&store, &id)).transpose()?;
    Ok((before, after, home(desk.path())))
}
