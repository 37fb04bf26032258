//! How dates moved: the first window, each that followed, by whom and why.

use serde::Serialize;

use super::{
    Ask, Item, Report, ReportName,
    query::{BY_SORT, Query},
};
use crate::{
    model::{Event, Id, MoveKind},
    store::{Error, Store},
    when::{self, AmountsTo, Shift, When},
};

/// How often a date slipped, and how far it is from the first one now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Slipped {
    /// How often it was announced anew, wholly later than before.
    pub times: usize,
    /// Days from the first date to the present one, at least and at most; null where it is no later, or ends are open.
    pub days: [Option<i64>; 2],
}

/// What the moves of an event's date come to.
#[derive(Clone, Debug, PartialEq)]
pub struct Moved {
    /// The first date that was known.
    pub first: Option<When>,
    /// What the present date amounts to against the first.
    pub total: Shift,
    /// How often it slipped, and how far.
    pub slipped: Slipped,
    /// Who let it slip, each once.
    pub by: Vec<Id>,
}

impl Moved {
    /// What the moves of the event come to; none where its date never changed.
    #[must_use]
    pub fn of(event: &Event) -> Option<Self> {
        let changed = event.moves.iter().any(|step| match step.kind {
            MoveKind::Announced => step.from.is_some(),
            MoveKind::TookPlace => false,
            MoveKind::Postponed | MoveKind::Cancelled | MoveKind::Lapsed => true,
        });
        if !changed {
            return None;
        }
        let first = event
            .moves
            .iter()
            .find_map(|step| step.from.as_ref().or(step.to.as_ref()));
        // The day on which it then took place is no slip: what was expected last counts.
        let took_place = event
            .moves
            .iter()
            .rfind(|step| step.kind == MoveKind::TookPlace);
        let current = took_place.map_or(event.when.as_ref(), |step| step.from.as_ref());
        let total = when::shift(first, current);
        let slips = event.moves.iter().filter(|step| step.is_slip());
        let mut by = Vec::new();
        for id in slips.clone().filter_map(|step| step.by) {
            if !by.contains(&id) {
                by.push(id);
            }
        }
        let days = if total.amounts_to == AmountsTo::Slipped {
            total.days
        } else {
            [None, None]
        };
        Some(Self {
            first: first.cloned(),
            total,
            slipped: Slipped {
                times: slips.count(),
                days,
            },
            by,
        })
    }
}

pub(super) fn queries(ask: &Ask) -> Vec<(&'static str, Query)> {
    // A quotation mark inside a text is escaped in JSON, so that no text can look like this.
    let condition = "kind = 'event' AND instr(document, '\"moves\":[]') = 0";
    vec![("items", Query::of(ask, condition, BY_SORT, Vec::new()))]
}

/// Reports the events whose date changed, in timeline order.
///
/// # Errors
/// What SQLite says, or damage.
pub fn slips(store: &Store, ask: &Ask) -> Result<Report<Item>, Error> {
    let mut report = Report::empty(ReportName::Slips, ask);
    let (mut items, mut left_out) = (Vec::new(), 0);
    for (_, query) in queries(ask) {
        query.each(store, |row| {
            let mut item = Item::read(&row, ask)?;
            if let Some(moved) = item.event().and_then(|event| Moved::of(&event.own)) {
                if ask.limit.is_some_and(|limit| items.len() >= limit) {
                    left_out += 1;
                } else {
                    item.slipped = Some(moved.slipped);
                    items.push(item);
                }
            }
            Ok(true)
        })?;
    }
    report.fill("items", items, left_out);
    report.count_elsewhere(ask, |ask| slips(store, ask))?;
    report.finish(store)
}
