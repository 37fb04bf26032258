//! The screen of `questions`, and how a question with its parts stands on it and on that of `watch`.

use super::{Block, Mark, Row, Span, Text, block::aside, narrow, words};
use crate::{
    model::{Forecast, Id, Question, QuestionType, Word as _, percent},
    report::{Evidence, Item, Report, Wanted},
    when,
};

/// So many days before it is stale, a question says so.
const SOON: i64 = 3;

pub(super) fn sheet(report: &Report<Item>) -> Vec<Block> {
    let mut blocks = Vec::new();
    let items = report.items("items");
    if items.is_empty() {
        blocks.push(Block::text(match report.counts.wanted {
            Wanted::Open => "No question is open.",
            Wanted::All => "No question yet.",
            Wanted::Waiting { due: false, .. } => "No question is stale.",
            Wanted::Waiting { stale: false, .. } => "No question is due.",
            Wanted::Waiting { .. } => "No question is stale or due.",
        }));
        blocks.extend(narrow::elsewhere(report));
    }
    for item in items {
        blocks.extend(tree(item, report));
    }
    let left_out = report.group("items").map_or(0, |group| group.left_out);
    if left_out > 0 {
        blocks.push(Block::Line(2, Text::dim(format!("and {left_out} more"))));
    }
    let parts = last_line(report);
    if !parts.is_empty() {
        blocks.push(Block::Blank);
        blocks.push(Block::Line(0, Text::joined(&parts)));
    }
    blocks
}

/// How many questions there are, of those that were asked for and of all.
fn last_line(report: &Report<Item>) -> Vec<Span> {
    let counts = &report.counts;
    let open = words::counted(counts.questions, "open question");
    let total = report.total("items");
    let mut parts = Vec::new();
    match counts.wanted {
        Wanted::Open if counts.questions > 0 && counts.parts > 0 => {
            let text = format!("{open} ({})", words::counted(counts.parts, "part"));
            parts.push(words::plain(text));
        }
        Wanted::Open if counts.questions > 0 => parts.push(words::plain(open)),
        Wanted::Open => {}
        Wanted::All if total > 0 => {
            let all = words::counted(total, "question");
            parts.push(words::plain(format!("{all}, {} open", counts.questions)));
        }
        Wanted::Waiting { .. } if total > 0 => {
            parts.push(words::plain(format!("{total} of {open}")));
        }
        Wanted::All | Wanted::Waiting { .. } => {}
    }
    if counts.hidden > 0 {
        parts.push(words::plain(format!("{} hidden for now", counts.hidden)));
    }
    parts
}

/// A question and, on branches under it, its parts.
pub(super) fn tree(item: &Item, report: &Report<Item>) -> Vec<Block> {
    let mut blocks = vec![Block::Row(row(
        item,
        report,
        [String::new(), String::new()],
        None,
    ))];
    branches(item, report, item.hangs_on, "     ", &mut blocks);
    blocks
}

fn branches(
    item: &Item,
    report: &Report<Item>,
    under: Option<Id>,
    before: &str,
    blocks: &mut Vec<Block>,
) {
    let parts = item.parts();
    for (nth, part) in parts.iter().enumerate() {
        let last = nth + 1 == parts.len();
        let branch = [
            format!("{before}{} ", if last { "└" } else { "├" }),
            format!("{before}{} ", if last { " " } else { "│" }),
        ];
        let next = branch[1].clone();
        blocks.push(Block::Row(row(part, report, branch, under)));
        branches(part, report, under, &format!("{next}     "), blocks);
    }
}

fn row(item: &Item, report: &Report<Item>, branch: [String; 2], under: Option<Id>) -> Row {
    let is_part = !branch[0].is_empty();
    Row {
        indent: 2,
        branch,
        id: item.short.clone(),
        title: words::title(&item.record, &report.names, false),
        aside: beside(item, report, is_part, under.or(item.hangs_on)),
        ..Row::default()
    }
}

