//! The dates of a list, drawn at its right: a column a day, or a week.

use std::collections::BTreeSet;

use chrono::{Datelike as _, Days, NaiveDate};

use super::{
    Bar, Block, Drawn, Mark, Stroke,
    wrap::{Line, columns as width_of},
};

/// From so many columns on there is room for it.
const WIDE: usize = 110;
/// Seven weeks of days; of weeks, as many at least.
const COLUMNS: usize = 49;
/// So many columns before today are drawn at least: what is overdue is seen to be.
const BEFORE: u64 = 3;
/// The columns that the list keeps before more weeks than those are drawn.
const LIST: usize = 80;
/// Columns between the list and what is drawn.
const GAP: usize = 2;
/// Columns between what the legend says.
const APART: &str = "   ";

/// What is drawn beside a list, its columns known.
pub(super) struct Chart<'a> {
    /// The column of the screen at which it begins.
    at: usize,
    columns: usize,
    /// The days of a column: one, or a week.
    days: u64,
    /// The Monday of its first column.
    start: NaiveDate,
    today: NaiveDate,
    rows: Vec<&'a Drawn>,
}

impl<'a> Chart<'a> {
    /// The chart of a sheet; none where there is too little room, or nothing to draw.
    pub fn of(blocks: &'a [Block], width: usize, widest: usize) -> Option<Self> {
        let today = blocks.iter().find_map(|block| match block {
            Block::Axis(today) => Some(*today),
            _ => None,
        });
        let rows = blocks.iter().filter_map(|block| match block {
            Block::Row(row) => row.drawn.as_deref(),
            _ => None,
        });
        let days = Self {
            at: 0,
            columns: COLUMNS,
            days: 1,
            start: monday(today?, BEFORE)?,
            today: today?,
            rows: rows.collect(),
        };
        if width < WIDE || days.rows.is_empty() {
            return None;
        }
        let mut chart = if days.bars().any(|bar| days.is_beyond(bar)) {
            days.in_weeks(width)?
        } else {
            days
        };
        chart.at = widest.min(width - chart.columns - GAP) + GAP;
        Some(chart)
    }

    /// The same by weeks: so many as it takes to see the last date, and as there is room for.
    fn in_weeks(mut self, width: usize) -> Option<Self> {
        self.days = 7;
        self.start = monday(self.today, BEFORE * 7)?;
        let ends = self.bars().filter_map(|bar| bar.to.or(bar.from));
        let last = ends.map(|day| self.column(day)).max().unwrap_or_default();
        let most = width.saturating_sub(LIST + GAP).max(COLUMNS);
        self.columns = usize::try_from(last + 1).map_or(COLUMNS, |all| all.clamp(COLUMNS, most));
        Some(self)
    }

    fn bars(&self) -> impl Iterator<Item = &Bar> {
        self.rows.iter().flat_map(|row| &row.bars)
    }

    /// How wide the list at its left may be.
    pub fn list(&self) -> usize {
        self.at - GAP
    }

    /// The column in which a day lies, from its first one on.
    fn column(&self, day: NaiveDate) -> i64 {
        let days = i64::try_from(self.days).unwrap_or(1);
        (day - self.start).num_days().div_euclid(days)
    }

    fn last(&self) -> i64 {
        i64::try_from(self.columns).unwrap_or(i64::MAX) - 1
    }

    /// The columns of a bar, both inclusive, which may lie outside.
    fn ends(&self, bar: &Bar) -> (i64, i64) {
        let from = bar.from.map_or(i64::MIN, |day| self.column(day));
        let to = bar.to.map_or(i64::MAX, |day| self.column(day));
        match bar.stroke {
            // Today is no day on which it was overdue.
            Stroke::Overdue => (from, to.min(self.column(self.today) - 1)),
            _ => (from, to),
        }
    }

    /// Whether all of it comes after the last column.
    fn is_beyond(&self, bar: &Bar) -> bool {
        bar.stroke != Stroke::Before && self.ends(bar).0 > self.last()
    }

    /// Whether it goes on before the first column, and after the last.
    fn goes_on(&self, bar: &Bar) -> [bool; 2] {
        let (from, to) = self.ends(bar);
        // Where a date was before is no matter once it is out of sight.
        let counts = bar.stroke != Stroke::Before && from <= to;
        [counts && from < 0, counts && to > self.last()]
    }

    /// Puts the bars of a row at the right of its lines; today goes on under them. A word that is wider than the list
    /// stands alone.
    pub fn draw(&self, lines: &mut Vec<Line>, drawn: &Drawn) {
        if lines.iter().all(|line| line.width >= self.at) {
            lines.push(Line::default());
        }
        let mut cells = self.cells(&drawn.bars);
        for line in lines.iter_mut().filter(|line| line.width < self.at) {
            line.space(self.at - line.width);
            for (stroke, mark) in cells {
                line.push(stroke.encode_utf8(&mut [0; 4]), mark);
            }
            cells = self.cells(&[]);
        }
    }

