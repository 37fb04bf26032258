//! Open questions, which need not be yes/no.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    Check, Error, Facts, Id, Kind, Own, QuestionStatus, QuestionType, record::check_words,
};
use crate::when::{Every, When};

/// Something that nobody knows yet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Question {
    /// What is asked.
    pub text: String,
    /// Why it matters.
    pub why: Option<String>,
    /// What sort of answer it has.
    pub r#type: QuestionType,
    /// What may be chosen from; only for a choice.
    pub options: Vec<String>,
    /// What would settle it.
    pub criteria: Option<String>,
    /// When it was first asked.
    pub asked: Option<When>,
    /// By when it should be settled.
    pub deadline: Option<When>,
    /// When to look at it again.
    pub check_on: Option<When>,
    /// How often to look at it.
    pub check_every: Option<Every>,
    /// Out of sight until then.
    pub hidden_until: Option<When>,
    /// Where it stands.
    pub status: QuestionStatus,
    /// What settled it; only once answered.
    pub answer: Option<Answer>,
    /// The looks that were taken.
    pub checks: Vec<Check>,
    /// What was thought likely, and when.
    pub forecasts: Vec<Forecast>,
}

/// What settled a question.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Answer {
    /// The answer.
    pub text: Option<String>,
    /// The day since which it is known.
    pub when: Option<When>,
}

/// How likely somebody thought an answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Forecast {
    /// The key by which changes name this forecast.
    pub key: Id,
    /// The day of the forecast.
    #[serde(default)]
    pub when: Option<When>,
    /// Which option; only for a choice.
    #[serde(default)]
    pub option: Option<String>,
    /// 0 to 1.
    #[serde(deserialize_with = "probability")]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub probability: f64,
    /// Why.
    #[serde(default)]
    pub rationale: Option<String>,
    /// Who thought so.
    #[serde(default)]
    pub by: Option<Id>,
}

/// Reads a probability: what is none counts as not set, as every value that its field cannot hold.
fn probability<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
    let probability = f64::deserialize(deserializer)?;
    if is_probability(probability) {
        Ok(probability)
    } else {
        Err(serde::de::Error::custom(format!(
            "{probability} is no probability"
        )))
    }
}

/// Whether the number is a probability: from 0 to 1.
#[must_use]
fn is_probability(number: f64) -> bool {
    (0.0..=1.0).contains(&number)
}

impl Question {
    /// The last of the forecasts for which `of` holds: that of the latest day, of one day the one recorded last.
    pub fn last_forecast(&self, of: impl Fn(&Forecast) -> bool) -> Option<&Forecast> {
        let day = |forecast: &&Forecast| {
            let bounds = forecast.when.as_ref().map(When::bounds);
            bounds.and_then(|bounds| bounds.earliest.or(bounds.latest))
        };
        self.forecasts.iter().filter(|one| of(one)).max_by_key(day)
    }
}

/// A probability as a person reads it: `30 %`, `12.5 %`. What is possible is never shown as 0 %, nor as 100 % what may
/// fail.
#[must_use]
pub fn percent(probability: f64) -> String {
    const LEAST: f64 = 0.0001;
    if probability > 0.0 && probability < LEAST {
        return "< 0.01 %".to_owned();
    }
    if probability > 1.0 - LEAST && probability < 1.0 {
        return "> 99.99 %".to_owned();
    }
    // Rust writes the shortest number that reads back, so that 12.5 stays 12.5.
    format!("{} %", (probability * 10_000.0).round() / 100.0)
}

impl Default for Question {
    fn default() -> Self {
        Self {
            text: String::new(),
            why: None,
            r#type: QuestionType::Open,
            options: Vec::new(),
            criteria: None,
            asked: None,
            deadline: None,
            check_on: None,
            check_every: None,
            hidden_until: None,
            status: QuestionStatus::Open,
            answer: None,
            checks: Vec::new(),
            forecasts: Vec::new(),
        }
    }
}

impl Own for Question {
    const KIND: Kind = Kind::Question;

    fn facts<'a>(&'a self, facts: &mut Facts<'a>) {
        facts.headline = &self.text;
        facts.open = self.status == QuestionStatus::Open;
        facts.status = Some(super::Word::word(self.status));
        facts.date = self.deadline.as_ref();
        facts.say([&self.why]);
        facts.texts.extend(self.options.iter().map(String::as_str));
        facts.say([&self.criteria]);
        facts.say(self.answer.iter().map(|answer| &answer.text));
        facts.say(self.checks.iter().map(|check| &check.note));
        facts.say(self.forecasts.iter().map(|forecast| &forecast.rationale));
        facts.refer(
            "by",
            self.forecasts.iter().filter_map(|forecast| forecast.by),
        );
    }

    fn check(&self) -> Result<(), Error> {
        Error::require("text", &self.text, "a question needs its words")?;
        let has_answer = |answer: &Answer| answer.text.is_some();
        if self.status == QuestionStatus::Answered && !self.answer.as_ref().is_some_and(has_answer)
        {
            return Err(Error::broken(
                "answer",
                "an answered question has its answer, and this one has none",
                "tidings answer settles it",
            ));
        }
        check_words("options", "an option", &self.options)?;
        for (place, forecast) in self.forecasts.iter().enumerate() {
            if !is_probability(forecast.probability) {
                return Err(Error::broken(
                    format!("forecasts[{place}].probability"),
                    format!(
                        "a probability lies between 0 and 1, and {} does not",
                        forecast.probability
                    ),
                    "give it as 30%, or as 0.3",
                ));
            }
        }
        Ok(())
    }

    fn findings(&self, found: &mut Vec<Error>) {
        if !self.options.is_empty() && self.r#type != QuestionType::Choice {
            found.push(Error::rule(
                "options",
                &["options", "type"],
                format!(
                    "options go with a choice, and this question is of type {}",
                    self.r#type
                ),
                "--type choice goes with options",
                "edit ID --no option",
            ));
        }
        if self.r#type == QuestionType::Choice && self.options.len() < 2 {
            found.push(Error::rule(
                "options",
                &["options", "type"],
                "a choice needs two options or more",
                "--option \"…\" --option \"…\"",
                "edit ID --option \"…\" --option \"…\"",
            ));
        }
        if self.answer.is_some() && self.status != QuestionStatus::Answered {
            found.push(Error::rule(
                "answer",
                &["answer", "status"],
                format!(
                    "an answer goes with an answered question, and this one is {}",
                    self.status
                ),
                "tidings answer settles it",
                match self.status {
                    QuestionStatus::Void => "mark ID open --why \"…\"",
                    _ => "answer ID \"…\"",
                },
            ));
        }
        for (place, forecast) in self.forecasts.iter().enumerate() {
            if forecast.option.is_some() && self.r#type != QuestionType::Choice {
                found.push(Error::rule(
                    format!("forecasts[{place}].option"),
                    &[&format!("forecasts/{}", forecast.key), "type"],
                    format!(
                        "a forecast of an option goes with a choice, and this question is of type {}",
                        self.r#type
                    ),
                    "leave --type out, or take its forecasts out: --no forecast=1",
                    format!("edit ID --no forecast={}", place + 1),
                ));
            }
        }
    }
}
