//! What a write says: the record as it now is, what changed, and one line of notices.

mod cited;

use std::process::ExitCode;

use serde::Serialize;

use self::cited::{said_of, sources};
use super::{desk::Desk, error::Failure};
use crate::{
    model::{AnyRecord, Id, Move, MoveKind},
    recording::{self, Done, Notice, Reversal},
    render::{self, Block, Text},
    report::Names,
    store::{Store, Written},
    when,
};

/// A write as `--json` prints it.
#[derive(Serialize)]
struct Echo<'a> {
    operation: Option<String>,
    record: &'a AnyRecord,
    notices: &'a [Notice],
}

/// Shows what a verb did to a record.
pub(super) fn done(desk: &Desk, store: &Store, written: &Written<Done>) -> Result<(), Failure> {
    let done = &written.value;
    let mut notices = done.notices.clone();
    notices.extend(place_notices(desk, written.remembered, written.clock_ahead));
    if desk.ui.json {
        let operation = written.operation.map(|number| format!("o{number}"));
        return desk.ui.print_json(&Echo {
            operation,
            record: &done.after,
            notices: &notices,
        });
    }
    if desk.ui.quiet {
        return desk.ui.line(done.id().as_str());
    }
    let names = names(store, done)?;
    let removed = store.row(&done.id())?.is_some_and(|row| row.removed);
    if removed {
        desk.ui.show(&[Block::text(format!(
            "Removed {}.",
            name(store, &done.id())?
        ))])?;
    } else {
        desk.ui
            .show(&blocks(desk, done, written.operation.is_some(), &names))?;
    }
    desk.ui.notice(&notices);
    Ok(())
}

fn names(store: &Store, done: &Done) -> Result<Names, Failure> {
    let mut names = Names::default();
    if let Some(before) = &done.before {
        names.learn_record(store, before)?;
    }
    names.learn_record(store, &done.after)?;
    Ok(names)
}

fn blocks(desk: &Desk, done: &Done, wrote: bool, names: &Names) -> Vec<Block> {
    let today = desk.moment.today;
    let short = handle(&done.after, names);
    let Some(before) = &done.before else {
        let mut asides = Vec::new();
        for (source, new) in sources(done) {
            let name = recording::shell::quote(&names.handle(source));
            let new = if new { ", new" } else { "" };
            let said = said_of(&done.after, source);
            asides.push(format!("source {name}{new}{said}"));
        }
        asides.extend(done.asides.iter().cloned());
        let mut blocks = render::echo(&done.after, names, today, &short, &asides);
        if let Some(taken) = &done.taken {
            match blocks.last_mut() {
                Some(Block::Row(row)) => row.under.push(Text::plain(taken)),
                _ => blocks.push(Block::Line(short.chars().count() + 2, Text::plain(taken))),
            }
        }
        return blocks;
    };
    let mut lines = match moved(before, &done.after, names, today) {
        Some((line, before)) => {
            let mut lines = vec![line];
            lines.extend(render::changes(&before, &done.after, names, today));
            lines
        }
        None => render::changes(before, &done.after, names, today),
    };
    if !wrote {
        lines.push("nothing changed".to_owned());
    }
    let mut asides = Vec::new();
    let moved = entry_of(before, &done.after).and_then(|entry| entry.citation.as_ref());
    for (source, new) in sources(done) {
        let name = format!("source {}", names.handle(source));
        let new = if new { ", new" } else { "" };
        let is_it = |line: &&mut String| {
            let rest = line.strip_prefix(&name);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([',', ':']))
        };
        let said = moved.filter(|cited| cited.source == source);
        let said = said.map_or_else(String::new, |cited| render::echo_cited(cited, ""));
        match lines.iter_mut().find(is_it) {
            Some(line) => line.insert_str(name.len(), new),
            None if new.is_empty() && said.is_empty() => {}
            None => asides.push(format!("{name}{new}{said}")),
        }
    }
    asides.extend(done.asides.iter().cloned());
    if let Some(last) = lines.last_mut() {
        for aside in asides {
            last.push_str(" · ");
            last.push_str(&aside);
        }
    }
    render::echo_changes(&done.after, names, &short, &lines)
}

