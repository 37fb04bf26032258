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
    when::{Every, When},
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
    if !record.facts().open {
        let shown = typed_of(draft, &record)?;
        return Err(Error::refused(
            format!(
                "{shown} is {}: there is nothing to look for",
                record.facts().status.unwrap_or("settled")
            ),
            format!("tidings show {shown}"),
        ));
    }
    let today = draft.moment().today;
    let every = look
        .every
        .as_deref()
        .map(str::parse::<Every>)
        .transpose()
        .map_err(|why| Error::Date {
            flag: DateFlag::next("every"),
            why: Box::new(why),
        })?;
    let next = look
        .next
        .as_deref()
        .map(|next| read_plain_date(next, DateFlag::next("next"), draft.moment()))
        .transpose()?;
    let note = match &look.note {
        None => None,
        Some(note) => {
            super::given::check_text("the note", note)?;
            Some(note.trim().to_owned())
        }
    };
    let mut setting = Setting::new(draft, &look.given, Mode::Edit, record.visibility());
    let entry = Check {
        key: setting.draft.mint(),
        when: day(today),
        note,
    };
    let cited = setting
        .cited(None)?
        .map(|cited| cited.citation(setting.draft.mint()));
    let (checks, check_on, check_every, citations) = match &mut record {
        AnyRecord::Event(event) => (
            &mut event.own.checks,
            &mut event.own.check_on,
            &mut event.own.check_every,
            &mut event.citations,
        ),
        AnyRecord::Question(question) => (
            &mut question.own.checks,
            &mut question.own.check_on,
            &mut question.own.check_every,
            &mut question.citations,
        ),
        _ => {
            return Err(Error::usage(
                format!("{typed} is neither an event nor a question"),
                "tidings watch shows both",
            ));
        }
    };
    checks.push(entry);
    citations.extend(cited);
    *check_every = every.or(check_every.take());
    *check_on = next.or_else(|| {
        check_every
            .as_ref()
            .and_then(|every| every.after(today))
            .and_then(day)
    });
    if let Some(next) = check_on.as_ref() {
        setting
            .asides
            .push(format!("next look {}", crate::when::full(next, today)));
    }
    setting.draft.put_any(&record)?;
    done(Some(before), record, setting)
}

/// A day as a date.
pub(super) fn day(day: chrono::NaiveDate) -> Option<When> {
    When::parse_edtf(&day.format("%Y-%m-%d").to_string()).ok()
}
