"""A mail server of the tests' own: it really speaks SMTP, and misbehaves as it is told."""

import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage


@dataclass
class MailServer:
    """`answers` are what it says to a command or to the end of a mail (“.”) instead of yes; “drop” hangs up.

    `refused` are addresses to which it says what `answers` has for RCPT; all where it is empty. `delay` are the seconds
    before and again after it takes a mail.
    """

    port: int = 0
    answers: dict[str, str] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)
    taken: list[EmailMessage] = field(default_factory=list)
    connections: int = 0
    delay: float = 0.0


class _Talk(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        told: MailServer = self.server.told  # type: ignore[attr-defined]  # set below
        told.connections += 1
        self.say("220 tests")
        while line := self.rfile.readline():
            command, _, rest = line.decode().strip().partition(" ")
            word = command.upper()
            answer = self.server.told.answers.get(word)  # type: ignore[attr-defined]  # set below
            if word == "RCPT" and told.refused and not any(address in rest for address in told.refused):
                answer = None
            if answer == "drop":
                return
            if word == "DATA" and answer is None and not self.take(told):
                return
            if word != "DATA" or answer is not None:
                self.say(answer or ("221 bye" if word == "QUIT" else "250 yes"))
            if word == "QUIT":
                return

    def take(self, told: MailServer) -> bool:
        self.say("354 go on")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b"..") else line)
        time.sleep(told.delay)
        answer = told.answers.get(".")
        if answer is None or answer in ("drop", "take and drop"):
            if answer != "drop":
                told.taken.append(message_from_bytes(b"".join(lines), policy=policy.default))
                time.sleep(told.delay)
            if answer is not None:
                return False
        self.say(answer or "250 taken")
        return True

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """Listens on a free port of this machine as long as the block lives."""
    told = MailServer()
    with _Server(("127.0.0.1", 0), _Talk) as server:
        server.told = told  # type: ignore[attr-defined]  # for the handler
        told.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield told
        server.shutdown()
        thread.join()
