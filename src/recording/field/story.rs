//! The fields of a story.

use super::{Field, Setting, set_head};
use crate::{
    model::{Record, Story},
    recording::Error,
};

pub(super) fn set(record: &mut Record<Story>, setting: &mut Setting<'_, '_>) -> Result<(), Error> {
    if let Some(title) = setting.given.text(Field::Title)? {
        record.own.title = title;
    }
    setting.text(Field::Summary, &mut record.own.summary)?;
    set_head(record, setting)?;
    setting.cite(&mut record.citations)
}
