//! Words: the full text of the records, in an index of FTS5, and what is looked for in it.
//!
//! The texts are cut into words and folded here, by the function that cuts what is typed, and stand in the index with
//! one space between them; so its tokenizer has nothing to decide.

use std::{
    collections::BTreeMap,
    hash::{DefaultHasher, Hash as _, Hasher as _},
};

use rusqlite::{Connection, OptionalExtension as _};

use super::Error;
use crate::model::{AnyRecord, Id, Kind, Slug, each_word, name::fold};

/// The fields and verbs by which a record names actors.
const OF_ACTORS: [&str; 6] = [
    "about",
    "by",
    "merged_into",
    "of",
    "participants",
    "speakers",
];

/// The end of a SELECT over `record` that keeps those in which a [`Match`] finds something, and that stand.
pub const BY_WORDS: &str =
    "JOIN words ON words.rowid = record.number WHERE words MATCH ?1 AND record.removed = 0";

/// The numbers of the records that [`BY_WORDS`] finds, from the words alone: what was removed has none.
pub const WORDS: &str = "SELECT rowid FROM words WHERE words MATCH ?1";

/// A column of `words`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// The first words of a record (title, text or name), and its slug.
    Title,
    /// All else that it says.
    Body,
    /// The ids of the actors that it names; of an actor itself the words of its names, each marked as such a word.
    Who,
    /// The topics that it is filed under, each as one word.
    Topics,
}

impl Column {
    const ALL: [Self; 4] = [Self::Title, Self::Body, Self::Who, Self::Topics];

    fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Body => "body",
            Self::Who => "who",
            Self::Topics => "topics",
        }
    }
}

/// The words of one record, by column, folded, one space between them.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Words([String; 4]);

impl Words {
    /// The words of a record.
    pub fn of(record: &AnyRecord) -> Self {
        let (facts, slug, mut words) = (record.facts(), record.slug(), Self::default());
        words.add(Column::Title, facts.headline);
        if let Some(slug) = slug {
            words.add(Column::Title, slug.as_str());
        }
        for text in &facts.texts {
            words.add(Column::Body, text);
        }
        for (field, id) in &facts.refers {
            if OF_ACTORS.contains(field) {
                words.add(Column::Who, id.as_str());
            }
        }
        if record.kind() == Kind::Actor {
            for name in facts.names.iter().copied().chain(slug.map(Slug::as_str)) {
                each_word(name, |_, word| words.push(Column::Who, &name_word(word)));
            }
        }
        for topic in record.topics() {
            words.add(Column::Body, topic);
            words.push(Column::Topics, &topic_word(topic));
        }
        words
    }

    fn add(&mut self, column: Column, text: &str) {
        each_word(text, |_, word| self.push(column, word));
    }

    fn push(&mut self, column: Column, word: &str) {
        let Self([title, body, who, topics]) = self;
        let into = match column {
            Column::Title => title,
            Column::Body => body,
            Column::Who => who,
            Column::Topics => topics,
        };
        if !into.is_empty() {
            into.push(' ');
        }
        into.push_str(word);
    }

    /// Writes them in place of those that are there.
    pub fn write(&self, connection: &Connection, number: i64) -> Result<(), Error> {
        self.insert(
            connection,
            number,
            "INSERT OR REPLACE INTO words (rowid, title, body, who, topics) VALUES (?1, ?2, ?3, ?4, ?5)",
        )
    }

    /// Writes them where there are none.
    pub fn write_new(&self, connection: &Connection, number: i64) -> Result<(), Error> {
        self.insert(
            connection,
            number,
            "INSERT INTO words (rowid, title, body, who, topics) VALUES (?1, ?2, ?3, ?4, ?5)",
        )
    }

    fn insert(&self, connection: &Connection, number: i64, insert: &str) -> Result<(), Error> {
        let Self([title, body, who, topics]) = self;
        connection
            .prepare_cached(insert)?
            .execute((number, title, body, who, topics))?;
        Ok(())
    }
}

/// A topic as one word of the index, so that none is found by a part of another: folded, and a dot, which no word has,
/// in place of everything that the tokenizer takes for a gap.
fn topic_word(topic: &str) -> String {
    /// Longer than that no two topics are told apart: FTS5 forgets what lies past 32 KiB.
    const LONGEST: usize = 1_000;
    let part = |letter: char| {
        let is_gap = letter.is_ascii() && !letter.is_ascii_alphanumeric();
        if is_gap { '·' } else { letter }
    };
    fold(topic).chars().take(LONGEST).map(part).collect()
}

/// A word of an actor's name as one word of the index: the dot, which no word has, tells it from what names an actor.
fn name_word(word: &str) -> String {
    format!("·{word}")
}

/// What is looked for: an expression of FTS5 in which nothing that was typed is syntax.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match(String);

