"""An SMTP server for tests: it keeps each mail as files in a folder, and misbehaves on demand.

Usage: smtp_sink.py FOLDER PORT     (port 0: a free one)

It prints the port it listens on, then serves until its standard input closes, so that it never outlives the test that started it.
A file behaviour.json in the folder is read before each answer:
    refuse      addresses that are answered with 550
    busy        how many of the next mails are answered with 451 and not kept
    vanish      how many of the next mails are kept, after which the connection is dropped without an answer
    wait_ms     how long every answer to a mail is held back
"""

import asyncio
import email
import email.policy
import json
import os
import sys
from pathlib import Path

from aiosmtpd.smtp import SMTP

CALM = {"refuse": [], "busy": 0, "vanish": 0, "wait_ms": 0}


def write_whole(path, content):
    """A reader never sees half a file."""
    draft = path.with_name(path.name + ".draft")
    draft.write_bytes(content)
    os.replace(draft, path)


def parts_of(message):
    for part in message.walk():
        if part.is_multipart():
            continue
        content = part.get_content()
        text = content if isinstance(content, str) else content.decode("utf-8", "replace")
        yield {
            "content_type": part.get_content_type(),
            "parameters": dict(part["Content-Type"].params) if part["Content-Type"] else {},
            "file_name": part.get_filename(),
            "text": text,
        }


class Sink:
    def __init__(self, folder):
        self.folder = folder
        self.kept = len(list(folder.glob("*.eml")))

    def behaviour(self):
        try:
            return CALM | json.loads((self.folder / "behaviour.json").read_text())
        except FileNotFoundError:
            return CALM

    def takes_one_of(self, kind):
        """Counts one occasion down, and says whether there was one left."""
        behaviour = self.behaviour()
        if behaviour[kind] == 0:
            return False
        behaviour[kind] -= 1
        write_whole(self.folder / "behaviour.json", json.dumps(behaviour).encode())
        return True

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.behaviour()["refuse"]:
            return "550 5.1.1 No such mailbox here"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server, session, envelope):
        await asyncio.sleep(self.behaviour()["wait_ms"] / 1000)
        if self.takes_one_of("busy"):
            return "451 4.3.0 Try again later"
        self.keep(envelope)
        if self.takes_one_of("vanish"):
            server.transport.abort()
        return "250 2.0.0 Kept"

    def keep(self, envelope):
        self.kept += 1
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        record = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "headers": [[name, str(value)] for name, value in message.items()],
            "parts": list(parts_of(message)),
        }
        write_whole(self.folder / f"{self.kept:06}.eml", envelope.content)
        write_whole(self.folder / f"{self.kept:06}.json", json.dumps(record).encode())


async def serve(folder, port):
    loop = asyncio.get_running_loop()
    sink = Sink(folder)
    server = await loop.create_server(lambda: SMTP(sink, hostname="sink.test", loop=loop), "127.0.0.1", port)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    os._exit(0)


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1]), int(sys.argv[2])))
