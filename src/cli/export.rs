//! `tidings export` and `tidings schema`.

use std::{
    io::{self, Write as _},
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::Args;

use super::{desk::Desk, error::Failure, leaks};
use crate::{
    exchange::{json, schema},
    model::Id,
    report::release::{Audience, LeftOut, Refusal, Release},
};

#[derive(Args, Debug)]
#[command(
    after_help = "What is internal, under embargo or off the record is left out and counted; what was said on background goes out under its attribution, or not at all. No flag lifts an embargo or names who was not to be named.\n\nWhere the words of what goes out would tell of what does not, nothing is written, and both records are named.\n\nExamples:\n  tidings export json > timeline.json\n  tidings export json -o timeline.json\n  tidings export json --internal -o for-the-desk.json"
)]
pub(super) struct ExportArgs {
    /// The format: json
    format: Option<String>,
    /// Write to this file
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// What is internal goes out too, and says so; a file is for its owner alone
    #[arg(long)]
    internal: bool,
    /// What was said off the record goes out too, without a name
    #[arg(long)]
    off_record: bool,
    /// Let this record pass, whatever its words tell of what does not go out
    #[arg(long, value_name = "WHICH")]
    allow: Vec<String>,
}

impl ExportArgs {
    /// Who may read a file that is made: all, or its owner alone.
    fn access(&self) -> Access {
        if self.internal || self.off_record {
            Access::Owner
        } else {
            Access::All
        }
    }
}

/// Who may read a file that is made.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Access {
    All,
    Owner,
}

pub(super) fn run(args: &ExportArgs, desk: &mut Desk) -> Result<ExitCode, Failure> {
    match args.format.as_deref() {
        Some("json") => {}
        None => {
            return Err(Failure::usage(
                "which format?",
                "tidings export json > timeline.json",
            ));
        }
        Some(other) => return Err(not_a_format(other)),
    }
    let store = desk.store()?;
    let ask = desk.ask(store.as_ref(), None)?;
    let audience = Audience::public(desk.moment.now, desk.moment.machine)
        .with_internal(args.internal)
        .with_off_record(args.off_record);
    let release = match &store {
        Some(store) => {
            let allowed = args.allow.iter().map(|which| desk.find(store, which));
            let allowed: Vec<Id> = allowed.collect::<Result<_, _>>()?;
            let release = Release::allowing(store, audience, ask.story, &allowed);
            Some(release.map_err(|why| refused(why, desk))?)
        }
        None => None,
    };
    let left_out = match args
        .output
        .as_deref()
        .filter(|path| *path != Path::new("-"))
    {
        None => {
            let mut out = buffered(io::stdout().lock());
            let left_out = json::write(release.as_ref(), &mut out)?;
            out.flush()?;
            left_out
        }
        Some(path) => {
            refuse_own_file(path, desk)?;
            to_file(path, release.as_ref(), args.access())?
        }
    };
    let let_pass = release
        .as_ref()
        .map_or(0, |release| release.let_pass().len());
    if let Some(line) = left_out_line(&left_out, let_pass).filter(|_| !desk.ui.quiet) {
        desk.ui.status(&line);
    }
    Ok(ExitCode::SUCCESS)
}

fn refused(why: Refusal, desk: &Desk) -> Failure {
    match why {
        Refusal::Leaks(leaks) => leaks::failure(&leaks, desk),
        Refusal::Read(why) => why.into(),
    }
}

fn not_a_format(typed: &str) -> Failure {
    let path = Path::new(typed);
    if path.extension().is_some() {
        let file = crate::recording::shell::quote(typed);
        return Failure::usage(
            format!("\"{typed}\" is no format"),
            format!("tidings export json > {file}"),
        );
    }
    Failure::usage(
        format!("\"{typed}\" is no format of this release"),
        "tidings export json > timeline.json",
    )
}