impl Match {
    /// The words of a text, one right after another, in one of these columns; with `begins` the last of them need only
    /// begin so. None where the text holds no word: nothing can be looked for.
    #[must_use]
    pub fn phrase(columns: &[Column], text: &str, begins: bool) -> Option<Self> {
        let mut words = String::new();
        each_word(text, |_, word| {
            // A word holds letters and digits alone, so no quotation mark.
            words.push_str(if words.is_empty() { "" } else { " " });
            words.push_str(word);
        });
        let columns: Vec<&str> = columns.iter().map(|column| column.name()).collect();
        (!words.is_empty()).then(|| {
            let more = if begins { " *" } else { "" };
            Self(format!("{{{}}} : \"{words}\"{more}", columns.join(" ")))
        })
    }

    /// What is filed under this topic, however it is spelled.
    #[must_use]
    pub fn topic(topic: &str) -> Self {
        let column = Column::Topics.name();
        Self(format!("{{{column}}} : \"{}\"", topic_word(topic)))
    }

    /// What names this actor by its id.
    #[must_use]
    pub fn naming(actor: &Id) -> Self {
        Self(format!("{{{}}} : \"{actor}\"", Column::Who.name()))
    }

    /// The actors one of whose names, or whose slug, has this word; with `begins` one that begins so.
    #[must_use]
    pub fn called(word: &str, begins: bool) -> Self {
        let more = if begins { " *" } else { "" };
        let word: String = word.chars().filter(|letter| *letter != '"').collect();
        Self(format!(
            "{{{}}} : \"{}\"{more}",
            Column::Who.name(),
            name_word(&word)
        ))
    }

    /// Where one of these is found; none where there are none.
    #[must_use]
    pub fn any(of: impl IntoIterator<Item = Self>) -> Option<Self> {
        Self::joined(of, " OR ")
    }

    /// Where each of these is found; none where there are none.
    #[must_use]
    pub fn all(of: impl IntoIterator<Item = Self>) -> Option<Self> {
        Self::joined(of, " AND ")
    }

    fn joined(of: impl IntoIterator<Item = Self>, by: &str) -> Option<Self> {
        let parts: Vec<String> = of.into_iter().map(|Self(part)| part).collect();
        match parts.as_slice() {
            [] => None,
            [part] => Some(Self(part.clone())),
            parts => Some(Self(format!("({})", parts.join(by)))),
        }
    }
}

impl From<Match> for rusqlite::types::Value {
    fn from(Match(sought): Match) -> Self {
        Self::Text(sought)
    }
}

impl rusqlite::ToSql for Match {
    fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
        self.0.to_sql()
    }
}

/// Words that are there and begin so, or are spelled so but for a slip of the pen; so many at most.
pub(super) fn like(connection: &Connection, word: &str, most: usize) -> Result<Vec<String>, Error> {
    let mut found = Vec::new();
    each_term(connection, word, |term| {
        found.push(term.to_owned());
        found.len() < most
    })?;
    let first: String = word.chars().take(1).collect();
    each_term(connection, &first, |term| {
        let is_new = !found.iter().any(|known| known == term);
        if is_new && is_near(word, term) {
            found.push(term.to_owned());
        }
        found.len() < most
    })?;
    Ok(found)
}

/// Whether a slip of the pen, in a long word two, leads from one word to another.
fn is_near(word: &str, term: &str) -> bool {
    let most = if word.chars().count() < 8 { 1 } else { 2 };
    word.len().abs_diff(term.len()) <= 8 && strsim::osa_distance(word, term) <= most
}

/// Calls `each` with the words of the texts that begin so, in order, until it says to stop. Each is found by the one
/// before it, so that it does not matter how often it occurs.
fn each_term(
    connection: &Connection,
    beginning: &str,
    mut each: impl FnMut(&str) -> bool,
) -> Result<(), Error> {
    let mut select = connection.prepare_cached(NEXT_TERM)?;
    let mut from = beginning.to_owned();
    loop {
        let term: Option<String> = select.query_row([&from], |row| row.get(0)).optional()?;
        let Some(term) = term.filter(|term| term.starts_with(beginning)) else {
            return Ok(());
        };
        // Ids of actors and topics of several words are no words of a text.
        let is_word = !term.contains('·') && Id::parse(&term).is_err();
        if is_word && !each(&term) {
            return Ok(());
        }
        from = term + "\u{1}";
    }
}

/// The first word that is not less.
pub(super) const NEXT_TERM: &str = "SELECT term FROM word WHERE term >= ?1 LIMIT 1";

/// Holds the index against what the records say, word by word: of each row the sum of what is due less the sum of what
/// is there.
#[derive(Default)]
pub(super) struct Tally(BTreeMap<i64, u64>);

