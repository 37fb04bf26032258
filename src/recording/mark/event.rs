//! Marking an event: its status, with all that ends with the one before; certainty while it is expected, standing once
//! it happened.

use super::{Mark, refuse_announcement, refuse_extras};
use crate::{
    model::{Certainty, Event, EventStatus, Move, MoveKind, Record, Standing, Word as _},
    recording::{
        Error, Field, Notice,
        date::{DateFlag, read_plain_date},
        field::{Setting, participants},
        given::check_text,
        moving::{self, step},
        shell::quote,
        which::typed as typed_of,
    },
    when::When,
};

/// Marks an event; says whether nothing changed.
pub(super) fn mark_event(
    record: &mut Record<Event>,
    typed: &str,
    mark: &Mark,
    setting: &mut Setting<'_, '_>,
) -> Result<bool, Error> {
    let event = &mut record.own;
    let word = mark.word.as_str();
    if event.status == EventStatus::Expected
        && let Ok(certainty) = Certainty::read(word)
    {
        refuse_extras(mark, setting)?;
        let unchanged = event.certainty == Some(certainty);
        event.certainty = Some(certainty);
        setting.cite(&mut record.citations)?;
        return Ok(unchanged);
    }
    if event.status == EventStatus::Happened && (Standing::read(word).is_ok() || word == "reported")
    {
        refuse_extras(mark, setting)?;
        let standing = Standing::read(word).ok();
        let unchanged = event.standing == standing;
        event.standing = standing;
        setting.cite(&mut record.citations)?;
        return Ok(unchanged);
    }
    let status = EventStatus::read(word)?;
    if !event.status.is_open() && mark.why.is_none() {
        return Err(Error::usage(
            format!(
                "this event {}, which ends it; out of that only with a reason",
                moving::ended(event.status)
            ),
            format!("tidings mark {} {word} --why \"…\"", quote(typed)),
        ));
    }
    become_status(record, status, mark, setting)?;
    Ok(false)
}

/// Changes the status, with the entry of moves that goes with it and all that ends with the old one.
fn become_status(
    record: &mut Record<Event>,
    status: EventStatus,
    mark: &Mark,
    setting: &mut Setting<'_, '_>,
) -> Result<(), Error> {
    if status != EventStatus::Happened && mark.on.is_some() {
        return Err(Error::usage(
            format!("--on says on which day it happened, and it is to be {status}"),
            "--announced says when that was said",
        ));
    }
    if let Some(outcome) = &mark.outcome {
        check_text("--outcome", outcome)?;
        record.own.outcome = Some(outcome.trim().to_owned());
    }
    let why = mark.why.as_deref();
    match status {
        EventStatus::Happened => {
            let day = match &mark.on {
                None => None,
                Some(typed) => Some(read_plain_date(
                    typed,
                    DateFlag::last("on"),
                    setting.draft.moment(),
                )?),
            };
            happened(record, day, why, setting)?;
        }
        EventStatus::Expected => {
            // Without a date it stays without one: a new date comes by `move`.
            refuse_announcement(setting)?;
            setting.cite(&mut record.citations)?;
        }
        EventStatus::Postponed | EventStatus::Cancelled | EventStatus::Lapsed => {
            let kind = match status {
                EventStatus::Postponed => MoveKind::Postponed,
                EventStatus::Cancelled => MoveKind::Cancelled,
                _ => MoveKind::Lapsed,
            };
            let entry = step(record, kind, None, why, setting)?;
            record.own.moves.push(entry);
            if status == EventStatus::Postponed {
                record.own.when = None;
            }
        }
    }
    if setting.given.has(Field::Who)
        && let Some(participants) = participants(setting)?
    {
        record.own.participants = participants;
    }
    record.own.status = status;
    record.own.certainty = None;
    record.own.standing = None;
    Ok(())
}

/// It happened: on another day than expected, the window before becomes the `from` of a last entry of moves, which is
/// never a slip. Without a day the date stays.
fn happened(
    record: &mut Record<Event>,
    day: Option<When>,
    why: Option<&str>,
    setting: &mut Setting<'_, '_>,
) -> Result<(), Error> {
    match day {
        Some(day)
            if record
                .own
                .when
                .as_ref()
                .is_none_or(|when| when.edtf() != day.edtf()) =>
        {
            let entry: Move = step(record, MoveKind::TookPlace, Some(day.clone()), why, setting)?;
            record.own.moves.push(entry);
            record.own.when = Some(day);
        }
        _ => {
            refuse_announcement(setting)?;
            refuse_future(record, setting)?;
            setting.cite(&mut record.citations)?;
        }
    }
    if !record.facts().cites() {
        setting.notices.push(Notice::no_source());
    }
    Ok(())
}

/// Refuses that something happened whose date is still to come: without a day it would stand there as a fact.
fn refuse_future(record: &Record<Event>, setting: &Setting<'_, '_>) -> Result<(), Error> {
    let today = setting.draft.moment().today;
    match record.own.when.as_ref() {
        Some(when) if crate::when::class(Some(when), today) == crate::when::Class::Upcoming => {
            let typed = typed_of(setting.draft, &record.clone().into())?;
            Err(Error::usage(
                format!(
                    "{typed} \"{}\" is still to come: {}",
                    record.own.title,
                    crate::when::full(when, today)
                ),
                format!("on another day: tidings mark {typed} happened --on today"),
            ))
        }
        _ => Ok(()),
    }
}
