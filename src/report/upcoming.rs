//! What comes: open events, overdue ones first, none dropped.

use rusqlite::types::Value;

use super::{
    Ask, Item, Report, ReportName,
    query::{BY_EARLIEST, BY_LATEST, Query, UNDATED},
};
use crate::store::{Error, Store};

/// The queries of the groups, in order; each is answered by one of the indexes over what is open.
pub(super) fn queries(ask: &Ask) -> Vec<(&'static str, Query)> {
    let query = |condition: &str, order, day: bool| {
        let condition = format!("{condition} AND kind = 'event'");
        let values = if day {
            vec![Value::from(ask.day())]
        } else {
            Vec::new()
        };
        Query::open(ask, &condition, order, values)
    };
    vec![
        ("overdue", query("latest < ?1", BY_LATEST, true)),
        (
            "today",
            query("latest = ?1 AND earliest = ?1", BY_LATEST, true),
        ),
        (
            "running",
            query(
                "earliest <= ?1 AND latest >= ?1 AND earliest < latest",
                BY_EARLIEST,
                true,
            ),
        ),
        ("upcoming", query("earliest > ?1", BY_EARLIEST, true)),
        ("no-date", query("earliest IS NULL", UNDATED, false)),
    ]
}

/// Reports open events: overdue, today, running, upcoming, without a date.
///
/// # Errors
/// What SQLite says, or damage.
pub fn upcoming(store: &Store, ask: &Ask) -> Result<Report<Item>, Error> {
    let mut report = Report::empty(ReportName::Upcoming, ask);
    for (group, query) in queries(ask) {
        let found = query.rows(store, ask.limit)?;
        report.fill(group, Item::read_all(&found.rows, ask)?, found.left_out);
    }
    report.count_elsewhere(ask, |ask| upcoming(store, ask))?;
    report.finish(store)
}
