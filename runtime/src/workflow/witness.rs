//! `pg_dump` as a witness: it shares no query with our own reader, so that what the reader overlooks
//! is not overlooked twice.

use std::{
    fmt, io,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use crate::{connect::Target, server};

/// A `pg_dump` that can be asked what is in a database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Witness {
    program: PathBuf,
}

/// What a witness says of one database: its schema, statement by statement, in no order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Testimony {
    statements: Vec<String>,
}

/// How two testimonies disagree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disagreement {
    /// The lines that should not be there.
    pub unexpected: Vec<String>,
    /// The lines that should.
    pub missing: Vec<String>,
}

/// A witness who does not speak.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Silence {
    /// The program does not start.
    #[error("{} cannot be run", program.display())]
    Program {
        /// The program.
        program: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// It does not get at the schema.
    #[error("{} has failed: {message}", program.display())]
    Failed {
        /// The program.
        program: PathBuf,
        /// What it printed.
        message: String,
    },
}

/// A question that is being answered.
#[derive(Debug)]
pub struct Hearing<'a> {
    witness: &'a Witness,
    child: Child,
}

impl Witness {
    /// Finds the oldest `pg_dump` on this machine that understands a server of this major version.
    pub fn find(server: u32) -> Option<Self> {
        server::client_program("pg_dump", server).map(Self::at)
    }

    /// Takes a `pg_dump` where it is.
    pub fn at(program: PathBuf) -> Self {
        Self { program }
    }

    /// Where the program is.
    pub fn program(&self) -> &Path {
        &self.program
    }

    /// Asks what the schema of a database is. The answer is made while the caller does other things.
    ///
    /// # Errors
    ///
    /// The program cannot be started.
    pub fn ask(&self, target: &Target) -> Result<Hearing<'_>, Silence> {
        let mut command = Command::new(&self.program);
        command.args(["--schema-only", "--no-password", "--dbname"]).arg(target.public_url());
        command.env("LC_ALL", "C");
        if let Some(password) = target.password() {
            command.env("PGPASSWORD", password.as_ref());
        }
        let child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|source| Silence::Program { program: self.program.clone(), source })?;
        Ok(Hearing { witness: self, child })
    }
}

impl Hearing<'_> {
    /// Waits for the answer.
    ///
    /// # Errors
    ///
    /// The program fails, as when the server does not let it in.
    pub fn testimony(self) -> Result<Testimony, Silence> {
        let program = || self.witness.program.clone();
        let output = self.child.wait_with_output();
        let output = output.map_err(|source| Silence::Program { program: program(), source })?;
        if !output.status.success() {
            let message = String::from_utf8_lossy(&output.stderr).trim().to_owned();
            return Err(Silence::Failed { program: program(), message });
        }
        Ok(Testimony::of(&String::from_utf8_lossy(&output.stdout)))
    }
}

impl Testimony {
    /// Reads what `pg_dump` printed. Neither the order of its entries counts, nor that of the lines of
    /// a table: a column that was dropped and made anew stands last.
    fn of(dump: &str) -> Self {
        let mut statements = Vec::new();
        let mut entry = Vec::new();
        let mut is_table = false;
        for line in dump.lines() {
            if let Some(header) = line.strip_prefix("-- Name: ") {
                statements.extend(closed(&mut entry, is_table));
                is_table = header.contains("; Type: TABLE;");
            } else if let Some(line) = significant(line) {
                entry.push(line);
            }
        }
        statements.extend(closed(&mut entry, is_table));
        statements.sort_unstable();
        Self { statements }
    }

    /// How this one differs from what it should be, if it does.
    pub fn disagreement(&self, expected: &Self) -> Option<Disagreement> {
        if self == expected {
            return None;
        }
        let unexpected = only(&self.statements, &expected.statements);
        let missing = only(&expected.statements, &self.statements);
        Some(Disagreement { unexpected, missing })
    }
}

/// The text of an entry, which is emptied.
fn closed(entry: &mut Vec<&str>, is_table: bool) -> Option<String> {
    if is_table {
        entry.sort_unstable();
    }
    let text = entry.join("\n");
    entry.clear();
    (!text.is_empty()).then_some(text)
}

/// A line without the punctuation that depends on its neighbours, unless it says nothing of the schema.
fn significant(line: &str) -> Option<&str> {
    let line = line.trim_end().trim_end_matches([',', ';']);
    let noise = ["--", "SET ", "SELECT pg_catalog.set_config", "\\restrict", "\\unrestrict"];
    let empty = line.is_empty() || noise.iter().any(|prefix| line.starts_with(prefix));
    (!empty).then_some(line)
}

/// The lines of the statements that the other does not have.
fn only(statements: &[String], other: &[String]) -> Vec<String> {
    let theirs: Vec<&str> = other.iter().flat_map(|statement| statement.lines()).collect();
    let own = statements.iter().filter(|statement| !other.contains(statement));
    let own: Vec<&str> = own.flat_map(|statement| statement.lines()).collect();
    let differing = own.iter().filter(|line| !theirs.contains(line));
    let lines: Vec<String> = differing.map(|line| line.trim().to_owned()).collect();
    // The same lines in another order, or in another table, still differ.
    if lines.is_empty() { own.into_iter().map(str::to_owned).collect() } else { lines }
}

impl fmt::Display for Disagreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines = self.missing.iter().map(|line| ("lacks", line));
        let lines = lines.chain(self.unexpected.iter().map(|line| ("has", line)));
        for (index, (verb, line)) in lines.enumerate() {
            let lead = if index == 0 { "" } else { "\n" };
            write!(f, "{lead}{verb}  {line}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DUMP: &str = "SET statement_timeout = 0;\n\n--\n-- Name: a; Type: TABLE; Schema: public; \
                        Owner: -\n--\n\nCREATE TABLE public.a (\n    x integer,\n    y text\n);\n\n--\n\
                        -- Name: v; Type: VIEW; Schema: public; Owner: -\n--\n\nCREATE VIEW public.v \
                        AS\n SELECT a.x\n   FROM public.a;\n";

    #[test]
    fn the_order_of_columns_and_of_entries_does_not_count() {
        let (table, view) = DUMP.split_at(DUMP.find("-- Name: v").unwrap_or_default());
        let swapped = table.replace("    x integer,\n    y text\n", "    y text,\n    x integer\n");
        assert_eq!(Testimony::of(DUMP), Testimony::of(&[view, &swapped].concat()));
    }

    #[test]
    fn what_is_missing_and_what_should_not_be_there_are_told_apart() {
        let other = DUMP.replace("y text", "y text NOT NULL").replace("a.x", "a.x AS z");
        let told = Testimony::of(&other).disagreement(&Testimony::of(DUMP));
        insta::assert_snapshot!(told.map(|told| told.to_string()).unwrap_or_default(), @"
        lacks  y text
        lacks  SELECT a.x
        has  y text NOT NULL
        has  SELECT a.x AS z
        ");
    }

    #[test]
    fn the_same_lines_in_another_view_differ() {
        let other = DUMP.replace("SELECT a.x\n   FROM public.a", "FROM public.a\n SELECT a.x");
        assert!(Testimony::of(&other).disagreement(&Testimony::of(DUMP)).is_some());
    }
}
