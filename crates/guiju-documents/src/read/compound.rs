//! Compound files, the container of old office documents and of encrypted new ones: which streams there are, and the bytes of one.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};

/// A compound file's directory.
#[derive(Debug)]
pub(super) struct Compound {
    file: BufReader<File>,
    sector_bytes: usize,
    fat: Vec<u32>,
    entries: Vec<Entry>,
    mini_cutoff: u64,
    mini_fat_start: u32,
}

#[derive(Debug)]
struct Entry {
    name: String,
    is_stream: bool,
    start: u32,
    bytes: u64,
}

/// Ids from here on are no sectors.
const RESERVED: u32 = 0xFFFF_FFFA;
const MINI_BYTES: usize = 64;

fn word(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..at + 2).and_then(|pair| pair.try_into().ok()).map_or(0, u16::from_le_bytes)
}

fn long(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).and_then(|four| four.try_into().ok()).map_or(u32::MAX, u32::from_le_bytes)
}

fn broken(why: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, why)
}

impl Compound {
    /// Reads the header, the allocation table and the directory.
    pub(super) fn open(mut file: BufReader<File>) -> io::Result<Self> {
        let size = file.get_ref().metadata()?.len();
        let mut header = [0_u8; 512];
        file.read_exact(&mut header)?;
        let sector_bytes = match word(&header, 30) {
            9 => 512,
            12 => 4096,
            _ => return Err(broken("its sectors have no known size")),
        };
        let most = usize::try_from(size).unwrap_or(usize::MAX) / sector_bytes + 1;
        let mut found = Self {
            file,
            sector_bytes,
            fat: Vec::new(),
            entries: Vec::new(),
            mini_cutoff: u64::from(long(&header, 56)),
            mini_fat_start: long(&header, 60),
        };
        let mut tables: Vec<u32> = (0..109).map(|at| long(&header, 76 + at * 4)).collect();
        let mut next = long(&header, 68);
        for _ in 0..most {
            if next >= RESERVED {
                break;
            }
            let sector = found.sector(next)?;
            tables.extend((0..sector_bytes / 4 - 1).map(|at| long(&sector, at * 4)));
            next = long(&sector, sector_bytes - 4);
        }
        for table in tables.into_iter().filter(|id| *id < RESERVED).take(most) {
            let sector = found.sector(table)?;
            found.fat.extend((0..sector_bytes / 4).map(|at| long(&sector, at * 4)));
        }
        let directory = found.chain(long(&header, 48), 64 << 20)?;
        for entry in directory.chunks_exact(128) {
            let letters = usize::from(word(entry, 64)).saturating_sub(2).min(62);
            let units: Vec<u16> = (0..letters / 2).map(|at| word(entry, at * 2)).collect();
            let kind = entry.get(66).copied().unwrap_or(0);
            // Old files leave the upper half of the size unset.
            let bytes = u64::from(long(entry, 120));
            found.entries.push(Entry { name: String::from_utf16_lossy(&units), is_stream: kind == 2, start: long(entry, 116), bytes });
        }
        Ok(found)
    }

    fn sector(&mut self, id: u32) -> io::Result<Vec<u8>> {
        let mut sector = vec![0_u8; self.sector_bytes];
        self.file.seek(SeekFrom::Start((u64::from(id) + 1) * self.sector_bytes as u64))?;
        let mut length = 0;
        // The last sector of a careless file is short.
        while let Some(room) = sector.get_mut(length..).filter(|room| !room.is_empty()) {
            match self.file.read(room)? {
                0 if length == 0 => return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "a sector lies behind its end")),
                0 => break,
                count => length += count,
            }
        }
        Ok(sector)
    }

    fn chain(&mut self, start: u32, most: usize) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let mut id = start;
        while id < RESERVED && bytes.len() < most {
            if bytes.len() / self.sector_bytes > self.fat.len() {
                return Err(broken("its sectors go in a circle"));
            }
            bytes.extend(self.sector(id)?);
            id = self.fat.get(id as usize).copied().unwrap_or(u32::MAX);
        }
        bytes.truncate(most);
        Ok(bytes)
    }

    /// Whether there is a stream or folder of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    /// The bytes of a stream.
    pub(super) fn stream(&mut self, name: &str, most: u64) -> io::Result<Option<Vec<u8>>> {
        let Some(entry) = self.entries.iter().find(|entry| entry.is_stream && entry.name.eq_ignore_ascii_case(name)) else {
            return Ok(None);
        };
        let (start, bytes) = (entry.start, usize::try_from(entry.bytes.min(most)).unwrap_or(usize::MAX));
        if entry.bytes >= self.mini_cutoff {
            return self.chain(start, bytes).map(Some);
        }
        let root = self.entries.first().map_or(RESERVED, |entry| entry.start);
        let minis = self.chain(root, 64 << 20)?;
        let table = self.chain(self.mini_fat_start, 64 << 20)?;
        let mut found = Vec::with_capacity(bytes);
        let mut id = start;
        while id < RESERVED && found.len() < bytes {
            let at = (id as usize).saturating_mul(MINI_BYTES);
            found.extend_from_slice(minis.get(at..at + MINI_BYTES).ok_or_else(|| broken("a small sector is not there"))?);
            id = long(&table, (id as usize).saturating_mul(4));
        }
        found.truncate(bytes);
        Ok(Some(found))
    }
}
