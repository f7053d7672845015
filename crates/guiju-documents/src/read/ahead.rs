//! Unpacks or decodes on a thread of its own, a few blocks ahead of the reader.

use std::io::{self, Read};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};

const BLOCK_BYTES: usize = 256 << 10;
const BLOCKS: usize = 4;

/// Gives out what the thread makes. Dropping it ends the thread at its next block.
pub(super) struct Ahead {
    full: Receiver<io::Result<Vec<u8>>>,
    spent: Sender<Vec<u8>>,
    block: Vec<u8>,
    at: usize,
    is_at_end: bool,
}

/// Where the thread puts what it makes.
pub(super) struct Pump {
    full: SyncSender<io::Result<Vec<u8>>>,
    spent: Receiver<Vec<u8>>,
}

impl Ahead {
    /// Runs `work` on the thread; it copies into the pump.
    pub(super) fn new(work: impl FnOnce(&Pump) + Send + 'static) -> io::Result<Self> {
        let (full_to, full) = sync_channel(BLOCKS);
        let (spent, spent_from) = channel();
        let pump = Pump { full: full_to, spent: spent_from };
        std::thread::Builder::new().name("unpack".to_owned()).spawn(move || work(&pump))?;
        Ok(Self { full, spent, block: Vec::new(), at: 0, is_at_end: false })
    }
}

impl Pump {
    /// Hands a failure to the reader, if there is one still.
    pub(super) fn fail(&self, error: io::Error) {
        // Nobody listens any more where this fails.
        let _ = self.full.send(Err(error));
    }

    /// Copies to the end. Blocks are used again, so that unpacking half a gigabyte allocates a megabyte.
    pub(super) fn copy(&self, from: &mut dyn Read) {
        loop {
            let mut block = self.spent.try_recv().unwrap_or_default();
            block.resize(BLOCK_BYTES, 0);
            let mut length = 0;
            let outcome = loop {
                let room = block.get_mut(length..).unwrap_or_default();
                if room.is_empty() {
                    break Ok(());
                }
                match from.read(room) {
                    Ok(0) => break Ok(()),
                    Ok(count) => length += count,
                    Err(error) => break Err(error),
                }
            };
            block.truncate(length);
            let is_last = outcome.is_err() || length == 0;
            if self.full.send(outcome.map(|()| block)).is_err() || is_last {
                return;
            }
        }
    }
}

impl Read for Ahead {
    fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
        if self.at == self.block.len() && !self.is_at_end {
            let next = self.full.recv().unwrap_or_else(|_| Err(io::Error::other("the unpacking thread ended")))?;
            // The thread may have ended by now, and the block is then dropped.
            let _ = self.spent.send(std::mem::replace(&mut self.block, next));
            self.at = 0;
            self.is_at_end = self.block.is_empty();
        }
        let ready = self.block.get(self.at..).unwrap_or_default();
        let count = ready.len().min(target.len());
        if let (Some(to), Some(from)) = (target.get_mut(..count), ready.get(..count)) {
            to.copy_from_slice(from);
        }
        self.at += count;
        Ok(count)
    }
}
