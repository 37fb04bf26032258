//! `edit WHICH`: mends a record. It is a correction, and no news.

use super::{
    Done, Error, Field, Given, Notice,
    add::done,
    field::{self, Mode, Setting},
    shell::quote,
    which::find_one,
};
use crate::{
    model::{AnyRecord, Kind, Visibility, Word as _},
    store::Draft,
};

/// Mends a record: each flag says what the field is.
///
/// # Errors
/// A word that reaches no record, a flag that is no use to its kind or holds what it cannot, a rule that is broken, or
/// what the store says.
pub fn edit(draft: &mut Draft<'_>, typed: &str, given: &Given) -> Result<Done, Error> {
    let before = find_one(draft, Kind::ALL, typed)?;
    if given.is_empty() {
        return Err(Error::usage(
            "nothing is said of what to change",
            format!("tidings edit {} {}", quote(typed), example(before.kind())),
        ));
    }
    given.check_for(before.kind())?;
    let mut record = before.clone();
    let mut setting = Setting::new(draft, given, Mode::Edit, before.visibility());
    setting.choose_visibility(before.visibility())?;
    field::set_own(&mut record, &mut setting)?;
    setting.draft.put_any(&record)?;
    if let (AnyRecord::Event(was), AnyRecord::Event(is)) = (&before, &record)
        && was.own.when != is.own.when
        && was.own.when.is_some()
        && is.own.is_open()
    {
        let to = given
            .values(Field::When)
            .first()
            .map_or_else(String::new, |words| quote(words));
        setting
            .asides
            .push("a correction: not counted as a slip".into());
        setting.notices.push(Notice::new(
            "announced",
            "announced anew?",
            format!(
                "tidings undo, then tidings move {} --to {to} --why \"…\"",
                quote(typed)
            ),
        ));
    }
    if record.visibility() < before.visibility() && before.visibility() == Visibility::Internal {
        setting
            .notices
            .push(Notice::plain("public", "public from now on"));
    }
    done(Some(before), record, setting)
}

fn example(kind: Kind) -> &'static str {
    match kind {
        Kind::Event => "--when \"mid-September\"",
        Kind::Statement => "--by putin",
        Kind::Question => "--deadline \"30 September\"",
        Kind::Note | Kind::Source | Kind::Story => "--title \"…\"",
        Kind::Actor => "--name \"…\" --kind person",
    }
}
