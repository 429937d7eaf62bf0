//! A schema as text that a reader of a test can check.

use aludel::schema::{Index, IndexKey, KeyPart, Object, ObjectId, Schema};

/// Every object on a line, each followed by what it depends on; without what every database has.
pub(crate) fn print(schema: &Schema) -> String {
    let everywhere = [ObjectId::Namespace("public".into()), ObjectId::Extension("plpgsql".into())];
    let mut text = String::new();
    for (id, object) in &schema.objects {
        if everywhere.contains(id) {
            continue;
        }
        text += format!("{id}: {}", payload(object)).trim_end_matches([':', ' ']);
        text += "\n";
        for target in schema.edges.get(id).into_iter().flatten() {
            text += &format!("    -> {target}\n");
        }
    }
    text
}

/// The fields that say something.
fn payload(object: &Object) -> String {
    let value = serde_json::to_value(object).unwrap();
    let fields = value.as_object().unwrap().values().next().unwrap().as_object().unwrap();
    if let Object::Index(index) = object {
        return index_text(index);
    }
    if let Object::Unmodelled(unmodelled) = object {
        return unmodelled.definition.trim_end().replace('\n', "\n      | ");
    }
    let telling = fields.iter().filter(|(name, value)| match value {
        serde_json::Value::Null => false,
        serde_json::Value::Array(items) => !items.is_empty(),
        serde_json::Value::Bool(truth) => *truth,
        _ => *name != "position",
    });
    telling.map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join(" ")
}

fn index_text(index: &Index) -> String {
    let keys = index.keys.iter().map(key_text).collect::<Vec<_>>().join(", ");
    let mut text = format!("on {} using {} ({keys})", index.table, index.method);
    let facts = [
        (index.unique, " unique"),
        (index.nulls_not_distinct, " nulls not distinct"),
        (!index.valid, " invalid"),
    ];
    facts.iter().filter(|(holds, _)| *holds).for_each(|(_, word)| text += word);
    if !index.include.is_empty() {
        let names = index.include.iter().map(ToString::to_string).collect::<Vec<_>>();
        text += &format!(" include ({})", names.join(", "));
    }
    if !index.options.is_empty() {
        text += &format!(" with ({})", index.options.join(", "));
    }
    index.predicate.iter().for_each(|predicate| text += &format!(" where {predicate}"));
    text
}

fn key_text(key: &IndexKey) -> String {
    let mut text = match &key.part {
        KeyPart::Column(name) => name.to_string(),
        KeyPart::Expression(expression) => format!("`{expression}`"),
    };
    key.collation.iter().for_each(|collation| text += &format!(" collate {collation}"));
    key.operator_class.iter().for_each(|class| text += &format!(" {class}"));
    text += if key.descending { " desc" } else { "" };
    text += if key.nulls_first { " nulls first" } else { "" };
    key.statistics.iter().for_each(|target| text += &format!(" statistics {target}"));
    text
}
