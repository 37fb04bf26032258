//! What may come next on a line that is being typed: by the definitions of the command line, and by what is recorded.

use std::{
    ffi::{OsStr, OsString},
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use chrono::NaiveDate;
use clap::{Arg, ArgMatches};
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate, complete};

use super::known::{Known, offer};
use crate::{
    cli::{
        args::{self, Cli, Global},
        clock::moment,
        config::Key,
        desk::Desk,
        first_words, help,
        settings::Settings,
    },
    model::{AnyRecord, Kind, Role, Verb, Word as _},
    recording::{Field, KINDS, Numbered, kind_word, words_for},
};

/// What may come next.
pub(super) enum Offered {
    /// These words.
    Words(Vec<CompletionCandidate>),
    /// Files, which the shell knows better.
    Files,
}

/// What may come next after these words, the last of which is being typed.
pub(super) fn offers(words: &[String]) -> Offered {
    let Some((last, before)) = words.split_last() else {
        return Offered::Words(Vec::new());
    };
    let before: Vec<OsString> = before.iter().map(OsString::from).collect();
    let mut line = first_words::rewrite(&before);
    let typed = Arc::new(Typed::read(&line));
    let files = Arc::new(AtomicBool::new(false));
    let mut command = args::command();
    if let Some(kind) = typed.kind {
        command = help::for_kind(command, &typed.verb, kind);
    }
    let is_it = |arg: &Arg| arg.get_id() == "db" || arg.get_value_names().is_some_and(is_file);
    command = command.mut_args(|arg| with_offers(arg, &typed, &files, is_it));
    command = command.mut_subcommands(|sub| {
        let is_meant = sub.get_name() == typed.verb;
        sub.mut_args(|arg| match is_meant {
            true => with_offers(arg, &typed, &files, is_it),
            false => arg,
        })
    });
    line.push(last.into());
    let at = line.len() - 1;
    let mut offered = complete(&mut command, line, at, None).unwrap_or_default();
    if files.load(Ordering::Relaxed) {
        return Offered::Files;
    }
    // Hidden names work and are told to nobody; flags are for who begins with a dash.
    offered.retain(|candidate| {
        let word = candidate.get_value().as_encoded_bytes();
        !candidate.is_hide_set() && (!last.is_empty() || !word.starts_with(b"-"))
    });
    Offered::Words(offered)
}

fn is_file(names: &[clap::builder::Str]) -> bool {
    names.iter().any(|name| name == "FILE" || name == "DIR")
}

/// An argument that offers what is known of it; one that wants a file says so.
fn with_offers(
    arg: Arg,
    typed: &Arc<Typed>,
    files: &Arc<AtomicBool>,
    wants_file: impl Fn(&Arg) -> bool,
) -> Arg {
    let id = arg.get_id().to_string();
    if wants_file(&arg) || (typed.verb == "import" && id == "file") {
        let files = Arc::clone(files);
        return arg.add(ArgValueCompleter::new(move |_: &OsStr| {
            files.store(true, Ordering::Relaxed);
            Vec::new()
        }));
    }
    let has_words = !arg.get_possible_values().is_empty();
    if has_words || !arg.get_action().takes_values() {
        return arg;
    }
    let typed = Arc::clone(typed);
    arg.add(ArgValueCompleter::new(move |current: &OsStr| {
        current
            .to_str()
            .map_or_else(Vec::new, |current| typed.value(&id, current))
    }))
}

/// What was typed before the word that is being typed.
pub(super) struct Typed {
    /// The command.
    verb: String,
    /// Its words and flags, as far as they can be read.
    matches: Option<ArgMatches>,
    /// The kind of record that `add` adds, or that `edit` mends.
    pub(super) kind: Option<Kind>,
    /// The file, and the user's day.
    place: Option<(PathBuf, NaiveDate)>,
}

impl Typed {
    fn read(line: &[OsString]) -> Self {
        let matches = Cli::definitions(line)
            .ignore_errors(true)
            .try_get_matches_from(line)
            .ok();
        let (verb, matches) = match matches.and_then(|mut matches| matches.remove_subcommand()) {
            Some((verb, matches)) => (verb, Some(matches)),
            None => (String::new(), None),
        };
        let global = Global::default();
        let today = Settings::read(&global)
            .and_then(|settings| moment(&global, &settings))
            .map(|moment| moment.today);
        let place = Desk::file(db(line)).zip(today.ok());
        let mut typed = Self {
            verb,
            matches,
            kind: None,
            place,
        };
        typed.kind = match typed.verb.as_str() {
            "add" => typed
                .word("KIND")
                .and_then(|word| kind_word(&word))
                .map(|kind| kind.kind),
            "edit" => typed.record("WHICH").map(|record| record.kind()),
            _ => None,
        };
        typed
    }

