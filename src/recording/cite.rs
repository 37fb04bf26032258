//! `cite WHICH --source S`: what a record rests on.

use super::{
    Done, Error, Given,
    add::done,
    field::{Mode, Setting},
    which::find_one,
};
use crate::{
    model::{AnyRecord, Citation, Form, Kind, Word as _},
    store::Draft,
};

/// Adds a citation to a record. The excerpt of a quote that had none is its own words, unless another is given.
///
/// # Errors
/// A word that reaches no record, no `--source`, or what the store says.
pub fn cite(draft: &mut Draft<'_>, typed: &str, given: &Given) -> Result<Done, Error> {
    let mut record = find_one(draft, Kind::ALL, typed)?;
    let before = record.clone();
    let own_words = match &record {
        AnyRecord::Statement(statement) if statement.own.form == Form::Verbatim => {
            Some(statement.own.text.clone())
        }
        _ => None,
    };
    let mut setting = Setting::new(draft, given, Mode::Edit, record.visibility());
    let Some(cited) = setting.cited(own_words.as_deref())? else {
        return Err(Error::usage(
            "no source is named",
            format!("tidings cite {} --source URL", super::shell::quote(typed)),
        ));
    };
    if matches!(&record, AnyRecord::Statement(statement) if statement.own.terms.hides_speaker()) {
        setting.hide_source(&cited.source)?;
    }
    let citation = Citation::of(setting.draft.mint(), cited);
    let citations = record.citations_mut();
    let same = |one: &&Citation| {
        (one.source, &one.locator, &one.excerpt)
            == (citation.source, &citation.locator, &citation.excerpt)
    };
    if citations.iter().any(|one| same(&one)) {
        return Err(Error::refused(
            "this record cites that already",
            "another passage: --locator or --excerpt",
        ));
    }
    citations.push(citation);
    setting.draft.put_any(&record)?;
    done(Some(before), record, setting)
}
