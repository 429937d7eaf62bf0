//! `init`.

use crate::run::{Place, place, see};

const LIBRARY: &str = "[package]\nname = \"cream-pie\"\nversion = \"0.1.0\"\nedition = \"2024\"\n";

fn library() -> Place {
    let place = place();
    place.write("Cargo.toml", LIBRARY);
    place.write("src/lib.rs", "");
    place
}

#[test]
fn a_library_gets_a_binary_settings_and_a_folder() {
    let place = library();
    see!(place.run(&["init"]), @r#"
    exit: 0
    --- stdout
    wrote src/bin/migrate.rs
    wrote Cargo.toml
    wrote migrations/.gitkeep
    --- stderr

    next:
      1. depend on aludel: cargo add aludel -p cream-pie
      2. list the models: `aludel::schema!(pub SCHEMA = [AppUser, …]);`
      3. write the first migration: cargo aludel generate -m "first tables"
    "#);
    see!(place.read("src/bin/migrate.rs"), @"
    //! Hands the models to `cargo aludel`.

    use std::process::ExitCode;

    fn main() -> ExitCode {
        aludel::main(&cream_pie::SCHEMA)
    }
    ");
    see!(place.read("Cargo.toml"), @r#"
    [package]
    name = "cream-pie"
    version = "0.1.0"
    edition = "2024"

    [package.metadata.aludel]
    bin = "migrate"
    "#);
}

#[test]
fn nothing_is_overwritten() {
    let place = library();
    place.write("src/bin/migrate.rs", "fn main() {}");
    place.run(&["init"]);
    see!(place.run(&["init"]), @r#"
    exit: 0
    --- stdout
     kept src/bin/migrate.rs
     kept Cargo.toml
     kept migrations/.gitkeep
    --- stderr

    next:
      1. depend on aludel: cargo add aludel -p cream-pie
      2. list the models: `aludel::schema!(pub SCHEMA = [AppUser, …]);`
      3. write the first migration: cargo aludel generate -m "first tables"
    "#);
    assert_eq!(place.read("src/bin/migrate.rs"), "fn main() {}");
}

#[test]
fn a_binary_is_told_its_line() {
    let place = place();
    place.write("Cargo.toml", LIBRARY);
    place.write("src/main.rs", "fn main() {}");
    see!(place.run(&["init"]), @r#"
    exit: 0
    --- stdout
    wrote Cargo.toml
    wrote migrations/.gitkeep
    --- stderr

    next:
      1. depend on aludel: cargo add aludel -p cream-pie
      2. list the models: `aludel::schema!(pub SCHEMA = [AppUser, …]);`
      3. call `aludel::hook(&SCHEMA);` first in `main`
      4. write the first migration: cargo aludel generate -m "first tables"
    "#);
    see!(place.read("Cargo.toml"), @r#"
    [package]
    name = "cream-pie"
    version = "0.1.0"
    edition = "2024"

    [package.metadata.aludel]
    bin = "cream-pie"
    "#);
}

#[test]
fn a_broken_manifest_is_shown() {
    let place = library();
    place.write("Cargo.toml", &format!("{LIBRARY}\n[package.metadata.aludel]\nbins = 'x'\n"));
    see!(place.run(&["init"]), @"
    exit: 1
    --- stderr
    error: Cargo.toml makes no sense
     --> Cargo.toml:7:1
      |
    7 | bins = 'x'
      | ^^^^ unknown field `bins`, expected one of `package`, `bin`, `migrations`, `history-table`, `lock-timeout`, `features`
    ");
}

#[test]
fn a_folder_without_a_package_is_told_what_to_do() {
    see!(place().run(&["init"]), @"
    exit: 1
    --- stderr
    error: there is no Cargo.toml in this folder or in one above it
     |
     = help: go to the package with the models, or name it with
             `--manifest-path <PATH>`
    ");
}

#[test]
fn the_package_of_a_workspace_is_chosen() {
    let place = place();
    place.write("Cargo.toml", "[workspace]\nresolver = \"3\"\nmembers = [\"a\", \"b\"]\n");
    for name in ["a", "b"] {
        place.write(&format!("{name}/Cargo.toml"), &LIBRARY.replace("cream-pie", name));
        place.write(&format!("{name}/src/lib.rs"), "");
    }
    see!(place.run(&["init"]), @"
    exit: 1
    --- stderr
    error: no package of this workspace is set up for aludel
     |
     = help: name the package with the models: cargo aludel init -p <NAME>
    ");
    see!(place.run(&["init", "-p", "c"]), @"
    exit: 1
    --- stderr
    error: the workspace has no package `c`
     |
     = help: its packages are a, b
    ");
    see!(place.run(&["init", "-p", "b"]), @r#"
    exit: 0
    --- stdout
    wrote b/src/bin/migrate.rs
    wrote b/Cargo.toml
    wrote b/migrations/.gitkeep
    --- stderr

    next:
      1. depend on aludel: cargo add aludel -p b
      2. list the models: `aludel::schema!(pub SCHEMA = [AppUser, …]);`
      3. write the first migration: cargo aludel generate -m "first tables"
    "#);
}
