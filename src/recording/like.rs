//! `add … --like WHICH`: what is not given is taken from another entry, where both kinds have it.

use super::{
    Error, Field, Given,
    field::{Say, values},
    which::{find_one, typed as typed_of},
};
use crate::{
    model::{AnyRecord, Id, Kind, Visibility},
    store::Draft,
    when::{self, When},
};

/// The fields that are taken over. Words, form, title, excerpt and slug are each record's own.
const FIELDS: [Field; 11] = [
    Field::By,
    Field::Attribution,
    Field::Terms,
    Field::When,
    Field::Zone,
    Field::Venue,
    Field::About,
    Field::Topic,
    Field::Story,
    Field::Visibility,
    Field::EmbargoUntil,
];

/// Gives what the entry holds and the new record, of this kind, was not given; and says so: `as rfc: on, about`.
///
/// # Errors
/// A word that reaches no entry, or what the store says.
pub(super) fn give(
    draft: &Draft<'_>,
    typed: &str,
    kind: Kind,
    given: &mut Given,
) -> Result<Option<String>, Error> {
    if !kind.is_entry() {
        return Err(Error::usage(
            format!(
                "--like is for entries, and {} is none",
                super::error::article(&kind)
            ),
            "--like goes with events, statements, questions and notes",
        ));
    }
    let other = find_one(draft, Kind::ENTRIES, typed)?;
    let document = serde_json::to_value(&other).unwrap_or_default();
    let say = Say {
        name: &|_: &[Kind], id: Id| id.to_string(),
        date: &|when: &When| when.edtf().to_owned(),
    };
    let was_given = given.clone();
    let mut taken: Vec<&str> = Vec::new();
    for field in FIELDS
        .into_iter()
        .filter(|field| both_have(*field, kind, other.kind()))
    {
        if is_given(field, &was_given) || !may_take(field, &other, kind, draft) {
            continue;
        }
        let values = values(&document, other.kind(), field, &say);
        if values.is_empty() {
            continue;
        }
        given.give(field, values);
        match field {
            // The zone goes with its date.
            Field::Zone => {}
            Field::When => taken.push(day_flag(&other, kind, draft)),
            field => taken.push(field.flag()),
        }
    }
    if let Some(first) = other
        .citations()
        .first()
        .filter(|_| !was_given.has(Field::Source))
    {
        given.give(Field::Source, vec![first.source.to_string()]);
        taken.push(Field::Source.flag());
    }
    let shown = typed_of(draft, &other)?;
    Ok((!taken.is_empty()).then(|| format!("as {shown}: {}", taken.join(", "))))
}

/// Whether a field means the same for both kinds: `--by` of an event is who announced it.
fn both_have(field: Field, kind: Kind, other: Kind) -> bool {
    let has = |kind: Kind| match field {
        Field::By => kind == Kind::Statement,
        field => field.kinds().contains(&kind),
    };
    has(kind) && has(other)
}

/// Whether the field was given, or what it hangs on was: a date has its own zone; how a speaker is named in print is
/// said of that speaker alone.
fn is_given(field: Field, given: &Given) -> bool {
    let has = |fields: &[Field]| fields.iter().any(|field| given.has(*field));
    match field {
        Field::When | Field::Zone => has(&[Field::When, Field::On, Field::Zone]),
        Field::Attribution => has(&[Field::Attribution, Field::By]),
        field => given.has(field),
    }
}

/// Secrecy goes before a visibility that is taken over: what is public there may be internal here by its terms. Nothing
/// was said on a day that is still to come.
fn may_take(field: Field, other: &AnyRecord, kind: Kind, draft: &Draft<'_>) -> bool {
    match (field, other) {
        (Field::When | Field::Zone, other) if kind == Kind::Statement => {
            class(other, draft) != when::Class::Upcoming
        }
        (Field::Visibility, other) => other.visibility() == Visibility::Internal,
        (Field::Terms, AnyRecord::Statement(statement)) => {
            statement.own.terms != crate::model::Terms::Unknown
        }
        _ => true,
    }
}

/// What is past was said, or noted, on its day; of an event it is when that is.
fn day_flag(other: &AnyRecord, kind: Kind, draft: &Draft<'_>) -> &'static str {
    match class(other, draft) {
        when::Class::Overdue | when::Class::Today if kind != Kind::Event => "on",
        _ => "when",
    }
}

fn class(other: &AnyRecord, draft: &Draft<'_>) -> when::Class {
    when::class(other.facts().date, draft.moment().today)
}
