"""A mail server that remembers what it has taken: Message-ID, recipient and when. It speaks enough SMTP for that."""

import socketserver
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from email import message_from_bytes


@dataclass(frozen=True)
class Taken:
    """An e-mail that the server has answered for."""

    message_id: str
    recipient: str
    at: float


class MailSink(socketserver.ThreadingTCPServer):
    """Listens on a free port of loopback. `delay`: the seconds that each e-mail takes before it is answered for."""

    allow_reuse_address = daemon_threads = True

    def __init__(self, delay: float) -> None:
        super().__init__(("127.0.0.1", 0), _Session)
        self.delay = delay
        self.taken: list[Taken] = []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}"


class _Session(socketserver.StreamRequestHandler):
    server: MailSink

    def handle(self) -> None:
        with suppress(ConnectionError):  # whoever is killed hangs up
            self._talk()

    def _talk(self) -> None:
        recipient = ""
        self._say("220 sink")
        while line := self.rfile.readline():
            word = line[:4].upper()
            if word == b"DATA":
                self._say("354 go on")
                self._take(recipient)
            elif word == b"QUIT":
                self._say("221 bye")
                return
            else:
                if word == b"RCPT":
                    recipient = line.decode().partition("<")[2].partition(">")[0]
                self._say("250 ok")

    def _take(self, recipient: str) -> None:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:  # hung up in the middle: nothing was taken
                return
            lines.append(line)
        time.sleep(self.server.delay)
        message = message_from_bytes(b"".join(lines))
        self.server.taken.append(Taken(str(message["Message-ID"]), recipient, time.monotonic()))
        self._say("250 taken")

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())
