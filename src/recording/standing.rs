//! What became of a source: corrected, retracted, gone; and what that means for all that rests on it.

use super::{
    Error, Notice,
    field::Setting,
    shell::quote,
    which::{row, shortened, typed as typed_of},
};
use crate::{
    model::{Id, Record, Source, SourceStanding, Word as _},
    store::Draft,
};

/// Marks what became of a source, or that it stands again as reported; says whether nothing changed.
pub(super) fn mark_source(
    source: &mut Record<Source>,
    word: &str,
    setting: &mut Setting<'_, '_>,
) -> Result<bool, Error> {
    let standing = SourceStanding::read(word).ok();
    let unchanged = source.own.standing == standing;
    source.own.standing = standing;
    setting.cite(&mut source.citations)?;
    setting.asides.extend(rests_on(setting.draft, &source.id)?);
    Ok(unchanged)
}

/// How many records rest on a source: `3 records rest on it, 1 of them through eve`.
fn rests_on(draft: &Draft<'_>, source: &Id) -> Result<Option<String>, Error> {
    let resting = draft.resting(source)?.records;
    let mut through: Vec<Id> = Vec::new();
    for id in resting.iter().filter_map(|one| one.through) {
        if !through.contains(&id) {
            through.push(id);
        }
    }
    let indirect = resting.iter().filter(|one| one.through.is_some()).count();
    let count = match resting.len() {
        0 => return Ok(None),
        1 => "1 record rests on it".to_owned(),
        count => format!("{count} records rest on it"),
    };
    Ok(Some(match through.as_slice() {
        [] => count,
        [only] => {
            let only = row(draft, only)?.any()?;
            let only = shortened(only.facts().headline);
            match resting.len() {
                1 => format!("{count}, through {only}"),
                _ => format!("{count}, {indirect} of them through {only}"),
            }
        }
        several => format!(
            "{count}, {indirect} of them through {} others",
            several.len()
        ),
    }))
}

impl Setting<'_, '_> {
    /// Notices that a source which is cited was corrected, retracted, or is gone.
    pub(super) fn notice_standing(&mut self, source: &Id) -> Result<(), Error> {
        let Some(record) = self.draft.get::<Source>(source)? else {
            return Ok(());
        };
        let Some(standing) = record.own.standing else {
            return Ok(());
        };
        let text = format!("{} is {standing}", shortened(&record.own.title));
        let typed = typed_of(self.draft, &record.into())?;
        let command = format!("tidings show {}", quote(&format!("source:{typed}")));
        self.notices.push(Notice::new("standing", text, command));
        Ok(())
    }
}
