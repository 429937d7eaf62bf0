//! The moment in a revision's name.

use std::fmt;
use std::time::{SystemTime, UNIX_EPOCH};

/// A moment in UTC, to the second; printed as `YYYYMMDDhhmmss`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Timestamp {
    unix_seconds: u64,
}

/// `SOURCE_DATE_EPOCH` holds something other than a number of seconds.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("SOURCE_DATE_EPOCH is {text:?}, expected whole seconds since 1970")]
pub struct EpochError {
    /// What the variable holds.
    pub text: String,
}

impl Timestamp {
    /// Takes seconds since the start of 1970.
    pub const fn from_unix(unix_seconds: u64) -> Self {
        // The year 9999 is the last with four digits.
        let last = 253_402_300_799;
        Self { unix_seconds: if unix_seconds > last { last } else { unix_seconds } }
    }

    /// The present moment, or the one that `SOURCE_DATE_EPOCH` names.
    ///
    /// # Errors
    ///
    /// The variable is set to something that is not a number of seconds.
    pub fn now() -> Result<Self, EpochError> {
        match std::env::var_os("SOURCE_DATE_EPOCH") {
            Some(value) => {
                let text = value.to_string_lossy().into_owned();
                text.trim().parse().map(Self::from_unix).map_err(|_| EpochError { text })
            }
            None => {
                let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
                Ok(Self::from_unix(since.as_secs()))
            }
        }
    }

    /// One second later.
    #[must_use]
    pub const fn next(self) -> Self {
        Self::from_unix(self.unix_seconds + 1)
    }

    /// Reads `YYYYMMDDhhmmss` back.
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() != 14 || !text.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let part = |from: usize, to: usize| text[from..to].parse::<u64>().ok();
        let days = days_from_date(part(0, 4)?, part(4, 6)?, part(6, 8)?)?;
        let seconds = part(8, 10)? * 3600 + part(10, 12)? * 60 + part(12, 14)?;
        let timestamp = Self::from_unix(days * 86_400 + seconds);
        (timestamp.to_string() == text).then_some(timestamp)
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = date_from_days(self.unix_seconds / 86_400);
        let second = self.unix_seconds % 86_400;
        write!(
            f,
            "{year:04}{month:02}{day:02}{:02}{:02}{:02}",
            second / 3600,
            second / 60 % 60,
            second % 60
        )
    }
}

/// Howard Hinnant's `civil_from_days`: the year is counted from March, so that the leap day ends
/// it.
fn date_from_days(days: u64) -> (u64, u64, u64) {
    let shifted = days + 719_468;
    let (era, day_of_era) = (shifted / 146_097, shifted % 146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    (year_of_era + era * 400 + u64::from(month <= 2), month, day)
}

/// The inverse of [`date_from_days`], from 1970 on.
fn days_from_date(year: u64, month: u64, day: u64) -> Option<u64> {
    let year = year.checked_sub(u64::from(month <= 2))?;
    let (era, year_of_era) = (year / 400, year % 400);
    let month_from_march = (month + 9) % 12;
    let day_of_year = (153 * month_from_march + 2) / 5 + day.checked_sub(1)?;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    (era * 146_097 + day_of_era).checked_sub(719_468)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_print_in_utc() {
        assert_eq!(Timestamp::from_unix(0).to_string(), "19700101000000");
        assert_eq!(Timestamp::from_unix(951_782_399).to_string(), "20000228235959");
        assert_eq!(Timestamp::from_unix(951_782_400).to_string(), "20000229000000");
        assert_eq!(Timestamp::from_unix(u64::MAX).to_string(), "99991231235959");
    }

    #[test]
    fn every_day_reads_back() {
        for day in 0..150_000 {
            let moment = Timestamp::from_unix(day * 86_400 + day % 86_400);
            assert_eq!(Timestamp::parse(&moment.to_string()), Some(moment));
        }
    }

    #[test]
    fn dates_that_do_not_exist_are_none() {
        for text in ["20260229000000", "20261301000000", "20260100000000", "20260101240000", "x"] {
            assert_eq!(Timestamp::parse(text), None, "{text}");
        }
    }
}