fn beside(item: &Item, report: &Report<Item>, is_part: bool, under: Option<Id>) -> Vec<Span> {
    let Some(question) = item.question().map(|question| &question.own) else {
        return Vec::new();
    };
    if item.stands.is_none() {
        return settled(question, item, report);
    }
    let mut parts = Vec::new();
    if let Some(stands) = item.stands.as_ref().filter(|_| !is_part) {
        parts.push(aside(match stands.age_days {
            0 => "asked today".to_owned(),
            days => format!("open {}", words::count(days, "day")),
        }));
    }
    parts.extend(words::question_type(question.r#type, &question.options).map(aside));
    parts.extend(deadline(item, report));
    parts.extend(forecast(question).map(aside));
    let evidence = item
        .asked
        .as_ref()
        .map(|asked| asked.evidence)
        .unwrap_or_default();
    parts.extend(evidence_words(question.r#type, evidence).map(aside));
    parts.extend(hidden(item, question, report));
    parts.extend(check(item, report));
    parts.extend(stale(item, report, is_part));
    parts.extend(words::waits_on(item, &report.names, under));
    parts.extend(words::warnings(item, report));
    parts
}

/// What became of a question: `answered: no, Fri 15 Aug`.
fn settled(question: &Question, item: &Item, report: &Report<Item>) -> Vec<Span> {
    let answer = question.answer.as_ref();
    let text = answer.and_then(|answer| answer.text.as_deref());
    let day = answer.and_then(|answer| answer.when.as_ref());
    let mut said = question.status.word().to_owned();
    said.extend(text.map(|text| format!(": {text}")));
    said.extend(day.map(|day| format!(", {}", when::short(day, report.today))));
    let mut parts = vec![aside(said)];
    parts.extend(words::warnings(item, report));
    parts
}

/// That it is out of sight, or since when it is back: `hidden until 20 Aug`.
fn hidden(item: &Item, question: &Question, report: &Report<Item>) -> Option<Span> {
    if item.is_hidden(report.today) {
        let until = question.hidden_until.as_ref()?;
        return Some(aside(format!(
            "hidden until {}",
            when::short(until, report.today)
        )));
    }
    let day = item.woke(report.today)?;
    Some(aside(format!(
        "back since {}",
        words::short_day(day, report.today)
    )))
}

/// `by tomorrow`, `by 30 Sep`, `overdue by 4 days`.
fn deadline(item: &Item, report: &Report<Item>) -> Option<Span> {
    if let Some(days) = words::overdue_days(item) {
        return Some(Span {
            text: format!("overdue by {days}"),
            mark: Mark::Overdue,
        });
    }
    let when = item.record.facts().date?;
    let short = when::short(when, report.today);
    Some(aside(
        match item
            .stands
            .as_ref()
            .and_then(|stands| stands.days_to_latest)
        {
            Some(0) => "by today".to_owned(),
            Some(1) => "by tomorrow".to_owned(),
            _ if short.starts_with("by ") => short,
            _ => format!("by {short}"),
        },
    ))
}

/// So many options of a choice stand with their forecasts.
const OPTIONS: usize = 3;

/// The last forecast of a question that has one: `10 %`; of a choice what the last forecaster last thought of each
/// option, the likeliest first: `Rome 60 %, Riga 30 %`.
pub(super) fn forecast(question: &Question) -> Option<String> {
    let last = question.last_forecast(|_| true)?;
    if last.option.is_none() {
        return Some(percent(last.probability));
    }
    let of = |option: &String| {
        question.last_forecast(|one| one.by == last.by && one.option.as_ref() == Some(option))
    };
    let mut options: Vec<&Forecast> = question.options.iter().filter_map(of).collect();
    options.sort_by(|one, other| other.probability.total_cmp(&one.probability));
    let said = options.iter().take(OPTIONS).filter_map(|one| {
        let option = one.option.as_ref()?;
        Some(format!("{option} {}", percent(one.probability)))
    });
    Some(said.collect::<Vec<_>>().join(", ")).filter(|said| !said.is_empty())
}

fn evidence_words(r#type: QuestionType, evidence: Evidence) -> Option<String> {
    match (r#type, evidence.pro + evidence.contra) {
        (_, 0) => None,
        (QuestionType::YesNo, _) => {
            Some(format!("{} for, {} against", evidence.pro, evidence.contra))
        }
        (_, 1) => Some("1 piece of evidence".to_owned()),
        (_, pieces) => Some(format!("{pieces} pieces of evidence")),
    }
}

fn check(item: &Item, report: &Report<Item>) -> Option<Span> {
    let day = item.next_check()?;
    Some(aside(match (day - report.today).num_days() {
        0 => "check today".to_owned(),
        1 => "check tomorrow".to_owned(),
        ..0 => format!("check since {}", words::short_day(day, report.today)),
        _ => format!("check {}", words::short_day(day, report.today)),
    }))
}

fn stale(item: &Item, report: &Report<Item>, is_part: bool) -> Option<Span> {
    let left = (item.stale_on(report.today)? - report.today).num_days();
    let untouched = item.stale_after - left;
    match left {
        ..=0 => Some(aside(format!(
            "stale, untouched for {}",
            words::count(untouched, "day")
        ))),
        1..=SOON if !is_part => Some(aside(format!("stale in {left}"))),
        _ => None,
    }
}
