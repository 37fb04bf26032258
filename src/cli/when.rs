//! `tidings when`: how a date would be understood.

use std::process::ExitCode;

use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use serde::Serialize;

use super::{desk::Desk, error::Failure};
use crate::{
    recording::{DateFlag, read_date},
    render::{Block, Text},
    when::{self, Class, Extent, Hedge},
};

#[derive(Args, Debug)]
#[command(
    after_help = "What can be typed: tidings help dates.\n\nExamples:\n  tidings when late August\n  tidings when 6 August --direction last\n  \
                        tidings when 15 August 2025 11:30 --zone America/Anchorage"
)]
pub(super) struct WhenArgs {
    /// The words
    #[arg(required = true, allow_negative_numbers = true)]
    words: Vec<String>,
    /// Look for a missing year ahead, as --when of events does, or back, as --on does
    #[arg(long, value_name = "WAY", default_value = "next")]
    direction: Direction,
    /// The zone of the clock time, such as America/Anchorage
    #[arg(long, value_name = "ZONE")]
    zone: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Direction {
    Next,
    Last,
}

/// What was understood, as `--json` prints it.
#[derive(Serialize)]
struct Answer<'a> {
    edtf: &'a str,
    words: &'a str,
    earliest: Option<String>,
    latest: Option<String>,
    extent: Extent,
    class: Class,
    time: Option<&'a str>,
    zone: Option<&'a str>,
    certainty: Option<Hedge>,
}

pub(super) fn run(args: &WhenArgs, desk: &mut Desk) -> Result<ExitCode, Failure> {
    let words = args.words.join(" ");
    let flag = match args.direction {
        Direction::Next => DateFlag::next("when").or("on"),
        Direction::Last => DateFlag::last("on").or("when"),
    };
    let understood = match read_date(&words, flag, &desk.moment, args.zone.as_deref(), None) {
        Ok(understood) => understood,
        Err(why) => return Err(Failure::failed(why.to_string(), why.hint())),
    };
    let (date, today) = (&understood.when, desk.moment.today);
    let bounds = date.bounds();
    let class = when::class(Some(date), today);
    if desk.ui.json {
        desk.ui.print_json(&Answer {
            edtf: date.edtf(),
            words: &words,
            earliest: bounds.earliest.map(|day| day.to_string()),
            latest: bounds.latest.map(|day| day.to_string()),
            extent: date.extent(),
            class,
            time: date.time(),
            zone: date.zone().map(|zone| zone.name()),
            certainty: understood.certainty,
        })?;
        return Ok(ExitCode::SUCCESS);
    }
    desk.ui.show(&[Block::text(format!(
        "{} · {}",
        when::full(date, today),
        when::relative(date, today)
    ))])?;
    let end = |day: Option<NaiveDate>| {
        day.map_or_else(
            || "open".to_owned(),
            |day| day.format("%a %Y-%m-%d").to_string(),
        )
    };
    let mut rows = vec![
        ("edtf", date.edtf().to_owned()),
        ("from", end(bounds.earliest)),
        ("to", end(bounds.latest)),
        ("counts as", class_words(class).to_owned()),
    ];
    if let Some(zone) = date.zone() {
        rows.push(("zone", zone.name().to_owned()));
    }
    match understood.certainty {
        Some(Hedge::Possible) => {
            rows.push(("certainty", "possible, of an expected event".to_owned()))
        }
        Some(Hedge::Likely) => rows.push(("certainty", "likely, of an expected event".to_owned())),
        None => {}
    }
    if let Some(aside) = understood.aside {
        rows.push(("also", aside));
    }
    let lines = rows
        .into_iter()
        .map(|(name, value)| Block::Line(2, Text::plain(format!("{name:<10} {value}"))));
    desk.ui.show(&lines.collect::<Vec<_>>())?;
    Ok(ExitCode::SUCCESS)
}

fn class_words(class: Class) -> &'static str {
    match class {
        Class::NoDate => "no date",
        Class::Upcoming => "upcoming",
        Class::Today => "today",
        Class::InWindow => "in its window",
        Class::UnderWay => "under way",
        Class::Overdue => "past (overdue, where it is still expected)",
    }
}
