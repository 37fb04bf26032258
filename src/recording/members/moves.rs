//! Entries of moves that are mended or taken out: the chain of dates stays whole.

use serde_json::Value;

use crate::{
    model::{Event, EventStatus, Id, MoveKind, Record},
    recording::{Error, field::value_at},
    when::When,
};

/// What stands beside an entry of moves whose dates were mended follows it: the end of the entry before, the beginning
/// of the next, and, of the last one, the date of the event.
pub(super) fn follow(event: &mut Record<Event>, key: &Id, before: &Value) {
    let date = |name: &str| serde_json::from_value::<When>(value_at(before, &[name]).clone()).ok();
    let (from, to) = (date("from"), date("to"));
    let Event { moves, when, .. } = &mut event.own;
    let Some(at) = moves.iter().position(|step| step.key == *key) else {
        return;
    };
    let Some(step) = moves.get(at).cloned() else {
        return;
    };
    if step.from != from
        && let Some(previous) = at.checked_sub(1).and_then(|at| moves.get_mut(at))
        && same(&previous.to, &from)
    {
        previous.to.clone_from(&step.from);
    }
    if step.to == to {
        return;
    }
    match moves.get_mut(at + 1) {
        Some(next) if same(&next.from, &to) => next.from.clone_from(&step.to),
        Some(_) => {}
        None if same(when, &to) => when.clone_from(&step.to),
        None => {}
    }
}
/// Takes an entry out: the one after it begins where it began; without the last announcement an open event is back at the
/// date before it.
pub(super) fn take_out(event: &mut Record<Event>, key: Id, shown: &str) -> Result<(), Error> {
    let Event {
        moves,
        when,
        status,
        ..
    } = &mut event.own;
    let Some(at) = moves.iter().position(|step| step.key == key) else {
        return Ok(());
    };
    let ends = match status {
        EventStatus::Postponed => Some(MoveKind::Postponed),
        EventStatus::Cancelled => Some(MoveKind::Cancelled),
        EventStatus::Lapsed => Some(MoveKind::Lapsed),
        EventStatus::Expected | EventStatus::Happened => None,
    };
    let is_last_of = |kind: MoveKind| moves.iter().rposition(|step| step.kind == kind) == Some(at);
    if let Some(kind) = ends.filter(|kind| is_last_of(*kind)) {
        return Err(Error::refused(
            format!("this entry says who and why {shown} is {kind}, and it still is"),
            format!("it is to come after all: tidings mark {shown} expected --why \"…\""),
        ));
    }
    let taken = moves.remove(at);
    match moves.get_mut(at) {
        Some(next) if same(&next.from, &taken.to) => next.from = taken.from,
        Some(_) => {}
        None => {
            let goes_back = taken.kind == MoveKind::Announced
                && *status == EventStatus::Expected
                && taken.from.is_some()
                && same(when, &taken.to);
            if goes_back {
                *when = taken.from;
            }
        }
    }
    Ok(())
}
/// Whether two dates are one, whatever words they were typed in.
fn same(one: &Option<When>, other: &Option<When>) -> bool {
    let edtf = |when: &Option<When>| when.as_ref().map(|when| when.edtf().to_owned());
    edtf(one) == edtf(other)
}
