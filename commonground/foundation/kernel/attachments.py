"""Files that people attach for others to read: told by what is in them, never by their name, and never laid out here.

PDF, Word, Excel and PowerPoint without macros, PNG and JPEG. What unpacks is unpacked piece by piece and given up as
soon as it is too much; programs, passwords and files that pretend to be something else are refused with a sentence
that says what to do (docs/decisions/0095).
"""

import io
import re
import struct
import zipfile
from dataclasses import dataclass
from pathlib import PurePath

from commonground.foundation.kernel.errors import Invalid, Problem

OFFICE = "application/vnd.openxmlformats-officedocument."
ZIP, OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
PIECE = 1 << 16
MARKUP = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|head|body|script|svg|\?xml)", re.IGNORECASE)
ACTIVE = (b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/XFA")
ENTITIES = (b"<!doctype", b"<!entity")


@dataclass(frozen=True)
class AttachmentLimits:
    """How much a file may hold: bytes, bytes and files unpacked, times its size, and dots of a picture."""

    largest: int = 20 << 20
    unpacked: int = 300 << 20
    packed: int = 150
    files: int = 3_000
    dots: int = 60_000_000


@dataclass(frozen=True)
class Kind:
    """A kind of file that is taken: what it is called, its suffixes and its content type."""

    label: str
    suffixes: tuple[str, ...]
    content_type: str


PDF = Kind("a PDF document", (".pdf",), "application/pdf")
PNG = Kind("a PNG picture", (".png",), "image/png")
JPEG = Kind("a JPEG picture", (".jpg", ".jpeg"), "image/jpeg")
INSIDE = {
    "word/document.xml": Kind("a Word document", (".docx",), f"{OFFICE}wordprocessingml.document"),
    "xl/workbook.xml": Kind("an Excel workbook", (".xlsx",), f"{OFFICE}spreadsheetml.sheet"),
    "ppt/presentation.xml": Kind("a PowerPoint presentation", (".pptx",), f"{OFFICE}presentationml.presentation"),
}
TAKEN = "PDF, Word (.docx), Excel (.xlsx), PowerPoint (.pptx), PNG and JPEG files are taken."
SUFFIXES = tuple(suffix for kind in (PDF, *INSIDE.values(), PNG, JPEG) for suffix in kind.suffixes)
ALL_LIMITS = AttachmentLimits()


def check_attachment(name: str, content: bytes, limits: AttachmentLimits = ALL_LIMITS) -> Kind:
    """What a file is, by its content. Raises Invalid where it is not taken; nothing of it is kept then."""
    if not content:
        raise refused(name, "is empty.", "Choose it again.")
    if len(content) > limits.largest:
        size, most = len(content) / (1 << 20), limits.largest >> 20
        raise refused(name, f"has {size:.0f} MB; at most {most} MB are taken.", "Make it smaller, or link to it.")
    kind = _kind(name, content, limits)
    suffix = PurePath(name).suffix.lower()
    if suffix not in kind.suffixes:
        called = f"is named {suffix}" if suffix else "has no ending in its name"
        raise refused(name, f"{called}, but is {kind.label}.", f"Rename it to end in {kind.suffixes[0]}.")
    return kind


def refused(name: str, what: str, do: str) -> Invalid:
    """The one error of a file that is not taken."""
    shown = PurePath(name.replace("\\", "/")).name[:100] or "The file"
    return Invalid(f"{shown} was not taken.", [Problem(f"{shown} {what}", do, column="file")])


def _kind(name: str, content: bytes, limits: AttachmentLimits) -> Kind:
    if content.startswith(b"%PDF-"):
        return _pdf(name, content)
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return _picture(name, PNG, _size_of_png(content), limits)
    if content.startswith(b"\xff\xd8\xff"):
        return _picture(name, JPEG, _size_of_jpeg(content), limits)
    if content.startswith(ZIP):
        return _office(name, content, limits)
    if content.startswith(OLD_OFFICE):
        raise refused(name, "is an Office file of before 2007, or has a password.", "Save it as .docx, .xlsx or PDF.")
    if MARKUP.match(content[:1024]):
        raise refused(name, "is a web page, whatever its name says.", "Save it as PDF.")
    raise refused(name, "is of a kind that is not taken.", TAKEN)


def _pdf(name: str, content: bytes) -> Kind:
    if b"%%EOF" not in content[-2048:]:
        raise refused(name, "is damaged or was cut short.", "Save it again.")
    if b"/Encrypt" in content:
        raise refused(name, "is protected with a password.", "Save it without protection.")
    if any(sign in content for sign in ACTIVE):
        raise refused(name, "holds a program or another file inside.", "Print it as a new PDF.")
    return PDF


def _office(name: str, content: bytes, limits: AttachmentLimits) -> Kind:
    """An Office document by the parts in it. Everything is unpacked once, to be counted, and thrown away."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = _counted(name, packed, len(content), limits)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, RuntimeError, NotImplementedError, EOFError, OSError) as wrong:
        raise refused(name, "is damaged, or has a password.", "Save it again without one.") from wrong
    if any(path.lower().endswith(("vbaproject.bin", ".exe", ".dll", ".js", ".vbs")) for path in names):
        raise refused(name, "holds macros (small programs).", "Save it as a document without macros.")
    kind = next((kind for path, kind in INSIDE.items() if path in names), None)
    if kind is None or "[Content_Types].xml" not in names:
        raise refused(name, "is a zip folder, not a document.", TAKEN)
    return kind


def _counted(name: str, packed: zipfile.ZipFile, size: int, limits: AttachmentLimits) -> set[str]:
    """The names of its parts. Raises Invalid as soon as they unpack to too much, or declare entities."""
    bomb = refused(name, "unpacks to far more than a document holds.", "Save it again from your program.")
    left = min(limits.unpacked, max(size * limits.packed, 1 << 22))
    parts = packed.infolist()
    if len(parts) > limits.files or sum(one.file_size for one in parts) > left:
        raise bomb
    for one in parts:
        with packed.open(one) as opened:
            first = piece = opened.read(PIECE)
            while piece:
                left -= len(piece)
                if left < 0:
                    raise bomb
                piece = opened.read(PIECE)
        _refuse_programs(name, one.filename, first)
    return {one.filename for one in parts}


def _refuse_programs(name: str, path: str, first: bytes) -> None:
    lower = first.lower()
    if path.endswith((".xml", ".rels")) and any(sign in lower[: 1 << 14] for sign in ENTITIES):
        raise refused(name, "declares entities, which no document needs.", "Save it again from your program.")
    if path == "[Content_Types].xml" and b"macroenabled" in lower:
        raise refused(name, "holds macros (small programs).", "Save it as a document without macros.")


def _picture(name: str, kind: Kind, size: tuple[int, int] | None, limits: AttachmentLimits) -> Kind:
    if size is None or not all(size):
        raise refused(name, "is damaged or was cut short.", "Save it again.")
    if size[0] * size[1] > limits.dots:
        raise refused(name, f"is a picture of {size[0]:,} by {size[1]:,} dots.", "Make it smaller.")
    return kind


def _size_of_png(content: bytes) -> tuple[int, int] | None:
    if len(content) < 33 or content[12:16] != b"IHDR" or b"IEND" not in content[-16:]:
        return None
    width, height = struct.unpack(">II", content[16:24])
    return width, height


def _size_of_jpeg(content: bytes) -> tuple[int, int] | None:
    """From the first frame header among its segments."""
    at = 2
    while at + 9 < len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + max(length, 2)
    return None
