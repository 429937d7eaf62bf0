//! What holds for every schema: the order of creation is forgotten, and the server agrees.

use aludel::{
    catalog,
    name::Name,
    schema::{Index, KeyPart, Object, ObjectId},
};
use aludel_tests::database;
use postgres::Client;

use crate::kinds::read;

#[test]
fn order_of_creation_is_no_difference() {
    let one = read(
        "CREATE TYPE mood AS ENUM ('sad', 'ok');
        CREATE TABLE parent (id serial PRIMARY KEY, mood mood, code text);
        CREATE TABLE child (id int, parent_id int, note text DEFAULT 'x',
            CONSTRAINT positive CHECK (id > 0));
        ALTER TABLE child ADD CONSTRAINT fk FOREIGN KEY (parent_id) REFERENCES parent;
        CREATE INDEX a ON child (note);
        CREATE INDEX b ON parent ((lower(code)), mood);
        CREATE VIEW v AS SELECT id, mood FROM parent;
        COMMENT ON COLUMN child.note IS 'noted';
        CREATE TYPE pair AS (a int, b text);
        GRANT SELECT ON parent TO PUBLIC;",
    );
    let other = read(
        "CREATE TABLE gone (a int);
        CREATE TABLE child (was int, note text DEFAULT 'x', id int);
        COMMENT ON COLUMN child.note IS 'noted';
        CREATE INDEX a ON child (note);
        DROP TABLE gone;
        ALTER TABLE child DROP was, ADD parent_id int, ADD CONSTRAINT positive CHECK (id > 0);
        CREATE TYPE pair AS (gone int, a int);
        ALTER TYPE pair DROP ATTRIBUTE gone, ADD ATTRIBUTE b text;
        CREATE TYPE mood AS ENUM ('ok');
        ALTER TYPE mood ADD VALUE 'sad' BEFORE 'ok';
        CREATE SEQUENCE parent_id_seq AS int;
        CREATE TABLE parent (code text, gone int, mood mood, id int DEFAULT nextval('parent_id_seq'));
        GRANT SELECT ON parent TO PUBLIC;
        CREATE VIEW v AS SELECT id, mood FROM parent;
        ALTER SEQUENCE parent_id_seq OWNED BY parent.id;
        CREATE INDEX b ON parent ((lower(code)), mood);
        ALTER TABLE parent ADD PRIMARY KEY (id), DROP gone;
        ALTER TABLE child ADD CONSTRAINT fk FOREIGN KEY (parent_id) REFERENCES parent;",
    );
    assert_eq!(one, other);
}

#[test]
fn every_edge_ends_at_objects() {
    let schema = read(ZOO);
    for (from, targets) in &schema.edges {
        assert!(schema.objects.contains_key(from), "from {from}");
        for to in targets {
            assert!(schema.objects.contains_key(to), "{from} -> {to}");
            assert_ne!(Some(to), from.parent().as_ref(), "{from} and its parent");
        }
    }
}

#[test]
fn read_changes_nothing() {
    let database = database();
    database.execute(ZOO);
    let mut client = database.connect();
    let before = written(&mut client);
    let schema = catalog::read(&mut client).unwrap();
    assert_eq!(written(&mut client), before);
    assert_eq!(catalog::read(&mut client).unwrap(), schema);
}

/// How many rows the transactions of this session have ever written to the catalogs.
fn written(client: &mut Client) -> String {
    let sql = "SELECT max(xmin::text::bigint)::text || count(*)::text FROM pg_class";
    client.query_one(sql, &[]).unwrap().get(0)
}

#[test]
fn any_role_reads_all() {
    let database = database();
    database.execute(ZOO);
    database.execute(
        "DO $$ BEGIN CREATE ROLE catalog_nobody;
            EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
        REVOKE ALL ON SCHEMA public FROM PUBLIC;
        CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w;
        CREATE PUBLICATION p FOR TABLE t;
        CREATE POLICY p ON t USING (i > 0);
        CREATE VIEW app.v AS SELECT i FROM t;",
    );
    let mut client = database.connect();
    let schema = catalog::read(&mut client).unwrap();
    client.batch_execute("SET SESSION AUTHORIZATION catalog_nobody").unwrap();
    assert_eq!(catalog::read(&mut client).unwrap(), schema);
}

