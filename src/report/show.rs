//! One record whole: its fields, what it refers to and what refers to it, and its history.

use super::{Ask, Asked, Item, LinkedFrom, Names, Report, ReportName, names::BY_IDS, touch};
use crate::{
    model::{Id, Kind},
    store::{Error, Store},
};

/// Reports one record with everything that is known about it; nothing where there is none that stands.
///
/// # Errors
/// What SQLite says, or damage.
pub fn show(store: &Store, ask: &Ask, id: &Id) -> Result<Report<Item>, Error> {
    let mut report = Report::empty(ReportName::Show, ask);
    report.story = None;
    let Some(row) = store.row(id)?.filter(|row| !row.removed) else {
        return Ok(report);
    };
    let mut item = Item::read(&row, ask)?;
    if row.kind == Kind::Question {
        item.asked = Some(Asked::default());
    }
    touch::touch(store, ask, std::slice::from_mut(&mut item))?;
    let mut linked_from = store.referring_to(id)?;
    // What is filed under a story is what its other reports show.
    linked_from.retain(|(_, verb)| verb != "story");
    let refers = item.record.facts().refers;
    let near: Vec<Id> = refers
        .iter()
        .map(|(_, id)| *id)
        .chain(linked_from.iter().map(|(id, _)| *id))
        .collect();
    let rows = store.rows(BY_IDS, [super::names::list(&near)])?;
    let standing: Vec<_> = rows.into_iter().filter(|row| !row.removed).collect();
    report.beside = Item::read_all(&standing, ask)?;
    report.names = Names::of(store, near)?;
    item.linked_from = Some(
        linked_from
            .into_iter()
            .map(|(from, verb)| LinkedFrom { verb, from })
            .collect(),
    );
    report.fill("items", vec![item], 0);
    report.finish(store)
}
