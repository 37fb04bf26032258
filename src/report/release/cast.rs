//! Whom a release may name: of every actor whether it may go out, whether it is known by a description alone, and who
//! it turned out to be.

use std::{
    collections::{HashMap, HashSet},
    convert::Infallible,
};

use super::{
    audience::{Audience, barred},
    calendar::is_calendar,
    names::{Names, telling_words},
    words::words,
};
use crate::{
    model::{
        Actor, ActorKind, Alias, AliasKind, Id, Kind, Own, Record, Registers, Word as _,
        name::is_description,
    },
    store::{Chain, Error, RecordRow, Store},
};

/// Every actor of a file, as far as it matters to what names them.
#[derive(Debug, Default)]
pub struct Cast {
    members: HashMap<Id, Member>,
    /// What names each of them, under the actor that they all are.
    names: HashMap<Id, Names>,
    /// What names any of those who may be a person.
    people: Names,
    /// The words that descriptions write in small letters: they are nobody's name.
    common: HashSet<String>,
    /// Under each actor those that turned out to be it, itself not among them.
    merged: HashMap<Id, Vec<Id>>,
    /// Whose former names are known.
    recalled: HashSet<Id>,
}

#[derive(Debug)]
struct Member {
    goes_out: bool,
    is_described: bool,
    may_be_person: bool,
    has_kind: bool,
    of: Option<Id>,
    merged_into: Option<Id>,
    /// Its names, aliases and slug; of one who is known by a description alone, the aliases that are more than that.
    names: Vec<String>,
    /// Those of its names of which each word tells of it.
    telling: Vec<String>,
}

impl Member {
    fn of(actor: &Record<Actor>, goes_out: bool) -> Self {
        let own = &actor.own;
        let is_described = own.is_described();
        let may_be_person = match own.kind {
            None => !reads_as_description(&own.name),
            kind => kind == Some(ActorKind::Person),
        };
        let aliases = aliases_beyond(own);
        let mut names: Vec<String> = aliases.map(|alias| alias.text.clone()).collect();
        if !is_described {
            names.push(own.name.clone());
            names.extend(actor.slug.as_ref().map(ToString::to_string));
        }
        let telling = if may_be_person {
            telling_names(own)
        } else {
            Vec::new()
        };
        Self {
            goes_out,
            is_described,
            may_be_person,
            has_kind: own.kind.is_some(),
            of: own.of,
            merged_into: own.merged_into,
            names,
            telling,
        }
    }
}

/// Whether a name of which nobody said whose it is mixes words with a capital and longer ones without, as "European
/// diplomat" does and "Ursula von der Leyen" does not.
fn reads_as_description(name: &str) -> bool {
    let mut words = name.split_whitespace();
    words.clone().any(|word| !is_small(word)) && words.any(is_longer_small)
}

fn is_small(word: &str) -> bool {
    !word.contains(char::is_uppercase)
}

/// Whether a word is written in small letters, and longer than the particles of names are.
fn is_longer_small(word: &str) -> bool {
    const PARTICLE: usize = 3;
    is_small(word) && word.chars().count() > PARTICLE
}

/// Whether an actor of whom nobody said what it is may be one whose name only describes it, as "Deputy Minister of
/// Defence" and "kremlin aide" do. Only its user can tell: "Prince Albert of Monaco" is a name.
pub(super) fn may_be_description(actor: &Actor) -> bool {
    let mut words = actor.name.split_whitespace();
    let has_several = words.clone().nth(1).is_some();
    let reads_so =
        is_description(&actor.name) || words.any(|word| word == "of" || is_longer_small(word));
    actor.kind.is_none() && has_several && reads_so
}

/// The names of which each word tells of their bearer, where it is a person.
pub(super) fn telling_names(actor: &Actor) -> Vec<String> {
    let written = [Some(AliasKind::Spelling), Some(AliasKind::Script)];
    let aliases = actor.aliases.iter();
    aliases
        .filter(|alias| written.contains(&alias.kind))
        .map(|alias| alias.text.clone())
        .chain([actor.name.clone()])
        .collect()
}

