//! `--topic` and `--actor`: what a report is narrowed to beside a story.

use clap::Args;

use super::{
    desk::{Desk, near_names},
    error::Failure,
    unsure,
};
use crate::{
    model::{Id, Kind},
    recording::{shell, taken_apart},
    report::{Ask, Narrow},
    store::{Found, Store, Topic},
};

// What a report is narrowed to.
#[derive(Args, Clone, Debug, Default)]
pub(super) struct NarrowArgs {
    /// Only what is filed under this topic; with commas between, under each
    #[arg(long, value_name = "TOPIC")]
    topic: Vec<String>,
    /// Only what refers to this actor: who spoke, takes part, is meant; with commas between, to each
    #[arg(long, value_name = "NAME")]
    actor: Vec<String>,
}

impl NarrowArgs {
    const FLAGS: [&str; 2] = ["--topic", "--actor"];

    /// The first of these flags that was typed.
    pub(super) fn first(&self) -> Option<&'static str> {
        let [topic, actor] = Self::FLAGS;
        match (self.topic.as_slice(), self.actor.as_slice()) {
            ([], []) => None,
            ([], _) => Some(actor),
            _ => Some(topic),
        }
    }

    /// Refuses these flags before a command: they are of the one report that takes them.
    pub(super) fn refuse_before_a_command(&self, desk: &Desk) -> Result<(), Failure> {
        let Some(flag) = self.first() else {
            return Ok(());
        };
        let behind = desk.retyped(|words| {
            let mut flags = Vec::new();
            for flag in Self::FLAGS {
                while let Some(at) = words.iter().position(|word| word == flag) {
                    flags.extend(words.drain(at..words.len().min(at + 2)));
                }
                let glued = |word: &str| word.starts_with(&format!("{flag}="));
                while let Some(at) = words.iter().position(|word| glued(word)) {
                    flags.push(words.remove(at));
                }
            }
            words.append(&mut flags);
        });
        Err(Failure::usage(
            format!("{flag} goes behind the command"),
            behind,
        ))
    }
}

impl Desk {
    /// What a report is asked about, narrowed to topics and actors. They must be there: asking makes none.
    pub(super) fn ask_narrowed(
        &self,
        store: Option<&Store>,
        args: &NarrowArgs,
        limit: Option<usize>,
    ) -> Result<Ask, Failure> {
        let mut ask = self.ask(store, limit)?;
        let empty = |word: &str| word.trim().is_empty();
        if let Some(flag) = args.first().filter(|_| {
            let mut all = args.topic.iter().chain(&args.actor);
            all.any(|value| value.split(',').any(empty))
        }) {
            return Err(Failure::usage(
                format!("{flag} is empty"),
                "tidings topics and tidings actors list what there is",
            ));
        }
        let Some(store) = store else {
            return Ok(ask);
        };
        let mut missing = Vec::new();
        let mut topics = Vec::new();
        for topic in taken_apart(&args.topic, |_| Ok::<_, Failure>(false))? {
            let narrow = Narrow::to(store, vec![topic.clone()], &[])?;
            if !narrow.is_anywhere(store)? {
                missing.push(Missing::topic(store, &topic)?);
            }
            topics.push(topic);
        }
        let mut actors: Vec<Id> = Vec::new();
        let is_name = |name: &str| {
            let found = store.find(&[Kind::Actor], name)?;
            Ok::<_, Failure>(!matches!(found, Found::Nothing | Found::Removed(..)))
        };
        for name in taken_apart(&args.actor, is_name)? {
            match store.find(&[Kind::Actor], &name)? {
                Found::One(id, _) => actors.push(id),
                Found::Several(found) => {
                    return Err(self.several(store, Some("actor"), &name, &found)?);
                }
                Found::Nothing | Found::Removed(..) => {
                    missing.push(Missing::actor(store, &name)?);
                }
            }
        }
        if !missing.is_empty() {
            return Err(self.refused(&missing));
        }
        ask.narrow = Narrow::to(store, topics, &actors)?;
        Ok(ask)
    }

    /// The refusal of what is not there, with what to type in its place, ready to paste.
    fn refused(&self, missing: &[Missing]) -> Failure {
        let command = |named: &[(&Missing, &String)]| {
            self.retyped(|words| {
                for (one, name) in named {
                    unsure::put(words, one.flag, &one.typed, name);
                }
            })
        };
        let nearest = missing.iter().map(|one| Some((one, one.near.first()?)));
        let nearest: Option<Vec<_>> = nearest.collect();
        let hint = match (missing, nearest) {
            ([one], _) => {
                let commands = one.near.iter().map(|near| command(&[(one, near)]));
                or_list(commands.collect(), one.list)
            }
            (_, Some(nearest)) => command(&nearest),
            // One of them is near nothing: no command would go through.
            (several, None) => {
                let said = several.iter().map(|one| match one.near.first() {
                    Some(near) => format!("--{} {}", one.flag, shell::quote(near)),
                    None => or_list(Vec::new(), one.list),
                });
                said.collect::<Vec<_>>().join(" · ")
            }
        };
        let what: Vec<&str> = missing.iter().map(|one| one.what.as_str()).collect();
        Failure::usage(what.join("; "), hint)
    }
}

/// A topic or an actor that is not there.
struct Missing {
    flag: &'static str,
    typed: String,
    what: String,
    /// What one types for those that are near.
    near: Vec<String>,
    /// The command that lists what there is.
    list: &'static str,
}

impl Missing {
    fn topic(store: &Store, typed: &str) -> Result<Self, Failure> {
        let near = match store.topic(typed)? {
            Topic::Near(near) => near,
            Topic::There(_) => Vec::new(),
        };
        Ok(Self {
            flag: "topic",
            typed: typed.to_owned(),
            what: format!("nothing is filed under the topic \"{typed}\""),
            near: near.into_iter().filter(|one| !one.contains(',')).collect(),
            list: "tidings topics",
        })
    }

    fn actor(store: &Store, typed: &str) -> Result<Self, Failure> {
        let near = near_names(store, Kind::Actor, typed)?;
        Ok(Self {
            flag: "actor",
            typed: typed.to_owned(),
            what: format!("there is no actor {}", shell::quote(typed)),
            near,
            list: "tidings actors",
        })
    }
}

/// The commands to type instead, a few; else the one that lists what there is.
fn or_list(commands: Vec<String>, list: &str) -> String {
    const MOST: usize = 3;
    if commands.is_empty() {
        return format!("{list} lists what there is");
    }
    let few: Vec<String> = commands.into_iter().take(MOST).collect();
    few.join(" · ")
}
