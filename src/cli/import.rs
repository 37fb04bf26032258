//! `tidings import`.

use std::{
    fs::File,
    io::{self, Read},
    process::ExitCode,
};

use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;

use super::{
    desk::Desk,
    echo::{self, SHOWN, more},
    error::Failure,
    mark::Signed,
};
use crate::{
    exchange,
    model::Id,
    recording::{self, Changed, How, Imported, Notice, shell},
    render::{self, Block},
    report::Names,
    store::{Finding, NewFile, Store, Written},
};

#[derive(Args, Debug)]
#[command(
    after_help = "All of it is recorded, or nothing: one command to undo. A record that is there and equal is passed over, one that differs is refused unless --update is given, and none is ever removed.\n\nExamples:\n  tidings import timeline.json --dry-run\n  tidings import timeline.json\n  tidings import - --update < timeline.json"
)]
pub(super) struct ImportArgs {
    /// The document; -: what comes on standard input
    file: Option<String>,
    /// What many type first: the format, which is told by what stands in the file
    #[arg(hide = true)]
    more: Vec<String>,
    /// Show what would be recorded, and write nothing
    #[arg(long, short = 'n')]
    dry_run: bool,
    /// Record what differs as edits; bring back what was removed
    #[arg(long)]
    update: bool,
    #[command(flatten)]
    signed: Signed,
}

pub(super) fn run(args: &ImportArgs, desk: &mut Desk) -> Result<ExitCode, Failure> {
    desk.signed(args.signed.author.as_ref())?;
    let name = file_of(args)?;
    let bar = ProgressBar::no_length();
    let input = bar.wrap_read(open(name, &bar)?);
    let how = How {
        update: args.update,
        dry_run: args.dry_run,
        told: if desk.ui.json { usize::MAX } else { SHOWN },
    };
    let outcome = take_in(name, input, how, desk);
    bar.finish_and_clear();
    let (store, written) = outcome?;
    show(desk, &store, &written, how)?;
    Ok(ExitCode::SUCCESS)
}

/// The name of the file, which must be one.
fn file_of(args: &ImportArgs) -> Result<&str, Failure> {
    let Some(name) = args.file.as_deref() else {
        return Err(Failure::usage(
            "which file?",
            "tidings import timeline.json --dry-run",
        ));
    };
    if let Some(file) = args.more.first() {
        return Err(Failure::usage(
            "import takes one file, and sees by itself what stands in it",
            shell::line(["tidings", "import", file]),
        ));
    }
    if ["http://", "https://"]
        .iter()
        .any(|scheme| name.starts_with(scheme))
    {
        let last = name.rsplit('/').next().unwrap_or_default();
        let file = if last.contains('.') {
            last
        } else {
            "timeline.json"
        };
        return Err(Failure::usage(
            format!("import takes a file, and \"{name}\" is an address: there is no network here"),
            format!(
                "{}; {}",
                shell::line(["curl", "-o", file, name]),
                shell::line(["tidings", "import", file, "--dry-run"])
            ),
        ));
    }
    Ok(name)
}

/// Opens the document, and sets the bar to its length.
fn open(name: &str, bar: &ProgressBar) -> Result<Box<dyn Read>, Failure> {
    if name == "-" {
        return Ok(Box::new(io::stdin().lock()));
    }
    let cannot = |why: io::Error| {
        let hint =
            (why.kind() == io::ErrorKind::NotFound).then(|| "name a file that is there".to_owned());
        Failure::failed(format!("{name} cannot be read: {why}"), hint)
    };
    let metadata = std::fs::metadata(name).map_err(cannot)?;
    if metadata.is_dir() {
        return Err(Failure::usage(
            format!("{name} is a folder"),
            "name a file in it",
        ));
    }
    let file = File::open(name).map_err(cannot)?;
    // Drawn on a terminal alone; how long what comes through a pipe is nobody knows.
    if metadata.is_file() {
        bar.set_length(metadata.len());
    }
    let drawn = match metadata.is_file() {
        true => "{bar:40} {bytes} of {total_bytes}",
        false => "{bytes}",
    };
    if let Ok(style) = ProgressStyle::with_template(drawn) {
        bar.set_style(style);
    }
    Ok(Box::new(file))
}

