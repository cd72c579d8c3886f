//! A hello-world app with an optional dependency.

use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs, io,
    path::Path,
    process::{Command, Stdio},
};

use super::{
    Cost,
    rustc::{self, Unit},
};

/// An app that is built from scratch.
pub struct App {
    pub name: &'static str,
    dependency: &'static str,
}

/// The cost of its build, by compiled crate.
pub struct Built(BTreeMap<String, Unit>);

impl App {
    pub fn new(name: &'static str, dependency: &'static str) -> Self {
        Self { name, dependency }
    }

    /// Writes the app into the folder, and builds it as its author would: with cargo's own dev profile,
    /// and jwt-fresh as if it came from a registry, which cargo does not build incrementally.
    pub fn build(&self, folder: &Path) -> io::Result<Built> {
        let folder = folder.join(self.name.replace(' ', "-"));
        fs::create_dir_all(folder.join("src"))?;
        fs::write(folder.join("src/main.rs"), MAIN)?;
        fs::write(
            folder.join("Cargo.toml"),
            format!("{MANIFEST}{}", self.dependency),
        )?;
        let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock");
        fs::copy(lock, folder.join("Cargo.lock"))?;
        let log = folder.join("rustc.log");
        let status = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
            .arg("build")
            .current_dir(&folder)
            .env("CARGO_TARGET_DIR", folder.join("target"))
            .env("CARGO_INCREMENTAL", "0")
            .env_remove("CARGO_PROFILE_DEV_DEBUG")
            .env("RUSTC_WRAPPER", env::current_exe()?)
            .env(rustc::LOG, &log)
            .stderr(Stdio::null())
            .status()?;
        if !status.success() {
            return Err(io::Error::other(format!("{} was not built", self.name)));
        }
        let built = Built(rustc::read(&log)?);
        fs::remove_dir_all(folder.join("target"))?;
        Ok(built)
    }
}

impl Built {
    pub fn crates(&self) -> usize {
        let packages: BTreeSet<&str> = self.0.values().map(|unit| &*unit.package).collect();
        packages.len()
    }

    pub fn seconds(&self) -> f64 {
        self.0.values().map(|unit| unit.seconds).sum()
    }

    /// The crates that are compiled here and not there, or with other features.
    pub fn only_here<'a>(&'a self, there: &'a Self) -> impl Iterator<Item = &'a Unit> {
        let only = |(key, _): &(&String, &Unit)| !there.0.contains_key(*key);
        self.0.iter().filter(only).map(|(_, unit)| unit)
    }

    /// The additional cost. Crates that both compile alike are omitted, because they only add noise.
    pub fn beyond(&self, before: &Self) -> Cost {
        let sum = |units: Vec<&Unit>| units.iter().map(|unit| unit.seconds).sum::<f64>();
        Cost {
            crates: self.crates() as f64 - before.crates() as f64,
            seconds: sum(self.only_here(before).collect()) - sum(before.only_here(self).collect()),
        }
    }
}

const MANIFEST: &str = r#"[package]
name = "hello"
version = "0.0.0"
edition = "2024"

[workspace]

[dependencies]
actix-web = "4.18"
"#;

const MAIN: &str = r#"use actix_web::{App, HttpServer, Responder, get};

#[get("/")]
async fn hello() -> impl Responder {
    "Hello, world!"
}

#[actix_web::main]
async fn main() -> std::io::Result<()> {
    HttpServer::new(|| App::new().service(hello))
        .bind(("127.0.0.1", 8080))?
        .run()
        .await
}
"#;
