//! One query of a report: its condition and its order, narrowed to what is asked about, cut at a limit that still counts.

use rusqlite::{params_from_iter, types::Value};

use super::{Ask, narrow::finds};
use crate::{
    model::{Id, Kind, Word as _},
    store::{BY_WORDS, Error, Match, RecordRow, Store, WORDS},
};

/// The end of a SELECT over `record`. Its order is that of an index, so that a limit reads no more than it shows.
#[derive(Clone, Debug)]
pub(super) struct Query {
    condition: String,
    order: &'static str,
    values: Vec<Value>,
}

/// What a query found.
pub(super) struct Rows {
    pub rows: Vec<RecordRow>,
    /// How many a limit left out.
    pub left_out: usize,
}

impl Rows {
    /// Leaves the first rows, and counts the rest.
    pub fn shorten(&mut self, most: usize) {
        self.left_out += self.rows.len().saturating_sub(most);
        self.rows.truncate(most);
    }
}

/// By first day; within it the shortest first.
pub(super) const BY_EARLIEST: &str = "earliest, latest, sort";
/// By last day: what must come first.
pub(super) const BY_LATEST: &str = "latest, earliest, sort";
/// Without a date: in timeline order.
pub(super) const UNDATED: &str = "latest, sort";
/// In timeline order.
pub(super) const BY_SORT: &str = "sort";
/// In timeline order, from its end.
pub(super) const BACK: &str = "sort DESC";
/// Those recorded last first.
const BY_NUMBER: &str = "words.rowid DESC";

/// The condition that a record is of one of these kinds.
pub(super) fn of_kinds(kinds: &[Kind]) -> String {
    let words: Vec<String> = kinds
        .iter()
        .map(|kind| format!("'{}'", kind.word()))
        .collect();
    format!("kind IN ({})", words.join(", "))
}

impl Query {
    /// Open records for which `condition` holds, in the order of one of the indexes over what is open.
    pub fn open(ask: &Ask, condition: &str, order: &'static str, values: Vec<Value>) -> Self {
        let mut query = Self::of(ask, &format!("open = 1 AND {condition}"), order, values);
        // Named, since what is open is a small part of a file, which its statistics do not tell the planner.
        let index = match order {
            BY_EARLIEST | UNDATED => "INDEXED BY record_earliest ",
            BY_LATEST => "INDEXED BY record_latest ",
            _ => "",
        };
        query.condition.insert_str(0, index);
        query
    }

    /// Records that stand and for which `condition` holds; of the story, topics and actors that are asked about.
    pub fn of(ask: &Ask, condition: &str, order: &'static str, values: Vec<Value>) -> Self {
        let mut query = Self::whatever(condition, order, values);
        query.in_story(ask.story);
        if let Some(sought) = ask.narrow.sought() {
            query.values.push(sought.clone().into());
            let finds = finds("record", query.values.len());
            query.condition.push_str(&format!(" AND {finds}"));
        }
        query
    }

    /// Records that stand and for which `condition` holds, whatever is asked about.
    pub fn whatever(condition: &str, order: &'static str, values: Vec<Value>) -> Self {
        Self {
            condition: format!("WHERE record.removed = 0 AND {condition}"),
            order,
            values,
        }
    }

    /// Records that stand and whose words are those that are looked for; of these kinds, where some are named. Those
    /// recorded last come first, read from the end of the index, however many there are.
    pub fn words(sought: Match, story: Option<Id>, kinds: &[Kind]) -> Self {
        let mut query = Self {
            condition: BY_WORDS.to_owned(),
            order: BY_NUMBER,
            values: vec![sought.into()],
        };
        if !kinds.is_empty() {
            query
                .condition
                .push_str(&format!(" AND {}", of_kinds(kinds)));
        }
        query.in_story(story);
        query
    }

    /// Narrows it to the story that is asked about.
    fn in_story(&mut self, story: Option<Id>) {
        if let Some(story) = story {
            self.values.push(Value::Text(story.to_string()));
            let at = self.values.len();
            self.condition
                .push_str(&format!(" AND record.story = ?{at}"));
        }
    }

    /// The first rows, in order, however many more there are.
    pub fn first(&self, store: &Store, limit: Option<usize>) -> Result<Vec<RecordRow>, Error> {
        let tail = match limit {
            None => self.tail(),
            // SQLite counts in signed numbers.
            Some(limit) => format!("{} LIMIT {}", self.tail(), limit.min(i64::MAX as usize)),
        };
        store.rows(&tail, params_from_iter(&self.values))
    }

    /// The numbers of the first records, in order, `most` at most.
    pub fn numbers(&self, store: &Store, most: usize) -> Result<Vec<i64>, Error> {
        let select = match self.condition == BY_WORDS {
            // Nothing is asked of the records themselves: none need be read.
            true => WORDS.to_owned(),
            false => format!("SELECT record.number FROM record {}", self.condition),
        };
        let select = format!("{select} ORDER BY {}", self.order);
        store.numbers(&select, params_from_iter(&self.values), most)
    }

    /// The rows, in order; at most `limit` of them, and how many more there are.
    pub fn rows(&self, store: &Store, limit: Option<usize>) -> Result<Rows, Error> {
        let rows = self.first(store, limit)?;
        let left_out = match limit {
            Some(limit) if rows.len() == limit => self.count(store)?.saturating_sub(rows.len()),
            _ => 0,
        };
        Ok(Rows { rows, left_out })
    }

    /// Calls `each` with the rows in order, one at a time, until it says to stop.
    pub fn each(
        &self,
        store: &Store,
        each: impl FnMut(RecordRow) -> Result<bool, Error>,
    ) -> Result<(), Error> {
        store.each_row(&self.tail(), params_from_iter(&self.values), each)
    }

    /// How many there are.
    pub fn count(&self, store: &Store) -> Result<usize, Error> {
        store.count(&self.condition, params_from_iter(&self.values))
    }

    /// How SQLite answers it.
    pub fn plan(&self, store: &Store) -> Result<Vec<String>, Error> {
        store.plan(&self.tail(), params_from_iter(&self.values))
    }

    fn tail(&self) -> String {
        format!("{} ORDER BY {}", self.condition, self.order)
    }
}
