//! What a release must not tell: the names of who and what does not go out, and the texts that are left out.

use super::{
    Error, Release, Withheld,
    audience::barred,
    calendar::is_calendar,
    cast::{aliases_beyond, each_ever, patches, telling_names},
    names::{Names, ways_to_write},
    needles::{Field, Found, Needles, Sort},
    texts::{FEWEST, QUOTED, pieces, texts_of},
    words::{Reading, each_reading, sum_of, words},
};
use crate::{
    model::{Actor, ActorKind, AliasKind, Id, Kind, Record, Source},
    store::RecordRow,
};

/// Whom a needle belongs to, and how it comes to be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Owner {
    /// The record that does not go out, or of which this does not.
    pub id: Id,
    /// The source that an excerpt is from.
    pub source: Option<Id>,
    pub how: How,
}

/// How something comes not to go out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// With its record.
    Record,
    /// As an alias of somebody who is known by a description alone.
    Alias,
    /// With the reference beside which it stood.
    Reference,
    /// It was changed while its record was kept back.
    Former,
}

/// Everything that must not be told.
pub(super) struct Secrets<'r, 's> {
    pub release: &'r Release<'s>,
    pub needles: Needles,
    owners: Vec<Owner>,
    /// The names of who and what does go out: they are no secret.
    open: Names,
    /// Those of actors who are no persons, as far as anybody said: a hidden name that is a part of one is none there.
    houses: Names,
    reading: Reading,
}

impl<'r, 's> Secrets<'r, 's> {
    /// Gathers it.
    ///
    /// # Errors
    /// What SQLite says, or damage.
    pub(super) fn of(release: &'r Release<'s>, withheld: &Withheld) -> Result<Self, Error> {
        let mut secrets = Self {
            release,
            needles: Needles::default(),
            owners: Vec::new(),
            open: Names::default(),
            houses: Names::default(),
            reading: Reading::default(),
        };
        let named = secrets.named()?;
        if !named.is_empty() {
            secrets.open_names()?;
        }
        for (id, kind, how) in named {
            match kind {
                Kind::Actor => secrets.actor(&id, how)?,
                _ => secrets.source(&id)?,
            }
        }
        for number in &withheld.records {
            if let Some(row) = release.snapshot.row(*number)? {
                secrets.texts(&row)?;
            }
        }
        secrets.former(withheld)?;
        for (led_to, words) in &withheld.words {
            let owner = Owner {
                id: *led_to,
                source: None,
                how: How::Reference,
            };
            secrets.text(words, QUOTED, owner);
        }
        Ok(secrets)
    }

    /// To what a needle belongs.
    pub(super) fn owner(&self, needle: u32) -> Option<Owner> {
        let owner = usize::try_from(self.needles.of(needle)?).ok()?;
        self.owners.get(owner).copied()
    }

    /// Whether what was found is a name, and there only a part of another that goes out.
    pub(super) fn is_part(&self, reading: &Reading, found: &Found) -> bool {
        let is_text = matches!(
            self.needles.sort(found.needle),
            Some(Sort::Text(_) | Sort::Sentence(_))
        );
        !is_text && self.houses.cover(reading, found.from, found.length)
    }

    /// The actors and sources whose names must not be told, removed ones too: that something was removed lifts no
    /// secrecy. Of somebody described who goes out it is the aliases.
    fn named(&self) -> Result<Vec<(Id, Kind, How)>, Error> {
        let mut named = Vec::new();
        self.each_row(&[Kind::Actor, Kind::Source], |row| {
            if barred(row.visibility, row.embargo_until, &self.release.audience).is_some() {
                named.push((row.id, row.kind, How::Record));
            } else if row.kind == Kind::Actor && self.release.cast.is_known_by_description(&row.id)
            {
                named.push((row.id, row.kind, How::Alias));
            }
            Ok(())
        })?;
        Ok(named)
    }

