//! Names of actors, sources and stories: what is there is reached, what is not is made in passing, and said so.

use super::{Error, done::Made, field::Setting};
use crate::{
    model::{
        Actor, ActorKind, AnyRecord, Id, Kind, Own, Record, Slug, Source, SourceKind, Story,
        Visibility, canonical_url, name,
    },
    store::Found,
};

/// What is known of actors who are made in passing.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct NewActor {
    /// Whether words that describe somebody make a described actor.
    pub may_be_described: bool,
    /// Whether its name is to stay at the desk.
    pub secret: bool,
    /// Whom it belongs to.
    pub of: Option<Id>,
}

impl Setting<'_, '_> {
    /// The actor with this name, made where there is none.
    pub(super) fn actor(&mut self, typed: &str, new: NewActor) -> Result<Id, Error> {
        if let Some(id) = self.named(Kind::Actor, typed)? {
            return Ok(id);
        }
        let described = new.may_be_described && name::is_description(typed);
        let actor = Actor {
            name: typed.to_owned(),
            kind: described.then_some(ActorKind::Described),
            of: new.of,
            ..Actor::default()
        };
        let visibility = if new.secret && !described {
            self.visibility.max(Visibility::Internal)
        } else {
            self.visibility
        };
        let id = self.make(actor, Slug::parse(&typed.to_lowercase()).ok(), visibility)?;
        if let Some(made) = self.made.last_mut() {
            made.described = described;
        }
        Ok(id)
    }

    /// The story with this name, made where there is none; none for `any`.
    pub(super) fn story(&mut self, typed: &str) -> Result<Option<Id>, Error> {
        if typed == "any" {
            return Ok(None);
        }
        if let Some(id) = self.named(Kind::Story, typed)? {
            return Ok(Some(id));
        }
        let story = Story {
            title: typed.to_owned(),
            summary: None,
        };
        // A story is no secret by itself: it takes the visibility of what it was made for, like all that is made so.
        self.make(
            story,
            Slug::parse(&typed.to_lowercase()).ok(),
            self.visibility,
        )
        .map(Some)
    }

    /// The source with this id, slug, URL or title, made where there is none.
    pub(super) fn source(&mut self, typed: &str) -> Result<Id, Error> {
        if let Some(id) = self.named(Kind::Source, typed)? {
            return Ok(id);
        }
        let (source, slug) = match canonical_url(typed) {
            Some(_) => (
                Source {
                    title: url_title(typed),
                    url: Some(typed.to_owned()),
                    ..Source::default()
                },
                url_slug(typed),
            ),
            None => (
                Source {
                    title: typed.to_owned(),
                    ..Source::default()
                },
                Slug::parse(&typed.to_lowercase()).ok(),
            ),
        };
        self.make(source, slug, self.visibility)
    }

    /// The id of the record of this kind that a name reaches, if there is one.
    fn named(&self, kind: Kind, typed: &str) -> Result<Option<Id>, Error> {
        match self.draft.find(&[kind], typed)? {
            Found::One(id, _) if self.is_meant(&id, typed)? => Ok(Some(id)),
            Found::One(..) => Ok(None),
            Found::Removed(..) | Found::Nothing => Ok(None),
            Found::Several(found) => Err(super::which::several(self.draft, typed, &found)?),
        }
    }

    /// Whether a record that was found is meant by its name. The beginning of an id could be a short name by chance
    /// (BBC), and a quote must not reach the wrong speaker so: in place of a name an id counts from 8 letters on.
    fn is_meant(&self, id: &Id, typed: &str) -> Result<bool, Error> {
        const FEWEST: usize = 8;
        if !id.as_str().starts_with(typed) || typed.len() >= FEWEST {
            return Ok(true);
        }
        let record = super::which::row(self.draft, id)?.any()?;
        let folded = name::fold(typed);
        let is_name = record
            .facts()
            .names
            .iter()
            .any(|name| name::fold(name) == folded);
        Ok(is_name || record.slug().is_some_and(|slug| slug.as_str() == typed))
    }

