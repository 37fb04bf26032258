//! What the file knows, for a word that is being typed: by a glance that waits for nobody and writes nothing.

use std::path::Path;

use chrono::NaiveDate;
use clap_complete::engine::CompletionCandidate;

use crate::{
    model::{AnyRecord, Id, Kind, Word as _},
    recording::{Form, handle, shortened, words_for},
    report::{self, Ask, STALE_AFTER},
    store::{Error, Found, RecordRow, Store},
    when,
};

/// So many records are offered at most.
const MOST: usize = 100;
/// So many of those that were written last are offered where nothing is typed.
const LATEST: usize = 40;

/// Words that begin with what was typed, each with what is said beside it. Capitals are no matter.
pub(super) fn offer<W: AsRef<str>, A: AsRef<str>>(
    words: impl IntoIterator<Item = (W, A)>,
    current: &str,
) -> Vec<CompletionCandidate> {
    words
        .into_iter()
        .filter(|(word, _)| begins(word.as_ref(), current))
        .map(|(word, aside)| candidate(word.as_ref(), aside.as_ref()))
        .collect()
}

fn begins(word: &str, current: &str) -> bool {
    word.to_lowercase().starts_with(&current.to_lowercase())
}

fn candidate(word: &str, aside: &str) -> CompletionCandidate {
    let help = (!aside.is_empty()).then(|| aside.to_owned().into());
    CompletionCandidate::new(word).help(help)
}

/// What the file knows.
pub(super) struct Known {
    store: Store,
    today: NaiveDate,
}

impl Known {
    /// Looks at a file; none where it cannot be had at once.
    pub(super) fn glance(path: &Path, today: NaiveDate) -> Option<Self> {
        let store = Store::glance(path)?;
        Some(Self { store, today })
    }

    /// The record that a word reaches.
    pub(super) fn record(&self, typed: &str) -> Option<AnyRecord> {
        match self.store.find(Kind::ALL, typed).ok()? {
            Found::One(id, _) => self.store.row(&id).ok()??.any().ok(),
            _ => None,
        }
    }

    /// A record as a form: what it holds, as one types it.
    pub(super) fn form(&self, record: AnyRecord) -> Option<Form> {
        Form::of(&self.store, record).ok()
    }

    /// What is open, what comes first before the rest.
    pub(super) fn open(&self, kinds: &[Kind], current: &str) -> Vec<CompletionCandidate> {
        self.which(&self.open_rows(kinds), current)
    }

    /// What can be marked: what is open, then what was written last.
    pub(super) fn markable(&self, current: &str) -> Vec<CompletionCandidate> {
        let mut rows = self.open_rows(Kind::ENTRIES);
        for row in self.rows_of(Kind::ALL, current) {
            if !rows.iter().any(|known| known.id == row.id) {
                rows.push(row);
            }
        }
        let can_become = |record: AnyRecord| !words_for(&record).is_empty();
        rows.retain(|row| row.any().is_ok_and(can_become));
        self.which(&rows, current)
    }

    /// Records of these kinds: where nothing is typed the entries that were written last, else those whose id or slug
    /// begins so. After `actor:` actors alone, and so on.
    pub(super) fn records(&self, kinds: &[Kind], current: &str) -> Vec<CompletionCandidate> {
        if let Some((kind, rest)) = current.split_once(':') {
            let Ok(kind) = Kind::read(kind) else {
                return Vec::new();
            };
            let found = if kind.is_entry() {
                self.which(&self.rows_of(&[kind], rest), rest)
            } else {
                self.names(kind, rest)
            };
            let with_kind =
                |candidate: CompletionCandidate| candidate.add_prefix(format!("{kind}:"));
            return found.into_iter().map(with_kind).collect();
        }
        self.which(&self.rows_of(kinds, current), current)
    }

    /// Actors, sources or stories by their slugs, else by their names; by a name too where that is what was begun.
    pub(super) fn names(&self, kind: Kind, current: &str) -> Vec<CompletionCandidate> {
        let tail = "WHERE kind = ?1 AND removed = 0 ORDER BY sort";
        let mut found = Vec::new();
        let read = self.store.each_row(tail, [kind.word()], |row| {
            let record = row.any()?;
            let headline = record.facts().headline.to_owned();
            let slug = record.slug().map(ToString::to_string);
            let names = record.facts().names.into_iter().map(str::to_owned);
            let mut words = slug.into_iter().chain(names);
            if let Some(word) = words.find(|word| begins(word, current)) {
                // In a list of names one with a comma in it would be read as two.
                let word = match kind == Kind::Actor && word.contains(',') {
                    true => handle(&self.store, &record)?,
                    false => word,
                };
                let aside = if word == headline {
                    ""
                } else {
                    headline.as_str()
                };
                found.push(candidate(&word, &shortened(aside)));
            }
            Ok(found.len() < MOST)
        });
        read.map_or_else(|_| Vec::new(), |()| found)
    }