    /// Learns the names of who and what goes out: of a person any run of words of its names, of another actor any word.
    fn open_names(&mut self) -> Result<(), Error> {
        let (mut open, mut houses) = (Names::default(), Names::default());
        self.each_row(&[Kind::Actor, Kind::Source], |row| {
            let barred = barred(row.visibility, row.embargo_until, &self.release.audience);
            if row.removed || barred.is_some() {
                return Ok(());
            }
            if row.kind == Kind::Source {
                let source: Record<Source> = row.record()?;
                let own = &source.own;
                let more = [&own.publisher, &own.author];
                open.add(&own.title);
                more.into_iter().flatten().for_each(|name| open.add(name));
                source.slug.iter().for_each(|slug| open.add(slug.as_str()));
                let address = own.url.as_deref().and_then(address);
                address.iter().for_each(|address| open.add(address));
                return Ok(());
            }
            let actor: Record<Actor> = row.record()?;
            if self.release.cast.is_known_by_description(&row.id) {
                // "a lawyer of Jean Exemple" makes no secret of that name open.
                open.add(&actor.own.name);
                return Ok(());
            }
            let slug = actor.slug.iter().map(|slug| slug.as_str());
            let aliases = actor.own.aliases.iter().map(|alias| alias.text.as_str());
            for name in slug.chain(aliases).chain([actor.own.name.as_str()]) {
                if actor.own.kind == Some(ActorKind::Person) {
                    open.add_runs(name);
                } else {
                    // Nobody is called "Greta Mole" for a Greta Mole Foundation.
                    open.add(name);
                    open.add_words(words(name));
                    houses.add(name);
                }
            }
            Ok(())
        })?;
        (self.open, self.houses) = (open, houses);
        Ok(())
    }

    fn each_row(
        &self,
        kinds: &[Kind],
        mut each: impl FnMut(&RecordRow) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let store = self.release.snapshot.store();
        kinds
            .iter()
            .try_for_each(|kind| each_ever(store, *kind, &mut each))
    }

    fn actor(&mut self, id: &Id, how: How) -> Result<(), Error> {
        let store = self.release.snapshot.store();
        let Some(row) = store.row(id)? else {
            return Ok(());
        };
        let owner = self.own(Owner {
            id: *id,
            source: None,
            how,
        });
        let actor: Record<Actor> = row.record()?;
        self.names_of(id, &actor, owner);
        // Whoever is described now may have been named before.
        let present = names(&actor).chain([actor.own.name.as_str()]);
        let present: Vec<Vec<String>> = present.map(words).collect();
        for mut former in patches::<Actor>(store, id)? {
            former
                .own
                .aliases
                .retain(|alias| !is_part(&alias.text, &present));
            if is_part(&former.own.name, &present) {
                former.own.name.clear();
            }
            self.names_of(id, &former, owner);
        }
        Ok(())
    }

    /// Takes in what an actor is called.
    fn names_of(&mut self, id: &Id, actor: &Record<Actor>, owner: u32) {
        for name in names(actor) {
            self.name(name, Sort::Name, owner);
        }
        if self.release.cast.is_known_by_description(id) {
            return;
        }
        if let Some(slug) = &actor.slug {
            self.name(slug.as_str(), Sort::Word, owner);
        }
        if self.release.cast.may_be_person(id) {
            for word in self.release.cast.telling(id, &telling_names(&actor.own)) {
                if !self.open.hold(sum_of(std::slice::from_ref(&word))) {
                    self.needle(&word, Sort::Word, owner);
                }
            }
        }
    }

    fn source(&mut self, id: &Id) -> Result<(), Error> {
        let Some(row) = self.release.snapshot.store().row(id)? else {
            return Ok(());
        };
        let source: Record<Source> = row.record()?;
        let owner = self.own(Owner {
            id: *id,
            source: None,
            how: How::Record,
        });
        self.names_of_source(&source, owner);
        let present = [words(&source.own.title)];
        for mut former in patches::<Source>(self.release.snapshot.store(), id)? {
            if is_part(&former.own.title, &present) {
                former.own.title.clear();
            }
            self.names_of_source(&former, owner);
        }
        Ok(())
    }

