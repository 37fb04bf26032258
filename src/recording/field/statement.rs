//! The fields of a statement, and the secrecy that follows from its terms.

use super::{Field, Setting, set_head};
use crate::{
    model::{
        Citation, Form, Id, Kind, Original, Record, Stance, Standing, Statement, Terms, Visibility,
        name,
    },
    recording::{
        Error, Notice,
        date::{DateFlag, plain},
        names::NewActor,
        shell::quote,
        which::{row, typed},
    },
};

pub(super) fn set(
    record: &mut Record<Statement>,
    setting: &mut Setting<'_, '_>,
) -> Result<(), Error> {
    let statement = &mut record.own;
    if let Some(text) = setting.given.raw(Field::Text)? {
        statement.text = text.to_owned();
    }
    setting.word::<Form, _>(Field::Form, &mut statement.form)?;
    setting.word::<Terms, _>(Field::Terms, &mut statement.terms)?;
    setting.word::<Stance, _>(Field::Stance, &mut statement.stance)?;
    setting.word::<Standing, _>(Field::Standing, &mut statement.standing)?;
    setting.text(Field::Attribution, &mut statement.attribution)?;
    setting.text(Field::Venue, &mut statement.venue)?;
    set_original(statement, setting)?;
    let flag = DateFlag::last("when");
    if let Some(understood) = setting.dated(flag, statement.when.as_ref())? {
        setting.asides.extend(understood.aside.clone());
        record.own.when = Some(plain(understood, setting.dated_by(flag))?);
    }
    follow_terms(record.own.terms, record.visibility, setting)?;
    if let Some(speakers) = speakers(&record.own, setting)? {
        record.own.speakers = speakers;
    }
    set_head(record, setting)?;
    let own_words =
        (record.own.form == Form::Verbatim && setting.is_add()).then(|| record.own.text.clone());
    if let Some(cited) = setting.cited(own_words.as_deref())? {
        if record.own.terms.hides_speaker() {
            setting.hide_source(&cited.source)?;
        }
        let key = setting.draft.mint();
        record.citations.push(Citation::of(key, cited));
    }
    Ok(())
}

/// What is recorded off the record is internal, unless the user says otherwise.
fn follow_terms(
    terms: Terms,
    before: Visibility,
    setting: &mut Setting<'_, '_>,
) -> Result<(), Error> {
    let becomes =
        terms == Terms::OffRecord && (setting.is_add() || setting.given.has(Field::Terms));
    let default = if becomes {
        before.max(Visibility::Internal)
    } else {
        before
    };
    setting.choose_visibility(default)
}

fn speakers(
    statement: &Statement,
    setting: &mut Setting<'_, '_>,
) -> Result<Option<Vec<Id>>, Error> {
    let Some(names) = setting.names(setting.given, Field::By, &[Kind::Actor])? else {
        return match setting.given.has(Field::Of) {
            true => Err(Error::usage(
                "--of says whose a new speaker is, and none is named",
                "give it with --by",
            )),
            false => Ok(None),
        };
    };
    let secret = statement.terms.hides_speaker();
    let of = match setting.given.text(Field::Of)? {
        None => None,
        Some(typed) => Some(setting.actor(
            &typed,
            NewActor {
                flag: Some(Field::Of),
                secret,
                ..NewActor::default()
            },
        )?),
    };
    // Of several, whose are the described ones; of one alone, whatever its name.
    let may_belong = |typed: &str| {
        let name = typed.strip_prefix(name::NEW).unwrap_or(typed);
        names.len() == 1 || name::is_description(name)
    };
    let made_before = setting.made.len();
    let mut speakers = Vec::new();
    for name in &names {
        let speaker = setting.actor(
            name,
            NewActor {
                flag: Some(Field::By),
                may_be_described: true,
                secret,
                of: of.filter(|_| may_belong(name)),
            },
        )?;
        if !speakers.contains(&speaker) {
            speakers.push(speaker);
        }
    }
    let belongs = setting
        .made
        .iter()
        .skip(made_before)
        .any(|made| may_belong(&made.name));
    if let (Some(of), false) = (of, belongs) {
        return refuse_of(&speakers, &of, setting).map(|()| Some(speakers));
    }
    Ok(Some(speakers))
}

/// `--of` says whose a new speaker is: of one that is there already it may only repeat what is known.
fn refuse_of(speakers: &[Id], of: &Id, setting: &Setting<'_, '_>) -> Result<(), Error> {
    for speaker in speakers {
        let actor = setting.draft.get::<crate::model::Actor>(speaker)?;
        if actor.is_some_and(|actor| actor.own.of == Some(*of)) {
            return Ok(());
        }
    }
    let of = setting.given.text(Field::Of)?.unwrap_or_default();
    let known = speakers
        .iter()
        .find(|id| !setting.made.iter().any(|made| made.id == **id));
    let hint = match known {
        None => "whose each of them is: tidings add actor NAME --of …".to_owned(),
        Some(id) => {
            let actor = row(setting.draft, id)?.any()?;
            let handle = typed(setting.draft, &actor)?;
            format!("tidings edit actor:{handle} --of {}", quote(&of))
        }
    };
    Err(Error::usage(
        "--of says whose a new speaker is, and this one is here already",
        hint,
    ))
}

fn set_original(statement: &mut Statement, setting: &Setting<'_, '_>) -> Result<(), Error> {
    let text = setting.given.raw(Field::Original)?.map(str::to_owned);
    let language = setting.given.text(Field::Language)?;
    if text.is_none() && language.is_none() {
        return Ok(());
    }
    let original = statement.original.get_or_insert_with(Original::default);
    original.text = text.or(original.text.take());
    original.language = language.or(original.language.take());
    Ok(())
}

/// What is worth a notice once a statement was added.
pub(in crate::recording) fn notices(record: &Record<Statement>) -> Vec<Notice> {
    let statement = &record.own;
    let mut notices = Vec::new();
    if statement.terms == Terms::OffRecord {
        return notices;
    }
    if statement.speakers.is_empty() {
        notices.push(Notice::new(
            "no-speaker",
            "no speaker",
            "tidings edit @ --by NAME",
        ));
    }
    if statement.form == Form::Verbatim && record.citations.is_empty() {
        notices.push(Notice::no_source());
    }
    if statement.when.is_none() {
        notices.push(Notice::new("no-day", "no day", "tidings edit @ --on DAY"));
    }
    notices
}
