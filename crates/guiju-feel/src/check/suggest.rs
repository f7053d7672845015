//! `did you mean …?`

use crate::error::Words;

/// A help that names the closest of the candidates, if one is close enough to be a slip.
pub(crate) fn did_you_mean<'c>(name: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<Box<Words>> {
    let wanted: Vec<char> = name.to_lowercase().chars().take(60).collect();
    // A third of the letters may be wrong; of a Chinese word of two or three characters, one.
    let allowed = (wanted.len() / 3).max(1);
    let closest = candidates
        .into_iter()
        .filter(|candidate| candidate.chars().count() <= 60 && *candidate != "?")
        .map(|candidate| (distance(&wanted, &candidate.to_lowercase().chars().collect::<Vec<_>>()), candidate))
        .filter(|(distance, candidate)| *distance <= allowed && *distance < candidate.chars().count())
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate);
    let plain: Option<(char, char)> = name.chars().find_map(|c| crate::syntax::half_width(c).map(|plain| (c, plain)));
    // Names may well contain `（`; then the closest one does too.
    if let Some((wide, plain)) = plain.filter(|(wide, _)| closest.is_none_or(|candidate| !candidate.contains(*wide))) {
        return Some(Words::boxed(
            format!("`{wide}` 在此处是名称的一部分；运算符请用半角 `{plain}`"),
            format!("`{wide}` is part of a name here; the operator is `{plain}` in half width"),
        ));
    }
    closest.map(|candidate| Words::boxed(format!("是否想写 `{candidate}`？"), format!("did you mean `{candidate}`?")))
}

/// Letters to add, drop, change or swap with their neighbour.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before_previous: Vec<usize> = Vec::new();
    let mut previous: Vec<usize> = (0..=b.len()).collect();
    let mut last = None;
    for (row, x) in a.iter().enumerate() {
        let mut current = vec![row + 1];
        for (column, y) in b.iter().enumerate() {
            let at = |line: &[usize], index: usize| line.get(index).copied().unwrap_or(usize::MAX / 2);
            let mut best = (at(&previous, column) + usize::from(x != y)).min(at(&previous, column + 1) + 1).min(at(&current, column) + 1);
            let is_swap = column > 0 && last == Some(*y) && b.get(column - 1) == Some(x);
            if is_swap {
                best = best.min(at(&before_previous, column - 1) + 1);
            }
            current.push(best);
        }
        last = Some(*x);
        before_previous = std::mem::replace(&mut previous, current);
    }
    previous.last().copied().unwrap_or(0)
}
