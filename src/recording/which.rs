//! WHICH: the record that a verb is about, by id, slug, `@`, or the name of an actor, a source or a story.

use chrono::NaiveDate;

use super::{Error, Field, Notice, error::article, shell::quote, words_for::words_for};
use crate::{
    model::{AnyRecord, Id, Kind, Slug, Word as _},
    store::{self, Draft, Found, RecordRow},
    when,
};

/// A word that reaches no record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Which {
    /// What was typed.
    pub typed: String,
    /// Among which kinds it was looked for.
    pub kinds: Vec<Kind>,
    /// Whether words of a title would have done as well.
    pub words: bool,
    /// The field that it was typed for; none where it says what the command is about.
    pub field: Option<Field>,
}

impl Which {
    pub(super) fn nothing(&self) -> String {
        let what = match self.kinds.as_slice() {
            [kind] => kind.to_string(),
            [one, other] => format!("{one} or {other}"),
            kinds if kinds == Kind::ENTRIES => "entry".to_owned(),
            _ => "record".to_owned(),
        };
        if self.typed.starts_with('@') {
            format!(
                "\"{}\" is nothing yet: no {what} was written before",
                self.typed
            )
        } else if self.words {
            format!("no {what} has the id, slug or words \"{}\"", self.typed)
        } else if self.kinds.iter().any(|kind| kind.is_entry()) {
            format!("no {what} has the id or slug \"{}\"", self.typed)
        } else {
            format!("no {what} has the id, slug or name \"{}\"", self.typed)
        }
    }

    pub(super) fn hint(&self) -> String {
        if self.words && self.typed.contains(' ') {
            let typed = quote(&self.typed);
            return format!("tidings search {typed} looks in all that was recorded");
        }
        if self.kinds.iter().any(|kind| kind.is_entry()) {
            return "tidings timeline shows their ids; @ is the last one that was written".into();
        }
        let lists = self.kinds.iter();
        let lists = lists.map(|kind| format!("tidings {}", kind.plural()));
        match lists.collect::<Vec<_>>().as_slice() {
            [list] => format!("{list} lists them"),
            lists => format!("{} list them", lists.join(" and ")),
        }
    }
}

/// A word that reaches several records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Several {
    typed: String,
    /// How one types each, its date, its first words.
    rows: Vec<[String; 3]>,
    more: usize,
    /// What they are: "open events", "records".
    what: String,
    /// The field that it was typed for; none where it says what the command is about.
    pub(super) field: Option<Field>,
}

impl Several {
    const MOST: usize = 8;

    /// Lists what the word fits; `row` and `short` read a record and its short id.
    ///
    /// # Errors
    /// What the store says.
    pub fn of(
        typed: &str,
        found: &[(Id, Kind)],
        today: NaiveDate,
        row: impl Fn(&Id) -> Result<Option<RecordRow>, store::Error>,
        short: impl Fn(&Id) -> Result<String, store::Error>,
    ) -> Result<Self, store::Error> {
        let listed = found.iter().take(Self::MOST);
        let listed = listed.filter_map(|(id, _)| row(id).transpose());
        let listed: Vec<AnyRecord> = listed
            .map(|row| row.and_then(|row| row.any()))
            .collect::<Result<_, _>>()?;
        let mut rows = Vec::new();
        let mut open = true;
        for any in &listed {
            let (id, kind) = (any.id(), any.kind());
            let facts = any.facts();
            open &= facts.open;
            let is_its_own = |slug: &Slug| {
                let has_it = |one: &&AnyRecord| one.kind() == kind && one.slug() == Some(slug);
                listed.iter().filter(has_it).count() == 1
            };
            let typed = match any.slug() {
                _ if kind.is_entry() => short(&id)?,
                Some(slug) if is_its_own(slug) => format!("{kind}:{slug}"),
                _ => format!("{kind}:{id}"),
            };
            let day = match facts.date {
                Some(date) => when::short(date, today),
                None if kind.is_entry() => "no date".to_owned(),
                None => String::new(),
            };
            rows.push([typed, day, shortened(facts.headline)]);
        }
        Ok(Self {
            typed: typed.to_owned(),
            rows,
            more: found.len().saturating_sub(Self::MOST),
            what: format!("{}{}", if open { "open " } else { "" }, kinds_of(found)),
            field: None,
        })
    }