/// The entry of moves that a verb wrote.
fn entry_of<'r>(before: &AnyRecord, after: &'r AnyRecord) -> Option<&'r Move> {
    match (before, after) {
        (AnyRecord::Event(before), AnyRecord::Event(after)) => {
            let came = after.own.moves.len() > before.own.moves.len();
            after.own.moves.last().filter(|_| came)
        }
        _ => None,
    }
}

/// How one types the record: an entry by the fewest letters of its id, as lists show it; an actor, a source or a story
/// by its slug.
pub(super) fn handle(record: &AnyRecord, names: &Names) -> String {
    match record.slug() {
        Some(slug) if !record.kind().is_entry() => slug.to_string(),
        // Of what was merged the names are those of another record.
        _ if names
            .get(record.id())
            .is_some_and(|name| name.of != record.id()) =>
        {
            record.id().to_string()
        }
        _ => names.short(record.id()),
    }
}

/// The line of a move: old → new, what that amounts to, why, by whom; and the record before, with all that this line
/// says put as it now is.
fn moved(
    before: &AnyRecord,
    after: &AnyRecord,
    names: &Names,
    today: chrono::NaiveDate,
) -> Option<(String, AnyRecord)> {
    let step = entry_of(before, after)?;
    let (AnyRecord::Event(before), AnyRecord::Event(after)) = (before, after) else {
        return None;
    };
    let mut parts = Vec::new();
    if step.kind == MoveKind::Announced {
        parts.push(when::change(step.from.as_ref(), step.to.as_ref(), today));
        let shift = step.shift().words();
        let slips = after.own.moves.iter().filter(|step| step.is_slip()).count();
        parts.push(if step.is_slip() {
            format!("{shift} ({} time)", ordinal(slips))
        } else {
            shift
        });
        if before.own.status != after.own.status {
            parts.push(format!("{} again", after.own.status));
        }
    } else {
        parts.push(format!("{} → {}", before.own.status, after.own.status));
        match (step.kind, &step.from, &step.to) {
            (MoveKind::TookPlace, from, to) => {
                parts.push(when::change(from.as_ref(), to.as_ref(), today))
            }
            (_, Some(from), _) => parts.push(format!("was {}", when::short(from, today))),
            _ => {}
        }
    }
    let why = step.why.clone();
    let by = step.by.map(|by| format!("by {}", names.words(by)));
    let reason: Vec<String> = [why, by].into_iter().flatten().collect();
    if !reason.is_empty() {
        parts.push(reason.join(", "));
    }
    let mut said = before.clone();
    let (own, now) = (&mut said.own, &after.own);
    own.moves.clone_from(&now.moves);
    own.when.clone_from(&now.when);
    own.status = now.status;
    if now.certainty.is_none() {
        own.certainty = None;
    }
    Some((parts.join(" · "), said.into()))
}

fn ordinal(count: usize) -> String {
    let suffix = match (count % 10, count % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{count}{suffix}")
}

/// What is to be known of the place and the clock.
pub(super) fn place_notices(
    desk: &Desk,
    remembered: bool,
    clock_ahead: Option<u64>,
) -> Vec<Notice> {
    let mut notices = Vec::new();
    if !remembered {
        notices.push(Notice::plain(
            "no-state",
            "no state can be kept here: this command is a replica of its own",
        ));
    }
    // In a rehearsal the clock is set on purpose.
    if let Some(newest) = clock_ahead.filter(|_| !desk.moment.is_off()) {
        let newest = when::utc(newest);
        let newest = newest.map_or_else(String::new, |time| {
            format!(" ({})", time.format("%Y-%m-%d %H:%M UTC"))
        });
        notices.push(Notice::plain(
            "clock",
            format!("the newest operation is more than 24 hours ahead of now{newest}"),
        ));
    }
    notices
}

/// A record as one names it in a sentence.
pub(super) fn name(store: &Store, id: &Id) -> Result<String, Failure> {
    let names = Names::of(store, [*id])?;
    let record = store.any(id)?;
    let handle = record.map_or_else(|| id.to_string(), |record| handle(&record, &names));
    let words = names.get(*id).map(|name| name.words.clone());
    Ok(format!("{handle} “{}”", words.unwrap_or_default()))
}

/// An undo or redo as `--json` prints it.
#[derive(Serialize)]
struct ReversalEcho<'a> {
    operation: Option<String>,
    operations: Vec<String>,
    command: &'a str,
    records: Vec<Id>,
    kept: Vec<&'a str>,
}

