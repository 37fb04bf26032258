//! `mark WHICH WORD`: where a record stands.

mod event;

use super::{
    Done, Error, Field, Given, Notice,
    add::done,
    date::{DateFlag, read_plain_date},
    field::{Mode, Setting},
    given::check_why,
    shell::quote,
    which::{find_one, find_open, not_meant, shortened, typed as typed_of},
    words_for::{MARKED, cannot_become, is_already, said_of, stands_so, words_for},
};
use crate::{
    model::{AnyRecord, Kind, Note, Question, QuestionStatus, Record, Standing, Word as _},
    store::{Draft, Found},
};

/// What `mark` was asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// The word.
    pub word: String,
    /// The day on which it happened, or was done.
    pub on: Option<String>,
    /// What came of it.
    pub outcome: Option<String>,
    /// Why.
    pub why: Option<String>,
    /// `--who --by --announced --source --excerpt --locator --credibility`.
    pub given: Given,
}

/// Marks where a record stands.
///
/// # Errors
/// A word that reaches no entry or source, or that it cannot become; an ended state left without `--why`; or what the store says.
pub fn mark(draft: &mut Draft<'_>, typed: &str, mark: &Mark) -> Result<Done, Error> {
    let before = find_marked(draft, typed, &mark.word).map_err(|why| swapped(why, typed, mark))?;
    let words = words_for(&before);
    if mark.word.is_empty() {
        return Err(cannot_become(draft, &before, None)?);
    }
    let mut record = before.clone();
    let mut setting = Setting::new(draft, &mark.given, Mode::Edit, before.visibility());
    check_why(mark.why.as_deref())?;
    setting.draft.reason(mark.why.as_deref());
    if !words.contains(&mark.word.as_str()) {
        return match stands_so(&before, &mark.word) {
            true => Err(is_already(setting.draft, &before, &mark.word)?),
            false => Err(cannot_become(setting.draft, &before, Some(&mark.word))?),
        };
    }
    let unchanged = match &mut record {
        AnyRecord::Event(event) => event::mark_event(event, typed, mark, &mut setting)?,
        AnyRecord::Statement(statement) => {
            refuse_extras(mark, &setting)?;
            let standing = Standing::read(&mark.word).ok();
            let unchanged = statement.own.standing == standing;
            statement.own.standing = standing;
            setting.cite(record.citations_mut())?;
            unchanged
        }
        AnyRecord::Question(question) => {
            refuse_extras(mark, &setting)?;
            let unchanged = mark_question(question, typed, mark)?;
            setting.cite(record.citations_mut())?;
            unchanged
        }
        AnyRecord::Note(note) => {
            let unchanged = mark_note(note, mark, &setting)?;
            setting.cite(record.citations_mut())?;
            unchanged
        }
        AnyRecord::Source(source) => {
            refuse_extras(mark, &setting)?;
            super::standing::mark_source(source, &mark.word, &mut setting)?
        }
        AnyRecord::Actor(_) | AnyRecord::Story(_) => true,
    };
    if unchanged {
        return Err(is_already(setting.draft, &before, &mark.word)?);
    }
    // An entry of moves says its reason itself.
    let entries = |record: &AnyRecord| match record {
        AnyRecord::Event(event) => event.own.moves.len(),
        _ => 0,
    };
    if entries(&before) == entries(&record) {
        setting.asides.splice(0..0, mark.why.clone());
    }
    if before.facts().open {
        let others = not_meant(setting.draft, typed, &before, &mark.word)?;
        setting.notices.extend(others);
    }
    setting.draft.put_any(&record)?;
    if matches!(
        mark.word.as_str(),
        "cancelled" | "lapsed" | "void" | "unanswerable" | "dropped"
    ) {
        list_waiting(&record, &mut setting)?;
    }
    done(Some(before), record, setting)
}

/// The entry or source that a word reaches. Where one of each has the name, the word says which is meant, unless it
/// fits both. Words of a title are looked for among what can become so, among what is open first where the word ends
/// something.
fn find_marked(draft: &Draft<'_>, typed: &str, word: &str) -> Result<AnyRecord, Error> {
    let said = said_of(word);
    let (kinds, open) = said.unwrap_or((MARKED, false));
    let found = match draft.find(MARKED, typed.trim())? {
        Found::Nothing if open => find_open(draft, kinds, typed),
        Found::Nothing => find_one(draft, kinds, typed),
        Found::Several(_) => {
            let among = match said {
                Some(([Kind::Source], _)) => kinds,
                Some((kinds, _)) if kinds.contains(&Kind::Source) => MARKED,
                _ => Kind::ENTRIES,
            };
            return find_one(draft, among, typed);
        }
        _ => return find_one(draft, MARKED, typed),
    };
    match found {
        Err(Error::Nothing(_)) => find_one(draft, MARKED, typed),
        found => found,
    }
}

