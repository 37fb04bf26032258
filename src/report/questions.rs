//! Open questions, each with its parts.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;

use super::{
    Ask, Asked, Due, Item, Report, ReportName,
    query::{BY_LATEST, BY_SORT, Query, UNDATED},
    touch,
};
use crate::{
    model::{Id, Link, Verb},
    store::{Error, RecordRow, Store},
    when::When,
};

/// Parts of parts of parts … stand this deep in each other; what lies deeper stands side by side.
const DEEPEST: usize = 6;

/// Those with a deadline first, the next one first; then the others in the order in which they were recorded.
pub(super) fn queries(ask: &Ask) -> Vec<(&'static str, Query)> {
    let query = |condition: &str, order| {
        Query::open(
            ask,
            &format!("{condition} AND kind = 'question'"),
            order,
            Vec::new(),
        )
    };
    vec![
        ("deadline", query("latest IS NOT NULL", BY_LATEST)),
        ("no-deadline", query("earliest IS NULL", UNDATED)),
    ]
}

/// Which questions are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Wanted {
    /// The open ones, parts under what they are part of.
    #[default]
    Open,
    /// Of the open ones those that nobody touched for long, and those that are due: a look was set, they came into sight
    /// again, or their deadline is here or past.
    Waiting {
        /// Those that are stale.
        stale: bool,
        /// Those that are due.
        due: bool,
    },
    /// All, the hidden and the settled ones too.
    All,
}

/// Reports the questions that are wanted.
///
/// # Errors
/// What SQLite says, or damage.
pub fn questions(store: &Store, ask: &Ask, wanted: Wanted) -> Result<Report<Item>, Error> {
    let mut report = match wanted {
        Wanted::Open => open(store, ask)?,
        Wanted::All => {
            let all = Query::of(ask, "kind = 'question'", BY_SORT, Vec::new());
            listed(store, ask, wanted, vec![all], |_| true)?
        }
        Wanted::Waiting { stale, due } => {
            let queries = queries(ask).into_iter().map(|(_, query)| query);
            let is_wanted = |item: &Item| {
                let is_stale = item.stale_on(ask.today).is_some_and(|day| day <= ask.today);
                let is_due = matches!(item.due(ask.today), Some(Due::Check(_)));
                !item.is_hidden(ask.today)
                    && (stale && is_stale || due && (is_due || item.is_at_deadline(ask.today)))
            };
            listed(store, ask, wanted, queries.collect(), is_wanted)?
        }
    };
    report.count_elsewhere(ask, |ask| questions(store, ask, wanted))?;
    Ok(report)
}

/// Questions side by side with their parts, those alone that are wanted, of how many is counted.
fn listed(
    store: &Store,
    ask: &Ask,
    wanted: Wanted,
    queries: Vec<Query>,
    is_wanted: impl Fn(&Item) -> bool,
) -> Result<Report<Item>, Error> {
    let mut report = Report::empty(ReportName::Questions, ask);
    let mut items = Vec::new();
    for query in queries {
        items.extend(Item::read_all(&query.rows(store, None)?.rows, ask)?);
    }
    for item in &mut items {
        item.asked = Some(Asked::default());
    }
    touch::touch(store, ask, &mut items)?;
    report.counts.wanted = wanted;
    report.counts.questions = items.iter().filter(|item| item.stands.is_some()).count();
    items.retain(is_wanted);
    let left_out = limited(&items, ask.limit).1;
    items.truncate(ask.limit.unwrap_or(usize::MAX));
    report.fill("items", items, left_out);
    report.finish(store)
}

/// The open questions that are not hidden, parts under what they are part of.
fn open(store: &Store, ask: &Ask) -> Result<Report<Item>, Error> {
    let mut report = Report::empty(ReportName::Questions, ask);
    let tree = Tree::read(store, ask)?;
    let (tops, left_out) = limited(&tree.tops, ask.limit);
    let mut items = tree.items(tops, ask)?;
    touch::touch(store, ask, &mut items)?;
    report.counts.questions = tree.tops.len();
    report.counts.parts = tree.rows.len() - tree.tops.len();
    report.counts.hidden = tree.hidden;
    report.fill("items", items, left_out);
    report.finish(store)
}

/// The first of a list, and how many a limit leaves out.
pub(super) fn limited<T>(list: &[T], limit: Option<usize>) -> (&[T], usize) {
    let shown = limit.map_or(list.len(), |limit| limit.min(list.len()));
    let (shown, rest) = list.split_at(shown);
    (shown, rest.len())
}

