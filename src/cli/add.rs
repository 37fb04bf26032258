//! `tidings add`.

use std::process::ExitCode;

use clap::Args;

use super::{desk::Desk, error::Failure, fields::FieldArgs, first_words, words::words};
use crate::recording::{self, Add, Field, KINDS, KindWord, shell};

#[derive(Args, Debug)]
#[command(
    override_usage = "tidings add KIND [WHAT] [FLAGS]",
    after_help = "KIND is one of\n  summit meeting call agreement proposal ceasefire sanction military aid decision legal deadline milestone event\n  statement quote · question yesno choice · note context assessment scenario term todo\n  actor source story\n\ntidings add KIND --help shows the flags of that kind.\n\nExamples:\n  \
                  tidings add summit \"Trump-Putin summit\" --when 2025-08-15 --who trump,putin --place Anchorage\n  \
                  tidings add milestone \"Second meeting\" --when \"late August\" --certainty possible\n  \
                  tidings add quote \"We’ll see if they get along.\" --by trump --on today --source URL\n  \
                  tidings add statement \"He fears that the paper is empty\" --by \"Jean Exemple\" --like @\n  \
                  tidings add question \"Does Zelenskiy join the talks?\" --deadline \"15 August 2025\""
)]
pub(super) struct AddArgs {
    /// What it is: summit, milestone, quote, question, note …
    #[arg(id = "KIND")]
    kind: Option<String>,
    /// Its title, text, name or address; left out: read from standard input
    #[arg(id = "WHAT")]
    what: Vec<String>,
    /// Take what is not given from this entry: speakers, terms, day, venue, what it is about, topics, first source …
    #[arg(long, value_name = "WHICH")]
    like: Option<String>,
    #[command(flatten)]
    fields: FieldArgs,
}

pub(super) fn run(args: &AddArgs, desk: &mut Desk) -> Result<ExitCode, Failure> {
    let kind = match args
        .kind
        .as_deref()
        .map(|typed| (typed, recording::kind_word(typed)))
    {
        Some((_, Some(kind))) => kind,
        Some((typed, None)) => {
            return match ask_kind(desk, Some(typed)) {
                Some(kind) if args.what.is_empty() => add(kind, typed.to_owned(), args, desk),
                _ => Err(first_words::no_kind(desk, Some(typed))),
            };
        }
        None => ask_kind(desk, None).ok_or_else(|| first_words::no_kind(desk, None))?,
    };
    let command = format!("tidings add {}", kind.word);
    // A source may be named by its address alone.
    let what = match (args.what.is_empty(), args.fields.given.values(Field::Url)) {
        (true, [url]) if kind.kind == crate::model::Kind::Source => url.clone(),
        _ => words(desk, &args.what, &command)?,
    };
    add(kind, what, args, desk)
}

fn add(kind: KindWord, what: String, args: &AddArgs, desk: &Desk) -> Result<ExitCode, Failure> {
    let mut given = args.fields.given.clone();
    first_words::translate(kind, &mut given);
    if given.values(Field::Url) == [what.clone()] {
        given.take(Field::Url);
    }
    desk.give_story(&mut given);
    let command = format!(
        "add {}",
        if KINDS.contains(&kind) {
            kind.word
        } else {
            crate::model::Word::word(kind.kind)
        }
    );
    let add = Add {
        kind,
        what,
        given,
        like: args.like.clone(),
        story: None,
    };
    desk.write(&command, |draft| {
        let mut add = add.clone();
        // What another entry holds goes before what is set for every command.
        add.story = desk.usual_story(draft, kind.kind)?;
        recording::add(draft, &add)
    })
}

/// Asks on a terminal what it is.
fn ask_kind(desk: &Desk, typed: Option<&str>) -> Option<KindWord> {
    if !desk.ui.is_interactive() {
        return None;
    }
    let what = typed.map_or_else(String::new, |typed| format!(" {}", shell::quote(typed)));
    let answer = desk.ui.ask(&format!(
        "what is it?{what}  e event · s statement · q question · n note:"
    ))?;
    let word = match answer.as_str() {
        "e" => "event",
        "s" => "statement",
        "q" => "question",
        "n" => "note",
        word => word,
    };
    recording::kind_word(word)
}
