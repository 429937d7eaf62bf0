//! What is written for each feature, without a compiler.

mod columns;
mod constraints;
mod embedded;
mod indexes;
mod models;
mod registries;
mod tolerance;
mod types;

use proc_macro2::TokenStream;

use crate::{errors::Errors, json::Json, model::Model};

/// The expansion as formatted code.
fn formatted(expanded: TokenStream) -> String {
    let file = syn::parse2(expanded).expect("an expansion is a sequence of items");
    prettyplease::unparse(&file)
}

/// What the attributes of a model say, a line for each thing; without line numbers, which are all 0
/// outside of a compiler.
fn attributes(model: TokenStream) -> String {
    let input = syn::parse2(model).expect("a struct");
    let model = Model::read(&input, &mut Errors::default());
    let (Json::Object(members), _) = crate::write::attributes(&model) else { return String::new() };
    let lines = members.iter().filter(|(kind, _)| kind != "lines").flat_map(|(kind, said)| {
        let entries = match said {
            Json::List(values) => values.iter().map(Json::to_string).collect(),
            Json::Object(members) => {
                members.iter().map(|(name, value)| format!("{name} {value}")).collect()
            }
            single => vec![single.to_string()],
        };
        let entries = entries.into_iter().map(|entry| entry.replace("\"line\":0,", ""));
        entries.map(move |entry| format!("{kind}: {entry}"))
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The columns in the expansion of a model.
fn columns(model: TokenStream) -> String {
    let text = formatted(crate::expand::model(model));
    let lines = between(&text, "columns: ", ",\n            primary_key").lines();
    lines
        .map(|line| line.strip_prefix("            ").unwrap_or(line))
        .collect::<Vec<_>>()
        .join("\n")
}

/// The checks behind the implementation in the expansion of a model.
fn checks(model: TokenStream) -> String {
    let text = formatted(crate::expand::model(model));
    between(&text, "        };\n    }\n", "\n};").to_owned()
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    let (_, text) = text.split_once(before).expect("what stands before");
    text.rsplit_once(after).expect("what stands after").0
}

/// What an expansion complains of.
fn complaints(expanded: &TokenStream) -> Vec<String> {
    let text = expanded.to_string();
    let parts = text.split("compile_error ! { ").skip(1);
    parts.map(|part| part.split(" }").next().unwrap_or_default().to_owned()).collect()
}
