//! The members that `show` numbers: moves, citations, checks, forecasts. One is mended by the flags after its number,
//! or taken out.

mod mend;
mod moves;

pub(super) use mend::mend;
use serde_json::Value;

use super::{
    Error, Field,
    error::article,
    field::{Say, texts, value_at},
    shell::quote,
    which::shortened,
};
use crate::{
    model::{AnyRecord, Check, Citation, Id, Kind, Registers},
    store::Draft,
    when::When,
};

/// A list whose members go by the number that `show` gives them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each variant is the list that it names")]
pub enum Numbered {
    Move,
    Citation,
    Check,
    Forecast,
}

impl Numbered {
    /// Every one.
    pub const ALL: &'static [Self] = &[Self::Move, Self::Citation, Self::Check, Self::Forecast];

    /// The flag, and the word for one member.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Move => "move",
            Self::Citation => "citation",
            Self::Check => "check",
            Self::Forecast => "forecast",
        }
    }

    /// The key of the list in a record's document.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Move => "moves",
            Self::Citation => "citations",
            Self::Check => "checks",
            Self::Forecast => "forecasts",
        }
    }

    /// The kinds of record that have such a list.
    #[must_use]
    pub fn kinds(self) -> &'static [Kind] {
        match self {
            Self::Move => &[Kind::Event],
            Self::Citation => crate::model::Word::ALL,
            Self::Check => &[Kind::Event, Kind::Question],
            Self::Forecast => &[Kind::Question],
        }
    }

    /// The command by which a new one comes.
    pub(super) fn news(self, shown: &str) -> String {
        let shown = quote(shown);
        match self {
            Self::Move => format!("tidings move {shown} --to \"…\""),
            Self::Citation => format!("tidings cite {shown} --source URL"),
            Self::Check => format!("tidings check {shown} \"…\""),
            Self::Forecast => format!("tidings forecast {shown} 30%"),
        }
    }

    /// The fields of a member, and where each stands in its document.
    pub(super) fn fields(self) -> &'static [(Field, &'static [&'static str])] {
        match self {
            Self::Move => &[
                (Field::From, &["from"]),
                (Field::To, &["to"]),
                (Field::By, &["by"]),
                (Field::Announced, &["announced"]),
                (Field::Why, &["why"]),
                (Field::Source, &["citation", "source"]),
                (Field::Locator, &["citation", "locator"]),
                (Field::Credibility, &["citation", "credibility"]),
                (Field::Excerpt, &["citation", "excerpt"]),
            ],
            Self::Citation => &[
                (Field::Source, &["source"]),
                (Field::Locator, &["locator"]),
                (Field::Credibility, &["credibility"]),
                (Field::Excerpt, &["excerpt"]),
            ],
            Self::Check => &[(Field::When, &["when"]), (Field::Note, &["note"])],
            Self::Forecast => &[
                (Field::When, &["when"]),
                (Field::Option, &["option"]),
                (Field::Probability, &["probability"]),
                (Field::By, &["by"]),
                (Field::Why, &["rationale"]),
            ],
        }
    }

    /// Where a field of a member stands in its document; none where a member has no such field.
    fn path(self, field: Field) -> Option<&'static [&'static str]> {
        let found = self.fields().iter().find(|(one, _)| *one == field);
        found.map(|(_, path)| *path)
    }

    /// The keys of the members of a record, in the order in which `show` numbers them.
    pub(super) fn keys(self, record: &AnyRecord) -> Vec<Id> {
        let citations = |list: &[Citation]| list.iter().map(|one| one.key).collect();
        let checks = |list: &[Check]| list.iter().map(|one| one.key).collect();
        match (self, record) {
            (Self::Citation, record) => citations(record.citations()),
            (Self::Move, AnyRecord::Event(event)) => {
                event.own.moves.iter().map(|one| one.key).collect()
            }
            (Self::Check, AnyRecord::Event(event)) => checks(&event.own.checks),
            (Self::Check, AnyRecord::Question(question)) => checks(&question.own.checks),
            (Self::Forecast, AnyRecord::Question(question)) => {
                question.own.forecasts.iter().map(|one| one.key).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The key of the member with this number.
    pub(super) fn key_of(
        self,
        number: &str,
        record: &AnyRecord,
        shown: &str,
        draft: &Draft<'_>,
    ) -> Result<Id, Error> {
        let (word, kind) = (self.word(), record.kind());
        if !self.kinds().contains(&kind) {
            return Err(Error::usage(
                format!("{} has no {}", article(&kind), self.key()),
                format!("tidings show {shown} shows what it has"),
            ));
        }
        let keys = self.keys(record);
        let counted = number.trim().parse::<usize>().ok().filter(|at| *at > 0);
        if let Some(key) = counted.and_then(|at| keys.get(at - 1)) {
            return Ok(*key);
        }
        let mut what = match counted {
            Some(number) => format!("{shown} has no {word} {number}"),
            None => format!("--{word} takes a number, and {} is none", quote(number)),
        };
        for (at, words) in self.said(record, draft).iter().enumerate() {
            what.push_str(&format!("\n  {}  {words}", at + 1));
        }
        let hint = match keys.len() {
            0 => format!("it has no {}: tidings show {shown}", self.key()),
            _ => format!("name one of them, such as --{word} 1"),
        };
        Err(Error::usage(what, hint))
    }
}

impl Numbered {
    /// The members in a few words each, in the order of their numbers.
    fn said(self, record: &AnyRecord, draft: &Draft<'_>) -> Vec<String> {
        let today = draft.moment().today;
        let name = |_: &[Kind], id: Id| headline(draft, id);
        let date = |when: &When| crate::when::short(when, today);
        let say = Say {
            name: &name,
            date: &date,
        };
        let registers = record.registers();
        let member = |key: &Id| registers.get(&format!("{}/{key}", self.key()));
        let words = |member: &Value| {
            let texts = self
                .fields()
                .iter()
                .flat_map(|(field, path)| texts(value_at(member, path), *field, &say));
            shortened(&texts.collect::<Vec<_>>().join(" · "))
        };
        let keys = self.keys(record);
        keys.iter().filter_map(member).map(words).collect()
    }
}
/// The words of a record that is referred to; its id where it is not there.
fn headline(draft: &Draft<'_>, id: Id) -> String {
    let record = draft.any(&id).ok().flatten();
    record.map_or_else(
        || id.to_string(),
        |record| shortened(record.facts().headline),
    )
}
/// The record with a patch applied.
pub(super) fn apply(record: &mut AnyRecord, patch: &Registers) -> Result<(), Error> {
    let mut registers = record.registers();
    registers.apply(patch);
    *record = AnyRecord::from_registers(record.kind(), &record.id(), &registers)?;
    Ok(())
}
/// Takes a member out.
pub(super) fn take_out(
    record: &mut AnyRecord,
    list: Numbered,
    key: Id,
    shown: &str,
) -> Result<(), Error> {
    if let (Numbered::Move, AnyRecord::Event(event)) = (list, &mut *record) {
        return moves::take_out(event, key, shown);
    }
    let mut patch = Registers::default();
    patch.set(format!("{}/{key}", list.key()), Value::Null);
    apply(record, &patch)
}
