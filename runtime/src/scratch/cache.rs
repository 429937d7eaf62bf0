//! Schemas by the hash of what they were made from.

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use sha2::{Digest, Sha256};

use super::{fingerprint::Fingerprint, session::opening};
use crate::{
    schema::{ObjectId, Schema},
    version::ServerVersion,
};

/// To be raised with every change in what is read of a catalog or how a schema is written.
const READER: u32 = 1;

/// How many schemas are kept, the latest.
const KEPT: usize = 64;

/// A folder of schemas. Each is a file of its own, and none is ever needed.
#[derive(Debug, Clone)]
pub struct Cache {
    folder: PathBuf,
    /// What tells this build of the program from others: another may read catalogs in another way.
    program: String,
}

/// What a schema was made from: the statements and the session that they ran in, the server's version
/// and this program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    digest: String,
}

impl Cache {
    /// Keeps schemas in a folder, which is created with the first of them.
    ///
    /// There is none for a program that cannot be told from its other builds, as one whose file was
    /// replaced while it runs.
    pub fn at(folder: &Path) -> Option<Self> {
        let program = program(&std::env::current_exe().ok()?)?;
        Some(Self { folder: folder.to_path_buf(), program })
    }

    /// The key of what statements make on a server of a version.
    pub fn key(&self, version: ServerVersion, statements: &[String]) -> Key {
        let mut hasher = Sha256::new();
        hasher.update(version.number().to_be_bytes());
        for part in [&self.program, &opening()].into_iter().chain(statements) {
            hasher.update(part.len().to_be_bytes());
            hasher.update(part);
        }
        Key { digest: hexadecimal(&hasher.finalize()) }
    }

    /// The schema under a key. A file that is not as it was written is as good as none.
    pub fn load(&self, key: &Key) -> Option<Schema> {
        let text = fs::read(self.path(key)).ok()?;
        let (_, rest) = text.split_at_checked(HEAD)?;
        let (seal, body) = rest.split_at_checked(LINE)?;
        (seal == sealed(body).as_bytes()).then(|| serde_json::from_slice(body).ok()).flatten()
    }

    /// How far the schema under a key has this fingerprint, which takes no reading of the schema.
    pub fn likeness(&self, key: &Key, fingerprint: &Fingerprint) -> Likeness {
        let mut line = [0; HEAD];
        let read = fs::File::open(self.path(key)).and_then(|mut file| file.read_exact(&mut line));
        let is = |likeness: Likeness| line == *head(fingerprint, likeness).as_bytes();
        let known = [Likeness::Whole, Likeness::Modelled].into_iter().find(|one| is(*one));
        known.filter(|_| read.is_ok()).unwrap_or(Likeness::Unknown)
    }

    /// Puts a schema under a key, whole or not at all, and drops the oldest of many.
    ///
    /// # Errors
    ///
    /// When the folder cannot be written.
    pub fn store(&self, key: &Key, schema: &Schema) -> io::Result<()> {
        fs::create_dir_all(&self.folder)?;
        let body = serde_json::to_vec(schema)?;
        let mut file = tempfile::NamedTempFile::new_in(&self.folder)?;
        let is_modelled = |id: &ObjectId| !matches!(id, ObjectId::Unmodelled { .. });
        let is_whole = schema.objects.keys().all(is_modelled);
        let likeness = if is_whole { Likeness::Whole } else { Likeness::Modelled };
        let fingerprint = Fingerprint::of(schema.objects.iter());
        file.write_all(head(&fingerprint, likeness).as_bytes())?;
        file.write_all(sealed(&body).as_bytes())?;
        file.write_all(&body)?;
        file.persist(self.path(key))?;
        self.drop_oldest()
    }

    fn path(&self, key: &Key) -> PathBuf {
        self.folder.join(&key.digest).with_extension("schema")
    }

    fn drop_oldest(&self) -> io::Result<()> {
        let mut files = Vec::new();
        for entry in fs::read_dir(&self.folder)? {
            let entry = entry?;
            if entry.path().extension().is_some_and(|extension| extension == "schema") {
                files.push((entry.metadata()?.modified()?, entry.path()));
            }
        }
        files.sort();
        for (_, path) in files.iter().rev().skip(KEPT) {
            fs::remove_file(path)?;
        }
        Ok(())
    }
}

