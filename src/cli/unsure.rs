//! A name that does not say who is meant: asked on a terminal, elsewhere refused with the finished commands.

use super::{args, desk::Desk, error::Failure};
use crate::{
    model::name::fold,
    recording::{Error, Field, Several, Unsure, Which},
};

/// What somebody said that names mean: the flag, the name as typed, what to read in its place.
pub(super) type Answers = Vec<(&'static str, String, String)>;

/// What a name means, as somebody at the terminal says; none where nobody is there, or who is does not say.
pub(super) fn ask(desk: &Desk, unsure: &Unsure) -> Option<(&'static str, String, String)> {
    if !desk.ui.is_interactive() {
        return None;
    }
    let choice = asked(desk, unsure)?;
    Some(answer(unsure, choice))
}

fn answer(unsure: &Unsure, choice: String) -> (&'static str, String, String) {
    (unsure.flag, unsure.typed.clone(), choice)
}

/// The refusal of every name of a command that is not clear, with each command that goes through; where none does,
/// whatever the names mean, why not. `rehearse` says what the command would refuse where names mean that.
///
/// # Errors
/// What a rehearsal runs into.
pub(super) fn refused(
    desk: &Desk,
    first: &Unsure,
    rehearse: impl Fn(&Answers) -> Result<Option<Error>, Failure>,
) -> Result<Result<Failure, Error>, Failure> {
    let mut all = vec![first.clone()];
    // Behind the nearest of what each may mean stands the next that is not clear.
    let other = loop {
        let is_known = |next: &Unsure| {
            let same = |one: &Unsure| (one.flag, &one.typed) == (next.flag, &next.typed);
            all.iter().any(same)
        };
        match rehearse(&nearest(&all))? {
            Some(Error::Unsure(next)) if !is_known(&next) => all.push(next),
            other => break other,
        }
    };
    let mut commands: Vec<String> = Vec::new();
    for way in ways(&all, other.is_none()) {
        if matches!(rehearse(&way)?, None | Some(Error::Unsure(_))) {
            commands.push(desk.retyped(|words| {
                for (flag, typed, choice) in &way {
                    put(words, flag, typed, choice);
                }
            }));
        }
    }
    Ok(match other {
        Some(other) if commands.is_empty() => Err(other),
        _ => Ok(Failure::usage(
            match desk.ui.is_interactive() {
                true => "nothing was recorded: it was not said who or what is meant".to_owned(),
                false => Unsure::message_of(&all),
            },
            commands.join("\n  or: "),
        )),
    })
}

/// The nearest of what each name may mean.
fn nearest(all: &[Unsure]) -> Answers {
    let mean = |one: &Unsure| Some(answer(one, one.choices().into_iter().next()?));
    all.iter().filter_map(mean).collect()
}

/// What the names may mean together: one name, whatever it may; of several each the nearest, or each a new one. Where the
/// nearest do not go together, each but one of them.
fn ways(all: &[Unsure], go_together: bool) -> Vec<Answers> {
    if let [one] = all {
        let choices = one.choices().into_iter();
        return choices.map(|choice| vec![answer(one, choice)]).collect();
    }
    let there = nearest(all);
    let new = |one: &Unsure| Some(answer(one, one.as_new()?));
    let or_new = |(one, there): (&Unsure, &(_, _, _))| new(one).unwrap_or_else(|| there.clone());
    let mut ways = vec![there.clone()];
    if !go_together {
        for (at, one) in all.iter().enumerate() {
            let mut way = there.clone();
            if let (Some(answer), Some(new)) = (way.get_mut(at), new(one)) {
                *answer = new;
                ways.push(way);
            }
        }
    }
    ways.push(all.iter().zip(&there).map(or_new).collect());
    ways.dedup();
    ways
}

/// The refusal of a word that fits several records, be it the value of a flag or not, with the command that means the
/// first of them.
pub(super) fn several(desk: &Desk, flag: Option<&str>, several: Several) -> Failure {
    let first = several.first();
    let command = first.and_then(|first| instead(desk, flag, several.typed(), first));
    let why = Error::Several(several);
    match command {
        Some(command) => Failure::usage(why.to_string(), command),
        None => why.into(),
    }
}

/// The refusal of a word that reaches nothing, be it the value of a flag or not, with a command for each of a few whose
/// name is near.
pub(super) fn nothing(desk: &Desk, which: Which, near: &[String]) -> Failure {
    const MOST: usize = 3;
    let flag = which.field.map(Field::flag);
    let near = near.iter().take(MOST);
    let commands: Vec<String> = near
        .filter_map(|near| instead(desk, flag, &which.typed, near))
        .collect();
    let why = Error::Nothing(which);
    match commands.is_empty() {
        true => why.into(),
        false => Failure::usage(why.to_string(), commands.join("\n  or: ")),
    }
}

/// The command with another word in the place of one that was typed, as the value of a flag or by itself; none where it
/// does not stand there.
fn instead(desk: &Desk, flag: Option<&str>, typed: &str, choice: &str) -> Option<String> {
    let mut done = false;
    let command = desk.retyped(|words| {
        if let Some(flag) = flag {
            put(words, flag, typed.trim(), choice);
            done = true;
            return;
        }
        for word in words.iter_mut().skip(2) {
            let (flag, value) = match word.split_once('=') {
                Some((flag, value)) if flag.starts_with("--") => (format!("{flag}="), value),
                _ if word.starts_with("--") => continue,
                _ => (String::new(), word.as_str()),
            };
            if let Some(renamed) = renamed(value, typed.trim(), choice).filter(|_| !done) {
                *word = flag + &renamed;
                done = true;
            }
        }
    });
    done.then_some(command)
}

/// Asks until it is said, or nothing is.
fn asked(desk: &Desk, unsure: &Unsure) -> Option<String> {
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
