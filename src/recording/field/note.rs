//! The fields of a note.

use super::{Field, Setting, set_head};
use crate::{
    model::{Confidence, Likelihood, Note, NoteKind, Record, Visibility},
    recording::{Error, date::DateFlag, date::plain},
};

pub(super) fn set(record: &mut Record<Note>, setting: &mut Setting<'_, '_>) -> Result<(), Error> {
    let note = &mut record.own;
    setting.word::<NoteKind, _>(Field::Kind, &mut note.kind)?;
    // What is to do is a matter of the desk: it often names whom to ring.
    if setting.is_add() && note.kind == Some(NoteKind::Todo) {
        setting.choose_visibility(Visibility::Internal)?;
    }
    setting.text(Field::Title, &mut note.title)?;
    if let Some(text) = setting.given.raw(Field::Text)? {
        note.text = text.to_owned();
    }
    setting.word::<Likelihood, _>(Field::Likelihood, &mut note.likelihood)?;
    setting.word::<Confidence, _>(Field::Confidence, &mut note.confidence)?;
    // What is to do lies ahead; what was noted of a day lies behind.
    let flag = if note.kind == Some(NoteKind::Todo) {
        DateFlag::next("when")
    } else {
        DateFlag::last("when")
    };
    if let Some(understood) = setting.dated(flag.or("on"), note.when.as_ref())? {
        setting.asides.extend(understood.aside.clone());
        record.own.when = Some(plain(understood, setting.dated_by(flag))?);
    }
    set_head(record, setting)?;
    setting.cite(&mut record.citations)
}