/// The aliases of an actor that are more than its description, where it is known by that alone.
pub(super) fn aliases_beyond(actor: &Actor) -> impl Iterator<Item = &Alias> {
    let is_described = actor.is_described();
    let described: Vec<String> = words(&actor.name);
    let more = move |alias: &&Alias| {
        !is_described
            || !words(&alias.text)
                .iter()
                .all(|word| described.contains(word))
    };
    actor.aliases.iter().filter(more)
}

impl Cast {
    /// Every actor of a file, removed ones too, as an audience may know them.
    ///
    /// # Errors
    /// What SQLite says, or damage.
    pub fn of(store: &Store, audience: &Audience) -> Result<Self, Error> {
        let mut cast = Self::default();
        each_ever(store, Kind::Actor, |row| {
            let barred = barred(row.visibility, row.embargo_until, audience);
            cast.note(&row.record()?, !row.removed && barred.is_none());
            Ok(())
        })?;
        cast.settle();
        Ok(cast)
    }

    /// Notes an actor; `goes_out` says whether it may.
    fn note(&mut self, actor: &Record<Actor>, goes_out: bool) {
        let member = Member::of(actor, goes_out);
        if member.is_described {
            let words_of_it = actor.own.name.split_whitespace();
            let common = words_of_it.filter(|word| is_small(word));
            self.common.extend(common.flat_map(words));
        }
        self.members.insert(actor.id, member);
    }

    /// Files names under the actors that they turned out to belong to, once all are noted.
    fn settle(&mut self) {
        // Whom others belong to is a house or a country, though nobody said so: "a Kremlin aide" names nobody.
        let houses: HashSet<Id> = self
            .members
            .values()
            .filter_map(|member| member.of)
            .collect();
        for house in houses {
            if let Some(member) = self
                .members
                .get_mut(&house)
                .filter(|member| !member.has_kind)
            {
                member.may_be_person = false;
                member.telling.clear();
            }
        }
        let mut all: HashMap<Id, Names> = HashMap::new();
        for (id, member) in &self.members {
            let mut names = Names::default();
            member.names.iter().for_each(|name| names.add(name));
            names.add_words(self.telling(id, &member.telling));
            if member.may_be_person {
                self.people.add_all(&names);
            }
            let one = self.one(id);
            if one != *id {
                self.merged.entry(one).or_default().push(*id);
            }
            all.entry(one).or_default().add_all(&names);
        }
        self.names = all;
    }

    /// The words of an actor's names by which it is recognised: none of its organisation's, none that descriptions use, no
    /// month and no weekday.
    pub(super) fn telling(&self, id: &Id, names: &[String]) -> Vec<String> {
        let of = self.members.get(id).and_then(|member| member.of);
        let above = of.filter(|of| !self.are_one(of, id));
        let above = above.and_then(|of| self.members.get(&of));
        let shared: HashSet<String> = above
            .iter()
            .flat_map(|member| member.names.iter().flat_map(|name| words(name)))
            .collect();
        let words = names.iter().flat_map(|name| telling_words(name));
        words
            .filter(|word| !self.is_common(word) && !shared.contains(word) && !is_calendar(word))
            .collect()
    }

    /// Whether descriptions write the word in small letters, so that it is nobody's name.
    pub(super) fn is_common(&self, word: &str) -> bool {
        self.common.contains(word)
    }

    /// Learns the names that these actors, and whoever turned out to be one with them, had before.
    ///
    /// # Errors
    /// What SQLite says, or damage.
    pub(super) fn recall(&mut self, store: &Store, actors: &[Id]) -> Result<(), Error> {
        for one in actors
            .iter()
            .map(|actor| self.one(actor))
            .collect::<Vec<_>>()
        {
            if !self.recalled.insert(one) {
                continue;
            }
            let mut former = Names::default();
            let is_named = |id: &&Id| {
                let member = self.members.get(*id);
                member.is_some_and(|member| !member.is_described)
            };
            let merged = self.merged.get(&one).into_iter().flatten();
            for id in merged.chain([&one]).filter(is_named) {
                for patch in patches::<Actor>(store, id)? {
                    let member = Member::of(&patch, false);
                    member.names.iter().for_each(|name| former.add(name));
                    former.add_words(self.telling(id, &member.telling));
                }
            }
            self.names.entry(one).or_default().add_all(&former);
        }
        Ok(())
    }

