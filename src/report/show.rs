//! One record whole: its fields, what it refers to and what refers to it, what it rests on and what rests on it.

use super::{
    Ask, Asked, Folded, Item, LinkedFrom, Names, Report, ReportName, Rested, history,
    independence::Folding, names::BY_IDS, touch,
};
use crate::{
    model::{Actor, AnyRecord, Id, Kind, Record},
    store::{Chain, Error, Store},
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
    let mut near: Vec<Id> = refers(&item);
    item.stands_why = history::why_it_stands(store, &item.record)?;
    item.linked_from = Some(linked_from(store, &item)?);
    near.extend(item.linked_from.iter().flatten().map(|link| link.from));
    near.extend(rest(store, &mut item)?);
    let rows = store.rows(BY_IDS, [super::names::list(&near)])?;
    let standing: Vec<_> = rows.into_iter().filter(|row| !row.removed).collect();
    report.beside = Item::read_all(&standing, ask)?;
    report.names = Names::of(store, near)?;
    report.fill("items", vec![item], 0);
    report.finish(store)
}

fn refers(item: &Item) -> Vec<Id> {
    let refers = item.record.facts().refers;
    refers.iter().map(|(_, id)| *id).collect()
}

fn linked_from(store: &Store, item: &Item) -> Result<Vec<LinkedFrom>, Error> {
    let id = item.record.id();
    let mut referring = store.referring_to(&id)?;
    // What is filed under a story is what its other reports show; to itself it refers by what was merged into it.
    referring.retain(|(from, verb)| verb != "story" && *from != id);
    let linked = referring
        .into_iter()
        .map(|(from, verb)| LinkedFrom { verb, from });
    Ok(linked.collect())
}

/// Adds what the record rests on, and what rests on it; returns what a screen names of that.
fn rest(store: &Store, item: &mut Item) -> Result<Vec<Id>, Error> {
    let id = item.record.id();
    match &item.record {
        AnyRecord::Source(_) => {
            let mut derives_from = Folded::of(store, id)?.chain;
            derives_from.retain(|one| *one != id);
            let found = store.resting(&id)?;
            let mut near = derives_from.clone();
            for one in found.records.iter().chain(&found.derived) {
                near.extend([Some(one.id), one.through].into_iter().flatten());
            }
            item.resting = Some(Rested {
                derives_from,
                derived: found.derived.into_iter().map(Into::into).collect(),
                resting: found.records.into_iter().map(Into::into).collect(),
            });
            Ok(near)
        }
        AnyRecord::Actor(actor) => {
            let chain = belongs_to(store, actor)?;
            item.belongs_to = Some(chain.clone());
            Ok(chain)
        }
        entry => {
            item.origins = Folding::new(store).of_entry(entry)?;
            let folded = item.origins.iter().flat_map(|found| found.folded.values());
            Ok(folded.flat_map(|one| one.chain.clone()).collect())
        }
    }
}

/// Those to whom an actor belongs, one after the other, those who were merged as the one that they are.
fn belongs_to(store: &Store, actor: &Record<Actor>) -> Result<Vec<Id>, Error> {
    let one = store.one(&actor.id)?;
    let chain = Chain::walk(one, |at| {
        let of = match at == one {
            true => actor.own.of,
            false => store.get::<Actor>(&at)?.and_then(|it| it.own.of),
        };
        of.map(|of| store.one(&of)).transpose()
    })?;
    Ok(chain.walked.into_iter().skip(1).collect())
}
