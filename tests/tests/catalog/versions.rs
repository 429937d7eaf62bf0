//! What only later servers have. Earlier ones are shown to refuse it, or to know less of it.

use aludel::schema::Schema;
use aludel_tests::{database, server};
use insta::assert_snapshot;
use postgres::error::SqlState;

use crate::{kinds::read, print::print};

/// The schema of what servers know from a major version on; earlier ones do not understand it.
fn read_since(major: u32, sql: &str) -> Option<Schema> {
    if server().version().major() >= major {
        return Some(read(sql));
    }
    let error = database().connect().batch_execute(sql).unwrap_err();
    assert_eq!(error.code(), Some(&SqlState::SYNTAX_ERROR), "{error}");
    None
}

#[test]
fn what_15_brought_is_read_and_refused_before() {
    let schema = read_since(
        15,
        "CREATE TABLE p (a int, b int, UNIQUE NULLS NOT DISTINCT (a, b));
        CREATE TABLE t (a int, b int, FOREIGN KEY (a, b) REFERENCES p (a, b) ON DELETE SET NULL (b));
        CREATE UNIQUE INDEX i ON t (a) NULLS NOT DISTINCT;
        CREATE UNLOGGED SEQUENCE s;
        CREATE UNLOGGED TABLE u (id int GENERATED ALWAYS AS IDENTITY);
        ALTER SEQUENCE u_id_seq SET LOGGED;
        CREATE SCHEMA app;
        CREATE PUBLICATION rows FOR TABLE t (a) WHERE (a > 1);
        CREATE PUBLICATION whole FOR TABLES IN SCHEMA app;",
    );
    let Some(schema) = schema else { return };
    assert_snapshot!(print(&schema), @r#"
    schema app
    sequence s: cache=1 data_type="bigint" increment=1 maximum=9223372036854775807 minimum=1 persistence="Unlogged" start=1
    table p: persistence="Logged"
    table t: persistence="Logged"
    table u: persistence="Unlogged"
    column p.a: data_type="integer"
    column p.b: data_type="integer"
    column t.a: data_type="integer"
    column t.b: data_type="integer"
    column u.id: data_type="integer"
    not null of u.id: validated=true
    identity of u.id: always=true sequence={"name":"u_id_seq","schema":"public"}
        -> not null of u.id
    constraint p_a_b_key of p: columns=["a","b"] deferral="Never" definition="UNIQUE NULLS NOT DISTINCT (a, b)" kind="Unique" validated=true
        -> column p.a
        -> column p.b
    constraint t_a_b_fkey of t: columns=["a","b"] deferral="Never" definition="FOREIGN KEY (a, b) REFERENCES public.p(a, b) ON DELETE SET NULL (b)" kind="ForeignKey" references={"name":"p","schema":"public"} validated=true
        -> table p
        -> column p.a
        -> column p.b
        -> column t.a
        -> column t.b
        -> constraint p_a_b_key of p
    index i: on t using btree (a) unique nulls not distinct
        -> table t
        -> column t.a
    persistence of sequence public.u_id_seq: logged
        -> identity of u.id
    publication rows: all tables f insert t update t delete t truncate t via root f tables public.t a where (a > 1) schemas
        -> table t
        -> column t.a
    publication whole: all tables f insert t update t delete t truncate t via root f tables schemas app
    "#);
}

#[test]
fn names_of_not_null_constraints_of_domains_are_read_since_17() {
    let schema = read(
        "CREATE DOMAIN usual AS int NOT NULL;
        CREATE DOMAIN named AS int CONSTRAINT given NOT NULL;",
    );
    if server().version().major() < 17 {
        assert_snapshot!(print(&schema), @r#"
        domain named: base_type="integer" not_null=true
        domain usual: base_type="integer" not_null=true
        "#);
        return;
    }
    assert_snapshot!(print(&schema), @r#"
    domain named: base_type="integer" not_null=true
    domain usual: base_type="integer" not_null=true
    not null constraint of domain public.named: given
        -> domain named
    "#);
}

#[test]
fn what_18_brought_is_read_and_refused_before() {
    let schema = read_since(
        18,
        "CREATE TABLE t (id int4range, at tsrange, v int GENERATED ALWAYS AS (1 + w) VIRTUAL, w int,
            PRIMARY KEY (id, at WITHOUT OVERLAPS), CONSTRAINT named NOT NULL w);
        CREATE TABLE f (id int4range, at tsrange, a int, b int CHECK (b > 0) NOT ENFORCED,
            FOREIGN KEY (id, PERIOD at) REFERENCES t (id, PERIOD at));
        ALTER TABLE f ADD CONSTRAINT pending NOT NULL a NOT VALID;
        CREATE TABLE g (a int PRIMARY KEY);
        ALTER TABLE f ADD CONSTRAINT lax FOREIGN KEY (a) REFERENCES g NOT ENFORCED;
        COMMENT ON CONSTRAINT pending ON f IS 'soon';",
    );
    let Some(schema) = schema else { return };
    assert_snapshot!(print(&schema), @r#"
    table f: persistence="Logged"
    table g: persistence="Logged"
    table t: persistence="Logged"
    column f.a: data_type="integer"
    column f.at: data_type="tsrange"
    column f.b: data_type="integer"
    column f.id: data_type="int4range"
    column g.a: data_type="integer"
    column t.at: data_type="tsrange"
    column t.id: data_type="int4range"
    column t.v: data_type="integer" generated={"expression":"(1 + w)","kind":"Virtual"}
        -> column t.w
    column t.w: data_type="integer"
    not null of f.a: name="pending"
    not null of g.a: validated=true
    not null of t.at: validated=true
    not null of t.id: validated=true
    not null of t.w: name="named" validated=true
    constraint f_b_check of f: columns=["b"] deferral="Never" definition="CHECK ((b > 0)) NOT ENFORCED" kind="Check" validated=true
        -> column f.b
    constraint f_id_at_fkey of f: columns=["id","at"] deferral="Never" definition="FOREIGN KEY (id, PERIOD at) REFERENCES public.t(id, PERIOD at)" kind="ForeignKey" references={"name":"t","schema":"public"} validated=true
        -> table t
        -> column f.at
        -> column f.id
        -> column t.at
        -> column t.id
        -> constraint t_pkey of t
    constraint lax of f: columns=["a"] deferral="Never" definition="FOREIGN KEY (a) REFERENCES public.g(a) NOT ENFORCED" kind="ForeignKey" references={"name":"g","schema":"public"} validated=true
        -> table g
        -> column f.a
        -> column g.a
        -> constraint g_pkey of g
    constraint g_pkey of g: columns=["a"] deferral="Never" definition="PRIMARY KEY (a)" kind="PrimaryKey" validated=true
        -> column g.a
        -> not null of g.a
    constraint t_pkey of t: columns=["id","at"] deferral="Never" definition="PRIMARY KEY (id, at WITHOUT OVERLAPS)" kind="PrimaryKey" validated=true
        -> column t.at
        -> column t.id
        -> not null of t.at
        -> not null of t.id
    comment on not null of f.a: text="soon"
    "#);
}
