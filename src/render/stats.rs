//! The screen of `stats`: a line a kind, with what is missing beside it.

use super::{Block, Field, Layout, Mark, Span, Text, block::aside, words};
use crate::{
    model::{
        EventStatus, Form, NoteKind, QuestionStatus, Reliability, SourceStanding, Standing, Terms,
        Word,
    },
    report::{Report, Stats, Words},
};

/// So many speakers stand on the screen; the rest is counted.
const SPEAKERS: usize = 5;

impl Layout for Report<Stats> {
    fn sheet(&self) -> Vec<Block> {
        let Some(stats) = self.items("items").first() else {
            return vec![Block::text("Nothing to count.")];
        };
        let mut blocks = Vec::new();
        if let Some(story) = self.story {
            let story = self.names.words(story);
            blocks.push(Block::Heading(Text::new().with(story, Mark::Heading)));
        }
        let fields = [
            days(stats, self),
            events(stats),
            statements(stats),
            speakers(stats, self),
            standing(stats),
            questions(stats),
            notes(stats),
            sources(stats),
            origins(stats),
            unsourced(stats),
            kept(stats),
        ];
        let fields: Vec<Field> = fields.into_iter().flatten().collect();
        if fields.is_empty() {
            return vec![Block::text("Nothing to count.")];
        }
        blocks.extend(fields.into_iter().map(Block::Field));
        blocks
    }
}

/// A line of the sheet; none where there is nothing to say.
fn line(label: &'static str, text: String, beside: Vec<Span>) -> Option<Field> {
    (!text.is_empty()).then(|| Field {
        label,
        text: Text::plain(text),
        aside: beside,
        ..Field::default()
    })
}

/// How many in all, and how many of each word: `14: 9 happened, 5 expected`.
fn total<W: Word>(counts: &Words, say: impl Fn(W) -> &'static str) -> String {
    let sum: usize = counts.values().sum();
    let said = W::ALL.iter().filter_map(|word| {
        let count = counts.get(word.word())?;
        Some(format!("{count} {}", say(*word)))
    });
    match said.collect::<Vec<_>>().join(", ") {
        _ if sum == 0 => String::new(),
        said if said.is_empty() => sum.to_string(),
        said => format!("{sum}: {said}"),
    }
}

fn some(count: usize, what: &str) -> Option<Span> {
    (count > 0).then(|| aside(format!("{count} {what}")))
}

fn days(stats: &Stats, report: &Report<Stats>) -> Option<Field> {
    let day = |day| words::short_day(day, report.today);
    let span = |from, to| match (from, to) {
        (Some(from), Some(to)) if from == to => Some(day(from)),
        (Some(from), Some(to)) => Some(format!("{} – {}", day(from), day(to))),
        _ => None,
    };
    let recorded = span(stats.recorded_from, stats.recorded_to);
    let recorded = recorded.map(|recorded| format!("recorded {recorded}"));
    match span(stats.first_day, stats.last_day) {
        Some(days) => line("Days", days, recorded.map(aside).into_iter().collect()),
        None => line("Days", recorded?, Vec::new()),
    }
}

fn events(stats: &Stats) -> Option<Field> {
    let slips = match (stats.slips, stats.slipped) {
        (0, _) => None,
        (slips, events) if slips == events => Some(format!("{events} slipped")),
        (slips, events) => Some(format!("{events} slipped, {slips} times in all")),
    };
    let beside = [
        some(stats.overdue, "overdue"),
        some(stats.undated, "without a date"),
        slips.map(aside),
    ];
    let text = total::<EventStatus>(&stats.events, EventStatus::word);
    line("Events", text, beside.into_iter().flatten().collect())
}

fn statements(stats: &Stats) -> Option<Field> {
    let mut text = total::<Form>(&stats.statements, Form::word);
    let terms = total::<Terms>(&stats.terms, Terms::phrase);
    if let Some((_, terms)) = terms.split_once(": ") {
        text.push_str(&format!("; {terms}"));
    }
    line("Statements", text, Vec::new())
}

