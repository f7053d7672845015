//! A file of DMN.

#![no_main]

use guiju_fuzz::{hold, mutate_model};
use libfuzzer_sys::{fuzz_mutator, fuzz_target};

fuzz_target!(|input: &[u8]| hold("dmn_reader", input));

fuzz_mutator!(|buffer: &mut [u8], size: usize, size_max: usize, seed: u32| { mutate_model(buffer, size, size_max, seed) });
