//! A matrix of requests (locations, header forms, cookies, CSRF values, claims, bodies) whose answers
//! were recorded from both Python libraries: each difference belongs to a row of `differences.txt`.
//!
//! `README.md` tells how the recordings are made. Each case is sent to the counterpart app of
//! `tests/parity/app` over HTTP. The test fails for a difference that no row covers, for a row that
//! covers nothing, and for a row that covers requests which are answered alike, beyond the number that
//! it names. `MATRIX_DUMP=FILE` writes each difference with its row, and `MATRIX_RECORDINGS=FOLDER` reads
//! other recordings.

mod answer;
mod case;
mod counterpart;
mod differences;
mod json_text;

use std::{collections::BTreeMap, fmt::Write as _, thread};

use answer::Answer;
use case::{Case, Recording};
use counterpart::Counterpart;
use differences::Rows;

/// The libraries with a recording.
const LIBRARIES: [&str; 2] = ["flask", "quart"];

/// How many differences without a row a failure shows.
const SHOWN: usize = 40;

/// One case, and what jwt-fresh answered.
struct Compared {
    case: Case,
    ours: Answer,
}

#[test]
fn every_difference_is_listed() {
    let rows = Rows::load();
    let compared: Vec<Compared> = thread::scope(|scope| {
        let running = LIBRARIES.map(|library| scope.spawn(|| send_all(library)));
        let finished = running.map(|library| library.join().expect("all cases are answered"));
        finished.into_iter().flatten().collect()
    });

    let mut counts: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
    let (mut unlisted, mut dump) = (Vec::new(), String::new());
    let mut differing = 0;
    for Compared { case, ours } in &compared {
        let differs = !ours.equals(&case.python);
        differing += usize::from(differs);
        let row = rows.of(case, ours, differs);
        // Of a random request a part may not matter because of another.
        if let Some(name) = row.filter(|_| differs || !case.is_random()) {
            counts.entry(name).or_default()[usize::from(differs)] += 1;
        } else if differs && row.is_none() {
            unlisted.push(case.line(ours));
        }
        if differs || row.is_some() {
            let (row, differs) = (row.unwrap_or("-"), if differs { "" } else { " alike" });
            let _ = writeln!(dump, "{row}{differs} | {}", case.line(ours));
        }
    }
    if let Ok(path) = std::env::var("MATRIX_DUMP") {
        std::fs::write(path, dump).expect("the file can be written");
    }

    let mut report = format!(
        "{} cases, {differing} answered differently\n",
        compared.len()
    );
    let mut failed = false;
    for (name, tolerated) in rows.names() {
        let [alike, different] = counts.get(name).copied().unwrap_or_default();
        let fault = match (different, alike) {
            (0, _) => "  <- covers no difference",
            (_, alike) if alike > tolerated => "  <- covers cases that are answered alike",
            _ => "",
        };
        failed |= !fault.is_empty();
        let _ = writeln!(report, "{different:>6} {name} (alike: {alike}){fault}");
    }
    for line in unlisted.iter().take(SHOWN) {
        let _ = writeln!(report, "no row: {line}");
    }
    let _ = writeln!(report, "{} differences have no row", unlisted.len());
    println!("{report}");
    assert!(!failed && unlisted.is_empty(), "{report}");
}

/// Sends each case of a library to the counterpart of its app.
fn send_all(library: &'static str) -> Vec<Compared> {
    let recording = Recording::load(library);
    let counterpart = Counterpart::start(library);
    let answered = recording.cases.into_iter().map(|case| {
        let ours = counterpart.send(&case);
        Compared { case, ours }
    });
    answered.collect()
}
