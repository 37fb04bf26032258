//! Cutting: what a record says of records and people that do not go out is taken out of it.

use std::collections::HashSet;

use super::{Cast, words::words};
use crate::{
    model::{
        Actor, AnyRecord, Citation, Event, Id, Link, MoveCitation, Note, Question, Record, Slug,
        Source, Statement, Story, Verb,
    },
    store::Error,
};

/// What is taken out of one record.
pub(super) struct Cut<'a> {
    /// Those of the records that it refers to that go out.
    pub going: &'a HashSet<Id>,
    /// Who may be named, by what was merged.
    pub cast: &'a Cast,
    /// The speakers whom nothing in the record may name.
    pub hidden: &'a [Id],
    /// Reads another record.
    pub look_up: &'a dyn Fn(&Id) -> Result<Option<AnyRecord>, Error>,
    /// How many references were taken out.
    pub links: u64,
    /// What was quoted or noted there, and to which record it led.
    pub taken: Vec<(Id, String)>,
}

impl Cut<'_> {
    /// Cuts a record of whichever kind.
    ///
    /// # Errors
    /// What comes of reading the records that it refers to.
    pub(super) fn record(&mut self, record: &mut AnyRecord) -> Result<(), Error> {
        match record {
            AnyRecord::Story(record) => self.whole(record),
            AnyRecord::Source(record) => self.whole(record),
            AnyRecord::Actor(record) => {
                self.whole(record);
                self.only_describe(record);
            }
            AnyRecord::Event(record) => self.whole(record),
            AnyRecord::Statement(record) => {
                self.whole(record);
                self.anonymise(record)?;
            }
            AnyRecord::Question(record) => self.whole(record),
            AnyRecord::Note(record) => self.whole(record),
        }
        Ok(())
    }

    fn whole<K: Refers>(&mut self, record: &mut Record<K>) {
        record.own.cut(record.id, self);
        self.one(&mut record.story);
        for citation in self.several(&mut record.citations, |citation| citation.source) {
            self.take(citation.source, citation.excerpt);
        }
        for link in self.several(&mut record.links, |link| link.to) {
            self.take(link.to, link.note);
        }
    }

    fn take(&mut self, led_to: Id, words: Option<String>) {
        self.taken.extend(words.map(|words| (led_to, words)));
    }

    /// Takes out what would name a hidden speaker: a slug that people made of a name; an attribution, venue, topic or
    /// the note of a link that holds one; what leads to a source that does, or to the speaker's own words.
    fn anonymise(&mut self, record: &mut Record<Statement>) -> Result<(), Error> {
        let nameless = record.own.terms.hides_speaker();
        let unfit = |said: &mut String| {
            !self
                .cast
                .attributes(Some(said.as_str()), self.hidden, nameless)
        };
        if (nameless || !self.hidden.is_empty()) && record.own.attribution.take_if(unfit).is_some()
        {
            self.links += 1;
        }
        let named = &record.own.speakers;
        let unmasking = keep(&mut record.links, |link| self.unmasks_nobody(link, named))?;
        self.took(unmasking, |link| (link.to, link.note));
        if !self.conceals(record) {
            return Ok(());
        }
        record.slug = None;
        record.own.venue.take_if(|venue| self.names(venue));
        record.topics.retain(|topic| !self.names(topic));
        let telling = keep(&mut record.citations, |citation| {
            self.may_be_cited(citation)
        })?;
        self.took(telling, |citation| (citation.source, citation.excerpt));
        let leading = keep(&mut record.links, |link| self.may_be_linked(link))?;
        self.took(leading, |link| (link.to, link.note));
        for link in &mut record.links {
            link.note.take_if(|note| self.names(note));
        }
        Ok(())
    }

    /// Takes out the slug of somebody described that says more than the description: it was made of a name.
    fn only_describe(&mut self, record: &mut Record<Actor>) {
        let described = record.own.is_described();
        let says = words(&record.own.name);
        let tells = |slug: &mut Slug| !words(slug.as_str()).iter().all(|word| says.contains(word));
        if described && record.slug.take_if(tells).is_some() {
            self.links += 1;
        }
    }

    fn names(&self, text: &str) -> bool {
        self.cast.names_one_of(text, self.hidden)
    }

    /// Whether neither the citation nor its source tells of a hidden speaker.
    fn may_be_cited(&self, citation: &Citation) -> Result<bool, Error> {
        let own = [&citation.locator, &citation.excerpt];
        let named = own.into_iter().flatten().any(|text| self.names(text));
        Ok(!named && !self.source_tells(&citation.source)?)
    }

    /// Whether a link leads neither to a source that tells of a hidden speaker nor, as the same words again, to their own.
    fn may_be_linked(&self, link: &Link) -> Result<bool, Error> {
        if matches!((self.look_up)(&link.to)?, Some(AnyRecord::Source(_))) {
            return Ok(!self.source_tells(&link.to)?);
        }
        let Some(other) = self.said_again(link)? else {
            return Ok(true);
        };
        Ok(!other.own.speakers.iter().any(|id| self.is_hidden(id)))
    }

    /// Whether a link of what these speakers say leads, as the same words again, to none of which one of them is a hidden
    /// speaker.
    fn unmasks_nobody(&self, link: &Link, named: &[Id]) -> Result<bool, Error> {
        let Some(other) = self.said_again(link)? else {
            return Ok(true);
        };
        let nameless = other.own.terms.hides_speaker();
        let mut hidden = other.own.speakers.iter();
        Ok(!hidden.any(|id| {
            let is_one_of_them = named.iter().any(|speaker| self.cast.are_one(speaker, id));
            is_one_of_them && !self.cast.may_be_named(id, nameless)
        }))
    }

    /// The other statement whose words a link says are said again.
    fn said_again(&self, link: &Link) -> Result<Option<Record<Statement>>, Error> {
        if !matches!(link.verb, Verb::Restates | Verb::Updates) {
            return Ok(None);
        }
        Ok(match (self.look_up)(&link.to)? {
            Some(AnyRecord::Statement(other)) => Some(other),
            _ => None,
        })
    }

    /// Whether a source, or one that it derives from or turned out to be, names a hidden speaker or leads to them.
    fn source_tells(&self, source: &Id) -> Result<bool, Error> {
        if self.hidden.is_empty() {
            return Ok(false);
        }
        let (mut next, mut seen) = (vec![*source], Vec::new());
        while let Some(id) = next.pop() {
            if seen.contains(&id) {
                continue;
            }
            seen.push(id);
            let Some(AnyRecord::Source(source)) = (self.look_up)(&id)? else {
                continue;
            };
            let leads = source.links.iter().any(|link| self.is_hidden(&link.to));
            if leads || words_of(&source).any(|text| self.names(text)) {
                return Ok(true);
            }
            next.extend(source.own.origin);
            next.extend(source.own.merged_into);
        }
        Ok(false)
    }

    /// Whether somebody stands behind the statement whom it may not name.
    fn conceals(&self, record: &Record<Statement>) -> bool {
        !self.hidden.is_empty()
            || (record.own.terms.hides_speaker() && record.own.speakers.is_empty())
    }

    fn may_stand(&self, id: &Id) -> bool {
        self.going.contains(id) && !self.is_hidden(id)
    }

    fn is_hidden(&self, id: &Id) -> bool {
        let mut hidden = self.hidden.iter();
        hidden.any(|hidden| self.cast.are_one(hidden, id))
    }

    /// Takes out what leads to a record that does not go out.
    fn one(&mut self, reference: &mut Option<Id>) {
        if reference.take_if(|id| !self.may_stand(id)).is_some() {
            self.links += 1;
        }
    }

    /// Takes out the members that lead to a record that does not go out, and returns them.
    fn several<T>(&mut self, members: &mut Vec<T>, to: impl Fn(&T) -> Id) -> Vec<T> {
        let taken: Vec<T> = members
            .extract_if(.., |member| !self.may_stand(&to(member)))
            .collect();
        self.links += taken.len() as u64;
        taken
    }

    /// Counts members that were taken out, and notes their words.
    fn took<T>(&mut self, members: Vec<T>, words: impl Fn(T) -> (Id, Option<String>)) {
        self.links += members.len() as u64;
        for (led_to, words) in members.into_iter().map(words) {
            self.take(led_to, words);
        }
    }
}

