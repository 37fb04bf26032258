//! `answer WHICH TEXT`: a question is settled.

use super::{
    Done, Error, Given,
    add::done,
    date::{DateFlag, read_plain_date},
    field::{Mode, Setting},
    forecast::{no_option, one_more_option},
    shell::quote,
    which::{find_open, typed as typed_of},
};
use crate::{
    model::{Answer, AnyRecord, Kind, QuestionStatus, QuestionType},
    store::Draft,
};

/// Answers a question; `on` is the day since which it is known. `given` holds `--source` and its companions.
///
/// # Errors
/// A word that reaches no question, one that is not open, an answer that its type does not have, or what the store says.
pub fn answer(
    draft: &mut Draft<'_>,
    typed: &str,
    text: &str,
    on: Option<&str>,
    given: &Given,
) -> Result<Done, Error> {
    let AnyRecord::Question(mut record) = find_open(draft, &[Kind::Question], typed)? else {
        return Err(Error::usage(
            format!("{typed} is no question"),
            "tidings questions shows what is open",
        ));
    };
    super::given::check_text("the answer", text)?;
    let before = record.clone();
    let shown = typed_of(draft, &record.clone().into())?;
    if record.own.status != QuestionStatus::Open {
        let again = format!("tidings mark {shown} open --why \"…\", then answer it again");
        return Err(Error::refused(
            format!("{shown} is {} already", record.own.status),
            again,
        ));
    }
    let text = text.trim();
    let text = match record.own.r#type {
        QuestionType::YesNo => match text.to_lowercase().as_str() {
            "yes" | "y" => "yes".to_owned(),
            "no" | "n" => "no".to_owned(),
            _ => {
                return Err(Error::usage(
                    format!("{shown} asks for yes or no, and {} is neither", quote(text)),
                    format!("tidings answer {shown} yes"),
                ));
            }
        },
        QuestionType::Choice if !record.own.options.iter().any(|option| option == text) => {
            return Err(Error::usage(
                no_option(&record.own.options, text, &shown),
                one_more_option(text, &shown),
            ));
        }
        _ => text.to_owned(),
    };
    let when = on
        .map(|on| read_plain_date(on, DateFlag::last("on"), draft.moment()))
        .transpose()?;
    let mut setting = Setting::new(draft, given, Mode::Edit, record.visibility);
    record.own.status = QuestionStatus::Answered;
    record.own.answer = Some(Answer {
        text: Some(text),
        when,
    });
    setting.cite(&mut record.citations)?;
    setting.draft.put(&record)?;
    done(Some(before.into()), record.into(), setting)
}
