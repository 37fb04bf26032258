//! `edit WHICH`: mends a record. It is a correction, and no news.

use super::{
    Done, Error, Field, Given, Notice,
    add::done,
    field::{self, Mode, Setting},
    lists,
    members::{self, Numbered},
    shell::quote,
    which::{find_one, typed as typed_of},
};
use crate::{
    model::{AnyRecord, Id, Kind, Registers, Visibility, Word as _},
    store::Draft,
};

/// What is to be changed of a record, or of one member that `show` numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Change {
    /// What fields are from now on.
    pub given: Given,
    /// Members that come to a list: the name of its flag, and the member as typed.
    pub add: Vec<(String, String)>,
    /// What is taken away: a whole field, or, where one is named, a member.
    pub no: Vec<(String, Option<String>)>,
}

impl Change {
    /// Whether nothing is to be changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.given.is_empty() && self.add.is_empty() && self.no.is_empty()
    }
}

/// What `edit` was asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Edit {
    /// What is to be changed of the record itself.
    pub own: Change,
    /// What is to be changed of members, by the numbers that `show` gives them, as typed.
    pub members: Vec<(Numbered, String, Change)>,
    /// Citations that come anew, each by `--source` and its companions.
    pub cite: Vec<Given>,
}

impl Edit {
    /// Whether nothing is to be changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.own.is_empty() && self.members.is_empty() && self.cite.is_empty()
    }
}

/// Mends a record: each flag says what the field is; members come to lists and go from them.
///
/// # Errors
/// A word that reaches no record, a flag that is no use to its kind or holds what it cannot, a member that is not there,
/// a rule that is broken, or what the store says.
pub fn edit(draft: &mut Draft<'_>, typed: &str, edit: &Edit) -> Result<Done, Error> {
    let now = find_one(draft, Kind::ALL, typed)?;
    if edit.is_empty() {
        return Err(Error::usage(
            "nothing is said of what to change",
            format!("tidings edit {} {}", quote(typed), example(now.kind())),
        ));
    }
    edit_from(draft, typed, edit, &now)
}

/// Mends a record of which the user saw `seen`: what another command changed since stands beside what they changed, and
/// the one thing that both changed is refused.
///
/// # Errors
/// As [`edit`], and [`Error::Changed`].
pub fn edit_from(
    draft: &mut Draft<'_>,
    typed: &str,
    edit: &Edit,
    seen: &AnyRecord,
) -> Result<Done, Error> {
    let now = find_one(draft, Kind::ALL, typed)?;
    let mut given = edit.own.given.clone();
    given.check_for(now.kind())?;
    // Whose a new speaker is goes with the one who is added.
    let of = match edit
        .own
        .add
        .iter()
        .any(|(name, _)| name == Field::By.flag())
    {
        true if now.kind() == Kind::Statement => given.take(Field::Of),
        _ => Vec::new(),
    };
    let mut setting = Setting::new(draft, &given, Mode::Edit, now.visibility());
    setting.choose_visibility(now.visibility())?;
    let mine = mended(seen, edit, &of, &mut setting)?;
    let record = merged(seen, mine, &now)?;
    setting.draft.put_any(&record)?;
    corrected(&now, &record, &mut setting)?;
    if record.visibility() < now.visibility() && now.visibility() == Visibility::Internal {
        setting
            .notices
            .push(Notice::plain("public", "public from now on"));
    }
    done(Some(now), record, setting)
}

