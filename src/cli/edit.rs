//! `tidings edit`.

use std::process::ExitCode;

use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches};

use super::{
    desk::Desk,
    editor::Editor,
    error::Failure,
    fields::{FieldArgs, MEMBER_FLAGS, named},
    form,
};
use crate::recording::{self, Change, Edit, Field, Numbered};

#[derive(Args, Debug)]
#[command(
    override_usage = "tidings edit WHICH [FLAGS] [--citation N FLAGS] …",
    after_help = "A flag says what the field is: --by putin makes Putin the one speaker, --topic a,b these topics. --add and --no change one member; --no FIELD empties it. Flags after --move N, --citation N, --check N or --forecast N mend that one, as show numbers them. Without a flag the record opens as a form in $VISUAL or $EDITOR.\n\nExamples:\n  \
                        tidings edit @ --by putin\n  \
                        tidings edit trump --name \"Donald Trump\" --kind person\n  \
                        tidings edit alaska-summit --add who=merz:guest --no place\n  \
                        tidings edit rfc --citation 1 --credibility 3 --locator \"p. 3\"\n  \
                        tidings edit rfc --no citation=1\n  \
                        EDITOR=nano tidings edit alaska-summit\n\n\
                        A date announced anew is news: tidings move. Where a record stands: tidings mark."
)]
pub(super) struct EditArgs {
    /// The record: an id, a slug, a name, words of its title, or @ for the last one
    #[arg(id = "WHICH")]
    which: String,
    #[command(flatten)]
    changes: ChangeArgs,
}

/// What is to be changed: first of the record, then, after its number, of each member.
#[derive(Clone, Debug, Default)]
struct ChangeArgs(Edit);

/// One flag that was typed.
enum Typed {
    Field(Field, String),
    Add(String),
    No(String),
    Member(Numbered, String),
}

impl Args for ChangeArgs {
    fn augment_args(command: Command) -> Command {
        let list = |name: &'static str, value: &'static str, help: &'static str| {
            Arg::new(name)
                .long(name)
                .value_name(value)
                .help(help)
                .help_heading("Members")
                .action(ArgAction::Append)
        };
        let command = FieldArgs::augment_args(command)
            .arg(list(
                "add",
                "FIELD=MEMBER",
                "Add a member to a list: topic=aid, who=merz:host, about=kxr",
            ))
            .arg(list(
                "no",
                "FIELD[=MEMBER]",
                "Take a member from a list, or empty a field: topic=aid, place, citation=2",
            ))
            .args(Numbered::ALL.iter().map(|member| {
                let help = format!(
                    "The {} that the flags after it mend, as show numbers it",
                    member.word()
                );
                list(member.word(), "N", "").help(help)
            }));
        command.args(MEMBER_FLAGS.iter().map(|flag| flag.arg("Members")))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for ChangeArgs {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let mut args = Self::default();
        args.update_from_arg_matches(matches)?;
        Ok(args)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        let mut typed: Vec<(usize, Typed)> = Vec::new();
        let mut note = |id: &str, of: &dyn Fn(String) -> Typed| {
            let values = matches.get_many::<String>(id).into_iter().flatten();
            let places = matches.indices_of(id).into_iter().flatten();
            typed.extend(
                places
                    .zip(values)
                    .map(|(at, value)| (at, of(value.clone()))),
            );
        };
        for field in Field::ALL.iter().filter(|field| **field != Field::Story) {
            note(field.flag(), &|value| Typed::Field(*field, value));
        }
        note("add", &Typed::Add);
        note("no", &Typed::No);
        for member in Numbered::ALL {
            note(member.word(), &|number| Typed::Member(*member, number));
        }
        typed.sort_by_key(|(at, _)| *at);
        for (_, typed) in typed {
            self.take(typed);
        }
        if let Some(internal) = FieldArgs::internal(matches) {
            self.0.own.given.give(Field::Visibility, vec![internal]);
        }
        Ok(())
    }
}

impl ChangeArgs {
    /// Takes what was typed next: to the last member that was named, else to the record itself.
    fn take(&mut self, typed: Typed) {
        let Edit { own, members, .. } = &mut self.0;
        let (list, change): (Option<Numbered>, &mut Change) = match members.last_mut() {
            Some((list, _, change)) => (Some(*list), change),
            None => (None, own),
        };
        match typed {
            Typed::Member(list, number) => members.push((list, number, Change::default())),
            // The words of a look are its note.
            Typed::Field(Field::Text, value) if list == Some(Numbered::Check) => {
                change.given.give(Field::Note, vec![value]);
            }
            Typed::Field(field, value) => change.given.give(field, vec![value]),
            Typed::Add(typed) => {
                let (field, member) = parts(&typed);
                change.add.push((field, member.unwrap_or_default()));
            }
            Typed::No(typed) => {
                let (field, member) = parts(&typed);
                let is_list = Numbered::ALL.iter().any(|list| list.word() == field);
                // A whole member goes by its number among all, wherever that is typed.
                let change = if is_list { own } else { change };
                change.no.push((field, member));
            }
        }
    }
}

/// `FIELD=MEMBER`; the field by the name of its flag, whatever newcomers call it.
fn parts(typed: &str) -> (String, Option<String>) {
    let (field, member) = match typed.split_once('=') {
        Some((field, member)) => (field, Some(member.to_owned())),
        None => (typed, None),
    };
    let field = field.trim().trim_start_matches('-');
    let known = named(field).map_or_else(|| field.to_owned(), |field| field.flag().to_owned());
    (known, member)
}

pub(super) fn run(args: &EditArgs, desk: &mut Desk) -> Result<ExitCode, Failure> {
    let mut edit = args.changes.0.clone();
    desk.give_story(&mut edit.own.given);
    if edit.is_empty()
        && let Some(editor) = Editor::chosen(&desk.ui)
    {
        return form::edit(desk, &editor, &args.which);
    }
    desk.write("edit", |draft| recording::edit(draft, &args.which, &edit))
}
