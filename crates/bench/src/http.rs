//! A small HTTP client: one blocking connection that stays open. It must cost little, because it shares the machine with the server.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// An answer; the body lies in the connection's buffer.
pub(crate) struct Answer<'a> {
    pub(crate) status: u16,
    pub(crate) body: &'a [u8],
}

/// One connection.
pub(crate) struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Connection {
    pub(crate) fn open(to: SocketAddr) -> io::Result<Self> {
        let stream = TcpStream::connect(to)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        Ok(Connection {
            stream,
            buffer: Vec::with_capacity(64 * 1024),
        })
    }

    /// Sends a whole request and reads the whole answer, which must carry its length.
    pub(crate) fn send(&mut self, request: &[u8]) -> io::Result<Answer<'_>> {
        self.stream.write_all(request)?;
        self.buffer.clear();
        let head = loop {
            self.read_more()?;
            if let Some(end) = self.buffer.windows(4).position(|four| four == b"\r\n\r\n") {
                break end + 4;
            }
        };
        let (status, length) = status_and_length(&self.buffer[..head])?;
        while self.buffer.len() < head + length {
            self.read_more()?;
        }
        Ok(Answer {
            status,
            body: &self.buffer[head..head + length],
        })
    }

    fn read_more(&mut self) -> io::Result<()> {
        let filled = self.buffer.len();
        self.buffer.resize(filled + 32 * 1024, 0);
        let read = self.stream.read(&mut self.buffer[filled..])?;
        self.buffer.truncate(filled + read);
        if read == 0 {
            Err(io::ErrorKind::UnexpectedEof.into())
        } else {
            Ok(())
        }
    }
}

fn status_and_length(head: &[u8]) -> io::Result<(u16, usize)> {
    let wrong = || io::Error::other("the answer has no status or no length");
    let head = std::str::from_utf8(head).map_err(io::Error::other)?;
    let status = head.get(9..12).and_then(|digits| digits.parse().ok()).ok_or_else(wrong)?;
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length")
            .then(|| value.trim().parse().ok())?
    });
    Ok((status, length.ok_or_else(wrong)?))
}

/// Writes a GET into `out`.
pub(crate) fn get(out: &mut Vec<u8>, path: std::fmt::Arguments<'_>) {
    out.clear();
    let _ = write!(out, "GET {path} HTTP/1.1\r\nhost: localhost\r\n\r\n");
}

/// Writes a POST of JSON with the key of a program into `out`.
pub(crate) fn post(out: &mut Vec<u8>, path: &str, key: &str, body: &str) {
    out.clear();
    let _ = write!(
        out,
        "POST {path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {key}\r\ncontent-type: application/json\r\n\
         content-length: {}\r\n\r\n{body}",
        body.len()
    );
}
