"""What a workbook unpacks to, looked at before anything lays it out."""

import io
import zipfile
from collections.abc import Mapping

from commonground.foundation.kernel.spreadsheets.limits import Limits, unreadable

ZIP, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
PIECE = 1 << 16
ALWAYS_ALLOWED = 1 << 22
DECLARED = 1 << 14  # bytes in which a document type would stand
ENTITIES = (b"<!doctype", b"<!entity")
MACROS = "holds macros (small programs)."
WITHOUT_MACROS = "Save it as an Excel workbook without macros (.xlsx), or as CSV."


def unpacked(name: str, content: bytes, limits: Limits) -> dict[str, bytes]:
    """What is in a workbook, unpacked piece by piece and given up as soon as it is too much. Raises Invalid."""
    try:
        files = _unpacked(name, content, limits)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, RuntimeError, NotImplementedError, EOFError, OSError) as wrong:
        raise unreadable(name, "is damaged, or has a password.", "Save it again without one.") from wrong
    if any(_declares(held) for path, held in files.items() if path.endswith((".xml", ".rels"))):
        raise unreadable(name, "declares entities, which no spreadsheet needs.", "Save it again from your program.")
    if "xl/workbook.bin" in files:
        what = "is a binary Excel workbook (.xlsb)."
        raise unreadable(name, what, "Save it as an Excel workbook (.xlsx), or as CSV.")
    if not limits.takes_macros and _has_macros(files):
        raise unreadable(name, MACROS, WITHOUT_MACROS)
    return files


def refuse_old_workbook(name: str, content: bytes, limits: Limits) -> None:
    """Raises Invalid for an old workbook with a password or with macros; both stand in its directory as names."""
    if _named(content, "EncryptedPackage") or _named(content, "EncryptionInfo"):
        raise unreadable(name, "has a password.", "Save it again without one.")
    if not limits.takes_macros and _named(content, "_VBA_PROJECT"):
        raise unreadable(name, MACROS, WITHOUT_MACROS)


def _unpacked(name: str, content: bytes, limits: Limits) -> dict[str, bytes]:
    bomb = unreadable(name, "unpacks to far more than such a sheet holds.", limits.alone)
    left = min(limits.unpacked, max(len(content) * limits.packed, ALWAYS_ALLOWED))
    files: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        entries = packed.infolist()
        if len(entries) > limits.files or sum(one.file_size for one in entries) > left:
            raise bomb
        for one in entries:
            with packed.open(one) as opened:
                held = b"".join(iter(lambda read=opened: read.read(PIECE), b""))  # type: ignore[misc]  # bound at once
            left -= len(held)
            if left < 0:
                raise bomb
            files[one.filename] = held
    return files


def _declares(held: bytes) -> bool:
    beginning = held[:DECLARED].lower()
    return any(sign in beginning for sign in ENTITIES)


def _has_macros(files: Mapping[str, bytes]) -> bool:
    return any(path.endswith("vbaProject.bin") or path.startswith("Basic/") for path in files)


def _named(content: bytes, word: str) -> bool:
    return word.encode("utf-16-le") in content
