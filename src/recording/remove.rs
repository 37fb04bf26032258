//! `remove WHICH`: a record goes; it keeps its id, and its name for what refers to it.

use super::{
    Done, Error, Notice,
    add::done,
    field::{Mode, Setting},
    which::{find_by_id, shortened, typed as typed_of},
};
use crate::{model::AnyRecord, store::Draft};

/// Removes a record, and lists what refers to it.
///
/// # Errors
/// A word that reaches no record, or what the store says.
pub fn remove(draft: &mut Draft<'_>, typed: &str, why: Option<&str>) -> Result<Done, Error> {
    let record: AnyRecord = find_by_id(draft, typed)?;
    let referring = draft.referring_to(&record.id())?;
    let mut names = Vec::new();
    for (id, _) in &referring {
        let any = super::which::row(draft, id)?.any()?;
        let name = format!(
            "{} {}",
            typed_of(draft, &any)?,
            shortened(any.facts().headline)
        );
        if !names.contains(&name) {
            names.push(name);
        }
    }
    super::given::check_why(why)?;
    draft.reason(why);
    draft.remove(&record)?;
    let nothing = super::Given::default();
    let mut setting = Setting::new(draft, &nothing, Mode::Edit, record.visibility());
    if !names.is_empty() {
        let more = names.len().saturating_sub(5);
        names.truncate(5);
        let more = if more > 0 {
            format!(" and {more} more")
        } else {
            String::new()
        };
        setting.notices.push(Notice::new(
            "referred-to",
            format!("still refer to it: {}{more}", names.join(", ")),
            "tidings undo",
        ));
    }
    done(Some(record.clone()), record, setting)
}
