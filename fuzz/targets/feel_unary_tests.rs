//! A cell of a decision table.

#![no_main]

use guiju_fuzz::{hold, mutate_feel};
use libfuzzer_sys::{fuzz_mutator, fuzz_target};

fuzz_target!(|input: &[u8]| hold("feel_unary_tests", input));

fuzz_mutator!(|buffer: &mut [u8], size: usize, size_max: usize, seed: u32| { mutate_feel(buffer, size, size_max, seed) });
