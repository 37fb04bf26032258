//! Everything in order, past and expected on one line of time.

use chrono::NaiveDate;
use rusqlite::types::Value;
use serde::Serialize;

use super::{
    Ask, Item, Report, ReportName,
    query::{BACK, BY_SORT, Query, of_kinds},
    withheld::Withholding,
};
use crate::{
    model::Kind,
    store::{Error, Store, day_number, sort_from},
};

/// What stands on the line of time unless kinds are named: events, statements, and notes that are about a time. What
/// is to do is a matter of the desk, not of the story.
const STORY: &str = "(kind IN ('event', 'statement') OR (kind = 'note' AND earliest IS NOT NULL AND status IS NULL))";

/// A stretch of the line of time, both days in it; what may lie in it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Within {
    /// Its first day.
    #[serde(serialize_with = "super::iso_or_null")]
    pub from: Option<NaiveDate>,
    /// Its last day.
    #[serde(serialize_with = "super::iso_or_null")]
    pub to: Option<NaiveDate>,
}

/// A query over what stands on the line of time, for which `condition` holds too.
fn query(
    ask: &Ask,
    kinds: &[Kind],
    condition: &str,
    order: &'static str,
    value: Option<Value>,
) -> Query {
    let kinds = if kinds.is_empty() {
        STORY.to_owned()
    } else {
        of_kinds(kinds)
    };
    let condition = format!("{kinds}{condition}");
    Query::of(ask, &condition, order, value.into_iter().collect())
}

impl Within {
    /// The condition that a date may lie in it. What has none does not.
    fn condition(self) -> String {
        let from = self
            .from
            .map(|day| format!(" AND latest >= {}", day_number(day)));
        let to = self
            .to
            .map(|day| format!(" AND earliest <= {}", day_number(day)));
        [from, to].into_iter().flatten().collect()
    }
}

/// Everything in order; the end of what was, and the beginning of what comes.
pub(super) fn queries(ask: &Ask, kinds: &[Kind], within: Within) -> [(&'static str, Query); 3] {
    let tomorrow = Value::Blob(sort_from(ask.day().saturating_add(1)).to_vec());
    let within = within.condition();
    let last = format!("{within} AND sort < ?1");
    let next = format!("{within} AND sort >= ?1");
    [
        ("all", query(ask, kinds, &within, BY_SORT, None)),
        (
            "last",
            query(ask, kinds, &last, BACK, Some(tomorrow.clone())),
        ),
        ("next", query(ask, kinds, &next, BY_SORT, Some(tomorrow))),
    ]
}

/// Reports everything in timeline order, what has no date last; of these kinds, where some are named. A limit leaves
/// what is nearest to today: as much of what comes as of what was, where there is so much.
///
/// # Errors
/// What SQLite says, or damage.
pub fn timeline(
    store: &Store,
    ask: &Ask,
    kinds: &[Kind],
    within: Within,
) -> Result<Report<Item>, Error> {
    let mut report = Report::empty(ReportName::Timeline, ask);
    let [(_, all), (_, last), (_, next)] = queries(ask, kinds, within);
    let rows = match ask.limit {
        None => all.first(store, None)?,
        Some(limit) => {
            let (mut past, mut future) = (
                last.rows(store, Some(limit))?,
                next.rows(store, Some(limit))?,
            );
            let unused = limit.div_ceil(2).saturating_sub(future.rows.len());
            past.shorten(limit / 2 + unused);
            future.shorten(limit - past.rows.len());
            past.rows.reverse();
            past.rows.append(&mut future.rows);
            report.counts.earlier = past.left_out;
            report.counts.later = future.left_out;
            past.rows
        }
    };
    let left_out = report.counts.earlier + report.counts.later;
    report.fill("items", Item::read_all(&rows, ask)?, left_out);
    report.counts.kinds = kinds.to_vec();
    report.count_elsewhere(ask, |ask| timeline(store, ask, kinds, within))?;
    if within != Within::default() {
        report.within = Some(within);
        let undated = " AND earliest IS NULL";
        report.counts.undated = query(ask, kinds, undated, BY_SORT, None).count(store)?;
    }
    // Where a limit leaves items out, the count is of those that are shown.
    let mut withholding = Withholding::new(store, ask)?;
    for item in report.items("items") {
        withholding.see(&item.record);
    }
    report.counts.withheld = withholding.counted;
    report.finish(store)
}