/// The definitions are put together from raw numbers; the server puts them together its own way.
#[test]
fn server_prints_the_same_constraints_and_indexes() {
    let database = database();
    database.execute(ZOO);
    let mut client = database.connect();
    let schema = catalog::read(&mut client).unwrap();
    client.batch_execute("SET search_path = ''").unwrap();
    let mut compared = 0;
    for (id, object) in &schema.objects {
        let (printed, composed) = match (id, object) {
            (ObjectId::Index(name), Object::Index(index)) => {
                let relation = format!("{}.{}", name.schema, name.name);
                let sql = format!("SELECT pg_get_indexdef('{relation}'::regclass)");
                (query(&mut client, &sql), create_index(&name.name, index))
            }
            (ObjectId::Constraint(table, name), Object::Constraint(constraint)) => {
                let sql = format!(
                    "SELECT pg_get_constraintdef(oid) FROM pg_constraint
                     WHERE conrelid = '{}.{}'::regclass AND conname = '{}'",
                    table.schema,
                    table.name,
                    name.as_str()
                );
                (query(&mut client, &sql), constraint.definition.clone())
            }
            _ => continue,
        };
        assert_eq!(composed, printed, "{id}");
        compared += 1;
    }
    assert!(compared > 40, "{compared}");
}

fn query(client: &mut Client, sql: &str) -> String {
    client.query_one(sql, &[]).unwrap().get(0)
}

/// `pg_get_indexdef`, from what was read.
fn create_index(name: &Name, index: &Index) -> String {
    let keys = index.keys.iter().map(|key| {
        let mut text = match &key.part {
            KeyPart::Column(name) => name.to_string(),
            KeyPart::Expression(expression) => expression.clone(),
        };
        key.collation.iter().for_each(|collation| text += &format!(" COLLATE {collation}"));
        key.operator_class.iter().for_each(|class| text += &format!(" {class}"));
        text += match (key.descending, key.nulls_first) {
            (false, false) => "",
            (false, true) => " NULLS FIRST",
            (true, true) => " DESC",
            (true, false) => " DESC NULLS LAST",
        };
        text
    });
    let list = |names: Vec<String>| names.join(", ");
    let include = list(index.include.iter().map(ToString::to_string).collect());
    let options = list(index.options.iter().map(|option| option_text(option)).collect());
    let table = format!("{}.{}", index.table.schema, index.table.name);
    let clauses = [
        if include.is_empty() { String::new() } else { format!(" INCLUDE ({include})") },
        if index.nulls_not_distinct { " NULLS NOT DISTINCT".to_owned() } else { String::new() },
        if options.is_empty() { String::new() } else { format!(" WITH ({options})") },
        index.predicate.as_ref().map_or_else(String::new, |sql| format!(" WHERE {sql}")),
    ];
    format!(
        "CREATE {}INDEX {name} ON {table} USING {} ({}){}",
        if index.unique { "UNIQUE " } else { "" },
        index.method,
        list(keys.collect()),
        clauses.concat()
    )
}

/// Only what could not stand as a name is in quotes.
fn option_text(option: &str) -> String {
    let (name, value) = option.split_once('=').unwrap();
    if value.starts_with(|c: char| c.is_ascii_digit()) {
        format!("{name}='{value}'")
    } else {
        option.to_owned()
    }
}

