//! Passwords: argon2id texts, checked in the same time whether the name exists or not, two at a time.
//!
//! A hash works in 19 MiB. So few are at work at once, and each has its memory to itself and keeps it: whoever tries wrong names, with however
//! many clients, waits for the others and takes nothing from anybody else.

use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::time::Duration;

use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use tokio::sync::Semaphore;

use crate::error::{ApiError, ErrorCode};

/// How many passwords are hashed at once.
const PLACES: usize = 2;
/// How long a sign-in waits for its turn.
const WAIT: Duration = Duration::from_secs(15);

/// The shortest password that is taken.
const LENGTH_MIN: usize = 10;
/// The longest: hashing a megabyte is somebody's joke.
pub(crate) const LENGTH_MAX: usize = 200;

/// What an unknown name's password is checked against, so that the answer takes as long.
static NOBODY: LazyLock<String> = LazyLock::new(|| hash("nobody has this password").unwrap_or_default());

/// The memory that hashes work in, kept from one to the next.
#[derive(Default)]
pub(crate) struct Hasher {
    memory: Vec<Block>,
}

impl Hasher {
    fn output(&mut self, argon: &Argon2<'_>, password: &str, salt: &[u8]) -> Option<Output> {
        let blocks = argon.params().block_count();
        if self.memory.len() < blocks {
            self.memory.resize(blocks, Block::new());
        }
        let length = argon.params().output_len().unwrap_or(Params::DEFAULT_OUTPUT_LEN);
        let memory = self.memory.get_mut(..blocks)?;
        let mut bytes = [0_u8; Output::MAX_LENGTH];
        let out = bytes.get_mut(..length)?;
        // Why not is of no use to anybody: a text that this program did not write belongs to no password.
        argon.hash_password_into_with_memory(password.as_bytes(), salt, out, memory).ok()?;
        Output::new(out).ok()
    }

    /// The argon2id text of a password, with a random salt.
    pub(crate) fn hash(&mut self, password: &str) -> Result<String, ApiError> {
        let mut random = [0_u8; 16];
        getrandom::fill(&mut random).map_err(|error| ApiError::internal(error.to_string()))?;
        let argon = Argon2::default();
        let failed = || ApiError::internal("a password could not be hashed");
        let hash = self.output(&argon, password, &random).ok_or_else(failed)?;
        let text = PasswordHash {
            algorithm: Algorithm::Argon2id.ident(),
            version: Some(Version::V0x13.into()),
            params: ParamsString::try_from(argon.params()).map_err(|_| failed())?,
            salt: Some(Salt::new(&random).map_err(|_| failed())?),
            hash: Some(hash),
        };
        Ok(text.to_string())
    }

    /// Whether a password belongs to an argon2 text; for a name that does not exist, after the same work, never.
    pub(crate) fn verify(&mut self, password: &str, hashed: Option<&str>) -> bool {
        self.is_of(password, hashed.unwrap_or(&NOBODY)).unwrap_or(false) && hashed.is_some()
    }

    fn is_of(&mut self, password: &str, text: &str) -> Option<bool> {
        let parsed = PasswordHash::new(text).ok()?;
        let algorithm = Algorithm::try_from(parsed.algorithm.as_str()).ok()?;
        let version = parsed.version.map_or_else(|| Ok(Version::default()), Version::try_from).ok()?;
        let argon = Argon2::new(algorithm, version, Params::try_from(&parsed).ok()?);
        let (salt, expected) = (parsed.salt?, parsed.hash?);
        // Outputs are compared in constant time.
        Some(self.output(&argon, password, salt.as_ref())? == expected)
    }
}

/// The argon2id text of a password, where nobody waits for a turn: at the first start.
pub(crate) fn hash(password: &str) -> Result<String, ApiError> {
    Hasher::default().hash(password)
}

/// The places at which passwords are hashed.
#[derive(Debug)]
pub(crate) struct Hashing {
    places: Arc<Semaphore>,
    idle: Arc<Mutex<Vec<Hasher>>>,
}

impl std::fmt::Debug for Hasher {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Hasher").finish_non_exhaustive()
    }
}

impl Default for Hashing {
    fn default() -> Self {
        Self { places: Arc::new(Semaphore::new(PLACES)), idle: Arc::default() }
    }
}