    /// What was typed.
    #[must_use]
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// What one types to mean the first of them.
    #[must_use]
    pub fn first(&self) -> Option<&str> {
        let [typed, ..] = self.rows.first()?;
        Some(typed)
    }

    pub(super) fn message(&self) -> String {
        let count = self.rows.len() + self.more;
        let mut message = format!("\"{}\" fits {count} {}", self.typed, self.what);
        let width = |column: usize| {
            let cells = self.rows.iter().filter_map(|row| row.get(column));
            cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
        };
        let (first, second) = (width(0), width(1));
        for [typed, day, headline] in &self.rows {
            message.push_str(&format!("\n  {typed:<first$}  {day:<second$}  {headline}"));
        }
        if self.more > 0 {
            message.push_str(&format!("\n  and {} more", self.more));
        }
        message
    }

    pub(super) fn hint(&self) -> Option<String> {
        Some(format!("name one of them, such as {}", self.first()?))
    }
}

/// The word for several of these kinds.
fn kinds_of(found: &[(Id, Kind)]) -> &'static str {
    let kinds: Vec<Kind> = found.iter().map(|(_, kind)| *kind).collect();
    match kinds.split_first() {
        Some((first, others)) if others.iter().all(|kind| kind == first) => first.plural(),
        _ if kinds.iter().all(|kind| kind.is_entry()) => "entries",
        _ => "records",
    }
}

/// What a word fits, for a verb.
pub(super) fn several(
    draft: &Draft<'_>,
    typed: &str,
    found: &[(Id, Kind)],
) -> Result<Error, Error> {
    let today = draft.moment().today;
    let several = Several::of(
        typed,
        found,
        today,
        |id| draft.row(id),
        |id| draft.short_id(id),
    )?;
    Ok(Error::Several(several))
}

/// The record that a word reaches among these kinds.
///
/// # Errors
/// [`Error::Nothing`], [`Error::Removed`], [`Error::Several`], or what the store says.
pub fn find_one(draft: &Draft<'_>, kinds: &[Kind], typed: &str) -> Result<AnyRecord, Error> {
    let found = draft.which(kinds, typed.trim(), false)?;
    one_of(draft, kinds, typed, found, true)
}

/// The record that a word reaches among these kinds, for a verb that needs an open one: of several that words fit, those
/// that are open.
///
/// # Errors
/// As [`find_one`].
pub fn find_open(draft: &Draft<'_>, kinds: &[Kind], typed: &str) -> Result<AnyRecord, Error> {
    let found = draft.which(kinds, typed.trim(), true)?;
    one_of(draft, kinds, typed, found, true)
}

/// That words which were taken for an open record fit others as well, which are over and could become `word` too.
///
/// # Errors
/// What the store says.
pub(super) fn not_meant(
    draft: &Draft<'_>,
    typed: &str,
    taken: &AnyRecord,
    word: &str,
) -> Result<Option<Notice>, Error> {
    let found = match draft.which(&[taken.kind()], typed.trim(), false)? {
        Found::Several(found) => found,
        _ => return Ok(None),
    };
    let mut others = Vec::new();
    for (id, _) in found.iter().filter(|(id, _)| *id != taken.id()) {
        let other = row(draft, id)?.any()?;
        if words_for(&other).contains(&word) {
            others.push(other);
        }
    }
    let Some((other, more)) = others.split_first() else {
        return Ok(None);
    };
    let over = match more.len() {
        0 => ", which is over".to_owned(),
        more => format!(" and {more} more that are over"),
    };
    let text = format!(
        "{} also fits {} \"{}\"{over}",
        quote(typed.trim()),
        draft.short_id(&other.id())?,
        shortened(other.facts().headline)
    );
    Ok(Some(Notice::new("words", text, "tidings undo")))
}

/// The record that has this id, slug or name, among these kinds; words do not do.
///
/// # Errors
/// As [`find_one`].
pub(super) fn find_exactly(
    draft: &Draft<'_>,
    kinds: &[Kind],
    typed: &str,
) -> Result<AnyRecord, Error> {
    let found = draft.find(kinds, typed.trim())?;
    one_of(draft, kinds, typed, found, false)
}

