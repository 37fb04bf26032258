//! Names of actors, sources, stories and topics: what is there is reached, what is not is made in passing, and said so;
//! what is near one that is there is asked about.

use super::{
    Candidate, Doubt, Error, Field, Unsure, done::Made, field::Setting, given::check_text,
    meaning::Meant,
};
use crate::{
    model::{
        Actor, ActorKind, AnyRecord, Id, Kind, Own, Record, Slug, Source, SourceKind, Story,
        Visibility, canonical_url, name, near::NameOf,
    },
    store::Topic,
};

/// What is known of actors who are made in passing.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct NewActor {
    /// The flag that names them; none: `--by`.
    pub flag: Option<Field>,
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
        let flag = new.flag.unwrap_or(Field::By);
        let name = match self.meant(Kind::Actor, NameOf::Actor, flag, typed)? {
            Meant::There(id) => return Ok(id),
            Meant::New(name) => name,
        };
        let described = new.may_be_described && name::is_description(&name);
        let slug = Slug::parse(&name.to_lowercase()).ok();
        let actor = Actor {
            name,
            kind: described.then_some(ActorKind::Described),
            of: new.of,
            ..Actor::default()
        };
        let visibility = if new.secret && !described {
            self.visibility.max(Visibility::Internal)
        } else {
            self.visibility
        };
        let id = self.make(actor, slug, visibility)?;
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
        let title = match self.meant(Kind::Story, NameOf::Story, Field::Story, typed)? {
            Meant::There(id) => return Ok(Some(id)),
            Meant::New(title) => title,
        };
        let slug = Slug::parse(&title.to_lowercase()).ok();
        let story = Story {
            title,
            summary: None,
        };
        // A story is no secret by itself: it takes the visibility of what it was made for, like all that is made so.
        self.make(story, slug, self.visibility).map(Some)
    }

    /// The source with this id, slug, URL or title, as `--source` or `--origin` names it, made where there is none.
    pub(super) fn source(&mut self, flag: Field, typed: &str) -> Result<Id, Error> {
        let name = match self.meant(Kind::Source, NameOf::Source, flag, typed)? {
            Meant::There(id) => return Ok(id),
            Meant::New(name) => name,
        };
        let (source, slug) = match canonical_url(&name) {
            Some(_) => (
                Source {
                    title: url_title(&name),
                    url: Some(name.clone()),
                    ..Source::default()
                },
                url_slug(&name),
            ),
            None => (
                Source {
                    title: name.clone(),
                    ..Source::default()
                },
                Slug::parse(&name.to_lowercase()).ok(),
            ),
        };
        self.make(source, slug, self.visibility)
    }

    /// The topic of this name: as it is written where it is there, as typed where it is new.
    pub(super) fn topic(&mut self, typed: &str) -> Result<String, Error> {
        let flag = Field::Topic.flag();
        let read = self.draft.naming().read(flag, typed).to_owned();
        let (name, is_new) = match read.strip_prefix(name::NEW) {
            Some(name) => (name.trim(), true),
            None => (read.as_str(), false),
        };
        check_text("a topic", name).map_err(|why| why.of(Field::Topic))?;
        let near = match self.draft.topic(name)? {
            Topic::There(topic) => return Ok(topic),
            Topic::Near(near) => near,
        };
        let strict = self.draft.naming().strict;
        if is_new || (near.is_empty() && !strict) {
            return Ok(name.to_owned());
        }
        let candidate = |topic: String| Candidate {
            handle: topic.clone(),
            name: topic,
        };
        Err(Error::Unsure(Unsure {
            of: NameOf::Topic,
            flag,
            typed: typed.to_owned(),
            doubt: if near.is_empty() {
                Doubt::Strict
            } else {
                Doubt::Near
            },
            candidates: near.into_iter().map(candidate).collect(),
        }))
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

    /// Keeps a source at the desk that was made in passing for a statement whose terms hide its speaker: own reporting,
    /// or what has no address, such as a talk with the speaker, whose title may name them.
    pub(super) fn hide_source(&mut self, id: &Id) -> Result<(), Error> {
        let Some(made) = self.made.iter_mut().find(|made| made.id == *id) else {
            return Ok(());
        };
        if let Some(mut source) = self.draft.get::<Source>(id)?
            && (source.own.url.is_none() || source.own.kind == Some(SourceKind::OwnReporting))
            && source.visibility == Visibility::Public
        {
            source.visibility = Visibility::Internal;
            made.visibility = Visibility::Internal;
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
