//! One query of a report: its condition and its order, narrowed to what is asked about, cut at a limit that still counts.

use rusqlite::{params_from_iter, types::Value};

use super::{Ask, narrow::finds};
use crate::store::{Error, RecordRow, Store};

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

/// By first day; within it the shortest first.
pub(super) const BY_EARLIEST: &str = "earliest, latest, sort";
/// By last day: what must come first.
pub(super) const BY_LATEST: &str = "latest, earliest, sort";
/// Without a date: in timeline order.
pub(super) const UNDATED: &str = "latest, sort";
/// In timeline order.
pub(super) const BY_SORT: &str = "sort";

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
        if let Some(story) = ask.story {
            query.values.push(Value::Text(story.to_string()));
            let at = query.values.len();
            query
                .condition
                .push_str(&format!(" AND record.story = ?{at}"));
        }
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

    /// The rows, in order; at most `limit` of them, and how many more there are.
    pub fn rows(&self, store: &Store, limit: Option<usize>) -> Result<Rows, Error> {
        let tail = match limit {
            None => self.tail(),
            // SQLite counts in signed numbers.
            Some(limit) => format!("{} LIMIT {}", self.tail(), limit.min(i64::MAX as usize)),
        };
        let rows = store.rows(&tail, params_from_iter(&self.values))?;
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