    /// Topics, the most used first.
    pub(super) fn topics(&self, current: &str) -> Vec<CompletionCandidate> {
        let ask = Ask {
            today: self.today,
            now: 0,
            zone: crate::when::Zone::UTC,
            story: None,
            narrow: report::Narrow::default(),
            stale_after: STALE_AFTER,
            limit: None,
        };
        let Ok(report) = report::topics(&self.store, &ask) else {
            return Vec::new();
        };
        let topics = report.items("items").iter();
        offer(topics.map(|topic| (&topic.topic, "")), current)
    }

    /// The latest operations.
    pub(super) fn operations(&self, current: &str) -> Vec<CompletionCandidate> {
        const LAST: usize = 20;
        let operations = self.store.history(None, Some(LAST)).unwrap_or_default();
        let rows = operations.iter().map(|operation| {
            let command = operation.operation.header.command.clone();
            (format!("o{}", operation.number), command)
        });
        offer(rows, current)
    }

    fn open_rows(&self, kinds: &[Kind]) -> Vec<RecordRow> {
        let mut rows = Vec::new();
        let tail = "WHERE open = 1 AND removed = 0 ORDER BY latest IS NULL, latest, earliest, sort";
        // Where the file cannot be read further, what was read is offered.
        let _ = self.store.each_row(tail, [], |row| {
            if kinds.contains(&row.kind) {
                rows.push(row);
            }
            Ok(rows.len() < MOST)
        });
        rows
    }

    fn rows_of(&self, kinds: &[Kind], current: &str) -> Vec<RecordRow> {
        let rows = if current.is_empty() {
            let entries: Vec<Kind> = kinds
                .iter()
                .copied()
                .filter(|kind| kind.is_entry())
                .collect();
            self.store.latest(&entries, LATEST)
        } else {
            self.beginning(current)
        };
        let mut rows = rows.unwrap_or_default();
        rows.retain(|row| kinds.contains(&row.kind));
        rows
    }

    /// Those whose id or slug begins so.
    fn beginning(&self, current: &str) -> Result<Vec<RecordRow>, Error> {
        let range = [current.to_owned(), format!("{current}~")];
        let by_slug =
            format!("WHERE slug >= ?1 AND slug < ?2 AND removed = 0 ORDER BY slug LIMIT {MOST}");
        let mut rows = self.store.rows(&by_slug, range.each_ref())?;
        if Id::is_prefix(current) {
            let by_id = format!(
                "WHERE record.id >= ?1 AND record.id < ?2 AND removed = 0 ORDER BY record.id LIMIT {MOST}"
            );
            rows.extend(self.store.rows(&by_id, range.each_ref())?);
        }
        Ok(rows)
    }

    /// Each as one types it, with its title and date beside it.
    fn which(&self, rows: &[RecordRow], current: &str) -> Vec<CompletionCandidate> {
        let mut found: Vec<CompletionCandidate> = Vec::new();
        for row in rows {
            let Ok(record) = row.any() else { continue };
            let Some(word) = self.word(&record, current) else {
                continue;
            };
            let aside = self.aside(&record);
            if found.iter().all(|known| known.get_value() != word.as_str()) {
                found.push(candidate(&word, &aside));
            }
        }
        found
    }

    /// How one types a record, beginning with these letters: as lists show it, else by its slug, else by its whole id.
    fn word(&self, record: &AnyRecord, current: &str) -> Option<String> {
        let id = record.id();
        let short = self
            .store
            .short_id(&id)
            .ok()
            .filter(|_| record.kind().is_entry());
        let slug = record.slug().map(ToString::to_string);
        let words = [short, slug, Some(id.to_string())];
        words
            .into_iter()
            .flatten()
            .find(|word| begins(word, current))
    }

    fn aside(&self, record: &AnyRecord) -> String {
        let facts = record.facts();
        let mut aside = shortened(facts.headline);
        if let Some(date) = facts.date {
            aside = format!("{aside} · {}", when::short(date, self.today));
        }
        aside
    }
}
