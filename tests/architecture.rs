//! The architecture test: which room of a crate may import which, read from its `use` lines.
//!
//! A room is a top-level folder (or file) of `src`. `ARCHITECTURE.md` says what each room contains.
//! Unit tests are exempt: they may import anything.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use syn::{UseTree, visit::Visit};

/// The most files and folders that one folder holds.
const MAX_ENTRIES: usize = 13;

/// Each room of the runtime crate, lowest first, and what it may import.
const RUNTIME: &[(&str, &[&str])] = &[
    ("jose", &[]),
    ("token", &["jose"]),
    ("error", &["token", "jose"]),
    ("keys", &["error", "jose"]),
    ("config", &["keys", "error", "token", "jose"]),
    ("stores", &["config", "error", "token"]),
    ("verify", &["config", "keys", "error", "token", "jose"]),
    ("manager", &["stores", "config", "keys", "error", "token"]),
    (
        "request",
        &[
            "manager", "verify", "config", "keys", "error", "token", "jose",
        ],
    ),
    (
        "create",
        &[
            "request::context",
            "manager",
            "stores",
            "config",
            "keys",
            "error",
            "token",
            "jose",
        ],
    ),
    (
        "web",
        &[
            "create", "request", "manager", "config", "error", "token", "jose",
        ],
    ),
    (
        "functions",
        &[
            "web", "create", "request", "manager", "verify", "stores", "config", "keys", "error",
            "token", "jose",
        ],
    ),
];

/// The same for the macro crate.
const MACROS: &[(&str, &[&str])] = &[
    ("attribute", &[]),
    ("diagnostics", &[]),
    ("parse", &["diagnostics", "attribute"]),
    ("check", &["parse", "diagnostics", "attribute"]),
    ("expand", &["check", "parse", "diagnostics", "attribute"]),
    (
        "guarded",
        &[
            "expand::fallback",
            "check",
            "parse",
            "diagnostics",
            "attribute",
        ],
    ),
    (
        "protect",
        &["expand", "check", "parse", "diagnostics", "attribute"],
    ),
];

#[test]
fn the_rooms_of_the_runtime_import_one_way() {
    assert_sound("jwt-fresh", RUNTIME);
}

#[test]
fn the_rooms_of_the_macros_import_one_way() {
    assert_sound("jwt-fresh-macros", MACROS);
}

#[test]
fn an_import_that_is_turned_round_is_found() {
    let imports = |from: &str, to: &str| {
        let mut graph = Graph::new();
        graph.insert(
            module(from),
            BTreeSet::from([Import::of(module(to), "Item")]),
        );
        graph.insert(module(to), BTreeSet::new());
        graph
    };
    assert_eq!(
        forbidden(&imports("verify::token", "jose::header"), RUNTIME),
        [""; 0]
    );
    assert_eq!(
        forbidden(&imports("jose::header", "verify::token"), RUNTIME),
        ["jose::header imports verify::token::Item"]
    );
    assert_eq!(
        forbidden(&imports("create::sign", "request::decoder"), RUNTIME),
        ["create::sign imports request::decoder::Item"]
    );

    let mut circle = imports("token::a", "token::b");
    circle.insert(
        module("token::b"),
        BTreeSet::from([Import::of(module("token::a"), "Item")]),
    );
    assert_eq!(circles(&circle), [["token::a", "token::b"]]);
}

/// A module's path from the crate root.
type Module = Vec<String>;
type Graph = BTreeMap<Module, BTreeSet<Import>>;

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Import {
    module: Module,
    item: String,
}

impl Import {
    fn of(module: Module, item: &str) -> Self {
        let item = item.to_owned();
        Self { module, item }
    }
}

fn module(path: &str) -> Module {
    path.split("::").map(str::to_owned).collect()
}

fn assert_sound(package: &str, rooms: &[(&str, &[&str])]) {
    let src = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .join(package)
        .join("src");
    let files = files(&src);
    assert!(files.len() > 20, "the source of {package} was not found");
    let (graph, detours) = graph(&files);
    assert!(graph.values().map(BTreeSet::len).sum::<usize>() > 50);

    let mut faults = forbidden(&graph, rooms);
    faults.extend(detours);
    faults.extend(unknown_rooms(&graph, rooms));
    faults.extend(
        circles(&graph)
            .into_iter()
            .map(|files| format!("a circle of files: {}", files.join(", "))),
    );
    faults.extend(full_folders(&src));
    assert!(faults.is_empty(), "{package}:\n{}", faults.join("\n"));
}

/// The files of a crate by their module, `lib.rs` and unit tests left out.
fn files(src: &Path) -> BTreeMap<Module, PathBuf> {
    let mut files = BTreeMap::new();
    let mut folders = vec![src.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap().to_str().unwrap();
            if name == "tests" {
                continue;
            } else if path.is_dir() {
                folders.push(path);
            } else if name != "lib" && path.extension().is_some_and(|it| it == "rs") {
                let mut module: Module = path
                    .strip_prefix(src)
                    .unwrap()
                    .with_extension("")
                    .iter()
                    .map(|part| part.to_str().unwrap().to_owned())
                    .collect();
                module.pop_if(|last| last == "mod");
                files.insert(module, path);
            }
        }
    }
    files
}

