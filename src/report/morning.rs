//! The morning: what is open and what comes next, on one screen.

use chrono::NaiveDate;
use rusqlite::types::Value;

use super::{
    Ask, Due, Item, Report, ReportName,
    query::{BY_EARLIEST, BY_LATEST, Query, UNDATED},
    questions::limited,
    touch,
};
use crate::{
    model::{Id, Verb},
    store::{Error, Store, day_number},
};

/// How far the morning looks ahead.
const AHEAD: i64 = 7;

/// The questions that are not hidden past today: what [`touch::hides`] says of a date, in SQL.
const IN_SIGHT: &str = "kind = 'question' AND coalesce(document ->> '$.hidden_until.earliest', \
                        document ->> '$.hidden_until.latest', '') <= date(?1 * 86400, 'unixepoch')";

/// The queries, each answered by one index. Events stand by their first day, questions by the last of their deadline:
/// a question is no event that can be under way.
pub(super) fn queries(ask: &Ask) -> Vec<(&'static str, Query)> {
    let (today, end) = (
        Value::from(ask.day()),
        Value::from(i64::from(ask.day()) + AHEAD),
    );
    let open = |condition: &str, order, values: &[Value]| {
        Query::open(ask, condition, order, values.to_vec())
    };
    let day = std::slice::from_ref(&today);
    let week = [today.clone(), end];
    vec![
        (
            "overdue events",
            open("latest < ?1 AND kind = 'event'", BY_LATEST, day),
        ),
        (
            "overdue questions",
            open(&format!("latest < ?1 AND {IN_SIGHT}"), BY_LATEST, day),
        ),
        (
            "today events",
            open(
                "latest = ?1 AND earliest = ?1 AND kind = 'event'",
                BY_LATEST,
                day,
            ),
        ),
        (
            "today questions",
            open(&format!("latest = ?1 AND {IN_SIGHT}"), BY_LATEST, day),
        ),
        (
            "running events",
            open(
                "earliest <= ?1 AND latest >= ?1 AND earliest < latest AND kind = 'event'",
                BY_EARLIEST,
                day,
            ),
        ),
        (
            "next events",
            open(
                "earliest > ?1 AND earliest <= ?2 AND kind = 'event'",
                BY_EARLIEST,
                &week,
            ),
        ),
        (
            "next questions",
            open(
                &format!("latest > ?1 AND latest <= ?2 AND {IN_SIGHT}"),
                BY_LATEST,
                &week,
            ),
        ),
        ("check-again", check_again(ask)),
        (
            "to-do dated",
            open("latest IS NOT NULL AND kind = 'note'", BY_LATEST, &[]),
        ),
        (
            "to-do undated",
            open("earliest IS NULL AND kind = 'note'", UNDATED, &[]),
        ),
    ]
}

/// Whatever may be due for a look: a look was set, or nobody touched it for long and no date wakes it.
pub(super) fn check_again(ask: &Ask) -> Query {
    // Stale means untouched from the day `stale_after` days ago on, that day included.
    let untouched_before = ask.start_of(1 - ask.stale_after);
    let condition = "kind IN ('event', 'question') AND ((last_change < ?1 AND (kind = 'question' OR earliest IS NULL \
                     OR document ->> '$.certainty' = 'mooted')) OR document ->> '$.check_on.edtf' IS NOT NULL \
                     OR document ->> '$.check_every' IS NOT NULL OR document ->> '$.hidden_until.edtf' IS NOT NULL)";
    Query::open(
        ask,
        condition,
        BY_LATEST,
        vec![Value::from(untouched_before)],
    )
}

/// What lifts today and in the days ahead.
fn embargoes(ask: &Ask) -> Query {
    let values = vec![
        Value::from(ask.start_of(0)),
        Value::from(ask.start_of(AHEAD + 1)),
    ];
    let condition = "embargo_until >= ?1 AND embargo_until < ?2";
    Query::of(ask, condition, "embargo_until, sort", values)
}

