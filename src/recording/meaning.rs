//! What a typed name means: an actor, a source or a story that is there, a new one, or a question.

use super::{
    Candidate, Doubt, Error, Field, Unsure,
    field::Setting,
    given::check_text,
    which::{row, shortened},
};
use crate::{
    model::{AnyRecord, Id, Kind, Slug, Word as _, canonical_url, name, near::NameOf},
    store::{self, Draft, Found, Readings},
};

/// What a name means.
pub(super) enum Meant {
    /// A record that is there.
    There(Id),
    /// One that is to be made, of this name.
    New(String),
}

/// What an exact name reaches.
enum Exactly {
    One(Id),
    /// By a weak alias alone: it may mean others as well.
    Weakly(Id),
    Several(Vec<Id>),
    Nothing,
}

impl Setting<'_, '_> {
    /// What a name means that was typed for a flag: what is called so; a new one, where `new:` says so or nothing is
    /// near. What is typed as `@` or `KIND:…` is no name, and never makes a record.
    ///
    /// # Errors
    /// [`Error::Unsure`] where several are called so, or nothing is and something is near.
    pub(super) fn meant(
        &self,
        kind: Kind,
        of: NameOf,
        flag: Field,
        typed: &str,
    ) -> Result<Meant, Error> {
        self.meaning(kind, of, flag.flag(), typed)
            .map_err(|why| why.of(flag))
    }

    fn meaning(
        &self,
        kind: Kind,
        of: NameOf,
        flag: &'static str,
        typed: &str,
    ) -> Result<Meant, Error> {
        let read = self.draft.naming().read(flag, typed).to_owned();
        let unsure = |doubt, ids: Vec<Id>| -> Result<Meant, Error> {
            let candidates = ids.iter().map(|id| candidate(self.draft, id));
            Err(Error::Unsure(Unsure {
                of,
                flag,
                typed: typed.to_owned(),
                doubt,
                candidates: candidates.collect::<Result<_, _>>()?,
            }))
        };
        if let Some(name) = read.strip_prefix(name::NEW) {
            return match self.meant_new(kind, name.trim())? {
                Ok(meant) => Ok(meant),
                Err(there) => unsure(Doubt::There, vec![there]),
            };
        }
        match self.exactly(kind, &read)? {
            Exactly::One(id) => return Ok(Meant::There(id)),
            Exactly::Weakly(id) => return unsure(Doubt::Weak, vec![id]),
            Exactly::Several(ids) => return unsure(Doubt::Several, ids),
            Exactly::Nothing => {}
        }
        match read.split_once(':') {
            Some((word, _)) if Kind::read(word).is_ok() => return Err(not_there(kind, &read)),
            _ if read.starts_with('@') => return Err(not_there(kind, &read)),
            _ => {}
        }
        // An address is that source or another one: a letter makes all the difference.
        let is_address = kind == Kind::Source && canonical_url(&read).is_some();
        let near = match is_address {
            true => Vec::new(),
            false => self.draft.near(kind, &read)?,
        };
        let near: Vec<Id> = near.into_iter().map(|(id, _)| id).collect();
        match (near.is_empty(), self.draft.naming().strict) {
            (false, _) => unsure(Doubt::Near, near),
            (true, true) => unsure(Doubt::Strict, near),
            (true, false) => Ok(Meant::New(read)),
        }
    }

    /// What `new:NAME` means; the id of what stood there before by that name, where something did. What this very
    /// command made is no other.
    fn meant_new(&self, kind: Kind, name: &str) -> Result<Result<Meant, Id>, Error> {
        check_text("the name after new:", name)?;
        Ok(match self.exactly(kind, name)? {
            Exactly::One(id) if self.made.iter().any(|made| made.id == id) => Ok(Meant::There(id)),
            Exactly::One(id) => Err(id),
            Exactly::Several(ids) => match ids.first() {
                Some(first) => Err(*first),
                None => Ok(Meant::New(name.to_owned())),
            },
            Exactly::Weakly(_) | Exactly::Nothing => Ok(Meant::New(name.to_owned())),
        })
    }