/// How far a schema is known to be another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Likeness {
    /// It is another, or nothing is known of it.
    Unknown,
    /// It is the same in what is modelled, and has something that is not.
    Modelled,
    /// It is the same, and has nothing that is not modelled.
    Whole,
}

/// The length of the first line of a file, which has the fingerprint and how much it speaks for.
const HEAD: usize = 67;

fn head(fingerprint: &Fingerprint, likeness: Likeness) -> String {
    let mark = if likeness == Likeness::Whole { '=' } else { '+' };
    format!("{fingerprint} {mark}\n")
}

/// The length of the second line, the seal of all that follows.
const LINE: usize = 65;

fn sealed(body: &[u8]) -> String {
    hexadecimal(&Sha256::digest(body)) + "\n"
}

fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write;

    let mut text = String::new();
    for byte in bytes {
        // Writing to a string does not fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// The version of a program, the size of its file and when that was built. The time says nothing
/// where a packager has set it, and the size little: hence [`READER`].
fn program(executable: &Path) -> Option<String> {
    let found = fs::metadata(executable).ok()?;
    let built = found.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    let version = env!("CARGO_PKG_VERSION");
    Some(format!("{version} {READER} {} {}", found.len(), built.as_nanos()))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn statements(texts: &[&str]) -> Vec<String> {
        texts.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn key_tells_versions_and_statements_apart() {
        let cache = Cache::at(Path::new("/nowhere")).unwrap();
        let key = |number, texts: &[&str]| {
            cache.key(ServerVersion::from_number(number), &statements(texts)).digest
        };
        let keys = [
            key(150_001, &["ab"]),
            key(150_002, &["ab"]),
            key(150_001, &["a", "b"]),
            key(150_001, &[]),
        ];
        for (index, one) in keys.iter().enumerate() {
            assert!(!keys[index + 1..].contains(one));
        }
        assert_eq!(keys[0], key(150_001, &["ab"]));
    }

    #[test]
    fn stored_schema_comes_back_and_a_broken_file_does_not() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::at(&folder.path().join("new")).unwrap();
        let version = ServerVersion::from_number(150_001);
        let key = cache.key(version, &statements(&["CREATE TABLE t ()"]));
        assert_eq!(cache.load(&key), None);
        cache.store(&key, &Schema::empty(version)).unwrap();
        assert_eq!(cache.load(&key), Some(Schema::empty(version)));
        let nothing = Fingerprint::of(std::iter::empty());
        assert_eq!(cache.likeness(&key, &nothing), Likeness::Whole);
        assert_eq!(cache.likeness(&cache.key(version, &[]), &nothing), Likeness::Unknown);
        let mut text = fs::read(cache.path(&key)).unwrap();
        let last = text.len() - 2;
        for broken in [text[..last].to_vec(), Vec::new(), {
            text[last] ^= 1;
            text
        }] {
            fs::write(cache.path(&key), broken).unwrap();
            assert_eq!(cache.load(&key), None);
        }
    }

    #[test]
    fn builds_of_the_program_are_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        let executable = folder.path().join("program");
        assert_eq!(program(&executable), None);
        let file = fs::File::create(&executable).unwrap();
        file.set_modified(UNIX_EPOCH + Duration::from_secs(1)).unwrap();
        let one = program(&executable).unwrap();
        // What is left where all files have the same time.
        assert_eq!(one, format!("{} {READER} 0 1000000000", env!("CARGO_PKG_VERSION")));
        file.set_len(1).unwrap();
        file.set_modified(UNIX_EPOCH + Duration::from_secs(1)).unwrap();
        assert_ne!(program(&executable).unwrap(), one);
    }

    #[test]
    fn only_the_latest_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::at(folder.path()).unwrap();
        let version = ServerVersion::from_number(150_001);
        for index in 0..KEPT + 3 {
            let key = cache.key(version, &[index.to_string()]);
            cache.store(&key, &Schema::empty(version)).unwrap();
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), KEPT);
    }
}
