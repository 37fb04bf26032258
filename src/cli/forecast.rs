//! `tidings forecast`.

use std::process::ExitCode;

use clap::Args;

use super::{cite::SourceArgs, desk::Desk, error::Failure, mark::Signed};
use crate::recording::{self, Guess};

#[derive(Args, Debug)]
#[command(
    after_help = "Of a yes/no question: how likely yes is. Of a choice: how likely the option is. The forecasts before stay; `tidings show` lists them.\n\nExamples:\n  \
                        tidings forecast cfk 30% --why \"no invitation yet\"\n  \
                        tidings forecast venue 12.5% --option Rome --by \"an EU diplomat\" --on yesterday"
)]
pub(super) struct ForecastArgs {
    /// The question: an id, a slug, words of its title, or @ for the last one
    which: String,
    /// How likely: 30%, 12.5% or 0.3
    #[arg(required = true, value_name = "PROBABILITY")]
    probability: Vec<String>,
    /// Which option of a choice
    #[arg(long, value_name = "TEXT")]
    option: Option<String>,
    /// Why
    #[arg(long, value_name = "TEXT", aliases = ["reason", "because", "rationale"])]
    why: Option<String>,
    /// Who thinks so; left out: you
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// The day on which it was thought so; left out: today
    #[arg(long, value_name = "WHEN", aliases = ["when", "date"])]
    on: Option<String>,
    #[command(flatten)]
    source: SourceArgs,
    #[command(flatten)]
    signed: Signed,
}

pub(super) fn run(args: &ForecastArgs, desk: &mut Desk) -> Result<ExitCode, Failure> {
    desk.signed(args.signed.author.as_ref())?;
    let guess = Guess {
        // `30 %` may be two words.
        probability: args.probability.join(" "),
        option: args.option.clone(),
        why: args.why.clone(),
        by: args.by.clone(),
        on: args.on.clone(),
        given: args.source.given(),
    };
    desk.write("forecast", |draft| {
        recording::forecast(draft, &args.which, &guess)
    })
}
