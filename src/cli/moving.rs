//! `tidings move`.

use std::process::ExitCode;

use clap::Args;

use super::{
    cite::SourceArgs,
    desk::Desk,
    error::Failure,
    mark::{AnnouncementArgs, Signed},
};
use crate::recording::{self, Moving};

#[derive(Args, Debug)]
#[command(
    after_help = "The event keeps its id, and the old window stays on record: tidings slips counts it. A slip of the pen is mended by tidings edit --when.\n\nExample:\n  \
                        tidings move second-meeting --to \"mid-September\" --by kremlin --why \"no venue agreed\""
)]
pub(super) struct MoveArgs {
    /// The event: an id, a slug, words of its title, or @ for the last one
    which: String,
    /// The new date
    #[arg(long, value_name = "WHEN", aliases = ["when", "date"])]
    to: String,
    /// The zone of its clock time, such as America/Anchorage
    #[arg(long, value_name = "ZONE")]
    zone: Option<String>,
    /// Its place within its day
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    order: Option<u32>,
    /// Why it moved
    #[arg(long, value_name = "TEXT", aliases = ["reason", "because"])]
    why: Option<String>,
    #[command(flatten)]
    announcement: AnnouncementArgs,
    #[command(flatten)]
    source: SourceArgs,
    #[command(flatten)]
    signed: Signed,
}

pub(super) fn run(args: &MoveArgs, desk: &mut Desk) -> Result<ExitCode, Failure> {
    desk.signed(args.signed.author.as_ref())?;
    let mut given = args.source.given();
    args.announcement.give(&mut given);
    let moving = Moving {
        to: args.to.clone(),
        zone: args.zone.clone(),
        order: args.order,
        why: args.why.clone(),
        given,
    };
    desk.write("move", |draft| {
        recording::move_date(draft, &args.which, &moving)
    })
}
