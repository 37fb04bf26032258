//! Where the new records of a document stand in it, by the numbers of their rows: few words for many records.

use super::Arrival;
use crate::model::{Id, Kind};

/// Where new records stand in a document, in the order of the numbers of their rows.
#[derive(Debug, Default)]
pub(super) struct Runs(Vec<Run>);

/// New records that follow one another in the file as in the document, one a line.
#[derive(Debug)]
struct Run {
    /// The number of the first one's row.
    number: i64,
    kind: Kind,
    index: usize,
    line: usize,
    length: usize,
}

impl Runs {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The lowest number.
    pub fn first(&self) -> Option<i64> {
        self.0.first().map(|run| run.number)
    }

    /// Keeps where the record stands whose row has this number, the highest so far.
    pub fn push(&mut self, number: i64, arrival: &Arrival) {
        match self.0.last_mut() {
            Some(run) if run.goes_on(number, arrival) => run.length += 1,
            _ => self.0.push(Run {
                number,
                kind: arrival.kind,
                index: arrival.index,
                line: arrival.line,
                length: 1,
            }),
        }
    }

    /// Where the record with this id stands whose row has this number; none where it is not among them.
    pub fn arrival(&self, id: Id, number: i64) -> Option<Arrival> {
        let after = self.0.partition_point(|run| run.number <= number);
        let run = self.0.get(after.checked_sub(1)?)?;
        let nth = usize::try_from(number.checked_sub(run.number)?).ok()?;
        (nth < run.length).then(|| Arrival {
            id,
            kind: run.kind,
            index: run.index + nth,
            line: run.line + nth,
        })
    }
}

impl Run {
    /// Whether the record whose row has this number goes on with the run.
    fn goes_on(&self, number: i64, arrival: &Arrival) -> bool {
        let next = (self.kind, self.index + self.length, self.line + self.length);
        next == (arrival.kind, arrival.index, arrival.line)
            && i64::try_from(self.length).is_ok_and(|length| number == self.number + length)
    }
}

#[cfg(test)]
mod tests {
    use super::{Arrival, Runs};
    use crate::model::{Id, Kind};

    #[test]
    fn each_record_is_found_where_it_stands() {
        let mut runs = Runs::default();
        let id = Id::default();
        let at = |kind, index, line| Arrival {
            id,
            kind,
            index,
            line,
        };
        let all = [
            (7, at(Kind::Actor, 0, 6)),
            (8, at(Kind::Actor, 1, 7)),
            (9, at(Kind::Actor, 3, 9)),
            (10, at(Kind::Event, 0, 12)),
            (12, at(Kind::Event, 1, 13)),
            (13, at(Kind::Event, 2, 13)),
        ];
        for (number, arrival) in &all {
            runs.push(*number, arrival);
        }
        assert_eq!(runs.0.len(), 5);
        for (number, arrival) in all {
            assert_eq!(runs.arrival(id, number), Some(arrival), "{number}");
        }
        assert_eq!(
            [6, 11, 14].map(|number| runs.arrival(id, number)),
            [None; 3]
        );
        assert_eq!(runs.first(), Some(7));
    }
}
