//! How far two words are apart.

/// Returns the number of letters to add, drop, change or swap with their neighbour.
pub(super) fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    let mut last = None;
    for (i, letter) in one.chars().enumerate() {
        let mut next = vec![i + 1];
        for (j, theirs) in other.iter().enumerate() {
            let get = |line: &[usize], at: usize| line.get(at).copied().unwrap_or(usize::MAX - 1);
            let change = get(&row, j) + usize::from(letter != *theirs);
            let mut best = change.min(get(&row, j + 1) + 1).min(get(&next, j) + 1);
            let swapped = j > 0 && last == Some(*theirs) && other.get(j - 1) == Some(&letter);
            if swapped {
                best = best.min(get(&before, j - 1) + 1);
            }
            next.push(best);
        }
        before = std::mem::replace(&mut row, next);
        last = Some(letter);
    }
    row.last().copied().unwrap_or(0)
}