    /// The columns of a line.
    fn cells(&self, bars: &[Bar]) -> Vec<(char, Mark)> {
        let today = self.column(self.today);
        let mut cells: Vec<(char, Mark)> = (0..=self.last())
            .map(|at| {
                if at == today {
                    TODAY
                } else {
                    (' ', Mark::Plain)
                }
            })
            .collect();
        let mut bars = bars.to_vec();
        bars.sort_by_key(|bar| bar.stroke);
        for bar in &bars {
            let (from, to) = self.ends(bar);
            let (stroke, mark) = (letter(bar.stroke), mark(bar.stroke));
            for (at, cell) in (0..).zip(&mut cells) {
                if from <= at && at <= to {
                    *cell = (stroke, mark);
                }
            }
            let [before, after] = self.goes_on(bar);
            if let Some(first) = cells.first_mut().filter(|_| before) {
                *first = (GOES_ON[0], mark);
            }
            if let Some(last) = cells.last_mut().filter(|_| after) {
                *last = (GOES_ON[1], mark);
            }
        }
        cells
    }

    /// Two lines above it: months over the Mondays of its days; years over the months of its weeks.
    pub fn axis(&self) -> Vec<Line> {
        let step = if self.days == 1 { 7 } else { 1 };
        let mut labels: [Vec<(usize, String)>; 2] = [Vec::new(), Vec::new()];
        let mut before: Option<NaiveDate> = None;
        for at in (0..self.columns).step_by(step) {
            let days = Days::new(self.days * u64::try_from(at).unwrap_or_default());
            let Some(monday) = self.start.checked_add_days(days) else {
                break;
            };
            let new_month = before.is_none_or(|before| before.month() != monday.month());
            let new_year = before.is_none_or(|before| before.year() != monday.year());
            let month = || monday.format("%b").to_string();
            let [upper, lower] = match self.days {
                1 => [
                    new_month.then(month),
                    Some(monday.format("%-d").to_string()),
                ],
                _ => [
                    new_year.then(|| monday.format("%Y").to_string()),
                    new_month.then(month),
                ],
            };
            let [uppers, lowers] = &mut labels;
            uppers.extend(upper.map(|label| (at, label)));
            lowers.extend(lower.map(|label| (at, label)));
            before = Some(monday);
        }
        labels.iter().map(|labels| self.labelled(labels)).collect()
    }

    /// A line with labels at their columns; one for which there is no room is left out.
    fn labelled(&self, labels: &[(usize, String)]) -> Line {
        let mut line = Line::default();
        line.space(self.at);
        let next = labels.iter().skip(1).map(|(at, _)| *at);
        let ends = next.chain([self.columns + 1]);
        for ((at, label), end) in labels.iter().zip(ends) {
            if at + width_of(label) < end {
                line.space((self.at + at).saturating_sub(line.width));
                line.push(label, Mark::Dim);
            }
        }
        line
    }

    /// What the strokes that are drawn mean, on as many lines of this width as it takes.
    pub fn legend(&self, width: usize) -> Vec<Line> {
        let rows = self.rows.iter().flat_map(|row| self.cells(&row.bars));
        let letters: BTreeSet<char> = rows.map(|(letter, _)| letter).collect();
        let seen = |letter: char| letters.contains(&letter);
        let meanings = [
            (Stroke::Day, "a day"),
            (Stroke::UncertainDay, "an uncertain day"),
            (Stroke::Window, "some day in"),
            (Stroke::Span, "lasts"),
            (Stroke::Before, "before it moved"),
            (Stroke::Overdue, "overdue since"),
        ];
        let mut parts: Vec<String> = meanings
            .into_iter()
            .filter(|(stroke, _)| seen(letter(*stroke)))
            .map(|(stroke, meaning)| format!("{} {meaning}", letter(stroke)))
            .collect();
        let ends: String = GOES_ON
            .into_iter()
            .filter(|end| seen(*end))
            .map(|end| format!("{end} "))
            .collect();
        parts.extend((!ends.is_empty()).then(|| format!("{ends}goes on")));
        parts.extend(seen(TODAY.0).then(|| format!("{} today", TODAY.0)));
        parts.extend((self.days == 7).then(|| "a column a week".to_owned()));
        let mut lines = vec![Line::default()];
        for part in parts {
            let room = width.saturating_sub(width_of(APART) + width_of(&part));
            match lines.last_mut() {
                Some(line) if line.width == 0 => line.push(&part, Mark::Dim),
                Some(line) if line.width <= room => line.push(&format!("{APART}{part}"), Mark::Dim),
                _ => {
                    let mut line = Line::default();
                    line.push(&part, Mark::Dim);
                    lines.push(line);
                }
            }
        }
        lines
    }
}

const TODAY: (char, Mark) = ('┆', Mark::Dim);
/// Before the first column, and after the last.
const GOES_ON: [char; 2] = ['◂', '▸'];

fn letter(stroke: Stroke) -> char {
    match stroke {
        Stroke::Before => '·',
        Stroke::Overdue => '━',
        Stroke::Window => '░',
        Stroke::Span => '█',
        Stroke::UncertainDay => '○',
        Stroke::Day => '●',
    }
}

fn mark(stroke: Stroke) -> Mark {
    match stroke {
        Stroke::Before => Mark::Dim,
        Stroke::Overdue => Mark::Overdue,
        _ => Mark::Plain,
    }
}

/// The last Monday that is so many days before this day.
fn monday(day: NaiveDate, before: u64) -> Option<NaiveDate> {
    let day = day.checked_sub_days(Days::new(before))?;
    let since = u64::from(day.weekday().num_days_from_monday());
    day.checked_sub_days(Days::new(since))
}