    /// Takes in what a source is called, and where it is.
    fn names_of_source(&mut self, source: &Record<Source>, owner: u32) {
        self.name(&source.own.title, Sort::Word, owner);
        // A slug of one word was made of an address: "news".
        let slug = source.slug.as_ref().map(|slug| slug.as_str());
        if let Some(slug) = slug.filter(|slug| words(slug).len() > 1) {
            self.name(slug, Sort::Name, owner);
        }
        let address = source.own.url.as_deref().and_then(address);
        if let Some(address) = address.filter(|address| !self.open.hold(sum_of(&words(address)))) {
            self.needle(address, Sort::Address, owner);
        }
    }

    /// Takes in a name, unless it is somebody's who goes out, or says nothing: a single letter, a number, a word that
    /// descriptions use. `single` says how one word is looked for.
    fn name(&mut self, name: &str, single: Sort, owner: u32) {
        for words in ways_to_write(name) {
            let sort = match words.as_slice() {
                [word] if is_calendar(word) => Sort::Calendar,
                [word] if self.release.cast.is_common(word) => continue,
                [_] => single,
                _ => Sort::Name,
            };
            let says = words.concat();
            let is_number = says.bytes().all(|byte| byte.is_ascii_digit());
            if says.chars().nth(1).is_some() && !is_number && !self.open.hold(sum_of(&words)) {
                self.needle(&words.join(" "), sort, owner);
            }
        }
    }

    /// Takes in the texts of a record that does not go out.
    pub(super) fn texts(&mut self, row: &RecordRow) -> Result<(), Error> {
        for (text, field, owner) in texts_of(row.kind, &row.id, &row.document, How::Record)? {
            self.text(&text, field, owner);
        }
        Ok(())
    }

    fn text(&mut self, text: &str, field: Field, owner: Owner) {
        for (piece, sort) in pieces(text, field) {
            self.run(piece, sort, owner);
        }
    }

    pub(super) fn run(&mut self, text: &str, sort: Sort, owner: Owner) {
        let mut reading = std::mem::take(&mut self.reading);
        let mut owned = None;
        each_reading(text, &mut reading, |reading| {
            if reading.words().len() >= FEWEST {
                let owner = *owned.get_or_insert_with(|| self.own(owner));
                self.needles.add(reading, sort, owner);
            }
        });
        self.reading = reading;
    }

    fn needle(&mut self, name: &str, sort: Sort, owner: u32) {
        let mut reading = std::mem::take(&mut self.reading);
        each_reading(name, &mut reading, |reading| {
            self.needles.add(reading, sort, owner);
        });
        self.reading = reading;
    }

    /// The number of an owner: the last one's, or a new one.
    fn own(&mut self, owner: Owner) -> u32 {
        if self.owners.last() != Some(&owner) {
            self.owners.push(owner);
        }
        u32::try_from(self.owners.len() - 1).unwrap_or(u32::MAX)
    }
}

/// Whether a former name stands in a present one: "minister", now that it is called "Jean Exemple, minister", is found as
/// a part of that.
fn is_part(former: &str, present: &[Vec<String>]) -> bool {
    let part = words(former);
    let mut present = present.iter();
    present.any(|name| !part.is_empty() && name.windows(part.len()).any(|run| run == part))
}

/// The names of an actor that name nobody else: a weak alias does, and so does the description of somebody described.
fn names(actor: &Record<Actor>) -> impl Iterator<Item = &str> {
    let own = &actor.own;
    let is_named = !own.is_described();
    let aliases = aliases_beyond(own).filter(|alias| alias.kind != Some(AliasKind::Weak));
    let name = Some(own.name.as_str()).filter(|_| is_named);
    name.into_iter()
        .chain(aliases.map(|alias| alias.text.as_str()))
}

/// An address without what many share: how it is reached, and a stroke at its end; none where it is a host alone.
fn address(url: &str) -> Option<&str> {
    let (_, address) = url.split_once("://")?;
    let address = address.strip_prefix("www.").unwrap_or(address);
    let address = address.trim_end_matches('/');
    address.contains(['/', '?']).then_some(address)
}
