//! `embed_migrations!`, of the folders that all crates are tested with.

use insta::assert_snapshot;
use proc_macro2::TokenStream;
use quote::quote;

use super::complaints;
use crate::embed;

/// What is wrong with a folder, a line each; something of the right type is there all the same.
fn refusal(condition: &str) -> String {
    let path = format!("../fixtures/migrations/{condition}");
    let expanded = embed::expand(quote!(#path));
    assert!(expanded.to_string().contains(":: aludel :: Migrations :: new"));
    complaints(&expanded).join("\n").replace("../fixtures/migrations/", "")
}

#[test]
fn a_sound_folder_is_included_file_by_file() {
    assert_eq!(refusal("sound"), "");
    assert_eq!(refusal("merged"), "");
    let expanded = embed::expand(quote!("../fixtures/migrations/sound")).to_string();
    assert_eq!(expanded.matches("include_str").count(), 4, "three migrations, and `HEAD`");
}

#[test]
fn an_unsound_folder_does_not_compile() {
    assert_snapshot!(refusal("circle"), @r#""parents lead in a circle: 20260102000000_orders, 20260103000000_items""#);
    assert_snapshot!(refusal("head-disagrees"), @r#""head-disagrees/HEAD: names 20260101000000_users as the newest revision, but the migrations end with 20260102000000_orders""#);
    assert_snapshot!(refusal("missing-parent"), @r#""missing-parent/20260102000000_orders.sql:3: there is no revision 20260101000000_users""#);
    assert_snapshot!(refusal("no-header"), @r#""no-header/20260101000000_users.sql:1: expected `-- aludel:migration 1`""#);
    assert_snapshot!(refusal("two-heads"), @r#""two-heads: there are 2 heads: 20260102000000_orders, 20260103000000_items; set the parent of one branch to the head of the other, or join them with a merge revision""#);
    assert_snapshot!(refusal("wrong-name"), @r#""wrong-name/20260101000000_users.sql: holds the revision 20260101000000_accounts, not its own name""#);
    assert!(refusal("nowhere").contains("cannot read the folder "));
}

#[test]
fn aludel_can_be_elsewhere() {
    let path = "../fixtures/migrations/sound";
    let expanded = embed::expand(quote!(#path, crate = crate::facade::tool)).to_string();
    assert!(expanded.starts_with("crate :: facade :: tool :: Migrations :: new"));
    assert!(!expanded.contains("aludel ::"));
}

#[test]
fn what_is_no_folder_is_told_how_it_is_written() {
    let told = |input| complaints(&embed::expand(input)).join("\n");
    assert_snapshot!(told(TokenStream::new()), @r#""expected the folder of the migrations, as in `embed_migrations!(\"migrations\")`""#);
    assert_snapshot!(told(quote!(migrations)), @r#""expected the folder of the migrations, as in `embed_migrations!(\"migrations\")`""#);
    assert_snapshot!(told(quote!("../fixtures/migrations/sound", krate = ::aludel)), @r#""unknown key `krate`; did you mean `crate`?""#);
}