    /// Makes a record in passing: it takes the slug where that is free.
    pub(super) fn make<K: Own>(
        &mut self,
        own: K,
        slug: Option<Slug>,
        visibility: Visibility,
    ) -> Result<Id, Error> {
        let mut record = Record::new(self.draft.mint(), own);
        record.visibility = visibility;
        record.slug = match slug {
            Some(slug) if self.is_free(&slug)? => Some(slug),
            _ => None,
        };
        self.draft.put(&record)?;
        self.made.push(Made {
            id: record.id,
            kind: K::KIND,
            name: record.facts().headline.to_owned(),
            typed: record
                .slug
                .as_ref()
                .map_or_else(|| record.id.to_string(), ToString::to_string),
            visibility,
            described: false,
        });
        Ok(record.id)
    }

    /// Whether no record that stands has the slug, of whichever kind: a slug that nobody chose must not stand in the way
    /// of one that somebody did.
    pub(super) fn is_free(&self, slug: &Slug) -> Result<bool, Error> {
        let taken = self
            .draft
            .rows("WHERE slug = ?1 AND removed = 0", [slug.as_str()])?;
        Ok(taken.is_empty())
    }

    /// The record of one of these kinds that a word reaches: for links, which lead to what is there.
    pub(super) fn target(&self, kinds: &[Kind], typed: &str) -> Result<AnyRecord, Error> {
        super::which::find_one(self.draft, kinds, typed)
    }

    /// Marks an own-reporting source that a statement made in passing as internal, where the terms hide its speaker.
    pub(super) fn hide_own_reporting(&mut self, id: &Id) -> Result<(), Error> {
        let is_new = self.made.iter().any(|made| made.id == *id);
        if let Some(mut source) = self.draft.get::<Source>(id)?
            && is_new
            && source.own.kind == Some(SourceKind::OwnReporting)
            && source.visibility == Visibility::Public
        {
            source.visibility = Visibility::Internal;
            self.draft.put(&source)?;
        }
        Ok(())
    }
}

/// What a source that is known by its address alone is called: the address without scheme and query.
pub(super) fn url_title(typed: &str) -> String {
    let end = typed.find(['?', '#']).unwrap_or(typed.len());
    let address = typed.get(..end).unwrap_or(typed);
    let bare = address.split_once("://").map_or(address, |(_, rest)| rest);
    bare.trim_end_matches('/').to_owned()
}

/// The slug that the last part of an address makes; of an address without path, its host.
pub(super) fn url_slug(typed: &str) -> Option<Slug> {
    let title = url_title(typed);
    Slug::from_words(title.rsplit('/').find(|part| !part.is_empty())?)
}

/// "new actors trump, putin", "new source wire-0806", and what is to be known of their visibility.
pub(super) fn made_notice(made: &[Made], off_record: bool) -> Vec<super::Notice> {
    let mut notices = Vec::new();
    for kind in [Kind::Actor, Kind::Source, Kind::Story] {
        let new: Vec<&Made> = made.iter().filter(|made| made.kind == kind).collect();
        let Some(first) = new.first() else { continue };
        let is_internal = |made: &&Made| made.visibility == Visibility::Internal;
        let all_internal = new.iter().all(is_internal);
        let names: Vec<String> = new
            .iter()
            .map(|made| match is_internal(made) && !all_internal {
                true => format!("{} (internal)", made.name),
                false => made.name.clone(),
            })
            .collect();
        let described = if new.iter().all(|made| made.described) {
            "described "
        } else {
            ""
        };
        let plural = if new.len() > 1 {
            kind.plural().to_owned()
        } else {
            kind.to_string()
        };
        let mut text = format!("new {described}{plural} {}", names.join(", "));
        if all_internal {
            text.push_str(if off_record {
                ", internal, since this is off the record"
            } else {
                ", internal"
            });
        }
        let handle = match first.typed == first.id.as_str() {
            true => super::shell::quote(&first.name),
            false => first.typed.clone(),
        };
        let command = match kind {
            Kind::Actor if first.described => None,
            // A name of several words is whole as it is.
            Kind::Actor if first.name.contains(' ') => {
                Some(format!("tidings edit {handle} --kind person"))
            }
            Kind::Actor => Some(format!("tidings edit {handle} --name \"…\" --kind person")),
            Kind::Source => Some(format!(
                "tidings edit {handle} --publisher \"…\" --published \"…\""
            )),
            _ => Some(format!("tidings edit {handle} --summary \"…\"")),
        };
        notices.push(super::Notice {
            code: "made",
            text,
            command,
        });
    }
    notices
}
