//! Suggests the known name that a misspelt one most resembles, by edit distance.

/// The one of `names` that is nearest to `typed`, if any is near enough to suggest.
pub(crate) fn nearest<'a>(typed: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let threshold = typed.chars().count() / 3 + 1;
    names
        .map(|name| (distance(typed, name), name))
        .filter(|&(distance, name)| distance <= threshold || is_shortened(typed, name))
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, name)| name)
}

/// Whether one is a prefix of the other: `opt` of `optional`, `refresh` of `refresh_token`.
fn is_shortened(typed: &str, name: &str) -> bool {
    typed.len() >= 3 && (name.starts_with(typed) || typed.starts_with(name))
}

/// The Levenshtein distance: the number of letters to add, remove or replace.
fn distance(one: &str, other: &str) -> usize {
    let mut row: Vec<usize> = (0..=other.chars().count()).collect();
    for (i, a) in one.chars().enumerate() {
        let mut left = i + 1;
        let mut diagonal = i;
        for (b, above) in other.chars().zip(row.iter_mut().skip(1)) {
            let replaced = diagonal + usize::from(a != b);
            diagonal = *above;
            left = replaced.min(left + 1).min(diagonal + 1);
            *above = left;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{distance, nearest};

    const NAMES: [&str; 4] = ["optional", "fresh", "refresh", "crate"];

    #[test]
    fn distance_counts_edits() {
        assert_eq!(distance("", ""), 0);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("abc", ""), 3);
        assert_eq!(distance("fresh", "fresh"), 0);
        assert_eq!(distance("fresh", "refresh"), 2);
        assert_eq!(distance("frehs", "fresh"), 2);
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("sitting", "kitten"), 3);
    }

    #[test]
    fn a_typo_finds_its_name() {
        for (typed, meant) in [
            ("optionl", "optional"),
            ("Optional", "optional"),
            ("opt", "optional"),
            ("frsh", "fresh"),
            ("freshness", "fresh"),
            ("refesh", "refresh"),
            ("refresh_token", "refresh"),
            ("crates", "crate"),
        ] {
            assert_eq!(nearest(typed, NAMES.into_iter()), Some(meant), "{typed}");
        }
    }

    #[test]
    fn an_unrelated_word_finds_nothing() {
        for typed in ["admin", "x", "permission", "ttl"] {
            assert_eq!(nearest(typed, NAMES.into_iter()), None, "{typed}");
        }
    }
}
