//! A name that does not say by itself who or what is meant: something near is there, or several have that name. A verb
//! refuses it with everything that an answer needs; nobody is asked while the file is held.

use super::shell::quote;
use crate::model::{name::NEW, near::NameOf};

/// A name that must be answered for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsure {
    /// What it is a name of.
    pub of: NameOf,
    /// The flag for which it was typed, without its dashes.
    pub flag: &'static str,
    /// The name as it was typed.
    pub typed: String,
    /// Why it is not clear.
    pub doubt: Doubt,
    /// What may be meant, the nearest first.
    pub candidates: Vec<Candidate>,
}

/// Why a name is not clear.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// Nothing is called so; the candidates are near.
    Near,
    /// It is a weak alias of the candidate, which may mean others as well.
    Weak,
    /// All candidates are called so.
    Several,
    /// It was called new, and the candidate is called so.
    There,
    /// It is not there, and what is not there is refused.
    Strict,
}

/// What a name may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// What one types to mean it and nothing else.
    pub handle: String,
    /// What it is called.
    pub name: String,
}

impl Unsure {
    /// So many candidates are listed at most.
    pub const MOST: usize = 8;

    /// What one types for a new one; none where somebody is called so: one more would help nobody.
    #[must_use]
    pub fn as_new(&self) -> Option<String> {
        let is_taken = matches!(self.doubt, Doubt::Several | Doubt::There);
        (!is_taken).then(|| format!("{NEW}{}", self.typed))
    }

    /// Each thing that can be typed in place of the name, what is there first.
    #[must_use]
    pub fn choices(&self) -> Vec<String> {
        let there = self
            .candidates
            .iter()
            .map(|candidate| candidate.handle.clone());
        there.take(Self::MOST).chain(self.as_new()).collect()
    }

    /// What is wrong, on one line.
    #[must_use]
    pub fn headline(&self) -> String {
        let name = self.typed.strip_prefix(NEW).unwrap_or(&self.typed).trim();
        let (of, typed) = (self.of.word(), quote(name));
        match (self.doubt, self.candidates.as_slice()) {
            (Doubt::Several, several) => {
                format!("{typed} is a name of {} {}", several.len(), plural(self.of))
            }
            (Doubt::There, _) => {
                format!("{typed} is no new {of}: one of that name is here already")
            }
            (Doubt::Weak, [one]) => format!(
                "{typed} may mean others than {}, whose weak alias it is",
                one.name
            ),
            (_, [one]) if self.of == NameOf::Topic => {
                format!("there is no topic {typed}, and near it is {}", one.name)
            }
            (_, [one]) => format!("no {of} is called {typed}, and near it is {}", one.name),
            (Doubt::Strict, []) => format!(
                "no {of} is called {typed}, and --strict makes none; tidings {} lists those that are here",
                plural(self.of)
            ),
            (_, several) => format!(
                "no {of} is called {typed}, and near it are {} {}",
                several.len(),
                plural(self.of)
            ),
        }
    }

    /// What is wrong with one name of a command, or with each of several.
    #[must_use]
    pub fn message_of(all: &[Self]) -> String {
        let [one] = all else {
            let each = all.iter().map(|one| one.message().replace('\n', "\n  "));
            let each: String = each.map(|message| format!("\n  {message}")).collect();
            return format!("{} names are not clear:{each}", all.len());
        };
        one.message()
    }

    pub(super) fn message(&self) -> String {
        let mut message = self.headline();
        if self.candidates.len() > 1 {
            let width = |one: &Candidate| one.handle.chars().count();
            let widest = self.candidates.iter().map(width).max().unwrap_or(0);
            for Candidate { handle, name } in self.candidates.iter().take(Self::MOST) {
                message.push_str(&format!("\n  {handle:<widest$}  {name}"));
            }
            let more = self.candidates.len().saturating_sub(Self::MOST);
            if more > 0 {
                message.push_str(&format!("\n  and {more} more: tidings {}", plural(self.of)));
            }
        }
        message
    }

    /// What to type instead, as a flag: who runs a command says it whole.
    pub(super) fn hint(&self) -> String {
        let flags = self.choices().into_iter();
        let flags = flags.map(|choice| format!("--{} {}", self.flag, quote(&choice)));
        flags.collect::<Vec<_>>().join(" or ")
    }
}

fn plural(of: NameOf) -> &'static str {
    match of {
        NameOf::Actor => "actors",
        NameOf::Source => "sources",
        NameOf::Story => "stories",
        NameOf::Topic => "topics",
    }
}
