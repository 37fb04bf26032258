//! The fields of an actor.

use super::{Field, Setting, set_head};
use crate::{
    model::{Actor, ActorKind, Alias, AliasKind, Record, Word as _},
    recording::{Error, names::NewActor},
};

pub(super) fn set(record: &mut Record<Actor>, setting: &mut Setting<'_, '_>) -> Result<(), Error> {
    if let Some(name) = setting.given.text(Field::Name)? {
        record.own.name = name;
    }
    setting.word::<ActorKind, _>(Field::Kind, &mut record.own.kind)?;
    if let Some(typed) = setting.given.text(Field::Of)? {
        let new = NewActor {
            flag: Some(Field::Of),
            ..NewActor::default()
        };
        record.own.of = Some(setting.actor(&typed, new)?);
    }
    if setting.given.has(Field::Alias) {
        record.own.aliases = aliases(record, setting)?;
    }
    set_head(record, setting)?;
    setting.cite(&mut record.citations)
}

/// `[KIND:]TEXT`, with commas between, or the flag repeated. (`edit --add` takes one that holds a comma.)
fn aliases(record: &Record<Actor>, setting: &mut Setting<'_, '_>) -> Result<Vec<Alias>, Error> {
    let mut aliases: Vec<Alias> = Vec::new();
    for typed in setting.given.list(Field::Alias)?.unwrap_or_default() {
        let (kind, text) = match typed.split_once(':') {
            Some((kind, text)) if AliasKind::read(kind.trim()).is_ok() => {
                (AliasKind::read(kind.trim()).ok(), text)
            }
            _ => (None, typed.as_str()),
        };
        let text = text.trim().to_owned();
        crate::recording::given::check_text("--alias", &text)
            .map_err(|why| why.of(Field::Alias))?;
        if aliases.iter().any(|alias| alias.text == text) {
            continue;
        }
        // An alias that stays keeps its key, so that this changes nothing where nothing changes.
        let stays = record.own.aliases.iter().find(|alias| alias.text == text);
        let key = stays.map_or_else(|| setting.draft.mint(), |alias| alias.key);
        aliases.push(Alias {
            key,
            text,
            kind: kind.or(stays.and_then(|alias| alias.kind)),
        });
    }
    Ok(aliases)
}
