"""Notes of what people know, and reports by others: their kinds and the steps they take."""

from enum import StrEnum

from commonground.foundation.kernel.errors import Problem


class NoteKind(StrEnum):
    """What a note tells."""

    INTELLIGENCE = "intelligence"
    ASPIRATION = "aspiration"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    NoteKind.INTELLIGENCE: "What practitioners or the community know",
    NoteKind.ASPIRATION: "What families say they need or hope for",
}


class Standing(StrEnum):
    """How far a note is."""

    WAITING = "waiting"
    SHOWN = "shown"
    TURNED_BACK = "turned back"
    ENDED = "ended"


LONGEST = 2_000  # letters of a note: what is longer is a report, and is cited
FILES = {
    ".pdf": b"%PDF",
    ".docx": b"PK\x03\x04",
    ".xlsx": b"PK\x03\x04",
    ".odt": b"PK\x03\x04",
}
LARGEST = 15 << 20  # bytes of an attached report


def file_problems(name: str, begins: bytes, size: int) -> list[Problem]:
    """Whether a file may be attached as a report: PDF, Word, Excel or OpenDocument, and what it says it is."""
    ending = name[name.rfind(".") :].lower() if "." in name else ""
    if ending not in FILES:
        return [
            Problem(
                "This is no PDF, Word, Excel or OpenDocument file.", do="Attach one, or give a link.", column="file"
            )
        ]
    if not begins.startswith(FILES[ending]):
        return [Problem(f"This is named {ending} but holds something else.", do="Save it again.", column="file")]
    if size > LARGEST:
        what = f"This file is larger than {LARGEST >> 20} MB."
        return [Problem(what, do="Give a link to where it is published.", column="file")]
    return []
