//! Session tokens: 256 random bits in a cookie, of which only the hash is kept.

use axum::http::{HeaderMap, HeaderValue, header};
use guiju_store::{NewSession, Session, Store, StoreError};
use guiju_types::Timestamp;

use crate::error::ApiError;
use crate::router::SESSION_COOKIE;

/// How long a session holds.
pub(crate) const HOURS: i64 = 12;

/// By how much two nodes' clocks may differ.
const SKEW_HOURS: i64 = 1;

/// A new session of a user, with the token that its cookie holds.
pub(crate) fn new_session(user: &str) -> Result<(String, NewSession), ApiError> {
    let mut random = [0_u8; 32];
    getrandom::fill(&mut random).map_err(|error| ApiError::internal(error.to_string()))?;
    let token = hex(&random);
    let begins_at = Timestamp::now();
    let expires_at = later(begins_at, HOURS);
    let session = NewSession { token_hash: hash(&token), user: user.to_owned(), begins_at, expires_at };
    Ok((token, session))
}

/// The session of a token that holds now. One that ends later than any that could begin now was begun by a clock that was ahead, and would hold
/// for as long as the clock was.
pub(crate) fn session(store: &Store, token_hash: &[u8; 32]) -> Result<Option<Session>, StoreError> {
    session_at(store, token_hash, Timestamp::now())
}

fn session_at(store: &Store, token_hash: &[u8; 32], now: Timestamp) -> Result<Option<Session>, StoreError> {
    Ok(store.session(token_hash, now)?.filter(|session| session.expires_at <= later(now, HOURS + SKEW_HOURS)))
}

fn later(instant: Timestamp, hours: i64) -> Timestamp {
    instant.saturating_add(jiff::SignedDuration::from_hours(hours)).unwrap_or(Timestamp::MAX)
}

/// What is kept of a token.
pub(crate) fn hash(token: &str) -> [u8; 32] {
    *blake3::hash(token.as_bytes()).as_bytes()
}

/// Bytes in lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // INVARIANT: writing to a string never fails.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// The hash of the token in a request's cookie.
pub(crate) fn of_request(headers: &HeaderMap) -> Option<[u8; 32]> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|cookie| cookie.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let (_, token) = pairs.find(|(name, _)| *name == SESSION_COOKIE)?;
    (token.len() == 64).then(|| hash(token))
}

/// The cookie that holds a token. Where the request came to us through something that speaks TLS and says so, the cookie is for TLS only.
pub(crate) fn cookie(token: &str, headers: &HeaderMap) -> Result<HeaderValue, ApiError> {
    let seconds = HOURS * 3600;
    let secure = if is_over_tls(headers) { "; Secure" } else { "" };
    let text = format!("{SESSION_COOKIE}={token}; Path=/; HttpOnly; SameSite=Strict; Max-Age={seconds}{secure}");
    HeaderValue::from_str(&text).map_err(ApiError::internal)
}

/// Whether a proxy says that the browser came by TLS (`X-Forwarded-Proto`, or `Forwarded` of RFC 7239).
fn is_over_tls(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_ascii_lowercase();
    text("x-forwarded-proto").split(',').next().is_some_and(|first| first.trim() == "https")
        || text("forwarded").split([';', ',']).any(|part| matches!(part.trim(), "proto=https" | "proto=\"https\""))
}

/// The cookie that takes the token away.
pub(crate) fn no_cookie() -> HeaderValue {
    HeaderValue::from_static("guiju_session=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0")
}

#[cfg(test)]
mod tests {
    use guiju_runtime::RuntimeError;
    use guiju_store::{Database, User};
    use guiju_types::{Actor, Scope};

    use super::*;

    #[test]
    fn a_session_that_was_begun_by_a_clock_that_was_ahead_holds_for_nobody() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&Database::Sqlite(folder.path().join("company.db"))).unwrap();
        let user = User {
            name: "wang".to_owned(),
            password_hash: String::new(),
            role: "finance".to_owned(),
            scope: Scope::Company,
            person: None,
            is_disabled: false,
        };
        let now = Timestamp::now();
        let begun_at = |begins_at: Timestamp, token: u8| {
            let session = NewSession { token_hash: [token; 32], user: "wang".to_owned(), begins_at, expires_at: later(begins_at, HOURS) };
            store.write(&Actor::program("test"), |write| write.put_session(&session)).unwrap();
        };
        store.write(&Actor::program("test"), |write| Ok::<(), RuntimeError>(write.put_user(&user)?)).unwrap();
        begun_at(later(now, 400 * 24), 1);
        begun_at(now, 2);
        let holds = |token: u8, at: Timestamp| session_at(&store, &[token; 32], at).unwrap().is_some();
        assert_eq!((holds(1, now), holds(2, now)), (false, true));
        assert!(!holds(2, later(now, HOURS)), "twelve hours are twelve hours");
        begun_at(later(now, 1), 3);
        assert!(holds(2, later(now, 1)), "a sign-in ends no other");
    }
}
