//! Wrapping: words are kept whole, spaces between them as they stand, nothing is cut.

use std::{borrow::Cow, ops::Range};

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use super::{Mark, Span, Text, harmless};

/// Room for the letters of most lines.
const ROOM: usize = 80;

/// A line of a sheet, its width known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Line {
    pub spans: Vec<Span>,
    pub width: usize,
}

impl Line {
    pub fn push(&mut self, text: &str, mark: Mark) {
        self.width += width_of(text);
        self.put(text, mark);
    }

    /// Puts text at the end; who calls it knows the columns, and adds them.
    fn put(&mut self, text: &str, mark: Mark) {
        match self.spans.last_mut() {
            Some(last) if last.mark == mark => last.text.push_str(text),
            _ => {
                // Most of what begins here goes on with more words.
                let mut span = String::with_capacity(text.len().max(ROOM));
                span.push_str(text);
                self.spans.push(Span { text: span, mark });
            }
        }
    }

    pub fn space(&mut self, columns: usize) {
        self.gap(columns, Mark::Plain);
    }

    fn gap(&mut self, columns: usize, mark: Mark) {
        const SPACES: &str = "                                ";
        let mut left = columns;
        while left > 0 {
            let some = SPACES.get(..left).unwrap_or(SPACES);
            self.put(some, mark);
            left -= some.len();
        }
        self.width += columns;
    }

    pub fn append(&mut self, other: Self) {
        for span in other.spans {
            match self.spans.last_mut() {
                Some(last) if last.mark == span.mark => last.text.push_str(&span.text),
                _ => self.spans.push(span),
            }
        }
        self.width += other.width;
    }
}

/// A word, which no line divides, and the spaces before it.
struct Word {
    gap: usize,
    gap_mark: Mark,
    /// Where its pieces stand among all.
    pieces: Range<usize>,
    width: usize,
}

/// The text on lines of this width at most; a word that is wider stands alone. Line breaks count as spaces.
pub(super) fn wrap(text: &Text, width: usize) -> Vec<Line> {
    let harmless = text.0.iter().map(|span| (harmless(&span.text), span.mark));
    let spans: Vec<(Cow<'_, str>, Mark)> = harmless.collect();
    let (mut lines, mut last) = (Vec::new(), Line::default());
    let (words, pieces) = words(&spans);
    for word in words {
        if last.width > 0 && last.width + word.gap + word.width > width {
            lines.push(std::mem::take(&mut last));
        } else if last.width > 0 && word.gap > 0 {
            last.gap(word.gap, word.gap_mark);
        }
        for (piece, mark) in pieces.get(word.pieces).unwrap_or_default() {
            last.put(piece, *mark);
        }
        last.width += word.width;
    }
    lines.push(last);
    lines
}

/// The text on such lines, its own line breaks kept.
pub(super) fn wrap_lines(text: &Text, width: usize) -> Vec<Line> {
    let mut paragraphs = vec![Text::new()];
    for span in &text.0 {
        for (at, piece) in harmless(&span.text).split('\n').enumerate() {
            if at > 0 {
                paragraphs.push(Text::new());
            }
            if let Some(last) = paragraphs.last_mut() {
                *last = std::mem::take(last).with(piece, span.mark);
            }
        }
    }
    paragraphs
        .iter()
        .flat_map(|text| wrap(text, width))
        .collect()
}

/// The words of the spans, and the pieces of all words in their order: a piece is of one span.
fn words<'t>(spans: &'t [(Cow<'_, str>, Mark)]) -> (Vec<Word>, Vec<(&'t str, Mark)>) {
    let (mut words, mut pieces) = (Vec::<Word>::new(), Vec::new());
    let (mut gap, mut gap_mark) = (0, Mark::Plain);
    // Whether what comes next goes on with the last word.
    let mut joins = false;
    for (text, mark) in spans {
        let mut rest: &str = text;
        while let Some(first) = rest.chars().next() {
            let alone = is_space(first) || is_wide(first);
            let end = match alone {
                true => first.len_utf8(),
                false => rest
                    .find(|letter| is_space(letter) || is_wide(letter))
                    .unwrap_or(rest.len()),
            };
            let (piece, after) = rest.split_at(end);
            rest = after;
            if is_space(first) {
                gap += 1;
                gap_mark = *mark;
                joins = false;
                continue;
            }
            let at = pieces.len();
            pieces.push((piece, *mark));
            match words.last_mut().filter(|_| joins && !alone) {
                Some(word) => {
                    word.pieces.end = pieces.len();
                    word.width += width_of(piece);
                }
                None => words.push(Word {
                    gap,
                    gap_mark,
                    pieces: at..pieces.len(),
                    width: width_of(piece),
                }),
            }
            gap = 0;
            joins = !alone;
        }
    }
    (words, pieces)
}

/// A space that a line may end at; one that forbids a break is part of its word.
fn is_space(letter: char) -> bool {
    letter.is_whitespace() && !matches!(letter, '\u{a0}' | '\u{202f}')
}

/// Wide letters are written without spaces: a line may end after and before each.
fn is_wide(letter: char) -> bool {
    !letter.is_ascii() && letter.width() == Some(2)
}

/// The columns of harmless text. ASCII takes one a letter, and most text is that.
fn width_of(text: &str) -> usize {
    if text.is_ascii() {
        text.len()
    } else {
        text.width()
    }
}

/// The columns that a text takes on one line.
pub(super) fn width(text: &Text) -> usize {
    text.0
        .iter()
        .map(|span| width_of(&harmless(&span.text)))
        .sum()
}

/// The columns that words take.
pub(super) fn columns(text: &str) -> usize {
    width_of(&harmless(text))
}
