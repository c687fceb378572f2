"""What somebody names as a directory: a file, a folder, an address. Read before anything is written."""

import hashlib
from pathlib import Path
from typing import NamedTuple

from commonground.ground.directory.actions.importing import Tell
from commonground.ground.directory.formats.open_referral.documents import (
    Document,
    document_of,
    read_json,
    unreadable,
)
from commonground.ground.directory.formats.open_referral.fetching import Fetcher
from commonground.ground.directory.formats.open_referral.outpost import is_outpost, read_outpost
from commonground.ground.directory.formats.open_referral.packages import read_package
from commonground.ground.directory.formats.open_referral.paging import is_address, read_address

LARGEST = 200 << 20
ZIP = b"PK\x03\x04"


class Read(NamedTuple):
    """A document and the hash of what it was read from."""

    document: Document
    sha256: str


def read_source(source: str, *, name: str, tell: Tell, fetcher: Fetcher | None = None) -> Read:
    """Raises Invalid with the place of what is wrong."""
    if is_address(source):
        return _from_address(source, fetcher or Fetcher(), tell)
    path = Path(source)
    if path.is_dir():
        return Read(read_package(path), _hash(b"".join(one.read_bytes() for one in sorted(path.glob("*.csv")))))
    if not path.is_file():
        raise unreadable("There is no such file or folder.", "Check the path.", where=source)
    if path.stat().st_size > LARGEST:
        raise unreadable("is larger than is read.", "Hand it in in parts.", where=path.name)
    content = path.read_bytes()
    return Read(_of_file(path, content, name), _hash(content))


def _of_file(path: Path, content: bytes, name: str) -> Document:
    if content.startswith(ZIP):
        return read_package(path)
    if is_outpost(content):
        return read_outpost(content, name=path.name, seed=name)
    return document_of(read_json(content, name=path.name), name=path.name)


def _from_address(address: str, fetcher: Fetcher, tell: Tell) -> Read:
    digest = hashlib.sha256()

    def get(one: str) -> bytes:
        content = fetcher.get(one)
        digest.update(content)
        return content

    document = read_address(address, get=get, tell=tell)
    return Read(document, digest.hexdigest())


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
