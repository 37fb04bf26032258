//! What is due for a look: past its date, a look that was set, and what nobody touched for long.

use super::{
    Ask, Due, Item, Report, ReportName,
    morning::{self, check_again},
    questions::limited,
    touch,
};
use crate::store::{Error, Store};

/// Reports the open events and questions that are due for a look, each once: past their date or deadline; whose day to
/// look again has come, or that came into sight again; stale.
///
/// # Errors
/// What SQLite says, or damage.
pub fn check(store: &Store, ask: &Ask) -> Result<Report<Item>, Error> {
    let mut report = Report::empty(ReportName::Check, ask);
    let mut overdue = Vec::new();
    for (name, query) in morning::queries(ask) {
        if name.starts_with("overdue") {
            overdue.extend(Item::read_all(&query.rows(store, None)?.rows, ask)?);
        }
    }
    overdue.sort_by_key(morning::day);
    let rows = check_again(ask).rows(store, None)?;
    let mut again = Item::read_all(&rows.rows, ask)?;
    again.retain(|item| {
        !overdue
            .iter()
            .any(|other| other.record.id() == item.record.id())
    });
    touch::touch(store, ask, &mut again)?;
    for item in &mut again {
        item.due = item.due(ask.today);
    }
    again.retain(|item| item.due.is_some());
    let (hidden, again): (Vec<Item>, Vec<Item>) = again
        .into_iter()
        .partition(|item| item.is_hidden(ask.today));
    report.counts.hidden = hidden.len();
    let (mut looks, mut stale): (Vec<Item>, Vec<Item>) = again
        .into_iter()
        .partition(|item| matches!(item.due, Some(Due::Check(_))));
    looks.sort_by_key(|item| match item.due {
        Some(Due::Check(day)) => Some(day),
        _ => None,
    });
    stale.sort_by_key(|item| item.touched);
    for (name, mut items) in [("overdue", overdue), ("due", looks), ("stale", stale)] {
        let left_out = limited(&items, ask.limit).1;
        items.truncate(ask.limit.unwrap_or(usize::MAX));
        report.fill(name, items, left_out);
    }
    report.count_elsewhere(ask, |ask| check(store, ask))?;
    report.finish(store)
}
