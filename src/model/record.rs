//! What every record shares, and what a kind says about itself beyond its fields.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::{Citation, Error, Id, Kind, Link, Slug, Visibility};
use crate::when::{Instant, When};

/// The fields and verbs by which records lead to others like them, step by step, and never back to where they began. A
/// command refuses such a ring; `doctor` lists those that two desks brought about together.
pub const CHAINS: [&str; 7] = [
    "of",
    "origin",
    "merged_into",
    "part-of",
    "waits-on",
    "updates",
    "restates",
];

/// One record of kind `K`: the shared head, its own fields, the shared tail.
///
/// Its serde form is the document that users export, with its keys in this order. When and by whom it was
/// recorded comes from the journal, not from the record.
#[derive(Clone, Debug, Default, PartialEq, Serialize, JsonSchema)]
#[serde(default, bound = "K: Own")]
#[schemars(bound = "K: Own", rename = "{K}")]
pub struct Record<K> {
    /// 16 letters, the same on every machine, for life.
    pub id: Id,
    /// A name for it that people chose.
    pub slug: Option<Slug>,
    /// The story that it belongs to.
    pub story: Option<Id>,
    /// Who may see it.
    pub visibility: Visibility,
    /// Not for publication before this instant.
    pub embargo_until: Option<Instant>,
    /// What this kind of record alone has.
    #[serde(flatten)]
    pub own: K,
    /// Plain words that it is filed under.
    pub topics: Vec<String>,
    /// What it rests on.
    pub citations: Vec<Citation>,
    /// What it says of other records.
    pub links: Vec<Link>,
}

/// The fields that every kind has, read by themselves. A document is read for them and then for those of its kind, each
/// reading passing over what is the other's: to keep what is not yet known to be whose costs more than to look twice.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Shared {
    id: Id,
    slug: Option<Slug>,
    story: Option<Id>,
    visibility: Visibility,
    embargo_until: Option<Instant>,
    topics: Vec<String>,
    citations: Vec<Citation>,
    links: Vec<Link>,
}

impl Shared {
    fn with<K>(self, own: K) -> Record<K> {
        Record {
            id: self.id,
            slug: self.slug,
            story: self.story,
            visibility: self.visibility,
            embargo_until: self.embargo_until,
            own,
            topics: self.topics,
            citations: self.citations,
            links: self.links,
        }
    }
}

/// A kind of record: its own fields, and the few things that the rest of the program asks of every kind.
pub trait Own:
    Clone + std::fmt::Debug + Default + PartialEq + Serialize + DeserializeOwned + JsonSchema
{
    /// Which kind it is.
    const KIND: Kind;

    /// Says what the readings need to know: is it open, its date, its texts, its names, whom it refers to.
    fn facts<'a>(&'a self, facts: &mut Facts<'a>);

    /// Checks the rules of one record that no merging breaks.
    ///
    /// # Errors
    /// [`Error::Rule`] with the rule that is broken.
    fn check(&self) -> Result<(), Error>;

    /// Adds the rules that are broken of those that two desks can break together.
    fn findings(&self, _found: &mut Vec<Error>) {}
}

/// What a record says about itself beyond its fields.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts<'a> {
    /// Its first words: a title, a text, a name.
    pub headline: &'a str,
    /// All else that it says in words, in the order of its fields, but for its topics; an address is words too.
    pub texts: Vec<&'a str>,
    /// Whether something is still to come of it.
    pub open: bool,
    /// The word for where it stands.
    pub status: Option<&'static str>,
    /// The date that it stands at on the line of time; a question's is its deadline.
    pub date: Option<&'a When>,
    /// The names that reach it, as they were typed.
    pub names: Vec<&'a str>,
    /// Every record that it refers to, by the verb of the link, else the name of the field.
    pub refers: Vec<(&'static str, Id)>,
}

impl<'a> Facts<'a> {
    /// Notes texts.
    pub fn say(&mut self, texts: impl IntoIterator<Item = &'a Option<String>>) {
        self.texts
            .extend(texts.into_iter().filter_map(Option::as_deref));
    }

