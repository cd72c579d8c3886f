//! Measures jwt-fresh beside a hand-written extractor and its peers. See README.md.

mod contenders;
mod in_process;
mod keys;
mod measure;
mod request;
mod setup;
mod token;

use std::env;

use in_process::InProcess;
use jsonwebtoken::Algorithm;
use measure::{allocations, instructions, time};
use request::RequestSpec;
use setup::Setup;
use token::Claims;

#[actix_web::main]
async fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let child = arguments
        .iter()
        .any(|argument| argument == instructions::CHILD);
    let setup = Setup::new(Algorithm::HS256);
    let token = Claims::good().sign(&setup);
    let mut apps: Vec<(Box<dyn InProcess>, RequestSpec)> = Vec::new();
    let mut names = Vec::new();
    for entry in contenders::all() {
        let app = (entry.start)(setup.clone()).await;
        let spec = (entry.request)(&token);
        let answer = app.call(vec![spec.to_request()]).await;
        assert_eq!(answer.status, 200, "{}", entry.name);
        assert_eq!(answer.body, setup::IDENTITY, "{}", entry.name);
        apps.push((app, spec));
        names.push(entry.name);
    }
    if child {
        for (app, spec) in &apps {
            instructions::count(app.as_ref(), spec).await;
        }
        return Ok(());
    }
    let counts = instructions::collect(&[])?;
    let rounds = time::rounds(&apps).await;
    let mut allocated = Vec::new();
    for (app, spec) in &apps {
        allocated.push(allocations::per_request(app.as_ref(), spec).await);
    }
    println!(
        "{:<24}{:>14}{:>8}{:>10}{:>10}{:>8}",
        "", "instructions", "tax", "time", "tax", "allocs"
    );
    for (index, name) in names.iter().enumerate() {
        let tax = (counts[index] - counts[0]) / (counts[1] - counts[0]);
        let ratio = time::median(rounds.iter().map(|row| row[index] / row[0]).collect());
        let tax_time = time::median(
            rounds
                .iter()
                .map(|row| (row[index] - row[0]) / (row[1] - row[0]))
                .collect(),
        );
        println!(
            "{name:<24}{:>14.0}{tax:>8.3}{ratio:>10.2}{tax_time:>10.3}{:>8.1}",
            counts[index],
            allocated[index] - allocated[0]
        );
    }
    Ok(())
}