impl Hashing {
    /// Does work that hashes, when there is a place.
    pub(crate) async fn with<T: Send + 'static>(&self, work: impl FnOnce(&mut Hasher) -> T + Send + 'static) -> Result<T, ApiError> {
        let turn = tokio::time::timeout(WAIT, Arc::clone(&self.places).acquire_owned()).await;
        let Ok(Ok(turn)) = turn else { return Err(ApiError::busy()) };
        let idle = Arc::clone(&self.idle);
        let done = tokio::task::spawn_blocking(move || {
            let take = || idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let mut hasher = take().unwrap_or_default();
            let done = work(&mut hasher);
            idle.lock().unwrap_or_else(PoisonError::into_inner).push(hasher);
            // The place is free when the work is done, whoever still waits for it.
            drop(turn);
            done
        });
        done.await.map_err(ApiError::internal)
    }
}

/// What is guessed first, in part: `password`, rows of keys and of digits, as they stand in every list of common passwords.
const COMMON: &[&str] = &[
    "password",
    "passwort",
    "qwertyuiop",
    "qwerty",
    "asdfghjkl",
    "zxcvbnm",
    "1q2w3e4r",
    "1qaz2wsx",
    "iloveyou",
    "letmein",
    "welcome",
    "admin",
    "woaini",
    "mima",
    "guiju",
    "abc",
    "a1b2c3d4",
];

/// Whether a password is a common word or row of keys with little besides, or a row of digits that anybody would try.
fn is_common(password: &str) -> bool {
    let lower = password.to_lowercase();
    let mut rest = lower.clone();
    for word in COMMON {
        rest = rest.replace(word, "");
    }
    let besides = rest.chars().filter(|letter| !letter.is_ascii_digit() && letter.is_alphanumeric()).count();
    let has_word = rest.len() < lower.len();
    let is_digits = lower.chars().all(|letter| letter.is_ascii_digit());
    let codes: Vec<u32> = lower.chars().map(u32::from).collect();
    let steps =
        codes.windows(2).filter(|pair| matches!(pair, [one, other] if one.abs_diff(*other) <= 1 || one.abs_diff(*other) == 9)).count();
    let is_row = steps + 1 >= codes.len();
    let distinct: std::collections::BTreeSet<char> = lower.chars().collect();
    (has_word && besides < 4) || is_digits || is_row || distinct.len() < 4
}

/// Refuses a new password that is too short, too long, common, or has little but the name in it.
pub(crate) fn check_strength(name: &str, password: &str) -> Result<(), ApiError> {
    let length = password.chars().count();
    let without_name = password.to_lowercase().replace(&name.to_lowercase(), "");
    let is_name = without_name.len() < password.to_lowercase().len() && without_name.chars().count() < 6;
    if length < LENGTH_MIN || password.len() > LENGTH_MAX || is_name || is_common(password) {
        let message = "the new password is too short or too easily guessed";
        let error = ApiError::new(ErrorCode::WeakPassword, message, "新密码太短或太容易猜到");
        return Err(error.help("use 10 characters or more that are no common word, no row of keys or digits and not the name"));
    }
    Ok(())
}

/// A password to be used once: 16 letters and digits that are not taken for one another.
pub(crate) fn one_time() -> Result<String, ApiError> {
    const LETTERS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz23456789A";
    let mut random = [0_u8; 16];
    getrandom::fill(&mut random).map_err(|error| ApiError::internal(error.to_string()))?;
    let letter = |byte: &u8| LETTERS.get(usize::from(byte % 32)).map_or('a', |letter| char::from(*letter));
    Ok(random.iter().map(letter).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_checked_against_its_own_text_only() {
        let mut hasher = Hasher::default();
        let hashed = hasher.hash("correct horse battery").unwrap();
        assert!(hashed.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hashed}");
        assert!(hasher.verify("correct horse battery", Some(&hashed)));
        assert!(!hasher.verify("incorrect horse", Some(&hashed)));
        assert!(!hasher.verify("nobody has this password", None));
        assert!(!hasher.verify("correct horse battery", Some("$argon2id$v=19$m=19456$nonsense")));
        // As earlier versions wrote it.
        let other = argon2::PasswordHasher::hash_password(&Argon2::default(), b"an old password").unwrap().to_string();
        assert!(hasher.verify("an old password", Some(&other)));
    }

    #[test]
    fn weak_passwords_are_refused() {
        for weak in [
            "short",
            "aaaaaaaaaaaaaa",
            "administrator",
            "Administrator1",
            "1234567890",
            "0987654321",
            "password12",
            "qwertyuiop",
            "1q2w3e4r5t",
            "abcdefghijk",
            "20260101000",
            "admin123456",
            "abababababab",
        ] {
            assert_eq!(check_strength("administrator", weak).unwrap_err().code(), ErrorCode::WeakPassword, "{weak}");
        }
        for good in ["规矩方圆之至也不以规矩", "correct horse battery", "kT7-plum-orbit", "hz3vkq8wnd"] {
            assert!(check_strength("administrator", good).is_ok(), "{good}");
        }
    }
}
