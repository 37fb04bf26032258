//! `add KIND WHAT`: a new record.

use super::{
    Done, Error, Field, Given, Notice,
    commas::read_as_two,
    field::{self, Mode, Setting},
    like,
    meaning::candidate,
    names::{made_notice, url_slug, url_title},
    secrecy,
    which::{shortened, typed},
};
use crate::{
    model::{
        AnyRecord, Event, EventStatus, Id, Kind, NoteKind, Record, Registers, Terms, Visibility,
        canonical_url, name,
    },
    store::{Draft, Found},
};

/// A word that stands after `add`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KindWord {
    /// The word.
    pub word: &'static str,
    /// The kind of record that it makes.
    pub kind: Kind,
    /// What it sets by itself.
    pub presets: &'static [(Field, &'static str)],
}

const fn event(word: &'static str, presets: &'static [(Field, &'static str)]) -> KindWord {
    KindWord {
        word,
        kind: Kind::Event,
        presets,
    }
}

const fn other(
    word: &'static str,
    kind: Kind,
    presets: &'static [(Field, &'static str)],
) -> KindWord {
    KindWord {
        word,
        kind,
        presets,
    }
}

/// The words that stand after `add`.
pub const KINDS: &[KindWord] = &[
    event("event", &[(Field::Type, "other")]),
    event("summit", &[(Field::Type, "summit")]),
    event("meeting", &[(Field::Type, "meeting")]),
    event("call", &[(Field::Type, "call")]),
    event("agreement", &[(Field::Type, "agreement")]),
    event("proposal", &[(Field::Type, "proposal")]),
    event("ceasefire", &[(Field::Type, "ceasefire")]),
    event("sanction", &[(Field::Type, "sanction")]),
    event("military", &[(Field::Type, "military")]),
    event("aid", &[(Field::Type, "aid")]),
    event("decision", &[(Field::Type, "decision")]),
    event("legal", &[(Field::Type, "legal")]),
    event("deadline", &[(Field::Type, "deadline")]),
    event("milestone", &[(Field::Type, "milestone")]),
    other("statement", Kind::Statement, &[]),
    other("quote", Kind::Statement, &[(Field::Form, "verbatim")]),
    other("question", Kind::Question, &[]),
    other("yesno", Kind::Question, &[(Field::Type, "yesno")]),
    other("choice", Kind::Question, &[(Field::Type, "choice")]),
    other("note", Kind::Note, &[]),
    other("context", Kind::Note, &[(Field::Kind, "context")]),
    other("assessment", Kind::Note, &[(Field::Kind, "assessment")]),
    other("scenario", Kind::Note, &[(Field::Kind, "scenario")]),
    other("term", Kind::Note, &[(Field::Kind, "term")]),
    other("todo", Kind::Note, &[(Field::Kind, "todo")]),
    other("actor", Kind::Actor, &[]),
    other("source", Kind::Source, &[]),
    other("story", Kind::Story, &[]),
];

/// Words that newcomers type, and that no help shows.
const ALSO: &[KindWord] = &[
    other("claim", Kind::Statement, &[]),
    other("person", Kind::Actor, &[(Field::Kind, "person")]),
    other(
        "organisation",
        Kind::Actor,
        &[(Field::Kind, "organisation")],
    ),
    other(
        "organization",
        Kind::Actor,
        &[(Field::Kind, "organisation")],
    ),
    other("country", Kind::Actor, &[(Field::Kind, "country")]),
];

/// The word after `add`, in the singular or the plural.
#[must_use]
pub fn kind_word(typed: &str) -> Option<KindWord> {
    let all = || KINDS.iter().chain(ALSO);
    let find = |word: &str| all().find(|kind| kind.word == word).copied();
    let lower = typed.to_lowercase();
    let singular = || match lower.as_str() {
        "stories" => find("story"),
        "people" | "persons" => find("person"),
        "countries" => find("country"),
        plural => plural.strip_suffix('s').and_then(find),
    };
    find(&lower).or_else(singular)
}

