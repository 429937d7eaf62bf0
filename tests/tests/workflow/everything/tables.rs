//! Tables: every key of a struct, and whatever takes more than one column.

use aludel::Model;

use super::kinds::{Foreign, Mood};

/// Who shares the house.
///
/// With everybody else.
#[derive(Debug, Model)]
#[aludel(table = "tenants", schema = "House", comment, renamed_from = "lodgers")]
#[aludel(rename_all = "camelCase", crate = ::aludel)]
#[aludel(with(fillfactor = 70, toast.autovacuum_enabled = false))]
#[aludel(primary_key(house_number, room, name = "tenants_key"))]
#[aludel(unique(room, family_name, name = "one name a room", deferrable = initially_deferred))]
#[aludel(check("\"familyName\" <> ''"), check("room > 0 OR room < -10", name = "not in between"))]
#[aludel(has_many(Booking))]
pub(crate) struct Tenant {
    house_number: i32,
    room: i16,
    family_name: String,
}

/// Who has which room, and when.
#[derive(Debug, Model)]
#[aludel(unlogged, comment = "rooms")]
#[aludel(exclude(using = gist, sql = "room WITH =, during WITH &&", name = "one at a time",
    where_sql = "NOT cancelled", include(id), deferrable, with(fillfactor = 80)))]
#[aludel(exclude(sql = "during WITH &&"))]
#[aludel(foreign_key(tenant, room, references = Tenant(house_number, room), name = "who has it",
    on_delete = set_null, on_update = cascade, match = full, deferrable = initially_deferred))]
#[aludel(foreign_key(tenant, room, references = Tenant, on_delete = cascade))]
pub(crate) struct Booking {
    #[aludel(primary_key)]
    id: i64,
    tenant: Option<i32>,
    room: Option<i16>,
    #[aludel(type_sql = "tstzrange")]
    during: Foreign,
    cancelled: bool,
}

/// A tree, and one half of two tables that refer to each other.
#[derive(Debug, Model)]
pub(crate) struct Node {
    #[aludel(primary_key, identity = always)]
    id: i64,
    #[aludel(references = Node::id, on_delete = set_null, on_update = restrict, index)]
    parent: Option<i64>,
    #[aludel(references = Leaf, deferrable)]
    first: Option<i32>,
    #[aludel(references_sql = "elsewhere (id)", on_delete = set_default, default = 0)]
    outside: i32,
}

/// The other half.
#[derive(Debug, Model)]
pub(crate) struct Leaf {
    #[aludel(primary_key, serial)]
    id: i32,
    #[aludel(references = Node, on_delete = no_action)]
    node: i64,
}

/// What `references_sql` refers to.
#[derive(Debug, Model)]
pub(crate) struct Elsewhere {
    #[aludel(primary_key)]
    id: i32,
}

/// Indexes of every kind.
#[derive(Debug, Model)]
#[aludel(index(
    tenant,
    name collate = "C" ops = text_pattern_ops desc nulls_last,
    sql = "lower(name)" asc nulls_first,
    unique,
    name = "Indexed of tenant",
    using = btree,
    include(id),
    where_sql = "tenant > 0 OR name <> ''",
    with(fillfactor = 70, deduplicate_items = off),
))]
#[aludel(index(sql = "(tenant + 1)", sql = "upper(name) || 'x'" collate = "POSIX"))]
#[aludel(index(tags, using = gin, with(fastupdate = off)))]
#[aludel(index(at, using = brin, with(pages_per_range = 32)))]
#[aludel(index(name ops = varchar_ops, name ops = text_pattern_ops))]
pub(crate) struct Indexed {
    #[aludel(primary_key)]
    id: i32,
    #[aludel(index(using = hash), index(unique, name = "tenant once", where_sql = "id > 5"))]
    tenant: i32,
    #[aludel(index(ops = text_pattern_ops, desc))]
    name: String,
    tags: Vec<String>,
    at: chrono::NaiveDateTime,
    mood: Mood,
}

/// What came with PostgreSQL 15.
#[derive(Debug, Model)]
#[aludel(unique(a, b, nulls_not_distinct))]
#[aludel(index(b, unique, nulls_not_distinct))]
#[aludel(foreign_key(a, b, references = Tenant(house_number, room), on_delete = set_null(b)))]
pub(crate) struct Since15 {
    a: i32,
    #[aludel(unique(nulls_not_distinct))]
    b: Option<i16>,
}

/// What came with PostgreSQL 18.
#[derive(Debug, Model)]
pub(crate) struct Since18 {
    a: i32,
    #[aludel(generated_sql = "a * 2", virtual)]
    twice: i32,
}
