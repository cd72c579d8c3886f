//! The tables, in Markdown.

use std::fmt::Write;

use super::results::{FLOOR, Measured, MeasuredRow, Results};

/// All tables.
pub fn tables(results: &Results) -> String {
    let mut text: String = results.groups.iter().map(table).collect();
    text.push_str(&connections(results));
    text.push_str(&memory(results));
    if let Some(builds) = &results.build {
        text.push_str(&builds.table);
    }
    text
}

fn table(group: &Measured) -> String {
    let mut lines = vec![
        [
            &*group.title,
            "instructions",
            "overhead",
            "time",
            "overhead",
            "allocations",
            "HTTP",
        ]
        .map(str::to_owned)
        .to_vec(),
    ];
    lines.extend(group.rows.iter().map(|row| line(group, row)));
    grid(&lines)
}

fn line(group: &Measured, row: &MeasuredRow) -> Vec<String> {
    vec![
        row.name.clone(),
        number(row.figures.instructions, 0, ""),
        number(group.overhead_in_instructions(row), 2, ""),
        number(
            group
                .rows
                .get(FLOOR)
                .map(|floor| Measured::time_ratio(row, floor)),
            2,
            "",
        ),
        number(group.overhead_in_time(row), 2, ""),
        number(group.extra_allocations(row), 1, "+"),
        number(group.http_ratio(row), 2, ""),
    ]
}

/// The ratios over HTTP by number of connections.
fn connections(results: &Results) -> String {
    let mut head = vec!["HTTP, HS256, by number of connections".to_owned()];
    head.extend(
        results
            .connections
            .iter()
            .map(|(count, _)| count.to_string()),
    );
    let mut lines = vec![head];
    let Some((_, first)) = results.connections.first() else {
        return String::new();
    };
    for row in first.rows.iter().filter(|row| row.http.is_some()) {
        let mut line = vec![row.name.clone()];
        line.extend(results.connections.iter().map(|(_, group)| {
            let ratio = group.row(&row.name).and_then(|row| group.http_ratio(row));
            number(ratio, 2, "")
        }));
        lines.push(line);
    }
    grid(&lines)
}

/// Memory in use between requests.
fn memory(results: &Results) -> String {
    if results.memory.is_empty() {
        return String::new();
    }
    let head = ["memory, bytes", "empty", "each entry"];
    let mut lines = vec![head.map(str::to_owned).to_vec()];
    lines.extend(results.memory.iter().map(|memory| {
        vec![
            memory.what.to_owned(),
            memory.empty.to_string(),
            format!("{:.0}", memory.each),
        ]
    }));
    grid(&lines)
}

/// A Markdown table; the first line is its header.
pub fn grid(lines: &[Vec<String>]) -> String {
    let columns = lines.iter().map(Vec::len).max().unwrap_or_default();
    let widths: Vec<usize> = (0..columns)
        .map(|column| {
            let cells = lines.iter().filter_map(|line| line.get(column));
            cells
                .map(|cell| cell.chars().count())
                .max()
                .unwrap_or_default()
        })
        .collect();
    let mut text = String::from("\n");
    for (index, line) in lines.iter().enumerate() {
        for (column, width) in widths.iter().enumerate() {
            let cell = line.get(column).map_or("", String::as_str);
            let _ = match column {
                0 => write!(text, "| {cell:<width$} |"),
                _ => write!(text, " {cell:>width$} |"),
            };
        }
        text.push('\n');
        if index == 0 {
            for (column, width) in widths.iter().enumerate() {
                let dashes = "-".repeat(*width);
                let _ = match column {
                    0 => write!(text, "|-{dashes}-|"),
                    _ => write!(text, "-{dashes}:|"),
                };
            }
            text.push('\n');
        }
    }
    text
}

/// A figure, or nothing.
pub fn number(figure: Option<f64>, decimals: usize, sign: &str) -> String {
    match figure.filter(|figure| figure.is_finite()) {
        None => String::new(),
        Some(figure) if sign == "+" && figure >= 0.0 => format!("+{figure:.decimals$}"),
        Some(figure) => format!("{figure:.decimals$}"),
    }
}
