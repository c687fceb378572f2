"""Files from an address that somebody typed: bounded in time, size and steps, and never from inside of this network.

The name is looked up once and the connection goes to the address that was checked, so that a name which answers
differently the second time leads nowhere. Redirects are looked at as the first address was.
"""

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urljoin, urlsplit

from commonground.foundation.kernel.errors import Invalid, Problem

MOST_REDIRECTS = 5
PIECE = 1 << 16
REDIRECTS = (301, 302, 303, 307, 308)
PORTS = {"http": 80, "https": 443}
NOT_READ = "The feed cannot be read. Nothing was changed."


def is_public(address: str) -> bool:
    """Whether an IP address lies outside of every private, local and special network."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    inner = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    teredo = getattr(ip, "teredo", None)
    if inner is not None or teredo is not None:
        return inner is not None and is_public(str(inner))
    return ip.is_global and not ip.is_multicast


class _Pinned(http.client.HTTPConnection):
    """Goes to the machine that was checked, whatever its name answers by now; the certificate is held to the name."""

    def __init__(self, host: str, port: int, *, ip: str, is_secret: bool, timeout: float) -> None:
        super().__init__(host, port, timeout=timeout)
        self._ip, self._is_secret = ip, is_secret

    def connect(self) -> None:
        self.sock = socket.create_connection((self._ip, self.port), self.timeout)
        if self._is_secret:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)


@dataclass
class Fetcher:
    """Gets files until it has had enough: of one file, of all, of time. `is_allowed` says which machines it asks."""

    largest: int = 100 << 20
    most_bytes: int = 500 << 20
    seconds_each: float = 60
    seconds_all: float = 1_800
    quiet: float = 20  # seconds without a byte
    is_allowed: Callable[[str], bool] = is_public
    clock: Callable[[], float] = time.monotonic
    _bytes: int = field(default=0, init=False)
    _began: float | None = field(default=None, init=False)

    def get(self, address: str) -> bytes:
        """What stands at an address. Raises Invalid saying what is in the way."""
        if self._began is None:
            self._began = self.clock()
        seen: list[str] = []
        while True:
            if address in seen or len(seen) > MOST_REDIRECTS:
                raise refused(seen[0], "leads in a circle of redirects.", "Give the address that it should end at.")
            seen.append(address)
            answer = self._ask(address)
            if isinstance(answer, bytes):
                return answer
            address = urljoin(address, answer)

    def _ask(self, address: str) -> bytes | str:
        """The content, or where it went to."""
        assert self._began is not None
        until = min(self.clock() + self.seconds_each, self._began + self.seconds_all)
        parts = self._checked(address)
        connection = self._connection(parts, address)
        try:
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            asking = {"Accept": "application/json, text/csv;q=0.5", "User-Agent": "CommonGround"}
            connection.request("GET", path, headers={**asking, "Host": parts.netloc, "Accept-Encoding": "identity"})
            with closing(connection.getresponse()) as answer:
                if answer.status in REDIRECTS:
                    return answer.getheader("Location") or ""
                if answer.status != 200:
                    raise refused(address, f"answered {answer.status}.", "Look whether it opens in a browser.")
                return self._content(answer, address, until)
        except (OSError, http.client.HTTPException) as wrong:
            raise refused(address, f"did not answer as it should ({_in_words(wrong)}).", "Try again later.") from wrong
        finally:
            connection.close()

    def _checked(self, address: str) -> SplitResult:
        try:
            parts = urlsplit(address)
            named = parts.hostname and parts.scheme in PORTS and parts.port != 0
        except ValueError:
            named = False
        if not named or parts.username or any(ord(sign) <= 32 or ord(sign) > 126 for sign in address):
            raise refused(address, "is no address of the web.", "It begins with https:// or http://.")
        return parts

    def _connection(self, parts: SplitResult, address: str) -> http.client.HTTPConnection:
        host, port = str(parts.hostname), parts.port or PORTS[parts.scheme]
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as wrong:
            raise refused(address, "is on a machine that cannot be found.", "Check its spelling.") from wrong
        where = [str(one[4][0]) for one in found]
        if not where or not all(self.is_allowed(one) for one in where):
            what = "leads into a network that is not open to the world."
            raise refused(address, what, "Only public addresses are read. Hand such a directory in as a file.")
        return _Pinned(host, port, ip=where[0], is_secret=parts.scheme == "https", timeout=self.quiet)

    def _content(self, answer: http.client.HTTPResponse, address: str, until: float) -> bytes:
        pieces: list[bytes] = []
        size = 0
        while piece := answer.read1(PIECE):
            size += len(piece)
            self._bytes += len(piece)
            if size > self.largest or self._bytes > self.most_bytes:
                raise refused(
                    address, "holds more than is read.", "Ask the publisher for smaller pages, or for a file."
                )
            if self.clock() > until:
                raise refused(address, "takes too long.", "Try again at night, or ask the publisher for a file.")
            pieces.append(piece)
        return b"".join(pieces)


def refused(address: str, what: str, do: str = "") -> Invalid:
    return Invalid(NOT_READ, [Problem(what, do, where=address[:300])])


def _in_words(wrong: Exception) -> str:
    if isinstance(wrong, TimeoutError):
        return "it fell silent"
    return type(wrong).__name__
