//! `--topic` and `--actor`: what a report is narrowed to beside a story.

use clap::Args;

use super::{desk::Desk, error::Failure, unsure};
use crate::{
    model::{Id, Kind},
    recording::shell,
    report::{Ask, Narrow},
    store::{Found, Store, Topic},
};

// What a report is narrowed to.
#[derive(Args, Clone, Debug, Default)]
pub(super) struct NarrowArgs {
    /// Only what is filed under this topic; with commas between, under each
    #[arg(long, value_name = "TOPIC", value_delimiter = ',')]
    topic: Vec<String>,
    /// Only what refers to this actor: who spoke, takes part, is meant; with commas between, to each
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
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
        if let Some(flag) = args.first().filter(|_| {
            let mut all = args.topic.iter().chain(&args.actor);
            all.any(|word| word.trim().is_empty())
        }) {
            return Err(Failure::usage(
                format!("{flag} is empty"),
                "tidings topics and tidings actors list what there is",
            ));
        }
        let Some(store) = store else {
            return Ok(ask);
        };
        let topics = args.topic.iter().map(|topic| topic.trim().to_owned());
        let topics: Vec<String> = topics.collect();
        for topic in &topics {
            let narrow = Narrow::to(store, vec![topic.clone()], &[])?;
            if !narrow.is_anywhere(store)? {
                return Err(self.no_topic(store, topic)?);
            }
        }
        let actors = args.actor.iter().map(|name| self.actor_named(store, name));
        let actors = actors.collect::<Result<Vec<Id>, _>>()?;
        ask.narrow = Narrow::to(store, topics, &actors)?;
        Ok(ask)
    }

    /// What to type in place of a topic that nothing is filed under: a near one, ready to paste.
    fn no_topic(&self, store: &Store, typed: &str) -> Result<Failure, Failure> {
        let near = match store.topic(typed)? {
            Topic::Near(near) => near,
            Topic::There(_) => Vec::new(),
        };
        let commands = near
            .iter()
            .map(|topic| self.retyped(|words| unsure::put(words, "topic", typed, topic)));
        Ok(Failure::usage(
            format!("nothing is filed under the topic \"{typed}\""),
            or_list(commands.collect(), "tidings topics"),
        ))
    }

    /// What to type in place of a name that no actor has: a near one, ready to paste.
    fn no_actor(&self, store: &Store, typed: &str) -> Result<Failure, Failure> {
        let mut commands = Vec::new();
        for (id, _) in store.near(Kind::Actor, typed)? {
            let row = store.row(&id)?;
            if let Some(record) = row.map(|row| row.any()).transpose()? {
                let slug = record.slug().map(ToString::to_string);
                let name = slug.unwrap_or_else(|| record.facts().headline.to_owned());
                commands.push(self.retyped(|words| unsure::put(words, "actor", typed, &name)));
            }
        }
        Ok(Failure::usage(
            format!("there is no actor {}", shell::quote(typed)),
            or_list(commands, "tidings actors"),
        ))
    }

    fn actor_named(&self, store: &Store, typed: &str) -> Result<Id, Failure> {
        let typed = typed.trim();
        match store.find(&[Kind::Actor], typed)? {
            Found::One(id, _) => Ok(id),
            Found::Several(found) => Err(self.several(store, Some("actor"), typed, &found)?),
            Found::Nothing | Found::Removed(..) => Err(self.no_actor(store, typed)?),
        }
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
