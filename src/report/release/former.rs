//! The words that a record had while it was kept back and has no longer: they stand in the journal, and are as secret as
//! they were.

use std::collections::HashSet;

use super::{
    Error, Passage, Withheld,
    needles::{Needles, Sort},
    passes,
    secrets::{How, Owner, Secrets},
    texts::{FEWEST, pieces, texts_of},
    words::{Reading, each_reading},
};
use crate::{
    model::{AnyRecord, Registers},
    store::RecordRow,
};

/// The registers that decide whether a record is kept back; the index of changes that say so anew has the same.
const DECIDING: [&str; 6] = [
    "added",
    "attribution",
    "embargo_until",
    "speakers",
    "terms",
    "visibility",
];

/// What was read of one record's past.
#[derive(Default)]
struct Past {
    needles: Needles,
    /// To whom the needles belong, and what they are.
    pieces: Vec<(String, Sort, Owner)>,
    /// Those that stood in the record later, when it was kept back no longer.
    open: HashSet<u32>,
    reading: Reading,
}

impl Secrets<'_, '_> {
    /// Takes in what records said while they were kept back: those that are still, those that are removed, and those
    /// that go out by now.
    ///
    /// # Errors
    /// What SQLite says, or damage.
    pub(super) fn former(&mut self, withheld: &Withheld) -> Result<(), Error> {
        let snapshot = &self.release.snapshot;
        let mut numbers = snapshot.removed_or_turned()?;
        numbers.extend(&withheld.records);
        numbers.sort_unstable();
        numbers.dedup();
        for number in numbers {
            // Of what was never touched again the row says all.
            if snapshot.is_changed(number)?
                && let Some(row) = snapshot.row(number)?
            {
                self.past(&row)?;
            }
        }
        Ok(())
    }

    fn past(&mut self, row: &RecordRow) -> Result<(), Error> {
        let release = self.release;
        let read = |registers: &Registers| AnyRecord::from_registers(row.kind, &row.id, registers);
        let (mut state, mut past) = (Registers::default(), Past::default());
        let mut was_kept_back = None;
        for patch in release.snapshot.store().patches(&row.id)? {
            state.apply(&patch);
            if !state.is_added() {
                continue;
            }
            let mut touched = patch.names().filter_map(|name| name.split('/').next());
            let is_kept_back = if touched.any(|name| DECIDING.contains(&name)) {
                let passage = passes(&read(&state)?, &release.audience, &release.cast);
                Some(matches!(passage, Passage::LeftOut(_)))
            } else {
                was_kept_back
            };
            let is_turned = is_kept_back != was_kept_back;
            let said = read(if is_turned { &state } else { &patch })?;
            past.read(&said, is_kept_back == Some(true))?;
            was_kept_back = is_kept_back;
        }
        if row.removed && was_kept_back == Some(true) {
            self.texts(row)?;
        }
        for (text, sort, owner) in past.secret() {
            self.run(&text, sort, owner);
        }
        Ok(())
    }
}

impl Past {
    /// Learns what a record said from some change on: all of it where that turned what may be seen of it, else what the
    /// change set.
    fn read(&mut self, said: &AnyRecord, is_kept_back: bool) -> Result<(), Error> {
        // A record's serde form is an object of plain values: nothing in it can fail to be written.
        let document = serde_json::to_string(said).unwrap_or_default();
        for (text, field, owner) in texts_of(said.kind(), &said.id(), &document, How::Former)? {
            if is_kept_back {
                for (piece, sort) in pieces(&text, field) {
                    self.piece(piece, sort, owner);
                }
            }
            let (needles, open) = (&self.needles, &mut self.open);
            each_reading(&text, &mut self.reading, |reading| {
                needles.find(reading, |found| {
                    if is_kept_back {
                        open.remove(&found.needle);
                    } else {
                        open.insert(found.needle);
                    }
                });
            });
        }
        Ok(())
    }

    fn piece(&mut self, piece: &str, sort: Sort, owner: Owner) {
        let (needles, of) = (&mut self.needles, self.pieces.len());
        let Ok(of) = u32::try_from(of) else { return };
        let mut is_new = false;
        each_reading(piece, &mut self.reading, |reading| {
            if reading.words().len() >= FEWEST {
                is_new |= needles.add(reading, sort, of);
            }
        });
        if is_new {
            self.pieces.push((piece.to_owned(), sort, owner));
        }
    }

    /// What never stood in the record since it was kept back.
    fn secret(self) -> impl Iterator<Item = (String, Sort, Owner)> {
        let of = |needle: u32| Some((needle, self.needles.of(needle)?));
        let needles = (0..).map_while(of);
        let secret = needles.filter(|(needle, _)| !self.open.contains(needle));
        let secret: HashSet<u32> = secret.map(|(_, of)| of).collect();
        let pieces = (0..).zip(self.pieces);
        pieces.filter_map(move |(of, piece)| secret.contains(&of).then_some(piece))
    }
}