    /// The first word that was typed for an argument.
    fn word(&self, id: &str) -> Option<String> {
        let values = self.matches.as_ref()?.try_get_many::<String>(id).ok()??;
        values.into_iter().next().cloned()
    }

    /// The member that the flags at the end of the line mend: the last one that was named.
    pub(super) fn member(&self) -> Option<(Numbered, usize)> {
        let matches = self.matches.as_ref()?;
        let named = |list: &Numbered| {
            let mut numbers = matches.try_get_many::<String>(list.word()).ok()??;
            let at = matches.indices_of(list.word())?.next_back()?;
            Some((at, *list, numbers.next_back()?.trim().parse().ok()?))
        };
        let last = Numbered::ALL
            .iter()
            .filter_map(named)
            .max_by_key(|(at, ..)| *at);
        last.map(|(_, list, number)| (list, number))
    }

    /// How many words were typed for an argument.
    fn count(&self, id: &str) -> usize {
        let matches = self.matches.as_ref();
        let values = matches.and_then(|matches| matches.try_get_many::<String>(id).ok());
        values.flatten().map_or(0, Iterator::count)
    }

    /// The record that was named for an argument.
    pub(super) fn record(&self, id: &str) -> Option<AnyRecord> {
        self.known()?.record(&self.word(id)?)
    }

    /// What the file knows; none where there is none, or it cannot be had at once.
    pub(super) fn known(&self) -> Option<Known> {
        let (path, today) = self.place.as_ref()?;
        Known::glance(path, *today)
    }

    /// What may stand for an argument of the command.
    pub(super) fn value(&self, id: &str, current: &str) -> Vec<CompletionCandidate> {
        match (self.verb.as_str(), id) {
            ("add", "KIND") => offer(
                KINDS.iter().map(|known| {
                    let kind = known.kind.word();
                    (known.word, if known.word == kind { "" } else { kind })
                }),
                current,
            ),
            ("mark", "word") => {
                let words = self.record("which").map(|record| words_for(&record));
                offer(
                    words.unwrap_or_default().into_iter().map(|word| (word, "")),
                    current,
                )
            }
            ("export", "format") => offer([("json", "the timeline document")], current),
            ("edit", "add") => self.to_add(current),
            ("edit", "no") => self.to_take(current),
            ("help", "topic") => self.topics_of_help(current),
            ("config", "KEY") => offer(Key::ALL.map(|key| (key.word(), key.help())), current),
            ("config", "VALUE") => self.value_of_setting(current),
            ("timeline", "kind") => kinds(Kind::ENTRIES, current),
            ("search", "kind") => kinds(Kind::ALL, current),
            (_, "tz" | "zone") if !current.is_empty() => {
                let zones = crate::when::Zone::names().map(|zone| (zone, ""));
                offer(zones, current)
            }
            _ => self.value_from_file(id, current),
        }
    }

    fn topics_of_help(&self, current: &str) -> Vec<CompletionCandidate> {
        let commands = args::command();
        let shown = commands.get_subcommands().filter(|sub| !sub.is_hide_set());
        let names: Vec<&str> = shown.map(clap::Command::get_name).collect();
        let topics = names.into_iter().map(|name| (name, ""));
        offer(
            topics.chain([("dates", "what can be typed as a date")]),
            current,
        )
    }

    fn value_of_setting(&self, current: &str) -> Vec<CompletionCandidate> {
        match self.word("KEY").as_deref() {
            Some("story") => self.names(Kind::Story, current),
            Some("color") => offer(["auto", "always", "never"].map(|word| (word, "")), current),
            Some("notices" | "strict") => offer(["on", "off"].map(|word| (word, "")), current),
            Some("tz") => self.value("tz", current),
            _ => Vec::new(),
        }
    }

