//! Everything in order, past and expected on one line of time.

use rusqlite::types::Value;

use super::{
    Ask, Counts, Item, Report, ReportName,
    query::{BY_SORT, Query},
};
use crate::{
    model::{Kind, Record, Statement, Terms, Visibility, Word as _},
    store::{Error, Store},
    when::Instant,
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
    if report
        .group("items")
        .is_some_and(|group| group.left_out > 0)
    {
        report.counts = counted(store, ask, kinds)?;
    } else {
        let items = report.items("items").iter();
        let why: Vec<Withheld> = items.filter_map(|item| Withheld::of(item, ask)).collect();
        let count = |why_not| why.iter().filter(|why| **why == why_not).count();
        report.counts.internal = count(Withheld::Internal);
        report.counts.embargoed = count(Withheld::Embargoed);
        report.counts.off_record = count(Withheld::OffRecord);
    }
    report.finish(store)
}

/// Why an item is not for publication, the first reason that fits.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Withheld {
    Internal,
    Embargoed,
    OffRecord,
}

impl Withheld {
    fn of(item: &Item, ask: &Ask) -> Option<Self> {
        let embargo = item.shared().embargo_until.map(Instant::to_utc_millis);
        let off_record = |statement: &Record<Statement>| statement.own.terms == Terms::OffRecord;
        if item.record.visibility() != Visibility::Public {
            Some(Self::Internal)
        } else if embargo.is_some_and(|until| until > ask.now_millis()) {
            Some(Self::Embargoed)
        } else {
            item.statement()
                .is_some_and(off_record)
                .then_some(Self::OffRecord)
        }
    }
}

/// The same counts over everything, of which a limit shows only a part.
fn counted(store: &Store, ask: &Ask, kinds: &[Kind]) -> Result<Counts, Error> {
    // A quotation mark inside a text is escaped in JSON, so that no text can look like this.
    const OFF_RECORD: &str =
        "(kind = 'statement' AND instr(document, '\"terms\":\"off-record\"') > 0)";
    let now = Value::from(ask.now_millis());
    let count = |which: &str, values: Vec<Value>| {
        Query::of(
            ask,
            &format!("({which}) AND {}", condition(kinds)),
            BY_SORT,
            values,
        )
        .count(store)
    };
    let any = format!("visibility <> 'public' OR embargo_until > ?1 OR {OFF_RECORD}");
    let all = count(&any, vec![now.clone()])?;
    if all == 0 {
        return Ok(Counts::default());
    }
    let internal = count("visibility <> 'public'", Vec::new())?;
    let embargoed = count("visibility = 'public' AND embargo_until > ?1", vec![now])?;
    Ok(Counts {
        internal,
        embargoed,
        off_record: all.saturating_sub(internal + embargoed),
        ..Counts::default()
    })
}
