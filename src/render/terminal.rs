//! The one printer: a sheet on lines of a width, with colours or without.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use super::{
    Block, Field, Mark, Row, Span, Text, Title,
    chart::Chart,
    wrap::{Line, columns, width as width_of, wrap, wrap_lines},
};

/// Wider than this, text is hard to read and what stands beside is far away.
const WIDEST: usize = 100;
/// Columns that a date takes at least, and at most before it is wrapped.
const DATE: [usize; 2] = [12, 22];
/// Fewer columns than this are too few for words: then the title stands under its date and id.
const NARROW: usize = 24;
/// Where the text of a field begins.
const FIELD: usize = 13;

/// Prints a sheet: no line is wider than `width`, unless one word is. `colour: false` gives plain text alone.
///
/// # Errors
/// What `out` says.
pub fn terminal(
    blocks: &[Block],
    width: usize,
    colour: bool,
    out: &mut impl Write,
) -> io::Result<()> {
    let columns = Columns::of(blocks, width);
    for block in blocks {
        for line in columns.lines(block) {
            print(&line, colour, out)?;
        }
    }
    Ok(())
}

fn print(line: &Line, colour: bool, out: &mut impl Write) -> io::Result<()> {
    // Nothing is printed after the last letter, though it stand in an earlier span.
    let is_blank = |span: &Span| span.text.trim_end_matches(' ').is_empty();
    let count = line
        .spans
        .iter()
        .rposition(|span| !is_blank(span))
        .map_or(0, |at| at + 1);
    for (at, span) in line.spans.iter().take(count).enumerate() {
        let text = if at + 1 == count {
            span.text.trim_end_matches(' ')
        } else {
            &span.text
        };
        let style = style(span.mark);
        if colour && style != Style::new() && !text.is_empty() {
            write!(out, "{style}{text}{style:#}")?;
        } else {
            out.write_all(text.as_bytes())?;
        }
    }
    out.write_all(b"\n")
}

/// One colour a meaning; each reads on light and on dark.
fn style(mark: Mark) -> Style {
    match mark {
        Mark::Plain => Style::new(),
        Mark::Heading => Style::new().bold(),
        Mark::Id => Style::new().fg_color(Some(AnsiColor::Cyan.into())),
        Mark::Dim => Style::new().dimmed(),
        Mark::Overdue => Style::new().fg_color(Some(AnsiColor::Red.into())),
        Mark::Warning => Style::new().fg_color(Some(AnsiColor::Magenta.into())),
        Mark::Quote => Style::new().fg_color(Some(AnsiColor::Green.into())),
        Mark::Possible => Style::new().italic(),
        Mark::Hit => Style::new().bold(),
    }
}

/// The columns of one sheet, so that its rows stand under each other.
struct Columns<'a> {
    width: usize,
    right: usize,
    date: usize,
    id: usize,
    chart: Option<Chart<'a>>,
}

impl<'a> Columns<'a> {
    fn of(blocks: &'a [Block], width: usize) -> Self {
        let chart = Chart::of(blocks, width, WIDEST);
        let right = chart.as_ref().map_or(width.clamp(1, WIDEST), Chart::list);
        let rows = || {
            blocks.iter().filter_map(|block| match block {
                Block::Row(row) => Some(row),
                _ => None,
            })
        };
        let date = rows()
            .filter_map(|row| row.date.as_ref())
            .map(width_of)
            .max();
        let id = rows().map(|row| columns(&row.id)).max();
        Self {
            width,
            right,
            date: date.unwrap_or_default().clamp(DATE[0], DATE[1]),
            id: id.unwrap_or_default(),
            chart,
        }
    }

    fn lines(&self, block: &Block) -> Vec<Line> {
        match block {
            Block::Heading(text) => self.hanging(0, wrap(text, self.right)),
            Block::Line(indent, text) => {
                self.hanging(*indent, wrap(text, self.right.saturating_sub(*indent)))
            }
            Block::Paragraph(indent, text) => self.hanging(
                *indent,
                wrap_lines(text, self.right.saturating_sub(*indent)),
            ),
            Block::Row(row) => match (&self.chart, &row.drawn) {
                (Some(chart), Some(drawn)) => {
                    let mut row = row.clone();
                    row.aside.clone_from(&drawn.aside);
                    row.under.clone_from(&drawn.under);
                    let mut lines = self.row(&row);
                    chart.draw(&mut lines, drawn);
                    lines
                }
                _ => self.row(row),
            },
            Block::Field(field) => self.field(field),
            Block::Rule(words) => vec![self.rule(words)],
            Block::Axis(_) => self.chart.as_ref().map_or_else(Vec::new, Chart::axis),
            Block::Legend => self
                .chart
                .as_ref()
                .map_or_else(Vec::new, |chart| chart.legend(self.width)),
            Block::Blank => vec![Line::default()],
        }
    }

    fn hanging(&self, indent: usize, lines: Vec<Line>) -> Vec<Line> {
        lines
            .into_iter()
            .map(|line| after(Line::default(), indent, line))
            .collect()
    }

    fn rule(&self, words: &str) -> Line {
        let side = self.right.saturating_sub(columns(words) + 4) / 2;
        let dashes = "─".repeat(side.min(16));
        let mut line = Line::default();
        line.push(&format!("{dashes}  {words}  {dashes}"), Mark::Dim);
        if side == 0 {
            line = Line::default();
            line.push(words, Mark::Dim);
        }
        line
    }

