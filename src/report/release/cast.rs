//! Whom a release may name: of every actor whether it may go out, whether it is known by a description alone, and who
//! it turned out to be.

use std::collections::HashMap;

use super::{Audience, barred};
use crate::{
    model::{Actor, ActorKind, Id, Record, name::fold},
    store::{Error, Store},
};

/// Every actor of a file, as far as it matters to what names them.
#[derive(Debug, Default)]
pub struct Cast {
    members: HashMap<Id, Member>,
    /// The names of everybody who is not known by a description alone, folded, under the actor that they all are.
    names: HashMap<Id, Vec<String>>,
}

#[derive(Debug)]
struct Member {
    goes_out: bool,
    is_described: bool,
    merged_into: Option<Id>,
}

impl Cast {
    /// Every actor of a file, removed ones too, as an audience may know them.
    ///
    /// # Errors
    /// What SQLite says, or damage.
    pub fn of(store: &Store, audience: &Audience) -> Result<Self, Error> {
        let mut cast = Self::default();
        store.each_row("WHERE kind = 'actor'", [], |row| {
            let barred = barred(row.visibility, row.embargo_until, audience);
            cast.note(&row.record()?, !row.removed && barred.is_none());
            Ok(true)
        })?;
        cast.settle();
        Ok(cast)
    }

    /// Notes an actor; `goes_out` says whether it may.
    fn note(&mut self, actor: &Record<Actor>, goes_out: bool) {
        let is_described = actor.own.kind == Some(ActorKind::Described);
        if !is_described {
            let slug = actor.slug.as_ref().map(|slug| slug.as_str());
            let aliases = actor.own.aliases.iter().map(|alias| alias.text.as_str());
            let names = [actor.own.name.as_str()]
                .into_iter()
                .chain(aliases)
                .chain(slug);
            self.names.insert(actor.id, names.map(fold).collect());
        }
        let member = Member {
            goes_out,
            is_described,
            merged_into: actor.own.merged_into,
        };
        self.members.insert(actor.id, member);
    }

    /// Files names under the actors that they turned out to belong to, once all are noted.
    fn settle(&mut self) {
        let mut names: HashMap<Id, Vec<String>> = HashMap::new();
        for (id, own) in std::mem::take(&mut self.names) {
            names.entry(self.one(&id)).or_default().extend(own);
        }
        self.names = names;
    }

    /// Whether a speaker may be named; where the terms are `nameless`, only one known by a description alone.
    pub(super) fn may_be_named(&self, speaker: &Id, nameless: bool) -> bool {
        let goes_out = self
            .members
            .get(speaker)
            .is_some_and(|member| member.goes_out);
        goes_out && (!nameless || self.is_described(speaker))
    }

    /// Whether an actor is known by a description alone, and so is everybody it turned out to be.
    pub(super) fn is_described(&self, actor: &Id) -> bool {
        self.members.contains_key(actor)
            && self
                .chain(actor)
                .iter()
                .filter_map(|id| self.members.get(id))
                .all(|member| member.is_described)
    }

    /// Whether the two are one, by what was merged.
    pub(super) fn are_one(&self, this: &Id, other: &Id) -> bool {
        self.one(this) == self.one(other)
    }

    /// Whether an attribution can stand in the place of these speakers: it is there, and no name of theirs.
    pub(super) fn attributes(&self, attribution: Option<&str>, hidden: &[Id]) -> bool {
        attribution
            .is_some_and(|words| !words.trim().is_empty() && !self.names_one_of(words, hidden))
    }

    /// Whether the words are a name of one of these actors. The description of one who is known by that alone is none.
    pub(super) fn names_one_of(&self, words: &str, actors: &[Id]) -> bool {
        let folded = fold(words);
        actors
            .iter()
            .filter_map(|actor| self.names.get(&self.one(actor)))
            .any(|names| names.contains(&folded))
    }

    /// The actor that this one turned out to be, through every merge; of a ring the smallest id.
    fn one(&self, actor: &Id) -> Id {
        let chain = self.chain(actor);
        let last = chain.last().copied().unwrap_or(*actor);
        let next = self
            .members
            .get(&last)
            .and_then(|member| member.merged_into);
        match next.and_then(|next| chain.iter().position(|id| *id == next)) {
            Some(start) => chain.iter().skip(start).min().copied().unwrap_or(last),
            None => last,
        }
    }

    /// The actor and those that it was merged into, as far as they are in the file; each once.
    fn chain(&self, actor: &Id) -> Vec<Id> {
        let mut chain = vec![*actor];
        let mut at = self.members.get(actor);
        while let Some(next) = at.and_then(|member| member.merged_into) {
            at = self.members.get(&next);
            if at.is_none() || chain.contains(&next) {
                break;
            }
            chain.push(next);
        }
        chain
    }
}
