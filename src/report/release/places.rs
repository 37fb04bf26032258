//! Where each record of a file stands, as far as a release goes: a byte a record.

use std::collections::HashMap;

/// Where a record that may go out stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Nothing in the release refers to it, so it is not in it.
    Outside = 1,
    /// It is in the release, and has yet to be looked at.
    Reached,
    /// It is in the release as it is stored.
    Whole,
    /// It is in the release, and something is taken out of it.
    Cut,
}

/// Records on one page.
const PAGE: usize = 4096;

/// The places of records by their numbers. Pages are made as they are needed: numbers have gaps.
#[derive(Debug, Default)]
pub(super) struct Places {
    pages: HashMap<i64, Box<[Option<Place>; PAGE]>>,
}

impl Places {
    /// Where a record stands; none where it may not go out.
    pub(super) fn get(&self, number: i64) -> Option<Place> {
        let (page, at) = address(number);
        *self.pages.get(&page)?.get(at)?
    }

    /// Puts a record somewhere.
    pub(super) fn set(&mut self, number: i64, place: Place) {
        let (page, at) = address(number);
        let page = self.pages.entry(page);
        let page = page.or_insert_with(|| Box::new([None; PAGE]));
        if let Some(slot) = page.get_mut(at) {
            *slot = Some(place);
        }
    }
}

fn address(number: i64) -> (i64, usize) {
    let page = PAGE as i64;
    let at = usize::try_from(number.rem_euclid(page)).unwrap_or_default();
    (number.div_euclid(page), at)
}

#[cfg(test)]
mod tests {
    use super::{Place, Places};

    #[test]
    fn each_number_has_a_place_of_its_own() {
        let mut places = Places::default();
        let numbers = [i64::MIN, -1, 0, 1, 4095, 4096, 1 << 40, i64::MAX];
        for (count, number) in numbers.into_iter().enumerate() {
            assert_eq!(places.get(number), None, "{number}");
            places.set(number, Place::Outside);
            assert_eq!(places.pages.len(), [1, 2, 3, 3, 3, 4, 5, 6][count]);
        }
        places.set(1, Place::Cut);
        let found: Vec<_> = numbers.iter().map(|number| places.get(*number)).collect();
        let expected = numbers.map(|number| {
            if number == 1 {
                Place::Cut
            } else {
                Place::Outside
            }
        });
        assert_eq!(found, expected.map(Some));
        assert_eq!(places.get(2), None);
    }
}
