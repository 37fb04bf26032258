//! Why a document is not taken in.

use crate::recording::Error;

/// Why a document is not taken in: the first of the reasons, and how many there are.
#[derive(Debug, Default)]
pub(super) struct Refusals {
    listed: Vec<(usize, String)>,
    pub count: usize,
    /// Whether `--update` would settle one.
    pub by_update: bool,
}

impl Refusals {
    /// So many are told; the rest are counted.
    const LISTED: usize = 20;

    /// `told` says where and why, where it comes to be told.
    pub fn push(&mut self, line: usize, told: impl FnOnce() -> String) {
        self.count += 1;
        if self.listed.len() < Self::LISTED {
            self.listed.push((line, told()));
        }
    }

    /// All of them as one error, by lines of the document.
    pub fn error(mut self) -> Error {
        self.listed.sort_by_key(|(line, _)| *line);
        let mut what = match self.count {
            1 => "nothing was imported:".to_owned(),
            count => format!("nothing was imported, for {count} reasons:"),
        };
        for (line, told) in &self.listed {
            what.push_str(&format!("\n  line {line}, {told}"));
        }
        if self.count > self.listed.len() {
            what.push_str(&format!("\n  and {} more", self.count - self.listed.len()));
        }
        let hint = self.by_update.then(|| {
            "--update records what differs as edits; --dry-run --update shows them".to_owned()
        });
        Error::Refused {
            what,
            hint,
            field: None,
        }
    }
}
