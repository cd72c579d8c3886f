//! What a dependency adds to the clean build of a hello-world app: crates, and CPU seconds of rustc.

mod app;
mod rustc;

use std::{env, fs, io, path::PathBuf};

use app::{App, Built};
pub use rustc::{LOG, wrap};

use crate::report::table::grid;

/// The clean builds, compared.
pub struct Builds {
    pub table: String,
    /// What jwt-fresh adds, beyond what jsonwebtoken adds.
    pub ours: Cost,
}

/// What a dependency adds.
#[derive(Clone, Copy, Debug)]
pub struct Cost {
    pub crates: f64,
    pub seconds: f64,
}

/// Builds three apps from scratch; it takes minutes.
pub fn measure() -> io::Result<Builds> {
    let folder = folder()?;
    let apps = [
        App::new("hello world", ""),
        App::new(
            "with jsonwebtoken",
            "jsonwebtoken = { version = \"11.1\", default-features = false, features = [\"aws_lc_rs\", \"use_pem\"] }\n",
        ),
        App::new(
            "with jwt-fresh",
            concat!(
                "jwt-fresh = { path = \"",
                env!("CARGO_MANIFEST_DIR"),
                "/../../jwt-fresh\" }\n"
            ),
        ),
    ];
    let mut built = Vec::new();
    for app in &apps {
        eprintln!("clean build: {}", app.name);
        built.push(app.build(&folder)?);
    }
    let [hello, jsonwebtoken, ours] = &built[..] else {
        return Err(io::ErrorKind::InvalidData.into());
    };
    let mut lines = vec![
        ["clean dev build", "crates", "more", "rustc, CPU s", "more"]
            .map(str::to_owned)
            .to_vec(),
    ];
    for (app, (this, before)) in
        apps.iter()
            .zip([(hello, hello), (jsonwebtoken, hello), (ours, jsonwebtoken)])
    {
        let cost = this.beyond(before);
        lines.push(vec![
            app.name.to_owned(),
            this.crates().to_string(),
            format!("+{:.0}", cost.crates),
            format!("{:.1}", this.seconds()),
            format!("{:+.1}", cost.seconds),
        ]);
    }
    let mut table = grid(&lines);
    table.push_str(&added(ours, jsonwebtoken));
    Ok(Builds {
        table,
        ours: ours.beyond(jsonwebtoken),
    })
}

/// The crates that are new, or built with other features, with their CPU seconds.
fn added(ours: &Built, before: &Built) -> String {
    let names: Vec<String> = ours
        .only_here(before)
        .map(|unit| format!("{} {:.1} s", unit.package, unit.seconds))
        .collect();
    format!("\nAdded to jsonwebtoken's: {}.\n", names.join(", "))
}

fn folder() -> io::Result<PathBuf> {
    let folder = env::current_exe()?.with_file_name("bench-build");
    // Only a clean build is measured.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder)?;
    Ok(folder)
}
