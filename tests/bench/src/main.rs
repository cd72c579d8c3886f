//! Measures jwt-fresh beside a hand-written extractor and its peers. See README.md.

mod build;
mod contenders;
mod group;
mod http;
mod in_process;
mod keys;
mod measure;
mod plan;
mod report;
mod request;
mod setup;
mod token;

use std::{env, fs, io, path::Path};

use measure::{Figures, instructions};
use report::{
    chart, machine,
    results::{Measured, Results},
    table, targets,
};

/// The groups that are measured over HTTP too.
const HTTP: [&str; 3] = ["hs256", "rs256", "modes"];
/// Connections, where the contenders are compared.
const CONNECTIONS: usize = 8;
/// Connections, where their number is looked at.
const SWEEP: [usize; 4] = [1, 4, 16, 64];
/// The contenders for which it is looked at.
const SWEPT: [&str; 5] = [
    "unprotected handler",
    "extractor by hand",
    "aliri_actix",
    "jwt-fresh",
    "jwt-fresh, token cache",
];

fn main() -> io::Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match env::var_os(build::LOG) {
        Some(log) => build::wrap(&arguments, Path::new(&log)),
        None => start(&arguments),
    }
}

/// The program is its own child too: under callgrind, and as a server.
#[actix_web::main]
async fn start(arguments: &[String]) -> io::Result<()> {
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [instructions::CHILD, ..] => {
            instructions::count(&plan::groups(&arguments[1..])).await;
            Ok(())
        }
        [http::CHILD, group, row] => {
            http::serve(group, row.parse().map_err(io::Error::other)?).await
        }
        _ => run(arguments).await,
    }
}

/// Measures the groups of these names, or everything, and prints the report.
async fn run(arguments: &[String]) -> io::Result<()> {
    let (options, names): (Vec<String>, Vec<String>) = arguments
        .iter()
        .cloned()
        .partition(|argument| argument.starts_with("--"));
    let everything = names.is_empty() && options.is_empty();
    let without = |option: &str| options.iter().any(|given| given == option);
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
    if !without("--no-http") {
        over_http(&mut results, &groups)?;
    }
    if everything || names.iter().any(|name| name == "build") {
        results.build = Some(build::measure()?);
    }
    if everything {
        results.memory = measure::memory::all();
    }
    let text = format!(
        "{}{}{}",
        machine::described(),
        targets::table(&results),
        table::tables(&results)
    );
    println!("{text}");
    if everything {
        keep(&text, &results)?;
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
fn over_http(results: &mut Results, groups: &[group::Group]) -> io::Result<()> {
    http::pin_client();
    for (group, measured) in groups.iter().zip(&mut results.groups) {
        if !HTTP.contains(&group.id) {
            continue;
        }
        eprintln!("HTTP: {}", group.title);
        let rounds = http::measure(group, CONNECTIONS, |_| true)?;
        for (row, rounds) in measured.rows.iter_mut().zip(rounds) {
            row.http = rounds;
        }
    }
    let Some(group) = groups.iter().find(|group| group.id == HTTP[0]) else {
        return Ok(());
    };
    for connections in SWEEP {
        eprintln!("HTTP: {connections} connections");
        let rounds = http::measure(group, connections, |row| SWEPT.contains(&&*row.name))?;
        let mut measured = Measured::new(group, vec![Figures::default(); group.rows.len()]);
        for (row, rounds) in measured.rows.iter_mut().zip(rounds) {
            row.http = rounds;
        }
        results.connections.push((connections, measured));
    }
    Ok(())
}

/// Writes table and chart beside the sources, for the README.
fn keep(text: &str, results: &Results) -> io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    fs::write(folder.join("results.md"), text)?;
    match chart::svg(results) {
        Some(svg) => fs::write(folder.join("chart.svg"), svg),
        None => Ok(()),
    }
}
