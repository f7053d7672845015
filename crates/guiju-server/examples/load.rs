//! Load on a server that runs, and what it costs: `load PID ADDRESS NAME PASSWORD passwords|readers SECONDS CLIENTS`.
//!
//! `passwords`: clients without an account, each with a wrong name and password after the other. `readers`: clients that read lists, and one in ten
//! that signs in again, which writes. Prints requests, failures, the 50th, 95th and 99th percentile, and the server's memory before, at most and ten
//! seconds after, from `/proc/PID/status`.
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a tool of ours")]

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

fn main() {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let [process, address, name, password, kind, seconds, clients] = given.try_into().unwrap();
    let (seconds, clients): (u64, usize) = (seconds.parse().unwrap(), clients.parse().unwrap());
    let before = memory(&process);
    let (is_done, took, most) = (AtomicBool::new(false), Mutex::new(Vec::new()), Mutex::new(before));
    let cookie = sign_in(&address, &name, &password);
    std::thread::scope(|scope| {
        for client in 0..clients {
            let (is_done, took, address, cookie, kind, name, password) = (&is_done, &took, &address, &cookie, &kind, &name, &password);
            scope.spawn(move || {
                let mut count = 0;
                while !is_done.load(Ordering::Relaxed) {
                    count += 1;
                    let begun = Instant::now();
                    let status = match kind.as_str() {
                        "passwords" => wrong_name(address, client, count),
                        _ if client % 10 == 0 => u16::from(sign_in(address, name, password).is_some()) * 200,
                        _ => read(address, cookie.as_deref().unwrap_or_default(), count),
                    };
                    took.lock().unwrap().push((begun.elapsed(), status));
                }
            });
        }
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_secs(seconds) {
            std::thread::sleep(Duration::from_millis(100));
            let now = memory(&process);
            let mut most = most.lock().unwrap();
            *most = now.max(*most);
        }
        is_done.store(true, Ordering::Relaxed);
    });
    let mut took = took.into_inner().unwrap();
    took.sort();
    let at =
        |percent: usize| took.get((took.len() * percent / 100).min(took.len().saturating_sub(1))).map_or(0, |(time, _)| time.as_millis());
    let failed = took.iter().filter(|(_, status)| *status == 0 || *status >= 500).count();
    let most = *most.lock().unwrap();
    std::thread::sleep(Duration::from_secs(10));
    println!(
        "{kind}: {} requests by {clients} clients in {seconds} s, {failed} failed; p50 {} ms, p95 {} ms, p99 {} ms; memory {before} MB before, {most} MB at most, {} MB after",
        took.len(),
        at(50),
        at(95),
        at(99),
        memory(&process),
    );
}

/// What the process has in memory, in megabytes.
fn memory(process: &str) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() / 1024
}

/// One request on a connection of its own: the status and the whole answer.
fn send(address: &str, request: &str) -> Option<(u16, String)> {
    let mut stream = TcpStream::connect(address).ok()?;
    stream.write_all(request.as_bytes()).ok()?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).ok()?;
    let text = String::from_utf8_lossy(&answer).into_owned();
    Some((text.split_whitespace().nth(1)?.parse().ok()?, text))
}

fn post_session(address: &str, name: &str, password: &str) -> Option<(u16, String)> {
    let body = format!("{{\"name\":\"{name}\",\"password\":\"{password}\"}}");
    let head = "content-type: application/json\r\nx-guiju: 1\r\nconnection: close";
    send(address, &format!("POST /api/v1/session HTTP/1.1\r\nhost: {address}\r\n{head}\r\ncontent-length: {}\r\n\r\n{body}", body.len()))
}

fn sign_in(address: &str, name: &str, password: &str) -> Option<String> {
    let (status, answer) = post_session(address, name, password)?;
    let set = answer.lines().find_map(|line| line.strip_prefix("set-cookie: "))?;
    (status == 200).then(|| set.split(';').next().unwrap_or_default().to_owned())
}

fn wrong_name(address: &str, client: usize, count: usize) -> u16 {
    post_session(address, &format!("nobody {client} {count}"), "a wrong password").map_or(0, |(status, _)| status)
}

fn read(address: &str, cookie: &str, count: usize) -> u16 {
    const PATHS: [&str; 5] = ["/customers?limit=50", "/ageing", "/ratings", "/customers?sort=overdue&dir=desc", "/search?q=CU"];
    let path = PATHS.get(count % PATHS.len()).unwrap();
    let head = format!("host: {address}\r\ncookie: {cookie}\r\nconnection: close");
    send(address, &format!("GET /api/v1{path} HTTP/1.1\r\n{head}\r\n\r\n")).map_or(0, |(status, _)| status)
}
