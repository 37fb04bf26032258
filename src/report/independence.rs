//! Of how many independent origins something is known. Sources fold to the root of their chain of `origin`, then to its
//! publisher: two rewrites of one wire story are one origin. A statement that restates another adds none, and an origin
//! that nobody knows confirms nothing.

use std::collections::{BTreeMap, BTreeSet, btree_map::Entry};

use serde::Serialize;

use super::names::{BY_IDS, list};
use crate::{
    model::{AnyRecord, Id, Source, SourceKind, name},
    store::{Chain, Error, Store},
};

/// How many sources say something, and of how many independent origins they are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Origins {
    /// How many sources; those that were merged are one.
    pub sources: usize,
    /// Of how many origins that are known, and so independent of each other.
    pub independent: usize,
    /// How many of the sources have an origin that nobody knows: no confirmation of the others.
    pub unknown: usize,
    /// Each source that is cited, folded.
    #[serde(skip)]
    pub folded: BTreeMap<Id, Folded>,
}

/// A source, folded to what it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folded {
    /// The source, or the one that it was merged into, and the sources that it derives from, the root last.
    pub chain: Vec<Id>,
    /// What it comes from; none: nobody knows.
    pub origin: Option<Origin>,
}

/// Where a word comes from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// A publisher, or who stands in its place: the host of an address, an author.
    Publisher(String),
    /// A source that is an origin by itself: one's own reporting, a transcript, what others are said to derive from.
    Source(Id),
}

impl Folded {
    /// Folds a source.
    ///
    /// # Errors
    /// What SQLite says, or damage.
    pub fn of(store: &Store, source: Id) -> Result<Self, Error> {
        let chain = Chain::walk(store.one(&source)?, |at| {
            let origin = store.get::<Source>(&at)?.and_then(|it| it.own.origin);
            match origin {
                Some(next) if store.get::<Source>(&next)?.is_some() => store.one(&next).map(Some),
                _ => Ok(None),
            }
        })?;
        let root = store.get::<Source>(&chain.root)?;
        let origin = match root {
            None => None,
            Some(root) => match by_name(&root.own) {
                Some(name) => Some(Origin::Publisher(name)),
                None if is_origin(store, &root.own, &root.id)? => Some(Origin::Source(root.id)),
                None => None,
            },
        };
        let chain = chain.walked;
        Ok(Self { chain, origin })
    }
}

/// Who answers for a source: its publisher, else the host of its address, else its author.
fn by_name(source: &Source) -> Option<String> {
    let host = || {
        let url = url::Url::parse(source.url.as_deref()?).ok()?;
        let host = url.host_str()?;
        Some(host.strip_prefix("www.").unwrap_or(host).to_owned())
    };
    let publisher = source.publisher.clone();
    let found = publisher.or_else(host).or_else(|| source.author.clone())?;
    Some(name::fold(&found)).filter(|folded| !folded.is_empty())
}

/// Whether a source that nobody answers for is an origin all the same: it is no report of others, or others are said to
/// derive from it.
fn is_origin(store: &Store, source: &Source, id: &Id) -> Result<bool, Error> {
    if source.kind.is_some_and(|kind| kind != SourceKind::Report) {
        return Ok(true);
    }
    // What derives from a source that was merged into this one derives from this one.
    for id in store.all_of(id)? {
        if store
            .referring_to(&id)?
            .iter()
            .any(|(_, verb)| verb == "origin")
        {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Folds sources, each once.
pub(super) struct Folding<'s> {
    store: &'s Store,
    known: BTreeMap<Id, Folded>,
}

impl<'s> Folding<'s> {
    pub fn new(store: &'s Store) -> Self {
        Self {
            store,
            known: BTreeMap::new(),
        }
    }

    /// Of how many independent origins the sources of an entry are; none where it cites nothing.
    pub fn of_entry(&mut self, entry: &AnyRecord) -> Result<Option<Origins>, Error> {
        let folded = self.fold(entry.facts().sources())?;
        Ok(Some(Origins::of(folded)).filter(|origins| origins.sources > 0))
    }

    /// These sources, each folded.
    fn fold(&mut self, sources: impl Iterator<Item = Id>) -> Result<BTreeMap<Id, Folded>, Error> {
        let mut folded = BTreeMap::new();
        for source in sources {
            let one = match self.known.entry(source) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(new) => new.insert(Folded::of(self.store, source)?),
            };
            folded.insert(source, one.clone());
        }
        Ok(folded)
    }

    /// The sources that these records cite, each folded.
    fn cited<'a>(
        &mut self,
        records: impl IntoIterator<Item = &'a Id>,
    ) -> Result<BTreeMap<Id, Folded>, Error> {
        let mut found = BTreeMap::new();
        for row in self.store.rows(BY_IDS, [list(records)])? {
            if !row.removed {
                found.extend(self.fold(row.any()?.facts().sources())?);
            }
        }
        Ok(found)
    }
}

/// Of how many independent origins is known what these records say together: an event, say, with what supports it.
///
/// # Errors
/// What SQLite says, or damage.
pub fn origins(store: &Store, records: &[Id]) -> Result<Origins, Error> {
    let mut claims: BTreeSet<Id> = BTreeSet::new();
    let mut restated: BTreeMap<Id, BTreeSet<Id>> = BTreeMap::new();
    for id in records {
        let first = store.root(id, "restates")?;
        if first != *id {
            restated.entry(first).or_default().insert(*id);
        }
        claims.insert(first);
    }
    let mut folding = Folding::new(store);
    let mut found = BTreeMap::new();
    let mut said: usize = 0;
    let mut repeated = BTreeMap::new();
    for claim in &claims {
        let folded = folding.cited([claim])?;
        if folded.is_empty() {
            // What was said first has no source of its own here: its repetitions bear one witness, that it was said.
            let more = folding.cited(restated.get(claim).into_iter().flatten())?;
            said += usize::from(!more.is_empty());
            repeated.extend(more);
        } else {
            found.extend(folded);
        }
    }
    let mut origins = Origins::of(found);
    origins.independent += said;
    origins.folded.extend(repeated);
    origins.count_sources();
    Ok(origins)
}

impl Origins {
    /// Counts the origins of sources that were folded.
    fn of(folded: BTreeMap<Id, Folded>) -> Self {
        let known = folded.values().filter_map(|one| one.origin.as_ref());
        let mut origins = Self {
            independent: known.collect::<BTreeSet<_>>().len(),
            folded,
            ..Self::default()
        };
        origins.count_sources();
        origins
    }

    fn count_sources(&mut self) {
        let first = |one: &Folded| one.chain.first().copied();
        let sources: BTreeSet<Option<Id>> = self.folded.values().map(first).collect();
        let unknown = self.folded.values().filter(|one| one.origin.is_none());
        self.unknown = unknown.map(first).collect::<BTreeSet<_>>().len();
        self.sources = sources.len();
    }
}
