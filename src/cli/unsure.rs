//! A name that does not say who is meant: asked on a terminal, elsewhere refused with the finished commands.

use super::{args, desk::Desk, error::Failure};
use crate::{
    model::name::fold,
    recording::{self, Several, Unsure},
};

/// What a name means, as somebody at the terminal says; the name, and what to read in its place.
///
/// # Errors
/// Where there is nobody to ask, or who is there does not say.
pub(super) fn settle(
    desk: &Desk,
    unsure: &Unsure,
) -> Result<(&'static str, String, String), Failure> {
    if !desk.ui.is_interactive() {
        return Err(refused(desk, unsure));
    }
    match ask(desk, unsure) {
        Some(meant) => Ok((unsure.flag, unsure.typed.clone(), meant)),
        None => Err(Failure::usage(
            "nothing was recorded: it was not said who or what is meant",
            commands(desk, unsure),
        )),
    }
}

/// The refusal of a word that fits several records, be it the value of a flag or not, with the command that means the
/// first of them.
pub(super) fn several(desk: &Desk, flag: Option<&str>, several: Several) -> Failure {
    let mut done = false;
    let command = desk.retyped(|words| {
        if let Some((flag, first)) = flag.zip(several.first()) {
            put(words, flag, several.typed().trim(), first);
            done = true;
            return;
        }
        for word in words
            .iter_mut()
            .skip(2)
            .filter(|word| !word.starts_with("--"))
        {
            if let Some(first) = several.first().filter(|_| !done)
                && let Some(renamed) = renamed(word, several.typed().trim(), first)
            {
                *word = renamed;
                done = true;
            }
        }
    });
    match recording::Error::Several(several) {
        why if done => Failure::usage(why.to_string(), command),
        why => why.into(),
    }
}

/// The refusal, with every command that would do.
fn refused(desk: &Desk, unsure: &Unsure) -> Failure {
    let what = recording::Error::Unsure(unsure.clone()).to_string();
    Failure::usage(what, commands(desk, unsure))
}

/// The command as it was typed, with each thing that may be meant in place of the name; what is there first.
fn commands(desk: &Desk, unsure: &Unsure) -> String {
    let choices = unsure.choices().into_iter();
    let commands =
        choices.map(|choice| desk.retyped(|words| put(words, unsure.flag, &unsure.typed, &choice)));
    commands.collect::<Vec<_>>().join("\n  or: ")
}

/// Asks until it is said, or nothing is.
fn ask(desk: &Desk, unsure: &Unsure) -> Option<String> {
    desk.ui.status(&unsure.headline());
    let there: Vec<_> = unsure.candidates.iter().take(Unsure::MOST).collect();
    for (at, candidate) in there.iter().enumerate() {
        desk.ui.status(&format!("  {}  {}", at + 1, candidate.name));
    }
    let new = unsure.as_new();
    if new.is_some() {
        desk.ui.status(&format!(
            "  n  {} is a new {}",
            unsure.typed,
            unsure.of.word()
        ));
    }
    let numbers = match there.len() {
        0 => String::new(),
        1 => "1".to_owned(),
        several => format!("1 to {several}"),
    };
    let question = match (new.is_some(), numbers.is_empty()) {
        (true, true) => "n, or nothing:".to_owned(),
        (true, false) => format!("which one? {numbers}, or n:"),
        (false, _) => format!("which one? {numbers}:"),
    };
    loop {
        let answer = desk.ui.ask(&question)?;
        if let (Some(new), "n" | "new" | "N") = (&new, answer.as_str()) {
            return Some(new.clone());
        }
        let number = answer.parse::<usize>().ok();
        let numbered = number.and_then(|number| there.get(number.checked_sub(1)?));
        let is_named = |name: &str| fold(name) == fold(&answer);
        let named = there
            .iter()
            .find(|candidate| is_named(&candidate.name) || is_named(&candidate.handle));
        if let Some(candidate) = numbered.or(named) {
            return Some(candidate.handle.clone());
        }
    }
}

/// Puts another name where the one that is not clear stands among the words of a command; at the end, where it came
/// from elsewhere, such as a variable.
pub(super) fn put(words: &mut Vec<String>, flag: &str, typed: &str, choice: &str) {
    let flags = flags(flag);
    let is_it = |word: &str| flags.iter().any(|flag| flag == word);
    let mut done = false;
    let mut after = false;
    for word in words.iter_mut() {
        let value = match word.strip_prefix("--").map(|rest| rest.split_once('=')) {
            Some(Some((flag, value))) if is_it(flag) => Some((format!("--{flag}="), value)),
            // `--add topic=sanction`
            _ if after => match word.split_once('=') {
                Some((field, value)) if is_it(field) => Some((format!("{field}="), value)),
                _ => Some((String::new(), word.as_str())),
            },
            _ => None,
        };
        if let Some((before, value)) = value
            && let Some(named) = renamed(value, typed, choice)
        {
            *word = before + &named;
            done = true;
        }
        after = word
            .strip_prefix("--")
            .is_some_and(|flag| is_it(flag) || flag == "add");
    }
    if !done {
        words.extend([format!("--{flag}"), choice.to_owned()]);
    }
}

/// A value of the flag with the name replaced: the whole of it, or a member of a list, whose role stays.
fn renamed(value: &str, typed: &str, choice: &str) -> Option<String> {
    if value.trim() == typed {
        return Some(choice.to_owned());
    }
    let mut done = false;
    let members = value.split(',').map(|member| {
        let (name, role) = match member.rsplit_once(':') {
            Some((name, role)) if member.trim() != typed => (name, format!(":{role}")),
            _ => (member, String::new()),
        };
        if name.trim() == typed {
            done = true;
            format!("{choice}{role}")
        } else {
            member.to_owned()
        }
    });
    let members: Vec<String> = members.collect();
    done.then(|| members.join(","))
}

/// The flag and everything else that one may have typed for it.
fn flags(flag: &str) -> Vec<String> {
    let definitions = args::command();
    let commands = definitions.get_subcommands().chain([&definitions]);
    let mut found = vec![flag.to_owned()];
    for arg in commands.flat_map(clap::Command::get_arguments) {
        if arg.get_long() == Some(flag) {
            let others = arg.get_all_aliases().unwrap_or_default();
            found.extend(others.into_iter().map(str::to_owned));
        }
    }
    match flag {
        // Of a statement the author is the speaker, and of what is no source an address is one.
        "by" => found.push("author".to_owned()),
        "source" => found.push("url".to_owned()),
        _ => {}
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{flags, renamed};

    #[test]
    fn a_name_is_put_in_its_place() {
        for (value, named) in [
            ("trump", Some("new:trump")),
            (" trump ", Some("new:trump")),
            ("putin,trump", Some("putin,new:trump")),
            ("putin, trump:guest", Some("putin,new:trump:guest")),
            ("trumpet,putin", None),
        ] {
            assert_eq!(
                renamed(value, "trump", "new:trump").as_deref(),
                named,
                "{value}"
            );
        }
    }

    #[test]
    fn what_newcomers_type_for_a_flag_is_known() {
        assert!(flags("by").contains(&"speaker".to_owned()));
        assert!(flags("topic").contains(&"tag".to_owned()));
        assert_eq!(flags("origin"), ["origin"]);
    }
}
