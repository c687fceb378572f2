"""A server started for a measurement, and what can be seen of it from outside."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
PATIENCE = 60  # seconds until a server that does not answer is given up
FLAGS = ("--interface", "wsgi", "--workers", "1", "--blocking-threads", "4", "--no-ws", "--log-level", "warning")


@dataclass(frozen=True)
class Server:
    """A running server: where it is, its process, and how long it took from start to its first page."""

    address: str
    process: int
    first_page: float

    def get(self, path: str) -> bytes:
        with urllib.request.urlopen(self.address + path) as answer:
            return bytes(answer.read())

    def megabytes(self) -> float:
        """Memory of the process and of those below it, shared pages divided among their users."""
        return sum(_proportional(process) for process in _tree(self.process)) / 1024


@contextmanager
def served(application: str, variables: Mapping[str, str], path: str = "/") -> Iterator[Server]:
    """Serve a WSGI application as `commonground serve` does, until the block ends."""
    port = _free_port()
    command = [sys.executable, "-m", "granian", *FLAGS, "--host", "127.0.0.1", "--port", str(port), application]
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=REPOSITORY, env={**os.environ, **variables})
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(address + path, process)
        yield Server(address, process.pid, time.perf_counter() - started)
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)


def _wait_for(address: str, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            urllib.request.urlopen(address).close()
        except urllib.error.HTTPError as error:
            raise RuntimeError(f"{address} answers {error.code}") from error
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.005)  # it does not listen yet
        else:
            return
    raise RuntimeError(f"{address} did not answer within {PATIENCE} s")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _tree(process: int) -> list[int]:
    children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    return [process, *(descendant for child in children for descendant in _tree(int(child)))]


def _proportional(process: int) -> int:
    """PSS in kilobytes."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
