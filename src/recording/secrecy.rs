//! What is said after a write of what will not go out, or will go out from now on: secrecy is never silent.

use super::{Error, Notice, which};
use crate::{
    model::{Actor, AnyRecord, Id, Record, Statement, Terms, Visibility},
    store::Draft,
};

/// The notices on who will see a statement, once it was added or what decides that was changed.
pub(super) fn notices(
    draft: &Draft<'_>,
    before: Option<&AnyRecord>,
    after: &AnyRecord,
) -> Result<Vec<Notice>, Error> {
    let AnyRecord::Statement(after) = after else {
        return Ok(Vec::new());
    };
    let before = match before {
        Some(AnyRecord::Statement(before)) => Some(before),
        _ => None,
    };
    let decides = |record: &Record<Statement>| {
        let own = &record.own;
        (
            record.visibility,
            own.terms,
            own.speakers.clone(),
            own.attribution.clone(),
        )
    };
    if before.is_some_and(|before| decides(before) == decides(after)) {
        return Ok(Vec::new());
    }
    let speakers = speakers(draft, after)?;
    let mut notices = Vec::new();
    let is_secret = |terms: Terms| terms.hides_speaker() || terms == Terms::OffRecord;
    if before.is_some_and(|before| !is_secret(before.own.terms)) && is_secret(after.own.terms) {
        notices.extend(known(draft, &speakers)?);
    }
    if after.visibility != Visibility::Public || after.own.terms == Terms::OffRecord {
        return Ok(notices);
    }
    if before.is_some_and(|before| before.own.terms.hides_speaker())
        && !after.own.terms.hides_speaker()
    {
        notices.push(Notice::plain(
            "named",
            "its speaker goes out by name from now on",
        ));
    }
    notices.extend(hidden(draft, after, &speakers)?);
    Ok(notices)
}

fn speakers(draft: &Draft<'_>, statement: &Record<Statement>) -> Result<Vec<Record<Actor>>, Error> {
    let speakers = statement.own.speakers.iter();
    let actors = speakers
        .map(|id| draft.get::<Actor>(id))
        .collect::<Result<Vec<Option<Record<Actor>>>, _>>()?;
    Ok(actors.into_iter().flatten().collect())
}

/// That who is not to be named from now on is public: what else names them goes out.
fn known(draft: &Draft<'_>, speakers: &[Record<Actor>]) -> Result<Option<Notice>, Error> {
    let is_known = |actor: &&Record<Actor>| {
        actor.visibility == Visibility::Public && !actor.own.is_described()
    };
    let Some(actor) = speakers.iter().find(is_known) else {
        return Ok(None);
    };
    let typed = typed(draft, actor.id)?;
    Ok(Some(Notice::new(
        "known",
        format!(
            "{} is public: what else names them goes out",
            which::shortened(&actor.own.name)
        ),
        format!("tidings edit actor:{typed} --visibility internal"),
    )))
}

/// That nobody who said it may be named, and what then goes out.
fn hidden(
    draft: &Draft<'_>,
    statement: &Record<Statement>,
    actors: &[Record<Actor>],
) -> Result<Option<Notice>, Error> {
    let outcome = |attribution: &Option<String>| match attribution {
        Some(attribution) => format!("goes out as “{attribution}”"),
        None => "does not go out".to_owned(),
    };
    if statement.own.terms.hides_speaker() {
        let named = actors.iter().any(|actor| !actor.own.is_described());
        if (named || actors.is_empty()) && statement.own.attribution.is_none() {
            let text = format!(
                "{} it does not go out without an attribution",
                statement.own.terms.phrase()
            );
            return Ok(Some(Notice::new(
                "stays",
                text,
                "tidings edit @ --attribution \"…\"",
            )));
        }
        return Ok(None);
    }
    let Some(internal) = actors.first().filter(|_| {
        actors
            .iter()
            .all(|actor| actor.visibility != Visibility::Public)
    }) else {
        return Ok(None);
    };
    let typed = typed(draft, internal.id)?;
    Ok(Some(Notice::new(
        "stays",
        format!(
            "{}: {} is internal",
            outcome(&statement.own.attribution),
            which::shortened(&internal.own.name)
        ),
        format!("tidings edit actor:{typed} --visibility public"),
    )))
}

fn typed(draft: &Draft<'_>, id: Id) -> Result<String, Error> {
    which::typed(draft, &which::row(draft, &id)?.any()?)
}
