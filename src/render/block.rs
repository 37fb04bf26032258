//! What a sheet is made of. Nothing here knows how wide it will be, or whether there are colours.

use chrono::NaiveDate;

/// What a piece of text means; a colour stands for it, never alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mark {
    /// Nothing in particular.
    #[default]
    Plain,
    /// The first line of a group.
    Heading,
    /// An id, ready to be copied.
    Id,
    /// What stands beside.
    Dim,
    /// Overdue.
    Overdue,
    /// Not for publication, or not to be taken as a fact.
    Warning,
    /// Somebody's own words.
    Quote,
    /// Only possible, or only mooted.
    Possible,
    /// What was looked for.
    Hit,
}

/// A piece of text that means one thing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// The text.
    pub text: String,
    /// What it means.
    pub mark: Mark,
}

/// Pieces of text, one after the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text(pub Vec<Span>);

impl Text {
    /// No text.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Text that means nothing in particular.
    pub fn plain(text: impl Into<String>) -> Self {
        Self::new().with(text, Mark::Plain)
    }

    /// Text that stands beside.
    pub fn dim(text: impl Into<String>) -> Self {
        Self::new().with(text, Mark::Dim)
    }

    /// The text with another piece after it.
    #[must_use]
    pub fn with(mut self, text: impl Into<String>, mark: Mark) -> Self {
        let text = text.into();
        if !text.is_empty() {
            self.0.push(Span { text, mark });
        }
        self
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|span| span.text.is_empty())
    }

    /// Several, with a dot between them.
    #[must_use]
    pub fn joined(parts: &[Span]) -> Self {
        let mut text = Self::new();
        for (at, part) in parts.iter().enumerate() {
            if at > 0 {
                text = text.with(" · ", Mark::Dim);
            }
            text = text.with(part.text.clone(), part.mark);
        }
        text
    }
}

/// The words of a row: what stands before, and, of a statement, the words that were said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Title {
    /// A title, or who speaks.
    pub before: Text,
    /// What was said.
    pub said: String,
    /// The marks around what was said; empty for a paraphrase.
    pub quotes: [&'static str; 2],
    /// At most so many lines; what is left is counted outside the quotation marks.
    pub most: Option<usize>,
}

/// One item of a list. A list is no grid, it hangs: date, id, title, what stands beside at the right where it fits,
/// the rest under it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Columns before it.
    pub indent: usize,
    /// The branch that leads to it, and what goes on under it.
    pub branch: [String; 2],
    /// Its date; none in a list without dates.
    pub date: Option<Text>,
    /// What one types to mean it.
    pub id: String,
    /// Its words.
    pub title: Title,
    /// What stands beside, joined by dots.
    pub aside: Vec<Span>,
    /// Lines under it.
    pub under: Vec<Text>,
    /// What is drawn at its right where there is room.
    pub drawn: Option<Box<Drawn>>,
}

/// What is drawn of an item, and the words that it still wants then.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drawn {
    /// Its dates.
    pub bars: Vec<Bar>,
    /// What stands beside, in place of the row's own.
    pub aside: Vec<Span>,
    /// Lines under it, in place of the row's own.
    pub under: Vec<Text>,
}

/// Days that are drawn, both ends inclusive; none: it goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bar {
    /// How it is drawn.
    pub stroke: Stroke,
    /// The first day.
    pub from: Option<NaiveDate>,
    /// The last day.
    pub to: Option<NaiveDate>,
}

/// How days are drawn; where two fall together the later one here is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stroke {
    /// The date that it had before it moved.
    Before,
    /// Its last day is over.
    Overdue,
    /// Some day in these.
    Window,
    /// It lasts from the first to the last.
    Span,
    /// A day that is uncertain or about.
    UncertainDay,
    /// A day.
    Day,
}

/// One labelled field of a record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Field {
    /// Its label; empty where it goes on.
    pub label: &'static str,
    /// A number or id that the text hangs beside.
    pub id: Text,
    /// The text.
    pub text: Text,
    /// What stands beside, joined by dots.
    pub aside: Vec<Span>,
    /// What stands under it.
    pub under: Text,
}

/// A block of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// The first line of a group, and what stands beside it.
    Heading(Text),
    /// A line, after so many columns.
    Line(usize, Text),
    /// Text with its line breaks, after so many columns.
    Paragraph(usize, Text),
    /// An item.
    Row(Row),
    /// A field.
    Field(Field),
    /// A line across the sheet with words in it.
    Rule(String),
    /// The days above what is drawn, as of this day; nothing where nothing is drawn.
    Axis(NaiveDate),
    /// What the strokes mean; nothing where nothing is drawn.
    Legend,
    /// An empty line.
    Blank,
}

impl Block {
    /// A line of plain text.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self::Line(0, Text::plain(text))
    }
}

/// A piece that stands beside.
pub(super) fn aside(text: impl Into<String>) -> Span {
    Span {
        text: text.into(),
        mark: Mark::Dim,
    }
}