/// Types, operator classes, collations and references of every sort.
const ZOO: &str = r#"
    CREATE SCHEMA app;
    CREATE TYPE mood AS ENUM ('sad');
    CREATE TYPE pair AS (a int, b text);
    CREATE TYPE span AS RANGE (SUBTYPE = float8);
    CREATE DOMAIN tag AS varchar(20);
    CREATE DOMAIN deep AS tag;
    CREATE COLLATION app.mine FROM "C";
    CREATE FUNCTION app.twice(int) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT $1 * 2';
    CREATE TABLE t (
        i int, s smallint, big bigint, num numeric, f float8, t text, v varchar(9), c char(3), n name,
        ch "char", b bytea, bool bool, d date, ts timestamp, tz timestamptz, tm time, iv interval,
        u uuid, m mood, p pair, tag tag, deep deep, ip inet, net cidr, mac macaddr, money money,
        ai int[], at text[], av varchar[], am mood[], ap pair[], bits bit(3), vbits varbit,
        r int4range, mr int4multirange, sp span, j jsonb, ts2 tsvector, pt point, bx box, poly polygon,
        circ circle, oid oid, reg regclass, co text COLLATE app.mine, cc text COLLATE "C", x xid, lsn pg_lsn);
    CREATE INDEX i01 ON t (i, s, big, num, f, t, v, c, n, ch, b, bool);
    CREATE INDEX i02 ON t (d, ts, tz, tm, iv, u, m, p, tag, deep, ip, net, mac, money);
    CREATE INDEX i03 ON t (ai, at, av, am, ap, bits, vbits, r, mr, sp, j, ts2, oid, reg, lsn);
    CREATE INDEX i04 ON t USING hash (i);
    CREATE INDEX i05 ON t USING hash (v);
    CREATE INDEX i06 ON t USING hash (m);
    CREATE INDEX i07 ON t USING hash (deep);
    CREATE INDEX i08 ON t USING gin (ai, at, av, am);
    CREATE INDEX i09 ON t USING gin (j);
    CREATE INDEX i10 ON t USING gin (j jsonb_path_ops);
    CREATE INDEX i11 ON t USING gin (ts2) WITH (fastupdate = off, gin_pending_list_limit = 512);
    CREATE INDEX i12 ON t USING gist (pt, bx, poly, circ, r, mr, sp, ip inet_ops, ts2);
    CREATE INDEX i13 ON t USING gist (ts2 tsvector_ops (siglen = 200));
    CREATE INDEX i14 ON t USING spgist (pt kd_point_ops);
    CREATE INDEX i15 ON t USING spgist (t);
    CREATE INDEX i16 ON t USING brin (i, t, v, tz, u, ip) WITH (pages_per_range = 4);
    CREATE INDEX i17 ON t USING brin (i int4_bloom_ops (n_distinct_per_range = 9), tz timestamptz_minmax_multi_ops);
    CREATE INDEX i18 ON t (t text_pattern_ops, v varchar_pattern_ops, v text_ops, c bpchar_pattern_ops, v bpchar_ops);
    CREATE INDEX i19 ON t (t COLLATE "C", co, cc, co COLLATE "C", cc COLLATE "default", n COLLATE "default", v COLLATE app.mine DESC);
    CREATE INDEX i20 ON t (i DESC, s NULLS FIRST, big DESC NULLS LAST, num ASC NULLS LAST);
    CREATE INDEX i21 ON t (lower(t), lower(t) COLLATE "C", lower(co), upper(cc) COLLATE "default" text_pattern_ops, (v || 'x'), (n::text), (lower(t) COLLATE "C"));
    CREATE INDEX i22 ON t ((i + 1), app.twice(i), (m = 'sad'), ((p).a), coalesce(i, 1), (ai[1])) INCLUDE (t, u) WHERE i > 0 AND m = 'sad';
    CREATE INDEX i23 ON t USING gin (to_tsvector('english', t), (j -> 'x'), (string_to_array(t, ',')));
    CREATE INDEX i24 ON t USING gist ((box(pt, pt)), (int4range(i, i + 1)));
    CREATE UNIQUE INDEX i25 ON t (i, s) INCLUDE (big, num) WITH (deduplicate_items = off, fillfactor = 70);
    CREATE INDEX i26 ON t ((av[1]), (p), (tag), (deep::text), (v::bpchar) bpchar_ops);
    CREATE INDEX "I 27" ON t ("i") WHERE t COLLATE "C" > 'a';
    CREATE TABLE app."Parent" (a int, b int, "C d" int, PRIMARY KEY (b, a), UNIQUE ("C d") INCLUDE (a));
    CREATE UNIQUE INDEX by_a ON app."Parent" (a);
    CREATE TABLE child (
        a int CONSTRAINT c01 REFERENCES app."Parent" (a),
        b int CONSTRAINT c02 REFERENCES app."Parent" ("C d") ON UPDATE CASCADE ON DELETE SET NULL,
        "C d" int CONSTRAINT c03 REFERENCES app."Parent" (a) ON UPDATE RESTRICT ON DELETE SET DEFAULT,
        r int4range, f float8,
        CONSTRAINT c04 FOREIGN KEY (b, a) REFERENCES app."Parent" MATCH FULL ON DELETE RESTRICT,
        CONSTRAINT c05 FOREIGN KEY ("C d", b) REFERENCES app."Parent" (b, a) ON UPDATE SET NULL,
        CONSTRAINT c06 CHECK (a > 0), CONSTRAINT c07 CHECK (child IS NOT NULL) NO INHERIT,
        CONSTRAINT c08 UNIQUE (a, "C d"), CONSTRAINT c09 UNIQUE (b) INCLUDE (a, f),
        CONSTRAINT c10 EXCLUDE USING gist (r WITH &&, int4range(a, b) WITH =) WHERE (a > 1),
        CONSTRAINT c11 EXCLUDE USING btree (f WITH =), CONSTRAINT c12 EXCLUDE (lower(r) WITH =, b DESC WITH =));
"#;
