//! `tidings cite`, and the flags of a source that other verbs share.

use std::process::ExitCode;

use clap::Args;

use super::{desk::Desk, error::Failure, mark::Signed};
use crate::recording::{self, Field, Given};

// What a change rests on.
#[derive(Args, Clone, Debug, Default)]
pub(super) struct SourceArgs {
    /// What it rests on: a URL, a title, a slug
    #[arg(long, value_name = "SOURCE", aliases = ["url", "link"])]
    source: Option<String>,
    /// The source's own words
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    excerpt: Option<String>,
    /// Where in the source
    #[arg(long, value_name = "WHERE")]
    locator: Option<String>,
    /// Admiralty credibility, 1 to 6; 6: cannot be judged
    #[arg(long, value_name = "1-6")]
    credibility: Option<String>,
}

impl SourceArgs {
    pub(super) fn given(&self) -> Given {
        let mut given = Given::default();
        for (field, value) in [
            (Field::Source, &self.source),
            (Field::Excerpt, &self.excerpt),
            (Field::Locator, &self.locator),
            (Field::Credibility, &self.credibility),
        ] {
            if let Some(value) = value {
                given.give(field, vec![value.clone()]);
            }
        }
        given
    }
}

#[derive(Args, Debug)]
#[command(
    after_help = "Example:\n  tidings cite rfc --source https://… --excerpt \"We’ll see if they get along.\" --credibility 2"
)]
pub(super) struct CiteArgs {
    /// The record: an id, a slug, a name, words of its title, or @ for the last one
    which: String,
    #[command(flatten)]
    source: SourceArgs,
    #[command(flatten)]
    signed: Signed,
}

pub(super) fn run(args: &CiteArgs, desk: &mut Desk) -> Result<ExitCode, Failure> {
    desk.signed(args.signed.author.as_ref())?;
    let given = args.source.given();
    desk.write("cite", |draft| recording::cite(draft, &args.which, &given))
}
