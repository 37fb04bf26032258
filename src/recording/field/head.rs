//! The fields that every kind of record has: slug, story, visibility, embargo, topics, citations, links.

use super::{Field, Setting};
use crate::{
    model::{Citation, Kind, Link, MoveCitation, Own, Record, Slug, Verb, Visibility, Word as _},
    recording::{Error, date::DateFlag, given::check_text, given::value_of, shell::quote},
    when,
};

/// The flags that are links, and the verb of each.
pub(super) const LINKS: [(Field, Verb); 9] = [
    (Field::About, Verb::About),
    (Field::WaitsOn, Verb::WaitsOn),
    (Field::PartOf, Verb::PartOf),
    (Field::Supports, Verb::Supports),
    (Field::Contradicts, Verb::Contradicts),
    (Field::Answers, Verb::Answers),
    (Field::Updates, Verb::Updates),
    (Field::Restates, Verb::Restates),
    (Field::Promises, Verb::Promises),
];

/// Sets what every kind of record has, where it was given. Citations come last: an excerpt may be the record's own words.
pub(in crate::recording) fn set_head<K: Own>(
    record: &mut Record<K>,
    setting: &mut Setting<'_, '_>,
) -> Result<(), Error> {
    if let Some(slug) = setting.given.text(Field::Slug)? {
        record.slug = Some(Slug::parse(&slug).map_err(|why| value_of(Field::Slug, why))?);
    }
    record.visibility = setting.visibility;
    if let Some(typed) = setting.given.text(Field::EmbargoUntil)? {
        let moment = setting.draft.moment();
        let context = when::Context {
            today: moment.today,
            direction: when::Direction::Next,
            zone: None,
        };
        let instant =
            when::read_instant(&typed, &context, moment.zone).map_err(|why| Error::Date {
                flag: DateFlag::next("embargo-until"),
                why: Box::new(why),
            })?;
        record.embargo_until = Some(instant);
    }
    if let Some(typed) = setting.given.text(Field::Story)? {
        record.story = setting.story(&typed)?;
    }
    if let Some(topics) = setting.given.list(Field::Topic)? {
        let mut filed: Vec<String> = Vec::new();
        for topic in topics {
            let topic = setting.topic(&topic)?;
            if !filed.contains(&topic) {
                filed.push(topic);
            }
        }
        record.topics = filed;
    }
    for (field, verb) in LINKS {
        set_links(record, setting, field, verb)?;
    }
    Ok(())
}

/// Sets the links of one verb: the flag says what they are.
fn set_links<K: Own>(
    record: &mut Record<K>,
    setting: &mut Setting<'_, '_>,
    field: Field,
    verb: Verb,
) -> Result<(), Error> {
    let kinds: Vec<Kind> = Kind::ALL
        .iter()
        .copied()
        .filter(|to| verb.joins(K::KIND, *to))
        .collect();
    let Some(targets) = setting.names(setting.given, field, &kinds)? else {
        return Ok(());
    };
    let mut links = Vec::new();
    for typed in targets {
        let target = setting.target(&kinds, &typed);
        let to = target.map_err(|why| why.of(field))?.id();
        let note = record
            .links
            .iter()
            .find(|link| link.verb == verb && link.to == to)
            .and_then(|link| link.note.clone());
        let link = Link { verb, to, note };
        link.check(record.id, String::new)
            .map_err(|why| Error::from(why).of(field))?;
        links.push(link);
    }
    // Members that stay keep their place; a verb's links stand where its first one stood.
    let at = record
        .links
        .iter()
        .position(|link| link.verb == verb)
        .unwrap_or(record.links.len());
    record.links.retain(|link| link.verb != verb);
    let at = at.min(record.links.len());
    record.links.splice(at..at, links);
    Ok(())
}

impl Setting<'_, '_> {
    /// Adds what `--source` cites to the citations of a record, where it was given.
    pub(in crate::recording) fn cite(
        &mut self,
        citations: &mut Vec<Citation>,
    ) -> Result<(), Error> {
        if let Some(cited) = self.cited(None)? {
            let key = self.draft.mint();
            citations.push(Citation::of(key, cited));
        }
        Ok(())
    }

    /// What `--source` with its companions cites; the words of the record, `own_words`, are the excerpt unless another
    /// is given.
    pub(in crate::recording) fn cited(
        &mut self,
        own_words: Option<&str>,
    ) -> Result<Option<MoveCitation>, Error> {
        let companions = [Field::Excerpt, Field::Locator, Field::Credibility];
        let Some(typed) = self.given.text(Field::Source)? else {
            return match companions.into_iter().find(|field| self.given.has(*field)) {
                None => Ok(None),
                Some(field) => Err(Error::usage(
                    format!(
                        "--{} says something of a source, and none is given",
                        field.flag()
                    ),
                    "give it with --source URL",
                )
                .of(field)),
            };
        };
        check_text("--source", &typed)?;
        let source = self.source(Field::Source, &typed)?;
        self.notice_standing(&source)?;
        Ok(Some(MoveCitation {
            source,
            locator: self.given.text(Field::Locator)?,
            // The bytes of an excerpt are the source's own.
            excerpt: self
                .given
                .raw(Field::Excerpt)?
                .or(own_words)
                .map(str::to_owned),
            credibility: self.given.read(Field::Credibility)?,
        }))
    }

    /// The visibility that the record gets: what was given, else what it has, else, for a new one, public. Private
    /// records need a chain of their own, which this release does not write.
    pub(in crate::recording) fn choose_visibility(
        &mut self,
        default: Visibility,
    ) -> Result<(), Error> {
        self.visibility = match self.given.text(Field::Visibility)?.as_deref() {
            None => default,
            Some("public") => Visibility::Public,
            Some("internal") => Visibility::Internal,
            Some("private") => {
                return Err(Error::usage(
                    "this release keeps no private records",
                    "--visibility internal: it stays at the desk",
                )
                .of(Field::Visibility));
            }
            Some(typed) => {
                return Err(Error::usage(
                    format!("--visibility: {} is no visibility", quote(typed)),
                    "one of: public, internal",
                )
                .of(Field::Visibility));
            }
        };
        Ok(())
    }
}