    /// Notes references of one field.
    pub fn refer(&mut self, field: &'static str, to: impl IntoIterator<Item = Id>) {
        self.refers.extend(to.into_iter().map(|id| (field, id)));
    }

    /// The sources that it cites, those of an event's moves too, each as often as it does.
    pub fn sources(self) -> impl Iterator<Item = Id> {
        let refers = self.refers.into_iter();
        refers.filter_map(|(field, to)| (field == "source").then_some(to))
    }

    /// Whether it, or a move of an event, cites a source.
    #[must_use]
    pub fn cites(self) -> bool {
        self.sources().next().is_some()
    }
}

/// Checks a list of words, by which its members go: none is empty, and none has spaces around it that nobody would see.
pub(super) fn check_words(field: &str, what: &str, words: &[String]) -> Result<(), Error> {
    for (place, word) in words.iter().enumerate() {
        let at = format!("{field}[{place}]");
        if word.trim() != word {
            return Err(Error::broken(
                at,
                format!("{what} has no spaces around it, and \"{word}\" has"),
                "take them out",
            ));
        }
        Error::require(&at, word, &format!("{what} needs its words"))?;
    }
    Ok(())
}

impl<K: Own> Record<K> {
    /// A record with these own fields and nothing else.
    #[must_use]
    pub fn new(id: Id, own: K) -> Self {
        Self {
            id,
            own,
            ..Self::default()
        }
    }

    /// Reads a record from its document.
    ///
    /// # Errors
    /// [`serde_json::Error`] where it is none of this kind.
    pub fn from_document(document: &str) -> Result<Self, serde_json::Error> {
        let shared: Shared = serde_json::from_str(document)?;
        Ok(shared.with(serde_json::from_str(document)?))
    }

    /// What the record says about itself, its own fields and the shared ones.
    #[must_use]
    pub fn facts(&self) -> Facts<'_> {
        let mut facts = Facts::default();
        self.own.facts(&mut facts);
        for citation in &self.citations {
            facts.say([&citation.locator, &citation.excerpt]);
        }
        facts.say(self.links.iter().map(|link| &link.note));
        facts.refer("story", self.story);
        facts.refer(
            "source",
            self.citations.iter().map(|citation| citation.source),
        );
        for link in &self.links {
            facts.refer(super::Word::word(link.verb), [link.to]);
        }
        facts
    }

    /// Checks the rules of this record, those that no merging breaks first.
    ///
    /// # Errors
    /// [`Error::Rule`] with the rule that is broken.
    pub fn check(&self) -> Result<(), Error> {
        self.check_whole()?;
        self.findings().into_iter().next().map_or(Ok(()), Err)
    }

    /// Checks the rules that no merging breaks.
    ///
    /// # Errors
    /// [`Error::Rule`] with the rule that is broken.
    pub fn check_whole(&self) -> Result<(), Error> {
        check_words("topics", "a topic", &self.topics)?;
        for (place, link) in self.links.iter().enumerate() {
            link.check(self.id, || format!("links[{place}].to"))?;
        }
        self.own.check()
    }

    /// The rules that are broken of those that two desks can break together: a record may stand so.
    #[must_use]
    pub fn findings(&self) -> Vec<Error> {
        let mut found = Vec::new();
        self.own.findings(&mut found);
        let mut parents = self.linked(super::Verb::PartOf).skip(1);
        if let (Kind::Question, Some(second)) = (K::KIND, parents.next()) {
            found.push(Error::rule(
                "links",
                &["links/part-of"],
                "a question is part of at most one other",
                "name one",
                match parents.next() {
                    None => format!("unlink ID part-of {second}"),
                    // One command must leave one of them at most.
                    Some(_) => "edit ID --no part-of".to_owned(),
                },
            ));
        }
        found
    }

    /// The links with this verb.
    pub fn linked(&self, verb: super::Verb) -> impl Iterator<Item = Id> + '_ {
        self.links
            .iter()
            .filter(move |link| link.verb == verb)
            .map(|link| link.to)
    }
}
