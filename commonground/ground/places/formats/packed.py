"""The text of a file, plain or gzip, read so that a hostile or damaged one can do no harm."""

import gzip
import zlib
from pathlib import Path

from commonground.foundation.kernel.errors import Invalid, Problem

LARGEST = 256 << 20  # bytes when unpacked; the small areas of all England are 150 million
PIECE = 1 << 20
GZIP = b"\x1f\x8b"


def read_text(path: Path, *, begins: str, largest: int = LARGEST) -> str:
    """The whole text of a UTF-8 file that begins with `begins` (after white space), packed with gzip or not.

    Raises Invalid, naming the file, where it is missing, too large, damaged, of another kind or in another
    encoding. A packed file is given up at the first piece that is wrong, so a bomb costs one megabyte.
    """
    if not path.is_file():
        raise unreadable(path, "is not there.", "Check the path.")
    content = _unpacked(path, begins.encode(), largest)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        what = f"is not written in UTF-8: line {line} holds a character in another encoding."
        raise unreadable(path, what, "Save it as UTF-8.") from error


def unreadable(path: Path, what: str, do: str = "") -> Invalid:
    """The one error of a file that cannot be read."""
    return Invalid(f"{path.name} cannot be read. Nothing was changed.", [Problem(what, do=do, where=path.name)])


def _unpacked(path: Path, begins: bytes, largest: int) -> bytes:
    pieces: list[bytes] = []
    size = 0
    with path.open("rb") as file:
        is_packed = file.read(len(GZIP)) == GZIP
        file.seek(0)
        source = gzip.GzipFile(fileobj=file) if is_packed else file
        try:
            while piece := source.read(PIECE):
                if not pieces:
                    _check_beginning(path, piece, begins)
                size += len(piece)
                if size > largest:
                    raise unreadable(path, f"holds more than {largest >> 20} MB.", "Import it in smaller parts.")
                pieces.append(piece)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise unreadable(path, "is damaged or was cut short.", "Download it again.") from error
    if not pieces:
        raise unreadable(path, "is empty.", "Download it again.")
    return b"".join(pieces)


def _check_beginning(path: Path, piece: bytes, begins: bytes) -> None:
    if piece.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise unreadable(path, "is written in UTF-16.", "Save it as UTF-8.")
    if not piece.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(begins):
        raise unreadable(
            path, "is not GeoJSON.", "Export the boundaries as GeoJSON; other kinds of files are not read."
        )
