//! The rules over several records, checked on the outcome of every command before it is kept: slugs are unique,
//! references lead to what stands, links join the kinds that they may, chains do not bite their tail.
//!
//! Only what a command touched is checked, so that what two desks brought about together bars nobody from going on.

use std::collections::BTreeSet;

use super::{
    Error, Field,
    which::{shortened, typed as typed_of},
};
use crate::{
    model::{AnyRecord, CHAINS, Id, Kind, Slug, Verb, Word as _},
    store::{Draft, Touched},
};

/// Checks all that a command touched. In a state that it brings back a record may break a rule as it did, and refer to
/// one that was removed.
pub(super) fn check(draft: &Draft<'_>, touched: &Touched, command: &str) -> Result<(), Error> {
    for (id, registers) in touched {
        let Some(row) = draft.row(id)?.filter(|row| !row.removed) else {
            continue;
        };
        let record = row.any()?;
        // A state that the file was in may be so again, whatever brought it about.
        if !draft.brings_back() {
            check_fields(&record, registers)?;
        }
        if registers.contains("slug") || registers.contains(crate::model::ADDED) {
            check_slug(draft, &record, command)?;
        }
        if !draft.brings_back() {
            check_references(draft, &record, registers)?;
        }
        check_chains(draft, &record, registers)?;
    }
    Ok(())
}

/// Refuses what the command broke, or left broken though it touched it. What else two desks brought about together stands.
fn check_fields(record: &AnyRecord, registers: &BTreeSet<String>) -> Result<(), Error> {
    let names = || registers.iter().map(String::as_str);
    let broken = record
        .findings()
        .into_iter()
        .find(|rule| rule.is_over(names()));
    broken.map_or(Ok(()), |rule| Err(rule.into()))
}

fn check_slug(draft: &Draft<'_>, record: &AnyRecord, command: &str) -> Result<(), Error> {
    let Some(slug) = record.slug() else {
        return Ok(());
    };
    let kind = record.kind();
    let kinds = if kind.is_entry() {
        Kind::ENTRIES
    } else {
        &[kind]
    };
    let rows = draft.rows(
        "WHERE slug = ?1 AND removed = 0 ORDER BY substr(sort, 17)",
        [slug.as_str()],
    )?;
    match rows
        .iter()
        .find(|row| row.id != record.id() && kinds.contains(&row.kind))
    {
        None => Ok(()),
        Some(taken) => Err(Error::refused(
            format!(
                "the slug {slug} is taken by {} \"{}\"",
                taken.id,
                shortened(taken.any()?.facts().headline)
            ),
            // The slug was typed, or comes back with what an undo or a redo brings back.
            match command {
                "undo" | "redo" => format!(
                    "tidings edit {} --slug {}, then this again",
                    draft.short_id(&taken.id)?,
                    free(draft, slug)?
                ),
                _ => format!("--slug {}", free(draft, slug)?),
            },
        )
        .of(Field::Slug)),
    }
}

/// The slug with the first number that no record has.
fn free(draft: &Draft<'_>, slug: &Slug) -> Result<String, Error> {
    let mut number = 2;
    loop {
        let numbered = format!("{slug}-{number}");
        let taken = draft.rows("WHERE slug = ?1 AND removed = 0", [numbered.as_str()])?;
        if taken.is_empty() {
            return Ok(numbered);
        }
        number += 1;
    }
}

/// The fields of which a touched register is one, or a member.
fn fields(registers: &BTreeSet<String>) -> impl Iterator<Item = &str> {
    registers
        .iter()
        .map(|register| register.split('/').next().unwrap_or(register))
}

fn check_references(
    draft: &Draft<'_>,
    record: &AnyRecord,
    registers: &BTreeSet<String>,
) -> Result<(), Error> {
    let touched: BTreeSet<&str> = fields(registers).collect();
    let all = touched.contains(crate::model::ADDED);
    for (verb, to) in record.facts().refers {
        let link = Verb::read(verb).ok();
        let is_touched = all
            || touched.contains(verb)
            || (link.is_some() && registers.contains(&format!("links/{verb}/{to}")))
            || (verb == "source" && (touched.contains("citations") || touched.contains("moves")))
            || (verb == "by" && (touched.contains("moves") || touched.contains("forecasts")));
        if !is_touched {
            continue;
        }
        let found = draft.row(&to)?;
        let Some(target) = found.as_ref().filter(|target| !target.removed) else {
            let name = found.map(|target| target.any()).transpose()?;
            let name = name.map_or_else(
                || to.to_string(),
                |target| shortened(target.facts().headline),
            );
            return Err(Error::refused(
                format!(
                    "{} \"{}\" refers to \"{name}\", which is removed",
                    typed_of(draft, record)?,
                    shortened(record.facts().headline)
                ),
                format!("bring that back first: tidings history {to}"),
            ));
        };
        if let Some(what) = misfit(record.kind(), verb, &to, target.kind) {
            let hint = match kind_of(verb, record.kind()) {
                Some(due) => format!("tidings {} lists what it may be", due.plural()),
                None => format!("tidings link {} {to} lists the verbs that do", record.id()),
            };
            return Err(Error::refused(what, hint));
        }
    }
    Ok(())
}

/// Why a record of one kind cannot refer to one of another kind by this verb or field; none where it can.
pub(super) fn misfit(from: Kind, verb: &str, to: &Id, target: Kind) -> Option<String> {
    use super::error::article;
    if let Some(due) = kind_of(verb, from).filter(|due| *due != target) {
        return Some(format!(
            "{to} is {}, and {verb} takes {}",
            article(&target),
            article(&due)
        ));
    }
    let link = Verb::read(verb).ok();
    link.filter(|verb| !verb.joins(from, target)).map(|verb| {
        format!(
            "\"{verb}\" does not lead from {} to {}",
            article(&from),
            article(&target)
        )
    })
}

/// Refuses a chain that would bite its tail.
fn check_chains(
    draft: &Draft<'_>,
    record: &AnyRecord,
    registers: &BTreeSet<String>,
) -> Result<(), Error> {
    for chain in CHAINS {
        let touches = registers.contains(chain)
            || registers.contains(crate::model::ADDED)
            || registers
                .iter()
                .any(|register| register.starts_with(&format!("links/{chain}/")));
        let starts = record.facts().refers.iter().any(|(verb, _)| *verb == chain);
        if touches && starts && comes_back(draft, &record.id(), chain)? {
            return Err(Error::refused(
                format!(
                    "then {} would come back to itself by {}",
                    typed_of(draft, record)?,
                    chain.replace('_', " ")
                ),
                "name another record",
            )
            .of_any(Field::by_flag(chain)));
        }
    }
    Ok(())
}

fn comes_back(draft: &Draft<'_>, start: &Id, chain: &str) -> Result<bool, Error> {
    let mut open = vec![*start];
    let mut seen = BTreeSet::new();
    while let Some(id) = open.pop() {
        let Some(row) = draft.row(&id)? else { continue };
        for (_, to) in row
            .any()?
            .facts()
            .refers
            .into_iter()
            .filter(|(verb, _)| *verb == chain)
        {
            if to == *start {
                return Ok(true);
            }
            if seen.insert(to) {
                open.push(to);
            }
        }
    }
    Ok(false)
}

/// The kind of record that a field of one kind leads to; none for the verbs of links, which join several.
fn kind_of(field: &str, from: Kind) -> Option<Kind> {
    match field {
        "story" => Some(Kind::Story),
        "source" | "origin" => Some(Kind::Source),
        "speakers" | "participants" | "by" | "of" => Some(Kind::Actor),
        "merged_into" => Some(from),
        _ => None,
    }
}
