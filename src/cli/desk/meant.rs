//! What a command is about: the story, and the record that a word means.

use super::Desk;
use crate::{
    cli::{
        config::Key,
        error::Failure,
        settings::{Chosen, Source},
        unsure,
    },
    model::{Id, Kind, Word as _},
    recording::{self, Error, Several},
    report::{Ask, Narrow},
    store::{Draft, Found, Store},
};

impl Desk {
    /// The story that a new entry is filed under where nothing else says one: what the user or this file sets.
    pub(in crate::cli) fn usual_story(
        &self,
        draft: &Draft<'_>,
        kind: Kind,
    ) -> Result<Option<String>, Error> {
        if !kind.is_entry() || self.story.is_some() {
            return Ok(None);
        }
        let chosen = self.settings.get(Key::Story, draft.setting(Self::STORY)?);
        match &chosen.value {
            Some(story) if chosen.source == Source::ThisFile && story != "any" => {
                match draft.find(&[Kind::Story], story)? {
                    Found::One(..) => Ok(chosen.value),
                    _ => Err(Self::story_is_gone()),
                }
            }
            _ => Ok(chosen.value),
        }
    }

    /// The story that a command is about, and who decides it.
    pub(in crate::cli) fn story(&self, store: Option<&Store>) -> Result<Chosen, Failure> {
        let of_this_file = store.map(|store| store.setting(Self::STORY)).transpose()?;
        Ok(self.settings.get(Key::Story, of_this_file.flatten()))
    }

    /// What a report is asked about. The story must be there: asking makes none.
    pub(in crate::cli) fn ask(
        &self,
        store: Option<&Store>,
        limit: Option<usize>,
    ) -> Result<Ask, Failure> {
        let chosen = self.story(store)?;
        let story = match (chosen.value.as_deref(), store) {
            (Some("any") | None, _) | (_, None) => None,
            (Some(typed), Some(store)) => Some(self.story_named(store, typed, chosen.source)?),
        };
        Ok(Ask {
            today: self.moment.today,
            now: self.moment.now,
            zone: self.moment.zone,
            story,
            narrow: Narrow::default(),
            stale_after: self.settings.stale_after(),
            limit,
        })
    }

    /// The story that this file sets does not stand any more.
    fn story_is_gone() -> Error {
        Error::Usage {
            what: "the story of this file was removed".into(),
            hint: Some("tidings config story --unset".into()),
            field: None,
        }
    }

    fn story_named(&self, store: &Store, typed: &str, source: Source) -> Result<Id, Failure> {
        let found = store.find(&[Kind::Story], typed)?;
        let hint = match (&found, source) {
            (Found::One(id, _), _) => return Ok(*id),
            (_, Source::ThisFile) => return Err(Self::story_is_gone().into()),
            (_, Source::Config) => {
                "tidings stories lists them; of this file alone, all: tidings config story any"
            }
            _ => "tidings stories lists them; --story any shows all",
        };
        let near = near_names(store, Kind::Story, typed)?;
        let near = near.first().filter(|_| matches!(source, Source::Flag(_)));
        let hint = near.map_or_else(
            || hint.to_owned(),
            |near| self.retyped(|words| unsure::put(words, "story", typed, near)),
        );
        let by = match source {
            Source::Flag(_) => String::new(),
            source => format!(" ({})", source.words()),
        };
        Err(Failure::usage(
            format!("there is no story \"{typed}\"{by}"),
            hint,
        ))
    }

    /// The id of the record that is meant by WHICH, for a report.
    pub(in crate::cli) fn find(&self, store: &Store, typed: &str) -> Result<Id, Failure> {
        self.found(store, typed, store.which(Kind::ALL, typed, false)?, true)
    }

    /// The id of the record that has this id, slug or name, be it merged into another or not; words do not do.
    pub(in crate::cli) fn find_itself(&self, store: &Store, typed: &str) -> Result<Id, Failure> {
        self.found(store, typed, store.find_itself(Kind::ALL, typed)?, false)
    }

    /// The id of the record that has this id or slug, for what cannot be meant by a name: who types one is told the id.
    pub(in crate::cli) fn find_by_id(&self, store: &Store, typed: &str) -> Result<Id, Failure> {
        let found = store.find_by_id(Kind::ALL, typed.trim())?;
        let named = match found {
            Found::Nothing => store.find_itself(Kind::ALL, typed.trim())?,
            _ => Found::Nothing,
        };
        match named {
            Found::One(id, kind) => Err(Failure::usage(
                format!(
                    "{} is a name of {} {id}, and this takes an id or a slug",
                    recording::shell::quote(typed),
                    kind.word()
                ),
                self.retyped(|words| {
                    if let Some(word) = words.iter_mut().find(|word| *word == typed) {
                        *word = id.to_string();
                    }
                }),
            )),
            _ => self.found(store, typed, found, false),
        }
    }

    fn found(&self, store: &Store, typed: &str, found: Found, words: bool) -> Result<Id, Failure> {
        match found {
            Found::One(id, _) => Ok(id),
            Found::Removed(id, kind) => Err(Error::Removed {
                id,
                kind,
                field: None,
            }
            .into()),
            Found::Several(found) => Err(self.several(store, None, typed, &found)?),
            Found::Nothing => {
                let which = recording::Which {
                    typed: typed.to_owned(),
                    kinds: Kind::ALL.to_vec(),
                    words,
                    field: None,
                };
                Err(self.nothing(which)?)
            }
        }
    }

    /// The refusal of a word that reaches nothing, with what is near: the names of actors, sources and stories.
    pub(in crate::cli) fn nothing(&self, which: recording::Which) -> Result<Failure, Failure> {
        let typed = which.typed.trim();
        // What takes an id or a slug alone takes no name that is near.
        let is_by_id = !which.words && which.kinds == Kind::ALL;
        let mut near = Vec::new();
        if let Some(store) = self
            .store()?
            .filter(|_| !is_by_id && !typed.starts_with('@'))
        {
            for kind in which.kinds.iter().filter(|kind| !kind.is_entry()) {
                // What the command names already is not what is meant besides.
                let is_named = |name: &String| -> Result<bool, Failure> {
                    let meant = store.find(&[*kind], name)?;
                    let others = self.typed.iter().skip(2).filter(|word| *word != typed);
                    for word in others {
                        if store.find(&[*kind], word)? == meant {
                            return Ok(true);
                        }
                    }
                    Ok(false)
                };
                for name in near_names(&store, *kind, typed)? {
                    if !is_named(&name)? {
                        near.push(name);
                    }
                }
            }
        }
        Ok(unsure::nothing(self, which, &near))
    }

    /// The refusal of a word that fits several records, be it the value of a flag or not.
    pub(in crate::cli) fn several(
        &self,
        store: &Store,
        flag: Option<&str>,
        typed: &str,
        found: &[(Id, Kind)],
    ) -> Result<Failure, Failure> {
        let several = Several::of(
            typed,
            found,
            self.moment.today,
            |id| store.row(id),
            |id| store.short_id(id),
        )?;
        Ok(unsure::several(self, flag, several))
    }
}

/// What one types for the actors, sources or stories whose name is near, the nearest first.
pub(in crate::cli) fn near_names(
    store: &Store,
    kind: Kind,
    typed: &str,
) -> Result<Vec<String>, Failure> {
    let mut near = Vec::new();
    for (id, _) in store.near(kind, typed)? {
        if let Some(record) = store.any(&id)? {
            near.push(recording::handle(store, &record)?);
        }
    }
    Ok(near)
}
