//! Full text: plain words, each of which must be in a record; a name of an actor finds every other name of theirs, and
//! what names them without a word. What was recorded last comes first.

use serde::Serialize;

use super::{
    Ask, Item, Report, ReportName,
    called::called,
    names::{BY_IDS, list},
    query::Query,
    snippet::Found,
};
use crate::{
    model::{Actor, AliasKind, Id, Kind, Record, each_word, name::fold},
    store::{Column, Error, Match, Store},
};

/// The columns that hold texts.
const TEXTS: [Column; 2] = [Column::Title, Column::Body];
/// A name may be so many words long.
const LONGEST: usize = 6;
/// So many more than are shown are counted one by one; a count of one more says that there are more than these.
pub const COUNTED: usize = 100;
/// So many words are named that are there in place of one that is not.
const NEAR: usize = 5;

/// One of the things that were looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LookedFor {
    /// What was typed.
    pub typed: String,
    /// The other names of the actors that it names.
    pub also: Vec<String>,
    /// Whether nothing that was recorded has it.
    #[serde(skip)]
    pub is_nowhere: bool,
    /// Words that are there, where it is nowhere.
    #[serde(skip)]
    pub near: Vec<String>,
}

/// One of the things that are looked for: a word, words in a row, or an actor.
#[derive(Debug, Default)]
pub(super) struct Sought {
    pub shown: LookedFor,
    /// The words in a row each of which will do.
    pub phrases: Vec<Vec<String>>,
    /// The actors that are named, where it is a name, each with those that were merged into it.
    pub actors: Vec<Id>,
}

/// Reports the records that hold each of these words, those recorded last first; of these kinds, where some are named.
/// What was typed as one word with spaces in it stands together.
///
/// # Errors
/// What SQLite says, or damage.
pub fn search(
    store: &Store,
    ask: &Ask,
    words: &[String],
    kinds: &[Kind],
) -> Result<Report<Item>, Error> {
    let mut report = Report::empty(ReportName::Search, ask);
    let mut sought = read(store, words)?;
    if let Some(narrowed) = narrowed(ask, &sought) {
        let query = Query::words(narrowed.clone(), ask.story, kinds);
        let limit = ask.limit.unwrap_or(usize::MAX);
        let mut numbers = query.numbers(store, limit.saturating_add(COUNTED + 1))?;
        let left_out = numbers.len().saturating_sub(limit);
        numbers.truncate(limit);
        let mut items = Item::read_all(&store.rows_of(&numbers)?, ask)?;
        for item in &mut items {
            item.found = Some(Found::in_record(&item.record, &sought));
        }
        if items.is_empty() {
            report.counts.elsewhere = elsewhere(store, &sought)?;
            for one in &mut sought {
                look_around(store, one)?;
            }
        } else if ask.story.is_some() && left_out <= COUNTED {
            // A story may be asked about by a setting that nobody thinks of.
            let found = items.len() + left_out;
            let anywhere = Query::words(narrowed, None, kinds);
            let all = anywhere.numbers(store, found.saturating_add(COUNTED + 1))?;
            report.counts.elsewhere = all.len().saturating_sub(found);
        }
        report.fill("items", items, left_out);
    }
    report.looked_for = sought.into_iter().map(|one| one.shown).collect();
    report.finish(store)
}

pub(super) fn queries(store: &Store, ask: &Ask) -> Result<Vec<(&'static str, Query)>, Error> {
    let sought = read(store, &["word".to_owned()])?;
    Ok(narrowed(ask, &sought)
        .map(|narrowed| ("items", Query::words(narrowed, ask.story, &[])))
        .into_iter()
        .collect())
}

/// All that is asked of the words, at once.
fn narrowed(ask: &Ask, sought: &[Sought]) -> Option<Match> {
    let each = Match::all(sought.iter().filter_map(Sought::any))?;
    Match::all([each].into_iter().chain(ask.narrow.sought().cloned()))
}

impl Sought {
    /// What finds one of its phrases, or one of its actors named.
    fn any(&self) -> Option<Match> {
        let phrases = self
            .phrases
            .iter()
            .filter_map(|words| Match::phrase(&TEXTS, &words.join(" "), false));
        Match::any(phrases.chain(self.actors.iter().map(Match::naming)))
    }
}

