//! A project of a folder and a database, whose models change from version to version.

use std::{fs, path::Path};

use aludel::{
    catalog,
    migration::{Folder, Reference},
    model::{Registry, document::Document},
    run::{self, HistoryTable, Options},
    schema::Schema,
    scratch::{Cache, Scratch},
    workflow::{Draft, Findings, GenerateError, Subject, Verification, Workbench},
};
use aludel_tests::{TestDatabase, database};

/// The first models.
#[expect(dead_code, reason = "only their metadata is used")]
pub(crate) mod first {
    /// Something to sell.
    #[derive(Debug, aludel::Model)]
    #[aludel(table = "item", check("price BETWEEN 1 AND 9999 AND code <> ''", name = "sane"))]
    pub(crate) struct Item {
        #[aludel(primary_key, serial)]
        pub(crate) id: i32,
        #[aludel(type = varchar(20), check("code IN ('a', 'b')", name = "known"))]
        pub(crate) code: String,
        pub(crate) price: i32,
        #[aludel(index)]
        pub(crate) state: State,
    }

    /// How an item is.
    #[derive(Debug, aludel::PgEnum)]
    #[aludel(name = "state", rename_all = "snake_case")]
    pub(crate) enum State {
        Fresh,
        Stale,
    }

    aludel::schema!(pub(crate) SCHEMA = [Item]);
}

/// The same under other names, with a column more.
#[expect(dead_code, reason = "only their metadata is used")]
pub(crate) mod renamed {
    /// Something to sell.
    #[derive(Debug, aludel::Model)]
    #[aludel(table = "product", renamed_from = "item")]
    #[aludel(check("cost BETWEEN 1 AND 9999 AND code <> ''", name = "sane"))]
    pub(crate) struct Product {
        #[aludel(primary_key, serial)]
        pub(crate) id: i32,
        #[aludel(type = varchar(20), check("code IN ('a', 'b')", name = "known"))]
        pub(crate) code: String,
        #[aludel(renamed_from = "price")]
        pub(crate) cost: i32,
        #[aludel(index)]
        pub(crate) state: State,
        pub(crate) note: Option<String>,
    }

    /// How a product is.
    #[derive(Debug, aludel::PgEnum)]
    #[aludel(name = "state", rename_all = "snake_case")]
    pub(crate) enum State {
        Fresh,
        #[aludel(renamed_from = "stale")]
        Old,
    }

    aludel::schema!(pub(crate) SCHEMA = [Product]);
}

/// Nothing at all.
pub(crate) mod nothing {
    aludel::schema!(pub(crate) SCHEMA = []);
}

/// A project in a temporary folder.
pub(crate) struct Shop {
    folder: tempfile::TempDir,
    pub(crate) database: TestDatabase,
    pub(crate) bench: Workbench,
}

impl Shop {
    pub(crate) fn new() -> Self {
        let database = database();
        let target = aludel::connect::Target::parse(&database.url(), &environment()).unwrap();
        let bench = Workbench { scratch: Scratch::on(target), cache: None };
        Self { folder: tempfile::tempdir().unwrap(), database, bench }
    }

    /// Keeps in a folder what was made on a scratch database.
    pub(crate) fn remember(&mut self, folder: &Path) {
        self.bench.cache = Cache::at(folder);
    }

    pub(crate) fn migrations(&self) -> Folder {
        Folder::load(self.folder.path()).unwrap()
    }

    pub(crate) fn generate(&mut self, registry: &Registry) -> Result<Option<Draft>, GenerateError> {
        let mut folder = self.migrations();
        let draft = self.bench.generate(&document(registry), &folder, None, true)?;
        if let Some(draft) = &draft {
            folder.write(&draft.migration).unwrap();
        }
        Ok(draft)
    }

    /// Writes a migration by hand, which follows the one that was written last.
    pub(crate) fn write(&self, name: &str, up: &str, down: &str) {
        let head = self.folder.path().join("HEAD");
        let parent = fs::read_to_string(&head).unwrap_or_else(|_| "none".into());
        self.by_text(name, &[parent.trim()], up, down);
    }

    /// What the migrations make.
    pub(crate) fn replayed(&mut self) -> Schema {
        let folder = self.migrations();
        self.bench.replayed(&folder, None).unwrap()
    }

    /// Writes a migration as a person would.
    pub(crate) fn by_text(&self, revision: &str, parents: &[&str], up: &str, down: &str) {
        let parents = if parents.is_empty() { &["none"] } else { parents };
        let parents: Vec<String> =
            parents.iter().map(|parent| format!("-- parent: {parent}\n")).collect();
        let parents = parents.concat();
        let text = format!(
            "-- aludel:migration 1\n-- revision: {revision}\n{parents}-- message: {revision}\n\n\
             -- aludel:up\n\n{up}\n\n-- aludel:down\n\n{down}\n"
        );
        fs::write(self.folder.path().join(format!("{revision}.sql")), text).unwrap();
        fs::write(self.folder.path().join("HEAD"), format!("{revision}\n")).unwrap();
    }

    pub(crate) fn upgrade(&self) {
        self.upgrade_to(&Reference::Head);
    }

    pub(crate) fn upgrade_to(&self, target: &Reference) {
        let url = self.database.url();
        run::upgrade(&url, &self.migrations(), target, &Options::default(), &mut ()).unwrap();
    }

    pub(crate) fn downgrade(&self) {
        let url = self.database.url();
        run::downgrade(&url, &self.migrations(), &Reference::Base, &Options::default(), &mut ())
            .unwrap();
    }

    pub(crate) fn check(&mut self, registry: &Registry) -> Findings {
        let folder = self.migrations();
        let table = HistoryTable::default();
        let mut client = self.database.connect();
        let history = run::history::read(&mut client, &table).unwrap();
        let live = catalog::read(&mut client).unwrap();
        let subject = Subject { folder: &folder, history: &history, table: &table, live: &live };
        self.bench.check(&document(registry), subject).unwrap()
    }

    pub(crate) fn verify(&mut self) -> Verification {
        let folder = self.migrations();
        self.bench.verify(&folder).unwrap()
    }

    /// What the database holds.
    pub(crate) fn live(&self) -> Schema {
        catalog::read(&mut self.database.connect()).unwrap()
    }

    /// The SQL that makes the models, as a person would run it.
    pub(crate) fn by_hand(&self, registry: &Registry) {
        let version = aludel_tests::server().version();
        let statements = document(registry).to_sql(version).unwrap();
        self.database.execute(&(statements.join(";\n") + ";"));
    }
}

pub(crate) fn document(registry: &Registry) -> Document {
    Document::new(registry).unwrap()
}

pub(crate) fn environment() -> aludel::connect::Environment {
    aludel::connect::Environment::of_process(Path::new("/"))
}
