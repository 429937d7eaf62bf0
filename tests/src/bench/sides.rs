//! Programs that are measured beside each other.

use std::fmt::Write;
use std::time::{Duration, Instant};

/// One of the things that are compared.
pub struct Side<'a> {
    name: &'a str,
    run: Box<dyn FnMut() -> Duration + 'a>,
}

impl std::fmt::Debug for Side<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Side").field("name", &self.name).finish_non_exhaustive()
    }
}

impl<'a> Side<'a> {
    /// Measures the whole of `run`.
    pub fn new<T>(name: &'a str, mut run: impl FnMut() -> T + 'a) -> Self {
        let run = Box::new(move || {
            let start = Instant::now();
            let made = run();
            let took = start.elapsed();
            drop(made);
            took
        });
        Self { name, run }
    }

    /// Measures `run` without what `prepare` does for it.
    pub fn prepared<P, T>(
        name: &'a str,
        mut prepare: impl FnMut() -> P + 'a,
        mut run: impl FnMut(&mut P) -> T + 'a,
    ) -> Self {
        let run = Box::new(move || {
            let mut prepared = prepare();
            let start = Instant::now();
            let made = run(&mut prepared);
            let took = start.elapsed();
            drop(made);
            took
        });
        Self { name, run }
    }
}

/// Runs the sides in turn, so that all meet the same noise, and returns a table of what they took
/// and how many times what the first one took.
pub fn compare(rounds: usize, mut sides: Vec<Side<'_>>) -> String {
    let mut taken = vec![Vec::new(); sides.len()];
    // The first round only warms up.
    for round in 0..=rounds {
        for (side, taken) in sides.iter_mut().zip(&mut taken) {
            let took = (side.run)().as_secs_f64() * 1000.0;
            if round > 0 {
                taken.push(took);
            }
        }
    }
    let figures = taken.into_iter().map(least_and_median).collect::<Vec<_>>();
    let mut table = format!("{:28}{:>13}{:>13}{:>16}\n", "", "least", "median", "ratios");
    for (side, (least, median)) in sides.iter().zip(&figures) {
        let [least_ratio, median_ratio] = [least / figures[0].0, median / figures[0].1];
        // Writing to a string does not fail.
        let _ = writeln!(
            table,
            "{:28}{least:10.2} ms{median:10.2} ms{least_ratio:7.2}x{median_ratio:7.2}x",
            side.name
        );
    }
    table
}

fn least_and_median(mut taken: Vec<f64>) -> (f64, f64) {
    taken.sort_by(f64::total_cmp);
    (taken[0], taken[taken.len() / 2])
}
