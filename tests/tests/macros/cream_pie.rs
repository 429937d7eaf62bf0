//! The models of the example application are what `SQLAlchemy` made of the original's.

use aludel::model::document::Document;
use aludel_tests::{database, dump::dump, server};

#[test]
fn the_models_of_cream_pie_are_what_sqlalchemy_creates() {
    let models = Document::new(&cream_pie::SCHEMA).unwrap();
    let from_models = database();
    for statement in models.to_sql(server().version()).unwrap() {
        from_models.execute(&statement);
    }
    let from_sqlalchemy = database();
    from_sqlalchemy.execute(include_str!("../../../fixtures/cream-pie/sqlalchemy.sql"));
    assert_eq!(dump(&from_models), dump(&from_sqlalchemy));
}

/// What `cargo aludel` reads of them; the lines are those of the fields.
#[test]
fn the_metadata_document_of_cream_pie() {
    let document = Document::new(&cream_pie::SCHEMA).unwrap();
    let text = document.to_json().unwrap();
    insta::assert_snapshot!(text);
    assert_eq!(Document::from_json(&text).unwrap(), document);
}
