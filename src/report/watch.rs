//! What to watch: open questions under the event that they hang on, and expected events that nothing asks about.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::{
    Ask, Item, Report, ReportName,
    names::{BY_IDS, list},
    query::{BY_LATEST, Query, UNDATED},
    questions::{Tree, limited},
    touch::{self, stands_at},
};
use crate::{
    model::{Id, Kind},
    store::{Error, Store},
};

const NOT_ASKED: &str = "kind = 'event' AND status = 'expected' \
    AND document ->> '$.certainty' IS NOT 'confirmed' AND NOT EXISTS (SELECT 1 FROM edge JOIN record question \
    ON question.id = edge.record WHERE edge.target = record.id AND question.kind = 'question' \
    AND question.open = 1 AND question.removed = 0)";

/// Expected events that are not confirmed and that no open question is about; what must come first stands first.
pub(super) fn queries(ask: &Ask) -> Vec<(&'static str, Query)> {
    let query = |condition: &str, order| {
        Query::open(
            ask,
            &format!("{condition} AND {NOT_ASKED}"),
            order,
            Vec::new(),
        )
    };
    vec![
        ("dated", query("latest IS NOT NULL", BY_LATEST)),
        ("undated", query("earliest IS NULL", UNDATED)),
    ]
}

/// Reports the open questions by what they hang on, next date first, and the expected events that nothing asks about.
///
/// # Errors
/// What SQLite says, or damage.
pub fn watch(store: &Store, ask: &Ask) -> Result<Report<Item>, Error> {
    let mut report = Report::empty(ReportName::Watch, ask);
    let tree = Tree::read(store, ask)?;
    let hangs_on = hang(store, ask, &tree)?;
    let mut tops: Vec<(Place, Id)> = tree
        .tops
        .iter()
        .map(|top| (hangs_on.get(top).copied().unwrap_or(Place::BY_ITSELF), *top))
        .collect();
    // The sort is stable: questions of one event stay in the order of their deadlines.
    tops.sort_by_key(|(place, _)| *place);
    let tops: Vec<Id> = tops.into_iter().map(|(_, top)| top).collect();
    let (shown, left_out) = limited(&tops, ask.limit);
    let mut items = tree.items(shown, ask)?;
    touch::touch(store, ask, &mut items)?;
    for item in &mut items {
        item.hangs_on = hangs_on
            .get(&item.record.id())
            .and_then(|place| place.event);
    }
    let events: Vec<Id> = items.iter().filter_map(|item| item.hangs_on).collect();
    let rows = store.rows(BY_IDS, [list(&events)])?;
    report.beside = Item::read_all(&rows, ask)?;
    report.counts.hidden = tree.hidden;
    report.fill("questions", items, left_out);
    expected(store, ask, &mut report)?;
    report.count_elsewhere(ask, |ask| watch(store, ask))?;
    report.finish(store)
}

fn expected(store: &Store, ask: &Ask, report: &mut Report<Item>) -> Result<(), Error> {
    let (mut events, mut left_out) = (Vec::new(), 0);
    for (_, query) in queries(ask) {
        let room = ask.limit.map(|limit| limit.saturating_sub(events.len()));
        let found = query.rows(store, room)?;
        left_out += found.left_out;
        events.extend(Item::read_all(&found.rows, ask)?);
    }
    touch::touch(store, ask, &mut events)?;
    report.fill("expected", events, left_out);
    Ok(())
}

/// Where a question stands among the others: under open events first, the next date first, what has no date after.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    rank: u8,
    day: Option<NaiveDate>,
    at: usize,
    event: Option<Id>,
}

impl Place {
    const BY_ITSELF: Self = Self {
        rank: 3,
        day: None,
        at: 0,
        event: None,
    };
}

/// The event under which each question stands; of several the earlier, and an open one before one that is over.
fn hang(store: &Store, ask: &Ask, tree: &Tree) -> Result<HashMap<Id, Place>, Error> {
    let bears_on: Vec<(Id, Vec<Id>)> = tree
        .tops
        .iter()
        .map(|top| (*top, tree.bears_on(*top)))
        .collect();
    let wanted = list(bears_on.iter().flat_map(|(_, ids)| ids));
    let mut places: HashMap<Id, Place> = HashMap::new();
    let rows = store.rows(
        &format!("{BY_IDS} AND record.removed = 0 ORDER BY sort"),
        [wanted],
    )?;
    for (at, row) in rows
        .iter()
        .enumerate()
        .filter(|(_, row)| row.kind == Kind::Event)
    {
        let event = Item::read(row, ask)?;
        let day = event.record.facts().date.and_then(stands_at);
        let rank = match (row.open, day) {
            (true, Some(_)) => 0,
            (true, None) => 1,
            (false, _) => 2,
        };
        let place = Place {
            rank,
            day,
            at,
            event: Some(row.id),
        };
        places.insert(row.id, place);
    }
    let first = |ids: &[Id]| ids.iter().filter_map(|id| places.get(id)).min().copied();
    Ok(bears_on
        .iter()
        .filter_map(|(top, ids)| Some((*top, first(ids)?)))
        .collect())
}
