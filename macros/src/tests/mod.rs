//! What is written for each feature, without a compiler.

mod columns;
mod constraints;
mod indexes;
mod models;
mod registries;
mod tolerance;
mod types;

use proc_macro2::TokenStream;

/// The expansion as formatted code.
fn formatted(expanded: TokenStream) -> String {
    let file = syn::parse2(expanded).expect("an expansion is a sequence of items");
    prettyplease::unparse(&file)
}

/// What the expansion of a model says of its columns and parts: everything that is not the same for
/// all models.
fn table(model: TokenStream) -> String {
    let text = formatted(crate::expand::model(model));
    let (_, text) = text.split_once("id: <Self as __model::Model>::ID,\n").expect("a table begins");
    let (text, _) = text.split_once("\n        };").expect("a table ends");
    let lines = text.lines().map(|line| line.strip_prefix("            ").unwrap_or(line));
    lines.collect::<Vec<_>>().join("\n")
}

/// What an expansion complains of.
fn complaints(expanded: &TokenStream) -> Vec<String> {
    let text = expanded.to_string();
    let parts = text.split("compile_error ! { ").skip(1);
    parts.map(|part| part.split(" }").next().unwrap_or_default().to_owned()).collect()
}
