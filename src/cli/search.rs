//! `tidings search`.

use std::{num::NonZeroUsize, process::ExitCode};

use clap::Args;

use super::{
    desk::Desk,
    error::Failure,
    narrow::NarrowArgs,
    reports::{kind_of, print},
};
use crate::{
    model::{Kind, Word as _, each_word},
    report::{self, Report, ReportName},
};

#[derive(Args, Debug)]
#[command(
    after_help = "A record is found where each word is in one of its texts: titles, quotes, outcomes, excerpts, \
                  names, topics. Case, accents and typographic signs make no difference, nor do singular and plural. \
                  A name of an actor finds their other names too, and what they said or took part in. Words in one \
                  pair of quotes stand together. What was recorded last comes first.\n\n\
                  Examples:\n  tidings search territory\n  tidings search zelensky \"security guarantees\"\n  \
                  tidings search ceasefire --kind statement --actor putin"
)]
pub(super) struct SearchArgs {
    /// The words
    #[arg(required = true)]
    words: Vec<String>,
    /// Find records of this kind alone, such as statement or actor; with commas between
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    kind: Vec<String>,
    #[command(flatten)]
    narrow: NarrowArgs,
    /// Show so many at most [default: 20 on a terminal, else all]
    #[arg(long, value_name = "N", value_parser = super::reports::at_least_one)]
    limit: Option<NonZeroUsize>,
}

/// So many fit a screen or two.
const SHORT: usize = 20;

pub(super) fn run(args: &SearchArgs, desk: &Desk) -> Result<ExitCode, Failure> {
    let kinds = args
        .kind
        .iter()
        .map(|typed| kind_of(typed, Kind::ALL))
        .collect::<Result<Vec<_>, _>>()?;
    let mut has_words = false;
    for word in &args.words {
        each_word(word, |_, _| has_words = true);
    }
    if !has_words {
        return Err(Failure::usage(
            format!("\"{}\" holds no word", args.words.join(" ")),
            "a word has letters or digits: tidings search territory",
        ));
    }
    let limit = args
        .limit
        .map(NonZeroUsize::get)
        .or(desk.ui.is_screen().then_some(SHORT));
    let store = desk.store()?;
    let ask = desk.ask_narrowed(store.as_ref(), &args.narrow, limit)?;
    let report = match &store {
        Some(store) => report::search(store, &ask, &args.words, &kinds)?,
        None => Report::empty(ReportName::Search, &ask),
    };
    print(desk, store.as_ref(), &report)
}
