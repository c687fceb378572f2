"""The provider as tests meet it."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from commonground.config.environment import Provider
from tests.needs import REPOSITORY

PATIENCE = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return int(probe.getsockname()[1])


@contextmanager
def provider(folder: Path, callback: str) -> Iterator[Provider]:
    """What the site is told of a provider that runs as long as the block lives."""
    port = free_port()
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "key.pem").write_bytes(pem)
    here = {**os.environ, "PROVIDER_FOLDER": str(folder), "PYTHONPATH": str(REPOSITORY)}
    program = [sys.executable, "-m", "tests.provider", str(port), callback]
    process = subprocess.Popen(program, cwd=REPOSITORY, env=here)
    try:
        wait_for(port, process)
        issuer = f"http://localhost:{port}"
        yield Provider(issuer, "common-ground", "shared", "County sign-in", ["county.example"], trusts_email=False)
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("localhost", port)) == 0:
                return
        time.sleep(0.2)
    raise TimeoutError("the provider of the tests does not come up")