impl Tally {
    /// Adds what is due for a record that has a row.
    pub fn expect(&mut self, connection: &Connection, id: &Id, words: &Words) -> Result<(), Error> {
        let number: Option<i64> = connection
            .prepare_cached("SELECT number FROM record WHERE id = ?1")?
            .query_row([id.as_str()], |row| row.get(0))
            .optional()?;
        let Some(number) = number else {
            return Ok(());
        };
        let sum = self.0.entry(number).or_default();
        *sum = sum.wrapping_add(hash("", 0, ""));
        for (column, text) in Column::ALL.into_iter().zip(&words.0) {
            for (nth, word) in (0..).zip(text.split_terminator(' ')) {
                *sum = sum.wrapping_add(hash(column.name(), nth, word));
            }
        }
        Ok(())
    }

    /// What the file has otherwise, in words.
    pub fn compare(mut self, connection: &Connection) -> Result<Vec<String>, Error> {
        let mut take = |number: i64, hash: u64| {
            let sum = self.0.entry(number).or_default();
            *sum = sum.wrapping_sub(hash);
        };
        let mut select = connection.prepare("SELECT rowid FROM words")?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            take(row.get(0)?, hash("", 0, ""));
        }
        let mut select = connection.prepare("SELECT doc, col, \"offset\", term FROM word")?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            let text = |at: usize| Ok::<_, Error>(row.get_ref(at)?.as_str().unwrap_or_default());
            take(row.get(0)?, hash(text(1)?, row.get(2)?, text(3)?));
        }
        self.0.retain(|_, sum| *sum != 0);
        let mut select = connection.prepare("SELECT id FROM record WHERE number = ?1")?;
        let mut say = |number: &i64| {
            let id: Option<String> = select.query_row([number], |row| row.get(0)).optional()?;
            Ok(id.map_or_else(
                || format!("the words of row {number} are of no record"),
                |id| format!("the words of {id} are not what its changes say"),
            ))
        };
        self.0.keys().map(&mut say).collect()
    }
}

/// A number for the nth word of a column; for the row itself with neither.
fn hash(column: &str, nth: i64, word: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    (column, nth, word).hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Column, Match};
    use crate::store::Store;

    const TEXTS: [Column; 2] = [Column::Title, Column::Body];

    /// A file in memory with these words, one row a text.
    fn with(texts: &[&str]) -> rusqlite::Connection {
        let connection = Store::temporary().unwrap().readings.connection;
        for (number, text) in (1..).zip(texts) {
            let mut words = super::Words::default();
            words.add(Column::Title, text);
            words.write(&connection, number).unwrap();
        }
        connection
    }

    fn found(connection: &rusqlite::Connection, sought: &Match) -> Vec<i64> {
        connection
            .prepare("SELECT rowid FROM words WHERE words MATCH ?1 ORDER BY rowid")
            .unwrap()
            .query_map([sought], |row| row.get(0))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap()
    }

    #[test]
    fn what_is_typed_is_a_phrase_and_never_syntax() {
        let connection = with(&[
            "Trump-Putin summit",
            "Putin, Trump and a summit OR none",
            "Зеленський у Києві",
            "泽连斯基访问华盛顿",
            "Kyiv’s 3.5 % \" AND (title:x) NEAR",
        ]);
        for (typed, begins, due) in [
            ("Trump-Putin", false, vec![1]),
            ("TRUMP", false, vec![1, 2]),
            ("sum", false, vec![]),
            ("sum", true, vec![1, 2]),
            ("putin sum", true, vec![1]),
            ("зеленськии", false, vec![3]),
            ("КИЄВ", true, vec![3]),
            ("斯基", false, vec![4]),
            ("kyiv", false, vec![5]),
            ("Kyiv's", false, vec![5]),
            ("3.5", false, vec![5]),
            ("OR", false, vec![2]),
            ("\" AND", false, vec![2, 5]),
            ("(title:x) near", false, vec![5]),
            ("title", false, vec![5]),
        ] {
            let sought = Match::phrase(&TEXTS, typed, begins).unwrap();
            assert_eq!(found(&connection, &sought), due, "{typed}");
        }
        assert_eq!(Match::phrase(&TEXTS, " “*” – 👍", true), None);
    }

    #[test]
    fn alternatives_and_conjunctions_stand_in_each_other() {
        let connection = with(&["one two", "two three", "three one"]);
        let word = |word: &str| Match::phrase(&[Column::Title], word, false).unwrap();
        let either = Match::any([word("one"), word("two")]).unwrap();
        let sought = Match::all([either, word("three")]).unwrap();
        assert_eq!(found(&connection, &sought), [2, 3]);
        let many = Match::all((0..3_000).map(|_| word("two"))).unwrap();
        assert_eq!(found(&connection, &many), [1, 2]);
        assert_eq!(Match::any([]), None);
    }

    proptest! {
        #[test]
        fn every_text_is_found_by_itself(text in "\\PC{0,40}") {
            let connection = with(&[&text]);
            if let Some(sought) = Match::phrase(&TEXTS, &text, false) {
                prop_assert_eq!(found(&connection, &sought), [1]);
                let begins = Match::phrase(&TEXTS, &text, true).unwrap();
                prop_assert_eq!(found(&connection, &begins), [1]);
            }
        }
    }
}