    fn field(&self, field: &Field) -> Vec<Line> {
        let mut head = Line::default();
        head.space(2);
        head.push(field.label, Mark::Plain);
        let mut lines = Vec::new();
        let labelled = if self.right < FIELD + NARROW {
            4
        } else {
            FIELD
        };
        if head.width >= labelled {
            lines.push(std::mem::take(&mut head));
        }
        head.space(labelled - head.width);
        if !field.id.is_empty() {
            for id in wrap(&field.id, usize::MAX) {
                head.append(id);
            }
            head.space(2);
        }
        let room = self.right.saturating_sub(head.width);
        let mut body = beside(
            wrap_lines(&field.text, room),
            &Text::joined(&field.aside),
            room,
        );
        if !field.under.is_empty() {
            body.extend(wrap_lines(&field.under, room));
        }
        let at = head.width;
        let mut head = Some(head);
        lines.extend(
            body.into_iter()
                .map(|line| after(head.take().unwrap_or_default(), at, line)),
        );
        lines
    }

    fn row(&self, row: &Row) -> Vec<Line> {
        let dated = row.date.is_some();
        let branch_at = row.indent + if dated { self.date + 2 } else { 0 };
        let id_at = branch_at + columns(&row.branch[0]);
        let at = id_at + if self.id > 0 { self.id + 2 } else { 0 };
        if self.right < at + NARROW && at > row.indent + 2 {
            return self.narrow(row);
        }
        let mut dates = row.date.iter().flat_map(|date| wrap(date, self.date));
        let mut margin = |branch: &str, id: &str| {
            let date = dates.next();
            let more = date.is_some();
            let mut margin = after(Line::default(), row.indent, date.unwrap_or_default());
            if !branch.is_empty() || !id.is_empty() {
                margin.space(branch_at.saturating_sub(margin.width));
                margin.push(branch, Mark::Dim);
                margin.push(&super::harmless(id), Mark::Id);
            }
            (margin, more)
        };
        let (head, _) = margin(&row.branch[0], &row.id);
        let mut body = body(row, self.right.saturating_sub(at)).into_iter();
        let mut lines = vec![after(head, at, body.next().unwrap_or_default())];
        // The rest of a long date, and the branch, stand in the columns before what hangs.
        loop {
            let text = body.next();
            match margin(&row.branch[1], "") {
                (_, false) if text.is_none() => return lines,
                (margin, _) => lines.push(after(margin, at, text.unwrap_or_default())),
            }
        }
    }

    /// Where the columns leave too little for words: date and id on a line of their own.
    fn narrow(&self, row: &Row) -> Vec<Line> {
        let room = self.right.saturating_sub(row.indent + 2);
        let date = row.date.clone().unwrap_or_default();
        let gap = if date.is_empty() { "" } else { "  " };
        let head = date.with(gap, Mark::Plain).with(row.id.clone(), Mark::Id);
        let mut lines = self.hanging(row.indent, wrap(&head, room));
        lines.extend(self.hanging(row.indent + 2, body(row, room)));
        lines
    }
}

/// The words of a row, what stands beside them and what stands under them, on lines of this width.
fn body(row: &Row, room: usize) -> Vec<Line> {
    let (title, mut aside) = fit(&row.title, room);
    aside.extend(row.aside.iter().cloned());
    let mut lines = beside(title, &Text::joined(&aside), room);
    let under = row.under.iter().filter(|text| !text.is_empty());
    lines.extend(under.flat_map(|text| wrap(text, room)));
    lines
}

/// Lines, and what stands beside them: at the right of the last one where it fits, else under them.
fn beside(mut lines: Vec<Line>, aside: &Text, room: usize) -> Vec<Line> {
    let wide = width_of(aside);
    match lines.last_mut() {
        _ if aside.is_empty() => {}
        Some(last) if last.width + 2 + wide <= room => {
            last.space(room - wide - last.width);
            for part in wrap(aside, usize::MAX) {
                last.append(part);
            }
        }
        _ => lines.extend(wrap(aside, room)),
    }
    lines
}

/// A line that begins at a column, after what stands in the columns before.
fn after(mut margin: Line, at: usize, line: Line) -> Line {
    margin.space(at.saturating_sub(margin.width));
    margin.append(line);
    margin
}

/// The lines of a title; of words that were said no more than may stand there, and how many are left.
fn fit(title: &Title, room: usize) -> (Vec<Line>, Vec<super::Span>) {
    let text = |said: &str| {
        let [open, close] = title.quotes;
        let mark = if open.is_empty() {
            Mark::Plain
        } else {
            Mark::Quote
        };
        let quoted = if said.is_empty() {
            String::new()
        } else {
            format!("{open}{said}{close}")
        };
        Text(title.before.0.clone()).with(quoted, mark)
    };
    let whole = wrap(&text(&title.said), room);
    let Some(most) = title.most.filter(|most| whole.len() > *most) else {
        return (whole, Vec::new());
    };
    let words: Vec<&str> = title.said.split_whitespace().collect();
    // The more words, the more lines: the most that fit are found by halving.
    let (mut fits, mut too_many) = (1, words.len());
    while too_many > fits + 1 {
        let middle = fits.midpoint(too_many);
        let said = words.get(..middle).unwrap_or_default().join(" ");
        if wrap(&text(&said), room).len() > most {
            too_many = middle;
        } else {
            fits = middle;
        }
    }
    let left = words.len().saturating_sub(fits);
    // What has no spaces cannot be left out by words.
    if left == 0 {
        return (whole, Vec::new());
    }
    let said = words.get(..fits).unwrap_or_default().join(" ");
    let more = if left == 1 {
        "… 1 word more".to_owned()
    } else {
        format!("… {left} words more")
    };
    (wrap(&text(&said), room), vec![super::block::aside(more)])
}