/// Reports what is overdue, today, running, next, to be looked at again, to be done, and about to be free.
///
/// # Errors
/// What SQLite says, or damage.
pub fn morning(store: &Store, ask: &Ask) -> Result<Report<Item>, Error> {
    let mut report = Report::empty(ReportName::Morning, ask);
    let mut found = Vec::new();
    for (name, query) in queries(ask) {
        let group = name.split(' ').next().unwrap_or(name);
        if group == "check-again" {
            continue;
        }
        // What is overdue is never shortened.
        let limit = ask.limit.filter(|_| group != "overdue");
        let rows = query.rows(store, limit)?;
        found.push((group, Item::read_all(&rows.rows, ask)?, rows.left_out));
    }
    found.push(("check-again", due(store, ask)?, 0));
    let lifting = embargoes(ask).rows(store, ask.limit)?;
    found.push((
        "embargoes",
        Item::read_all(&lifting.rows, ask)?,
        lifting.left_out,
    ));
    for name in ReportName::Morning.groups() {
        let (mut items, mut left_out) = (Vec::new(), 0);
        for (_, more, rest) in found.iter_mut().filter(|(group, ..)| group == name) {
            items.append(more);
            left_out += *rest;
        }
        if matches!(*name, "overdue" | "next") {
            items.sort_by_key(day);
        }
        let limit = ask.limit.filter(|_| *name != "overdue");
        left_out += limited(&items, limit).1;
        items.truncate(limit.unwrap_or(usize::MAX));
        report.fill(name, items, left_out);
    }
    count(store, ask, &mut report)?;
    report.finish(store)
}

/// The day by which the morning orders: the first of an event that comes, the last of everything else.
pub(super) fn day(item: &Item) -> Option<NaiveDate> {
    let bounds = item.record.facts().date?.bounds();
    if item.event().is_some() && !item.is_overdue() {
        bounds.earliest
    } else {
        bounds.latest
    }
}

/// What is to be looked at again, what is longest due first.
fn due(store: &Store, ask: &Ask) -> Result<Vec<Item>, Error> {
    let rows = check_again(ask).rows(store, None)?;
    let mut items = Item::read_all(&rows.rows, ask)?;
    items.retain(|item| item.due(ask.today).is_some() && !item.is_hidden(ask.today));
    touch::touch(store, ask, &mut items)?;
    for item in &mut items {
        item.due = item.due(ask.today);
    }
    items.retain(|item| match item.due {
        None => false,
        Some(Due::Check(_)) => true,
        // What the morning shows above for its date is awake.
        Some(Due::Stale(_)) => day(item).is_none_or(|day| (day - ask.today).num_days() > AHEAD),
    });
    // A part that is stale with its whole is looked at with it.
    let listed: Vec<Id> = items.iter().map(|item| item.record.id()).collect();
    items.retain(|item| {
        let mut wholes = item.record.linked(Verb::PartOf);
        !matches!(item.due, Some(Due::Stale(_))) || !wholes.any(|whole| listed.contains(&whole))
    });
    items.sort_by_key(|item| match item.due {
        Some(Due::Check(day)) => (0, i64::from(day_number(day))),
        Some(Due::Stale(days)) => (1, -days),
        None => (2, 0),
    });
    Ok(items)
}

fn count(store: &Store, ask: &Ask, report: &mut Report<Item>) -> Result<(), Error> {
    let today = Value::from(ask.day());
    let asked = |condition: &str| {
        let condition = format!("{IN_SIGHT}{condition}");
        Query::open(ask, &condition, BY_EARLIEST, vec![today.clone()]).count(store)
    };
    let part = "EXISTS (SELECT 1 FROM edge JOIN record whole ON whole.id = edge.target WHERE edge.record = record.id \
                AND edge.verb = 'part-of' AND whole.kind = 'question' AND whole.open = 1 AND whole.removed = 0)";
    report.counts.parts = asked(&format!(" AND {part}"))?;
    report.counts.questions = asked("")?.saturating_sub(report.counts.parts);
    let undated = "kind = 'event' AND earliest IS NULL";
    report.counts.undated = Query::open(ask, undated, BY_EARLIEST, Vec::new()).count(store)?;
    if let Some(story) = ask.story {
        let values = vec![Value::from(ask.day()), Value::Text(story.to_string())];
        let elsewhere = "latest < ?1 AND record.story IS NOT ?2 AND kind IN ('event', 'question')";
        let anywhere = Ask {
            story: None,
            ..ask.clone()
        };
        report.counts.overdue_elsewhere =
            Query::open(&anywhere, elsewhere, BY_LATEST, values).count(store)?;
    }
    Ok(())
}