/// What `add` was asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Add {
    /// The word for the kind.
    pub kind: KindWord,
    /// The words: a title, a text, a name, an address.
    pub what: String,
    /// The flags.
    pub given: Given,
    /// The entry from which is taken what no flag gives.
    pub like: Option<String>,
    /// The story that it belongs to where neither a flag nor that entry says one.
    pub story: Option<String>,
}

/// Adds a record.
///
/// # Errors
/// A flag that is no use to this kind or holds what it cannot, a rule that is broken, or what the store says.
pub fn add(draft: &mut Draft<'_>, add: &Add) -> Result<Done, Error> {
    let mut given = add.given.clone();
    let taken = match &add.like {
        Some(like) => like::give(draft, like, add.kind.kind, &mut given)?,
        None => None,
    };
    if let Some(story) = add.story.as_ref().filter(|_| !given.has(Field::Story)) {
        given.give(Field::Story, vec![story.clone()]);
    }
    // What is added is new, whether one says so or not.
    let what = match add.kind.kind.is_entry() {
        false => add.what.trim().strip_prefix(name::NEW).unwrap_or(&add.what),
        true => &add.what,
    };
    given.give(what_field(add, what), vec![what.to_owned()]);
    for (field, word) in add.kind.presets {
        match given.raw(*field)? {
            None => given.give(*field, vec![(*word).to_owned()]),
            // A quote may be partial, and no paraphrase; an event is of type other unless one is named.
            Some(typed) if typed == *word || add.kind.word == "event" => {}
            Some("partial") if add.kind.word == "quote" => {}
            Some(typed) => {
                return Err(Error::usage(
                    format!(
                        "add {} and --{} {typed} say two things",
                        add.kind.word,
                        field.flag()
                    ),
                    format!(
                        "give one of the two: tidings add {}, or --{}",
                        add.kind.word,
                        field.flag()
                    ),
                ));
            }
        }
    }
    given.check_for(add.kind.kind)?;
    refuse_known_source(draft, &given)?;

    let id = draft.mint();
    let mut record = AnyRecord::from_registers(add.kind.kind, &id, &Registers::default())?;
    let mut setting = Setting::new(draft, &given, Mode::Add, Visibility::Public);
    setting.choose_visibility(Visibility::Public)?;
    field::set_own(&mut record, &mut setting)?;
    name_by_its_words(&mut record, &mut setting)?;
    let near = setting.near_ones(&record)?;
    setting.draft.put_any(&record)?;
    setting
        .notices
        .extend(near_notice(setting.draft, &record, &near)?);
    Ok(Done {
        taken,
        ..done(None, record, setting)?
    })
}

/// The field that the words after KIND are.
fn what_field(add: &Add, what: &str) -> Field {
    let is_term = add.kind.presets.contains(&(Field::Kind, "term"))
        || add.given.values(Field::Kind) == [NoteKind::Term.to_string()];
    match add.kind.kind {
        Kind::Event | Kind::Story => Field::Title,
        Kind::Note if is_term => Field::Title,
        Kind::Statement | Kind::Question | Kind::Note => Field::Text,
        Kind::Actor => Field::Name,
        Kind::Source if canonical_url(what).is_some() => Field::Url,
        Kind::Source => Field::Title,
    }
}

/// An address that is there is that source: a second record of it would count its word twice.
fn refuse_known_source(draft: &Draft<'_>, given: &Given) -> Result<(), Error> {
    let Some(url) = given.values(Field::Url).first() else {
        return Ok(());
    };
    match draft.find(&[Kind::Source], url)? {
        Found::One(id, _) => {
            let source = super::which::row(draft, &id)?.any()?;
            Err(Error::refused(
                format!(
                    "{} is here already: {}",
                    super::shell::quote(url),
                    shortened(source.facts().headline)
                ),
                format!(
                    "tidings edit source:{} --publisher \"…\"",
                    typed(draft, &source)?
                ),
            ))
        }
        _ => Ok(()),
    }
}

