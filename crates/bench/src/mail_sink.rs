//! A mail server that takes everything and keeps nothing, so that the worker runs as it does in reality.

use std::io::{self, BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The sink; it lives as long as the process.
pub(crate) struct MailSink {
    pub(crate) address: SocketAddr,
    taken: Arc<AtomicU64>,
}

impl MailSink {
    pub(crate) fn start() -> io::Result<MailSink> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let (address, taken) = (listener.local_addr()?, Arc::new(AtomicU64::new(0)));
        let count = taken.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let count = count.clone();
                std::thread::spawn(move || talk(stream, &count));
            }
        });
        Ok(MailSink { address, taken })
    }

    /// How many mails were taken so far.
    pub(crate) fn taken(&self) -> u64 {
        self.taken.load(Ordering::Relaxed)
    }
}

/// RFC 5321 as far as a client needs it.
fn talk(mut stream: TcpStream, count: &AtomicU64) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream.try_clone()?);
    stream.write_all(b"220 sink\r\n")?;
    let (mut line, mut in_mail) = (Vec::new(), false);
    loop {
        line.clear();
        if reader.read_until(b'\n', &mut line)? == 0 {
            return Ok(());
        }
        if in_mail {
            if line == b".\r\n" {
                in_mail = false;
                count.fetch_add(1, Ordering::Relaxed);
                stream.write_all(b"250 taken\r\n")?;
            }
            continue;
        }
        let word = line.get(..4).unwrap_or_default().to_ascii_uppercase();
        in_mail = word == b"DATA";
        stream.write_all(match word.as_slice() {
            b"DATA" => b"354 go on\r\n".as_slice(),
            b"QUIT" => b"221 bye\r\n",
            _ => b"250 ok\r\n",
        })?;
    }
}
