//! One run: measures the groups in order, prints the report and writes the files.

use std::{fs, io, path::Path};

use crate::{
    build,
    group::Group,
    http,
    measure::{self, Figures, instructions},
    plan,
    report::{
        chart, machine,
        results::{Measured, Results},
        table, targets,
    },
};

/// The groups that are measured over HTTP too.
const HTTP: [&str; 3] = ["hs256", "rs256", "modes"];
/// The number of connections for comparing the contenders.
const CONNECTIONS: usize = 8;
/// The numbers of connections that are compared.
const SWEEP: [usize; 4] = [1, 4, 16, 64];
/// The contenders that are measured with each number of connections.
const SWEPT: [&str; 5] = [
    "unprotected handler",
    "extractor by hand",
    "aliri_actix",
    "jwt-fresh",
    "jwt-fresh, token cache",
];

/// Measures the groups of these names, or everything, and prints the report.
pub async fn run(arguments: &[String]) -> io::Result<()> {
    let (options, names): (Vec<String>, Vec<String>) = arguments
        .iter()
        .cloned()
        .partition(|argument| argument.starts_with("--"));
    let has = |option: &str| options.iter().any(|given| given == option);
    let everything = names.is_empty() && !has("--no-http");
    let groups = plan::groups(&names);
    let mut results = Results::default();
    for group in &groups {
        eprintln!("time and allocations: {}", group.title);
        let figures = measure::in_process(group).await;
        results.groups.push(Measured::new(group, figures));
    }
    if !groups.is_empty() {
        count_instructions(&mut results, &names);
    }
    if !has("--no-http") {
        over_http(&mut results, &groups)?;
    }
    if (everything && !has("--no-build")) || names.iter().any(|name| name == "build") {
        results.build = Some(build::measure()?);
    }
    if names.is_empty() {
        results.memory = measure::memory::all().await;
    }
    let text = format!(
        "{}{}{}",
        machine::described(arguments),
        targets::table(&results),
        table::tables(&results)
    );
    println!("{text}");
    if everything {
        write_files(&text, &results)?;
    }
    Ok(())
}

/// Adds the instructions; without valgrind, their columns stay empty.
fn count_instructions(results: &mut Results, names: &[String]) {
    eprintln!("instructions");
    match instructions::collect(names) {
        Ok(counts) => {
            let rows = results.groups.iter_mut().flat_map(|group| &mut group.rows);
            for (row, count) in rows.zip(counts) {
                row.figures.instructions = Some(count);
            }
        }
        Err(error) => eprintln!("no instructions are counted, is valgrind installed? {error}"),
    }
}

/// Adds what was measured over HTTP.
fn over_http(results: &mut Results, groups: &[Group]) -> io::Result<()> {
    let cores = http::Cores::new()?;
    cores.pin_client();
    for (group, measured) in groups.iter().zip(&mut results.groups) {
        if !HTTP.contains(&group.id) {
            continue;
        }
        eprintln!("HTTP: {}", group.title);
        let rounds = http::measure(&cores, group, CONNECTIONS, |_| true)?;
        for (row, rounds) in measured.rows.iter_mut().zip(rounds) {
            row.http = rounds;
        }
    }
    if let Some(group) = groups.iter().find(|group| group.id == HTTP[0]) {
        results.connections = by_connections(&cores, group)?;
    }
    cores.release();
    Ok(())
}

/// A group over several numbers of connections.
fn by_connections(cores: &http::Cores, group: &Group) -> io::Result<Vec<(usize, Measured)>> {
    let mut all = Vec::new();
    for connections in SWEEP {
        eprintln!("HTTP: {connections} connections");
        let rounds = http::measure(cores, group, connections, |row| SWEPT.contains(&&*row.name))?;
        let mut measured = Measured::new(group, vec![Figures::default(); group.rows.len()]);
        for (row, rounds) in measured.rows.iter_mut().zip(rounds) {
            row.http = rounds;
        }
        all.push((connections, measured));
    }
    Ok(all)
}

/// Writes the tables and the chart, and the chart once more for the docs of the crate.
fn write_files(text: &str, results: &Results) -> io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    fs::write(folder.join("results.md"), text)?;
    let Some(svg) = chart::svg(results) else {
        return Ok(());
    };
    fs::write(folder.join("chart.svg"), &svg)?;
    fs::write(folder.join("../../jwt-fresh/docs/performance.svg"), svg)
}
