//! English phrases. The whole phrase fits one rule, or it is refused.
//!
//! Each rule looks at a run of tokens and must use all of it; a rule that does not fit says
//! [`Miss::NoFit`] and the next is tried, a rule that fits and finds a fault ends the search.

mod clock;
mod count;
mod day;
mod operator;
mod period;
mod range;
mod refuse;
mod suggest;
mod token;
mod week;
mod year;

use chrono::NaiveDate;

use super::date::When;
use super::error::{Candidate, DateError, Edge, Readings};
use super::read::Direction;
use super::refusal::Refusal;
use super::{Context, Hedge};
pub use token::{MONTHS, WEEKDAYS};
use token::{Token, spaced, tokens};
use year::Crossing;

/// What a phrase means.
pub(super) struct Meaning {
    pub when: When,
    pub certainty: Option<Hedge>,
    pub aside: Option<String>,
}

/// Reads a phrase.
pub(super) fn read(text: &str, context: &Context) -> Result<Meaning, DateError> {
    let phrase = spaced(text);
    match attempt(&phrase, context) {
        Ok(meaning) => Ok(meaning),
        Err(Miss::Fault(error)) => Err(error),
        Err(Miss::Edge(crossing)) => {
            Err(DateError::Edge(Box::new(edge(&phrase, context, &crossing))))
        }
        Err(Miss::NoFit) => Err(refuse::why(&phrase, context)),
    }
}

fn attempt(phrase: &str, context: &Context) -> Fit<Meaning> {
    let lower = phrase.to_ascii_lowercase();
    let reader = Reader {
        phrase,
        today: context.today,
        direction: context.direction,
    };
    reader.phrase(&tokens(&lower))
}

/// Builds both readings of a phrase whose year is missing at the edge.
fn edge(phrase: &str, context: &Context, crossing: &Crossing) -> Edge {
    let candidate = |year: i32, direction: Direction| {
        let dated = dated(phrase, context, crossing.at, year)?;
        let asked = Context {
            direction,
            ..context.clone()
        };
        // Where the direction alone settles it, the words can stay as they are.
        let plain = attempt(phrase, &asked)
            .ok()
            .filter(|plain| plain.when == dated.1);
        let words = if plain.is_some() {
            phrase.to_owned()
        } else {
            dated.0.clone()
        };
        Some(Candidate {
            words,
            when: dated.1,
            dated: dated.0,
        })
    };
    Edge {
        readings: Readings {
            words: phrase.to_owned(),
            past: candidate(crossing.past.year, Direction::Last),
            future: candidate(crossing.future.year, Direction::Next),
        },
        ended_ago: (context.today - crossing.past.latest).num_days(),
        begins_in: (crossing.future.earliest - context.today).num_days(),
        one_day: crossing.past.earliest == crossing.past.latest,
        past_first: context.direction == Direction::Next,
    }
}

/// Returns the phrase with a year at the byte `at`, and what it means.
fn dated(phrase: &str, context: &Context, at: usize, year: i32) -> Option<(String, When)> {
    let (head, tail) = phrase.split_at_checked(at)?;
    [" ", " of "].into_iter().find_map(|joint| {
        let words = format!("{head}{joint}{year:04}{tail}");
        let when = attempt(&words, context).ok()?.when;
        Some((words, when))
    })
}

/// Why a rule gives no date.
enum Miss {
    /// The rule is about something else.
    NoFit,
    /// The rule fits, and something is wrong.
    Fault(DateError),
    /// The rule fits, and two years are plausible.
    Edge(Box<Crossing>),
}

type Fit<T> = Result<T, Miss>;

/// Takes the first rule that fits.
macro_rules! first_fit {
    ($last:expr $(,)?) => { $last };
    ($first:expr, $($rest:expr),+ $(,)?) => {
        match $first {
            Err($crate::when::phrase::Miss::NoFit) => $crate::when::phrase::first_fit!($($rest),+),
            found => found,
        }
    };
}
use first_fit;

/// What kind of thing a phrase names, for the rules that take some kinds only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Day,
    Count,
    EndOf,
    /// A month, year, season, quarter or half: one component of EDTF.
    Single,
    /// A set of days.
    Days,
    Range,
    Timed,
}

/// What a phrase names, with its year settled.
#[derive(Debug, Clone)]
struct Unit {
    edtf: String,
    earliest: NaiveDate,
    latest: NaiveDate,
    sort: Sort,
    aside: Option<String>,
}

impl Unit {
    fn new(edtf: String, earliest: NaiveDate, latest: NaiveDate, sort: Sort) -> Self {
        Self {
            edtf,
            earliest,
            latest,
            sort,
            aside: None,
        }
    }

    fn day(day: NaiveDate, sort: Sort) -> Self {
        Self::new(iso(day), day, day, sort)
    }

    /// One moment on one of these days.
    fn days(first: NaiveDate, last: NaiveDate, sort: Sort) -> Self {
        Self::new(
            format!("[{}..{}]", iso(first), iso(last)),
            first,
            last,
            sort,
        )
    }
}

fn iso(day: NaiveDate) -> String {
    day.format("%Y-%m-%d").to_string()
}

/// The phrase being read, the day it is read on, and where a missing year is looked for.
struct Reader<'a> {
    phrase: &'a str,
    today: NaiveDate,
    direction: Direction,
}

impl Reader<'_> {
    fn phrase(&self, tokens: &[Token]) -> Fit<Meaning> {
        let (certainty, rest) = match tokens {
            [first, rest @ ..] if matches!(first.text, "maybe" | "possibly") => {
                (Some(Hedge::Possible), rest)
            }
            [first, rest @ ..] if first.text == "probably" => (Some(Hedge::Likely), rest),
            _ => (None, tokens),
        };
        let (edtf, aside) = first_fit!(
            self.plain(rest).map(|unit| (unit.edtf, unit.aside)),
            self.operator(rest).map(|edtf| (edtf, None)),
        )?;
        let when = When::parse_edtf(&edtf).map_err(|_| self.out_of_range())?;
        Ok(Meaning {
            when,
            certainty,
            aside,
        })
    }

    /// Everything that stands without an operator.
    fn plain(&self, tokens: &[Token]) -> Fit<Unit> {
        first_fit!(self.operand(tokens), self.range(tokens), self.timed(tokens))
    }

    /// What an operator can stand before.
    fn operand(&self, tokens: &[Token]) -> Fit<Unit> {
        first_fit!(
            self.day(tokens),
            self.count(tokens),
            self.end_of(tokens),
            self.period(tokens),
        )
    }

    fn text(&self) -> String {
        self.phrase.to_owned()
    }

    fn refuse<T>(&self, refusal: Refusal) -> Fit<T> {
        Err(Miss::Fault(DateError::Refused {
            text: self.text(),
            refusal,
        }))
    }

    fn out_of_range(&self) -> Miss {
        Miss::Fault(DateError::OutOfRange { text: self.text() })
    }

    fn no_such_day(&self) -> Miss {
        Miss::Fault(DateError::NoSuchDay { text: self.text() })
    }

    /// Returns a day that was counted to, where its year can be written.
    fn reached(&self, day: Option<NaiveDate>) -> Fit<NaiveDate> {
        day.and_then(super::bounds::writable)
            .ok_or_else(|| self.out_of_range())
    }
}
