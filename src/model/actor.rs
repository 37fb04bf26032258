//! Actors: who acts, speaks and takes part.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ActorKind, AliasKind, Error, Facts, Id, Kind, Own};

/// A person, an organisation, a country, a group, or somebody known by a description alone.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Actor {
    /// The name, or the description.
    pub name: String,
    /// What it is; absent where nobody said.
    pub kind: Option<ActorKind>,
    /// Whom it belongs to or speaks for.
    pub of: Option<Id>,
    /// Other names that reach it.
    pub aliases: Vec<Alias>,
    /// The actor that this one turned out to be.
    pub merged_into: Option<Id>,
}

/// Another name of an actor.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Alias {
    /// The key by which changes name this alias.
    pub key: Id,
    /// The name.
    pub text: String,
    /// In what way it is one.
    #[serde(default)]
    pub kind: Option<AliasKind>,
}

impl Actor {
    /// Whether it is known by a description alone ("a Kremlin aide"), which names nobody.
    #[must_use]
    pub fn is_described(&self) -> bool {
        self.kind == Some(ActorKind::Described)
    }

    /// Whether a name reaches it by a weak alias alone ("the president"), which may mean others as well: it finds, and
    /// never decides by itself who is meant. `folded` is the name as [`name::fold`](super::name::fold) has it.
    #[must_use]
    pub fn is_called_weakly(&self, folded: &str) -> bool {
        let is_it = |name: &str| super::name::fold(name) == folded;
        let is_weak = |alias: &&Alias| alias.kind == Some(AliasKind::Weak);
        let (weak, firm): (Vec<&Alias>, Vec<&Alias>) = self.aliases.iter().partition(is_weak);
        !is_it(&self.name)
            && !firm.iter().any(|alias| is_it(&alias.text))
            && weak.iter().any(|alias| is_it(&alias.text))
    }
}

impl Own for Actor {
    const KIND: Kind = Kind::Actor;

    fn facts<'a>(&'a self, facts: &mut Facts<'a>) {
        facts.headline = &self.name;
        facts.names.push(&self.name);
        let aliases = self.aliases.iter().map(|alias| alias.text.as_str());
        facts.names.extend(aliases.clone());
        facts.texts.extend(aliases);
        facts.refer("of", self.of);
        facts.refer("merged_into", self.merged_into);
    }

    fn check(&self) -> Result<(), Error> {
        Error::require("name", &self.name, "an actor needs a name")?;
        let mut aliases = self.aliases.iter().enumerate();
        aliases.try_for_each(|(place, alias)| {
            let at = format!("aliases[{place}].text");
            Error::require(&at, &alias.text, "an alias needs a name")
        })
    }
}