/// What each file imports, and the imports that do not name the file that defines the item.
fn graph(files: &BTreeMap<Module, PathBuf>) -> (Graph, Vec<String>) {
    let mut graph = Graph::new();
    let mut detours = Vec::new();
    for (module, path) in files {
        let source = syn::parse_file(&fs::read_to_string(path).unwrap()).unwrap();
        let mut paths = CratePaths {
            module: module.clone(),
            found: Vec::new(),
        };
        paths.visit_file(&source);
        let imports = graph.entry(module.clone()).or_default();
        for found in paths.found {
            let defined_in = (0..=found.len())
                .rev()
                .map(|length| &found[..length])
                .find(|prefix| prefix.is_empty() || files.contains_key(*prefix))
                .unwrap();
            let item = found[defined_in.len()..].join("::");
            let is_folder = files
                .get(defined_in)
                .is_none_or(|path| path.ends_with("mod.rs"));
            if is_folder && !item.is_empty() {
                detours.push(format!(
                    "{} imports {} and not from the file that defines it",
                    module.join("::"),
                    found.join("::")
                ));
            } else if defined_in != module && !is_folder {
                imports.insert(Import::of(defined_in.to_vec(), &item));
            }
        }
    }
    (graph, detours)
}

/// Collects the paths into the crate of one file.
struct CratePaths {
    module: Module,
    found: Vec<Module>,
}

impl CratePaths {
    /// The path from the crate root; `None` if it leads elsewhere.
    fn path_from_root(&self, path: &[String]) -> Option<Module> {
        match path.first()?.as_str() {
            "crate" => Some(path[1..].to_vec()),
            "super" => {
                let depth = path.iter().take_while(|part| *part == "super").count();
                let parent = self.module.len().checked_sub(depth)?;
                Some([&self.module[..parent], &path[depth..]].concat())
            }
            _ => None,
        }
    }

    fn add_tree(&mut self, prefix: &[String], tree: &UseTree) {
        let with = |name: &syn::Ident| [prefix, &[name.to_string()]].concat();
        match tree {
            UseTree::Path(path) => self.add_tree(&with(&path.ident), &path.tree),
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.add_tree(prefix, tree);
                }
            }
            UseTree::Name(name) if name.ident == "self" => self.add(prefix),
            UseTree::Name(name) => self.add(&with(&name.ident)),
            UseTree::Rename(rename) => self.add(&with(&rename.ident)),
            UseTree::Glob(_) => self.add(prefix),
        }
    }

    fn add(&mut self, path: &[String]) {
        self.found.extend(self.path_from_root(path));
    }
}

impl<'ast> Visit<'ast> for CratePaths {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        // Unit tests, and nothing else, are modules with a body.
        if item.content.is_none() {
            syn::visit::visit_item_mod(self, item);
        }
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.add_tree(&[], &item.tree);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let parts: Vec<String> = path
            .segments
            .iter()
            .map(|segment| segment.ident.to_string())
            .collect();
        self.add(&parts);
        syn::visit::visit_path(self, path);
    }
}

fn forbidden(graph: &Graph, rooms: &[(&str, &[&str])]) -> Vec<String> {
    let mut forbidden = Vec::new();
    for (file, imports) in graph {
        let Some((room, allowed)) = rooms.iter().find(|(room, _)| *room == file[0]) else {
            continue;
        };
        for Import { module, item } in imports {
            let is_allowed = |allowed: &&str| module.starts_with(&self::module(allowed));
            if module[0] != *room && !allowed.iter().any(is_allowed) {
                let (file, module) = (file.join("::"), module.join("::"));
                forbidden.push(format!("{file} imports {module}::{item}"));
            }
        }
    }
    forbidden
}

fn unknown_rooms(graph: &Graph, rooms: &[(&str, &[&str])]) -> Vec<String> {
    graph
        .keys()
        .filter(|file| rooms.iter().all(|(room, _)| *room != file[0]))
        .map(|file| format!("{} is in no room", file.join("::")))
        .collect()
}

/// The groups of files of which each imports, by way of others, each of the others.
fn circles(graph: &Graph) -> Vec<Vec<String>> {
    let reached: BTreeMap<&Module, BTreeSet<&Module>> = graph
        .keys()
        .map(|file| {
            let mut reached = BTreeSet::new();
            let mut open = vec![file];
            while let Some(next) = open.pop() {
                for import in graph.get(next).into_iter().flatten() {
                    if reached.insert(&import.module) {
                        open.push(&import.module);
                    }
                }
            }
            (file, reached)
        })
        .collect();
    let mut circles = BTreeSet::new();
    for (file, others) in &reached {
        if others.contains(file) {
            let circle = others
                .iter()
                .filter(|other| reached.get(**other).is_some_and(|back| back.contains(file)))
                .map(|other| other.join("::"))
                .collect::<Vec<_>>();
            circles.insert(circle);
        }
    }
    circles.into_iter().collect()
}

fn full_folders(src: &Path) -> Vec<String> {
    let mut full = Vec::new();
    let mut folders = vec![src.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries: Vec<_> = fs::read_dir(&folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        if entries.len() > MAX_ENTRIES {
            full.push(format!(
                "{} has {} entries",
                folder.display(),
                entries.len()
            ));
        }
        folders.extend(entries.into_iter().filter(|path| path.is_dir()));
    }
    full
}
