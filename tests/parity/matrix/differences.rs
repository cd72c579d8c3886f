//! The list of differences, `differences.txt`, and which row a difference belongs to.

use super::{answer::Answer, case::Case};

const LIST: &str = include_str!("differences.txt");

const GUIDE: &str = include_str!("../../../jwt-fresh/docs/porting.md");

/// All rows, in the order of the list.
pub struct Rows(Vec<Row>);

/// One row: a name, and the requests that it covers.
#[derive(Default)]
struct Row {
    name: String,
    decided: String,
    /// Words of the guide that tell of it.
    guide: String,
    /// How many cases that it covers may be answered alike.
    alike: usize,
    whens: Vec<When>,
}

/// Requests that are answered differently, and our answer to them.
struct When {
    /// Fields and their patterns; each has to match.
    fields: Vec<(String, String)>,
    status: String,
    message: String,
}

impl Rows {
    pub fn load() -> Self {
        let mut rows: Vec<Row> = Vec::new();
        for line in LIST.lines().filter(|line| !line.is_empty()) {
            let (key, value) = line.split_once(':').unwrap_or((line, ""));
            let value = value.trim();
            match key {
                "row" => rows.push(Row {
                    name: value.to_owned(),
                    ..Row::default()
                }),
                "why" => {}
                "decided" => last(&mut rows).decided = value.to_owned(),
                "guide" => last(&mut rows).guide = value.to_owned(),
                "alike" => last(&mut rows).alike = value.parse().expect("it is a number"),
                "when" => last(&mut rows).whens.push(When::read(value)),
                _ if line.starts_with('#') => {}
                _ => panic!("differences.txt: {line}"),
            }
        }
        Self(rows)
    }

    /// The names of the rows, and how many cases each may cover that are answered alike.
    pub fn names(&self) -> impl Iterator<Item = (&str, usize)> {
        self.0.iter().map(|row| (row.name.as_str(), row.alike))
    }

    /// The row of a case: of one that differs the first that names our answer too, of another the
    /// first that covers the request.
    pub fn of(&self, case: &Case, ours: &Answer, differs: bool) -> Option<&str> {
        let covers = |row: &&Row| {
            let mut whens = row.whens.iter();
            whens.any(|when| when.covers(case) && (!differs || when.names(case, ours)))
        };
        self.0.iter().find(covers).map(|row| row.name.as_str())
    }
}

#[test]
fn the_guide_tells_of_each_row() {
    let (_, differences) = GUIDE
        .split_once("## What differs")
        .expect("the guide has that section");
    let (differences, _) = differences
        .split_once("\n## ")
        .expect("another section follows");
    // A sentence may be broken into lines anywhere.
    let differences = differences.split_whitespace().collect::<Vec<_>>().join(" ");
    for row in Rows::load().0 {
        let is_told = !row.guide.is_empty() && differences.contains(&row.guide);
        assert!(
            is_told,
            "{}: the guide does not say {:?}",
            row.name, row.guide
        );
        let is_decided = !row.decided.is_empty() && !row.decided.contains("open");
        assert!(is_decided, "{}: {}", row.name, row.decided);
    }
}

fn last(rows: &mut [Row]) -> &mut Row {
    rows.last_mut().expect("a row begins with `row:`")
}

impl When {
    /// `name=pattern name!=pattern -> status message`
    fn read(text: &str) -> Self {
        let (fields, answer) = text
            .split_once("-> ")
            .expect("`->` stands before our answer");
        let (status, message) = answer.split_once(' ').unwrap_or((answer, "*"));
        let fields = fields.split_whitespace().map(|field| {
            let (name, pattern) = field.split_once('=').expect("a field is `name=pattern`");
            (name.to_owned(), pattern.to_owned())
        });
        Self {
            fields: fields.collect(),
            status: status.to_owned(),
            message: message.to_owned(),
        }
    }

    fn covers(&self, case: &Case) -> bool {
        self.fields.iter().all(|(name, pattern)| {
            let (name, wanted) = match name.strip_suffix('!') {
                Some(name) => (name, false),
                None => (name.as_str(), true),
            };
            let value = case.fields.get(name).map_or("", String::as_str);
            any_matches(pattern, value) == wanted
        })
    }

    /// Whether it is our answer. `*` is any, but for one that lets somebody in whom Python refuses.
    fn names(&self, case: &Case, ours: &Answer) -> bool {
        if self.status == "*" {
            return !ours.lets_in() || case.python.lets_in();
        }
        any_matches(&self.status, &ours.status.to_string())
            && any_matches(&self.message, &ours.text())
    }
}

/// Whether one of the patterns between `||` matches.
fn any_matches(patterns: &str, text: &str) -> bool {
    patterns
        .split("||")
        .any(|pattern| matches(pattern.as_bytes(), text.as_bytes()))
}

/// `*` is any text, `?` any character.
fn matches(pattern: &[u8], text: &[u8]) -> bool {
    match pattern.split_first() {
        None => text.is_empty(),
        Some((b'*', rest)) => (0..=text.len()).any(|start| matches(rest, &text[start..])),
        Some((b'?', rest)) => !text.is_empty() && matches(rest, &text[1..]),
        Some((char, rest)) => text.first() == Some(char) && matches(rest, &text[1..]),
    }
}
