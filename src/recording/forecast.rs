//! `forecast WHICH 30%`: how likely somebody thinks an answer to an open question.

use super::{
    Done, Error, Field, Given, Notice,
    add::done,
    check::day,
    date::{DateFlag, plain, read_date},
    field::{Mode, Setting},
    given::{check_text, check_why},
    names::NewActor,
    shell::quote,
    which::{find_open, shortened, typed as typed_of},
};
use crate::{
    model::{AnyRecord, Forecast, Id, Kind, Question, QuestionStatus, QuestionType, Record, name},
    store::{Draft, Moment},
    when::When,
};

/// What `forecast` was asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Guess {
    /// How likely, as typed: `30%` or `0.3`.
    pub probability: String,
    /// Which option of a choice.
    pub option: Option<String>,
    /// Why.
    pub why: Option<String>,
    /// Who thinks so, as typed; none: whoever keeps the file.
    pub by: Option<String>,
    /// The day on which it was thought so, as typed; none: today.
    pub on: Option<String>,
    /// `--source` and its companions.
    pub given: Given,
}

/// Records a forecast of an open question: of a yes/no question how likely the answer is yes, of a choice how likely
/// one of its options is. The forecasts before it stay.
///
/// # Errors
/// A word that reaches no question, one that has ended or that has no answer to put a number on, what is no probability
/// or no option, a day to come, or what the store says.
pub fn forecast(draft: &mut Draft<'_>, typed: &str, guess: &Guess) -> Result<Done, Error> {
    let found = find_open(draft, &[Kind::Question], typed);
    let AnyRecord::Question(mut record) = found.map_err(|why| swapped(why, typed, guess))? else {
        return Err(Error::usage(
            format!("{typed} is no question"),
            "tidings questions shows what is open",
        ));
    };
    let before = record.clone();
    let shown = typed_of(draft, &record.clone().into())?;
    refuse_ended(&record, &shown)?;
    let option = option_of(&record.own, &shown, guess)?;
    let probability = probability(&guess.probability, &shown, option.as_deref())?;
    check_why(guess.why.as_deref())?;
    let when = match &guess.on {
        None => day(draft.moment().today),
        Some(on) => Some(past_day(on, draft.moment())?),
    };
    let mut setting = Setting::new(draft, &guess.given, Mode::Edit, record.visibility);
    let by = forecaster(guess, &mut setting)?;
    let new = Forecast {
        key: setting.draft.mint(),
        when,
        option,
        probability,
        rationale: guess.why.as_deref().map(|why| why.trim().to_owned()),
        by,
    };
    refuse_repeated(&record.own, &new, &shown)?;
    setting.asides.extend(was(&record.own, &new));
    record.own.forecasts.push(new);
    setting.notices.extend(too_much(&record.own, by, &shown));
    setting.cite(&mut record.citations)?;
    setting.draft.put(&record)?;
    done(Some(before.into()), record.into(), setting)
}

/// `forecast 30% ID`: the number before the question.
fn swapped(why: Error, typed: &str, guess: &Guess) -> Error {
    let is_number = read_probability(typed).is_ok();
    if is_number && read_probability(&guess.probability).is_err() {
        let command = format!("tidings forecast {} {typed}", quote(&guess.probability));
        return Error::usage("the question comes first, then how likely it is", command);
    }
    why
}

fn refuse_ended(record: &Record<Question>, shown: &str) -> Result<(), Error> {
    if record.own.status == QuestionStatus::Open {
        return Ok(());
    }
    Err(Error::refused(
        format!(
            "{shown} \"{}\" is {}: there is nothing left to forecast",
            shortened(&record.own.text),
            record.own.status
        ),
        format!("it is open after all: tidings mark {shown} open --why \"…\""),
    ))
}

/// The option that the forecast is of; none for a yes/no question.
fn option_of(question: &Question, shown: &str, guess: &Guess) -> Result<Option<String>, Error> {
    let again = |option: &str| {
        let option = quote(option);
        format!(
            "tidings forecast {shown} {} --option {option}",
            quote(&guess.probability)
        )
    };
    match (question.r#type, &guess.option) {
        (QuestionType::YesNo, None) => Ok(None),
        (QuestionType::YesNo, Some(option)) => Err(Error::usage(
            format!(
                "--option goes with a choice, and {shown} asks for yes or no: a forecast says how likely yes is ({} was given)",
                quote(option)
            ),
            format!("tidings forecast {shown} {}", quote(&guess.probability)),
        )),
        (QuestionType::Choice, option) => {
            let typed = option.as_deref().unwrap_or_default();
            let found = find_option(&question.options, typed);
            if let Some(option) = found {
                return Ok(Some(option.to_owned()));
            }
            Err(match option {
                None => Error::usage(
                    format!("which option? {shown} has {}", listed(&question.options)),
                    again(question.options.first().map_or("", String::as_str)),
                ),
                Some(typed) => Error::usage(
                    no_option(&question.options, typed, shown),
                    one_more_option(typed, shown),
                ),
            })
        }
        (QuestionType::Open | QuestionType::Date, _) => Err(Error::usage(
            format!(
                "{shown} \"{}\" asks neither yes or no nor for one of several: there is nothing to put a number on",
                shortened(&question.text)
            ),
            format!(
                "ask what has one: tidings add yesno \"…\" --part-of {shown} · or make it one: tidings edit {shown} --type yesno"
            ),
        )),
    }
}