    /// Whether a speaker may be named; where the terms are `nameless`, only one known by a description alone.
    pub(super) fn may_be_named(&self, speaker: &Id, nameless: bool) -> bool {
        self.goes_out(speaker) && (!nameless || self.is_described(speaker))
    }

    /// Whether an actor goes out, should anything refer to it.
    pub(super) fn goes_out(&self, actor: &Id) -> bool {
        let member = self.members.get(actor);
        member.is_some_and(|member| member.goes_out)
    }

    /// Whether nobody gave an actor a name: a description is all that there is, whoever it turned out to be.
    pub(super) fn is_known_by_description(&self, actor: &Id) -> bool {
        let member = self.members.get(actor);
        member.is_some_and(|member| member.is_described)
    }

    /// Whether an actor may be a person, as far as anybody said.
    pub(super) fn may_be_person(&self, actor: &Id) -> bool {
        let member = self.members.get(actor);
        member.is_some_and(|member| member.may_be_person)
    }

    /// Whether an actor is known by a description alone, and so is everybody it turned out to be.
    pub(super) fn is_described(&self, actor: &Id) -> bool {
        self.members.contains_key(actor)
            && self
                .chain(actor)
                .walked
                .iter()
                .filter_map(|id| self.members.get(id))
                .all(|member| member.is_described)
    }

    /// Whether the two are one, by what was merged.
    pub(super) fn are_one(&self, this: &Id, other: &Id) -> bool {
        self.one(this) == self.one(other)
    }

    /// Whether an attribution can stand in the place of these speakers: it says something, and names none of them;
    /// where the terms are `nameless`, nobody who may be a person.
    pub(super) fn attributes(
        &self,
        attribution: Option<&str>,
        hidden: &[Id],
        nameless: bool,
    ) -> bool {
        attribution.is_some_and(|said| {
            let names = self.names_one_of(said, hidden) || (nameless && self.people.are_in(said));
            !names && !words(said).is_empty()
        })
    }

    /// Whether the text names one of these actors. The description of one who is known by that alone names nobody.
    pub(super) fn names_one_of(&self, text: &str, actors: &[Id]) -> bool {
        actors
            .iter()
            .filter_map(|actor| self.names.get(&self.one(actor)))
            .any(|names| names.are_in(text))
    }

    /// The actor that this one turned out to be, through every merge.
    fn one(&self, actor: &Id) -> Id {
        self.chain(actor).root
    }

    /// The actor and those that it was merged into, as far as they are in the file.
    fn chain(&self, actor: &Id) -> Chain {
        let Ok(chain) = Chain::walk(*actor, |at| -> Result<_, Infallible> {
            let next = self.members.get(&at).and_then(|member| member.merged_into);
            Ok(next.filter(|next| self.members.contains_key(next)))
        });
        chain
    }
}

/// Calls `each` with every record of a kind in timeline order, and then with removed ones; what was never there but for
/// commands that are undone is none of them.
pub(super) fn each_ever(
    store: &Store,
    kind: Kind,
    mut each: impl FnMut(&RecordRow) -> Result<(), Error>,
) -> Result<(), Error> {
    // Each by an index of its own: a SELECT that asks for both walks through the whole file.
    for removed in ["0", "1"] {
        let tail = format!("WHERE kind = ?1 AND removed = {removed} ORDER BY sort");
        store.each_row(&tail, [kind.word()], |row| {
            if !row.removed || store.patches(&row.id)?.iter().any(Registers::is_added) {
                each(&row)?;
            }
            Ok(true)
        })?;
    }
    Ok(())
}

/// What was recorded of a record, change by change: each as a record that holds no more than that.
pub(super) fn patches<K: Own>(store: &Store, id: &Id) -> Result<Vec<Record<K>>, Error> {
    let patches = store.patches(id)?;
    let records = patches.iter().filter_map(|patch| patch.record(id).ok());
    Ok(records.collect())
}
