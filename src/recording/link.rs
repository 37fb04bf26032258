//! `link A VERB B`: what one record says of another.

use super::{
    Done, Error,
    add::done,
    error::article,
    field::{Mode, Setting},
    given::check_text,
    shell::quote,
    which::{find_one, row, shortened, typed as typed_of},
};
use crate::{
    model::{AnyRecord, Kind, Link, Verb, Word as _, nearest},
    store::{Draft, Found},
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

/// Links two records. Without a verb, or with one that does not join them, the refusal lists each that does, in both
/// directions, as the command; without the other record, those that join it with the last one that was written; without
/// either, those that join that one with the one before.
///
/// # Errors
/// A word that reaches no record, a verb that does not join the two, a link that is there, or what the store says.
pub fn link(
    draft: &mut Draft<'_>,
    from: Option<&str>,
    verb: Option<&str>,
    to: Option<&str>,
    note: Option<&str>,
) -> Result<Done, Error> {
    let Some(from) = from else {
        return Err(none_named(draft)?);
    };
    let mut record = find_one(draft, Kind::ALL, from)?;
    let Some(to) = to else {
        let what = format!(
            "a link joins two records, and only {} \"{}\" is named",
            typed_of(draft, &record)?,
            shortened(record.facts().headline)
        );
        return Err(alone(draft, &record, what)?);
    };
    let other = find_one(draft, Kind::ALL, to)?;
    if record.id() == other.id() {
        return Err(Error::usage(
            format!("{} and {} are one record", quote(from), quote(to)),
            "name another record",
        ));
    }
    let verb = verb_between(draft, &record, verb, &other)?;
    if let Some(note) = note {
        check_text("--note", note)?;
    }
    let before = record.clone();
    let new = Link {
        verb,
        to: other.id(),
        note: note.map(|note| note.trim().to_owned()),
    };
    if !put(record.links_mut(), new) {
        return Err(Error::refused(
            format!("{} {} {} already", quote(from), verb.phrase(), quote(to)),
            "say something else with --note",
        ));
    }
    let nothing = super::Given::default();
    let setting = Setting::new(draft, &nothing, Mode::Edit, record.visibility());
    setting.draft.put_any(&record)?;
    done(Some(before), record, setting)
}

/// Puts a link among the others, or its note on the one that is there; says whether that changes anything.
fn put(links: &mut Vec<Link>, new: Link) -> bool {
    let there = links
        .iter_mut()
        .find(|link| (link.verb, link.to) == (new.verb, new.to));
    match there {
        None => links.push(new),
        Some(link) if new.note.is_none() || link.note == new.note => return false,
        Some(link) => link.note = new.note,
    }
    true
}

/// A verb as it may be typed: `waits-on`, `waits on`, `is about`.
pub(super) fn read_verb(typed: &str) -> Option<Verb> {
    let word = typed.trim().to_lowercase().replace([' ', '_'], "-");
    Verb::read(word.strip_prefix("is-").unwrap_or(&word)).ok()
}

/// The verb that was typed, where it leads from the one record to the other.
fn verb_between(
    draft: &Draft<'_>,
    from: &AnyRecord,
    typed: Option<&str>,
    to: &AnyRecord,
) -> Result<Verb, Error> {
    let verb = typed.and_then(read_verb);
    if let Some(verb) = verb.filter(|verb| verb.joins(from.kind(), to.kind())) {
        return Ok(verb);
    }
    let (one, other) = (typed_of(draft, from)?, typed_of(draft, to)?);
    let kinds = (article(&from.kind()), article(&to.kind()));
    let mut what = match (typed, verb) {
        (None, _) => format!(
            "no verb says how {one} \"{}\" and {other} \"{}\" are linked",
            shortened(from.facts().headline),
            shortened(to.facts().headline)
        ),
        (Some(typed), None) => format!("\"{typed}\" is no verb of a link"),
        (_, Some(verb)) => format!("\"{verb}\" does not lead from {} to {}", kinds.0, kinds.1),
    };
    let there = sentences(from, &one, to, &other);
    let back = sentences(to, &other, from, &one);
    if there.is_empty() && back.is_empty() && is_linked(from, to) {
        what.push_str("; whatever joins the two is said already");
        return Err(Error::usage(what, format!("tidings show {one}")));
    }
    if there.is_empty() && back.is_empty() {
        what.push_str(&format!("; nothing joins {} and {}", kinds.0, kinds.1));
        return Err(Error::usage(what, instead_of_a_link(from, &one, to)));
    }
    what.push_str(if typed.is_none() {
        ":"
    } else {
        "; these join the two:"
    });
    let all = || there.iter().chain(&back);
    for (_, sentence) in all() {
        what.push_str(&format!("\n  {sentence}"));
    }
    let words: Vec<&str> = all().map(|(verb, _)| verb.word()).collect();
    let meant = verb
        .map(Verb::word)
        .or_else(|| nearest(typed.unwrap_or_default(), &words));
    let likely = all()
        .find(|(verb, _)| Some(verb.word()) == meant)
        .or_else(|| there.iter().find(|(verb, _)| *verb == Verb::About))
        .or_else(|| all().next());
    let hint = likely.map(|(_, command)| command.clone());
    Err(Error::Usage {
        what,
        hint,
        field: None,
    })
}

/// That no record was named, and a link joins two.
fn none_named(draft: &Draft<'_>) -> Result<Error, Error> {
    let what = "a link joins two records, and none is named";
    let Found::One(id, _) = draft.find(Kind::ENTRIES, "@")? else {
        return Ok(Error::usage(what, "tidings timeline shows their ids"));
    };
    let last = row(draft, &id)?.any()?;
    let what = format!(
        "{what}; the last one is {} \"{}\"",
        typed_of(draft, &last)?,
        shortened(last.facts().headline)
    );
    alone(draft, &last, what)
}

/// The refusal of a link from one record to nothing, with each verb that joins it with one that was written last.
fn alone(draft: &Draft<'_>, from: &AnyRecord, mut what: String) -> Result<Error, Error> {
    /// So many that were written last are looked through for one that a verb joins with it.
    const BACK: usize = 9;
    let one = typed_of(draft, from)?;
    for back in 1..=BACK {
        let Found::One(id, _) = draft.find(Kind::ENTRIES, &format!("@{back}"))? else {
            break;
        };
        let to = row(draft, &id)?.any()?;
        let other = typed_of(draft, &to)?;
        let mut ways = sentences(from, &one, &to, &other);
        ways.extend(sentences(&to, &other, from, &one));
        ways.retain(|_| id != from.id());
        let about = ways.iter().position(|(verb, _)| *verb == Verb::About);
        let Some((_, likely)) = ways.get(about.unwrap_or_default()) else {
            continue;
        };
        what.push_str(&format!(
            "; with {other} \"{}\" these join it:",
            shortened(to.facts().headline)
        ));
        for (_, sentence) in &ways {
            what.push_str(&format!("\n  {sentence}"));
        }
        return Ok(Error::usage(what, likely.clone()));
    }
    Ok(Error::usage(what, "tidings timeline shows their ids"))
}

fn is_linked(one: &AnyRecord, other: &AnyRecord) -> bool {
    let leads = |from: &AnyRecord, to: &AnyRecord| from.links().iter().any(|l| l.to == to.id());
    leads(one, other) || leads(other, one)
}

/// Each verb that leads from the one to the other and does not do so yet, with the command.
fn sentences(from: &AnyRecord, one: &str, to: &AnyRecord, other: &str) -> Vec<(Verb, String)> {
    let is_there = |verb: Verb| {
        let mut links = from.links().iter();
        links.any(|link| (link.verb, link.to) == (verb, to.id()))
    };
    fitting_verbs(from.kind(), to.kind())
        .into_iter()
        .filter(|verb| !is_there(*verb))
        .map(|verb| (verb, format!("tidings link {one} {} {other}", verb.word())))
        .collect()
}

/// What says that two actors, sources or stories belong together.
fn instead_of_a_link(from: &AnyRecord, one: &str, to: &AnyRecord) -> String {
    match (from.kind(), to.kind()) {
        (Kind::Actor, Kind::Actor) => format!("whom it belongs to: tidings edit {one} --of …"),
        (Kind::Source, Kind::Source) => {
            format!("the source that it derives from: tidings edit {one} --origin …")
        }
        _ => "an event, a statement, a question or a note says what it is about".to_owned(),
    }
}