/// The first import makes the file, whole or not at all; a trial makes none.
fn take_in(
    name: &str,
    input: impl Read,
    how: How,
    desk: &Desk,
) -> Result<(Store, Written<Imported>), Failure> {
    let take_in = |store: &mut Store| {
        let written = recording::import(
            store,
            &desk.place(),
            &desk.moment,
            how,
            || desk.waiting(),
            |import| exchange::import(input, import),
        );
        written.map_err(|why| named(name, why))
    };
    if desk.path().exists() || how.dry_run {
        let mut store = if desk.path().exists() {
            desk.open_or_make()?
        } else {
            Store::temporary()?
        };
        let written = take_in(&mut store)?;
        return Ok((store, written));
    }
    let mut made = if desk.named {
        NewFile::beside(desk.path())?
    } else {
        NewFile::near(desk.path())?
    };
    let written = take_in(made.store())?;
    if written.operation.is_none() {
        return Ok((Store::temporary()?, written));
    }
    desk.make_folder()?;
    if !made.put_in_place()? {
        return Err(Failure::failed(
            "another command made the file meanwhile: nothing was imported",
            Some("import it again".into()),
        ));
    }
    Ok((desk.open_or_make()?, written))
}

/// The failure, with the name of the document.
fn named(name: &str, why: exchange::Error) -> Failure {
    let name = if name == "-" { "standard input" } else { name };
    let is_of_document = matches!(
        why,
        exchange::Error::Unreadable(_)
            | exchange::Error::Recording(recording::Error::Refused { .. })
    );
    match Failure::from(why) {
        Failure::Failed { what, hint } if is_of_document => Failure::Failed {
            what: format!("{name}: {what}"),
            hint,
        },
        other => other,
    }
}

/// An import as `--json` prints it.
#[derive(Serialize)]
struct Echo<'a> {
    operation: Option<String>,
    dry_run: bool,
    recorded: &'a [Id],
    equal: usize,
    changed: Vec<ChangedEcho<'a>>,
    findings: &'a [Finding],
    notices: &'a [Notice],
}

#[derive(Serialize)]
struct ChangedEcho<'a> {
    id: Id,
    fields: &'a [String],
}

fn show(desk: &Desk, store: &Store, written: &Written<Imported>, how: How) -> Result<(), Failure> {
    let imported = &written.value;
    let operation = written
        .operation
        .filter(|_| !how.dry_run)
        .map(|number| format!("o{number}"));
    let notices = echo::place_notices(desk, written.remembered, written.clock_ahead);
    if desk.ui.json {
        return desk.ui.print_json(&Echo {
            operation,
            dry_run: how.dry_run,
            recorded: &imported.first,
            equal: imported.equal,
            changed: imported
                .changed
                .iter()
                .map(|changed| ChangedEcho {
                    id: changed.id,
                    fields: &changed.fields,
                })
                .collect(),
            findings: &imported.findings,
            notices: &notices,
        });
    }
    if desk.ui.quiet {
        return operation.map_or(Ok(()), |number| desk.ui.line(&number));
    }
    let mut blocks = Vec::new();
    if how.dry_run {
        for id in &imported.first {
            blocks.extend(recorded(desk, store, id)?);
        }
        more(&mut blocks, imported.recorded, "to record");
    }
    for record in imported.changed.iter().take(SHOWN) {
        blocks.extend(changed(desk, store, record)?);
    }
    more(&mut blocks, imported.changed.len(), "changed");
    let findings = imported.findings.iter().take(SHOWN);
    blocks.extend(findings.map(|finding| Block::text(format!("finding: {}", finding.text))));
    more(
        &mut blocks,
        imported.findings.len(),
        "findings (tidings doctor)",
    );
    let (recorded, equal, changed) = (imported.recorded, imported.equal, imported.changed.len());
    blocks.push(Block::text(if how.dry_run {
        format!("{recorded} to record, {equal} equal, {changed} to change; nothing was written")
    } else {
        format!("{recorded} recorded, {equal} equal, {changed} changed")
    }));
    desk.ui.show(&blocks)?;
    desk.ui.notice(&notices);
    Ok(())
}

/// A record that would be new.
fn recorded(desk: &Desk, store: &Store, id: &Id) -> Result<Vec<Block>, Failure> {
    let Some(record) = store.any(id)? else {
        return Ok(Vec::new());
    };
    let mut names = Names::default();
    names.learn_record(store, &record)?;
    let short = echo::handle(&record, &names);
    Ok(render::echo(
        &record,
        &names,
        desk.moment.today,
        &short,
        &[],
    ))
}

/// A record that was changed, field by field; one that was removed is there again.
fn changed(desk: &Desk, store: &Store, changed: &Changed) -> Result<Vec<Block>, Failure> {
    echo::outcome(desk, store, &changed.id, changed.before.as_ref())
}
