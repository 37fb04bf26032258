//! The fields of a question.

use super::{Field, Setting, set_head};
use crate::{
    model::{Question, QuestionType, Record},
    recording::{
        Error,
        date::{DateFlag, read_plain_date},
    },
    when::When,
};

pub(super) fn set(
    record: &mut Record<Question>,
    setting: &mut Setting<'_, '_>,
) -> Result<(), Error> {
    let question = &mut record.own;
    if let Some(text) = setting.given.text(Field::Text)? {
        question.text = text;
    }
    setting.word::<QuestionType, _>(Field::Type, &mut question.r#type)?;
    if setting.given.has(Field::Option) {
        question.options = options(setting)?;
        if setting.is_add() && !setting.given.has(Field::Type) {
            question.r#type = QuestionType::Choice;
        }
    }
    setting.text(Field::Why, &mut question.why)?;
    setting.text(Field::Criteria, &mut question.criteria)?;
    for (field, flag, into) in [
        (Field::Asked, DateFlag::last("asked"), &mut question.asked),
        (
            Field::Deadline,
            DateFlag::next("deadline"),
            &mut question.deadline,
        ),
        (
            Field::HiddenUntil,
            DateFlag::next("hidden-until"),
            &mut question.hidden_until,
        ),
    ] {
        set_date(setting, field, flag, into)?;
    }
    set_checks(setting, &mut question.check_on, &mut question.check_every)?;
    set_head(record, setting)?;
    setting.cite(&mut record.citations)
}

/// The options, each by a flag of its own: an option may hold a comma.
fn options(setting: &Setting<'_, '_>) -> Result<Vec<String>, Error> {
    let mut options: Vec<String> = Vec::new();
    for typed in setting.given.values(Field::Option) {
        crate::recording::given::check_text("--option", typed)
            .map_err(|why| why.of(Field::Option))?;
        let option = typed.trim().to_owned();
        if options.contains(&option) {
            return Err(Error::usage(
                format!("the option \"{option}\" is given twice"),
                "give each option once",
            )
            .of(Field::Option));
        }
        options.push(option);
    }
    Ok(options)
}

/// Sets when to look again, for events and questions alike.
pub(super) fn set_checks(
    setting: &Setting<'_, '_>,
    check_on: &mut Option<When>,
    check_every: &mut Option<crate::when::Every>,
) -> Result<(), Error> {
    set_date(
        setting,
        Field::CheckOn,
        DateFlag::next("check-on"),
        check_on,
    )?;
    if let Some(typed) = setting.given.text(Field::CheckEvery)? {
        let every = typed.parse().map_err(|why| Error::Date {
            flag: DateFlag::next("check-every"),
            why: Box::new(why),
        })?;
        *check_every = Some(every);
    }
    Ok(())
}

fn set_date(
    setting: &Setting<'_, '_>,
    field: Field,
    flag: DateFlag,
    into: &mut Option<When>,
) -> Result<(), Error> {
    if let Some(typed) = setting.given.text(field)? {
        *into = Some(read_plain_date(&typed, flag, setting.draft.moment())?);
    }
    Ok(())
}