/// What to type where it should be one.
pub(super) fn one_more_option(typed: &str, shown: &str) -> String {
    format!(
        "if it is one more: tidings edit {shown} --add option={}",
        quote(typed)
    )
}

/// That what was typed is no option.
pub(super) fn no_option(options: &[String], typed: &str, shown: &str) -> String {
    format!(
        "{} is none of the options of {shown}: {}",
        quote(typed),
        listed(options)
    )
}

fn listed(options: &[String]) -> String {
    let quoted: Vec<String> = options.iter().map(|one| quote(one)).collect();
    quoted.join(", ")
}

/// An option as it stands, else the only one that differs in case, marks and spaces alone.
pub(super) fn find_option<'o>(options: &'o [String], typed: &str) -> Option<&'o str> {
    let folded = name::fold(typed);
    let mut alike = options.iter().filter(|one| name::fold(one) == folded);
    let exact = options.iter().find(|one| *one == typed.trim());
    let found = exact.or_else(|| alike.next().filter(|_| alike.next().is_none()));
    found.filter(|_| !folded.is_empty()).map(String::as_str)
}

/// Why a text is no probability.
pub(super) enum NoProbability {
    /// `30`: is that per cent?
    Bare,
    /// It is a number, and lies outside of 0 and 1.
    Outside,
    /// It is no number.
    NoNumber,
}

impl NoProbability {
    /// The refusal, with `command` as it is typed with another number. `before` names the flag, where there is one.
    pub(super) fn refuse(
        self,
        before: &str,
        typed: &str,
        command: impl Fn(&str) -> String,
    ) -> Error {
        let typed = typed.trim();
        let what = match self {
            Self::Bare => {
                let decimal = match typed.trim_start_matches('0') {
                    "1" => "1.0".to_owned(),
                    digit if digit.len() == 1 => format!("0.0{digit}"),
                    digits => format!("0.{digits}"),
                };
                return Error::usage(
                    format!(
                        "{before}{} can be a percentage or a number from 0 to 1",
                        quote(typed)
                    ),
                    format!(
                        "{} or {decimal}: {}",
                        percent(typed),
                        command(&percent(typed))
                    ),
                );
            }
            Self::Outside => "is no probability: it lies between 0 and 100%",
            Self::NoNumber => "is no probability",
        };
        Error::usage(
            format!("{before}{} {what}", quote(typed)),
            format!("a percentage or a number from 0 to 1: {}", command("30%")),
        )
    }
}

fn probability(typed: &str, shown: &str, option: Option<&str>) -> Result<f64, Error> {
    check_text("how likely", typed)?;
    let option = option.map_or_else(String::new, |one| format!(" --option {}", quote(one)));
    read_probability(typed).map_err(|why| {
        why.refuse("", typed, |number| {
            format!("tidings forecast {shown} {number}{option}")
        })
    })
}

fn percent(typed: &str) -> String {
    format!("{typed}%")
}

/// Reads `30%`, `12.5 %`, `0.3`; a decimal comma too. What is typed is shifted as text, so that `12.3%` is the number
/// nearest to 0.123, and not that of a division.
pub(super) fn read_probability(typed: &str) -> Result<f64, NoProbability> {
    let typed = typed.trim().replace(',', ".");
    let (number, power) = match typed.strip_suffix('%') {
        Some(number) => (number.trim_end(), "e-2"),
        None => (typed.as_str(), ""),
    };
    let is_decimal = number
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.');
    let value = format!("{number}{power}")
        .parse::<f64>()
        .ok()
        .filter(|_| is_decimal);
    let Some(value) = value else {
        return Err(NoProbability::NoNumber);
    };
    // Of whole numbers 0 alone is the same either way.
    if power.is_empty() && !number.contains('.') && value != 0.0 {
        return Err(if value <= 100.0 {
            NoProbability::Bare
        } else {
            NoProbability::Outside
        });
    }
    if (0.0..=1.0).contains(&value) {
        Ok(value)
    } else {
        Err(NoProbability::Outside)
    }
}