/// `mark happened ID`: the word before the record.
fn swapped(why: Error, typed: &str, mark: &Mark) -> Error {
    match why {
        Error::Nothing(_) if said_of(typed).is_some() && !mark.word.is_empty() => Error::usage(
            format!(
                "{} is where it stands: the record comes first",
                quote(typed)
            ),
            format!("tidings mark {} {typed}", quote(&mark.word)),
        ),
        why => why,
    }
}

fn mark_question(record: &mut Record<Question>, typed: &str, mark: &Mark) -> Result<bool, Error> {
    let status = QuestionStatus::read(&mark.word)?;
    let question = &mut record.own;
    if question.status == status {
        return Ok(true);
    }
    if question.status != QuestionStatus::Open && mark.why.is_none() {
        return Err(Error::usage(
            format!(
                "this question is {}; out of that only with a reason",
                question.status
            ),
            format!("tidings mark {} {} --why \"…\"", quote(typed), mark.word),
        ));
    }
    question.status = status;
    question.answer = None;
    Ok(false)
}

fn mark_note(
    record: &mut Record<Note>,
    mark: &Mark,
    setting: &Setting<'_, '_>,
) -> Result<bool, Error> {
    if mark.word == "done" {
        let without_day = Mark {
            on: None,
            ..mark.clone()
        };
        refuse_extras(&without_day, setting)?;
    } else {
        refuse_extras(mark, setting)?;
    }
    let moment = setting.draft.moment();
    let done = if mark.word == "done" {
        let day = mark.on.as_deref().unwrap_or("today");
        Some(read_plain_date(day, DateFlag::last("on"), moment)?)
    } else {
        None
    };
    let unchanged = record.own.done.is_some() == done.is_some() && mark.on.is_none();
    record.own.done = done;
    Ok(unchanged)
}

/// Refuses what only an event's status takes.
fn refuse_extras(mark: &Mark, setting: &Setting<'_, '_>) -> Result<(), Error> {
    let flag = match mark {
        Mark { on: Some(_), .. } => Some("--on"),
        Mark {
            outcome: Some(_), ..
        } => Some("--outcome"),
        _ if setting.given.has(Field::Who) => Some("--who"),
        _ => None,
    };
    match flag {
        Some(flag) => Err(Error::usage(
            format!("{flag} goes with an event that happened"),
            "tidings mark ID happened --on today",
        )),
        None => refuse_announcement(setting),
    }
}

/// Refuses who announced a change where the command writes no entry of moves that could hold it.
fn refuse_announcement(setting: &Setting<'_, '_>) -> Result<(), Error> {
    match [Field::By, Field::Announced]
        .into_iter()
        .find(|field| setting.given.has(*field))
    {
        None => Ok(()),
        Some(field) => Err(Error::usage(
            format!(
                "--{} says who announced a change of the date, and this is none",
                field.flag()
            ),
            "--why says why; --source what says so",
        )),
    }
}

/// What is open and waits on what will not come, or is a part of it.
fn list_waiting(record: &AnyRecord, setting: &mut Setting<'_, '_>) -> Result<(), Error> {
    let mut waiting = Vec::new();
    for (id, verb) in setting.draft.referring_to(&record.id())? {
        let row = super::which::row(setting.draft, &id)?;
        if matches!(verb.as_str(), "waits-on" | "part-of") && row.open {
            let any = row.any()?;
            waiting.push(format!(
                "{} {}",
                typed_of(setting.draft, &any)?,
                shortened(any.facts().headline)
            ));
        }
    }
    if let Some(first) = waiting.first() {
        let command = format!(
            "tidings show {}",
            first.split(' ').next().unwrap_or_default()
        );
        setting.notices.push(Notice::new(
            "waiting",
            format!("still open, and hangs on it: {}", waiting.join(", ")),
            command,
        ));
    }
    Ok(())
}
