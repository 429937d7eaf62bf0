//! What a check finds, as it is told.

use std::fmt::Write as _;

use anstyle::Style;
use serde::Serialize;
use textwrap::core::display_width;

use crate::{exit::Exit, output::style, wrap};

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Level {
    Error,
    Warning,
    Note,
}

/// One finding.
#[derive(Debug, Serialize)]
pub(crate) struct Finding {
    /// The exit code that it stands for, as `E10` or `W11`; notes have none.
    pub(crate) code: Option<String>,
    pub(crate) level: Level,
    pub(crate) title: String,
    /// The particulars.
    pub(crate) lines: Vec<Line>,
    /// What to do about it.
    pub(crate) fixes: Vec<String>,
    #[serde(skip)]
    exit: Exit,
}

/// One particular, and where in the sources it is.
#[derive(Debug, Serialize)]
pub(crate) struct Line {
    pub(crate) text: String,
    pub(crate) place: Option<String>,
    #[serde(skip)]
    pub(crate) style: Style,
}

/// In which order findings decide on the exit code.
const PRECEDENCE: &[Exit] = &[
    Exit::HistoryBroken,
    Exit::SeveralHeads,
    Exit::Drift,
    Exit::ModelsDiffer,
    Exit::NotModelled,
    Exit::Unsafe,
    Exit::RolesDiffer,
    Exit::Unanswered,
    Exit::Unapplied,
];

/// How wide a line of advice gets.
const WIDTH: usize = 80;

/// What leads to advice.
const FIX: &str = "    fix: ";

/// How far to the right places stand.
const PLACES: usize = 56;

impl Finding {
    pub(crate) fn error(exit: Exit, title: impl Into<String>) -> Self {
        Self::new(Level::Error, Some(format!("E{}", exit.code())), exit, title.into())
    }

    pub(crate) fn warning(exit: Exit, title: impl Into<String>) -> Self {
        Self::new(Level::Warning, Some(format!("W{}", exit.code())), exit, title.into())
    }

    /// A warning that does not decide on the exit code.
    pub(crate) fn advice(title: impl Into<String>) -> Self {
        Self::new(Level::Warning, None, Exit::Clean, title.into())
    }

    pub(crate) fn note(title: impl Into<String>) -> Self {
        Self::new(Level::Note, None, Exit::Clean, title.into())
    }

    fn new(level: Level, code: Option<String>, exit: Exit, title: String) -> Self {
        Self { code, level, title, lines: Vec::new(), fixes: Vec::new(), exit }
    }

    pub(crate) fn lines(mut self, lines: impl IntoIterator<Item = Line>) -> Self {
        self.lines.extend(lines);
        self
    }

    pub(crate) fn fix(mut self, fix: impl Into<String>) -> Self {
        self.fixes.extend(fix.into().lines().map(str::to_owned));
        self
    }

    /// What is told where errors only are wanted: what the exit code stands for, without advice.
    pub(crate) fn brief(&self) -> Option<String> {
        self.code.is_some().then(|| self.particulars())
    }

    fn render(&self) -> String {
        let mut text = self.particulars();
        for fix in &self.fixes {
            let fix = wrap::fill(fix, WIDTH, (FIX, "         "));
            let fix = fix.strip_prefix(FIX).unwrap_or(&fix);
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{}{FIX}{:#}{fix}", style::NAME, style::NAME);
        }
        text
    }

    fn particulars(&self) -> String {
        let (style, word) = match self.level {
            Level::Error => (style::ERROR, "error"),
            Level::Warning => (style::WARNING, "warning"),
            Level::Note => (style::DIM, "note"),
        };
        let code = self.code.as_deref().unwrap_or(word);
        let title = wrap::fill(&self.title, WIDTH - code.len() - 1, ("", "    "));
        let mut text = format!("{style}{code}{style:#} {title}\n");
        text.extend(self.lines.iter().map(Line::render));
        text
    }
}

impl Line {
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), place: None, style: Style::new() }
    }

    /// The line with its place beside it, or below it where there is no room.
    fn render(&self) -> String {
        let Self { text, place, style } = self;
        let dim = style::DIM;
        let filled = wrap::fill(text, WIDTH, ("    ", "        "));
        let filled = filled.strip_prefix("    ").unwrap_or(&filled);
        let Some(place) = place else { return format!("    {style}{filled}{style:#}\n") };
        let pad = PLACES.saturating_sub(display_width(text));
        let between = if PLACES.max(display_width(text)) + display_width(place) + 6 <= WIDTH {
            format!("{:pad$}  ", "")
        } else {
            "\n        ".to_owned()
        };
        format!("    {style}{filled}{style:#}{between}{dim}{place}{dim:#}\n")
    }
}

/// The code that the process ends with.
pub(crate) fn exit(findings: &[Finding]) -> Exit {
    let weighs = |exit: &&Exit| findings.iter().any(|finding| finding.exit == **exit);
    PRECEDENCE.iter().find(weighs).copied().unwrap_or(Exit::Clean)
}

/// All of them, and how many there are.
pub(crate) fn told(findings: &[Finding]) -> String {
    let mut text: String = findings.iter().map(Finding::render).collect();
    let count = |level| findings.iter().filter(|finding| finding.level == level).count();
    let counts: Vec<String> = [(Level::Error, "error"), (Level::Warning, "warning")]
        .into_iter()
        .filter_map(|(level, word)| match count(level) {
            0 => None,
            1 => Some(format!("1 {word}")),
            many => Some(format!("{many} {word}s")),
        })
        .collect();
    let summary = if counts.is_empty() { "clean".to_owned() } else { counts.join(", ") };
    let _ = writeln!(text, "{summary}");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_history_weighs_more_than_drift() {
        let findings = [
            Finding::warning(Exit::Unapplied, "a"),
            Finding::error(Exit::Drift, "b"),
            Finding::error(Exit::HistoryBroken, "c"),
        ];
        assert_eq!(exit(&findings), Exit::HistoryBroken);
        assert_eq!(exit(&findings[..1]), Exit::Unapplied);
        assert_eq!(exit(&[Finding::note("d")]), Exit::Clean);
    }
}