/// The record that has this id, slug or name, among these kinds; what was merged into another is found itself. Words do
/// not do.
///
/// # Errors
/// As [`find_one`].
pub(super) fn find_itself(
    draft: &Draft<'_>,
    kinds: &[Kind],
    typed: &str,
) -> Result<AnyRecord, Error> {
    let found = draft.find_itself(kinds, typed.trim())?;
    one_of(draft, kinds, typed, found, false)
}

/// The record that has this id or slug; neither a name nor words do.
///
/// # Errors
/// As [`find_one`].
pub(super) fn find_by_id(draft: &Draft<'_>, typed: &str) -> Result<AnyRecord, Error> {
    let found = draft.find_by_id(Kind::ALL, typed.trim())?;
    one_of(draft, Kind::ALL, typed, found, false)
}

fn one_of(
    draft: &Draft<'_>,
    kinds: &[Kind],
    typed: &str,
    found: Found,
    words: bool,
) -> Result<AnyRecord, Error> {
    match found {
        Found::One(id, kind) if kinds.contains(&kind) => {
            row(draft, &id)?.any().map_err(Error::from)
        }
        Found::One(_, kind) => Err(other_kind(typed, kind, kinds)),
        Found::Removed(id, kind) => Err(Error::Removed {
            id,
            kind,
            field: None,
        }),
        Found::Several(found) => Err(several(draft, typed, &found)?),
        Found::Nothing => match draft.find(Kind::ALL, typed.trim())? {
            Found::One(_, kind) => Err(other_kind(typed, kind, kinds)),
            _ => Err(Error::Nothing(Which {
                typed: typed.to_owned(),
                kinds: kinds.to_vec(),
                words,
                field: None,
            })),
        },
    }
}

/// A word that reaches a record of a kind that the verb does not take.
fn other_kind(typed: &str, kind: Kind, kinds: &[Kind]) -> Error {
    let which = Which {
        typed: typed.to_owned(),
        kinds: kinds.to_vec(),
        words: false,
        field: None,
    };
    Error::usage(
        format!(
            "{} is {}, and this is for {}",
            quote(typed),
            article(&kind),
            among(kinds)
        ),
        which.hint(),
    )
}

/// The entry that a word reaches.
///
/// # Errors
/// As [`find_one`].
pub fn find_entry(draft: &Draft<'_>, typed: &str) -> Result<AnyRecord, Error> {
    find_one(draft, Kind::ENTRIES, typed)
}

pub(super) fn row(draft: &Draft<'_>, id: &Id) -> Result<RecordRow, Error> {
    draft.row(id)?.ok_or_else(|| {
        Error::Store(crate::store::Error::Damaged(format!(
            "{id} has a name and no row"
        )))
    })
}

/// How one types the record: its slug, else the fewest letters of its id.
pub(super) fn typed(draft: &Draft<'_>, record: &AnyRecord) -> Result<String, Error> {
    let (id, kind) = (record.id(), record.kind());
    match record.slug() {
        Some(slug) if draft.find_itself(&[kind], slug.as_str())? == Found::One(id, kind) => {
            Ok(slug.to_string())
        }
        _ => Ok(draft.short_id(&id)?),
    }
}

/// How one types a record that is referred to; its id where it is not there.
pub(super) fn typed_as(draft: &Draft<'_>, id: Id) -> String {
    let record = draft.row(&id).ok().flatten().and_then(|row| row.any().ok());
    record
        .and_then(|record| typed(draft, &record).ok())
        .unwrap_or_else(|| id.to_string())
}

fn among(kinds: &[Kind]) -> String {
    if kinds == Kind::ENTRIES {
        return "entries: events, statements, questions, notes".to_owned();
    }
    kinds.iter().map(article).collect::<Vec<_>>().join(" or ")
}

/// The first words of a text, on one line.
#[must_use]
pub fn shortened(text: &str) -> String {
    const MOST: usize = 60;
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default().trim_end()),
        None => line,
    }
}