/// Gives a new actor, story or source the slug that its words are, where they are a free one, as those made in passing.
fn name_by_its_words(record: &mut AnyRecord, setting: &mut Setting<'_, '_>) -> Result<(), Error> {
    if let AnyRecord::Source(source) = record
        && source.own.title.is_empty()
    {
        source.own.title = source.own.url.as_deref().map(url_title).unwrap_or_default();
    }
    if record.kind().is_entry() || record.slug().is_some() {
        return Ok(());
    }
    let of_words = crate::model::Slug::parse(&record.facts().headline.to_lowercase()).ok();
    let slug = match record {
        AnyRecord::Source(source) => {
            of_words.or_else(|| source.own.url.as_deref().and_then(url_slug))
        }
        // A story is named again and again: `--story ukraine-talks` reaches "Ukraine talks".
        AnyRecord::Story(story) => {
            of_words.or_else(|| crate::model::Slug::from_words(&story.own.title))
        }
        _ => of_words,
    };
    let slug = match slug {
        Some(slug) if setting.is_free(&slug)? => Some(slug),
        _ => None,
    };
    record.set_slug(slug);
    Ok(())
}

/// That the new actor or source may be one that is there: who types `add` is not asked, and finds out at once.
fn near_notice(
    draft: &Draft<'_>,
    record: &AnyRecord,
    near: &[Id],
) -> Result<Option<Notice>, Error> {
    let Some(first) = near.first() else {
        return Ok(None);
    };
    let kind = record.kind();
    let [there, new] = [*first, record.id()].map(|id| candidate(draft, &id));
    let (there, new) = (there?, new?);
    let command = match kind {
        Kind::Story => format!("tidings show {}", super::shell::quote(&there.handle)),
        _ => super::shell::line(["tidings", "merge", &there.handle, "--into", &new.handle]),
    };
    Ok(Some(Notice::new(
        "near",
        format!("near it is the {kind} {}", there.name),
        command,
    )))
}

/// What was done, with its notices.
pub(super) fn done(
    before: Option<AnyRecord>,
    after: AnyRecord,
    setting: Setting<'_, '_>,
) -> Result<Done, Error> {
    let secrecy = secrecy::notices(setting.draft, before.as_ref(), &after)?;
    let Setting {
        draft,
        given,
        made,
        asides,
        mut notices,
        ..
    } = setting;
    let off_record =
        matches!(&after, AnyRecord::Statement(record) if record.own.terms == Terms::OffRecord);
    let shown: Vec<_> = made
        .iter()
        .filter(|made| made.kind != Kind::Source)
        .cloned()
        .collect();
    notices.splice(0..0, made_notice(&shown, off_record));
    notices.splice(0..0, read_as_two(given, &made));
    if before.is_some() {
        notices.splice(0..0, standing(draft, &after)?);
    }
    // What does not go out though it was meant to is the most pressing.
    notices.splice(0..0, secrecy);
    if before.is_none() {
        match &after {
            AnyRecord::Statement(record) => notices.extend(field::statement_notices(record)),
            AnyRecord::Event(record) => notices.extend(event_notices(record)),
            _ => {}
        }
    }
    Ok(Done {
        before,
        after,
        made,
        asides,
        taken: None,
        notices,
    })
}

/// What two desks brought about together in a record and nobody mended yet, with the command that does.
fn standing(draft: &Draft<'_>, record: &AnyRecord) -> Result<Option<Notice>, Error> {
    let Some(rule) = record.findings().into_iter().next() else {
        return Ok(None);
    };
    Ok(Some(Notice {
        code: "finding",
        command: rule.mend(&typed(draft, record)?),
        text: format!("it came so: {rule}"),
    }))
}

fn event_notices(record: &Record<Event>) -> Vec<Notice> {
    if record.own.status == EventStatus::Happened && !record.facts().cites() {
        vec![Notice::no_source()]
    } else {
        Vec::new()
    }
}
