//! One small database for each kind of object, and all that is read of it.

use aludel::{catalog, schema::Schema};
use insta::assert_snapshot;

use crate::print::print;

pub(crate) fn read(sql: &str) -> Schema {
    let database = aludel_tests::database();
    database.execute(sql);
    catalog::read(&mut database.connect()).unwrap()
}

#[test]
fn empty_database() {
    let schema = read("");
    let names = schema.objects.keys().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(names, ["schema public", "extension plpgsql"]);
    assert!(schema.edges.is_empty());
}

#[test]
fn comments() {
    let schema = read(
        "CREATE SCHEMA app;
        COMMENT ON SCHEMA app IS 'schema';
        COMMENT ON SCHEMA public IS 'mine';
        CREATE EXTENSION hstore SCHEMA app;
        CREATE TYPE mood AS ENUM ();
        COMMENT ON TYPE mood IS 'enum';
        CREATE DOMAIN d AS int CONSTRAINT c CHECK (VALUE > 0);
        COMMENT ON DOMAIN d IS 'domain';
        COMMENT ON CONSTRAINT c ON DOMAIN d IS 'constraint of a domain';
        CREATE SEQUENCE s;
        COMMENT ON SEQUENCE s IS 'sequence';
        CREATE TABLE t (a int CONSTRAINT k UNIQUE, h app.hstore[]);
        COMMENT ON TABLE t IS 'it''s a \\ table';
        COMMENT ON COLUMN t.a IS 'column';
        COMMENT ON CONSTRAINT k ON t IS 'constraint';
        CREATE INDEX i ON t (a);
        COMMENT ON INDEX i IS 'index';",
    );
    assert_snapshot!(print(&schema), @r#"
    schema app
    extension hstore: namespace="app" version="1.8"
        -> schema app
    enum mood
    domain d: base_type="integer"
    constraint c of domain d: definition="CHECK ((VALUE > 0))" validated=true
    sequence s: cache=1 data_type="bigint" increment=1 maximum=9223372036854775807 minimum=1 persistence="Logged" start=1
    table t: persistence="Logged"
    column t.a: data_type="integer"
    column t.h: data_type="app.hstore[]"
        -> extension hstore
    constraint k of t: columns=["a"] deferral="Never" definition="UNIQUE (a)" kind="Unique" validated=true
        -> column t.a
    index i: on t using btree (a)
        -> table t
        -> column t.a
    comment on schema app: text="schema"
    comment on schema public: text="mine"
    comment on enum mood: text="enum"
    comment on domain d: text="domain"
    comment on constraint c of domain d: text="constraint of a domain"
    comment on sequence s: text="sequence"
    comment on table t: text="it's a \\ table"
    comment on column t.a: text="column"
    comment on constraint k of t: text="constraint"
    comment on index i: text="index"
    "#);
}

#[test]
fn types() {
    let schema = read(
        r#"CREATE SCHEMA app;
        CREATE TYPE app.mood AS ENUM ('sad', 'ok', 'a,b "c" \');
        ALTER TYPE app.mood ADD VALUE 'first' BEFORE 'sad';
        CREATE DOMAIN app.email AS varchar(80) COLLATE "C" NOT NULL DEFAULT 'x@y'
            CONSTRAINT shaped CHECK (VALUE ~ '@');
        ALTER DOMAIN app.email ADD CONSTRAINT long CHECK (length(VALUE) > 3) NOT VALID;
        CREATE DOMAIN moods AS app.mood[];"#,
    );
    assert_snapshot!(print(&schema), @r#"
    schema app
    enum app.mood: labels=["first","sad","ok","a,b \"c\" \\"]
    domain app.email: base_type="character varying(80)" collation="\"C\"" default="'x@y'::character varying" not_null=true
    domain moods: base_type="app.mood[]"
        -> enum app.mood
    constraint long of domain app.email: definition="CHECK ((length((VALUE)::text) > 3))"
    constraint shaped of domain app.email: definition="CHECK (((VALUE)::text ~ '@'::text))" validated=true
    "#);
}

#[test]
fn columns() {
    let schema = read(
        r#"CREATE TYPE mood AS ENUM ('sad');
        CREATE TABLE t (id serial, gone int, mood mood DEFAULT 'sad' NOT NULL, moods mood[],
            name text COLLATE "C", twice int GENERATED ALWAYS AS (id * 2) STORED,
            at timestamptz DEFAULT '2020-01-01 00:00+00', price numeric(10, 2) DEFAULT 1.50);
        ALTER TABLE t DROP gone, ALTER name SET STORAGE external, ALTER name SET STATISTICS 7,
            ALTER name SET (n_distinct = 5), ALTER name SET COMPRESSION pglz;"#,
    );
    assert_snapshot!(print(&schema), @r#"
    enum mood: labels=["sad"]
    sequence t_id_seq: cache=1 data_type="integer" increment=1 maximum=2147483647 minimum=1 persistence="Logged" start=1
    table t: persistence="Logged"
    column t.at: data_type="timestamp with time zone"
    column t.id: data_type="integer"
    column t.mood: data_type="public.mood"
        -> enum mood
    column t.moods: data_type="public.mood[]"
        -> enum mood
    column t.name: collation="\"C\"" compression="pglz" data_type="text" options=["n_distinct=5"] statistics=7 storage="external"
    column t.price: data_type="numeric(10,2)"
    column t.twice: data_type="integer" generated={"expression":"(id * 2)","kind":"Stored"}
        -> column t.id
    default of t.at: expression="'2020-01-01 00:00:00+00'::timestamp with time zone"
    default of t.id: expression="nextval('public.t_id_seq'::regclass)"
        -> sequence t_id_seq
    default of t.mood: expression="'sad'::public.mood"
        -> enum mood
    default of t.price: expression="1.50"
    not null of t.id: validated=true
    not null of t.mood: validated=true
    owner of sequence t_id_seq: column="id" table={"name":"t","schema":"public"}
        -> column t.id
    "#);
}

#[test]
fn identities_keep_only_what_is_unusual() {
    let schema = read(
        "CREATE TABLE t (
            plain bigint GENERATED ALWAYS AS IDENTITY,
            small smallint GENERATED BY DEFAULT AS IDENTITY,
            odd int GENERATED ALWAYS AS IDENTITY
                (SEQUENCE NAME other START 5 INCREMENT -2 MINVALUE -10 MAXVALUE 9 CACHE 3 CYCLE),
            down int GENERATED ALWAYS AS IDENTITY (INCREMENT -1),
            from_five int GENERATED ALWAYS AS IDENTITY (MINVALUE 5));",
    );
    assert_snapshot!(print(&schema), @r#"
    table t: persistence="Logged"
    column t.down: data_type="integer"
    column t.from_five: data_type="integer"
    column t.odd: data_type="integer"
    column t.plain: data_type="bigint"
    column t.small: data_type="smallint"
    not null of t.down: validated=true
    not null of t.from_five: validated=true
    not null of t.odd: validated=true
    not null of t.plain: validated=true
    not null of t.small: validated=true
    identity of t.down: always=true increment=-1 sequence={"name":"t_down_seq","schema":"public"}
        -> not null of t.down
    identity of t.from_five: always=true minimum=5 sequence={"name":"t_from_five_seq","schema":"public"}
        -> not null of t.from_five
    identity of t.odd: always=true cache=3 cycle=true increment=-2 maximum=9 minimum=-10 sequence={"name":"other","schema":"public"} start=5
        -> not null of t.odd
    identity of t.plain: always=true sequence={"name":"t_plain_seq","schema":"public"}
        -> not null of t.plain
    identity of t.small: sequence={"name":"t_small_seq","schema":"public"}
        -> not null of t.small
    "#);
}

#[test]
fn tables_and_sequences() {
    let schema = read(
        "CREATE UNLOGGED TABLE t (a int, b text)
            WITH (fillfactor = 70, autovacuum_enabled = off, toast.autovacuum_enabled = off);
        CREATE SEQUENCE free;
        CREATE SEQUENCE held AS smallint START 4 INCREMENT 2 MINVALUE 2 MAXVALUE 40 CACHE 5 CYCLE
            OWNED BY t.a;
        CREATE TEMP TABLE passing (a int);",
    );
    assert_snapshot!(print(&schema), @r#"
    sequence free: cache=1 data_type="bigint" increment=1 maximum=9223372036854775807 minimum=1 persistence="Logged" start=1
    sequence held: cache=5 cycle=true data_type="smallint" increment=2 maximum=40 minimum=2 persistence="Logged" start=4
    table t: options=["fillfactor=70","autovacuum_enabled=off","toast.autovacuum_enabled=off"] persistence="Unlogged"
    column t.a: data_type="integer"
    column t.b: data_type="text"
    owner of sequence held: column="a" table={"name":"t","schema":"public"}
        -> column t.a
    "#);
}

#[test]
fn constraints() {
    let schema = read(
        r#"CREATE TABLE parent (a int, b int, c int UNIQUE, PRIMARY KEY (b, a) WITH (fillfactor = 80));
        CREATE UNIQUE INDEX by_a ON parent (a);
        CREATE TABLE "Child" (
            a int REFERENCES parent (a) ON DELETE CASCADE DEFERRABLE,
            b int, c int UNIQUE DEFERRABLE INITIALLY DEFERRED, during tsrange,
            FOREIGN KEY (b, a) REFERENCES parent MATCH FULL ON UPDATE SET NULL,
            CONSTRAINT self CHECK (a > b) NO INHERIT,
            UNIQUE (a) INCLUDE (b),
            EXCLUDE USING gist (during WITH &&) WITH (fillfactor = 60) WHERE (a > 0));
        ALTER TABLE "Child" ADD CONSTRAINT later CHECK (b > 0) NOT VALID,
            ADD CONSTRAINT other FOREIGN KEY (c) REFERENCES parent (c) NOT VALID;"#,
    );
    assert_snapshot!(print(&schema), @r#"
    table "Child": persistence="Logged"
    table parent: persistence="Logged"
    column "Child".a: data_type="integer"
    column "Child".b: data_type="integer"
    column "Child".c: data_type="integer"
    column "Child".during: data_type="tsrange"
    column parent.a: data_type="integer"
    column parent.b: data_type="integer"
    column parent.c: data_type="integer"
    not null of parent.a: validated=true
    not null of parent.b: validated=true
    constraint "Child_a_b_key" of "Child": columns=["a"] deferral="Never" definition="UNIQUE (a) INCLUDE (b)" kind="Unique" validated=true
        -> column "Child".a
        -> column "Child".b
    constraint "Child_a_fkey" of "Child": columns=["a"] deferral="Immediate" definition="FOREIGN KEY (a) REFERENCES public.parent(a) ON DELETE CASCADE" kind="ForeignKey" references={"name":"parent","schema":"public"} validated=true
        -> table parent
        -> column "Child".a
        -> column parent.a
        -> index by_a
    constraint "Child_b_a_fkey" of "Child": columns=["b","a"] deferral="Never" definition="FOREIGN KEY (b, a) REFERENCES public.parent(b, a) MATCH FULL ON UPDATE SET NULL" kind="ForeignKey" references={"name":"parent","schema":"public"} validated=true
        -> table parent
        -> column "Child".a
        -> column "Child".b
        -> column parent.a
        -> column parent.b
        -> constraint parent_pkey of parent
    constraint "Child_c_key" of "Child": columns=["c"] deferral="Deferred" definition="UNIQUE (c)" kind="Unique" validated=true
        -> column "Child".c
    constraint "Child_during_excl" of "Child": columns=["during"] deferral="Never" definition="EXCLUDE USING gist (during WITH &&) WHERE ((a > 0))" index_options=["fillfactor=60"] kind="Exclusion" validated=true
        -> column "Child".a
        -> column "Child".during
    constraint later of "Child": columns=["b"] deferral="Never" definition="CHECK ((b > 0))" kind="Check"
        -> column "Child".b
    constraint other of "Child": columns=["c"] deferral="Never" definition="FOREIGN KEY (c) REFERENCES public.parent(c)" kind="ForeignKey" references={"name":"parent","schema":"public"}
        -> table parent
        -> column "Child".c
        -> column parent.c
        -> constraint parent_c_key of parent
    constraint self of "Child": columns=["a","b"] deferral="Never" definition="CHECK ((a > b)) NO INHERIT" kind="Check" validated=true
        -> column "Child".a
        -> column "Child".b
    constraint parent_c_key of parent: columns=["c"] deferral="Never" definition="UNIQUE (c)" kind="Unique" validated=true
        -> column parent.c
    constraint parent_pkey of parent: columns=["b","a"] deferral="Never" definition="PRIMARY KEY (b, a)" index_options=["fillfactor=80"] kind="PrimaryKey" validated=true
        -> column parent.a
        -> column parent.b
        -> not null of parent.a
        -> not null of parent.b
    index by_a: on parent using btree (a) unique
        -> table parent
        -> column parent.a
    "#);
}

#[test]
fn indexes() {
    let schema = read(
        r#"CREATE DOMAIN tag AS text;
        CREATE TABLE t (a int, b varchar, name name, padded char(3), list int[], tag tag, net cidr);
        CREATE UNIQUE INDEX defaults ON t (b, name, padded, list, tag, net);
        CREATE INDEX directions ON t (a DESC, b NULLS FIRST, net DESC NULLS LAST);
        CREATE INDEX gin ON t USING gin (list) WITH (fastupdate = off);
        CREATE INDEX hash ON t USING hash (b);
        CREATE INDEX classes ON t (b varchar_pattern_ops, tag text_pattern_ops, b bpchar_ops);
        CREATE INDEX collations ON t (b COLLATE "C", lower(b) COLLATE "C", (b || 'x'), (name || 'x'));
        CREATE INDEX parameters ON t USING gist (to_tsvector('english', b) tsvector_ops (siglen = 100));
        CREATE INDEX partial ON t ((a + 1)) INCLUDE (net, a) WHERE b > 'a';
        ALTER INDEX partial ALTER COLUMN 1 SET STATISTICS 99;"#,
    );
    assert_snapshot!(print(&schema), @r#"
    domain tag: base_type="text"
    table t: persistence="Logged"
    column t.a: data_type="integer"
    column t.b: data_type="character varying"
    column t.list: data_type="integer[]"
    column t.name: data_type="name"
    column t.net: data_type="cidr"
    column t.padded: data_type="character(3)"
    column t.tag: data_type="public.tag"
        -> domain tag
    index classes: on t using btree (b varchar_pattern_ops, tag text_pattern_ops, b bpchar_ops)
        -> table t
        -> column t.b
        -> column t.tag
    index collations: on t using btree (b collate "C", `lower((b)::text)` collate "C", `(((b)::text || 'x'::text))`, `(((name)::text || 'x'::text))`)
        -> table t
        -> column t.b
        -> column t.name
    index defaults: on t using btree (b, name, padded, list, tag, net) unique
        -> table t
        -> column t.b
        -> column t.list
        -> column t.name
        -> column t.net
        -> column t.padded
        -> column t.tag
    index directions: on t using btree (a desc nulls first, b nulls first, net desc)
        -> table t
        -> column t.a
        -> column t.b
        -> column t.net
    index gin: on t using gin (list) with (fastupdate=off)
        -> table t
        -> column t.list
    index hash: on t using hash (b)
        -> table t
        -> column t.b
    index parameters: on t using gist (`to_tsvector('english'::regconfig, (b)::text)` tsvector_ops (siglen='100'))
        -> table t
        -> column t.b
    index partial: on t using btree (`((a + 1))` statistics 99) include (net, a) where ((b)::text > 'a'::text)
        -> table t
        -> column t.a
        -> column t.b
        -> column t.net
    "#);
}