fn speakers(stats: &Stats, report: &Report<Stats>) -> Option<Field> {
    let named = stats.speakers.iter().take(SPEAKERS).map(|speaker| {
        let name = report.names.words(speaker.actor);
        format!("{name} {}", speaker.statements)
    });
    let text = named.collect::<Vec<_>>().join(", ");
    let more = some(stats.speakers.len().saturating_sub(SPEAKERS), "more");
    line("Speakers", text, more.into_iter().collect())
}

fn questions(stats: &Stats) -> Option<Field> {
    let beside = [
        some(stats.late, "past the deadline"),
        some(stats.stale, "stale"),
    ];
    let text = total::<QuestionStatus>(&stats.questions, QuestionStatus::word);
    line("Questions", text, beside.into_iter().flatten().collect())
}

fn notes(stats: &Stats) -> Option<Field> {
    let mut text = total::<NoteKind>(&stats.notes, |kind| words::note_kind(Some(kind)));
    if let (Some(plain), true) = (stats.notes.get("note"), stats.notes.len() > 1) {
        text.push_str(&format!(", {plain} plain"));
    }
    let beside = some(stats.to_do, "not done");
    line("Notes", text, beside.into_iter().collect())
}

fn sources(stats: &Stats) -> Option<Field> {
    let mut text = total::<Reliability>(&stats.sources, Reliability::word);
    if let (Some(ungraded), true) = (stats.sources.get("ungraded"), stats.sources.len() > 1) {
        text.push_str(&format!(", {ungraded} ungraded"));
    }
    let gone = SourceStanding::ALL.iter().filter_map(|word| {
        let count = stats.sources_standing.get(word.word())?;
        Some(warning(format!("{count} {word}")))
    });
    line("Sources", text, gone.collect())
}

/// Of how many origins the entries are known that cite something.
fn origins(stats: &Stats) -> Option<Field> {
    let parts = [
        (stats.several_origins, "known from several"),
        (stats.one_origin, "from one"),
        (stats.unknown_origin, "from an unknown one"),
    ];
    let said = parts.into_iter().filter(|(count, _)| *count > 0);
    let said = said.map(|(count, what)| format!("{count} {what}"));
    line("Origins", said.collect::<Vec<_>>().join(", "), Vec::new())
}

/// What nobody may overlook before publishing.
fn standing(stats: &Stats) -> Option<Field> {
    let said = Standing::ALL.iter().filter_map(|word| {
        let count = stats.standing.get(word.word())?;
        Some(format!("{count} {word}"))
    });
    line("Standing", said.collect::<Vec<_>>().join(", "), Vec::new())
}

fn warning(text: String) -> Span {
    Span {
        text,
        mark: Mark::Warning,
    }
}

fn unsourced(stats: &Stats) -> Option<Field> {
    let parts = [
        (
            stats.happened_unsourced,
            "event that happened",
            "events that happened",
        ),
        (stats.statements_unsourced, "statement", "statements"),
    ];
    let said = parts.into_iter().filter(|(count, ..)| *count > 0);
    let said =
        said.map(|(count, one, many)| format!("{count} {}", if count == 1 { one } else { many }));
    line("No source", said.collect::<Vec<_>>().join(", "), Vec::new())
}

fn kept(stats: &Stats) -> Option<Field> {
    let withheld = stats.withheld;
    let parts = [
        (withheld.internal, "internal"),
        (withheld.embargoed, "under embargo"),
        (withheld.off_record, "off the record"),
        (withheld.background, "on background"),
    ];
    let said = parts.into_iter().filter(|(count, _)| *count > 0);
    let said = said.map(|(count, what)| format!("{count} {what}"));
    line("Kept back", said.collect::<Vec<_>>().join(", "), Vec::new())
}
