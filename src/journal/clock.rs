//! The hybrid logical clock that orders operations (Kulkarni et al., *Logical Physical Clocks*, 2014).

use std::fmt;

/// 48 bits of UTC milliseconds since 1970, 16 bits of counter. It orders; `recorded_at` tells the time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Clock(u64);

impl Clock {
    /// The largest clock that a file can hold: SQLite's integers are signed.
    pub const LARGEST: Self = Self(i64::MAX as u64);

    /// The clock of an operation that is written at `now` (UTC milliseconds) into a file whose newest clock is `newest`:
    /// now, or one tick after the newest, whichever is later.
    #[must_use]
    pub fn tick(now: u64, newest: Option<Self>) -> Self {
        let now = Self(now.min(Self::LARGEST.0 >> 16) << 16);
        newest.map_or(now, |newest| {
            now.max(Self((newest.0 + 1).min(Self::LARGEST.0)))
        })
    }

    /// The clock with these 64 bits; none where they are more than a file can hold.
    #[must_use]
    pub fn from_bits(bits: u64) -> Option<Self> {
        (bits <= Self::LARGEST.0).then_some(Self(bits))
    }

    /// All 64 bits.
    #[must_use]
    pub fn bits(self) -> u64 {
        self.0
    }

    /// The UTC milliseconds of the clock.
    #[must_use]
    pub fn millis(self) -> u64 {
        self.0 >> 16
    }

    /// Reads 16 lower-case hex digits.
    #[must_use]
    pub fn parse(hex: &str) -> Option<Self> {
        let well_formed =
            hex.len() == 16 && hex.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        u64::from_str_radix(hex, 16)
            .ok()
            .filter(|_| well_formed)
            .and_then(Self::from_bits)
    }
}

/// 16 hex digits: JSON readers round numbers beyond 2⁵³.
impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Clock;

    #[test]
    fn it_follows_the_time_and_never_falls_behind_what_was_seen() {
        let first = Clock::tick(1_000, None);
        assert_eq!((first.millis(), first.bits() & 0xffff), (1_000, 0));
        let same_millisecond = Clock::tick(1_000, Some(first));
        assert_eq!(
            (same_millisecond.millis(), same_millisecond.bits() & 0xffff),
            (1_000, 1)
        );
        let set_back = Clock::tick(10, Some(same_millisecond));
        assert!(set_back > same_millisecond);
        assert!(Clock::tick(u64::MAX, None) <= Clock::LARGEST);
        assert_eq!(Clock::tick(0, Some(Clock::LARGEST)), Clock::LARGEST);
        assert_eq!(Clock::parse(&first.to_string()), Some(first));
        assert_eq!(Clock::parse("FFFF"), None);
        assert_eq!(Clock::parse("ffffffffffffffff"), None);
    }
}