/// Shows what an undo or redo did: the operation, and each record as it now is.
pub(super) fn reversal(
    desk: &Desk,
    store: &Store,
    written: &Written<Reversal>,
    did: &str,
) -> Result<ExitCode, Failure> {
    let reversal = &written.value;
    let numbers: Vec<String> = reversal
        .numbers
        .iter()
        .map(|number| format!("o{number}"))
        .collect();
    if desk.ui.json {
        desk.ui.print_json(&ReversalEcho {
            operation: written.operation.map(|number| format!("o{number}")),
            operations: numbers,
            command: &reversal.command,
            records: reversal.before.iter().map(|(id, _)| *id).collect(),
            kept: reversal
                .kept
                .iter()
                .map(|(kept, _)| kept.as_str())
                .collect(),
        })?;
        return Ok(ExitCode::SUCCESS);
    }
    if desk.ui.quiet {
        return desk.ui.line(&numbers.join(" ")).map(|()| ExitCode::SUCCESS);
    }
    let mut blocks = vec![Block::text(format!(
        "{did} {} “{}”.",
        span(&numbers),
        reversal.command
    ))];
    for (id, before) in reversal.before.iter().take(SHOWN) {
        blocks.extend(outcome(desk, store, id, before.as_ref())?);
    }
    more(&mut blocks, reversal.before.len(), "records");
    for (kept, by) in &reversal.kept {
        blocks.push(Block::text(format!("{kept} stays: {by} refers to it.")));
    }
    for (record, field, number) in &reversal.standing {
        blocks.push(Block::text(format!(
            "{field} of {record} stays as o{number} set it."
        )));
    }
    desk.ui.show(&blocks)?;
    desk.ui.notice(&place_notices(
        desk,
        written.remembered,
        written.clock_ahead,
    ));
    Ok(ExitCode::SUCCESS)
}

/// So many records are shown of a command that was about many; the rest are counted.
pub(super) const SHOWN: usize = 20;

/// Counts those that are not shown.
pub(super) fn more(blocks: &mut Vec<Block>, count: usize, what: &str) {
    if count > SHOWN {
        blocks.push(Block::text(format!("and {} more {what}", count - SHOWN)));
    }
}

fn span(numbers: &[String]) -> String {
    match numbers {
        [first, .., last] => format!("{first} to {last}"),
        numbers => numbers.concat(),
    }
}

/// One record after an undo or redo: gone, back, or what changed of it.
pub(super) fn outcome(
    desk: &Desk,
    store: &Store,
    id: &Id,
    before: Option<&AnyRecord>,
) -> Result<Vec<Block>, Failure> {
    let after = store
        .row(id)?
        .filter(|row| !row.removed)
        .map(|row| row.any())
        .transpose()?;
    let today = desk.moment.today;
    let mut names = Names::default();
    for record in before.into_iter().chain(after.as_ref()) {
        names.learn_record(store, record)?;
    }
    let short = after
        .as_ref()
        .or(before)
        .map_or_else(|| id.to_string(), |record| handle(record, &names));
    Ok(match (before, &after) {
        (Some(_), None) => vec![Block::text(format!("{} is gone.", name(store, id)?))],
        (None, Some(after)) => render::echo(after, &names, today, &short, &["back".to_owned()]),
        (Some(before), Some(after)) => {
            let lines = render::changes(before, after, &names, today);
            if lines.is_empty() {
                Vec::new()
            } else {
                render::echo_changes(after, &names, &short, &lines)
            }
        }
        (None, None) => Vec::new(),
    })
}