    /// What may stand for an argument, where that hangs on what is recorded.
    fn value_from_file(&self, id: &str, current: &str) -> Vec<CompletionCandidate> {
        use Kind::{Actor, Event, Note, Question, Source, Statement, Story};
        let Some(known) = self.known() else {
            return self.word_of_field(id, current);
        };
        match (self.verb.as_str(), id) {
            ("move", "which") => known.open(&[Event], current),
            ("answer" | "forecast", "which") => known.open(&[Question], current),
            ("check", "which") => known.open(&[Event, Question], current),
            ("mark", "which") => known.markable(current),
            ("merge", _) if matches!(id, "which" | "into") => {
                let mut found = known.names(Actor, current);
                found.extend(known.names(Source, current));
                found
            }
            ("link" | "unlink", "rest") if self.count("rest") == 0 => {
                let mut found = offer(Verb::ALL.iter().map(|verb| (verb.word(), "")), current);
                found.extend(known.records(Kind::ALL, current));
                found
            }
            ("undo" | "redo", "operation") => known.operations(current),
            (_, "which" | "WHICH" | "from" | "to" | "rest")
                if self.verb != "move" || id != "to" =>
            {
                known.records(Kind::ALL, current)
            }
            (
                "add" | "edit" | "mark" | "move" | "forecast" | "timeline",
                "by" | "who" | "of" | "actor",
            )
            | (_, "actor" | "speaker") => listed(current, |last| match last.split_once(':') {
                Some((name, role)) if id == "who" => {
                    let roles = offer(Role::ALL.iter().map(|role| (role.word(), "")), role);
                    prefixed(roles, &format!("{name}:"))
                }
                _ => known.names(Actor, last),
            }),
            (_, "source" | "origin") => known.names(Source, current),
            (_, "story") => self.names(Story, current),
            (_, "topic") => listed(current, |last| known.topics(last)),
            (_, "waits-on" | "part-of") => known.open(&[Event, Question], current),
            (_, "answers") => known.open(&[Question], current),
            (_, "restates") => known.records(&[Statement], current),
            (_, "promises") => known.open(&[Event], current),
            (_, "like" | "supports" | "contradicts" | "updates") => {
                known.records(&[Event, Statement, Question, Note], current)
            }
            (_, "about") | ("export", "allow") => known.records(Kind::ALL, current),
            _ => self.word_of_field(id, current),
        }
    }

    fn names(&self, kind: Kind, current: &str) -> Vec<CompletionCandidate> {
        let mut found = match kind {
            Kind::Story => offer([("any", "all stories")], current),
            _ => Vec::new(),
        };
        if let Some(known) = self.known() {
            found.splice(0..0, known.names(kind, current));
        }
        found
    }

    /// The words of a vocabulary.
    fn word_of_field(&self, id: &str, current: &str) -> Vec<CompletionCandidate> {
        let field = Field::ALL.iter().find(|field| field.flag() == id);
        let kinds = self.kind.map_or(Kind::ALL.to_vec(), |kind| vec![kind]);
        let mut words: Vec<&str> = Vec::new();
        for kind in kinds {
            let means = field.filter(|field| field.kinds().contains(&kind));
            for word in means
                .and_then(|field| field.words(kind))
                .unwrap_or_default()
            {
                if !words.contains(&word) {
                    words.push(word);
                }
            }
        }
        offer(words.into_iter().map(|word| (word, "")), current)
    }
}

/// The file that was named on the line.
fn db(line: &[OsString]) -> Option<PathBuf> {
    let at = line.iter().position(|word| {
        word == "--db" || word.to_str().is_some_and(|word| word.starts_with("--db="))
    })?;
    let word = line.get(at)?.to_str()?;
    let path = match word.split_once('=') {
        Some((_, path)) => path,
        None => line.get(at + 1)?.to_str()?,
    };
    // The shell has not put the home folder there yet.
    match path.strip_prefix("~/") {
        Some(rest) => Some(etcetera::home_dir().ok()?.join(rest)),
        None => Some(path.into()),
    }
}

/// Kinds of record, with commas between.
fn kinds(kinds: &[Kind], current: &str) -> Vec<CompletionCandidate> {
    listed(current, |last| {
        offer(kinds.iter().map(|kind| (kind.word(), "")), last)
    })
}

/// What may stand at the end of a list with commas.
fn listed(
    current: &str,
    offer: impl FnOnce(&str) -> Vec<CompletionCandidate>,
) -> Vec<CompletionCandidate> {
    match current.rsplit_once(',') {
        Some((before, last)) => prefixed(offer(last), &format!("{before},")),
        None => offer(current),
    }
}

/// What is offered, after what stands before it in the same word.
pub(super) fn prefixed(
    offered: Vec<CompletionCandidate>,
    prefix: &str,
) -> Vec<CompletionCandidate> {
    offered
        .into_iter()
        .map(|candidate| candidate.add_prefix(prefix))
        .collect()
}
