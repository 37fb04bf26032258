//! Who is called by the words that were typed: actors who have them in a name of theirs. A search is wide: all whom a
//! word may mean are looked for.

use super::search::{Sought, cut, of_actors, phrases};
use crate::{
    model::{Actor, Record},
    store::{Error, Match, Store, WORDS},
};

impl Sought {
    /// Adds the actors who are called by the words that were typed: what they said is said by a Kremlin aide. Where that
    /// is one actor who is named, what calls them by another name is looked for as well.
    pub(super) fn add_called(
        &mut self,
        store: &Store,
        called: &[Record<Actor>],
    ) -> Result<(), Error> {
        let (mut named, mut all) = (Vec::new(), Vec::new());
        for actor in called {
            if !actor.own.is_described() {
                named.push(store.one(&actor.id)?);
            }
            all.extend(store.all_of(&actor.id)?);
        }
        named.sort_unstable();
        named.dedup();
        // Nobody has it for a whole name, and one alone for a part of it.
        if let (true, [one]) = (self.actors.is_empty(), named.as_slice()) {
            self.add_other_names(of_actors(store, &self.shown.typed, store.all_of(one)?)?);
        }
        self.actors.extend(all);
        self.actors.sort_unstable();
        self.actors.dedup();
        Ok(())
    }

    /// Adds the names that are not found by the words themselves, since they hold them.
    fn add_other_names(&mut self, by_name: Sought) {
        let holds_one = |phrases: &[Vec<String>], name: &[String]| {
            let mut phrases = phrases.iter();
            phrases.any(|phrase| stands_in(name, phrase))
        };
        let also = by_name.shown.also.into_iter();
        self.shown.also = also
            .filter(|name| !holds_one(&self.phrases, &cut(name)))
            .collect();
        for name in by_name.phrases {
            if !holds_one(&self.phrases, &name) {
                self.phrases.push(name);
            }
        }
    }
}

/// The actors in whose name, description or slug the words stand in a row; of one word its singular or its plural.
pub(super) fn called(store: &Store, typed: &str) -> Result<Vec<Record<Actor>>, Error> {
    let phrases = phrases(typed);
    let each =
        |phrase: &Vec<String>| Match::all(phrase.iter().map(|word| Match::called(word, false)));
    let Some(any) = Match::any(phrases.iter().filter_map(each)) else {
        return Ok(Vec::new());
    };
    let mut called = Vec::new();
    for row in store.rows_of(&store.numbers(WORDS, [any], usize::MAX)?)? {
        let actor = row.record::<Actor>()?;
        if phrases.iter().any(|phrase| has(&actor, phrase)) {
            called.push(actor);
        }
    }
    Ok(called)
}

fn has(actor: &Record<Actor>, phrase: &[String]) -> bool {
    let slug = actor.slug.as_ref().map(crate::model::Slug::as_str);
    let names = actor.facts().names.into_iter().chain(slug);
    names.map(cut).any(|words| {
        // The article of a description stands in every text.
        let words = match words.split_first() {
            Some((first, rest)) if matches!(first.as_str(), "a" | "an") => rest,
            _ => words.as_slice(),
        };
        stands_in(words, phrase)
    })
}

/// Whether the words of a phrase stand in a row among these.
fn stands_in(words: &[String], phrase: &[String]) -> bool {
    words.windows(phrase.len().max(1)).any(|row| row == phrase)
}
