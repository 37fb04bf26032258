//! `merge A --into B`: two actors, or two sources, who turned out to be one. Nothing of A is lost: it keeps its record,
//! and whatever refers to it reads as B, until the merge is undone.

use super::{
    Done, Error, Notice,
    add::done,
    error::article,
    field::{Mode, Setting},
    meaning::candidate,
    shell::quote,
    which::{find_exactly, find_itself},
};
use crate::{
    model::{ActorKind, AnyRecord, Kind, Word as _},
    store::Draft,
};

/// The kinds whose records may turn out to be one.
const KINDS: [Kind; 2] = [Kind::Actor, Kind::Source];

/// Merges a record into another of its kind.
///
/// # Errors
/// A word that reaches no actor or source, two that cannot be one, one that is merged already, or what the store says.
pub fn merge(
    draft: &mut Draft<'_>,
    typed: &str,
    into: &str,
    why: Option<&str>,
) -> Result<Done, Error> {
    let before = find_itself(draft, &KINDS, typed)?;
    let other = find_exactly(draft, &[before.kind()], into)
        .or_else(|why| other_kind(draft, &before, into, why))?;
    let one = draft.one(&before.id())?;
    let name = |record: &AnyRecord| candidate(draft, &record.id());
    let (handle, name_of_other) = (name(&before)?.handle, name(&other)?.name);
    let parting = format!(
        "tidings history {} shows by which operation; tidings undo oN parts the two",
        quote(&handle)
    );
    if before.id() == other.id() {
        return Err(Error::usage(
            format!("{} and {} are one record", quote(typed), quote(into)),
            "name another record",
        ));
    }
    if one == other.id() {
        return Err(Error::refused(
            format!("{} is merged into {name_of_other} already", quote(typed)),
            parting,
        ));
    }
    if one != before.id() {
        let one = candidate(draft, &one)?.name;
        return Err(Error::refused(
            format!("{} is merged already, into {one}", quote(typed)),
            parting,
        ));
    }
    refuse_other_nature(&before, &other, typed, into)?;
    super::given::check_why(why)?;
    draft.reason(why);
    let mut referring: Vec<_> = draft.referring_to(&before.id())?;
    referring.dedup_by_key(|(id, _)| *id);
    let mut after = before.clone();
    match &mut after {
        AnyRecord::Actor(actor) => actor.own.merged_into = Some(other.id()),
        AnyRecord::Source(source) => source.own.merged_into = Some(other.id()),
        _ => {}
    }
    draft.put_any(&after)?;
    let nothing = super::Given::default();
    let mut setting = Setting::new(draft, &nothing, Mode::Edit, before.visibility());
    setting.asides.push(match referring.len() {
        0 => "nothing refers to it".to_owned(),
        1 => format!("1 record that refers to it reads {name_of_other}"),
        several => format!("{several} records that refer to it read {name_of_other}"),
    });
    if before.visibility() != other.visibility() {
        setting.notices.push(Notice::new(
            "visibility",
            format!(
                "it is {}, and {name_of_other} {}: each stays so",
                before.visibility().word(),
                other.visibility().word()
            ),
            format!(
                "tidings undo, then tidings edit {} --visibility {}",
                quote(&handle),
                other.visibility().word()
            ),
        ));
    }
    done(Some(before), after, setting)
}

/// What a word reaches that is of another kind than the one that is to be merged, said so.
fn other_kind(
    draft: &Draft<'_>,
    before: &AnyRecord,
    into: &str,
    why: Error,
) -> Result<AnyRecord, Error> {
    match find_exactly(draft, &KINDS, into) {
        Ok(other) if other.kind() != before.kind() => Err(Error::usage(
            format!(
                "{} is {}, and {} is {}",
                before.facts().headline,
                article(&before.kind()),
                other.facts().headline,
                article(&other.kind())
            ),
            format!("tidings {} lists what it may be", before.kind().plural()),
        )),
        _ => Err(why),
    }
}

/// Refuses that a person turns out to be a country. Who is known by a description alone may turn out to be anybody.
fn refuse_other_nature(
    before: &AnyRecord,
    other: &AnyRecord,
    typed: &str,
    into: &str,
) -> Result<(), Error> {
    let (AnyRecord::Actor(before), AnyRecord::Actor(other)) = (before, other) else {
        return Ok(());
    };
    match (before.own.kind, other.own.kind) {
        (Some(ActorKind::Described) | None, _) | (_, None) => Ok(()),
        (Some(kind), Some(into)) if kind == into => Ok(()),
        (Some(kind), Some(other)) => Err(Error::refused(
            format!(
                "{} is of kind {}, and {} of kind {}",
                quote(typed),
                kind.word(),
                quote(into),
                other.word()
            ),
            format!(
                "if that is wrong: tidings edit {} --kind {}",
                quote(typed),
                other.word()
            ),
        )),
    }
}
