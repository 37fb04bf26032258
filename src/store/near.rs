//! Names that are near one that was typed. Only a name that nothing has is looked for so, one by one.

use std::collections::BTreeMap;

use super::{
    Error, Readings,
    words::{BY_WORDS, Column, Match},
};
use crate::model::{
    AnyRecord, Id, Kind, Word as _,
    name::{fold, is_description},
    near::{NameOf, Near, Typed},
};

/// A part that more than so many names have is nobody's: "minister".
const MOST: usize = 4;

/// A topic that was typed, and what is there of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Topic {
    /// It is there, written so.
    There(String),
    /// It is not; these are near.
    Near(Vec<String>),
}

/// The topics of records that stand, each once.
const TOPICS: &str = "SELECT DISTINCT topic.value FROM record, json_each(record.document, '$.topics') topic \
                      WHERE record.removed = 0";

impl Readings {
    /// The actors, sources or stories whose name is near the one that was typed: each as what it was merged into, the
    /// nearest first, then as recorded. A description is near nobody, and who is known by one is near its own words alone.
    ///
    /// # Errors
    /// What SQLite says, or damage.
    pub fn near(&self, kind: Kind, typed: &str) -> Result<Vec<(Id, Near)>, Error> {
        let of = match kind {
            Kind::Actor if is_description(typed) => return Ok(Vec::new()),
            Kind::Actor => NameOf::Actor,
            Kind::Source => NameOf::Source,
            Kind::Story => NameOf::Story,
            _ => return Ok(Vec::new()),
        };
        let typed = Typed::new(of, typed);
        let mut found: BTreeMap<Id, Near> = BTreeMap::new();
        for id in self.candidates(kind, &typed)? {
            let Some(near) = self.how_near(&id, &typed)? else {
                continue;
            };
            let root = self.one(&id)?;
            let nearest = found.entry(root).or_insert(near);
            *nearest = near.min(*nearest);
        }
        let mut found: Vec<(Id, Near)> = found.into_iter().collect();
        let parts = found.iter().filter(|(_, near)| *near == Near::Part).count();
        found.retain(|(_, near)| *near == Near::Spelling || parts <= MOST);
        found.sort_by_key(|(_, near)| *near);
        Ok(found)
    }

    /// Those one of whose names or slugs is near, as far as that can be told from the folded name alone.
    fn candidates(&self, kind: Kind, typed: &Typed) -> Result<Vec<Id>, Error> {
        let mut names = self.connection.prepare_cached(
        "SELECT folded, record FROM name WHERE kind = ?1 \
         UNION ALL SELECT slug, id FROM record WHERE kind = ?1 AND slug IS NOT NULL AND removed = 0",
    )?;
        let mut rows = names.query([kind.word()])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            if typed
                .near(row.get_ref(0)?.as_str().unwrap_or_default(), true)
                .is_some()
            {
                found.push(Id::parse(row.get_ref(1)?.as_str().unwrap_or_default())?);
            }
        }
        found.sort_unstable();
        found.dedup();
        Ok(found)
    }

    fn how_near(&self, id: &Id, typed: &Typed) -> Result<Option<Near>, Error> {
        let Some(record) = self.any(id)? else {
            return Ok(None);
        };
        let facts = record.facts();
        let whole = typed.near(facts.headline, true);
        if matches!(&record, AnyRecord::Actor(actor) if actor.own.is_described()) {
            return Ok(whole.filter(|near| *near == Near::Spelling));
        }
        let slug = record.slug().map(crate::model::Slug::as_str);
        let others = facts.names.into_iter().chain(slug);
        Ok(others
            .filter_map(|name| typed.near(name, false))
            .chain(whole)
            .min())
    }

    /// The topic that was typed, as it stands in the file, else those that are near.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn topic(&self, typed: &str) -> Result<Topic, Error> {
        if self.is_filed(typed)? {
            return Ok(Topic::There(typed.to_owned()));
        }
        let folded = fold(typed);
        let compared = Typed::new(NameOf::Topic, typed);
        let mut topics = self
            .connection
            .prepare_cached(&format!("{TOPICS} ORDER BY topic.value"))?;
        let mut rows = topics.query([])?;
        let mut near = Vec::new();
        while let Some(row) = rows.next()? {
            let topic: String = row.get(0)?;
            if fold(&topic) == folded {
                return Ok(Topic::There(topic));
            }
            if compared.near(&topic, true).is_some() {
                near.push(topic);
            }
        }
        Ok(Topic::Near(near))
    }

    /// Whether a record that stands is filed under exactly this. The full text leads to the few that may be.
    fn is_filed(&self, topic: &str) -> Result<bool, Error> {
        let Some(sought) = Match::phrase(&[Column::Body], topic, false) else {
            return Ok(false);
        };
        Ok(self.connection
        .prepare_cached(&format!(
            "SELECT 1 FROM record {BY_WORDS} \
             AND EXISTS (SELECT 1 FROM json_each(record.document, '$.topics') WHERE value = ?2) LIMIT 1"
        ))?
        .exists((sought, topic))?)
    }
}