/// The record with all that was asked for. Numbers are those of the record as it was seen, whatever is taken out.
fn mended(
    seen: &AnyRecord,
    edit: &Edit,
    of_new: &[String],
    setting: &mut Setting<'_, '_>,
) -> Result<AnyRecord, Error> {
    let of = |name: &str| {
        let field = Field::by_flag(name);
        move |why: Error| why.of_any(field)
    };
    let shown = typed_of(setting.draft, seen)?;
    let mut record = seen.clone();
    let mut taken: Vec<(Numbered, Id)> = Vec::new();
    for (name, member) in &edit.own.no {
        match (numbered(name), member) {
            (Some(list), Some(number)) => {
                let key = list.key_of(number, seen, &shown, setting.draft)?;
                taken.push((list, key));
            }
            (Some(list), None) => return Err(which_one(list, &record, &shown)),
            (None, None) => lists::empty(&mut record, name, &shown).map_err(of(name))?,
            (None, Some(member)) => {
                lists::take(&mut record, name, member, &shown, setting).map_err(of(name))?;
            }
        }
    }
    field::set_own(&mut record, setting)?;
    for (name, member) in &edit.own.add {
        lists::add(&mut record, name, member, &shown, of_new, setting).map_err(of(name))?;
    }
    for (list, number, change) in &edit.members {
        let key = list.key_of(number, seen, &shown, setting.draft)?;
        if change.is_empty() {
            return Err(Error::usage(
                format!(
                    "nothing is said of what to change in {} {number}",
                    list.word()
                ),
                format!(
                    "tidings edit {shown} --{} {number} {} · take it out: tidings edit {shown} --no {}={number}",
                    list.word(),
                    example_of(*list),
                    list.word()
                ),
            ));
        }
        members::mend(&mut record, *list, key, change, setting)?;
    }
    for given in &edit.cite {
        let citations = record.citations_mut();
        setting.with(given, |setting| setting.cite(citations))?;
    }
    for (list, key) in taken {
        members::take_out(&mut record, list, key, &shown)?;
    }
    Ok(record)
}

/// What was changed since `seen`, put into the record as it now is.
fn merged(seen: &AnyRecord, mine: AnyRecord, now: &AnyRecord) -> Result<AnyRecord, Error> {
    if seen == now {
        return Ok(mine);
    }
    let (before, current) = (seen.registers(), now.registers());
    let (patch, theirs) = (
        before.patch_to(&mine.registers()),
        before.patch_to(&current),
    );
    let both = |name: &&str| {
        theirs
            .get(name)
            .is_some_and(|value| Some(value) != patch.get(name))
    };
    let field = |name: &str| name.split('/').next().unwrap_or(name).replace('_', "-");
    let mut fields: Vec<String> = patch.names().filter(both).map(field).collect();
    fields.dedup();
    if !fields.is_empty() {
        return Err(Error::Changed { fields });
    }
    let mut registers: Registers = current;
    registers.apply(&patch);
    Ok(AnyRecord::from_registers(
        now.kind(),
        &now.id(),
        &registers,
    )?)
}

/// That a new date of an open event is a correction, and what to type where it was announced.
fn corrected(
    before: &AnyRecord,
    after: &AnyRecord,
    setting: &mut Setting<'_, '_>,
) -> Result<(), Error> {
    let (AnyRecord::Event(was), AnyRecord::Event(is)) = (before, after) else {
        return Ok(());
    };
    let is_new = was.own.when != is.own.when && was.own.when.is_some() && is.own.is_open();
    let typed = setting.given.values(Field::When).first();
    let Some(words) = typed.filter(|_| is_new).cloned() else {
        return Ok(());
    };
    let command = format!(
        "tidings undo, then tidings move {} --to {} --why \"…\"",
        typed_of(setting.draft, before)?,
        quote(&words)
    );
    setting
        .asides
        .push("a correction: not counted as a slip".into());
    setting
        .notices
        .push(Notice::new("announced", "announced anew?", command));
    Ok(())
}

/// The list of numbered members with this name.
fn numbered(name: &str) -> Option<Numbered> {
    Numbered::ALL
        .iter()
        .copied()
        .find(|list| list.word() == name)
}

/// `--no citation`: which of them?
fn which_one(list: Numbered, record: &AnyRecord, shown: &str) -> Error {
    let word = list.word();
    Error::usage(
        format!(
            "--no {word} takes the number of one, and {shown} has {}",
            list.keys(record).len()
        ),
        format!("--no {word}=1 · tidings show {shown} numbers them"),
    )
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

fn example_of(list: Numbered) -> &'static str {
    match list {
        Numbered::Move => "--by kremlin",
        Numbered::Citation => "--credibility 2",
        Numbered::Check => "--note \"…\"",
        Numbered::Forecast => "--why \"…\"",
    }
}
