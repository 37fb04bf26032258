//! One member is mended: what was given for its fields is put, what was taken away is taken away.

use serde_json::Value;

use super::{Numbered, apply, moves};
use crate::{
    model::{AnyRecord, Check, Citation, Forecast, Id, Move, MoveCitation, Registers},
    recording::{
        Error, Field,
        date::{DateFlag, read_plain_date},
        edit::Change,
        field::{self, Setting},
        forecast::{find_option, no_option, read_probability},
        given::check_text,
        shell::quote,
        which::typed_as,
    },
    when::When,
};

/// Mends one member: what was given for its fields is put, what was taken away is taken away.
pub(in crate::recording) fn mend(
    record: &mut AnyRecord,
    list: Numbered,
    key: Id,
    change: &Change,
    setting: &mut Setting<'_, '_>,
) -> Result<(), Error> {
    check_fields(list, change)?;
    let before = member(record, list, &key);
    for (field, value) in &change.no {
        clear(record, list, &key, field, value.as_deref())
            .map_err(|why| why.of_any(Field::by_flag(field)))?;
    }
    setting.with(&change.given, |setting| set(record, list, &key, setting))?;
    if let (Some(before), AnyRecord::Event(event)) = (before, record)
        && list == Numbered::Move
    {
        moves::follow(event, &key, &before);
    }
    Ok(())
}

/// Refuses what is no field of such a member.
fn check_fields(list: Numbered, change: &Change) -> Result<(), Error> {
    let word = list.word();
    let flags: Vec<String> = list
        .fields()
        .iter()
        .map(|(field, _)| format!("--{}", field.flag()))
        .collect();
    let its = format!("its flags: {}", flags.join(" "));
    if let Some(field) = change
        .given
        .fields()
        .find(|field| list.path(*field).is_none())
    {
        return Err(Error::usage(
            format!("--{} is nothing that a {word} has", field.flag()),
            format!("what is the record's own goes before --{word}; {its}"),
        ));
    }
    if let Some((field, member)) = change.add.first() {
        return Err(Error::usage(
            format!("--add {field}={member} after --{word}: a {word} has no lists"),
            format!("what is the record's own goes before --{word}; {its}"),
        ));
    }
    Ok(())
}

/// A member as its document.
fn member(record: &AnyRecord, list: Numbered, key: &Id) -> Option<Value> {
    let registers = record.registers();
    registers.get(&format!("{}/{key}", list.key())).cloned()
}

impl Numbered {
    /// Whether a member can be without the field.
    #[must_use]
    pub fn can_be_without(self, field: Field) -> bool {
        refuse_needed(self, field).is_ok()
    }
}

/// Refuses to empty what a member cannot be without.
fn refuse_needed(list: Numbered, field: Field) -> Result<(), Error> {
    let (word, flag) = (list.word(), field.flag());
    match (list, field) {
        (Numbered::Citation, Field::Source) | (Numbered::Forecast, Field::Probability) => {
            Err(Error::usage(
                format!("a {word} always has a {flag}"),
                format!("another: --{flag} \"…\"; the whole {word} out: --no {word}=N"),
            ))
        }
        (Numbered::Move, Field::From | Field::To) => Err(Error::usage(
            format!("--no {flag} would make another thing of this entry"),
            "what it should be: --from or --to with a date; the whole entry out: --no move=N",
        )),
        _ => Ok(()),
    }
}

/// Takes what one field of a member holds away.
fn clear(
    record: &mut AnyRecord,
    list: Numbered,
    key: &Id,
    field: &str,
    value: Option<&str>,
) -> Result<(), Error> {
    let word = list.word();
    let known = Field::ALL.iter().copied().find(|one| one.flag() == field);
    let path = known.and_then(|field| list.path(field));
    let (Some(known), Some(path), None) = (known, path, value) else {
        return Err(Error::usage(
            format!("--no {field} is nothing that a {word} has"),
            format!("what is the record's own goes before --{word}; a whole one: --no {word}=N"),
        ));
    };
    refuse_needed(list, known)?;
    let path = match (list, known) {
        // Without its source nothing of a citation is left.
        (Numbered::Move, Field::Source) => &["citation"],
        _ => path,
    };
    let Some(mut value) = member(record, list, key) else {
        return Ok(());
    };
    if let Some((last, before)) = path.split_last() {
        let holder = before
            .iter()
            .try_fold(&mut value, |value, key| value.get_mut(*key));
        if let Some(Value::Object(fields)) = holder {
            fields.shift_remove(*last);
        }
    }
    let mut patch = Registers::default();
    patch.set(format!("{}/{key}", list.key()), value);
    apply(record, &patch)
}
/// Puts what was given into one member.
fn set(
    record: &mut AnyRecord,
    list: Numbered,
    key: &Id,
    setting: &mut Setting<'_, '_>,
) -> Result<(), Error> {
    match (list, record) {
        (Numbered::Citation, record) => {
            let hides =
                matches!(record, AnyRecord::Statement(one) if one.own.terms.hides_speaker());
            if let Some(citation) = record
                .citations_mut()
                .iter_mut()
                .find(|one| one.key == *key)
            {
                if let Some(cited) = mended(Some(citation.clone().cited()), setting)? {
                    *citation = Citation::of(*key, cited);
                }
                if hides {
                    setting.hide_source(&citation.source)?;
                }
            }
        }
        (Numbered::Move, AnyRecord::Event(event)) => {
            if let Some(step) = event.own.moves.iter_mut().find(|one| one.key == *key) {
                set_move(step, setting)?;
            }
        }
        (Numbered::Check, AnyRecord::Event(event)) => {
            set_check(&mut event.own.checks, key, setting)?
        }
        (Numbered::Check, AnyRecord::Question(question)) => {
            set_check(&mut question.own.checks, key, setting)?;
        }
        (Numbered::Forecast, AnyRecord::Question(question)) => {
            let options = question.own.options.clone();
            let shown = typed_as(setting.draft, question.id);
            if let Some(forecast) = question
                .own
                .forecasts
                .iter_mut()
                .find(|one| one.key == *key)
            {
                set_forecast(forecast, &options, &shown, setting)?;
            }
        }
        _ => {}
    }
    Ok(())
}

