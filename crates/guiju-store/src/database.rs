//! Which database a company lives in.

use std::convert::Infallible;
use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

/// Where a company's data is.
#[derive(Clone, PartialEq, Eq)]
pub enum Database {
    /// A SQLite file, made where it is missing.
    Sqlite(PathBuf),
    /// A PostgreSQL server, as `postgres://user:password@host:port/database`.
    Postgres(String),
}

impl FromStr for Database {
    type Err = Infallible;

    /// An address that starts with `postgres://` or `postgresql://`, or else a path.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let is_address = text.starts_with("postgres://") || text.starts_with("postgresql://");
        Ok(if is_address { Self::Postgres(text.to_owned()) } else { Self::Sqlite(PathBuf::from(text)) })
    }
}

/// Without the password, since it goes into messages.
impl fmt::Display for Database {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(out, "{}", path.display()),
            Self::Postgres(address) => {
                let (scheme, rest) = address.split_once("://").unwrap_or(("postgres", address));
                match rest.rsplit_once('@') {
                    Some((sign_in, place)) => {
                        let user = sign_in.split(':').next().unwrap_or_default();
                        write!(out, "{scheme}://{user}@{place}")
                    }
                    None => write!(out, "{scheme}://{rest}"),
                }
            }
        }
    }
}

/// As [`Display`](fmt::Display): a log may print it.
impl fmt::Debug for Database {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{self}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let Ok(database) = text.parse::<Database>();
        assert_eq!(format!("{database:?}"), expected);
    }

    #[test]
    fn a_password_is_never_printed() {
        check("postgres://guiju:se@cret@db:5432/company", "postgres://guiju@db:5432/company");
        check("postgresql://db/company", "postgresql://db/company");
        check("company/guiju.db", "company/guiju.db");
    }
}
