//! The flags that set fields, shared by `add` and `edit`: one argument a [`Field`], so that a new field is one row here.

use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches};

use crate::recording::{Field, Given};

/// What was given by the flags of fields.
#[derive(Clone, Debug, Default)]
pub(super) struct FieldArgs {
    pub given: Given,
}

/// A flag as help shows it.
pub(super) struct Flag {
    pub field: Field,
    value: &'static str,
    help: &'static str,
    /// Other names that newcomers type, and that no help shows.
    also: &'static [&'static str],
}

const fn flag(field: Field, value: &'static str, help: &'static str) -> Flag {
    Flag {
        field,
        value,
        help,
        also: &[],
    }
}

const fn also(mut flag: Flag, also: &'static [&'static str]) -> Flag {
    flag.also = also;
    flag
}

/// The flags, in the order of help: first what one types most.
const FLAGS: &[Flag] = &[
    also(
        flag(
            Field::When,
            "WHEN",
            "When: \"15 August\", \"late August\", \"by 30 Sep\", 2025-08? …",
        ),
        &["date", "time", "at"],
    ),
    flag(Field::On, "WHEN", "It happened, or was said, then"),
    flag(Field::Order, "N", "Its place within its day"),
    flag(
        Field::Zone,
        "ZONE",
        "The zone of its clock time, such as America/Anchorage",
    ),
    also(flag(Field::Place, "PLACE", "Where"), &["where", "location"]),
    also(
        flag(
            Field::Who,
            "NAME[:ROLE]",
            "Who takes part, with commas between; roles: host, guest, mediator, possible",
        ),
        &["participants", "with"],
    ),
    also(
        flag(
            Field::By,
            "NAME",
            "Who said it; of an event, who announced its first date",
        ),
        &["speaker"],
    ),
    flag(
        Field::Of,
        "NAME",
        "Whom a described speaker, or an actor, belongs to",
    ),
    flag(
        Field::Announced,
        "WHEN",
        "When the first date was announced",
    ),
    flag(Field::Type, "TYPE", "Type of event or question"),
    flag(
        Field::Status,
        "STATUS",
        "expected, happened, postponed, cancelled, lapsed",
    ),
    flag(
        Field::Certainty,
        "WORD",
        "How certain: mooted, possible, likely, confirmed",
    ),
    flag(
        Field::Standing,
        "WORD",
        "Of what happened or was said: confirmed, disputed, retracted",
    ),
    flag(Field::Outcome, "TEXT", "What came of it"),
    flag(Field::Form, "FORM", "verbatim, partial, paraphrase"),
    flag(
        Field::Terms,
        "TERMS",
        "on-record, background, deep-background, off-record, unknown",
    ),
    flag(
        Field::Attribution,
        "TEXT",
        "How the speaker is named in print",
    ),
    flag(
        Field::Stance,
        "WORD",
        "for, against, conditional, neutral, unclear",
    ),
    flag(Field::Venue, "PLACE", "Where it was said"),
    flag(
        Field::Original,
        "TEXT",
        "The words in the language in which they were said",
    ),
    flag(
        Field::Language,
        "CODE",
        "The language of the original, or of the source",
    ),
    also(
        flag(Field::Deadline, "WHEN", "By when it should be settled"),
        &["due", "by-date"],
    ),
    also(
        flag(
            Field::Option,
            "TEXT",
            "One of the answers of a choice; repeat the flag",
        ),
        &["options"],
    ),
    flag(Field::Criteria, "TEXT", "What would settle it"),
    also(
        flag(Field::Why, "TEXT", "Why it matters"),
        &["reason", "because"],
    ),
    flag(Field::Asked, "WHEN", "When it was first asked"),
    flag(Field::HiddenUntil, "WHEN", "Out of sight until then"),
    flag(Field::CheckOn, "WHEN", "When to look at it again"),
    flag(Field::CheckEvery, "7d", "How often to look at it: 7d, 2w"),
    flag(Field::Title, "TEXT", "Its title"),
    flag(Field::Text, "TEXT", "Its text"),
    flag(Field::Name, "NAME", "Its name"),
    flag(Field::Kind, "KIND", "Kind of actor, source or note"),
    flag(
        Field::Likelihood,
        "WORD",
        "almost-no-chance, very-unlikely, unlikely, roughly-even, likely, very-likely, almost-certain",
    ),
    flag(Field::Confidence, "WORD", "low, moderate, high"),
    flag(Field::Summary, "TEXT", "What the story is about, in a line"),
    also(
        flag(
            Field::Alias,
            "[KIND:]TEXT",
            "Another name; kinds: spelling, script, metonym, weak",
        ),
        &["aliases"],
    ),
    flag(Field::Url, "URL", "Where the source is found"),
    flag(Field::Publisher, "NAME", "Who published it"),
    flag(Field::Author, "NAME", "Who wrote it"),
    flag(Field::Published, "WHEN", "When it was published"),
    flag(Field::Retrieved, "WHEN", "When it was read"),
    flag(
        Field::Origin,
        "SOURCE",
        "The source that it derives from, such as the wire",
    ),
    flag(
        Field::Reliability,
        "A-F",
        "Admiralty reliability; F: cannot be judged",
    ),
    also(
        flag(
            Field::Source,
            "SOURCE",
            "What it rests on: a URL, a title, a slug",
        ),
        &["link", "cite"],
    ),
    flag(Field::Excerpt, "TEXT", "The source's own words"),
    flag(Field::Locator, "WHERE", "Where in the source"),
    flag(
        Field::Credibility,
        "1-6",
        "Admiralty credibility; 6: cannot be judged",
    ),
    flag(Field::About, "WHICH", "What it is about"),
    flag(Field::WaitsOn, "WHICH", "What it waits on"),
    flag(Field::PartOf, "WHICH", "What it is a part of"),
    flag(Field::Supports, "WHICH", "What it supports"),
    flag(Field::Contradicts, "WHICH", "What it contradicts"),
    flag(Field::Answers, "WHICH", "The question that it answers"),
    flag(
        Field::Updates,
        "WHICH",
        "The one of its kind that it updates",
    ),
    flag(Field::Restates, "WHICH", "The statement that it restates"),
    flag(Field::Promises, "WHICH", "The event that it promises"),
    also(
        flag(Field::Topic, "WORD", "What it is filed under"),
        &["topics", "tag", "tags"],
    ),
    flag(Field::Slug, "SLUG", "A name for it, such as second-meeting"),
    flag(
        Field::Visibility,
        "WORD",
        "public, or internal: it stays at the desk",
    ),
    flag(
        Field::EmbargoUntil,
        "WHEN",
        "Not for publication before then",
    ),
];

