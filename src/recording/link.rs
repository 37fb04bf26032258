//! `link A VERB B`: what one record says of another.

use super::{
    Done, Error,
    add::done,
    error::article,
    field::{Mode, Setting},
    shell::quote,
    which::{find_one, shortened, typed as typed_of},
};
use crate::{
    model::{AnyRecord, Kind, Link, Verb, Word as _},
    store::Draft,
};

/// The verbs that may lead from a record of the one kind to one of the other.
#[must_use]
pub fn fitting_verbs(from: Kind, to: Kind) -> Vec<Verb> {
    Verb::ALL
        .iter()
        .copied()
        .filter(|verb| verb.joins(from, to))
        .collect()
}

/// Links two records. Without a verb, or with one that does not join them, the refusal lists those that do.
///
/// # Errors
/// A word that reaches no record, a verb that does not join the two, a link that is there, or what the store says.
pub fn link(
    draft: &mut Draft<'_>,
    from: &str,
    verb: Option<&str>,
    to: &str,
    note: Option<&str>,
) -> Result<Done, Error> {
    let mut record = find_one(draft, Kind::ENTRIES, from)?;
    let other = find_one(draft, Kind::ALL, to)?;
    if record.id() == other.id() {
        return Err(Error::usage(
            format!("{} and {} are one record", quote(from), quote(to)),
            "name another record",
        ));
    }
    let before = record.clone();
    let fitting = fitting_verbs(record.kind(), other.kind());
    let verb = match verb.map(|typed| (typed, Verb::read(typed))) {
        Some((_, Ok(verb))) if fitting.contains(&verb) => verb,
        Some((typed, Ok(_))) => {
            let what = format!(
                "\"{typed}\" does not lead from {} to {}",
                article(&record.kind()),
                article(&other.kind())
            );
            return Err(Error::Usage {
                what,
                hint: sentences(draft, &record, &other, &fitting)?,
            });
        }
        Some((typed, Err(_))) => {
            return Err(Error::Usage {
                what: format!("\"{typed}\" is no verb of a link"),
                hint: sentences(draft, &record, &other, &fitting)?,
            });
        }
        None => {
            return Err(Error::Usage {
                what: "no verb says how the two are linked".into(),
                hint: sentences(draft, &record, &other, &fitting)?,
            });
        }
    };
    let note = match note {
        None => None,
        Some(note) => {
            super::given::check_text("--note", note)?;
            Some(note.trim().to_owned())
        }
    };
    let new = Link {
        verb,
        to: other.id(),
        note,
    };
    let links = record.links_mut();
    match links
        .iter_mut()
        .find(|link| link.verb == verb && link.to == new.to)
    {
        Some(link) if link.note == new.note || new.note.is_none() => {
            return Err(Error::refused(
                format!("{} {} {} already", quote(from), verb.phrase(), quote(to)),
                "say something else with --note",
            ));
        }
        Some(link) => link.note = new.note,
        None => links.push(new),
    }
    let nothing = super::Given::default();
    let setting = Setting::new(draft, &nothing, Mode::Edit, record.visibility());
    setting.draft.put_any(&record)?;
    done(Some(before), record, setting)
}

/// Each verb that joins the two, as a command.
fn sentences(
    draft: &Draft<'_>,
    from: &AnyRecord,
    to: &AnyRecord,
    verbs: &[Verb],
) -> Result<Option<String>, Error> {
    let (one, other) = (typed_of(draft, from)?, typed_of(draft, to)?);
    if verbs.is_empty() {
        return Ok(Some(format!(
            "nothing leads from {} to {}",
            article(&from.kind()),
            article(&to.kind())
        )));
    }
    let sentences = verbs
        .iter()
        .map(|verb| format!("tidings link {one} {} {other}", verb.word()));
    Ok(Some(format!(
        "{} ({})",
        sentences.collect::<Vec<_>>().join(" · "),
        shortened(to.facts().headline)
    )))
}
