//! The fields of an event, and what follows from its date and status.

use super::{Field, Setting, set_head};
use crate::{
    model::{
        Certainty, Event, EventStatus, EventType, Kind, Move, MoveKind, Participant, Record, Role,
        Standing, Word as _,
    },
    recording::{
        Error,
        date::{DateFlag, plain, read_plain_date},
        given::value_of,
        names::NewActor,
        shell::quote,
        which::typed,
    },
    when::{Class, Hedge, Understood, class},
};

pub(super) fn set(record: &mut Record<Event>, setting: &mut Setting<'_, '_>) -> Result<(), Error> {
    let event = &mut record.own;
    if let Some(title) = setting.given.text(Field::Title)? {
        event.title = title;
    }
    setting.word::<EventType, _>(Field::Type, &mut event.r#type)?;
    setting.text(Field::Text, &mut event.text)?;
    setting.text(Field::Place, &mut event.place)?;
    setting.text(Field::Outcome, &mut event.outcome)?;
    set_status(event, setting)?;
    set_date(record, setting)?;
    let event = &mut record.own;
    setting.word::<Certainty, _>(Field::Certainty, &mut event.certainty)?;
    setting.word::<Standing, _>(Field::Standing, &mut event.standing)?;
    super::question::set_checks(setting, &mut event.check_on, &mut event.check_every)?;
    if let Some(participants) = participants(setting)? {
        record.own.participants = participants;
    }
    set_head(record, setting)?;
    announce(record, setting)
}

/// How one types an event that is there already.
fn shown(record: &Record<Event>, setting: &Setting<'_, '_>) -> Result<String, Error> {
    typed(setting.draft, &record.clone().into())
}

fn set_status(event: &mut Event, setting: &Setting<'_, '_>) -> Result<(), Error> {
    if let Some(status) = setting.given.word::<EventStatus>(Field::Status)? {
        if !setting.is_add() && status != event.status {
            return Err(Error::usage(
                format!("--status {status} is news, and edit mends a slip of the pen"),
                format!("tidings mark ID {status} --why \"…\""),
            ));
        }
        event.status = status;
        if status != EventStatus::Expected {
            event.certainty = None;
        }
        if status != EventStatus::Happened {
            event.standing = None;
        }
    }
    Ok(())
}

fn set_date(record: &mut Record<Event>, setting: &mut Setting<'_, '_>) -> Result<(), Error> {
    let record_before = record.clone();
    let event = &mut record.own;
    let on = setting.given.has(Field::On);
    if on && !setting.is_add() && event.is_open() && !setting.given.has(Field::Status) {
        let typed = setting.given.text(Field::On)?.unwrap_or_default();
        return Err(Error::usage(
            format!(
                "--on says that it happened then, and this event is {}",
                event.status
            ),
            format!(
                "tidings mark {} happened --on {}",
                shown(&record_before, setting)?,
                quote(&typed)
            ),
        ));
    }
    let ahead = setting.is_add() || event.is_open();
    let flag = if ahead {
        DateFlag::next("when")
    } else {
        DateFlag::last("when")
    };
    // What was due and is overdue did not happen: of it only the year is asked.
    let was_due = matches!(event.r#type, EventType::Milestone | EventType::Deadline);
    let asked = if was_due { flag } else { flag.or("on") };
    let Some(understood) = setting.dated(asked, event.when.as_ref())? else {
        return Ok(());
    };
    setting.asides.extend(understood.aside.clone());
    if setting.is_add() && !setting.given.has(Field::Status) {
        event.status = status_by_date(event.r#type, on, &understood, setting);
    }
    if event.status != EventStatus::Expected {
        event.when = Some(plain(understood, setting.dated_by(flag))?);
        return Ok(());
    }
    if let Some(hedge) = understood.certainty {
        event.certainty = Some(match hedge {
            Hedge::Possible => Certainty::Possible,
            Hedge::Likely => Certainty::Likely,
        });
    }
    event.when = Some(understood.when);
    Ok(())
}

/// `--on` says that it happened; so does a date that is past, but for what was a date to be kept.
fn status_by_date(
    r#type: EventType,
    on: bool,
    understood: &Understood,
    setting: &Setting<'_, '_>,
) -> EventStatus {
    let is_past = class(Some(&understood.when), setting.draft.moment().today) == Class::Overdue;
    let was_due = matches!(r#type, EventType::Milestone | EventType::Deadline);
    if on || (is_past && !was_due && understood.certainty.is_none()) {
        EventStatus::Happened
    } else {
        EventStatus::Expected
    }
}

/// `NAME[:ROLE]`, several with commas.
pub(in crate::recording) fn participants(
    setting: &mut Setting<'_, '_>,
) -> Result<Option<Vec<Participant>>, Error> {
    let Some(names) = setting.names(setting.given, Field::Who, &[Kind::Actor])? else {
        return Ok(None);
    };
    let mut participants: Vec<Participant> = Vec::new();
    for typed in names {
        let (name, role) = match typed.rsplit_once(':') {
            // What stands before a name says how it is meant: `actor:putin`, `new:putin`.
            Some(("actor" | "new", _)) => (typed.as_str(), None),
            Some((name, role)) => (
                name.trim(),
                Some(Role::read(role.trim()).map_err(|why| value_of(Field::Who, why))?),
            ),
            None => (typed.as_str(), None),
        };
        crate::recording::given::check_text("a name in --who", name)
            .map_err(|why| why.of(Field::Who))?;
        let new = NewActor {
            flag: Some(Field::Who),
            ..NewActor::default()
        };
        let actor = setting.actor(name, new)?;
        let participant = Participant { actor, role };
        if !participants.contains(&participant) {
            participants.push(participant);
        }
    }
    Ok(Some(participants))
}

/// Who announced the first date, and when, as the first entry of moves; what is cited stands on that entry where the
/// command writes one, else on the record.
fn announce(record: &mut Record<Event>, setting: &mut Setting<'_, '_>) -> Result<(), Error> {
    let (by, announced) = announcement(setting)?;
    if by.is_none() && announced.is_none() {
        return setting.cite(&mut record.citations);
    }
    if !setting.is_add() {
        return Err(Error::usage(
            "--by and --announced say who announced a date, which is news",
            format!(
                "tidings move {} --to \"…\" --by \"…\"",
                shown(record, setting)?
            ),
        ));
    }
    if record.own.when.is_none() {
        return Err(Error::usage(
            "--by and --announced say who announced the date, and there is none",
            "give it with --when; who takes part: --who",
        ));
    }
    let citation = setting.cited(None)?;
    record.own.moves.push(Move {
        key: setting.draft.mint(),
        from: None,
        to: record.own.when.clone(),
        announced,
        by,
        why: None,
        citation,
        kind: MoveKind::Announced,
    });
    Ok(())
}

/// Who announced a date, and when, as `--by` and `--announced` say.
pub(in crate::recording) fn announcement(
    setting: &mut Setting<'_, '_>,
) -> Result<(Option<crate::model::Id>, Option<crate::when::When>), Error> {
    let by = announcer(setting)?;
    let announced = match setting.given.text(Field::Announced)? {
        None => None,
        Some(typed) => Some(read_plain_date(
            &typed,
            DateFlag::last("announced"),
            setting.draft.moment(),
        )?),
    };
    Ok((by, announced))
}

/// The one actor who announced it; a date in its place is a slip that newcomers make.
fn announcer(setting: &mut Setting<'_, '_>) -> Result<Option<crate::model::Id>, Error> {
    let Some(name) = setting.one_name(setting.given, "announced it")? else {
        return Ok(None);
    };
    let context = crate::when::Context {
        today: setting.draft.moment().today,
        direction: crate::when::Direction::Next,
        zone: None,
    };
    if crate::when::read(&name, &context).is_ok() {
        return Err(Error::usage(
            format!("--by names an actor and {} is a date", quoted(&name)),
            format!("--when {}", quote(&format!("by {name}"))),
        )
        .of(Field::By));
    }
    setting
        .actor(
            &name,
            NewActor {
                may_be_described: true,
                ..NewActor::default()
            },
        )
        .map(Some)
}

fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}
