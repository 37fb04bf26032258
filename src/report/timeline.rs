//! Everything in order, past and expected on one line of time.

use rusqlite::types::Value;

use super::{
    Ask, Item, Report, ReportName,
    query::{BY_SORT, Query},
};
use crate::{
    model::{Kind, Word as _},
    store::{Error, Store},
};

/// What stands on the line of time unless kinds are named: events, statements, and notes that are about a time. What
/// is to do is a matter of the desk, not of the story.
const STORY: &str = "(kind IN ('event', 'statement') OR (kind = 'note' AND earliest IS NOT NULL AND status IS NULL))";

fn condition(kinds: &[Kind]) -> String {
    if kinds.is_empty() {
        return STORY.to_owned();
    }
    let words: Vec<String> = kinds
        .iter()
        .map(|kind| format!("'{}'", kind.word()))
        .collect();
    format!("kind IN ({})", words.join(", "))
}

pub(super) fn queries(ask: &Ask, kinds: &[Kind]) -> Vec<(&'static str, Query)> {
    vec![(
        "items",
        Query::of(ask, &condition(kinds), BY_SORT, Vec::new()),
    )]
}

/// Reports everything in timeline order, what has no date last; of these kinds, where some are named.
///
/// # Errors
/// What SQLite says, or damage.
pub fn timeline(store: &Store, ask: &Ask, kinds: &[Kind]) -> Result<Report<Item>, Error> {
    let mut report = Report::empty(ReportName::Timeline, ask);
    for (group, query) in queries(ask, kinds) {
        let found = query.rows(store, ask.limit)?;
        report.fill(group, Item::read_all(&found.rows, ask)?, found.left_out);
    }
    let now = Value::from(i64::try_from(ask.now).unwrap_or(i64::MAX));
    let count = |which: &str, values: Vec<Value>| {
        Query::of(
            ask,
            &format!("{which} AND {}", condition(kinds)),
            BY_SORT,
            values,
        )
        .count(store)
    };
    let open = "visibility = 'public' AND (embargo_until IS NULL OR embargo_until <= ?1)";
    report.counts.internal = count("visibility <> 'public'", Vec::new())?;
    report.counts.embargoed = count(
        "visibility = 'public' AND embargo_until > ?1",
        vec![now.clone()],
    )?;
    report.counts.off_record = count(
        &format!("{open} AND kind = 'statement' AND document ->> '$.terms' = 'off-record'"),
        vec![now],
    )?;
    report.finish(store)
}