/// The flags of what is a field of a numbered member alone.
pub(super) const MEMBER_FLAGS: &[Flag] = &[
    flag(Field::From, "WHEN", "Of a move: the date before"),
    flag(Field::To, "WHEN", "Of a move: the date after"),
    flag(Field::Note, "TEXT", "Of a check: what was seen"),
    flag(Field::Probability, "30%", "Of a forecast: how likely"),
];

impl Flag {
    /// The flag as an argument, under a heading of the help.
    pub(super) fn arg(&self, heading: &'static str) -> Arg {
        Arg::new(self.field.flag())
            .long(self.field.flag())
            .aliases(self.also.iter().copied())
            .value_name(self.value)
            .help(self.help)
            .help_heading(heading)
            .action(ArgAction::Append)
            .allow_hyphen_values(matches!(
                self.field,
                Field::Text | Field::Excerpt | Field::Original
            ))
    }
}

/// The field of a flag, by whatever name newcomers call it.
pub(super) fn named(name: &str) -> Option<Field> {
    let all = FLAGS.iter().chain(MEMBER_FLAGS);
    let mut found = all.filter(|flag| flag.field.flag() == name || flag.also.contains(&name));
    found.next().map(|flag| flag.field)
}

/// What help says of a field.
pub(super) fn about(field: Field) -> &'static str {
    let mut all = FLAGS.iter().chain(MEMBER_FLAGS);
    all.find(|flag| flag.field == field)
        .map_or("", |flag| flag.help)
}

impl FieldArgs {
    /// The visibility that a flag of newcomers sets.
    pub(super) fn internal(matches: &ArgMatches) -> Option<String> {
        let given = INTERNAL.iter().any(|word| matches.get_flag(word));
        given.then(|| "internal".to_owned())
    }
}

/// Flags that newcomers type for `--visibility internal`.
const INTERNAL: [&str; 3] = ["internal", "confidential", "secret"];

impl Args for FieldArgs {
    fn augment_args(command: Command) -> Command {
        let fields = FLAGS.iter().map(|flag| flag.arg("Fields"));
        let internal = INTERNAL.map(|word| {
            Arg::new(word)
                .long(word)
                .action(ArgAction::SetTrue)
                .hide(true)
        });
        command.args(fields).args(internal)
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for FieldArgs {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let mut args = Self::default();
        args.update_from_arg_matches(matches)?;
        Ok(args)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        for flag in FLAGS {
            if let Some(values) = matches.get_many::<String>(flag.field.flag()) {
                self.given.give(flag.field, values.cloned().collect());
            }
        }
        if let Some(internal) = Self::internal(matches) {
            self.given.give(Field::Visibility, vec![internal]);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{FLAGS, Field, MEMBER_FLAGS};

    #[test]
    fn every_field_has_its_flag_but_the_story_which_all_commands_have() {
        for field in Field::ALL {
            let all = FLAGS.iter().chain(MEMBER_FLAGS);
            let rows = all.filter(|flag| flag.field == *field).count();
            assert_eq!(
                rows,
                usize::from(*field != Field::Story),
                "{}",
                field.flag()
            );
        }
    }
}
