//! `move WHICH --to WHEN`: a date announced anew. The event keeps its id, and the old window stays on record.

use super::{
    Done, Error, Given, Notice,
    add::done,
    date::{DateFlag, read_date},
    field::{self, Mode, Setting},
    shell::quote,
    which::{find_open, typed as typed_of},
};
use crate::{
    model::{AnyRecord, Certainty, Event, EventStatus, Kind, Move, MoveKind, Record},
    store::Draft,
    when::{Hedge, When},
};

/// What `move` was asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moving {
    /// The new date, as typed.
    pub to: String,
    /// The zone of its clock time.
    pub zone: Option<String>,
    /// Its place within its day.
    pub order: Option<u32>,
    /// Why it moved.
    pub why: Option<String>,
    /// Who announced it, when, and what says so: `--by --announced --source --excerpt --locator --credibility`.
    pub given: Given,
}

/// Moves an event's date.
///
/// # Errors
/// A word that reaches no event, a date that cannot be read, an event that has ended, or what the store says.
pub fn move_date(draft: &mut Draft<'_>, typed: &str, moving: &Moving) -> Result<Done, Error> {
    let AnyRecord::Event(mut record) = find_open(draft, &[Kind::Event], typed)? else {
        return Err(Error::usage(
            format!("{typed} is no event"),
            "tidings upcoming shows what can move",
        ));
    };
    let before = record.clone();
    let shown = typed_of(draft, &record.clone().into())?;
    if !record.own.is_open() {
        return Err(Error::refused(
            format!(
                "{shown} \"{}\" {}: its date can no longer be announced anew",
                record.own.title,
                ended(record.own.status)
            ),
            format!(
                "a slip of the pen: tidings edit {shown} --when {0} · it is to come after all: tidings mark {shown} expected --why \"…\"",
                quote(&moving.to)
            ),
        ));
    }
    let understood = read_date(
        &moving.to,
        DateFlag::next("to"),
        draft.moment(),
        moving.zone.as_deref(),
        moving.order,
    )?;
    if record.own.when.as_ref().is_some_and(|when| {
        when.edtf() == understood.when.edtf() && when.zone() == understood.when.zone()
    }) {
        return Err(Error::refused(
            format!(
                "{shown} \"{}\" is {} already",
                record.own.title,
                crate::when::full(&understood.when, draft.moment().today)
            ),
            "say another date, or leave it",
        ));
    }
    let mut setting = Setting::new(draft, &moving.given, Mode::Edit, record.visibility);
    super::given::check_why(moving.why.as_deref())?;
    setting.draft.reason(moving.why.as_deref());
    let step = step(
        &record,
        MoveKind::Announced,
        Some(understood.when.clone()),
        moving.why.as_deref(),
        &mut setting,
    )?;
    if step.citation.is_none() {
        setting.notices.push(Notice::no_source());
    }
    record.own.moves.push(step);
    record.own.when = Some(understood.when);
    record.own.status = EventStatus::Expected;
    match understood.certainty {
        Some(Hedge::Possible) => record.own.certainty = Some(Certainty::Possible),
        Some(Hedge::Likely) => record.own.certainty = Some(Certainty::Likely),
        None => {}
    }
    setting.asides.extend(understood.aside);
    setting.draft.put(&record)?;
    done(Some(before.into()), record.into(), setting)
}

/// Where an event stands, as a sentence has it.
pub(super) fn ended(status: EventStatus) -> &'static str {
    match status {
        EventStatus::Happened => "has happened",
        EventStatus::Cancelled => "is cancelled",
        EventStatus::Lapsed => "has lapsed",
        EventStatus::Expected | EventStatus::Postponed => "is open",
    }
}

/// The entry of moves that a verb writes.
pub(super) fn step(
    record: &Record<Event>,
    kind: MoveKind,
    to: Option<When>,
    why: Option<&str>,
    setting: &mut Setting<'_, '_>,
) -> Result<Move, Error> {
    let (by, announced) = field::announcement(setting)?;
    let citation = setting.cited(None)?;
    let key = setting.draft.mint();
    Ok(Move {
        key,
        from: record.own.when.clone(),
        to,
        announced,
        by,
        why: why.map(str::to_owned),
        citation,
        kind,
    })
}
