//! The input of the reader of JSON, which is given to it a byte at a time; but an object that is a record is cut out of
//! it whole.

use std::{
    cell::{Cell, RefCell},
    io::{self, BufRead as _, Read},
};

use super::read::Unreadable;

/// A document, and how far it was read.
pub(super) struct Input<'i> {
    bytes: RefCell<io::BufReader<&'i mut dyn Read>>,
    /// The lines that were ended.
    lines: Cell<usize>,
    /// The bytes since the last piece was begun.
    length: Cell<usize>,
    /// The byte that the reader of JSON was given last.
    last: Cell<u8>,
    /// What it is given next, ahead of the input.
    ahead: Cell<Option<u8>>,
    /// How many lines, and how many bytes of this one, were cut out of what it was given.
    cut: Cell<(usize, isize)>,
    /// How many bytes of this line it was given.
    column: Cell<usize>,
}

/// An object that was cut out of a document.
#[derive(Default)]
pub(super) struct Piece {
    /// Its text, well formed or not.
    pub text: Vec<u8>,
    /// The line on which it begins, from 1.
    pub line: usize,
    /// The column in bytes, from 1.
    pub column: usize,
}

impl Piece {
    /// Where an error stands in the document that the reader of JSON tells of this text.
    pub fn place_of(&self, why: &serde_json::Error) -> (usize, usize) {
        self.place(why.line(), why.column())
    }

    /// Where a byte stands in the document.
    pub fn place_of_byte(&self, at: usize) -> (usize, usize) {
        let before = self.text.get(..at).unwrap_or_default();
        let lines = before.iter().filter(|byte| **byte == b'\n').count();
        let begins = before.iter().rposition(|byte| *byte == b'\n');
        let column = at - begins.map_or(0, |begins| begins + 1) + 1;
        self.place(lines + 1, column)
    }

    fn place(&self, line: usize, column: usize) -> (usize, usize) {
        let indent = if line == 1 {
            self.column.saturating_sub(1)
        } else {
            0
        };
        (self.line + line - 1, indent + column)
    }
}

impl<'i> Input<'i> {
    const BUFFER: usize = 64 << 10;
    /// More than any record takes that is kept: a change holds 4 MiB, and six letters may stand for one.
    const LONGEST: usize = 32 << 20;

    pub fn new(input: &'i mut dyn Read) -> Self {
        Self {
            bytes: RefCell::new(io::BufReader::with_capacity(Self::BUFFER, input)),
            lines: Cell::default(),
            length: Cell::default(),
            last: Cell::default(),
            ahead: Cell::default(),
            cut: Cell::default(),
            column: Cell::default(),
        }
    }

    /// Looks at the first bytes, all of which are still to be read but `skipped` says how many.
    pub fn look<T>(&self, look: impl FnOnce(&[u8]) -> (usize, T)) -> io::Result<T> {
        let mut bytes = self.bytes.borrow_mut();
        let (skipped, seen) = look(bytes.fill_buf()?);
        bytes.consume(skipped);
        Ok(seen)
    }

    /// The line that is being read, from 1.
    pub fn line(&self) -> usize {
        self.lines.get() + 1
    }

    /// Begins a piece, which may be so long and no longer.
    pub fn begin(&self) {
        self.length.set(0);
    }

    /// Where an error stands that the reader of JSON tells of: it has not seen what was cut out.
    pub fn place_of(&self, why: &serde_json::Error) -> (usize, usize) {
        let (lines, columns) = self.cut.get();
        let column = why.column().saturating_add_signed(columns);
        (why.line() + lines, column)
    }

    /// Cuts an object out into `piece`, if the reader of JSON was given the first byte of one last: what it goes on with
    /// is the end of an object. Where the input ends too early the piece does so too.
    ///
    /// # Errors
    /// What the system says, or that the object is too long.
    pub fn cut_object(&self, piece: &mut Piece) -> Result<bool, Unreadable> {
        if self.last.get() != b'{' {
            return Ok(false);
        }
        let (cut_lines, cut_columns) = self.cut.get();
        piece.line = self.line();
        piece.column = self.column.get().saturating_add_signed(cut_columns);
        piece.text.clear();
        piece.text.push(b'{');
        let mut bytes = self.bytes.borrow_mut();
        let mut scan = Scan::default();
        loop {
            let more = match bytes.fill_buf() {
                Ok([]) => break,
                Ok(more) => more,
                Err(why) if why.kind() == io::ErrorKind::Interrupted => continue,
                Err(why) => return Err(Unreadable::Io(why)),
            };
            let end = scan.end(more);
            let taken = more.get(..end.unwrap_or(more.len())).unwrap_or(more);
            piece.text.extend_from_slice(taken);
            let taken = taken.len();
            bytes.consume(taken);
            if piece.text.len() > Self::LONGEST {
                return Err(Unreadable::Io(self.too_long()));
            }
            if end.is_some() {
                break;
            }
        }
        let inside = piece.text.len().saturating_sub(2);
        let lines = piece.text.iter().filter(|byte| **byte == b'\n').count();
        self.lines.set(self.lines.get() + lines);
        self.cut
            .set(match piece.text.iter().rposition(|byte| *byte == b'\n') {
                None => (cut_lines, cut_columns.saturating_add_unsigned(inside)),
                Some(at) => {
                    let column = (inside - at).cast_signed() - self.column.get().cast_signed();
                    (cut_lines + lines, column)
                }
            });
        self.ahead.set(Some(b'}'));
        Ok(true)
    }

    fn too_long(&self) -> io::Error {
        io::Error::other(format!(
            "what stands about line {} is longer than 32 MiB",
            self.line()
        ))
    }
}

impl Read for &Input<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        // It is asked for one byte at a time.
        let Some(first) = into.first_mut() else {
            return Ok(0);
        };
        if let Some(byte) = self.ahead.take() {
            *first = byte;
            self.last.set(byte);
            self.column.set(self.column.get() + 1);
            return Ok(1);
        }
        let mut bytes = self.bytes.borrow_mut();
        let Some(byte) = bytes.fill_buf()?.first().copied() else {
            return Ok(0);
        };
        bytes.consume(1);
        *first = byte;
        self.last.set(byte);
        if byte == b'\n' {
            self.lines.set(self.lines.get() + 1);
            self.column.set(0);
            self.cut.set((self.cut.get().0, 0));
        } else {
            self.column.set(self.column.get() + 1);
        }
        self.length.set(self.length.get() + 1);
        if self.length.get() > Input::LONGEST {
            return Err(self.too_long());
        }
        Ok(1)
    }
}

/// Looks for the end of an object whose first brace was seen.
#[derive(Default)]
struct Scan {
    /// What was opened inside it and not closed.
    depth: usize,
    in_text: bool,
    escaped: bool,
}

impl Scan {
    /// How many of these bytes belong to the object, if it ends among them.
    fn end(&mut self, bytes: &[u8]) -> Option<usize> {
        for (at, byte) in bytes.iter().enumerate() {
            if self.in_text {
                match byte {
                    _ if self.escaped => self.escaped = false,
                    b'\\' => self.escaped = true,
                    b'"' => self.in_text = false,
                    _ => {}
                }
                continue;
            }
            match byte {
                b'"' => self.in_text = true,
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' if self.depth == 0 => return Some(at + 1),
                b'}' | b']' => self.depth -= 1,
                _ => {}
            }
        }
        None
    }
}