/// Takes out the members that may not stay, and returns them.
fn keep<T>(
    members: &mut Vec<T>,
    may_stay: impl Fn(&T) -> Result<bool, Error>,
) -> Result<Vec<T>, Error> {
    let mut taken = Vec::new();
    for member in std::mem::take(members) {
        if may_stay(&member)? {
            members.push(member);
        } else {
            taken.push(member);
        }
    }
    Ok(taken)
}

/// What a source says of itself in words.
fn words_of(source: &Record<Source>) -> impl Iterator<Item = &str> {
    let own = &source.own;
    let copy = own.archived.as_ref().map(|copy| copy.path.as_str());
    let more = [&own.url, &own.publisher, &own.author];
    let notes = source.links.iter().filter_map(|link| link.note.as_deref());
    let slug = source.slug.as_ref().map(|slug| slug.as_str());
    [own.title.as_str()]
        .into_iter()
        .chain(more.into_iter().filter_map(|text| text.as_deref()))
        .chain(copy)
        .chain(slug)
        .chain(source.topics.iter().map(String::as_str))
        .chain(notes)
}

/// A kind of record, by what its own fields refer to. The fields here are those that its `facts` tell of.
trait Refers {
    fn cut(&mut self, id: Id, cut: &mut Cut<'_>);
}

impl Refers for Story {
    fn cut(&mut self, _: Id, _: &mut Cut<'_>) {}
}

impl Refers for Note {
    fn cut(&mut self, _: Id, _: &mut Cut<'_>) {}
}

impl Refers for Source {
    fn cut(&mut self, _: Id, cut: &mut Cut<'_>) {
        cut.one(&mut self.origin);
        cut.one(&mut self.merged_into);
    }
}

impl Refers for Actor {
    fn cut(&mut self, id: Id, cut: &mut Cut<'_>) {
        cut.one(&mut self.of);
        // Who hides behind a description is nobody's to read, once it is known; nor by what names the desk finds them.
        if self.is_described() {
            cut.links += self.aliases.len() as u64;
            self.aliases.clear();
        }
        let other = self.merged_into.and_then(|into| (cut.look_up)(&into).ok()?);
        let is_described = |other: &AnyRecord| matches!(other, AnyRecord::Actor(other) if other.own.is_described());
        let unmasks = if self.is_described() {
            !cut.cast.is_described(&id)
        } else {
            other.as_ref().is_some_and(is_described)
        };
        if unmasks && self.merged_into.take().is_some() {
            cut.links += 1;
        }
        cut.one(&mut self.merged_into);
    }
}

impl Refers for Event {
    fn cut(&mut self, _: Id, cut: &mut Cut<'_>) {
        cut.several(&mut self.participants, |participant| participant.actor);
        for step in &mut self.moves {
            cut.one(&mut step.by);
            let uncited = |citation: &mut MoveCitation| !cut.may_stand(&citation.source);
            if let Some(citation) = step.citation.take_if(uncited) {
                cut.links += 1;
                cut.take(citation.source, citation.excerpt);
            }
        }
    }
}

impl Refers for Statement {
    fn cut(&mut self, _: Id, cut: &mut Cut<'_>) {
        cut.several(&mut self.speakers, |speaker| *speaker);
    }
}

impl Refers for Question {
    fn cut(&mut self, _: Id, cut: &mut Cut<'_>) {
        for forecast in &mut self.forecasts {
            cut.one(&mut forecast.by);
        }
    }
}
