//! Replays the committed seeds, on the stable toolchain and without libFuzzer.

use std::{collections::BTreeSet, fs, path::PathBuf};

use jwt_fresh_fuzz::targets;

fn seeds(target: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("seeds")
        .join(target)
}

/// Seeds that start with `ok` are accepted, others are not; each target has some of both.
#[test]
fn each_target_passes_its_seeds() {
    for (target, check) in targets::ALL {
        let mut both = BTreeSet::new();
        for seed in fs::read_dir(seeds(target)).expect(target) {
            let path = seed.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            let accepted = check(&fs::read(&path).unwrap());
            assert_eq!(accepted, name.starts_with("ok"), "{target}: {name}");
            both.insert(accepted);
        }
        assert_eq!(both.len(), 2, "{target} needs seeds of both kinds");
    }
}

/// Short inputs, and each seed cut off or with a byte changed at every place.
#[test]
fn each_target_passes_its_seeds_with_small_changes() {
    for (target, check) in targets::ALL {
        check(b"");
        for seed in fs::read_dir(seeds(target)).expect(target) {
            let seed = fs::read(seed.unwrap().path()).unwrap();
            let step = 1 + seed.len() / 50;
            for at in (0..seed.len()).step_by(step) {
                check(&seed[..at]);
                let mut changed = seed.clone();
                changed[at] ^= 1 << (at % 8);
                check(&changed);
            }
        }
    }
}

/// A folder of seeds or a program that no target in the list has would never be run.
#[test]
fn the_list_of_targets_is_whole() {
    let named: BTreeSet<_> = targets::ALL
        .iter()
        .map(|(name, _)| name.to_string())
        .collect();
    for folder in ["seeds", "fuzz_targets"] {
        let path = seeds("").join("..").join(folder);
        let found: BTreeSet<_> = fs::read_dir(path)
            .unwrap()
            .map(|entry| {
                entry
                    .unwrap()
                    .path()
                    .file_stem()
                    .unwrap()
                    .to_str()
                    .unwrap()
                    .to_owned()
            })
            .collect();
        assert_eq!(found, named, "{folder}");
    }
}