/// The open questions in sight, and which is part of which.
pub(super) struct Tree {
    rows: HashMap<Id, RecordRow>,
    links: HashMap<Id, Vec<Link>>,
    parts: HashMap<Id, Vec<Id>>,
    /// Those that are part of none that is open, in order.
    pub tops: Vec<Id>,
    /// How many are out of sight.
    pub hidden: usize,
}

/// What the tree needs of a question; the rest is read of those alone that are shown.
#[derive(Deserialize)]
struct Part {
    hidden_until: Option<When>,
    links: Vec<Link>,
}

impl Tree {
    pub fn read(store: &Store, ask: &Ask) -> Result<Self, Error> {
        let mut tree = Self {
            rows: HashMap::new(),
            links: HashMap::new(),
            parts: HashMap::new(),
            tops: Vec::new(),
            hidden: 0,
        };
        let mut order = Vec::new();
        for (_, query) in queries(ask) {
            query.each(store, |row| {
                let part: Part = row.part()?;
                if part
                    .hidden_until
                    .is_some_and(|until| touch::hides(&until, ask.today))
                {
                    tree.hidden += 1;
                } else {
                    order.push(row.id);
                    tree.links.insert(row.id, part.links);
                    tree.rows.insert(row.id, row);
                }
                Ok(true)
            })?;
        }
        tree.grow(&order);
        Ok(tree)
    }

    /// The open question that this one is part of.
    fn whole(&self, id: Id) -> Option<Id> {
        let links = self.links.get(&id)?;
        let part_of = links.iter().filter(|link| link.verb == Verb::PartOf);
        part_of
            .map(|link| link.to)
            .find(|whole| self.rows.contains_key(whole) && *whole != id)
    }

    /// Says which is part of which. A chain that bites its tail stands under its smallest id.
    fn grow(&mut self, order: &[Id]) {
        let mut bitten = HashSet::new();
        let mut settled = HashSet::new();
        for id in order {
            let (mut chain, mut at) = (Vec::new(), Some(*id));
            while let Some(one) = at.filter(|one| !settled.contains(one)) {
                if let Some(from) = chain.iter().position(|other| *other == one) {
                    bitten.extend(chain.iter().skip(from).min().copied());
                    break;
                }
                chain.push(one);
                at = self.whole(one);
            }
            settled.extend(chain);
        }
        for id in order {
            match self.whole(*id).filter(|_| !bitten.contains(id)) {
                Some(whole) => self.parts.entry(whole).or_default().push(*id),
                None => self.tops.push(*id),
            }
        }
    }

    /// These questions with their parts.
    pub fn items(&self, tops: &[Id], ask: &Ask) -> Result<Vec<Item>, Error> {
        tops.iter()
            .filter_map(|id| self.rows.get(id))
            .map(|row| self.item(row, ask, 1))
            .collect()
    }

    fn item(&self, row: &RecordRow, ask: &Ask, depth: usize) -> Result<Item, Error> {
        let mut item = Item::read(row, ask)?;
        let mut asked = Asked::default();
        if depth < DEEPEST {
            for part in self.parts_of(row.id).filter_map(|id| self.rows.get(id)) {
                asked.parts.push(self.item(part, ask, depth + 1)?);
            }
        } else {
            let mut below: Vec<Id> = self.parts_of(row.id).copied().collect();
            while let Some(id) = below.pop() {
                if let Some(part) = self.rows.get(&id) {
                    let mut part = Item::read(part, ask)?;
                    part.asked = Some(Asked::default());
                    asked.parts.push(part);
                }
                below.extend(self.parts_of(id));
            }
        }
        item.asked = Some(asked);
        Ok(item)
    }

    fn parts_of(&self, id: Id) -> impl Iterator<Item = &Id> {
        self.parts.get(&id).into_iter().flatten()
    }

    /// What a question, else its parts, is about or waits on.
    pub fn bears_on(&self, top: Id) -> Vec<Id> {
        let (mut found, mut below) = (Vec::new(), vec![top]);
        while let (true, Some(id)) = (found.is_empty(), below.pop()) {
            let links = self.links.get(&id).into_iter().flatten();
            found.extend(
                links
                    .filter(|link| matches!(link.verb, Verb::About | Verb::WaitsOn))
                    .map(|link| link.to),
            );
            below.extend(self.parts_of(id));
        }
        found
    }
}
