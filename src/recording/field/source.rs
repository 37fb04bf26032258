//! The fields of a source.

use super::{Field, Setting, set_head};
use crate::{
    model::{Record, Reliability, Source, SourceKind},
    recording::{
        Error,
        date::{DateFlag, read_plain_date},
    },
    when::When,
};

pub(super) fn set(record: &mut Record<Source>, setting: &mut Setting<'_, '_>) -> Result<(), Error> {
    let source = &mut record.own;
    if let Some(title) = setting.given.text(Field::Title)? {
        source.title = title;
    }
    setting.text(Field::Url, &mut source.url)?;
    setting.text(Field::Publisher, &mut source.publisher)?;
    setting.text(Field::Author, &mut source.author)?;
    setting.text(Field::Language, &mut source.language)?;
    setting.word::<SourceKind, _>(Field::Kind, &mut source.kind)?;
    setting.word::<Reliability, _>(Field::Reliability, &mut source.reliability)?;
    set_day(
        setting,
        Field::Published,
        "published",
        &mut source.published,
    )?;
    set_day(
        setting,
        Field::Retrieved,
        "retrieved",
        &mut source.retrieved,
    )?;
    if let Some(typed) = setting.given.text(Field::Origin)? {
        record.own.origin = Some(setting.source(Field::Origin, &typed)?);
    }
    set_head(record, setting)?;
    setting.cite(&mut record.citations)
}

fn set_day(
    setting: &Setting<'_, '_>,
    field: Field,
    flag: &'static str,
    into: &mut Option<When>,
) -> Result<(), Error> {
    if let Some(typed) = setting.given.text(field)? {
        *into = Some(read_plain_date(
            &typed,
            DateFlag::last(flag),
            setting.draft.moment(),
        )?);
    }
    Ok(())
}