/// What is looked for: the longest names of actors first, then word by word.
fn read(store: &Store, words: &[String]) -> Result<Vec<Sought>, Error> {
    let each = words.iter().map(|word| called(store, word));
    let each: Vec<Vec<Record<Actor>>> = each.collect::<Result<_, _>>()?;
    let mut sought = Vec::new();
    let (mut rest, mut callings) = (words, each.as_slice());
    while let (Some((first, _)), Some((theirs, _))) = (rest.split_first(), callings.split_first()) {
        let name = longest_name(store, rest, callings)?;
        let (mut one, length) = name.unwrap_or_else(|| (by_word(first), 1));
        if length == 1 {
            one.add_called(store, theirs)?;
        } else {
            one.add_called(store, &called(store, &one.shown.typed)?)?;
        }
        if !one.phrases.is_empty() {
            sought.push(one);
        }
        rest = rest.get(length..).unwrap_or_default();
        callings = callings.get(length..).unwrap_or_default();
    }
    Ok(sought)
}

/// The longest name of an actor that these words begin with, and how many words it is; beside each word those who are
/// called by it.
fn longest_name(
    store: &Store,
    words: &[String],
    callings: &[Vec<Record<Actor>>],
) -> Result<Option<(Sought, usize)>, Error> {
    // Who has a name is called by each word of it; one without letters is nobody's word, and may be a name.
    let mut pairs = words.iter().zip(callings);
    let ends = pairs.position(|(word, called)| called.is_empty() && !cut(word).is_empty());
    let longest = ends.unwrap_or(words.len()).min(LONGEST);
    for length in (1..=longest).rev() {
        let name = words.get(..length).unwrap_or_default().join(" ");
        if let Some(actor) = by_name(store, &name)? {
            return Ok(Some((actor, length)));
        }
    }
    Ok(None)
}

/// The words in a row that were typed; one word in the singular and the plural.
pub(super) fn phrases(typed: &str) -> Vec<Vec<String>> {
    let words = cut(typed);
    match words.as_slice() {
        [] => Vec::new(),
        [word] => numbers(word).into_iter().map(|word| vec![word]).collect(),
        _ => vec![words],
    }
}

fn by_word(typed: &str) -> Sought {
    Sought {
        shown: LookedFor {
            typed: typed.to_owned(),
            ..LookedFor::default()
        },
        phrases: phrases(typed),
        actors: Vec::new(),
    }
}

/// The actors that have a name or a slug.
pub(super) const NAMED: &str = "WHERE (record.id IN (SELECT record FROM name WHERE folded = ?1 AND kind = 'actor') \
                                OR slug = ?1) AND record.kind = 'actor' AND record.removed = 0";

/// The actors with this name, by all of their names; none where nobody has it.
fn by_name(store: &Store, typed: &str) -> Result<Option<Sought>, Error> {
    let folded = fold(typed);
    let (mut named, mut actors) = (false, Vec::new());
    for row in store.rows(NAMED, [&folded])? {
        named = true;
        actors.extend(store.all_of(&row.id)?);
    }
    if !named {
        return Ok(None);
    }
    actors.sort_unstable();
    actors.dedup();
    of_actors(store, typed, actors).map(Some)
}

/// What finds these actors, who are one, by what was typed and by all of their names.
pub(super) fn of_actors(store: &Store, typed: &str, actors: Vec<Id>) -> Result<Sought, Error> {
    let (mut names, mut slugs) = (vec![typed.to_owned()], Vec::new());
    for row in store.rows(BY_IDS, [list(&actors)])? {
        let actor = row.record::<Actor>()?;
        slugs.extend(actor.slug.as_ref().map(|slug| cut(slug.as_str())));
        let aliases = actor.own.aliases.into_iter();
        // What a weak alias says, another may be called as well.
        let firm = aliases.filter(|alias| alias.kind != Some(AliasKind::Weak));
        names.push(actor.own.name);
        names.extend(firm.map(|alias| alias.text));
    }
    Ok(named_so(names, slugs, actors))
}

/// What finds actors by these names, the first of which was typed, and by the words of their slugs.
fn named_so(names: Vec<String>, slugs: Vec<Vec<String>>, actors: Vec<Id>) -> Sought {
    let mut sought = Sought {
        actors,
        ..Sought::default()
    };
    for name in names {
        let words = cut(&name);
        if sought.phrases.is_empty() {
            sought.shown.typed = name;
            sought.phrases.push(words);
        } else if !is_short(&words) && !sought.phrases.contains(&words) {
            sought.shown.also.push(name);
            sought.phrases.push(words);
        }
    }
    let spelled = spellings(&sought.phrases);
    let slugs = slugs.into_iter().filter(|words| !is_short(words));
    for words in slugs.chain(spelled) {
        if !sought.phrases.contains(&words) {
            sought.phrases.push(words);
        }
    }
    sought
}

