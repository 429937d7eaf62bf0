//! `embed_migrations!("migrations")`: a folder of migrations built into the program.
//!
//! The folder is checked when the program is compiled, as far as that concerns how the files hang
//! together: every file has its header, every parent is there, one head, and `HEAD` names it. What
//! the files hold is read by the library when it runs.

mod folder;
mod header;

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{
    LitStr, Path, Token,
    parse::{Parse, ParseStream},
};

use self::folder::Folder;
use crate::{
    attribute::{Once, item::crate_path, list},
    errors::Errors,
};

/// What stands in `embed_migrations!(..)`.
struct Input {
    folder: LitStr,
    crate_path: Once<Path>,
    errors: Errors,
}

impl Parse for Input {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        const EXAMPLE: &str =
            "expected the folder of the migrations, as in `embed_migrations!(\"migrations\")`";
        if !input.peek(LitStr) {
            return Err(syn::Error::new(Span::call_site(), EXAMPLE));
        }
        let folder = input.parse()?;
        let mut made = Self { folder, crate_path: Once::default(), errors: Errors::default() };
        if !input.is_empty() {
            input.parse::<Token![,]>()?;
        }
        let path = &mut made.crate_path;
        list::read_list(input, &mut made.errors, &mut |key, errors| match key.text.as_str() {
            "crate" => {
                path.set(key, crate_path(key)?, errors);
                Ok(())
            }
            _ => Err(key.unknown(&["crate"])),
        });
        Ok(made)
    }
}

/// Expands the macro. What is wrong with the folder is an error at the literal that names it; a
/// value of the right type stands beside the errors, so that they stay the only ones.
pub(crate) fn expand(input: TokenStream) -> TokenStream {
    let Input { folder: literal, crate_path, mut errors } = match syn::parse2(input) {
        Ok(input) => input,
        Err(error) => return refuse(&quote!(::aludel), &error.to_compile_error()),
    };
    let root = crate_path.get().map_or_else(|| quote!(::aludel), ToTokens::to_token_stream);
    let embedded = match load(&literal.value()) {
        Ok(folder) => embed(&root, &literal, &folder),
        Err(problems) => {
            for problem in problems {
                errors.at(&literal, problem);
            }
            TokenStream::new()
        }
    };
    if errors.count() == 0 { embedded } else { refuse(&root, &errors.into_tokens()) }
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
fn embed(root: &TokenStream, literal: &LitStr, folder: &Folder) -> TokenStream {
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
    quote!(#root::Migrations::new(#literal, #head, &[#(#files),*]))
}

fn refuse(root: &TokenStream, errors: &TokenStream) -> TokenStream {
    quote!({
        #errors
        #root::Migrations::new("", ::core::option::Option::None, &[])
    })
}
