//! `embed_migrations!("migrations")`: a folder of migrations built into the program.
//!
//! The folder is checked when the program is compiled, as far as that concerns how the files hang
//! together: every file has its header, every parent is there, one head, and `HEAD` names it. What
//! the files hold is read by the library when it runs.

mod folder;
mod header;

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::LitStr;

use self::folder::Folder;

/// Expands the macro. What is wrong with the folder is an error at the literal that names it.
pub(crate) fn expand(input: TokenStream) -> TokenStream {
    match syn::parse2::<LitStr>(input) {
        Ok(literal) => match load(&literal.value()) {
            Ok(folder) => embed(&literal, &folder),
            Err(problems) => refuse(literal.span(), &problems),
        },
        Err(_) => refuse(
            Span::call_site(),
            &["expected the folder of the migrations, as in `embed_migrations!(\"migrations\")`"
                .to_owned()],
        ),
    }
}

fn load(path: &str) -> Result<Folder, Vec<String>> {
    let root = std::env::var("CARGO_MANIFEST_DIR")
        .map_err(|_| vec!["cargo does not say where the crate is".to_owned()])?;
    let folder = Folder::read(root.as_ref(), path)?;
    match folder.problems() {
        problems if problems.is_empty() => Ok(folder),
        problems => Err(problems),
    }
}

/// The texts go in through `include_str!`, so that cargo builds anew when one is edited; a new file
/// changes `HEAD`.
fn embed(literal: &LitStr, folder: &Folder) -> TokenStream {
    let include = |name: &str| {
        let path = format!("/{}/{name}", literal.value());
        quote!(::core::include_str!(::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), #path)))
    };
    let head = match folder.head {
        Some(_) => {
            let text = include("HEAD");
            quote!(::core::option::Option::Some(#text))
        }
        None => quote!(::core::option::Option::None),
    };
    let files = folder.ordered().into_iter().map(|(file, parents)| {
        let (revision, text) = (file.revision(), include(&file.name));
        quote!((#revision, #text, &[#(#parents),*]))
    });
    quote!(::aludel::Migrations::new(#literal, #head, &[#(#files),*]))
}

/// A type of the right kind stands beside the errors, so that they stay the only ones.
fn refuse(span: Span, problems: &[String]) -> TokenStream {
    let errors = problems.iter().map(|problem| syn::Error::new(span, problem).to_compile_error());
    quote!({
        #(#errors)*
        ::aludel::Migrations::new("", ::core::option::Option::None, &[])
    })
}