/// An export never takes the place of the file that it was made from, nor of what SQLite keeps beside it.
fn refuse_own_file(path: &Path, desk: &Desk) -> Result<(), Failure> {
    let beside = |end: &str| {
        let mut own = desk.path().canonicalize().ok()?.into_os_string();
        own.push(end);
        Some(PathBuf::from(own))
    };
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new(".")).canonicalize().ok();
    let named = folder
        .zip(path.file_name())
        .map(|(folder, name)| folder.join(name));
    let targets = [path.canonicalize().ok(), named];
    let mut own = ["", "-wal", "-shm", "-journal"]
        .into_iter()
        .filter_map(beside);
    if own.any(|own| targets.contains(&Some(own))) {
        return Err(Failure::usage(
            format!("{} is the file that all is recorded in", path.display()),
            "tidings export json -o timeline.json",
        ));
    }
    Ok(())
}

/// Writes beside the target and renames: a reader finds the old file or the new one, whole. A device or a pipe is
/// written to as it is.
fn to_file(path: &Path, release: Option<&Release<'_>>, access: Access) -> Result<LeftOut, Failure> {
    let cannot = |why: io::Error| {
        Failure::failed(
            format!("{} cannot be written: {why}", path.display()),
            Some("name another file".into()),
        )
    };
    if path.is_dir() {
        return Err(Failure::usage(
            format!("{} is a folder", path.display()),
            "name a file in it",
        ));
    }
    if path.exists() && !path.is_file() {
        let mut out = std::fs::OpenOptions::new()
            .write(true)
            .open(path)
            .map(buffered)
            .map_err(cannot)?;
        let left_out = json::write(release, &mut out)?;
        out.flush().map_err(cannot)?;
        return Ok(left_out);
    }
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new()
        .prefix(".tidings-")
        .permissions(permissions(path, access))
        .tempfile_in(folder)
        .map_err(|why| match why.kind() {
            io::ErrorKind::NotFound => Failure::failed(
                format!("{} is no folder", folder.display()),
                Some("make it first, or name a file in another one".into()),
            ),
            _ => cannot(why),
        })?;
    let mut out = buffered(&mut file);
    let left_out = json::write(release, &mut out)?;
    out.flush().map_err(cannot)?;
    drop(out);
    file.as_file().sync_all().map_err(cannot)?;
    file.persist(path).map_err(|why| cannot(why.error))?;
    Ok(left_out)
}

/// Written in pieces of 64 KiB: a document of many megabytes is a few hundred calls of the system.
fn buffered<W: io::Write>(out: W) -> io::BufWriter<W> {
    io::BufWriter::with_capacity(64 * 1024, out)
}

/// Those of the file that is replaced, else what everybody may read: an export is for others. What is not for
/// publication is its owner's alone, whatever stood there before.
fn permissions(path: &Path, access: Access) -> std::fs::Permissions {
    use std::os::unix::fs::PermissionsExt as _;
    if access == Access::Owner {
        return std::fs::Permissions::from_mode(0o600);
    }
    std::fs::metadata(path).map_or_else(
        |_| std::fs::Permissions::from_mode(0o644),
        |metadata| metadata.permissions(),
    )
}

fn left_out_line(left_out: &LeftOut, let_pass: usize) -> Option<String> {
    let references = match left_out.links {
        1 => "reference to what is not in it",
        _ => "references to what is not in it",
    };
    let parts = [
        (left_out.internal, "internal"),
        (left_out.embargoed, "under embargo"),
        (left_out.background, "on background without an attribution"),
        (left_out.off_record, "off the record"),
        (left_out.links, references),
    ];
    let parts: Vec<String> = parts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
    let left_out = (!parts.is_empty()).then(|| format!("left out: {}", parts.join(", ")));
    let let_pass = (let_pass > 0).then(|| format!("let pass: {let_pass} that would tell of it"));
    let line: Vec<String> = left_out.into_iter().chain(let_pass).collect();
    (!line.is_empty()).then(|| line.join(" · "))
}

/// Prints the JSON Schema of the timeline document.
pub(super) fn schema(_: &Desk) -> Result<ExitCode, Failure> {
    let mut out = io::stdout().lock();
    out.write_all(schema::schema().as_bytes())?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
