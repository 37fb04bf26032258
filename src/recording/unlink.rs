//! `unlink A VERB B`: what one record no longer says of another.

use super::{
    Done, Error,
    add::done,
    field::{Mode, Setting},
    link::read_verb,
    shell::quote,
    which::{find_one, shortened, typed as typed_of},
};
use crate::{
    model::{AnyRecord, Id, Kind, Link, Word as _},
    store::Draft,
};

/// Takes back a link: the one of this verb, or, without a verb, the only one that joins the two, in whichever
/// direction. The refusal lists the links that there are.
///
/// # Errors
/// A word that reaches no record, a link that is not there, several without a verb, or what the store says.
pub fn unlink(
    draft: &mut Draft<'_>,
    from: &str,
    verb: Option<&str>,
    to: Option<&str>,
) -> Result<Done, Error> {
    let one = find_one(draft, Kind::ALL, from)?;
    let Some(to) = to else {
        let what = format!("which link of {}? Only one record is named", quote(from));
        return Err(listing(draft, what, &one, one.id())?);
    };
    let other = other_end(draft, &one, to)?;
    let wanted = match verb {
        None => None,
        Some(typed) => match read_verb(typed) {
            Some(verb) => Some(verb),
            None => {
                let what = format!("\"{typed}\" is no verb of a link");
                return Err(listing(draft, what, &one, other)?);
            }
        },
    };
    let mut fitting = joining(draft, &one, other)?;
    if let Some(verb) = wanted {
        fitting.retain(|(from, link)| from.id() == one.id() && link.verb == verb);
    }
    let (mut record, link) = match fitting.len() {
        1 => fitting.remove(0),
        0 => {
            let what = match wanted {
                None => format!("{} is not linked to {}", quote(from), quote(to)),
                Some(verb) => format!(
                    "no link says that {} {} {}",
                    quote(from),
                    verb.phrase(),
                    quote(to)
                ),
            };
            return Err(listing(draft, what, &one, other)?);
        }
        several => {
            let what = format!(
                "{several} links join {} and {}: which verb?",
                quote(from),
                quote(to)
            );
            return Err(listing(draft, what, &one, other)?);
        }
    };
    let before = record.clone();
    record
        .links_mut()
        .retain(|there| (there.verb, there.to) != (link.verb, link.to));
    let nothing = super::Given::default();
    let setting = Setting::new(draft, &nothing, Mode::Edit, record.visibility());
    setting.draft.put_any(&record)?;
    done(Some(before), record, setting)
}

/// The record at the other end. One that was removed, or that is not in this file, may be named too: a link to it stands.
fn other_end(draft: &Draft<'_>, one: &AnyRecord, typed: &str) -> Result<Id, Error> {
    match find_one(draft, Kind::ALL, typed) {
        Ok(record) => Ok(record.id()),
        Err(Error::Removed { id, .. }) => Ok(id),
        Err(why @ Error::Nothing(_)) => {
            let links = one.links().iter();
            let mut named = links.filter(|link| link.to.as_str().starts_with(typed));
            match (named.next(), named.next()) {
                (Some(link), None) if !typed.is_empty() => Ok(link.to),
                _ => Err(why),
            }
        }
        Err(why) => Err(why),
    }
}

/// The links between two records, each with the record that holds it.
fn joining(draft: &Draft<'_>, one: &AnyRecord, other: Id) -> Result<Vec<(AnyRecord, Link)>, Error> {
    let from_one = one.links().iter().filter(|link| link.to == other);
    let mut found: Vec<(AnyRecord, Link)> =
        from_one.map(|link| (one.clone(), link.clone())).collect();
    if let Some(row) = draft.row(&other)?.filter(|row| !row.removed) {
        let other = row.any()?;
        let back = other.links().iter().filter(|link| link.to == one.id());
        found.extend(back.map(|link| (other.clone(), link.clone())));
    }
    Ok(found)
}

/// A refusal with each link that joins the two, else with each that leads from the first, as the command that takes it
/// back.
fn listing(
    draft: &Draft<'_>,
    mut what: String,
    one: &AnyRecord,
    other: Id,
) -> Result<Error, Error> {
    let mut links = joining(draft, one, other)?;
    let typed = typed_of(draft, one)?;
    if links.is_empty() {
        let from_one = one.links().iter();
        links.extend(from_one.map(|link| (one.clone(), link.clone())));
        what.push_str(&match links.len() {
            0 => format!("; {typed} is linked to nothing"),
            _ => format!("; the links of {typed}:"),
        });
    }
    let mut commands = Vec::new();
    for (from, link) in &links {
        let (to, title) = end(draft, link.to)?;
        let from = typed_of(draft, from)?;
        let command = format!("tidings unlink {from} {} {to}", link.verb.word());
        what.push_str(&format!("\n  {command}   {title}"));
        commands.push(command);
    }
    let hint = commands.into_iter().next();
    Ok(Error::usage(
        what,
        hint.unwrap_or(format!("tidings show {typed}")),
    ))
}

/// How one types the record that a link leads to, and its first words.
fn end(draft: &Draft<'_>, id: Id) -> Result<(String, String), Error> {
    Ok(match draft.row(&id)? {
        None => (id.to_string(), "(not in this file)".to_owned()),
        Some(row) => {
            let record = row.any()?;
            let title = shortened(record.facts().headline);
            match row.removed {
                true => (id.to_string(), format!("{title} (removed)")),
                false => (typed_of(draft, &record)?, title),
            }
        }
    })
}
