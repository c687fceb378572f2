"""A file from outside as a stream of plain text that is checked while it is read: packing, size, encoding.

Everything a hostile or damaged file can do is refused here, before a table or a map is made of it; the one place
where rooms open such files (docs/decisions/0031).
"""

import codecs
import gzip
import hashlib
import io
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from commonground.foundation.kernel.errors import Invalid, Problem

LARGEST = 1 << 30  # bytes when unpacked; the largest file of a publisher known to us has 80 million
MOST_PACKED = 200  # times; published tables pack to a fifth or a twentieth
ALWAYS_ALLOWED = 1 << 22  # unpacked bytes below which packing is not looked at
PIECE = 1 << 20
GZIP = b"\x1f\x8b"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
NOT_TABLES = {
    b"PK\x03\x04": (
        "is a workbook or a zip folder, not a CSV file.",
        "Save the table as CSV UTF-8, or unpack it first.",
    ),
    b"\xd0\xcf\x11\xe0": ("is an old Excel workbook, not a CSV file.", "Save the table as CSV UTF-8."),
    b"%PDF": ("is a PDF document, not a CSV file.", "Look for the table among the publisher's downloads."),
    b"PAR1": ("is a Parquet file, not a CSV file.", "Use the publisher's CSV file."),
}


@dataclass(frozen=True)
class Wanted:
    """What a file should be. `begins`: its first sign after white space; `others`: first bytes → what it is instead.

    `encode` and `check` say how to mend it; `line` is what its lines are called; `or_else` is the encoding that such
    files come in when they are not UTF-8 (read whole only).
    """

    encode: str
    check: str
    line: str = "row"
    begins: bytes = b""
    otherwise: tuple[str, str] = ("", "")
    others: Mapping[bytes, tuple[str, str]] = field(default_factory=dict)
    or_else: str = ""


CSV = Wanted(encode="Save it as CSV UTF-8", check="Check that it is a CSV file.", others=NOT_TABLES)


def unreadable(name: str, what: str, do: str = "", *, row: int | None = None, line: str = "row") -> Invalid:
    """The one error of a file that cannot be read as text."""
    where = f"{name}, {line} {row}" if row else name
    return Invalid(f"{name} cannot be read. Nothing was changed.", [Problem(what, do=do, where=where, row=row)])


class CheckedText(io.RawIOBase):
    """UTF-8 bytes without a byte order mark. Raises Invalid as soon as something is wrong.

    `content` is the hash of what was unpacked, `size` its bytes; both are whole once the stream has ended.
    """

    def __init__(
        self, name: str, packed: IO[bytes], *, is_packed: bool, largest: int = LARGEST, wanted: Wanted = CSV
    ) -> None:
        self.name_shown = name
        self._wanted = wanted
        self._packed = packed
        self._source: IO[bytes] | gzip.GzipFile = gzip.GzipFile(fileobj=packed) if is_packed else packed
        self._is_packed, self._largest = is_packed, largest
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._hash = hashlib.sha256()
        self._rows_before = 0
        self._held = b""
        self.size = 0

    @property
    def content(self) -> str:
        return self._hash.hexdigest()

    @property
    def taken(self) -> int:
        """Bytes of the file that have been read so far, packed as they are."""
        return self._packed.tell()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview") -> int:  # type: ignore[override]  # a narrower buffer than the stub's
        if not self._held:
            self._held = self._next()
        taken = self._held[: len(buffer)]
        buffer[: len(taken)] = taken
        self._held = self._held[len(taken) :]
        return len(taken)

    def header_line(self) -> str:
        """The first line, taken off the stream."""
        line = b""
        while b"\n" not in line and len(line) < PIECE:
            piece = self._held or self._next()
            self._held = b""
            if not piece:
                break
            line += piece
        if not line.strip():
            raise unreadable(self.name_shown, "is empty.", "Download it again.")
        first, _, self._held = line.partition(b"\n")
        if len(first) >= PIECE:
            raise unreadable(self.name_shown, "has no lines.", self._wanted.check)
        return first.decode("utf-8").rstrip("\r")

    def whole(self) -> str:
        """All of the text at once. Raises Invalid where there is none."""
        pieces = list(iter(self._next, b""))
        if not pieces:
            raise unreadable(self.name_shown, "is empty.", "Download it again.")
        content = b"".join(pieces)
        try:
            return content.decode("utf-8")
        except UnicodeDecodeError:
            return content.decode(self._wanted.or_else, errors="replace")  # let through by `_refuse_other_encodings`

    def _next(self) -> bytes:
        """The next piece of checked text; b"" at the end."""
        piece = self._unpacked()
        if self.size == 0:
            self._refuse_other_kinds(piece)
        self._hash.update(piece)
        self.size += len(piece)
        self._refuse_too_large()
        self._refuse_other_encodings(piece)
        bare = piece.removeprefix(codecs.BOM_UTF8) if self.size == len(piece) else piece
        self._rows_before += piece.count(b"\n")
        return bare

    def _unpacked(self) -> bytes:
        try:
            return self._source.read(PIECE)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise unreadable(self.name_shown, "is damaged or was cut short.", "Download it again.") from error

    def _refuse_other_kinds(self, piece: bytes) -> None:
        if piece.startswith(UTF_16):
            raise unreadable(self.name_shown, "is written in UTF-16.", f"{self._wanted.encode}.")
        for beginning, (what, do) in self._wanted.others.items():
            if piece.startswith(beginning):
                raise unreadable(self.name_shown, what, do)
        if piece and not piece.removeprefix(codecs.BOM_UTF8).lstrip().startswith(self._wanted.begins):
            raise unreadable(self.name_shown, *self._wanted.otherwise)

    def _refuse_too_large(self) -> None:
        if self.size > self._largest:
            limit = f"{self._largest >> 20} MB"
            raise unreadable(self.name_shown, f"holds more than {limit} when unpacked.", "Import it in smaller parts.")
        if self._is_packed and self.size > ALWAYS_ALLOWED and self.size > MOST_PACKED * max(self._packed.tell(), 1):
            raise unreadable(self.name_shown, f"unpacks to more than {MOST_PACKED} times its size.", self._wanted.check)

    def _refuse_other_encodings(self, piece: bytes) -> None:
        if b"\0" in piece:
            row = self._rows_before + piece[: piece.index(b"\0")].count(b"\n") + 1
            raise self._at(row, "holds bytes that are not text.", self._wanted.check)
        if self._wanted.or_else:
            return
        try:
            self._decoder.decode(piece, final=not piece)
        except UnicodeDecodeError as error:
            row = self._rows_before + piece[: error.start].count(b"\n") + 1
            do = f"{self._wanted.encode}; it may be in Windows-1252."
            raise self._at(row, "holds a character that is not UTF-8.", do) from error

    def _at(self, row: int, what: str, do: str) -> Invalid:
        return unreadable(self.name_shown, what, do, row=row, line=self._wanted.line)


@contextmanager
def open_text(path: Path, *, largest: int = LARGEST, wanted: Wanted = CSV) -> Iterator[CheckedText]:
    """The text of a file, gzip or plain: told by its first bytes, not by its name. Raises Invalid where none is."""
    if not path.is_file():
        raise unreadable(path.name, "is not there.", "Check the path.")
    with path.open("rb") as packed:
        is_packed = packed.read(2) == GZIP
        packed.seek(0)
        yield CheckedText(path.name, packed, is_packed=is_packed, largest=largest, wanted=wanted)