/// A citation with what was given in place of what it had.
fn mended(
    cited: Option<MoveCitation>,
    setting: &mut Setting<'_, '_>,
) -> Result<Option<MoveCitation>, Error> {
    let Some(mut cited) = cited else {
        return setting.cited(None);
    };
    if let Some(typed) = setting.given.text(Field::Source)? {
        check_text("--source", &typed)?;
        cited.source = setting.source(Field::Source, &typed)?;
    }
    setting.text(Field::Locator, &mut cited.locator)?;
    if let Some(excerpt) = setting.given.raw(Field::Excerpt)? {
        cited.excerpt = Some(excerpt.to_owned());
    }
    cited.credibility = setting
        .given
        .read(Field::Credibility)?
        .or(cited.credibility);
    Ok(Some(cited))
}

fn set_move(step: &mut Move, setting: &mut Setting<'_, '_>) -> Result<(), Error> {
    let (by, announced) = field::announcement(setting)?;
    step.by = by.or(step.by);
    step.announced = announced.or(step.announced.take());
    setting.text(Field::Why, &mut step.why)?;
    set_day(Field::From, DateFlag::last("from"), &mut step.from, setting)?;
    set_day(Field::To, DateFlag::next("to"), &mut step.to, setting)?;
    step.citation = mended(step.citation.take(), setting)?;
    Ok(())
}

fn set_check(checks: &mut [Check], key: &Id, setting: &mut Setting<'_, '_>) -> Result<(), Error> {
    let Some(check) = checks.iter_mut().find(|one| one.key == *key) else {
        return Ok(());
    };
    set_day(
        Field::When,
        DateFlag::last("when"),
        &mut check.when,
        setting,
    )?;
    setting.text(Field::Note, &mut check.note)
}

fn set_forecast(
    forecast: &mut Forecast,
    options: &[String],
    shown: &str,
    setting: &mut Setting<'_, '_>,
) -> Result<(), Error> {
    set_day(
        Field::When,
        DateFlag::last("when"),
        &mut forecast.when,
        setting,
    )?;
    if let Some(option) = setting.given.text(Field::Option)? {
        if options.is_empty() {
            return Err(Error::usage(
                format!("--option goes with a choice, and {shown} has no options"),
                "leave --option out",
            )
            .of(Field::Option));
        }
        let Some(found) = find_option(options, &option) else {
            return Err(Error::usage(
                format!("--option: {}", no_option(options, &option, shown)),
                format!(
                    "--option {}",
                    quote(options.first().map_or("…", String::as_str))
                ),
            )
            .of(Field::Option));
        };
        forecast.option = Some(found.to_owned());
    }
    if let Some(typed) = setting.given.text(Field::Probability)? {
        forecast.probability = read_probability(&typed).map_err(|why| {
            why.refuse("--probability: ", &typed, |number| {
                format!("--probability {number}")
            })
            .of(Field::Probability)
        })?;
    }
    setting.text(Field::Why, &mut forecast.rationale)?;
    if setting.given.has(Field::By) {
        let (by, _) = field::announcement(setting)?;
        forecast.by = by.or(forecast.by);
    }
    Ok(())
}

fn set_day(
    field: Field,
    flag: DateFlag,
    into: &mut Option<When>,
    setting: &Setting<'_, '_>,
) -> Result<(), Error> {
    if let Some(typed) = setting.given.text(field)? {
        *into = Some(read_plain_date(&typed, flag, setting.draft.moment())?);
    }
    Ok(())
}
