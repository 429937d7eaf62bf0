//! What aludel does not write is named, with enough to tell two of them apart.

use std::collections::BTreeSet;

use aludel::{
    diff::diff,
    schema::{ObjectId, Schema},
};
use aludel_tests::server;
use insta::assert_snapshot;

use crate::{kinds::read, print::print};

#[test]
fn views() {
    let schema = read(
        "CREATE TYPE mood AS ENUM ('sad');
        CREATE SCHEMA app;
        CREATE TABLE t (a int, m mood);
        CREATE VIEW app.v WITH (security_barrier) AS
            SELECT t.a, 'sad'::mood AS m FROM t, generate_series(1, 2);
        COMMENT ON VIEW app.v IS 'a view';
        COMMENT ON COLUMN app.v.a IS 'a column of a view';
        ALTER VIEW app.v ALTER a SET DEFAULT 7;
        CREATE MATERIALIZED VIEW mv AS SELECT v.a + 1 AS b FROM app.v, t;
        CREATE UNIQUE INDEX on_mv ON mv (b);
        CREATE RULE redirect AS ON INSERT TO app.v DO INSTEAD INSERT INTO t VALUES (new.a);",
    );
    assert_snapshot!(print(&schema), @r#"
    schema app
    enum mood: labels=["sad"]
    table t: persistence="Logged"
    column t.a: data_type="integer"
    column t.m: data_type="public.mood"
        -> enum mood
    materialized view public.mv:  SELECT (v.a + 1) AS b
          |    FROM app.v,
          |     public.t;
          | column mv.b: data_type="integer"
          | index on_mv: keys=[{"collation":null,"descending":false,"nulls_first":false,"operator_class":null,"part":{"Column":"b"},"statistics":null}] method="btree" table={"name":"mv","schema":"public"} unique=true valid=true
          | table mv: persistence="Logged"
        -> schema public
        -> table t
        -> view app.v
    rule redirect on app.v: CREATE RULE redirect AS
          |     ON INSERT TO app.v DO INSTEAD  INSERT INTO public.t (a)
          |   VALUES (new.a); enabled O
        -> column t.a
        -> view app.v
    view app.v:  SELECT t.a,
          |     'sad'::public.mood AS m
          |    FROM public.t,
          |     generate_series(1, 2) generate_series(generate_series);
          | column app.v.a: data_type="integer"
          | column app.v.m: data_type="public.mood"
          | comment on column app.v.a: text="a column of a view"
          | comment on table app.v: text="a view"
          | default of app.v.a: expression="7"
          | table app.v: options=["security_barrier=true"] persistence="Logged"
        -> schema app
        -> enum mood
        -> column t.a
    "#);
}

#[test]
fn partitions_and_children() {
    let schema = read(
        r#"CREATE TABLE part (id int, at timestamptz, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
        CREATE INDEX on_id ON part (id);
        CREATE TABLE part_1 PARTITION OF part
            FOR VALUES FROM ('2020-01-01 00:00+00') TO (MAXVALUE);
        CREATE TABLE refers (id int, at timestamptz, FOREIGN KEY (id, at) REFERENCES part);
        CREATE TABLE parent (a int CHECK (a > 0));
        CREATE TABLE child (b int) INHERITS (parent);
        CREATE TYPE pair AS (z int, a text COLLATE "C");
        COMMENT ON TYPE pair IS 'two';
        CREATE TABLE typed OF pair;
        CREATE TABLE uses (p pair, c child[]);"#,
    );
    // Since 18 a partition keeps the names that its parent gave.
    let text = print(&schema).replace(r#" name="part_at_not_null""#, "");
    let text = text.replace(r#" name="part_id_not_null""#, "");
    assert_snapshot!(text, @r#"
    table refers: persistence="Logged"
    table uses: persistence="Logged"
    column refers.at: data_type="timestamp with time zone"
    column refers.id: data_type="integer"
    column uses.c: data_type="public.child[]"
        -> inheritance child public.child
    column uses.p: data_type="public.pair"
        -> composite type public.pair
    constraint refers_id_at_fkey of refers: columns=["id","at"] deferral="Never" definition="FOREIGN KEY (id, at) REFERENCES public.part(id, at)" kind="ForeignKey" references={"name":"part","schema":"public"} validated=true
        -> column refers.at
        -> column refers.id
        -> partitioned table public.part
    composite type public.pair: in order: z, a
          | column pair.a: collation="\"C\"" data_type="text"
          | column pair.z: data_type="integer"
          | comment on table pair: text="two"
          | table pair: persistence="Logged"
        -> schema public
    inheritance child public.child: inherits public.parent
          | its own columns: b
          | column child.a: data_type="integer"
          | column child.b: data_type="integer"
          | constraint parent_a_check of child: columns=["a"] deferral="Never" definition="CHECK ((a > 0))" kind="Check" validated=true
          | table child: persistence="Logged"
        -> schema public
        -> inheritance parent public.parent
    inheritance parent public.parent: column parent.a: data_type="integer"
          | constraint parent_a_check of parent: columns=["a"] deferral="Never" definition="CHECK ((a > 0))" kind="Check" validated=true
          | table parent: persistence="Logged"
        -> schema public
    partition public.part_1: FOR VALUES FROM ('2020-01-01 00:00:00+00') TO (MAXVALUE)
          | inherits public.part
          | constraint part_1_pkey of part_1 attached to constraint part_pkey of part
          | index part_1_id_idx attached to index on_id
          | column part_1.at: data_type="timestamp with time zone"
          | column part_1.id: data_type="integer"
          | constraint part_1_pkey of part_1: columns=["id","at"] deferral="Never" definition="PRIMARY KEY (id, at)" kind="PrimaryKey" validated=true
          | index part_1_id_idx: keys=[{"collation":null,"descending":false,"nulls_first":false,"operator_class":null,"part":{"Column":"id"},"statistics":null}] method="btree" table={"name":"part_1","schema":"public"} valid=true
          | not null of part_1.at: validated=true
          | not null of part_1.id: validated=true
          | table part_1: persistence="Logged"
        -> schema public
        -> partitioned table public.part
    partitioned table public.part: partition by RANGE (at)
          | column part.at: data_type="timestamp with time zone"
          | column part.id: data_type="integer"
          | constraint part_pkey of part: columns=["id","at"] deferral="Never" definition="PRIMARY KEY (id, at)" kind="PrimaryKey" validated=true
          | index on_id: keys=[{"collation":null,"descending":false,"nulls_first":false,"operator_class":null,"part":{"Column":"id"},"statistics":null}] method="btree" table={"name":"part","schema":"public"} valid=true
          | not null of part.at: validated=true
          | not null of part.id: validated=true
          | table part: persistence="Logged"
        -> schema public
    typed table public.typed: of public.pair
          | column typed.a: collation="\"C\"" data_type="text"
          | column typed.z: data_type="integer"
          | table typed: persistence="Logged"
        -> schema public
        -> composite type public.pair
    "#);
}

#[test]
fn routines() {
    let schema = read(
        "CREATE TABLE t (a int);
        CREATE FUNCTION f(a int, b text DEFAULT 'x') RETURNS int LANGUAGE sql AS 'SELECT a';
        COMMENT ON FUNCTION f IS 'eff';
        CREATE FUNCTION atomic() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT max(a) FROM t; END;
        CREATE PROCEDURE p(INOUT a int) LANGUAGE plpgsql AS 'BEGIN a := 1; END';
        CREATE AGGREGATE total(int) (SFUNC = int4pl, STYPE = int, INITCOND = '0');
        CREATE FUNCTION tf() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
        CREATE TRIGGER tr BEFORE UPDATE OF a ON t FOR EACH ROW WHEN (new.a > 1)
            EXECUTE FUNCTION tf();
        ALTER TABLE t DISABLE TRIGGER tr;
        CREATE FUNCTION et() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
        CREATE EVENT TRIGGER ev ON ddl_command_end WHEN TAG IN ('CREATE TABLE')
            EXECUTE FUNCTION et();
        CREATE TABLE uses (a int DEFAULT f(1), CHECK (f(a) > 0));
        CREATE INDEX on_upper ON uses ((a + 1));",
    );
    assert_snapshot!(print(&schema), @r#"
    table t: persistence="Logged"
    table uses: persistence="Logged"
    column t.a: data_type="integer"
    column uses.a: data_type="integer"
    default of uses.a: expression="public.f(1)"
        -> function public.f(integer,pg_catalog.text)
    constraint uses_a_check of uses: columns=["a"] deferral="Never" definition="CHECK ((public.f(a) > 0))" kind="Check" validated=true
        -> column uses.a
        -> function public.f(integer,pg_catalog.text)
    index on_upper: on uses using btree (`((a + 1))`)
        -> table uses
        -> column uses.a
    aggregate public.total(integer): integer returns integer kind n 0 sfunc int4pl(integer,integer) stype integer sspace 0 initcond '0' finalfunc - f r combinefunc - serialfunc - deserialfunc - msfunc - minvfunc - mstype - msspace 0 minitcond NULL mfinalfunc - f r sortop 0 parallel u
        -> schema public
    comment on function public.f(integer,pg_catalog.text): eff
        -> function public.f(integer,pg_catalog.text)
    event trigger ev: ddl_command_end public.et() enabled O tags {"CREATE TABLE"}
        -> function public.et()
    function public.atomic(): CREATE OR REPLACE FUNCTION public.atomic()
          |  RETURNS integer
          |  LANGUAGE sql
          | BEGIN ATOMIC
          |  SELECT max(t.a) AS max
          |     FROM public.t;
          | END
        -> schema public
        -> column t.a
    function public.et(): CREATE OR REPLACE FUNCTION public.et()
          |  RETURNS event_trigger
          |  LANGUAGE plpgsql
          | AS $function$BEGIN END$function$
        -> schema public
    function public.f(integer,pg_catalog.text): CREATE OR REPLACE FUNCTION public.f(a integer, b text DEFAULT 'x'::text)
          |  RETURNS integer
          |  LANGUAGE sql
          | AS $function$SELECT a$function$
        -> schema public
    function public.tf(): CREATE OR REPLACE FUNCTION public.tf()
          |  RETURNS trigger
          |  LANGUAGE plpgsql
          | AS $function$BEGIN RETURN NEW; END$function$
        -> schema public
    procedure public.p(integer): CREATE OR REPLACE PROCEDURE public.p(INOUT a integer)
          |  LANGUAGE plpgsql
          | AS $procedure$BEGIN a := 1; END$procedure$
        -> schema public
    trigger tr on public.t: CREATE TRIGGER tr BEFORE UPDATE OF a ON public.t FOR EACH ROW WHEN ((new.a > 1)) EXECUTE FUNCTION public.tf() enabled D
        -> table t
        -> column t.a
        -> function public.tf()
    "#);
}

#[test]
fn settings_of_relations() {
    let schema = read(
        "CREATE TABLE other (a int PRIMARY KEY);
        CREATE TABLE t (a int NOT NULL CONSTRAINT one UNIQUE REFERENCES other, b int);
        ALTER TABLE t ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
        CREATE POLICY p ON t AS RESTRICTIVE FOR SELECT TO PUBLIC
            USING (a > (SELECT max(a) FROM other));
        CREATE STATISTICS st (dependencies) ON a, b FROM t;
        CREATE STATISTICS se ON (a + b) FROM t;
        ALTER TABLE t REPLICA IDENTITY USING INDEX one;
        ALTER TABLE t CLUSTER ON one;
        ALTER TABLE t DISABLE TRIGGER ALL;
        COMMENT ON INDEX one IS 'inside';
        COMMENT ON CONSTRAINT one ON t IS 'outside';
        CREATE TABLE u (id int GENERATED ALWAYS AS IDENTITY);
        ALTER SEQUENCE u_id_seq AS bigint;
        COMMENT ON SEQUENCE u_id_seq IS 'inside';
        CREATE PUBLICATION pub FOR TABLE t, other WITH (publish = 'insert');",
    );
    assert_snapshot!(print(&schema), @r#"
    table other: persistence="Logged"
    table t: persistence="Logged"
    table u: persistence="Logged"
    column other.a: data_type="integer"
    column t.a: data_type="integer"
    column t.b: data_type="integer"
    column u.id: data_type="integer"
    not null of other.a: validated=true
    not null of t.a: validated=true
    not null of u.id: validated=true
    identity of u.id: always=true sequence={"name":"u_id_seq","schema":"public"}
        -> not null of u.id
    constraint other_pkey of other: columns=["a"] deferral="Never" definition="PRIMARY KEY (a)" kind="PrimaryKey" validated=true
        -> column other.a
        -> not null of other.a
    constraint one of t: columns=["a"] deferral="Never" definition="UNIQUE (a)" kind="Unique" validated=true
        -> column t.a
    constraint t_a_fkey of t: columns=["a"] deferral="Never" definition="FOREIGN KEY (a) REFERENCES public.other(a)" kind="ForeignKey" references={"name":"other","schema":"public"} validated=true
        -> table other
        -> column other.a
        -> column t.a
        -> constraint other_pkey of other
    clustering of t: index={"Constraint":[{"name":"t","schema":"public"},"one"]}
        -> constraint one of t
    replica identity of t: identified_by={"Index":{"Constraint":[{"name":"t","schema":"public"},"one"]}}
        -> not null of t.a
        -> constraint one of t
    comment on constraint one of t: text="outside"
    comment on sequence of identity of u.id: text="inside"
    comment on index of constraint one of t: text="inside"
    data type of sequence public.u_id_seq: bigint
        -> identity of u.id
    disabled trigger of constraint t_a_fkey on public.t: public.t "RI_FKey_check_ins" D, public.t "RI_FKey_check_upd" D
        -> constraint t_a_fkey of t
    policy p on public.t: restrictive for r to public using (a > ( SELECT max(other.a) AS max
          |    FROM public.other)) check -
        -> table t
        -> column other.a
        -> column t.a
    publication pub: all tables f insert t update f delete f truncate f via root f tables public.other; public.t schemas
        -> table other
        -> table t
    row security of table public.t: enabled forced
        -> table t
    statistics public.se: {e} on {"(a + b)"} of public.t target -1
        -> schema public
        -> table t
        -> column t.a
        -> column t.b
    statistics public.st: {f} on a, b of public.t target -1
        -> schema public
        -> column t.a
        -> column t.b
    "#);
}

#[test]
fn rarer_objects() {
    let schema = read(
        r#"CREATE TYPE r AS RANGE (SUBTYPE = float8, MULTIRANGE_TYPE_NAME = rs);
        CREATE TYPE shell;
        CREATE TABLE t (a r, b rs[]);
        CREATE FUNCTION eq(r, r) RETURNS bool LANGUAGE sql AS 'SELECT true';
        CREATE OPERATOR === (LEFTARG = r, RIGHTARG = r, FUNCTION = eq);
        CREATE OPERATOR CLASS rops FOR TYPE r USING hash AS OPERATOR 1 ===(r, r);
        CREATE FUNCTION r_text(r) RETURNS text LANGUAGE sql AS 'SELECT NULL';
        CREATE CAST (r AS text) WITH FUNCTION r_text(r);
        CREATE COLLATION co FROM "C";
        CREATE CONVERSION cv FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
        CREATE TEXT SEARCH CONFIGURATION tc (COPY = simple);
        CREATE TEXT SEARCH DICTIONARY td (TEMPLATE = simple);
        CREATE FOREIGN DATA WRAPPER w OPTIONS (debug 'true');
        CREATE SERVER s FOREIGN DATA WRAPPER w OPTIONS (host 'x');
        CREATE USER MAPPING FOR PUBLIC SERVER s OPTIONS (password 'secret', "user" 'me');
        CREATE FOREIGN TABLE ft (a int OPTIONS (name 'z')) SERVER s OPTIONS (file 'y');
        CREATE LANGUAGE lang HANDLER plpgsql_call_handler;
        CREATE ACCESS METHOD am TYPE INDEX HANDLER bthandler;"#,
    );
    assert_snapshot!(print(&schema), @r#"
    table t: persistence="Logged"
    column t.a: data_type="public.r"
        -> range type public.r
    column t.b: data_type="public.rs[]"
        -> range type public.r
    access method am: i bthandler
    cast (public.r AS pg_catalog.text): public.r_text(public.r) e f
        -> function public.r_text(public.r)
        -> range type public.r
    collation public.co: c t -1 C C
        -> schema public
    conversion public.cv: LATIN1 UTF8 iso8859_1_to_utf8 f
        -> schema public
    foreign table public.ft: server s options {file=y}
          | column a options {name=z}
          | column ft.a: data_type="integer"
          | table ft: persistence="Logged"
        -> schema public
        -> server s
    foreign-data wrapper w: - - {debug=true}
    function public.eq(public.r,public.r): CREATE OR REPLACE FUNCTION public.eq(public.r, public.r)
          |  RETURNS boolean
          |  LANGUAGE sql
          | AS $function$SELECT true$function$
        -> schema public
        -> range type public.r
    function public.r_text(public.r): CREATE OR REPLACE FUNCTION public.r_text(public.r)
          |  RETURNS text
          |  LANGUAGE sql
          | AS $function$SELECT NULL$function$
        -> schema public
        -> range type public.r
    language lang: f plpgsql_call_handler - -
    operator public.===(public.r,public.r): b public.eq boolean commutator 0 negator 0 restrict - join - merges f hashes f
        -> schema public
        -> function public.eq(public.r,public.r)
        -> range type public.r
    operator class public.rops USING hash: family rops for public.r default f storage -
        -> schema public
        -> operator family public.rops USING hash
        -> range type public.r
    operator family public.rops USING hash: operator 1 public.===(public.r,public.r) s
        -> schema public
    range type public.r: double precision - float8_ops - - public.rs
        -> schema public
    server s: w {host=x}
        -> foreign-data wrapper w
    shell type public.shell: 4 t P f , - shell_in shell_out - - - - - i p - - NULL
        -> schema public
    text search configuration public.tc: pg_catalog."default" 1 simple, 2 simple, 3 simple, 4 simple, 5 simple, 6 simple, 7 simple, 8 simple, 9 simple, 10 simple, 11 simple, 15 simple, 16 simple, 17 simple, 18 simple, 19 simple, 20 simple, 21 simple, 22 simple
        -> schema public
    text search dictionary public.td: pg_catalog.simple
        -> schema public
    user mapping public on server s: options password, user
        -> server s
    "#);
}

#[test]
fn owners_and_grants() {
    let schema = read(
        "DO $$ BEGIN CREATE ROLE catalog_reader;
            EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
        CREATE SCHEMA app AUTHORIZATION catalog_reader;
        CREATE TABLE t (a int, b int);
        CREATE TABLE back (a int);
        CREATE TYPE mood AS ENUM ('sad');
        CREATE SEQUENCE s;
        CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
        GRANT SELECT ON t TO catalog_reader WITH GRANT OPTION;
        GRANT UPDATE (b) ON t TO catalog_reader;
        GRANT SELECT ON back TO catalog_reader;
        REVOKE SELECT ON back FROM catalog_reader;
        GRANT USAGE ON SEQUENCE s TO PUBLIC;
        REVOKE EXECUTE ON FUNCTION f() FROM PUBLIC;
        ALTER FUNCTION f() OWNER TO catalog_reader;
        REVOKE USAGE ON TYPE mood FROM PUBLIC;
        CREATE SCHEMA shared;
        GRANT CREATE ON SCHEMA shared TO catalog_reader;
        ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT SELECT ON TABLES TO catalog_reader;
        ALTER DEFAULT PRIVILEGES FOR ROLE catalog_reader
            REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;",
    );
    // A privilege that came with 17.
    let text = print(&schema).replace("owner=MAINTAIN, ", "");
    assert_snapshot!(text, @r#"
    schema app
    schema shared
    enum mood: labels=["sad"]
    sequence s: cache=1 data_type="bigint" increment=1 maximum=9223372036854775807 minimum=1 persistence="Logged" start=1
    table back: persistence="Logged"
    table t: persistence="Logged"
    column back.a: data_type="integer"
    column t.a: data_type="integer"
    column t.b: data_type="integer"
    default privileges for role catalog_reader on functions: owner=EXECUTE
    default privileges for role postgres in schema app on tables: catalog_reader=SELECT
        -> schema app
    function public.f(): CREATE OR REPLACE FUNCTION public.f()
          |  RETURNS integer
          |  LANGUAGE sql
          | AS $function$SELECT 1$function$
        -> schema public
    grants on column public.t.b: catalog_reader=UPDATE
        -> column t.b
    grants on function public.f(): owner=EXECUTE
        -> function public.f()
    grants on schema shared: catalog_reader=CREATE, owner=CREATE, owner=USAGE
        -> schema shared
    grants on sequence public.s: owner=SELECT, owner=UPDATE, owner=USAGE, public=USAGE
        -> sequence s
    grants on table public.t: catalog_reader=SELECT*, owner=DELETE, owner=INSERT, owner=REFERENCES, owner=SELECT, owner=TRIGGER, owner=TRUNCATE, owner=UPDATE
        -> table t
    grants on type public.mood: owner=USAGE
        -> enum mood
    owner of function public.f(): catalog_reader
        -> function public.f()
    owner of schema app: catalog_reader
        -> schema app
    "#);
}

/// Every fact that can be told of an object goes with it, and keeps nothing from being changed.
#[test]
fn facts_go_with_what_they_are_about() {
    let major = server().version().major();
    let since = |first: u32, sql: &'static str| if major >= first { sql } else { "" };
    let schema = read(&format!(
        "DO $$ BEGIN CREATE ROLE catalog_owner;
            EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
        CREATE ACCESS METHOD heap_again TYPE TABLE HANDLER heap_tableam_handler;
        COMMENT ON ACCESS METHOD heap_again IS 'not modelled';
        CREATE TABLE t (a int REFERENCES t, id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY)
            USING heap_again;
        ALTER TABLE t ENABLE ROW LEVEL SECURITY;
        ALTER TABLE t DISABLE TRIGGER ALL;
        ALTER SEQUENCE t_id_seq AS bigint;
        GRANT SELECT ON t TO catalog_owner;
        CREATE TABLE u (id int);
        ALTER TABLE u OWNER TO catalog_owner;
        CREATE DOMAIN d AS int NOT NULL;
        {} {}
        SET allow_system_table_mods = on;
        -- There is no provider of labels and no other tablespace: the rows are what one would leave.
        INSERT INTO pg_seclabel VALUES ('t'::regclass, 'pg_class'::regclass, 0, 'nobody', 'secret');
        UPDATE pg_class SET reltablespace = 1664 WHERE relname = 'u';
        RESET allow_system_table_mods;
        COMMENT ON COLUMN t.a IS 'modelled';",
        since(15, "ALTER SEQUENCE t_id_seq SET UNLOGGED;"),
        since(17, "ALTER DOMAIN d DROP NOT NULL; ALTER DOMAIN d ADD CONSTRAINT known NOT NULL;"),
    ));
    let ids = schema.objects.keys();
    let kinds = ids.filter_map(|id| match id {
        ObjectId::Unmodelled { kind, .. } => Some(kind.as_str()),
        _ => None,
    });
    let kinds = kinds.collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>();
    let all = [
        (14, "access method"),
        (14, "comment"),
        (14, "data type"),
        (14, "disabled trigger"),
        (14, "grants"),
        (17, "not null constraint"),
        (14, "owner"),
        (15, "persistence"),
        (14, "row security"),
        (14, "security labels"),
        (14, "tablespace"),
    ];
    let expected = all.iter().filter(|(first, _)| major >= *first).map(|(_, kind)| *kind);
    assert_eq!(kinds, expected.collect::<Vec<_>>());
    diff(&schema, &Schema::empty(schema.version)).up().unwrap();
}
