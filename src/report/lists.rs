//! Plural nouns: actors, sources, stories, as recorded; topics with how often each is used.

use std::collections::{BTreeMap, HashSet};

use rusqlite::types::Value;
use serde::{Deserialize, Serialize};

use super::{
    Ask, Item, Report, ReportName, names,
    narrow::finds,
    query::{BY_SORT, Query},
};
use crate::{
    model::{Kind, Word as _},
    store::{Error, Store},
};

/// A topic, and how many records are filed under it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Topic {
    /// The word.
    pub topic: String,
    /// How many records are filed under it.
    pub count: usize,
}

pub(super) fn queries(ask: &Ask, kind: Kind) -> Vec<(&'static str, Query)> {
    let mut condition = format!("kind = '{}'", kind.word());
    let (of_itself, values) = asked_about(ask, kind, "record");
    if !values.is_empty() {
        let (of_user, _) = asked_about(ask, kind, "user");
        condition.push_str(&format!(
            " AND (({of_itself}) OR EXISTS (SELECT 1 FROM edge JOIN record user ON user.id = edge.record \
             WHERE edge.target = record.id AND user.removed = 0 AND {of_user}))"
        ));
    }
    vec![("items", Query::whatever(&condition, BY_SORT, values))]
}

/// Whether a record is of what is asked about. Actors and sources are shared by stories, topics and other actors: those
/// of one are also the ones that its records refer to.
fn asked_about(ask: &Ask, kind: Kind, record: &str) -> (String, Vec<Value>) {
    let (mut conditions, mut values) = (Vec::new(), Vec::new());
    if let Some(story) = ask.story.filter(|_| kind != Kind::Story) {
        values.push(Value::Text(story.to_string()));
        conditions.push(format!("{record}.story = ?{}", values.len()));
    }
    if let Some(sought) = ask.narrow.sought() {
        values.push(sought.clone().into());
        conditions.push(finds(record, values.len()));
    }
    (conditions.join(" AND "), values)
}

/// What was merged into another stands under that one, and in no list beside it.
fn listed(store: &Store, ask: &Ask, name: ReportName, kind: Kind) -> Result<Report<Item>, Error> {
    let mut report = Report::empty(name, ask);
    for (group, query) in queries(ask, kind) {
        let (mut items, mut left_out, mut seen) = (Vec::new(), 0, HashSet::new());
        query.each(store, |row| {
            let mut item = Item::read(&row, ask)?;
            if let Some(one) = names::became(store, &item.record)? {
                report.beside.push(item);
                // Of a story, a topic or an actor it may be that all refer to the other name.
                let is_narrow = ask.story.is_some() || ask.narrow.sought().is_some();
                let row = store.row(&one.id())?.filter(|_| is_narrow);
                let Some(row) = row else { return Ok(true) };
                item = Item::read(&row, ask)?;
            }
            if !seen.insert(item.record.id()) {
                return Ok(true);
            }
            if ask.limit.is_some_and(|limit| items.len() >= limit) {
                left_out += 1;
            } else {
                items.push(item);
            }
            Ok(true)
        })?;
        report.fill(group, items, left_out);
    }
    report.count_elsewhere(ask, |ask| listed(store, ask, name, kind))?;
    report.finish(store)
}

/// Lists the actors, as recorded.
///
/// # Errors
/// What SQLite says, or damage.
pub fn actors(store: &Store, ask: &Ask) -> Result<Report<Item>, Error> {
    listed(store, ask, ReportName::Actors, Kind::Actor)
}

/// Lists the sources, as recorded.
///
/// # Errors
/// What SQLite says, or damage.
pub fn sources(store: &Store, ask: &Ask) -> Result<Report<Item>, Error> {
    listed(store, ask, ReportName::Sources, Kind::Source)
}

/// Lists the stories, as recorded.
///
/// # Errors
/// What SQLite says, or damage.
pub fn stories(store: &Store, ask: &Ask) -> Result<Report<Item>, Error> {
    listed(store, ask, ReportName::Stories, Kind::Story)
}

/// Lists the topics, the most used first.
///
/// # Errors
/// What SQLite says, or damage.
pub fn topics(store: &Store, ask: &Ask) -> Result<Report<Topic>, Error> {
    #[derive(Deserialize)]
    struct Filed {
        topics: Vec<String>,
    }
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    // A quotation mark inside a text is escaped in JSON, so that no text can look like this.
    let filed = "instr(document, '\"topics\":[]') = 0";
    Query::of(ask, filed, BY_SORT, Vec::new()).each(store, |row| {
        let filed: Filed = row.part()?;
        for topic in filed.topics {
            *counts.entry(topic).or_default() += 1;
        }
        Ok(true)
    })?;
    let mut topics: Vec<Topic> = counts
        .into_iter()
        .map(|(topic, count)| Topic { topic, count })
        .collect();
    topics.sort_by_key(|topic| std::cmp::Reverse(topic.count));
    let left_out = ask
        .limit
        .map_or(0, |limit| topics.len().saturating_sub(limit));
    topics.truncate(topics.len() - left_out);
    let mut report = Report::empty(ReportName::Topics, ask);
    let narrowed = ask.story.iter().chain(&ask.narrow.actors).copied();
    report.names.learn(store, narrowed)?;
    report.fill("items", topics, left_out);
    report.count_elsewhere(ask, |ask| self::topics(store, ask))?;
    Ok(report)
}