    /// What has the name of an actor, a source or a story that is about to be added, or one that is near it.
    pub(super) fn near_ones(&self, record: &AnyRecord) -> Result<Vec<Id>, Error> {
        let (kind, name) = (record.kind(), record.facts().headline);
        if kind.is_entry() || canonical_url(name).is_some() {
            return Ok(Vec::new());
        }
        Ok(match self.exactly(kind, name)? {
            Exactly::One(id) | Exactly::Weakly(id) => vec![id],
            Exactly::Several(ids) => ids,
            Exactly::Nothing => {
                let near = self.draft.near(kind, name)?.into_iter();
                near.map(|(id, _)| id).collect()
            }
        })
    }

    /// What has exactly this name, slug, address or id, as what it was merged into.
    fn exactly(&self, kind: Kind, typed: &str) -> Result<Exactly, Error> {
        let by_chance = |id: &Id| is_short_beginning(id, typed);
        let found = match self.draft.find_itself(&[kind], typed)? {
            Found::One(id, _) => vec![id],
            Found::Several(found) => found.into_iter().map(|(id, _)| id).collect(),
            Found::Removed(..) | Found::Nothing => Vec::new(),
        };
        let mut weakly = false;
        let mut roots: Vec<Id> = Vec::new();
        for id in &found {
            match self.is_called(id, typed)? {
                Called::Firmly => {}
                Called::Weakly => weakly = true,
                Called::Otherwise if by_chance(id) => continue,
                Called::Otherwise => {}
            }
            let root = self.draft.one(id)?;
            if !roots.contains(&root) {
                roots.push(root);
            }
        }
        Ok(match roots.as_slice() {
            [] => Exactly::Nothing,
            [one] if weakly => Exactly::Weakly(*one),
            [one] => Exactly::One(*one),
            _ => Exactly::Several(roots),
        })
    }

    /// Whether the record has this name or slug.
    fn is_called(&self, id: &Id, typed: &str) -> Result<Called, Error> {
        let record = row(self.draft, id)?.any()?;
        let lower = typed.to_lowercase();
        if record.slug().is_some_and(|slug| slug.as_str() == lower) {
            return Ok(Called::Firmly);
        }
        let folded = name::fold(typed);
        let is_name = |name: &&str| name::fold(name) == folded;
        Ok(match &record {
            AnyRecord::Actor(actor) if actor.own.is_called_weakly(&folded) => Called::Weakly,
            record if record.facts().names.iter().any(is_name) => Called::Firmly,
            _ => Called::Otherwise,
        })
    }
}

/// How a record is called by what was typed.
enum Called {
    /// By its name, an alias or its slug.
    Firmly,
    /// By a weak alias alone.
    Weakly,
    /// By its id, or by an address that is written otherwise.
    Otherwise,
}

/// What one types to mean an actor, a source or a story and nothing else, and what it is called.
pub(super) fn candidate(draft: &Draft<'_>, id: &Id) -> Result<Candidate, Error> {
    let record = row(draft, id)?.any()?;
    Ok(Candidate {
        handle: handle(draft, &record)?,
        name: shortened(record.facts().headline),
    })
}

/// What one types to mean an actor, a source or a story and nothing else: its slug, else its name, where that reaches it
/// alone; else its id.
///
/// # Errors
/// What the store says.
pub fn handle(readings: &Readings, record: &AnyRecord) -> Result<String, store::Error> {
    let (id, kind) = (record.id(), record.kind());
    let name = record.facts().headline;
    // Commas part the names of a list, and a colon what stands before one.
    let name = Some(name).filter(|name| !name.contains([',', ':', '@']));
    for word in record.slug().map(Slug::as_str).into_iter().chain(name) {
        if readings.find_itself(&[kind], word)? == Found::One(id, kind) {
            return Ok(word.to_owned());
        }
    }
    Ok(format!("{kind}:{id}"))
}

/// Whether what was typed is so short a beginning of the id that it may be a name by chance (BBC): a quote must not
/// reach the wrong speaker so. In place of a name an id counts from 8 letters on.
fn is_short_beginning(id: &Id, typed: &str) -> bool {
    const FEWEST: usize = 8;
    typed.len() < FEWEST && id.as_str().starts_with(typed)
}

fn not_there(kind: Kind, typed: &str) -> Error {
    Error::usage(
        format!("\"{typed}\" reaches no {kind}"),
        format!(
            "tidings {} lists them; a new one is named by its name alone",
            kind.plural()
        ),
    )
}
