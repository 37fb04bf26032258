//! `check WHICH [NOTE]`: one looked, whether or not there was news.

use super::{
    Done, Error, Given,
    add::done,
    date::{DateFlag, read_plain_date},
    field::{Mode, Setting},
    which::{find_open, typed as typed_of},
};
use crate::{
    model::{AnyRecord, Check, Kind},
    store::Draft,
    when::{Class, Every, When, class, full},
};

/// What `check` was asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// What was seen.
    pub note: Option<String>,
    /// When to look again, as typed.
    pub next: Option<String>,
    /// How often to look from now on, as typed.
    pub every: Option<String>,
    /// `--source` and its companions.
    pub given: Given,
}

/// Records that one looked at an open event or question. The next look is `--next`, else today and `check_every`, else
/// none.
///
/// # Errors
/// A word that reaches no event or question, a date that cannot be read, or what the store says.
pub fn check(draft: &mut Draft<'_>, typed: &str, look: &Look) -> Result<Done, Error> {
    let mut record = find_open(draft, &[Kind::Event, Kind::Question], typed)?;
    let before = record.clone();
    refuse_settled(draft, &record)?;
    let today = draft.moment().today;
    let (every, next) = (read_every(look)?, read_next(look, draft)?);
    if let Some(note) = &look.note {
        super::given::check_text("the note", note)?;
    }
    let mut setting = Setting::new(draft, &look.given, Mode::Edit, record.visibility());
    let entry = Check {
        key: setting.draft.mint(),
        when: day(today),
        note: look.note.as_deref().map(|note| note.trim().to_owned()),
    };
    setting.cite(record.citations_mut())?;
    let Some(looks) = Looks::of(&mut record) else {
        return Err(Error::usage(
            format!("{typed} is neither an event nor a question"),
            "tidings watch shows both",
        ));
    };
    looks.checks.push(entry);
    *looks.every = every.or(looks.every.take());
    let by_rhythm = || looks.every.as_ref()?.after(today).and_then(day);
    *looks.on = next.or_else(by_rhythm);
    if let Some(next) = looks.on.as_ref() {
        let next = full(next, today);
        setting.asides.push(format!("next look {next}"));
    }
    setting.draft.put_any(&record)?;
    done(Some(before), record, setting)
}

fn refuse_settled(draft: &Draft<'_>, record: &AnyRecord) -> Result<(), Error> {
    let facts = record.facts();
    if facts.open {
        return Ok(());
    }
    let shown = typed_of(draft, record)?;
    let status = facts.status.unwrap_or("settled");
    Err(Error::refused(
        format!("{shown} is {status}: there is nothing to look for"),
        format!("tidings show {shown}"),
    ))
}

/// How often to look from now on, where that was given.
fn read_every(look: &Look) -> Result<Option<Every>, Error> {
    let read = look.every.as_deref().map(str::parse::<Every>).transpose();
    read.map_err(|why| Error::Date {
        flag: DateFlag::next("every"),
        why: Box::new(why),
    })
}

/// When to look again, where that was given.
fn read_next(look: &Look, draft: &Draft<'_>) -> Result<Option<When>, Error> {
    let Some(typed) = look.next.as_deref() else {
        return Ok(None);
    };
    let moment = draft.moment();
    let next = read_plain_date(typed, DateFlag::next("next"), moment)?;
    if class(Some(&next), moment.today) == Class::Overdue {
        return Err(Error::usage(
            format!(
                "--next says when to look again, and {} is past",
                full(&next, moment.today)
            ),
            "--next tomorrow, or leave it out",
        ));
    }
    Ok(Some(next))
}

/// The fields of an event or question that say when one looked and looks again.
struct Looks<'r> {
    checks: &'r mut Vec<Check>,
    on: &'r mut Option<When>,
    every: &'r mut Option<Every>,
}

impl<'r> Looks<'r> {
    fn of(record: &'r mut AnyRecord) -> Option<Self> {
        match record {
            AnyRecord::Event(event) => Some(Self {
                checks: &mut event.own.checks,
                on: &mut event.own.check_on,
                every: &mut event.own.check_every,
            }),
            AnyRecord::Question(question) => Some(Self {
                checks: &mut question.own.checks,
                on: &mut question.own.check_on,
                every: &mut question.own.check_every,
            }),
            _ => None,
        }
    }
}

/// A day as a date.
pub(super) fn day(day: chrono::NaiveDate) -> Option<When> {
    When::parse_edtf(&day.format("%Y-%m-%d").to_string()).ok()
}