/// Whether a name is so short that it must have been typed to be looked for: US is a word of every text.
fn is_short(words: &[String]) -> bool {
    words.iter().map(String::len).sum::<usize>() < 3
}

/// The words of long names that are spelled like a short name of the same actor: Zelenskyy, of who is called Zelensky
/// and Volodymyr Zelenskyy.
fn spellings(names: &[Vec<String>]) -> Vec<Vec<String>> {
    let short: Vec<&String> = names
        .iter()
        .filter_map(|name| match name.as_slice() {
            [word] => Some(word),
            _ => None,
        })
        .collect();
    let like = |word: &String| {
        short
            .iter()
            .any(|name| crate::model::nearest(name, &[word]).is_some())
    };
    let mut found: Vec<Vec<String>> = Vec::new();
    for word in names.iter().filter(|name| name.len() > 1).flatten() {
        let alone = vec![word.clone()];
        if like(word) && !names.contains(&alone) && !found.contains(&alone) {
            found.push(alone);
        }
    }
    found
}

/// The words of a text, as they are compared.
pub(super) fn cut(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    each_word(text, |_, word| words.push(word.to_owned()));
    words
}

/// A word in the singular and the plural of English, as it was typed first; of a short or foreign word itself alone.
fn numbers(word: &str) -> Vec<String> {
    let mut found = vec![word.to_owned()];
    if word.len() < 4 || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return found;
    }
    let hisses = |word: &str| {
        ["s", "x", "z", "ch", "sh"]
            .iter()
            .any(|end| word.ends_with(end))
    };
    if let Some(stem) = word.strip_suffix("ies") {
        found.push(format!("{stem}y"));
    } else if let Some(stem) = word.strip_suffix("es").filter(|stem| hisses(stem)) {
        found.push(stem.to_owned());
        found.push(format!("{stem}e"));
    } else if word.ends_with('s') && !word.ends_with("ss") {
        found.extend(word.strip_suffix('s').map(str::to_owned));
    } else if let Some(stem) = word
        .strip_suffix('y')
        .filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']))
    {
        found.push(format!("{stem}ies"));
    } else if hisses(word) {
        found.push(format!("{word}es"));
    } else {
        found.push(format!("{word}s"));
    }
    found
}

/// How many there are whatever it was narrowed to.
fn elsewhere(store: &Store, sought: &[Sought]) -> Result<usize, Error> {
    match Match::all(sought.iter().filter_map(Sought::any)) {
        Some(all) => Ok(Query::words(all, None, &[])
            .numbers(store, COUNTED + 1)?
            .len()),
        None => Ok(0),
    }
}

/// Says whether something has it, and, where nothing has, which words are there that begin so or are spelled so.
fn look_around(store: &Store, one: &mut Sought) -> Result<(), Error> {
    if let Some(sought) = one.any() {
        let found = Query::words(sought, None, &[]).numbers(store, 1)?;
        one.shown.is_nowhere = found.is_empty();
    }
    if let (true, [phrase, ..]) = (one.shown.is_nowhere, one.phrases.as_slice())
        && let [word] = phrase.as_slice()
    {
        one.shown.near = store.words_like(word, NEAR)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{numbers, spellings};

    #[test]
    fn singular_and_plural_are_one_word() {
        for (word, due) in [
            ("sanction", "sanction sanctions"),
            ("sanctions", "sanctions sanction"),
            ("territory", "territory territories"),
            ("territories", "territories territory"),
            ("truces", "truces truce"),
            ("attaches", "attaches attach attache"),
            ("clash", "clash clashes"),
            ("talks", "talks talk"),
            ("process", "process processes"),
            ("day", "day"),
            ("delay", "delay delays"),
            ("2025", "2025"),
            ("санкции", "санкции"),
        ] {
            assert_eq!(numbers(word).join(" "), due);
        }
    }

    #[test]
    fn a_word_of_a_long_name_that_is_spelled_like_a_short_one_is_a_name() {
        let name = |name: &str| name.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let names = ["zelensky", "volodymyr zelenskyy", "зеленськии"].map(name);
        assert_eq!(spellings(&names), [name("zelenskyy")]);
        assert!(spellings(&["eu", "european union"].map(name)).is_empty());
    }
}
