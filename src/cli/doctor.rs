//! `tidings doctor`.

use std::process::ExitCode;

use clap::Args;

use super::{desk::Desk, error::Failure};
use crate::render::Block;

#[derive(Args, Debug)]
#[command(
    after_help = "Damage exits with 1: the database itself, the chains of digests, readings that are not what the journal says.\n\nExamples:\n  tidings doctor\n  tidings doctor --rebuild"
)]
pub(super) struct DoctorArgs {
    /// Make all readings anew from the journal, then check
    #[arg(long)]
    rebuild: bool,
}

pub(super) fn run(args: &DoctorArgs, desk: &mut Desk) -> Result<ExitCode, Failure> {
    if desk.store()?.is_none() {
        return desk
            .ui
            .show(&crate::render::nothing_recorded())
            .map(|()| ExitCode::SUCCESS);
    }
    if args.rebuild {
        rebuild(desk)?;
    }
    let Some(store) = desk.store()? else {
        return Err(Failure::failed("the file is gone", None));
    };
    let diagnosis = store.doctor(desk.moment.now)?;
    let healthy = diagnosis.damage.is_empty();
    if desk.ui.json {
        desk.ui.print_json(&diagnosis)?;
    } else {
        let mut blocks = vec![Block::text(format!(
            "{}: {} operations, {} records",
            store.path().display(),
            diagnosis.operations,
            diagnosis.records
        ))];
        blocks.extend(
            diagnosis
                .damage
                .iter()
                .map(|damage| Block::text(format!("damage: {damage}"))),
        );
        blocks.extend(diagnosis.findings.iter().map(|finding| {
            let command = finding
                .command
                .as_ref()
                .map_or_else(String::new, |command| format!(" ({command})"));
            Block::text(format!("finding: {}{command}", finding.text))
        }));
        blocks.push(Block::text(if healthy {
            "No damage.".to_owned()
        } else {
            damaged(diagnosis.damage.len())
        }));
        desk.ui.show(&blocks)?;
    }
    Ok(if healthy {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(1)
    })
}

fn damaged(count: usize) -> String {
    format!(
        "{count} damaged. Readings that differ are made anew by tidings doctor --rebuild; the journal cannot be."
    )
}

fn rebuild(desk: &Desk) -> Result<(), Failure> {
    let mut store = desk.open_or_make()?;
    let count = store.rebuild(&mut desk.ui.progress(None))?;
    if !desk.ui.json {
        desk.ui.show(&[Block::text(format!(
            "Made the readings of {count} records anew."
        ))])?;
    }
    Ok(())
}
