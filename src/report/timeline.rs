//! Everything in order, past and expected on one line of time.

use super::{
    Ask, Counts, Item, Report, ReportName,
    query::{BY_SORT, Query},
    release::{Audience, Cast, Passage, Why, passes},
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
    withheld(store, ask, &mut report)?;
    report.finish(store)
}

/// Counts the items that are not for publication, by the one function that decides. Where a limit leaves items out, the
/// count is of those that are shown.
fn withheld(store: &Store, ask: &Ask, report: &mut Report<Item>) -> Result<(), Error> {
    // What lifts an embargo is judged by the export; here the time of the command is all there is.
    let audience = Audience::public(ask.now, ask.now);
    let cast = Cast::of(store, &audience)?;
    let mut counts = Counts::default();
    for item in report.items("items") {
        match passes(&item.record, &audience, &cast) {
            Passage::LeftOut(Why::Internal | Why::Private) => counts.internal += 1,
            Passage::LeftOut(Why::Embargoed) => counts.embargoed += 1,
            Passage::LeftOut(Why::OffRecord) => counts.off_record += 1,
            Passage::LeftOut(Why::Background) => counts.background += 1,
            Passage::Whole | Passage::Attributed(_) => {}
        }
    }
    report.counts = counts;
    Ok(())
}
