//! Benchmarks jwt-fresh against a hand-written extractor and other crates. See README.md.

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
mod run;
mod setup;
mod token;

use std::{env, io, path::Path};

use measure::instructions;

fn main() -> io::Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match env::var_os(build::LOG) {
        Some(log) => build::wrap(&arguments, Path::new(&log)),
        None => start(&arguments),
    }
}

/// The program also runs itself as a child: under callgrind, and as a server.
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
        _ => run::run(arguments).await,
    }
}
