//! The members that `show` numbers: moves, citations, checks, forecasts. One is mended by the flags after its number,
//! or taken out.

use serde_json::Value;

use super::{
    Error, Field,
    date::{DateFlag, read_plain_date},
    edit::Change,
    error::article,
    field::{self, Cited, Say, Setting, texts, value_at},
    given::check_text,
    shell::quote,
    which::shortened,
};
use crate::{
    model::{
        AnyRecord, Check, Citation, Event, EventStatus, Forecast, Id, Kind, Move, MoveCitation,
        MoveKind, Record, Registers,
    },
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

/// Mends one member: what was given for its fields is put, what was taken away is taken away.
pub(super) fn mend(
    record: &mut AnyRecord,
    list: Numbered,
    key: Id,
    change: &Change,
    setting: &mut Setting<'_, '_>,
) -> Result<(), Error> {
    check_fields(list, change)?;
    let before = member(record, list, &key);
    for (field, value) in &change.no {
        clear(record, list, &key, field, value.as_deref())?;
    }
    setting.with(&change.given, |setting| set(record, list, &key, setting))?;
    if let (Some(before), AnyRecord::Event(event)) = (before, record)
        && list == Numbered::Move
    {
        follow(event, &key, &before);
    }
    Ok(())
}

/// Refuses what is no field of such a member.
fn check_fields(list: Numbered, change: &Change) -> Result<(), Error> {
    let word = list.word();
    let flags: Vec<String> = list
        .fields()
        .iter()
        .map(|(field, _)| format!("--{}", field.flag()))
        .collect();
    let its = format!("its flags: {}", flags.join(" "));
    if let Some(field) = change
        .given
        .fields()
        .find(|field| list.path(*field).is_none())
    {
        return Err(Error::usage(
            format!("--{} is nothing that a {word} has", field.flag()),
            format!("what is the record's own goes before --{word}; {its}"),
        ));
    }
    if let Some((field, member)) = change.add.first() {
        return Err(Error::usage(
            format!("--add {field}={member} after --{word}: a {word} has no lists"),
            format!("what is the record's own goes before --{word}; {its}"),
        ));
    }
    Ok(())
}

/// A member as its document.
fn member(record: &AnyRecord, list: Numbered, key: &Id) -> Option<Value> {
    let registers = record.registers();
    registers.get(&format!("{}/{key}", list.key())).cloned()
}

/// Takes what one field of a member holds away.
fn clear(
    record: &mut AnyRecord,
    list: Numbered,
    key: &Id,
    field: &str,
    value: Option<&str>,
) -> Result<(), Error> {
    let word = list.word();
    let known = Field::ALL.iter().copied().find(|one| one.flag() == field);
    let path = known.and_then(|field| list.path(field));
    let (Some(known), Some(path), None) = (known, path, value) else {
        return Err(Error::usage(
            format!("--no {field} is nothing that a {word} has"),
            format!("what is the record's own goes before --{word}; a whole one: --no {word}=N"),
        ));
    };
    let path = match (list, known) {
        (Numbered::Citation, Field::Source) | (Numbered::Forecast, Field::Probability) => {
            return Err(Error::usage(
                format!("a {word} always has a {field}"),
                format!("another: --{field} \"…\"; the whole {word} out: --no {word}=N"),
            ));
        }
        (Numbered::Move, Field::From | Field::To) => {
            return Err(Error::usage(
                format!("--no {field} would make another thing of this entry"),
                "what it should be: --from or --to with a date; the whole entry out: --no move=N",
            ));
        }
        // Without its source nothing of a citation is left.
        (Numbered::Move, Field::Source) => &["citation"],
        _ => path,
    };
    let Some(mut value) = member(record, list, key) else {
        return Ok(());
    };
    if let Some((last, before)) = path.split_last() {
        let holder = before
            .iter()
            .try_fold(&mut value, |value, key| value.get_mut(*key));
        if let Some(Value::Object(fields)) = holder {
            fields.shift_remove(*last);
        }
    }
    let mut patch = Registers::default();
    patch.set(format!("{}/{key}", list.key()), value);
    apply(record, &patch)
}

/// The record with a patch applied.
pub(super) fn apply(record: &mut AnyRecord, patch: &Registers) -> Result<(), Error> {
    let mut registers = record.registers();
    registers.apply(patch);
    *record = AnyRecord::from_registers(record.kind(), &record.id(), &registers)?;
    Ok(())
}

/// Puts what was given into one member.
fn set(
    record: &mut AnyRecord,
    list: Numbered,
    key: &Id,
    setting: &mut Setting<'_, '_>,
) -> Result<(), Error> {
    match (list, record) {
        (Numbered::Citation, record) => {
            let hides =
                matches!(record, AnyRecord::Statement(one) if one.own.terms.hides_speaker());
            if let Some(citation) = record
                .citations_mut()
                .iter_mut()
                .find(|one| one.key == *key)
            {
                let cited = Cited::from(citation.clone());
                *citation = mended(Some(cited), setting)?
                    .map_or_else(|| citation.clone(), |cited| cited.citation(*key));
                if hides {
                    setting.hide_source(&citation.source)?;
                }
            }
        }
        (Numbered::Move, AnyRecord::Event(event)) => {
            if let Some(step) = event.own.moves.iter_mut().find(|one| one.key == *key) {
                set_move(step, setting)?;
            }
        }
        (Numbered::Check, AnyRecord::Event(event)) => {
            set_check(&mut event.own.checks, key, setting)?
        }
        (Numbered::Check, AnyRecord::Question(question)) => {
            set_check(&mut question.own.checks, key, setting)?;
        }
        (Numbered::Forecast, AnyRecord::Question(question)) => {
            let options = question.own.options.clone();
            if let Some(forecast) = question
                .own
                .forecasts
                .iter_mut()
                .find(|one| one.key == *key)
            {
                set_forecast(forecast, &options, setting)?;
            }
        }
        _ => {}
    }
    Ok(())
}

/// A citation with what was given in place of what it had.
fn mended(cited: Option<Cited>, setting: &mut Setting<'_, '_>) -> Result<Option<Cited>, Error> {
    let Some(mut cited) = cited else {
        return setting.cited(None);
    };
    if let Some(typed) = setting.given.text(Field::Source)? {
        check_text("--source", &typed)?;
        cited.source = setting.source(Field::Source, &typed)?;
    }
    setting.text(Field::Locator, &mut cited.locator)?;
    if let Some(excerpt) = setting.given.raw(Field::Excerpt)? {
        cited.excerpt = Some(excerpt.to_owned());
    }
    cited.credibility = setting
        .given
        .read(Field::Credibility)?
        .or(cited.credibility);
    Ok(Some(cited))
}

fn set_move(step: &mut Move, setting: &mut Setting<'_, '_>) -> Result<(), Error> {
    let (by, announced) = field::announcement(setting)?;
    step.by = by.or(step.by);
    step.announced = announced.or(step.announced.take());
    setting.text(Field::Why, &mut step.why)?;
    set_day(Field::From, DateFlag::last("from"), &mut step.from, setting)?;
    set_day(Field::To, DateFlag::next("to"), &mut step.to, setting)?;
    if step.kind != MoveKind::Announced && step.kind != MoveKind::TookPlace && step.to.is_some() {
        return Err(Error::usage(
            format!(
                "this entry says that it was {}: it leads to no date",
                step.kind
            ),
            "a date announced since: tidings move",
        ));
    }
    let cited = step.citation.clone().map(Cited::from);
    step.citation = mended(cited, setting)?.map(Cited::of_move);
    Ok(())
}

fn set_check(checks: &mut [Check], key: &Id, setting: &mut Setting<'_, '_>) -> Result<(), Error> {
    let Some(check) = checks.iter_mut().find(|one| one.key == *key) else {
        return Ok(());
    };
    set_day(
        Field::When,
        DateFlag::last("when"),
        &mut check.when,
        setting,
    )?;
    setting.text(Field::Note, &mut check.note)
}

fn set_forecast(
    forecast: &mut Forecast,
    options: &[String],
    setting: &mut Setting<'_, '_>,
) -> Result<(), Error> {
    set_day(
        Field::When,
        DateFlag::last("when"),
        &mut forecast.when,
        setting,
    )?;
    if let Some(option) = setting.given.text(Field::Option)? {
        if !options.contains(&option) {
            return Err(Error::usage(
                format!(
                    "{} is none of the options: {}",
                    quote(&option),
                    options.join(", ")
                ),
                format!(
                    "--option {}",
                    quote(options.first().map_or("…", String::as_str))
                ),
            ));
        }
        forecast.option = Some(option);
    }
    if let Some(typed) = setting.given.text(Field::Probability)? {
        forecast.probability = probability(&typed)?;
    }
    setting.text(Field::Why, &mut forecast.rationale)?;
    if setting.given.has(Field::By) {
        let (by, _) = field::announcement(setting)?;
        forecast.by = by.or(forecast.by);
    }
    Ok(())
}

fn set_day(
    field: Field,
    flag: DateFlag,
    into: &mut Option<When>,
    setting: &Setting<'_, '_>,
) -> Result<(), Error> {
    if let Some(typed) = setting.given.text(field)? {
        *into = Some(read_plain_date(&typed, flag, setting.draft.moment())?);
    }
    Ok(())
}

/// A probability as `forecast` takes it.
fn probability(typed: &str) -> Result<f64, Error> {
    super::forecast::read_probability(typed).map_err(|_| {
        Error::usage(
            format!(
                "--probability {} lies not between 0 and 100 %",
                quote(typed)
            ),
            "--probability \"30 %\", or 0.3",
        )
    })
}

/// What stands beside an entry of moves whose dates were mended follows it: the end of the entry before, the beginning
/// of the next, and, of the last one, the date of the event.
fn follow(event: &mut Record<Event>, key: &Id, before: &Value) {
    let date = |name: &str| serde_json::from_value::<When>(value_at(before, &[name]).clone()).ok();
    let (from, to) = (date("from"), date("to"));
    let Event { moves, when, .. } = &mut event.own;
    let Some(at) = moves.iter().position(|step| step.key == *key) else {
        return;
    };
    let Some(step) = moves.get(at).cloned() else {
        return;
    };
    if step.from != from
        && let Some(previous) = at.checked_sub(1).and_then(|at| moves.get_mut(at))
        && same(&previous.to, &from)
    {
        previous.to.clone_from(&step.from);
    }
    if step.to == to {
        return;
    }
    match moves.get_mut(at + 1) {
        Some(next) if same(&next.from, &to) => next.from.clone_from(&step.to),
        Some(_) => {}
        None if same(when, &to) => when.clone_from(&step.to),
        None => {}
    }
}

/// The words of a record that is referred to; its id where it is not there.
fn headline(draft: &Draft<'_>, id: Id) -> String {
    let record = draft.row(&id).ok().flatten().and_then(|row| row.any().ok());
    record.map_or_else(
        || id.to_string(),
        |record| shortened(record.facts().headline),
    )
}

/// Whether two dates are one, whatever words they were typed in.
fn same(one: &Option<When>, other: &Option<When>) -> bool {
    let edtf = |when: &Option<When>| when.as_ref().map(|when| when.edtf().to_owned());
    edtf(one) == edtf(other)
}

/// Takes members out. Of moves the chain of dates stays whole: the entry after one that is taken out begins where that
/// one began; without the last announcement an open event is back at the date before it.
pub(super) fn take_out(
    record: &mut AnyRecord,
    list: Numbered,
    key: Id,
    shown: &str,
) -> Result<(), Error> {
    if let (Numbered::Move, AnyRecord::Event(event)) = (list, &mut *record) {
        return take_move(event, key, shown);
    }
    let mut patch = Registers::default();
    patch.set(format!("{}/{key}", list.key()), Value::Null);
    apply(record, &patch)
}

fn take_move(event: &mut Record<Event>, key: Id, shown: &str) -> Result<(), Error> {
    let Event {
        moves,
        when,
        status,
        ..
    } = &mut event.own;
    let Some(at) = moves.iter().position(|step| step.key == key) else {
        return Ok(());
    };
    let ends = match status {
        EventStatus::Postponed => Some(MoveKind::Postponed),
        EventStatus::Cancelled => Some(MoveKind::Cancelled),
        EventStatus::Lapsed => Some(MoveKind::Lapsed),
        EventStatus::Expected | EventStatus::Happened => None,
    };
    let is_last_of = |kind: MoveKind| moves.iter().rposition(|step| step.kind == kind) == Some(at);
    if let Some(kind) = ends.filter(|kind| is_last_of(*kind)) {
        return Err(Error::refused(
            format!("this entry says who and why {shown} is {kind}, and it still is"),
            format!("it is to come after all: tidings mark {shown} expected --why \"…\""),
        ));
    }
    let taken = moves.remove(at);
    match moves.get_mut(at) {
        Some(next) if same(&next.from, &taken.to) => next.from = taken.from,
        Some(_) => {}
        None => {
            let goes_back = taken.kind == MoveKind::Announced
                && *status == EventStatus::Expected
                && taken.from.is_some()
                && same(when, &taken.to);
            if goes_back {
                *when = taken.from;
            }
        }
    }
    Ok(())
}

impl From<Citation> for Cited {
    fn from(citation: Citation) -> Self {
        let Citation {
            source,
            locator,
            excerpt,
            credibility,
            ..
        } = citation;
        Self {
            source,
            locator,
            excerpt,
            credibility,
        }
    }
}

impl From<MoveCitation> for Cited {
    fn from(citation: MoveCitation) -> Self {
        let MoveCitation {
            source,
            locator,
            excerpt,
            credibility,
        } = citation;
        Self {
            source,
            locator,
            excerpt,
            credibility,
        }
    }
}
