//! Runs the cases, on as many threads as there are cores, each with a company of its own.

use std::error::Error;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Instant;

use guiju_rulebook::Rulebook;

use crate::Options;
use crate::case::{Case, Wanted, pair};
use crate::judge::{Heard, Judgement, Verdict, candidates, judge, ledger_difference};
use crate::subject::Subject;
use crate::tally::Tally;
use crate::words::Words;

/// Cases that a thread takes at a time.
const CHUNK: u64 = 128;
/// One case of so many comes into a store of its own.
const STORED: u64 = 200;

/// Whether a case comes into a store, too.
pub(crate) fn is_stored(number: u64) -> bool {
    number % STORED == STORED - 1
}

/// Every case; what came of them.
#[expect(clippy::print_stderr, reason = "how far it is")]
pub(crate) fn all(rulebook: &Rulebook, words: &Words, options: &Options, wanted: Wanted) -> Result<Tally, Box<dyn Error>> {
    let next = AtomicU64::new(0);
    let tally = Mutex::new(Tally::default());
    let failed = Mutex::new(None);
    let threads = if options.threads > 0 { options.threads } else { thread::available_parallelism().map_or(1, usize::from) };
    let begun = Instant::now();
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| match work(rulebook, words, options, wanted, &next) {
                Ok(own) => {
                    if let Ok(mut tally) = tally.lock() {
                        tally.add(own);
                    }
                }
                Err(error) => {
                    if let Ok(mut failed) = failed.lock() {
                        *failed = Some(error);
                    }
                }
            });
        }
    });
    if let Some(error) = failed.into_inner().ok().flatten() {
        return Err(error.into());
    }
    let seconds = begun.elapsed().as_secs_f64();
    eprintln!("{} cases in {seconds:.1} s on {threads} threads", options.cases);
    tally.into_inner().map_err(|_| "a thread broke".into())
}

fn work(rulebook: &Rulebook, words: &Words, options: &Options, wanted: Wanted, next: &AtomicU64) -> Result<Tally, String> {
    let subject = Subject::new(rulebook).map_err(|error| error.to_string())?;
    let mut tally = Tally::default();
    loop {
        let from = next.fetch_add(CHUNK, Ordering::Relaxed);
        if from >= options.cases {
            return Ok(tally);
        }
        for number in from..(from + CHUNK).min(options.cases) {
            if options.only_stored {
                tally.stored += 1;
                if let Some((kind, class)) = stored(&subject, words, options.seed, number) {
                    tally.take_stored(number, kind, sort_of(&class));
                }
                continue;
            }
            let case = Case::random(words, options.seed, number, wanted);
            let judgement = judged(&subject, &case).map_err(|error| error.to_string())?;
            tally.take(number, &case, &judgement);
            if is_stored(number) {
                tally.stored += 1;
                if let Some((kind, class)) = stored(&subject, words, options.seed, number) {
                    tally.take_stored(number, kind, sort_of(&class));
                }
            }
        }
    }
}

fn judged(subject: &Subject<'_>, case: &Case) -> Result<Judgement, Box<dyn Error>> {
    let path = subject.put(case)?;
    // A panic of the product is a result, too: the worst of all.
    let judging = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| judge(case, &mut |answers| subject.read(case, &path, answers))));
    Ok(judging.unwrap_or_else(|_| judge(case, &mut |_| Heard::Failed("it panics".to_owned()))))
}

/// Two files of one company into a store; what is wrong with its ledger afterwards.
pub(crate) fn stored(subject: &Subject<'_>, words: &Words, seed: u64, number: u64) -> Option<(&'static str, String)> {
    let pair = pair(words, seed, number, Wanted::default());
    let name = pair.manner.name();
    let judgement = judged(subject, &pair.first).ok()?;
    if !matches!(judgement.verdict, Verdict::Right | Verdict::Asked) {
        return None;
    }
    let choose = |case: &Case, question: &crate::judge::Question| candidates(&case.truth, question).0.into_iter().next();
    let found = match subject.stored(&[&pair.first, &pair.second], &judgement.answers, &choose) {
        Ok(found) => found,
        Err(error) => return Some((name, format!("could not be stored: {error}"))),
    };
    let ((first, read_first), (second, read_second)) = (found.first()?, found.get(1)?);
    let how = format!("first {read_first}\nthen {read_second}");
    if let Some(difference) = ledger_difference(&pair.first.truth.money, first) {
        return Some((name, format!("the first file: {difference}\n{how}")));
    }
    ledger_difference(&pair.after, second).map(|difference| (name, format!("the second file: {difference}\n{how}")))
}

/// A difference without its figures, to count by.
fn sort_of(difference: &str) -> String {
    difference.split(", first").next().unwrap_or_default().chars().filter(|letter| !letter.is_ascii_digit()).collect()
}