/// The day on which it was thought so: none that is still to come.
fn past_day(typed: &str, moment: &Moment) -> Result<When, Error> {
    let flag = DateFlag::last("on");
    let day = plain(read_date(typed, flag, moment, None, None)?, flag)?;
    if crate::when::class(Some(&day), moment.today) == crate::when::Class::Upcoming {
        return Err(Error::usage(
            format!(
                "--on says on which day it was thought so, and {} is still to come",
                crate::when::full(&day, moment.today)
            ),
            "by when it should be settled: --deadline, with edit",
        ));
    }
    Ok(day)
}

/// Who thinks so, made where nobody has that name.
fn forecaster(guess: &Guess, setting: &mut Setting<'_, '_>) -> Result<Option<Id>, Error> {
    let Some(typed) = &guess.by else {
        return Ok(None);
    };
    let given = Given::default().with(Field::By, typed);
    let new = NewActor {
        may_be_described: true,
        ..NewActor::default()
    };
    let name = setting.one_name(&given, "thinks so")?;
    name.map(|name| setting.actor(&name, new)).transpose()
}

/// Refuses what the same forecaster said on the same day already.
fn refuse_repeated(question: &Question, new: &Forecast, shown: &str) -> Result<(), Error> {
    let is_same = |one: &&Forecast| {
        one.by == new.by
            && one.option == new.option
            && one.probability.to_bits() == new.probability.to_bits()
            && one.when.as_ref().map(When::edtf) == new.when.as_ref().map(When::edtf)
    };
    match question.forecasts.iter().find(is_same) {
        None => Ok(()),
        Some(_) => Err(Error::refused(
            format!("{shown} has this forecast of that day already"),
            format!("tidings show {shown}"),
        )),
    }
}

/// What the same forecaster said before of the same.
fn was(question: &Question, new: &Forecast) -> Option<String> {
    let last = question.last_forecast(|one| one.by == new.by && one.option == new.option)?;
    Some(format!("was {}", crate::model::percent(last.probability)))
}

/// That the options of a choice, as one forecaster last saw them, come to more than is possible.
fn too_much(question: &Question, by: Option<Id>, shown: &str) -> Option<Notice> {
    let last = |option: &String| {
        question.last_forecast(|one| one.by == by && one.option.as_ref() == Some(option))
    };
    let options = question.options.iter().filter_map(last);
    let sum: f64 = options.map(|one| one.probability).sum();
    // What was rounded to a tenth of a per cent may come to a little more.
    (sum > 1.0 + 0.001 * question.options.len() as f64).then(|| {
        Notice::new(
            "too-much",
            format!("its options come to {}", crate::model::percent(sum)),
            format!("tidings show {shown}"),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::{NoProbability, read_probability};

    #[test]
    fn a_probability_is_read_as_the_number_nearest_to_it() {
        for (typed, probability) in [
            ("30%", 0.3),
            ("30 %", 0.3),
            ("12.3%", 0.123),
            ("12,5 %", 0.125),
            ("0.3", 0.3),
            (".3", 0.3),
            ("0,07", 0.07),
            ("7%", 0.07),
            ("0", 0.0),
            ("0%", 0.0),
            ("100%", 1.0),
            ("1.0", 1.0),
        ] {
            assert_eq!(read_probability(typed).ok(), Some(probability), "{typed}");
        }
        for thousandth in 0..=1000 {
            let typed = format!("{}.{}%", thousandth / 10, thousandth % 10);
            let decimal = format!("{}.{:03}", thousandth / 1000, thousandth % 1000);
            assert_eq!(
                read_probability(&typed).ok(),
                decimal.parse().ok(),
                "{typed}"
            );
        }
    }

    #[test]
    fn what_is_no_probability_is_none() {
        for typed in ["30", "1", "100", "001"] {
            assert!(
                matches!(read_probability(typed), Err(NoProbability::Bare)),
                "{typed}"
            );
        }
        for typed in [
            "101%",
            "100.1 %",
            "1.01",
            "30.5",
            "250",
            "99999999999999999999999",
        ] {
            assert!(
                matches!(read_probability(typed), Err(NoProbability::Outside)),
                "{typed}"
            );
        }
        for typed in [
            "", "%", ".", "likely", "-3%", "+3%", "1e1%", "nan", "inf%", "1.2.3", "30%%", "½",
        ] {
            assert!(
                matches!(read_probability(typed), Err(NoProbability::NoNumber)),
                "{typed}"
            );
        }
    }
}
